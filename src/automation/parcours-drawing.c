/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-drawing.h"
#include "parcours-grid.h"
#include "parcours-json.h"

/* A link may pass this near to a card. */
#define CLEARANCE 5
/* A way this short is not looked at for cards. */
#define SHORT_WAY 40
/* Jumps run outside of the columns, each in a lane of its own. */
#define JUMP_GAP 24
#define JUMP_STEP 16

struct _ParcoursDrawing
{
  ParcoursFlow *flow;       /* (owned) */
  ParcoursElapsed *elapsed; /* (owned) */
  ParcoursBox *boxes;       /* (owned): by step */
  double *buses;            /* (owned): by step, the height at which links join above it, NAN without joins */
  GArray *links;            /* (owned) (element-type ParcoursDrawnLink): edges of the flow, then jumps */
  ParcoursGrid *cards;      /* (owned) */
  ParcoursGrid *routes;     /* (owned) */
  GArray *found;            /* (owned) (element-type guint): what the last search found */
  GHashTable *moved;        /* (owned) (element-type guint): steps that have moved since the last routing */
};

/* What stands in the way of a link, its own cards aside. */
typedef struct
{
  ParcoursDrawing *drawing;
  guint from;
  guint to;
} Obstacles;

static gboolean
is_card_in_way (double   x,
                double   from,
                double   to,
                gpointer user_data)
{
  const Obstacles *obstacles = user_data;
  ParcoursDrawing *drawing = obstacles->drawing;
  ParcoursBox way = { x - CLEARANCE, from + 1, 2 * CLEARANCE, to - from - 2 };

  if (to - from < SHORT_WAY)
    return FALSE;
  parcours_grid_find (drawing->cards, &way, drawing->found);
  for (guint i = 0; i < drawing->found->len; i++)
    {
      guint step = g_array_index (drawing->found, guint, i);

      if (step != obstacles->from && step != obstacles->to && parcours_box_intersects (&drawing->boxes[step], &way))
        return TRUE;
    }

  return FALSE;
}

static double
bottom_of (const ParcoursDrawing *drawing,
           guint                  step)
{
  return drawing->boxes[step].y + drawing->boxes[step].height;
}

/* Links join above @step 15 below the lowest of the cards that lead down to it. */
static void
find_bus (ParcoursDrawing *drawing,
          guint            step)
{
  double lowest = -INFINITY;
  guint n = 0;

  for (guint i = 0; i < parcours_flow_n_in (drawing->flow, step); i++)
    {
      const ParcoursFlowEdge *edge = parcours_flow_edge (drawing->flow, parcours_flow_in (drawing->flow, step, i));

      if (bottom_of (drawing, edge->from) >= drawing->boxes[step].y)
        continue;
      lowest = MAX (lowest, bottom_of (drawing, edge->from));
      n++;
    }

  drawing->buses[step] = n > 1 ? lowest + PARCOURS_ROUTE_RUN : NAN;
}

static ParcoursRoute
route_link (ParcoursDrawing        *drawing,
            const ParcoursFlowEdge *edge)
{
  Obstacles obstacles = { drawing, edge->from, edge->to };
  ParcoursRouteEnds ends = {
    .from = drawing->boxes[edge->from],
    .to = drawing->boxes[edge->to],
    .run = edge->n_ports > 1 ? bottom_of (drawing, edge->from) + PARCOURS_ROUTE_RUN : NAN,
    .bus = drawing->buses[edge->to],
    .lean = edge->n_ports > 1 ? 2. * edge->port / (edge->n_ports - 1) - 1 : 0,
    .blocked = is_card_in_way,
    .user_data = &obstacles,
  };

  return parcours_route_link (&ends);
}

/* Where a jump runs: outside of all cards at its height, on the nearer side, @n lanes further out. */
static double
find_jump_lane (ParcoursDrawing *drawing,
                guint            from,
                guint            to,
                guint            n)
{
  ParcoursBox band = parcours_box_union (&drawing->boxes[from], &drawing->boxes[to]);
  double left = band.x, right = band.x + band.width;

  band.x = -1e9;
  band.width = 2e9;
  parcours_grid_find (drawing->cards, &band, drawing->found);
  for (guint i = 0; i < drawing->found->len; i++)
    {
      const ParcoursBox *box = &drawing->boxes[g_array_index (drawing->found, guint, i)];

      if (!parcours_box_intersects (box, &band))
        continue;
      left = MIN (left, box->x);
      right = MAX (right, box->x + box->width);
    }
  if (drawing->boxes[from].x - left < right - drawing->boxes[from].x - drawing->boxes[from].width)
    return left - JUMP_GAP - n * JUMP_STEP;

  return right + JUMP_GAP + n * JUMP_STEP;
}

