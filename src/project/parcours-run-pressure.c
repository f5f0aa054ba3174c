/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-run-pressure.h"

typedef struct
{
  ParcoursRun *run; /* (owned) */
  ParcoursJob *job; /* (owned) */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  parcours_run_unref (request->run);
  g_object_unref (request->job);
  g_free (request);
}

static void
report (guint                 done,
        guint                 total,
        const ParcoursCounts *counts,
        gpointer              job)
{
  parcours_job_report (done, total, job);
}

static void
look_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Request *request = task_data;
  GError *error = NULL;
  ParcoursPressure *pressure =
    parcours_pressure_new (parcours_run_simulation (request->run), parcours_run_n_contacts (request->run),
                           g_get_num_processors (), report, request->job, cancellable, &error);

  if (pressure != NULL)
    g_task_return_pointer (task, pressure, (GDestroyNotify) parcours_pressure_free);
  else
    g_task_return_error (task, error);
}

/**
 * parcours_run_pressure_async:
 * @run: a run
 * @job: told how far it is; may be cancelled
 * @callback: (scope async): called when it is known
 * @user_data: for @callback
 *
 * Looks, in threads, at each contact of a run that was made: how many messages
 * it gets, and what automations together do to it.
 */
void
parcours_run_pressure_async (ParcoursRun         *run,
                             ParcoursJob         *job,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, parcours_job_cancellable (job), callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->run = parcours_run_ref (run);
  request->job = g_object_ref (job);
  g_task_set_source_tag (task, parcours_run_pressure_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, look_in_thread);
}

/**
 * parcours_run_pressure_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what was found
 */
ParcoursPressure *
parcours_run_pressure_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_run_pressure_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
