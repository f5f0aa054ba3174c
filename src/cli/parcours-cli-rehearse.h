/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-cli-request.h"
#include "parcours-run-study.h"

G_BEGIN_DECLS

/**
 * ParcoursCliRehearsal:
 * @path: (nullable): a file with another version of an automation
 * @at: (nullable): when it takes its place
 * @moves: (nullable): where people go whose step is gone: `old=new`, or `old=` for out
 *
 * The rehearsal of an edit that the user asked for; zeros, then filled by the options of
 * %PARCOURS_CLI_REHEARSAL_ENTRIES.
 */
typedef struct
{
  char *path;
  char *at;
  char **moves;
} ParcoursCliRehearsal;

#define PARCOURS_CLI_REHEARSAL_ENTRIES(rehearsal) \
    { "swap", 0, 0, G_OPTION_ARG_FILENAME, &(rehearsal).path, \
      N_("Swap this version in while people are inside"), N_("FILE") }, \
    { "swap-at", 0, 0, G_OPTION_ARG_STRING, &(rehearsal).at, \
      N_("When to swap it in: an instant, or the number of a day"), N_("WHEN") }, \
    { "swap-move", 0, 0, G_OPTION_ARG_STRING_ARRAY, &(rehearsal).moves, \
      N_("Where people go from a step that is gone; nothing after = for out"), N_("OLD=NEW") }

void     parcours_cli_rehearsal_clear (ParcoursCliRehearsal       *rehearsal);
int      parcours_cli_rehearsal_check (const ParcoursCliRehearsal *rehearsal);
gboolean parcours_cli_rehearsal_apply (const ParcoursCliRehearsal *rehearsal,
                                       const ParcoursCliRequest   *request,
                                       const ParcoursZone         *zone,
                                       ParcoursRunPlan            *plan,
                                       GError                    **error);
void     parcours_cli_print_rehearsal (const ParcoursRunStudy     *study,
                                       const ParcoursZone         *zone);
void     parcours_cli_print_pressure  (const ParcoursRunStudy     *study,
                                       const ParcoursZone         *zone);

G_END_DECLS
