/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>

#include "parcours-cli-commands.h"
#include "parcours-cli-output.h"
#include "parcours-cli-workspace.h"
#include "parcours-duration.h"
#include "parcours-fit-words.h"
#include "parcours-json.h"
#include "parcours-project-behaviours.h"
#include "parcours-timeline.h"

#define N_COLUMNS 8

/* What the user asked for. */
typedef struct
{
  char *workspace;
  char *from;
  char *to;
  char *name;
  char **segments;
  char *output;
  gboolean save;
  gboolean json;
} Request;

static char *
rate_to_text (const ParcoursFitRow *row,
              double                rate)
{
  gboolean is_share = row->kind == PARCOURS_FIT_REACTION || row->kind == PARCOURS_FIT_FOLLOW;

  /* Translators: a share, such as "12.52 %". */
  return is_share ? g_strdup_printf (_("%.2f %%"), 100. * rate) : g_strdup_printf ("%.3f", rate);
}

/* Roughly: a delay of 3 hours 12 minutes 5 seconds is about 3 hours 12 minutes. */
static char *
delay_to_text (double seconds)
{
  ParcoursDuration duration = { 0 };

  if (seconds < 0.)
    return g_strdup ("");
  if (seconds < 0.5)
    return g_strdup (_("at once"));
  if (seconds < 2. * PARCOURS_MINUTE)
    duration.seconds = (gint64) (seconds + 0.5);
  else if (seconds < 10. * PARCOURS_HOUR)
    duration.seconds = (gint64) (seconds / PARCOURS_MINUTE + 0.5) * PARCOURS_MINUTE;
  else if (seconds < 3. * PARCOURS_DAY)
    duration.seconds = (gint64) (seconds / PARCOURS_HOUR + 0.5) * PARCOURS_HOUR;
  else
    duration.days = (gint32) (seconds / PARCOURS_DAY + 0.5);

  return parcours_duration_to_words (&duration);
}

static char **
make_row (const ParcoursFitRow *row,
          ParcoursLibrary      *library)
{
  char **cells = g_new0 (char *, N_COLUMNS + 1);
  g_autofree char *name = parcours_fit_row_to_words (row, library);
  g_autofree char *margin = rate_to_text (row, row->margin);

  cells[0] = parcours_cli_shorten (name);
  cells[1] = g_strdup (parcours_fit_row_unit_to_words (row));
  cells[2] = parcours_cli_number (row->n);
  cells[3] = rate_to_text (row, row->observed);
  cells[4] = g_strdup_printf ("± %s", margin);
  cells[5] = rate_to_text (row, row->fitted);
  cells[6] = delay_to_text (row->median);
  cells[7] = delay_to_text (row->p90);

  return cells;
}

static char *
day_of (const ParcoursProject *project,
        gint64                 at)
{
  const ParcoursZone *zone = parcours_project_zone ((ParcoursProject *) project);

  return parcours_day_format (parcours_local_day (parcours_zone_to_local (zone, at)));
}

static void
print_table (const ParcoursFitting *fitting,
             ParcoursProject       *project)
{
  static const gboolean to_the_right[N_COLUMNS] = { FALSE, FALSE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE };
  const char *head[] = { _("What"), _("Rate"), _("Number"), _("Observed"), _("95 %"), _("Fitted"), _("Half within"),
                         _("90 % within"), NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *from = day_of (project, fitting->from);
  g_autofree char *to = day_of (project, fitting->to - 1);
  g_autofree char *events = parcours_cli_number (parcours_fit_n_events (fitting->fit));

  printf (_("%1$s events from %2$s to %3$s"), events, from, to);
  printf ("\n\n");
  g_ptr_array_add (rows, g_strdupv ((char **) head));
  for (guint i = 0; i < parcours_fit_n_rows (fitting->fit); i++)
    g_ptr_array_add (rows, make_row (parcours_fit_nth_row (fitting->fit, i), parcours_project_library (project)));
  parcours_cli_print_table (rows, to_the_right);
}

static void
print_json (const ParcoursFitting *fitting)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *from = parcours_instant_format (fitting->from);
  g_autofree char *to = parcours_instant_format (fitting->to);

  json_node_take_object (node, object);
  json_object_set_string_member (object, "from", from);
  json_object_set_string_member (object, "to", to);
  json_object_set_int_member (object, "events", (gint64) parcours_fit_n_events (fitting->fit));
  json_object_set_member (object, "rates", parcours_fit_rows_to_json (fitting->fit));
  json_object_set_member (object, "behaviour", parcours_behaviour_to_json (fitting->behaviour));
  parcours_cli_print_json (node);
}

