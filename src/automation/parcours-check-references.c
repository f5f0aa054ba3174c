/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-check-fixes.h"
#include "parcours-check-names.h"
#include "parcours-check-values.h"
#include "parcours-json.h"
#include "parcours-text.h"
#include "parcours-phrase.h"

/*
 * Whether what the parameters name exists: by itself, in conditions, in filters
 * and in templates.
 */

/* Where in an automation a name stands. */
typedef struct
{
  Checker *checker;
  guint step;            /* or PARCOURS_NO_STEP for the settings */
  const char *param;     /* or the setting */
  JsonNode *value;       /* the whole value of the parameter */
  GPtrArray *entered_by; /* (element-type ParcoursTopic) the events that let contacts in */
} Spot;

/* How often a text stands in a value: a name that stands once is changed without doubt. */
static guint
count_text (JsonNode   *node,
            const char *text)
{
  guint n = 0;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        n += count_text (json_array_get_element (array, i), text);
      return n;
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

      for (GList *l = values; l != NULL; l = l->next)
        n += count_text (l->data, text);
      return n;
    }

  return g_strcmp0 (parcours_json_string (node), text) == 0;
}

static JsonNode *replace_text (JsonNode   *node,
                               const char *text,
                               const char *by,
                               gboolean    keys);

static JsonNode *
replace_in_object (JsonObject *object,
                   const char *text,
                   const char *by,
                   gboolean    keys)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *copy = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (copy, keys && g_str_equal (l->data, text) ? by : l->data,
                            replace_text (json_object_get_member (object, l->data), text, by, keys));
  json_node_take_object (node, copy);

  return node;
}

/* A copy of @node in which @text is @by: among the names of members, or among the texts. */
static JsonNode *
replace_text (JsonNode   *node,
              const char *text,
              const char *by,
              gboolean    keys)
{
  JsonNode *copy;
  JsonArray *array;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return replace_in_object (json_node_get_object (node), text, by, keys);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return !keys && g_strcmp0 (parcours_json_string (node), text) == 0 ? parcours_json_new_string (by)
                                                                       : json_node_ref (node);
  copy = json_node_new (JSON_NODE_ARRAY);
  array = json_array_new ();
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    json_array_add_element (array, replace_text (json_array_get_element (json_node_get_array (node), i), text, by,
                                                 keys));
  json_node_take_array (copy, array);

  return copy;
}

static void
fix_name (Spot          *spot,
          ParcoursCheck *check,
          const char    *kind,
          const char    *slug)
{
  gboolean certain;
  const ParcoursEntity *entity = parcours_name_closest (spot->checker, kind, slug, &certain);
  g_autofree char *label = NULL;
  g_autoptr (JsonNode) value = NULL;

  if (entity == NULL || spot->step == PARCOURS_NO_STEP || count_text (spot->value, slug) != 1)
    return;
  label = parcours_phrase_fill (_("Use “{name}”"), "name", entity->label, NULL);
  value = replace_text (spot->value, slug, entity->slug, FALSE);
  parcours_fix_param (spot->checker, check, spot->step, spot->param, value, label, certain);
}

static void
report_unknown (Spot       *spot,
                const char *kind,
                const char *slug)
{
  ParcoursCheck *check = parcours_checker_report (spot->checker, "reference-unknown", spot->step, NULL, spot->param,
                                                  parcours_name_unknown (kind, slug));

  if (check != NULL && parcours_name_is_kind (kind))
    fix_name (spot, check, kind, slug);
}

static void
check_name (Spot       *spot,
            const char *kind,
            const char *slug)
{
  if (kind == NULL || slug == NULL || parcours_text_is_blank (slug))
    return;
  switch (parcours_name_look_up (spot->checker, kind, slug))
    {
    case NAME_UNKNOWN:
      report_unknown (spot, kind, slug);
      break;
    case NAME_NOT_TOLD:
      parcours_checker_leave_out (spot->checker, "reference-unknown");
      break;
    case NAME_KNOWN:
    default:
      break;
    }
}

