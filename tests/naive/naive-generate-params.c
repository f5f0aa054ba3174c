/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random parameters of a step, by their types in the catalogue. */

#include "config.h"

#include "naive-generate-private.h"
#include "parcours-json.h"

typedef JsonNode *(*Maker) (NaiveGenerator      *self,
                            const ParcoursParam *param,
                            JsonObject          *params);

static JsonNode *
text_node (const char *text)
{
  return parcours_json_new_string (text);
}

static JsonNode *
taken_node (char *text)
{
  JsonNode *node = parcours_json_new_string (text);

  g_free (text);

  return node;
}

static JsonNode *
number_node (double number)
{
  return json_node_init_double (json_node_alloc (), number);
}

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

static JsonNode *
make_text (NaiveGenerator      *self,
           const ParcoursParam *param,
           JsonObject          *params)
{
  static const char *texts[] = { "shopify", "mailchimp", "==zapier", "x" };

  return text_node (texts[naive_pick (self, G_N_ELEMENTS (texts))]);
}

static JsonNode *
make_template (NaiveGenerator      *self,
               const ParcoursParam *param,
               JsonObject          *params)
{
  static const char *texts[] = { "Call back", "Offer", "Hot lead" };

  return text_node (texts[naive_pick (self, G_N_ELEMENTS (texts))]);
}

static JsonNode *
make_number (NaiveGenerator      *self,
             const ParcoursParam *param,
             JsonObject          *params)
{
  return number_node (naive_pick (self, 14) - 2.);
}

static JsonNode *
make_money (NaiveGenerator      *self,
            const ParcoursParam *param,
            JsonObject          *params)
{
  return text_node (naive_chance (self, 50) ? "12.50" : "100");
}

static JsonNode *
make_bool (NaiveGenerator      *self,
           const ParcoursParam *param,
           JsonObject          *params)
{
  return json_node_init_boolean (json_node_alloc (), naive_chance (self, 50));
}

static JsonNode *
make_choice (NaiveGenerator      *self,
             const ParcoursParam *param,
             JsonObject          *params)
{
  return text_node (param->choices[naive_pick (self, g_strv_length (param->choices))]);
}

static JsonNode *
make_choices (NaiveGenerator      *self,
              const ParcoursParam *param,
              JsonObject          *params)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; param->choices[i] != NULL; i++)
    {
      if (naive_chance (self, 60))
        json_array_add_string_element (array, param->choices[i]);
    }

  return array_node (array);
}

static JsonNode *
make_address (NaiveGenerator      *self,
              const ParcoursParam *param,
              JsonObject          *params)
{
  return text_node ("team@example.org");
}

static JsonNode *
make_url (NaiveGenerator      *self,
          const ParcoursParam *param,
          JsonObject          *params)
{
  return text_node ("https://hook.example/x");
}

static JsonNode *
make_keyword (NaiveGenerator      *self,
              const ParcoursParam *param,
              JsonObject          *params)
{
  return text_node (naive_chance (self, 50) ? "JOIN" : "stop");
}

static JsonNode *
make_url_pattern (NaiveGenerator      *self,
                  const ParcoursParam *param,
                  JsonObject          *params)
{
  static const char *patterns[] = { "shop.example/*", "shop.example/a", "*", "https://SHOP.example", "blog.example/*?x=1" };

  return text_node (patterns[naive_pick (self, G_N_ELEMENTS (patterns))]);
}

static JsonNode *
make_text_pattern (NaiveGenerator      *self,
                   const ParcoursParam *param,
                   JsonObject          *params)
{
  static const char *patterns[] = { "call*", "hello", "*a*", "news", "summer", "vip" };

  return text_node (patterns[naive_pick (self, G_N_ELEMENTS (patterns))]);
}

static JsonNode *
make_duration (NaiveGenerator      *self,
               const ParcoursParam *param,
               JsonObject          *params)
{
  return text_node (naive_duration (self));
}

static JsonNode *
make_offset (NaiveGenerator      *self,
             const ParcoursParam *param,
             JsonObject          *params)
{
  return text_node (naive_offset (self));
}

static JsonNode *
make_time_of_day (NaiveGenerator      *self,
                  const ParcoursParam *param,
                  JsonObject          *params)
{
  static const char *times[] = { "09:00", "00:00", "02:30", "23:59" };

  return text_node (times[naive_pick (self, G_N_ELEMENTS (times))]);
}

