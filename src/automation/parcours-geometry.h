/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-step.h"

G_BEGIN_DECLS

/*
 * Measures of a drawing, in canvas units: pixels at 100 % and with the font at
 * its usual size. y grows downwards.
 */
#define PARCOURS_SNAP 12
#define PARCOURS_ROW_PITCH 84
#define PARCOURS_COLUMN_PITCH 204
#define PARCOURS_CARD_WIDTH 188
#define PARCOURS_CARD_HEIGHT 48

/* The name of a branch stands on its run where that is long enough, else above the next step, in a higher row. */
#define PARCOURS_SHORT_RUN 200
#define PARCOURS_NAMED_ROW_PITCH 108

/**
 * ParcoursPoint:
 * @x: from the left
 * @y: from the top
 */
typedef struct
{
  double x;
  double y;
} ParcoursPoint;

/**
 * ParcoursBox:
 * @x: its left edge
 * @y: its upper edge
 * @width: its width, not negative
 * @height: its height, not negative
 */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} ParcoursBox;

ParcoursBox   parcours_step_box       (const ParcoursStep *step,
                                       double              x,
                                       double              y);
double        parcours_snap           (double              value);

gboolean      parcours_box_contains   (const ParcoursBox  *box,
                                       double              x,
                                       double              y);
gboolean      parcours_box_intersects (const ParcoursBox  *a,
                                       const ParcoursBox  *b);
ParcoursBox   parcours_box_union      (const ParcoursBox  *a,
                                       const ParcoursBox  *b);
ParcoursBox   parcours_box_grow       (const ParcoursBox  *box,
                                       double              by);
ParcoursPoint parcours_box_centre     (const ParcoursBox  *box);

G_END_DECLS
