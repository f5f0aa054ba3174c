/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a scenario expects of a contact's data, asked of the naive engine (vocabulary, section 7). Where the contact
 * went is compared line by line with the other engine. */

#include "config.h"

#include "naive-judge.h"
#include "naive-private.h"
#include "parcours-draw.h"
#include "parcours-json.h"

typedef struct
{
  NaiveContact *contact;
  JsonObject *expectation;
  GString *failures;
} Judging;

static void
fail (Judging    *judging,
      const char *key,
      const char *name)
{
  g_string_append_printf (judging->failures, "%s: %s %s is not as expected\n", judging->contact->address, key, name);
}

static gboolean
is_nothing (JsonNode *node)
{
  return JSON_NODE_HOLDS_NULL (node) ||
         (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN && !json_node_get_boolean (node));
}

typedef gboolean (*Holds) (Judging    *judging,
                           const char *name,
                           JsonNode   *wanted);

static void
judge_members (Judging    *judging,
               const char *key,
               Holds       holds)
{
  JsonObject *object = parcours_json_member_object (judging->expectation, key);
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (!holds (judging, l->data, json_object_get_member (object, l->data)))
        fail (judging, key, l->data);
    }
}

static gboolean
has_tag (Judging    *judging,
         const char *name,
         JsonNode   *wanted)
{
  return g_hash_table_contains (judging->contact->sets[0], name) != is_nothing (wanted);
}

static gboolean
has_group (Judging    *judging,
           const char *name,
           JsonNode   *wanted)
{
  return g_hash_table_contains (judging->contact->sets[1], name) != is_nothing (wanted);
}

static gboolean
has_audience (Judging    *judging,
              const char *name,
              JsonNode   *wanted)
{
  return g_hash_table_contains (judging->contact->sets[2], name) != is_nothing (wanted);
}

static gboolean
has_list (Judging    *judging,
          const char *name,
          JsonNode   *wanted)
{
  return g_strcmp0 (naive_value_text (naive_get (judging->contact->lists, name)), parcours_json_string (wanted)) == 0;
}

static gboolean
has_consent (Judging    *judging,
             const char *name,
             JsonNode   *wanted)
{
  ParcoursChannel channel;

  return parcours_channel_parse (name, &channel) &&
         g_strcmp0 (judging->contact->channels[channel], parcours_json_string (wanted)) == 0;
}

/* The value as a test asks about it: null means that there is none. */
static gboolean
passes_test (Judging          *judging,
             const NaiveValue *value,
             JsonNode         *wanted)
{
  g_autoptr (JsonNode) where = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  GHashTable *members = naive_members_new ();

  json_node_take_object (where, object);
  if (JSON_NODE_HOLDS_NULL (wanted))
    return value == NULL;
  json_object_set_member (object, "value", json_node_copy (wanted));
  naive_set (members, "value", value);

  return naive_where_test_members (where, members, judging->contact->engine->now, judging->contact->zone);
}

static gboolean
has_field (Judging    *judging,
           const char *name,
           JsonNode   *wanted)
{
  return passes_test (judging, naive_get (judging->contact->fields, name), wanted);
}

static gboolean
has_score (Judging    *judging,
           const char *name,
           JsonNode   *wanted)
{
  const ParcoursEntity *score = parcours_library_lookup (judging->contact->engine->the_case->library, "score", name);
  const NaiveValue *value = naive_get (judging->contact->scores, name);

  if (value == NULL && score != NULL)
    value = naive_number (parcours_json_member_number (score->attributes, "start", 0.));

  return passes_test (judging, value, wanted);
}

static guint
count_sent (Judging    *judging,
            const char *message)
{
  guint n = 0;

  for (guint i = 0; i < judging->contact->sends->len; i++)
    {
      const NaiveSend *send = g_ptr_array_index (judging->contact->sends, i);

      n += send->step != NULL && g_strcmp0 (send->message, message) == 0;
    }

  return n;
}

