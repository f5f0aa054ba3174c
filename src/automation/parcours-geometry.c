/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-geometry.h"

#define TRIGGER_WIDTH 200
#define FLOW_HEIGHT 36
#define END_WIDTH 96

/**
 * parcours_step_box:
 * @step: a step
 * @x: the middle of its card
 * @y: the upper edge of its card
 *
 * Returns: its card there. Triggers are a little wider, ends and jumps lower than other cards; an end has
 *   nothing to say below its name.
 */
ParcoursBox
parcours_step_box (const ParcoursStep *step,
                   double              x,
                   double              y)
{
  ParcoursBox box = { x, y, PARCOURS_CARD_WIDTH, PARCOURS_CARD_HEIGHT };

  if (step->type != NULL && step->type->kind == PARCOURS_STEP_TRIGGER)
    box.width = TRIGGER_WIDTH;
  if (step->type != NULL && step->type->kind == PARCOURS_STEP_FLOW)
    box.height = FLOW_HEIGHT;
  if (step->type != NULL && g_strcmp0 (step->type->operation, "flow.end") == 0)
    box.width = END_WIDTH;
  box.x -= box.width / 2;

  return box;
}

/**
 * parcours_snap:
 * @value: a measure
 *
 * Returns: the nearest place where a dragged card rests
 */
double
parcours_snap (double value)
{
  return round (value / PARCOURS_SNAP) * PARCOURS_SNAP;
}

/**
 * parcours_box_contains:
 * @box: a box
 * @x: a place
 * @y: a place
 *
 * Returns: whether it lies in the box; the left and upper edges do, the others do not
 */
gboolean
parcours_box_contains (const ParcoursBox *box,
                       double             x,
                       double             y)
{
  return x >= box->x && x < box->x + box->width && y >= box->y && y < box->y + box->height;
}

/**
 * parcours_box_intersects:
 * @a: a box
 * @b: another
 *
 * Returns: whether they share more than an edge; a box without an area may still lie in another
 */
gboolean
parcours_box_intersects (const ParcoursBox *a,
                         const ParcoursBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

/**
 * parcours_box_union:
 * @a: a box
 * @b: another
 *
 * Returns: the smallest box around both
 */
ParcoursBox
parcours_box_union (const ParcoursBox *a,
                    const ParcoursBox *b)
{
  double x = MIN (a->x, b->x);
  double y = MIN (a->y, b->y);
  double right = MAX (a->x + a->width, b->x + b->width);
  double bottom = MAX (a->y + a->height, b->y + b->height);

  return (ParcoursBox) { x, y, right - x, bottom - y };
}

/**
 * parcours_box_grow:
 * @box: a box
 * @by: how much it grows on each of its sides
 *
 * Returns: the larger box
 */
ParcoursBox
parcours_box_grow (const ParcoursBox *box,
                   double             by)
{
  return (ParcoursBox) { box->x - by, box->y - by, box->width + 2 * by, box->height + 2 * by };
}

/**
 * parcours_box_centre:
 * @box: a box
 *
 * Returns: its middle
 */
ParcoursPoint
parcours_box_centre (const ParcoursBox *box)
{
  return (ParcoursPoint) { box->x + box->width / 2, box->y + box->height / 2 };
}
