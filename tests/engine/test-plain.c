/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What nobody listens to is done in a shorter way. It has to be the same. */

#include "config.h"

#include "bench/reference.h"
#include "parcours-trace.h"

#define N_CONTACTS 600

/* More than a runner keeps offsets of; most of them jump in the weeks of the run, on different days. */
static const char *const zones[] = { "Europe/Paris", "America/New_York", "Asia/Tokyo", "Australia/Sydney",
                                     "America/Santiago", "Africa/Cairo", "Asia/Kolkata", NULL };

static ParcoursSimulation *
make_simulation (guint winner_after)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "bench", NULL);

  return reference_simulation_new (folder, N_CONTACTS, zones, winner_after);
}

static void
ignore (const ParcoursObservation *observation,
        const ParcoursState       *state,
        gpointer                   user_data)
{
  (*(guint64 *) user_data)++;
}

static guint64
column_of (const ParcoursCounts *counts,
           guint                 step,
           guint                 bucket)
{
  return parcours_counts_step_in (counts, step, bucket) << 32 | parcours_counts_step_inside (counts, step, bucket);
}

static void
assert_same_counts (const ParcoursCounts *counts,
                    const ParcoursCounts *others)
{
  g_assert_cmpuint (counts->n_steps_run, ==, others->n_steps_run);
  g_assert_cmpuint (counts->n_buckets, ==, others->n_buckets);
  for (guint step = 0; step < counts->out; step++)
    {
      for (guint bucket = 1; bucket <= counts->n_buckets; bucket++)
        g_assert_cmpuint (column_of (counts, step, bucket), ==, column_of (others, step, bucket));
      for (guint i = 0; i < PARCOURS_N_OUTCOMES; i++)
        g_assert_cmpuint (parcours_counts_outcome (counts, step, (ParcoursOutcome) i), ==,
                          parcours_counts_outcome (others, step, (ParcoursOutcome) i));
    }
  for (guint bucket = 0; bucket < counts->n_buckets; bucket++)
    g_assert_cmpmem (counts->rows + bucket * counts->width + counts->ports,
                     (counts->width - counts->ports) * sizeof (guint32),
                     others->rows + bucket * counts->width + counts->ports,
                     (counts->width - counts->ports) * sizeof (guint32));
}

/* Contact by contact, with somebody who listens, and all at once without. */
static void
check_counts (ParcoursSimulation *simulation,
              gint64              bucket)
{
  g_autoptr (ParcoursCounts) plain = parcours_simulation_count (simulation, G_MAXUINT, bucket, 1, NULL, NULL, NULL,
                                                                NULL);
  g_autoptr (ParcoursRunner) runner = parcours_simulation_new_runner (simulation);
  g_autoptr (ParcoursCounts) heard = parcours_counts_new (parcours_simulation_program (simulation),
                                                          parcours_simulation_from (simulation),
                                                          parcours_simulation_to (simulation), bucket);
  guint64 n = 0;

  parcours_runner_set_counts (runner, heard);
  parcours_runner_set_observer (runner, ignore, &n);
  for (guint i = 0; i < N_CONTACTS; i++)
    parcours_runner_run (runner, i);
  g_assert_cmpuint (n, >, plain->n_steps_run);
  assert_same_counts (plain, heard);
}

static void
test_counts (void)
{
  g_autoptr (ParcoursSimulation) simulation = make_simulation (0);

  check_counts (simulation, PARCOURS_DAY);
}

/* Whether or not days are made up of buckets, and the period too. */
static void
test_buckets (void)
{
  static const gint64 buckets[] = { 6 * PARCOURS_HOUR, 7 * PARCOURS_HOUR, 36 * PARCOURS_HOUR, 2 * PARCOURS_DAY,
                                    G_MAXINT32 };
  g_autoptr (ParcoursSimulation) simulation = make_simulation (0);

  for (guint i = 0; i < G_N_ELEMENTS (buckets); i++)
    check_counts (simulation, buckets[i]);
}

