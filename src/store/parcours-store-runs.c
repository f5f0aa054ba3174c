/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Simulations that were made, with what came of them: to be looked at again when
 * contacts and automations have long become others. */

#include "config.h"

#include "parcours-json.h"
#include "parcours-store-private.h"
#include "parcours-store-runs.h"

/**
 * parcours_saved_run_free:
 * @run: (transfer full): a run
 */
void
parcours_saved_run_free (ParcoursSavedRun *run)
{
  g_free (run->name);
  g_clear_pointer (&run->settings, json_node_unref);
  g_clear_pointer (&run->results, json_node_unref);
  g_free (run);
}

/* What is damaged is left out: nobody can look at it any more. */
static void
add_run (ParcoursStatement *row,
         GPtrArray         *runs)
{
  g_autoptr (ParcoursSavedRun) run = g_new0 (ParcoursSavedRun, 1);

  run->id = parcours_statement_integer (row, 0);
  run->name = g_strdup (parcours_statement_text (row, 1));
  run->at = parcours_statement_integer (row, 2);
  run->settings = parcours_statement_json (row, 3);
  run->results = parcours_statement_json (row, 4);
  if (run->settings != NULL && JSON_NODE_HOLDS_OBJECT (run->settings) && run->results != NULL &&
      JSON_NODE_HOLDS_OBJECT (run->results))
    g_ptr_array_add (runs, g_steal_pointer (&run));
}

/**
 * parcours_store_load_runs:
 * @store: a workspace
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ParcoursSavedRun) (nullable): the runs that are kept, the newest first
 */
GPtrArray *
parcours_store_load_runs (ParcoursStore  *store,
                          GError        **error)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_saved_run_free);
  g_autoptr (ParcoursStatement) rows =
    parcours_store_query (store, "SELECT id, name, at, settings, results FROM runs ORDER BY at DESC, id DESC", "");

  while (parcours_statement_next (rows))
    add_run (rows, runs);

  return parcours_statement_end (rows, error) ? g_steal_pointer (&runs) : NULL;
}

static gboolean
put_run (ParcoursStore           *store,
         const ParcoursSavedRun  *run,
         GError                 **error)
{
  g_autofree char *settings = parcours_json_to_line (run->settings);
  g_autofree char *results = parcours_json_to_line (run->results);

  return parcours_store_run (store, error,
                             "INSERT OR REPLACE INTO runs (id, name, at, settings, results) VALUES (?, ?, ?, ?, ?)", "lslss",
                             run->id, run->name, run->at, settings, results) &&
         parcours_store_run (store, error, "DELETE FROM runs WHERE id IN (SELECT id FROM runs ORDER BY at DESC, id DESC "
                                           "LIMIT -1 OFFSET ?)", "i", PARCOURS_STORE_RUNS_MOST);
}

/**
 * parcours_store_save_run:
 * @store: a workspace
 * @run: a run, which takes the place of that which has the same number
 * @error: return location for an error
 *
 * Keeps a run. Of more than %PARCOURS_STORE_RUNS_MOST the oldest are forgotten.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_save_run (ParcoursStore           *store,
                         const ParcoursSavedRun  *run,
                         GError                 **error)
{
  if (!parcours_store_begin (store, error))
    return FALSE;

  return parcours_store_end (store, put_run (store, run, error), error);
}

/**
 * parcours_store_delete_run:
 * @store: a workspace
 * @id: the number of a run
 * @error: return location for an error
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_delete_run (ParcoursStore  *store,
                           gint64          id,
                           GError        **error)
{
  return parcours_store_run (store, error, "DELETE FROM runs WHERE id = ?", "l", id);
}
