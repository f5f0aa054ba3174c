/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "parcours-json.h"
#include "parcours-program-private.h"
#include "parcours-text.h"

typedef void (*CompileFunc) (ProgramCompiler *compiler,
                             ProgramStep     *step);

static const char *
param_string (ProgramCompiler *compiler,
              const char      *name)
{
  return parcours_json_member_string (compiler->params, name);
}

static JsonNode *
param_node (ProgramCompiler *compiler,
            const char      *name)
{
  return json_object_get_member (compiler->params, name);
}

static gboolean
param_duration (ProgramCompiler  *compiler,
                const char       *name,
                ParcoursDuration *duration)
{
  const char *text = param_string (compiler, name);

  return text != NULL && parcours_duration_parse (text, duration);
}

static guint
new_visit (ProgramCompiler *compiler)
{
  return compiler->program->n_visits++;
}

static int
add_threshold (ProgramCompiler        *compiler,
               const ProgramThreshold *threshold)
{
  g_array_append_val (compiler->program->thresholds, *threshold);

  return (int) compiler->program->thresholds->len - 1;
}

static void
compile_set (ProgramCompiler *compiler,
             ProgramStep     *step,
             ProgramOp        op,
             ParcoursSetKind  kind,
             guint16          topic)
{
  const char *slug = param_string (compiler, parcours_set_kind_name (kind));

  if (slug == NULL)
    return;
  step->op = op;
  step->data->topic = topic;
  step->data->set = (gint32) parcours_frame_add_set (compiler->program->frame, kind, slug);
  step->data->subject = parcours_texts_intern (compiler->program->texts, slug);
}

static void
compile_tag_add (ProgramCompiler *compiler,
                 ProgramStep     *step)
{
  compile_set (compiler, step, OP_SET_ADD, PARCOURS_SET_TAGS, compiler->program->ids.tag_added);
}

static void
compile_tag_remove (ProgramCompiler *compiler,
                    ProgramStep     *step)
{
  compile_set (compiler, step, OP_SET_REMOVE, PARCOURS_SET_TAGS, compiler->program->ids.tag_removed);
}

static void
compile_audience_add (ProgramCompiler *compiler,
                      ProgramStep     *step)
{
  compile_set (compiler, step, OP_SET_ADD, PARCOURS_SET_AUDIENCES, compiler->program->ids.audience_added);
  step->data->addresses = PARCOURS_ADDRESS_EMAIL;
}

static void
compile_audience_remove (ProgramCompiler *compiler,
                         ProgramStep     *step)
{
  compile_set (compiler, step, OP_SET_REMOVE, PARCOURS_SET_AUDIENCES, compiler->program->ids.audience_removed);
  step->data->addresses = PARCOURS_ADDRESS_EMAIL;
}

static void
add_all_lists (ProgramCompiler *compiler)
{
  g_autoptr (GPtrArray) lists = parcours_library_list (compiler->program->library, "list");

  for (guint i = 0; i < lists->len; i++)
    parcours_frame_add_list (compiler->program->frame, ((ParcoursEntity *) g_ptr_array_index (lists, i))->slug);
}

static gboolean
compile_list (ProgramCompiler *compiler,
              ProgramStep     *step,
              ProgramOp        op,
              gboolean         any_is_all)
{
  const char *slug = param_string (compiler, "list");
  gboolean all = any_is_all && (slug == NULL || g_str_equal (slug, "any"));

  if (slug == NULL && !all)
    return FALSE;
  step->op = op;
  step->data->list = -1;
  if (all)
    add_all_lists (compiler);
  else
    {
      step->data->list = (gint32) parcours_frame_add_list (compiler->program->frame, slug);
      step->data->subject = parcours_texts_intern (compiler->program->texts, slug);
    }

  return TRUE;
}

static void
compile_list_subscribe (ProgramCompiler *compiler,
                        ProgramStep     *step)
{
  if (compile_list (compiler, step, OP_LIST_SUBSCRIBE, FALSE))
    step->data->flag = parcours_json_member_boolean (compiler->params, "opt-in", FALSE);
}

