/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Contacts run one after the other, so rows come by contact and are kept so: a
 * row says only how much later than the one before it happened. Rows in the order
 * of time are made on request, a day at a time, by one counting pass over the
 * seconds of the day, which keeps the order of contacts. */

#include "config.h"

#include <string.h>

#include "parcours-runner-private.h"
#include "parcours-trace-private.h"

/* Shared by the threads of one run; each writes to chunks of its own. */
typedef struct
{
  ParcoursTrace *trace;
  gboolean with_events;
  gint next_chunk;          /* atomic */
  GMutex mutex;
  guint done;               /* under the mutex */
  ParcoursProgress progress;
  gpointer user_data;
  GCancellable *cancellable;
} Recording;

/* Where a thread writes. */
typedef struct
{
  const ParcoursTrace *trace;
  ParcoursTape tape;
} Recorder;

static void
record (const ParcoursObservation *observation,
        const ParcoursState       *state,
        gpointer                   user_data)
{
  Recorder *recorder = user_data;
  ParcoursTape *tape = &recorder->tape;
  guint code;

  /* The row by which the step is passed says it too. */
  if (observation->what == PARCOURS_WHAT_SKIPPED)
    return;
  code = parcours_trace_codes_find (&recorder->trace->codes, recorder->trace->program, observation);
  parcours_tape_write_any (tape, tape_word (code), tape_enrolment (observation->enrolment), state->now);
  if (observation->what == PARCOURS_WHAT_EVENT)
    tape->at = tape_put (tape->at, observation->event->subject);
}

static void
record_chunk (Recording      *recording,
              ParcoursRunner *runner,
              Recorder       *recorder,
              guint           number)
{
  ParcoursTrace *trace = recording->trace;
  TraceChunk *chunk = &trace->chunks[number];
  guint first = number * PARCOURS_CHUNK;

  recorder->tape.begin = recorder->tape.at;
  chunk->n = MIN (PARCOURS_CHUNK, trace->n_contacts - first);
  chunk->offsets = g_new (guint32, chunk->n + 1);
  for (guint i = 0; i < chunk->n; i++)
    {
      chunk->offsets[i] = tape_size (&recorder->tape);
      recorder->tape.last = parcours_simulation_from (trace->simulation);
      parcours_runner_run (runner, first + i);
    }
  chunk->offsets[chunk->n] = tape_size (&recorder->tape);
  chunk->bytes = recorder->tape.begin;
  g_mutex_lock (&recording->mutex);
  recording->done += chunk->n;
  if (recording->progress != NULL)
    recording->progress (recording->done, trace->n_contacts, NULL, recording->user_data);
  g_mutex_unlock (&recording->mutex);
}

static gpointer
record_chunks (gpointer data)
{
  Recording *recording = data;
  g_autoptr (ParcoursRunner) runner = parcours_simulation_new_runner (recording->trace->simulation);
  Recorder recorder = { recording->trace };

  parcours_tape_init (&recorder.tape);
  parcours_runner_set_tape (runner, &recorder.tape, recording->with_events, record, &recorder);
  while (!g_cancellable_is_cancelled (recording->cancellable))
    {
      guint chunk = (guint) g_atomic_int_add (&recording->next_chunk, 1);

      if (chunk >= recording->trace->n_chunks)
        break;
      record_chunk (recording, runner, &recorder, chunk);
    }
  g_mutex_lock (&recording->mutex);
  parcours_tape_clear (&recorder.tape, recording->trace->reels);
  g_mutex_unlock (&recording->mutex);

  return NULL;
}

