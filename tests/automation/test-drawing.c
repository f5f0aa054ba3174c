/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "flows.h"
#include "parcours-drawing.h"
#include "parcours-grid.h"

static char *
route_to_text (const ParcoursRoute *route)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < route->n; i++)
    g_string_append_printf (string, "%s%g,%g", i > 0 ? " " : "", route->points[i].x, route->points[i].y);

  return g_string_free (string, FALSE);
}

static void
assert_route (ParcoursDrawing *drawing,
              const char      *from,
              const char      *port,
              const char      *expected)
{
  guint link = parcours_drawing_find_link (drawing, from, port);
  g_autofree char *text = NULL;

  g_assert_cmpuint (link, !=, PARCOURS_DRAWING_NOTHING);
  text = route_to_text (&parcours_drawing_link (drawing, link)->route);
  g_assert_cmpstr (text, ==, expected);
}

static ParcoursDrawing *
draw (const char *steps,
      const char *links)
{
  g_autoptr (ParcoursAutomation) automation = test_automation (steps, links);

  return parcours_drawing_new (automation);
}

/* Down, across, down; branches part 15 below their card, joins meet 15 below the lowest card above. */
static void
test_routes (void)
{
  g_autoptr (ParcoursDrawing) drawing =
    draw ("t1@0,0 s1@0,84 m1@-102,192 m2@102,192 m3@102,276 g1@0,360 m4@300,168",
          "t1>s1 s1.yes>m1 s1.no>m2 m2>m3 m1>g1 m3>g1");

  assert_route (drawing, "t1", "next", "0,48 0,84");
  assert_route (drawing, "s1", "yes", "0,132 0,147 -102,147 -102,192");
  assert_route (drawing, "s1", "no", "0,132 0,147 102,147 102,192");
  assert_route (drawing, "m1", "next", "-102,240 -102,339 0,339 0,360");
  assert_route (drawing, "m3", "next", "102,324 102,339 0,339 0,360");
}

/* A card beside is entered from its side, one that stands higher is reached around both. */
static void
test_beside_and_above (void)
{
  g_autoptr (ParcoursDrawing) drawing =
    draw ("g1@0,0 e1@204,0 m1@0,200 m2@300,100", "g1>e1 m1>m2");

  assert_route (drawing, "g1", "next", "94,24 156,24");
  assert_route (drawing, "m1", "next", "0,248 0,263 418,263 418,85 300,85 300,100");
}

/* A card in the way is passed. */
static void
test_obstacles (void)
{
  g_autoptr (ParcoursDrawing) drawing =
    draw ("s1@0,0 m1@0,108 m2@0,192 m3@0,276", "s1.yes>m1 m1>m2 m2>m3 s1.no>m3");

  assert_route (drawing, "s1", "yes", "0,48 0,108");
  assert_route (drawing, "s1", "no", "0,48 0,63 102,63 102,255 0,255 0,276");
}

/* A jump runs outside of all cards at its height, on its nearer side. */
static void
test_jump (void)
{
  g_autoptr (ParcoursDrawing) drawing =
    draw ("t1@0,0 m1@0,84 s1@0,168 m2@-102,276 j1@102,276", "t1>m1 m1>s1 s1.yes>m2 s1.no>j1");
  const ParcoursDrawnLink *jump = parcours_drawing_link (drawing, parcours_drawing_n_links (drawing) - 1);
  g_autofree char *text = route_to_text (&jump->route);

  g_assert_true (jump->is_jump);
  g_assert_cmpstr (text, ==, "196,294 220,294 220,108 94,108");
}

