/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Steps on deals, tasks, notes and what else the team works with. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "parcours-render.h"
#include "parcours-runner-private.h"
#include "parcours-text.h"

typedef struct
{
  guint32 *ids; /* (owned by the arena) */
  guint n;
} Targets;

static ParcoursValue
text_value (ParcoursRunner *self,
            const char     *text)
{
  return parcours_value_text (parcours_texts_intern (self->program->texts, text));
}

static void
set_value (ParcoursRunner *self,
           ParcoursObject *payload,
           const char     *key,
           ParcoursValue   value)
{
  if (value.type != PARCOURS_VALUE_MISSING)
    parcours_object_set (payload, g_quark_from_string (key), value, self->state->arena);
}

/* A text of the step with the data of the contact and of what admitted it. */
static ParcoursValue
rendered (ParcoursRunner         *self,
          guint32                 number,
          const ParcoursTemplate *template)
{
  g_autofree char *text = NULL;

  if (template == NULL)
    return (ParcoursValue){ PARCOURS_VALUE_MISSING };
  runner_ask (self, runner_enrolment (self, number));
  text = parcours_render (template, self->state);

  return text_value (self, text);
}

static gboolean
fits (ParcoursRunner       *self,
      const StepData       *data,
      const ParcoursRecord *record,
      gboolean              only_open)
{
  return (!only_open || parcours_state_is_open (self->state, (guint) data->kind, record)) &&
         parcours_filter_test_object (data->filter, record->columns, self->state->now, self->state->zone);
}

/* The records of the step's kind that it means (vocabulary, section 5), among those that fit its filter. */
static Targets
find_targets (ParcoursRunner *self,
              guint32         number,
              const StepData *data)
{
  const ParcoursRecordList *list = &self->state->records[data->kind];
  const ParcoursFrameKind *kind = g_ptr_array_index (self->program->frame->kinds, (guint) data->kind);
  Targets targets = { parcours_arena_new0 (self->state->arena, guint32, list->n + 1), 0 };
  gboolean by_default = data->target == PARCOURS_TARGET_ANY;
  const ParcoursRecord *best = NULL;
  guint32 trigger;

  runner_ask (self, runner_enrolment (self, number));
  trigger = parcours_state_trigger_record (self->state, kind->kind);
  for (guint i = 0; i < list->n; i++)
    {
      const ParcoursRecord *record = &list->records[i];
      gboolean is_trigger = trigger != PARCOURS_TEXT_MISSING && record->id == trigger;

      if (data->target == PARCOURS_TARGET_ALL)
        {
          if (fits (self, data, record, FALSE))
            targets.ids[targets.n++] = record->id;
          continue;
        }
      if (is_trigger && (by_default || data->target == PARCOURS_TARGET_TRIGGER) && fits (self, data, record, FALSE))
        {
          best = record;
          break;
        }
      if (data->target != PARCOURS_TARGET_TRIGGER &&
          (best == NULL || parcours_state_is_later (self->state, record, best)) &&
          fits (self, data, record, data->target != PARCOURS_TARGET_LATEST))
        best = record;
    }
  if (best != NULL)
    targets.ids[targets.n++] = best->id;

  return targets;
}

/* Who owns what is made: a person, or each of some in turn. */
static ParcoursValue
choose_owner (ParcoursRunner *self,
              const StepData *data)
{
  if (data->n_owners == 0)
    return (ParcoursValue){ PARCOURS_VALUE_MISSING };

  return parcours_value_text (data->owners[data->n_owners > 1 ? parcours_runner_turn (self, data) % data->n_owners : 0]);
}

static void
publish_task (ParcoursRunner *self,
              guint32         number,
              const StepData *data,
              ParcoursValue   title,
              ParcoursValue   owner,
              ParcoursValue   deal)
{
  ParcoursObject *payload = parcours_object_new (7, self->state->arena);
  const ParcoursZone *zone = runner_zone (self, runner_enrolment (self, number)->automation);
  gint64 due = data->due_at != PARCOURS_INSTANT_MISSING
                 ? data->due_at : parcours_duration_add (&data->duration, self->state->now, zone);

  set_value (self, payload, "type", parcours_value_text (data->task_type));
  set_value (self, payload, "title", title);
  set_value (self, payload, "note", rendered (self, number, data->note));
  set_value (self, payload, "due", parcours_value_instant (due));
  set_value (self, payload, "owner", owner);
  set_value (self, payload, "deal", deal);
  parcours_runner_publish_topic (self, self->program->ids.task_created, PARCOURS_ORIGIN_EFFECT,
                                 parcours_runner_new_serial (self), payload);
}

