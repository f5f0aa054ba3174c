/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Running all contacts again with somebody who looks on, chunk by chunk on several
 * threads. Who keeps what a chunk gives apart gets the same for any number of threads. */

#include "config.h"

#include "parcours-chunks.h"

typedef struct
{
  ParcoursSimulation *simulation;
  guint n_contacts;
  gint next_chunk;           /* atomic */
  GMutex mutex;
  guint n_done;              /* under the mutex */
  ParcoursChunkFunc func;
  gpointer user_data;
  ParcoursProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} Round;

static void
report (Round *round,
        guint  n)
{
  if (round->progress == NULL)
    return;
  g_mutex_lock (&round->mutex);
  round->n_done += n;
  round->progress (round->n_done, round->n_contacts, NULL, round->progress_data);
  g_mutex_unlock (&round->mutex);
}

static gpointer
run_chunks (gpointer data)
{
  Round *round = data;
  g_autoptr (ParcoursRunner) runner = parcours_simulation_new_runner (round->simulation);

  while (!g_cancellable_is_cancelled (round->cancellable))
    {
      guint chunk = (guint) g_atomic_int_add (&round->next_chunk, 1);
      guint first = chunk * PARCOURS_CHUNK;
      guint end = MIN (first + PARCOURS_CHUNK, round->n_contacts);

      if (first >= round->n_contacts)
        break;
      round->func (runner, chunk, first, end, round->user_data);
      report (round, end - first);
    }

  return NULL;
}

/* parcours_simulation_n_chunks:
 * @self: a simulation
 * @n_contacts: (inout): how many contacts are wanted, and how many there are of these
 *
 * Returns: how many chunks they make
 */
guint
parcours_simulation_n_chunks (ParcoursSimulation *self,
                              guint              *n_contacts)
{
  *n_contacts = MIN (*n_contacts, parcours_simulation_n_contacts (self));

  return (*n_contacts + PARCOURS_CHUNK - 1) / PARCOURS_CHUNK;
}

/* parcours_simulation_foreach_chunk:
 * @self: a simulation
 * @n_contacts: how many contacts, from the first
 * @n_threads: how many threads shall run, at least 1
 * @func: (scope call): runs the contacts of a chunk, with whatever observer it sets
 * @user_data: for @func
 * @progress: (nullable) (scope call): called now and then, without counts
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Returns: whether all have run
 */
gboolean
parcours_simulation_foreach_chunk (ParcoursSimulation  *self,
                                   guint                n_contacts,
                                   guint                n_threads,
                                   ParcoursChunkFunc    func,
                                   gpointer             user_data,
                                   ParcoursProgress     progress,
                                   gpointer             progress_data,
                                   GCancellable        *cancellable,
                                   GError             **error)
{
  Round round = { .simulation = self, .n_contacts = n_contacts, .func = func, .user_data = user_data, .progress = progress,
                  .progress_data = progress_data, .cancellable = cancellable };
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();

  if (!parcours_simulation_learn (self, n_threads, cancellable, error))
    return FALSE;
  g_mutex_init (&round.mutex);
  for (guint i = 1; i < n_threads; i++)
    g_ptr_array_add (threads, g_thread_new ("contacts", run_chunks, &round));
  run_chunks (&round);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
  g_mutex_clear (&round.mutex);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
