/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a run comes to, and the runs that a workspace keeps. */

#include "config.h"

#include <string.h>

#include "fixture.h"
#include "parcours-graph-edits.h"
#include "parcours-json.h"
#include "parcours-project-runs.h"
#include "parcours-run-csv.h"
#include "parcours-run-study.h"
#include "parcours-time.h"

#define FLOW "welcome-series"
#define DAYS 60

static ParcoursRunRecord *
run (Fixture *fixture,
     guint    days,
     guint    limit)
{
  const ParcoursZone *zone = parcours_project_zone (fixture->project);
  g_autoptr (ParcoursRunOptions) options = parcours_run_options_new (zone);
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursRun) made = NULL;

  /* The same days whenever the test runs. */
  options->from = parcours_zone_to_utc (zone, (gint64) parcours_day_from_civil (2026, 3, 2) * PARCOURS_DAY);
  options->days = days;
  options->limit = limit;
  options->seed = G_MAXUINT64;
  made = parcours_project_run (fixture->project, FLOW, options, NULL, &error);
  g_assert_no_error (error);

  return parcours_run_record_new (made, FLOW, parcours_project_generation (fixture->project), zone);
}

static const ParcoursReportAutomation *
welcome (const ParcoursRunReport *report)
{
  int number = parcours_run_report_find (report, FLOW);

  g_assert_cmpint (number, >=, 0);

  return g_ptr_array_index (report->automations, number);
}

static guint64
sum_days (const GArray *days)
{
  guint64 sum = 0;

  for (guint i = 0; i < days->len; i++)
    sum += g_array_index (days, guint64, i);

  return sum;
}

/* Days add up to what the whole run counts, and so do the ways out of a step. */
static void
test_adds_up (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (ParcoursRunRecord) record = run (fixture, DAYS, 0);
  const ParcoursRunReport *report = parcours_run_record_report (record);
  const ParcoursReportAutomation *automation = welcome (report);
  guint64 entered = 0, sent = 0, revenue = 0;

  g_assert_cmpuint (automation->days->len, ==, DAYS);
  for (guint i = 0; i < DAYS; i++)
    entered += g_array_index (automation->days, ParcoursReportDay, i).entered;
  g_assert_cmpuint (entered, ==, automation->entered);
  g_assert_cmpuint (entered, >, 100);
  g_assert_cmpuint (g_array_index (automation->days, ParcoursReportDay, DAYS - 1).inside, ==, automation->inside);
  g_assert_cmpuint (automation->messages->len, >, 1);
  for (guint i = 0; i < report->messages->len; i++)
    {
      const ParcoursReportMessage *message = g_ptr_array_index (report->messages, i);

      g_assert_cmpuint (sum_days (message->days), ==, message->counted[0]);
      g_assert_cmpuint (message->counted[PARCOURS_REACTION_OPENED + 1], <=, message->counted[0]);
      /* An order comes to something, and nothing comes without an order. */
      g_assert_cmpint (message->revenue > 0, ==, message->counted[PARCOURS_REACTION_BOUGHT + 1] > 0);
      sent += message->counted[0];
      revenue += (guint64) message->revenue;
    }
  g_assert_cmpuint (sent, >, 100);
  g_assert_cmpuint (revenue, >, 100);
  for (guint i = 0; i < automation->steps->len; i++)
    {
      const ParcoursReportStep *step = g_ptr_array_index (automation->steps, i);
      guint64 left = 0;

      for (guint j = 0; j < step->ports->len; j++)
        left += ((const ParcoursReportPort *) g_ptr_array_index (step->ports, j))->n;
      g_assert_cmpuint (left, <=, step->entered);
    }
}

/* With few contacts and one day some steps are reached, and others are not. */
static void
test_coverage (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr (ParcoursRunRecord) record = run (fixture, 1, 700);
  const ParcoursReportAutomation *automation = welcome (parcours_run_record_report (record));
  guint n_ports, n_untaken = parcours_report_n_untaken (automation, &n_ports);

  g_assert_cmpuint (parcours_report_n_unreached (automation), >, 0);
  g_assert_cmpuint (parcours_report_n_unreached (automation), <, automation->steps->len);
  g_assert_cmpuint (n_untaken, >, parcours_report_n_unreached (automation) / 2);
  g_assert_cmpuint (n_untaken, <, n_ports);
}

static void
add_pressure (ParcoursRunRecord *record)
{
  ParcoursRun *made = parcours_run_record_run (record);
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursPressure) pressure =
    parcours_pressure_new (parcours_run_simulation (made), parcours_run_n_contacts (made), 1, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  parcours_run_record_set_pressure (record, pressure);
}

static char *
report_text (ParcoursRunRecord *record)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, parcours_run_report_to_json (parcours_run_record_report (record)));

  return parcours_json_to_text (node);
}

static void
wait_for (ParcoursProject *project,
          GAsyncResult    **result)
{
  g_autoptr (GError) error = NULL;

  wait_for_result (result);
  g_assert_true (parcours_project_run_kept_finish (project, *result, &error));
  g_assert_no_error (error);
  g_clear_object (result);
}

static ParcoursRunRecord *
wait_for_run (ParcoursProject *project,
              guint            n)
{
  GListModel *runs = parcours_project_runs (project);

  while (g_list_model_get_n_items (runs) <= n)
    g_main_context_iteration (NULL, TRUE);

  return g_list_model_get_item (runs, n);
}

