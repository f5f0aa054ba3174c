/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person does to a document is logged by the thread that writes, in the
 * order in which it was done. What could not be written waits, with all that was
 * done after it, and is tried again. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-project-private.h"

#define RETRY_SECONDS 5

typedef struct
{
  char *slug;
  char *action;
  ParcoursEdit *edit;
} UnsavedEdit;

static void
unsaved_edit_free (gpointer data)
{
  UnsavedEdit *unsaved = data;

  g_free (unsaved->slug);
  g_free (unsaved->action);
  parcours_edit_unref (unsaved->edit);
  g_free (unsaved);
}

static UnsavedEdit *
unsaved_edit_copy (const UnsavedEdit *unsaved)
{
  UnsavedEdit *copy = g_new0 (UnsavedEdit, 1);

  copy->slug = g_strdup (unsaved->slug);
  copy->action = g_strdup (unsaved->action);
  copy->edit = parcours_edit_ref (unsaved->edit);

  return copy;
}

/* Edits that are written one after the other. Shared by the two threads: the one
 * that writes fills in what came of it, the other looks at that later. */
struct _SavedBatch
{
  GPtrArray *edits; /* (owned) (element-type UnsavedEdit) */
  guint n_saved;
  GError *error;    /* (owned) (nullable) why no more were */
};

static void
batch_clear (gpointer data)
{
  SavedBatch *batch = data;

  g_ptr_array_unref (batch->edits);
  g_clear_error (&batch->error);
}

static void
batch_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, batch_clear);
}

/* All that is not saved. */
static SavedBatch *
new_batch (ParcoursProject *self)
{
  SavedBatch *batch = g_atomic_rc_box_new0 (SavedBatch);

  batch->edits = g_ptr_array_new_with_free_func (unsaved_edit_free);
  for (GList *l = self->unsaved.head; l != NULL; l = l->next)
    g_ptr_array_add (batch->edits, unsaved_edit_copy (l->data));

  return batch;
}

static gpointer
save (ParcoursStore  *store,
      gpointer        data,
      GCancellable   *cancellable,
      GError        **error)
{
  SavedBatch *batch = data;

  while (batch->n_saved < batch->edits->len)
    {
      const UnsavedEdit *unsaved = g_ptr_array_index (batch->edits, batch->n_saved);

      if (!parcours_store_log_edit (store, unsaved->slug, unsaved->action, unsaved->edit, &batch->error))
        break;
      batch->n_saved++;
    }

  return NULL;
}

/* Looks at what came of the batch that was on its way. Returns why not all is written. */
static GError *
take_batch (ParcoursProject *self)
{
  SavedBatch *batch = g_steal_pointer (&self->batch);
  GError *error = g_steal_pointer (&batch->error);

  for (guint i = 0; i < batch->n_saved; i++)
    unsaved_edit_free (g_queue_pop_head (&self->unsaved));
  batch_unref (batch);

  return error;
}

static void begin_saving (ParcoursProject *self);

static gboolean
retry (gpointer data)
{
  ParcoursProject *self = data;

  self->retry_id = 0;
  begin_saving (self);

  return G_SOURCE_REMOVE;
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  ParcoursProject *self = PARCOURS_PROJECT (source);

  /* Closing does not wait to be told. */
  if (self->batch == NULL)
    return;
  parcours_project_set_save_error (self, take_batch (self));
  if (self->save_error != NULL)
    self->retry_id = g_timeout_add_seconds (RETRY_SECONDS, retry, self);
  else
    begin_saving (self);
}

static void
begin_saving (ParcoursProject *self)
{
  if (self->batch != NULL || self->retry_id != 0 || g_queue_is_empty (&self->unsaved))
    return;
  self->batch = new_batch (self);
  parcours_worker_run_async (self->writer, save, g_atomic_rc_box_acquire (self->batch), batch_unref, NULL, self, NULL,
                             on_saved, NULL);
}

typedef struct
{
  ParcoursProject *project; /* (unowned) */
  char *slug;
} Follower;

static void
follower_free (gpointer  data,
               GClosure *closure)
{
  Follower *follower = data;

  g_free (follower->slug);
  g_free (follower);
}

static void
on_edited (ParcoursDocument *document,
           const char       *action,
           ParcoursEdit     *edit,
           gpointer          data)
{
  const Follower *follower = data;
  ParcoursProject *self = follower->project;
  const UnsavedEdit unsaved = { follower->slug, (char *) action, edit };

  if (self->writer == NULL)
    return;
  g_queue_push_tail (&self->unsaved, unsaved_edit_copy (&unsaved));
  begin_saving (self);
}

/* Logs what is done to a document from now on. */
void
parcours_project_follow (ParcoursProject  *self,
                         const char       *slug,
                         ParcoursDocument *document)
{
  Follower *follower = g_new0 (Follower, 1);
  GClosure *closure;

  follower->project = self;
  follower->slug = g_strdup (slug);
  closure = g_cclosure_new (G_CALLBACK (on_edited), follower, follower_free);
  g_object_watch_closure (G_OBJECT (self), closure);
  g_signal_connect_closure (document, "edited", closure, FALSE);
}

/* Waits until all is written that was done. */
gboolean
parcours_project_flush (ParcoursProject  *self,
                        GError          **error)
{
  GError *failure = NULL;

  /* What is on its way is done once nothing at all has been done after it. */
  if (self->batch != NULL)
    {
      parcours_worker_wait (self->writer);
      failure = take_batch (self);
    }
  g_clear_error (&failure);
  self->batch = new_batch (self);
  parcours_worker_run (self->writer, save, self->batch, NULL, NULL);
  failure = take_batch (self);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);

  return FALSE;
}

static gpointer
do_nothing (ParcoursStore  *store,
            gpointer        data,
            GCancellable   *cancellable,
            GError        **error)
{
  return NULL;
}

static void settle (ParcoursProject *self,
                    GTask           *task);

static void
on_waited (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  settle (PARCOURS_PROJECT (source), user_data);
}

/* The answer to what is on its way comes before that to what is asked for after it. Takes @task. */
static void
settle (ParcoursProject *self,
        GTask           *task)
{
  if (self->writer == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, _("The workspace has been closed"));
  else if (self->save_error != NULL)
    g_task_return_error (task, g_error_copy (self->save_error));
  else if (self->batch == NULL && g_queue_is_empty (&self->unsaved))
    g_task_return_boolean (task, TRUE);
  else
    {
      parcours_worker_run_async (self->writer, do_nothing, NULL, NULL, NULL, self, NULL, on_waited, task);
      return;
    }
  g_object_unref (task);
}

/* Calls back once all that was done to documents is on the disk, or when it cannot be written. */
void
parcours_project_settle_async (ParcoursProject     *self,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  settle (self, g_task_new (self, NULL, callback, user_data));
}

gboolean
parcours_project_settle_finish (ParcoursProject  *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
parcours_project_clear_unsaved (ParcoursProject *self)
{
  g_queue_clear_full (&self->unsaved, unsaved_edit_free);
}
