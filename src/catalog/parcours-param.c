/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "parcours-catalog-data.h"
#include "parcours-duration.h"
#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-moment.h"
#include "parcours-param.h"
#include "parcours-text.h"

static const char *type_names[] = {
  [PARCOURS_PARAM_TEXT] = "text",
  [PARCOURS_PARAM_TEMPLATE] = "template",
  [PARCOURS_PARAM_NUMBER] = "number",
  [PARCOURS_PARAM_INTEGER] = "integer",
  [PARCOURS_PARAM_MONEY] = "money",
  [PARCOURS_PARAM_BOOL] = "bool",
  [PARCOURS_PARAM_CHOICE] = "choice",
  [PARCOURS_PARAM_CHOICES] = "choices",
  [PARCOURS_PARAM_ADDRESS] = "address",
  [PARCOURS_PARAM_URL] = "url",
  [PARCOURS_PARAM_KEYWORD] = "keyword",
  [PARCOURS_PARAM_URL_PATTERN] = "url-pattern",
  [PARCOURS_PARAM_TEXT_PATTERN] = "text-pattern",
  [PARCOURS_PARAM_DURATION] = "duration",
  [PARCOURS_PARAM_OFFSET] = "offset",
  [PARCOURS_PARAM_TIME_OF_DAY] = "time-of-day",
  [PARCOURS_PARAM_INSTANT] = "instant",
  [PARCOURS_PARAM_MOMENT] = "moment",
  [PARCOURS_PARAM_DATE_SOURCE] = "date-source",
  [PARCOURS_PARAM_REF] = "ref",
  [PARCOURS_PARAM_REFS] = "refs",
  [PARCOURS_PARAM_STEP] = "step",
  [PARCOURS_PARAM_TOPIC] = "topic",
  [PARCOURS_PARAM_CONDITION] = "condition",
  [PARCOURS_PARAM_WHERE] = "where",
  [PARCOURS_PARAM_COUNT_TEST] = "count-test",
  [PARCOURS_PARAM_FIELD_VALUE] = "field-value",
  [PARCOURS_PARAM_VALUE_SOURCE] = "value-source",
  [PARCOURS_PARAM_OWNER_RULE] = "owner-rule",
  [PARCOURS_PARAM_TARGET] = "target",
  [PARCOURS_PARAM_WEIGHTS] = "weights",
  [PARCOURS_PARAM_WINNER_RULE] = "winner-rule",
  [PARCOURS_PARAM_LATCH_RULE] = "latch-rule",
  [PARCOURS_PARAM_SEND_LIMIT] = "send-limit",
  [PARCOURS_PARAM_DUE] = "due",
  [PARCOURS_PARAM_TASK] = "task",
  [PARCOURS_PARAM_OPERAND] = "operand",
};

/* What references may refer to. */
static const char *const kinds[] = {
  "list", "tag", "group", "audience", "segment", "form", "survey", "field", "deal-field", "account-field",
  "email", "sms", "push", "site-message", "wallet-notification", "wallet-campaign", "sender", "event-name",
  "conversion", "score", "pipeline", "stage", "task-type", "user", "account", "store", "product", "category",
  "collection", "program", "balance", "tier", "meeting-type", "phone-line", "payment-link", "live-event",
  "feed", "automation", "goal", NULL,
};

/**
 * parcours_param_type_name:
 * @type: a type
 *
 * Returns: (transfer none): its name in the data files
 */
const char *
parcours_param_type_name (ParcoursParamType type)
{
  return type_names[type];
}

static gboolean
parse_type (const char         *name,
            ParcoursParamType  *type,
            GError            **error)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (type_names); i++)
    {
      if (g_str_equal (type_names[i], name))
        {
          *type = (ParcoursParamType) i;
          return TRUE;
        }
    }
  parcours_catalog_fail (error, "unknown parameter type “%s”", name != NULL ? name : "");

  return FALSE;
}

/* Choices are an object from value to label, so that each is named where it stands. */
static gboolean
read_choices (ParcoursParam  *param,
              JsonObject     *choices,
              GError        **error)
{
  g_autoptr (GList) members = choices != NULL ? json_object_get_members (choices) : NULL;
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (GList *l = members; l != NULL; l = l->next)
    {
      const char *label = parcours_json_member_string (choices, l->data);

      if (label == NULL)
        return parcours_catalog_fail (error, "the choice “%s” has no label", (const char *) l->data);
      g_strv_builder_add (values, l->data);
      g_strv_builder_add (labels, label);
    }
  if (members == NULL)
    return TRUE;
  param->choices = g_strv_builder_end (values);
  param->choice_labels = g_strv_builder_end (labels);

  return TRUE;
}

