/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-route.h"

/* A card that stands beside another is entered from the side. */
#define BESIDE_GAP 12
/* The least height between two cards in which a link can turn. */
#define TURN_HEIGHT 16
/* Where a link turns last, above the card that it enters. */
#define LAST_TURN 21
/* Lanes around cards. */
#define LANE_GAP 24
#define LANE_STEP 24
#define N_LANES 24
/* Heights and columns this near are the same. */
#define EPSILON 0.5

static double
bottom (const ParcoursBox *box)
{
  return box->y + box->height;
}

static double
right (const ParcoursBox *box)
{
  return box->x + box->width;
}

static void
add_point (ParcoursRoute *route,
           double         x,
           double         y)
{
  if (route->n > 0 && fabs (route->points[route->n - 1].x - x) < EPSILON &&
      fabs (route->points[route->n - 1].y - y) < EPSILON)
    return;
  if (route->n < PARCOURS_ROUTE_MAX_POINTS)
    route->points[route->n++] = (ParcoursPoint) { x, y };
}

static gboolean
is_blocked (const ParcoursRouteEnds *ends,
            double                   x,
            double                   from,
            double                   to)
{
  return ends->blocked != NULL && ends->blocked (x, MIN (from, to), MAX (from, to), ends->user_data);
}

/* Whether one card stands to the side of the other, so that a level line leads from one to the other. */
static gboolean
is_beside (const ParcoursBox *from,
           const ParcoursBox *to)
{
  double y = from->y + from->height / 2;

  return y > to->y && y < bottom (to) && (to->x > right (from) + BESIDE_GAP || right (to) + BESIDE_GAP < from->x);
}

static ParcoursRoute
route_beside (const ParcoursBox *from,
              const ParcoursBox *to)
{
  double y = from->y + from->height / 2;
  ParcoursRoute route = { 0 };

  if (to->x > from->x)
    {
      add_point (&route, right (from), y);
      add_point (&route, to->x, y);
    }
  else
    {
      add_point (&route, from->x, y);
      add_point (&route, right (to), y);
    }

  return route;
}

/* Down, across at @turn, down. */
static ParcoursRoute
route_turn (const ParcoursRouteEnds *ends,
            double                   turn)
{
  ParcoursPoint from = parcours_box_centre (&ends->from);
  ParcoursPoint to = parcours_box_centre (&ends->to);
  ParcoursRoute route = { 0 };

  add_point (&route, from.x, bottom (&ends->from));
  if (fabs (from.x - to.x) >= EPSILON)
    {
      add_point (&route, from.x, turn);
      add_point (&route, to.x, turn);
    }
  add_point (&route, to.x, ends->to.y);

  return route;
}

/* Down, across to a lane, along it, across, down. */
static ParcoursRoute
route_lane (const ParcoursRouteEnds *ends,
            double                   lane,
            double                   first_turn,
            double                   last_turn)
{
  ParcoursPoint from = parcours_box_centre (&ends->from);
  ParcoursPoint to = parcours_box_centre (&ends->to);
  ParcoursRoute route = { 0 };

  if (fabs (lane - to.x) < EPSILON)
    return route_turn (ends, first_turn);
  if (fabs (lane - from.x) < EPSILON)
    return route_turn (ends, last_turn);
  add_point (&route, from.x, bottom (&ends->from));
  add_point (&route, from.x, first_turn);
  add_point (&route, lane, first_turn);
  add_point (&route, lane, last_turn);
  add_point (&route, to.x, last_turn);
  add_point (&route, to.x, ends->to.y);

  return route;
}

/* The free lane that is nearest to where the port leans; the first one where all are blocked. */
static double
find_lane (const ParcoursRouteEnds *ends,
           double                   from,
           double                   to)
{
  double start = parcours_box_centre (&ends->from).x;
  double side = ends->lean < 0 ? -1 : 1;
  double half = PARCOURS_COLUMN_PITCH / 2.;

  if (!is_blocked (ends, parcours_box_centre (&ends->to).x, from, to))
    return parcours_box_centre (&ends->to).x;
  for (guint i = 0; i < N_LANES; i++)
    {
      double reach = ends->lean == 0 && i == 0 ? 0 : half + LANE_STEP * floor (i / 2.);
      double lane = start + (i % 2 == 0 ? side : -side) * reach;

      if (!is_blocked (ends, lane, from, to))
        return lane;
    }

  return start + side * half;
}