static void
route (ParcoursDrawing *drawing,
       guint            n)
{
  ParcoursDrawnLink *link = &g_array_index (drawing->links, ParcoursDrawnLink, n);

  if (link->is_jump)
    link->route = parcours_route_jump (&drawing->boxes[link->from], &drawing->boxes[link->to],
                                       find_jump_lane (drawing, link->from, link->to,
                                                       n - parcours_flow_n_edges (drawing->flow)));
  else
    link->route = route_link (drawing, parcours_flow_edge (drawing->flow, n));
}

/* A link is found by each of its pieces, so that a long one is not everywhere. */
static void
index_route (ParcoursDrawing *drawing,
             guint            n,
             void           (*func) (ParcoursGrid      *grid,
                                     guint              thing,
                                     const ParcoursBox *box))
{
  const ParcoursRoute *way = &g_array_index (drawing->links, ParcoursDrawnLink, n).route;

  for (guint i = 1; i < way->n; i++)
    {
      const ParcoursPoint *a = &way->points[i - 1];
      const ParcoursPoint *b = &way->points[i];
      ParcoursBox box = { MIN (a->x, b->x), MIN (a->y, b->y), fabs (a->x - b->x), fabs (a->y - b->y) };

      func (drawing->routes, n, &box);
    }
}

static void
add_jump (ParcoursDrawing *drawing,
          guint            from)
{
  const ParcoursStep *step = parcours_drawing_step (drawing, from);
  ParcoursDrawnLink link = { .from = from, .is_jump = TRUE };
  const char *target;
  int to;

  if (step->type == NULL || step->type->family != PARCOURS_FAMILY_JUMP)
    return;
  target = parcours_json_member_string (step->params, "step");
  to = target != NULL ? parcours_flow_find (drawing->flow, target) : -1;
  if (to < 0 || (guint) to == from)
    return;
  link.to = (guint) to;
  g_array_append_val (drawing->links, link);
}

static void
add_links (ParcoursDrawing *drawing)
{
  for (guint i = 0; i < parcours_flow_n_edges (drawing->flow); i++)
    {
      const ParcoursFlowEdge *edge = parcours_flow_edge (drawing->flow, i);
      ParcoursDrawnLink link = { .from = edge->from, .to = edge->to, .port = edge->port, .link = edge->link };

      g_array_append_val (drawing->links, link);
    }
  for (guint i = 0; i < parcours_flow_n_steps (drawing->flow); i++)
    add_jump (drawing, i);
}

/**
 * parcours_drawing_new:
 * @automation: (transfer none): an automation
 *
 * Returns: (transfer full): where everything of it is drawn
 */
ParcoursDrawing *
parcours_drawing_new (ParcoursAutomation *automation)
{
  ParcoursDrawing *drawing = g_new0 (ParcoursDrawing, 1);
  guint n_steps = parcours_automation_n_steps (automation);

  drawing->flow = parcours_flow_new (automation);
  drawing->elapsed = parcours_elapsed_new (drawing->flow);
  drawing->boxes = g_new (ParcoursBox, n_steps);
  drawing->buses = g_new (double, n_steps);
  drawing->links = g_array_new (FALSE, FALSE, sizeof (ParcoursDrawnLink));
  drawing->cards = parcours_grid_new (n_steps);
  drawing->found = g_array_new (FALSE, FALSE, sizeof (guint));
  drawing->moved = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < n_steps; i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);

      drawing->boxes[i] = parcours_step_box (step, step->x, step->y);
      parcours_grid_add (drawing->cards, i, &drawing->boxes[i]);
    }
  for (guint i = 0; i < n_steps; i++)
    find_bus (drawing, i);
  add_links (drawing);
  drawing->routes = parcours_grid_new (drawing->links->len);
  for (guint i = 0; i < drawing->links->len; i++)
    {
      route (drawing, i);
      index_route (drawing, i, parcours_grid_add);
    }

  return drawing;
}

/**
 * parcours_drawing_free:
 * @drawing: (transfer full): a drawing
 */
void
parcours_drawing_free (ParcoursDrawing *drawing)
{
  g_hash_table_unref (drawing->moved);
  g_array_unref (drawing->found);
  parcours_grid_free (drawing->routes);
  parcours_grid_free (drawing->cards);
  g_array_unref (drawing->links);
  g_free (drawing->boxes);
  g_free (drawing->buses);
  parcours_elapsed_free (drawing->elapsed);
  parcours_flow_free (drawing->flow);
  g_free (drawing);
}

/**
 * parcours_drawing_flow:
 * @drawing: a drawing
 *
 * Returns: (transfer none): the links by number
 */
const ParcoursFlow *
parcours_drawing_flow (const ParcoursDrawing *drawing)
{
  return drawing->flow;
}

/**
 * parcours_drawing_elapsed:
 * @drawing: a drawing
 *
 * Returns: (transfer none): the days of the steps
 */