static void
check_names (Spot       *spot,
             const char *kind,
             JsonNode   *value)
{
  JsonArray *array = value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  if (array == NULL)
    check_name (spot, kind, value != NULL ? parcours_json_string (value) : NULL);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    check_name (spot, kind, parcours_json_string (json_array_get_element (array, i)));
}

/* Another step of this automation. */
static void
check_step_name (Spot       *spot,
                 const char *id)
{
  if (id == NULL)
    return;
  g_hash_table_add (spot->checker->named_steps, g_strdup (id));
  if (parcours_ways_find (spot->checker->ways, id) == PARCOURS_NO_STEP)
    report_unknown (spot, "step", id);
}

static gboolean
is_pattern (const char *text)
{
  return strchr (text, '*') != NULL;
}

static void
check_topic (Spot       *spot,
             const char *name,
             const char *subject)
{
  const ParcoursTopic *topic = name != NULL ? parcours_catalog_topic (parcours_catalog_get (), name) : NULL;

  if (name == NULL)
    return;
  if (topic == NULL)
    {
      report_unknown (spot, "topic", name);
      return;
    }
  if (subject != NULL && !is_pattern (subject) && topic->subject != NULL && parcours_name_is_kind (topic->subject))
    check_name (spot, topic->subject, subject);
}

/* Filters: keys that nobody declares, and names among what is compared. */

static void check_where (Spot                *spot,
                         const KeyScope      *scope,
                         const ParcoursWhere *where);

static void
fix_key (Spot           *spot,
         ParcoursCheck  *check,
         const KeyScope *scope,
         const char     *key)
{
  const char *closest = parcours_key_closest (scope, key);
  g_autoptr (JsonNode) value = NULL;
  g_autofree char *label = NULL;

  if (check == NULL || closest == NULL || !g_str_equal (spot->param, "where"))
    return;
  value = replace_text (spot->value, key, closest, TRUE);
  label = parcours_phrase_fill (_("Ask for “{key}”"), "key", closest, NULL);
  parcours_fix_param (spot->checker, check, spot->step, spot->param, value, label, FALSE);
}

static void
report_key (Spot           *spot,
            const KeyScope *scope,
            const char     *key)
{
  g_autofree char *list = parcours_key_list (scope);
  ParcoursCheck *check;

  check = parcours_checker_report (spot->checker, "filter-key-unknown", spot->step, NULL, spot->param,
                                   /* Translators: a detail of an event, and a list of those there are. */
                                   list[0] != '\0'
                                     ? parcours_phrase_fill (_("The filter asks for “{key}”. There is: "
                                                                "{choices}."),
                                                             "key", key, "choices", list, NULL)
                                     : parcours_phrase_fill (_("The filter asks for “{key}”, but there is "
                                                                "nothing to ask for."),
                                                             "key", key, NULL));
  fix_key (spot, check, scope, key);
}

static void
check_literals (Spot               *spot,
                const char         *type,
                const ParcoursTest *test)
{
  gboolean names = test->op == PARCOURS_OP_IS || test->op == PARCOURS_OP_IS_NOT || test->op == PARCOURS_OP_ONE_OF ||
                   test->op == PARCOURS_OP_NONE_OF || test->op == PARCOURS_OP_EQ || test->op == PARCOURS_OP_NE;
  /* `categories` holds several of a `category`. */
  const char *kind = g_strcmp0 (type, "categories") == 0 ? "category"
                   : g_strcmp0 (type, "collections") == 0 ? "collection" : type;

  if (!names || kind == NULL || !parcours_name_is_kind (kind))
    return;
  for (guint i = 0; i < test->n_literals; i++)
    {
      if (test->texts[i] != NULL && !is_pattern (test->texts[i]) && !test->has_boolean)
        check_name (spot, kind, test->texts[i]);
    }
}

