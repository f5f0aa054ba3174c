/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-text.h"
#include "parcours-where.h"

static gboolean parse_object (ParcoursWhere  *where,
                              JsonObject     *object,
                              GError        **error);

static gboolean
fail (GError     **error,
      const char  *key)
{
  g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("The test of “%s” cannot be read"), key);

  return FALSE;
}

static gboolean
is_scalar (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node);
}

static char *
literal_text (JsonNode *node)
{
  const char *text = parcours_json_string (node);

  return text != NULL ? parcours_text_fold (text) : parcours_json_to_line (node);
}

static void
read_literal (ParcoursTest *test,
              guint         i,
              JsonNode     *node)
{
  const char *text = parcours_json_string (node);

  test->written[i] = text != NULL ? g_strdup (text) : parcours_json_to_line (node);
  test->texts[i] = text != NULL && test->op == PARCOURS_OP_MATCHES_URL ? g_strdup (text) : literal_text (node);
  test->numbers[i] = NAN;
  if (text != NULL)
    {
      parcours_number_parse (text, &test->numbers[i]);
      test->is_time[i] = parcours_time_ref_parse (text, &test->times[i]);
    }
  else if (!parcours_json_number (node, &test->numbers[i]))
    {
      gboolean boolean = json_node_get_boolean (node);

      test->has_both_booleans |= test->has_boolean && test->boolean != boolean;
      test->has_boolean = TRUE;
      test->boolean = boolean;
    }
}

static gboolean
read_literals (ParcoursTest *test,
               JsonNode     *value)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  test->n_literals = array != NULL ? json_array_get_length (array) : 1;
  test->written = g_new0 (char *, test->n_literals + 1);
  test->texts = g_new0 (char *, test->n_literals + 1);
  test->numbers = g_new0 (double, test->n_literals);
  test->times = g_new0 (ParcoursTimeRef, test->n_literals);
  test->is_time = g_new0 (gboolean, test->n_literals);
  for (guint i = 0; i < test->n_literals; i++)
    {
      JsonNode *literal = array != NULL ? json_array_get_element (array, i) : value;

      if (!is_scalar (literal))
        return FALSE;
      read_literal (test, i, literal);
    }

  return TRUE;
}

/* A bare scalar: equal to it, or for a text what its form says. */
static gboolean
read_scalar (ParcoursTest *test,
             JsonNode     *value)
{
  const char *text = parcours_json_string (value);

  test->op = PARCOURS_OP_IS;
  test->has_comparison = parcours_comparison_parse_json (value, &test->comparison);
  test->is_pattern = text != NULL && strchr (text, '*') != NULL;

  return read_literals (test, value);
}

/* {"op": ..., "value": ...} */
static gboolean
read_operation (ParcoursTest *test,
                JsonObject   *object)
{
  JsonNode *value = json_object_get_member (object, "value");

  if (!parcours_op_parse (parcours_json_member_string (object, "op"), &test->op))
    return FALSE;
  if (test->op == PARCOURS_OP_EMPTY || test->op == PARCOURS_OP_NOT_EMPTY)
    return TRUE;
  if (value == NULL || !read_literals (test, value))
    return FALSE;
  test->is_pattern = test->op == PARCOURS_OP_MATCHES || test->op == PARCOURS_OP_MATCHES_URL;
  if (test->op >= PARCOURS_OP_EQ && test->op <= PARCOURS_OP_BETWEEN)
    {
      ParcoursComparison *comparison = &test->comparison;

      if (test->n_literals != (test->op == PARCOURS_OP_BETWEEN ? 2 : 1))
        return FALSE;
      comparison->op = test->op;
      comparison->low = test->numbers[0];
      comparison->high = test->numbers[test->n_literals - 1];
      comparison->has_number = !isnan (comparison->low) && !isnan (comparison->high);
      comparison->low_time = test->times[0];
      comparison->high_time = test->times[test->n_literals - 1];
      comparison->has_time = test->is_time[0] && test->is_time[test->n_literals - 1];
      test->has_comparison = comparison->has_number || comparison->has_time;
    }

  return TRUE;
}

static gboolean
parse_test (ParcoursTest  *test,
            const char    *key,
            JsonNode      *value,
            GError       **error)
{
  if (is_scalar (value))
    return read_scalar (test, value) || fail (error, key);
  if (JSON_NODE_HOLDS_ARRAY (value))
    {
      test->op = PARCOURS_OP_ONE_OF;
      return read_literals (test, value) || fail (error, key);
    }
  if (!JSON_NODE_HOLDS_OBJECT (value))
    {
      /* null: the key is missing */
      test->op = PARCOURS_OP_EMPTY;
      return TRUE;
    }
  if (json_object_has_member (json_node_get_object (value), "op"))
    return read_operation (test, json_node_get_object (value)) || fail (error, key);
  test->where = g_new0 (ParcoursWhere, 1);

  return parse_object (test->where, json_node_get_object (value), error);
}