static ParcoursTrace *
trace_new (ParcoursSimulation *simulation,
           guint               n_contacts)
{
  ParcoursTrace *trace = g_new0 (ParcoursTrace, 1);

  trace->simulation = parcours_simulation_ref (simulation);
  trace->program = parcours_simulation_program (simulation);
  trace->n_contacts = MIN (n_contacts, parcours_simulation_n_contacts (simulation));
  trace->n_chunks = (trace->n_contacts + PARCOURS_CHUNK - 1) / PARCOURS_CHUNK;
  trace->reels = g_ptr_array_new_with_free_func (g_aligned_free);
  trace->chunks = g_new0 (TraceChunk, MAX (trace->n_chunks, 1));
  parcours_trace_codes_init (&trace->codes, trace->program);

  return trace;
}

/**
 * parcours_simulation_trace:
 * @self: a simulation
 * @n_contacts: how many contacts to run, from the first; %G_MAXUINT for all
 * @with_events: whether events are recorded too, and not only what happened at steps
 * @n_threads: how many threads shall run, at least 1; the result does not depend on it
 * @progress: (nullable) (scope call): called now and then, without counts
 * @user_data: for @progress
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Runs the contacts and records all that happens to them.
 *
 * Returns: (transfer full): the trace, or %NULL if the run was cancelled
 */
ParcoursTrace *
parcours_simulation_trace (ParcoursSimulation  *self,
                           guint                n_contacts,
                           gboolean             with_events,
                           guint                n_threads,
                           ParcoursProgress     progress,
                           gpointer             user_data,
                           GCancellable        *cancellable,
                           GError             **error)
{
  g_autoptr (ParcoursTrace) trace = NULL;
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  Recording recording = { .with_events = with_events, .progress = progress, .user_data = user_data,
                          .cancellable = cancellable };

  if (!parcours_simulation_learn (self, n_threads, cancellable, error))
    return NULL;
  trace = trace_new (self, n_contacts);
  recording.trace = trace;
  g_mutex_init (&recording.mutex);
  for (guint i = 1; i < n_threads; i++)
    g_ptr_array_add (threads, g_thread_new ("trace", record_chunks, &recording));
  record_chunks (&recording);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
  g_mutex_clear (&recording.mutex);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return g_steal_pointer (&trace);
}

/**
 * parcours_trace_free:
 * @trace: (transfer full): a trace
 */
void
parcours_trace_free (ParcoursTrace *trace)
{
  for (guint i = 0; i < trace->n_chunks; i++)
    g_free (trace->chunks[i].offsets);
  g_free (trace->chunks);
  g_ptr_array_unref (trace->reels);
  parcours_trace_codes_clear (&trace->codes);
  parcours_simulation_unref (trace->simulation);
  g_free (trace);
}

/**
 * parcours_trace_size:
 * @trace: a trace
 *
 * Returns: how many bytes its rows take
 */
gsize
parcours_trace_size (const ParcoursTrace *trace)
{
  gsize size = 0;

  for (guint i = 0; i < trace->n_chunks; i++)
    size += trace->chunks[i].offsets[trace->chunks[i].n];

  return size;
}

/* A place in the rows of one contact. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gint64 now;
  gboolean skipped; /* the row at @at has been told as skipped, and not yet as passed */
} Cursor;

static Cursor
begin_contact (const ParcoursTrace *trace,
               guint                contact)
{
  const TraceChunk *chunk = &trace->chunks[contact / PARCOURS_CHUNK];
  guint i = contact % PARCOURS_CHUNK;

  return (Cursor){ chunk->bytes + chunk->offsets[i], chunk->bytes + chunk->offsets[i + 1],
                   parcours_simulation_from (trace->simulation), FALSE };
}

static guint64
take (const guint8 **at)
{
  guint64 value = 0;

  for (guint shift = 0;; shift += 7)
    {
      guint8 group = *(*at)++;

      value |= (guint64) (group & 127) << shift;
      if (!(group & 128))
        return value;
    }
}

