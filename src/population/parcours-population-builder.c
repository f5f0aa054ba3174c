/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Contacts come in the order of the source; the population is in the order of
 * the keys. So everything is appended with the number of its contact and put in
 * its place once, by one permutation, at the end. */

#include "config.h"

#include <string.h>

#include "parcours-population-builder.h"

typedef struct
{
  char *slug;             /* (owned) */
  ParcoursColumn *column; /* (owned) */
  gboolean is_score;
} Field;

typedef struct
{
  char *slug;       /* (owned) */
  GArray *statuses; /* (owned) (element-type guint8) */
  GArray *since;    /* (owned) (element-type guint32) */
} List;

typedef struct
{
  ParcoursSetKind kind;
  gboolean is_sender;
  char *slug;      /* (owned) */
  GArray *members; /* (owned) (element-type guint32) contacts */
} Set;

typedef struct
{
  guint32 contact;
  guint32 at;
  guint32 subject;
  const ParcoursObject *payload;
} PastEvent;

typedef struct
{
  char *topic;    /* (owned) */
  GArray *events; /* (owned) (element-type PastEvent) */
  gboolean has_payloads;
} Topic;

typedef struct
{
  guint32 contact;
  ParcoursRecord record;
} PastRecord;

typedef struct
{
  char *kind;      /* (owned) */
  GArray *records; /* (owned) (element-type PastRecord) */
} Kind;

typedef struct
{
  guint32 contact;
  ParcoursPassage passage;
} PastPassage;

struct _ParcoursPopulationBuilder
{
  ParcoursPopulation *population; /* (owned) what is filled */
  guint n;
  guint current; /* the contact that the setters are about */
  guint capacity;
  GPtrArray *fields; /* (owned) (element-type Field) scores too */
  GPtrArray *lists;  /* (owned) (element-type List) */
  GPtrArray *sets;   /* (owned) (element-type Set) */
  GPtrArray *topics; /* (owned) (element-type Topic) */
  GPtrArray *kinds;  /* (owned) (element-type Kind) */
  GArray *passages;  /* (owned) (element-type PastPassage) */
  GHashTable *zones; /* (owned) (element-type utf8 guint) */
};

static void
field_free (gpointer data)
{
  Field *field = data;

  g_free (field->slug);
  g_clear_pointer (&field->column, parcours_column_unref);
  g_free (field);
}

static void
list_free (gpointer data)
{
  List *list = data;

  g_free (list->slug);
  g_array_unref (list->statuses);
  g_array_unref (list->since);
  g_free (list);
}

static void
set_free (gpointer data)
{
  Set *set = data;

  g_free (set->slug);
  g_array_unref (set->members);
  g_free (set);
}

static void
topic_free (gpointer data)
{
  Topic *topic = data;

  g_free (topic->topic);
  g_array_unref (topic->events);
  g_free (topic);
}

static void
kind_free (gpointer data)
{
  Kind *kind = data;

  g_free (kind->kind);
  g_array_unref (kind->records);
  g_free (kind);
}

static void
list_column_free (gpointer data)
{
  ParcoursListColumn *column = data;

  g_free (column->statuses);
  g_free (column->since);
  g_free (column);
}

static void
history_free (gpointer data)
{
  ParcoursHistory *history = data;

  g_free (history->offsets);
  g_free (history->at);
  g_free (history->subjects);
  g_free (history->payloads);
  g_free (history);
}

static void
records_free (gpointer data)
{
  ParcoursRecords *records = data;

  g_free (records->offsets);
  g_free (records->records);
  g_free (records);
}

