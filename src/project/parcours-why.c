/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-contact-item.h"
#include "parcours-store-contacts.h"
#include "parcours-why.h"

/* Each contact is run once more, which takes a fraction of a millisecond: so many say enough. */
#define MAX_CONTACTS 50000

struct _ParcoursWhy
{
  ParcoursRun *run;                 /* (owned) */
  ParcoursAbsences *absences;       /* (owned) (nullable) */
  ParcoursExplanation *explanation; /* (owned) (nullable) */
  GHashTable *names;                /* (owned) (element-type guint utf8) by the number of the contact */
};

typedef struct
{
  ParcoursRun *run; /* (owned) */
  ParcoursJob *job; /* (owned) (nullable) */
  char *path;       /* (owned) */
  guint number;     /* of the step or the contact */
  gboolean of_step;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  parcours_run_unref (question->run);
  g_clear_object (&question->job);
  g_free (question->path);
  g_free (question);
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

static void
add_name (ParcoursWhy   *self,
          ParcoursStore *store,
          guint          number)
{
  const ParcoursPopulation *population = parcours_simulation_population (parcours_run_simulation (self->run));
  g_autoptr (ParcoursContact) contact = number < population->n
                                          ? parcours_store_load_contact (store, population->ids[number], NULL) : NULL;
  char *name = contact != NULL ? parcours_contact_name (contact)
                               : parcours_simulation_new_address (parcours_run_simulation (self->run), number);

  /* Of a scenario, or of the timeline, who comes may have no address. */
  if (name == NULL)
    name = g_strdup (_("Somebody who comes during the run"));

  g_hash_table_insert (self->names, GUINT_TO_POINTER (number), name);
}

static void
add_names (ParcoursWhy   *self,
           ParcoursStore *store)
{
  for (guint i = 0; i < parcours_absences_n (self->absences); i++)
    {
      const ParcoursAbsence *absence = parcours_absences_nth (self->absences, i);

      for (guint e = 0; e < MIN (absence->n, PARCOURS_N_EXAMPLES); e++)
        add_name (self, store, absence->examples[e]);
    }
}

static gboolean
answer (ParcoursWhy     *self,
        const Question  *question,
        ParcoursStore   *store,
        GCancellable    *cancellable,
        GError         **error)
{
  ParcoursSimulation *simulation = parcours_run_simulation (self->run);

  if (!parcours_simulation_learn (simulation, 1, cancellable, error))
    return FALSE;
  if (!question->of_step)
    {
      self->explanation = parcours_explain_contact (simulation, question->number, NULL);
      add_name (self, store, question->number);
      return TRUE;
    }
  self->absences = parcours_absences_find (simulation, question->number, MIN (parcours_run_n_contacts (self->run), MAX_CONTACTS),
                                           report, question->job, cancellable, error);
  if (self->absences != NULL)
    add_names (self, store);

  return self->absences != NULL;
}

static void
answer_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  const Question *question = task_data;
  g_autoptr (ParcoursWhy) self = g_new0 (ParcoursWhy, 1);
  g_autoptr (ParcoursStore) store = NULL;
  GError *error = NULL;

  self->run = parcours_run_ref (question->run);
  self->names = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  store = parcours_store_open (question->path, PARCOURS_STORE_READ, &error);
  if (store != NULL && answer (self, question, store, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) parcours_why_free);
  else
    g_task_return_error (task, error);
}

static void
ask (ParcoursRun         *run,
     const char          *path,
     guint                number,
     gboolean             of_step,
     ParcoursJob         *job,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, job != NULL ? parcours_job_cancellable (job) : NULL, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->run = parcours_run_ref (run);
  question->job = job != NULL ? g_object_ref (job) : NULL;
  question->path = g_strdup (path);
  question->number = number;
  question->of_step = of_step;
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, answer_in_thread);
}

/**
 * parcours_why_step_async:
 * @run: a run
 * @path: the workspace, for the names of contacts
 * @step: a step of the program of @run
 * @job: (nullable): told how far it is; may be cancelled
 * @callback: (scope async): called when it is known
 * @user_data: for @callback
 *
 * Finds out, in a thread, why those who did not come to a step did not; of a very
 * large base the first 50,000 contacts are asked.
 */
void
parcours_why_step_async (ParcoursRun         *run,
                         const char          *path,
                         guint                step,
                         ParcoursJob         *job,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  ask (run, path, step, TRUE, job, callback, user_data);
}

/**
 * parcours_why_contact_async:
 * @run: a run
 * @path: the workspace, for the name of the contact
 * @contact: the number of a contact in @run
 * @job: (nullable): told how far it is; may be cancelled
 * @callback: (scope async): called when it is known
 * @user_data: for @callback
 *
 * Finds out, in a thread, what happened to a contact in all automations of a run, and why.
 */
void
parcours_why_contact_async (ParcoursRun         *run,
                            const char          *path,
                            guint                contact,
                            ParcoursJob         *job,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  ask (run, path, contact, FALSE, job, callback, user_data);
}

/**
 * parcours_why_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the answer
 */
ParcoursWhy *
parcours_why_finish (GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ask), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * parcours_why_free:
 * @self: (transfer full): an answer
 */
void
parcours_why_free (ParcoursWhy *self)
{
  g_clear_pointer (&self->absences, parcours_absences_free);
  g_clear_pointer (&self->explanation, parcours_explanation_free);
  g_hash_table_unref (self->names);
  parcours_run_unref (self->run);
  g_free (self);
}

/**
 * parcours_why_run:
 * @self: an answer
 *
 * Returns: (transfer none): the run that it is about
 */
ParcoursRun *
parcours_why_run (ParcoursWhy *self)
{
  return self->run;
}

/**
 * parcours_why_absences:
 * @self: an answer
 *
 * Returns: (transfer none) (nullable): why others did not come to the step, %NULL where a contact was asked about
 */
const ParcoursAbsences *
parcours_why_absences (const ParcoursWhy *self)
{
  return self->absences;
}

/**
 * parcours_why_explanation:
 * @self: an answer
 *
 * Returns: (transfer none) (nullable): what happened to the contact, %NULL where a step was asked about
 */
const ParcoursExplanation *
parcours_why_explanation (const ParcoursWhy *self)
{
  return self->explanation;
}

/**
 * parcours_why_name:
 * @self: an answer
 * @contact: the number of a contact that it speaks of
 *
 * Returns: (transfer none): what the contact is called
 */
const char *
parcours_why_name (const ParcoursWhy *self,
                   guint              contact)
{
  return g_hash_table_lookup (self->names, GUINT_TO_POINTER (contact));
}
