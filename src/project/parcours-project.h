/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "parcours-automation-item.h"
#include "parcours-job.h"
#include "parcours-library-history.h"
#include "parcours-library.h"
#include "parcours-store.h"
#include "parcours-zone.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_PROJECT (parcours_project_get_type ())

/**
 * ParcoursProject:
 *
 * One open workspace, the one owner of its file: a thread that writes, one that
 * reads, the list of automations, one live document for each that is open. All
 * its functions are for the thread that opened it. What a person does to a
 * document is on the disk a moment later; where that fails, `save-error` says
 * why, and it is tried again until it succeeds. `automation-changed` is emitted
 * with the item of an automation that was edited, switched on or switched off.
 */
G_DECLARE_FINAL_TYPE (ParcoursProject, parcours_project, PARCOURS, PROJECT, GObject)

ParcoursProject        *parcours_project_open               (const char           *path,
                                                             ParcoursStoreMode     mode,
                                                             GError              **error);
void                    parcours_project_open_async         (const char           *path,
                                                             ParcoursStoreMode     mode,
                                                             GCancellable         *cancellable,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
ParcoursProject        *parcours_project_new_sample         (const char           *path,
                                                             guint                 n_contacts,
                                                             guint64               seed,
                                                             ParcoursJob          *job,
                                                             GError              **error);
void                    parcours_project_new_sample_async   (const char           *path,
                                                             guint                 n_contacts,
                                                             guint64               seed,
                                                             ParcoursJob          *job,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
ParcoursProject        *parcours_project_open_finish        (GAsyncResult         *result,
                                                             GError              **error);
char                   *parcours_project_default_path       (void);
void                    parcours_project_close              (ParcoursProject      *project);

const char             *parcours_project_path               (ParcoursProject      *project);
const char             *parcours_project_name               (ParcoursProject      *project);
gboolean                parcours_project_is_read_only       (ParcoursProject      *project);
const char             *parcours_project_notice             (ParcoursProject      *project);
const GError           *parcours_project_save_error         (ParcoursProject      *project);
gint64                  parcours_project_n_contacts         (ParcoursProject      *project);
ParcoursLibrary        *parcours_project_library            (ParcoursProject      *project);
JsonObject             *parcours_project_settings           (ParcoursProject      *project);
const ParcoursZone     *parcours_project_zone               (ParcoursProject      *project);
guint                   parcours_project_generation         (ParcoursProject      *project);
void                    parcours_project_people_changed     (ParcoursProject      *project);

/* parcours-project-automations.c */
GListModel             *parcours_project_automations        (ParcoursProject      *project);
ParcoursAutomationItem *parcours_project_find_automation    (ParcoursProject      *project,
                                                             const char           *slug);
GPtrArray              *parcours_project_running            (ParcoursProject      *project,
                                                             const char           *slug);
void                    parcours_project_open_document_async (ParcoursProject     *project,
                                                             const char           *slug,
                                                             GCancellable         *cancellable,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
ParcoursDocument       *parcours_project_open_document_finish (ParcoursProject    *project,
                                                             GAsyncResult         *result,
                                                             GError              **error);
ParcoursDocument       *parcours_project_open_document      (ParcoursProject      *project,
                                                             const char           *slug,
                                                             GError              **error);
void                    parcours_project_add_automation_async (ParcoursProject    *project,
                                                             ParcoursAutomation   *automation,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
ParcoursAutomationItem *parcours_project_add_automation_finish (ParcoursProject   *project,
                                                             GAsyncResult         *result,
                                                             GError              **error);
void                    parcours_project_set_ready_async    (ParcoursProject      *project,
                                                             const char           *slug,
                                                             gboolean              ready,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
void                    parcours_project_set_active_async   (ParcoursProject      *project,
                                                             const char           *slug,
                                                             gboolean              active,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
void                    parcours_project_delete_automation_async (ParcoursProject *project,
                                                             const char           *slug,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
void                    parcours_project_undelete_automation_async (ParcoursProject *project,
                                                             const char           *slug,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
gboolean                parcours_project_change_finish      (ParcoursProject      *project,
                                                             GAsyncResult         *result,
                                                             GError              **error);

char                  **parcours_project_added_differences  (GAsyncResult         *result);

/* parcours-project-bundle.c */
JsonNode               *parcours_project_bundle_automation  (ParcoursProject      *project,
                                                             const ParcoursAutomation *automation);

/* parcours-project-settings.c */
void                    parcours_project_set_setting_async  (ParcoursProject      *project,
                                                             const char           *name,
                                                             JsonNode             *value,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
gboolean                parcours_project_set_setting_finish (ParcoursProject      *project,
                                                             GAsyncResult         *result,
                                                             GError              **error);
const char             *parcours_project_setting_label      (const char           *name);
ParcoursPlatform        parcours_project_platform           (ParcoursProject      *project);

/* parcours-project-library.c */
void                    parcours_project_add_entity_async   (ParcoursProject      *project,
                                                             const char           *kind,
                                                             const char           *label,
                                                             JsonObject           *attributes,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
char                   *parcours_project_add_entity_finish  (ParcoursProject      *project,
                                                             GAsyncResult         *result,
                                                             GError              **error);
void                    parcours_project_set_entity_async   (ParcoursProject      *project,
                                                             const char           *kind,
                                                             const char           *slug,
                                                             const char           *label,
                                                             JsonObject           *attributes,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
void                    parcours_project_delete_entity_async (ParcoursProject     *project,
                                                             const char           *kind,
                                                             const char           *slug,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
void                    parcours_project_undo_library_async (ParcoursProject      *project,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
void                    parcours_project_redo_library_async (ParcoursProject      *project,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
gboolean                parcours_project_entity_finish      (ParcoursProject      *project,
                                                             GAsyncResult         *result,
                                                             GError              **error);
ParcoursLibraryHistory *parcours_project_history            (ParcoursProject      *project);

G_END_DECLS