static void
compile_list_unsubscribe (ProgramCompiler *compiler,
                          ProgramStep     *step)
{
  compile_list (compiler, step, OP_LIST_UNSUBSCRIBE, TRUE);
}

static void
compile_list_remove (ProgramCompiler *compiler,
                     ProgramStep     *step)
{
  compile_list (compiler, step, OP_LIST_REMOVE, TRUE);
}

/* {"value": v}, {"copy": field} or {"clear": true} */
static gboolean
compile_value (ProgramCompiler          *compiler,
               StepData                 *data,
               const ParcoursFrameField *field,
               JsonObject               *source)
{
  JsonNode *value = source != NULL ? json_object_get_member (source, "value") : NULL;
  const char *copy = parcours_json_member_string (source, "copy");
  g_autofree char *text = NULL;

  data->type = field->type;
  data->source_slot = -1;
  data->clear = parcours_json_member_boolean (source, "clear", FALSE);
  if (copy != NULL)
    {
      data->source_slot = parcours_frame_add_field (compiler->program->frame, copy);
      return data->source_slot >= 0;
    }
  if (value == NULL)
    return data->clear;
  if (JSON_NODE_HOLDS_ARRAY (value))
    {
      g_autoptr (GPtrArray) parts = g_ptr_array_new ();
      JsonArray *array = json_node_get_array (value);

      for (guint i = 0; i < json_array_get_length (array); i++)
        g_ptr_array_add (parts, (gpointer) parcours_json_string (json_array_get_element (array, i)));
      g_ptr_array_add (parts, NULL);
      text = g_strjoinv (",", (char **) parts->pdata);
    }
  else
    text = parcours_json_string (value) != NULL ? g_strdup (parcours_json_string (value))
                                                : parcours_json_to_line (value);

  return parcours_slot_parse (field->type, (const char *const *) field->options, text, compiler->program->texts,
                              &data->value);
}

/* Assigning an owner sets a field to a person, or to each of some in turn. */
static gboolean
compile_owner_rule (ProgramCompiler *compiler,
                    StepData        *data)
{
  JsonObject *rule = parcours_json_member_object (compiler->params, "owner");
  const char *user = parcours_json_member_string (rule, "user");
  JsonArray *rotate = parcours_json_member_array (rule, "rotate");

  data->type = PARCOURS_FIELD_USER;
  data->source_slot = -1;
  if (user != NULL)
    {
      data->value.text = parcours_texts_intern (compiler->program->texts, user);
      return TRUE;
    }
  data->n_owners = rotate != NULL ? json_array_get_length (rotate) : 0;
  data->owners = g_new0 (guint32, data->n_owners + 1);
  for (guint i = 0; i < data->n_owners; i++)
    data->owners[i] = parcours_texts_intern (compiler->program->texts, json_array_get_string_element (rotate, i));
  if (data->n_owners > 1)
    parcours_compile_rotation (compiler, data);

  return data->n_owners > 0;
}

static void
compile_field_set (ProgramCompiler *compiler,
                   ProgramStep     *step)
{
  gboolean has_rule = parcours_json_member_object (compiler->params, "owner") != NULL;
  const char *slug = has_rule ? "owner" : param_string (compiler, "field");
  int slot = slug != NULL ? parcours_frame_add_field (compiler->program->frame, slug) : -1;
  JsonObject *source = parcours_json_member_object (compiler->params, "value");

  if (slot < 0)
    return;
  step->data->slot = slot;
  step->data->topic = compiler->program->ids.field_changed;
  step->data->subject = parcours_texts_intern (compiler->program->texts, slug);
  if (has_rule
        ? compile_owner_rule (compiler, step->data)
        : compile_value (compiler, step->data, parcours_frame_field (compiler->program->frame, (guint) slot), source))
    step->op = OP_FIELD_SET;
}

static int
math_operation (const char *name)
{
  static const char *const names[] = { "add", "subtract", "multiply", "divide", "set", "reset" };

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i], name))
        return (int) i;
    }

  return MATH_ADD;
}