static ParcoursOutcome
create_task (ParcoursRunner *self,
             guint32         number,
             const StepData *data)
{
  ParcoursValue deal = { PARCOURS_VALUE_MISSING };

  if (data->flag)
    {
      Targets targets = find_targets (self, number, data);

      if (targets.n == 0)
        return PARCOURS_OUTCOME_NO_DEAL;
      deal = parcours_value_text (targets.ids[0]);
    }
  publish_task (self, number, data, rendered (self, number, data->title), choose_owner (self, data), deal);

  return PARCOURS_OUTCOME_DONE;
}

static ParcoursOutcome
complete_task (ParcoursRunner *self,
               guint32         number,
               const StepData *data)
{
  Targets targets = find_targets (self, number, data);
  gboolean changed = FALSE;

  if (targets.n == 0)
    return PARCOURS_OUTCOME_NO_TASK;
  for (guint i = 0; i < targets.n; i++)
    changed |= parcours_runner_publish_topic (self, self->program->ids.task_completed, PARCOURS_ORIGIN_EFFECT,
                                              targets.ids[i], NULL);

  return changed ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED;
}

static void
publish_note (ParcoursRunner *self,
              guint32         number,
              const StepData *data,
              ParcoursValue   deal)
{
  ParcoursObject *payload = parcours_object_new (3, self->state->arena);

  set_value (self, payload, "on", text_value (self, data->flag ? "deal" : "contact"));
  set_value (self, payload, "text", rendered (self, number, data->title));
  if (deal.type != PARCOURS_VALUE_MISSING)
    set_value (self, payload, "deal", deal);
  parcours_runner_publish_topic (self, self->program->ids.note_added, PARCOURS_ORIGIN_EFFECT,
                                 parcours_runner_new_serial (self), payload);
}

static ParcoursOutcome
add_note (ParcoursRunner *self,
          guint32         number,
          const StepData *data)
{
  Targets targets;

  if (!data->flag)
    {
      publish_note (self, number, data, (ParcoursValue){ PARCOURS_VALUE_MISSING });
      return PARCOURS_OUTCOME_DONE;
    }
  targets = find_targets (self, number, data);
  for (guint i = 0; i < targets.n; i++)
    publish_note (self, number, data, parcours_value_text (targets.ids[i]));

  return targets.n > 0 ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_NO_DEAL;
}

static ParcoursOutcome
create_deal (ParcoursRunner *self,
             guint32         number,
             const StepData *data)
{
  ParcoursObject *payload = parcours_object_new (8, self->state->arena);
  guint32 deal = parcours_runner_new_serial (self);
  ParcoursValue owner = choose_owner (self, data);

  set_value (self, payload, "pipeline", parcours_value_text (data->pipeline));
  set_value (self, payload, "stage", parcours_value_text (data->stage));
  set_value (self, payload, "title", rendered (self, number, data->title));
  if (!isnan (data->number))
    set_value (self, payload, "value", parcours_value_number (data->number));
  set_value (self, payload, "status", parcours_value_text (self->program->words.open));
  set_value (self, payload, "owner", owner);
  parcours_runner_publish_topic (self, self->program->ids.deal_created, PARCOURS_ORIGIN_EFFECT, deal, payload);
  if (data->task != NULL)
    publish_task (self, number, data, rendered (self, number, data->task), owner, parcours_value_text (deal));

  return PARCOURS_OUTCOME_DONE;
}

/* The title of a deal, with something before it. */
static ParcoursValue
prefixed_title (ParcoursRunner         *self,
                guint32                 number,
                const ParcoursObject   *deal,
                const ParcoursTemplate *prefix)
{
  ParcoursValue title = parcours_object_get (deal, program_keys.title);
  g_autofree char *before = NULL;
  g_autofree char *old = NULL;
  g_autofree char *text = NULL;

  if (prefix == NULL)
    return title;
  runner_ask (self, runner_enrolment (self, number));
  before = parcours_render (prefix, self->state);
  old = title.type == PARCOURS_VALUE_TEXT ? parcours_texts_format (self->program->texts, title.text) : NULL;
  text = g_strconcat (before, old, NULL);

  return text_value (self, text);
}