static gboolean
needs_choices (const ParcoursParam *param)
{
  return param->type == PARCOURS_PARAM_CHOICE || param->type == PARCOURS_PARAM_CHOICES ||
         param->type == PARCOURS_PARAM_TARGET;
}

static gboolean
needs_kind (const ParcoursParam *param)
{
  return param->type == PARCOURS_PARAM_REF || param->type == PARCOURS_PARAM_REFS;
}

/* What a parameter says of itself must fit its type. */
static gboolean
is_well_formed (const ParcoursParam  *param,
                GError              **error)
{
  if (param->label == NULL)
    return parcours_catalog_fail (error, "it has no label");
  if (needs_choices (param) != (param->choices != NULL))
    return parcours_catalog_fail (error, "its choices do not fit the type “%s”", type_names[param->type]);
  if (needs_kind (param) && param->kind == NULL)
    return parcours_catalog_fail (error, "it has no kind");
  if (param->kind != NULL && param->kind[0] != '*' && !g_strv_contains (kinds, param->kind))
    return parcours_catalog_fail (error, "unknown kind “%s”", param->kind);

  return param->fallback == NULL || parcours_param_check (param, param->fallback, error);
}

/**
 * parcours_param_new_from_json:
 * @name: the key in a step's `params`
 * @object: its description in `steps.json`
 * @error: return location for an error
 *
 * Returns: (transfer full): the parameter, or %NULL
 */
ParcoursParam *
parcours_param_new_from_json (const char  *name,
                              JsonObject  *object,
                              GError     **error)
{
  ParcoursParamType type;
  ParcoursParam *param;

  if (!parse_type (parcours_json_member_string (object, "type"), &type, error))
    return NULL;
  param = g_new0 (ParcoursParam, 1);
  param->name = g_strdup (name);
  param->type = type;
  param->kind = g_strdup (parcours_json_member_string (object, "kind"));
  param->label = g_strdup (parcours_json_member_string (object, "label"));
  param->help = g_strdup (parcours_json_member_string (object, "help"));
  param->required = parcours_json_member_boolean (object, "required", FALSE);
  param->any = parcours_json_member_boolean (object, "any", FALSE);
  param->defines = parcours_json_member_boolean (object, "defines", FALSE);
  param->condition = parcours_json_copy_member (object, "shown-if");
  if (json_object_has_member (object, "default"))
    param->fallback = parcours_json_ref_member (object, "default");
  if (!read_choices (param, parcours_json_member_object (object, "choices"), error) ||
      !is_well_formed (param, error))
    g_clear_pointer (&param, parcours_param_free);

  return param;
}

/**
 * parcours_param_free:
 * @param: (transfer full): a parameter
 */
void
parcours_param_free (ParcoursParam *param)
{
  g_free (param->name);
  g_free (param->kind);
  g_strfreev (param->choices);
  g_free (param->label);
  g_strfreev (param->choice_labels);
  g_free (param->help);
  g_clear_pointer (&param->fallback, json_node_unref);
  g_clear_pointer (&param->condition, json_object_unref);
  g_free (param);
}

/**
 * parcours_params_value:
 * @params: (nullable): the parameters of a step
 * @path: the name of one, or a path: `date.of` is the member `of` of the parameter `date`
 *
 * Returns: (transfer none) (nullable): its value, %NULL if it is left out
 */
JsonNode *
parcours_params_value (JsonObject *params,
                       const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  JsonNode *node = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      node = params != NULL ? json_object_get_member (params, names[i]) : NULL;
      params = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    }

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static gboolean
value_is (JsonNode *value,
          JsonNode *wanted)
{
  JsonArray *array;

  if (JSON_NODE_HOLDS_NULL (wanted))
    return value == NULL;
  if (value == NULL || !JSON_NODE_HOLDS_ARRAY (wanted))
    return parcours_json_equal (value, wanted);
  array = json_node_get_array (wanted);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (parcours_json_equal (value, json_array_get_element (array, i)))
        return TRUE;
    }

  return FALSE;
}