/* Where the card to enter stands no lower, around both. */
static ParcoursRoute
route_around (const ParcoursRouteEnds *ends)
{
  double run = bottom (&ends->from) + PARCOURS_ROUTE_RUN;
  double end = ends->to.y - PARCOURS_ROUTE_RUN;
  gboolean leftwards = ends->lean < 0 ||
                       (ends->lean == 0 && parcours_box_centre (&ends->to).x < parcours_box_centre (&ends->from).x);
  double side = leftwards ? -1 : 1;
  double lane = leftwards ? MIN (ends->from.x, ends->to.x) - LANE_GAP
                          : MAX (right (&ends->from), right (&ends->to)) + LANE_GAP;

  for (guint i = 0; i < N_LANES && is_blocked (ends, lane, end, run); i++)
    lane += side * LANE_STEP;

  return route_lane (ends, lane, run, end);
}

static ParcoursRoute
route_down (const ParcoursRouteEnds *ends)
{
  double from = parcours_box_centre (&ends->from).x;
  double to = parcours_box_centre (&ends->to).x;
  gboolean parts = !isnan (ends->run);
  double run = parts ? ends->run : bottom (&ends->from) + PARCOURS_ROUTE_RUN;
  double last = !isnan (ends->bus) && ends->bus <= ends->to.y - TURN_HEIGHT / 2. ? ends->bus : ends->to.y - LAST_TURN;

  run = MIN (run, ends->to.y - TURN_HEIGHT / 2.);
  last = MAX (last, run);
  if (fabs (from - to) < EPSILON && !is_blocked (ends, from, bottom (&ends->from), ends->to.y))
    return route_turn (ends, run);
  if (!parts && !isnan (ends->bus) && !is_blocked (ends, from, bottom (&ends->from), last))
    return route_turn (ends, last);
  if (isnan (ends->bus) && !is_blocked (ends, to, run, ends->to.y))
    return route_turn (ends, run);
  if (last - run < EPSILON)
    return route_turn (ends, run);
  if (!parts && !is_blocked (ends, from, bottom (&ends->from), last))
    return route_turn (ends, last);

  return route_lane (ends, find_lane (ends, run, last), run, last);
}

/**
 * parcours_route_link:
 * @ends: what is to be linked
 *
 * A link leaves the middle of the lower edge and enters the middle of the upper
 * one: down, across, down. Branches share one level run below their card, joins
 * one bus above theirs. A card that stands beside is entered from the side, one
 * that stands higher is reached around both.
 *
 * Returns: the route
 */
ParcoursRoute
parcours_route_link (const ParcoursRouteEnds *ends)
{
  if (is_beside (&ends->from, &ends->to))
    return route_beside (&ends->from, &ends->to);
  if (ends->to.y - bottom (&ends->from) < TURN_HEIGHT)
    return route_around (ends);

  return route_down (ends);
}

/**
 * parcours_route_jump:
 * @from: the card of a jump
 * @to: the card that it leads to
 * @lane: where its lane runs, outside of both
 *
 * Returns: the route: out at the side, along the lane, in at the side
 */
ParcoursRoute
parcours_route_jump (const ParcoursBox *from,
                     const ParcoursBox *to,
                     double             lane)
{
  ParcoursRoute route = { 0 };
  gboolean leftwards = lane < from->x;
  double y_from = from->y + from->height / 2;
  double y_to = to->y + to->height / 2;

  add_point (&route, leftwards ? from->x : right (from), y_from);
  add_point (&route, lane, y_from);
  add_point (&route, lane, y_to);
  add_point (&route, leftwards ? to->x : right (to), y_to);

  return route;
}

static double
piece_length (const ParcoursPoint *a,
              const ParcoursPoint *b)
{
  return fabs (a->x - b->x) + fabs (a->y - b->y);
}

/**
 * parcours_route_length:
 * @route: a route
 *
 * Returns: its length, along its pieces
 */
double
parcours_route_length (const ParcoursRoute *route)
{
  double length = 0;

  for (guint i = 1; i < route->n; i++)
    length += piece_length (&route->points[i - 1], &route->points[i]);

  return length;
}

