/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-canvas.h"
#include "parcours-outline-item.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_OUTLINE_ROW (parcours_outline_row_get_type ())

/**
 * ParcoursOutlineRow:
 *
 * A step as a line of a list: by which branch one comes to it, its name, what it
 * says, how many contacts, and whether it has a problem.
 */
G_DECLARE_FINAL_TYPE (ParcoursOutlineRow, parcours_outline_row, PARCOURS, OUTLINE_ROW, GtkBox)

GtkWidget *parcours_outline_row_new      (ParcoursCanvas      *canvas);
void       parcours_outline_row_set_item (ParcoursOutlineRow  *row,
                                          ParcoursOutlineItem *item);

G_END_DECLS
