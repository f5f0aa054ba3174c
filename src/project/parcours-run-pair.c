/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-run-pair.h"
#include "parcours-run-private.h"

struct _ParcoursRunPair
{
  gatomicrefcount ref_count;
  ParcoursPairing *pairing; /* (owned) */
  ParcoursRun *before;      /* (owned) the first run of each */
  ParcoursRun *after;       /* (owned) */
  GArray *other_ways;       /* (owned) (element-type guint64) */
  GPtrArray *names;         /* (owned) (element-type utf8) (nullable): of the first of these */
};

/**
 * parcours_run_pair_ref:
 * @pair: a pair of runs
 *
 * Returns: (transfer full): @pair
 */
ParcoursRunPair *
parcours_run_pair_ref (ParcoursRunPair *pair)
{
  g_atomic_ref_count_inc (&pair->ref_count);

  return pair;
}

/**
 * parcours_run_pair_unref:
 * @pair: (transfer full): a pair of runs
 */
void
parcours_run_pair_unref (ParcoursRunPair *pair)
{
  if (!g_atomic_ref_count_dec (&pair->ref_count))
    return;
  parcours_pairing_free (pair->pairing);
  g_clear_pointer (&pair->before, parcours_run_unref);
  g_clear_pointer (&pair->after, parcours_run_unref);
  g_clear_pointer (&pair->other_ways, g_array_unref);
  g_clear_pointer (&pair->names, g_ptr_array_unref);
  g_free (pair);
}

/**
 * parcours_run_pair_pairing:
 * @pair: a pair of runs
 *
 * Returns: (transfer none): the counts of all runs, compared
 */
const ParcoursPairing *
parcours_run_pair_pairing (ParcoursRunPair *pair)
{
  return pair->pairing;
}

/**
 * parcours_run_pair_before:
 * @pair: a pair of runs
 *
 * Returns: (transfer none): the first run without the change
 */
ParcoursRun *
parcours_run_pair_before (ParcoursRunPair *pair)
{
  return pair->before;
}

/**
 * parcours_run_pair_after:
 * @pair: a pair of runs
 *
 * Returns: (transfer none): the first run with the change
 */
ParcoursRun *
parcours_run_pair_after (ParcoursRunPair *pair)
{
  return pair->after;
}

/**
 * parcours_run_pair_other_ways:
 * @pair: a pair of runs
 *
 * Returns: (transfer none) (element-type guint64): the keys of the contacts that went another way in the first run,
 *   see parcours_pairing_find_other_ways()
 */
GArray *
parcours_run_pair_other_ways (ParcoursRunPair *pair)
{
  return pair->other_ways;
}

/**
 * parcours_run_pair_name:
 * @pair: a pair of runs
 * @n: a number below the length of parcours_run_pair_other_ways()
 *
 * Returns: (transfer full): the address of that contact, or its key where it has none or comes after
 *   %PARCOURS_RUN_PAIR_NAMED others
 */
char *
parcours_run_pair_name (ParcoursRunPair *pair,
                        guint            n)
{
  const char *name = n < pair->names->len ? g_ptr_array_index (pair->names, n) : NULL;

  return name != NULL ? g_strdup (name)
                      : g_strdup_printf ("%016" G_GINT64_MODIFIER "x", g_array_index (pair->other_ways, guint64, n));
}

/* What the thread works on. */
typedef struct
{
  ParcoursRunPlan *before; /* (owned) */
  ParcoursRunPlan *after;  /* (owned) */
  guint n_runs;
  guint n_done;            /* single runs */
  ParcoursJob *job;        /* (owned) (nullable) */
  ParcoursStore *store;
  ParcoursSnapshot *snapshot;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  parcours_run_plan_free (request->before);
  parcours_run_plan_free (request->after);
  g_clear_object (&request->job);
  g_free (request);
}

static void
report (guint                 done,
        guint                 total,
        const ParcoursCounts *counts,
        gpointer              user_data)
{
  const Request *request = user_data;

  if (request->job != NULL)
    parcours_job_report ((gint64) request->n_done * total + done, (gint64) request->n_runs * 2 * total, request->job);
}

