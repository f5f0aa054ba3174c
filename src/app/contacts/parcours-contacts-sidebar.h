/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CONTACTS_SIDEBAR (parcours_contacts_sidebar_get_type ())

/**
 * ParcoursContactsSidebar:
 *
 * All contacts, the lists, the segments and the tags of a workspace. `chosen`
 * (kind, slug) says which was chosen; both are %NULL for all contacts.
 */
G_DECLARE_FINAL_TYPE (ParcoursContactsSidebar, parcours_contacts_sidebar, PARCOURS, CONTACTS_SIDEBAR, GtkWidget)

GtkWidget *parcours_contacts_sidebar_new    (ParcoursProject          *project);
void       parcours_contacts_sidebar_select (ParcoursContactsSidebar  *sidebar,
                                             const char               *kind,
                                             const char               *slug);

G_END_DECLS