const ParcoursElapsed *
parcours_drawing_elapsed (const ParcoursDrawing *drawing)
{
  return drawing->elapsed;
}

/**
 * parcours_drawing_n_steps:
 * @drawing: a drawing
 *
 * Returns: how many cards there are
 */
guint
parcours_drawing_n_steps (const ParcoursDrawing *drawing)
{
  return parcours_flow_n_steps (drawing->flow);
}

/**
 * parcours_drawing_step:
 * @drawing: a drawing
 * @step: the number of a step
 *
 * Returns: (transfer none): the step
 */
ParcoursStep *
parcours_drawing_step (const ParcoursDrawing *drawing,
                       guint                  step)
{
  return parcours_automation_nth_step (parcours_flow_automation (drawing->flow), step);
}

/**
 * parcours_drawing_box:
 * @drawing: a drawing
 * @step: the number of a step
 *
 * Returns: (transfer none): its card
 */
const ParcoursBox *
parcours_drawing_box (const ParcoursDrawing *drawing,
                      guint                  step)
{
  return &drawing->boxes[step];
}

/**
 * parcours_drawing_n_links:
 * @drawing: a drawing
 *
 * Returns: how many links and jumps are drawn
 */
guint
parcours_drawing_n_links (const ParcoursDrawing *drawing)
{
  return drawing->links->len;
}

/**
 * parcours_drawing_link:
 * @drawing: a drawing
 * @link: a number below parcours_drawing_n_links()
 *
 * Returns: (transfer none): the link
 */
const ParcoursDrawnLink *
parcours_drawing_link (const ParcoursDrawing *drawing,
                       guint                  link)
{
  return &g_array_index (drawing->links, ParcoursDrawnLink, link);
}

/**
 * parcours_drawing_find_link:
 * @drawing: a drawing
 * @from: the id of a step
 * @port: a port of it
 *
 * Returns: the number of the link, or %PARCOURS_DRAWING_NOTHING
 */
guint
parcours_drawing_find_link (const ParcoursDrawing *drawing,
                            const char            *from,
                            const char            *port)
{
  int step = parcours_flow_find (drawing->flow, from);

  for (guint i = 0; step >= 0 && i < parcours_flow_n_out (drawing->flow, (guint) step); i++)
    {
      guint edge = parcours_flow_out (drawing->flow, (guint) step, i);

      if (g_str_equal (parcours_flow_edge (drawing->flow, edge)->link->port, port))
        return edge;
    }

  return PARCOURS_DRAWING_NOTHING;
}

/**
 * parcours_drawing_bounds:
 * @drawing: a drawing
 *
 * Returns: the smallest box around all cards and links; without a card one of no size at 0
 */
ParcoursBox
parcours_drawing_bounds (ParcoursDrawing *drawing)
{
  guint n_steps = parcours_drawing_n_steps (drawing);
  ParcoursBox bounds = { 0 };

  for (guint i = 0; i < n_steps; i++)
    bounds = i == 0 ? drawing->boxes[i] : parcours_box_union (&bounds, &drawing->boxes[i]);
  for (guint i = 0; i < drawing->links->len; i++)
    {
      ParcoursBox box = parcours_route_bounds (&parcours_drawing_link (drawing, i)->route);

      bounds = parcours_box_union (&bounds, &box);
    }

  return bounds;
}

/**
 * parcours_drawing_step_at:
 * @drawing: a drawing
 * @x: a place
 * @y: a place
 *
 * Returns: the number of the uppermost card there, or %PARCOURS_DRAWING_NOTHING
 */
guint
parcours_drawing_step_at (ParcoursDrawing *drawing,
                          double           x,
                          double           y)
{
  ParcoursBox place = { x, y, 0, 0 };
  guint uppermost = PARCOURS_DRAWING_NOTHING;

  parcours_grid_find (drawing->cards, &place, drawing->found);
  for (guint i = 0; i < drawing->found->len; i++)
    {
      guint step = g_array_index (drawing->found, guint, i);

      if (parcours_box_contains (&drawing->boxes[step], x, y) &&
          (uppermost == PARCOURS_DRAWING_NOTHING || step > uppermost))
        uppermost = step;
    }

  return uppermost;
}

/**
 * parcours_drawing_link_at:
 * @drawing: a drawing
 * @x: a place
 * @y: a place
 * @tolerance: how far beside the link it still counts
 *
 * Where branches share a run or joins a bus, the link whose end is nearest is meant.
 *
 * Returns: the number of the link, or %PARCOURS_DRAWING_NOTHING
 */
