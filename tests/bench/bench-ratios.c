/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the engine does on the reference flow, as ratios of runs that take turns,
 * so that a busy machine slows both: lines "bench NAME VALUE". Ends with an error
 * where a ratio is worse than what is promised.
 * bench-ratios [CONTACTS] */

#include "config.h"

#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "parcours-explanation.h"
#include "parcours-json.h"
#include "parcours-trace.h"
#include "reference.h"

#define N_PAIRS 7
#define N_EXPLAINED 100
/* One count is over too soon to be timed. */
#define N_COUNTS 20

static gboolean failed = FALSE;

static void
report (const char *name,
        double      value)
{
  printf ("bench %s %.*f\n", name, value < 100. ? 3 : 0, value);
}

/* @at_least: what is promised; a ratio below it fails the benchmark. */
static void
report_ratio (const char *name,
              double      value,
              double      at_least)
{
  report (name, value);
  if (value >= at_least)
    return;
  fprintf (stderr, "%s is %.3f and should be at least %.2f\n", name, value, at_least);
  failed = TRUE;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : *(const double *) a > *(const double *) b;
}

static double
median (double *values,
        guint   n)
{
  qsort (values, n, sizeof *values, compare_doubles);

  return values[n / 2];
}

/* Seconds of this process, so that nothing else on the machine counts. */
static double
seconds_worked (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return time.tv_sec + time.tv_nsec / 1e9;
}

static double
seconds_passed (void)
{
  return g_get_monotonic_time () / 1e6;
}

/* Steps a second of a clock. */
static double
run (ParcoursSimulation *simulation,
     guint               n_threads,
     double            (*clock) (void))
{
  double begin = clock ();
  g_autoptr (ParcoursCounts) counts = parcours_simulation_count (simulation, G_MAXUINT, PARCOURS_DAY, n_threads, NULL,
                                                                 NULL, NULL, NULL);

  return counts->n_steps_run / (clock () - begin);
}

/* Seconds that all contacts take with a row kept of all that happens at steps, or only counted. */
static double
record (ParcoursSimulation *simulation)
{
  double begin = seconds_worked ();
  g_autoptr (ParcoursTrace) trace = parcours_simulation_trace (simulation, G_MAXUINT, FALSE, 1, NULL, NULL, NULL, NULL);

  return seconds_worked () - begin;
}

static double
count (ParcoursSimulation *simulation)
{
  double begin = seconds_worked ();
  g_autoptr (ParcoursCounts) counts = parcours_simulation_count (simulation, G_MAXUINT, PARCOURS_DAY, 1, NULL, NULL,
                                                                 NULL, NULL);

  return seconds_worked () - begin;
}

static void
measure_threads (ParcoursSimulation *simulation)
{
  double ratios[N_PAIRS], speeds[N_PAIRS];

  for (guint i = 0; i < N_PAIRS; i++)
    {
      speeds[i] = run (simulation, 1, seconds_passed);
      ratios[i] = run (simulation, 2, seconds_passed) / speeds[i];
    }
  report ("engine.steps_per_s", median (speeds, N_PAIRS));
  if (g_get_num_processors () < 2)
    fprintf (stderr, "engine.threads2_speedup was not measured: there is one processor\n");
  else
    report_ratio ("engine.threads2_speedup", median (ratios, N_PAIRS), 1.35);
}

static void
measure_trace (ParcoursSimulation *simulation)
{
  double ratios[N_PAIRS];

  for (guint i = 0; i < N_PAIRS; i++)
    ratios[i] = count (simulation) / record (simulation);
  report_ratio ("engine.trace_ratio", median (ratios, N_PAIRS), 0.7);
}

/* The same flow, but that all go one way of its split as soon as half of them have passed it. */
static void
measure_coupled (ParcoursSimulation *simulation,
                 guint               n)
{
  g_autoptr (ParcoursSimulation) coupled = reference_simulation_new (g_getenv ("BENCH_SRCDIR"), n, NULL, n / 2);
  double ratios[N_PAIRS];

  for (guint i = 0; i < N_PAIRS; i++)
    ratios[i] = run (coupled, 1, seconds_worked) / run (simulation, 1, seconds_worked);
  report_ratio ("engine.coupled_ratio", median (ratios, N_PAIRS), 1. / 3.);
}

static void
measure_explain (ParcoursSimulation *simulation,
                 guint               n)
{
  double times[N_EXPLAINED];

  for (guint i = 0; i < N_EXPLAINED; i++)
    {
      double begin = seconds_worked ();
      g_autoptr (ParcoursExplanation) explanation = parcours_explain_contact (simulation, i * (n / N_EXPLAINED),
                                                                              "reference");

      times[i] = (seconds_worked () - begin) * 1000.;
    }
  report ("engine.explain_ms", median (times, N_EXPLAINED));
}

static void
execute (sqlite3    *db,
         const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
}

