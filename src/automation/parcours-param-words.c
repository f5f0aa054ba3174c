/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The value of each type of parameter (vocabulary, section 3) for people. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-noun.h"
#include "parcours-param-words.h"
#include "parcours-text.h"
#include "parcours-words.h"

typedef struct
{
  const ParcoursStepType *type;
  const ParcoursParam *param;
  JsonObject *params;          /* (nullable) all of the step, presets included */
  const ParcoursNames *names;  /* (nullable) */
  gboolean brief;              /* for a card */
  gboolean at_start;           /* it begins the line */
} Context;

static const ParcoursLibrary *
library_of (const Context *context)
{
  return context->names != NULL ? context->names->library : NULL;
}

static JsonNode *
param_value (const Context *context,
             const char    *name)
{
  JsonNode *value = context->params != NULL ? json_object_get_member (context->params, name) : NULL;

  return value != NULL && !JSON_NODE_HOLDS_NULL (value) ? value : NULL;
}

/* What a key in "{{ contact.first-name }}" is called. */
static const char *
personal_label (const char          *path,
                const ParcoursNames *names)
{
  static const struct
  {
    const char *prefix;
    const char *kind;
  } holders[] = { { "contact.", "field" }, { "deal.", "deal-field" }, { "account.", "account-field" } };

  for (guint i = 0; i < G_N_ELEMENTS (holders); i++)
    {
      if (g_str_has_prefix (path, holders[i].prefix))
        return parcours_names_label (names, holders[i].kind, path + strlen (holders[i].prefix));
    }

  return path;
}

/**
 * parcours_template_to_words:
 * @text: a text with personalisation, such as "Call {{ contact.first-name }}"
 * @names: (nullable): by what names it calls fields
 *
 * Returns: (transfer full): the text on one line, "Call [First name]"
 */
char *
parcours_template_to_words (const char          *text,
                            const ParcoursNames *names)
{
  GString *string = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *end = g_str_has_prefix (text, "{{") ? strstr (text, "}}") : NULL;
      g_autofree char *path = NULL;

      if (end == NULL)
        {
          g_string_append_c (string, *text == '\n' ? ' ' : *text);
          text++;
          continue;
        }
      path = g_strstrip (g_strndup (text + 2, end - text - 2));
      g_string_append_printf (string, "[%s]", personal_label (path, names));
      text = end + 2;
    }

  return g_string_free (string, FALSE);
}

static char *
choice_words (const Context *context,
              const char    *value)
{
  const ParcoursParam *param = context->param;

  for (guint i = 0; value != NULL && param->choices[i] != NULL; i++)
    {
      if (g_str_equal (param->choices[i], value))
        return g_strdup (_(param->choice_labels[i]));
    }

  return g_strdup (value);
}

static char *
choices_words (const Context *context,
               JsonNode      *value)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      char *label = choice_words (context, parcours_json_string (json_array_get_element (array, i)));

      if (label != NULL)
        g_ptr_array_add (labels, label);
    }

  return parcours_phrase_join (labels, PARCOURS_JOIN_COMMAS);
}

static char *
refs_words (const Context *context,
            const char    *kind,
            JsonArray     *array,
            ParcoursJoin   join)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *slug = parcours_json_string (json_array_get_element (array, i));

      if (slug != NULL)
        g_ptr_array_add (labels, (gpointer) parcours_names_label (context->names, kind, slug));
    }

  return parcours_phrase_join (labels, join);
}

/* A goal is a step of another automation, `automation/step`; its label is in the library. */
static char *
ref_words (const Context *context,
           const char    *slug)
{
  const char *kind = parcours_param_kind (context->param, context->params);

  if (g_str_equal (slug, "any"))
    return g_strdup (parcours_any_of_kind (kind));

  return g_strdup (parcours_names_label (context->names, kind, slug));
}

static char *
duration_words (const char *text)
{
  ParcoursDuration duration;

  return parcours_offset_parse (text, &duration) ? parcours_duration_to_words (&duration) : g_strdup (text);
}