/**
 * parcours_params_hold:
 * @params: (nullable): the parameters of a step, presets included
 * @condition: (nullable): values that some of them must have, as in `shown-if` and `if` of the data
 *   files: a value, an array of values of which one must be there, or null for a parameter that must
 *   be left out; a name may be a path, such as `date.of`
 *
 * Returns: whether all of them have these values
 */
gboolean
parcours_params_hold (JsonObject *params,
                      JsonObject *condition)
{
  g_autoptr (GList) members = condition != NULL ? json_object_get_members (condition) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      if (!value_is (parcours_params_value (params, l->data), json_object_get_member (condition, l->data)))
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_param_is_shown:
 * @param: a parameter
 * @params: (nullable): the parameters of the step, presets included
 *
 * Returns: whether the parameter applies, given the others: "deal field" only of deals
 */
gboolean
parcours_param_is_shown (const ParcoursParam *param,
                         JsonObject          *params)
{
  return parcours_params_hold (params, param->condition);
}

/**
 * parcours_param_kind:
 * @param: a parameter
 * @params: (nullable): the parameters of the step, presets included
 *
 * The kind `*of` is that of a field whose owner another parameter, `of`, names.
 *
 * Returns: (transfer none) (nullable): the kind of thing that the parameter refers to in this step
 */
const char *
parcours_param_kind (const ParcoursParam *param,
                     JsonObject          *params)
{
  const char *of;

  if (param->kind == NULL || param->kind[0] != '*')
    return param->kind;
  of = parcours_json_member_string (params, param->kind + 1);
  if (g_strcmp0 (of, "deal") == 0)
    return "deal-field";

  return g_strcmp0 (of, "account") == 0 ? "account-field" : "field";
}

static gboolean
is_whole_number (JsonNode *value)
{
  double number;

  return parcours_json_number (value, &number) && number == trunc (number);
}

static gboolean
is_money (JsonNode *value)
{
  const char *text = parcours_json_string (value);
  double number;

  return text != NULL ? parcours_number_parse (text, &number) : parcours_json_number (value, &number);
}

static gboolean
is_bool (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN;
}

static gboolean
is_choice (const ParcoursParam *param,
           JsonNode            *value)
{
  const char *text = parcours_json_string (value);

  return text != NULL && param->choices != NULL && g_strv_contains ((const char *const *) param->choices, text);
}

static gboolean
is_array_of (JsonNode *value,
             gboolean (*test) (const ParcoursParam *, JsonNode *),
             const ParcoursParam *param)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      if (!test (param, json_array_get_element (array, i)))
        return FALSE;
    }

  return array != NULL;
}

static gboolean
is_ref (const ParcoursParam *param,
        JsonNode            *value)
{
  return !parcours_text_is_blank (parcours_json_string (value));
}

static gboolean
is_keyword (JsonNode *value)
{
  const char *text = parcours_json_string (value);
  gsize length = text != NULL ? strlen (text) : 0;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]))
        return FALSE;
    }

  return length >= 2 && length <= 30;
}

static gboolean
is_weights (JsonNode *value)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  guint length = array != NULL ? json_array_get_length (array) : 0;
  double total = 0., number;

  for (guint i = 0; i < length; i++)
    {
      JsonNode *weight = json_array_get_element (array, i);

      if (!is_whole_number (weight) || !parcours_json_number (weight, &number) || number < 0.)
        return FALSE;
      total += number;
    }

  return length >= 2 && length <= 10 && total == 100.;
}

static gboolean
is_owner_rule (JsonNode *value)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  JsonArray *rotate = parcours_json_member_array (object, "rotate");

  return parcours_json_member_string (object, "user") != NULL ||
         (rotate != NULL && json_array_get_length (rotate) > 0);
}

static gboolean
is_date_source (JsonNode *value)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  const char *of = parcours_json_member_string (object, "of");
  static const char *const holders[] = { "contact", "deal", "loyalty", "voucher", NULL };

  return of != NULL && g_strv_contains (holders, of) && parcours_json_member_string (object, "field") != NULL;
}

static gboolean
is_value_source (JsonNode *value)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;

  if (object == NULL || json_object_get_size (object) != 1)
    return FALSE;

  return json_object_has_member (object, "value") || parcours_json_member_string (object, "copy") != NULL ||
         parcours_json_member_boolean (object, "clear", FALSE);
}

