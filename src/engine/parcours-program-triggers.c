/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A trigger of the catalogue says which topics it listens to and which of its
 * parameters has to fit which key of the payload. From that and the parameters
 * of a step a payload filter is made, in the language in which a person could
 * have written it, and compiled like any other. */

#include "config.h"

#include "parcours-json.h"
#include "parcours-program-private.h"
#include "parcours-refusal.h"

static gboolean
means_any (const ParcoursParam *param,
           JsonNode            *value)
{
  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return TRUE;
  if ((param->type == PARCOURS_PARAM_REF || param->type == PARCOURS_PARAM_CHOICE) &&
      g_strcmp0 (parcours_json_string (value), "any") == 0)
    return TRUE;

  return JSON_NODE_HOLDS_ARRAY (value) && json_array_get_length (json_node_get_array (value)) == 0;
}

static JsonNode *
object_node (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);

  return node;
}

static JsonNode *
operation (const char *op,
           JsonNode   *value)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "op", op);
  if (value != NULL)
    json_object_set_member (object, "value", json_node_ref (value));

  return object_node (object);
}

static gboolean
is_url_key (const ParcoursTopic *topic,
            const char          *key)
{
  const char *type = g_hash_table_lookup (topic->payload, key);

  return g_str_equal (key, "subject") ? g_str_equal (topic->subject, "url") : g_strcmp0 (type, "url") == 0;
}

/* What the value under @key must pass to fit the parameter. */
static JsonNode *
test_for (const ParcoursParam *param,
          const ParcoursTopic *topic,
          const char          *key,
          const char          *op,
          JsonNode            *value)
{
  if (op != NULL)
    return operation (op, value);
  switch (param->type)
    {
    case PARCOURS_PARAM_CHOICES:
    case PARCOURS_PARAM_REFS:
      return operation ("one-of", value);
    case PARCOURS_PARAM_URL_PATTERN:
      return operation (topic != NULL && is_url_key (topic, key) ? "matches-url" : "matches", value);
    case PARCOURS_PARAM_TEXT_PATTERN:
      return operation ("matches", value);
    case PARCOURS_PARAM_COUNT_TEST:
      return json_node_ref (value);
    default:
      return operation ("is", value);
    }
}

static void
add_test (JsonArray  *tests,
          const char *key,
          JsonNode   *test)
{
  JsonObject *object = json_object_new ();

  json_object_set_member (object, key, test);
  json_array_add_object_element (tests, object);
}

/* One of several tests has to hold; the array is taken over. */
static void
add_either (JsonArray *tests,
            JsonArray *either)
{
  JsonObject *any = json_object_new ();

  json_object_set_array_member (any, "any", either);
  json_array_add_object_element (tests, any);
}

/* A source that an event does not name fits, unless it is asked for with ==. */
static void
add_source_test (JsonArray  *tests,
                 const char *source)
{
  g_autoptr (JsonNode) value = parcours_json_new_string (g_str_has_prefix (source, "==") ? source + 2 : source);
  JsonArray *either;

  if (g_str_has_prefix (source, "=="))
    {
      add_test (tests, "source", operation ("is", value));
      return;
    }
  either = json_array_new ();
  add_test (either, "source", operation ("is", value));
  add_test (either, "source", operation ("empty", NULL));
  add_either (tests, either);
}