static GHashTable *
new_table (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

/**
 * parcours_population_builder_new:
 * @texts: (transfer none): the pool for its texts
 * @zone: the zone of contacts without one: the workspace's
 *
 * Returns: (transfer full): a builder
 */
ParcoursPopulationBuilder *
parcours_population_builder_new (ParcoursTexts      *texts,
                                 const ParcoursZone *zone)
{
  ParcoursPopulationBuilder *builder = g_new0 (ParcoursPopulationBuilder, 1);
  ParcoursPopulation *population = g_new0 (ParcoursPopulation, 1);

  g_atomic_ref_count_init (&population->ref_count);
  population->texts = parcours_texts_ref (texts);
  population->arena = parcours_arena_new ();
  population->zone_table = g_ptr_array_new ();
  g_ptr_array_add (population->zone_table, (gpointer) zone);
  population->fields = new_table ((GDestroyNotify) parcours_column_unref);
  population->scores = new_table ((GDestroyNotify) parcours_column_unref);
  population->lists = new_table (list_column_free);
  population->blocked_senders = new_table (g_free);
  for (guint i = 0; i < PARCOURS_N_SET_KINDS; i++)
    population->sets[i] = new_table (g_free);
  population->histories = new_table (history_free);
  population->records = new_table (records_free);

  builder->population = population;
  builder->fields = g_ptr_array_new_with_free_func (field_free);
  builder->lists = g_ptr_array_new_with_free_func (list_free);
  builder->sets = g_ptr_array_new_with_free_func (set_free);
  builder->topics = g_ptr_array_new_with_free_func (topic_free);
  builder->kinds = g_ptr_array_new_with_free_func (kind_free);
  builder->passages = g_array_new (FALSE, FALSE, sizeof (PastPassage));
  builder->zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return builder;
}

/**
 * parcours_population_builder_free:
 * @builder: (transfer full): a builder
 */
void
parcours_population_builder_free (ParcoursPopulationBuilder *builder)
{
  g_clear_pointer (&builder->population, parcours_population_unref);
  g_ptr_array_unref (builder->fields);
  g_ptr_array_unref (builder->lists);
  g_ptr_array_unref (builder->sets);
  g_ptr_array_unref (builder->topics);
  g_ptr_array_unref (builder->kinds);
  g_array_unref (builder->passages);
  g_hash_table_unref (builder->zones);
  g_free (builder);
}

/**
 * parcours_population_builder_texts:
 * @builder: a builder
 *
 * Returns: (transfer none): the pool for the population's texts
 */
ParcoursTexts *
parcours_population_builder_texts (ParcoursPopulationBuilder *builder)
{
  return builder->population->texts;
}

/**
 * parcours_population_builder_arena:
 * @builder: a builder
 *
 * Returns: (transfer none): where payloads and records must be allocated
 */
ParcoursArena *
parcours_population_builder_arena (ParcoursPopulationBuilder *builder)
{
  return builder->population->arena;
}

static guint
add_column (ParcoursPopulationBuilder *builder,
            const char                *slug,
            ParcoursFieldType          type,
            const char *const         *options,
            gboolean                   is_score)
{
  Field *field = g_new0 (Field, 1);

  field->slug = g_strdup (slug);
  field->is_score = is_score;
  field->column = parcours_column_new (type, options);
  parcours_column_resize (field->column, builder->capacity);
  g_ptr_array_add (builder->fields, field);

  return builder->fields->len - 1;
}

/**
 * parcours_population_builder_add_field:
 * @builder: a builder
 * @slug: a field of contacts
 * @type: its type
 * @options: (nullable) (array zero-terminated=1): for choices, the options
 *
 * Returns: the column, for the setters
 */
guint
parcours_population_builder_add_field (ParcoursPopulationBuilder *builder,
                                       const char                *slug,
                                       ParcoursFieldType          type,
                                       const char *const         *options)
{
  return add_column (builder, slug, type, options, FALSE);
}

/**
 * parcours_population_builder_add_score:
 * @builder: a builder
 * @slug: a score of contacts
 *
 * Returns: the column, for the setters
 */
guint
parcours_population_builder_add_score (ParcoursPopulationBuilder *builder,
                                       const char                *slug)
{
  return add_column (builder, slug, PARCOURS_FIELD_NUMBER, NULL, TRUE);
}

/**
 * parcours_population_builder_add_list:
 * @builder: a builder
 * @slug: a list
 *
 * Returns: the list, for parcours_population_builder_set_list()
 */
guint
parcours_population_builder_add_list (ParcoursPopulationBuilder *builder,
                                      const char                *slug)
{
  List *list = g_new0 (List, 1);

  list->slug = g_strdup (slug);
  list->statuses = g_array_new (FALSE, TRUE, sizeof (guint8));
  list->since = g_array_new (FALSE, TRUE, sizeof (guint32));
  g_ptr_array_add (builder->lists, list);

  return builder->lists->len - 1;
}

static Set *
add_set (ParcoursPopulationBuilder *builder,
         ParcoursSetKind            kind,
         gboolean                   is_sender,
         const char                *slug)
{
  Set *set = g_new0 (Set, 1);

  set->kind = kind;
  set->is_sender = is_sender;
  set->slug = g_strdup (slug);
  set->members = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_ptr_array_add (builder->sets, set);

  return set;
}

/**
 * parcours_population_builder_add_set:
 * @builder: a builder
 * @kind: what kind of set
 * @slug: a tag, a group or an audience
 *
 * Returns: the set, for parcours_population_builder_add_member()
 */
guint
parcours_population_builder_add_set (ParcoursPopulationBuilder *builder,
                                     ParcoursSetKind            kind,
                                     const char                *slug)
{
  add_set (builder, kind, FALSE, slug);

  return builder->sets->len - 1;
}

/**
 * parcours_population_builder_add_topic:
 * @builder: a builder
 * @topic: a topic whose past events are to be kept
 *
 * Returns: the topic, for parcours_population_builder_add_event()
 */
guint
parcours_population_builder_add_topic (ParcoursPopulationBuilder *builder,
                                       const char                *topic)
{
  Topic *history = g_new0 (Topic, 1);

  history->topic = g_strdup (topic);
  history->events = g_array_new (FALSE, FALSE, sizeof (PastEvent));
  g_ptr_array_add (builder->topics, history);

  return builder->topics->len - 1;
}

/**
 * parcours_population_builder_add_kind:
 * @builder: a builder
 * @kind: a kind of records, such as `deal`
 *
 * Returns: the kind, for parcours_population_builder_add_record()
 */
guint
parcours_population_builder_add_kind (ParcoursPopulationBuilder *builder,
                                      const char                *kind)
{
  Kind *records = g_new0 (Kind, 1);

  records->kind = g_strdup (kind);
  records->records = g_array_new (FALSE, FALSE, sizeof (PastRecord));
  g_ptr_array_add (builder->kinds, records);

  return builder->kinds->len - 1;
}

static void
grow (ParcoursPopulationBuilder *builder)
{
  ParcoursPopulation *population = builder->population;
  guint old = builder->capacity;
  guint capacity = MAX (1024, old * 2);

  population->keys = g_renew (guint64, population->keys, capacity);
  population->ids = g_renew (gint64, population->ids, capacity);
  population->addresses = g_renew (guint8, population->addresses, capacity);
  population->zones = g_renew (guint16, population->zones, capacity);
  population->n_active_lists = g_renew (guint8, population->n_active_lists, capacity);
  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    population->channels[i] = g_renew (guint8, population->channels[i], capacity);
  for (guint i = 0; i < PARCOURS_N_SET_KINDS; i++)
    population->set_sizes[i] = g_renew (guint16, population->set_sizes[i], capacity);
  for (guint i = 0; i < builder->fields->len; i++)
    parcours_column_resize (((Field *) g_ptr_array_index (builder->fields, i))->column, capacity);
  builder->capacity = capacity;
}

/**
 * parcours_population_builder_begin:
 * @builder: a builder
 * @key: the contact key, unique
 * @id: the number of the contact in the store, or 0
 *
 * Begins a contact, which the setters are about from now on.
 *
 * Returns: how many contacts came before it
 */
guint
parcours_population_builder_begin (ParcoursPopulationBuilder *builder,
                                   guint64                    key,
                                   gint64                     id)
{
  ParcoursPopulation *population = builder->population;
  guint i = builder->n;

  if (i == builder->capacity)
    grow (builder);
  population->keys[i] = key;
  population->ids[i] = id;
  population->addresses[i] = 0;
  population->zones[i] = 0;
  population->n_active_lists[i] = 0;
  for (guint channel = 0; channel < PARCOURS_N_CHANNELS; channel++)
    population->channels[channel][i] = PARCOURS_CONSENT_NONE;
  for (guint kind = 0; kind < PARCOURS_N_SET_KINDS; kind++)
    population->set_sizes[kind][i] = 0;
  builder->n++;
  builder->current = i;

  return i;
}

/**
 * parcours_population_builder_seek:
 * @builder: a builder
 * @contact: what parcours_population_builder_begin() returned for a contact
 *
 * Goes back to a contact, which the setters are about from now on.
 */
void
parcours_population_builder_seek (ParcoursPopulationBuilder *builder,
                                  guint                      contact)
{
  g_assert (contact < builder->n);

  builder->current = contact;
}

static guint
current (ParcoursPopulationBuilder *builder)
{
  g_assert (builder->n > 0);

  return builder->current;
}

/**
 * parcours_population_builder_set_address:
 * @builder: a builder
 * @addresses: what the contact can be reached by
 */
void
parcours_population_builder_set_address (ParcoursPopulationBuilder *builder,
                                         ParcoursAddress            addresses)
{
  builder->population->addresses[current (builder)] = (guint8) addresses;
}

/**
 * parcours_population_builder_set_zone:
 * @builder: a builder
 * @name: (nullable): a name of the IANA database
 *
 * Returns: whether there is a zone of that name; if not, the contact has the workspace's
 */
gboolean
parcours_population_builder_set_zone (ParcoursPopulationBuilder *builder,
                                      const char                *name)
{
  GPtrArray *table = builder->population->zone_table;
  gpointer place;
  const ParcoursZone *zone;

  if (name == NULL || *name == '\0')
    return TRUE;
  if (!g_hash_table_lookup_extended (builder->zones, name, NULL, &place))
    {
      zone = parcours_zone_lookup (name);
      place = GUINT_TO_POINTER (0);
      if (zone != NULL && table->len < G_MAXUINT16)
        {
          place = GUINT_TO_POINTER (table->len);
          g_ptr_array_add (table, (gpointer) zone);
        }
      g_hash_table_insert (builder->zones, g_strdup (name), place);
    }
  builder->population->zones[current (builder)] = (guint16) GPOINTER_TO_UINT (place);

  return GPOINTER_TO_UINT (place) != 0;
}

/**
 * parcours_population_builder_set_channel:
 * @builder: a builder
 * @channel: a channel
 * @consent: its status
 */
void
parcours_population_builder_set_channel (ParcoursPopulationBuilder *builder,
                                         ParcoursChannel            channel,
                                         ParcoursConsent            consent)
{
  builder->population->channels[channel][current (builder)] = (guint8) consent;
}

/**
 * parcours_population_builder_set_text:
 * @builder: a builder
 * @column: a column
 * @text: (nullable): the contact's value as files spell it
 *
 * Returns: whether @text is a value of the column's type; if not, the value is missing
 */
gboolean
parcours_population_builder_set_text (ParcoursPopulationBuilder *builder,
                                      guint                      column,
                                      const char                *text)
{
  Field *field = g_ptr_array_index (builder->fields, column);

  return parcours_column_set_text (field->column, current (builder), text, builder->population->texts);
}

/**
 * parcours_population_builder_set_number:
 * @builder: a builder
 * @column: a column
 * @number: the contact's value, see parcours_column_set_number()
 */
void
parcours_population_builder_set_number (ParcoursPopulationBuilder *builder,
                                        guint                      column,
                                        double                     number)
{
  Field *field = g_ptr_array_index (builder->fields, column);

  parcours_column_set_number (field->column, current (builder), number);
}

/**
 * parcours_population_builder_set_list:
 * @builder: a builder
 * @list: a list
 * @status: the contact's status on it
 * @since: from when on
 */
void
parcours_population_builder_set_list (ParcoursPopulationBuilder *builder,
                                      guint                      list,
                                      ParcoursListStatus         status,
                                      gint64                     since)
{
  List *column = g_ptr_array_index (builder->lists, list);
  guint i = current (builder);

  g_array_set_size (column->statuses, MAX (column->statuses->len, i + 1));
  g_array_set_size (column->since, MAX (column->since->len, i + 1));
  g_array_index (column->statuses, guint8, i) = (guint8) status;
  g_array_index (column->since, guint32, i) = (guint32) CLAMP (since, 0, (gint64) G_MAXUINT32);
  if (status == PARCOURS_LIST_ACTIVE)
    builder->population->n_active_lists[i]++;
}

/**
 * parcours_population_builder_add_member:
 * @builder: a builder
 * @set: a set of which the contact is a member
 */
void
parcours_population_builder_add_member (ParcoursPopulationBuilder *builder,
                                        guint                      set)
{
  Set *members = g_ptr_array_index (builder->sets, set);
  guint32 i = current (builder);

  g_array_append_val (members->members, i);
  builder->population->set_sizes[members->kind][i]++;
}

/**
 * parcours_population_builder_count_members:
 * @builder: a builder
 * @kind: a kind of sets
 * @n: of how many such sets the contact is a member, loaded or not
 */
void
parcours_population_builder_count_members (ParcoursPopulationBuilder *builder,
                                           ParcoursSetKind            kind,
                                           guint                      n)
{
  builder->population->set_sizes[kind][current (builder)] = (guint16) n;
}

/**
 * parcours_population_builder_count_lists:
 * @builder: a builder
 * @n_active: on how many lists the contact is active, loaded or not
 */
void
parcours_population_builder_count_lists (ParcoursPopulationBuilder *builder,
                                         guint                      n_active)
{
  builder->population->n_active_lists[current (builder)] = (guint8) MIN (n_active, G_MAXUINT8);
}

/**
 * parcours_population_builder_add_active_list:
 * @builder: a builder
 *
 * Counts a list that is not loaded and on which the contact is active.
 */
void
parcours_population_builder_add_active_list (ParcoursPopulationBuilder *builder)
{
  guint8 *n_active = &builder->population->n_active_lists[current (builder)];

  if (*n_active < G_MAXUINT8)
    (*n_active)++;
}

/**
 * parcours_population_builder_add_other_member:
 * @builder: a builder
 * @kind: a kind of sets
 *
 * Counts a set that is not loaded and of which the contact is a member.
 */
void
parcours_population_builder_add_other_member (ParcoursPopulationBuilder *builder,
                                              ParcoursSetKind            kind)
{
  builder->population->set_sizes[kind][current (builder)]++;
}

/**
 * parcours_population_builder_block_sender:
 * @builder: a builder
 * @sender: a sender that the contact has blocked
 */
void
parcours_population_builder_block_sender (ParcoursPopulationBuilder *builder,
                                          const char                *sender)
{
  Set *set = NULL;
  guint32 i = current (builder);

  for (guint j = 0; j < builder->sets->len && set == NULL; j++)
    {
      Set *candidate = g_ptr_array_index (builder->sets, j);

      if (candidate->is_sender && g_str_equal (candidate->slug, sender))
        set = candidate;
    }
  if (set == NULL)
    set = add_set (builder, 0, TRUE, sender);
  g_array_append_val (set->members, i);
}

/**
 * parcours_population_builder_add_event:
 * @builder: a builder
 * @topic: a topic
 * @at: when it happened
 * @subject: its subject's number in the pool of texts
 * @payload: (nullable): its payload, allocated in the builder's arena
 */
void
parcours_population_builder_add_event (ParcoursPopulationBuilder *builder,
                                       guint                      topic,
                                       gint64                     at,
                                       guint32                    subject,
                                       const ParcoursObject      *payload)
{
  Topic *history = g_ptr_array_index (builder->topics, topic);
  PastEvent event = { current (builder), (guint32) CLAMP (at, 0, (gint64) G_MAXUINT32), subject, payload };

  g_array_append_val (history->events, event);
  history->has_payloads |= payload != NULL;
}

/**
 * parcours_population_builder_add_record:
 * @builder: a builder
 * @kind: a kind
 * @id: the record's id, by its number in the pool of texts
 * @created: when it was made
 * @columns: its columns, allocated in the builder's arena
 */
void
parcours_population_builder_add_record (ParcoursPopulationBuilder *builder,
                                        guint                      kind,
                                        guint32                    id,
                                        gint64                     created,
                                        ParcoursObject            *columns)
{
  Kind *records = g_ptr_array_index (builder->kinds, kind);
  PastRecord record = { current (builder), { id, created, columns } };

  g_array_append_val (records->records, record);
}

/**
 * parcours_population_builder_add_passage:
 * @builder: a builder
 * @passage: a recorded passage of the contact
 */
void
parcours_population_builder_add_passage (ParcoursPopulationBuilder *builder,
                                         const ParcoursPassage     *passage)
{
  PastPassage past = { current (builder), *passage };

  g_array_append_val (builder->passages, past);
}

typedef struct
{
  guint64 key;
  guint32 i;
} KeyPlace;

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  const KeyPlace *one = a;
  const KeyPlace *other = b;

  if (one->key != other->key)
    return one->key < other->key ? -1 : 1;

  return one->i < other->i ? -1 : one->i > other->i;
}