static gboolean
was_sent (Judging    *judging,
          const char *name,
          JsonNode   *wanted)
{
  return naive_compare_node (wanted, count_sent (judging, name));
}

static gboolean
meets (Judging  *judging,
       JsonNode *condition)
{
  NaiveAsker asker = naive_asker_for (judging->contact, NULL);

  return naive_condition_test (condition, &asker);
}

static void
judge_records (Judging    *judging,
               const char *key,
               const char *kind)
{
  JsonArray *wanted = parcours_json_member_array (judging->expectation, key);

  for (guint i = 0; wanted != NULL && i < json_array_get_length (wanted); i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < judging->contact->records->len; j++)
        {
          const NaiveRecord *record = g_ptr_array_index (judging->contact->records, j);
          const NaiveValue *linked = naive_get (record->columns, "linked");

          found |= g_str_equal (record->kind, kind) && (linked == NULL || linked->number != 0.) &&
                   naive_where_test_members (json_array_get_element (wanted, i), record->columns,
                                             judging->contact->engine->now, judging->contact->zone);
        }
      if (!found)
        fail (judging, key, kind);
    }
}

static void
judge_contact (Judging *judging)
{
  static const struct
  {
    const char *key;
    Holds holds;
  } members[] = {
    { "tags", has_tag }, { "groups", has_group }, { "audiences", has_audience }, { "lists", has_list },
    { "consent", has_consent }, { "fields", has_field }, { "scores", has_score }, { "sent", was_sent },
  };
  static const char *records[][2] = {
    { "deals", "deal" }, { "tasks", "task" }, { "orders", "order" }, { "carts", "cart" }, { "vouchers", "voucher" },
    { "meetings", "meeting" }, { "accounts", "account" }, { "loyalty", "loyalty" }, { "notes", "note" },
  };
  JsonArray *not_sent = parcours_json_member_array (judging->expectation, "not-sent");
  JsonArray *events = parcours_json_member_array (judging->expectation, "events");
  JsonNode *condition = json_object_get_member (judging->expectation, "meets");

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    judge_members (judging, members[i].key, members[i].holds);
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    judge_records (judging, records[i][0], records[i][1]);
  for (guint i = 0; not_sent != NULL && i < json_array_get_length (not_sent); i++)
    {
      if (count_sent (judging, json_array_get_string_element (not_sent, i)) > 0)
        fail (judging, "not-sent", json_array_get_string_element (not_sent, i));
    }
  for (guint i = 0; events != NULL && i < json_array_get_length (events); i++)
    {
      if (!meets (judging, json_array_get_element (events, i)))
        fail (judging, "events", "one of them");
    }
  if (condition != NULL && !meets (judging, condition))
    fail (judging, "meets", "the condition");
  if (json_object_has_member (judging->expectation, "deleted") &&
      parcours_json_member_boolean (judging->expectation, "deleted", FALSE) != judging->contact->deleted)
    fail (judging, "deleted", "or not");
}

/* An address, `*` for all, or a condition. */
static gboolean
is_meant (Judging *judging)
{
  JsonNode *who = json_object_get_member (judging->expectation, "contact");
  const char *address = parcours_json_string (who);

  if (address == NULL)
    return !judging->contact->deleted && !judging->contact->unborn && meets (judging, who);

  return g_str_equal (address, "*") ? !judging->contact->unborn
                                    : parcours_contact_key (address) == judging->contact->key;
}

/**
 * naive_judge:
 * @engine: an engine that has run up to and with the instant of the expectation
 * @expectation: an expectation about a contact
 * @now: that instant
 * @failures: where to write what is not as expected
 */
void
naive_judge (NaiveEngine *engine,
             JsonObject  *expectation,
             gint64       now,
             GString     *failures)
{
  engine->now = now;
  for (guint i = 0; i < engine->contacts->len; i++)
    {
      Judging judging = { g_ptr_array_index (engine->contacts, i), expectation, failures };

      if (is_meant (&judging))
        judge_contact (&judging);
    }
}
