/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "parcours-cli-coverage.h"
#include "parcours-cli-output.h"

/* The letters, not the bytes. */
static int
width_of (char **names)
{
  glong width = 0;

  for (guint i = 0; names[i] != NULL; i++)
    width = MAX (width, g_utf8_strlen (names[i], -1));

  return (int) width;
}

/**
 * parcours_cli_print_coverage:
 * @coverage: which ports were taken
 * @prefix: what each line begins with
 *
 * Prints a line for each port, and how often it was taken; a mark stands where nobody ever took it.
 */
void
parcours_cli_print_coverage (const ParcoursCoverage *coverage,
                             const char             *prefix)
{
  g_auto (GStrv) names = parcours_coverage_names (coverage);
  int width = width_of (names);
  g_autofree char *head = g_strdup_printf (_("%1$u of %2$u ports taken"), parcours_coverage_n_taken (coverage),
                                           parcours_coverage_n_ports (coverage));

  printf ("%s%s\n", prefix, head);
  for (guint i = 0; names[i] != NULL; i++)
    {
      guint times = parcours_coverage_times (coverage, names[i]);
      g_autofree char *n = parcours_cli_number (times);

      printf ("%s%s %-*s %10s\n", prefix, times > 0 ? " " : "!", width, names[i], times > 0 ? n : _("never"));
    }
}
