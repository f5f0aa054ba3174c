/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random conditions of all leaves, and filters. */

#include "config.h"

#include "naive-generate-private.h"
#include "parcours-json.h"

static JsonNode *
object_node (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);

  return node;
}

static JsonNode *
array_node (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);

  return node;
}

const char *
naive_comparison (NaiveGenerator *self)
{
  static const char *comparisons[] = { ">=1", "=0", ">=2", "<3", "1..2", "!=1", ">10", "<=100", "=12.5" };

  return comparisons[naive_pick (self, G_N_ELEMENTS (comparisons))];
}

JsonNode *
naive_moment (NaiveGenerator *self)
{
  static const char *days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  JsonObject *moment = json_object_new ();
  JsonArray *weekdays;

  if (naive_chance (self, 15))
    {
      json_object_set_string_member (moment, "date", naive_keep_string (self, naive_random_date (self)));
      if (naive_chance (self, 50))
        json_object_set_int_member (moment, "hour", 9);
      return object_node (moment);
    }
  if (naive_chance (self, 40))
    {
      weekdays = json_array_new ();
      json_array_add_string_element (weekdays, days[naive_pick (self, G_N_ELEMENTS (days))]);
      json_object_set_array_member (moment, "weekday", weekdays);
    }
  if (naive_chance (self, 10))
    json_object_set_int_member (moment, "day", 1 + naive_pick (self, 31));
  if (naive_chance (self, 70))
    json_object_set_int_member (moment, "hour", naive_chance (self, 30) ? 2 : naive_pick (self, 24));
  if (naive_chance (self, 40))
    json_object_set_int_member (moment, "minute", naive_chance (self, 50) ? 0 : 30);

  return object_node (moment);
}

static const char *
time_reference (NaiveGenerator *self)
{
  switch (naive_pick (self, 4))
    {
    case 0:
      return naive_keep_string (self, naive_random_date (self));
    case 1:
      return naive_keep_string (self, naive_random_instant (self));
    case 2:
      return "today";
    default:
      return naive_offset (self);
    }
}

/* Filters */

static JsonNode *
test_of (NaiveGenerator *self,
         const char     *key,
         const char     *type)
{
  static const char *times[] = { "<today", ">=-P1D", "today", "<P2D", "-P7D..P7D", ">PT2H" };
  JsonObject *operation;
  JsonArray *array;

  /* One element of an array is enough. */
  if (g_strcmp0 (type, "categories") == 0)
    type = "category";
  else if (g_strcmp0 (type, "collections") == 0)
    type = "collection";
  if (g_strcmp0 (type, "number") == 0 || g_strcmp0 (type, "money") == 0 || g_strcmp0 (type, "integer") == 0)
    return parcours_json_new_string (naive_comparison (self));
  if (g_strcmp0 (type, "instant") == 0 || g_strcmp0 (type, "date") == 0)
    return parcours_json_new_string (times[naive_pick (self, G_N_ELEMENTS (times))]);
  if (naive_chance (self, 60))
    return naive_payload_value (self, key, type);
  if (naive_chance (self, 10))
    return json_node_new (JSON_NODE_NULL);
  if (naive_chance (self, 50))
    {
      array = json_array_new ();
      json_array_add_element (array, naive_payload_value (self, key, type));
      json_array_add_element (array, naive_payload_value (self, key, type));
      return array_node (array);
    }
  operation = json_object_new ();
  json_object_set_string_member (operation, "op", naive_chance (self, 50) ? "is-not" : "is");
  json_object_set_member (operation, "value", naive_payload_value (self, key, type));

  return object_node (operation);
}

/* A key whose values can be compared: no object. */
static const char *
pick_key (NaiveGenerator      *self,
          const ParcoursTopic *topic)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (topic->payload), (GCompareFunc) g_strcmp0);
  const char *key = keys != NULL ? g_list_nth_data (keys, naive_pick (self, g_list_length (keys))) : NULL;
  const char *type = key != NULL ? g_hash_table_lookup (topic->payload, key) : NULL;

  if (key == NULL || g_str_equal (type, "object") || g_str_equal (type, "items") || g_str_equal (type, "value") ||
      g_str_equal (type, "texts") || g_str_equal (key, "send"))
    return NULL;

  return key;
}

