/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-run-private.h"
#include "parcours-run-study.h"
#include "parcours-store-contacts.h"

struct _ParcoursRunStudy
{
  ParcoursRun *run;              /* (owned) */
  ParcoursRehearsal *rehearsal;  /* (owned) (nullable) where versions are swapped */
  ParcoursPressure *pressure;    /* (owned) (nullable) where it was asked for */
  GHashTable *names;             /* (owned) (element-type guint64 utf8) */
};

/**
 * parcours_run_study_free:
 * @study: (transfer full): a study
 */
void
parcours_run_study_free (ParcoursRunStudy *study)
{
  g_clear_pointer (&study->run, parcours_run_unref);
  g_clear_pointer (&study->rehearsal, parcours_rehearsal_free);
  g_clear_pointer (&study->pressure, parcours_pressure_free);
  g_hash_table_unref (study->names);
  g_free (study);
}

/**
 * parcours_run_study_run:
 * @study: a study
 *
 * Returns: (transfer none): the run
 */
ParcoursRun *
parcours_run_study_run (const ParcoursRunStudy *study)
{
  return study->run;
}

/**
 * parcours_run_study_rehearsal:
 * @study: a study
 *
 * Returns: (transfer none) (nullable): what became of who was inside, %NULL where no version was swapped
 */
const ParcoursRehearsal *
parcours_run_study_rehearsal (const ParcoursRunStudy *study)
{
  return study->rehearsal;
}

/**
 * parcours_run_study_pressure:
 * @study: a study
 *
 * Returns: (transfer none) (nullable): what automations together do to people, %NULL where nobody asked
 */
const ParcoursPressure *
parcours_run_study_pressure (const ParcoursRunStudy *study)
{
  return study->pressure;
}

/**
 * parcours_run_study_name:
 * @study: a study
 * @key: the key of a contact that it names
 *
 * Returns: (transfer full): the contact's address, or its key where it has none
 */
char *
parcours_run_study_name (const ParcoursRunStudy *study,
                         guint64                 key)
{
  const char *name = g_hash_table_lookup (study->names, &key);

  return name != NULL ? g_strdup (name) : g_strdup_printf ("%016" G_GINT64_MODIFIER "x", key);
}

static char *
name_contact (guint64  key,
              gpointer user_data)
{
  return parcours_run_study_name (user_data, key);
}

/**
 * parcours_run_study_to_json:
 * @study: a study
 *
 * Returns: (transfer full): the counts of the run, and beside them `rehearsal` and `pressure`
 */
JsonNode *
parcours_run_study_to_json (const ParcoursRunStudy *study)
{
  JsonNode *node = parcours_counts_to_json (parcours_run_counts (study->run));
  JsonObject *object = json_node_get_object (node);

  if (study->rehearsal != NULL)
    json_object_set_member (object, "rehearsal",
                            parcours_rehearsal_to_json (study->rehearsal, name_contact, (gpointer) study));
  if (study->pressure != NULL)
    json_object_set_member (object, "pressure",
                            parcours_pressure_to_json (study->pressure, name_contact, (gpointer) study));

  return node;
}

/* What the thread works on. */
typedef struct
{
  ParcoursRunPlan *plan; /* (owned) */
  gboolean pressure;
  ParcoursJob *job;      /* (owned) (nullable) */
  guint n_parts;         /* the run, and each look at its contacts */
  guint n_done;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  parcours_run_plan_free (request->plan);
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
    parcours_job_report ((gint64) request->n_done * total + done, (gint64) request->n_parts * total, request->job);
}

static void
learn_name (ParcoursRunStudy *study,
            ParcoursStore    *store,
            guint64           key)
{
  char *address;

  if (g_hash_table_contains (study->names, &key))
    return;
  address = parcours_run_load_address (study->run, store, key);
  if (address != NULL)
    g_hash_table_insert (study->names, g_memdup2 (&key, sizeof key), address);
}

