/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-colors.h"
#include "parcours-drawing.h"
#include "parcours-step-counts.h"

G_BEGIN_DECLS

/**
 * ParcoursFarView:
 *
 * A drawing seen from afar: no text, fewer details the further it is. Tiles of it
 * are kept as pictures, so that moving costs the same with ten steps as with ten
 * thousand; after a change, or at another scale, the old pictures are shown until
 * the new ones are painted, a few a frame.
 */
typedef struct _ParcoursFarView ParcoursFarView;

ParcoursFarView *parcours_far_view_new          (GtkWidget              *widget);
void             parcours_far_view_free         (ParcoursFarView        *view);
void             parcours_far_view_restyle      (ParcoursFarView        *view);
void             parcours_far_view_set_drawing  (ParcoursFarView        *view,
                                                 ParcoursDrawing        *drawing);
void             parcours_far_view_set_counts   (ParcoursFarView        *view,
                                                 ParcoursStepCounts     *counts);
void             parcours_far_view_set_hidden   (ParcoursFarView        *view,
                                                 GHashTable             *hidden);
void             parcours_far_view_invalidate   (ParcoursFarView        *view);
gboolean         parcours_far_view_snapshot     (ParcoursFarView        *view,
                                                 GtkSnapshot            *snapshot,
                                                 double                  scale,
                                                 double                  x,
                                                 double                  y,
                                                 double                  width,
                                                 double                  height,
                                                 gboolean                is_moving);
void             parcours_far_view_draw_steps   (ParcoursFarView        *view,
                                                 cairo_t                *cr,
                                                 const guint            *steps,
                                                 guint                   n_steps,
                                                 double                  scale);
cairo_surface_t *parcours_far_view_get_overview (ParcoursFarView        *view,
                                                 ParcoursBox            *box);
gboolean         parcours_far_view_update_overview (ParcoursFarView     *view);
guint            parcours_far_view_n_painted    (const ParcoursFarView  *view);

G_END_DECLS
