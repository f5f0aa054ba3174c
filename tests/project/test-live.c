/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Live counts come to what a run of all contacts comes to, and follow every edit. */

#include "config.h"

#include "fixture.h"
#include "parcours-checks.h"
#include "parcours-graph-edits.h"
#include "parcours-json.h"
#include "parcours-live.h"

#define FLOW "welcome-series"

static void
wait_until_idle (ParcoursLive *live)
{
  do
    g_main_context_iteration (NULL, TRUE);
  while (parcours_live_is_busy (live) || g_main_context_pending (NULL));
}

static char *
counts_text (ParcoursRun *run)
{
  g_autoptr (JsonNode) node = parcours_counts_to_json (parcours_run_counts (run));

  return parcours_json_to_text (node);
}

static ParcoursLive *
start_live (Fixture *fixture)
{
  ParcoursLive *live = parcours_live_new (fixture->project);

  parcours_live_set_automation (live, FLOW);
  wait_until_idle (live);
  g_assert_no_error (parcours_live_error (live));
  g_assert_nonnull (parcours_live_run (live));

  return live;
}

static void
test_same_as_run (Fixture       *fixture,
                  gconstpointer  unused)
{
  g_autoptr (ParcoursLive) live = start_live (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursRun) run =
    parcours_project_run (fixture->project, FLOW, parcours_live_options (live), NULL, &error);
  g_autofree char *expected = NULL;
  g_autofree char *found = counts_text (parcours_live_run (live));
  int automation;

  g_assert_no_error (error);
  expected = counts_text (run);
  g_assert_cmpstr (found, ==, expected);
  g_assert_false (parcours_run_is_sample (parcours_live_run (live)));
  automation = parcours_run_find_automation (run, FLOW);
  g_assert_cmpint (automation, >=, 0);
  g_assert_cmpuint (parcours_counts_entered (parcours_run_counts (run), (guint) automation,
                                             parcours_run_counts (run)->n_buckets - 1), >, 100);
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr (ParcoursRunOptions) options = parcours_run_options_new (parcours_project_zone (fixture->project));
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursRun) run = NULL;

  options->limit = 100;
  options->days = 7;
  run = parcours_project_run (fixture->project, NULL, options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (parcours_run_n_contacts (run), ==, 100);
  g_assert_cmpuint (parcours_run_counts (run)->n_contacts, ==, 100);
  g_assert_cmpuint (parcours_run_counts (run)->n_buckets, ==, 7 * 24);
}

static void
test_follows (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (ParcoursDocument) document = fixture_open (fixture, FLOW);
  g_autoptr (ParcoursLive) live = start_live (fixture);
  g_autofree char *before = counts_text (parcours_live_run (live));
  g_autofree char *without = NULL;
  g_autofree char *after = NULL;
  const char *const ids[] = { "hello", NULL };
  g_autoptr (ParcoursEdit) edit = parcours_graph_remove (parcours_document_automation (document), ids);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (parcours_live_checks (live));
  g_assert_cmpuint (parcours_checks_count (parcours_live_checks (live), PARCOURS_SEVERITY_ERROR), ==, 0);
  parcours_document_apply (document, edit, &error);
  g_assert_no_error (error);
  wait_until_idle (live);
  without = counts_text (parcours_live_run (live));
  g_assert_cmpstr (without, !=, before);
  g_assert_cmpint (parcours_program_find_step (parcours_run_counts (parcours_live_run (live))->program, FLOW, "hello"),
                   ==, -1);
  parcours_document_undo (document);
  wait_until_idle (live);
  after = counts_text (parcours_live_run (live));
  g_assert_cmpstr (after, ==, before);
}