static char *
date_source_words (const Context *context,
                   JsonNode      *value)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  const char *of = parcours_json_member_string (object, "of");
  const char *field = parcours_json_member_string (object, "field");
  g_autoptr (ParcoursNoun) noun = NULL;

  if (g_strcmp0 (of, "loyalty") == 0)
    return g_strdup (C_("date", "the day of joining the loyalty programme"));
  if (g_strcmp0 (of, "voucher") == 0)
    return g_strdup (C_("date", "the expiry date of the voucher"));
  if (field == NULL)
    return NULL;
  if (g_strcmp0 (of, "deal") == 0 && g_str_equal (field, "created-at"))
    return g_strdup (C_("date", "the creation date of the deal"));
  noun = parcours_noun_from_label (parcours_names_label (context->names,
                                                         g_strcmp0 (of, "deal") == 0 ? "deal-field" : "field", field));

  return g_steal_pointer (&noun->text);
}

/* Before or after which date, where the step has one. */
static char *
offset_words (const Context *context,
              const char    *text)
{
  JsonNode *source = param_value (context, "date");
  g_autofree char *date = source != NULL ? date_source_words (context, source) : NULL;
  g_autofree char *length = duration_words (text);
  ParcoursDuration offset;
  const char *pattern;

  if (!parcours_offset_parse (text, &offset))
    return g_strdup (text);
  if (date == NULL)
    date = g_strdup (C_("date", "the date"));
  if (offset.months == 0 && offset.days == 0 && offset.seconds == 0)
    /* Translators: on that very day. The date is like "Birthday". */
    pattern = _("on the day: {date}");
  else if (offset.months < 0 || offset.days < 0 || offset.seconds < 0)
    pattern = _("{duration} before {date}");
  else
    pattern = _("{duration} after {date}");

  return parcours_phrase_fill (pattern, "duration", length, "date", date, NULL);
}

static char *
instant_words (const char *text)
{
  gint64 at;
  gint32 day;

  if (parcours_local_parse (text, &at))
    return parcours_local_to_words (at);
  if (parcours_day_parse (text, &day))
    return parcours_day_to_words (day);
  if (parcours_instant_parse (text, &at))
    {
      g_autofree char *local = parcours_local_to_words (at);

      return parcours_phrase_fill (C_("instant", "{time} UTC"), "time", local, NULL);
    }

  return g_strdup (text);
}

static char *
due_words (const char *text)
{
  ParcoursDuration offset;
  g_autofree char *length = duration_words (text);

  if (!parcours_offset_parse (text, &offset))
    return instant_words (text);
  if (parcours_duration_approximate (&offset) == 0)
    return g_strdup (C_("due", "at once"));

  return parcours_phrase_fill (C_("due", "in {duration}"), "duration", length, NULL);
}

static char *
condition_words (const Context *context,
                 JsonNode      *value)
{
  g_autoptr (ParcoursCondition) condition = parcours_condition_parse (value, NULL);

  if (condition == NULL)
    return g_strdup (_("a condition that cannot be read"));

  return context->brief ? parcours_condition_to_brief (condition, context->names)
                        : parcours_condition_to_words (condition, context->names);
}

/* A condition behind a colon. */
static char *
condition_phrase (const Context *context,
                  JsonNode      *value)
{
  g_autoptr (ParcoursCondition) condition = parcours_condition_parse (value, NULL);

  return condition != NULL ? parcours_condition_to_phrase (condition, context->names) : g_strdup ("");
}

/* The event whose payload a filter of the step is about. */
static const char *
topic_of (const Context *context)
{
  JsonArray *events = parcours_json_member_array (context->type->rule, "events");
  const char *event = parcours_json_member_string (context->params, "event");

  if (parcours_step_type_param (context->type, "event") != NULL &&
      parcours_step_type_param (context->type, "event")->type == PARCOURS_PARAM_TOPIC)
    return event;
  for (guint i = 0; events != NULL && i < json_array_get_length (events); i++)
    return parcours_json_member_string (json_array_get_object_element (events, i), "topic");

  return parcours_json_member_string (parcours_json_member_object (context->params, "date"), "of");
}

static char *
where_words (const Context *context,
             JsonNode      *value)
{
  g_autoptr (ParcoursWhere) where = parcours_where_parse (value, NULL);

  return where != NULL ? parcours_where_to_words (where, topic_of (context), context->names)
                       : g_strdup (_("a filter that cannot be read"));
}