static JsonNode *
make_instant (NaiveGenerator      *self,
              const ParcoursParam *param,
              JsonObject          *params)
{
  return taken_node (naive_random_instant (self));
}

static JsonNode *
make_moment (NaiveGenerator      *self,
             const ParcoursParam *param,
             JsonObject          *params)
{
  return naive_moment (self);
}

static JsonNode *
make_date_source (NaiveGenerator      *self,
                  const ParcoursParam *param,
                  JsonObject          *params)
{
  static const char *sources[][2] = {
    { "contact", "renewal" }, { "contact", "seen" }, { "contact", "birthday" }, { "contact", "birthday" },
    { "deal", "created-at" }, { "loyalty", "joined-on" }, { "voucher", "expires" },
  };
  guint i = naive_pick (self, G_N_ELEMENTS (sources));
  JsonObject *source = json_object_new ();

  json_object_set_string_member (source, "of", sources[i][0]);
  json_object_set_string_member (source, "field", sources[i][1]);

  return object_node (source);
}

static JsonNode *
make_ref (NaiveGenerator      *self,
          const ParcoursParam *param,
          JsonObject          *params)
{
  const char *kind = parcours_param_kind (param, params);
  g_autofree char *goal = NULL;

  if (g_str_equal (kind, "goal"))
    {
      goal = g_strdup_printf ("%s/s%u", naive_slug (self, "automation"), naive_pick (self, 8));
      return text_node (goal);
    }
  if (param->any && naive_chance (self, 5))
    return text_node ("any");

  return text_node (naive_slug (self, kind));
}

static JsonNode *
make_refs (NaiveGenerator      *self,
           const ParcoursParam *param,
           JsonObject          *params)
{
  JsonArray *array = json_array_new ();

  for (guint i = naive_pick (self, 3); i > 0; i--)
    json_array_add_string_element (array, naive_slug (self, parcours_param_kind (param, params)));

  return array_node (array);
}

static JsonNode *
make_step (NaiveGenerator      *self,
           const ParcoursParam *param,
           JsonObject          *params)
{
  return taken_node (g_strdup_printf ("s%u", naive_pick (self, self->n_steps)));
}

static JsonNode *
make_topic (NaiveGenerator      *self,
            const ParcoursParam *param,
            JsonObject          *params)
{
  return text_node (naive_topic (self)->name);
}

static JsonNode *
make_condition (NaiveGenerator      *self,
                const ParcoursParam *param,
                JsonObject          *params)
{
  return naive_condition (self, 2);
}

static JsonNode *
make_where (NaiveGenerator      *self,
            const ParcoursParam *param,
            JsonObject          *params)
{
  return naive_where (self, naive_topic (self));
}

static JsonNode *
make_count_test (NaiveGenerator      *self,
                 const ParcoursParam *param,
                 JsonObject          *params)
{
  static const char *dates[] = { "<P3D", ">=today", "today", "2026-03-01..2026-03-20" };

  if (g_str_equal (param->name, "due") || g_str_equal (param->name, "completed") || g_str_equal (param->name, "expires"))
    return text_node (dates[naive_pick (self, G_N_ELEMENTS (dates))]);

  return text_node (naive_comparison (self));
}

static JsonNode *
make_field_value (NaiveGenerator      *self,
                  const ParcoursParam *param,
                  JsonObject          *params)
{
  gboolean of_deal = g_strcmp0 (parcours_json_member_string (params, "of"), "deal") == 0;

  return naive_field_node (self, of_deal ? "deal-field" : "field", parcours_json_member_string (params, "field"));
}

static const char *
field_kind (const ParcoursParam *param,
            JsonObject          *params)
{
  if (json_object_has_member (params, "property"))
    return "deal-field";

  return "field";
}

static JsonNode *
make_value_source (NaiveGenerator      *self,
                   const ParcoursParam *param,
                   JsonObject          *params)
{
  static const char *statuses[] = { "open", "won", "lost" };
  const char *property = parcours_json_member_string (params, "property");
  const char *field = parcours_json_member_string (params, "field");
  JsonObject *source = json_object_new ();

  if (g_strcmp0 (property, "status") == 0)
    json_object_set_string_member (source, "value", statuses[naive_pick (self, G_N_ELEMENTS (statuses))]);
  else if (g_strcmp0 (property, "value") == 0)
    json_object_set_int_member (source, "value", naive_pick (self, 3) * 100);
  else if (g_strcmp0 (property, "owner") == 0)
    json_object_set_string_member (source, "value", "lea");
  else if (naive_chance (self, 20))
    json_object_set_string_member (source, "copy", "city");
  else if (naive_chance (self, 20))
    json_object_set_boolean_member (source, "clear", TRUE);
  else
    json_object_set_member (source, "value", naive_field_node (self, field_kind (param, params),
                                                               field != NULL ? field : "city"));

  return object_node (source);
}

