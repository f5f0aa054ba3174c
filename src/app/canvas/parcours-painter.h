/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-colors.h"
#include "parcours-route.h"

G_BEGIN_DECLS

/**
 * ParcoursPainter:
 *
 * Draws what stands between the cards near by: lines, arrows, pills, numbers and
 * buttons. What looks the same is one render node that is drawn again and again,
 * so that neither renderer has to do its work twice.
 */
typedef struct _ParcoursPainter ParcoursPainter;

/**
 * ParcoursPill:
 * @icon_name: (nullable): an icon before the words
 * @word: (nullable): the name of the port, bold
 * @text: (nullable): count and share
 */
typedef struct
{
  const char *icon_name;
  const char *word;
  const char *text;
} ParcoursPill;

ParcoursPainter      *parcours_painter_new      (GtkWidget            *widget);
void                  parcours_painter_free     (ParcoursPainter      *painter);
void                  parcours_painter_restyle  (ParcoursPainter      *painter);
const ParcoursColors *parcours_painter_colors   (ParcoursPainter      *painter);
guint                 parcours_painter_n_built  (ParcoursPainter      *painter);

void                  parcours_painter_line     (ParcoursPainter      *painter,
                                                 GtkSnapshot          *snapshot,
                                                 const ParcoursRoute  *route,
                                                 const double         *widths,
                                                 const GdkRGBA        *color,
                                                 gboolean              is_dashed);
void                  parcours_painter_arrow    (ParcoursPainter      *painter,
                                                 GtkSnapshot          *snapshot,
                                                 const ParcoursRoute  *route,
                                                 const GdkRGBA        *color);
void                  parcours_painter_pill     (ParcoursPainter      *painter,
                                                 GtkSnapshot          *snapshot,
                                                 const ParcoursPoint  *middle,
                                                 const ParcoursPill   *pill,
                                                 const GdkRGBA        *border);
void                  parcours_painter_text     (ParcoursPainter      *painter,
                                                 GtkSnapshot          *snapshot,
                                                 double                x,
                                                 double                y,
                                                 double                align,
                                                 const char           *text,
                                                 double                opacity);
double                parcours_painter_text_width (ParcoursPainter    *painter,
                                                   const char         *text);
void                  parcours_painter_plus     (ParcoursPainter      *painter,
                                                 GtkSnapshot          *snapshot,
                                                 const ParcoursPoint  *middle,
                                                 double                size,
                                                 gboolean              is_active);
void                  parcours_painter_port     (ParcoursPainter      *painter,
                                                 GtkSnapshot          *snapshot,
                                                 const ParcoursPoint  *middle,
                                                 gboolean              is_active);
void                  parcours_painter_grid     (ParcoursPainter       *painter,
                                                 GtkSnapshot           *snapshot,
                                                 const graphene_rect_t *view,
                                                 double                 x,
                                                 double                 y,
                                                 double                 pitch);

G_END_DECLS
