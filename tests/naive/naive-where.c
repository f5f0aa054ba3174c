/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Filters (vocabulary, section 4, WHERE and TEST), read from JSON each time. */

#include "config.h"

#include <string.h>

#include "naive-private.h"
#include "parcours-json.h"
#include "parcours-text.h"

/**
 * naive_time:
 * @text: T of the vocabulary: a date, an instant, `today`, or a duration
 * @now: the instant of evaluation
 * @zone: the zone of evaluation
 * @start: (out): its first instant
 * @end: (out): its last instant: the last second of a day
 *
 * Returns: whether @text is a T
 */
gboolean
naive_time (const char         *text,
            gint64              now,
            const ParcoursZone *zone,
            gint64             *start,
            gint64             *end)
{
  ParcoursDuration offset = { 0 };
  gint32 day;

  if (parcours_day_parse (text, &day))
    ;
  else if (parcours_instant_parse (text, start))
    {
      *end = *start;
      return TRUE;
    }
  else if (g_str_equal (text, "today") || parcours_offset_parse (text, &offset))
    {
      if (offset.seconds != 0)
        {
          *start = *end = parcours_duration_add (&offset, now, zone);
          return TRUE;
        }
      day = parcours_duration_add_to_day (&offset, parcours_local_day (parcours_zone_to_local (zone, now)));
    }
  else
    return FALSE;
  *start = parcours_zone_to_utc (zone, (gint64) day * PARCOURS_DAY);
  *end = parcours_zone_to_utc (zone, ((gint64) day + 1) * PARCOURS_DAY) - 1;

  return TRUE;
}

/* Of two ends, which of them the value is before, in or after: -1, 0 or 1. */
static int
place (double value,
       double start,
       double end)
{
  return value < start ? -1 : value > end ? 1 : 0;
}

static gboolean
op_holds (const char *op,
          int         low,
          int         high)
{
  if (g_str_equal (op, "between"))
    return low >= 0 && high <= 0;
  if (g_str_equal (op, "<"))
    return low < 0;
  if (g_str_equal (op, "<="))
    return low <= 0;
  if (g_str_equal (op, ">"))
    return low > 0;
  if (g_str_equal (op, ">="))
    return low >= 0;
  if (g_str_equal (op, "!=") || g_str_equal (op, "is-not"))
    return low != 0;

  return low == 0;
}

/* Where a number, an instant or a day lies, seen from one literal. */
static gboolean
place_of (const NaiveValue   *value,
          const char         *literal,
          gint64              now,
          const ParcoursZone *zone,
          int                *result)
{
  gint64 start, end;
  double number;

  if (value->type == NAIVE_NUMBER)
    {
      if (!parcours_number_parse (literal, &number))
        return FALSE;
      *result = place (value->number, number, number);
      return TRUE;
    }
  if (!naive_time (literal, now, zone, &start, &end))
    return FALSE;
  if (value->type == NAIVE_DAY)
    {
      gint32 day = parcours_local_day (parcours_zone_to_local (zone, start));

      *result = place (value->number, day, day);
    }
  else
    *result = place (value->number, (double) start, (double) end);

  return TRUE;
}

/* Takes CMP apart: an operator and one or two literals. */
static const char *
split_comparison (const char  *text,
                  char       **low,
                  char       **high)
{
  static const char *ops[] = { "<=", ">=", "!=", "<", ">", "=" };
  const char *dots = strstr (text, "..");

  *high = NULL;
  if (dots != NULL)
    {
      *low = g_strndup (text, dots - text);
      *high = g_strdup (dots + 2);
      return "between";
    }
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      if (g_str_has_prefix (text, ops[i]))
        {
          *low = g_strdup (text + strlen (ops[i]));
          return ops[i];
        }
    }
  *low = g_strdup (text);

  return "=";
}

/**
 * naive_test_comparison:
 * @value: a number, an instant or a day
 * @text: CMP of the vocabulary
 * @now: the instant of evaluation
 * @zone: the zone of evaluation
 *
 * Returns: whether @value passes
 */