static void
check_key (Spot                *spot,
           const KeyScope      *scope,
           const ParcoursWhere *where)
{
  const char *type;
  NameVerdict verdict = parcours_key_look_up (scope, where->path[0], &type);
  KeyScope inner = { .checker = spot->checker, .record = "items" };
  gboolean in_items = g_strcmp0 (type, "items") == 0;

  if (verdict == NAME_NOT_TOLD)
    parcours_checker_leave_out (spot->checker, "filter-key-unknown");
  if (verdict == NAME_UNKNOWN)
    report_key (spot, scope, where->path[0]);
  if (in_items && where->path[1] != NULL)
    {
      if (parcours_key_look_up (&inner, where->path[1], &type) == NAME_UNKNOWN)
        report_key (spot, &inner, where->path[1]);
    }
  if (where->test.where == NULL)
    check_literals (spot, type, &where->test);
  else if (in_items)
    check_where (spot, &inner, where->test.where);
}

static void
check_where (Spot                *spot,
             const KeyScope      *scope,
             const ParcoursWhere *where)
{
  if (where->kind == PARCOURS_WHERE_KEY)
    {
      check_key (spot, scope, where);
      return;
    }
  for (guint i = 0; i < where->children->len; i++)
    check_where (spot, scope, g_ptr_array_index (where->children, i));
}

static void
check_where_of_topic (Spot                *spot,
                      const char          *name,
                      const char          *event_name,
                      const ParcoursWhere *where)
{
  const ParcoursTopic *topic = name != NULL ? parcours_catalog_topic (parcours_catalog_get (), name) : NULL;
  g_autoptr (GPtrArray) topics = g_ptr_array_new ();
  KeyScope scope = { spot->checker, topics, event_name, NULL };

  if (topic == NULL || where == NULL)
    return;
  g_ptr_array_add (topics, (gpointer) topic);
  check_where (spot, &scope, where);
}

/* Conditions. */

static void
check_set (Spot                    *spot,
           const char              *kind,
           const ParcoursCondition *leaf)
{
  for (guint i = 0; leaf->mode != PARCOURS_SET_ANY && leaf->slugs != NULL && leaf->slugs[i] != NULL; i++)
    check_name (spot, kind, leaf->slugs[i]);
}

static void
check_event_leaf (Spot                    *spot,
                  const ParcoursCondition *leaf)
{
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), leaf->topic);
  g_autoptr (GPtrArray) topics = g_ptr_array_new ();
  KeyScope scope = { spot->checker, topics, leaf->subject, NULL };
  const char *type;

  check_topic (spot, leaf->topic, leaf->subject);
  check_where_of_topic (spot, leaf->topic, leaf->subject, leaf->where);
  if (leaf->window.since == PARCOURS_SINCE_STEP)
    check_step_name (spot, leaf->window.since_step);
  if (topic == NULL)
    return;
  g_ptr_array_add (topics, (gpointer) topic);
  for (guint i = 0; leaf->sums != NULL && i < leaf->sums->len; i++)
    {
      const char *key = g_array_index (leaf->sums, ParcoursSum, i).key;

      if (parcours_key_look_up (&scope, key, &type) == NAME_UNKNOWN)
        report_key (spot, &scope, key);
    }
}

static void
check_automation_leaf (Spot                    *spot,
                       const ParcoursCondition *leaf)
{
  ParcoursAutomation *automation = parcours_name_automation (spot->checker, leaf->name);

  check_name (spot, "automation", leaf->name);
  if (leaf->window.since == PARCOURS_SINCE_STEP)
    check_step_name (spot, leaf->window.since_step);
  if (leaf->step == NULL || automation == NULL)
    return;
  if (automation == spot->checker->automation)
    check_step_name (spot, leaf->step);
  else if (parcours_automation_step (automation, leaf->step) == NULL)
    report_unknown (spot, "step", leaf->step);
}

static const char *
field_kind (ParcoursHolder holder)
{
  return holder == PARCOURS_OF_DEAL ? "deal-field" : holder == PARCOURS_OF_ACCOUNT ? "account-field" : "field";
}

