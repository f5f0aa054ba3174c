/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-runner-private.h"
#include "parcours-text.h"

/* An action leaves by `next`, whatever came of it. */
static void
act (ParcoursRunner  *self,
     guint32          number,
     ParcoursOutcome  outcome)
{
  gint32 step = runner_enrolment (self, number)->step;

  if (outcome != PARCOURS_OUTCOME_DONE || !program_step_acts (&self->program->steps[step]))
    runner_count_outcome (self, step, outcome);
  if (G_UNLIKELY (self->observer != NULL) && parcours_outcome_is_skip (outcome))
    {
      const Enrolment *enrolment = runner_enrolment (self, number);
      ParcoursObservation observation = { PARCOURS_WHAT_SKIPPED, step, enrolment->automation, enrolment->number,
                                          -1, (int) outcome };

      parcours_runner_observe (self, &observation);
    }
  parcours_runner_leave (self, number, 0, (int) outcome, NULL);
}

/* Keeps the passage where it is, without telling it; PARCOURS_INSTANT_NEVER for until something happens. */
void
parcours_runner_stay (ParcoursRunner *self,
                      guint32         number,
                      gint64          until)
{
  Enrolment *enrolment = runner_enrolment (self, number);

  enrolment->status = ENROLMENT_WAITING;
  if (G_UNLIKELY (self->swapping != NULL))
    parcours_runner_note_hold (self, number, self->state->now);
  if (until != PARCOURS_INSTANT_NEVER)
    {
      Pending pending = { .at = until,
                          .rank = PENDING_RANK (PENDING_WAIT, enrolment->automation, enrolment->number),
                          .kind = PENDING_WAIT, .who = number, .epoch = enrolment->epoch };

      parcours_runner_schedule (self, &pending);
    }
}

void
parcours_runner_hold (ParcoursRunner *self,
                      guint32         number,
                      gint64          until)
{
  parcours_runner_stay (self, number, until);
  if (G_UNLIKELY (self->observer != NULL))
    {
      const Enrolment *enrolment = runner_enrolment (self, number);
      ParcoursObservation observation = { PARCOURS_WHAT_WAITING, enrolment->step, enrolment->automation,
                                          enrolment->number, -1, 0, until };

      parcours_runner_observe (self, &observation);
    }
}

/* Where nobody hears of it, the bit is all there is to change. */
static gboolean
change_set_silently (ParcoursRunner *self,
                     const StepData *data,
                     gboolean        add)
{
  ParcoursState *state = self->state;
  guint64 bit = G_GUINT64_CONSTANT (1) << (data->set & 63);

  if (!(state->sets[data->set >> 6] & bit) == !add)
    return FALSE;
  state->sets[data->set >> 6] ^= bit;
  state->set_sizes[data->set_kind] += add ? 1u : -1u;

  return TRUE;
}

static void
change_set (ParcoursRunner *self,
            guint32         number,
            const StepData *data,
            gboolean        add)
{
  gboolean changed;

  /* Audiences know people by their address. */
  if (data->addresses != 0 && !(self->state->addresses & data->addresses))
    {
      act (self, number, PARCOURS_OUTCOME_NO_ADDRESS);
      return;
    }
  if (self->quiet && data->is_silent)
    changed = change_set_silently (self, data, add);
  else
    changed = parcours_runner_publish_topic (self, data->topic, PARCOURS_ORIGIN_EFFECT, data->subject, NULL);
  act (self, number, changed ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED);
}

static void
subscribe (ParcoursRunner *self,
           guint32         number,
           const StepData *data)
{
  const ProgramTopicIds *ids = &self->program->ids;
  gboolean changed;

  if (self->state->lists[data->list].status == PARCOURS_LIST_BOUNCED ||
      self->state->channels[PARCOURS_CHANNEL_EMAIL] == PARCOURS_CONSENT_BOUNCED)
    {
      act (self, number, PARCOURS_OUTCOME_BOUNCED);
      return;
    }
  changed = parcours_runner_publish_topic (self, data->flag ? ids->list_opt_in_requested : ids->list_subscribed,
                                           PARCOURS_ORIGIN_EFFECT, data->subject, NULL);
  act (self, number, changed ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED);
}

