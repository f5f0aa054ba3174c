/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-contact.h"
#include "parcours-project.h"

G_BEGIN_DECLS

/* Of how many contacts a change can be undone. */
#define PARCOURS_MAX_UNDONE_CONTACTS 20000

/*
 * Changes to contacts, each written by the writer's thread in one transaction, with what happened in the past of the
 * contact; then the generation of the project rises, and it
 * can be undone as a change to the library can, where it is not about too many. All but adding end with parcours_project_contacts_finish().
 */
void     parcours_project_add_contact_async        (ParcoursProject      *project,
                                                    ParcoursContact      *contact,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gint64   parcours_project_add_contact_finish       (ParcoursProject      *project,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void     parcours_project_set_contact_field_async  (ParcoursProject      *project,
                                                    gint64                id,
                                                    const char           *field,
                                                    const char           *value,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
void     parcours_project_set_contact_score_async  (ParcoursProject      *project,
                                                    gint64                id,
                                                    const char           *score,
                                                    double                value,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
void     parcours_project_set_contacts_tag_async   (ParcoursProject      *project,
                                                    GArray               *ids,
                                                    const char           *tag,
                                                    gboolean              has,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
void     parcours_project_set_contacts_list_async  (ParcoursProject      *project,
                                                    GArray               *ids,
                                                    const char           *list,
                                                    ParcoursListStatus    status,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
void     parcours_project_add_contact_note_async   (ParcoursProject      *project,
                                                    gint64                id,
                                                    const char           *text,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
void     parcours_project_set_contact_members_async (ParcoursProject     *project,
                                                    gint64                id,
                                                    ParcoursSetKind       kind,
                                                    const char *const    *slugs,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
void     parcours_project_set_contact_consent_async (ParcoursProject     *project,
                                                    gint64                id,
                                                    ParcoursChannel       channel,
                                                    ParcoursConsent       consent,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
void     parcours_project_set_contact_blocked_async (ParcoursProject     *project,
                                                    gint64                id,
                                                    const char *const    *senders,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
void     parcours_project_set_contact_record_async (ParcoursProject      *project,
                                                    gint64                id,
                                                    const char           *kind,
                                                    const char           *ident,
                                                    JsonObject           *columns,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
void     parcours_project_link_account_async       (ParcoursProject      *project,
                                                    gint64                id,
                                                    const char           *account,
                                                    gboolean              linked,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
void     parcours_project_delete_contacts_async    (ParcoursProject      *project,
                                                    GArray               *ids,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean parcours_project_contacts_finish          (ParcoursProject      *project,
                                                    GAsyncResult         *result,
                                                    GError              **error);

G_END_DECLS
