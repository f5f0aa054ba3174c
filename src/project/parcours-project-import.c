/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-export.h"
#include "parcours-project-import.h"
#include "parcours-project-private.h"

#define PREVIEW_ROWS 20

/**
 * parcours_import_preview_free:
 * @preview: (transfer full): a preview
 */
void
parcours_import_preview_free (ParcoursImportPreview *preview)
{
  g_clear_pointer (&preview->import, parcours_import_free);
  g_clear_pointer (&preview->rows, g_ptr_array_unref);
  g_free (preview);
}

typedef struct
{
  GPtrArray *rows;
  guint n_columns;
  gboolean past_header;
} FirstRows;

/* A row may be shorter than the header, or longer: it gets a value a column. */
static gboolean
keep_row (const ParcoursCsvRow *row,
          gpointer              user_data)
{
  FirstRows *first = user_data;
  char **values;

  if (!first->past_header)
    {
      first->past_header = TRUE;
      return TRUE;
    }
  values = g_new0 (char *, first->n_columns + 1);
  for (guint i = 0; i < first->n_columns; i++)
    values[i] = g_strdup (i < row->n_values ? row->values[i] : "");
  g_ptr_array_add (first->rows, values);

  return first->rows->len < PREVIEW_ROWS;
}

static gpointer
preview_in_thread (ParcoursStore  *store,
                   gpointer        path,
                   GCancellable   *cancellable,
                   GError        **error)
{
  g_autoptr (ParcoursImportPreview) preview = g_new0 (ParcoursImportPreview, 1);
  g_autoptr (ParcoursCsv) csv = NULL;
  FirstRows first = { 0 };

  preview->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  preview->import = parcours_import_new (store, path, cancellable, error);
  if (preview->import == NULL)
    return NULL;
  csv = parcours_csv_new (path, error);
  if (csv == NULL)
    return NULL;
  first.rows = preview->rows;
  first.n_columns = preview->import->columns->len;
  if (!parcours_csv_read (csv, keep_row, &first, error))
    return NULL;

  return g_steal_pointer (&preview);
}

/**
 * parcours_project_preview_import_async:
 * @self: a project
 * @path: a file of contacts, as CSV
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is read
 * @user_data: for @callback
 *
 * Reads the whole file once and proposes what becomes of its columns; changes nothing.
 */
void
parcours_project_preview_import_async (ParcoursProject     *self,
                                       const char          *path,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, parcours_project_preview_import_async);
  if (parcours_project_check_open (self, task))
    parcours_worker_run_task (self->reader, preview_in_thread, g_strdup (path), g_free,
                              (GDestroyNotify) parcours_import_preview_free, g_steal_pointer (&task));
}

/**
 * parcours_project_preview_import_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the file before it is imported
 */
ParcoursImportPreview *
parcours_project_preview_import_finish (ParcoursProject  *self,
                                        GAsyncResult     *result,
                                        GError          **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_project_preview_import_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What is read or written, for the thread that does it. */
typedef struct
{
  ParcoursImportPreview *preview; /* (owned) (nullable) */
  char *path;                     /* (owned) (nullable) */
  GArray *ids;                    /* (owned) (nullable) (element-type gint64) */
  ParcoursJob *job;               /* (owned) */
} Transfer;

static void
transfer_free (gpointer data)
{
  Transfer *transfer = data;

  g_clear_pointer (&transfer->preview, parcours_import_preview_free);
  g_free (transfer->path);
  g_clear_pointer (&transfer->ids, g_array_unref);
  g_object_unref (transfer->job);
  g_free (transfer);
}

static Transfer *
transfer_new (GTask       *task,
              ParcoursJob *job)
{
  Transfer *transfer = g_new0 (Transfer, 1);

  transfer->job = g_object_ref (job);
  g_task_set_task_data (task, g_object_ref (job), g_object_unref);

  return transfer;
}

static gpointer
import_in_thread (ParcoursStore  *store,
                  gpointer        data,
                  GCancellable   *cancellable,
                  GError        **error)
{
  Transfer *transfer = data;

  return parcours_store_import (store, transfer->preview->import, parcours_job_report, transfer->job, cancellable, error);
}

static void
on_imported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ParcoursImportReport *report = parcours_worker_run_finish (result, &error);

  parcours_job_finish (g_task_get_task_data (task));
  if (report == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  parcours_project_people_changed (PARCOURS_PROJECT (source));
  g_task_return_pointer (task, report, (GDestroyNotify) parcours_import_report_free);
}

/**
 * parcours_project_import_async:
 * @self: a project
 * @preview: (transfer full): what is to be imported
 * @job: told how far it is; may be cancelled, then nothing is imported
 * @callback: (scope async): called when it is over
 * @user_data: for @callback
 */
void
parcours_project_import_async (ParcoursProject       *self,
                               ParcoursImportPreview *preview,
                               ParcoursJob           *job,
                               GAsyncReadyCallback    callback,
                               gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Transfer *transfer = transfer_new (task, job);

  transfer->preview = preview;
  g_task_set_source_tag (task, parcours_project_import_async);
  if (parcours_project_check_open (self, task))
    parcours_worker_run_async (self->writer, import_in_thread, transfer, transfer_free,
                               (GDestroyNotify) parcours_import_report_free, self, parcours_job_cancellable (job),
                               on_imported, g_steal_pointer (&task));
  else
    transfer_free (transfer);
}

/**
 * parcours_project_import_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what came of it; with an error nothing was imported
 */
ParcoursImportReport *
parcours_project_import_finish (ParcoursProject  *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_project_import_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
export_in_thread (ParcoursStore  *store,
                  gpointer        data,
                  GCancellable   *cancellable,
                  GError        **error)
{
  Transfer *transfer = data;

  return GINT_TO_POINTER (parcours_store_export (store, transfer->path, transfer->ids, parcours_job_report, transfer->job,
                                                 cancellable, error));
}

static void
on_exported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  parcours_job_finish (g_task_get_task_data (task));
  if (parcours_worker_run_finish (result, &error) != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * parcours_project_export_async:
 * @self: a project
 * @path: a file
 * @ids: (nullable) (element-type gint64): the numbers of the contacts, %NULL for all
 * @job: told how far it is; may be cancelled, then @path is as it was before
 * @callback: (scope async): called when it is over
 * @user_data: for @callback
 *
 * Writes contacts as CSV, with all that an import brings back.
 */
void
parcours_project_export_async (ParcoursProject     *self,
                               const char          *path,
                               GArray              *ids,
                               ParcoursJob         *job,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Transfer *transfer = transfer_new (task, job);

  transfer->path = g_strdup (path);
  transfer->ids = ids != NULL ? g_array_copy (ids) : NULL;
  g_task_set_source_tag (task, parcours_project_export_async);
  if (parcours_project_check_open (self, task))
    parcours_worker_run_async (self->reader, export_in_thread, transfer, transfer_free, NULL, self,
                               parcours_job_cancellable (job), on_exported, g_steal_pointer (&task));
  else
    transfer_free (transfer);
}

/**
 * parcours_project_export_finish:
 * @self: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether it is written
 */
gboolean
parcours_project_export_finish (ParcoursProject  *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_project_export_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