static void
test_pieces (void)
{
  ParcoursRoute route = { 4, { { 0, 48 }, { 0, 63 }, { 102, 63 }, { 102, 108 } } };
  ParcoursRoute tight = { 4, { { 0, 0 }, { 0, 8 }, { 10, 8 }, { 10, 16 } } };
  ParcoursRoutePiece pieces[PARCOURS_ROUTE_MAX_PIECES];
  ParcoursBox bounds = parcours_route_bounds (&route);
  ParcoursPoint at;

  g_assert_cmpuint (parcours_route_pieces (&route, pieces), ==, 5);
  g_assert_true (pieces[1].is_corner);
  g_assert_cmpfloat (pieces[0].to.y, ==, 51);
  g_assert_cmpfloat (pieces[1].to.x, ==, 12);
  g_assert_cmpfloat (pieces[1].corner.y, ==, 63);
  g_assert_cmpfloat (pieces[4].to.y, ==, 108);
  /* Two corners share a short piece between them. */
  g_assert_cmpuint (parcours_route_pieces (&tight, pieces), ==, 5);
  g_assert_cmpfloat (pieces[1].to.x, ==, 5);
  g_assert_cmpfloat (pieces[2].to.x, ==, 5);
  g_assert_cmpfloat (parcours_route_length (&route), ==, 162);
  at = parcours_route_at (&route, 15 + 51);
  g_assert_cmpfloat (at.x, ==, 51);
  at = parcours_route_at (&route, 1000);
  g_assert_cmpfloat (at.y, ==, 108);
  at = parcours_route_at (&route, -5);
  g_assert_cmpfloat (at.y, ==, 48);
  g_assert_true (parcours_route_hit (&route, 50, 66, 4));
  g_assert_false (parcours_route_hit (&route, 50, 70, 4));
  g_assert_cmpfloat (bounds.width, ==, 102);
  g_assert_cmpfloat (bounds.height, ==, 60);
}

/* Every piece is level or upright, whatever the cards do. */
static void
test_random_routes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint round = 0; round < 4000; round++)
    {
      ParcoursRouteEnds ends = {
        .from = { g_rand_double_range (rand, -500, 500), g_rand_double_range (rand, -500, 500), 188, 48 },
        .to = { g_rand_double_range (rand, -500, 500), g_rand_double_range (rand, -500, 500), 200, 36 },
        .run = NAN,
        .bus = NAN,
        .lean = g_rand_double_range (rand, -1, 1),
      };
      ParcoursRoutePiece pieces[PARCOURS_ROUTE_MAX_PIECES];
      ParcoursRoute route;
      guint n;

      if (g_rand_boolean (rand))
        ends.run = ends.from.y + ends.from.height + PARCOURS_ROUTE_RUN;
      if (g_rand_boolean (rand))
        ends.bus = ends.from.y + ends.from.height + PARCOURS_ROUTE_RUN + g_rand_double_range (rand, 0, 300);
      route = parcours_route_link (&ends);
      g_assert_cmpuint (route.n, >=, 2);
      for (guint i = 1; i < route.n; i++)
        g_assert_true (fabs (route.points[i].x - route.points[i - 1].x) < .51 ||
                       fabs (route.points[i].y - route.points[i - 1].y) < .51);
      n = parcours_route_pieces (&route, pieces);
      for (guint i = 1; i < n; i++)
        g_assert_true (pieces[i].from.x == pieces[i - 1].to.x && pieces[i].from.y == pieces[i - 1].to.y);
    }
}

static void
test_hits (void)
{
  g_autoptr (ParcoursDrawing) drawing =
    draw ("t1@0,0 s1@0,84 m1@-204,168 m2@204,168", "t1>s1 s1.yes>m1 s1.no>m2");
  guint yes = parcours_drawing_find_link (drawing, "s1", "yes");
  guint no = parcours_drawing_find_link (drawing, "s1", "no");
  ParcoursBox bounds = parcours_drawing_bounds (drawing);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));

  g_assert_cmpuint (parcours_drawing_step_at (drawing, 0, 100), ==, (guint) parcours_flow_find (parcours_drawing_flow (drawing), "s1"));
  g_assert_cmpuint (parcours_drawing_step_at (drawing, 0, 60), ==, PARCOURS_DRAWING_NOTHING);
  g_assert_cmpuint (parcours_drawing_link_at (drawing, -100, 147, 6), ==, yes);
  g_assert_cmpuint (parcours_drawing_link_at (drawing, 100, 149, 6), ==, no);
  g_assert_cmpuint (parcours_drawing_link_at (drawing, 100, 160, 6), ==, PARCOURS_DRAWING_NOTHING);
  g_assert_cmpuint (parcours_drawing_find_link (drawing, "s1", "maybe"), ==, PARCOURS_DRAWING_NOTHING);
  g_assert_cmpuint (parcours_drawing_find_link (drawing, "x9", "yes"), ==, PARCOURS_DRAWING_NOTHING);
  g_assert_cmpfloat (bounds.x, ==, -298);
  g_assert_cmpfloat (bounds.width, ==, 596);
  parcours_drawing_steps_in (drawing, &(ParcoursBox) { -10, -10, 20, 100 }, found);
  g_assert_cmpuint (found->len, ==, 2);
}