gboolean
naive_test_comparison (const NaiveValue   *value,
                       const char         *text,
                       gint64              now,
                       const ParcoursZone *zone)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  const char *op = split_comparison (text, &first, &second);
  int low, high = 0;

  if (!place_of (value, g_strstrip (first), now, zone, &low))
    return FALSE;
  if (second != NULL && !place_of (value, g_strstrip (second), now, zone, &high))
    return FALSE;

  return op_holds (op, low, high);
}

/**
 * naive_compare:
 * @comparison: CMP of the vocabulary, of numbers
 * @number: a number
 *
 * Returns: whether @number passes
 */
gboolean
naive_compare (const char *comparison,
               double      number)
{
  return naive_test_comparison (naive_number (number), comparison, 0, parcours_zone_utc ());
}

/**
 * naive_compare_node:
 * @comparison: CMP of the vocabulary, of numbers, or a plain number
 * @number: a number
 *
 * Returns: whether @number passes
 */
gboolean
naive_compare_node (JsonNode *comparison,
                    double    number)
{
  double plain;

  if (parcours_json_number (comparison, &plain))
    return number == plain;

  return naive_compare (parcours_json_string (comparison), number);
}

/**
 * naive_text_matches:
 * @pattern: a slug, a text or a pattern with `*`
 * @text: (nullable): a text
 *
 * Returns: whether all of @text matches, without regard to case
 */
gboolean
naive_text_matches (const char *pattern,
                    const char *text)
{
  g_autofree char *folded_pattern = parcours_text_fold (pattern);
  g_autofree char *folded_text = text != NULL ? parcours_text_fold (text) : NULL;

  return text != NULL && parcours_pattern_match (folded_pattern, folded_text);
}

/**
 * naive_subject_matches:
 * @topic: a topic
 * @pattern: (nullable): a slug or pattern, %NULL for any
 * @subject: (nullable): the subject of an event of the topic
 *
 * Returns: whether the event is about it
 */
gboolean
naive_subject_matches (const ParcoursTopic *topic,
                       const char          *pattern,
                       const char          *subject)
{
  if (pattern == NULL)
    return TRUE;
  if (subject == NULL)
    return FALSE;
  if (g_str_equal (topic->subject, "url"))
    return parcours_url_match (pattern, subject);

  return naive_text_matches (pattern, subject);
}

static char *
literal_text (JsonNode *literal)
{
  const char *text = parcours_json_string (literal);

  return text != NULL ? g_strdup (text) : parcours_json_to_line (literal);
}

static char *
value_as_text (const NaiveValue *value)
{
  g_autoptr (JsonNode) node = naive_value_to_json (value);

  return literal_text (node);
}

/* Whether one value is one literal: by number or time where it is one, else by text. */
static gboolean
is_literal (const NaiveValue   *value,
            JsonNode           *literal,
            gint64              now,
            const ParcoursZone *zone)
{
  g_autofree char *text = literal_text (literal);
  g_autofree char *folded = parcours_text_fold (text);
  g_autofree char *own = NULL;
  int result;

  if (value->type == NAIVE_BOOL)
    return JSON_NODE_HOLDS_VALUE (literal) && json_node_get_value_type (literal) == G_TYPE_BOOLEAN &&
           json_node_get_boolean (literal) == (value->number != 0.);
  if (value->type == NAIVE_NUMBER || value->type == NAIVE_INSTANT || value->type == NAIVE_DAY)
    return place_of (value, text, now, zone, &result) && result == 0;
  if (value->type != NAIVE_TEXT)
    return FALSE;
  own = parcours_text_fold (value->text);

  return g_str_equal (own, folded);
}

/* A bare scalar: CMP of a number or a time, a pattern of a text, else equality. */
static gboolean
test_scalar (const NaiveValue   *value,
             JsonNode           *literal,
             gint64              now,
             const ParcoursZone *zone)
{
  const char *text = parcours_json_string (literal);

  if (text != NULL && (value->type == NAIVE_NUMBER || value->type == NAIVE_INSTANT || value->type == NAIVE_DAY))
    return naive_test_comparison (value, text, now, zone);
  if (text != NULL && value->type == NAIVE_TEXT)
    return naive_text_matches (text, value->text);

  return is_literal (value, literal, now, zone);
}

