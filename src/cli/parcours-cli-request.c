/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What `simulate` and `explain` have in common: contacts, automations, and how
 * people behave. */

#include "config.h"

#include <glib/gi18n.h>

#include "parcours-cli-output.h"
#include "parcours-cli-request.h"
#include "parcours-cli-workspace.h"
#include "parcours-duration.h"
#include "parcours-time.h"

#define MAX_THREADS 1024

/**
 * parcours_cli_request_clear:
 * @request: a request
 *
 * Frees what the options have set.
 */
void
parcours_cli_request_clear (ParcoursCliRequest *request)
{
  g_free (request->workspace);
  g_free (request->contacts);
  g_strfreev (request->automations);
  g_free (request->from);
  g_free (request->period);
  g_free (request->behaviour);
  g_free (request->timeline);
  g_free (request->replay);
}

/**
 * parcours_cli_request_open:
 * @request: a request
 * @error: return location for an error
 *
 * Returns: (transfer full): the workspace with the contacts, or %NULL
 */
ParcoursProject *
parcours_cli_request_open (const ParcoursCliRequest  *request,
                           GError                   **error)
{
  if (request->contacts != NULL)
    return parcours_cli_open_csv (request->contacts, error);
  if (request->sample)
    return parcours_cli_open_sample (request->workspace, error);

  return parcours_cli_open_workspace (request->workspace, PARCOURS_STORE_READ, error);
}

/* Two days or instants; a day at the end belongs to the period up to its beginning. */
static gboolean
read_replay (const ParcoursCliRequest  *request,
             const ParcoursZone        *zone,
             ParcoursRunOptions        *options,
             GError                   **error)
{
  g_auto (GStrv) ends = request->replay != NULL ? g_strsplit (request->replay, "/", 2) : NULL;

  if (ends == NULL)
    return TRUE;
  if (g_strv_length (ends) == 2 && parcours_timeline_instant (ends[0], 0, zone, &options->replay_from) &&
      parcours_timeline_instant (ends[1], options->replay_from, zone, &options->replay_to) &&
      options->replay_from < options->replay_to)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("--replay: “%s” is no period; write 2026-03-02/2026-05-31 or 2026-03-02/P90D"), request->replay);

  return FALSE;
}

static gboolean
read_options (const ParcoursCliRequest       *request,
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
  if (!read_replay (request, zone, options, error))
    return FALSE;
  options->seed = (guint64) request->seed;
  options->limit = (guint) CLAMP (request->limit, 0, G_MAXUINT);

  return TRUE;
}

/* The name of a behaviour, or a file. */
static gboolean
set_behaviour (const ParcoursCliRequest    *request,
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
set_timeline (const ParcoursCliRequest    *request,
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
add_automations (const ParcoursCliRequest    *request,
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

/**
 * parcours_cli_request_plan:
 * @request: a request
 * @project: what parcours_cli_request_open() returned
 * @error: return location for an error
 *
 * Returns: (transfer full): what is to be simulated, or %NULL
 */
ParcoursRunPlan *
parcours_cli_request_plan (const ParcoursCliRequest  *request,
                           ParcoursProject           *project,
                           GError                   **error)
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

/**
 * parcours_cli_request_check:
 * @request: a request
 *
 * Returns: %PARCOURS_EXIT_DONE, or what is wrong with the options, which is printed
 */
int
parcours_cli_request_check (const ParcoursCliRequest *request)
{
  if (request->contacts != NULL && (request->workspace != NULL || request->sample))
    return parcours_cli_fail (_("Give a workspace or a file of contacts, not both"));
  if (request->seed < 0)
    return parcours_cli_fail (_("--seed: a seed is a whole number from 0 on"));
  if (request->threads < 0 || request->threads > MAX_THREADS)
    return parcours_cli_fail (_("--threads: there have to be 1 to %d threads"), MAX_THREADS);

  return PARCOURS_EXIT_DONE;
}

/**
 * parcours_cli_request_threads:
 * @request: a request
 *
 * Returns: how many threads shall run, as many as the machine has unless the user said otherwise
 */
guint
parcours_cli_request_threads (const ParcoursCliRequest *request)
{
  return request->threads > 0 ? (guint) request->threads : g_get_num_processors ();
}
