/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "flows.h"
#include "parcours-drawing.h"
#include "parcours-json.h"
#include "parcours-layout.h"

static ParcoursAutomation *
tidy (ParcoursAutomation *automation)
{
  g_autoptr (ParcoursEdit) edit = parcours_layout_tidy (automation);
  g_autoptr (GError) error = NULL;
  ParcoursAutomation *tidied = parcours_edit_apply (edit, automation, &error);

  g_assert_no_error (error);
  g_assert_true (parcours_edit_only_moves (edit));

  return tidied;
}

static void
assert_at (ParcoursAutomation *automation,
           const char         *id,
           double              x,
           double              y)
{
  const ParcoursStep *step = parcours_automation_step (automation, id);

  g_test_message ("%s", id);
  g_assert_cmpfloat (step->x, ==, x);
  g_assert_cmpfloat (step->y, ==, y);
}

/* Rows 84, columns 204; branches in the order of their ports around their split, joins in the middle below. */
static void
test_pitch (void)
{
  g_autoptr (ParcoursAutomation) automation =
    test_automation ("t1 t2@9,0 m1 s1 m2 w2 m3 g1", "t1>m1 t2>m1 m1>s1 s1.yes>m2 s1.no>w2 m2>g1 w2>m3 m3>g1");
  g_autoptr (ParcoursAutomation) tidied = tidy (automation);

  assert_at (tidied, "t1", -108, 0);
  assert_at (tidied, "t2", 108, 0);
  assert_at (tidied, "m1", 0, 84);
  assert_at (tidied, "s1", 0, 168);
  assert_at (tidied, "m2", -102, 276);
  assert_at (tidied, "w2", 102, 276);
  assert_at (tidied, "m3", 102, 360);
  assert_at (tidied, "g1", 0, 444);
}

/* The flow of the mockups: both splits inside the first one get their columns side by side. */
static void
test_nested (void)
{
  g_autoptr (ParcoursAutomation) automation =
    test_automation ("t1 s1 m1 u1 m2 m3 s2 m4 m5 g1 e1",
                     "t1>s1 s1.yes>m1 m1>u1 u1>m2 u1.timeout>m3 s1.no>s2 s2.yes>m4 s2.no>m5 m2>g1 m3>g1 m4>g1 m5>g1 g1>e1");
  g_autoptr (ParcoursAutomation) tidied = tidy (automation);

  assert_at (tidied, "t1", 0, 0);
  assert_at (tidied, "s1", 0, 84);
  assert_at (tidied, "m1", -204, 168);
  assert_at (tidied, "s2", 204, 168);
  assert_at (tidied, "m4", 102, 276);
  assert_at (tidied, "m5", 306, 276);
  assert_at (tidied, "u1", -204, 276);
  assert_at (tidied, "m2", -306, 384);
  assert_at (tidied, "m3", -102, 384);
  assert_at (tidied, "g1", 0, 468);
  assert_at (tidied, "e1", 0, 552);
}

/* What hangs together with nothing stands beside the flow, a trigger further down beside its target. */
static void
test_parts (void)
{
  g_autoptr (ParcoursAutomation) automation =
    test_automation ("t1 m1 m2 t2@500,0 m5@900,0 m6@900,84 w9@2000,0", "t1>m1 m1>m2 t2>m2 m5>m6");
  g_autoptr (ParcoursAutomation) tidied = tidy (automation);
  const ParcoursStep *trigger = parcours_automation_step (tidied, "t2");
  const ParcoursStep *other = parcours_automation_step (tidied, "m5");
  const ParcoursStep *loose = parcours_automation_step (tidied, "w9");

  g_assert_cmpfloat (trigger->y, ==, 84);
  g_assert_cmpfloat (trigger->x, >, 0);
  g_assert_cmpfloat (other->x, >, trigger->x + 200);
  g_assert_cmpfloat (loose->x, >, other->x + 200);
}

static void
assert_no_overlap (ParcoursAutomation *automation)
{
  g_autoptr (ParcoursDrawing) drawing = parcours_drawing_new (automation);
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < parcours_drawing_n_steps (drawing); i++)
    {
      parcours_drawing_steps_in (drawing, parcours_drawing_box (drawing, i), near);
      g_assert_cmpuint (near->len, ==, 1);
    }
}