/* A drawing that followed some drags is the drawing of the automation so moved, but for what stands in the way. */
static void
test_moves (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (ParcoursAutomation) automation = test_random_flow (rand, 4 + round, .2);
      g_autoptr (ParcoursDrawing) drawing = parcours_drawing_new (automation);
      guint n = parcours_drawing_n_steps (drawing);

      for (guint i = 0; i < n; i++)
        parcours_drawing_place (drawing, i, g_rand_int_range (rand, -40, 40) * 300., g_rand_int_range (rand, -40, 40) * 100.);
      parcours_drawing_reroute (drawing, links);
      for (guint i = 0; i < 10; i++)
        {
          guint step = (guint) g_rand_int_range (rand, 0, (gint32) n);
          const ParcoursBox *box = parcours_drawing_box (drawing, step);
          ParcoursPoint middle = parcours_box_centre (box);
          guint hit;

          parcours_drawing_place (drawing, step, middle.x + 24, box->y + 12);
          parcours_drawing_reroute (drawing, links);
          hit = parcours_drawing_step_at (drawing, middle.x + 24, middle.y + 12);
          g_assert_true (hit != PARCOURS_DRAWING_NOTHING && hit >= step);
          for (guint k = 0; k < parcours_drawing_n_links (drawing); k++)
            {
              const ParcoursDrawnLink *link = parcours_drawing_link (drawing, k);
              ParcoursPoint last = link->route.points[link->route.n - 1];
              ParcoursBox around = parcours_box_grow (parcours_drawing_box (drawing, link->to), 1);

              g_assert_true (parcours_box_contains (&around, last.x, last.y));
            }
        }
    }
}

/* The grid against looking at everything. */
static void
test_grid (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (23);
  g_autoptr (ParcoursGrid) grid = parcours_grid_new (300);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  ParcoursBox boxes[300];

  for (guint i = 0; i < 300; i++)
    {
      boxes[i] = (ParcoursBox) { g_rand_double_range (rand, -9000, 9000), g_rand_double_range (rand, -9000, 9000),
                                 g_rand_double_range (rand, 0, 900), g_rand_double_range (rand, 0, 900) };
      parcours_grid_add (grid, i, &boxes[i]);
    }
  for (guint i = 0; i < 300; i += 3)
    {
      parcours_grid_remove (grid, i, &boxes[i]);
      boxes[i].x += g_rand_double_range (rand, -2000, 2000);
      parcours_grid_add (grid, i, &boxes[i]);
    }
  for (guint round = 0; round < 500; round++)
    {
      ParcoursBox box = { g_rand_double_range (rand, -9999, 9999), g_rand_double_range (rand, -9999, 9999),
                          g_rand_double_range (rand, 0, round * 40), g_rand_double_range (rand, 0, round * 40) };
      gboolean seen[300] = { FALSE };

      parcours_grid_find (grid, &box, found);
      for (guint i = 0; i < found->len; i++)
        {
          g_assert_false (seen[g_array_index (found, guint, i)]);
          seen[g_array_index (found, guint, i)] = TRUE;
        }
      for (guint i = 0; i < 300; i++)
        g_assert_true (seen[i] || !parcours_box_intersects (&boxes[i], &box));
    }
}

/* Cards at the end of the world are still cards. */
static void
test_far_away (void)
{
  g_autoptr (ParcoursDrawing) drawing = draw ("t1@2000000000,-2000000000 m1@-2000000000,2000000000", "t1>m1");

  g_assert_cmpuint (parcours_drawing_step_at (drawing, 2e9, -2e9), !=, PARCOURS_DRAWING_NOTHING);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/drawing/routes", test_routes);
  g_test_add_func ("/drawing/beside-and-above", test_beside_and_above);
  g_test_add_func ("/drawing/obstacles", test_obstacles);
  g_test_add_func ("/drawing/jump", test_jump);
  g_test_add_func ("/drawing/pieces", test_pieces);
  g_test_add_func ("/drawing/random-routes", test_random_routes);
  g_test_add_func ("/drawing/hits", test_hits);
  g_test_add_func ("/drawing/moves", test_moves);
  g_test_add_func ("/drawing/grid", test_grid);
  g_test_add_func ("/drawing/far-away", test_far_away);

  return g_test_run ();
}
