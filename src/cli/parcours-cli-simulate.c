/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "parcours-cli-commands.h"
#include "parcours-cli-compare.h"
#include "parcours-cli-coverage.h"
#include "parcours-cli-output.h"
#include "parcours-cli-rehearse.h"
#include "parcours-cli-run.h"
#include "parcours-cli-workspace.h"
#include "parcours-store-contacts.h"
#include "parcours-trace.h"

/* What the user asked for. */
typedef struct
{
  ParcoursCliRequest common;
  ParcoursCliComparison comparison;
  ParcoursCliRehearsal rehearsal;
  gboolean pressure;
  gboolean coverage;
  char *trace;
  gboolean json;
} Request;

typedef struct
{
  ParcoursStore *store;           /* (unowned) */
  ParcoursSimulation *simulation; /* (unowned) */
} Naming;

static char *
name_contact (guint    contact,
              guint64  key,
              gpointer user_data)
{
  const Naming *naming = user_data;

  return parcours_cli_name_contact (naming->store, naming->simulation, contact);
}

static gboolean
write_trace (const Request    *request,
             ParcoursRun      *run,
             ParcoursProject  *project,
             GError          **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (request->trace);
  g_autoptr (ParcoursStore) store = parcours_store_open (parcours_project_path (project), PARCOURS_STORE_READ, error);
  g_autoptr (ParcoursTrace) trace = NULL;
  g_autoptr (GFileOutputStream) stream = NULL;
  ParcoursSimulation *simulation = parcours_run_simulation (run);
  Naming naming = { store, simulation };

  if (store == NULL)
    return FALSE;
  trace = parcours_simulation_trace (simulation, parcours_run_n_contacts (run), TRUE,
                                     parcours_cli_request_threads (&request->common), NULL, NULL, NULL, error);
  if (trace == NULL)
    return FALSE;
  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, error);
  if (stream == NULL)
    return FALSE;

  return parcours_trace_write (trace, G_OUTPUT_STREAM (stream), name_contact, &naming, NULL, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

static int
check_comparison (const Request *request)
{
  int status;

  if (parcours_cli_comparison_is_wanted (&request->comparison) && request->trace != NULL)
    return parcours_cli_fail (_("Write a trace or compare, not both"));

  if (parcours_cli_comparison_is_wanted (&request->comparison) && (request->pressure || request->coverage || request->rehearsal.path != NULL))
    return parcours_cli_fail (_("--compare goes with none of --swap, --pressure and --coverage"));
  status = parcours_cli_rehearsal_check (&request->rehearsal);

  return status == PARCOURS_EXIT_DONE ? parcours_cli_comparison_check (&request->comparison) : status;
}

static void
print_study (const Request          *request,
             const ParcoursRunStudy *study,
             const ParcoursZone     *zone)
{
  g_autoptr (ParcoursCoverage) coverage = parcours_coverage_new ();

  parcours_coverage_add (coverage, parcours_run_counts (parcours_run_study_run (study)));
  if (request->json)
    {
      g_autoptr (JsonNode) node = parcours_run_study_to_json (study);

      if (request->coverage)
        json_object_set_member (json_node_get_object (node), "coverage", parcours_coverage_to_json (coverage));
      parcours_cli_print_json (node);
      return;
    }
  parcours_cli_print_run (parcours_run_study_run (study), zone);
  if (parcours_run_study_rehearsal (study) != NULL)
    parcours_cli_print_rehearsal (study, zone);
  if (parcours_run_study_pressure (study) != NULL)
    parcours_cli_print_pressure (study, zone);
  if (request->coverage)
    {
      printf ("\n");
      parcours_cli_print_coverage (coverage, "");
    }
}

static int
simulate (const Request   *request,
          ParcoursProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursRunPlan) plan = parcours_cli_request_plan (&request->common, project, &error);
  g_autoptr (ParcoursJob) job = parcours_job_new (_("Simulating"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ParcoursRunStudy) study = NULL;

  if (plan == NULL || !parcours_cli_rehearsal_apply (&request->rehearsal, &request->common, parcours_project_zone (project),
                                                     plan, &error))
    return parcours_cli_fail_with (error);
  parcours_run_study_async (g_steal_pointer (&plan), request->pressure, job, parcours_cli_keep_result, &result);
  study = parcours_run_study_finish (parcours_cli_wait (job, &result), &error);
  if (study == NULL ||
      (request->trace != NULL && !write_trace (request, parcours_run_study_run (study), project, &error)))
    return parcours_cli_fail_with (error);
  print_study (request, study, parcours_project_zone (project));

  return PARCOURS_EXIT_DONE;
}

int
parcours_cli_simulate (int    argc,
                       char **argv)
{
  Request request = { .common = { .seed = 1 }, .comparison = { .seed = -1, .n_runs = 1 } };
  const GOptionEntry entries[] = {
    PARCOURS_CLI_REQUEST_ENTRIES (request.common),
    { "limit", 'n', 0, G_OPTION_ARG_INT64, &request.common.limit, N_("Run this many contacts at most"), N_("NUMBER") },
    PARCOURS_CLI_COMPARISON_ENTRIES (request.comparison),
    PARCOURS_CLI_REHEARSAL_ENTRIES (request.rehearsal),
    { "pressure", 0, 0, G_OPTION_ARG_NONE, &request.pressure,
      N_("Count messages per contact, collisions and circles"), NULL },
    { "coverage", 0, 0, G_OPTION_ARG_NONE, &request.coverage, N_("Tell of every port how often it was taken"), NULL },
    { "trace", 0, 0, G_OPTION_ARG_FILENAME, &request.trace, N_("Write all that happens, as JSON Lines"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &request.json, N_("Print JSON"), NULL },
    { NULL }
  };
  g_autoptr (GError) error = NULL;
  ParcoursProject *project = NULL;
  int status;

  if (!parcours_cli_parse (&argc, &argv, _("[AUTOMATION…]"),
                           _("Simulates the active automations of a workspace, and automations in files."), entries,
                           &status))
    return status;
  request.common.files = argv + 1;
  status = parcours_cli_request_check (&request.common);
  if (status == PARCOURS_EXIT_DONE)
    status = check_comparison (&request);
  if (status == PARCOURS_EXIT_DONE)
    {
      project = parcours_cli_request_open (&request.common, &error);
      if (project == NULL)
        status = parcours_cli_fail_with (error);
      else if (parcours_cli_comparison_is_wanted (&request.comparison))
        status = parcours_cli_compare (&request.common, &request.comparison, project, request.json);
      else
        status = simulate (&request, project);
    }
  g_clear_pointer (&project, parcours_cli_close);
  parcours_cli_request_clear (&request.common);
  g_free (request.comparison.path);
  parcours_cli_rehearsal_clear (&request.rehearsal);
  g_free (request.trace);

  return status;
}