/* Taking a number away is adding its negative. */
static void
make_sum (StepData *data)
{
  if (data->operation != MATH_SUBTRACT || data->source_slot >= 0)
    return;
  data->operation = MATH_ADD;
  data->number = -data->number;
}

static void
compile_field_compute (ProgramCompiler *compiler,
                       ProgramStep     *step)
{
  const char *of = param_string (compiler, "of");
  const char *slug = param_string (compiler, "field");
  const char *operand = param_string (compiler, "operand");
  StepData *data = step->data;

  if (g_strcmp0 (of, "deal") == 0)
    parcours_compile_deal_compute (compiler, step, math_operation (param_string (compiler, "operation")));
  if (g_strcmp0 (of, "deal") == 0 || slug == NULL)
    return;
  data->slot = parcours_frame_add_field (compiler->program->frame, slug);
  data->operation = math_operation (param_string (compiler, "operation"));
  data->source_slot = -1;
  data->topic = compiler->program->ids.field_changed;
  data->subject = parcours_texts_intern (compiler->program->texts, slug);
  if (data->slot < 0)
    return;
  data->type = parcours_frame_field (compiler->program->frame, (guint) data->slot)->type;
  if (data->type != PARCOURS_FIELD_NUMBER && data->type != PARCOURS_FIELD_MONEY)
    return;
  if (operand != NULL && !parcours_number_parse (operand, &data->number))
    data->source_slot = parcours_frame_add_field (compiler->program->frame, operand);
  else if (operand == NULL && !parcours_json_number (param_node (compiler, "operand"), &data->number))
    return;
  make_sum (data);
  step->op = OP_FIELD_COMPUTE;
}

static void
compile_score_adjust (ProgramCompiler *compiler,
                      ProgramStep     *step)
{
  const char *slug = param_string (compiler, "score");
  StepData *data = step->data;

  if (g_strcmp0 (param_string (compiler, "of"), "deal") == 0)
    parcours_compile_deal_score (compiler, step, math_operation (param_string (compiler, "operation")));
  if (slug == NULL || g_strcmp0 (param_string (compiler, "of"), "deal") == 0)
    return;
  data->slot = parcours_frame_add_score (compiler->program->frame, slug);
  data->operation = math_operation (param_string (compiler, "operation"));
  data->source_slot = -1;
  data->number = parcours_json_member_number (compiler->params, "points", 0.);
  data->topic = compiler->program->ids.score_changed;
  data->subject = parcours_texts_intern (compiler->program->texts, slug);
  make_sum (data);
  if (data->slot >= 0)
    step->op = OP_SCORE_ADJUST;
}

static ConsentRule
consent_rule (ProgramCompiler      *compiler,
              ParcoursChannel       channel,
              const ProgramMessage *message)
{
  JsonObject *platform = parcours_catalog_platform (parcours_catalog_get (), compiler->automation->platform);
  const char *consent = parcours_json_member_string (platform, "consent");

  if (channel == PARCOURS_CHANNEL_SMS)
    return g_strcmp0 (param_string (compiler, "kind"), "transactional") == 0 ? CONSENT_TRANSACTIONAL : CONSENT_CHANNEL;
  if (channel != PARCOURS_CHANNEL_EMAIL)
    return CONSENT_CHANNEL;
  if (message->is_transactional)
    return CONSENT_TRANSACTIONAL;

  return g_strcmp0 (consent, "list") == 0 ? CONSENT_LIST
       : g_strcmp0 (consent, "channel") == 0 ? CONSENT_CHANNEL : CONSENT_NOT_OPTED_OUT;
}

static guint8
device_addresses (ProgramCompiler *compiler)
{
  JsonArray *names = parcours_json_member_array (compiler->params, "platforms");
  guint8 addresses = 0;

  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    {
      const char *name = json_array_get_string_element (names, i);

      addresses |= g_str_equal (name, "ios") ? PARCOURS_ADDRESS_IOS
                 : g_str_equal (name, "android") ? PARCOURS_ADDRESS_ANDROID : PARCOURS_ADDRESS_WEB;
    }

  return addresses != 0 ? addresses : PARCOURS_ADDRESS_IOS | PARCOURS_ADDRESS_ANDROID | PARCOURS_ADDRESS_WEB;
}

