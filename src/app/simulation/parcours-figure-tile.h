/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PARCOURS_TYPE_FIGURE_TILE (parcours_figure_tile_get_type ())

/**
 * ParcoursFigureTile:
 *
 * A card with one figure, what it is above it, and what it means below.
 */
G_DECLARE_FINAL_TYPE (ParcoursFigureTile, parcours_figure_tile, PARCOURS, FIGURE_TILE, GtkWidget)

GtkWidget *parcours_figure_tile_new (const char         *icon_name,
                                     const char         *title);
void       parcours_figure_tile_set (ParcoursFigureTile *self,
                                     const char         *figure,
                                     const char         *caption);

G_END_DECLS
