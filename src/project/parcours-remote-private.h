/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-project-remotes.h"
#include "parcours-worker.h"

G_BEGIN_DECLS

struct _ParcoursRemote
{
  GObject parent_instance;

  ParcoursProject *project;     /* (unowned) (nullable) %NULL once that is closed */
  char *name;                   /* (owned) */
  char *url;                    /* (owned) */
  JsonObject *attributes;       /* (owned) */
  ParcoursRemoteClient *client; /* (owned) (nullable) %NULL if the address is none */
  ParcoursSender *sender;       /* (owned) (nullable) */
  gboolean started;
  gboolean has_token;
  GError *error;                /* (owned) (nullable) why nothing can be sent or looked for */

  GHashTable *publications;     /* (owned) (element-type utf8 ParcoursPublicationInfo) by slug */
  GListStore *waiting;          /* (owned) (element-type ParcoursOutboxItem) */
  GListStore *conflicts;        /* (owned) (element-type ParcoursConflict) */
  GListStore *log;              /* (owned) (element-type ParcoursSyncItem) the newest first */
  guint n_waiting;
  guint n_conflicts;
  gboolean checking;

  guint read_id;                /* of the timeout after which the workspace is read again */
  gboolean reading;
  gboolean stale;               /* whether something has changed since that began */
};

/**
 * RemoteState:
 *
 * What the workspace says of a server, read in the thread that writes.
 */
typedef struct
{
  ParcoursRemoteInfo *info;
  GPtrArray *publications; /* (element-type ParcoursPublicationInfo) */
  GPtrArray *rows;         /* (element-type ParcoursOutboxItem) */
  GPtrArray *conflicts;    /* (element-type ParcoursConflict) */
  GPtrArray *log;          /* (element-type ParcoursSyncItem) */
} RemoteState;

void            remote_state_free               (RemoteState          *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RemoteState, remote_state_free)

RemoteState    *parcours_remote_state_load      (ParcoursStore        *store,
                                                 ParcoursRemoteInfo   *info,
                                                 GError              **error);
ParcoursRemote *parcours_remote_new             (ParcoursProject      *project,
                                                 RemoteState          *state);
void            parcours_remote_close           (ParcoursRemote       *self);
void            parcours_remote_take_rows       (ParcoursRemote       *self,
                                                 const char           *automation,
                                                 GPtrArray            *rows);
void            parcours_remote_set_error       (ParcoursRemote       *self,
                                                 GError               *error);
void            parcours_remote_set_checking    (ParcoursRemote       *self,
                                                 gboolean              checking);
void            parcours_remote_read_soon       (ParcoursRemote       *self);
void            parcours_remote_read_async      (ParcoursRemote       *self,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean        parcours_remote_read_finish     (ParcoursRemote       *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void            parcours_remote_load_token_async (ParcoursRemote      *self,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean        parcours_remote_load_token_finish (ParcoursRemote     *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void            parcours_remote_work_async      (ParcoursRemote       *self,
                                                 ParcoursWork          work,
                                                 gpointer              data,
                                                 GDestroyNotify        free_data,
                                                 GDestroyNotify        free_result,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
GAsyncResult   *parcours_remote_wait            (GAsyncResult        **result);
void            parcours_remote_keep_result     (GObject              *source,
                                                 GAsyncResult         *result,
                                                 gpointer              user_data);

/* parcours-remote-rows.c */
void            parcours_remote_rows_iface_init (ParcoursRemoteQueueInterface *iface);

/* parcours-remote-check.c */
void            parcours_remote_fetch_conflicts (ParcoursRemote       *self);

G_END_DECLS