/* The key of the payload that the parameter is compared with, in some entries of the rule. */
static const char *
key_in (const Context *context,
        const char    *rule)
{
  JsonArray *entries = parcours_json_member_array (context->type->rule, rule);

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      JsonArray *matches = parcours_json_member_array (json_array_get_object_element (entries, i), "match");

      for (guint j = 0; matches != NULL && j < json_array_get_length (matches); j++)
        {
          JsonObject *match = json_array_get_object_element (matches, j);

          if (g_strcmp0 (parcours_json_member_string (match, "param"), context->param->name) == 0)
            return parcours_json_member_string (match, "key");
        }
    }

  return NULL;
}

/* Whether the numbers of a test are amounts of money. */
static gboolean
is_money (const Context *context)
{
  const char *key = key_in (context, "events");
  const char *topic = topic_of (context);
  const ParcoursTopic *declared = topic != NULL ? parcours_catalog_topic (parcours_catalog_get (), topic) : NULL;

  if (key == NULL || declared == NULL)
    return g_strcmp0 (key_in (context, "fires"), "total") == 0;

  return g_strcmp0 (g_hash_table_lookup (declared->payload, key), "money") == 0;
}

static char *
count_test_words (const Context *context,
                  JsonNode      *value)
{
  ParcoursComparison comparison;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (JSON_NODE_HOLDS_VALUE (value) && parcours_comparison_parse_json (value, &comparison))
    return parcours_comparison_to_words (&comparison, is_money (context), context->names);
  object = json_object_new ();
  node = json_node_new (JSON_NODE_OBJECT);
  json_object_set_member (object, context->param->name, json_node_ref (value));
  json_node_take_object (node, g_steal_pointer (&object));

  return where_words (context, node);
}

static char *
plain_words (JsonNode *value)
{
  const char *text = parcours_json_string (value);
  double number;

  if (text != NULL)
    return g_strdup (text);
  if (parcours_json_number (value, &number))
    return parcours_number_to_words (number);
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (value) ? C_("value", "yes") : C_("value", "no"));

  return parcours_json_to_line (value);
}

static char *
money_words (const Context *context,
             JsonNode      *value)
{
  const char *text = parcours_json_string (value);
  double amount;

  if (text != NULL ? parcours_number_parse (text, &amount) : parcours_json_number (value, &amount))
    return parcours_names_money (context->names, amount);

  return plain_words (value);
}

/* A single value of a field of some type. */
static char *
scalar_words (const Context     *context,
              ParcoursFieldType  type,
              JsonNode          *value)
{
  const char *text = parcours_json_string (value);
  gint32 day;
  int month, day_of_month;
  double number;

  if (type == PARCOURS_FIELD_MONEY)
    return money_words (context, value);
  if (type == PARCOURS_FIELD_NUMBER && text != NULL && parcours_number_parse (text, &number))
    return parcours_number_to_words (number);
  if (type == PARCOURS_FIELD_USER && text != NULL)
    return g_strdup (parcours_names_label (context->names, "user", text));
  if (type == PARCOURS_FIELD_DATE && text != NULL && parcours_day_parse (text, &day))
    return parcours_day_to_words (day);
  if (type == PARCOURS_FIELD_DATETIME && text != NULL)
    return instant_words (text);
  if (type == PARCOURS_FIELD_BIRTHDAY && text != NULL && parcours_birthday_parse (text, &month, &day_of_month))
    return parcours_birthday_to_words (month, day_of_month);
  if (text != NULL)
    return parcours_template_to_words (text, context->names);

  return plain_words (value);
}

/* The type of what the step's `field` or `property` holds. */
static ParcoursFieldType
target_type (const Context *context)
{
  const char *property = parcours_json_member_string (context->params, "property");
  const char *field = parcours_json_member_string (context->params, "field");
  const ParcoursParam *param = parcours_step_type_param (context->type, "field");
  const char *kind = param != NULL ? parcours_param_kind (param, context->params) : NULL;

  if (g_strcmp0 (property, "value") == 0)
    return PARCOURS_FIELD_MONEY;
  if (g_strcmp0 (property, "owner") == 0)
    return PARCOURS_FIELD_USER;

  return field != NULL && kind != NULL ? parcours_library_field_type (library_of (context), kind, field)
                                       : PARCOURS_FIELD_UNKNOWN;
}

