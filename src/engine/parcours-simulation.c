/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "parcours-chunks.h"
#include "parcours-runner-private.h"

struct _ParcoursSimulation
{
  gatomicrefcount ref_count;
  ParcoursProgram *program; /* (owned) */
  ParcoursBinding *binding; /* (owned) */
  GArray *record_scripts;   /* (owned) (element-type RecordScript) by key */
  GArray *newcomers;        /* (owned) (element-type Newcomer) contacts that come to be, by key */
  gint64 from;
  gint64 to;
  guint chunk;              /* how many contacts a thread takes at a time */
  GMutex mutex;
  ParcoursThresholds *thresholds; /* (owned) (nullable) under the mutex: of the last full run */
};

/* Shared by the threads of one run; each keeps counts of its own, so that none
 * writes where another one does. */
typedef struct
{
  ParcoursSimulation *simulation;
  ParcoursThresholds *thresholds; /* what is known before the pass */
  GArray *sharing;           /* (owned) (element-type guint32) contacts whose way hangs on others, under the mutex */
  gboolean only_sharing;     /* the pass is about these alone */
  ParcoursCounts *alone;     /* (owned) (nullable) what is counted of all others, then */
  GArray **marks;            /* (owned) (nullable) a threshold each, under the mutex */
  GArray *changes;           /* (owned) (element-type AccountChange) under the mutex */
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

static int
compare_record_scripts (gconstpointer a,
                        gconstpointer b)
{
  const RecordScript *one = a;
  const RecordScript *other = b;

  if (one->key != other->key)
    return one->key < other->key ? -1 : 1;

  return one->script < other->script ? -1 : one->script > other->script;
}

/* To whom the record @id belongs. */
static gboolean
find_owner (const ParcoursPopulation *population,
            const char               *kind,
            guint32                   id,
            guint64                  *key)
{
  const ParcoursRecords *records = g_hash_table_lookup (population->records, kind);

  for (guint i = 0; records != NULL && i < population->n; i++)
    {
      for (guint32 j = records->offsets[i]; j < records->offsets[i + 1]; j++)
        {
          if (records->records[j].id == id)
            {
              *key = population->keys[i];
              return TRUE;
            }
        }
    }

  return FALSE;
}

/* Events about a record that name nobody are its owner's. */
static GArray *
find_record_scripts (ParcoursSimulation *self)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (RecordScript));

  for (guint i = 0; i < self->program->scripts->len; i++)
    {
      const ProgramScript *script = &g_array_index (self->program->scripts, ProgramScript, i);
      const ParcoursTopic *topic = parcours_catalog_nth_topic (parcours_catalog_get (), script->event.topic);
      RecordScript entry = { 0, i };

      if (script->by_record && !script->everybody && find_owner (self->binding->population, topic->subject, script->event.subject, &entry.key))
        g_array_append_val (found, entry);
    }
  g_array_sort (found, compare_record_scripts);

  return found;
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  guint64 one = *(const guint64 *) a;
  guint64 other = *(const guint64 *) b;

  return one < other ? -1 : one > other;
}

/* So many new contacts a day, each like somebody who is there: whole ones for sure, the rest by chance. */
static void
add_new_contacts (ParcoursSimulation *self,
                  GArray             *found)
{
  const ParcoursBehaviour *behaviour = self->program->behaviour;
  double per_day = behaviour != NULL ? parcours_behaviour_new_contacts (behaviour) : 0.;
  guint64 salt = parcours_draw_salt (self->program->seed, "", "", "new-contacts");
  guint n_models = self->binding->population->n;
  guint number = 0;

  for (gint64 day = self->from; n_models > 0 && per_day > 0. && day < self->to; day += PARCOURS_DAY)
    {
      guint n = (guint) per_day;

      if (parcours_draw (salt, (guint64) day, 0) >> 11 < (guint64) ((per_day - n) * 0x1p53))
        n++;
      for (guint i = 0; i < n; i++)
        {
          g_autofree char *address = parcours_newcomer_address (++number);
          Newcomer newcomer = { parcours_contact_key (address), day, 0, number,
                                parcours_texts_intern (self->program->texts, address) };

          newcomer.at += parcours_draw_below (parcours_draw (salt, newcomer.key, 1), PARCOURS_DAY);
          newcomer.model = parcours_draw_below (parcours_draw (salt, newcomer.key, 2), n_models);
          g_array_append_val (found, newcomer);
        }
    }
}