/* What is kept is there again with the workspace, to the last figure. */
static void
test_kept (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autoptr (ParcoursRunRecord) record = run (fixture, DAYS, 0);
  g_autoptr (ParcoursRunRecord) second = run (fixture, 5, 0);
  g_autoptr (ParcoursRunRecord) again = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *before = NULL, *after = NULL;

  parcours_project_keep_run_async (fixture->project, record, keep_result, &result);
  wait_for (fixture->project, &result);
  /* Once more is known it is the same run still. */
  add_pressure (record);
  parcours_project_keep_run_async (fixture->project, record, keep_result, &result);
  wait_for (fixture->project, &result);
  parcours_project_keep_run_async (fixture->project, second, keep_result, &result);
  wait_for (fixture->project, &result);
  g_assert_cmpuint (g_list_model_get_n_items (parcours_project_runs (fixture->project)), ==, 2);
  parcours_project_delete_run_async (fixture->project, second, keep_result, &result);
  wait_for (fixture->project, &result);
  before = report_text (record);

  fixture_reopen (fixture);
  again = wait_for_run (fixture->project, 0);
  after = report_text (again);
  g_assert_cmpstr (after, ==, before);
  g_assert_nonnull (strstr (after, "in-7-days"));
  g_assert_cmpuint (g_list_model_get_n_items (parcours_project_runs (fixture->project)), ==, 1);
  g_assert_true (parcours_run_options_equal (parcours_run_record_options (again), parcours_run_record_options (record)));
  g_assert_nonnull (parcours_run_record_automation (again, FLOW));
  g_assert_false (parcours_run_record_is_stale (again, fixture->project));
  /* Taken back, a run stands at its place. */
  parcours_project_keep_run_async (fixture->project, second, keep_result, &result);
  wait_for (fixture->project, &result);
  g_assert_cmpuint (g_list_model_get_n_items (parcours_project_runs (fixture->project)), ==, 2);
  g_clear_object (&again);
  again = wait_for_run (fixture->project, 0);
  g_assert_true (again == second);
}

static void
test_stale (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr (ParcoursRunRecord) record = run (fixture, 3, 0);
  ParcoursDocument *document = fixture_open (fixture, FLOW);

  g_assert_false (parcours_run_record_is_stale (record, fixture->project));
  rename_step (document, "pause", "Breathe");
  g_assert_true (parcours_run_record_is_stale (record, fixture->project));
  g_object_unref (document);
}

static guint
count_lines (const char *csv)
{
  guint n = 0;

  for (const char *at = csv; *at != '\0'; at++)
    n += *at == '\n';

  return n;
}

static void
test_csv (Fixture       *fixture,
          gconstpointer  unused)
{
  g_autoptr (ParcoursRunRecord) record = run (fixture, DAYS, 0);
  const ParcoursRunReport *report = parcours_run_record_report (record);
  guint number = (guint) parcours_run_report_find (report, FLOW);
  g_autofree char *steps = parcours_run_report_to_csv (report, number, PARCOURS_RUN_TABLE_STEPS);
  g_autofree char *messages = parcours_run_report_to_csv (report, number, PARCOURS_RUN_TABLE_MESSAGES);
  g_autofree char *days = parcours_run_report_to_csv (report, number, PARCOURS_RUN_TABLE_DAYS);

  g_assert_true (g_str_has_prefix (steps, "step,name,entered,inside,left,sent,port,left-by-port\r\n"));
  g_assert_cmpuint (count_lines (steps), >, welcome (report)->steps->len);
  g_assert_true (g_str_has_prefix (messages, "kind,message,name,sent,bounced,delivered,opened,"));
  g_assert_cmpuint (count_lines (messages), ==, welcome (report)->messages->len + 1);
  g_assert_true (g_str_has_prefix (days, "day,entered,inside,email/"));
  g_assert_cmpuint (count_lines (days), ==, DAYS + 1);
}

/* What is damaged counts as nothing, and breaks nothing. */
static void
test_damaged (void)
{
  const char *files[] = {
    "{}",
    "{\"automations\": [3, {\"steps\": [null, {\"ports\": [1]}], \"messages\": [7, \"x\"], \"days-entered\": [1]}], \"messages\": [{}]}",
    "{\"automations\": {}, \"messages\": 4, \"pressure\": {\"in-7-days\": [\"a\", -3]}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (JsonNode) node = parcours_json_parse (files[i], -1, NULL);
      g_autoptr (ParcoursRunReport) report = parcours_run_report_new_from_json (json_node_get_object (node));

      for (guint j = 0; j < report->automations->len; j++)
        {
          g_autofree char *csv = parcours_run_report_to_csv (report, j, PARCOURS_RUN_TABLE_DAYS);

          g_assert_cmpuint (((ParcoursReportAutomation *) g_ptr_array_index (report->automations, j))->messages->len, <=, report->messages->len);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/runs/adds-up", Fixture, NULL, fixture_set_up, test_adds_up, fixture_tear_down);
  g_test_add ("/runs/coverage", Fixture, NULL, fixture_set_up, test_coverage, fixture_tear_down);
  g_test_add ("/runs/kept", Fixture, NULL, fixture_set_up, test_kept, fixture_tear_down);
  g_test_add ("/runs/stale", Fixture, NULL, fixture_set_up, test_stale, fixture_tear_down);
  g_test_add ("/runs/csv", Fixture, NULL, fixture_set_up, test_csv, fixture_tear_down);
  g_test_add_func ("/runs/damaged", test_damaged);

  return g_test_run ();
}
