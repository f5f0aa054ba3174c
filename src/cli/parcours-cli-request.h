/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-run-plan.h"

G_BEGIN_DECLS

/**
 * ParcoursCliRequest:
 *
 * What the user asked to be simulated: zeros but for a seed of 1, then filled by
 * the options of %PARCOURS_CLI_REQUEST_ENTRIES.
 */
typedef struct
{
  char *workspace;
  gboolean sample;
  char *contacts;
  char **automations;
  char *from;
  char *period;
  gint64 seed;
  char *behaviour;
  char *timeline;
  char *replay;
  int threads;
  gint64 limit;
  char **files; /* (unowned) the words after the options */
} ParcoursCliRequest;

#define PARCOURS_CLI_REQUEST_ENTRIES(request) \
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &(request).workspace, N_("The workspace with the contacts"), N_("FILE") }, \
    { "sample", 0, 0, G_OPTION_ARG_NONE, &(request).sample, N_("Make a sample workspace if there is none yet"), NULL }, \
    { "contacts", 'c', 0, G_OPTION_ARG_FILENAME, &(request).contacts, N_("Take the contacts from a CSV file"), N_("FILE") }, \
    { "automation", 'a', 0, G_OPTION_ARG_STRING_ARRAY, &(request).automations, \
      N_("Run this automation of the workspace too, although it is not active"), N_("SLUG") }, \
    { "from", 0, 0, G_OPTION_ARG_STRING, &(request).from, N_("When it begins (today)"), N_("INSTANT") }, \
    { "for", 0, 0, G_OPTION_ARG_STRING, &(request).period, N_("How long it goes on (P90D)"), N_("DURATION") }, \
    { "seed", 0, 0, G_OPTION_ARG_INT64, &(request).seed, N_("Which of the possible futures (1)"), N_("NUMBER") }, \
    { "behaviour", 'b', 0, G_OPTION_ARG_FILENAME, &(request).behaviour, N_("How people behave: a name, or a file"), \
      N_("NAME") }, \
    { "timeline", 0, 0, G_OPTION_ARG_FILENAME, &(request).timeline, N_("What happens besides"), N_("FILE") }, \
    { "replay", 0, 0, G_OPTION_ARG_STRING, &(request).replay, N_("Let happen again what happened in this period"), \
      N_("FROM/TO") }, \
    { "threads", 0, 0, G_OPTION_ARG_INT, &(request).threads, N_("How many threads shall run"), N_("NUMBER") }

int              parcours_cli_request_check (const ParcoursCliRequest  *request);
guint            parcours_cli_request_threads (const ParcoursCliRequest *request);
ParcoursProject *parcours_cli_request_open  (const ParcoursCliRequest  *request,
                                             GError                   **error);
ParcoursRunPlan *parcours_cli_request_plan  (const ParcoursCliRequest  *request,
                                             ParcoursProject           *project,
                                             GError                   **error);
void             parcours_cli_request_clear (ParcoursCliRequest        *request);

G_END_DECLS
