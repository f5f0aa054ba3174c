/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The reference flow on a population made here: lines "bench NAME VALUE". Ends
 * with an error where a million contacts take more memory than is promised.
 * bench-engine [CONTACTS [THREADS]] */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "reference.h"

/* Counted are the instructions of the run alone: until it begins callgrind need not look, which takes time. */
#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_START_INSTRUMENTATION
#endif

#define MILLION 1000000
/* Megabytes at most, of a million contacts without a history of events. */
#define PROMISED_PEAK 400.

static double
peak_mb (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return usage.ru_maxrss / 1024.;
}

int
main (int   argc,
      char *argv[])
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 1000000;
  guint n_threads = argc > 2 ? (guint) atoi (argv[2]) : 1;
  double before = peak_mb ();
  g_autoptr (ParcoursSimulation) simulation = reference_simulation_new (g_getenv ("BENCH_SRCDIR"), n, NULL, 0);
  g_autoptr (ParcoursCounts) counts = NULL;
  clock_t work_begin;
  gint64 begin;
  double seconds, worked, peak;

  CALLGRIND_START_INSTRUMENTATION;
  work_begin = clock ();
  begin = g_get_monotonic_time ();
  counts = parcours_simulation_count (simulation, G_MAXUINT, PARCOURS_DAY, n_threads, NULL, NULL, NULL, NULL);
  seconds = (g_get_monotonic_time () - begin) / 1e6;
  worked = (double) (clock () - work_begin) / CLOCKS_PER_SEC;
  peak = peak_mb ();
  printf ("bench engine.steps_per_s %.0f\n", counts->n_steps_run / seconds);
  printf ("bench engine.steps_per_processor_s %.0f\n", counts->n_steps_run / worked);
  printf ("bench engine.steps_per_contact %.2f\n", counts->n_steps_run / (double) counts->n_contacts);
  printf ("bench engine.seconds %.3f\n", seconds);
  printf ("bench engine.bytes_per_contact %.0f\n", (peak - before) * 1024. * 1024. / n);
  if (n < MILLION)
    return 0;
  printf ("bench engine.peak_mb_1m %.0f\n", peak * MILLION / n);
  if (peak * MILLION / n <= PROMISED_PEAK)
    return 0;
  fprintf (stderr, "A million contacts take %.0f MB and should take at most %.0f\n", peak * MILLION / n, PROMISED_PEAK);

  return 1;
}
