/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loading touches only what the frame names: some ten columns for a usual
 * automation, read in the order of the population, so in order of memory. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "parcours-state.h"

static ParcoursSlot
missing_slot (const ParcoursFrameField *field)
{
  return field->is_score ? (ParcoursSlot){ .number = field->start } : parcours_slot_missing (field->type);
}

static ParcoursLoadKind
find_load_kind (const ParcoursFrameField *field)
{
  switch (parcours_column_width (field->type))
    {
    case sizeof (guint32):
      return PARCOURS_LOAD_TEXTS;
    case sizeof (gint8):
      return PARCOURS_LOAD_BYTES;
    default:
      return field->is_score ? PARCOURS_LOAD_SCORES : PARCOURS_LOAD_NUMBERS;
    }
}

static const ParcoursColumn *
find_column (const ParcoursPopulation *population,
             const ParcoursFrameField *field)
{
  const ParcoursColumn *column = g_hash_table_lookup (field->is_score ? population->scores : population->fields,
                                                      field->slug);

  return column != NULL && column->type == field->type ? column : NULL;
}

static void
plan_loads (ParcoursBinding *binding)
{
  ParcoursSlotLoad *next = binding->loads;

  for (guint kind = 0; kind < PARCOURS_N_LOAD_KINDS; kind++)
    {
      for (guint i = 0; i < binding->frame->fields->len; i++)
        {
          const ParcoursColumn *column = binding->columns[i];

          if (kind == (column != NULL ? find_load_kind (parcours_frame_field (binding->frame, i)) : PARCOURS_LOAD_NOTHING))
            *next++ = (ParcoursSlotLoad){ column != NULL ? column->data : NULL, (guint16) i };
        }
      binding->load_ends[kind] = next;
    }
}

/**
 * parcours_binding_new:
 * @frame: (transfer none): a frame
 * @population: (transfer none): a population with the same pool of texts
 *
 * Returns: (transfer full): the frame laid on the population; what that does not hold is missing for all contacts
 */
ParcoursBinding *
parcours_binding_new (ParcoursFrame      *frame,
                      ParcoursPopulation *population)
{
  ParcoursBinding *binding = g_new0 (ParcoursBinding, 1);

  g_return_val_if_fail (frame->texts == population->texts, NULL);

  g_atomic_ref_count_init (&binding->ref_count);
  binding->frame = parcours_frame_ref (frame);
  binding->population = parcours_population_ref (population);
  binding->columns = g_new0 (const ParcoursColumn *, frame->fields->len + 1);
  binding->missing = g_new0 (ParcoursSlot, frame->fields->len + 1);
  binding->loads = g_new0 (ParcoursSlotLoad, frame->fields->len + 1);
  for (guint i = 0; i < frame->fields->len; i++)
    {
      binding->columns[i] = find_column (population, parcours_frame_field (frame, i));
      binding->missing[i] = missing_slot (parcours_frame_field (frame, i));
    }
  plan_loads (binding);
  binding->sets = g_new0 (const guint64 *, frame->sets->len);
  binding->known_sets = g_new0 (guint16, frame->sets->len);
  for (guint i = 0; i < frame->sets->len; i++)
    {
      binding->sets[i] = g_hash_table_lookup (population->sets[parcours_frame_set (frame, i)->kind],
                                              parcours_frame_set (frame, i)->slug);
      if (binding->sets[i] != NULL)
        binding->known_sets[binding->n_known_sets++] = (guint16) i;
    }
  binding->lists = g_new0 (const ParcoursListColumn *, frame->lists->len);
  for (guint i = 0; i < frame->lists->len; i++)
    binding->lists[i] = g_hash_table_lookup (population->lists, parcours_frame_list (frame, i)->slug);
  binding->senders = g_new0 (const guint64 *, frame->senders->len);
  for (guint i = 0; i < frame->senders->len; i++)
    {
      binding->senders[i] = g_hash_table_lookup (population->blocked_senders, g_ptr_array_index (frame->senders, i));
      binding->has_senders |= binding->senders[i] != NULL;
    }
  binding->histories = g_new0 (const ParcoursHistory *, frame->queries->len);
  for (guint i = 0; i < frame->queries->len; i++)
    {
      binding->histories[i] = g_hash_table_lookup (population->histories, parcours_frame_query (frame, i)->topic->name);
      binding->has_histories |= binding->histories[i] != NULL;
    }
  binding->records = g_new0 (const ParcoursRecords *, frame->kinds->len);
  for (guint i = 0; i < frame->kinds->len; i++)
    binding->records[i] = g_hash_table_lookup (population->records,
                                               ((ParcoursFrameKind *) g_ptr_array_index (frame->kinds, i))->kind);

  return binding;
}

