/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-project.h"
#include "parcours-worker.h"

G_BEGIN_DECLS

typedef struct _SavedBatch SavedBatch;

struct _ParcoursProject
{
  GObject parent_instance;

  char *path;               /* (owned) */
  char *name;               /* (owned) */
  char *notice;             /* (owned) (nullable) */
  gboolean read_only;
  ParcoursWorker *writer;   /* (owned) (nullable) %NULL once it is closed */
  ParcoursWorker *reader;   /* (owned) (nullable) */
  ParcoursLibrary *library; /* (owned) never changed, only replaced */
  ParcoursLibraryHistory *history; /* (owned) */
  JsonNode *settings;       /* (owned) */
  gint64 n_contacts;
  guint generation;         /* of all that a population is made of */
  GListStore *automations;  /* (owned) (element-type ParcoursAutomationItem) */
  GListStore *runs;         /* (owned) (nullable) (element-type ParcoursRunRecord) until somebody asks for them */
  GListStore *remotes;      /* (owned) (element-type ParcoursRemote) */

  GQueue unsaved;           /* (element-type UnsavedEdit) in the order in which they were made */
  SavedBatch *batch;        /* (owned) (nullable) those that are being written */
  GError *save_error;       /* (owned) (nullable) */
  guint retry_id;
};

/* What opening reads, made in the thread that opens. */
typedef struct
{
  ParcoursStore *writer;
  ParcoursStore *reader;
  ParcoursLibrary *library;
  JsonNode *settings;
  gint64 n_contacts;
  GPtrArray *infos;         /* (element-type ParcoursAutomationInfo) */
  GPtrArray *automations;   /* (element-type ParcoursAutomation) one each */
  GPtrArray *remotes;       /* (element-type RemoteState) */
} Opened;

/* parcours-project.c */
void     parcours_project_name_changed   (ParcoursProject  *self);
gboolean parcours_project_check_open     (ParcoursProject  *self,
                                          GTask            *task);
void     parcours_project_automation_changed (ParcoursProject        *self,
                                          GParamSpec                 *pspec,
                                          ParcoursAutomationItem     *item);

/* parcours-project-automations.c */
void     parcours_project_add_items      (ParcoursProject  *self,
                                          const Opened     *opened);
void     parcours_project_insert_automation (ParcoursProject              *self,
                                          const ParcoursAutomationInfo    *info,
                                          ParcoursAutomation              *automation);

void     parcours_project_drop_automation (ParcoursProject *self,
                                          const char       *slug);
ParcoursAutomationInfo *parcours_project_load_info (ParcoursStore         *store,
                                          const char                      *slug,
                                          GError                         **error);

/* parcours-project-bundle.c */
gboolean parcours_project_write_bundle   (ParcoursStore    *store,
                                          JsonObject       *bundle,
                                          GPtrArray        *differences,
                                          GPtrArray        *news);

/* parcours-project-tests.c */
void     parcours_project_add_scenario   (ParcoursProject  *self,
                                          const char       *name,
                                          JsonObject       *document,
                                          GTask            *task);

/* parcours-project-remotes.c */
GPtrArray *parcours_project_load_remotes (ParcoursStore    *store,
                                          GError          **error);
void     parcours_project_add_remotes    (ParcoursProject  *self,
                                          GPtrArray        *states);
void     parcours_project_close_remotes  (ParcoursProject  *self);
void     parcours_project_follow_remotes (ParcoursProject  *self);

/* parcours-project-settings.c */
/* What stands for the kind in the history where it is no entity. */
#define PARCOURS_SETTING "setting"
#define PARCOURS_CONTACTS "contacts"

gboolean parcours_project_look_at_setting (ParcoursStore   *store,
                                          const char       *name,
                                          ParcoursEntityState *state,
                                          GError          **error);
gboolean parcours_project_write_setting  (ParcoursStore    *store,
                                          const char       *name,
                                          const ParcoursEntityState *state,
                                          GError          **error);
void     parcours_project_follow_setting (ParcoursProject  *self,
                                          const char       *name,
                                          const ParcoursEntityState *state);

/* parcours-project-library.c */
void     parcours_project_run_setting    (ParcoursProject  *self,
                                          const char       *name,
                                          const ParcoursEntityState *state,
                                          gpointer          tag,
                                          GAsyncReadyCallback callback,
                                          gpointer          user_data);

/* parcours-project-save.c */
void     parcours_project_follow         (ParcoursProject  *self,
                                          const char       *slug,
                                          ParcoursDocument *document);
gboolean parcours_project_flush          (ParcoursProject  *self,
                                          GError          **error);
void     parcours_project_settle_async   (ParcoursProject  *self,
                                          GAsyncReadyCallback callback,
                                          gpointer          user_data);
gboolean parcours_project_settle_finish  (ParcoursProject  *self,
                                          GAsyncResult     *result,
                                          GError          **error);
void     parcours_project_clear_unsaved  (ParcoursProject  *self);
void     parcours_project_set_save_error (ParcoursProject  *self,
                                          GError           *error);

G_END_DECLS
