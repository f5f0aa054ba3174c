/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-colors.h"
#include "parcours-drawing.h"

G_BEGIN_DECLS

/**
 * ParcoursFarPainter:
 *
 * Paints steps and links as they look from afar: cards with their tile alone,
 * then coloured shapes. It paints on any cairo surface.
 */
typedef struct _ParcoursFarPainter ParcoursFarPainter;

ParcoursFarPainter   *parcours_far_painter_new     (GtkWidget            *widget);
void                  parcours_far_painter_free    (ParcoursFarPainter   *painter);
void                  parcours_far_painter_restyle (ParcoursFarPainter   *painter);
const ParcoursColors *parcours_far_painter_colors  (ParcoursFarPainter   *painter);
void                  parcours_far_painter_step    (ParcoursFarPainter   *painter,
                                                    cairo_t              *cr,
                                                    const ParcoursStep   *step,
                                                    const ParcoursBox    *box,
                                                    double                scale);
void                  parcours_far_painter_link    (ParcoursFarPainter   *painter,
                                                    cairo_t              *cr,
                                                    const ParcoursRoute  *route,
                                                    double                width,
                                                    gboolean              is_dashed,
                                                    double                scale);

G_END_DECLS