/* For each place in the order of the keys, the contact that belongs there. */
static guint32 *
order_by_key (ParcoursPopulationBuilder *builder)
{
  g_autofree KeyPlace *places = g_new (KeyPlace, MAX (builder->n, 1));
  guint32 *order = g_new (guint32, MAX (builder->n, 1));

  for (guint i = 0; i < builder->n; i++)
    places[i] = (KeyPlace){ builder->population->keys[i], i };
  qsort (places, builder->n, sizeof *places, compare_keys);
  for (guint i = 0; i < builder->n; i++)
    order[i] = places[i].i;

  return order;
}

static gpointer
permute (gpointer       data,
         gsize          size,
         guint          n,
         const guint32 *order)
{
  char *from = data;
  char *to = g_malloc_n (MAX (n, 1), size);

  for (guint i = 0; i < n; i++)
    memcpy (to + i * size, from + order[i] * size, size);
  g_free (from);

  return to;
}

static void
finish_plain_columns (ParcoursPopulationBuilder *builder,
                      const guint32             *order)
{
  ParcoursPopulation *population = builder->population;
  guint n = builder->n;

  population->keys = permute (population->keys, sizeof (guint64), n, order);
  population->ids = permute (population->ids, sizeof (gint64), n, order);
  population->addresses = permute (population->addresses, 1, n, order);
  population->zones = permute (population->zones, sizeof (guint16), n, order);
  population->n_active_lists = permute (population->n_active_lists, 1, n, order);
  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    population->channels[i] = permute (population->channels[i], 1, n, order);
  for (guint i = 0; i < PARCOURS_N_SET_KINDS; i++)
    population->set_sizes[i] = permute (population->set_sizes[i], sizeof (guint16), n, order);
}