static void
leave_lists (ParcoursRunner *self,
             guint32         number,
             const StepData *data,
             guint16         topic)
{
  gboolean changed = FALSE;

  if (data->list >= 0)
    changed = parcours_runner_publish_topic (self, topic, PARCOURS_ORIGIN_EFFECT, data->subject, NULL);
  for (guint i = 0; data->list < 0 && i < self->program->lists_by_slug->len; i++)
    {
      guint list = g_array_index (self->program->lists_by_slug, guint, i);

      changed |= parcours_runner_publish_topic (self, topic, PARCOURS_ORIGIN_EFFECT,
                                                parcours_frame_list (self->program->frame, list)->text, NULL);
    }
  act (self, number, changed ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED);
}

/* Sets a field or score; `to` is what triggers and filters ask about. Where
 * nobody hears of it, the slot is all there is to change. */
static gboolean
publish_field (ParcoursRunner *self,
               const StepData *data,
               ParcoursValue   to)
{
  const ParcoursFrameField *field = parcours_frame_field (self->program->frame, (guint) data->slot);
  ParcoursSlot *slot = &self->state->slots[data->slot];
  ParcoursArena *arena = self->state->arena;
  ParcoursObject *payload;
  ParcoursSlot value;

  if (self->quiet && data->is_silent &&
      (to.type == PARCOURS_VALUE_MISSING || parcours_slot_from_value (field->type, to, &value)))
    {
      if (to.type == PARCOURS_VALUE_MISSING)
        value = parcours_slot_missing (field->type);
      if (parcours_slot_equal (field->type, *slot, value))
        return FALSE;
      *slot = value;
      return TRUE;
    }
  payload = parcours_object_new (3, arena);
  parcours_object_set (payload, program_keys.to, to, arena);
  if (data->topic == self->program->ids.score_changed)
    parcours_object_set (payload, program_keys.of, parcours_value_text (self->program->words.contact), arena);

  return parcours_runner_publish_topic (self, data->topic, PARCOURS_ORIGIN_EFFECT, data->subject, payload);
}

/* A value of one field as a value for another. */
static ParcoursValue
convert (ParcoursRunner    *self,
         ParcoursFieldType  from,
         ParcoursSlot       slot,
         ParcoursFieldType  to,
         gboolean          *fits)
{
  g_autofree char *text = NULL;
  ParcoursSlot parsed;

  *fits = TRUE;
  if (parcours_slot_is_missing (from, slot))
    return (ParcoursValue){ PARCOURS_VALUE_MISSING };
  if (from == to)
    return parcours_slot_to_value (from, slot);
  text = parcours_slot_format (from, NULL, slot, self->program->texts);
  *fits = parcours_slot_parse (to, NULL, text, self->program->texts, &parsed);

  return parcours_slot_to_value (to, parsed);
}

static void
set_field (ParcoursRunner *self,
           guint32         number,
           const StepData *data)
{
  ParcoursValue value = { PARCOURS_VALUE_MISSING };
  gboolean fits = TRUE;

  if (data->source_slot >= 0)
    {
      const ParcoursFrameField *source = parcours_frame_field (self->program->frame, (guint) data->source_slot);

      value = convert (self, source->type, self->state->slots[data->source_slot], data->type, &fits);
      if (value.type == PARCOURS_VALUE_MISSING)
        {
          act (self, number, fits ? PARCOURS_OUTCOME_NO_VALUE : PARCOURS_OUTCOME_OUT_OF_RANGE);
          return;
        }
    }
  else if (data->n_owners > 0)
    value = parcours_value_text (data->owners[data->n_owners > 1 ? parcours_runner_turn (self, data) % data->n_owners : 0]);
  else if (!data->clear)
    {
      value = parcours_slot_to_value (data->type, data->value);
      if (value.type == PARCOURS_VALUE_MISSING)
        {
          act (self, number, PARCOURS_OUTCOME_NO_VALUE);
          return;
        }
    }
  act (self, number, publish_field (self, data, value) ? PARCOURS_OUTCOME_DONE
                                                                             : PARCOURS_OUTCOME_UNCHANGED);
}

double
parcours_runner_calculate (int    operation,
                           double value,
                           double operand,
                           double start)
{
  switch (operation)
    {
    case MATH_ADD:
      return value + operand;
    case MATH_SUBTRACT:
      return value - operand;
    case MATH_MULTIPLY:
      return value * operand;
    case MATH_DIVIDE:
      return value / operand;
    case MATH_SET:
      return operand;
    case MATH_RESET:
    default:
      return start;
    }
}

