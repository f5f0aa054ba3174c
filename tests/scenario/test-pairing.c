/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-json.h"
#include "parcours-pairing.h"
#include "play.h"

/* More people than one chunk holds, with luck of their own and an owner that goes round. */
#define CROWD "'contacts': {'generate': 5000, 'seed': 3}, 'behaviour': 'retail-season', 'for': 'P20D', 'expect': []," \
              "'timeline': [{'at': 'PT1H', 'contact': '*', 'event': 'tag.added', 'subject': 'vip'}]"

/* The flow of the base, but it waits for @wait, and readers get the tag @tag. */
#define FLOW(wait, tag) \
  "'automations': [{'format': 'parcours-automation/1', 'id': 'flow', 'slug': 'flow', 'name': 'Flow'," \
  "   'platform': 'any', 'settings': {}," \
  "   'steps': {'start': {'type': 'trigger.tag-added', 'params': {'tag': 'vip'}}," \
  "             'mail': {'type': 'action.send-email', 'params': {'email': 'hello'}}," \
  "             'hold': {'type': 'wait.duration', 'params': {'for': '" wait "'}}," \
  "             'fork': {'type': 'split.if-else'," \
  "                      'params': {'if': {'event': 'email.opened', 'subject': 'hello', 'since': 'entry'}}}," \
  "             'open': {'type': 'action.add-tag', 'params': {'tag': '" tag "'}}}," \
  "   'links': [{'from': 'start', 'port': 'next', 'to': 'mail'}, {'from': 'mail', 'port': 'next', 'to': 'hold'}," \
  "             {'from': 'hold', 'port': 'next', 'to': 'fork'}, {'from': 'fork', 'port': 'yes', 'to': 'open'}]}]"

static ParcoursPlay *
play (const char *changes)
{
  g_autoptr (ParcoursCase) played = scenario_case (changes);
  g_autoptr (GError) error = NULL;
  ParcoursPlay *play = parcours_play_new (played, FALSE, &error);

  g_assert_no_error (error);

  return play;
}

static void
add (ParcoursPairing *pairing,
     ParcoursPlay    *before,
     ParcoursPlay    *after)
{
  g_autoptr (ParcoursCounts) one =
    parcours_simulation_count (parcours_play_simulation (before, PARCOURS_INSTANT_NEVER), G_MAXUINT, 86400, 2, NULL, NULL,
                               NULL, NULL);
  g_autoptr (ParcoursCounts) other =
    parcours_simulation_count (parcours_play_simulation (after, PARCOURS_INSTANT_NEVER), G_MAXUINT, 86400, 2, NULL, NULL,
                               NULL, NULL);

  parcours_pairing_add (pairing, one, other);
}

static guint
other_ways (ParcoursPlay *before,
            ParcoursPlay *after,
            guint         n_threads)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys =
    parcours_pairing_find_other_ways (parcours_play_simulation (before, PARCOURS_INSTANT_NEVER),
                                      parcours_play_simulation (after, PARCOURS_INSTANT_NEVER), G_MAXUINT, n_threads,
                                      NULL, &error);

  g_assert_no_error (error);

  return keys->len;
}

static ParcoursPaired
lookup (const ParcoursPairing *pairing,
        const char            *path)
{
  ParcoursPaired paired;

  g_assert_true (parcours_pairing_lookup (pairing, path, &paired));

  return paired;
}

static void
test_same (void)
{
  g_autoptr (ParcoursPlay) before = play ("{" CROWD ", " FLOW ("P1D", "reader") "}");
  g_autoptr (ParcoursPlay) after = play ("{" CROWD ", " FLOW ("P1D", "reader") "}");
  g_autoptr (ParcoursPairing) pairing = parcours_pairing_new ();

  add (pairing, before, after);
  g_assert_false (parcours_pairing_differs (pairing));
  g_assert_cmpuint (other_ways (before, after, 1), ==, 0);
  g_assert_cmpfloat (lookup (pairing, "flow/entered").before, ==, 5000);
}

/* Who goes another way is the difference that a longer wait makes: more have opened. */
static void
test_longer_wait (void)
{
  g_autoptr (ParcoursPlay) before = play ("{" CROWD ", " FLOW ("PT2H", "reader") "}");
  g_autoptr (ParcoursPlay) after = play ("{" CROWD ", " FLOW ("P3D", "reader") "}");
  g_autoptr (ParcoursPairing) pairing = parcours_pairing_new ();
  ParcoursPaired opened;
  guint n = other_ways (before, after, 1);

  add (pairing, before, after);
  opened = lookup (pairing, "flow/steps/open/in");
  g_assert_true (parcours_pairing_differs (pairing));
  g_assert_cmpfloat (opened.difference, >, 0);
  g_assert_cmpfloat (opened.difference, ==, opened.after - opened.before);
  g_assert_cmpfloat (opened.difference, ==, n);
  g_assert_true (isnan (opened.margin));
  g_assert_cmpfloat (lookup (pairing, "flow/steps/mail/in").difference, ==, 0);
  g_assert_cmpuint (other_ways (before, after, 3), ==, n);
}