/**
 * parcours_route_at:
 * @route: a route that is not empty
 * @distance: a distance from its begin
 *
 * Returns: the point there; its begin or end where @distance lies outside
 */
ParcoursPoint
parcours_route_at (const ParcoursRoute *route,
                   double               distance)
{
  for (guint i = 1; i < route->n; i++)
    {
      const ParcoursPoint *a = &route->points[i - 1];
      const ParcoursPoint *b = &route->points[i];
      double length = piece_length (a, b);
      double part = length > 0 ? MAX (distance, 0) / length : 0;

      if (part <= 1)
        return (ParcoursPoint) { a->x + (b->x - a->x) * part, a->y + (b->y - a->y) * part };
      distance -= length;
    }

  return route->points[route->n - 1];
}

static ParcoursBox
piece_box (const ParcoursPoint *a,
           const ParcoursPoint *b)
{
  return (ParcoursBox) { MIN (a->x, b->x), MIN (a->y, b->y), fabs (a->x - b->x), fabs (a->y - b->y) };
}

/**
 * parcours_route_hit:
 * @route: a route
 * @x: a place
 * @y: a place
 * @tolerance: how far beside it still counts
 *
 * Returns: whether the place lies on the route
 */
gboolean
parcours_route_hit (const ParcoursRoute *route,
                    double               x,
                    double               y,
                    double               tolerance)
{
  for (guint i = 1; i < route->n; i++)
    {
      ParcoursBox piece = piece_box (&route->points[i - 1], &route->points[i]);
      ParcoursBox around = parcours_box_grow (&piece, tolerance);

      if (parcours_box_contains (&around, x, y))
        return TRUE;
    }

  return FALSE;
}

/**
 * parcours_route_bounds:
 * @route: a route
 *
 * Returns: the smallest box around its points
 */
ParcoursBox
parcours_route_bounds (const ParcoursRoute *route)
{
  ParcoursBox bounds = { 0 };

  for (guint i = 1; i < route->n; i++)
    {
      ParcoursBox piece = piece_box (&route->points[i - 1], &route->points[i]);

      bounds = i == 1 ? piece : parcours_box_union (&bounds, &piece);
    }

  return bounds;
}

/* The point at @distance from @a towards @b. */
static ParcoursPoint
towards (const ParcoursPoint *a,
         const ParcoursPoint *b,
         double               distance)
{
  double length = piece_length (a, b);
  double part = length > 0 ? distance / length : 0;

  return (ParcoursPoint) { a->x + (b->x - a->x) * part, a->y + (b->y - a->y) * part };
}

static double
corner_radius (const ParcoursRoute *route,
               guint                i)
{
  double before = piece_length (&route->points[i - 1], &route->points[i]);
  double after = piece_length (&route->points[i], &route->points[i + 1]);

  /* The first and the last piece have one corner, the others share theirs between two. */
  if (i > 1)
    before /= 2;
  if (i + 2 < route->n)
    after /= 2;

  return MIN (PARCOURS_ROUTE_RADIUS, MIN (before, after));
}

/**
 * parcours_route_pieces:
 * @route: a route
 * @pieces: (out caller-allocates) (array fixed-size=12): return location for its pieces
 *
 * Returns: how many pieces there are: straight ones, and quarters of a circle where it turns
 */
guint
parcours_route_pieces (const ParcoursRoute *route,
                       ParcoursRoutePiece  *pieces)
{
  ParcoursPoint at = route->points[0];
  guint n = 0;

  if (route->n < 2)
    return 0;
  for (guint i = 1; i + 1 < route->n; i++)
    {
      double radius = corner_radius (route, i);
      ParcoursPoint before = towards (&route->points[i], &route->points[i - 1], radius);
      ParcoursPoint after = towards (&route->points[i], &route->points[i + 1], radius);

      pieces[n++] = (ParcoursRoutePiece) { at, before, FALSE, { 0, 0 } };
      pieces[n++] = (ParcoursRoutePiece) { before, after, TRUE, route->points[i] };
      at = after;
    }
  pieces[n++] = (ParcoursRoutePiece) { at, route->points[route->n - 1], FALSE, { 0, 0 } };

  return n;
}
