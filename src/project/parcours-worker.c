/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-worker.h"

struct _ParcoursWorker
{
  GThread *thread;    /* (owned) */
  GAsyncQueue *queue; /* (owned) (element-type Piece) */
  ParcoursStore *store; /* (owned) used by @thread alone */
};

/* A piece of work, for somebody who waits or for a task. */
typedef struct
{
  ParcoursWork work; /* %NULL asks the thread to end */
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  GCancellable *cancellable; /* (owned) (nullable) */
  GTask *task;               /* (owned) (nullable) */

  GMutex mutex;              /* of who waits */
  GCond cond;
  gboolean done;
  gpointer result;
  GError *error;             /* (owned) (nullable) */
} Piece;

static void
piece_free (Piece *piece)
{
  if (piece->free_data != NULL)
    piece->free_data (piece->data);
  g_clear_object (&piece->cancellable);
  g_clear_object (&piece->task);
  g_free (piece);
}

static gboolean
unref_cb (gpointer task)
{
  g_object_unref (task);

  return G_SOURCE_REMOVE;
}

/* The last to let go of a task lets go of the object that it is about, which
 * must not happen here: that may be the owner of this very thread. */
static void
unref_elsewhere (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, unref_cb, task, NULL);
  g_source_attach (source, g_task_get_context (task));
}

/* Data may hold objects of the main thread: it goes before the answer does. */
static void
answer_task (Piece   *piece,
             gpointer result,
             GError  *error)
{
  GTask *task = g_steal_pointer (&piece->task);
  GDestroyNotify free_result = piece->free_result;

  piece_free (piece);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, free_result);
  unref_elsewhere (task);
}

static void
do_piece (ParcoursWorker *worker,
          Piece          *piece)
{
  GError *error = NULL;
  gpointer result = NULL;

  if (!g_cancellable_set_error_if_cancelled (piece->cancellable, &error))
    result = piece->work (worker->store, piece->data, piece->cancellable, &error);
  if (piece->task != NULL)
    {
      answer_task (piece, result, error);
      return;
    }
  g_mutex_lock (&piece->mutex);
  piece->result = result;
  piece->error = error;
  piece->done = TRUE;
  g_cond_signal (&piece->cond);
  g_mutex_unlock (&piece->mutex);
}

static gpointer
run (gpointer data)
{
  ParcoursWorker *worker = data;

  for (;;)
    {
      Piece *piece = g_async_queue_pop (worker->queue);

      if (piece->work == NULL)
        {
          g_free (piece);
          break;
        }
      do_piece (worker, piece);
    }
  parcours_store_close (worker->store);

  return NULL;
}

/**
 * parcours_worker_new:
 * @store: (transfer full): a connection that nobody else uses from now on
 * @name: the thread's name
 *
 * Returns: (transfer full): a worker that has nothing to do yet
 */
ParcoursWorker *
parcours_worker_new (ParcoursStore *store,
                     const char    *name)
{
  ParcoursWorker *worker = g_new0 (ParcoursWorker, 1);

  worker->store = store;
  worker->queue = g_async_queue_new ();
  worker->thread = g_thread_new (name, run, worker);

  return worker;
}

/**
 * parcours_worker_free:
 * @worker: (transfer full): a worker
 *
 * Waits until all that was asked for is done, then closes the connection.
 */
void
parcours_worker_free (ParcoursWorker *worker)
{
  g_async_queue_push (worker->queue, g_new0 (Piece, 1));
  g_thread_join (worker->thread);
  g_async_queue_unref (worker->queue);
  g_free (worker);
}

/**
 * parcours_worker_run_task:
 * @worker: a worker
 * @work: (scope async): what to do in its thread
 * @data: (transfer full): what it is about
 * @free_data: (nullable): frees @data
 * @free_result: (nullable): frees what comes of it, if nobody takes it
 * @task: (transfer full): what the work answers, with a pointer or an error; its cancellable counts
 *
 * Puts a piece of work at the end of the queue, whose result is all that @task is for.
 */
void
parcours_worker_run_task (ParcoursWorker *worker,
                          ParcoursWork    work,
                          gpointer        data,
                          GDestroyNotify  free_data,
                          GDestroyNotify  free_result,
                          GTask          *task)
{
  Piece *piece = g_new0 (Piece, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  piece->work = work;
  piece->data = data;
  piece->free_data = free_data;
  piece->free_result = free_result;
  piece->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  piece->task = task;
  g_async_queue_push (worker->queue, piece);
}

/**
 * parcours_worker_run_async:
 * @worker: a worker
 * @work: (scope async): what to do in its thread
 * @data: (transfer full): what it is about
 * @free_data: (nullable): frees @data
 * @free_result: (nullable): frees what comes of it, if nobody takes it
 * @source_object: (nullable) (type GObject): who asks
 * @cancellable: (nullable): a #GCancellable
 * @callback: (nullable) (scope async): called when it is done, in the thread that asks
 * @user_data: for @callback
 *
 * Puts a piece of work at the end of the queue.
 */
void
parcours_worker_run_async (ParcoursWorker      *worker,
                           ParcoursWork         work,
                           gpointer             data,
                           GDestroyNotify       free_data,
                           GDestroyNotify       free_result,
                           gpointer             source_object,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (source_object, cancellable, callback, user_data);

  /* What was done in the workspace is done, even if somebody cancels just then. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, parcours_worker_run_async);
  parcours_worker_run_task (worker, work, data, free_data, free_result, task);
}

/**
 * parcours_worker_run_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what came of the work
 */
gpointer
parcours_worker_run_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_worker_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * parcours_worker_run:
 * @worker: a worker
 * @work: (scope call): what to do in its thread
 * @data: what it is about
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Waits until the work, and all that was asked for before, is done. Not for a thread that has a window.
 *
 * Returns: (transfer full) (nullable): what came of it
 */
gpointer
parcours_worker_run (ParcoursWorker  *worker,
                     ParcoursWork     work,
                     gpointer         data,
                     GCancellable    *cancellable,
                     GError         **error)
{
  Piece piece = { .work = work, .data = data, .cancellable = cancellable };

  g_mutex_init (&piece.mutex);
  g_cond_init (&piece.cond);
  g_mutex_lock (&piece.mutex);
  g_async_queue_push (worker->queue, &piece);
  while (!piece.done)
    g_cond_wait (&piece.cond, &piece.mutex);
  g_mutex_unlock (&piece.mutex);
  g_mutex_clear (&piece.mutex);
  g_cond_clear (&piece.cond);
  if (piece.error != NULL)
    g_propagate_error (error, piece.error);

  return piece.result;
}

static gpointer
do_nothing (ParcoursStore  *store,
            gpointer        data,
            GCancellable   *cancellable,
            GError        **error)
{
  return NULL;
}

/**
 * parcours_worker_wait:
 * @worker: a worker
 *
 * Waits until all that was asked for is done. Not for a thread that has a window.
 */
void
parcours_worker_wait (ParcoursWorker *worker)
{
  parcours_worker_run (worker, do_nothing, NULL, NULL, NULL);
}
