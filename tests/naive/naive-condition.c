/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Conditions (vocabulary, section 4), asked from JSON about the whole history of a contact. */

#include "config.h"

#include <string.h>

#include "naive-private.h"
#include "parcours-json.h"
#include "parcours-moment.h"
#include "parcours-text.h"

/* To read a condition from JSON takes as long as to look at so many events. */
#define LOOKS_OF_LEAF 10

typedef gboolean (*IsMember) (const NaiveAsker *asker,
                              JsonObject       *leaf,
                              const char       *slug);

static const char *entities[] = { "deal", "order", "cart", "task", "account", "loyalty", "voucher", "meeting" };

static gboolean
is_known (const NaiveAsker *asker,
          const char       *kind,
          const char       *slug)
{
  return parcours_library_lookup (asker->contact->engine->the_case->library, kind, slug) != NULL;
}

/**
 * naive_event_lookup:
 * @event: (type NaiveEvent): an event
 * @key: a key of its payload, `subject` or `origin`
 *
 * Returns: (transfer none) (nullable): the value
 */
const NaiveValue *
naive_event_lookup (gconstpointer event,
                    const char   *key)
{
  const NaiveEvent *self = event;
  const NaiveValue *value = naive_get (self->payload, key);

  if (value == NULL && self->send != NULL)
    value = naive_get (self->send->base, key);
  if (value == NULL && self->base != NULL)
    value = naive_get (self->base, key);
  if (value == NULL && g_str_equal (key, "subject"))
    value = naive_text (self->subject);
  if (value == NULL && g_str_equal (key, "origin"))
    value = naive_text (self->origin);

  return value;
}

/* Sets */

static gboolean
test_set (JsonNode         *set,
          const char       *kind,
          IsMember          is_member,
          gboolean          has_any,
          JsonObject       *leaf,
          const NaiveAsker *asker)
{
  const char *slug = parcours_json_string (set);
  g_autoptr (GList) modes = NULL;
  JsonArray *slugs;
  guint n = 0;

  if (slug != NULL && g_str_equal (slug, "any"))
    return has_any;
  if (slug != NULL)
    return is_known (asker, kind, slug) && is_member (asker, leaf, slug);
  modes = json_object_get_members (json_node_get_object (set));
  slugs = parcours_json_member_array (json_node_get_object (set), modes->data);
  for (guint i = 0; i < json_array_get_length (slugs); i++)
    {
      slug = json_array_get_string_element (slugs, i);
      if (!is_known (asker, kind, slug))
        return FALSE;
      n += is_member (asker, leaf, slug) ? 1 : 0;
    }
  if (g_str_equal (modes->data, "all-of"))
    return n == json_array_get_length (slugs);

  return (n > 0) == g_str_equal (modes->data, "any-of");
}

static gboolean
has_tag (const NaiveAsker *asker,
         JsonObject       *leaf,
         const char       *slug)
{
  return g_hash_table_contains (asker->contact->sets[0], slug);
}

static gboolean
has_group (const NaiveAsker *asker,
           JsonObject       *leaf,
           const char       *slug)
{
  return g_hash_table_contains (asker->contact->sets[1], slug);
}

static gboolean
has_audience (const NaiveAsker *asker,
              JsonObject       *leaf,
              const char       *slug)
{
  return g_hash_table_contains (asker->contact->sets[2], slug);
}

static gboolean
is_on_list (const NaiveAsker *asker,
            JsonObject       *leaf,
            const char       *slug)
{
  const NaiveValue *status = naive_get (asker->contact->lists, slug);
  const char *wanted = parcours_json_member_string (leaf, "status");

  if (wanted != NULL && g_str_equal (wanted, "any"))
    return status != NULL;

  return naive_value_is_text (status, wanted != NULL ? wanted : "active");
}

static gboolean
is_on_any_list (const NaiveAsker *asker,
                JsonObject       *leaf)
{
  g_autoptr (GPtrArray) slugs = naive_keys (asker->contact->lists);

  for (guint i = 0; i < slugs->len; i++)
    {
      if (is_on_list (asker, leaf, g_ptr_array_index (slugs, i)))
        return TRUE;
    }

  return FALSE;
}

/* A saved segment is asked in the workspace's zone, and by nobody in particular. */
static gboolean
is_in_segment (const NaiveAsker *asker,
               JsonObject       *leaf,
               const char       *slug)
{
  NaiveCase *the_case = asker->contact->engine->the_case;
  const ParcoursEntity *segment = parcours_library_lookup (the_case->library, "segment", slug);
  NaiveAsker inner = *asker;

  inner.zone = the_case->settings.zone;

  return naive_condition_test (json_object_get_member (segment->attributes, "condition"), &inner);
}

