/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "flows.h"
#include "parcours-elapsed.h"
#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-step-edits.h"

static char *
order_of (ParcoursAutomation *automation)
{
  g_autoptr (ParcoursFlow) flow = parcours_flow_new (automation);
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < parcours_flow_n_steps (flow); i++)
    {
      guint step = parcours_flow_nth (flow, i);

      g_assert_cmpuint (parcours_flow_place (flow, step), ==, i);
      g_string_append_printf (string, "%s%s:%u", i > 0 ? " " : "",
                              parcours_automation_nth_step (automation, step)->id, parcours_flow_depth (flow, step));
    }

  return g_string_free (string, FALSE);
}

/* Steps are told branch by branch, joins after all branches, with how deep they stand. */
static void
test_order (void)
{
  static const struct
  {
    const char *steps;
    const char *links;
    const char *order;
  } cases[] = {
    { "", "", "" },
    { "t1 m1 w1", "t1>m1 m1>w1", "t1:0 m1:0 w1:0" },
    { "t1 s1 m1 m2 m3", "t1>s1 s1.yes>m1 s1.no>m2 m1>m3 m2>m3", "t1:0 s1:0 m1:1 m2:1 m3:0" },
    { "t1 s1 m1 m2", "t1>s1 s1.yes>m1 m1>m2 s1.no>m2", "t1:0 s1:0 m1:1 m2:0" },
    { "t1@100,0 t2@0,0 m1", "t1>m1 t2>m1", "t2:0 t1:0 m1:0" },
    { "t1 s1 s2 m1 m2 m3 m4", "t1>s1 s1.yes>s2 s2.yes>m1 s2.no>m2 m1>m4 m2>m4 s1.no>m3 m3>m4",
      "t1:0 s1:0 s2:1 m1:2 m2:2 m3:1 m4:0" },
    { "t1 r1 m1 m2 m3", "t1>r1 r1.c>m1 r1.a>m2 r1.b>m3", "t1:0 r1:0 m2:1 m3:1 m1:1" },
    { "t1 m1 m9@0,400", "t1>m1", "t1:0 m9:0 m1:0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ParcoursAutomation) automation = test_automation (cases[i].steps, cases[i].links);
      g_autofree char *order = order_of (automation);

      g_test_message ("%s", cases[i].links);
      if (i + 1 < G_N_ELEMENTS (cases))
        g_assert_cmpstr (order, ==, cases[i].order);
      else
        g_assert_nonnull (strstr (order, "m9:0"));
    }
}

/* A document that somebody broke by hand is shown all the same. */
static void
test_circle (void)
{
  g_autoptr (ParcoursAutomation) automation = test_automation ("t1 m1 m2 m3", "t1>m1 m1>m2 m2>m1 m3>m3");
  g_autoptr (ParcoursFlow) flow = parcours_flow_new (automation);
  guint n_back = 0;

  for (guint i = 0; i < parcours_flow_n_edges (flow); i++)
    n_back += parcours_flow_is_back (flow, i);
  g_assert_cmpuint (parcours_flow_n_edges (flow), ==, 4);
  g_assert_cmpuint (n_back, ==, 2);
}

static void
test_random_order (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (ParcoursAutomation) automation = test_random_flow (rand, 3 + round % 60, .2);
      g_autoptr (ParcoursFlow) flow = parcours_flow_new (automation);

      test_assert_rules (automation);
      for (guint i = 0; i < parcours_flow_n_edges (flow); i++)
        {
          const ParcoursFlowEdge *edge = parcours_flow_edge (flow, i);

          g_assert_false (parcours_flow_is_back (flow, i));
          g_assert_cmpuint (parcours_flow_place (flow, edge->from), <, parcours_flow_place (flow, edge->to));
          g_assert_cmpuint (parcours_flow_depth (flow, edge->to), <=, parcours_flow_depth (flow, edge->from) + 1);
        }
    }
}

static void
assert_label (ParcoursAutomation *automation,
              const char         *id,
              const char         *label)
{
  g_autoptr (ParcoursFlow) flow = parcours_flow_new (automation);
  g_autoptr (ParcoursElapsed) elapsed = parcours_elapsed_new (flow);
  guint step = (guint) parcours_flow_find (flow, id);
  g_autofree char *words = parcours_elapsed_label (elapsed, step);

  g_assert_cmpstr (parcours_elapsed_is_new (elapsed, step) ? words : NULL, ==, label);
}

