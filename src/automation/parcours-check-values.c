/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "parcours-check-values.h"
#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-text.h"
#include "parcours-zone.h"

static gboolean
fail (GError     **error,
      const char  *message)
{
  g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, message);

  return FALSE;
}

static JsonObject *
object_of (JsonNode *value)
{
  return value != NULL && JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
}

/**
 * parcours_value_is_nothing:
 * @value: (nullable): what a step says
 *
 * Returns: whether that is as good as saying nothing: null, blank text, an array or an object without members
 */
gboolean
parcours_value_is_nothing (JsonNode *value)
{
  const char *text = value != NULL ? parcours_json_string (value) : NULL;

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (value))
    return json_array_get_length (json_node_get_array (value)) == 0;
  if (JSON_NODE_HOLDS_OBJECT (value))
    return json_object_get_size (json_node_get_object (value)) == 0;

  return text != NULL && parcours_text_is_blank (text);
}

/**
 * parcours_value_means_any:
 * @param: a parameter
 * @value: (nullable): a value for it
 *
 * Returns: whether the value leaves it open: there is none, or it says `any` where that may be said
 */
gboolean
parcours_value_means_any (const ParcoursParam *param,
                          JsonNode            *value)
{
  return parcours_value_is_nothing (value) ||
         ((param->type == PARCOURS_PARAM_REF || param->type == PARCOURS_PARAM_CHOICE) && param->any &&
          g_strcmp0 (parcours_json_string (value), "any") == 0);
}

/**
 * parcours_value_is_several:
 * @param: a parameter
 * @value: a value for it
 *
 * Returns: whether the value is an array where one thing is named, or any
 */