static gboolean
is_in_any_segment (const NaiveAsker *asker)
{
  g_autoptr (GPtrArray) segments = parcours_library_list (asker->contact->engine->the_case->library, "segment");

  for (guint i = 0; i < segments->len; i++)
    {
      const ParcoursEntity *segment = g_ptr_array_index (segments, i);

      if (is_in_segment (asker, NULL, segment->slug))
        return TRUE;
    }

  return FALSE;
}

/* Fields */

static gboolean
test_choices (const NaiveValue *value,
              const char       *op,
              JsonNode         *literal)
{
  JsonArray *wanted = literal != NULL && JSON_NODE_HOLDS_ARRAY (literal) ? json_node_get_array (literal) : NULL;
  guint n = 0, n_wanted = wanted != NULL ? json_array_get_length (wanted) : 0;

  if (value == NULL || g_str_equal (op, "empty") || g_str_equal (op, "not-empty"))
    return naive_test_op (value, op, NULL, 0, parcours_zone_utc ());
  for (guint i = 0; i < n_wanted; i++)
    {
      for (guint j = 0; j < value->items->len; j++)
        n += naive_value_is_text (g_ptr_array_index (value->items, j), json_array_get_string_element (wanted, i)) ? 1 : 0;
    }
  if (g_str_equal (op, "all-of"))
    return n == n_wanted;

  return g_str_equal (op, "none-of") ? n == 0 : n > 0;
}

/* Whether today is the yearly recurrence of a day, moved by an offset. */
static gboolean
is_anniversary (int                 month,
                int                 day_of_month,
                JsonNode           *literal,
                const NaiveAsker   *asker)
{
  const char *text = parcours_json_string (literal);
  gint32 today = parcours_local_day (parcours_zone_to_local (asker->zone, asker->now));
  ParcoursDuration offset = { 0 };
  int year;

  if (!g_str_equal (text, "today") && !parcours_offset_parse (text, &offset))
    return FALSE;
  parcours_day_to_civil (today, &year, NULL, NULL);
  for (int y = year - 3; y <= year + 3; y++)
    {
      if (parcours_duration_add_to_day (&offset, parcours_day_recurrence (month, day_of_month, y)) == today)
        return TRUE;
    }

  return FALSE;
}

static gboolean
test_anniversary (const NaiveValue *value,
                  JsonNode         *literal,
                  const NaiveAsker *asker)
{
  int month, day_of_month;
  gint32 day;

  if (value == NULL)
    return FALSE;
  if (value->type == NAIVE_TEXT)
    {
      if (!parcours_birthday_parse (value->text, &month, &day_of_month))
        return FALSE;
    }
  else
    {
      day = value->type == NAIVE_DAY ? (gint32) value->number
                                     : parcours_local_day (parcours_zone_to_local (asker->zone, (gint64) value->number));
      parcours_day_to_civil (day, NULL, &month, &day_of_month);
    }

  return is_anniversary (month, day_of_month, literal, asker);
}

static gboolean
test_value (const NaiveValue  *value,
            ParcoursFieldType  type,
            const char        *op,
            JsonNode          *literal,
            const NaiveAsker  *asker)
{
  if (type == PARCOURS_FIELD_CHOICES)
    return test_choices (value, op, literal);
  if (g_str_equal (op, "anniversary"))
    return test_anniversary (value, literal, asker);
  if (type == PARCOURS_FIELD_BOOL && value == NULL && literal != NULL)
    value = naive_bool (FALSE);

  return naive_test_op (value, op, literal, asker->now, asker->zone);
}

/* The primary one, else the one that was linked last. */
static const NaiveRecord *
naive_account (NaiveContact *contact)
{
  const NaiveRecord *last = NULL;

  for (guint i = 0; i < contact->records->len; i++)
    {
      const NaiveRecord *record = g_ptr_array_index (contact->records, i);
      const NaiveValue *linked = naive_get (record->columns, "linked");
      const NaiveValue *primary = naive_get (record->columns, "primary");

      if (!g_str_equal (record->kind, "account") || (linked != NULL && linked->number == 0.))
        continue;
      last = record;
      if (primary != NULL && primary->number != 0.)
        return record;
    }

  return last;
}

