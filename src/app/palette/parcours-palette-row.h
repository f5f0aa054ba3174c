/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-palette-item.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_PALETTE_ROW (parcours_palette_row_get_type ())

/**
 * ParcoursPaletteRow:
 *
 * A line of the palette. A step can be dragged from it.
 */
G_DECLARE_FINAL_TYPE (ParcoursPaletteRow, parcours_palette_row, PARCOURS, PALETTE_ROW, AdwBin)

GtkWidget *parcours_palette_row_new          (void);
void       parcours_palette_row_set_list_row (ParcoursPaletteRow *row,
                                              GtkTreeListRow     *list_row,
                                              guint               n_steps);

G_END_DECLS