/* Whether a payload without the key passes, because it counts as @missing. */
static gboolean
missing_fits (JsonNode   *value,
              const char *missing)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  if (missing == NULL || array == NULL)
    return missing != NULL && g_strcmp0 (parcours_json_string (value), missing) == 0;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (g_strcmp0 (parcours_json_string (json_array_get_element (array, i)), missing) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_match (ProgramCompiler     *compiler,
           const ParcoursTopic *topic,
           JsonObject          *match,
           JsonArray           *tests)
{
  const char *name = parcours_json_member_string (match, "param");
  const char *op = parcours_json_member_string (match, "op");
  const char *key = parcours_json_member_string (match, "key");
  JsonArray *keys = parcours_json_member_array (match, "key");
  JsonNode *value = json_object_get_member (compiler->params, name);
  const ParcoursParam *param = parcours_step_type_param (compiler->step->type, name);
  JsonArray *either;

  if (param == NULL || means_any (param, value))
    return;
  if (g_strcmp0 (op, "source") == 0)
    {
      add_source_test (tests, parcours_json_string (value) != NULL ? parcours_json_string (value) : "");
      return;
    }
  either = json_array_new ();
  if (key != NULL)
    add_test (either, key, test_for (param, topic, key, op, value));
  for (guint i = 0; keys != NULL && i < json_array_get_length (keys); i++)
    {
      const char *other = json_array_get_string_element (keys, i);

      add_test (either, other, test_for (param, topic, other, op, value));
    }
  if (key != NULL && missing_fits (value, parcours_json_member_string (match, "missing")))
    add_test (either, key, operation ("empty", NULL));
  add_either (tests, either);
}

/* The filter of one entry of the catalogue: its own `where`, its matches, and
 * the `where` that the step adds. */
static ParcoursFilter *
compile_entry_filter (ProgramCompiler     *compiler,
                      const ParcoursTopic *topic,
                      JsonObject          *entry,
                      gboolean             with_where)
{
  JsonArray *tests = json_array_new ();
  JsonArray *matches = parcours_json_member_array (entry, "match");
  JsonNode *where = json_object_get_member (entry, "where");
  JsonNode *own = with_where ? json_object_get_member (compiler->params, "where") : NULL;
  JsonObject *all = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  if (where != NULL)
    json_array_add_element (tests, json_node_ref (where));
  for (guint i = 0; matches != NULL && i < json_array_get_length (matches); i++)
    add_match (compiler, topic, json_array_get_object_element (matches, i), tests);
  if (own != NULL && JSON_NODE_HOLDS_OBJECT (own))
    json_array_add_element (tests, json_node_ref (own));
  if (json_array_get_length (tests) == 0)
    {
      json_array_unref (tests);
      json_object_unref (all);
      return NULL;
    }
  json_object_set_array_member (all, "all", tests);
  node = object_node (all);

  return parcours_compile_where (compiler->program, node);
}

static void
clear_listener (gpointer data)
{
  Listener *listener = data;

  g_clear_pointer (&listener->filter, parcours_filter_free);
}

static void
add_listener (ProgramCompiler *compiler,
              guint16          trigger,
              ListenKind       kind,
              JsonObject      *entry)
{
  const char *name = parcours_json_member_string (entry, "topic");
  const ParcoursTopic *topic = name != NULL ? parcours_catalog_topic (parcours_catalog_get (), name) : NULL;
  const char *refuse = parcours_json_member_string (entry, "refuse");
  Listener listener = { kind, trigger, 0, NULL };
  ProgramTopic *listening;

  if (topic == NULL || !parcours_params_hold (compiler->params, parcours_json_member_object (entry, "if")))
    return;
  if (refuse != NULL)
    {
      listener.kind = LISTEN_REFUSE;
      parcours_refusal_parse (refuse, &listener.reason);
    }
  listener.filter = compile_entry_filter (compiler, topic, entry, kind == LISTEN_ENTER);
  listening = &compiler->program->topics[topic->index];
  if (listening->listeners == NULL)
    {
      listening->listeners = g_array_new (FALSE, FALSE, sizeof (Listener));
      g_array_set_clear_func (listening->listeners, clear_listener);
    }
  g_array_append_val (listening->listeners, listener);
}

static void
add_listeners (ProgramCompiler *compiler,
               guint16          trigger,
               ListenKind       kind,
               const char      *member)
{
  JsonArray *entries = parcours_json_member_array (compiler->step->type->rule, member);

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    add_listener (compiler, trigger, kind, json_array_get_object_element (entries, i));
}

/* Where the date stands that the parameter `date` names. Returns whether it is known. */
gboolean
parcours_compile_date (ProgramCompiler *compiler,
                       ProgramDate     *date)
{
  JsonObject *source = parcours_json_member_object (compiler->params, "date");
  const char *of = parcours_json_member_string (source, "of");
  const char *field = parcours_json_member_string (source, "field");

  *date = (ProgramDate){ -1, -1, 0, 0 };
  if (field == NULL)
    return FALSE;
  if (of == NULL || g_str_equal (of, "contact"))
    {
      date->slot = parcours_frame_add_field (compiler->program->frame, field);
      return date->slot >= 0;
    }
  date->kind = (gint32) parcours_frame_add_kind (compiler->program->frame, of);
  date->kind_key = g_quark_from_string (of);
  date->column = g_quark_from_string (field);

  return TRUE;
}

/* The filter on the records whose date it is; a programme is one more column. */
static ParcoursFilter *
compile_record_filter (ProgramCompiler *compiler)
{
  JsonNode *where = json_object_get_member (compiler->params, "where");
  const char *program = parcours_json_member_string (compiler->params, "program");
  JsonArray *tests = json_array_new ();
  JsonObject *all = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  if (where != NULL && JSON_NODE_HOLDS_OBJECT (where))
    json_array_add_element (tests, json_node_ref (where));
  if (program != NULL && !g_str_equal (program, "any"))
    {
      g_autoptr (JsonNode) slug = parcours_json_new_string (program);

      add_test (tests, "program", operation ("is", slug));
    }
  json_object_set_array_member (all, "all", tests);
  node = object_node (all);

  return parcours_compile_where (compiler->program, node);
}

static void
compile_date_trigger (ProgramCompiler *compiler,
                      ProgramTrigger  *trigger)
{
  const char *of = parcours_json_member_string (parcours_json_member_object (compiler->params, "date"), "of");
  const char *offset = parcours_json_member_string (compiler->params, "offset");
  const char *at = parcours_json_member_string (compiler->params, "at");

  trigger->at = 9 * PARCOURS_HOUR;
  if (at != NULL)
    parcours_time_of_day_parse (at, &trigger->at);
  if (offset != NULL)
    parcours_offset_parse (offset, &trigger->offset);
  trigger->yearly = g_strcmp0 (parcours_json_member_string (compiler->params, "repeat"), "yearly") == 0;
  parcours_compile_date (compiler, &trigger->date);
  if (trigger->date.kind >= 0)
    trigger->record_filter = compile_record_filter (compiler);
  trigger->is_of_open = g_strcmp0 (of, "deal") == 0;
}

static int
parse_every (const char *every)
{
  return g_strcmp0 (every, "hourly") == 0 ? EVERY_HOUR
       : g_strcmp0 (every, "weekly") == 0 ? EVERY_WEEK
       : g_strcmp0 (every, "monthly") == 0 ? EVERY_MONTH : EVERY_DAY;
}

/* Whoever is in the audience then; without one everybody is. */
static void
compile_feed_trigger (ProgramCompiler *compiler,
                      ProgramTrigger  *trigger)
{
  const char *feed = parcours_json_member_string (compiler->params, "feed");
  double items = parcours_json_member_number (compiler->params, "min-items", 1.);

  if (feed == NULL)
    return;
  trigger->feed = parcours_compile_feed (compiler->program, feed);
  trigger->every = parse_every (parcours_json_member_string (compiler->params, "every"));
  trigger->min_items = (guint) CLAMP (items, 1., 1e6);
  trigger->audience = parcours_compile_condition (compiler, json_object_get_member (compiler->params, "audience"));
}

static void
compile_poll (ProgramCompiler *compiler,
              ProgramTrigger  *trigger)
{
  const char *poll = parcours_json_member_string (compiler->step->type->rule, "poll");
  const char *at = parcours_json_member_string (compiler->params, "at");
  const char *segment = parcours_json_member_string (compiler->params, "segment");
  JsonNode *condition = json_object_get_member (compiler->params, "if");
  g_autoptr (JsonNode) asked = NULL;

  trigger->at = 9 * PARCOURS_HOUR;
  if (at != NULL)
    parcours_time_of_day_parse (at, &trigger->at);
  if (g_strcmp0 (poll, "feed") == 0)
    {
      compile_feed_trigger (compiler, trigger);
      return;
    }
  if (segment != NULL)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "segment", segment);
      asked = object_node (object);
      condition = asked;
    }
  trigger->poll = parcours_compile_condition (compiler, condition);
  compiler->program->has_polls |= trigger->poll != NULL;
}