/* The columns that the condition reads, as a table in memory. */
static sqlite3 *
fill_table (const ParcoursPopulation *population)
{
  const ParcoursColumn *country = g_hash_table_lookup (population->fields, "country");
  const ParcoursColumn *age = g_hash_table_lookup (population->fields, "age");
  const ParcoursColumn *lead = g_hash_table_lookup (population->scores, "lead");
  const guint64 *vip = g_hash_table_lookup (population->sets[PARCOURS_SET_TAGS], "vip");
  sqlite3_stmt *insert;
  sqlite3 *db;

  sqlite3_open_v2 (":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  execute (db, "CREATE TABLE contacts(id INTEGER PRIMARY KEY, country TEXT, age REAL, lead REAL);"
               "CREATE TABLE tagged(contact INTEGER PRIMARY KEY) WITHOUT ROWID; BEGIN");
  sqlite3_prepare_v2 (db, "INSERT INTO contacts VALUES(?, ?, ?, ?)", -1, &insert, NULL);
  for (guint i = 0; i < population->n; i++)
    {
      sqlite3_bind_int (insert, 1, (int) i);
      sqlite3_bind_text (insert, 2, parcours_texts_get (population->texts, country->texts[i]), -1, SQLITE_STATIC);
      sqlite3_bind_double (insert, 3, age->numbers[i]);
      sqlite3_bind_double (insert, 4, lead->numbers[i]);
      sqlite3_step (insert);
      sqlite3_reset (insert);
      if (parcours_bits_get (vip, i))
        {
          g_autofree char *sql = g_strdup_printf ("INSERT INTO tagged VALUES(%u)", i);

          execute (db, sql);
        }
    }
  sqlite3_finalize (insert);
  execute (db, "COMMIT");

  return db;
}

static guint
count_in_sqlite (sqlite3 *db)
{
  static const char sql[] = "SELECT count(*) FROM contacts c WHERE (country = 'France' AND age > 40) OR "
                            "(lead >= 5 AND EXISTS (SELECT 1 FROM tagged WHERE contact = c.id))";
  sqlite3_stmt *statement;
  guint n;

  sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);
  sqlite3_step (statement);
  n = (guint) sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);

  return n;
}

static void
compare_counts (const ParcoursPredicate *predicate,
                ParcoursState           *state,
                guint                    n,
                sqlite3                 *db)
{
  double ratios[N_PAIRS], times[N_PAIRS];

  for (guint i = 0; i < N_PAIRS; i++)
    {
      double begin = seconds_worked ();
      double middle;
      guint ours = 0;

      for (guint j = 0; j < N_COUNTS; j++)
        ours = parcours_predicate_count (predicate, state, 0, n, 0, NULL);
      middle = seconds_worked ();
      g_assert_cmpuint (ours, ==, count_in_sqlite (db));
      times[i] = (middle - begin) / N_COUNTS * 1000. * 1e6 / n;
      ratios[i] = (seconds_worked () - middle) * N_COUNTS / (middle - begin);
    }
  report ("engine.count_1m_ms", median (times, N_PAIRS));
  report_ratio ("engine.count_over_sqlite", median (ratios, N_PAIRS), 30.);
}

static void
measure_count (ParcoursSimulation *simulation)
{
  static const char json[] = "{\"any\": [{\"all\": [{\"field\": \"country\", \"op\": \"is\", \"value\": \"France\"},"
                             "                      {\"field\": \"age\", \"op\": \">\", \"value\": 40}]},"
                             "           {\"all\": [{\"score\": \"lead\", \"op\": \">=\", \"value\": 5}, {\"tag\": \"vip\"}]}]}";
  ParcoursPopulation *population = parcours_simulation_population (simulation);
  g_autoptr (ParcoursLibrary) library = reference_library_new ();
  g_autoptr (ParcoursFrame) frame = parcours_frame_new (population->texts, library);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GError) error = NULL;
  ParcoursCondition *condition = parcours_condition_parse (node, &error);
  g_autoptr (ParcoursPredicate) predicate = parcours_predicate_new (condition, frame, NULL, NULL);
  g_autoptr (ParcoursBinding) binding = parcours_binding_new (frame, population);
  g_autoptr (ParcoursState) state = parcours_state_new (binding);
  sqlite3 *db = fill_table (population);

  g_assert_no_error (error);
  compare_counts (predicate, state, population->n, db);
  sqlite3_close (db);
  parcours_condition_unref (condition);
}

int
main (int   argc,
      char *argv[])
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 100000;
  g_autoptr (ParcoursSimulation) simulation = reference_simulation_new (g_getenv ("BENCH_SRCDIR"), n, NULL, 0);

  measure_threads (simulation);
  measure_trace (simulation);
  measure_coupled (simulation, n);
  measure_explain (simulation, n);
  measure_count (simulation);

  return failed;
}