JsonNode *
naive_where (NaiveGenerator      *self,
             const ParcoursTopic *topic)
{
  JsonObject *where = json_object_new ();
  JsonArray *children;
  const char *key;

  if (naive_chance (self, 12))
    {
      children = json_array_new ();
      json_array_add_element (children, naive_where (self, topic));
      json_array_add_element (children, naive_where (self, topic));
      json_object_set_array_member (where, naive_chance (self, 50) ? "any" : "none", children);
      return object_node (where);
    }
  for (guint i = 1 + naive_pick (self, 2); i > 0; i--)
    {
      key = pick_key (self, topic);
      if (key != NULL)
        json_object_set_member (where, key, test_of (self, key, g_hash_table_lookup (topic->payload, key)));
    }
  if (g_hash_table_contains (topic->payload, "items") && naive_chance (self, 30))
    {
      JsonObject *item = json_object_new ();

      json_object_set_string_member (item, "product", naive_slug (self, "product"));
      if (naive_chance (self, 40))
        json_object_set_string_member (item, "quantity", naive_comparison (self));
      json_object_set_object_member (where, "items", item);
    }

  return object_node (where);
}

static JsonNode *
record_where (NaiveGenerator *self,
              const char     *kind)
{
  static const char *keys[][3] = {
    { "deal", "status", "choice" }, { "deal", "pipeline", "pipeline" }, { "deal", "value", "money" },
    { "deal", "size", "number" }, { "deal", "created-at", "instant" }, { "deal", "stage", "stage" },
    { "order", "total", "money" }, { "order", "created-at", "instant" }, { "order", "store", "store" },
    { "cart", "status", "choice" }, { "cart", "total", "money" }, { "cart", "updated-at", "instant" },
    { "task", "type", "task-type" }, { "task", "due", "instant" }, { "task", "status", "choice" },
    { "account", "region", "text" }, { "voucher", "expires", "date" }, { "voucher", "program", "program" },
    { "meeting", "starts", "instant" }, { "meeting", "type", "meeting-type" },
    { "loyalty", "program", "program" }, { "loyalty", "value", "number" }, { "loyalty", "joined-on", "date" },
    { "loyalty", "member", "bool" },
  };
  JsonObject *where = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (g_str_equal (keys[i][0], kind) && naive_chance (self, 35))
        json_object_set_member (where, keys[i][1], test_of (self, keys[i][1], keys[i][2]));
    }

  return object_node (where);
}

/* Leaves */

static JsonNode *
set_node (NaiveGenerator *self,
          const char     *kind)
{
  static const char *modes[] = { "any-of", "all-of", "none-of" };
  JsonObject *set;
  JsonArray *array;

  if (naive_chance (self, 8))
    return parcours_json_new_string ("any");
  if (naive_chance (self, 60))
    return parcours_json_new_string (naive_slug (self, kind));
  set = json_object_new ();
  array = json_array_new ();
  json_array_add_string_element (array, naive_slug (self, kind));
  json_array_add_string_element (array, naive_slug (self, kind));
  json_object_set_array_member (set, modes[naive_pick (self, G_N_ELEMENTS (modes))], array);

  return object_node (set);
}

static void
add_window (NaiveGenerator *self,
            JsonObject     *leaf,
            gboolean        of_event)
{
  if (naive_chance (self, 35))
    json_object_set_string_member (leaf, "within", naive_duration (self));
  if (naive_chance (self, 35))
    {
      if (of_event && naive_chance (self, 50))
        json_object_set_string_member (leaf, "since", "entry");
      else if (of_event && naive_chance (self, 50))
        json_object_set_string_member (leaf, "since",
                                       naive_keep_string (self, g_strdup_printf ("step:s%u", naive_pick (self, 6))));
      else
        json_object_set_string_member (leaf, "since", time_reference (self));
    }
  if (naive_chance (self, 12))
    json_object_set_string_member (leaf, "until", time_reference (self));
}

static void
fill_event (NaiveGenerator *self,
            JsonObject     *leaf)
{
  const ParcoursTopic *topic = naive_topic (self);
  JsonObject *sums;

  json_object_set_string_member (leaf, "event", topic->name);
  if (naive_chance (self, 40) && naive_subject (self, topic) != NULL)
    json_object_set_string_member (leaf, "subject", naive_subject (self, topic));
  if (naive_chance (self, 30))
    json_object_set_member (leaf, "where", naive_where (self, topic));
  if (naive_chance (self, 40))
    json_object_set_string_member (leaf, "count", naive_comparison (self));
  if (g_hash_table_contains (topic->payload, "total") && naive_chance (self, 30))
    {
      sums = json_object_new ();
      json_object_set_string_member (sums, "total", naive_comparison (self));
      json_object_set_object_member (leaf, "sum", sums);
    }
  add_window (self, leaf, TRUE);
}