static const NaiveRecord *
first_target (const NaiveAsker *asker,
              const char       *kind)
{
  GPtrArray *records = naive_target_records (asker->contact, asker->trigger, kind, NULL);

  if (g_str_equal (kind, "account"))
    return naive_account (asker->contact);

  return records->len > 0 ? g_ptr_array_index (records, 0) : NULL;
}

static gboolean
test_field (JsonObject       *leaf,
            const NaiveAsker *asker)
{
  const char *slug = parcours_json_member_string (leaf, "field");
  const char *of = parcours_json_member_string (leaf, "of");
  gboolean of_contact = of == NULL || g_str_equal (of, "contact");
  g_autofree char *kind = of_contact ? g_strdup ("field") : g_strconcat (of, "-field", NULL);
  const ParcoursEntity *field = parcours_library_lookup (asker->contact->engine->the_case->library, kind, slug);
  const NaiveRecord *record;
  const NaiveValue *value;

  if (field == NULL || parcours_json_member_boolean (field->attributes, "hidden", FALSE))
    return FALSE;
  if (of_contact)
    value = naive_get (asker->contact->fields, slug);
  else
    {
      record = first_target (asker, of);
      value = record != NULL ? naive_get (record->columns, slug) : NULL;
    }

  return test_value (value, parcours_library_field_type (asker->contact->engine->the_case->library, kind, slug),
                     parcours_json_member_string (leaf, "op"), json_object_get_member (leaf, "value"), asker);
}

static gboolean
test_score (JsonObject       *leaf,
            const NaiveAsker *asker)
{
  const char *slug = parcours_json_member_string (leaf, "score");
  const char *of = parcours_json_member_string (leaf, "of");
  const ParcoursEntity *score = parcours_library_lookup (asker->contact->engine->the_case->library, "score", slug);
  const NaiveRecord *deal = NULL;
  const NaiveValue *value;

  if (score == NULL)
    return FALSE;
  if (g_strcmp0 (of, "deal") == 0)
    {
      deal = first_target (asker, "deal");
      value = deal != NULL ? naive_get (deal->columns, slug) : NULL;
    }
  else
    value = naive_get (asker->contact->scores, slug);
  if (value == NULL && (g_strcmp0 (of, "deal") != 0 || deal != NULL))
    value = naive_number (parcours_json_member_number (score->attributes, "start", 0.));
  if (value == NULL)
    value = naive_number (0.);

  return naive_test_op (value, parcours_json_member_string (leaf, "op"), json_object_get_member (leaf, "value"),
                        asker->now, asker->zone);
}

static gboolean
test_consent (JsonObject       *leaf,
              const NaiveAsker *asker)
{
  const char *status = parcours_json_member_string (leaf, "status");
  const char *sender = parcours_json_member_string (leaf, "sender");
  ParcoursChannel channel = PARCOURS_CHANNEL_EMAIL;

  parcours_channel_parse (parcours_json_member_string (leaf, "consent"), &channel);
  if (sender != NULL)
    return is_known (asker, "sender", sender) &&
           g_hash_table_contains (asker->contact->blocked_senders, sender) == (g_strcmp0 (status, "blocked") == 0);

  return g_str_equal (asker->contact->channels[channel], status != NULL ? status : "subscribed");
}

/* Events */

static guint
mark_of (const NaiveAsker *asker,
         const char       *step)
{
  g_autofree char *name = strchr (step, '/') != NULL || asker->automation == NULL
                            ? g_strdup (step)
                            : g_strconcat (asker->automation->slug, "/", step, NULL);
  const NaiveValue *mark = naive_get (asker->contact->marks, name);

  return mark != NULL ? (guint) mark->number : G_MAXUINT;
}

static gboolean
is_in_time (JsonObject       *leaf,
            gint64            at,
            const NaiveAsker *asker)
{
  const char *within = parcours_json_member_string (leaf, "within");
  const char *since = parcours_json_member_string (leaf, "since");
  const char *until = parcours_json_member_string (leaf, "until");
  ParcoursDuration duration;
  gint64 start, end;

  if (within != NULL)
    {
      parcours_duration_parse (within, &duration);
      if (at <= parcours_duration_subtract (&duration, asker->now, asker->zone) || at > asker->now)
        return FALSE;
    }
  if (since != NULL && naive_time (since, asker->now, asker->zone, &start, &end) && at < start)
    return FALSE;

  return until == NULL || (naive_time (until, asker->now, asker->zone, &start, &end) && at <= end);
}

