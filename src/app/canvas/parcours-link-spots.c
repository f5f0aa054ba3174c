/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-link-spots.h"

/* From a line to the number beside it. */
#define BESIDE 14
/* The middle of a pill above the card that the branch leads to. */
#define ABOVE_CARD 22
/* The middle of the button from the corner of a long run, and of a bus. */
#define FROM_CORNER 22
/* The tip of the arrow is no place for a button. */
#define ARROW 8
/* What a button needs of a line. */
#define BUTTON_ROOM 34
/* A run on which a button fits in the middle, and one on which it fits beside a pill at its end. */
#define BUTTON_RUN 48
#define BUTTON_AND_PILL_RUN 88
/* Half of what a pill and a button are high together. */
#define PILL_REACH 20
/* An open port ends this far below its run, and beside the pill of a branch that goes straight down. */
#define STUB 22
#define STUB_REACH 76

static double
side_of (const ParcoursRoute *route)
{
  return route->points[route->n - 1].x < route->points[0].x ? -1 : 1;
}

static gboolean
is_level (const ParcoursRoute *route)
{
  return route->n == 2 && route->points[0].y == route->points[1].y;
}

/* A line straight down: button and number in its middle. */
static void
spots_straight (ParcoursLinkSpots   *spots,
                const ParcoursRoute *route)
{
  double top = route->points[0].y;
  double middle = (top + route->points[1].y - ARROW) / 2;

  spots->has_plus = route->points[1].y - top >= BUTTON_ROOM;
  spots->plus = (ParcoursPoint) { route->points[0].x, middle };
  spots->label = PARCOURS_LABEL_END;
  spots->label_at = (ParcoursPoint) { route->points[0].x + BESIDE, middle };
}

/* A line to a card beside. */
static void
spots_level (ParcoursLinkSpots   *spots,
             const ParcoursRoute *route)
{
  spots->has_plus = fabs (route->points[1].x - route->points[0].x) >= BUTTON_ROOM;
  spots->plus = (ParcoursPoint) { (route->points[0].x + route->points[1].x) / 2, route->points[0].y };
}

/* A branch: its pill on the run where that is long enough, else above the next card. */
static void
spots_branch (ParcoursLinkSpots   *spots,
              const ParcoursRoute *route)
{
  const ParcoursPoint *points = route->points;
  const ParcoursPoint *last = &points[route->n - 1];
  double run = route->n > 2 ? points[2].x - points[1].x : 0;
  double side = run < 0 ? -1 : 1;

  spots->label = PARCOURS_LABEL_PILL;
  if (route->n == 2)
    {
      spots->has_plus = last->y - points[0].y >= 2 * BUTTON_ROOM - ARROW;
      spots->plus = (ParcoursPoint) { points[0].x, points[0].y + PARCOURS_ROUTE_RUN };
      spots->label_at = (ParcoursPoint) { last->x, last->y - ABOVE_CARD };
    }
  else if (fabs (run) >= PARCOURS_SHORT_RUN)
    {
      spots->has_plus = TRUE;
      spots->plus = (ParcoursPoint) { points[2].x - side * FROM_CORNER, points[2].y };
      spots->label_at = (ParcoursPoint) { points[1].x + run / 2, points[1].y };
    }
  else
    {
      double pill_y = route->n == 4 ? last->y - ABOVE_CARD : points[2].y + ABOVE_CARD + 1;
      gboolean is_level_pill = fabs (pill_y - points[1].y) < PILL_REACH;

      spots->has_plus = fabs (run) >= (is_level_pill ? BUTTON_AND_PILL_RUN : BUTTON_RUN);
      spots->plus = (ParcoursPoint) { points[1].x + (is_level_pill ? side * FROM_CORNER : run / 2), points[1].y };
      spots->label_at = (ParcoursPoint) { points[2].x, pill_y };
    }
}

/* One of several that join: its button is its own as long as it has not reached the others. */
static void
spots_join (ParcoursLinkSpots   *spots,
            const ParcoursRoute *route,
            gboolean             is_trigger)
{
  const ParcoursPoint *points = route->points;
  double side = side_of (route);
  double drop = points[1].y - points[0].y;

  if (route->n == 2)
    {
      spots->has_plus = drop >= 2 * BUTTON_ROOM;
      spots->plus = (ParcoursPoint) { points[0].x, points[0].y + BUTTON_ROOM / 2. + 1 };
    }
  else if (drop >= BUTTON_ROOM + PARCOURS_ROUTE_RADIUS)
    {
      spots->has_plus = TRUE;
      spots->plus = (ParcoursPoint) { points[0].x, points[0].y + BUTTON_ROOM / 2. + 1 };
    }
  else
    {
      spots->has_plus = fabs (points[2].x - points[1].x) >= BUTTON_RUN;
      spots->plus = (ParcoursPoint) { points[1].x + side * FROM_CORNER, points[1].y };
    }
  if (!is_trigger)
    return;
  spots->label = route->n > 2 && side > 0 ? PARCOURS_LABEL_START : PARCOURS_LABEL_END;
  spots->label_at = (ParcoursPoint) { points[0].x + (spots->label == PARCOURS_LABEL_START ? -BESIDE : BESIDE),
                                      points[0].y + PARCOURS_ROUTE_RUN - 3 };
}

