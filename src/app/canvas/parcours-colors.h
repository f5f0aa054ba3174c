/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-step-type.h"

G_BEGIN_DECLS

#define PARCOURS_N_KINDS (PARCOURS_STEP_FLOW + 1)

/**
 * ParcoursColors:
 * @canvas: the ground
 * @grid: the dots on it
 * @link: links
 * @text: text
 * @dim: less important text
 * @card: pills and buttons
 * @card_border: their edge
 * @select: what is selected, and the way that was walked
 * @error: errors
 * @warning: warnings
 * @tile_icon: icons on tiles
 * @kind: by kind of step, its colour
 * @body: by kind of step, its card
 * @border: by kind of step, the edge of its card
 *
 * The colours of the style sheet, for what the canvas draws itself.
 */
typedef struct
{
  GdkRGBA canvas;
  GdkRGBA grid;
  GdkRGBA link;
  GdkRGBA text;
  GdkRGBA dim;
  GdkRGBA card;
  GdkRGBA card_border;
  GdkRGBA select;
  GdkRGBA error;
  GdkRGBA warning;
  GdkRGBA tile_icon;
  GdkRGBA kind[PARCOURS_N_KINDS];
  GdkRGBA body[PARCOURS_N_KINDS];
  GdkRGBA border[PARCOURS_N_KINDS];
} ParcoursColors;

void parcours_colors_read (ParcoursColors *colors,
                           GtkWidget      *widget);

G_END_DECLS