static JsonNode *
make_owner_rule (NaiveGenerator      *self,
                 const ParcoursParam *param,
                 JsonObject          *params)
{
  JsonObject *rule = json_object_new ();
  JsonArray *users = json_array_new ();

  if (naive_chance (self, 40))
    {
      json_array_unref (users);
      json_object_set_string_member (rule, "user", "lea");
      return object_node (rule);
    }
  json_array_add_string_element (users, "lea");
  json_array_add_string_element (users, "max");
  if (naive_chance (self, 50))
    json_array_add_string_element (users, "zoe");
  json_object_set_array_member (rule, "rotate", users);

  return object_node (rule);
}

static JsonNode *
make_weights (NaiveGenerator      *self,
              const ParcoursParam *param,
              JsonObject          *params)
{
  static const int weights[][3] = { { 50, 50, 0 }, { 30, 30, 40 }, { 90, 10, 0 }, { 0, 100, 0 }, { 34, 33, 33 } };
  const int *chosen = weights[naive_pick (self, G_N_ELEMENTS (weights))];
  JsonArray *array = json_array_new ();

  json_array_add_int_element (array, chosen[0]);
  json_array_add_int_element (array, chosen[1]);
  if (chosen[2] > 0)
    json_array_add_int_element (array, chosen[2]);

  return array_node (array);
}

static JsonNode *
make_winner_rule (NaiveGenerator      *self,
                  const ParcoursParam *param,
                  JsonObject          *params)
{
  JsonObject *rule = json_object_new ();
  JsonObject *after = json_object_new ();
  guint kind = naive_pick (self, 3);

  json_object_set_member (rule, "if", naive_condition (self, 1));
  if (naive_chance (self, 60))
    json_object_set_string_member (rule, "within", naive_duration (self));
  if (kind == 0)
    json_object_set_member (after, "at", make_instant (self, param, params));
  else
    json_object_set_int_member (after, kind == 1 ? "passed" : "wins", 1 + naive_pick (self, 4));
  json_object_set_object_member (rule, "after", after);

  return object_node (rule);
}

static JsonNode *
make_latch_rule (NaiveGenerator      *self,
                 const ParcoursParam *param,
                 JsonObject          *params)
{
  JsonObject *rule = json_object_new ();
  guint kind = naive_pick (self, 3);

  if (kind == 0)
    json_object_set_member (rule, "at", make_instant (self, param, params));
  else if (kind == 1)
    json_object_set_int_member (rule, "passed", naive_pick (self, 4));
  else
    json_object_set_member (rule, "if", naive_condition (self, 1));

  return object_node (rule);
}

static JsonNode *
make_due (NaiveGenerator      *self,
          const ParcoursParam *param,
          JsonObject          *params)
{
  return naive_chance (self, 70) ? make_offset (self, param, params) : make_instant (self, param, params);
}

static JsonNode *
make_task (NaiveGenerator      *self,
           const ParcoursParam *param,
           JsonObject          *params)
{
  JsonObject *task = json_object_new ();

  json_object_set_string_member (task, "type", naive_slug (self, "task-type"));
  json_object_set_string_member (task, "title", "Call");
  json_object_set_string_member (task, "due", naive_duration (self));

  return object_node (task);
}

static JsonNode *
make_operand (NaiveGenerator      *self,
              const ParcoursParam *param,
              JsonObject          *params)
{
  gboolean of_deal = g_strcmp0 (parcours_json_member_string (params, "of"), "deal") == 0;

  if (naive_chance (self, 60))
    return make_number (self, param, params);

  return text_node (of_deal ? "size" : naive_chance (self, 50) ? "age" : "spent");
}

