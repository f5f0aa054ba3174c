/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-flow.h"
#include "parcours-run-private.h"
#include "parcours-store-contacts.h"

struct _ParcoursRun
{
  gatomicrefcount ref_count;
  ParcoursRunOptions *options;    /* (owned) */
  ParcoursLibrary *library;       /* (owned) */
  ParcoursSimulation *simulation; /* (owned) */
  ParcoursCounts *counts;         /* (owned) */
  guint n_wanted;                 /* how many contacts the run is about */
};

G_DEFINE_BOXED_TYPE (ParcoursRun, parcours_run, parcours_run_ref, parcours_run_unref)

/* parcours_run_n_wanted:
 * @plan: a plan
 * @simulation: what has come of preparing it
 *
 * Returns: how many contacts it is about
 */
guint
parcours_run_n_wanted (const ParcoursRunPlan *plan,
                       ParcoursSimulation    *simulation)
{
  guint n = parcours_simulation_n_contacts (simulation);
  guint limit = parcours_run_plan_options (plan)->limit;

  return limit != 0 ? MIN (n, limit) : n;
}

/* parcours_run_new:
 * @plan: a plan
 * @simulation: (transfer none): what has come of preparing it
 * @counts: (transfer full): what has been counted, perhaps of some contacts only
 *
 * Returns: (transfer full): a run
 */
ParcoursRun *
parcours_run_new (const ParcoursRunPlan *plan,
                  ParcoursSimulation    *simulation,
                  ParcoursCounts        *counts)
{
  ParcoursRun *run = g_new0 (ParcoursRun, 1);

  g_atomic_ref_count_init (&run->ref_count);
  run->options = parcours_run_options_copy (parcours_run_plan_options (plan));
  run->library = parcours_library_ref (parcours_run_plan_library (plan));
  run->simulation = parcours_simulation_ref (simulation);
  run->counts = counts;
  run->n_wanted = parcours_run_n_wanted (plan, simulation);

  return run;
}

/**
 * parcours_run_ref:
 * @run: a run
 *
 * Returns: (transfer full): @run
 */
ParcoursRun *
parcours_run_ref (ParcoursRun *run)
{
  g_atomic_ref_count_inc (&run->ref_count);

  return run;
}

/**
 * parcours_run_unref:
 * @run: (transfer full): a run
 */
void
parcours_run_unref (ParcoursRun *run)
{
  if (!g_atomic_ref_count_dec (&run->ref_count))
    return;
  parcours_counts_free (run->counts);
  parcours_simulation_unref (run->simulation);
  parcours_library_unref (run->library);
  parcours_run_options_free (run->options);
  g_free (run);
}

/**
 * parcours_run_options:
 * @run: a run
 *
 * Returns: (transfer none): what it was made with
 */
const ParcoursRunOptions *
parcours_run_options (ParcoursRun *run)
{
  return run->options;
}

/**
 * parcours_run_simulation:
 * @run: a run
 *
 * Returns: (transfer none): by which to replay a contact, or to make a trace
 */
ParcoursSimulation *
parcours_run_simulation (ParcoursRun *run)
{
  return run->simulation;
}

/**
 * parcours_run_library:
 * @run: a run
 *
 * Returns: (transfer none): what there was when it began
 */
ParcoursLibrary *
parcours_run_library (ParcoursRun *run)
{
  return run->library;
}

/**
 * parcours_run_counts:
 * @run: a run
 *
 * Returns: (transfer none): what was counted, of parcours_run_n_contacts() contacts
 */
const ParcoursCounts *
parcours_run_counts (ParcoursRun *run)
{
  return run->counts;
}

/**
 * parcours_run_n_contacts:
 * @run: a run
 *
 * Returns: how many contacts it is about
 */
guint
parcours_run_n_contacts (ParcoursRun *run)
{
  return run->n_wanted;
}

/**
 * parcours_run_n_new:
 * @run: a run
 *
 * Returns: how many of parcours_run_n_contacts() are not in the workspace, but come during the run
 */
guint
parcours_run_n_new (ParcoursRun *run)
{
  return run->n_wanted - MIN (run->n_wanted, parcours_simulation_population (run->simulation)->n);
}

/**
 * parcours_run_is_sample:
 * @run: a run
 *
 * Returns: whether not all of the contacts have been run
 */
gboolean
parcours_run_is_sample (ParcoursRun *run)
{
  return run->counts->n_contacts < run->n_wanted;
}

/**
 * parcours_run_scale:
 * @run: a run
 *
 * Returns: what counts have to be multiplied with to stand for all contacts, 1 if all have been run
 */
double
parcours_run_scale (ParcoursRun *run)
{
  return parcours_run_is_sample (run) ? run->n_wanted / (double) MAX (run->counts->n_contacts, 1) : 1.;
}