static const char *const *
ops_of (const char *type)
{
  static const char *const texts[] = { "is", "is-not", "contains", "not-contains", "starts", "ends", "matches", "one-of",
                                       "empty", "not-empty", NULL };
  static const char *const numbers[] = { "=", "!=", "<", "<=", ">", ">=", "between", "empty", "not-empty", NULL };
  static const char *const dates[] = { "=", "!=", "<", "<=", ">", ">=", "between", "empty", "not-empty", "anniversary", NULL };
  static const char *const birthdays[] = { "anniversary", "empty", "not-empty", NULL };
  static const char *const bools[] = { "is", "empty", "not-empty", NULL };
  static const char *const choices[] = { "is", "is-not", "one-of", "none-of", "empty", "not-empty", NULL };
  static const char *const many[] = { "all-of", "any-of", "none-of", "empty", "not-empty", NULL };

  if (g_str_equal (type, "number") || g_str_equal (type, "money"))
    return numbers;
  if (g_str_equal (type, "date") || g_str_equal (type, "datetime"))
    return dates;
  if (g_str_equal (type, "birthday"))
    return birthdays;
  if (g_str_equal (type, "bool"))
    return bools;
  if (g_str_equal (type, "choice") || g_str_equal (type, "user"))
    return choices;

  return g_str_equal (type, "choices") ? many : texts;
}

static JsonNode *
literal_of (NaiveGenerator *self,
            const char     *slug,
            const char     *type,
            const char     *op)
{
  gboolean is_time = g_str_equal (type, "date") || g_str_equal (type, "datetime");
  gboolean many = g_str_equal (op, "between") || g_str_equal (op, "one-of") || g_str_equal (op, "none-of");
  JsonArray *array;

  if (g_str_equal (op, "anniversary"))
    return parcours_json_new_string (naive_chance (self, 40) ? "today" : naive_offset (self));
  if (g_str_equal (op, "matches"))
    return parcours_json_new_string ("*a*");
  if (g_str_equal (op, "contains") || g_str_equal (op, "not-contains") || g_str_equal (op, "starts") || g_str_equal (op, "ends"))
    return parcours_json_new_string (naive_chance (self, 50) ? "pa" : "n");
  if (!many)
    return is_time ? parcours_json_new_string (time_reference (self)) : naive_field_node (self, "field", slug);
  if (g_str_equal (type, "choices"))
    return naive_field_node (self, "field", slug);
  array = json_array_new ();
  for (guint i = 0; i < 2; i++)
    json_array_add_element (array, is_time ? parcours_json_new_string (time_reference (self))
                                           : naive_field_node (self, "field", slug));

  return array_node (array);
}

static void
fill_field (NaiveGenerator *self,
            JsonObject     *leaf)
{
  JsonObject *fields = parcours_json_member_object (self->universe, "fields");
  const char *slug = naive_slug (self, "field");
  const char *type = parcours_json_member_string (parcours_json_member_object (fields, slug), "type");
  const char *const *ops = ops_of (type != NULL ? type : "text");
  const char *op = ops[naive_pick (self, g_strv_length ((char **) ops))];

  json_object_set_string_member (leaf, "field", slug);
  json_object_set_string_member (leaf, "op", op);
  if (!g_str_equal (op, "empty") && !g_str_equal (op, "not-empty"))
    json_object_set_member (leaf, "value", literal_of (self, slug, type != NULL ? type : "text", op));
}

static void
fill_other_field (NaiveGenerator *self,
                  JsonObject     *leaf)
{
  if (naive_chance (self, 50))
    {
      json_object_set_string_member (leaf, "field", "size");
      json_object_set_string_member (leaf, "op", ">");
      json_object_set_int_member (leaf, "value", naive_pick (self, 10));
      json_object_set_string_member (leaf, "of", "deal");
      return;
    }
  json_object_set_string_member (leaf, "field", "region");
  json_object_set_string_member (leaf, "op", "is");
  json_object_set_string_member (leaf, "value", "north");
  json_object_set_string_member (leaf, "of", "account");
}

static void
fill_score (NaiveGenerator *self,
            JsonObject     *leaf)
{
  static const char *ops[] = { ">=", "<", "=", "!=" };

  json_object_set_string_member (leaf, "score", naive_slug (self, "score"));
  json_object_set_string_member (leaf, "op", ops[naive_pick (self, G_N_ELEMENTS (ops))]);
  json_object_set_int_member (leaf, "value", naive_pick (self, 16));
}