static ParcoursFilter *
compile_fires (ProgramCompiler *compiler)
{
  JsonArray *entries = parcours_json_member_array (compiler->step->type->rule, "fires");

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);

      if (parcours_params_hold (compiler->params, parcours_json_member_object (entry, "if")))
        return compile_entry_filter (compiler, NULL, entry, FALSE);
    }

  return NULL;
}

static void
compile_absence (ProgramCompiler *compiler,
                 ProgramTrigger  *trigger,
                 guint16          number)
{
  JsonObject *rule = compiler->step->type->rule;
  const char *key = parcours_json_member_string (rule, "key");
  const char *after = parcours_json_member_string (compiler->params, "after");

  if (after != NULL)
    parcours_duration_parse (after, &trigger->after);
  trigger->key = g_strcmp0 (key, "send") == 0 ? ABSENCE_SEND
               : g_strcmp0 (key, "cart") == 0 ? ABSENCE_CART : ABSENCE_CONTACT;
  trigger->rearm = parcours_json_member_boolean (rule, "rearm", FALSE);
  trigger->fires = compile_fires (compiler);
  if (trigger->key == ABSENCE_CART)
    parcours_frame_add_kind (compiler->program->frame, "cart");
  /* An event that does both, such as a removal that empties the cart, disarms last. */
  add_listeners (compiler, number, LISTEN_ARM, "arm");
  add_listeners (compiler, number, LISTEN_DISARM, "disarm");
}