static char *
field_value_words (const Context *context,
                   JsonNode      *value)
{
  ParcoursFieldType type = target_type (context);
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  g_autoptr (GPtrArray) words = NULL;
  const char *text = parcours_json_string (value);

  if (g_strcmp0 (parcours_json_member_string (context->params, "property"), "status") == 0 && text != NULL)
    return g_strdup (parcours_choice_to_words ("deal", "status", text));
  if (array == NULL)
    return scalar_words (context, type, value);
  words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (words, scalar_words (context, type, json_array_get_element (array, i)));

  return parcours_phrase_join (words, PARCOURS_JOIN_OR);
}

static char *
value_source_words (const Context *context,
                    JsonNode      *value)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  const char *copy = parcours_json_member_string (object, "copy");

  if (copy != NULL)
    /* Translators: a value copied from a field: "same as City". */
    return parcours_phrase_fill (_("same as {field}"), "field",
                                 parcours_names_label (context->names, "field", copy), NULL);
  if (object != NULL && json_object_has_member (object, "value"))
    return field_value_words (context, json_object_get_member (object, "value"));

  /* Translators: what becomes of a field whose value is taken away. */
  return g_strdup (C_("value", "cleared"));
}

static char *
owner_words (const Context *context,
             JsonNode      *value)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  const char *user = parcours_json_member_string (object, "user");
  g_autofree char *users = NULL;

  if (user != NULL)
    return g_strdup (parcours_names_label (context->names, "user", user));
  users = refs_words (context, "user", parcours_json_member_array (object, "rotate"), PARCOURS_JOIN_AND);
  if (*users == '\0')
    return NULL;

  /* Translators: each of several people of the team takes the next contact. */
  return parcours_phrase_fill (_("{users} in turn"), "users", users, NULL);
}

static char *
weights_words (JsonNode *value)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  GString *string = g_string_new (NULL);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *weight = plain_words (json_array_get_element (array, i));

      g_string_append_printf (string, i > 0 ? " / %s" : "%s", weight);
    }

  return g_string_free (string, FALSE);
}

static char *
winner_words (JsonNode *value)
{
  JsonObject *after = JSON_NODE_HOLDS_OBJECT (value) ? parcours_json_member_object (json_node_get_object (value), "after")
                                                     : NULL;
  const char *at = parcours_json_member_string (after, "at");
  double passed = parcours_json_member_number (after, "passed", 0.);
  double wins = parcours_json_member_number (after, "wins", 0.);
  g_autofree char *number = parcours_number_to_words (passed > 0. ? passed : wins);
  g_autofree char *time = at != NULL ? instant_words (at) : NULL;

  if (at != NULL)
    return parcours_phrase_fill (_("winner on {time}"), "time", time, NULL);
  if (passed > 0.)
    return parcours_phrase_fill (ngettext ("winner after {n} contact", "winner after {n} contacts", (gulong) passed),
                                 "n", number, NULL);
  if (wins > 0.)
    return parcours_phrase_fill (ngettext ("winner after {n} success", "winner after {n} successes", (gulong) wins),
                                 "n", number, NULL);

  return g_strdup (_("the better one wins"));
}

static char *
latch_words (const Context *context,
             JsonNode      *value)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  const char *at = parcours_json_member_string (object, "at");
  double passed = parcours_json_member_number (object, "passed", 0.);
  JsonNode *condition = object != NULL ? json_object_get_member (object, "if") : NULL;
  g_autofree char *time = at != NULL ? instant_words (at) : NULL;
  g_autofree char *number = parcours_number_to_words (passed);
  g_autofree char *words = condition != NULL ? condition_phrase (context, condition) : NULL;

  if (at != NULL)
    return parcours_phrase_fill (_("until {time}"), "time", time, NULL);
  if (condition != NULL)
    return parcours_phrase_fill (_("until a contact arrives who meets: {condition}"), "condition", words, NULL);

  return parcours_phrase_fill (ngettext ("until {n} contact has passed", "until {n} contacts have passed",
                                         (gulong) passed), "n", number, NULL);
}

static char *
send_limit_words (JsonNode *value)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  double messages = parcours_json_member_number (object, "messages", 0.);
  const char *within = parcours_json_member_string (object, "within");
  gboolean skips = g_strcmp0 (parcours_json_member_string (object, "over"), "skip") == 0;
  g_autofree char *number = parcours_number_to_words (messages);
  g_autofree char *duration = duration_words (within != NULL ? within : "P0D");
  const char *pattern = skips ? ngettext ("at most {n} message in {duration}, the rest not at all",
                                          "at most {n} messages in {duration}, the rest not at all", (gulong) messages)
                              : ngettext ("at most {n} message in {duration}, the rest later",
                                          "at most {n} messages in {duration}, the rest later", (gulong) messages);

  return parcours_phrase_fill (pattern, "n", number, "duration", duration, NULL);
}