/* Copies fields, notes, contacts and account, not tasks; the copy is open. All deals twice, again and again, would soon
 * be more than any memory holds: each one more counts like a step. */
static ParcoursOutcome
duplicate_deal (ParcoursRunner *self,
                guint32         number,
                const StepData *data)
{
  Targets targets = find_targets (self, number, data);
  int notes = self->program->kinds.note;

  if (targets.n == 0)
    return PARCOURS_OUTCOME_NO_DEAL;
  for (guint i = 0; i < targets.n && (i == 0 || runner_may_do_more (self)); i++)
    {
      const ParcoursRecord *deal = parcours_state_find_record (self->state, (guint) data->kind, targets.ids[i]);
      ParcoursObject *payload = parcours_object_copy (deal->columns, self->state->arena);
      guint32 copy = parcours_runner_new_serial (self);
      guint n_notes = notes >= 0 ? self->state->records[notes].n : 0;

      set_value (self, payload, "id", parcours_value_text (copy));
      set_value (self, payload, "title", prefixed_title (self, number, deal->columns, data->title));
      set_value (self, payload, "created-at", parcours_value_instant (self->state->now));
      set_value (self, payload, "status", parcours_value_text (self->program->words.open));
      set_value (self, payload, "pipeline", parcours_value_text (data->pipeline));
      set_value (self, payload, "stage", parcours_value_text (data->stage));
      parcours_runner_publish_topic (self, self->program->ids.deal_created, PARCOURS_ORIGIN_EFFECT, copy, payload);
      for (guint j = 0; j < n_notes && !self->deleted; j++)
        {
          const ParcoursObject *note = self->state->records[notes].records[j].columns;
          ParcoursValue of = parcours_object_get (note, program_keys.deal);
          ParcoursObject *copied;

          if (of.type != PARCOURS_VALUE_TEXT || of.text != targets.ids[i])
            continue;
          copied = parcours_object_copy (note, self->state->arena);
          set_value (self, copied, "deal", parcours_value_text (copy));
          parcours_runner_publish_topic (self, self->program->ids.note_added, PARCOURS_ORIGIN_EFFECT,
                                         parcours_runner_new_serial (self), copied);
        }
    }

  return PARCOURS_OUTCOME_DONE;
}

/* The value that a step gives to a column of a record. */
static ParcoursValue
source_value (ParcoursRunner *self,
              const StepData *data)
{
  if (data->n_owners > 0)
    return choose_owner (self, data);
  if (data->source_slot >= 0)
    return parcours_slot_to_value (parcours_frame_field (self->program->frame, (guint) data->source_slot)->type,
                                   self->state->slots[data->source_slot]);

  return data->clear ? (ParcoursValue){ PARCOURS_VALUE_MISSING } : data->literal;
}

static gboolean
publish_change (ParcoursRunner *self,
                guint16         topic,
                guint32         record,
                const char     *field,
                ParcoursValue   to)
{
  ParcoursObject *payload = parcours_object_new (3, self->state->arena);

  if (field != NULL)
    set_value (self, payload, "field", text_value (self, field));
  set_value (self, payload, "to", to);

  return parcours_runner_publish_topic (self, topic, PARCOURS_ORIGIN_EFFECT, record, payload);
}

/* A change of pipeline publishes both, the pipeline first. */
static gboolean
move_deal (ParcoursRunner *self,
           const StepData *data,
           guint32         deal)
{
  gboolean changed = FALSE;

  if (data->pipeline != PARCOURS_TEXT_MISSING)
    changed = publish_change (self, self->program->ids.deal_pipeline_changed, deal, NULL,
                              parcours_value_text (data->pipeline));
  if (data->stage != PARCOURS_TEXT_MISSING && !self->deleted)
    changed |= publish_change (self, self->program->ids.deal_stage_changed, deal, NULL,
                               parcours_value_text (data->stage));

  return changed;
}

static ParcoursOutcome
set_deal (ParcoursRunner *self,
          guint32         number,
          const StepData *data)
{
  Targets targets = find_targets (self, number, data);
  gboolean changed = FALSE;
  ParcoursValue value = { PARCOURS_VALUE_MISSING };

  if (targets.n == 0)
    return PARCOURS_OUTCOME_NO_DEAL;
  if (!data->flag)
    {
      value = source_value (self, data);
      if (value.type == PARCOURS_VALUE_MISSING && !data->clear)
        return PARCOURS_OUTCOME_NO_VALUE;
    }
  for (guint i = 0; i < targets.n && !self->deleted; i++)
    {
      if (data->flag)
        changed |= move_deal (self, data, targets.ids[i]);
      else
        changed |= publish_change (self, data->topic, targets.ids[i], data->text, value);
    }

  return changed ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED;
}