/**
 * parcours_binding_ref:
 * @binding: a binding
 *
 * Returns: (transfer full): @binding
 */
ParcoursBinding *
parcours_binding_ref (ParcoursBinding *binding)
{
  g_atomic_ref_count_inc (&binding->ref_count);

  return binding;
}

/**
 * parcours_binding_unref:
 * @binding: (transfer full): a binding
 */
void
parcours_binding_unref (ParcoursBinding *binding)
{
  if (!g_atomic_ref_count_dec (&binding->ref_count))
    return;
  g_free (binding->columns);
  g_free (binding->missing);
  g_free (binding->loads);
  g_free (binding->sets);
  g_free (binding->known_sets);
  g_free (binding->lists);
  g_free (binding->senders);
  g_free (binding->histories);
  g_free (binding->records);
  parcours_population_unref (binding->population);
  parcours_frame_unref (binding->frame);
  g_free (binding);
}

/**
 * parcours_state_new:
 * @binding: (transfer none): a binding
 *
 * Returns: (transfer full): a state without a contact
 */
ParcoursState *
parcours_state_new (ParcoursBinding *binding)
{
  const ParcoursFrame *frame = binding->frame;
  ParcoursState *state = g_new0 (ParcoursState, 1);

  state->binding = parcours_binding_ref (binding);
  state->frame = frame;
  state->texts = frame->texts;
  state->arena = parcours_arena_new ();
  state->workspace_zone = g_ptr_array_index (binding->population->zone_table, 0);
  state->zone = state->workspace_zone;
  state->slots = g_new0 (ParcoursSlot, frame->fields->len);
  state->n_set_words = frame->sets->len / 64 + 1;
  state->sets = g_new0 (guint64, state->n_set_words);
  state->lists = g_new0 (ParcoursListState, frame->lists->len);
  state->hits = g_new0 (ParcoursHits, frame->queries->len);
  state->records = g_new0 (ParcoursRecordList, frame->kinds->len);
  state->marks = g_new0 (guint32, frame->marks->len);

  return state;
}

/**
 * parcours_state_free:
 * @state: (transfer full): a state
 */
void
parcours_state_free (ParcoursState *state)
{
  for (guint i = 0; i < state->frame->queries->len; i++)
    {
      g_free (state->hits[i].hits);
      g_free (state->hits[i].sums);
    }
  for (guint i = 0; i < state->frame->kinds->len; i++)
    g_free (state->records[i].records);
  g_free (state->slots);
  g_free (state->sets);
  g_free (state->lists);
  g_free (state->hits);
  g_free (state->records);
  g_free (state->passages);
  g_free (state->marks);
  parcours_arena_free (state->arena);
  parcours_binding_unref (state->binding);
  g_free (state);
}

static inline void
reset (ParcoursState *state,
       guint64        key,
       gint64         now)
{
  const ParcoursFrame *frame = state->frame;

  parcours_arena_reset (state->arena);
  state->key = key;
  state->now = now;
  state->dirty = 0;
  state->n_passages = 0;
  state->trigger = NULL;
  state->entry_order = 0;
  state->order_limit = G_MAXUINT32;
  state->next_order = 0;
  for (guint i = 0; i < state->n_set_words; i++)
    state->sets[i] = 0;
  for (guint i = 0; i < frame->marks->len; i++)
    state->marks[i] = 0;
  for (ParcoursHits *hits = state->hits, *end = hits + frame->queries->len; hits < end; hits++)
    hits->n = 0;
  for (guint i = 0; i < frame->kinds->len; i++)
    state->records[i].n = 0;
}