/* An empty field counts as no value: nothing can be added to it. */
static void
compute_field (ParcoursRunner *self,
               guint32         number,
               const StepData *data)
{
  double value = self->state->slots[data->slot].number;
  double operand = data->source_slot >= 0 ? self->state->slots[data->source_slot].number : data->number;
  double result;

  if (isnan (value) || isnan (operand))
    {
      act (self, number, PARCOURS_OUTCOME_NO_VALUE);
      return;
    }
  if (data->operation == MATH_DIVIDE && operand == 0.)
    {
      act (self, number, PARCOURS_OUTCOME_DIVISION_BY_ZERO);
      return;
    }
  result = parcours_runner_calculate (data->operation, value, operand, 0.);
  if (data->type == PARCOURS_FIELD_MONEY)
    result = parcours_money_round (result);
  if (!isfinite (result))
    {
      act (self, number, PARCOURS_OUTCOME_OUT_OF_RANGE);
      return;
    }
  act (self, number, publish_field (self, data, parcours_value_number (result))
                       ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED);
}

static void
adjust_score (ParcoursRunner *self,
              guint32         number,
              const StepData *data)
{
  double result = parcours_runner_calculate (data->operation, self->state->slots[data->slot].number, data->number, 0.);

  act (self, number, publish_field (self, data, parcours_value_number (result))
                       ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED);
}

/* The passage stays at the step and acts later. */
static void
act_later (ParcoursRunner *self,
           guint32         number,
           gint64          later)
{
  runner_count_outcome (self, runner_enrolment (self, number)->step, PARCOURS_OUTCOME_DELAYED);
  runner_enrolment (self, number)->acting = TRUE;
  parcours_runner_hold (self, number, later);
}

/* Whether the action's moment is still to come; one that never comes is over. */
static gboolean
is_early (ParcoursRunner *self,
          guint32         number,
          const StepData *data)
{
  const Enrolment *enrolment = runner_enrolment (self, number);
  gint64 moment;

  if (enrolment->acting)
    return FALSE;
  moment = parcours_moment_next (&data->moment, self->state->now, enrolment->zone);
  if (moment <= self->state->now || moment == PARCOURS_INSTANT_NEVER)
    return FALSE;
  act_later (self, number, moment);

  return TRUE;
}

static void
send (ParcoursRunner *self,
      guint32         number)
{
  const StepData *data = self->program->steps[runner_enrolment (self, number)->step].data;
  ParcoursOutcome outcome;
  gint64 later;

  if (parcours_runner_send (self, number, &outcome, &later))
    {
      /* Who gets nothing has passed the step all the same: luck hangs on how often that was. */
      if (outcome != PARCOURS_OUTCOME_DONE)
        self->visits[data->visit]++;
      act (self, number, outcome);
      return;
    }
  act_later (self, number, later);
}

static void
wait_duration (ParcoursRunner *self,
               guint32         number,
               const StepData *data)
{
  const ParcoursZone *zone = runner_zone (self, runner_enrolment (self, number)->automation);
  gint64 until = parcours_runner_add (self, &data->duration, zone);

  if (until <= self->state->now)
    parcours_runner_leave (self, number, 0, PARCOURS_OUTCOME_DONE, NULL);
  else
    parcours_runner_hold (self, number, until);
}

static void
wait_moment (ParcoursRunner *self,
             guint32         number,
             const StepData *data)
{
  const ParcoursZone *zone = runner_zone (self, runner_enrolment (self, number)->automation);
  gint64 until = parcours_moment_next (&data->moment, self->state->now, zone);

  if (until <= self->state->now)
    parcours_runner_leave (self, number, 0, PARCOURS_OUTCOME_DONE, NULL);
  else
    parcours_runner_hold (self, number, until);
}

/* Past or empty: passes at once. */
static void
wait_date (ParcoursRunner *self,
           guint32         number,
           const StepData *data)
{
  gint64 until = parcours_runner_date_wait (self, number, data);

  if (until <= self->state->now)
    parcours_runner_leave (self, number, 0, PARCOURS_OUTCOME_DONE, NULL);
  else
    parcours_runner_hold (self, number, until);
}

static gint64
limit_of (ParcoursRunner *self,
          guint32         number,
          const StepData *data)
{
  if (!data->has_limit)
    return PARCOURS_INSTANT_NEVER;

  return parcours_runner_add (self, &data->limit, runner_zone (self, runner_enrolment (self, number)->automation));
}

