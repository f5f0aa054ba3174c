/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CONTACTS_PAGE (parcours_contacts_page_get_type ())

/**
 * ParcoursContactsPage:
 *
 * The contacts of a workspace: lists, segments and tags at the side, the table
 * with search and filters, and the contact that is selected. What went wrong, and
 * what was done, is said by `message`, for a toast.
 *
 * Actions: `contacts.import`, `contacts.add`, `contacts.export`,
 * `contacts.delete`, `contacts.search`.
 */
G_DECLARE_FINAL_TYPE (ParcoursContactsPage, parcours_contacts_page, PARCOURS, CONTACTS_PAGE, GtkWidget)

GtkWidget *parcours_contacts_page_new    (ParcoursProject       *project);
void       parcours_contacts_page_show   (ParcoursContactsPage  *page,
                                          gint64                 contact);
void       parcours_contacts_page_filter (ParcoursContactsPage  *page,
                                          JsonNode              *condition);
void       parcours_contacts_page_import (ParcoursContactsPage  *page,
                                          const char            *path);

G_END_DECLS
