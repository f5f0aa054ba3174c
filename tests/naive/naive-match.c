/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether an event or a record fits a trigger: src/README.md, "A step type". */

#include "config.h"

#include "naive-private.h"
#include "parcours-json.h"
#include "parcours-text.h"

static gboolean
is_any (const ParcoursParam *param,
        JsonNode            *value)
{
  const char *text = parcours_json_string (value);

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (value))
    return json_array_get_length (json_node_get_array (value)) == 0;

  return (param->type == PARCOURS_PARAM_CHOICE || param->type == PARCOURS_PARAM_REF) && g_strcmp0 (text, "any") == 0;
}

/* An event that names no source is let through, unless the source begins with "==". */
static gboolean
source_fits (const NaiveValue *value,
             const char       *wanted)
{
  gboolean strict = g_str_has_prefix (wanted, "==");

  if (value == NULL)
    return !strict;

  return naive_text_matches (strict ? wanted + 2 : wanted, naive_value_text (value));
}

static gboolean
field_value_fits (NaiveContact     *contact,
                  JsonObject       *params,
                  const NaiveValue *value,
                  JsonNode         *wanted)
{
  const char *of = parcours_json_member_string (params, "of");
  const char *slug = parcours_json_member_string (params, "field");
  const char *kind = g_strcmp0 (of, "deal") == 0 ? "deal-field" : "field";
  const NaiveValue *typed = naive_field_value (contact->engine, kind, slug, wanted);

  if (value != NULL && typed != NULL && value->type == NAIVE_TEXT && typed->type == NAIVE_TEXT)
    {
      g_autofree char *one = parcours_text_fold (value->text);
      g_autofree char *other = parcours_text_fold (typed->text);

      return g_str_equal (one, other);
    }

  return value != NULL && naive_value_equal (value, typed);
}

static gboolean
value_fits (NaiveContact        *contact,
            JsonObject          *params,
            const ParcoursParam *param,
            const char          *op,
            const NaiveValue    *value,
            JsonNode            *wanted)
{
  const ParcoursZone *zone = contact->zone;
  gint64 now = contact->engine->now;
  g_autoptr (JsonNode) node = NULL;
  const char *text = parcours_json_string (wanted);
  double number;

  if (value == NULL)
    return FALSE;
  if (op != NULL)
    return parcours_json_number (wanted, &number) && naive_test_op (value, op, wanted, now, zone);
  switch (param->type)
    {
    case PARCOURS_PARAM_URL_PATTERN:
      return naive_value_text (value) != NULL && (parcours_url_match (text, naive_value_text (value)) ||
                                                  naive_text_matches (text, naive_value_text (value)));
    case PARCOURS_PARAM_TEXT_PATTERN:
      return naive_text_matches (text, naive_value_text (value));
    case PARCOURS_PARAM_COUNT_TEST:
      return text != NULL ? naive_test_comparison (value, text, now, zone)
                          : naive_test_op (value, "=", wanted, now, zone);
    case PARCOURS_PARAM_FIELD_VALUE:
      return field_value_fits (contact, params, value, wanted);
    default:
      return naive_test_op (value, JSON_NODE_HOLDS_ARRAY (wanted) ? "one-of" : "is", wanted, now, zone);
    }
}

/* What a missing bool is, too. */
static gboolean
is_false (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
         !json_node_get_boolean (node);
}

/* All values at a path; arrays on the way are gone through. */
static void
collect (const NaiveValue *value,
         char            **path,
         GPtrArray        *values)
{
  if (value == NULL)
    return;
  if (value->type == NAIVE_LIST)
    {
      for (guint i = 0; i < value->items->len; i++)
        collect (g_ptr_array_index (value->items, i), path, values);
    }
  else if (*path == NULL)
    g_ptr_array_add (values, (gpointer) value);
  else if (value->type == NAIVE_OBJECT)
    collect (naive_get (value->members, *path), path + 1, values);
}