static void
wait_condition (ParcoursRunner *self,
                guint32         number,
                const StepData *data)
{
  runner_ask (self, runner_enrolment (self, number));
  if (parcours_predicate_test (data->predicate, self->state))
    {
      parcours_runner_leave (self, number, 0, PARCOURS_OUTCOME_DONE, data->predicate);
      return;
    }
  parcours_runner_hold (self, number, limit_of (self, number, data));
  if (parcours_predicate_is_timed (data->predicate))
    parcours_runner_watch (self, number);
}

static void
branch (ParcoursRunner *self,
        guint32         number,
        const StepData *data)
{
  gboolean yes;

  runner_ask (self, runner_enrolment (self, number));
  yes = parcours_predicate_test (data->predicate, self->state);
  parcours_runner_leave (self, number, yes ? 0 : 1, PARCOURS_OUTCOME_DONE, data->predicate);
}

static void
split (ParcoursRunner *self,
       guint32         number,
       const StepData *data)
{
  guint visit = self->visits[data->visit]++;
  guint64 bits = parcours_draw (data->salt, self->state->key, visit);
  guint share = 0;

  if (self->program->answers->len == 0 ||
      !parcours_runner_has_answer (self, runner_enrolment (self, number)->step, visit, &share))
    {
      while (share + 1 < data->n_shares && bits >= data->share_ends[share])
        share++;
    }
  if (data->threshold >= 0)
    {
      share = parcours_runner_share (self, data, share, visit);
      parcours_runner_passed_share (self, number, data, share);
    }
  parcours_runner_leave (self, number, (int) share, PARCOURS_OUTCOME_DONE, NULL);
}

/* Somebody has a goal, or passes it without; @from says at which step the passage stood. */
static void
publish_goal (ParcoursRunner *self,
              guint16         topic,
              guint32         subject,
              gint32          from)
{
  ParcoursObject *payload;

  if (!parcours_runner_is_heard (self, topic))
    return;
  payload = parcours_object_new (1, self->state->arena);
  parcours_object_set (payload, program_keys.from, parcours_value_text (self->program->steps[from].id),
                       self->state->arena);
  parcours_runner_publish_topic (self, topic, PARCOURS_ORIGIN_DERIVED, subject, payload);
}

/* Who jumped here has met the goal; so has who arrives and meets it now. */
static void
arrive_at_goal (ParcoursRunner *self,
                guint32         number,
                const StepData *data)
{
  const ProgramTopicIds *ids = &self->program->ids;
  Enrolment *enrolment = runner_enrolment (self, number);
  gboolean met = enrolment->arrived;
  gint32 from;

  if (enrolment->reached >> data->goal & 1)
    {
      parcours_runner_leave (self, number, 0, PARCOURS_OUTCOME_DONE, data->predicate);
      return;
    }
  if (!met)
    {
      runner_ask (self, enrolment);
      met = parcours_predicate_test (data->predicate, self->state);
    }
  if (met)
    {
      enrolment->reached |= G_GUINT64_CONSTANT (1) << data->goal;
      from = enrolment->arrived ? enrolment->left : enrolment->step;
      enrolment->arrived = FALSE;
      publish_goal (self, ids->goal_achieved, data->goal_subject, from);
      parcours_runner_test_goals (self, number);
      parcours_runner_leave (self, number, 0, PARCOURS_OUTCOME_DONE, data->predicate);
    }
  else if (data->unmet == GOAL_WAIT)
    parcours_runner_hold (self, number, PARCOURS_INSTANT_NEVER);
  else
    {
      publish_goal (self, ids->goal_skipped, data->goal_subject, enrolment->step);
      if (data->unmet == GOAL_CONTINUE)
        parcours_runner_leave (self, number, 0, PARCOURS_OUTCOME_UNCHANGED, data->predicate);
      else
        parcours_runner_set_doom (self, number, PARCOURS_ENDING_GOAL_UNMET);
    }
}

static void
go_to (ParcoursRunner *self,
       guint32         number,
       const StepData *data)
{
  Enrolment *enrolment = runner_enrolment (self, number);
  ParcoursObservation observation = { PARCOURS_WHAT_PASSED, enrolment->step, enrolment->automation,
                                      enrolment->number, -1, PARCOURS_OUTCOME_DONE };

  if (data->target_step == NO_STEP)
    {
      parcours_runner_set_doom (self, number, PARCOURS_ENDING_COMPLETED);
      return;
    }
  runner_mark_step (self, enrolment->step);
  runner_count_out (self, enrolment->step);
  parcours_runner_observe (self, &observation);
  parcours_runner_arrive (self, enrolment, data->target_step);
  /* What is above a goal from there may not have been so far. */
  parcours_runner_test_goals (self, number);
}