/* All members of one width are loaded as one of them. */
static inline void
load_slots (ParcoursState *state,
            guint          contact)
{
  const ParcoursBinding *binding = state->binding;
  const ParcoursSlotLoad *load = binding->loads;
  ParcoursSlot *slots = state->slots;

  for (; load < binding->load_ends[PARCOURS_LOAD_NOTHING]; load++)
    slots[load->slot] = binding->missing[load->slot];
  for (; load < binding->load_ends[PARCOURS_LOAD_TEXTS]; load++)
    slots[load->slot].text = ((const guint32 *) load->data)[contact];
  for (; load < binding->load_ends[PARCOURS_LOAD_NUMBERS]; load++)
    slots[load->slot].mask = ((const guint64 *) load->data)[contact];
  for (; load < binding->load_ends[PARCOURS_LOAD_BYTES]; load++)
    slots[load->slot].boolean = ((const gint8 *) load->data)[contact];
  for (; load < binding->load_ends[PARCOURS_LOAD_SCORES]; load++)
    {
      slots[load->slot].number = ((const double *) load->data)[contact];
      if (isnan (slots[load->slot].number))
        slots[load->slot] = binding->missing[load->slot];
    }
}

static inline void
load_sets (ParcoursState *state,
           guint          contact)
{
  const ParcoursBinding *binding = state->binding;
  guint64 *sets = state->sets;

  for (guint i = 0, n = binding->n_known_sets; i < n; i++)
    {
      guint set = binding->known_sets[i];

      sets[set >> 6] |= (guint64) parcours_bits_get (binding->sets[set], contact) << (set & 63);
    }
}

static inline void
load_lists (ParcoursState *state,
            guint          contact)
{
  guint n = state->frame->lists->len;

  for (guint i = 0; i < n; i++)
    {
      const ParcoursListColumn *column = state->binding->lists[i];

      if (column != NULL)
        state->lists[i] = (ParcoursListState){ column->statuses[contact], column->since[contact] };
      else
        state->lists[i] = (ParcoursListState){ PARCOURS_LIST_NONE, 0 };
    }
}

static void
append_hit (ParcoursHits        *hits,
            const ParcoursQuery *query,
            const ParcoursEvent *event)
{
  if (hits->n == hits->size)
    {
      hits->size = MAX (8, hits->size * 2);
      hits->hits = g_renew (ParcoursHit, hits->hits, hits->size);
      if (query->n_sums > 0)
        hits->sums = g_renew (double, hits->sums, hits->size * query->n_sums);
    }
  hits->hits[hits->n] = (ParcoursHit){ event->at, event->order };
  for (guint i = 0; i < query->n_sums; i++)
    {
      ParcoursValue value = parcours_event_get (event, query->sums[i]);

      hits->sums[hits->n * query->n_sums + i] = value.type == PARCOURS_VALUE_NUMBER ? value.number : 0.;
    }
  hits->n++;
}

static void
load_history (ParcoursState *state,
              guint          contact,
              guint          i)
{
  const ParcoursHistory *history = state->binding->histories[i];
  const ParcoursQuery *query = parcours_frame_query (state->frame, i);
  ParcoursEvent event = { .topic = (guint16) query->topic->index };

  for (guint32 j = history->offsets[contact]; j < history->offsets[contact + 1]; j++)
    {
      event.at = history->at[j];
      event.subject = history->subjects[j];
      event.payload = history->payloads != NULL ? history->payloads[j] : NULL;
      if (event.at < state->now && parcours_query_matches (query, &event, state->texts, state->zone))
        append_hit (&state->hits[i], query, &event);
    }
}