static gboolean
is_due (const char *text)
{
  ParcoursDuration offset;
  gint64 at;

  return text != NULL && (parcours_offset_parse (text, &offset) || parcours_instant_parse (text, &at) ||
                          parcours_local_parse (text, &at));
}

static gboolean
is_valid (const ParcoursParam *param,
          JsonNode            *value)
{
  const char *text = parcours_json_string (value);
  ParcoursDuration duration;
  ParcoursMoment moment;
  double number;
  gint64 at;
  int seconds;

  switch (param->type)
    {
    case PARCOURS_PARAM_TEXT:
    case PARCOURS_PARAM_TEMPLATE:
    case PARCOURS_PARAM_ADDRESS:
    case PARCOURS_PARAM_URL:
    case PARCOURS_PARAM_URL_PATTERN:
    case PARCOURS_PARAM_TEXT_PATTERN:
    case PARCOURS_PARAM_REF:
    case PARCOURS_PARAM_STEP:
    case PARCOURS_PARAM_TOPIC:
      return !parcours_text_is_blank (text);
    case PARCOURS_PARAM_NUMBER:
      return parcours_json_number (value, &number);
    case PARCOURS_PARAM_INTEGER:
      return is_whole_number (value);
    case PARCOURS_PARAM_MONEY:
      return is_money (value);
    case PARCOURS_PARAM_BOOL:
      return is_bool (value);
    case PARCOURS_PARAM_CHOICE:
    case PARCOURS_PARAM_TARGET:
      return is_choice (param, value);
    case PARCOURS_PARAM_CHOICES:
      return is_array_of (value, is_choice, param);
    case PARCOURS_PARAM_KEYWORD:
      return is_keyword (value);
    case PARCOURS_PARAM_DURATION:
      return text != NULL && parcours_duration_parse (text, &duration);
    case PARCOURS_PARAM_OFFSET:
      return text != NULL && parcours_offset_parse (text, &duration);
    case PARCOURS_PARAM_TIME_OF_DAY:
      return text != NULL && parcours_time_of_day_parse (text, &seconds);
    case PARCOURS_PARAM_INSTANT:
      return text != NULL && (parcours_instant_parse (text, &at) || parcours_local_parse (text, &at));
    case PARCOURS_PARAM_MOMENT:
      return parcours_moment_parse (value, &moment, NULL);
    case PARCOURS_PARAM_DATE_SOURCE:
      return is_date_source (value);
    case PARCOURS_PARAM_REFS:
      return is_array_of (value, is_ref, param);
    case PARCOURS_PARAM_WEIGHTS:
      return is_weights (value);
    case PARCOURS_PARAM_OWNER_RULE:
      return is_owner_rule (value);
    case PARCOURS_PARAM_DUE:
      return is_due (text);
    case PARCOURS_PARAM_OPERAND:
      return parcours_json_number (value, &number) || !parcours_text_is_blank (text);
    case PARCOURS_PARAM_COUNT_TEST:
    case PARCOURS_PARAM_FIELD_VALUE:
      return JSON_NODE_HOLDS_VALUE (value) || JSON_NODE_HOLDS_OBJECT (value) || JSON_NODE_HOLDS_ARRAY (value);
    case PARCOURS_PARAM_VALUE_SOURCE:
      return is_value_source (value);
    case PARCOURS_PARAM_CONDITION:
    case PARCOURS_PARAM_WHERE:
    case PARCOURS_PARAM_WINNER_RULE:
    case PARCOURS_PARAM_LATCH_RULE:
    case PARCOURS_PARAM_SEND_LIMIT:
    case PARCOURS_PARAM_TASK:
      return JSON_NODE_HOLDS_OBJECT (value);
    default:
      g_assert_not_reached ();
    }
}

/**
 * parcours_param_check:
 * @param: a parameter
 * @value: a value for it
 * @error: return location for an error: why not, in plain words
 *
 * Looks at the shape of the value alone; whether a slug exists and whether a
 * condition makes sense is for higher layers.
 *
 * Returns: whether @value has the parameter's type
 */
gboolean
parcours_param_check (const ParcoursParam  *param,
                      JsonNode             *value,
                      GError              **error)
{
  g_autofree char *line = NULL;

  if (is_valid (param, value))
    return TRUE;
  line = parcours_json_to_line (value);
  /* Translators: the first %s is the name of a setting, the second what somebody wrote there. */
  g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("“%s” cannot be %s"),
               param->label != NULL ? _(param->label) : param->name, line);

  return FALSE;
}