/* Down, across, down alone. */
static void
spots_bent (ParcoursLinkSpots   *spots,
            const ParcoursRoute *route)
{
  const ParcoursPoint *points = route->points;
  const ParcoursPoint *last = &points[route->n - 1];

  spots->has_plus = fabs (points[2].x - points[1].x) >= BUTTON_RUN;
  spots->plus = (ParcoursPoint) { (points[1].x + points[2].x) / 2, points[1].y };
  spots->label = PARCOURS_LABEL_END;
  spots->label_at = (ParcoursPoint) { last->x + BESIDE, (points[route->n - 2].y + last->y - ARROW) / 2 };
}

/* Whether as many leave a step as arrive, so that the count stands behind it anyway. */
static gboolean
passes_all_on (const ParcoursDrawing *drawing,
               guint                  step)
{
  const ParcoursStep *what = parcours_drawing_step (drawing, step);

  return what->type != NULL && what->type->kind == PARCOURS_STEP_ACTION &&
         parcours_flow_n_out (parcours_drawing_flow (drawing), step) > 0;
}

/**
 * parcours_link_spots:
 * @drawing: a drawing
 * @link: the number of a link that is no jump
 *
 * Returns: where the button and the numbers of the link stand
 */
ParcoursLinkSpots
parcours_link_spots (const ParcoursDrawing *drawing,
                     guint                  link)
{
  const ParcoursFlow *flow = parcours_drawing_flow (drawing);
  const ParcoursDrawnLink *drawn = parcours_drawing_link (drawing, link);
  const ParcoursFlowEdge *edge = parcours_flow_edge (flow, link);
  const ParcoursStep *from = parcours_drawing_step (drawing, drawn->from);
  const ParcoursPoint *last = &drawn->route.points[drawn->route.n - 1];
  gboolean joins = parcours_flow_n_in (flow, drawn->to) > 1;
  ParcoursLinkSpots spots = { 0 };

  if (is_level (&drawn->route))
    spots_level (&spots, &drawn->route);
  else if (edge->n_ports > 1)
    spots_branch (&spots, &drawn->route);
  else if (joins)
    spots_join (&spots, &drawn->route, from->type != NULL && from->type->kind == PARCOURS_STEP_TRIGGER);
  else if (drawn->route.n == 2)
    spots_straight (&spots, &drawn->route);
  else
    spots_bent (&spots, &drawn->route);
  /* One of those that join says for all how many they are. */
  if (joins && link == parcours_flow_in (flow, drawn->to, 0) && !passes_all_on (drawing, drawn->to) &&
      !is_level (&drawn->route))
    {
      spots.has_total = TRUE;
      spots.total_at = (ParcoursPoint) { last->x + BESIDE, last->y - ARROW - 3 };
    }

  return spots;
}

/**
 * parcours_open_port_route:
 * @card: a card
 * @port: the place of a port that leads nowhere
 * @n_ports: how many ports the step has
 *
 * Returns: the stub that stands for a link; its end is the middle of the button that adds a step
 */
ParcoursRoute
parcours_open_port_route (const ParcoursBox *card,
                          guint              port,
                          guint              n_ports)
{
  double x = card->x + card->width / 2;
  double y = card->y + card->height;
  double lean = n_ports > 1 ? 2. * port / (n_ports - 1) - 1 : 0;
  ParcoursRoute route = { 2, { { x, y }, { x, y + STUB } } };

  if (fabs (lean) * STUB_REACH < 1)
    return route;
  route.n = 4;
  route.points[1] = (ParcoursPoint) { x, y + PARCOURS_ROUTE_RUN };
  route.points[2] = (ParcoursPoint) { x + lean * STUB_REACH, y + PARCOURS_ROUTE_RUN };
  route.points[3] = (ParcoursPoint) { x + lean * STUB_REACH, y + PARCOURS_ROUTE_RUN + STUB };

  return route;
}

/**
 * parcours_port_handle:
 * @card: a card
 * @port: the place of a port
 * @n_ports: how many ports the step has
 *
 * Returns: the middle of the handle from which a link is drawn
 */
ParcoursPoint
parcours_port_handle (const ParcoursBox *card,
                      guint              port,
                      guint              n_ports)
{
  return (ParcoursPoint) { card->x + card->width * (port + 1) / (n_ports + 1), card->y + card->height };
}

