/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-document.h"
#include "parcours-store.h"

G_BEGIN_DECLS

/**
 * ParcoursAutomationInfo:
 * @slug: its name in files
 * @id: its UUID, for servers
 * @name: its name for people
 * @platform: the platform it is drawn for
 * @ready: whether a person has called it ready
 * @active_since: when it was activated, in seconds since 1970, or 0 while it is paused
 * @created_at: when it was added
 * @changed_at: when it was last edited
 * @digest: of the document as it is now, see parcours_automation_digest()
 *
 * What a list of automations shows.
 */
typedef struct
{
  char *slug;
  char *id;
  char *name;
  ParcoursPlatform platform;
  gboolean ready;
  gint64 active_since;
  gint64 created_at;
  gint64 changed_at;
  char *digest;
} ParcoursAutomationInfo;

/**
 * ParcoursVersionInfo:
 * @n: its number, from 1
 * @name: (nullable): what a person called it
 * @reason: why it was cut: `named`, `publish`, `merge`, `restore` or `idle`
 * @at: when, in seconds since 1970
 * @digest: of the document
 *
 * What a list of the versions of an automation shows.
 */
typedef struct
{
  int n;
  char *name;
  char *reason;
  gint64 at;
  char *digest;
} ParcoursVersionInfo;

void                parcours_automation_info_free   (ParcoursAutomationInfo  *info);
void                parcours_version_info_free      (ParcoursVersionInfo     *info);

GPtrArray          *parcours_store_list_automations (ParcoursStore           *store,
                                                     GError                 **error);
char               *parcours_store_automation_slug  (ParcoursStore           *store,
                                                     const char              *name);
char               *parcours_store_automation_with_id (ParcoursStore         *store,
                                                     const char              *id);
ParcoursAutomation *parcours_store_fit_automation   (ParcoursStore           *store,
                                                     ParcoursAutomation      *automation);
gboolean            parcours_store_add_automation   (ParcoursStore           *store,
                                                     ParcoursAutomation      *automation,
                                                     GError                 **error);
ParcoursAutomation *parcours_store_load_automation  (ParcoursStore           *store,
                                                     const char              *slug,
                                                     GError                 **error);
ParcoursDocument   *parcours_store_load_document    (ParcoursStore           *store,
                                                     const char              *slug,
                                                     GError                 **error);
gboolean            parcours_store_save_automation  (ParcoursStore           *store,
                                                     ParcoursAutomation      *automation,
                                                     GError                 **error);
gboolean            parcours_store_log_edit         (ParcoursStore           *store,
                                                     const char              *slug,
                                                     const char              *action,
                                                     ParcoursEdit            *edit,
                                                     GError                 **error);
gboolean            parcours_store_set_ready        (ParcoursStore           *store,
                                                     const char              *slug,
                                                     gboolean                 ready,
                                                     GError                 **error);
gboolean            parcours_store_set_active       (ParcoursStore           *store,
                                                     const char              *slug,
                                                     gint64                   since,
                                                     GError                 **error);
gboolean            parcours_store_delete_automation (ParcoursStore          *store,
                                                     const char              *slug,
                                                     GError                 **error);
gboolean            parcours_store_undelete_automation (ParcoursStore        *store,
                                                     const char              *slug,
                                                     GError                 **error);

int                 parcours_store_cut_version      (ParcoursStore           *store,
                                                     const char              *slug,
                                                     const char              *reason,
                                                     const char              *name,
                                                     GError                 **error);
GPtrArray          *parcours_store_list_versions    (ParcoursStore           *store,
                                                     const char              *slug,
                                                     GError                 **error);
ParcoursAutomation *parcours_store_load_version     (ParcoursStore           *store,
                                                     const char              *slug,
                                                     int                      n,
                                                     GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursAutomationInfo, parcours_automation_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursVersionInfo, parcours_version_info_free)

G_END_DECLS