static inline void
load_records (ParcoursState *state,
              guint          contact)
{
  for (guint i = 0; i < state->frame->kinds->len; i++)
    {
      const ParcoursRecords *records = state->binding->records[i];
      ParcoursRecordList *list = &state->records[i];
      guint n = records != NULL ? records->offsets[contact + 1] - records->offsets[contact] : 0;

      if (n > list->size)
        {
          list->size = n;
          list->records = g_renew (ParcoursRecord, list->records, n);
        }
      for (guint j = 0; j < n; j++)
        {
          const ParcoursRecord *record = &records->records[records->offsets[contact] + j];

          list->records[j] = *record;
          /* Effects change columns; the population stays as it is. */
          list->records[j].columns = parcours_object_copy (record->columns, state->arena);
        }
      list->n = n;
    }
}

static void
load_passages (ParcoursState *state,
               guint          contact)
{
  const ParcoursPopulation *population = state->binding->population;
  guint32 first = population->passage_offsets[contact];
  guint32 end = population->passage_offsets[contact + 1];

  for (guint32 i = first; i < end; i++)
    parcours_state_add_passage (state, population->passages[i]);
}

/**
 * parcours_state_load:
 * @state: a state
 * @contact: the place of a contact in the population
 * @now: the instant; events from then on are not history
 *
 * Forgets the contact that was there and takes over @contact as it is stored.
 */
void
parcours_state_load (ParcoursState *state,
                     guint          contact,
                     gint64         now)
{
  const ParcoursPopulation *population = state->binding->population;

  reset (state, population->keys[contact], now);
  state->contact = contact;
  state->zone = g_ptr_array_index (population->zone_table, population->zones[contact]);
  state->addresses = population->addresses[contact];
  state->n_active_lists = population->n_active_lists[contact];
#pragma GCC unroll 8
  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    state->channels[i] = population->channels[i][contact];
  for (guint i = 0; i < PARCOURS_N_SET_KINDS; i++)
    state->set_sizes[i] = population->set_sizes[i][contact];
  load_slots (state, contact);
  load_sets (state, contact);
  load_lists (state, contact);
  state->blocked_senders = 0;
  for (guint i = 0; state->binding->has_senders && i < state->frame->senders->len; i++)
    {
      if (state->binding->senders[i] != NULL)
        state->blocked_senders |= (guint64) parcours_bits_get (state->binding->senders[i], contact) << i;
    }
  for (guint i = 0; state->binding->has_histories && i < state->frame->queries->len; i++)
    {
      if (state->binding->histories[i] != NULL)
        load_history (state, contact, i);
    }
  load_records (state, contact);
  if (state->frame->needs_passages)
    load_passages (state, contact);
  /* Order 0 is history; what happens in the run begins at 1. */
  state->next_order = 1;
}

/**
 * parcours_state_load_blank:
 * @state: a state
 * @key: the contact key of a contact that is not in the population
 * @now: the instant
 *
 * Forgets the contact that was there and begins with one of which nothing is known.
 */
void
parcours_state_load_blank (ParcoursState *state,
                           guint64        key,
                           gint64         now)
{
  reset (state, key, now);
  state->contact = G_MAXUINT;
  state->zone = state->workspace_zone;
  state->addresses = 0;
  state->n_active_lists = 0;
  state->blocked_senders = 0;
  memset (state->channels, 0, sizeof state->channels);
  memset (state->set_sizes, 0, sizeof state->set_sizes);
  if (state->frame->lists->len > 0)
    memset (state->lists, 0, state->frame->lists->len * sizeof (ParcoursListState));
  if (state->frame->fields->len > 0)
    memcpy (state->slots, state->binding->missing, state->frame->fields->len * sizeof (ParcoursSlot));
  state->next_order = 1;
}

/**
 * parcours_state_keep_event:
 * @state: a state
 * @event: an event that was just published
 *
 * Keeps the event for the questions that are about it and marks these dirty.
 */