/* One of these a message of the channel needs. */
static guint8
channel_addresses (ProgramCompiler *compiler,
                   ParcoursChannel  channel)
{
  switch (channel)
    {
    case PARCOURS_CHANNEL_EMAIL:
      return PARCOURS_ADDRESS_EMAIL;
    case PARCOURS_CHANNEL_SMS:
      return PARCOURS_ADDRESS_PHONE;
    case PARCOURS_CHANNEL_PUSH:
      return device_addresses (compiler);
    case PARCOURS_CHANNEL_WALLET:
      return PARCOURS_ADDRESS_PASS;
    case PARCOURS_CHANNEL_SITE_MESSAGE:
    default:
      return 0;
    }
}

/* What the events of this step's sends carry: what those of the message do, if there is one, and where they
 * come from. */
const ParcoursObject *
parcours_compile_send_base (ProgramCompiler      *compiler,
                            const ProgramMessage *message)
{
  ParcoursProgram *program = compiler->program;
  ParcoursObject *base = parcours_object_copy (message != NULL ? message->base : NULL, program->arena);
  guint32 step = parcours_texts_intern (program->texts, compiler->step->id);
  const char *page = parcours_json_member_string (compiler->params, "page");
  const char *kind = message != NULL ? param_string (compiler, "kind") : NULL;

  if (kind != NULL)
    parcours_object_set (base, g_quark_from_static_string ("kind"),
                         parcours_value_text (parcours_texts_intern (program->texts, kind)), program->arena);
  /* Where a site message is shown: the step says it, else the message. */
  if (page == NULL && message != NULL && message->entity != NULL)
    page = parcours_json_member_string (message->entity->attributes, "page");
  if (page != NULL && !g_str_equal (page, "any"))
    parcours_object_set (base, program_keys.page, parcours_value_text (parcours_texts_intern (program->texts, page)),
                         program->arena);
  parcours_object_set (base, g_quark_from_static_string ("automation"),
                       parcours_value_text (compiler->automation->slug), program->arena);
  parcours_object_set (base, g_quark_from_static_string ("step"), parcours_value_text (step), program->arena);

  return base;
}

/* Wallet notifications are named differently from their channel. */
static const char *
message_kind (const char *channel)
{
  return g_str_equal (channel, "wallet") ? "wallet-notification" : channel;
}

static const char *
message_param (const char *channel)
{
  return g_str_equal (channel, "wallet") ? "notification" : channel;
}

/* {"messages", "within", "over"}: how many the step may send, over people. */
static void
compile_send_limit (ProgramCompiler *compiler,
                    StepData        *data)
{
  JsonObject *limit = parcours_json_member_object (compiler->params, "send-limit");
  const char *within = parcours_json_member_string (limit, "within");
  ProgramThreshold threshold = { .kind = THRESHOLD_LIMIT };
  double messages = parcours_json_member_number (limit, "messages", 0.);

  if (messages < 1. || within == NULL || !parcours_duration_parse (within, &threshold.within))
    return;
  threshold.n = (guint) MIN (messages, G_MAXINT);
  threshold.skips = g_strcmp0 (parcours_json_member_string (limit, "over"), "skip") == 0;
  data->threshold = add_threshold (compiler, &threshold);
  data->attempt = new_visit (compiler);
  data->is_limited = TRUE;
}