static void
finish_fields (ParcoursPopulationBuilder *builder,
               const guint32             *order)
{
  for (guint i = 0; i < builder->fields->len; i++)
    {
      Field *field = g_ptr_array_index (builder->fields, i);

      parcours_column_resize (field->column, builder->n);
      parcours_column_permute (field->column, order);
      g_hash_table_insert (field->is_score ? builder->population->scores : builder->population->fields,
                           g_strdup (field->slug), g_steal_pointer (&field->column));
    }
}

static void
finish_lists (ParcoursPopulationBuilder *builder,
              const guint32             *order)
{
  for (guint i = 0; i < builder->lists->len; i++)
    {
      List *list = g_ptr_array_index (builder->lists, i);
      ParcoursListColumn *column = g_new0 (ParcoursListColumn, 1);

      g_array_set_size (list->statuses, builder->n);
      g_array_set_size (list->since, builder->n);
      column->statuses = permute (g_array_free (list->statuses, FALSE), 1, builder->n, order);
      column->since = permute (g_array_free (list->since, FALSE), sizeof (guint32), builder->n, order);
      list->statuses = g_array_new (FALSE, FALSE, 1);
      list->since = g_array_new (FALSE, FALSE, 4);
      g_hash_table_insert (builder->population->lists, g_strdup (list->slug), column);
    }
}