/**
 * parcours_run_n_automations:
 * @run: a run
 *
 * Returns: how many automations took part
 */
guint
parcours_run_n_automations (ParcoursRun *run)
{
  return parcours_program_n_automations (run->counts->program);
}

/**
 * parcours_run_automation:
 * @run: a run
 * @n: less than parcours_run_n_automations()
 *
 * Returns: (transfer none): the automation as it was run
 */
ParcoursAutomation *
parcours_run_automation (ParcoursRun *run,
                         guint        n)
{
  return parcours_program_nth_automation (run->counts->program, n);
}

/**
 * parcours_run_find_automation:
 * @run: a run
 * @slug: the slug of an automation
 *
 * Returns: its number, or -1 if it took no part
 */
int
parcours_run_find_automation (ParcoursRun *run,
                              const char  *slug)
{
  return parcours_program_find_automation (run->counts->program, slug);
}

/**
 * parcours_run_find_contact:
 * @run: a run
 * @id: the number of a contact in the workspace
 * @contact: (out): its number in the run
 *
 * Returns: whether it was there when the run was made
 */
gboolean
parcours_run_find_contact (ParcoursRun *run,
                           gint64       id,
                           guint       *contact)
{
  const ParcoursPopulation *population = parcours_simulation_population (run->simulation);
  guint number = 0;

  while (number < population->n && population->ids[number] != id)
    number++;
  *contact = number;

  return number < population->n;
}

/**
 * parcours_run_bucket:
 * @run: a run
 * @at: an instant, in seconds since 1970
 *
 * Returns: how many buckets of the counts lie wholly or partly before @at
 */
guint
parcours_run_bucket (ParcoursRun *run,
                     gint64       at)
{
  return parcours_counts_bucket (run->counts, at);
}

static gboolean
has_number (const GArray *numbers,
            guint         number)
{
  for (guint i = 0; i < numbers->len; i++)
    {
      if (g_array_index (numbers, guint, i) == number)
        return TRUE;
    }

  return FALSE;
}

/* Those that are not there yet: a later version may have them too. */
static void
add_steps_in_order (ParcoursRun *run,
                    guint        automation,
                    GArray      *order)
{
  ParcoursAutomation *of = parcours_run_automation (run, automation);
  g_autoptr (ParcoursFlow) flow = parcours_flow_new (of);
  gboolean is_first = order->len == 0;

  for (guint i = 0; i < parcours_automation_n_steps (of); i++)
    {
      ParcoursStep *step = parcours_automation_nth_step (of, parcours_flow_nth (flow, i));
      guint number = (guint) parcours_program_find_step (run->counts->program, parcours_automation_slug (of), step->id);

      if (is_first || !has_number (order, number))
        g_array_append_val (order, number);
    }
}

/**
 * parcours_run_steps_in_order:
 * @run: a run
 * @automation: the number of an automation
 *
 * Returns: (transfer full) (element-type guint): the numbers of its steps in the counts, triggers first, each
 *   before those that it leads to; of one that is swapped those of the last version, and then those that are gone
 */
GArray *
parcours_run_steps_in_order (ParcoursRun *run,
                             guint        automation)
{
  guint last = automation;
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

  while (last + 1 < parcours_run_n_automations (run) && parcours_program_is_version (run->counts->program, last + 1))
    last++;
  for (guint i = last + 1; i > automation; i--)
    add_steps_in_order (run, i - 1, order);

  return order;
}

/**
 * parcours_run_load_address:
 * @run: a run
 * @store: a connection to its workspace, in its thread
 * @key: the key of a contact
 *
 * Returns: (transfer full) (nullable): the address of the contact, %NULL if it has none
 */
char *
parcours_run_load_address (ParcoursRun   *run,
                           ParcoursStore *store,
                           guint64        key)
{
  ParcoursPopulation *population = parcours_simulation_population (run->simulation);
  guint contact;

  if (!parcours_simulation_find (run->simulation, key, &contact))
    return NULL;

  return contact < population->n ? parcours_store_load_address (store, population->ids[contact], NULL)
                                 : parcours_simulation_new_address (run->simulation, contact);
}

typedef struct
{
  ParcoursRunPlan *plan; /* (owned) */
  ParcoursJob *job;      /* (owned) (nullable) */
} RunRequest;

static void
run_request_free (gpointer data)
{
  RunRequest *request = data;

  parcours_run_plan_free (request->plan);
  g_clear_object (&request->job);
  g_free (request);
}

static void
report (guint                 done,
        guint                 total,
        const ParcoursCounts *counts,
        gpointer              job)
{
  if (job != NULL)
    parcours_job_report (done, total, job);
}

/* parcours_run_carry_out:
 * @plan: a plan
 * @store: a connection to the workspace, in its thread
 * @snapshot: what was loaded before
 * @progress: (nullable): called now and then
 * @user_data: for @progress
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what came of it
 */