/* Whom the timeline creates and the population does not hold, and who else comes. */
static GArray *
find_newcomers (ParcoursSimulation *self)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Newcomer));
  guint n = 0, place;

  for (guint i = 0; i < self->program->scripts->len; i++)
    {
      const ProgramScript *script = &g_array_index (self->program->scripts, ProgramScript, i);

      if (script->event.topic == self->program->ids.contact_created && script->key != 0 &&
          !parcours_population_find (self->binding->population, script->key, &place))
        {
          Newcomer newcomer = { .key = script->key, .model = G_MAXUINT };

          g_array_append_val (found, newcomer);
        }
    }
  add_new_contacts (self, found);
  g_array_sort (found, compare_keys);
  for (guint i = 0; i < found->len; i++)
    {
      Newcomer newcomer = g_array_index (found, Newcomer, i);

      if (n == 0 || g_array_index (found, Newcomer, n - 1).key != newcomer.key)
        g_array_index (found, Newcomer, n++) = newcomer;
    }
  g_array_set_size (found, n);

  return found;
}

/**
 * parcours_simulation_new:
 * @program: (transfer none): a program
 * @population: (transfer none): a population that holds what the program's frame names
 *
 * Returns: (transfer full): a simulation
 */
ParcoursSimulation *
parcours_simulation_new (ParcoursProgram    *program,
                         ParcoursPopulation *population)
{
  ParcoursSimulation *self = g_new0 (ParcoursSimulation, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->program = parcours_program_ref (program);
  self->binding = parcours_binding_new (parcours_program_frame (program), population);
  self->from = parcours_program_settings (program)->from;
  self->to = parcours_program_settings (program)->to;
  self->chunk = PARCOURS_CHUNK;
  self->record_scripts = find_record_scripts (self);
  self->newcomers = find_newcomers (self);
  g_mutex_init (&self->mutex);

  return self;
}

/* parcours_simulation_set_chunk:
 * @self: a simulation that does not run yet
 * @chunk: how many contacts a thread takes at a time, at least 1; the counts do not depend on it
 */
void
parcours_simulation_set_chunk (ParcoursSimulation *self,
                               guint               chunk)
{
  self->chunk = chunk;
}

static ParcoursThresholds *
ref_thresholds (ParcoursSimulation *self)
{
  ParcoursThresholds *thresholds;

  g_mutex_lock (&self->mutex);
  thresholds = self->thresholds;
  if (thresholds != NULL)
    g_atomic_ref_count_inc (&thresholds->ref_count);
  g_mutex_unlock (&self->mutex);

  return thresholds;
}

/**
 * parcours_simulation_until:
 * @self: a simulation
 * @to: an instant of its period
 *
 * The state of any instant is the end of a run that stops there: what @self has
 * made of the contacts before @to is what the result makes of them.
 *
 * Returns: (transfer full): the same simulation, ending at @to, which does not belong to the period any more
 */
ParcoursSimulation *
parcours_simulation_until (ParcoursSimulation *self,
                           gint64              to)
{
  ParcoursSimulation *shorter = g_new0 (ParcoursSimulation, 1);

  g_atomic_ref_count_init (&shorter->ref_count);
  shorter->program = parcours_program_ref (self->program);
  shorter->binding = parcours_binding_ref (self->binding);
  shorter->record_scripts = g_array_ref (self->record_scripts);
  shorter->newcomers = g_array_ref (self->newcomers);
  shorter->from = self->from;
  shorter->chunk = self->chunk;
  shorter->to = CLAMP (to, self->from, self->to);
  shorter->thresholds = ref_thresholds (self);
  g_mutex_init (&shorter->mutex);

  return shorter;
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
  g_array_unref (self->record_scripts);
  g_array_unref (self->newcomers);
  g_clear_pointer (&self->thresholds, parcours_thresholds_unref);
  g_mutex_clear (&self->mutex);
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

/**
 * parcours_simulation_n_contacts:
 * @self: a simulation
 *
 * Returns: how many contacts run: those of the population, and after them those that come to be during the run
 */
guint
parcours_simulation_n_contacts (ParcoursSimulation *self)
{
  return self->binding->population->n + self->newcomers->len;
}

/**
 * parcours_simulation_key:
 * @self: a simulation
 * @contact: a number below parcours_simulation_n_contacts()
 *
 * Returns: the contact key
 */
guint64
parcours_simulation_key (ParcoursSimulation *self,
                         guint               contact)
{
  const ParcoursPopulation *population = self->binding->population;

  return contact < population->n ? population->keys[contact]
                                 : g_array_index (self->newcomers, Newcomer, contact - population->n).key;
}

/**
 * parcours_simulation_new_address:
 * @self: a simulation
 * @contact: a number below parcours_simulation_n_contacts()
 *
 * Returns: (transfer full) (nullable): the address of a contact that comes during the run like those who are there,
 *   %NULL for all others
 */
char *
parcours_simulation_new_address (ParcoursSimulation *self,
                                 guint               contact)
{
  guint n = self->binding->population->n;
  const Newcomer *newcomer = contact >= n ? &g_array_index (self->newcomers, Newcomer, contact - n) : NULL;

  return newcomer != NULL && newcomer->number > 0 ? parcours_newcomer_address (newcomer->number) : NULL;
}

/**
 * parcours_simulation_find:
 * @self: a simulation
 * @key: a contact key
 * @contact: (out): the number of the contact
 *
 * Returns: whether a contact of that key runs
 */
gboolean
parcours_simulation_find (ParcoursSimulation *self,
                          guint64             key,
                          guint              *contact)
{
  if (parcours_population_find (self->binding->population, key, contact))
    return TRUE;
  if (!g_array_binary_search (self->newcomers, &key, compare_keys, contact))
    return FALSE;
  *contact += self->binding->population->n;

  return TRUE;
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

static GArray **
marks_new (guint n)
{
  GArray **marks = g_new (GArray *, n);

  for (guint i = 0; i < n; i++)
    marks[i] = g_array_new (FALSE, FALSE, sizeof (ThresholdMark));

  return marks;
}

static void
marks_free (GArray **marks,
            guint    n)
{
  for (guint i = 0; i < n; i++)
    g_array_unref (marks[i]);
  g_free (marks);
}

static ParcoursRunner *
new_runner (ParcoursSimulation *self)
{
  ParcoursRunner *runner = parcours_runner_new (self->program, self->binding);

  runner->to = self->to;
  runner->record_scripts = self->record_scripts;
  runner->newcomers = self->newcomers;

  return runner;
}

/* How many contacts the pass is about. */
static guint
n_in_pass (const Run *run)
{
  return run->only_sharing ? run->sharing->len : run->n_contacts;
}

/* Runs one contact after the other, and finds those whose way may be another one once others are known. */
static void
run_contacts (Run            *run,
              ParcoursRunner *runner,
              guint           first,
              guint           end,
              GArray         *sharing)
{
  for (guint i = first; i < end; i++)
    {
      guint32 contact = run->only_sharing ? g_array_index (run->sharing, guint32, i) : i;

      parcours_runner_run (runner, contact);
      if (runner->shares && !run->only_sharing)
        g_array_append_val (sharing, contact);
    }
}

static gpointer
run_chunks (gpointer data)
{
  Run *run = data;
  ParcoursSimulation *simulation = run->simulation;
  guint n_thresholds = simulation->program->thresholds->len;
  g_autoptr (ParcoursRunner) runner = new_runner (simulation);
  g_autoptr (ParcoursCounts) counts = parcours_counts_new (simulation->program, simulation->from, simulation->to,
                                                           run->bucket);
  GArray **marks = marks_new (n_thresholds);
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (AccountChange));
  g_autoptr (GArray) sharing = g_array_new (FALSE, FALSE, sizeof (guint32));

  parcours_runner_set_counts (runner, counts);
  parcours_runner_set_thresholds (runner, run->thresholds);
  runner->threshold_marks = marks;
  runner->changes = changes;
  while (!g_cancellable_is_cancelled (run->cancellable))
    {
      guint first = (guint) g_atomic_int_add (&run->next_chunk, 1) * simulation->chunk;
      guint end = MIN (first + simulation->chunk, n_in_pass (run));

      if (first >= n_in_pass (run))
        break;
      run_contacts (run, runner, first, end, sharing);
      report (run, counts, end - first);
    }
  g_mutex_lock (&run->mutex);
  parcours_counts_add (run->total, counts);
  for (guint i = 0; i < n_thresholds; i++)
    g_array_append_vals (run->marks[i], marks[i]->data, marks[i]->len);
  g_array_append_vals (run->changes, changes->data, changes->len);
  if (!run->only_sharing)
    g_array_append_vals (run->sharing, sharing->data, sharing->len);
  g_mutex_unlock (&run->mutex);
  marks_free (marks, n_thresholds);

  return NULL;
}

static int
compare_marks (const void *a,
               const void *b)
{
  const ThresholdMark *other = b;

  return parcours_threshold_mark_compare (a, other->at, other->key, other->visit);
}

/* The share of those that passed by @until that won most; ties go to the first. */
static guint8
find_winner (const GArray        *marks,
             const ThresholdMark *until)
{
  guint passed[256] = { 0 }, won[256] = { 0 };
  guint8 best = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      const ThresholdMark *mark = &g_array_index (marks, ThresholdMark, i);

      if (compare_marks (mark, until) > 0)
        continue;
      if (mark->kind == MARK_WIN)
        won[mark->share]++;
      else
        passed[mark->share]++;
    }
  for (guint i = 1; i < 256; i++)
    {
      /* won / passed, compared without dividing */
      if ((guint64) won[i] * MAX (passed[best], 1) > (guint64) won[best] * MAX (passed[i], 1))
        best = (guint8) i;
    }

  return best;
}

/* The marks of one kind. */
static GArray *
filter_marks (const GArray *marks,
              guint8        kind)
{
  GArray *found = g_array_sized_new (FALSE, FALSE, sizeof (ThresholdMark), marks->len);

  for (guint i = 0; i < marks->len; i++)
    {
      const ThresholdMark *mark = &g_array_index (marks, ThresholdMark, i);

      if (mark->kind == kind)
        g_array_append_vals (found, mark, 1);
    }

  return found;
}

/* The mark before which @n others come: found by halves, since all of them are
 * many and only one is asked for. The array is put in another order. */
static ThresholdMark
select_mark (GArray *array,
             guint   n)
{
  ThresholdMark *marks = (ThresholdMark *) (void *) array->data;
  guint first = 0, last = array->len - 1;

  while (first < last)
    {
      ThresholdMark middle = marks[first + (last - first) / 2];
      guint i = first, j = last;

      for (;;)
        {
          ThresholdMark other;

          while (compare_marks (&marks[i], &middle) < 0)
            i++;
          while (compare_marks (&middle, &marks[j]) < 0)
            j--;
          if (i >= j)
            break;
          other = marks[i];
          marks[i++] = marks[j];
          marks[j--] = other;
        }
      /* All from @first to @j come before or with the middle one, all after it with or after it. */
      if (n <= j)
        last = j;
      else
        first = j + 1;
    }

  return marks[n];
}

/* The mark with which a threshold is reached, given that nothing else is reached before. */
static gboolean
find_candidate (const ProgramThreshold *threshold,
                const GArray           *marks,
                ThresholdMark          *reached)
{
  guint8 kind = threshold->kind == THRESHOLD_WINNER_WINS ? MARK_WIN : MARK_ARRIVAL;
  guint n = threshold->kind == THRESHOLD_LATCH_IF ? 1 : threshold->n;
  g_autoptr (GArray) candidates = NULL;

  if (threshold->kind == THRESHOLD_WINNER_AT)
    {
      *reached = (ThresholdMark){ threshold->at, 0, 0 };
      return TRUE;
    }
  if (threshold->kind == THRESHOLD_LATCH_AT || threshold->kind == THRESHOLD_ROTATION ||
      threshold->kind == THRESHOLD_LIMIT || n == 0)
    return FALSE;
  candidates = filter_marks (marks, kind);
  if (candidates->len < n)
    return FALSE;
  *reached = select_mark (candidates, n - 1);

  return TRUE;
}

/* Of what a pass has reached, the earliest is certain. Returns whether there was any. */
static gboolean
learn (Run *run)
{
  const GArray *thresholds = run->simulation->program->thresholds;
  int earliest = -1;
  ThresholdMark first = { 0 };

  for (guint i = 0; i < thresholds->len; i++)
    {
      const ProgramThreshold *threshold = &g_array_index (thresholds, ProgramThreshold, i);
      ThresholdMark reached;

      if (run->thresholds->states[i].known || !find_candidate (threshold, run->marks[i], &reached) ||
          reached.at >= run->simulation->to)
        continue;
      if (earliest < 0 || compare_marks (&reached, &first) < 0)
        {
          earliest = (int) i;
          first = reached;
        }
    }
  if (earliest < 0)
    return FALSE;
  run->thresholds->states[earliest].known = TRUE;
  run->thresholds->states[earliest].at = first.at;
  run->thresholds->states[earliest].key = first.key;
  run->thresholds->states[earliest].visit = first.visit;
  run->thresholds->states[earliest].winner = find_winner (run->marks[earliest], &first);

  return TRUE;
}

static gboolean
same_marks (const GArray *a,
            const GArray *b)
{
  guint n = a != NULL ? a->len : 0;

  if (n != b->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (compare_marks (&g_array_index (a, ThresholdMark, i), &g_array_index (b, ThresholdMark, i)) != 0)
        return FALSE;
    }

  return TRUE;
}

/* When each message of those that want to leave may leave, first come first served: the window slides, (now - within,
 * now]. Who has a place keeps it, also when in the end nothing is sent. */
static GArray *
find_slots (const ProgramThreshold *limit,
            const GArray           *marks,
            const ParcoursZone     *zone)
{
  GArray *slots = g_array_sized_new (FALSE, FALSE, sizeof (gint64), marks->len);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < marks->len; i++)
    {
      gint64 at = g_array_index (marks, ThresholdMark, i).at;
      gint64 slot = at;

      if (taken->len >= limit->n)
        slot = MAX (at, parcours_duration_add (&limit->within, g_array_index (taken, gint64, taken->len - limit->n), zone));
      if (slot > at && limit->skips)
        slot = PARCOURS_INSTANT_NEVER;
      else
        g_array_append_val (taken, slot);
      g_array_append_val (slots, slot);
    }

  return slots;
}