/* What is seen at an instant is what was before it: at the beginning nothing, at the end everything. */
static void
test_until (void)
{
  g_autoptr (ParcoursSimulation) simulation = make_simulation (0);
  gint64 from = 1000 * PARCOURS_DAY;
  g_autoptr (ParcoursCounts) counts = parcours_counts_new (parcours_simulation_program (simulation), from,
                                                           from + 90 * PARCOURS_HOUR, PARCOURS_DAY);

  g_assert_cmpuint (parcours_counts_bucket (counts, from - 1), ==, 0);
  g_assert_cmpuint (parcours_counts_bucket (counts, from), ==, 0);
  g_assert_cmpuint (parcours_counts_bucket (counts, from + 1), ==, 1);
  g_assert_cmpuint (parcours_counts_bucket (counts, from + PARCOURS_DAY), ==, 1);
  g_assert_cmpuint (parcours_counts_bucket (counts, from + PARCOURS_DAY + 1), ==, 2);
  g_assert_cmpuint (parcours_counts_bucket (counts, from + 90 * PARCOURS_HOUR), ==, 4);
  g_assert_cmpuint (parcours_counts_bucket (counts, from + 365 * PARCOURS_DAY), ==, 4);
}

/* Some reach the split that they share, all of them at last: who does not is not run again when more is known. */
static void
test_shared (void)
{
  g_autoptr (ParcoursSimulation) simulation = make_simulation (20);

  for (guint days = 8; days < 40; days += 8)
    {
      g_autoptr (ParcoursSimulation) shorter = parcours_simulation_until (simulation, parcours_simulation_from (simulation) +
                                                                                        days * PARCOURS_DAY);

      check_counts (shorter, PARCOURS_DAY);
    }
}

/* Whoever runs in circles is stopped after as many steps. */
static void
test_endless (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "bench", NULL);
  g_autoptr (ParcoursSimulation) simulation = reference_simulation_new_endless (folder, N_CONTACTS);
  g_autoptr (ParcoursCounts) counts = parcours_simulation_count (simulation, G_MAXUINT, PARCOURS_DAY, 1, NULL, NULL,
                                                                 NULL, NULL);

  check_counts (simulation, PARCOURS_DAY);
  g_assert_cmpuint (parcours_counts_ended (counts, 0, PARCOURS_ENDING_STEP_LIMIT), >, N_CONTACTS / 2);
}

typedef struct
{
  GArray *rows; /* (owned) (element-type ParcoursTraceRow) */
  guint contact;
  gboolean with_events;
} Rows;

static gboolean
keep_row (const ParcoursTraceRow *row,
          gpointer                user_data)
{
  g_array_append_vals (((Rows *) user_data)->rows, row, 1);

  return TRUE;
}

/* What a trace holds of an observation. */
static void
keep_observation (const ParcoursObservation *observation,
                  const ParcoursState       *state,
                  gpointer                   user_data)
{
  Rows *rows = user_data;
  ParcoursTraceRow row = { .at = state->now, .contact = rows->contact, .what = observation->what,
                           .automation = observation->automation, .enrolment = observation->enrolment,
                           .step = observation->step, .port = observation->port, .why = observation->why };

  if (row.what == PARCOURS_WHAT_EVENT)
    {
      if (!rows->with_events)
        return;
      row.topic = observation->event->topic;
      row.subject = observation->event->subject;
    }
  g_array_append_val (rows->rows, row);
}

static void
assert_same_row (const ParcoursTraceRow *row,
                 const ParcoursTraceRow *other)
{
  g_assert_cmpint (row->at, ==, other->at);
  g_assert_cmpint (row->what, ==, other->what);
  g_assert_cmpint (row->automation, ==, other->automation);
  g_assert_cmpuint (row->enrolment, ==, other->enrolment);
  g_assert_cmpint (row->step, ==, other->step);
  g_assert_cmpint (row->port, ==, other->port);
  g_assert_cmpint (row->why, ==, other->why);
  g_assert_cmpuint (row->topic, ==, other->topic);
  if (row->what == PARCOURS_WHAT_EVENT)
    g_assert_cmpuint (row->subject, ==, other->subject);
}