static void
learn_names (ParcoursRunStudy *study,
             ParcoursStore    *store)
{
  const GArray *rows = study->rehearsal != NULL ? parcours_rehearsal_rows (study->rehearsal) : NULL;
  const GArray *most = study->pressure != NULL ? parcours_pressure_most (study->pressure) : NULL;
  const GPtrArray *collisions = study->pressure != NULL ? parcours_pressure_collisions (study->pressure) : NULL;
  const GPtrArray *circles = study->pressure != NULL ? parcours_pressure_circles (study->pressure) : NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const ParcoursRehearsed *row = &g_array_index (rows, ParcoursRehearsed, i);

      if (row->fate != PARCOURS_FATE_STAYED)
        learn_name (study, store, row->key);
    }
  for (guint i = 0; most != NULL && i < most->len; i++)
    learn_name (study, store, g_array_index (most, ParcoursPressed, i).key);
  for (guint i = 0; collisions != NULL && i < collisions->len; i++)
    {
      const ParcoursCollision *collision = g_ptr_array_index (collisions, i);

      for (guint j = 0; j < collision->named->len; j++)
        learn_name (study, store, g_array_index (collision->named, ParcoursCollided, j).key);
    }
  for (guint i = 0; circles != NULL && i < circles->len; i++)
    {
      const ParcoursCircle *circle = g_ptr_array_index (circles, i);

      for (guint j = 0; j < circle->named->len; j++)
        learn_name (study, store, g_array_index (circle->named, guint64, j));
    }
}

static gboolean
has_swaps (ParcoursProgram *program)
{
  for (guint i = 0; i < parcours_program_n_automations (program); i++)
    {
      if (parcours_program_is_version (program, i))
        return TRUE;
    }

  return FALSE;
}

static gboolean
look_at_contacts (Request           *request,
                  ParcoursRunStudy  *study,
                  GCancellable      *cancellable,
                  GError           **error)
{
  ParcoursSimulation *simulation = parcours_run_simulation (study->run);
  guint n_contacts = parcours_run_n_contacts (study->run);
  guint n_threads = parcours_run_plan_threads (request->plan);

  if (has_swaps (parcours_simulation_program (simulation)))
    {
      request->n_done++;
      study->rehearsal = parcours_rehearsal_new (simulation, n_contacts, n_threads, report, request, cancellable, error);
      if (study->rehearsal == NULL)
        return FALSE;
    }
  if (!request->pressure)
    return TRUE;
  request->n_done++;
  study->pressure = parcours_pressure_new (simulation, n_contacts, n_threads, report, request, cancellable, error);

  return study->pressure != NULL;
}

static ParcoursRunStudy *
carry_out (Request        *request,
           ParcoursStore  *store,
           GCancellable   *cancellable,
           GError        **error)
{
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();
  g_autoptr (ParcoursSnapshot) snapshot = parcours_snapshot_new (texts);
  g_autoptr (ParcoursRunStudy) study = g_new0 (ParcoursRunStudy, 1);

  study->names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  request->n_parts = 2 + request->pressure;
  study->run = parcours_run_carry_out (request->plan, store, snapshot, report, request, cancellable, error);
  if (study->run == NULL || !look_at_contacts (request, study, cancellable, error))
    return NULL;
  learn_names (study, store);

  return g_steal_pointer (&study);
}

static void
study_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Request *request = task_data;
  GError *error = NULL;
  g_autoptr (ParcoursStore) store =
    parcours_store_open (parcours_run_plan_path (request->plan), PARCOURS_STORE_READ, &error);
  ParcoursRunStudy *study = store != NULL ? carry_out (request, store, cancellable, &error) : NULL;

  if (study != NULL)
    g_task_return_pointer (task, study, (GDestroyNotify) parcours_run_study_free);
  else
    g_task_return_error (task, error);
}

/**
 * parcours_run_study_async:
 * @plan: (transfer full): a plan
 * @pressure: whether to look for what automations together do to people
 * @job: (nullable): told how far it is; may be cancelled
 * @callback: (scope async): called when it is done, or has failed
 * @user_data: for @callback
 *
 * Carries a plan out and looks at each contact, in threads of its own.
 */
void
parcours_run_study_async (ParcoursRunPlan     *plan,
                          gboolean             pressure,
                          ParcoursJob         *job,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, job != NULL ? parcours_job_cancellable (job) : NULL, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->plan = plan;
  request->pressure = pressure;
  request->job = job != NULL ? g_object_ref (job) : NULL;
  g_task_set_source_tag (task, parcours_run_study_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, study_in_thread);
}

/**
 * parcours_run_study_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what came of it
 */
ParcoursRunStudy *
parcours_run_study_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_run_study_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