static void
test_days (void)
{
  g_autoptr (ParcoursAutomation) plain = test_automation ("t1 m1 m2", "t1>m1 m1>m2");
  g_autoptr (ParcoursAutomation) waits =
    test_automation ("t1 m1 w1 m2 s1 u1 m3 m4 g1 e1",
                     "t1>m1 m1>w1 w1>m2 m2>s1 s1.yes>u1 u1>m3 u1.timeout>m4 s1.no>g1 m3>g1 m4>g1 g1>e1");

  assert_label (plain, "m1", NULL);
  assert_label (waits, "t1", NULL);
  assert_label (waits, "m1", "day 0");
  assert_label (waits, "w1", NULL);
  assert_label (waits, "m2", "day 2");
  assert_label (waits, "s1", NULL);
  assert_label (waits, "u1", NULL);
  assert_label (waits, "m3", "day 2–5");
  assert_label (waits, "m4", "day 5");
  assert_label (waits, "g1", "day 2–5");
  assert_label (waits, "e1", NULL);
}

/* A wait without a limit leaves the last day open. */
static void
test_open_days (void)
{
  g_autoptr (ParcoursAutomation) automation = test_automation ("t1 u1 m1 w1 m2", "t1>u1 u1>m1 m1>w1 w1>m2");
  g_autoptr (ParcoursEdit) edit = parcours_step_edit_param (automation, "u1", "limit", NULL);
  g_autoptr (ParcoursAutomation) open_end = parcours_edit_apply (edit, automation, NULL);

  assert_label (open_end, "m1", "from day 0");
  assert_label (open_end, "m2", "from day 2");
}

/* Ten thousand steps are read in one go: no link is looked for one by one. */
static void
test_large (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (ParcoursAutomation) automation = test_random_flow (rand, 10000, .1);
  g_autoptr (JsonNode) node = parcours_automation_to_json (automation);
  g_autoptr (ParcoursAutomation) again = parcours_automation_from_json (node, NULL);
  g_autofree char *digest = parcours_automation_digest (automation);
  g_autofree char *digest_again = parcours_automation_digest (again);

  g_assert_cmpuint (parcours_automation_n_steps (automation), ==, 10000);
  g_assert_cmpstr (digest, ==, digest_again);
}

static void
test_duplicate_link (void)
{
  g_autoptr (ParcoursAutomation) automation = test_automation ("t1 m1 m2", "t1>m1");
  g_autoptr (JsonNode) node = parcours_automation_to_json (automation);
  JsonArray *links = parcours_json_member_array (json_node_get_object (node), "links");
  g_autoptr (JsonNode) link = test_json ("{'from': 't1', 'port': 'next', 'to': 'm2'}");
  g_autoptr (ParcoursAutomation) broken = NULL;
  g_autoptr (GError) error = NULL;

  json_array_add_element (links, json_node_ref (link));
  broken = parcours_automation_from_json (node, &error);
  g_assert_null (broken);
  g_assert_nonnull (strstr (error->message, "“t1”"));
}

/* What a later version or another program has written at a link is kept. */
static void
test_unknown_keys (void)
{
  g_autoptr (ParcoursAutomation) plain = test_automation ("t1 m1 m2", "t1>m1 m1>m2");
  g_autoptr (JsonNode) node = parcours_automation_to_json (plain);
  JsonArray *links = parcours_json_member_array (json_node_get_object (node), "links");
  g_autoptr (ParcoursAutomation) automation = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (json_array_get_object_element (links, 1), "colour", "red");
  before = parcours_json_digest (node);
  automation = parcours_automation_from_json (node, &error);
  g_assert_no_error (error);
  after = parcours_automation_digest (automation);
  g_assert_cmpstr (after, ==, before);
}

/* Nothing is taken for "no steps" that may hold some. */
static void
test_other_kinds (void)
{
  static const char *const documents[] = {
    "{'format': 'parcours-automation/1', 'slug': 'a', 'steps': [], 'links': []}",
    "{'format': 'parcours-automation/1', 'slug': 'a', 'steps': {}, 'links': {}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (JsonNode) node = test_json (documents[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (parcours_automation_from_json (node, &error));
      g_assert_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/flow/order", test_order);
  g_test_add_func ("/flow/circle", test_circle);
  g_test_add_func ("/flow/random-order", test_random_order);
  g_test_add_func ("/flow/days", test_days);
  g_test_add_func ("/flow/open-days", test_open_days);
  g_test_add_func ("/flow/large", test_large);
  g_test_add_func ("/flow/duplicate-link", test_duplicate_link);
  g_test_add_func ("/flow/unknown-keys", test_unknown_keys);
  g_test_add_func ("/flow/other-kinds", test_other_kinds);

  return g_test_run ();
}
