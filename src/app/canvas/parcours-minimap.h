/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-canvas.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_MINIMAP (parcours_minimap_get_type ())

/**
 * ParcoursMinimap:
 *
 * All of a canvas in a small picture, with a frame around what can be seen. A
 * click or a drag moves the view there. Its CSS name is `minimap`.
 */
G_DECLARE_FINAL_TYPE (ParcoursMinimap, parcours_minimap, PARCOURS, MINIMAP, GtkWidget)

GtkWidget      *parcours_minimap_new        (ParcoursCanvas  *canvas);
ParcoursCanvas *parcours_minimap_get_canvas (ParcoursMinimap *minimap);
void            parcours_minimap_set_canvas (ParcoursMinimap *minimap,
                                             ParcoursCanvas  *canvas);

G_END_DECLS