static void
compile_message (ProgramCompiler *compiler,
                 ProgramStep     *step)
{
  const char *channel = param_string (compiler, "channel");
  const char *slug = channel == NULL ? NULL : param_string (compiler, message_param (channel));
  StepData *data = step->data;
  const ProgramMessage *message;
  g_autofree char *topic = NULL;

  if (g_strcmp0 (channel, "staff") == 0 || g_strcmp0 (channel, "webhook") == 0)
    {
      parcours_compile_send_out (compiler, step, g_str_equal (channel, "webhook"));
      return;
    }
  if (slug == NULL || !parcours_channel_parse (channel, &data->channel))
    return;
  data->message = parcours_compile_message (compiler, message_kind (channel), slug);
  message = program_message (compiler->program, (guint) data->message);
  topic = g_strconcat (channel, data->channel == PARCOURS_CHANNEL_SITE_MESSAGE ? ".queued"
                              : data->channel == PARCOURS_CHANNEL_WALLET ? ".notification-sent" : ".sent", NULL);
  data->topic = parcours_compile_topic (topic);
  data->subject = parcours_texts_intern (compiler->program->texts, slug);
  data->visit = new_visit (compiler);
  data->consent = consent_rule (compiler, data->channel, message);
  data->addresses = channel_addresses (compiler, data->channel);
  data->base = parcours_compile_send_base (compiler, message);
  compile_send_limit (compiler, data);
  for (guint i = 0; i < PARCOURS_N_REACTIONS; i++)
    data->reaction_salts[i] = parcours_draw_salt (compiler->program->seed,
                                                  parcours_automation_id (compiler->automation->automation),
                                                  compiler->step->id, parcours_reaction_name ((ParcoursReaction) i));
  step->op = OP_SEND;
}

static void
compile_wait_duration (ProgramCompiler *compiler,
                       ProgramStep     *step)
{
  if (!param_duration (compiler, "for", &step->data->duration))
    return;
  step->op = OP_WAIT_DURATION;
}

static void
compile_wait_moment (ProgramCompiler *compiler,
                     ProgramStep     *step)
{
  step->data->has_moment = parcours_moment_parse (param_node (compiler, "moment"), &step->data->moment, NULL);
  if (!step->data->has_moment)
    return;
  step->op = OP_WAIT_MOMENT;
}

static void
compile_wait_date (ProgramCompiler *compiler,
                   ProgramStep     *step)
{
  const char *offset = param_string (compiler, "offset");
  const char *at = param_string (compiler, "at");

  if (!parcours_compile_date (compiler, &step->data->date))
    return;
  step->data->at = 9 * PARCOURS_HOUR;
  if (at != NULL)
    parcours_time_of_day_parse (at, &step->data->at);
  if (offset != NULL)
    parcours_offset_parse (offset, &step->data->duration);
  step->op = OP_WAIT_DATE;
}

static void
compile_limit (ProgramCompiler *compiler,
               StepData        *data)
{
  const ParcoursRow *row = parcours_step_row (compiler->step, compiler->automation->platform);

  data->has_limit = param_duration (compiler, "limit", &data->limit);
  data->limit_port = row == NULL || parcours_row_offers_port (row, "timeout") ? 1 : 0;
}

static void
compile_wait_condition (ProgramCompiler *compiler,
                        ProgramStep     *step)
{
  step->data->predicate = parcours_compile_condition (compiler, param_node (compiler, "if"));
  if (step->data->predicate == NULL)
    return;
  compile_limit (compiler, step->data);
  step->op = OP_WAIT_CONDITION;
}

/* {"event": topic, "subject": slug or pattern, "where": filter} as one filter. */
static ParcoursFilter *
compile_event_filter (ProgramCompiler     *compiler,
                      const ParcoursTopic *topic)
{
  const char *subject = param_string (compiler, "subject");
  JsonNode *where = param_node (compiler, "where");
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *all = json_object_new ();
  JsonArray *tests = json_array_new ();

  if (subject != NULL && !g_str_equal (subject, "any"))
    {
      JsonObject *test = json_object_new ();
      JsonObject *operation = json_object_new ();

      json_object_set_string_member (operation, "op", g_str_equal (topic->subject, "url") ? "matches-url" : "matches");
      json_object_set_string_member (operation, "value", subject);
      json_object_set_object_member (test, "subject", operation);
      json_array_add_object_element (tests, test);
    }
  if (where != NULL && JSON_NODE_HOLDS_OBJECT (where))
    json_array_add_element (tests, json_node_ref (where));
  json_object_set_array_member (all, "all", tests);
  json_node_take_object (node, all);

  return parcours_compile_where (compiler->program, node);
}

