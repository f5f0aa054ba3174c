/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-canvas.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_OUTLINE (parcours_outline_get_type ())

/**
 * ParcoursOutline:
 *
 * The steps of a canvas as a list, in the order in which a contact comes to them:
 * the equal of the canvas for keyboard and screen reader. Both share what is
 * selected, and the keys of the canvas work here too. Its CSS name is
 * `outline-view`; it scrolls by itself.
 */
G_DECLARE_FINAL_TYPE (ParcoursOutline, parcours_outline, PARCOURS, OUTLINE, GtkWidget)

GtkWidget      *parcours_outline_new        (ParcoursCanvas  *canvas);
ParcoursCanvas *parcours_outline_get_canvas (ParcoursOutline *outline);
void            parcours_outline_set_canvas (ParcoursOutline *outline,
                                             ParcoursCanvas  *canvas);
GListModel     *parcours_outline_get_model  (ParcoursOutline *outline);

G_END_DECLS