/* Whether the pass has found another order of turns than the pass before. */
static gboolean
learn_turns (Run *run)
{
  const GArray *thresholds = run->simulation->program->thresholds;
  gboolean learned = FALSE;

  for (guint i = 0; i < thresholds->len; i++)
    {
      const ProgramThreshold *threshold = &g_array_index (thresholds, ProgramThreshold, i);
      GArray *marks = run->marks[i];

      if (threshold->kind != THRESHOLD_ROTATION && threshold->kind != THRESHOLD_LIMIT)
        continue;
      g_array_sort (marks, compare_marks);
      if (same_marks (run->thresholds->states[i].turns, marks))
        continue;
      g_clear_pointer (&run->thresholds->states[i].turns, g_array_unref);
      run->thresholds->states[i].turns = marks;
      if (threshold->kind == THRESHOLD_LIMIT)
        {
          g_clear_pointer (&run->thresholds->states[i].slots, g_array_unref);
          run->thresholds->states[i].slots = find_slots (threshold, marks, run->simulation->program->settings.zone);
        }
      run->marks[i] = g_array_new (FALSE, FALSE, sizeof (ThresholdMark));
      learned = TRUE;
    }

  return learned;
}

static int
compare_changes (gconstpointer a,
                 gconstpointer b)
{
  return parcours_account_change_compare (a, b);
}

