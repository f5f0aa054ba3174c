/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-blueprint.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_GALLERY_TILE (parcours_gallery_tile_get_type ())

/**
 * ParcoursGalleryTile:
 *
 * A template in the gallery: its picture, its title, and in a sentence what it
 * is good for; or the empty automation.
 */
G_DECLARE_FINAL_TYPE (ParcoursGalleryTile, parcours_gallery_tile, PARCOURS, GALLERY_TILE, GtkFlowBoxChild)

GtkWidget         *parcours_gallery_tile_new           (ParcoursBlueprint   *blueprint);
ParcoursBlueprint *parcours_gallery_tile_blueprint     (ParcoursGalleryTile *self);
void               parcours_gallery_tile_show_platform (ParcoursGalleryTile *self,
                                                        gboolean             show);
gboolean           parcours_gallery_tile_matches       (ParcoursGalleryTile *self,
                                                        const char          *folded);

G_END_DECLS