gboolean
parcours_value_is_several (const ParcoursParam *param,
                           JsonNode            *value)
{
  if (!JSON_NODE_HOLDS_ARRAY (value))
    return FALSE;
  switch (param->type)
    {
    case PARCOURS_PARAM_REF:
    case PARCOURS_PARAM_CHOICE:
    case PARCOURS_PARAM_ADDRESS:
    case PARCOURS_PARAM_URL:
    case PARCOURS_PARAM_KEYWORD:
    case PARCOURS_PARAM_URL_PATTERN:
    case PARCOURS_PARAM_TEXT_PATTERN:
    case PARCOURS_PARAM_TOPIC:
    case PARCOURS_PARAM_STEP:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
reads_condition (JsonNode  *node,
                 GError   **error)
{
  g_autoptr (ParcoursCondition) condition = NULL;

  if (node == NULL)
    return TRUE;
  condition = parcours_condition_parse (node, error);

  return condition != NULL;
}

static gboolean
reads_where (JsonNode  *node,
             GError   **error)
{
  g_autoptr (ParcoursWhere) where = parcours_where_parse (node, error);

  return where != NULL;
}

static gboolean
is_count (JsonNode *node)
{
  double number;

  return node != NULL && parcours_json_number (node, &number) && number >= 1. && number == trunc (number);
}

static gboolean
is_instant (const char *text)
{
  gint64 at;

  return text != NULL && (parcours_instant_parse (text, &at) || parcours_local_parse (text, &at));
}

static gboolean
is_duration (const char *text)
{
  ParcoursDuration duration;

  return text != NULL && parcours_duration_parse (text, &duration);
}

/* When a split is decided: one of the keys @counts, or `at`. */
static gboolean
reads_end (JsonObject         *object,
           const char *const  *counts,
           GError            **error)
{
  if (object != NULL && json_object_has_member (object, "at"))
    return is_instant (parcours_json_member_string (object, "at")) ||
           fail (error, _("“at” takes a date and a time"));
  for (guint i = 0; object != NULL && counts[i] != NULL; i++)
    {
      if (json_object_has_member (object, counts[i]))
        return is_count (json_object_get_member (object, counts[i])) ||
               fail (error, _("a number of contacts is 1 or more"));
    }

  return fail (error, _("it does not say when it is decided"));
}

static gboolean
reads_winner (JsonObject  *rule,
              GError     **error)
{
  static const char *const counts[] = { "passed", "wins", NULL };

  if (rule == NULL || !json_object_has_member (rule, "if"))
    return fail (error, _("it does not say what wins"));
  if (!reads_condition (json_object_get_member (rule, "if"), error))
    return FALSE;
  if (json_object_has_member (rule, "within") && !is_duration (parcours_json_member_string (rule, "within")))
    return fail (error, _("“within” takes a duration such as P30D"));

  return reads_end (parcours_json_member_object (rule, "after"), counts, error);
}

static gboolean
reads_latch (JsonObject  *rule,
             GError     **error)
{
  static const char *const counts[] = { "passed", NULL };

  if (rule != NULL && json_object_has_member (rule, "if"))
    return reads_condition (json_object_get_member (rule, "if"), error);

  return reads_end (rule, counts, error);
}

static gboolean
reads_over (JsonObject  *object,
            GError     **error)
{
  const char *over = parcours_json_member_string (object, "over");

  return !json_object_has_member (object, "over") || g_strcmp0 (over, "delay") == 0 || g_strcmp0 (over, "skip") == 0 ||
         fail (error, _("“over” is delay or skip"));
}

static gboolean
reads_limit (JsonObject  *limit,
             GError     **error)
{
  if (limit == NULL || !is_count (json_object_get_member (limit, "messages")))
    return fail (error, _("a number of messages is 1 or more"));
  if (!is_duration (parcours_json_member_string (limit, "within")))
    return fail (error, _("“within” takes a duration such as P30D"));

  return reads_over (limit, error);
}

static gboolean
reads_task (JsonObject  *task,
            GError     **error)
{
  const char *due = parcours_json_member_string (task, "due");
  ParcoursDuration offset;

  if (parcours_text_is_blank (parcours_json_member_string (task, "type")) ||
      parcours_text_is_blank (parcours_json_member_string (task, "title")))
    return fail (error, _("a task has a type and a title"));

  return due == NULL || parcours_offset_parse (due, &offset) || is_instant (due) ||
         fail (error, _("“due” takes a duration, or a date and a time"));
}

/* A comparison with a number or a time; objects and arrays as in filters. */
static gboolean
reads_count_test (JsonNode  *value,
                  GError   **error)
{
  g_autoptr (JsonNode) where = NULL;
  ParcoursComparison comparison;

  if (JSON_NODE_HOLDS_VALUE (value))
    return parcours_comparison_parse_json (value, &comparison) ||
           fail (error, _("a comparison is written such as >=10"));
  where = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (where, json_object_new ());
  json_object_set_member (json_node_get_object (where), "value", json_node_ref (value));

  return reads_where (where, error);
}

/**
 * parcours_value_can_be_read:
 * @param: a parameter
 * @value: a value for it that says something
 * @error: return location for an error, which may stay unset where the value itself says enough
 *
 * Returns: whether the value has the parameter's type, down to the conditions in it
 */
gboolean
parcours_value_can_be_read (const ParcoursParam  *param,
                            JsonNode             *value,
                            GError              **error)
{
  switch (param->type)
    {
    case PARCOURS_PARAM_CONDITION:
      return reads_condition (value, error);
    case PARCOURS_PARAM_WHERE:
      return reads_where (value, error);
    case PARCOURS_PARAM_WINNER_RULE:
      return reads_winner (object_of (value), error);
    case PARCOURS_PARAM_LATCH_RULE:
      return reads_latch (object_of (value), error);
    case PARCOURS_PARAM_SEND_LIMIT:
      return reads_limit (object_of (value), error);
    case PARCOURS_PARAM_TASK:
      return reads_task (object_of (value), error);
    case PARCOURS_PARAM_COUNT_TEST:
      return reads_count_test (value, error);
    default:
      return parcours_param_check (param, value, NULL);
    }
}

static gboolean
is_number (JsonNode *value)
{
  const char *text = parcours_json_string (value);
  double number;

  return text != NULL ? parcours_number_parse (text, &number) : parcours_json_number (value, &number);
}

static gboolean
is_option (const ParcoursEntity *field,
           JsonNode             *value)
{
  JsonArray *options = parcours_json_member_array (field->attributes, "options");
  const char *text = parcours_json_string (value);

  for (guint i = 0; options != NULL && i < json_array_get_length (options); i++)
    {
      if (g_strcmp0 (parcours_json_string (json_array_get_element (options, i)), text) == 0)
        return TRUE;
    }

  return options == NULL || json_array_get_length (options) == 0;
}

static gboolean
are_options (const ParcoursEntity *field,
             JsonNode             *value)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      if (!is_option (field, json_array_get_element (array, i)))
        return FALSE;
    }

  return array != NULL || is_option (field, value);
}