static gboolean
counts (JsonObject       *leaf,
        const NaiveEvent *event,
        const NaiveAsker *asker)
{
  const char *since = parcours_json_member_string (leaf, "since");
  JsonNode *where = json_object_get_member (leaf, "where");

  if (event->order >= asker->order_limit ||
      !naive_subject_matches (event->topic, parcours_json_member_string (leaf, "subject"), event->subject) ||
      !is_in_time (leaf, event->at, asker))
    return FALSE;
  if (g_strcmp0 (since, "entry") == 0 && event->order < asker->entry_order)
    return FALSE;
  if (since != NULL && g_str_has_prefix (since, "step:") && event->order < mark_of (asker, since + strlen ("step:")))
    return FALSE;

  return where == NULL || naive_where_test (where, event, naive_event_lookup, event->at, asker->zone);
}

static gboolean
test_event (JsonObject       *leaf,
            const NaiveAsker *asker)
{
  const char *topic = parcours_json_member_string (leaf, "event");
  JsonNode *count = json_object_get_member (leaf, "count");
  JsonObject *sums = parcours_json_member_object (leaf, "sum");
  g_autoptr (GList) keys = sums != NULL ? json_object_get_members (sums) : NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < asker->contact->events->len; i++)
    {
      NaiveEvent *event = g_ptr_array_index (asker->contact->events, i);

      if (g_str_equal (event->topic->name, topic) && counts (leaf, event, asker))
        g_ptr_array_add (found, event);
    }
  asker->contact->engine->n_looks += asker->contact->events->len;
  /* A sum alone asks for no number of events. */
  if (count != NULL ? !naive_compare_node (count, found->len) : found->len == 0 && !json_object_has_member (leaf, "sum"))
    return FALSE;
  for (GList *l = keys; l != NULL; l = l->next)
    {
      double sum = 0.;

      for (guint i = 0; i < found->len; i++)
        sum += naive_value_number (naive_event_lookup (g_ptr_array_index (found, i), l->data), 0.);
      if (!naive_compare_node (json_object_get_member (sums, l->data), sum))
        return FALSE;
    }

  return TRUE;
}

/* Records */

/**
 * naive_record_is_open:
 * @record: a record
 * @now: the instant
 *
 * Returns: whether it is open (vocabulary, section 5)
 */
gboolean
naive_record_is_open (const NaiveRecord *record,
                      gint64             now)
{
  static const char *const closed[] = { "won", "lost", "done", "ordered", "emptied", "shipped", "cancelled", "refunded",
                                        "failed", "redeemed", "expired", "revoked", NULL };
  const char *status = naive_value_text (naive_get (record->columns, "status"));
  const NaiveValue *starts = naive_get (record->columns, "starts");

  if (status != NULL && g_strv_contains (closed, status))
    return FALSE;
  if (g_str_equal (record->kind, "order"))
    return naive_get (record->columns, "shipped-at") == NULL;

  return !g_str_equal (record->kind, "meeting") || (starts != NULL && (gint64) starts->number > now);
}

/**
 * naive_trigger_record:
 * @trigger: (nullable): the event that admitted
 * @kind: a kind of records, such as `deal`
 *
 * Returns: (nullable): the id of the record that it was about
 */
const char *
naive_trigger_record (const NaiveEvent *trigger,
                      const char       *kind)
{
  g_autofree char *prefix = g_strconcat (kind, ".", NULL);

  if (trigger == NULL)
    return NULL;
  if (trigger->topic != NULL && g_str_has_prefix (trigger->topic->name, prefix))
    return trigger->subject;
  if (trigger->topic != NULL &&
      (g_str_equal (kind, "cart") && g_str_has_prefix (trigger->topic->name, "checkout.")))
    return trigger->subject;

  return naive_value_text (naive_event_lookup (trigger, kind));
}

/**
 * naive_is_later:
 * @one: a record
 * @other: another one of its kind
 *
 * Returns: whether @one was created later, or at the same instant and has the greater id
 */
gboolean
naive_is_later (const NaiveRecord *one,
                const NaiveRecord *other)
{
  if (one->created != other->created)
    return one->created > other->created;

  /* Those that the run made are numbered, and greater than all others. */
  if (one->id[0] == '#' && other->id[0] == '#')
    return strtoul (one->id + 1, NULL, 10) > strtoul (other->id + 1, NULL, 10);
  if (one->id[0] == '#' || other->id[0] == '#')
    return one->id[0] == '#';

  return g_strcmp0 (one->id, other->id) > 0;
}

