/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Compiles steps on deals, tasks, notes and what else the team works with. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "parcours-json.h"
#include "parcours-program-private.h"
#include "parcours-render.h"
#include "parcours-text.h"

static const char *
param_string (ProgramCompiler *compiler,
              const char      *name)
{
  return parcours_json_member_string (compiler->params, name);
}

static guint32
intern (ProgramCompiler *compiler,
        const char      *text)
{
  return parcours_texts_intern (compiler->program->texts, text);
}

static void
compile_target (ProgramCompiler *compiler,
                StepData        *data,
                const char      *kind)
{
  data->kind = (gint32) parcours_frame_add_kind (compiler->program->frame, kind);
  parcours_target_parse (param_string (compiler, "target"), &data->target);
}

/* A text to be filled with the data of the contact, %NULL for none. */
static ParcoursTemplate *
compile_text (ProgramCompiler *compiler,
              const char      *text)
{
  ParcoursTemplate *template;

  if (text == NULL)
    return NULL;
  template = parcours_template_new (text);
  parcours_render_prepare (template, compiler->program->frame);

  return template;
}

/* {"user": slug} or {"rotate": [slugs]} */
static void
compile_owner (ProgramCompiler *compiler,
               StepData        *data,
               JsonObject      *rule)
{
  const char *user = parcours_json_member_string (rule, "user");
  JsonArray *rotate = parcours_json_member_array (rule, "rotate");
  guint n = user != NULL ? 1 : rotate != NULL ? json_array_get_length (rotate) : 0;

  data->owners = g_new0 (guint32, n + 1);
  data->n_owners = n;
  for (guint i = 0; i < n; i++)
    data->owners[i] = intern (compiler, user != NULL ? user : json_array_get_string_element (rotate, i));
  if (n > 1)
    parcours_compile_rotation (compiler, data);
}

static void
compile_due (ProgramCompiler *compiler,
             StepData        *data,
             const char      *due)
{
  data->due_at = PARCOURS_INSTANT_MISSING;
  if (due == NULL || parcours_offset_parse (due, &data->duration))
    return;
  parcours_timeline_instant (due, compiler->program->from, compiler->program->settings.zone, &data->due_at);
}

static gboolean
is_on_deal (ProgramCompiler *compiler)
{
  return g_strcmp0 (param_string (compiler, "on"), "deal") == 0;
}

void
parcours_compile_task_create (ProgramCompiler *compiler,
                              ProgramStep     *step)
{
  StepData *data = step->data;

  data->flag = is_on_deal (compiler);
  compile_target (compiler, data, "deal");
  data->task_type = intern (compiler, param_string (compiler, "type"));
  data->title = compile_text (compiler, param_string (compiler, "title"));
  data->note = compile_text (compiler, param_string (compiler, "note"));
  compile_due (compiler, data, param_string (compiler, "due"));
  compile_owner (compiler, data, parcours_json_member_object (compiler->params, "owner"));
  step->op = OP_TASK_CREATE;
}

static ParcoursFilter *
task_filter (ProgramCompiler *compiler)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *where = json_object_new ();
  const char *type = param_string (compiler, "type");
  const char *title = param_string (compiler, "title");

  if (type != NULL && !g_str_equal (type, "any"))
    json_object_set_string_member (where, "type", type);
  if (title != NULL)
    {
      JsonObject *test = json_object_new ();

      json_object_set_string_member (test, "op", "matches");
      json_object_set_string_member (test, "value", title);
      json_object_set_object_member (where, "title", test);
    }
  json_node_take_object (node, where);

  return parcours_compile_where (compiler->program, node);
}

void
parcours_compile_task_complete (ProgramCompiler *compiler,
                                ProgramStep     *step)
{
  compile_target (compiler, step->data, "task");
  step->data->filter = task_filter (compiler);
  step->op = OP_TASK_COMPLETE;
}

void
parcours_compile_note (ProgramCompiler *compiler,
                       ProgramStep     *step)
{
  step->data->flag = is_on_deal (compiler);
  compile_target (compiler, step->data, "deal");
  step->data->title = compile_text (compiler, param_string (compiler, "text"));
  step->op = OP_NOTE_ADD;
}

/* A stage given alone names its pipeline. */
static void
compile_stage (ProgramCompiler *compiler,
               StepData        *data)
{
  const char *pipeline = param_string (compiler, "pipeline");
  const char *stage = param_string (compiler, "stage");
  const char *slash = stage != NULL ? strchr (stage, '/') : NULL;
  g_autofree char *of_stage = slash != NULL ? g_strndup (stage, slash - stage) : NULL;
  g_autofree char *full = NULL;

  if (pipeline == NULL)
    pipeline = of_stage;
  if (stage != NULL && slash == NULL && pipeline != NULL)
    full = g_strconcat (pipeline, "/", stage, NULL);
  data->pipeline = intern (compiler, pipeline);
  data->stage = intern (compiler, full != NULL ? full : stage);
}