ParcoursRun *
parcours_run_carry_out (const ParcoursRunPlan  *plan,
                        ParcoursStore          *store,
                        ParcoursSnapshot       *snapshot,
                        ParcoursProgress        progress,
                        gpointer                user_data,
                        GCancellable           *cancellable,
                        GError                **error)
{
  g_autoptr (ParcoursSimulation) simulation = parcours_run_plan_prepare (plan, store, snapshot, cancellable, error);
  ParcoursCounts *counts;

  if (simulation == NULL)
    return NULL;
  counts = parcours_simulation_count (simulation, parcours_run_n_wanted (plan, simulation), parcours_run_plan_bucket (plan),
                                      parcours_run_plan_threads (plan), progress, user_data, cancellable, error);

  return counts != NULL ? parcours_run_new (plan, simulation, counts) : NULL;
}

/* A run of all contacts has a connection of its own, so that nobody waits for it. */
static ParcoursRun *
carry_out (const ParcoursRunPlan  *plan,
           ParcoursJob            *job,
           GError                **error)
{
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();
  g_autoptr (ParcoursSnapshot) snapshot = parcours_snapshot_new (texts);
  g_autoptr (ParcoursStore) store = parcours_store_open (parcours_run_plan_path (plan), PARCOURS_STORE_READ, error);

  if (store == NULL)
    return NULL;

  return parcours_run_carry_out (plan, store, snapshot, report, job,
                                 job != NULL ? parcours_job_cancellable (job) : NULL, error);
}

static void
run_in_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const RunRequest *request = task_data;
  GError *error = NULL;
  ParcoursRun *run = carry_out (request->plan, request->job, &error);

  if (run != NULL)
    g_task_return_pointer (task, run, (GDestroyNotify) parcours_run_unref);
  else
    g_task_return_error (task, error);
}

static void
run_async (gpointer             source_object,
           ParcoursRunPlan     *plan,
           ParcoursJob         *job,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  g_autoptr (GTask) task =
    g_task_new (source_object, job != NULL ? parcours_job_cancellable (job) : NULL, callback, user_data);
  RunRequest *request = g_new0 (RunRequest, 1);

  request->plan = plan;
  request->job = job != NULL ? g_object_ref (job) : NULL;
  g_task_set_source_tag (task, run_async);
  g_task_set_task_data (task, request, run_request_free);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * parcours_run_plan_run_async:
 * @plan: (transfer full): a plan
 * @job: (nullable): told how far it is; may be cancelled
 * @callback: (scope async): called when it is done, or has failed
 * @user_data: for @callback
 *
 * Carries a plan out over the contacts of the workspace as they are on the disk,
 * in threads of its own.
 */
void
parcours_run_plan_run_async (ParcoursRunPlan     *plan,
                             ParcoursJob         *job,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  run_async (NULL, plan, job, callback, user_data);
}

/**
 * parcours_run_plan_run_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what came of it
 */
ParcoursRun *
parcours_run_plan_run_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * parcours_project_run:
 * @project: a project
 * @slug: (nullable): an automation that takes part whether it is active or not
 * @options: what is asked for
 * @job: (nullable): told how far it is; may be cancelled
 * @error: return location for an error
 *
 * Simulates the active automations and @slug over the contacts of the workspace,
 * as it is on the disk. Blocks; see parcours_project_run_async().
 *
 * Returns: (transfer full) (nullable): what came of it
 */
ParcoursRun *
parcours_project_run (ParcoursProject           *project,
                      const char                *slug,
                      const ParcoursRunOptions  *options,
                      ParcoursJob               *job,
                      GError                   **error)
{
  g_autoptr (ParcoursRunPlan) plan = parcours_run_plan_new (project, slug, options);

  return carry_out (plan, job, error);
}

/**
 * parcours_project_run_async:
 * @project: a project
 * @slug: (nullable): an automation that takes part whether it is active or not
 * @options: what is asked for
 * @job: (nullable): told how far it is; may be cancelled
 * @callback: (scope async): called when it is done, or has failed
 * @user_data: for @callback
 *
 * As parcours_project_run(), in threads of its own.
 */
void
parcours_project_run_async (ParcoursProject          *project,
                            const char               *slug,
                            const ParcoursRunOptions *options,
                            ParcoursJob              *job,
                            GAsyncReadyCallback       callback,
                            gpointer                  user_data)
{
  run_async (project, parcours_run_plan_new (project, slug, options), job, callback, user_data);
}

/**
 * parcours_project_run_finish:
 * @project: a project
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what came of it
 */
ParcoursRun *
parcours_project_run_finish (ParcoursProject  *project,
                             GAsyncResult     *result,
                             GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, project), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
