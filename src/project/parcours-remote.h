/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "parcours-conflict.h"
#include "parcours-outbox-item.h"
#include "parcours-sender.h"
#include "parcours-sync-item.h"

G_BEGIN_DECLS

/**
 * ParcoursRemoteNews:
 * @n_added: automations that are new here
 * @n_updated: automations that were unchanged here, and are now what the server has
 * @n_conflicts: automations that were changed on both sides
 * @n_deleted: automations that the server has no more
 * @n_entities: lists, messages and so on that were missing here and came with them
 * @n_differences: those that are here in another form, and were left as they are
 *
 * What came of looking for changes.
 */
typedef struct
{
  guint n_added;
  guint n_updated;
  guint n_conflicts;
  guint n_deleted;
  guint n_entities;
  guint n_differences;
} ParcoursRemoteNews;

/**
 * ParcoursResolution:
 * @PARCOURS_RESOLUTION_KEEP_MINE: publish ours on top of what the server has
 * @PARCOURS_RESOLUTION_TAKE_THEIRS: make ours what the server has; ours stays as a version
 *
 * What a person decides where both sides have changed an automation.
 */
typedef enum
{
  PARCOURS_RESOLUTION_KEEP_MINE,
  PARCOURS_RESOLUTION_TAKE_THEIRS,
} ParcoursResolution;

#define PARCOURS_TYPE_REMOTE (parcours_remote_get_type ())

/**
 * ParcoursRemote:
 *
 * A server that the automations of a project are synchronised to: what waits for
 * it, what happened, what has to be decided. All its functions are for the thread
 * of the project.
 *
 * Once started it sends what waits, and goes on until the project is closed. The
 * functions without `_async` wait, and let the main loop of the thread run
 * meanwhile: they are for programs without a window.
 *
 * Properties: `state`, `error` (nullable), `retry-at` (microseconds since 1970,
 * or 0), `n-waiting` (what is still to be sent), `n-conflicts` (what a person has
 * to decide, or the server refuses), `checking`.
 */
G_DECLARE_FINAL_TYPE (ParcoursRemote, parcours_remote, PARCOURS, REMOTE, GObject)

const char          *parcours_remote_name           (ParcoursRemote       *remote);
const char          *parcours_remote_url            (ParcoursRemote       *remote);
ParcoursSenderState  parcours_remote_state          (ParcoursRemote       *remote);
const GError        *parcours_remote_error          (ParcoursRemote       *remote);
gint64               parcours_remote_retry_at       (ParcoursRemote       *remote);
guint                parcours_remote_n_waiting      (ParcoursRemote       *remote);
guint                parcours_remote_n_conflicts    (ParcoursRemote       *remote);
gboolean             parcours_remote_is_checking    (ParcoursRemote       *remote);
GListModel          *parcours_remote_waiting        (ParcoursRemote       *remote);
GListModel          *parcours_remote_conflicts      (ParcoursRemote       *remote);
GListModel          *parcours_remote_log            (ParcoursRemote       *remote);
ParcoursConflict    *parcours_remote_find_conflict  (ParcoursRemote       *remote,
                                                     const char           *slug);
const char          *parcours_remote_published      (ParcoursRemote       *remote,
                                                     const char           *slug);
int                  parcours_remote_published_revision (ParcoursRemote   *remote,
                                                     const char           *slug);

void                 parcours_remote_set_token      (ParcoursRemote       *remote,
                                                     const char           *token);
void                 parcours_remote_enter_token_async (ParcoursRemote    *remote,
                                                     const char           *token,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean             parcours_remote_enter_token_finish (ParcoursRemote   *remote,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void                 parcours_remote_set_pause      (ParcoursRemote       *remote,
                                                     guint                 first_ms);
void                 parcours_remote_start          (ParcoursRemote       *remote);
void                 parcours_remote_retry          (ParcoursRemote       *remote);
gboolean             parcours_remote_send           (ParcoursRemote       *remote,
                                                     GError              **error);

/* parcours-remote-publish.c */
void                 parcours_remote_publish_async  (ParcoursRemote       *remote,
                                                     const char           *slug,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean             parcours_remote_publish        (ParcoursRemote       *remote,
                                                     const char           *slug,
                                                     GError              **error);
void                 parcours_remote_ask_async      (ParcoursRemote       *remote,
                                                     const char           *slug,
                                                     ParcoursRemoteOperation operation,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean             parcours_remote_ask            (ParcoursRemote       *remote,
                                                     const char           *slug,
                                                     ParcoursRemoteOperation operation,
                                                     GError              **error);
void                 parcours_remote_drop_async     (ParcoursRemote       *remote,
                                                     gint64                row,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
void                 parcours_remote_resolve_async  (ParcoursRemote       *remote,
                                                     const char           *slug,
                                                     ParcoursResolution    resolution,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean             parcours_remote_resolve        (ParcoursRemote       *remote,
                                                     const char           *slug,
                                                     ParcoursResolution    resolution,
                                                     GError              **error);
gboolean             parcours_remote_change_finish  (ParcoursRemote       *remote,
                                                     GAsyncResult         *result,
                                                     GError              **error);

/* parcours-remote-check.c */
void                 parcours_remote_check_async    (ParcoursRemote       *remote,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean             parcours_remote_check_finish   (ParcoursRemote       *remote,
                                                     GAsyncResult         *result,
                                                     ParcoursRemoteNews   *news,
                                                     GError              **error);
gboolean             parcours_remote_check          (ParcoursRemote       *remote,
                                                     ParcoursRemoteNews   *news,
                                                     GError              **error);

G_END_DECLS