static void
check_leaf (const ParcoursCondition *leaf,
            gpointer                 user_data)
{
  Spot *spot = user_data;
  KeyScope entered = { spot->checker, spot->entered_by, NULL, NULL };
  KeyScope record = { spot->checker, NULL, NULL, leaf->name };

  switch (leaf->kind)
    {
    case PARCOURS_CONDITION_FIELD:
      check_name (spot, field_kind (leaf->holder), leaf->name);
      break;
    case PARCOURS_CONDITION_SCORE:
      check_name (spot, "score", leaf->name);
      break;
    case PARCOURS_CONDITION_TAG:
      check_set (spot, "tag", leaf);
      break;
    case PARCOURS_CONDITION_GROUP:
      check_set (spot, "group", leaf);
      break;
    case PARCOURS_CONDITION_AUDIENCE:
      check_set (spot, "audience", leaf);
      break;
    case PARCOURS_CONDITION_SEGMENT:
      check_set (spot, "segment", leaf);
      break;
    case PARCOURS_CONDITION_LIST:
      check_set (spot, "list", leaf);
      break;
    case PARCOURS_CONDITION_CONSENT:
      check_name (spot, "sender", leaf->name);
      break;
    case PARCOURS_CONDITION_EVENT:
      check_event_leaf (spot, leaf);
      break;
    case PARCOURS_CONDITION_RECORD:
      if (leaf->where != NULL)
        check_where (spot, &record, leaf->where);
      break;
    case PARCOURS_CONDITION_TRIGGER:
      if (leaf->where != NULL)
        check_where (spot, &entered, leaf->where);
      break;
    case PARCOURS_CONDITION_AUTOMATION:
      check_automation_leaf (spot, leaf);
      break;
    case PARCOURS_CONDITION_ALL:
    case PARCOURS_CONDITION_ANY:
    case PARCOURS_CONDITION_NONE:
    case PARCOURS_CONDITION_NOW:
    default:
      break;
    }
}

static void
check_condition (Spot     *spot,
                 JsonNode *node)
{
  g_autoptr (ParcoursCondition) condition = node != NULL ? parcours_condition_parse (node, NULL) : NULL;

  if (condition != NULL)
    parcours_condition_foreach (condition, check_leaf, spot);
}

/* Templates: {{ contact.first-name }}. */

static gboolean
is_trigger_key (Spot       *spot,
                const char *key)
{
  KeyScope scope = { spot->checker, spot->entered_by, NULL, NULL };
  const char *type;

  return parcours_key_look_up (&scope, key, &type) != NAME_UNKNOWN;
}

static void
check_placeholder (Spot       *spot,
                   const char *text)
{
  g_autofree char *name = g_strstrip (g_strndup (text, strcspn (text, "|")));
  const char *dot = strchr (name, '.');
  const char *column = dot != NULL ? dot + 1 : "";
  g_autofree char *holder = dot != NULL ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);

  if (g_str_equal (holder, "contact"))
    check_name (spot, "field", column);
  else if (g_str_equal (holder, "deal"))
    check_name (spot, "deal-field", column);
  else if (g_str_equal (holder, "account"))
    check_name (spot, "account-field", column);
  else if (!g_str_equal (holder, "trigger") || !is_trigger_key (spot, column))
    report_unknown (spot, "template", name);
}

static void
check_template (Spot       *spot,
                const char *text)
{
  const char *at = text;

  while (at != NULL && (at = strstr (at, "{{")) != NULL)
    {
      const char *end = strstr (at, "}}");
      g_autofree char *inside = end != NULL ? g_strndup (at + 2, (gsize) (end - at - 2)) : NULL;

      if (inside == NULL)
        {
          parcours_checker_report (spot->checker, "parameter-invalid", spot->step, NULL, spot->param,
                                   g_strdup (_("A place for a value begins with {{ and does not end with }}.")));
          return;
        }
      check_placeholder (spot, inside);
      at = end + 2;
    }
}