static gboolean
same_changes (const GArray *a,
              const GArray *b)
{
  if ((a != NULL ? a->len : 0) != b->len)
    return FALSE;
  for (guint i = 0; i < b->len; i++)
    {
      const AccountChange *one = &g_array_index (a, AccountChange, i);
      const AccountChange *other = &g_array_index (b, AccountChange, i);

      if (compare_changes (one, other) != 0 || one->field != other->field || !parcours_value_equal (one->to, other->to))
        return FALSE;
    }

  return TRUE;
}

/* Whether the pass has changed accounts otherwise than the pass before, of which the others heard. */
static gboolean
learn_changes (Run *run)
{
  g_array_sort (run->changes, compare_changes);
  if (same_changes (run->thresholds->changes, run->changes))
    return FALSE;
  g_clear_pointer (&run->thresholds->changes, g_array_unref);
  parcours_account_changes_number (run->changes);
  run->thresholds->changes = run->changes;
  run->changes = g_array_new (FALSE, FALSE, sizeof (AccountChange));

  return TRUE;
}

/* Whether the pass has shown what the next one has to know. A threshold is certain only where everything before it
 * is, so turns and changes settle first. */
static gboolean
learn_anything (Run *run)
{
  return learn_turns (run) || learn_changes (run) || learn (run);
}