/* Many edits, faster than a run, end with the counts of the last. */
static void
test_many_edits (Fixture       *fixture,
                 gconstpointer  unused)
{
  g_autoptr (ParcoursDocument) document = fixture_open (fixture, FLOW);
  g_autoptr (ParcoursLive) live = start_live (fixture);
  g_autofree char *before = counts_text (parcours_live_run (live));
  g_autofree char *after = NULL;
  g_autoptr (ParcoursRunOptions) options = parcours_run_options_copy (parcours_live_options (live));

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *title = g_strdup_printf ("Title %u", i);

      rename_step (document, "hello", title);
      options->seed = i + 2;
      parcours_live_set_options (live, options);
      for (guint n = g_test_rand_int_range (0, 5); n > 0; n--)
        g_main_context_iteration (NULL, FALSE);
    }
  options->seed = 1;
  parcours_live_set_options (live, options);
  wait_until_idle (live);
  after = counts_text (parcours_live_run (live));
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (parcours_run_options (parcours_live_run (live))->seed, ==, 1);
}

static void
test_count (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr (ParcoursLive) live = start_live (fixture);
  g_autoptr (JsonNode) all = parcours_json_parse ("{\"all\": []}", -1, NULL);
  g_autoptr (JsonNode) none = parcours_json_parse ("{\"none\": []}", -1, NULL);
  g_autoptr (JsonNode) wrong = parcours_json_parse ("{\"weather\": \"fine\"}", -1, NULL);
  JsonNode *conditions[] = { all, none, wrong };
  gint64 total = parcours_project_n_contacts (fixture->project);

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      gint64 matches, of;

      parcours_live_count_async (live, conditions[i], NULL, keep_result, &result);
      wait_for_result (&result);
      if (parcours_live_count_finish (live, result, &matches, &of, &error))
        {
          g_assert_true (conditions[i] == all || conditions[i] == none);
          g_assert_cmpint (of, ==, total);
          g_assert_true (matches == 0 || matches == total);
        }
      else
        {
          g_assert_true (conditions[i] == wrong);
          g_assert_nonnull (error);
        }
    }
}

static void
test_error (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr (ParcoursLive) live = start_live (fixture);
  g_autoptr (ParcoursRunOptions) options = parcours_run_options_copy (parcours_live_options (live));

  options->behaviour = g_strdup ("martians");
  parcours_live_set_options (live, options);
  wait_until_idle (live);
  g_assert_nonnull (parcours_live_error (live));
  g_assert_nonnull (strstr (parcours_live_error (live)->message, "martians"));
  g_assert_nonnull (parcours_live_run (live));
  g_free (options->behaviour);
  options->behaviour = g_strdup ("loyal-customers");
  parcours_live_set_options (live, options);
  wait_until_idle (live);
  g_assert_no_error (parcours_live_error (live));
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (ParcoursRunOptions) options = parcours_run_options_new (parcours_project_zone (fixture->project));
  g_autoptr (ParcoursJob) job = parcours_job_new ("Run");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  options->days = PARCOURS_RUN_MAX_DAYS;
  parcours_project_run_async (fixture->project, FLOW, options, job, keep_result, &result);
  parcours_job_cancel (job);
  wait_for_result (&result);
  g_assert_null (parcours_project_run_finish (fixture->project, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/live/same-as-run", Fixture, NULL, fixture_set_up, test_same_as_run, fixture_tear_down);
  g_test_add ("/live/limit", Fixture, NULL, fixture_set_up, test_limit, fixture_tear_down);
  g_test_add ("/live/follows", Fixture, NULL, fixture_set_up, test_follows, fixture_tear_down);
  g_test_add ("/live/many-edits", Fixture, NULL, fixture_set_up, test_many_edits, fixture_tear_down);
  g_test_add ("/live/count", Fixture, NULL, fixture_set_up, test_count, fixture_tear_down);
  g_test_add ("/live/error", Fixture, NULL, fixture_set_up, test_error, fixture_tear_down);
  g_test_add ("/live/cancelled", Fixture, NULL, fixture_set_up, test_cancelled, fixture_tear_down);

  return g_test_run ();
}