static double
money_param (ProgramCompiler *compiler,
             const char      *name)
{
  const char *text = param_string (compiler, name);
  double number;

  if (text != NULL ? parcours_number_parse (text, &number)
                   : parcours_json_number (json_object_get_member (compiler->params, name), &number))
    return number;

  return NAN;
}

void
parcours_compile_deal_create (ProgramCompiler *compiler,
                              ProgramStep     *step)
{
  StepData *data = step->data;
  JsonObject *task = parcours_json_member_object (compiler->params, "task");

  compile_target (compiler, data, "deal");
  compile_stage (compiler, data);
  data->title = compile_text (compiler, param_string (compiler, "title"));
  data->number = money_param (compiler, "value");
  data->due_at = PARCOURS_INSTANT_MISSING;
  compile_owner (compiler, data, parcours_json_member_object (compiler->params, "owner"));
  if (task != NULL)
    {
      data->task = compile_text (compiler, parcours_json_member_string (task, "title"));
      data->note = compile_text (compiler, parcours_json_member_string (task, "note"));
      data->task_type = intern (compiler, parcours_json_member_string (task, "type"));
      compile_due (compiler, data, parcours_json_member_string (task, "due"));
    }
  step->op = OP_DEAL_CREATE;
}

void
parcours_compile_deal_duplicate (ProgramCompiler *compiler,
                                 ProgramStep     *step)
{
  compile_target (compiler, step->data, "deal");
  parcours_frame_add_kind (compiler->program->frame, "note");
  compile_stage (compiler, step->data);
  if (step->data->target == PARCOURS_TARGET_ANY)
    step->data->target = PARCOURS_TARGET_LATEST;
  step->data->title = compile_text (compiler, param_string (compiler, "prefix"));
  step->op = OP_DEAL_DUPLICATE;
}

/* A literal as the column of a record carries it. */
static ParcoursValue
literal_value (ProgramCompiler   *compiler,
               ParcoursFieldType  type,
               JsonNode          *node)
{
  g_autofree char *text = parcours_json_string (node) != NULL ? g_strdup (parcours_json_string (node))
                                                              : parcours_json_to_line (node);
  ParcoursSlot slot;

  if (!parcours_slot_parse (type, NULL, text, compiler->program->texts, &slot))
    return (ParcoursValue){ PARCOURS_VALUE_MISSING };

  return parcours_slot_to_value (type, slot);
}

/* {"value": v}, {"copy": contact field}, {"clear": true}, or an owner rule. */
static gboolean
compile_source (ProgramCompiler   *compiler,
                StepData          *data,
                ParcoursFieldType  type)
{
  JsonObject *source = parcours_json_member_object (compiler->params, "value");
  const char *copy = parcours_json_member_string (source, "copy");
  JsonNode *value = source != NULL ? json_object_get_member (source, "value") : NULL;

  data->source_slot = copy != NULL ? parcours_frame_add_field (compiler->program->frame, copy) : -1;
  data->clear = parcours_json_member_boolean (source, "clear", FALSE);
  if (source != NULL && (json_object_has_member (source, "user") || json_object_has_member (source, "rotate")))
    compile_owner (compiler, data, source);
  else if (value != NULL)
    data->literal = literal_value (compiler, type, value);

  return copy == NULL || data->source_slot >= 0;
}

static ParcoursFieldType
column_type (ProgramCompiler *compiler,
             const char      *kind,
             const char      *column)
{
  ParcoursFieldType type;

  if (g_str_equal (column, "value"))
    return PARCOURS_FIELD_MONEY;
  type = parcours_library_field_type (compiler->program->library, kind, column);

  return type != PARCOURS_FIELD_UNKNOWN ? type : PARCOURS_FIELD_TEXT;
}

void
parcours_compile_deal_set (ProgramCompiler *compiler,
                           ProgramStep     *step)
{
  const ProgramTopicIds *ids = &compiler->program->ids;
  const char *property = param_string (compiler, "property");
  const char *column = g_strcmp0 (property, "field") == 0 ? param_string (compiler, "field") : property;
  StepData *data = step->data;

  if (column == NULL)
    return;
  compile_target (compiler, data, "deal");
  data->flag = g_str_equal (property, "stage");
  data->topic = g_str_equal (property, "status") ? ids->deal_status_changed : ids->deal_field_changed;
  data->text = g_str_equal (property, "status") ? NULL : g_strdup (column);
  if (data->flag)
    compile_stage (compiler, data);
  else if (!compile_source (compiler, data, column_type (compiler, "deal-field", column)))
    return;
  step->op = OP_DEAL_SET;
}