guint
parcours_drawing_link_at (ParcoursDrawing *drawing,
                          double           x,
                          double           y,
                          double           tolerance)
{
  ParcoursBox place = { x - tolerance, y - tolerance, 2 * tolerance, 2 * tolerance };
  guint nearest = PARCOURS_DRAWING_NOTHING;
  double least = INFINITY;

  parcours_grid_find (drawing->routes, &place, drawing->found);
  for (guint i = 0; i < drawing->found->len; i++)
    {
      guint n = g_array_index (drawing->found, guint, i);
      const ParcoursDrawnLink *link = parcours_drawing_link (drawing, n);
      double distance;

      if (link->is_jump || !parcours_route_hit (&link->route, x, y, tolerance))
        continue;
      distance = hypot (link->route.points[link->route.n - 1].x - x, link->route.points[link->route.n - 1].y - y);
      if (distance > least || (distance == least && n > nearest))
        continue;
      least = distance;
      nearest = n;
    }

  return nearest;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint number_a = *(const guint *) a;
  guint number_b = *(const guint *) b;

  return number_a < number_b ? -1 : number_a > number_b;
}

/**
 * parcours_drawing_steps_in:
 * @drawing: a drawing
 * @box: a part of the canvas
 * @steps: (element-type guint): return location for the numbers of the steps whose cards lie in it, in order
 */
void
parcours_drawing_steps_in (ParcoursDrawing   *drawing,
                           const ParcoursBox *box,
                           GArray            *steps)
{
  guint n = 0;

  parcours_grid_find (drawing->cards, box, steps);
  for (guint i = 0; i < steps->len; i++)
    {
      guint step = g_array_index (steps, guint, i);

      if (parcours_box_intersects (&drawing->boxes[step], box))
        g_array_index (steps, guint, n++) = step;
    }
  g_array_set_size (steps, n);
  g_array_sort (steps, compare_numbers);
}

/**
 * parcours_drawing_links_in:
 * @drawing: a drawing
 * @box: a part of the canvas
 * @links: (element-type guint): return location for the numbers of the links that may pass it, in order
 */
void
parcours_drawing_links_in (ParcoursDrawing   *drawing,
                           const ParcoursBox *box,
                           GArray            *links)
{
  parcours_grid_find (drawing->routes, box, links);
  g_array_sort (links, compare_numbers);
}

/**
 * parcours_drawing_place:
 * @drawing: a drawing
 * @step: the number of a step
 * @x: the middle of its card
 * @y: the upper edge of its card
 *
 * Moves a card; its links follow with parcours_drawing_reroute().
 */
void
parcours_drawing_place (ParcoursDrawing *drawing,
                        guint            step,
                        double           x,
                        double           y)
{
  parcours_grid_remove (drawing->cards, step, &drawing->boxes[step]);
  drawing->boxes[step] = parcours_step_box (parcours_drawing_step (drawing, step), x, y);
  parcours_grid_add (drawing->cards, step, &drawing->boxes[step]);
  g_hash_table_add (drawing->moved, GUINT_TO_POINTER (step));
}

static void
add_edges_into (ParcoursDrawing *drawing,
                guint            step,
                GHashTable      *links)
{
  find_bus (drawing, step);
  for (guint i = 0; i < parcours_flow_n_in (drawing->flow, step); i++)
    g_hash_table_add (links, GUINT_TO_POINTER (parcours_flow_in (drawing->flow, step, i)));
}

/* Its own links, and those that share a bus with them. */
static void
add_links_of (ParcoursDrawing *drawing,
              guint            step,
              GHashTable      *links)
{
  add_edges_into (drawing, step, links);
  for (guint i = 0; i < parcours_flow_n_out (drawing->flow, step); i++)
    add_edges_into (drawing, parcours_flow_edge (drawing->flow, parcours_flow_out (drawing->flow, step, i))->to, links);
  for (guint i = parcours_flow_n_edges (drawing->flow); i < drawing->links->len; i++)
    {
      const ParcoursDrawnLink *link = parcours_drawing_link (drawing, i);

      if (link->from == step || link->to == step)
        g_hash_table_add (links, GUINT_TO_POINTER (i));
    }
}

/**
 * parcours_drawing_reroute:
 * @drawing: a drawing
 * @links: (nullable) (element-type guint): return location for the numbers of the links that may have changed, in order
 *
 * Lets the links of cards that have moved follow them.
 */
void
parcours_drawing_reroute (ParcoursDrawing *drawing,
                          GArray          *links)
{
  g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, drawing->moved);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    add_links_of (drawing, GPOINTER_TO_UINT (key), touched);
  g_hash_table_remove_all (drawing->moved);
  if (links != NULL)
    g_array_set_size (links, 0);
  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint n = GPOINTER_TO_UINT (key);

      index_route (drawing, n, parcours_grid_remove);
      route (drawing, n);
      index_route (drawing, n, parcours_grid_add);
      if (links != NULL)
        g_array_append_val (links, n);
    }
  if (links != NULL)
    g_array_sort (links, compare_numbers);
}
