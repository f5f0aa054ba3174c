/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-version-row.h"

/**
 * parcours_version_row_fill:
 * @row: a row to choose an earlier version with
 * @project: a project
 * @result: what parcours_project_load_versions_async() gave
 * @simulated: (nullable): the automation as it was in a run, to be offered first
 *
 * Returns: (transfer full) (nullable) (element-type ParcoursVersion): what the row offers, in its order; %NULL
 *   if the versions could not be read
 */
GPtrArray *
parcours_version_row_fill (AdwComboRow        *row,
                           ParcoursProject    *project,
                           GAsyncResult       *result,
                           ParcoursAutomation *simulated)
{
  GPtrArray *versions = parcours_project_load_versions_finish (project, result, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (versions != NULL && simulated != NULL)
    g_ptr_array_insert (versions, 0, parcours_version_new_unnumbered (simulated, _("As it was in this run")));
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      g_autofree char *words = parcours_version_to_words (g_ptr_array_index (versions, i), parcours_project_zone (project));

      gtk_string_list_append (names, words);
    }
  if (versions == NULL || versions->len == 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("There is none yet: publishing keeps one."));
  adw_combo_row_set_model (row, G_LIST_MODEL (names));

  return versions;
}
