/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "parcours-cli-commands.h"
#include "parcours-cli-output.h"
#include "parcours-cli-workspace.h"
#include "parcours-sample.h"

int
parcours_cli_sample (int    argc,
                     char **argv)
{
  gint64 n_contacts = PARCOURS_SAMPLE_CONTACTS;
  gint64 seed = 1;
  const GOptionEntry entries[] = {
    { "contacts", 'n', 0, G_OPTION_ARG_INT64, &n_contacts, N_("How many contacts there shall be (5000)"), N_("NUMBER") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_("Which of the possible shops (1)"), N_("NUMBER") },
    { NULL }
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursJob) job = parcours_job_new (_("Making the Sample Workspace"));
  g_autoptr (GAsyncResult) result = NULL;
  ParcoursProject *project;
  int status;

  if (!parcours_cli_parse (&argc, &argv, _("FILE"),
                           _("Makes a workspace with a shop, its contacts and two years of what they did, to try things on."),
                           entries, &status))
    return status;
  if (argc != 2)
    return parcours_cli_fail (_("Name the file to make"));
  if (n_contacts < 1 || n_contacts > PARCOURS_SAMPLE_MAX_CONTACTS)
    return parcours_cli_fail (_("--contacts: there have to be 1 to %d contacts"), PARCOURS_SAMPLE_MAX_CONTACTS);
  if (seed < 0)
    return parcours_cli_fail (_("--seed: a seed is a whole number from 0 on"));
  parcours_project_new_sample_async (argv[1], (guint) n_contacts, (guint64) seed, job, parcours_cli_keep_result, &result);
  project = parcours_project_open_finish (parcours_cli_wait (job, &result), &error);
  if (project == NULL)
    return parcours_cli_fail_with (error);
  parcours_cli_close (project);

  return PARCOURS_EXIT_DONE;
}