void
parcours_state_keep_event (ParcoursState       *state,
                           const ParcoursEvent *event)
{
  GArray *queries = state->frame->queries_by_topic[event->topic];

  for (guint i = 0; queries != NULL && i < queries->len; i++)
    {
      guint16 number = g_array_index (queries, guint16, i);
      const ParcoursQuery *query = parcours_frame_query (state->frame, number);

      if (!parcours_query_matches (query, event, state->texts, state->zone))
        continue;
      append_hit (&state->hits[number], query, event);
      state->dirty |= parcours_bit (query->bit);
    }
}

/**
 * parcours_state_add_record:
 * @state: a state
 * @kind: a kind of records of the frame
 * @id: the record's id
 * @columns: its columns, in the state's arena
 *
 * Returns: (transfer none): the record, until the next is added
 */
ParcoursRecord *
parcours_state_add_record (ParcoursState  *state,
                           guint           kind,
                           guint32         id,
                           ParcoursObject *columns)
{
  ParcoursRecordList *list = &state->records[kind];

  if (list->n == list->size)
    {
      list->size = MAX (4, list->size * 2);
      list->records = g_renew (ParcoursRecord, list->records, list->size);
    }
  list->records[list->n] = (ParcoursRecord){ id, state->now, columns };
  state->dirty |= parcours_bit (((ParcoursFrameKind *) g_ptr_array_index (state->frame->kinds, kind))->bit);

  return &list->records[list->n++];
}

/**
 * parcours_state_find_record:
 * @state: a state
 * @kind: a kind of records of the frame
 * @id: a record's id
 *
 * Returns: (transfer none) (nullable): the record, or %NULL if the contact has none of that id
 */
ParcoursRecord *
parcours_state_find_record (ParcoursState *state,
                            guint          kind,
                            guint32        id)
{
  ParcoursRecordList *list = &state->records[kind];

  for (guint i = 0; i < list->n; i++)
    {
      if (list->records[i].id == id)
        return &list->records[i];
    }

  return NULL;
}

/**
 * parcours_state_add_passage:
 * @state: a state
 * @passage: a passage through an automation
 *
 * Returns: its number
 */
guint
parcours_state_add_passage (ParcoursState   *state,
                            ParcoursPassage  passage)
{
  if (state->n_passages == state->size_passages)
    {
      state->size_passages = MAX (8, state->size_passages * 2);
      state->passages = g_renew (ParcoursPassage, state->passages, state->size_passages);
    }
  state->passages[state->n_passages] = passage;
  state->dirty |= parcours_bit (state->frame->passages_bit);

  return state->n_passages++;
}

/**
 * parcours_state_trigger_record:
 * @state: a state
 * @kind: a kind of records, such as `deal`
 *
 * Returns: the id of the record that the admitting event was about, or %PARCOURS_TEXT_MISSING
 */
guint32
parcours_state_trigger_record (const ParcoursState *state,
                               const char          *kind)
{
  const ParcoursTopic *topic;
  ParcoursValue value;

  if (state->trigger == NULL)
    return PARCOURS_TEXT_MISSING;
  if (state->trigger->topic != PARCOURS_TOPIC_NONE)
    {
      topic = parcours_catalog_nth_topic (parcours_catalog_get (), state->trigger->topic);
      if (g_str_equal (topic->subject, kind))
        return state->trigger->subject;
    }
  value = parcours_event_get (state->trigger, g_quark_from_string (kind));

  return value.type == PARCOURS_VALUE_TEXT ? value.text : PARCOURS_TEXT_MISSING;
}

/**
 * parcours_state_is_open:
 * @state: a state
 * @kind: a kind of records of the frame
 * @record: a record of that kind
 *
 * Returns: whether the record is open (vocabulary, section 5): by its status not closed, nor an order that has been
 *   shipped or a meeting that is not still to come
 */
