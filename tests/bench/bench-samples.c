/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The automations of the sample workspace, all together over its contacts with
 * all that they did: lines "bench NAME VALUE". Beside the reference flow this is
 * what people really have: conditions on histories, records, several automations
 * that hear of each other, and new contacts. What people share at steps takes more
 * than one pass.
 * bench-samples [CONTACTS] */

#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "parcours-project.h"
#include "parcours-run.h"
#include "parcours-sample.h"
#include "parcours-store.h"

#define N_ROUNDS 5

static int
compare (const void *a,
         const void *b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

static void
report_median (const char *name,
               double      values[N_ROUNDS])
{
  qsort (values, N_ROUNDS, sizeof *values, compare);
  printf ("bench %s %.*f\n", name, values[N_ROUNDS / 2] < 100. ? 3 : 0, values[N_ROUNDS / 2]);
}

static double
seconds_worked (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

static void
measure (ParcoursSimulation *simulation)
{
  double speeds[N_ROUNDS], contacts[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double begin = seconds_worked ();
      g_autoptr (ParcoursCounts) counts = parcours_simulation_count (simulation, G_MAXUINT, PARCOURS_DAY, 1, NULL, NULL,
                                                                     NULL, NULL);
      double counted = seconds_worked () - begin;

      speeds[i] = counts->n_steps_run / counted;
      contacts[i] = counts->n_contacts / counted;
      if (i == 0)
        printf ("bench samples.steps_per_contact %.2f\n", counts->n_steps_run / (double) counts->n_contacts);
    }
  report_median ("samples.steps_per_processor_s", speeds);
  report_median ("samples.contacts_per_processor_s", contacts);
}

static void
run (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursProject) project = parcours_project_open (path, PARCOURS_STORE_READ, &error);
  g_autoptr (ParcoursRunOptions) options = NULL;
  g_autoptr (ParcoursRun) all = NULL;

  g_assert_no_error (error);
  options = parcours_run_options_new (parcours_project_zone (project));
  all = parcours_project_run (project, NULL, options, NULL, &error);
  g_assert_no_error (error);
  printf ("bench samples.automations %u\n", parcours_run_n_automations (all));
  measure (parcours_run_simulation (all));
  parcours_project_close (project);
}

int
main (int   argc,
      char *argv[])
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 20000;
  g_autofree char *folder = g_dir_make_tmp ("parcours-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sample.parcours", NULL);
  g_autofree char *remove = g_strconcat ("rm -r ", folder, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursStore) store = parcours_store_open (path, PARCOURS_STORE_CREATE, &error);

  g_assert_no_error (error);
  parcours_sample_fill (store, 1, n, g_get_real_time () / G_USEC_PER_SEC, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&store, parcours_store_close);
  run (path);

  return system (remove) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