/**
 * naive_target_records:
 * @contact: a contact
 * @trigger: (nullable): the event that admitted
 * @kind: a kind of records
 * @target: (nullable): `trigger`, `latest-open`, `latest` or `all`; by default the trigger's, where there is one,
 *   else the latest open one
 *
 * Returns: (transfer none) (element-type NaiveRecord): the records that are meant
 */
GPtrArray *
naive_target_records (NaiveContact     *contact,
                      const NaiveEvent *trigger,
                      const char       *kind,
                      const char       *target)
{
  GPtrArray *found = naive_keep (g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
  const char *id = naive_trigger_record (trigger, kind);
  NaiveRecord *latest = NULL;

  if (target == NULL)
    target = id != NULL ? "trigger" : "latest-open";
  for (guint i = 0; i < contact->records->len; i++)
    {
      NaiveRecord *record = g_ptr_array_index (contact->records, i);

      if (!g_str_equal (record->kind, kind))
        continue;
      if (g_str_equal (target, "all") || (g_str_equal (target, "trigger") && g_strcmp0 (record->id, id) == 0))
        g_ptr_array_add (found, record);
      else if (g_str_has_prefix (target, "latest") &&
               (g_str_equal (target, "latest") || naive_record_is_open (record, contact->engine->now)) &&
               (latest == NULL || naive_is_later (record, latest)))
        latest = record;
    }
  if (latest != NULL)
    g_ptr_array_add (found, latest);

  return found;
}

static gboolean
test_record (JsonObject       *leaf,
             const char       *kind,
             const NaiveAsker *asker)
{
  JsonNode *count = json_object_get_member (leaf, "count");
  const char *target = parcours_json_member_string (leaf, "target");
  GPtrArray *records = naive_target_records (asker->contact, asker->trigger, kind,
                                             target == NULL || g_str_equal (target, "any") ? "all" : target);
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    {
      const NaiveRecord *record = g_ptr_array_index (records, i);

      if (naive_where_test_members (json_object_get_member (leaf, kind), record->columns, asker->now, asker->zone))
        n++;
    }
  asker->contact->engine->n_looks += asker->contact->records->len;

  return count != NULL ? naive_compare_node (count, n) : n > 0;
}

/* Automations */

static gboolean
passage_fits (const NaivePassage *passage,
              JsonObject         *leaf,
              const char         *state,
              const NaiveAsker   *asker)
{
  const char *step = parcours_json_member_string (leaf, "step");
  gboolean open = passage->ended == PARCOURS_INSTANT_NEVER;

  if (step != NULL && g_strcmp0 (passage->step, step) != 0 &&
      (g_str_equal (state, "inside") || g_str_equal (state, "entered")))
    return FALSE;
  if (g_str_equal (state, "inside"))
    return open && is_in_time (leaf, passage->entered, asker);
  if (g_str_equal (state, "completed") || g_str_equal (state, "exited"))
    return !open && passage->completed == g_str_equal (state, "completed") && is_in_time (leaf, passage->ended, asker);

  return is_in_time (leaf, passage->entered, asker);
}

static gboolean
test_automation (JsonObject       *leaf,
                 const char       *slug,
                 const char       *state,
                 const NaiveAsker *asker)
{
  gboolean found = FALSE;

  if (!is_known (asker, "automation", slug))
    return FALSE;
  for (guint i = 0; i < asker->contact->passages->len && !found; i++)
    {
      const NaivePassage *passage = g_ptr_array_index (asker->contact->passages, i);

      found = g_str_equal (passage->slug, slug) && passage_fits (passage, leaf, state, asker);
    }
  asker->contact->engine->n_looks += asker->contact->passages->len;

  return found != g_str_equal (state, "never");
}

static gboolean
test_now (JsonNode         *node,
          const NaiveAsker *asker)
{
  ParcoursMoment moment;

  return parcours_moment_parse (node, &moment, NULL) &&
         parcours_moment_contains (&moment, parcours_zone_to_local (asker->zone, asker->now));
}

static gboolean
test_leaf (JsonObject       *leaf,
           const NaiveAsker *asker)
{
  NaiveContact *contact = asker->contact;

  if (json_object_has_member (leaf, "field"))
    return test_field (leaf, asker);
  if (json_object_has_member (leaf, "score"))
    return test_score (leaf, asker);
  if (json_object_has_member (leaf, "tag"))
    return test_set (json_object_get_member (leaf, "tag"), "tag", has_tag,
                     g_hash_table_size (contact->sets[0]) > 0, leaf, asker);
  if (json_object_has_member (leaf, "group"))
    return test_set (json_object_get_member (leaf, "group"), "group", has_group,
                     g_hash_table_size (contact->sets[1]) > 0, leaf, asker);
  if (json_object_has_member (leaf, "audience"))
    return test_set (json_object_get_member (leaf, "audience"), "audience", has_audience,
                     g_hash_table_size (contact->sets[2]) > 0, leaf, asker);
  if (json_object_has_member (leaf, "segment"))
    return test_set (json_object_get_member (leaf, "segment"), "segment", is_in_segment, is_in_any_segment (asker),
                     leaf, asker);
  if (json_object_has_member (leaf, "list"))
    return test_set (json_object_get_member (leaf, "list"), "list", is_on_list, is_on_any_list (asker, leaf), leaf,
                     asker);
  if (json_object_has_member (leaf, "consent"))
    return test_consent (leaf, asker);
  if (json_object_has_member (leaf, "event"))
    return test_event (leaf, asker);
  if (json_object_has_member (leaf, "automation"))
    return test_automation (leaf, parcours_json_member_string (leaf, "automation"),
                            parcours_json_member_string (leaf, "state"), asker);
  if (json_object_has_member (leaf, "in-automation"))
    return test_automation (leaf, parcours_json_member_string (leaf, "in-automation"), "inside", asker);
  if (json_object_has_member (leaf, "now"))
    return test_now (json_object_get_member (leaf, "now"), asker);
  if (json_object_has_member (leaf, "trigger"))
    return asker->trigger != NULL && naive_where_test (json_object_get_member (leaf, "trigger"), asker->trigger,
                                                       naive_event_lookup, asker->now, asker->zone);
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      if (json_object_has_member (leaf, entities[i]))
        return test_record (leaf, entities[i], asker);
    }

  return FALSE;
}