static void
run_pass (Run   *run,
          guint  n_threads)
{
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();

  run->next_chunk = 0;
  run->done = (gint) (run->n_contacts - n_in_pass (run));
  parcours_counts_clear (run->total);
  if (run->alone != NULL)
    parcours_counts_add (run->total, run->alone);
  for (guint i = 0; i < run->simulation->program->thresholds->len; i++)
    g_array_set_size (run->marks[i], 0);
  g_array_set_size (run->changes, 0);
  for (guint i = 1; i < n_threads; i++)
    g_ptr_array_add (threads, g_thread_new ("simulation", run_chunks, run));
  run_chunks (run);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
}

/*
 * After the first pass most contacts are done with: nothing that they did hangs
 * on others, and the next passes are about the rest. What was counted of the rest
 * is found by running it once more as in the first pass, when nothing was known.
 * That pays unless it is most of them.
 */
static void
set_alone_apart (Run   *run,
                 guint  n_threads)
{
  ParcoursThresholds *learned = run->thresholds;
  ParcoursProgress progress = run->progress;
  ParcoursCounts *all = run->total;

  if (run->sharing->len > run->n_contacts / 2)
    return;
  run->only_sharing = TRUE;
  run->progress = NULL;
  run->thresholds = parcours_thresholds_new (learned->n);
  run->total = parcours_counts_new (all->program, all->from, all->from + all->bucket * all->n_buckets, all->bucket);
  run_pass (run, n_threads);
  parcours_counts_subtract (all, run->total);
  run->alone = all;
  parcours_thresholds_unref (run->thresholds);
  run->thresholds = learned;
  run->progress = progress;
}