static gboolean
save (ParcoursProject        *project,
      const ParcoursFitting  *fitting,
      GError                **error)
{
  g_autoptr (JsonNode) node = parcours_behaviour_to_json (fitting->behaviour);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *slug = NULL;

  parcours_project_add_entity_async (project, "behaviour", parcours_behaviour_name (fitting->behaviour),
                                     json_node_get_object (node), parcours_cli_keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  slug = parcours_project_add_entity_finish (project, result, error);
  if (slug == NULL)
    return FALSE;
  printf (_("Saved as behaviour “%s”"), slug);
  printf ("\n");

  return TRUE;
}

static gboolean
read_instant (const char          *option,
              const char          *text,
              const ParcoursZone  *zone,
              gint64              *at,
              GError             **error)
{
  *at = PARCOURS_INSTANT_MISSING;
  if (text == NULL || parcours_timeline_instant (text, 0, zone, at))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("--%s: “%s” is no instant; write 2026-03-02 or 2026-03-02T08:00"), option, text);

  return FALSE;
}

static int
fit (const Request   *request,
     ParcoursProject *project)
{
  const ParcoursZone *zone = parcours_project_zone (project);
  ParcoursFitOptions options = { .name = request->name != NULL ? request->name : _("Fitted"),
                                 .segments = request->segments };
  g_autoptr (ParcoursJob) job = parcours_job_new (_("Fitting"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ParcoursFitting) fitting = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  if (!read_instant ("from", request->from, zone, &options.from, &error) ||
      !read_instant ("to", request->to, zone, &options.to, &error))
    return parcours_cli_fail_with (error);
  parcours_project_fit_async (project, &options, job, parcours_cli_keep_result, &result);
  fitting = parcours_project_fit_finish (project, parcours_cli_wait (job, &result), &error);
  if (fitting == NULL)
    return parcours_cli_fail_with (error);
  node = parcours_behaviour_to_json (fitting->behaviour);
  if (request->output != NULL && !parcours_json_save (node, request->output, &error))
    return parcours_cli_fail_with (error);
  if (request->json)
    print_json (fitting);
  else
    print_table (fitting, project);
  if (request->save && !save (project, fitting, &error))
    return parcours_cli_fail_with (error);

  return PARCOURS_EXIT_DONE;
}

static void
request_clear (Request *request)
{
  g_free (request->workspace);
  g_free (request->from);
  g_free (request->to);
  g_free (request->name);
  g_strfreev (request->segments);
  g_free (request->output);
}

int
parcours_cli_fit (int    argc,
                  char **argv)
{
  Request request = { 0 };
  const GOptionEntry entries[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &request.workspace, N_("The workspace to learn from"), N_("FILE") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &request.from, N_("Count from then on (since the first event)"), N_("INSTANT") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &request.to, N_("Count up to then (until the last event)"), N_("INSTANT") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &request.name, N_("What the behaviour is to be called"), N_("NAME") },
    { "segment", 0, 0, G_OPTION_ARG_STRING_ARRAY, &request.segments,
      N_("Count who is in this segment apart; the first that holds, if several are given"), N_("SLUG") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &request.output, N_("Write the behaviour into a file"), N_("FILE") },
    { "save", 0, 0, G_OPTION_ARG_NONE, &request.save, N_("Keep the behaviour in the workspace"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &request.json, N_("Print JSON"), NULL },
    { NULL }
  };
  g_autoptr (GError) error = NULL;
  ParcoursProject *project;
  int status = PARCOURS_EXIT_DONE;

  if (!parcours_cli_parse (&argc, &argv, "", _("Learns how people behave from what has happened in a workspace."), entries,
                           &status))
    return status;
  if (argc > 1)
    status = parcours_cli_fail (_("“%s” is one word too many"), argv[1]);
  if (status == PARCOURS_EXIT_DONE && argc <= 1)
    {
      project = parcours_cli_open_workspace (request.workspace, request.save ? PARCOURS_STORE_WRITE : PARCOURS_STORE_READ,
                                             &error);
      status = project != NULL ? fit (&request, project) : parcours_cli_fail_with (error);
      g_clear_pointer (&project, parcours_cli_close);
    }
  request_clear (&request);

  return status;
}
