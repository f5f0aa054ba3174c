/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-step-type.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_TILE (parcours_tile_get_type ())

/**
 * ParcoursTile:
 *
 * The sign of a step: an icon on a shape whose form and colour say its kind. On
 * the canvas, in the palette, wherever a step is named. It says nothing to a
 * screen reader, since the step's name stands beside it.
 */
G_DECLARE_FINAL_TYPE (ParcoursTile, parcours_tile, PARCOURS, TILE, GtkWidget)

GtkWidget        *parcours_tile_new           (ParcoursStepKind  kind,
                                               const char       *icon_name);
void              parcours_tile_set           (ParcoursTile     *tile,
                                               ParcoursStepKind  kind,
                                               const char       *icon_name);
void              parcours_tile_set_type      (ParcoursTile           *tile,
                                               const ParcoursStepType *type);
ParcoursStepKind  parcours_tile_get_kind      (ParcoursTile     *tile);
void              parcours_tile_snapshot_shape (GtkSnapshot           *snapshot,
                                                ParcoursStepKind       kind,
                                                const graphene_rect_t *bounds,
                                                const GdkRGBA         *color);

G_END_DECLS
