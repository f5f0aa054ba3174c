/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-contact-item.h"
#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CONTACT_LIST (parcours_contact_list_get_type ())

/**
 * ParcoursContactList:
 *
 * The contacts of a workspace, or some of them, in an order: a list of
 * #ParcoursContactItem for a view. What is looked for is found in the reader's
 * thread; until it is, the list stays as it was and `busy` is set. It follows all
 * changes to the workspace.
 *
 * Properties: `busy`; `error` (GError, nullable): why the last search failed.
 */
G_DECLARE_FINAL_TYPE (ParcoursContactList, parcours_contact_list, PARCOURS, CONTACT_LIST, GObject)

ParcoursContactList *parcours_contact_list_new           (ParcoursProject      *project);
ParcoursProject     *parcours_contact_list_project       (ParcoursContactList  *list);
void                 parcours_contact_list_set_search    (ParcoursContactList  *list,
                                                          const char           *search);
const char          *parcours_contact_list_search        (ParcoursContactList  *list);
gboolean             parcours_contact_list_set_condition (ParcoursContactList  *list,
                                                          JsonNode             *condition,
                                                          GError              **error);
JsonNode            *parcours_contact_list_condition     (ParcoursContactList  *list);
void                 parcours_contact_list_set_sort      (ParcoursContactList  *list,
                                                          const char           *column,
                                                          gboolean              descending);
const char          *parcours_contact_list_sort          (ParcoursContactList  *list,
                                                          gboolean             *descending);
gboolean             parcours_contact_list_is_busy       (ParcoursContactList  *list);
const GError        *parcours_contact_list_error         (ParcoursContactList  *list);
gint64               parcours_contact_list_nth_id        (ParcoursContactList  *list,
                                                          guint                 position);
guint                parcours_contact_list_find          (ParcoursContactList  *list,
                                                          gint64                id);
GArray              *parcours_contact_list_ids           (ParcoursContactList  *list);

G_END_DECLS