/* Whether what one contact does may matter to others. */
static gboolean
shares_anything (const ParcoursProgram *program)
{
  return program->thresholds->len > 0 || program->shares_accounts;
}

static void
keep_thresholds (Run *run)
{
  ParcoursSimulation *self = run->simulation;

  g_mutex_lock (&self->mutex);
  if (run->n_contacts == parcours_simulation_n_contacts (self))
    {
      g_clear_pointer (&self->thresholds, parcours_thresholds_unref);
      self->thresholds = parcours_thresholds_copy (run->thresholds);
    }
  g_mutex_unlock (&self->mutex);
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
  guint n_thresholds = self->program->thresholds->len;
  Run run = { .simulation = self, .bucket = bucket, .progress = progress, .user_data = user_data,
              .cancellable = cancellable };

  g_mutex_init (&run.mutex);
  run.total = parcours_counts_new (self->program, self->from, self->to, bucket);
  run.thresholds = parcours_thresholds_new (n_thresholds);
  run.marks = marks_new (n_thresholds);
  run.changes = g_array_new (FALSE, FALSE, sizeof (AccountChange));
  run.sharing = g_array_new (FALSE, FALSE, sizeof (guint32));
  run.n_contacts = MIN (n_contacts, parcours_simulation_n_contacts (self));
  run_pass (&run, n_threads);
  for (guint i = 0; shares_anything (self->program) && !g_cancellable_is_cancelled (cancellable) && learn_anything (&run); i++)
    {
      if (i == 0)
        set_alone_apart (&run, n_threads);
      run_pass (&run, n_threads);
    }
  if (!g_cancellable_is_cancelled (cancellable))
    keep_thresholds (&run);
  marks_free (run.marks, n_thresholds);
  g_array_unref (run.changes);
  g_array_unref (run.sharing);
  g_clear_pointer (&run.alone, parcours_counts_free);
  parcours_thresholds_unref (run.thresholds);
  g_mutex_clear (&run.mutex);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_pointer (&run.total, parcours_counts_free);

  return run.total;
}