/* A contact among others, of other zones, does what it does alone and with somebody who listens. */
static void
check_trace (gboolean with_events)
{
  g_autoptr (ParcoursSimulation) simulation = make_simulation (0);
  g_autoptr (ParcoursTrace) trace = parcours_simulation_trace (simulation, G_MAXUINT, with_events, 1, NULL, NULL, NULL,
                                                               NULL);
  g_autoptr (GArray) traced = g_array_new (FALSE, FALSE, sizeof (ParcoursTraceRow));
  g_autoptr (GArray) alone = g_array_new (FALSE, FALSE, sizeof (ParcoursTraceRow));

  for (guint i = 0; i < N_CONTACTS; i++)
    {
      Rows of_trace = { traced, i, with_events }, of_replay = { alone, i, with_events };

      g_array_set_size (traced, 0);
      g_array_set_size (alone, 0);
      parcours_trace_foreach_of (trace, i, keep_row, &of_trace);
      parcours_simulation_replay (simulation, i, keep_observation, &of_replay);
      g_assert_cmpuint (traced->len, >, 30);
      g_assert_cmpuint (traced->len, ==, alone->len);
      for (guint j = 0; j < traced->len; j++)
        assert_same_row (&g_array_index (traced, ParcoursTraceRow, j), &g_array_index (alone, ParcoursTraceRow, j));
    }
}

static void
test_trace (void)
{
  check_trace (FALSE);
}

static void
test_trace_of_events (void)
{
  check_trace (TRUE);
}

static ParcoursTrace *
trace_arriving (const char *segment)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "bench", NULL);
  g_autoptr (ParcoursSimulation) simulation = reference_simulation_new_arriving (folder, N_CONTACTS, segment);

  return parcours_simulation_trace (simulation, G_MAXUINT, TRUE, 1, NULL, NULL, NULL, NULL);
}

static guint
count_events (GArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += g_array_index (rows, ParcoursTraceRow, i).what == PARCOURS_WHAT_EVENT;

  return n;
}

/* What people of a segment do sleeps until they are in it, unless time may bring them there. */
static void
test_sleeping (void)
{
  g_autoptr (ParcoursTrace) sleeping = trace_arriving ("{\"tag\": \"hot\"}");
  g_autoptr (ParcoursTrace) awake = trace_arriving ("{\"all\": [{\"tag\": \"hot\"}, {\"any\": ["
                                                    "{\"now\": {\"weekday\": [\"mon\"]}}, "
                                                    "{\"none\": [{\"now\": {\"weekday\": [\"mon\"]}}]}]}]}");
  g_autoptr (ParcoursTrace) nobody = trace_arriving ("{\"tag\": \"never\"}");
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (ParcoursTraceRow));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (ParcoursTraceRow));
  g_autoptr (GArray) fewer = g_array_new (FALSE, FALSE, sizeof (ParcoursTraceRow));
  Rows of_sleeping = { rows }, of_awake = { others }, of_nobody = { fewer };

  parcours_trace_foreach (sleeping, keep_row, &of_sleeping);
  parcours_trace_foreach (awake, keep_row, &of_awake);
  parcours_trace_foreach (nobody, keep_row, &of_nobody);
  g_assert_cmpuint (count_events (rows), >, count_events (fewer) + N_CONTACTS);
  g_assert_cmpuint (rows->len, ==, others->len);
  for (guint i = 0; i < rows->len; i++)
    assert_same_row (&g_array_index (rows, ParcoursTraceRow, i), &g_array_index (others, ParcoursTraceRow, i));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plain/counts", test_counts);
  g_test_add_func ("/plain/buckets", test_buckets);
  g_test_add_func ("/plain/until", test_until);
  g_test_add_func ("/plain/shared", test_shared);
  g_test_add_func ("/plain/endless", test_endless);
  g_test_add_func ("/plain/trace", test_trace);
  g_test_add_func ("/plain/trace-of-events", test_trace_of_events);
  g_test_add_func ("/plain/sleeping", test_sleeping);

  return g_test_run ();
}