static gboolean
parse_group (ParcoursWhere  *where,
             const char     *name,
             JsonNode       *value,
             GError        **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  if (array == NULL)
    return fail (error, name);
  where->kind = g_str_equal (name, "all") ? PARCOURS_WHERE_ALL
              : g_str_equal (name, "any") ? PARCOURS_WHERE_ANY : PARCOURS_WHERE_NONE;
  where->children = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_where_free);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      ParcoursWhere *child = parcours_where_parse (json_array_get_element (array, i), error);

      if (child == NULL)
        return FALSE;
      g_ptr_array_add (where->children, child);
    }

  return TRUE;
}

static gboolean
is_group (const char *name)
{
  return g_str_equal (name, "all") || g_str_equal (name, "any") || g_str_equal (name, "none");
}

static gboolean
parse_object (ParcoursWhere  *where,
              JsonObject     *object,
              GError        **error)
{
  g_autoptr (GList) members = parcours_json_sorted_members (object);

  if (members != NULL && members->next == NULL && is_group (members->data))
    return parse_group (where, members->data, json_object_get_member (object, members->data), error);

  where->kind = PARCOURS_WHERE_ALL;
  where->children = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_where_free);
  for (GList *l = members; l != NULL; l = l->next)
    {
      ParcoursWhere *child = g_new0 (ParcoursWhere, 1);
      JsonNode *value = json_object_get_member (object, l->data);

      g_ptr_array_add (where->children, child);
      if (is_group (l->data) && JSON_NODE_HOLDS_ARRAY (value))
        {
          if (!parse_group (child, l->data, value, error))
            return FALSE;
          continue;
        }
      child->kind = PARCOURS_WHERE_KEY;
      child->path = g_strsplit (l->data, ".", -1);
      if (!parse_test (&child->test, l->data, value, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_where_parse:
 * @node: an object
 * @error: return location for an error
 *
 * Returns: (transfer full): the filter, or %NULL
 */
ParcoursWhere *
parcours_where_parse (JsonNode  *node,
                      GError   **error)
{
  g_autoptr (ParcoursWhere) where = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
                           _("A filter is an object of keys and tests"));
      return NULL;
    }
  where = g_new0 (ParcoursWhere, 1);
  if (!parse_object (where, json_node_get_object (node), error))
    return NULL;

  return g_steal_pointer (&where);
}

/**
 * parcours_where_free:
 * @where: (transfer full): a filter
 */
void
parcours_where_free (ParcoursWhere *where)
{
  g_clear_pointer (&where->children, g_ptr_array_unref);
  g_strfreev (where->path);
  g_strfreev (where->test.written);
  g_strfreev (where->test.texts);
  g_free (where->test.numbers);
  g_free (where->test.times);
  g_free (where->test.is_time);
  g_clear_pointer (&where->test.where, parcours_where_free);
  g_free (where);
}

/**
 * parcours_where_is_empty:
 * @where: (nullable): a filter
 *
 * Returns: whether the filter lets everything pass
 */
gboolean
parcours_where_is_empty (const ParcoursWhere *where)
{
  return where == NULL || (where->kind == PARCOURS_WHERE_ALL && where->children->len == 0);
}

static gboolean
test_is_timed (const ParcoursTest *test)
{
  for (guint i = 0; i < test->n_literals; i++)
    {
      if (test->is_time[i] && !parcours_time_ref_is_fixed (&test->times[i]))
        return TRUE;
    }
  if (test->has_comparison && test->comparison.has_time)
    return !parcours_time_ref_is_fixed (&test->comparison.low_time) ||
           (test->comparison.op == PARCOURS_OP_BETWEEN && !parcours_time_ref_is_fixed (&test->comparison.high_time));

  return test->where != NULL && parcours_where_is_timed (test->where);
}

/**
 * parcours_where_is_timed:
 * @where: a filter
 *
 * Returns: whether the same record may pass now and fail later, because a time in the filter is relative
 */
gboolean
parcours_where_is_timed (const ParcoursWhere *where)
{
  if (where->kind == PARCOURS_WHERE_KEY)
    return test_is_timed (&where->test);
  for (guint i = 0; i < where->children->len; i++)
    {
      if (parcours_where_is_timed (g_ptr_array_index (where->children, i)))
        return TRUE;
    }

  return FALSE;
}

/**
 * parcours_where_foreach:
 * @where: a filter
 * @func: (scope call): called for each test of a key, nested ones included
 * @user_data: for @func
 */
void
parcours_where_foreach (const ParcoursWhere *where,
                        ParcoursWhereFunc    func,
                        gpointer             user_data)
{
  if (where->kind == PARCOURS_WHERE_KEY)
    {
      func (where, user_data);
      if (where->test.where != NULL)
        parcours_where_foreach (where->test.where, func, user_data);
      return;
    }
  for (guint i = 0; i < where->children->len; i++)
    parcours_where_foreach (g_ptr_array_index (where->children, i), func, user_data);
}