/**
 * naive_condition_test:
 * @condition: (nullable): a condition
 * @asker: who asks
 *
 * Returns: whether the contact meets it; everybody meets no condition
 */
gboolean
naive_condition_test (JsonNode         *condition,
                      const NaiveAsker *asker)
{
  static const char *groups[] = { "all", "any", "none" };
  JsonObject *object;

  if (condition == NULL)
    return TRUE;
  object = json_node_get_object (condition);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      JsonArray *children = parcours_json_member_array (object, groups[i]);
      guint n_true = 0;

      if (children == NULL)
        continue;
      for (guint j = 0; j < json_array_get_length (children); j++)
        n_true += naive_condition_test (json_array_get_element (children, j), asker) ? 1 : 0;

      return i == 0 ? n_true == json_array_get_length (children) : (n_true > 0) == (i == 1);
    }
  asker->contact->engine->n_looks += LOOKS_OF_LEAF;

  return test_leaf (object, asker);
}

/**
 * naive_asker_for:
 * @contact: a contact
 * @passage: (nullable): the passage in which it is asked
 *
 * Returns: who asks now
 */
NaiveAsker
naive_asker_for (NaiveContact *contact,
                 NaivePassage *passage)
{
  NaiveAsker asker = { contact, NULL, contact->engine->now, contact->zone, NULL, contact->next_order, G_MAXUINT };

  if (passage == NULL)
    return asker;
  asker.automation = passage->automation;
  asker.zone = naive_zone_of (passage->automation, contact);
  asker.trigger = passage->event;
  asker.entry_order = passage->entry_order;

  return asker;
}

/* When it may flip */

#define QUARTER (15 * (gint64) PARCOURS_MINUTE)

typedef struct
{
  GArray *durations; /* (element-type ParcoursDuration) */
  GHashTable *words; /* all texts of the condition: topics, fields, kinds */
  GArray *minutes; /* (element-type gint64) of moments: those that they name */
  gboolean has_now;
  gboolean has_hours; /* a moment asks for an hour or a minute */
  GArray *instants; /* (element-type gint64) what is found */
  gint64 until; /* later ones are not */
} Reading;

static void
read_text (Reading    *reading,
           const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "..", 2);

  g_hash_table_add (reading->words, g_strdup (text));
  for (guint i = 0; parts[i] != NULL; i++)
    {
      ParcoursDuration duration = { 0 };
      const char *literal = parts[i] + strspn (parts[i], "<>=! ");

      if (g_str_equal (literal, "today") || parcours_offset_parse (literal, &duration))
        g_array_append_val (reading->durations, duration);
    }
}