/* Calculates with a column of one deal. */
static ParcoursOutcome
compute_column (const StepData *data,
                ParcoursValue   value,
                ParcoursValue   operand,
                double         *result)
{
  if (value.type != PARCOURS_VALUE_NUMBER || operand.type != PARCOURS_VALUE_NUMBER)
    return PARCOURS_OUTCOME_NO_VALUE;
  if (data->operation == MATH_DIVIDE && operand.number == 0.)
    return PARCOURS_OUTCOME_DIVISION_BY_ZERO;
  *result = parcours_runner_calculate (data->operation, value.number, operand.number, 0.);
  if (data->type == PARCOURS_FIELD_MONEY)
    *result = parcours_money_round (*result);

  return isfinite (*result) ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_OUT_OF_RANGE;
}

static ParcoursOutcome
compute_deal (ParcoursRunner *self,
              guint32         number,
              const StepData *data)
{
  Targets targets = find_targets (self, number, data);
  GQuark column = g_quark_from_string (data->text);
  ParcoursOutcome outcome = PARCOURS_OUTCOME_NO_DEAL;
  gboolean changed = FALSE, computed = FALSE;

  for (guint i = 0; i < targets.n && !self->deleted; i++)
    {
      const ParcoursObject *columns = parcours_state_find_record (self->state, (guint) data->kind,
                                                                  targets.ids[i])->columns;
      ParcoursValue value = parcours_object_get (columns, column);
      ParcoursValue operand = data->text2 != NULL ? parcours_object_get (columns, g_quark_from_string (data->text2))
                                                  : parcours_value_number (data->number);
      double result;

      /* What keeps one deal from it does not keep the others. */
      outcome = compute_column (data, value, operand, &result);
      if (outcome != PARCOURS_OUTCOME_DONE)
        continue;
      computed = TRUE;
      changed |= publish_change (self, data->topic, targets.ids[i], data->text, parcours_value_number (result));
    }
  if (computed)
    outcome = changed ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED;

  return outcome;
}

/* The score of a deal is a column of it. */
static ParcoursOutcome
score_deal (ParcoursRunner *self,
            guint32         number,
            const StepData *data)
{
  Targets targets = find_targets (self, number, data);
  g_autofree char *column = g_strconcat ("score:", data->text, NULL);
  gboolean changed = FALSE;

  if (targets.n == 0)
    return PARCOURS_OUTCOME_NO_DEAL;
  for (guint i = 0; i < targets.n && !self->deleted; i++)
    {
      const ParcoursObject *columns = parcours_state_find_record (self->state, (guint) data->kind,
                                                                  targets.ids[i])->columns;
      ParcoursValue before = parcours_object_get (columns, g_quark_from_string (column));
      double value = before.type == PARCOURS_VALUE_NUMBER ? before.number : data->start;
      ParcoursObject *payload = parcours_object_new (4, self->state->arena);

      set_value (self, payload, "of", parcours_value_text (self->program->words.deal));
      set_value (self, payload, "deal", parcours_value_text (targets.ids[i]));
      set_value (self, payload, "to", parcours_value_number (
        parcours_runner_calculate (data->operation, value, data->number, 0.)));
      changed |= parcours_runner_publish_topic (self, self->program->ids.score_changed, PARCOURS_ORIGIN_EFFECT,
                                                data->subject, payload);
    }

  return changed ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED;
}

static ParcoursOutcome
set_account (ParcoursRunner *self,
             const StepData *data)
{
  int account = parcours_state_target (self->state, (guint) data->kind, PARCOURS_TARGET_MEANT, 0);
  ParcoursValue value = source_value (self, data);
  guint32 id;

  if (account < 0)
    return PARCOURS_OUTCOME_NO_ACCOUNT;
  if (value.type == PARCOURS_VALUE_MISSING && !data->clear)
    return PARCOURS_OUTCOME_NO_VALUE;

  id = self->state->records[data->kind].records[account].id;
  if (!publish_change (self, self->program->ids.account_field_changed, id, data->text, value))
    return PARCOURS_OUTCOME_UNCHANGED;
  parcours_runner_tell_others (self, id, data->text, value);

  return PARCOURS_OUTCOME_DONE;
}