static char *
task_words (const Context *context,
            JsonNode      *value)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  const char *title = parcours_json_member_string (object, "title");
  const char *type = parcours_json_member_string (object, "type");
  const char *due = parcours_json_member_string (object, "due");
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (type != NULL)
    g_ptr_array_add (parts, g_strdup (parcours_names_label (context->names, "task-type", type)));
  if (title != NULL)
    g_ptr_array_add (parts, parcours_template_to_words (title, context->names));
  if (due != NULL)
    g_ptr_array_add (parts, due_words (due));

  return parcours_phrase_join (parts, PARCOURS_JOIN_DOTS);
}

static char *
operand_words (const Context *context,
               JsonNode      *value)
{
  const char *slug = parcours_json_string (value);
  double number;

  if (slug == NULL || parcours_number_parse (slug, &number))
    return plain_words (value);

  return ref_words (context, slug);
}

/* An address, or somebody of the team by a slug. */
static char *
address_words (const Context *context,
               const char    *text)
{
  const ParcoursEntity *user = parcours_library_lookup (library_of (context), "user", text);

  return user != NULL ? g_strdup (user->label) : parcours_template_to_words (text, context->names);
}

static char *
moment_words (JsonNode *value)
{
  ParcoursMoment moment;

  return parcours_moment_parse (value, &moment, NULL) ? parcours_moment_to_words (&moment)
                                                      : parcours_json_to_line (value);
}

static char *
time_of_day_words (const char *text)
{
  int seconds;

  return parcours_time_of_day_parse (text, &seconds) ? parcours_time_of_day_to_words (seconds) : g_strdup (text);
}

/* The types whose values are texts. */
static char *
text_words (const Context *context,
            const char    *text)
{
  switch (context->param->type)
    {
    case PARCOURS_PARAM_TEMPLATE:
      return parcours_template_to_words (text, context->names);
    case PARCOURS_PARAM_ADDRESS:
      return address_words (context, text);
    case PARCOURS_PARAM_CHOICE:
    case PARCOURS_PARAM_TARGET:
      return choice_words (context, text);
    case PARCOURS_PARAM_DURATION:
      return duration_words (text);
    case PARCOURS_PARAM_OFFSET:
      return offset_words (context, text);
    case PARCOURS_PARAM_TIME_OF_DAY:
      return time_of_day_words (text);
    case PARCOURS_PARAM_INSTANT:
      return instant_words (text);
    case PARCOURS_PARAM_DUE:
      return due_words (text);
    case PARCOURS_PARAM_REF:
      return ref_words (context, text);
    case PARCOURS_PARAM_STEP:
      return parcours_names_step (context->names, text);
    case PARCOURS_PARAM_TOPIC:
      return parcours_topic_to_words (text, parcours_json_member_string (context->params, "subject"), context->names);
    default:
      return g_strdup (text);
    }
}

static char *
value_words (const Context *context,
             JsonNode      *value)
{
  const char *text = parcours_json_string (value);

  switch (context->param->type)
    {
    case PARCOURS_PARAM_MONEY:
      return money_words (context, value);
    case PARCOURS_PARAM_CHOICES:
      return choices_words (context, value);
    case PARCOURS_PARAM_MOMENT:
      return moment_words (value);
    case PARCOURS_PARAM_DATE_SOURCE:
      return date_source_words (context, value);
    case PARCOURS_PARAM_REFS:
      return refs_words (context, parcours_param_kind (context->param, context->params),
                         JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL, PARCOURS_JOIN_COMMAS);
    case PARCOURS_PARAM_CONDITION:
      return condition_words (context, value);
    case PARCOURS_PARAM_WHERE:
      return where_words (context, value);
    case PARCOURS_PARAM_COUNT_TEST:
      return count_test_words (context, value);
    case PARCOURS_PARAM_FIELD_VALUE:
      return field_value_words (context, value);
    case PARCOURS_PARAM_VALUE_SOURCE:
      return value_source_words (context, value);
    case PARCOURS_PARAM_OWNER_RULE:
      return owner_words (context, value);
    case PARCOURS_PARAM_WEIGHTS:
      return weights_words (value);
    case PARCOURS_PARAM_WINNER_RULE:
      return winner_words (value);
    case PARCOURS_PARAM_LATCH_RULE:
      return latch_words (context, value);
    case PARCOURS_PARAM_SEND_LIMIT:
      return send_limit_words (value);
    case PARCOURS_PARAM_TASK:
      return task_words (context, value);
    case PARCOURS_PARAM_OPERAND:
      return operand_words (context, value);
    default:
      return text != NULL ? text_words (context, text) : plain_words (value);
    }
}