/* Parameters, by their type. */

static void
check_address (Spot       *spot,
               const char *text)
{
  if (text == NULL)
    return;
  if (strstr (text, "{{") != NULL)
    check_template (spot, text);
  else if (strchr (text, '@') == NULL)
    check_name (spot, "user", text);
}

/* Also where several stand in the place of one: each will have to stand alone. */
static void
check_texts (Spot     *spot,
             void    (*check) (Spot *, const char *),
             JsonNode *value)
{
  JsonArray *array = value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  if (array == NULL)
    check (spot, value != NULL ? parcours_json_string (value) : NULL);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    check (spot, parcours_json_string (json_array_get_element (array, i)));
}

static void
check_date_source (Spot       *spot,
                   JsonObject *date)
{
  const char *of = parcours_json_member_string (date, "of");
  const char *field = parcours_json_member_string (date, "field");

  if (g_strcmp0 (of, "contact") == 0)
    check_name (spot, "field", field);
  else if (g_strcmp0 (of, "deal") == 0)
    check_name (spot, "deal-field", field);
  else if (field != NULL && of != NULL && parcours_column_look_up (spot->checker, of, field) == NAME_UNKNOWN)
    report_unknown (spot, "field", field);
}

static void
check_owner (Spot       *spot,
             JsonObject *rule)
{
  JsonNode *rotate = rule != NULL ? json_object_get_member (rule, "rotate") : NULL;

  check_name (spot, "user", parcours_json_member_string (rule, "user"));
  if (rotate != NULL)
    check_names (spot, "user", rotate);
}

static void
check_task (Spot       *spot,
            JsonObject *task)
{
  check_name (spot, "task-type", parcours_json_member_string (task, "type"));
  check_template (spot, parcours_json_member_string (task, "title"));
  check_owner (spot, parcours_json_member_object (task, "owner"));
}

/* What a filter of a trigger can ask: the details of the events that it listens
 * to, or the columns of the record whose date it waits for. */
static void
check_where_param (Spot *spot)
{
  const CheckedStep *step = &spot->checker->steps[spot->step];
  const char *of = parcours_json_member_string (parcours_json_member_object (step->params, "date"), "of");
  g_autoptr (ParcoursWhere) where = parcours_where_parse (spot->value, NULL);
  g_auto (GStrv) listens = parcours_row_listens (step->basis, step->step->params);
  g_autoptr (GPtrArray) topics = g_ptr_array_new ();
  KeyScope scope = { spot->checker, topics, parcours_json_member_string (step->params, "event"), NULL };

  if (where == NULL)
    return;
  if (parcours_checker_has_operation (spot->checker, spot->step, "wait.event"))
    {
      check_where_of_topic (spot, scope.event_name, parcours_json_member_string (step->params, "subject"), where);
      return;
    }
  for (guint i = 0; listens[i] != NULL; i++)
    g_ptr_array_add (topics, (gpointer) parcours_catalog_topic (parcours_catalog_get (), listens[i]));
  if (step->step->type->family == PARCOURS_FAMILY_DATE)
    scope.record = of != NULL ? of : "deal";
  check_where (spot, &scope, where);
}

/* What a step asks has been read before. */
static void
check_condition_param (Spot *spot)
{
  const ParcoursCondition *asked = spot->checker->steps[spot->step].asked;

  if (!g_str_equal (spot->param, "if"))
    check_condition (spot, spot->value);
  else if (asked != NULL)
    parcours_condition_foreach (asked, check_leaf, spot);
}

static JsonObject *
object_of (JsonNode *value)
{
  return JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
}

static void
check_condition_in (Spot       *spot,
                    JsonObject *rule)
{
  if (rule != NULL)
    check_condition (spot, json_object_get_member (rule, "if"));
}

