/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The shortest way through the engine: six kinds of steps, four contacts. */

#include "config.h"

#include "parcours-draw.h"
#include "parcours-json.h"
#include "parcours-population-builder.h"
#include "parcours-simulation.h"
#include "parcours-time.h"

static const char welcome[] =
  "{'format': 'parcours-automation/1', 'id': 'welcome', 'slug': 'welcome', 'name': 'Welcome', 'platform': 'activecampaign',"
  " 'settings': {},"
  " 'steps': {"
  "  'joined': {'type': 'trigger.list-subscribed', 'params': {'list': 'newsletter'}},"
  "  'hello': {'type': 'action.send-email', 'params': {'email': 'hello'}},"
  "  'pause': {'type': 'wait.duration', 'params': {'for': 'P2D'}},"
  "  'opened': {'type': 'split.if-else', 'params': {'if': {'event': 'email.opened', 'subject': 'hello', 'since': 'entry'}}},"
  "  'reader': {'type': 'action.add-tag', 'params': {'tag': 'reader'}},"
  "  'end': {'type': 'flow.end', 'params': {}}},"
  " 'links': ["
  "  {'from': 'joined', 'port': 'next', 'to': 'hello'}, {'from': 'hello', 'port': 'next', 'to': 'pause'},"
  "  {'from': 'pause', 'port': 'next', 'to': 'opened'}, {'from': 'opened', 'port': 'yes', 'to': 'reader'},"
  "  {'from': 'reader', 'port': 'next', 'to': 'end'}]}";

static const char behaviour_json[] =
  "{'format': 'parcours-behaviour/1',"
  " 'responses': [{'message': '*', 'opened': {'chance': 0.4, 'delay': {'median': 'PT3H', 'p90': 'P1D'}}}],"
  " 'arrivals': [{'topic': 'list.subscribed', 'subject': {'newsletter': 1}, 'per-day': 0.02,"
  "               'segment': {'none': [{'list': 'newsletter'}]}}]}";

static JsonNode *
parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  JsonNode *node = parcours_json_parse (json, -1, &error);

  g_assert_no_error (error);

  return node;
}

static ParcoursPopulation *
make_population (ParcoursTexts *texts,
                 guint          n)
{
  ParcoursPopulationBuilder *builder = parcours_population_builder_new (texts, parcours_zone_lookup ("Europe/Paris"));
  guint list = parcours_population_builder_add_list (builder, "newsletter");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *email = g_strdup_printf ("contact%u@example.org", i);

      parcours_population_builder_begin (builder, parcours_contact_key (email), i);
      parcours_population_builder_set_address (builder, PARCOURS_ADDRESS_EMAIL);
      if (i % 2 == 0)
        parcours_population_builder_set_list (builder, list, PARCOURS_LIST_UNSUBSCRIBED, 0);
    }

  return parcours_population_builder_finish (builder);
}

static ParcoursSimulation *
make_simulation (guint    n,
                 guint64  seed)
{
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();
  g_autoptr (ParcoursLibrary) library = parcours_library_new ();
  g_autoptr (JsonNode) node = parse (welcome);
  g_autoptr (JsonNode) rules = parse (behaviour_json);
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursAutomation) automation = parcours_automation_from_json (node, &error);
  g_autoptr (ParcoursBehaviour) behaviour = NULL;
  g_autoptr (GPtrArray) automations = g_ptr_array_new ();
  g_autoptr (ParcoursProgram) program = NULL;
  g_autoptr (ParcoursPopulation) population = NULL;
  ParcoursSettings settings = { .zone = parcours_zone_lookup ("Europe/Paris"), .seed = seed, .session_gap = 1800 };

  g_assert_no_error (error);
  behaviour = parcours_behaviour_new_from_json (rules, &error);
  g_assert_no_error (error);
  parcours_library_add (library, "list", "newsletter", "Newsletter", NULL);
  parcours_library_add (library, "tag", "reader", "Reader", NULL);
  g_ptr_array_add (automations, automation);
  g_assert_true (parcours_instant_parse ("2026-03-02T08:00:00Z", &settings.from));
  settings.to = settings.from + 90 * PARCOURS_DAY;
  program = parcours_program_new (automations, texts, library, behaviour, NULL, &settings, &error);
  g_assert_no_error (error);
  population = make_population (texts, n);

  return parcours_simulation_new (program, population);
}

static guint64
step_in (const ParcoursCounts *counts,
         const char           *step)
{
  return parcours_counts_step_in (counts, (guint) parcours_program_find_step (counts->program, "welcome", step), G_MAXUINT);
}

static void
test_counts (void)
{
  g_autoptr (ParcoursSimulation) simulation = make_simulation (10000, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursCounts) counts = parcours_simulation_count (simulation, G_MAXUINT, PARCOURS_DAY, 1, NULL, NULL,
                                                                 NULL, &error);
  guint64 entered;

  g_assert_no_error (error);
  entered = parcours_counts_entered (counts, 0, G_MAXUINT);
  /* 1 - exp (-0.02 * 90) of them join in 90 days. */
  g_assert_cmpuint (entered, >, 8100);
  g_assert_cmpuint (entered, <, 8600);
  g_assert_cmpuint (step_in (counts, "hello"), ==, entered);
  g_assert_cmpuint (step_in (counts, "reader"), >, entered * 30 / 100);
  g_assert_cmpuint (step_in (counts, "reader"), <, entered * 41 / 100);
  g_assert_cmpuint (step_in (counts, "end"), ==, step_in (counts, "reader"));
}

static void
test_same_for_any_threads (void)
{
  g_autoptr (ParcoursSimulation) simulation = make_simulation (20000, 7);
  g_autofree char *first = NULL;

  for (guint n_threads = 1; n_threads <= 3; n_threads++)
    {
      g_autoptr (ParcoursCounts) counts = parcours_simulation_count (simulation, G_MAXUINT, PARCOURS_DAY, n_threads,
                                                                     NULL, NULL, NULL, NULL);
      g_autoptr (JsonNode) node = parcours_counts_to_json (counts);
      g_autofree char *line = parcours_json_to_line (node);

      if (first == NULL)
        first = g_strdup (line);
      g_assert_cmpstr (line, ==, first);
    }
}

static void
test_speed (void)
{
  g_autoptr (ParcoursSimulation) simulation = make_simulation (g_test_perf () ? (g_getenv ("N") ? atoi (g_getenv ("N")) : 1000000) : 1000, 1);
  g_autoptr (ParcoursCounts) counts = NULL;
  gint64 begin = g_get_monotonic_time ();
  double seconds;

  counts = parcours_simulation_count (simulation, G_MAXUINT, PARCOURS_DAY, 1, NULL, NULL, NULL, NULL);
  seconds = (g_get_monotonic_time () - begin) / 1e6;
  g_test_message ("%.3f s, %.1f M steps/s, %.1f steps a contact", seconds, counts->n_steps_run / seconds / 1e6,
                  counts->n_steps_run / (double) counts->n_contacts);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/thread/counts", test_counts);
  g_test_add_func ("/thread/same-for-any-threads", test_same_for_any_threads);
  g_test_add_func ("/thread/speed", test_speed);

  return g_test_run ();
}