/**
 * parcours_value_fits_field:
 * @field: a field
 * @value: a value for it
 *
 * Returns: whether the field can hold the value
 */
gboolean
parcours_value_fits_field (const ParcoursEntity *field,
                           JsonNode             *value)
{
  const char *text = parcours_json_string (value);
  int month, day_of_month;
  gint32 day;

  switch (parcours_field_type_parse (parcours_json_member_string (field->attributes, "type")))
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      return is_number (value);
    case PARCOURS_FIELD_DATE:
      return text != NULL && (parcours_day_parse (text, &day) || is_instant (text));
    case PARCOURS_FIELD_DATETIME:
      return is_instant (text) || (text != NULL && parcours_day_parse (text, &day));
    case PARCOURS_FIELD_BIRTHDAY:
      return text != NULL && (parcours_birthday_parse (text, &month, &day_of_month) || parcours_day_parse (text, &day));
    case PARCOURS_FIELD_BOOL:
      return JSON_NODE_HOLDS_VALUE (value) && (json_node_get_value_type (value) == G_TYPE_BOOLEAN ||
                                               g_strcmp0 (text, "true") == 0 || g_strcmp0 (text, "false") == 0);
    case PARCOURS_FIELD_CHOICE:
      return is_option (field, value);
    case PARCOURS_FIELD_CHOICES:
      return are_options (field, value);
    case PARCOURS_FIELD_UNKNOWN:
    case PARCOURS_FIELD_TEXT:
    case PARCOURS_FIELD_USER:
    default:
      return JSON_NODE_HOLDS_VALUE (value);
    }
}

static gboolean
reads_entry (JsonObject  *entry,
             GError     **error)
{
  static const char *const parallels[] = { "no", "other-triggers", "yes", NULL };
  const char *reentry = parcours_json_member_string (entry, "reentry");
  JsonObject *after = parcours_json_member_object (entry, "reentry");
  const char *parallel = parcours_json_member_string (entry, "parallel");

  if (entry == NULL)
    return fail (error, _("it is no object"));
  if (json_object_has_member (entry, "reentry") && g_strcmp0 (reentry, "never") != 0 &&
      g_strcmp0 (reentry, "always") != 0 && !is_duration (parcours_json_member_string (after, "after")))
    return fail (error, _("contacts enter again never, always, or after a duration"));

  return !json_object_has_member (entry, "parallel") ||
         (parallel != NULL && g_strv_contains (parallels, parallel)) ||
         fail (error, _("“parallel” is no, other-triggers or yes"));
}

static gboolean
reads_quiet_hours (JsonObject  *quiet,
                   GError     **error)
{
  const char *from = parcours_json_member_string (quiet, "from");
  const char *to = parcours_json_member_string (quiet, "to");
  int seconds;

  if (from == NULL || to == NULL || !parcours_time_of_day_parse (from, &seconds) ||
      !parcours_time_of_day_parse (to, &seconds))
    return fail (error, _("quiet hours have a beginning and an end such as 21:00"));

  return reads_over (quiet, error);
}

/**
 * parcours_setting_can_be_read:
 * @name: a setting of automations (DESIGN section 5)
 * @value: what it says
 * @error: return location for an error
 *
 * Returns: whether the setting can say that; of settings that are not known nothing is said
 */
gboolean
parcours_setting_can_be_read (const char  *name,
                              JsonNode    *value,
                              GError     **error)
{
  const char *text = parcours_json_string (value);

  if (JSON_NODE_HOLDS_NULL (value))
    return TRUE;
  if (g_str_equal (name, "entry"))
    return reads_entry (object_of (value), error);
  if (g_str_equal (name, "exit"))
    return reads_condition (value, error);
  if (g_str_equal (name, "quiet-hours"))
    return reads_quiet_hours (object_of (value), error);
  if (g_str_equal (name, "timezone"))
    return (text != NULL && (g_str_equal (text, "contact") || parcours_zone_lookup (text) != NULL)) ||
           fail (error, _("there is no such time zone"));
  if (g_str_equal (name, "start"))
    return text != NULL || fail (error, _("a step is named by its id"));

  return TRUE;
}