gboolean
parcours_state_is_open (const ParcoursState  *state,
                        guint                 kind,
                        const ParcoursRecord *record)
{
  const char *name = ((ParcoursFrameKind *) g_ptr_array_index (state->frame->kinds, kind))->kind;
  static const char *const closed[] = { "won", "lost", "done", "ordered", "emptied", "shipped", "cancelled",
                                        "refunded", "failed", "redeemed", "expired", "revoked", NULL };
  ParcoursValue status = parcours_object_get (record->columns, PARCOURS_KEY ("status"));
  ParcoursValue starts;

  if (status.type == PARCOURS_VALUE_TEXT && status.text < PARCOURS_TEXT_SERIAL &&
      g_strv_contains (closed, parcours_texts_get (state->texts, status.text)))
    return FALSE;
  if (g_str_equal (name, "meeting"))
    {
      starts = parcours_object_get (record->columns, PARCOURS_KEY ("starts"));
      return starts.type == PARCOURS_VALUE_INSTANT && starts.at > state->now;
    }

  return !g_str_equal (name, "order") ||
         parcours_object_get (record->columns, PARCOURS_KEY ("shipped-at")).type == PARCOURS_VALUE_MISSING;
}

/* The primary account, else the last linked. */
static int
meant_account (const ParcoursRecordList *list)
{
  int account = -1;

  for (guint i = 0; i < list->n; i++)
    {
      const ParcoursObject *columns = list->records[i].columns;
      ParcoursValue primary = parcours_object_get (columns, PARCOURS_KEY ("primary"));
      ParcoursValue linked = parcours_object_get (columns, PARCOURS_KEY ("linked"));

      if (linked.type == PARCOURS_VALUE_BOOL && !linked.boolean)
        continue;
      account = (int) i;
      if (primary.type == PARCOURS_VALUE_BOOL && primary.boolean)
        return account;
    }

  return account;
}

/**
 * parcours_state_is_later:
 * @state: a state
 * @record: a record
 * @other: another one of the same kind
 *
 * Returns: whether @record was created later; of two of one instant, whether it has the greater id. Ids that the run
 *   gives are greater than all others.
 */
gboolean
parcours_state_is_later (const ParcoursState  *state,
                         const ParcoursRecord *record,
                         const ParcoursRecord *other)
{
  if (record->created != other->created)
    return record->created > other->created;
  if (record->id >= PARCOURS_TEXT_SERIAL || other->id >= PARCOURS_TEXT_SERIAL)
    return record->id > other->id;

  return strcmp (parcours_texts_get (state->texts, record->id), parcours_texts_get (state->texts, other->id)) > 0;
}

static int
meant_record (const ParcoursState *state,
              guint                kind)
{
  int record = parcours_state_target (state, kind, PARCOURS_TARGET_TRIGGER, 0);

  return record >= 0 ? record : parcours_state_target (state, kind, PARCOURS_TARGET_LATEST_OPEN, 0);
}

/**
 * parcours_state_target:
 * @state: a state
 * @kind: a kind of records of the frame
 * @target: which record is meant
 * @from: where to begin: 0, or one more than the last result
 *
 * Returns: the number of a record that is meant (vocabulary, section 5), or -1 if there is none from @from on
 */
int
parcours_state_target (const ParcoursState *state,
                       guint                kind,
                       ParcoursTarget       target,
                       guint                from)
{
  const ParcoursRecordList *list = &state->records[kind];
  const char *name = ((ParcoursFrameKind *) g_ptr_array_index (state->frame->kinds, kind))->kind;
  int best = -1;

  if (target == PARCOURS_TARGET_ANY || target == PARCOURS_TARGET_ALL)
    return from < list->n ? (int) from : -1;
  if (from > 0)
    return -1;
  if (target == PARCOURS_TARGET_MEANT)
    return g_str_equal (name, "account") ? meant_account (list) : meant_record (state, kind);
  for (guint i = 0; i < list->n; i++)
    {
      const ParcoursRecord *record = &list->records[i];

      if (target == PARCOURS_TARGET_TRIGGER)
        {
          if (record->id == parcours_state_trigger_record (state, name))
            return (int) i;
          continue;
        }
      if (target == PARCOURS_TARGET_LATEST_OPEN && !parcours_state_is_open (state, kind, record))
        continue;
      if (best < 0 || parcours_state_is_later (state, record, &list->records[best]))
        best = (int) i;
    }

  return best;
}
