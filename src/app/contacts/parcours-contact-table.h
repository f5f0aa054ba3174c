/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-contact-list.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CONTACT_TABLE (parcours_contact_table_get_type ())

/**
 * ParcoursContactTable:
 *
 * The table of contacts: columns that sort and resize, several rows can be
 * selected. `selection-changed` says when it is another selection, `activate`
 * that a row was double-clicked or Enter was pressed on it.
 */
G_DECLARE_FINAL_TYPE (ParcoursContactTable, parcours_contact_table, PARCOURS, CONTACT_TABLE, GtkWidget)

GtkWidget *parcours_contact_table_new        (ParcoursContactList   *list);
guint      parcours_contact_table_n_selected (ParcoursContactTable  *table);
GArray    *parcours_contact_table_selected   (ParcoursContactTable  *table);
void       parcours_contact_table_select     (ParcoursContactTable  *table,
                                              gint64                 id);

G_END_DECLS