static void
enrol (ParcoursRunner *self,
       guint32         number,
       const StepData *data)
{
  const ProgramTopicIds *ids = &self->program->ids;
  ParcoursArena *arena = self->state->arena;
  ParcoursEvent event = { .topic = ids->enrol_requested, .origin = PARCOURS_ORIGIN_EFFECT, .subject = data->subject };
  ParcoursObject *payload = parcours_object_new (1, arena);
  guint32 via = parcours_texts_intern (self->program->texts, "automation");
  guint16 version;
  guint before;

  if (data->target_automation < 0)
    {
      act (self, number, PARCOURS_OUTCOME_MISSING_REFERENCE);
      return;
    }
  parcours_object_set (payload, program_keys.via, parcours_value_text (via), arena);
  event.payload = payload;
  version = parcours_runner_version (self, (guint16) data->target_automation);
  before = self->histories[version].n;
  parcours_runner_publish (self, &event);
  act (self, number, self->histories[version].n > before ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED);
}

static void
end_others (ParcoursRunner *self,
            guint32         number,
            const StepData *data)
{
  const ProgramAutomation *automations = self->program->automations;
  guint16 own = automations[runner_enrolment (self, number)->automation].base;
  g_autofree guint32 *open = g_memdup2 (self->open.items, self->open.n * sizeof (guint32));
  guint n = self->open.n;
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++)
    {
      const Enrolment *other = runner_enrolment (self, open[i]);

      if (other->status == ENROLMENT_ENDED || automations[other->automation].base == own ||
          (data->target_automation >= 0 && automations[other->automation].base != data->target_automation))
        continue;
      parcours_runner_take_out (self, open[i], PARCOURS_ENDING_ENDED_BY);
      any = TRUE;
    }
  act (self, number, any ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED);
}

/* Marketing: nothing more of that kind; transactional: from some senders, or from all. */
static void
block (ParcoursRunner *self,
       guint32         number,
       const StepData *data)
{
  ParcoursArena *arena = self->state->arena;
  guint32 email = parcours_texts_intern (self->program->texts, "email");
  guint32 scope = parcours_texts_intern (self->program->texts, data->flag ? "transactional" : "marketing");
  gboolean changed = FALSE;

  for (guint i = 0; i < MAX (data->flag ? data->n_owners : 1, 1); i++)
    {
      ParcoursObject *payload = parcours_object_new (2, arena);

      parcours_object_set (payload, program_keys.scope, parcours_value_text (scope), arena);
      if (data->flag && data->n_owners > 0)
        parcours_object_set (payload, program_keys.sender, parcours_value_text (data->owners[i]), arena);
      changed |= parcours_runner_publish_topic (self, self->program->ids.channel_blocked, PARCOURS_ORIGIN_EFFECT,
                                                email, payload);
    }
  act (self, number, changed ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED);
}

static void
change_wallet_campaign (ParcoursRunner *self,
                        guint32         number,
                        const StepData *data)
{
  const ProgramTopicIds *ids = &self->program->ids;
  ParcoursEvent sent = { .topic = ids->wallet_notification_sent, .origin = PARCOURS_ORIGIN_EFFECT, .base = data->base };
  gboolean changed;

  if (!(self->state->addresses & PARCOURS_ADDRESS_PASS))
    {
      act (self, number, PARCOURS_OUTCOME_NO_PASS);
      return;
    }
  changed = parcours_runner_publish_topic (self, ids->wallet_campaign_changed, PARCOURS_ORIGIN_EFFECT, data->subject, NULL);
  if (data->message >= 0 && !self->deleted)
    {
      sent.subject = program_message (self->program, (guint) data->message)->slug;
      parcours_runner_tell_sent (self, runner_enrolment (self, number), &sent);
    }
  act (self, number, changed || data->message >= 0 ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED);
}

static void
delete_contact (ParcoursRunner *self,
                guint32         number)
{
  runner_count_outcome (self, runner_enrolment (self, number)->step, PARCOURS_OUTCOME_DONE);
  parcours_runner_publish_topic (self, self->program->ids.contact_deleted, PARCOURS_ORIGIN_EFFECT, 0, NULL);
}