static void
compile_entry_rules (ProgramCompiler *compiler,
                     ProgramTrigger  *trigger)
{
  JsonObject *platform = parcours_catalog_platform (parcours_catalog_get (), compiler->automation->platform);
  const char *runs = parcours_json_member_string (compiler->params, "runs");
  JsonObject *segment = parcours_json_member_object (compiler->params, "entry-segment");

  if (runs == NULL)
    runs = parcours_json_member_string (platform, "runs");
  trigger->once = g_strcmp0 (runs, "once") == 0;
  if (segment != NULL && json_object_get_size (segment) > 0)
    trigger->segment = parcours_compile_condition (compiler,
                                                   json_object_get_member (compiler->params, "entry-segment"));
}

/* Compiles the trigger that is the @step-th step of the program. */
void
parcours_compile_trigger (ProgramCompiler *compiler,
                          guint            step)
{
  ParcoursProgram *program = compiler->program;
  guint16 number = (guint16) program->triggers->len;
  const ParcoursStepType *type = compiler->step->type;
  ProgramTrigger trigger = { .step = step, .automation = (guint16) compiler->automation_index,
                             .family = type->family, .date = { -1, -1, 0, 0 }, .feed = -1 };
  const char *via = parcours_json_member_string (type->rule, "via");

  trigger.first_step = program->targets[program->steps[step].first_port];
  trigger.transactional = parcours_catalog_is_notice (parcours_catalog_get (), compiler->automation->platform,
                                                      type->name);
  compile_entry_rules (compiler, &trigger);
  switch (type->family)
    {
    case PARCOURS_FAMILY_EVENT:
      add_listeners (compiler, number, LISTEN_ENTER, "events");
      break;
    case PARCOURS_FAMILY_DATE:
      compile_date_trigger (compiler, &trigger);
      trigger.is_plain_date = trigger.date.slot >= 0 && trigger.date.kind < 0 && !trigger.yearly &&
                              trigger.offset.months == 0 &&
                              parcours_frame_field (program->frame, (guint) trigger.date.slot)->type ==
                                PARCOURS_FIELD_DATE;
      break;
    case PARCOURS_FAMILY_POLL:
      compile_poll (compiler, &trigger);
      break;
    case PARCOURS_FAMILY_ABSENCE:
      compile_absence (compiler, &trigger, number);
      break;
    default:
      trigger.via = g_strcmp0 (via, "manual") == 0 ? VIA_MANUAL : g_strcmp0 (via, "api") == 0 ? VIA_API : VIA_NONE;
    }
  g_array_append_val (program->triggers, trigger);
}