static void
compile_wait_event (ProgramCompiler *compiler,
                    ProgramStep     *step)
{
  const char *name = param_string (compiler, "event");
  const ParcoursTopic *topic = name != NULL ? parcours_catalog_topic (parcours_catalog_get (), name) : NULL;

  if (topic == NULL)
    return;
  step->op = OP_WAIT_EVENT;
  step->data->topic = (guint16) topic->index;
  step->data->filter = compile_event_filter (compiler, topic);
  compile_limit (compiler, step->data);
  compiler->program->topics[topic->index].has_waits = TRUE;
}

static void
compile_if (ProgramCompiler *compiler,
            ProgramStep     *step)
{
  step->data->predicate = parcours_compile_condition (compiler, param_node (compiler, "if"));
  if (step->data->predicate != NULL)
    step->op = OP_IF;
}

/* Whose turn it is, at a step that several people share in turn. */
void
parcours_compile_rotation (ProgramCompiler *compiler,
                           StepData        *data)
{
  ProgramThreshold threshold = { .kind = THRESHOLD_ROTATION };

  data->threshold = (int) compiler->program->thresholds->len;
  data->visit = new_visit (compiler);
  g_array_append_val (compiler->program->thresholds, threshold);
}

static guint32
place_of (const ProgramCompiler *compiler,
          const ProgramStep     *step)
{
  return (guint32) (step - compiler->program->steps);
}

static gboolean
read_instant (ProgramCompiler *compiler,
              const char      *text,
              gint64          *at)
{
  const ParcoursZone *zone = compiler->automation->zone != NULL ? compiler->automation->zone
                                                                : compiler->program->settings.zone;

  return text != NULL && parcours_timeline_instant (text, compiler->program->from, zone, at);
}

/* {"if": condition, "within": duration, "after": {"at" | "passed" | "wins": ...}} */
static int
compile_winner (ProgramCompiler *compiler,
                ProgramStep     *step)
{
  JsonObject *rule = parcours_json_member_object (compiler->params, "winner");
  JsonObject *after = parcours_json_member_object (rule, "after");
  const char *within = parcours_json_member_string (rule, "within");
  ProgramThreshold threshold = { .step = place_of (compiler, step), .within = { 0, 7, 0 } };

  if (after == NULL)
    return -1;
  if (within != NULL)
    parcours_duration_parse (within, &threshold.within);
  if (read_instant (compiler, parcours_json_member_string (after, "at"), &threshold.at))
    threshold.kind = THRESHOLD_WINNER_AT;
  else if (json_object_has_member (after, "passed"))
    threshold.kind = THRESHOLD_WINNER_PASSED;
  else if (json_object_has_member (after, "wins"))
    threshold.kind = THRESHOLD_WINNER_WINS;
  else
    return -1;
  threshold.n = (guint) MAX (parcours_json_member_number (after, threshold.kind == THRESHOLD_WINNER_PASSED ? "passed"
                                                                                                          : "wins", 0.), 0.);
  threshold.win = parcours_compile_condition (compiler, json_object_get_member (rule, "if"));

  return add_threshold (compiler, &threshold);
}

/* {"at": instant}, {"passed": n} or {"if": condition} */
static void
compile_latch (ProgramCompiler *compiler,
               ProgramStep     *step)
{
  JsonObject *until = parcours_json_member_object (compiler->params, "until");
  ProgramThreshold threshold = { .step = place_of (compiler, step) };

  if (until == NULL)
    return;
  if (read_instant (compiler, parcours_json_member_string (until, "at"), &threshold.at))
    threshold.kind = THRESHOLD_LATCH_AT;
  else if (json_object_has_member (until, "passed"))
    {
      threshold.kind = THRESHOLD_LATCH_PASSED;
      threshold.n = (guint) MAX (parcours_json_member_number (until, "passed", 0.), 0.);
    }
  else
    {
      threshold.kind = THRESHOLD_LATCH_IF;
      step->data->predicate = parcours_compile_condition (compiler, json_object_get_member (until, "if"));
      if (step->data->predicate == NULL)
        return;
    }
  step->data->threshold = add_threshold (compiler, &threshold);
  step->data->visit = new_visit (compiler);
  step->op = OP_LATCH;
}

