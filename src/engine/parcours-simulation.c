/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-simulation.h"

struct _ParcoursSimulation
{
  gatomicrefcount ref_count;
  ParcoursProgram *program; /* (owned) */
  ParcoursBinding *binding; /* (owned) */
  gint64 from;
  gint64 to;
};

/* Shared by the threads of one run; each keeps counts of its own, so that none
 * writes where another one does. */
typedef struct
{
  ParcoursSimulation *simulation;
  ParcoursCounts *total;     /* under the mutex */
  GMutex mutex;
  guint n_contacts;
  gint64 bucket;
  gint next_chunk;           /* atomic */
  gint done;                 /* atomic */
  ParcoursProgress progress;
  gpointer user_data;
  GCancellable *cancellable;
} Run;

/**
 * parcours_simulation_new:
 * @program: (transfer none): a program
 * @population: (transfer none): a population that holds what the program's frame names
 * @from: the first instant
 * @to: the end, which does not belong to the period
 *
 * Returns: (transfer full): a simulation
 */
ParcoursSimulation *
parcours_simulation_new (ParcoursProgram    *program,
                         ParcoursPopulation *population,
                         gint64              from,
                         gint64              to)
{
  ParcoursSimulation *self = g_new0 (ParcoursSimulation, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->program = parcours_program_ref (program);
  self->binding = parcours_binding_new (parcours_program_frame (program), population);
  self->from = from;
  self->to = to;

  return self;
}

/**
 * parcours_simulation_ref:
 * @self: a simulation
 *
 * Returns: (transfer full): @self
 */
ParcoursSimulation *
parcours_simulation_ref (ParcoursSimulation *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * parcours_simulation_unref:
 * @self: (transfer full): a simulation
 */
void
parcours_simulation_unref (ParcoursSimulation *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  parcours_binding_unref (self->binding);
  parcours_program_unref (self->program);
  g_free (self);
}

/**
 * parcours_simulation_program:
 * @self: a simulation
 *
 * Returns: (transfer none): its program
 */
ParcoursProgram *
parcours_simulation_program (ParcoursSimulation *self)
{
  return self->program;
}

/**
 * parcours_simulation_population:
 * @self: a simulation
 *
 * Returns: (transfer none): its population
 */
ParcoursPopulation *
parcours_simulation_population (ParcoursSimulation *self)
{
  return self->binding->population;
}

/**
 * parcours_simulation_from:
 * @self: a simulation
 *
 * Returns: its first instant
 */
gint64
parcours_simulation_from (ParcoursSimulation *self)
{
  return self->from;
}

/**
 * parcours_simulation_to:
 * @self: a simulation
 *
 * Returns: its end
 */
gint64
parcours_simulation_to (ParcoursSimulation *self)
{
  return self->to;
}

/* What a thread has counted so far goes to the total, so that a watcher sees it. */
static void
report (Run            *run,
        ParcoursCounts *counts,
        guint           n)
{
  guint done = (guint) g_atomic_int_add (&run->done, (gint) n) + n;

  if (run->progress == NULL)
    return;
  g_mutex_lock (&run->mutex);
  parcours_counts_add (run->total, counts);
  parcours_counts_clear (counts);
  run->progress (done, run->n_contacts, run->total, run->user_data);
  g_mutex_unlock (&run->mutex);
}

static gpointer
run_chunks (gpointer data)
{
  Run *run = data;
  ParcoursSimulation *simulation = run->simulation;
  g_autoptr (ParcoursRunner) runner = parcours_runner_new (simulation->program, simulation->binding,
                                                           simulation->from, simulation->to);
  g_autoptr (ParcoursCounts) counts = parcours_counts_new (simulation->program, simulation->from, simulation->to,
                                                           run->bucket);

  parcours_runner_set_counts (runner, counts);
  while (!g_cancellable_is_cancelled (run->cancellable))
    {
      guint first = (guint) g_atomic_int_add (&run->next_chunk, 1) * PARCOURS_CHUNK;
      guint end = MIN (first + PARCOURS_CHUNK, run->n_contacts);

      if (first >= run->n_contacts)
        break;
      for (guint i = first; i < end; i++)
        parcours_runner_run (runner, i);
      report (run, counts, end - first);
    }
  g_mutex_lock (&run->mutex);
  parcours_counts_add (run->total, counts);
  g_mutex_unlock (&run->mutex);

  return NULL;
}

/**
 * parcours_simulation_count:
 * @self: a simulation
 * @n_contacts: how many contacts to run, from the first; %G_MAXUINT for all
 * @bucket: how many seconds a bucket of the counts shall have
 * @n_threads: how many threads shall run, at least 1; the result does not depend on it
 * @progress: (nullable) (scope call): called now and then
 * @user_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Returns: (transfer full): what happened, counted, or %NULL if the run was cancelled
 */
ParcoursCounts *
parcours_simulation_count (ParcoursSimulation  *self,
                           guint                n_contacts,
                           gint64               bucket,
                           guint                n_threads,
                           ParcoursProgress     progress,
                           gpointer             user_data,
                           GCancellable        *cancellable,
                           GError             **error)
{
  Run run = { self, parcours_counts_new (self->program, self->from, self->to, bucket) };
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();

  g_mutex_init (&run.mutex);
  run.n_contacts = MIN (n_contacts, self->binding->population->n);
  run.bucket = bucket;
  run.progress = progress;
  run.user_data = user_data;
  run.cancellable = cancellable;
  for (guint i = 1; i < n_threads; i++)
    g_ptr_array_add (threads, g_thread_new ("simulation", run_chunks, &run));
  run_chunks (&run);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
  g_mutex_clear (&run.mutex);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_pointer (&run.total, parcours_counts_free);

  return run.total;
}

/**
 * parcours_simulation_replay:
 * @self: a simulation
 * @contact: the place of a contact in the population
 * @observer: (scope call): called for all that happens to the contact, in order
 * @user_data: for @observer
 *
 * Runs one contact again, with somebody who listens.
 */
void
parcours_simulation_replay (ParcoursSimulation *self,
                            guint               contact,
                            ParcoursObserver    observer,
                            gpointer            user_data)
{
  g_autoptr (ParcoursRunner) runner = parcours_runner_new (self->program, self->binding, self->from, self->to);

  parcours_runner_set_observer (runner, observer, user_data);
  parcours_runner_run (runner, contact);
}