/* Nothing is chosen: that may be fine or not. */
static char *
missing_words (const Context *context)
{
  const ParcoursParam *param = context->param;

  if (param->any)
    return g_strdup (parcours_any_of_kind (param->type == PARCOURS_PARAM_REF || param->type == PARCOURS_PARAM_REFS
                                             ? parcours_param_kind (param, context->params) : NULL));
  if (param->type == PARCOURS_PARAM_CONDITION)
    return g_strdup (_("no condition yet"));
  if (param->type == PARCOURS_PARAM_MOMENT || param->type == PARCOURS_PARAM_LATCH_RULE)
    return g_strdup (_("time not chosen yet"));
  if (param->required)
    /* Translators: a setting that a step cannot do without: "Email not chosen yet". */
    return parcours_phrase_fill (_("{setting} not chosen yet"), "setting", _(param->label), NULL);

  return g_strdup (C_("setting", "not set"));
}

/* Names that people gave, and texts, stay as they were written; our own words begin a line with a capital. */
static gboolean
is_own_words (const Context *context,
              JsonNode      *value)
{
  switch (context->param->type)
    {
    case PARCOURS_PARAM_TEXT:
    case PARCOURS_PARAM_TEMPLATE:
    case PARCOURS_PARAM_ADDRESS:
    case PARCOURS_PARAM_URL:
    case PARCOURS_PARAM_KEYWORD:
    case PARCOURS_PARAM_URL_PATTERN:
    case PARCOURS_PARAM_TEXT_PATTERN:
    case PARCOURS_PARAM_REFS:
    case PARCOURS_PARAM_STEP:
    case PARCOURS_PARAM_FIELD_VALUE:
    case PARCOURS_PARAM_OPERAND:
    case PARCOURS_PARAM_OWNER_RULE:
      return value == NULL;
    case PARCOURS_PARAM_REF:
      return value == NULL || g_strcmp0 (parcours_json_string (value), "any") == 0;
    default:
      return TRUE;
    }
}

static char *
to_words (const Context *context)
{
  JsonNode *value = param_value (context, context->param->name);
  g_autofree char *words = value != NULL ? value_words (context, value) : missing_words (context);

  if (words == NULL || *words == '\0')
    {
      g_free (words);
      words = missing_words (context);
    }

  return context->at_start && is_own_words (context, value) ? parcours_phrase_capitalize (words) : g_steal_pointer (&words);
}

/**
 * parcours_param_to_words:
 * @type: a step type
 * @param: one of its parameters
 * @params: (nullable): the parameters of a step, presets included
 * @names: (nullable): by what names it calls things
 *
 * Returns: (transfer full): what the parameter is set to, in the user's language, as a line of its own:
 *   "7 days before Birthday"
 */
char *
parcours_param_to_words (const ParcoursStepType *type,
                         const ParcoursParam    *param,
                         JsonObject             *params,
                         const ParcoursNames    *names)
{
  const Context context = { type, param, params, names, FALSE, TRUE };

  return to_words (&context);
}

/**
 * parcours_param_to_brief:
 * @type: a step type
 * @param: one of its parameters
 * @params: (nullable): the parameters of a step, presets included
 * @at_start: whether it begins a line
 * @names: (nullable): by what names it calls things
 *
 * Returns: (transfer full): the same for a card: of conditions only the first thing that they ask
 */
char *
parcours_param_to_brief (const ParcoursStepType *type,
                         const ParcoursParam    *param,
                         JsonObject             *params,
                         gboolean                at_start,
                         const ParcoursNames    *names)
{
  const Context context = { type, param, params, names, TRUE, at_start };

  return to_words (&context);
}
