/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PARCOURS_TYPE_TEXT_TABLE (parcours_text_table_get_type ())

/**
 * ParcoursTextTable:
 *
 * A small table of texts, as high as its rows. The first column takes what room
 * there is, the others hold figures.
 *
 * Signals:
 *
 * - `row-activated (guint row)`
 */
G_DECLARE_FINAL_TYPE (ParcoursTextTable, parcours_text_table, PARCOURS, TEXT_TABLE, GtkWidget)

GtkWidget  *parcours_text_table_new   (const char *const *titles,
                                       const char        *label);
void        parcours_text_table_add   (ParcoursTextTable *self,
                                       char             **cells);
guint       parcours_text_table_n     (ParcoursTextTable *self);
const char *parcours_text_table_cell  (ParcoursTextTable *self,
                                       guint              row,
                                       guint              column);

G_END_DECLS