static void
compile_random (ProgramCompiler *compiler,
                ProgramStep     *step)
{
  JsonArray *weights = parcours_json_member_array (compiler->params, "weights");
  guint n = weights != NULL ? json_array_get_length (weights) : 0;
  StepData *data = step->data;
  double total = 0., running = 0.;

  for (guint i = 0; i < n; i++)
    total += json_array_get_double_element (weights, i);
  if (n < 2 || n > step->n_ports || total <= 0.)
    return;
  data->n_shares = n;
  data->share_ends = g_new (guint64, n);
  for (guint i = 0; i < n; i++)
    {
      running += json_array_get_double_element (weights, i);
      data->share_ends[i] = i + 1 == n || running >= total ? G_MAXUINT64 : (guint64) (running / total * 0x1p64);
    }
  data->salt = parcours_draw_salt (compiler->program->seed, parcours_automation_id (compiler->automation->automation),
                                   compiler->step->id, "split");
  data->visit = new_visit (compiler);
  data->threshold = compile_winner (compiler, step);
  step->op = OP_RANDOM;
}

static void
compile_goal (ProgramCompiler *compiler,
              ProgramStep     *step)
{
  const char *unmet = param_string (compiler, "unmet");
  g_autofree char *subject = NULL;

  step->data->predicate = parcours_compile_condition (compiler, param_node (compiler, "if"));
  if (step->data->predicate == NULL)
    return;
  subject = g_strconcat (parcours_automation_slug (compiler->automation->automation), "/", compiler->step->id, NULL);
  step->data->goal_subject = parcours_texts_intern (compiler->program->texts, subject);
  step->data->reach_above = g_strcmp0 (param_string (compiler, "reach"), "above") == 0;
  step->data->unmet = g_strcmp0 (unmet, "continue") == 0 ? GOAL_CONTINUE
                      : g_strcmp0 (unmet, "end") == 0    ? GOAL_END
                                                         : GOAL_WAIT;
  step->op = OP_GOAL;
}

static void
compile_go_to (ProgramCompiler *compiler,
               ProgramStep     *step)
{
  step->data->target_step = parcours_compile_find_step (compiler->program, compiler->automation_index,
                                                        param_string (compiler, "step"));
  step->op = OP_GO_TO;
}

static void
compile_enrol (ProgramCompiler *compiler,
               ProgramStep     *step)
{
  const char *slug = param_string (compiler, "automation");

  step->data->target_automation = slug != NULL ? parcours_program_find_automation (compiler->program, slug) : -1;
  step->data->subject = parcours_texts_intern (compiler->program->texts, slug);
  step->op = OP_ENROL;
}

static void
compile_end (ProgramCompiler *compiler,
             ProgramStep     *step)
{
  step->op = OP_END;
}

static void
compile_end_other (ProgramCompiler *compiler,
                   ProgramStep     *step)
{
  const char *slug = param_string (compiler, "automation");
  gboolean all = slug == NULL || g_str_equal (slug, "any");

  step->data->target_automation = all ? -1 : parcours_program_find_automation (compiler->program, slug);
  /* An automation that does not run has nobody inside. */
  step->op = !all && step->data->target_automation < 0 ? OP_NOTHING : OP_END_OTHER;
}

static void
compile_delete (ProgramCompiler *compiler,
                ProgramStep     *step)
{
  step->op = OP_DELETE;
}

static void
compile_channel_block (ProgramCompiler *compiler,
                       ProgramStep     *step)
{
  JsonArray *senders = parcours_json_member_array (compiler->params, "senders");

  step->data->flag = g_strcmp0 (param_string (compiler, "scope"), "transactional") == 0;
  step->data->n_owners = senders != NULL ? json_array_get_length (senders) : 0;
  step->data->owners = g_new0 (guint32, step->data->n_owners + 1);
  for (guint i = 0; i < step->data->n_owners; i++)
    step->data->owners[i] = parcours_texts_intern (compiler->program->texts, json_array_get_string_element (senders, i));
  parcours_compile_senders (compiler->program);
  step->op = OP_CHANNEL_BLOCK;
}