static gboolean
key_fits (NaiveContact  *contact,
          NaiveStep     *trigger,
          JsonObject    *match,
          const char    *key,
          gconstpointer  source,
          NaiveLookup    lookup)
{
  const char *name = parcours_json_member_string (match, "param");
  const char *op = parcours_json_member_string (match, "op");
  const char *missing = parcours_json_member_string (match, "missing");
  const ParcoursParam *param = parcours_step_type_param (trigger->type, name);
  JsonNode *wanted = json_object_get_member (trigger->params, name);
  g_auto (GStrv) path = g_strsplit (key, ".", -1);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  gboolean any = FALSE;

  collect (lookup (source, path[0]), path + 1, values);
  if (values->len == 0 && op == NULL && is_false (wanted))
    return TRUE;
  if (values->len == 0 && missing != NULL)
    g_ptr_array_add (values, (gpointer) naive_text (missing));
  if (g_strcmp0 (op, "source") == 0)
    return source_fits (values->len > 0 ? g_ptr_array_index (values, 0) : NULL, parcours_json_string (wanted));
  for (guint i = 0; i < values->len; i++)
    any |= value_fits (contact, trigger->params, param, g_strcmp0 (op, "none-of") == 0 ? NULL : op,
                       g_ptr_array_index (values, i), wanted);

  return g_strcmp0 (op, "none-of") == 0 ? !any : any;
}

static gboolean
match_fits (NaiveContact  *contact,
            NaiveStep     *trigger,
            JsonObject    *match,
            gconstpointer  source,
            NaiveLookup    lookup)
{
  const char *name = parcours_json_member_string (match, "param");
  JsonArray *keys = parcours_json_member_array (match, "key");

  if (is_any (parcours_step_type_param (trigger->type, name), json_object_get_member (trigger->params, name)))
    return TRUE;
  if (keys == NULL)
    return key_fits (contact, trigger, match, parcours_json_member_string (match, "key"), source, lookup);
  for (guint i = 0; i < json_array_get_length (keys); i++)
    {
      if (key_fits (contact, trigger, match, json_array_get_string_element (keys, i), source, lookup))
        return TRUE;
    }

  return FALSE;
}

/**
 * naive_entry_fits:
 * @contact: a contact
 * @trigger: a trigger
 * @entry: an entry of its type, such as one of `events`
 * @source: an event or a record
 * @lookup: finds the value of a key in @source
 *
 * Returns: whether the entry lets @source through
 */
gboolean
naive_entry_fits (NaiveContact  *contact,
                  NaiveStep     *trigger,
                  JsonObject    *entry,
                  gconstpointer  source,
                  NaiveLookup    lookup)
{
  JsonNode *where = json_object_get_member (entry, "where");
  JsonArray *matches = parcours_json_member_array (entry, "match");

  if (where != NULL && !naive_where_test (where, source, lookup, contact->engine->now, contact->zone))
    return FALSE;
  for (guint i = 0; matches != NULL && i < json_array_get_length (matches); i++)
    {
      if (!match_fits (contact, trigger, json_array_get_object_element (matches, i), source, lookup))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_about (NaiveStep        *trigger,
          JsonObject       *entry,
          const NaiveEvent *event)
{
  JsonObject *condition = parcours_json_member_object (entry, "if");

  return g_str_equal (parcours_json_member_string (entry, "topic"), event->topic->name) &&
         (condition == NULL || parcours_params_hold (trigger->params, condition));
}

/**
 * naive_find_entry:
 * @contact: a contact
 * @trigger: a trigger
 * @member: `events`, `arm` or `disarm`
 * @event: what happened
 * @happened: (out): set to %TRUE where an entry is about the topic
 *
 * Returns: (nullable): the first entry of the trigger's type that the event fits
 */
JsonObject *
naive_find_entry (NaiveContact     *contact,
                  NaiveStep        *trigger,
                  const char       *member,
                  const NaiveEvent *event,
                  gboolean         *happened)
{
  JsonArray *entries = parcours_json_member_array (trigger->type->rule, member);

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);

      if (!is_about (trigger, entry, event))
        continue;
      *happened = TRUE;
      if (naive_entry_fits (contact, trigger, entry, event, naive_event_lookup))
        return entry;
    }

  return NULL;
}