/**
 * parcours_simulation_learn:
 * @self: a simulation
 * @n_threads: how many threads shall run, at least 1
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Finds out when what people share at steps is reached, such as who is the
 * hundredth, unless that is known already or nobody shares anything.
 *
 * Returns: whether it is known now; it is not if somebody cancelled
 */
gboolean
parcours_simulation_learn (ParcoursSimulation  *self,
                           guint                n_threads,
                           GCancellable        *cancellable,
                           GError             **error)
{
  ParcoursThresholds *thresholds = ref_thresholds (self);
  g_autoptr (ParcoursCounts) counts = NULL;

  if (!shares_anything (self->program) || thresholds != NULL)
    {
      g_clear_pointer (&thresholds, parcours_thresholds_unref);
      return TRUE;
    }
  counts = parcours_simulation_count (self, G_MAXUINT, MAX (self->to - self->from, 1), n_threads, NULL, NULL,
                                      cancellable, error);

  return counts != NULL;
}

/**
 * parcours_simulation_new_runner:
 * @self: a simulation, which has to outlive the result
 *
 * What people share at steps is taken as parcours_simulation_learn() or the last
 * parcours_simulation_count() over all contacts has found it.
 *
 * Returns: (transfer full): a runner that runs contacts of the simulation again, one after the other
 */
ParcoursRunner *
parcours_simulation_new_runner (ParcoursSimulation *self)
{
  ParcoursRunner *runner = new_runner (self);
  ParcoursThresholds *thresholds = ref_thresholds (self);

  parcours_runner_set_thresholds (runner, thresholds);
  g_clear_pointer (&thresholds, parcours_thresholds_unref);

  return runner;
}

/**
 * parcours_simulation_replay:
 * @self: a simulation
 * @contact: the number of a contact
 * @observer: (scope call): called for all that happens to the contact, in order
 * @user_data: for @observer
 *
 * Runs one contact again, with somebody who listens; see parcours_simulation_new_runner().
 */
void
parcours_simulation_replay (ParcoursSimulation *self,
                            guint               contact,
                            ParcoursObserver    observer,
                            gpointer            user_data)
{
  g_autoptr (ParcoursRunner) runner = parcours_simulation_new_runner (self);

  parcours_runner_set_observer (runner, observer, user_data);
  parcours_runner_run (runner, contact);
}