static gboolean
is_one_of (const NaiveValue   *value,
           JsonNode           *literals,
           gint64              now,
           const ParcoursZone *zone)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (literals) ? json_node_get_array (literals) : NULL;

  if (array == NULL)
    return is_literal (value, literals, now, zone);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (is_literal (value, json_array_get_element (array, i), now, zone))
        return TRUE;
    }

  return FALSE;
}

static gboolean
test_letters (const NaiveValue *value,
              const char       *op,
              JsonNode         *literal)
{
  g_autofree char *text = literal_text (literal);
  g_autofree char *wanted = parcours_text_fold (text);
  g_autofree char *plain = value_as_text (value);
  g_autofree char *own = parcours_text_fold (plain);

  if (g_str_equal (op, "contains"))
    return strstr (own, wanted) != NULL;
  if (g_str_equal (op, "starts"))
    return g_str_has_prefix (own, wanted);
  if (g_str_equal (op, "ends"))
    return g_str_has_suffix (own, wanted);

  return parcours_pattern_match (wanted, own);
}

static gboolean
test_order (const NaiveValue   *value,
            const char         *op,
            JsonNode           *literal,
            gint64              now,
            const ParcoursZone *zone)
{
  JsonArray *range = JSON_NODE_HOLDS_ARRAY (literal) ? json_node_get_array (literal) : NULL;
  g_autofree char *first = literal_text (range != NULL ? json_array_get_element (range, 0) : literal);
  g_autofree char *second = range != NULL ? literal_text (json_array_get_element (range, 1)) : NULL;
  int low, high = 0;

  if (value->type != NAIVE_NUMBER && value->type != NAIVE_INSTANT && value->type != NAIVE_DAY)
    return FALSE;
  if (!place_of (value, first, now, zone, &low) ||
      (second != NULL && !place_of (value, second, now, zone, &high)))
    return FALSE;

  return op_holds (op, low, high);
}

static gboolean
test_present (const NaiveValue   *value,
              const char         *op,
              JsonNode           *literal,
              gint64              now,
              const ParcoursZone *zone)
{
  if (g_str_equal (op, "empty"))
    return FALSE;
  if (g_str_equal (op, "not-empty"))
    return TRUE;
  if (g_str_equal (op, "is") || g_str_equal (op, "one-of") || g_str_equal (op, "any-of"))
    return is_one_of (value, literal, now, zone);
  if (g_str_equal (op, "is-not") || g_str_equal (op, "none-of"))
    return !is_one_of (value, literal, now, zone);
  if (g_str_equal (op, "not-contains"))
    return !test_letters (value, "contains", literal);
  if (g_str_equal (op, "contains") || g_str_equal (op, "starts") || g_str_equal (op, "ends") ||
      g_str_equal (op, "matches"))
    return test_letters (value, op, literal);

  return test_order (value, op, literal, now, zone);
}

/**
 * naive_test_op:
 * @value: (nullable): a value that is no list
 * @op: an operator
 * @literal: (nullable): what it is compared with
 * @now: the instant of evaluation
 * @zone: the zone of evaluation
 *
 * Of a missing value only what is negative is true.
 *
 * Returns: whether @value passes
 */
gboolean
naive_test_op (const NaiveValue   *value,
               const char         *op,
               JsonNode           *literal,
               gint64              now,
               const ParcoursZone *zone)
{
  static const char *negative[] = { "is-not", "!=", "not-contains", "none-of", "empty", NULL };

  if (value == NULL)
    return g_strv_contains (negative, op);

  return test_present (value, op, literal, now, zone);
}

static gboolean
test_element (const NaiveValue   *value,
              JsonNode           *test,
              gint64              now,
              const ParcoursZone *zone)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (test) ? json_node_get_object (test) : NULL;
  const char *op = parcours_json_member_string (object, "op");

  if (op != NULL)
    return naive_test_op (value, op, json_object_get_member (object, "value"), now, zone);
  if (object != NULL)
    return value->type == NAIVE_OBJECT && naive_where_test_members (test, value->members, now, zone);
  if (JSON_NODE_HOLDS_ARRAY (test))
    return is_one_of (value, test, now, zone);

  return test_scalar (value, test, now, zone);
}