static void
compile_wallet_campaign (ProgramCompiler *compiler,
                         ProgramStep     *step)
{
  const char *campaign = param_string (compiler, "campaign");
  const char *notification = param_string (compiler, "notification");

  if (campaign == NULL)
    return;
  step->data->subject = parcours_texts_intern (compiler->program->texts, campaign);
  step->data->message = notification != NULL ? parcours_compile_message (compiler, "wallet-notification", notification)
                                             : -1;
  step->data->base = parcours_compile_send_base (compiler, notification != NULL
                                                   ? program_message (compiler->program, (guint) step->data->message)
                                                   : NULL);
  step->op = OP_WALLET_CAMPAIGN;
}

static const struct
{
  const char *operation;
  CompileFunc compile;
} operations[] = {
  { "account.link", parcours_compile_account_link },
  { "account.set", parcours_compile_account_set },
  { "audience.add", compile_audience_add },
  { "audience.remove", compile_audience_remove },
  { "branch.if", compile_if },
  { "channel.block", compile_channel_block },
  { "contact.delete", compile_delete },
  { "conversion.record", parcours_compile_conversion },
  { "deal.create", parcours_compile_deal_create },
  { "deal.duplicate", parcours_compile_deal_duplicate },
  { "deal.set", parcours_compile_deal_set },
  { "enrol", compile_enrol },
  { "field.compute", compile_field_compute },
  { "field.set", compile_field_set },
  { "flow.end", compile_end },
  { "flow.end-other", compile_end_other },
  { "goal", compile_goal },
  { "jump", compile_go_to },
  { "list.remove", compile_list_remove },
  { "list.subscribe", compile_list_subscribe },
  { "list.unsubscribe", compile_list_unsubscribe },
  { "message.send", compile_message },
  { "note.add", parcours_compile_note },
  { "route.latch", compile_latch },
  { "route.random", compile_random },
  { "salesforce.create", parcours_compile_salesforce },
  { "score.adjust", compile_score_adjust },
  { "tag.add", compile_tag_add },
  { "tag.remove", compile_tag_remove },
  { "task.complete", parcours_compile_task_complete },
  { "task.create", parcours_compile_task_create },
  { "wait.condition", compile_wait_condition },
  { "wait.date", compile_wait_date },
  { "wait.duration", compile_wait_duration },
  { "wait.event", compile_wait_event },
  { "wait.moment", compile_wait_moment },
  { "wallet.set-campaign", compile_wallet_campaign },
};

/* An action may have a moment before which it does not act. */
static void
compile_schedule (ProgramCompiler *compiler,
                  ProgramStep     *step)
{
  JsonNode *at = param_node (compiler, "at");

  if (step->op != OP_NOTHING && step->op < OP_WAIT_DURATION && at != NULL && JSON_NODE_HOLDS_OBJECT (at))
    step->data->has_moment = parcours_moment_parse (at, &step->data->moment, NULL);
}

/* Whether the step says all that its form asks for. */
static gboolean
is_complete (const ProgramCompiler *compiler)
{
  const GPtrArray *params = compiler->step->type->params;

  for (guint i = 0; i < params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (params, i);

      if (param->required && parcours_param_is_shown (param, compiler->params) &&
          !json_object_has_member (compiler->params, param->name))
        return FALSE;
    }

  return TRUE;
}

/* Compiles a step that is no trigger; what cannot be compiled does nothing. */
void
parcours_compile_step (ProgramCompiler *compiler,
                       ProgramStep     *step)
{
  const char *operation = compiler->step->type != NULL ? compiler->step->type->operation : NULL;

  step->op = OP_NOTHING;
  if (operation == NULL || !is_complete (compiler))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      if (g_str_equal (operations[i].operation, operation))
        operations[i].compile (compiler, step);
    }
  compile_schedule (compiler, step);
}