static Maker
maker_of (ParcoursParamType type)
{
  switch (type)
    {
    case PARCOURS_PARAM_TEXT:         return make_text;
    case PARCOURS_PARAM_TEMPLATE:     return make_template;
    case PARCOURS_PARAM_NUMBER:       return make_number;
    case PARCOURS_PARAM_INTEGER:      return make_number;
    case PARCOURS_PARAM_MONEY:        return make_money;
    case PARCOURS_PARAM_BOOL:         return make_bool;
    case PARCOURS_PARAM_CHOICE:       return make_choice;
    case PARCOURS_PARAM_CHOICES:      return make_choices;
    case PARCOURS_PARAM_ADDRESS:      return make_address;
    case PARCOURS_PARAM_URL:          return make_url;
    case PARCOURS_PARAM_KEYWORD:      return make_keyword;
    case PARCOURS_PARAM_URL_PATTERN:  return make_url_pattern;
    case PARCOURS_PARAM_TEXT_PATTERN: return make_text_pattern;
    case PARCOURS_PARAM_DURATION:     return make_duration;
    case PARCOURS_PARAM_OFFSET:       return make_offset;
    case PARCOURS_PARAM_TIME_OF_DAY:  return make_time_of_day;
    case PARCOURS_PARAM_INSTANT:      return make_instant;
    case PARCOURS_PARAM_MOMENT:       return make_moment;
    case PARCOURS_PARAM_DATE_SOURCE:  return make_date_source;
    case PARCOURS_PARAM_REF:          return make_ref;
    case PARCOURS_PARAM_REFS:         return make_refs;
    case PARCOURS_PARAM_STEP:         return make_step;
    case PARCOURS_PARAM_TOPIC:        return make_topic;
    case PARCOURS_PARAM_CONDITION:    return make_condition;
    case PARCOURS_PARAM_WHERE:        return make_where;
    case PARCOURS_PARAM_COUNT_TEST:   return make_count_test;
    case PARCOURS_PARAM_FIELD_VALUE:  return make_field_value;
    case PARCOURS_PARAM_VALUE_SOURCE: return make_value_source;
    case PARCOURS_PARAM_OWNER_RULE:   return make_owner_rule;
    case PARCOURS_PARAM_TARGET:       return make_choice;
    case PARCOURS_PARAM_WEIGHTS:      return make_weights;
    case PARCOURS_PARAM_WINNER_RULE:  return make_winner_rule;
    case PARCOURS_PARAM_LATCH_RULE:   return make_latch_rule;
    case PARCOURS_PARAM_DUE:          return make_due;
    case PARCOURS_PARAM_TASK:         return make_task;
    case PARCOURS_PARAM_OPERAND:      return make_operand;
    case PARCOURS_PARAM_SEND_LIMIT:
    default:                          return NULL;
    }
}

/* A field of a kind that fits: numbers to calculate with. */
static void
mend_field (NaiveGenerator         *self,
            const ParcoursStepType *type,
            JsonObject             *params)
{
  gboolean of_deal = g_strcmp0 (parcours_json_member_string (params, "of"), "deal") == 0;

  if (g_strcmp0 (type->operation, "field.compute") == 0)
    json_object_set_string_member (params, "field", of_deal ? "size" : naive_chance (self, 50) ? "age" : "spent");
}

/* The time of the first filter decides what topic it may be about. */
static void
mend_where (NaiveGenerator         *self,
            const ParcoursStepType *type,
            JsonObject             *params)
{
  JsonArray *events = parcours_json_member_array (type->rule, "events");
  const char *name = parcours_json_member_string (params, "event");

  if (events != NULL)
    name = parcours_json_member_string (json_array_get_object_element (events, 0), "topic");
  if (json_object_has_member (params, "where") && name != NULL &&
      parcours_catalog_topic (parcours_catalog_get (), name) != NULL)
    json_object_set_member (params, "where", naive_where (self, parcours_catalog_topic (parcours_catalog_get (), name)));
}

/**
 * naive_params:
 * @self: a generator
 * @type: a step type
 *
 * Returns: (transfer full): parameters for a step of it: what it requires, and some of the rest
 */
JsonObject *
naive_params (NaiveGenerator         *self,
              const ParcoursStepType *type)
{
  JsonObject *params = json_object_new ();

  for (guint i = 0; i < type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (type->params, i);
      Maker maker = maker_of (param->type);
      guint percent = param->required || g_str_equal (param->name, "limit") ? 97 : param->condition != NULL ? 60 : 25;

      if (maker != NULL && naive_chance (self, percent) && parcours_param_is_shown (param, params))
        json_object_set_member (params, param->name, maker (self, param, params));
    }
  mend_field (self, type, params);
  mend_where (self, type, params);

  return params;
}