void
parcours_runner_execute (ParcoursRunner *self,
                         guint32         number)
{
  const ProgramStep *step = &self->program->steps[runner_enrolment (self, number)->step];
  const StepData *data = step->data;

  if (G_UNLIKELY (data->has_moment) && step->op < OP_WAIT_DURATION && is_early (self, number, data))
    return;
  switch (step->op)
    {
    case OP_SET_ADD:
    case OP_SET_REMOVE:
      change_set (self, number, data, step->op == OP_SET_ADD);
      break;
    case OP_LIST_SUBSCRIBE:
      subscribe (self, number, data);
      break;
    case OP_LIST_UNSUBSCRIBE:
      leave_lists (self, number, data, self->program->ids.list_unsubscribed);
      break;
    case OP_LIST_REMOVE:
      leave_lists (self, number, data, self->program->ids.list_removed);
      break;
    case OP_FIELD_SET:
      set_field (self, number, data);
      break;
    case OP_FIELD_COMPUTE:
      compute_field (self, number, data);
      break;
    case OP_SCORE_ADJUST:
      adjust_score (self, number, data);
      break;
    case OP_SEND:
      send (self, number);
      break;
    case OP_WAIT_DURATION:
      wait_duration (self, number, data);
      break;
    case OP_WAIT_MOMENT:
      wait_moment (self, number, data);
      break;
    case OP_WAIT_DATE:
      wait_date (self, number, data);
      break;
    case OP_WAIT_CONDITION:
      wait_condition (self, number, data);
      break;
    case OP_WAIT_EVENT:
      parcours_runner_hold (self, number, limit_of (self, number, data));
      break;
    case OP_IF:
      branch (self, number, data);
      break;
    case OP_RANDOM:
      split (self, number, data);
      break;
    case OP_LATCH:
      parcours_runner_leave (self, number, (int) parcours_runner_latch (self, number, data), PARCOURS_OUTCOME_DONE,
                             data->predicate);
      break;
    case OP_GOAL:
      arrive_at_goal (self, number, data);
      break;
    case OP_GO_TO:
      go_to (self, number, data);
      break;
    case OP_ENROL:
      enrol (self, number, data);
      break;
    case OP_END:
      parcours_runner_set_doom (self, number, PARCOURS_ENDING_END_STEP);
      break;
    case OP_END_OTHER:
      end_others (self, number, data);
      break;
    case OP_DELETE:
      delete_contact (self, number);
      break;
    case OP_CHANNEL_BLOCK:
      block (self, number, data);
      break;
    case OP_WALLET_CAMPAIGN:
      change_wallet_campaign (self, number, data);
      break;
    case OP_NOTHING:
    case OP_TRIGGER:
      act (self, number, PARCOURS_OUTCOME_MISSING_REFERENCE);
      break;
    default:
      act (self, number, parcours_runner_do_business (self, number, step->op, data));
    }
}

/* Puts a passage that is recorded in the workspace where it was: the time already waited counts. */
void
parcours_runner_resume (ParcoursRunner *self,
                        guint32         number,
                        gint64          since)
{
  Enrolment *enrolment = runner_enrolment (self, number);
  const ProgramStep *step = &self->program->steps[enrolment->step];
  const ParcoursZone *zone = runner_zone (self, enrolment->automation);

  switch (step->op)
    {
    case OP_WAIT_DURATION:
      parcours_runner_hold (self, number, MAX (parcours_duration_add (&step->data->duration, since, zone), self->from));
      break;
    case OP_WAIT_EVENT:
    case OP_WAIT_CONDITION:
      parcours_runner_hold (self, number, step->data->has_limit
                            ? MAX (parcours_duration_add (&step->data->limit, since, zone), self->from)
                            : PARCOURS_INSTANT_NEVER);
      parcours_runner_begin_watch (self, number);
      break;
    default:
      parcours_runner_make_ready (self, number);
    }
  if (G_UNLIKELY (self->swapping != NULL))
    parcours_runner_note_hold (self, number, since);
}

/* A wait is over, its limit is reached, or what was delayed may act. */
void
parcours_runner_time_is_up (ParcoursRunner *self,
                            guint32         number)
{
  Enrolment *enrolment = runner_enrolment (self, number);
  const ProgramStep *step = &self->program->steps[enrolment->step];
  gboolean limited = step->op == OP_WAIT_CONDITION || step->op == OP_WAIT_EVENT;

  if (!enrolment->acting)
    parcours_runner_leave (self, number, limited ? step->data->limit_port : 0, PARCOURS_OUTCOME_DONE, NULL);
  if (runner_enrolment (self, number)->status != ENROLMENT_ENDED)
    parcours_runner_make_ready (self, number);
}