static void
assert_downward (ParcoursAutomation *automation)
{
  for (guint i = 0; i < parcours_automation_n_links (automation); i++)
    {
      const ParcoursLink *link = parcours_automation_nth_link (automation, i);
      const ParcoursStep *from = parcours_automation_step (automation, link->from);
      const ParcoursStep *to = parcours_automation_step (automation, link->to);

      g_assert_cmpfloat (to->y, >=, from->y + PARCOURS_ROW_PITCH);
    }
}

static void
assert_same (ParcoursAutomation *a,
             ParcoursAutomation *b)
{
  g_autofree char *digest_a = parcours_automation_digest (a);
  g_autofree char *digest_b = parcours_automation_digest (b);

  g_assert_cmpstr (digest_a, ==, digest_b);
}

/* A flow without joins is a tree: nothing crosses, ports stand from left to right, and tidy is tidy. */
static void
test_trees (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (ParcoursAutomation) automation = test_random_flow (rand, 3 + round, 0);
      g_autoptr (ParcoursAutomation) tidied = tidy (automation);
      g_autoptr (ParcoursAutomation) twice = tidy (tidied);

      assert_no_overlap (tidied);
      assert_downward (tidied);
      assert_same (tidied, twice);
      for (guint i = 1; i < parcours_automation_n_links (tidied); i++)
        {
          const ParcoursLink *left = parcours_automation_nth_link (tidied, i - 1);
          const ParcoursLink *right = parcours_automation_nth_link (tidied, i);

          if (g_str_equal (left->from, right->from))
            g_assert_cmpfloat (parcours_automation_step (tidied, left->to)->x, <,
                               parcours_automation_step (tidied, right->to)->x);
        }
    }
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint round = 0; round < 120; round++)
    {
      g_autoptr (ParcoursAutomation) automation = test_random_flow (rand, 3 + round * 2, .05 + round % 7 * .05);
      g_autoptr (ParcoursAutomation) tidied = tidy (automation);
      g_autoptr (ParcoursAutomation) same = tidy (automation);

      assert_no_overlap (tidied);
      assert_downward (tidied);
      assert_same (tidied, same);
    }
}

/* Nothing of a broken document may keep it from being tidied. */
static void
test_broken (void)
{
  g_autoptr (ParcoursAutomation) circle = test_automation ("t1 m1 m2 m3 m4", "t1>m1 m1>m2 m2>m1 m3>m4 m4>m3");
  g_autoptr (ParcoursAutomation) dangling = test_automation ("t1 m1", "t1>m1 m1>m7");
  g_autoptr (ParcoursAutomation) empty = test_automation ("", "");
  g_autoptr (ParcoursAutomation) tidy_circle = tidy (circle);
  g_autoptr (ParcoursAutomation) tidy_dangling = tidy (dangling);
  g_autoptr (ParcoursEdit) nothing = parcours_layout_tidy (empty);

  assert_no_overlap (tidy_circle);
  assert_at (tidy_dangling, "m1", 0, 84);
  g_assert_true (parcours_edit_is_empty (nothing));
}

/* Links over very many rows go without lanes, so that lanes do not outnumber steps by far. */
static void
test_long_links (void)
{
  g_autoptr (GString) steps = g_string_new ("t1");
  g_autoptr (GString) links = g_string_new ("t1>s0");
  g_autoptr (ParcoursAutomation) automation = NULL;
  g_autoptr (ParcoursAutomation) tidied = NULL;

  for (guint i = 0; i < 2000; i++)
    {
      g_string_append_printf (steps, " s%u", i);
      g_string_append_printf (links, " s%u.yes>%s%u s%u.no>m1", i, i < 1999 ? "s" : "m", i < 1999 ? i + 1 : 1, i);
    }
  g_string_append (steps, " m1");
  automation = test_automation (steps->str, links->str);
  tidied = tidy (automation);
  assert_no_overlap (tidied);
  assert_downward (tidied);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/layout/pitch", test_pitch);
  g_test_add_func ("/layout/nested", test_nested);
  g_test_add_func ("/layout/parts", test_parts);
  g_test_add_func ("/layout/trees", test_trees);
  g_test_add_func ("/layout/random", test_random);
  g_test_add_func ("/layout/broken", test_broken);
  g_test_add_func ("/layout/long-links", test_long_links);

  return g_test_run ();
}