static void
check_param (Spot                *spot,
             const ParcoursParam *param)
{
  const char *kind = parcours_param_kind (param, spot->checker->steps[spot->step].params);
  const char *text = parcours_json_string (spot->value);

  switch (param->type)
    {
    case PARCOURS_PARAM_REF:
    case PARCOURS_PARAM_REFS:
    case PARCOURS_PARAM_OPERAND:
      if (text != NULL && kind != NULL &&
          parcours_name_is_of_other (spot->checker, spot->checker->steps[spot->step].row, param->name, kind, text))
        break;
      check_names (spot, kind, spot->value);
      break;
    case PARCOURS_PARAM_STEP:
      check_step_name (spot, text);
      break;
    case PARCOURS_PARAM_TOPIC:
      check_topic (spot, text, parcours_checker_string (spot->checker, spot->step, "subject"));
      break;
    case PARCOURS_PARAM_TEMPLATE:
      check_texts (spot, check_template, spot->value);
      break;
    case PARCOURS_PARAM_ADDRESS:
      check_texts (spot, check_address, spot->value);
      break;
    case PARCOURS_PARAM_DATE_SOURCE:
      check_date_source (spot, object_of (spot->value));
      break;
    case PARCOURS_PARAM_CONDITION:
      check_condition_param (spot);
      break;
    case PARCOURS_PARAM_WHERE:
      check_where_param (spot);
      break;
    case PARCOURS_PARAM_VALUE_SOURCE:
      check_name (spot, "field", parcours_json_member_string (object_of (spot->value), "copy"));
      break;
    case PARCOURS_PARAM_OWNER_RULE:
      check_owner (spot, object_of (spot->value));
      break;
    case PARCOURS_PARAM_WINNER_RULE:
    case PARCOURS_PARAM_LATCH_RULE:
      check_condition_in (spot, object_of (spot->value));
      break;
    case PARCOURS_PARAM_TASK:
      check_task (spot, object_of (spot->value));
      break;
    default:
      break;
    }
}

static void
check_step (Checker   *self,
            guint      step,
            GPtrArray *entered_by)
{
  const CheckedStep *checked = &self->steps[step];

  for (guint i = 0; i < checked->step->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (checked->step->type->params, i);
      Spot spot = { self, step, param->name, json_object_get_member (checked->step->params, param->name), entered_by };

      if (!parcours_value_means_any (param, spot.value))
        check_param (&spot, param);
    }
}

/* The events by which contacts come into the automation. */
static GPtrArray *
find_entered_by (Checker *self)
{
  GPtrArray *topics = g_ptr_array_new ();

  for (guint i = 0; i < self->triggers->len; i++)
    {
      const CheckedStep *step = &self->steps[g_array_index (self->triggers, guint, i)];
      g_auto (GStrv) listens = parcours_row_listens (step->basis, step->step->params);

      for (guint t = 0; listens[t] != NULL; t++)
        {
          const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), listens[t]);

          if (topic != NULL && !g_ptr_array_find (topics, topic, NULL))
            g_ptr_array_add (topics, (gpointer) topic);
        }
    }

  return topics;
}

/**
 * parcours_check_references:
 * @self: the checker
 *
 * Reports `reference-unknown` and `filter-key-unknown`, and notes which steps others name.
 */
void
parcours_check_references (Checker *self)
{
  g_autoptr (GPtrArray) entered_by = find_entered_by (self);
  JsonObject *settings = parcours_automation_settings (self->automation);
  JsonNode *exit = settings != NULL ? json_object_get_member (settings, "exit") : NULL;
  Spot start = { self, PARCOURS_NO_STEP, "start", NULL, entered_by };
  Spot ends = { self, PARCOURS_NO_STEP, "exit", exit, entered_by };

  for (guint i = 0; i < self->ways->n_steps; i++)
    {
      if (self->steps[i].step->type != NULL)
        check_step (self, i, entered_by);
    }
  check_step_name (&start, parcours_json_member_string (settings, "start"));
  if (exit != NULL)
    check_condition (&ends, exit);
}
