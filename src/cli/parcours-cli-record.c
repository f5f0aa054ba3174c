/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "parcours-cli-commands.h"
#include "parcours-cli-output.h"
#include "parcours-cli-workspace.h"
#include "parcours-json.h"
#include "parcours-recording.h"

/* What the user asked for. */
typedef struct
{
  char *workspace;
  char *from;
  char *to;
  char *where;
  char *output;
} Request;

static ParcoursMatching *
find_who (const Request    *request,
          ParcoursProject  *project,
          ParcoursStore    *store,
          gint64            now,
          GError          **error)
{
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();
  g_autoptr (ParcoursSnapshot) snapshot = parcours_snapshot_new (texts);
  const ParcoursMatchingContext context = { snapshot, parcours_project_library (project), NULL,
                                            parcours_project_zone (project), parcours_project_generation (project), now };
  g_autoptr (JsonNode) node = parcours_cli_parse_condition (request->where, error);
  g_autoptr (ParcoursCondition) condition = node != NULL ? parcours_condition_parse (node, error) : NULL;

  return condition != NULL ? parcours_matching_new (&context, store, condition, NULL, error) : NULL;
}

static void
report (gint64   done,
        gint64   total,
        gpointer bar)
{
  parcours_cli_bar_move (bar, (guint64) done, (guint64) total);
}

static gboolean
read_period (const Request             *request,
             ParcoursRecordingOptions  *options,
             GError                   **error)
{
  if (request->from != NULL && request->to != NULL &&
      parcours_timeline_instant (request->from, 0, options->zone, &options->from) &&
      parcours_timeline_instant (request->to, options->from, options->zone, &options->to) && options->from < options->to)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("Say which period is to be recorded: --from 2026-03-02 --to 2026-05-31, or --to P90D"));

  return FALSE;
}

static gboolean
write_timeline (const Request  *request,
                JsonNode       *node,
                guint           n_without_address,
                GError        **error)
{
  if (request->output == NULL)
    parcours_cli_print_json (node);
  else if (!parcours_json_save (node, request->output, error))
    return FALSE;
  if (n_without_address > 0)
    {
      fprintf (stderr, ngettext ("%u contact has neither an email address nor a telephone number, and was left out",
                                 "%u contacts have neither an email address nor a telephone number, and were left out",
                                 n_without_address), n_without_address);
      fputc ('\n', stderr);
    }

  return TRUE;
}

static int
record (const Request   *request,
        ParcoursProject *project)
{
  ParcoursRecordingOptions options = { .library = parcours_project_library (project),
                                       .zone = parcours_project_zone (project) };
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursStore) store = NULL;
  g_autoptr (ParcoursMatching) who = NULL;
  g_autoptr (JsonNode) node = NULL;
  ParcoursCliBar bar;
  guint n_without_address = 0;

  if (!read_period (request, &options, &error))
    return parcours_cli_fail_with (error);
  store = parcours_store_open (parcours_project_path (project), PARCOURS_STORE_READ, &error);
  if (store != NULL && request->where != NULL)
    {
      who = find_who (request, project, store, options.to, &error);
      options.who = who;
    }
  if (error == NULL)
    {
      parcours_cli_bar_begin (&bar);
      node = parcours_recording_make (&options, store, report, &bar, &n_without_address, NULL, &error);
      parcours_cli_bar_end (&bar);
    }
  if (node == NULL || !write_timeline (request, node, n_without_address, &error))
    return parcours_cli_fail_with (error);

  return PARCOURS_EXIT_DONE;
}

static void
request_clear (Request *request)
{
  g_free (request->workspace);
  g_free (request->from);
  g_free (request->to);
  g_free (request->where);
  g_free (request->output);
}

int
parcours_cli_record (int    argc,
                     char **argv)
{
  Request request = { 0 };
  const GOptionEntry entries[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &request.workspace, N_("The workspace with the past"), N_("FILE") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &request.from, N_("Record from then on"), N_("INSTANT") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &request.to, N_("Record up to then"), N_("INSTANT") },
    { "where", 0, 0, G_OPTION_ARG_STRING, &request.where, N_("Only contacts who meet this condition (JSON, or @FILE)"),
      N_("CONDITION") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &request.output, N_("Write the timeline into a file"), N_("FILE") },
    { NULL }
  };
  g_autoptr (GError) error = NULL;
  ParcoursProject *project;
  int status = PARCOURS_EXIT_DONE;

  if (!parcours_cli_parse (&argc, &argv, "",
                           _("Writes what has happened as a timeline, to be simulated with simulate --timeline."), entries,
                           &status))
    return status;
  if (argc > 1)
    status = parcours_cli_fail (_("“%s” is one word too many"), argv[1]);
  if (status == PARCOURS_EXIT_DONE)
    {
      project = parcours_cli_open_workspace (request.workspace, PARCOURS_STORE_READ, &error);
      status = project != NULL ? record (&request, project) : parcours_cli_fail_with (error);
      g_clear_pointer (&project, parcours_cli_close);
    }
  request_clear (&request);

  return status;
}