/* Reads the row at the cursor and goes on to the next; FALSE at the end. */
static gboolean
next_row (const ParcoursTrace *trace,
          guint                contact,
          Cursor              *cursor,
          ParcoursTraceRow    *row)
{
  const guint8 *at = cursor->at;
  guint64 first;

  if (at >= cursor->end)
    return FALSE;
  first = take (&at);
  *row = trace_code (&trace->codes, (guint) (first >> 2))->row;
  row->contact = contact;
  if (first & ROW_HAS_ENROLMENT)
    row->enrolment = (guint) take (&at);
  else
    row->enrolment = row->automation >= 0 && row->what != PARCOURS_WHAT_REFUSED ? 1 : 0;
  row->at = cursor->now + (first & ROW_HAS_TIME ? (gint64) take (&at) : 0);
  if (row->what == PARCOURS_WHAT_EVENT)
    row->subject = (guint32) take (&at);
  if (row->what == PARCOURS_WHAT_PASSED && !cursor->skipped && parcours_outcome_is_skip ((ParcoursOutcome) row->why))
    {
      row->what = PARCOURS_WHAT_SKIPPED;
      row->port = -1;
      cursor->skipped = TRUE;
      return TRUE;
    }
  cursor->skipped = FALSE;
  cursor->at = at;
  cursor->now = row->at;

  return TRUE;
}

/**
 * parcours_trace_foreach_of:
 * @trace: a trace
 * @contact: the number of a contact that ran
 * @func: (scope call): called for all that happened to the contact, in order
 * @user_data: for @func
 */
void
parcours_trace_foreach_of (const ParcoursTrace *trace,
                           guint                contact,
                           ParcoursTraceFunc    func,
                           gpointer             user_data)
{
  Cursor cursor = begin_contact (trace, contact);
  ParcoursTraceRow row;

  while (next_row (trace, contact, &cursor, &row))
    {
      if (!func (&row, user_data))
        return;
    }
}

/**
 * parcours_trace_foreach:
 * @trace: a trace
 * @func: (scope call): called for all that happened, contact by contact
 * @user_data: for @func
 */
void
parcours_trace_foreach (const ParcoursTrace *trace,
                        ParcoursTraceFunc    func,
                        gpointer             user_data)
{
  for (guint i = 0; i < trace->n_contacts; i++)
    {
      Cursor cursor = begin_contact (trace, i);
      ParcoursTraceRow row;

      while (next_row (trace, i, &cursor, &row))
        {
          if (!func (&row, user_data))
            return;
        }
    }
}

static int
compare_contacts (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  guint64 one = parcours_simulation_key (user_data, *(const guint *) a);
  guint64 other = parcours_simulation_key (user_data, *(const guint *) b);

  return one < other ? -1 : one > other;
}

/* The contacts by key; those of the population are, those that came later are not among them. */
static guint *
order_contacts (const ParcoursTrace *trace)
{
  guint *order = g_new (guint, MAX (trace->n_contacts, 1));

  for (guint i = 0; i < trace->n_contacts; i++)
    order[i] = i;
  if (trace->n_contacts > parcours_simulation_population (trace->simulation)->n)
    g_qsort_with_data (order, (int) trace->n_contacts, sizeof *order, compare_contacts, trace->simulation);

  return order;
}

/* The rows of one day, sorted by second without changing their order otherwise. */
typedef struct
{
  GArray *rows;             /* (owned) (element-type ParcoursTraceRow) */
  guint32 starts[PARCOURS_DAY + 1];
  guint32 *places;          /* (owned) */
} Day;

static void
sort_day (Day    *day,
          gint64  begin)
{
  const ParcoursTraceRow *rows = (const ParcoursTraceRow *) (const void *) day->rows->data;

  memset (day->starts, 0, sizeof day->starts);
  for (guint i = 0; i < day->rows->len; i++)
    day->starts[rows[i].at - begin + 1]++;
  for (guint i = 0; i < PARCOURS_DAY; i++)
    day->starts[i + 1] += day->starts[i];
  day->places = g_renew (guint32, day->places, MAX (day->rows->len, 1));
  for (guint i = 0; i < day->rows->len; i++)
    day->places[day->starts[rows[i].at - begin]++] = i;
}