static void
finish_sets (ParcoursPopulationBuilder *builder,
             const guint32             *places)
{
  for (guint i = 0; i < builder->sets->len; i++)
    {
      Set *set = g_ptr_array_index (builder->sets, i);
      guint64 *bits = g_new0 (guint64, builder->n / 64 + 1);

      for (guint j = 0; j < set->members->len; j++)
        {
          guint32 place = places[g_array_index (set->members, guint32, j)];

          bits[place >> 6] |= G_GUINT64_CONSTANT (1) << (place & 63);
        }
      g_hash_table_insert (set->is_sender ? builder->population->blocked_senders
                                          : builder->population->sets[set->kind],
                           g_strdup (set->slug), bits);
    }
}

/* Where each contact's share of an array begins: counts, then running sums. The
 * first member of an element is the number of its contact. */
static guint32 *
offsets_of (GArray        *elements,
            const guint32 *places,
            guint          n)
{
  guint32 *offsets = g_new0 (guint32, n + 1);
  gsize size = g_array_get_element_size (elements);

  for (guint i = 0; i < elements->len; i++)
    {
      guint32 contact;

      memcpy (&contact, elements->data + i * size, sizeof contact);
      offsets[places[contact] + 1]++;
    }
  for (guint i = 0; i < n; i++)
    offsets[i + 1] += offsets[i];

  return offsets;
}