static gboolean
is_negative (JsonNode *test)
{
  static const char *negative[] = { "is-not", "!=", "not-contains", "none-of", NULL };
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (test) ? json_node_get_object (test) : NULL;
  const char *op = parcours_json_member_string (object, "op");

  return op != NULL && g_strv_contains (negative, op);
}

/* What is missing: nothing passes but what asks for that. A missing bool is false. */
static gboolean
test_missing (JsonNode *test)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (test) ? json_node_get_object (test) : NULL;
  const char *op = parcours_json_member_string (object, "op");
  JsonNode *literal = op != NULL ? json_object_get_member (object, "value") : test;
  JsonArray *several = JSON_NODE_HOLDS_ARRAY (test) ? json_node_get_array (test) : NULL;

  for (guint i = 0; several != NULL && i < json_array_get_length (several); i++)
    {
      if (test_missing (json_array_get_element (several, i)))
        return TRUE;
    }
  if (JSON_NODE_HOLDS_VALUE (literal) && json_node_get_value_type (literal) == G_TYPE_BOOLEAN)
    return (g_strcmp0 (op, "is-not") == 0 || g_strcmp0 (op, "!=") == 0) == json_node_get_boolean (literal);

  return op != NULL && naive_test_op (NULL, op, literal, 0, parcours_zone_utc ());
}

/* All values that stand at a path; arrays on the way are gone through. */
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
      return;
    }
  if (*path == NULL)
    g_ptr_array_add (values, (gpointer) value);
  else if (value->type == NAIVE_OBJECT)
    collect (naive_get (value->members, *path), path + 1, values);
}

static gboolean
test_key (const char         *key,
          JsonNode           *test,
          gconstpointer       source,
          NaiveLookup         lookup,
          gint64              now,
          const ParcoursZone *zone)
{
  g_auto (GStrv) path = g_strsplit (key, ".", -1);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  gboolean negative = is_negative (test);

  collect (lookup (source, path[0]), path + 1, values);
  if (JSON_NODE_HOLDS_NULL (test))
    return values->len == 0;
  if (values->len == 0)
    return test_missing (test);
  for (guint i = 0; i < values->len; i++)
    {
      if (test_element (g_ptr_array_index (values, i), test, now, zone) != negative)
        return !negative;
    }

  return negative;
}

static gboolean
test_group (const char         *group,
            JsonArray          *array,
            gconstpointer       source,
            NaiveLookup         lookup,
            gint64              now,
            const ParcoursZone *zone)
{
  gboolean all = g_str_equal (group, "all");

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (naive_where_test (json_array_get_element (array, i), source, lookup, now, zone) != all)
        return g_str_equal (group, "any");
    }

  return !g_str_equal (group, "any");
}

/**
 * naive_where_test:
 * @where: a filter
 * @source: what is tested
 * @lookup: finds the value of a key in @source
 * @now: the instant of evaluation
 * @zone: the zone of evaluation
 *
 * Returns: whether @source passes
 */
gboolean
naive_where_test (JsonNode           *where,
                  gconstpointer       source,
                  NaiveLookup         lookup,
                  gint64              now,
                  const ParcoursZone *zone)
{
  JsonObject *object = json_node_get_object (where);
  g_autoptr (GList) keys = json_object_get_members (object);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      const char *key = l->data;
      JsonNode *test = json_object_get_member (object, key);
      gboolean is_group = g_str_equal (key, "all") || g_str_equal (key, "any") || g_str_equal (key, "none");

      if (is_group && JSON_NODE_HOLDS_ARRAY (test))
        {
          if (!test_group (key, json_node_get_array (test), source, lookup, now, zone))
            return FALSE;
        }
      else if (!test_key (key, test, source, lookup, now, zone))
        return FALSE;
    }

  return TRUE;
}

static const NaiveValue *
lookup_member (gconstpointer source,
               const char   *key)
{
  return naive_get ((GHashTable *) source, key);
}

/**
 * naive_where_test_members:
 * @where: a filter
 * @members: (nullable): what is tested
 * @now: the instant of evaluation
 * @zone: the zone of evaluation
 *
 * Returns: whether @members pass
 */
gboolean
naive_where_test_members (JsonNode           *where,
                          GHashTable         *members,
                          gint64              now,
                          const ParcoursZone *zone)
{
  return naive_where_test (where, members, lookup_member, now, zone);
}