/* The account of that name; if there is none it is made, under a slug of its own. */
static guint32
account_named (ParcoursRunner *self,
               const char     *name)
{
  g_autofree char *folded = parcours_text_fold (name);
  g_autofree char *slug = NULL;
  guint32 account = GPOINTER_TO_UINT (g_hash_table_lookup (self->program->account_names, folded));

  if (account != PARCOURS_TEXT_MISSING)
    return account;
  slug = parcours_slug_from_label (name, "account");

  return parcours_texts_intern (self->program->texts, slug);
}

static ParcoursOutcome
link_account (ParcoursRunner *self,
              const StepData *data)
{
  guint32 account = data->subject;

  if (data->source_slot >= 0)
    {
      const ParcoursFrameField *field = parcours_frame_field (self->program->frame, (guint) data->source_slot);
      g_autofree char *name = parcours_slot_format (field->type, NULL, self->state->slots[data->source_slot],
                                                    self->program->texts);

      if (parcours_text_is_blank (name))
        return PARCOURS_OUTCOME_NO_VALUE;
      account = account_named (self, name);
    }

  return parcours_runner_publish_topic (self, self->program->ids.account_linked, PARCOURS_ORIGIN_EFFECT, account, NULL)
           ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_ALREADY_LINKED;
}

static ParcoursOutcome
record_conversion (ParcoursRunner *self,
                   const StepData *data)
{
  ParcoursObject *payload = parcours_object_new (1, self->state->arena);

  if (!isnan (data->number))
    set_value (self, payload, "value", parcours_value_number (data->number));
  parcours_runner_publish_topic (self, self->program->ids.conversion_recorded, PARCOURS_ORIGIN_EFFECT, data->subject,
                                 payload);

  return PARCOURS_OUTCOME_DONE;
}

/* What leaves the machine says which step sends it. */
static gboolean
publish_out (ParcoursRunner       *self,
             const StepData       *data,
             guint16               topic,
             const ParcoursObject *payload)
{
  ParcoursEvent event = { .topic = topic, .origin = PARCOURS_ORIGIN_EFFECT, .subject = data->subject,
                          .payload = payload, .base = data->base };

  return parcours_runner_publish (self, &event);
}

static ParcoursOutcome
create_in_salesforce (ParcoursRunner *self,
                      const StepData *data)
{
  if (!(self->state->addresses & PARCOURS_ADDRESS_EMAIL))
    return PARCOURS_OUTCOME_NO_ADDRESS;

  return publish_out (self, data, self->program->ids.salesforce_created, NULL) ? PARCOURS_OUTCOME_DONE
                                                                               : PARCOURS_OUTCOME_UNCHANGED;
}

/* To the team, or to a server: nothing leaves the machine, it is only told. */
static ParcoursOutcome
send_out (ParcoursRunner *self,
          const StepData *data)
{
  ParcoursObject *payload = parcours_object_new (2, self->state->arena);

  if (data->topic == self->program->ids.webhook_called)
    set_value (self, payload, "status", parcours_value_number (200.));
  publish_out (self, data, data->topic, payload);

  return PARCOURS_OUTCOME_DONE;
}

/* What came of a step that is about more than the contact's own data. */
ParcoursOutcome
parcours_runner_do_business (ParcoursRunner *self,
                             guint32         number,
                             ProgramOp       op,
                             const StepData *data)
{
  switch (op)
    {
    case OP_TASK_CREATE:
      return create_task (self, number, data);
    case OP_TASK_COMPLETE:
      return complete_task (self, number, data);
    case OP_NOTE_ADD:
      return add_note (self, number, data);
    case OP_DEAL_CREATE:
      return create_deal (self, number, data);
    case OP_DEAL_DUPLICATE:
      return duplicate_deal (self, number, data);
    case OP_DEAL_SET:
      return set_deal (self, number, data);
    case OP_DEAL_COMPUTE:
      return compute_deal (self, number, data);
    case OP_DEAL_SCORE:
      return score_deal (self, number, data);
    case OP_ACCOUNT_SET:
      return set_account (self, data);
    case OP_ACCOUNT_LINK:
      return link_account (self, data);
    case OP_CONVERSION:
      return record_conversion (self, data);
    case OP_SALESFORCE:
      return create_in_salesforce (self, data);
    case OP_SEND_OUT:
    default:
      return send_out (self, data);
    }
}
