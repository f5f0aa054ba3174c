/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The simulations that a workspace keeps. */

#include "config.h"

#include "parcours-project-private.h"
#include "parcours-project-runs.h"

static int
compare_records (gconstpointer a,
                 gconstpointer b,
                 gpointer      unused)
{
  gint64 one = parcours_run_record_id ((ParcoursRunRecord *) a), other = parcours_run_record_id ((ParcoursRunRecord *) b);

  return one < other ? 1 : one > other ? -1 : 0;
}

static gpointer
load_in_thread (ParcoursStore  *store,
                gpointer        data,
                GCancellable   *cancellable,
                GError        **error)
{
  g_autoptr (GPtrArray) saved = parcours_store_load_runs (store, error);
  GPtrArray *records;

  if (saved == NULL)
    return NULL;
  records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < saved->len; i++)
    g_ptr_array_add (records, parcours_run_record_new_saved (g_ptr_array_index (saved, i)));

  return records;
}

/* What was made meanwhile stands there already. */
static gboolean
has_run (ParcoursProject   *self,
         ParcoursRunRecord *record)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->runs)); i++)
    {
      g_autoptr (ParcoursRunRecord) other = g_list_model_get_item (G_LIST_MODEL (self->runs), i);

      if (parcours_run_record_id (other) == parcours_run_record_id (record))
        return TRUE;
    }

  return FALSE;
}

static void
load_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      unused)
{
  ParcoursProject *self = PARCOURS_PROJECT (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = parcours_worker_run_finish (result, &error);

  if (records == NULL)
    {
      g_debug ("The earlier runs cannot be read: %s", error->message);
      return;
    }
  for (guint i = 0; i < records->len; i++)
    {
      if (!has_run (self, g_ptr_array_index (records, i)))
        g_list_store_insert_sorted (self->runs, g_ptr_array_index (records, i), compare_records, NULL);
    }
}

/**
 * parcours_project_runs:
 * @self: a project
 *
 * Asked for the first time it is empty, and filled a moment later.
 *
 * Returns: (transfer none) (element-type ParcoursRunRecord): the runs that the workspace keeps, the newest first
 */
GListModel *
parcours_project_runs (ParcoursProject *self)
{
  if (self->runs == NULL)
    {
      self->runs = g_list_store_new (PARCOURS_TYPE_RUN_RECORD);
      if (self->reader != NULL)
        parcours_worker_run_async (self->reader, load_in_thread, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, self, NULL,
                                   load_cb, NULL);
    }

  return G_LIST_MODEL (self->runs);
}

/* Only the last ones hold the contacts in memory. */
static void
drop_old_runs (ParcoursProject *self)
{
  for (guint i = PARCOURS_RUNS_REMEMBERED; i < g_list_model_get_n_items (G_LIST_MODEL (self->runs)); i++)
    {
      g_autoptr (ParcoursRunRecord) record = g_list_model_get_item (G_LIST_MODEL (self->runs), i);

      parcours_run_record_drop_run (record);
    }
}

static gpointer
save_in_thread (ParcoursStore  *store,
                gpointer        data,
                GCancellable   *cancellable,
                GError        **error)
{
  return GINT_TO_POINTER (parcours_store_save_run (store, data, error));
}

static gpointer
delete_in_thread (ParcoursStore  *store,
                  gpointer        data,
                  GCancellable   *cancellable,
                  GError        **error)
{
  return GINT_TO_POINTER (parcours_store_delete_run (store, *(const gint64 *) data, error));
}

static GTask *
new_task (ParcoursProject     *self,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, parcours_project_runs);

  return task;
}

/**
 * parcours_project_keep_run_async:
 * @self: a project
 * @record: a run that was made, or of which more is known
 * @callback: (nullable) (scope async): called when it is on the disk
 * @user_data: for @callback
 *
 * Keeps a run, and forgets the oldest if there are too many. In a workspace that
 * cannot be written it is kept until that is closed.
 */
void
parcours_project_keep_run_async (ParcoursProject     *self,
                                 ParcoursRunRecord   *record,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = new_task (self, callback, user_data);
  GListStore *runs = G_LIST_STORE (parcours_project_runs (self));

  if (!parcours_project_check_open (self, task))
    return;
  if (!g_list_store_find (runs, record, NULL))
    g_list_store_insert_sorted (runs, record, compare_records, NULL);
  while (g_list_model_get_n_items (G_LIST_MODEL (runs)) > PARCOURS_STORE_RUNS_MOST)
    g_list_store_remove (runs, PARCOURS_STORE_RUNS_MOST);
  drop_old_runs (self);
  if (self->read_only)
    {
      g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
      return;
    }
  parcours_worker_run_task (self->writer, save_in_thread, parcours_run_record_to_saved (record),
                            (GDestroyNotify) parcours_saved_run_free, NULL, g_steal_pointer (&task));
}

/**
 * parcours_project_delete_run_async:
 * @self: a project
 * @record: a run that is kept
 * @callback: (nullable) (scope async): called when it is gone
 * @user_data: for @callback
 *
 * Forgets a run; parcours_project_keep_run_async() takes that back.
 */
void
parcours_project_delete_run_async (ParcoursProject     *self,
                                   ParcoursRunRecord   *record,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = new_task (self, callback, user_data);
  GListStore *runs = G_LIST_STORE (parcours_project_runs (self));
  gint64 id = parcours_run_record_id (record);
  guint place;

  if (!parcours_project_check_open (self, task))
    return;
  if (g_list_store_find (runs, record, &place))
    g_list_store_remove (runs, place);
  if (self->read_only)
    {
      g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
      return;
    }
  parcours_worker_run_task (self->writer, delete_in_thread, g_memdup2 (&id, sizeof id), g_free, NULL,
                            g_steal_pointer (&task));
}

/**
 * parcours_project_run_kept_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether the run is kept, or deleted, on the disk
 */
gboolean
parcours_project_run_kept_finish (ParcoursProject  *self,
                                  GAsyncResult     *result,
                                  GError          **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_project_runs), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