/* Instants are no way. */
static void
test_later (void)
{
  g_autoptr (ParcoursPlay) before = play ("{'behaviour': null, " FLOW ("P1D", "reader") "}");
  g_autoptr (ParcoursPlay) after = play ("{'behaviour': null, " FLOW ("P2D", "reader") "}");

  g_assert_cmpuint (other_ways (before, after, 1), ==, 0);
}

/* A step that one of them does not have is 0 there. */
static void
test_missing (void)
{
  g_autoptr (ParcoursPlay) before = play ("{'behaviour': null}");
  g_autoptr (ParcoursPlay) after = play ("{'automations': [{'format': 'parcours-automation/1', 'id': 'flow',"
                                         " 'slug': 'flow', 'name': 'Flow', 'platform': 'any', 'settings': {}, 'steps':"
                                         " {'start': {'type': 'trigger.tag-added', 'params': {'tag': 'vip'}},"
                                         "  'gift': {'type': 'action.add-tag', 'params': {'tag': 'gift'}}},"
                                         " 'links': [{'from': 'start', 'port': 'next', 'to': 'gift'}]}], 'expect': []}");
  g_autoptr (ParcoursPairing) pairing = parcours_pairing_new ();
  ParcoursPaired paired;

  add (pairing, before, after);
  g_assert_cmpfloat (lookup (pairing, "flow/steps/gift/in").before, ==, 0);
  g_assert_cmpfloat (lookup (pairing, "flow/steps/gift/in").after, ==, 1);
  g_assert_cmpfloat (lookup (pairing, "flow/steps/mail/in").difference, ==, -1);
  g_assert_false (parcours_pairing_lookup (pairing, "flow/steps/nothing/in", &paired));
  g_assert_cmpfloat (paired.after, ==, 0);
  g_assert_cmpuint (other_ways (before, after, 1), ==, 1);
}

/* The interval over runs is that of Student, worked out here from the differences themselves. */
static void
test_margin (void)
{
  g_autoptr (ParcoursPairing) pairing = parcours_pairing_new ();
  double differences[4], mean = 0, squares = 0;
  g_autoptr (JsonNode) node = NULL;
  ParcoursPaired paired;

  for (guint i = 0; i < G_N_ELEMENTS (differences); i++)
    {
      g_autofree char *one = g_strdup_printf ("{" CROWD ", 'seed': %u, " FLOW ("PT2H", "reader") "}", i);
      g_autofree char *other = g_strdup_printf ("{" CROWD ", 'seed': %u, " FLOW ("P3D", "reader") "}", i);
      g_autoptr (ParcoursPlay) before = play (one);
      g_autoptr (ParcoursPlay) after = play (other);
      g_autoptr (ParcoursPairing) single = parcours_pairing_new ();

      add (single, before, after);
      add (pairing, before, after);
      differences[i] = lookup (single, "flow/steps/open/in").difference;
      mean += differences[i] / G_N_ELEMENTS (differences);
    }
  for (guint i = 0; i < G_N_ELEMENTS (differences); i++)
    squares += (differences[i] - mean) * (differences[i] - mean);
  paired = lookup (pairing, "flow/steps/open/in");
  g_assert_cmpuint (parcours_pairing_n_runs (pairing), ==, 4);
  g_assert_cmpfloat_with_epsilon (paired.difference, mean, 1e-9);
  g_assert_cmpfloat (squares, >, 0);
  g_assert_cmpfloat_with_epsilon (paired.margin, 3.182 * sqrt (squares / 3) / 2, 1e-6);
  node = parcours_pairing_to_json (pairing);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "runs"), ==, 4);
}

static void
test_cancel (void)
{
  g_autoptr (ParcoursPlay) before = play ("{" CROWD "}");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  ParcoursSimulation *simulation = parcours_play_simulation (before, PARCOURS_INSTANT_NEVER);

  g_cancellable_cancel (cancellable);
  g_assert_null (parcours_pairing_find_other_ways (simulation, simulation, G_MAXUINT, 2, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/scenario/pairing/same", test_same);
  g_test_add_func ("/scenario/pairing/longer-wait", test_longer_wait);
  g_test_add_func ("/scenario/pairing/later", test_later);
  g_test_add_func ("/scenario/pairing/missing", test_missing);
  g_test_add_func ("/scenario/pairing/margin", test_margin);
  g_test_add_func ("/scenario/pairing/cancel", test_cancel);

  return g_test_run ();
}
