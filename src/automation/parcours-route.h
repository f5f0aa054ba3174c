/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-geometry.h"

G_BEGIN_DECLS

#define PARCOURS_ROUTE_MAX_POINTS 6
#define PARCOURS_ROUTE_MAX_PIECES (2 * PARCOURS_ROUTE_MAX_POINTS)
#define PARCOURS_ROUTE_RADIUS 12
#define PARCOURS_ROUTE_RUN 15

/**
 * ParcoursRoute:
 * @n: how many points it has, 0 for no route at all
 * @points: its points; each piece between two is level or upright
 *
 * The way of a link over the canvas, from the card that it leaves to the one it enters.
 */
typedef struct
{
  guint n;
  ParcoursPoint points[PARCOURS_ROUTE_MAX_POINTS];
} ParcoursRoute;

/**
 * ParcoursRoutePiece:
 * @from: where it begins
 * @to: where it ends
 * @is_corner: whether it is a quarter of a circle, and not straight
 * @corner: of a quarter, the corner that it rounds
 *
 * What is drawn of a route in one stroke.
 */
typedef struct
{
  ParcoursPoint from;
  ParcoursPoint to;
  gboolean is_corner;
  ParcoursPoint corner;
} ParcoursRoutePiece;

/**
 * ParcoursBlockedFunc:
 * @x: an upright line
 * @from: its upper end
 * @to: its lower end
 * @user_data: what was passed along
 *
 * Returns: whether a card stands in its way
 */
typedef gboolean (*ParcoursBlockedFunc) (double   x,
                                         double   from,
                                         double   to,
                                         gpointer user_data);

/**
 * ParcoursRouteEnds:
 * @from: the card that the link leaves
 * @to: the card that it enters
 * @run: the height at which the branches of @from part; NAN where it has one port
 * @bus: the height at which links join above @to; NAN where it is the only one
 * @lean: where the port stands on its card, from -1 (first) to 1 (last)
 * @blocked: (nullable): what stands in the way
 * @user_data: for @blocked
 */
typedef struct
{
  ParcoursBox from;
  ParcoursBox to;
  double run;
  double bus;
  double lean;
  ParcoursBlockedFunc blocked;
  gpointer user_data;
} ParcoursRouteEnds;

ParcoursRoute parcours_route_link     (const ParcoursRouteEnds  *ends);
ParcoursRoute parcours_route_jump     (const ParcoursBox        *from,
                                       const ParcoursBox        *to,
                                       double                    lane);
double        parcours_route_length   (const ParcoursRoute      *route);
ParcoursPoint parcours_route_at       (const ParcoursRoute      *route,
                                       double                    distance);
gboolean      parcours_route_hit      (const ParcoursRoute      *route,
                                       double                    x,
                                       double                    y,
                                       double                    tolerance);
ParcoursBox   parcours_route_bounds   (const ParcoursRoute      *route);
guint         parcours_route_pieces   (const ParcoursRoute      *route,
                                       ParcoursRoutePiece       *pieces);

G_END_DECLS