static void
read_moment (Reading  *reading,
             JsonNode *node)
{
  JsonObject *moment = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  reading->has_now = TRUE;
  if (moment == NULL)
    return;
  reading->has_hours |= json_object_has_member (moment, "hour") || json_object_has_member (moment, "minute");
  if (json_object_has_member (moment, "minute"))
    {
      gint64 minute = (gint64) parcours_json_member_number (moment, "minute", 0.);

      g_array_append_val (reading->minutes, minute);
    }
}

static void read_segments (Reading         *reading,
                           const char      *slug,
                           ParcoursLibrary *library);

static void
read_node (Reading         *reading,
           JsonNode        *node,
           ParcoursLibrary *library)
{
  const char *text = parcours_json_string (node);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GList) keys = object != NULL ? json_object_get_members (object) : NULL;

  if (text != NULL)
    {
      read_text (reading, text);
      read_segments (reading, text, library);
    }
  for (guint i = 0; JSON_NODE_HOLDS_ARRAY (node) && i < json_array_get_length (json_node_get_array (node)); i++)
    read_node (reading, json_array_get_element (json_node_get_array (node), i), library);
  for (GList *l = keys; l != NULL; l = l->next)
    {
      g_hash_table_add (reading->words, g_strdup (l->data));
      if (g_str_equal (l->data, "now"))
        read_moment (reading, json_object_get_member (object, l->data));
      read_node (reading, json_object_get_member (object, l->data), library);
    }
}

/* The conditions of the segment of that name, or of all for `any`, which may mean something else here. */
static void
read_segments (Reading         *reading,
               const char      *slug,
               ParcoursLibrary *library)
{
  g_autoptr (GPtrArray) segments = parcours_library_list (library, "segment");

  for (guint i = 0; i < segments->len; i++)
    {
      const ParcoursEntity *segment = g_ptr_array_index (segments, i);

      if ((g_str_equal (slug, segment->slug) || g_str_equal (slug, "any")) &&
          g_hash_table_add (reading->words, g_strconcat ("segment:", segment->slug, NULL)))
        read_node (reading, json_object_get_member (segment->attributes, "condition"), library);
    }
}

/**
 * naive_asks_about_passages:
 * @condition: (nullable): a condition
 * @library: what the segments in it are
 *
 * Returns: whether it asks about passages through automations
 */
gboolean
naive_asks_about_passages (JsonNode        *condition,
                           ParcoursLibrary *library)
{
  g_autoptr (GArray) durations = g_array_new (FALSE, FALSE, sizeof (ParcoursDuration));
  g_autoptr (GArray) minutes = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = { durations, words, minutes };

  if (condition == NULL)
    return FALSE;
  read_node (&reading, condition, library);

  return g_hash_table_contains (words, "automation") || g_hash_table_contains (words, "in-automation");
}

/* An instant, or where a day begins and ends. */
static void
add_value (GArray             *data,
           const NaiveValue   *value,
           const ParcoursZone *zone)
{
  gint64 at;

  if (value == NULL || (value->type != NAIVE_INSTANT && value->type != NAIVE_DAY))
    return;
  at = value->type == NAIVE_INSTANT ? (gint64) value->number
                                    : parcours_zone_to_utc (zone, (gint64) value->number * PARCOURS_DAY);
  g_array_append_val (data, at);
  if (value->type == NAIVE_INSTANT)
    return;
  at = parcours_zone_to_utc (zone, ((gint64) value->number + 1) * PARCOURS_DAY);
  g_array_append_val (data, at);
}

static void
add_values (GArray             *data,
            GHashTable         *members,
            const ParcoursZone *zone)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, members);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    add_value (data, value, zone);
}

/* All instants that the condition can be about. */
static void
collect_data (const Reading    *reading,
              const NaiveAsker *asker,
              GArray           *data)
{
  NaiveContact *contact = asker->contact;
  GHashTableIter iter;
  gpointer key, value;

  for (guint i = 0; i < contact->events->len; i++)
    {
      const NaiveEvent *event = g_ptr_array_index (contact->events, i);

      if (g_hash_table_contains (reading->words, event->topic->name))
        g_array_append_val (data, event->at);
    }
  for (guint i = 0; i < contact->passages->len; i++)
    {
      const NaivePassage *passage = g_ptr_array_index (contact->passages, i);

      g_array_append_val (data, passage->entered);
      if (passage->ended != PARCOURS_INSTANT_NEVER)
        g_array_append_val (data, passage->ended);
    }
  for (guint i = 0; i < contact->records->len; i++)
    {
      const NaiveRecord *record = g_ptr_array_index (contact->records, i);

      if (!g_hash_table_contains (reading->words, record->kind))
        continue;
      add_values (data, record->columns, asker->zone);
    }
  if (asker->trigger != NULL)
    add_values (data, asker->trigger->payload, asker->zone);
  g_hash_table_iter_init (&iter, contact->fields);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      if (g_hash_table_contains (reading->words, key))
        add_value (data, value, asker->zone);
    }
}