static void
read_until (const ParcoursTrace *trace,
            guint                contact,
            Cursor              *cursor,
            gint64               end,
            GArray              *rows)
{
  for (;;)
    {
      Cursor next = *cursor;
      ParcoursTraceRow row;

      if (!next_row (trace, contact, &next, &row) || row.at >= end)
        return;
      g_array_append_val (rows, row);
      *cursor = next;
    }
}

static gboolean
tell_day (Day               *day,
          ParcoursTraceFunc  func,
          gpointer           user_data)
{
  for (guint i = 0; i < day->rows->len; i++)
    {
      if (!func (&g_array_index (day->rows, ParcoursTraceRow, day->places[i]), user_data))
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_trace_foreach_in_time:
 * @trace: a trace
 * @func: (scope call): called for all that happened, by instant, then by contact key, then as it happened
 * @user_data: for @func
 */
void
parcours_trace_foreach_in_time (const ParcoursTrace *trace,
                                ParcoursTraceFunc    func,
                                gpointer             user_data)
{
  g_autofree guint *order = order_contacts (trace);
  g_autofree Cursor *cursors = g_new (Cursor, MAX (trace->n_contacts, 1));
  g_autofree Day *day = g_new0 (Day, 1);
  gboolean going_on = TRUE;

  day->rows = g_array_new (FALSE, FALSE, sizeof (ParcoursTraceRow));
  for (guint i = 0; i < trace->n_contacts; i++)
    cursors[i] = begin_contact (trace, order[i]);
  for (gint64 begin = parcours_simulation_from (trace->simulation);
       begin < parcours_simulation_to (trace->simulation) && going_on; begin += PARCOURS_DAY)
    {
      g_array_set_size (day->rows, 0);
      for (guint i = 0; i < trace->n_contacts; i++)
        read_until (trace, order[i], &cursors[i], begin + PARCOURS_DAY, day->rows);
      sort_day (day, begin);
      going_on = tell_day (day, func, user_data);
    }
  g_array_unref (day->rows);
  g_free (day->places);
}

static gboolean
same_passage (const ParcoursTraceRow *a,
              const ParcoursTraceRow *b)
{
  return a->automation == b->automation && a->enrolment == b->enrolment;
}

/* Keeps where each passage stands: steps take no time, so who is at one waits there. */
static void
follow (GArray                 *standing,
        const ParcoursTraceRow *row)
{
  if (row->enrolment == 0 || row->what == PARCOURS_WHAT_EVENT || row->what == PARCOURS_WHAT_SKIPPED ||
      row->what == PARCOURS_WHAT_SWAPPED)
    return;
  for (guint i = 0; i < standing->len; i++)
    {
      if (same_passage (&g_array_index (standing, ParcoursTraceRow, i), row))
        {
          g_array_remove_index (standing, i);
          break;
        }
    }
  if (row->what == PARCOURS_WHAT_WAITING)
    g_array_append_val (standing, *row);
}

/**
 * parcours_trace_foreach_inside:
 * @trace: a trace
 * @at: an instant
 * @func: (scope call): called for every passage that is at a step after all that happens at @at, with the row
 *   that tells since when
 * @user_data: for @func
 *
 * Who is where at an instant.
 */
void
parcours_trace_foreach_inside (const ParcoursTrace *trace,
                               gint64               at,
                               ParcoursTraceFunc    func,
                               gpointer             user_data)
{
  g_autoptr (GArray) standing = g_array_new (FALSE, FALSE, sizeof (ParcoursTraceRow));

  for (guint i = 0; i < trace->n_contacts; i++)
    {
      Cursor cursor = begin_contact (trace, i);
      ParcoursTraceRow row;

      g_array_set_size (standing, 0);
      while (next_row (trace, i, &cursor, &row) && row.at <= at)
        follow (standing, &row);
      for (guint j = 0; j < standing->len; j++)
        {
          if (!func (&g_array_index (standing, ParcoursTraceRow, j), user_data))
            return;
        }
    }
}
