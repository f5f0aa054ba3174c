/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "parcours-cli-commands.h"
#include "parcours-cli-output.h"
#include "parcours-cli-run.h"
#include "parcours-cli-workspace.h"
#include "parcours-duration.h"
#include "parcours-run.h"
#include "parcours-store-contacts.h"
#include "parcours-time.h"
#include "parcours-trace.h"

#define MAX_THREADS 1024

/* What the user asked for. */
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
  char *trace;
  int threads;
  gint64 limit;
  gboolean json;
  char **files; /* (unowned) the words after the options */
} Request;

static void
clear_request (Request *request)
{
  g_free (request->workspace);
  g_free (request->contacts);
  g_strfreev (request->automations);
  g_free (request->from);
  g_free (request->period);
  g_free (request->behaviour);
  g_free (request->timeline);
  g_free (request->trace);
}

static ParcoursProject *
open_contacts (const Request  *request,
               GError        **error)
{
  if (request->contacts != NULL)
    return parcours_cli_open_csv (request->contacts, error);
  if (request->sample)
    return parcours_cli_open_sample (request->workspace, error);

  return parcours_cli_open_workspace (request->workspace, PARCOURS_STORE_READ, error);
}

static gboolean
read_options (const Request       *request,
              ParcoursProject     *project,
              ParcoursRunOptions  *options,
              GError             **error)
{
  const ParcoursZone *zone = parcours_project_zone (project);
  ParcoursDuration duration;
  gint64 seconds;

  if (request->from != NULL && !parcours_timeline_instant (request->from, options->from, zone, &options->from))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("--from: “%s” is no instant; write 2026-03-02 or 2026-03-02T08:00"), request->from);
      return FALSE;
    }
  if (request->period != NULL)
    {
      seconds = parcours_duration_parse (request->period, &duration) ? parcours_duration_approximate (&duration) : 0;
      if (seconds < PARCOURS_DAY || seconds > (gint64) PARCOURS_RUN_MAX_DAYS * PARCOURS_DAY)
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("--for: “%s” is no time of one day to ten years; write P90D"), request->period);
          return FALSE;
        }
      options->days = (guint) ((seconds + PARCOURS_DAY - 1) / PARCOURS_DAY);
    }
  options->seed = (guint64) request->seed;
  options->limit = (guint) CLAMP (request->limit, 0, G_MAXUINT);

  return TRUE;
}

/* The name of a behaviour, or a file. */
static gboolean
set_behaviour (const Request    *request,
               ParcoursRunPlan  *plan,
               GError          **error)
{
  g_autoptr (ParcoursBehaviour) behaviour = NULL;

  if (request->behaviour == NULL || !g_file_test (request->behaviour, G_FILE_TEST_EXISTS))
    return TRUE;
  behaviour = parcours_behaviour_load (request->behaviour, error);
  if (behaviour != NULL)
    parcours_run_plan_set_behaviour (plan, behaviour);

  return behaviour != NULL;
}

static gboolean
set_timeline (const Request    *request,
              ParcoursRunPlan  *plan,
              GError          **error)
{
  g_autoptr (ParcoursTimeline) timeline = NULL;

  if (request->timeline == NULL)
    return TRUE;
  timeline = parcours_timeline_load (request->timeline, error);
  if (timeline != NULL)
    parcours_run_plan_set_timeline (plan, timeline);

  return timeline != NULL;
}

static gboolean
add_automations (const Request    *request,
                 ParcoursProject  *project,
                 ParcoursRunPlan  *plan,
                 GError          **error)
{
  for (guint i = 0; request->automations != NULL && request->automations[i] != NULL; i++)
    {
      ParcoursAutomationItem *item = parcours_project_find_automation (project, request->automations[i]);

      if (item == NULL)
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("There is no automation “%s” in this workspace."), request->automations[i]);
          return FALSE;
        }
      parcours_run_plan_add (plan, parcours_automation_item_automation (item));
    }
  for (guint i = 0; request->files[i] != NULL; i++)
    {
      g_autoptr (ParcoursAutomation) automation = parcours_automation_load (request->files[i], error);

      if (automation == NULL)
        return FALSE;
      parcours_run_plan_add (plan, automation);
    }
  if (parcours_run_plan_n_automations (plan) > 0)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
               _("No automation of this workspace is active: name a file, or one of them with --automation"));

  return FALSE;
}

static ParcoursRunPlan *
make_plan (const Request    *request,
           ParcoursProject  *project,
           GError          **error)
{
  g_autoptr (ParcoursRunOptions) options = parcours_run_options_new (parcours_project_zone (project));
  g_autoptr (ParcoursRunPlan) plan = NULL;

  if (!read_options (request, project, options, error))
    return NULL;
  if (request->behaviour != NULL && !g_file_test (request->behaviour, G_FILE_TEST_EXISTS))
    options->behaviour = g_strdup (request->behaviour);
  plan = parcours_run_plan_new (project, NULL, options);
  if (request->threads > 0)
    parcours_run_plan_set_threads (plan, (guint) request->threads);
  if (!set_behaviour (request, plan, error) || !set_timeline (request, plan, error) ||
      !add_automations (request, project, plan, error))
    return NULL;

  return g_steal_pointer (&plan);
}