static void
fill_consent (NaiveGenerator *self,
              JsonObject     *leaf)
{
  static const char *channels[] = { "email", "sms", "push", "site-message", "wallet" };
  static const char *statuses[] = { "subscribed", "none", "unconfirmed", "unsubscribed", "bounced", "blocked" };

  json_object_set_string_member (leaf, "consent", channels[naive_pick (self, G_N_ELEMENTS (channels))]);
  if (naive_chance (self, 15))
    {
      json_object_set_string_member (leaf, "consent", "email");
      json_object_set_string_member (leaf, "sender", naive_slug (self, "sender"));
      json_object_set_string_member (leaf, "status", "blocked");
    }
  else if (naive_chance (self, 50))
    json_object_set_string_member (leaf, "status", statuses[naive_pick (self, G_N_ELEMENTS (statuses))]);
}

static void
fill_record (NaiveGenerator *self,
             JsonObject     *leaf)
{
  static const char *kinds[] = { "deal", "order", "cart", "task", "account", "loyalty", "voucher", "meeting" };
  static const char *targets[] = { "any", "trigger", "latest-open", "latest" };
  const char *kind = kinds[naive_pick (self, G_N_ELEMENTS (kinds))];
  gboolean has_target = g_str_equal (kind, "deal") || g_str_equal (kind, "order") || g_str_equal (kind, "cart") ||
                        g_str_equal (kind, "task") || g_str_equal (kind, "meeting");

  json_object_set_member (leaf, kind, record_where (self, kind));
  if (has_target && naive_chance (self, 40))
    json_object_set_string_member (leaf, "target", targets[naive_pick (self, G_N_ELEMENTS (targets))]);
  if (naive_chance (self, 30))
    json_object_set_string_member (leaf, "count", naive_comparison (self));
}

static void
fill_automation (NaiveGenerator *self,
                 JsonObject     *leaf)
{
  static const char *states[] = { "inside", "never", "entered", "completed", "exited" };

  if (naive_chance (self, 30))
    {
      json_object_set_string_member (leaf, "in-automation", naive_slug (self, "automation"));
      return;
    }
  json_object_set_string_member (leaf, "automation", naive_slug (self, "automation"));
  json_object_set_string_member (leaf, "state", states[naive_pick (self, G_N_ELEMENTS (states))]);
  if (naive_chance (self, 25))
    json_object_set_string_member (leaf, "step",
                                   naive_keep_string (self, g_strdup_printf ("s%u", naive_pick (self, 6))));
  if (naive_chance (self, 40))
    add_window (self, leaf, FALSE);
}

static void
fill_leaf (NaiveGenerator *self,
           JsonObject     *leaf)
{
  static const char *sets[] = { "tag", "tag", "group", "audience", "segment", "list" };
  static const char *statuses[] = { "active", "unconfirmed", "unsubscribed", "bounced", "any" };
  guint kind = naive_pick (self, 24);

  if (kind < 6)
    {
      json_object_set_member (leaf, sets[kind], set_node (self, sets[kind]));
      if (kind == 5 && naive_chance (self, 50))
        json_object_set_string_member (leaf, "status", statuses[naive_pick (self, G_N_ELEMENTS (statuses))]);
    }
  else if (kind < 12)
    fill_event (self, leaf);
  else if (kind < 16)
    fill_field (self, leaf);
  else if (kind == 16)
    fill_other_field (self, leaf);
  else if (kind == 17)
    fill_score (self, leaf);
  else if (kind == 18)
    fill_consent (self, leaf);
  else if (kind < 21)
    fill_record (self, leaf);
  else if (kind == 21)
    fill_automation (self, leaf);
  else if (kind == 22)
    json_object_set_member (leaf, "trigger", naive_where (self, naive_topic (self)));
  else
    json_object_set_member (leaf, "now", naive_moment (self));
}

/* A random condition; with a @depth of 0 it is no group. */
JsonNode *
naive_condition (NaiveGenerator *self,
                 guint           depth)
{
  static const char *groups[] = { "all", "any", "none" };
  JsonObject *object = json_object_new ();
  JsonArray *children;

  if (depth == 0 || naive_chance (self, 65))
    {
      fill_leaf (self, object);
      return object_node (object);
    }
  children = json_array_new ();
  for (guint i = naive_pick (self, 4); i > 0; i--)
    json_array_add_element (children, naive_condition (self, depth - 1));
  json_object_set_array_member (object, groups[naive_pick (self, G_N_ELEMENTS (groups))], children);

  return object_node (object);
}