static int
compare_events (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const PastEvent *one = a;
  const PastEvent *other = b;

  return one->at < other->at ? -1 : one->at > other->at;
}

static gboolean
is_sorted (const PastEvent *events,
           guint            n)
{
  for (guint i = 1; i < n; i++)
    {
      if (events[i].at < events[i - 1].at)
        return FALSE;
    }

  return TRUE;
}

static ParcoursHistory *
finish_history (Topic         *topic,
                const guint32 *places,
                guint          n)
{
  ParcoursHistory *history = g_new0 (ParcoursHistory, 1);
  guint n_events = topic->events->len;
  g_autofree guint32 *next = NULL;
  g_autofree PastEvent *events = g_new (PastEvent, MAX (n_events, 1));

  history->offsets = offsets_of (topic->events, places, n);
  next = g_memdup2 (history->offsets, (n + 1) * sizeof (guint32));
  for (guint i = 0; i < n_events; i++)
    {
      PastEvent event = g_array_index (topic->events, PastEvent, i);

      events[next[places[event.contact]]++] = event;
    }
  for (guint i = 0; i < n; i++)
    {
      PastEvent *first = events + history->offsets[i];
      guint count = history->offsets[i + 1] - history->offsets[i];

      if (!is_sorted (first, count))
        g_qsort_with_data (first, (int) count, sizeof *first, compare_events, NULL);
    }
  history->at = g_new (guint32, MAX (n_events, 1));
  history->subjects = g_new (guint32, MAX (n_events, 1));
  history->payloads = topic->has_payloads ? g_new (const ParcoursObject *, MAX (n_events, 1)) : NULL;
  for (guint i = 0; i < n_events; i++)
    {
      history->at[i] = events[i].at;
      history->subjects[i] = events[i].subject;
      if (history->payloads != NULL)
        history->payloads[i] = events[i].payload;
    }

  return history;
}