static ParcoursRun *
run_once (Request          *request,
          ParcoursRunPlan  *plan,
          GCancellable     *cancellable,
          GError          **error)
{
  ParcoursRun *run = parcours_run_carry_out (plan, request->store, request->snapshot, report, request, cancellable, error);

  request->n_done++;

  return run;
}

static void
learn_names (ParcoursRunPair *pair,
             ParcoursStore   *store)
{
  pair->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < MIN (pair->other_ways->len, PARCOURS_RUN_PAIR_NAMED); i++)
    g_ptr_array_add (pair->names,
                     parcours_run_load_address (pair->before, store, g_array_index (pair->other_ways, guint64, i)));
}

/* Runs both with one seed. The first time tells, too, who goes another way. */
static gboolean
add_run (Request          *request,
         ParcoursRunPair  *pair,
         GCancellable     *cancellable,
         GError          **error)
{
  g_autoptr (ParcoursRun) before = run_once (request, request->before, cancellable, error);
  g_autoptr (ParcoursRun) after = before != NULL ? run_once (request, request->after, cancellable, error) : NULL;

  if (after == NULL)
    return FALSE;
  parcours_pairing_add (pair->pairing, parcours_run_counts (before), parcours_run_counts (after));
  if (pair->before != NULL)
    return TRUE;
  pair->other_ways =
    parcours_pairing_find_other_ways (parcours_run_simulation (before), parcours_run_simulation (after),
                                      parcours_run_n_contacts (before), parcours_run_plan_threads (request->before),
                                      cancellable, error);
  pair->before = g_steal_pointer (&before);
  pair->after = g_steal_pointer (&after);
  if (pair->other_ways != NULL)
    learn_names (pair, request->store);

  return pair->other_ways != NULL;
}

static ParcoursRunPair *
carry_out (Request       *request,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (ParcoursRunPair) pair = g_new0 (ParcoursRunPair, 1);
  guint64 seed_before = parcours_run_plan_options (request->before)->seed;
  guint64 seed_after = parcours_run_plan_options (request->after)->seed;

  g_atomic_ref_count_init (&pair->ref_count);
  pair->pairing = parcours_pairing_new ();
  for (guint i = 0; i < request->n_runs; i++)
    {
      parcours_run_plan_set_seed (request->before, seed_before + i);
      parcours_run_plan_set_seed (request->after, seed_after + i);
      if (!add_run (request, pair, cancellable, error))
        return NULL;
    }

  return g_steal_pointer (&pair);
}

static void
pair_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Request *request = task_data;
  GError *error = NULL;
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();
  g_autoptr (ParcoursSnapshot) snapshot = parcours_snapshot_new (texts);
  g_autoptr (ParcoursStore) store =
    parcours_store_open (parcours_run_plan_path (request->before), PARCOURS_STORE_READ, &error);
  ParcoursRunPair *pair = NULL;

  request->store = store;
  request->snapshot = snapshot;
  if (store != NULL)
    pair = carry_out (request, cancellable, &error);
  if (pair != NULL)
    g_task_return_pointer (task, pair, (GDestroyNotify) parcours_run_pair_unref);
  else
    g_task_return_error (task, error);
}

/**
 * parcours_run_pair_async:
 * @before: (transfer full): a plan
 * @after: (transfer full): another one for the same workspace, in which something was changed
 * @n_runs: how often, with one seed after the other, from those of the plans on; at most
 *   %PARCOURS_RUN_PAIR_MAX_RUNS
 * @job: (nullable): told how far it is; may be cancelled
 * @callback: (scope async): called when it is done, or has failed
 * @user_data: for @callback
 *
 * Carries both plans out over the same contacts with the same luck, in threads of its own.
 */
void
parcours_run_pair_async (ParcoursRunPlan     *before,
                         ParcoursRunPlan     *after,
                         guint                n_runs,
                         ParcoursJob         *job,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, job != NULL ? parcours_job_cancellable (job) : NULL, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->before = before;
  request->after = after;
  request->n_runs = CLAMP (n_runs, 1, PARCOURS_RUN_PAIR_MAX_RUNS);
  request->job = job != NULL ? g_object_ref (job) : NULL;
  g_task_set_source_tag (task, parcours_run_pair_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, pair_in_thread);
}

/**
 * parcours_run_pair_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what came of it
 */
ParcoursRunPair *
parcours_run_pair_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_run_pair_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