static void
add_instant (const Reading    *reading,
             const NaiveAsker *asker,
             gint64            at)
{
  if (at > asker->now && at <= reading->until)
    g_array_append_val (reading->instants, at);
}

static void
add_around (const Reading          *reading,
            const NaiveAsker       *asker,
            gint64                  at,
            const ParcoursDuration *duration)
{
  static const int shifts[] = { -PARCOURS_HOUR, 0, 1, PARCOURS_HOUR };
  gint64 ends[2] = { parcours_duration_add (duration, at, asker->zone),
                     parcours_duration_subtract (duration, at, asker->zone) };
  int reach = duration->months != 0 ? 4 : duration->days != 0 ? 1 : 0;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      for (int day = -reach; day <= reach; day++)
        {
          for (guint j = 0; j < G_N_ELEMENTS (shifts); j++)
            add_instant (reading, asker, ends[i] + day * PARCOURS_DAY + shifts[j]);
        }
    }
}

static int
compare_instants (gconstpointer a,
                  gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

/* Where days begin and clocks change, in both zones. */
static void
add_days (const Reading    *reading,
          const NaiveAsker *asker)
{
  const ParcoursZone *zones[] = { asker->zone, asker->contact->engine->the_case->settings.zone };
  gint32 today = parcours_local_day (parcours_zone_to_local (asker->zone, asker->now));

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      for (gint32 day = today - 1; (gint64) (day - 2) * PARCOURS_DAY < reading->until; day++)
        add_instant (reading, asker, parcours_zone_to_utc (zones[i], (gint64) day * PARCOURS_DAY));
      for (gint64 at = asker->now; at < reading->until;)
        {
          at = parcours_zone_next_change (zones[i], at);
          add_instant (reading, asker, at);
        }
    }
}

/* All zones are ahead of UTC by so many quarters of an hour. */
static void
add_quarters (const Reading    *reading,
              const NaiveAsker *asker)
{
  for (gint64 at = asker->now - asker->now % QUARTER; at <= reading->until; at += QUARTER)
    {
      add_instant (reading, asker, at);
      for (guint i = 0; i < reading->minutes->len; i++)
        {
          gint64 begin = at + g_array_index (reading->minutes, gint64, i) * PARCOURS_MINUTE % QUARTER;

          add_instant (reading, asker, begin);
          add_instant (reading, asker, begin + PARCOURS_MINUTE);
        }
    }
}

/**
 * naive_candidates:
 * @condition: a condition
 * @asker: who asks
 * @until: the last instant
 *
 * Far too many instants rather than one too few: everything that the condition
 * can be about, moved by every duration in it; midnights; and for moments every
 * quarter of an hour, and the minutes in it that they name.
 *
 * Returns: (transfer full) (element-type gint64): the instants after now and up to @until at which the condition may
 *   flip because of time alone, in order
 */
GArray *
naive_candidates (JsonNode         *condition,
                  const NaiveAsker *asker,
                  gint64            until)
{
  g_autoptr (GArray) durations = g_array_new (FALSE, FALSE, sizeof (ParcoursDuration));
  g_autoptr (GArray) minutes = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) data = g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray *instants = g_array_new (FALSE, FALSE, sizeof (gint64));
  Reading reading = { durations, words, minutes, FALSE, FALSE, instants, until };

  read_node (&reading, condition, asker->contact->engine->the_case->library);
  collect_data (&reading, asker, data);
  for (guint i = 0; i < data->len; i++)
    {
      gint64 at = g_array_index (data, gint64, i);

      add_instant (&reading, asker, at);
      for (guint j = 0; j < durations->len; j++)
        add_around (&reading, asker, at, &g_array_index (durations, ParcoursDuration, j));
    }
  asker->contact->engine->n_looks += data->len * durations->len;
  if (durations->len > 0 || reading.has_now)
    add_days (&reading, asker);
  if (reading.has_hours)
    add_quarters (&reading, asker);
  g_array_sort (instants, compare_instants);

  return instants;
}
