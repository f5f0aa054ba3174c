/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "flows.h"
#include "parcours-json.h"
#include "samples.h"

static JsonArray *
constraint_types (const ParcoursRow *row,
                  const char        *param)
{
  for (guint i = 0; row->constraints != NULL && i < json_array_get_length (row->constraints); i++)
    {
      JsonObject *constraint = json_array_get_object_element (row->constraints, i);

      if (g_strcmp0 (parcours_json_member_string (constraint, "param"), param) == 0 &&
          json_object_has_member (constraint, "types"))
        return json_object_get_array_member (constraint, "types");
    }

  return NULL;
}

static const char *
field_for (const ParcoursRow *row,
           const char        *param,
           const char        *kind)
{
  JsonArray *types = constraint_types (row, param);
  const char *type = types != NULL ? json_array_get_string_element (types, 0) : "text";

  if (g_str_equal (kind, "account-field"))
    return "the-account-field";
  if (g_str_equal (kind, "deal-field"))
    return g_str_equal (type, "number") || g_str_equal (row->type->name, "action.math") ? "the-deal-number"
         : g_str_equal (type, "date") ? "the-deal-date" : "the-deal-field";
  if (g_str_equal (row->type->name, "action.math"))
    return "the-number";

  return g_str_equal (type, "date") ? "the-date" : g_str_equal (type, "birthday") ? "the-birthday"
       : g_str_equal (type, "number") ? "the-number" : "the-field";
}

static JsonNode *
text (const char *format,
      const char *what)
{
  g_autofree char *json = g_strconcat ("'", what, "'", NULL);

  return test_json (g_str_equal (format, "%s") ? json : format);
}

static JsonNode *
reference (const ParcoursRow   *row,
           const ParcoursParam *param,
           JsonObject          *params)
{
  const char *kind = parcours_param_kind (param, params);
  g_autofree char *slug = g_strconcat ("the-", kind, NULL);

  if (g_str_has_suffix (kind, "field"))
    return text ("%s", field_for (row, param->name, kind));
  if (g_str_equal (kind, "stage"))
    return text ("%s", "the-pipeline/new");
  if (g_str_equal (kind, "balance"))
    return text ("%s", "the-program/points");
  if (g_str_equal (kind, "tier"))
    return text ("%s", "the-program/gold");
  if (g_str_equal (kind, "goal"))
    return text ("%s", "the-automation/the-goal");

  return text ("%s", slug);
}

static JsonNode *
choice (const ParcoursRow   *row,
        const ParcoursParam *param)
{
  g_auto (GStrv) choices = parcours_row_choices (row, param);

  return text ("%s", choices[0]);
}

static JsonNode *
value_source (JsonObject *params)
{
  const char *property = parcours_json_member_string (params, "property");

  if (g_strcmp0 (property, "status") == 0)
    return test_json ("{'value': 'won'}");
  if (g_strcmp0 (property, "value") == 0)
    return test_json ("{'value': 10}");

  return test_json ("{'value': 'x'}");
}

static JsonNode *
sample_value (const ParcoursRow   *row,
              const ParcoursParam *param,
              JsonObject          *params)
{
  g_autofree char *date = NULL;

  switch (param->type)
    {
    case PARCOURS_PARAM_TEXT:
    case PARCOURS_PARAM_TEMPLATE:
      return text ("%s", "words");
    case PARCOURS_PARAM_NUMBER:
    case PARCOURS_PARAM_INTEGER:
    case PARCOURS_PARAM_OPERAND:
      return test_json ("2");
    case PARCOURS_PARAM_MONEY:
      return test_json ("'10.00'");
    case PARCOURS_PARAM_BOOL:
      return test_json ("true");
    case PARCOURS_PARAM_CHOICE:
    case PARCOURS_PARAM_TARGET:
      return choice (row, param);
    case PARCOURS_PARAM_CHOICES:
      return test_json (g_str_equal (param->name, "status") ? "['paid']" : "['ios']");
    case PARCOURS_PARAM_ADDRESS:
      return text ("%s", "the-user");
    case PARCOURS_PARAM_URL:
      return text ("%s", "https://hook.example/a");
    case PARCOURS_PARAM_KEYWORD:
      return text ("%s", "PROMO");
    case PARCOURS_PARAM_URL_PATTERN:
      return text ("%s", "shop.example/a*");
    case PARCOURS_PARAM_TEXT_PATTERN:
      return text ("%s", g_str_equal (param->name, "subject") ? "*" : "a*");
    case PARCOURS_PARAM_DURATION:
    case PARCOURS_PARAM_DUE:
      return text ("%s", "P1D");
    case PARCOURS_PARAM_OFFSET:
      return text ("%s", "P0D");
    case PARCOURS_PARAM_TIME_OF_DAY:
      return text ("%s", "10:00");
    case PARCOURS_PARAM_INSTANT:
      return text ("%s", "2026-03-02T09:00:00Z");
    case PARCOURS_PARAM_MOMENT:
      return test_json ("{'hour': 9}");
    case PARCOURS_PARAM_DATE_SOURCE:
      date = g_strdup_printf ("{'of': 'contact', 'field': '%s'}", constraint_types (row, param->name) != NULL
                                                                     ? field_for (row, param->name, "field") : "the-date");
      return test_json (date);
    case PARCOURS_PARAM_REF:
      return reference (row, param, params);
    case PARCOURS_PARAM_REFS:
      {
        JsonNode *node = json_node_new (JSON_NODE_ARRAY);

        json_node_take_array (node, json_array_new ());
        json_array_add_element (json_node_get_array (node), reference (row, param, params));
        return node;
      }
    case PARCOURS_PARAM_STEP:
      return text ("%s", "wait");
    case PARCOURS_PARAM_TOPIC:
      return text ("%s", "order.created");
    case PARCOURS_PARAM_CONDITION:
      return test_json ("{'event': 'page.visited', 'within': 'P30D'}");
    case PARCOURS_PARAM_WHERE:
      return test_json (row->type->family == PARCOURS_FAMILY_DATE ? "{'member': true}" : "{'source': 'web'}");
    case PARCOURS_PARAM_COUNT_TEST:
      return test_json ("'>=1'");
    case PARCOURS_PARAM_FIELD_VALUE:
      return test_json ("'x'");
    case PARCOURS_PARAM_VALUE_SOURCE:
      return value_source (params);
    case PARCOURS_PARAM_OWNER_RULE:
      return test_json ("{'user': 'the-user'}");
    case PARCOURS_PARAM_WEIGHTS:
      return test_json ("[50, 50]");
    case PARCOURS_PARAM_WINNER_RULE:
      return test_json ("{'if': {'event': 'order.created', 'since': 'entry'}, 'after': {'passed': 100}}");
    case PARCOURS_PARAM_LATCH_RULE:
      return test_json ("{'passed': 10}");
    case PARCOURS_PARAM_SEND_LIMIT:
      return test_json ("{'messages': 100, 'within': 'P1D', 'over': 'delay'}");
    case PARCOURS_PARAM_TASK:
      return test_json ("{'type': 'the-task-type', 'title': 'Call', 'due': 'P2D'}");
    default:
      g_assert_not_reached ();
    }
}