static ParcoursRecords *
finish_records (Kind          *kind,
                const guint32 *places,
                guint          n)
{
  ParcoursRecords *records = g_new0 (ParcoursRecords, 1);
  g_autofree guint32 *next = NULL;

  records->offsets = offsets_of (kind->records, places, n);
  records->records = g_new (ParcoursRecord, MAX (kind->records->len, 1));
  next = g_memdup2 (records->offsets, (n + 1) * sizeof (guint32));
  for (guint i = 0; i < kind->records->len; i++)
    {
      PastRecord *past = &g_array_index (kind->records, PastRecord, i);

      records->records[next[places[past->contact]]++] = past->record;
    }

  return records;
}

static void
finish_passages (ParcoursPopulationBuilder *builder,
                 const guint32             *places)
{
  ParcoursPopulation *population = builder->population;
  g_autofree guint32 *next = NULL;

  population->passage_offsets = offsets_of (builder->passages, places, builder->n);
  population->n_passages = builder->passages->len;
  population->passages = g_new (ParcoursPassage, MAX (builder->passages->len, 1));
  next = g_memdup2 (population->passage_offsets, (builder->n + 1) * sizeof (guint32));
  for (guint i = 0; i < builder->passages->len; i++)
    {
      PastPassage *past = &g_array_index (builder->passages, PastPassage, i);

      population->passages[next[places[past->contact]]++] = past->passage;
    }
}

/**
 * parcours_population_builder_finish:
 * @builder: (transfer full): a builder
 *
 * Returns: (transfer full): the population
 */
ParcoursPopulation *
parcours_population_builder_finish (ParcoursPopulationBuilder *builder)
{
  ParcoursPopulation *population = builder->population;
  g_autofree guint32 *order = order_by_key (builder);
  g_autofree guint32 *places = g_new (guint32, MAX (builder->n, 1));

  population->n = builder->n;
  for (guint i = 0; i < builder->n; i++)
    places[order[i]] = i;
  finish_plain_columns (builder, order);
  finish_fields (builder, order);
  finish_lists (builder, order);
  finish_sets (builder, places);
  for (guint i = 0; i < builder->topics->len; i++)
    {
      Topic *topic = g_ptr_array_index (builder->topics, i);

      g_hash_table_insert (population->histories, g_strdup (topic->topic),
                           finish_history (topic, places, builder->n));
    }
  for (guint i = 0; i < builder->kinds->len; i++)
    {
      Kind *kind = g_ptr_array_index (builder->kinds, i);

      g_hash_table_insert (population->records, g_strdup (kind->kind), finish_records (kind, places, builder->n));
    }
  finish_passages (builder, places);
  builder->population = NULL;
  parcours_population_builder_free (builder);

  return population;
}
