/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One list of all that is due, for all contacts, and the rules of one instant. */

#include "config.h"

#include "naive-private.h"

/* Conditions look through the whole history each time: for more than this nobody waits, nor for more lines to compare. */
#define MAX_LOOKS 20000000
#define MAX_LINES 10000

static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const NaiveItem *one = a, *other = b;
  int order;

  if (one->at != other->at)
    return one->at < other->at ? -1 : 1;
  if (one->contact->index != other->contact->index)
    return one->contact->index < other->contact->index ? -1 : 1;
  if (one->turn != other->turn)
    return one->turn < other->turn ? -1 : 1;
  for (guint i = 0; i < G_N_ELEMENTS (one->rank); i++)
    {
      if (one->rank[i] != other->rank[i])
        return one->rank[i] < other->rank[i] ? -1 : 1;
    }
  order = g_strcmp0 (one->text, other->text);
  if (order != 0)
    return order;

  return one->serial < other->serial ? -1 : one->serial > other->serial;
}

/**
 * naive_schedule:
 * @contact: a contact
 * @at: when
 * @turn: the group of the rules of one instant
 * @func: what then happens
 * @data: for @func
 *
 * Returns: (transfer none): what is due, still to be ranked and inserted
 */
NaiveItem *
naive_schedule (NaiveContact *contact,
                gint64        at,
                NaiveTurn     turn,
                NaiveFunc     func,
                gpointer      data)
{
  NaiveItem *item = naive_new (NaiveItem);

  item->contact = contact;
  item->at = at;
  item->turn = turn;
  item->func = func;
  item->data = data;
  item->serial = contact->engine->n_items++;

  return item;
}

/**
 * naive_insert:
 * @item: something due; what is due at the end of the period or later never happens
 */
void
naive_insert (NaiveItem *item)
{
  NaiveEngine *engine = item->contact->engine;

  if (item->at < engine->to)
    g_sequence_insert_sorted (engine->items, item, compare_items, NULL);
}

/**
 * naive_log:
 * @contact: a contact
 * @format: what happens to it
 * @...: for @format
 */
void
naive_log (NaiveContact *contact,
           const char   *format,
           ...)
{
  g_autofree char *at = parcours_instant_format (contact->engine->now);
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (contact->log, g_strconcat (at, " ", text, NULL));
  contact->engine->n_lines++;
}

static gboolean
is_response (const NaiveItem *item)
{
  return item->turn == NAIVE_RESPONSE || item->turn == NAIVE_SCRIPTED_RESPONSE;
}

/* The first thing due now for the contact that stands behind @after in the order of an instant. */
static NaiveItem *
next_in_turn (NaiveEngine     *self,
              NaiveContact    *contact,
              const NaiveItem *after)
{
  GSequenceIter *iter = g_sequence_get_begin_iter (self->items);

  for (; !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    {
      NaiveItem *item = g_sequence_get (iter);

      if (item->at > self->now || item->contact->index > contact->index)
        return NULL;
      if (item->contact == contact && (after == NULL || is_response (item) || compare_items (item, after, NULL) > 0))
        {
          g_sequence_remove (iter);
          return item;
        }
    }

  return NULL;
}

/**
 * naive_is_tired:
 * @self: an engine
 *
 * Returns: whether so much has happened that the rest is not worth waiting for
 */
gboolean
naive_is_tired (NaiveEngine *self)
{
  return self->n_looks > MAX_LOOKS || self->n_lines > MAX_LINES;
}

/* Events, timers, then what they caused; and again while something is still due. */
static void
run_instant (NaiveEngine  *self,
             NaiveContact *contact)
{
  NaiveItem *item = next_in_turn (self, contact, NULL);

  while (item != NULL)
    {
      while (item != NULL)
        {
          NaiveItem *last = item;

          if (!contact->deleted)
            item->func (contact, item);
          item = next_in_turn (self, contact, last);
        }
      naive_run_queue (contact);
      naive_watch_flips (contact);
      item = next_in_turn (self, contact, NULL);
    }
}

/**
 * naive_engine_run:
 * @self: an engine
 *
 * Runs all contacts through the period, instant by instant.
 *
 * Returns: whether it came to the end, and did not give up
 */
gboolean
naive_engine_run (NaiveEngine *self)
{
  self->now = self->from;
  for (guint i = 0; i < self->contacts->len; i++)
    {
      NaiveContact *contact = g_ptr_array_index (self->contacts, i);

      naive_plan_swaps (contact);
      naive_plan_scripts (contact);
      if (contact->unborn)
        {
          naive_plan_birth (contact);
          continue;
        }
      naive_plan_arrivals (contact);
      naive_plan_triggers (contact);
      for (guint j = 0; j < contact->passages->len; j++)
        {
          NaivePassage *passage = g_ptr_array_index (contact->passages, j);

          if (passage->automation != NULL && passage->ended == PARCOURS_INSTANT_NEVER)
            naive_resume (contact, passage);
        }
    }
  while (!g_sequence_is_empty (self->items))
    {
      NaiveItem *first = g_sequence_get (g_sequence_get_begin_iter (self->items));

      if (naive_is_tired (self))
        return FALSE;
      self->now = first->at;
      run_instant (self, first->contact);
    }

  return TRUE;
}

/**
 * naive_engine_new:
 * @the_case: (transfer none): a case, which must live longer
 *
 * Returns: (transfer full): an engine for it
 */
NaiveEngine *
naive_engine_new (NaiveCase *the_case)
{
  NaiveEngine *self = g_new0 (NaiveEngine, 1);

  self->the_case = the_case;
  self->from = the_case->settings.from;
  self->to = the_case->settings.to;
  self->now = self->from;
  self->items = g_sequence_new (NULL);
  naive_read_all (self);

  return self;
}

/**
 * naive_engine_free:
 * @self: (transfer full): an engine
 *
 * Frees everything of the case that ran, so that there can only be one engine at a time.
 */
void
naive_engine_free (NaiveEngine *self)
{
  g_sequence_free (self->items);
  naive_pool_clear ();
  g_free (self);
}

/**
 * naive_engine_log:
 * @self: an engine that has run
 * @contact: the place of a contact, in the order of the keys
 *
 * Returns: (transfer none) (element-type utf8): what happened to it, a line each
 */
GPtrArray *
naive_engine_log (NaiveEngine *self,
                  guint        contact)
{
  return ((NaiveContact *) g_ptr_array_index (self->contacts, contact))->log;
}

/**
 * naive_engine_test:
 * @self: an engine
 * @contact: the place of a contact, in the order of the keys
 * @condition: a condition
 * @now: an instant
 *
 * Returns: whether the contact, as it is at the start, meets the condition
 */
gboolean
naive_engine_test (NaiveEngine *self,
                   guint        contact,
                   JsonNode    *condition,
                   gint64       now)
{
  NaiveAsker asker;

  self->now = now;
  asker = naive_asker_for (g_ptr_array_index (self->contacts, contact), NULL);

  return naive_condition_test (condition, &asker);
}
