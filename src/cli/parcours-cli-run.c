/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "parcours-cli-output.h"
#include "parcours-cli-run.h"
#include "parcours-step-words.h"
#include "parcours-time.h"

#define N_COLUMNS 5

static char **
make_row (char    *name,
          guint64  entered,
          guint64  inside,
          guint64  whole)
{
  char **row = g_new0 (char *, N_COLUMNS + 1);

  row[0] = name;
  row[1] = parcours_cli_number (entered);
  row[2] = parcours_cli_number (inside);
  row[3] = parcours_cli_number (entered - inside);
  row[4] = parcours_cli_percent (entered, whole);

  return row;
}

static char **
make_head (void)
{
  const char *head[] = { _("Step"), _("Entered"), _("Inside"), _("Left"), _("Share"), NULL };

  return g_strdupv ((char **) head);
}

static void
print_automation (ParcoursRun *run,
                  guint        automation)
{
  static const gboolean to_the_right[N_COLUMNS] = { FALSE, TRUE, TRUE, TRUE, TRUE };
  const ParcoursCounts *counts = parcours_run_counts (run);
  ParcoursAutomation *of = parcours_run_automation (run, automation);
  guint until = counts->n_buckets - 1;
  guint64 entered = parcours_counts_entered (counts, automation, until);
  g_autoptr (GArray) order = parcours_run_steps_in_order (run, automation);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  printf ("\n%s\n", parcours_automation_name (of));
  g_ptr_array_add (rows, make_head ());
  for (guint i = 0; i < order->len; i++)
    {
      guint number = g_array_index (order, guint, i);
      guint version;
      ParcoursStep *step = parcours_program_nth_step (counts->program, number, &version);
      g_autofree char *name = parcours_step_to_words (step, parcours_run_automation (run, version),
                                                      parcours_run_library (run));

      g_ptr_array_add (rows, make_row (parcours_cli_shorten (name), parcours_counts_step_in (counts, number, until),
                                       parcours_counts_step_inside (counts, number, until), entered));
    }
  g_ptr_array_add (rows, make_row (g_strdup (_("Whole automation")), entered,
                                   parcours_counts_inside (counts, automation, until), entered));
  parcours_cli_print_table (rows, to_the_right);
}

static char *
day_of (gint64              at,
        const ParcoursZone *zone)
{
  g_autofree char *text = parcours_local_format (parcours_zone_to_local (zone, at));

  return g_strndup (text, strlen ("2026-01-01"));
}

/* How many contacts there are, and how many come during the run. */
static char *
contacts_of (ParcoursRun *run)
{
  guint n_new = parcours_run_n_new (run);
  g_autofree char *there = parcours_cli_number (parcours_run_n_contacts (run) - n_new);
  g_autofree char *new = parcours_cli_number (n_new);

  return n_new > 0 ? g_strdup_printf (ngettext ("%1$s contacts and %2$s new one", "%1$s contacts and %2$s new ones", n_new),
                                      there, new)
                   : g_strdup_printf (ngettext ("%s contact", "%s contacts", parcours_run_n_contacts (run)), there);
}

/**
 * parcours_cli_print_run:
 * @run: a run
 * @zone: the workspace's zone
 *
 * Prints a table for each automation.
 */
void
parcours_cli_print_run (ParcoursRun        *run,
                        const ParcoursZone *zone)
{
  const ParcoursRunOptions *options = parcours_run_options (run);
  g_autofree char *contacts = contacts_of (run);
  g_autofree char *steps = parcours_cli_number (parcours_run_counts (run)->n_steps_run);
  g_autofree char *from = day_of (options->from, zone);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, options->seed);
  g_autofree char *line =
    g_strdup_printf (ngettext ("%1$s, %2$u day from %3$s, seed %4$s: %5$s steps",
                               "%1$s, %2$u days from %3$s, seed %4$s: %5$s steps",
                               options->days), contacts, options->days, from, seed, steps);

  printf ("%s\n", line);
  for (guint i = 0; i < parcours_run_n_automations (run); i++)
    {
      if (!parcours_program_is_version (parcours_run_counts (run)->program, i))
        print_automation (run, i);
    }
}