typedef struct
{
  ParcoursStore *store;
  ParcoursPopulation *population;
} Naming;

static char *
name_contact (guint    contact,
              guint64  key,
              gpointer user_data)
{
  const Naming *naming = user_data;
  char *address = contact < naming->population->n
                    ? parcours_store_load_address (naming->store, naming->population->ids[contact], NULL) : NULL;

  return address != NULL ? address : g_strdup_printf ("%016" G_GINT64_MODIFIER "x", key);
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
  Naming naming = { store, parcours_simulation_population (simulation) };

  if (store == NULL)
    return FALSE;
  trace = parcours_simulation_trace (simulation, parcours_run_n_contacts (run), TRUE,
                                     request->threads > 0 ? (guint) request->threads : g_get_num_processors (), NULL, NULL,
                                     NULL, error);
  if (trace == NULL)
    return FALSE;
  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, error);
  if (stream == NULL)
    return FALSE;

  return parcours_trace_write (trace, G_OUTPUT_STREAM (stream), name_contact, &naming, NULL, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

static int
simulate (const Request   *request,
          ParcoursProject *project)
{
  g_autoptr (GError) error = NULL;
  ParcoursRunPlan *plan = make_plan (request, project, &error);
  g_autoptr (ParcoursJob) job = parcours_job_new (_("Simulating"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ParcoursRun) run = NULL;

  if (plan == NULL)
    return parcours_cli_fail_with (error);
  parcours_run_plan_run_async (plan, job, parcours_cli_keep_result, &result);
  run = parcours_run_plan_run_finish (parcours_cli_wait (job, &result), &error);
  if (run == NULL)
    return parcours_cli_fail_with (error);
  if (request->json)
    {
      g_autoptr (JsonNode) node = parcours_counts_to_json (parcours_run_counts (run));

      parcours_cli_print_json (node);
    }
  else
    {
      parcours_cli_print_run (run, parcours_project_zone (project));
    }
  if (request->trace != NULL && !write_trace (request, run, project, &error))
    return parcours_cli_fail_with (error);

  return PARCOURS_EXIT_DONE;
}

static int
check_request (const Request *request)
{
  if (request->contacts != NULL && (request->workspace != NULL || request->sample))
    return parcours_cli_fail (_("Give a workspace or a file of contacts, not both"));
  if (request->seed < 0)
    return parcours_cli_fail (_("--seed: a seed is a whole number from 0 on"));
  if (request->threads < 0 || request->threads > MAX_THREADS)
    return parcours_cli_fail (_("--threads: there have to be 1 to %d threads"), MAX_THREADS);

  return PARCOURS_EXIT_DONE;
}

int
parcours_cli_simulate (int    argc,
                       char **argv)
{
  Request request = { .seed = 1 };
  const GOptionEntry entries[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &request.workspace, N_("The workspace with the contacts"), N_("FILE") },
    { "sample", 0, 0, G_OPTION_ARG_NONE, &request.sample, N_("Make a sample workspace if there is none yet"), NULL },
    { "contacts", 'c', 0, G_OPTION_ARG_FILENAME, &request.contacts, N_("Take the contacts from a CSV file"), N_("FILE") },
    { "automation", 'a', 0, G_OPTION_ARG_STRING_ARRAY, &request.automations,
      N_("Run this automation of the workspace too, although it is not active"), N_("SLUG") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &request.from, N_("When it begins (today)"), N_("INSTANT") },
    { "for", 0, 0, G_OPTION_ARG_STRING, &request.period, N_("How long it goes on (P90D)"), N_("DURATION") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &request.seed, N_("Which of the possible futures (1)"), N_("NUMBER") },
    { "behaviour", 'b', 0, G_OPTION_ARG_FILENAME, &request.behaviour, N_("How people behave: a name, or a file"),
      N_("NAME") },
    { "timeline", 0, 0, G_OPTION_ARG_FILENAME, &request.timeline, N_("What happens besides"), N_("FILE") },
    { "limit", 'n', 0, G_OPTION_ARG_INT64, &request.limit, N_("Run this many contacts at most"), N_("NUMBER") },
    { "trace", 0, 0, G_OPTION_ARG_FILENAME, &request.trace, N_("Write all that happens, as JSON Lines"), N_("FILE") },
    { "threads", 0, 0, G_OPTION_ARG_INT, &request.threads, N_("How many threads shall run"), N_("NUMBER") },
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
  request.files = argv + 1;
  status = check_request (&request);
  if (status == PARCOURS_EXIT_DONE)
    {
      project = open_contacts (&request, &error);
      status = project != NULL ? simulate (&request, project) : parcours_cli_fail_with (error);
    }
  g_clear_pointer (&project, parcours_cli_close);
  clear_request (&request);

  return status;
}