/* Calculates with a field of the deal. */
void
parcours_compile_deal_compute (ProgramCompiler *compiler,
                               ProgramStep     *step,
                               int              operation)
{
  const char *field = param_string (compiler, "field");
  const char *operand = param_string (compiler, "operand");
  StepData *data = step->data;

  if (field == NULL)
    return;
  compile_target (compiler, data, "deal");
  data->topic = compiler->program->ids.deal_field_changed;
  data->operation = operation;
  data->type = column_type (compiler, "deal-field", field);
  data->text = g_strdup (field);
  if (operand != NULL && !parcours_number_parse (operand, &data->number))
    data->text2 = g_strdup (operand);
  else if (operand == NULL &&
           !parcours_json_number (json_object_get_member (compiler->params, "operand"), &data->number))
    return;
  step->op = OP_DEAL_COMPUTE;
}

void
parcours_compile_deal_score (ProgramCompiler *compiler,
                             ProgramStep     *step,
                             int              operation)
{
  const char *score = param_string (compiler, "score");
  const ParcoursEntity *entity = score != NULL ? parcours_library_lookup (compiler->program->library, "score", score) : NULL;

  if (entity == NULL)
    return;
  compile_target (compiler, step->data, "deal");
  step->data->text = g_strdup (score);
  step->data->subject = intern (compiler, score);
  step->data->operation = operation;
  step->data->number = parcours_json_member_number (compiler->params, "points", 0.);
  step->data->start = parcours_json_member_number (entity->attributes, "start", 0.);
  step->op = OP_DEAL_SCORE;
}

void
parcours_compile_account_set (ProgramCompiler *compiler,
                              ProgramStep     *step)
{
  const char *field = param_string (compiler, "field");

  if (field == NULL || !compile_source (compiler, step->data, column_type (compiler, "account-field", field)))
    return;
  step->data->kind = (gint32) parcours_frame_add_kind (compiler->program->frame, "account");
  step->data->text = g_strdup (field);
  step->op = OP_ACCOUNT_SET;
  compiler->program->shares_accounts = TRUE;
}

/* Accounts can be asked for by name; of several of one name the first counts, as they are listed. */
static void
name_accounts (ParcoursProgram *program)
{
  g_autoptr (GPtrArray) accounts = NULL;

  if (program->account_names != NULL)
    return;
  program->account_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  accounts = parcours_library_list (program->library, "account");
  for (guint i = accounts->len; i > 0; i--)
    {
      const ParcoursEntity *account = g_ptr_array_index (accounts, i - 1);

      g_hash_table_replace (program->account_names, parcours_text_fold (account->label),
                            GUINT_TO_POINTER (parcours_texts_intern (program->texts, account->slug)));
    }
}

void
parcours_compile_account_link (ProgramCompiler *compiler,
                               ProgramStep     *step)
{
  const char *account = param_string (compiler, "account");
  const char *from = param_string (compiler, "from");

  step->data->source_slot = from != NULL ? parcours_frame_add_field (compiler->program->frame, from) : -1;
  if (step->data->source_slot >= 0)
    name_accounts (compiler->program);
  step->data->subject = intern (compiler, account);
  step->data->kind = (gint32) parcours_frame_add_kind (compiler->program->frame, "account");
  if (account != NULL || step->data->source_slot >= 0)
    step->op = OP_ACCOUNT_LINK;
}

void
parcours_compile_conversion (ProgramCompiler *compiler,
                             ProgramStep     *step)
{
  step->data->subject = intern (compiler, param_string (compiler, "conversion"));
  step->data->number = money_param (compiler, "value");
  step->op = OP_CONVERSION;
}

void
parcours_compile_salesforce (ProgramCompiler *compiler,
                             ProgramStep     *step)
{
  step->data->subject = intern (compiler, param_string (compiler, "kind"));
  step->data->base = parcours_compile_send_base (compiler, NULL);
  step->op = OP_SALESFORCE;
}

/* Messages that are not for the contact: to the team, and to servers. */
void
parcours_compile_send_out (ProgramCompiler *compiler,
                           ProgramStep     *step,
                           gboolean         is_webhook)
{
  const ProgramTopicIds *ids = &compiler->program->ids;
  const char *to = param_string (compiler, is_webhook ? "url" : "to");
  g_autofree char *url = is_webhook && to != NULL ? parcours_url_normalize (to) : NULL;

  if (to == NULL)
    return;
  step->data->topic = is_webhook ? ids->webhook_called : ids->notification_sent;
  step->data->subject = intern (compiler, url != NULL ? url : to);
  step->data->base = parcours_compile_send_base (compiler, NULL);
  step->op = OP_SEND_OUT;
}
