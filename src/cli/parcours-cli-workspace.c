/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-cli-output.h"
#include "parcours-cli-workspace.h"
#include "parcours-condition.h"
#include "parcours-json.h"

/**
 * parcours_cli_open_workspace:
 * @path: (nullable): the file of a workspace, %NULL for that which the window opens first
 * @mode: what for
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the workspace
 */
ParcoursProject *
parcours_cli_open_workspace (const char         *path,
                             ParcoursStoreMode   mode,
                             GError            **error)
{
  g_autofree char *own = path == NULL ? parcours_project_default_path () : NULL;

  return parcours_project_open (path != NULL ? path : own, mode, error);
}

/**
 * parcours_cli_keep_result:
 * @source: who has worked
 * @result: the result
 * @place: (type GAsyncResult**): where to put it
 *
 * A callback for parcours_cli_wait().
 */
void
parcours_cli_keep_result (GObject      *source,
                          GAsyncResult *result,
                          gpointer      place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

static void
on_done (ParcoursJob    *job,
         GParamSpec     *pspec,
         ParcoursCliBar *bar)
{
  parcours_cli_bar_move (bar, (guint64) parcours_job_done (job), (guint64) parcours_job_total (job));
}

/**
 * parcours_cli_wait:
 * @place: where parcours_cli_keep_result() puts the result
 * @job: (nullable): what is shown as a bar
 *
 * Returns: (transfer none): the result
 */
GAsyncResult *
parcours_cli_wait (GAsyncResult **place,
                   ParcoursJob   *job)
{
  ParcoursCliBar bar;

  parcours_cli_bar_begin (&bar);
  if (job != NULL)
    g_signal_connect (job, "notify::done", G_CALLBACK (on_done), &bar);
  while (*place == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (job != NULL)
    g_signal_handlers_disconnect_by_data (job, &bar);
  parcours_cli_bar_end (&bar);

  return *place;
}

/**
 * parcours_cli_parse_condition:
 * @text: a condition as JSON, or `@` and the name of a file that has one
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the condition
 */
JsonNode *
parcours_cli_parse_condition (const char  *text,
                              GError     **error)
{
  g_autofree char *content = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (ParcoursCondition) condition = NULL;

  if (*text == '@' && !g_file_get_contents (text + 1, &content, NULL, error))
    return NULL;
  node = parcours_json_parse (content != NULL ? content : text, -1, error);
  if (node == NULL)
    {
      /* Translators: what a person typed where a condition is expected. */
      g_prefix_error (error, _("“%s” is no condition: "), text);
      return NULL;
    }
  condition = parcours_condition_parse (node, error);
  if (condition == NULL)
    {
      g_prefix_error (error, _("“%s” is no condition: "), text);
      return NULL;
    }

  return g_steal_pointer (&node);
}
