/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-cli-request.h"

G_BEGIN_DECLS

/**
 * ParcoursCliComparison:
 * @path: (nullable): a file with what is changed
 * @seed: the other seed, -1 for the same
 * @n_runs: with how many seeds
 *
 * What the user asked to be compared with a simulation; zeros but for a seed of -1 and one run, then
 * filled by the options of %PARCOURS_CLI_COMPARISON_ENTRIES.
 */
typedef struct
{
  char *path;
  gint64 seed;
  int n_runs;
} ParcoursCliComparison;

#define PARCOURS_CLI_COMPARISON_ENTRIES(comparison) \
    { "compare", 0, 0, G_OPTION_ARG_FILENAME, &(comparison).path, \
      N_("Compare with another automation, behaviour, timeline or other settings"), N_("FILE") }, \
    { "compare-seed", 0, 0, G_OPTION_ARG_INT64, &(comparison).seed, N_("Compare with another future"), N_("NUMBER") }, \
    { "runs", 0, 0, G_OPTION_ARG_INT, &(comparison).n_runs, N_("Compare in this many futures (1)"), N_("NUMBER") }

gboolean parcours_cli_comparison_is_wanted (const ParcoursCliComparison *comparison);
int      parcours_cli_comparison_check     (const ParcoursCliComparison *comparison);
int      parcours_cli_compare              (const ParcoursCliRequest    *request,
                                            const ParcoursCliComparison *comparison,
                                            ParcoursProject             *project,
                                            gboolean                     json);

G_END_DECLS