/* What a person fills in: all that the platform shows, or only what it needs. */
JsonObject *
sample_params (const ParcoursRow *row,
               gboolean           all)
{
  JsonObject *params = json_object_new ();

  for (guint i = 0; i < row->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (row->type->params, i);
      g_autoptr (JsonObject) effective = parcours_row_effective_params (row, params);

      if (parcours_row_shows_param (row, param) && parcours_param_is_shown (param, effective) &&
          (all || (parcours_row_requires_param (row, param) && !json_object_has_member (effective, param->name))))
        json_object_set_member (params, param->name, sample_value (row, param, effective));
    }

  return params;
}

static void
add_link (GString    *links,
          const char *port)
{
  g_string_append_printf (links, ", {'from': 'it', 'port': '%s', 'to': 'mail'}", port);
}

static gboolean
is_exit (const ParcoursRow *row,
         JsonObject        *params,
         guint              port)
{
  JsonArray *weights = parcours_json_member_array (params, "weights");

  if (g_strcmp0 (row->type->operation, "route.random") == 0)
    return port < (weights != NULL ? json_array_get_length (weights) : 2);

  return !g_str_equal (row->ports[port], "timeout") || json_object_has_member (params, "limit");
}

/* What comes before the step: nothing before a trigger, no wait before a wait. */
static void
add_entry (GString           *steps,
           GString           *links,
           const ParcoursRow *row)
{
  gboolean mailchimp = row->platform == PARCOURS_PLATFORM_MAILCHIMP;

  if (row->type->kind == PARCOURS_STEP_TRIGGER)
    return;
  g_string_append_printf (steps, ", 'in': {'type': '%s', 'params': %s}",
                          mailchimp ? "trigger.manual" : "trigger.list-subscribed",
                          mailchimp ? "{}" : "{'list': 'the-list'}");
  if (row->type->kind == PARCOURS_STEP_WAIT)
    {
      g_string_append (links, ", {'from': 'in', 'port': 'next', 'to': 'it'}");
      return;
    }
  g_string_append (steps, ", 'wait': {'type': 'wait.duration', 'params': {'for': 'P2D'}}");
  g_string_append (links, ", {'from': 'in', 'port': 'next', 'to': 'wait'}, {'from': 'wait', 'port': 'next', 'to': 'it'}");
}

/* A small flow with a step `it` of the row: all its exits lead to an email. */
ParcoursAutomation *
sample_automation (const ParcoursRow *row,
                   JsonObject        *params)
{
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autoptr (GString) links = g_string_new (NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *line = NULL;
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) document = NULL;
  g_autoptr (GError) error = NULL;
  ParcoursAutomation *automation;

  json_node_set_object (node, params);
  line = parcours_json_to_line (node);
  g_string_append_printf (steps, "'it': {'type': '%s', 'row': '%s', 'params': %s}", row->type->name, row->id,
                          g_strdelimit (line, "\"", '\''));
  add_entry (steps, links, row);
  for (guint i = 0; row->ports[i] != NULL; i++)
    {
      if (is_exit (row, params, i))
        add_link (links, row->ports[i]);
    }
  if (row->ports[0] != NULL)
    g_string_append (steps, ", 'mail': {'type': 'action.send-email', 'params': {'email': 'the-email'}}");
  json = g_strdup_printf ("{'format': 'parcours-automation/1', 'slug': 'sample', 'name': 'Sample', 'platform': '%s', "
                          "'settings': {}, 'steps': {%s}, 'links': [%s]}", parcours_platform_name (row->platform),
                          steps->str, links->len > 2 ? links->str + 2 : "");
  document = test_json (json);
  automation = parcours_automation_from_json (document, &error);
  g_assert_no_error (error);

  return automation;
}
