/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who enters, by the rules of the vocabulary, section 6, in their order. */

#include "config.h"

#include <string.h>

#include "parcours-runner-private.h"

/* Nobody is told of what only stands for an event. */
static const ParcoursEvent *
real_event (const ParcoursEvent *event)
{
  return event != NULL && event->topic != PARCOURS_TOPIC_NONE ? event : NULL;
}

void
parcours_runner_refuse (ParcoursRunner      *self,
                        guint16              trigger,
                        ParcoursRefusal      refusal,
                        const ParcoursEvent *event)
{
  const ProgramTrigger *refusing = program_trigger (self->program, trigger);
  ParcoursObservation observation = { PARCOURS_WHAT_REFUSED, (int) refusing->step, refusing->automation, 0, -1,
                                      (int) refusal, 0, real_event (event) };

  self->counts->refusals[refusing->step * PARCOURS_N_REFUSALS + refusal]++;
  if (refusal == PARCOURS_REFUSAL_ENTRY_SEGMENT)
    {
      /* Who listens is to see what the segment saw. */
      observation.predicate = refusing->segment;
      self->state->order_limit = event != NULL ? event->order : G_MAXUINT32;
    }
  parcours_runner_observe (self, &observation);
  self->state->order_limit = G_MAXUINT32;
}

static gboolean
segment_holds (ParcoursRunner       *self,
               const ProgramTrigger *trigger,
               const ParcoursEvent  *event)
{
  gboolean holds;

  if (trigger->segment == NULL)
    return TRUE;
  /* The event that fires is not counted yet; what it changed is seen. */
  self->state->trigger = event;
  self->state->entry_order = event != NULL ? event->order : self->state->next_order;
  self->state->order_limit = event != NULL ? event->order : G_MAXUINT32;
  holds = parcours_predicate_test (trigger->segment, self->state);
  self->state->order_limit = G_MAXUINT32;

  return holds;
}

static gboolean
is_too_early (ParcoursRunner *self,
              guint16         automation)
{
  const ProgramAutomation *in = &self->program->automations[automation];
  const AutomationHistory *history = &self->histories[automation];

  if (history->n == 0 || in->reentry == REENTRY_ALWAYS)
    return FALSE;

  return in->reentry == REENTRY_NEVER ||
         self->state->now < parcours_duration_add (&in->reentry_after, history->last, runner_zone (self, automation));
}

static int
year_of (gint64              at,
         const ParcoursZone *zone)
{
  int year;

  parcours_day_to_civil (parcours_local_day (parcours_zone_to_local (zone, at)), &year, NULL, NULL);

  return year;
}

/* A yearly date may let in again who may never enter twice, but not in the same year. */
static gboolean
has_entered_this_year (ParcoursRunner *self,
                       guint16         automation)
{
  const AutomationHistory *history = &self->histories[automation];
  const ParcoursZone *zone = runner_zone (self, automation);

  return history->n > 0 && year_of (history->last, zone) == year_of (self->state->now, zone);
}

/* Entries without a trigger count as one trigger. */
static gboolean
is_inside (ParcoursRunner *self,
           guint16         automation,
           gint32          trigger,
           gboolean        any_trigger)
{
  for (guint i = 0; i < self->open.n; i++)
    {
      const Enrolment *open = runner_enrolment (self, self->open.items[i]);

      if (open->automation == automation && (any_trigger || open->trigger == trigger))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_capped (const ParcoursRunner    *self,
           const ProgramAutomation *in,
           guint16                  trigger)
{
  const TriggerHistory *history = &self->triggers[trigger];

  if (in->cap_entries == 0 || history->n < in->cap_entries)
    return FALSE;

  return history->last[(history->n - in->cap_entries) % MAX_CAP] > self->state->now - in->cap_seconds;
}

static inline ParcoursRefusal
find_refusal (ParcoursRunner         *self,
              guint16                 automation,
              gint32                  trigger,
              const ProgramTrigger   *by,
              const ParcoursEvent    *event)
{
  const ProgramAutomation *in = &self->program->automations[automation];
  /* A direct trigger skips its own rules, as an entry without a trigger does. */
  gboolean own_rules = by != NULL && by->family != PARCOURS_FAMILY_DIRECT;

  if (!parcours_runner_is_active (self, automation))
    return PARCOURS_REFUSAL_INACTIVE;
  if (own_rules && !segment_holds (self, by, event))
    return PARCOURS_REFUSAL_ENTRY_SEGMENT;
  if (own_rules && by->once && self->triggers[trigger].n > 0)
    return PARCOURS_REFUSAL_RUNS_ONCE;
  if (by != NULL && by->yearly && in->reentry == REENTRY_NEVER ? has_entered_this_year (self, automation)
                                                               : is_too_early (self, automation))
    return PARCOURS_REFUSAL_REENTRY;
  if (in->parallel != PARALLEL_YES && is_inside (self, automation, trigger, in->parallel == PARALLEL_NO))
    return PARCOURS_REFUSAL_PARALLEL;
  if (own_rules && is_capped (self, in, (guint16) trigger))
    return PARCOURS_REFUSAL_ENTRY_CAP;

  return PARCOURS_REFUSAL_NONE;
}

static inline guint32
add_enrolment (ParcoursRunner *self)
{
  Enrolment *enrolment;

  if (self->n_enrolments == self->size_enrolments)
    {
      self->size_enrolments = MAX (8, self->size_enrolments * 2);
      self->enrolments = g_renew (Enrolment, self->enrolments, self->size_enrolments);
    }
  /* An event is set only where there is one. */
  enrolment = &self->enrolments[self->n_enrolments];
  memset (enrolment, 0, G_STRUCT_OFFSET (Enrolment, automation));
  enrolment->step = NO_STEP;
  enrolment->epoch = 0;
  enrolment->left = 0;
  enrolment->entry_order = 0;
  enrolment->reached = 0;
  enrolment->passage = 0;
  enrolment->jump = NO_STEP;
  enrolment->doom = -1;
  enrolment->flip_at = PARCOURS_INSTANT_NEVER;

  return self->n_enrolments++;
}

/* What an entry into an automation by a trigger brings along. */
static inline void
set_trigger (const ParcoursRunner *self,
             Enrolment            *enrolment,
             guint16               automation,
             gint32                trigger,
             const ProgramTrigger *by)
{
  enrolment->automation = automation;
  enrolment->zone = runner_zone (self, automation);
  enrolment->trigger = trigger;
  enrolment->transactional = by != NULL && by->transactional;
}

static inline void
insert_open (ParcoursRunner *self,
             guint32         number)
{
  guint16 automation = runner_enrolment (self, number)->automation;
  guint i = self->open.n;

  while (i > 0 && runner_enrolment (self, self->open.items[i - 1])->automation > automation)
    i--;
  numbers_insert (&self->open, i, number);
}

static inline void
record_entry (ParcoursRunner *self,
              Enrolment      *enrolment,
              guint16         automation,
              gint32          trigger)
{
  AutomationHistory *history = &self->histories[automation];
  gint64 now = enrolment->entered;

  enrolment->number = ++history->n;
  history->last = now;
  if (trigger >= 0)
    {
      TriggerHistory *by = &self->triggers[trigger];

      by->last[by->n++ % MAX_CAP] = now;
    }
  if (self->program->frame->needs_passages)
    {
      ParcoursPassage passage = { .automation = self->program->automations[enrolment->automation].slug,
                                  .entered = self->state->now, .ended = PARCOURS_INSTANT_NEVER };

      if (enrolment->trigger >= 0)
        passage.trigger = self->program->steps[program_trigger (self->program, (guint) enrolment->trigger)->step].id;
      enrolment->passage = parcours_state_add_passage (self->state, passage);
    }
}

static void
publish_entered (ParcoursRunner *self,
                 guint32         number)
{
  const Enrolment *enrolment = runner_enrolment (self, number);
  guint16 topic = self->program->ids.automation_entered;
  ParcoursArena *arena = self->state->arena;
  ParcoursObject *payload;

  if (!parcours_runner_is_heard (self, topic))
    return;
  payload = parcours_object_new (2, arena);
  if (enrolment->trigger >= 0)
    {
      guint32 id = self->program->steps[program_trigger (self->program, (guint) enrolment->trigger)->step].id;

      parcours_object_set (payload, program_keys.trigger, parcours_value_text (id), arena);
    }
  parcours_object_set (payload, program_keys.enrolment, parcours_value_number (enrolment->number), arena);
  parcours_runner_publish_topic (self, topic, PARCOURS_ORIGIN_DERIVED,
                                 self->program->automations[enrolment->automation].slug, payload);
}

static inline void
count_entry (ParcoursRunner       *self,
             guint16               automation,
             const ProgramTrigger *by)
{
  guint32 *row = self->row;

  row[self->counts->entered + automation]++;
  if (by == NULL)
    return;
  row[by->step]++;
  row[self->counts->ports + self->program->steps[by->step].first_port]++;
}

static void
observe_entry (ParcoursRunner  *self,
               const Enrolment *enrolment,
               gint32           step)
{
  if (G_UNLIKELY (self->observer != NULL))
    {
      ParcoursObservation observation = { PARCOURS_WHAT_ENTERED, step, enrolment->automation, enrolment->number, -1, 0,
                                          0, enrolment->has_event ? real_event (&enrolment->event) : NULL };

      parcours_runner_observe (self, &observation);
    }
}

static inline guint32
new_passage (ParcoursRunner       *self,
             guint16               automation,
             gint32                trigger,
             const ProgramTrigger *by,
             const ParcoursEvent  *event)
{
  guint32 number = add_enrolment (self);
  Enrolment *enrolment = runner_enrolment (self, number);

  set_trigger (self, enrolment, automation, trigger, by);
  enrolment->entered = self->state->now;
  enrolment->entry_order = self->state->next_order;
  if (event != NULL)
    {
      enrolment->has_event = TRUE;
      enrolment->event = *event;
      enrolment->entry_order = event->order;
    }

  return number;
}

/* Puts a new passage at its first step; a goal or an exit that holds already acts at once. */
static inline void
begin (ParcoursRunner       *self,
       guint16               automation,
       gint32                trigger,
       const ProgramTrigger *by,
       const ParcoursEvent  *event)
{
  const ProgramAutomation *in = &self->program->automations[automation];
  gint32 first = by != NULL ? by->first_step : in->start;
  guint32 number = new_passage (self, automation, trigger, by, event);
  Enrolment *enrolment = runner_enrolment (self, number);

  if (by != NULL)
    runner_mark_step (self, (gint32) by->step);
  record_entry (self, enrolment, automation, trigger);
  count_entry (self, automation, by);
  observe_entry (self, enrolment, by != NULL ? (gint32) by->step : -1);
  insert_open (self, number);
  if (first == NO_STEP)
    {
      /* A trigger that leads nowhere: entered and completed. */
      enrolment->step = (gint32) (by != NULL ? by->step : in->first_step);
      enrolment->entering = TRUE;
      publish_entered (self, number);
      if (runner_enrolment (self, number)->status != ENROLMENT_ENDED)
        parcours_runner_end (self, number, PARCOURS_ENDING_COMPLETED);
      return;
    }
  if (by != NULL)
    parcours_runner_stand (self, enrolment, first);
  else
    parcours_runner_arrive (self, enrolment, first);
  parcours_runner_make_ready (self, number);
  if (parcours_runner_is_heard (self, self->program->ids.automation_entered))
    {
      runner_enrolment (self, number)->entering = TRUE;
      publish_entered (self, number);
      runner_enrolment (self, number)->entering = FALSE;
    }
  if ((in->exit != NULL || in->goals->len > 0) && runner_enrolment (self, number)->status != ENROLMENT_ENDED)
    parcours_runner_begin_watch (self, number);
}

/* Lets the contact into an automation, unless a rule refuses. */
gboolean
parcours_runner_enrol (ParcoursRunner      *self,
                       guint16              automation,
                       gint32               trigger,
                       const ParcoursEvent *event,
                       ParcoursRefusal     *refusal)
{
  const ProgramTrigger *by = trigger >= 0 ? program_trigger (self->program, (guint) trigger) : NULL;

  *refusal = find_refusal (self, automation, trigger, by, event);
  if (*refusal != PARCOURS_REFUSAL_NONE)
    return FALSE;
  begin (self, automation, trigger, by, event);

  return TRUE;
}

gboolean
parcours_runner_try_trigger (ParcoursRunner      *self,
                             guint16              trigger,
                             const ParcoursEvent *event,
                             ParcoursRefusal     *refusal)
{
  if (parcours_runner_enrol (self, program_trigger (self->program, trigger)->automation, trigger, event, refusal))
    return TRUE;
  parcours_runner_refuse (self, trigger, *refusal, event);

  return FALSE;
}

static guint32
absence_key (ParcoursRunner       *self,
             const ProgramTrigger *trigger,
             const ParcoursEvent  *event)
{
  ParcoursValue value;

  switch (trigger->key)
    {
    case ABSENCE_SEND:
      return runner_message_key (event);
    case ABSENCE_CART:
      if (event->topic != self->program->ids.order_created)
        return event->subject;
      value = parcours_event_get (event, program_keys.cart);
      return value.type == PARCOURS_VALUE_TEXT ? value.text : 0;
    case ABSENCE_CONTACT:
    default:
      return 0;
    }
}

static void
arm (ParcoursRunner      *self,
     guint16              trigger,
     const ParcoursEvent *event)
{
  const ProgramTrigger *armed = program_trigger (self->program, trigger);
  guint32 key = absence_key (self, armed, event);
  Pending pending = { .rank = PENDING_RANK (PENDING_ABSENCE, armed->step, event->order), .kind = PENDING_ABSENCE,
                      .who = trigger, .key = key };
  ParcoursEvent *kept;

  if (!parcours_runner_is_active (self, armed->automation))
    return;
  if (armed->rearm)
    parcours_runner_unschedule (self, PENDING_ABSENCE, trigger, key, FALSE);
  else if (parcours_runner_is_scheduled (self, PENDING_ABSENCE, trigger, key))
    return;
  kept = parcours_arena_new0 (self->state->arena, ParcoursEvent, 1);
  *kept = *event;
  pending.event = kept;
  pending.at = parcours_duration_add (&armed->after, self->state->now, runner_zone (self, armed->automation));
  parcours_runner_schedule (self, &pending);
}

static gboolean
passes (ParcoursRunner      *self,
        const Listener      *listener,
        const ParcoursEvent *event)
{
  guint16 automation = program_trigger (self->program, listener->trigger)->automation;

  return parcours_filter_test (listener->filter, event, parcours_event_lookup, event->at,
                               runner_zone (self, automation));
}

/* What a trigger waited for has been prevented. */
static void
disarm (ParcoursRunner      *self,
        guint16              trigger,
        const ParcoursEvent *event)
{
  guint32 key = absence_key (self, program_trigger (self->program, trigger), event);

  if (parcours_runner_unschedule (self, PENDING_ABSENCE, trigger, key, FALSE))
    parcours_runner_refuse (self, trigger, PARCOURS_REFUSAL_DISARMED, event);
}

/* All that one trigger has to say about an event: admit, refuse, arm, disarm. */
static void
offer_to_trigger (ParcoursRunner      *self,
                  const Listener      *listeners,
                  guint                n,
                  const ParcoursEvent *event)
{
  guint16 trigger = listeners[0].trigger;
  ParcoursRefusal refusal;
  gboolean enters = FALSE, entered = FALSE;
  int refused = -1;

  for (guint i = 0; i < n; i++)
    {
      enters |= listeners[i].kind == LISTEN_ENTER;
      if ((listeners[i].kind == LISTEN_REFUSE && refused >= 0) || entered || !passes (self, &listeners[i], event))
        continue;
      switch (listeners[i].kind)
        {
        case LISTEN_ENTER:
          parcours_runner_try_trigger (self, trigger, event, &refusal);
          entered = TRUE;
          break;
        case LISTEN_REFUSE:
          refused = listeners[i].reason;
          break;
        case LISTEN_ARM:
          arm (self, trigger, event);
          break;
        case LISTEN_DISARM:
        default:
          disarm (self, trigger, event);
        }
    }
  if (entered || !(enters || refused >= 0))
    return;
  refusal = !parcours_runner_is_active (self, program_trigger (self->program, trigger)->automation)
              ? PARCOURS_REFUSAL_INACTIVE
              : refused >= 0 ? (ParcoursRefusal) refused : PARCOURS_REFUSAL_FILTER;
  parcours_runner_refuse (self, trigger, refusal, event);
}

static guint8
via_of (ParcoursRunner      *self,
        const ParcoursEvent *request)
{
  ParcoursValue value = parcours_event_get (request, program_keys.via);
  const char *via = value.type == PARCOURS_VALUE_TEXT ? parcours_texts_get (self->program->texts, value.text) : "";

  return g_str_equal (via, "manual") ? VIA_MANUAL : g_str_equal (via, "api") ? VIA_API : VIA_NONE;
}

/* By hand or by API there has to be a trigger for it, and it is asked; a start
 * by another automation needs none. */
void
parcours_runner_answer_request (ParcoursRunner      *self,
                                const ParcoursEvent *event)
{
  const char *slug = event->subject < PARCOURS_TEXT_SERIAL ? parcours_texts_get (self->program->texts, event->subject)
                                                           : "";
  int found = parcours_program_find_automation (self->program, slug);
  int automation = found >= 0 ? parcours_runner_version (self, (guint16) found) : -1;
  guint8 via = via_of (self, event);
  const ProgramAutomation *in = automation >= 0 ? &self->program->automations[automation] : NULL;
  ParcoursObservation observation = { PARCOURS_WHAT_REFUSED, -1, automation, 0, -1, 0, 0, event };
  ParcoursRefusal refusal;

  if (in == NULL)
    return;
  for (guint16 i = in->first_trigger; i < in->first_trigger + in->n_triggers && via != VIA_NONE; i++)
    {
      const ProgramTrigger *trigger = program_trigger (self->program, i);

      if (trigger->via == via)
        {
          parcours_runner_try_trigger (self, i, event, &refusal);
          return;
        }
      if (trigger->via != VIA_NONE)
        parcours_runner_refuse (self, i, PARCOURS_REFUSAL_FILTER, event);
    }
  if (via != VIA_NONE || parcours_runner_enrol (self, (guint16) automation, -1, event, &refusal))
    return;
  observation.why = (int) refusal;
  parcours_runner_observe (self, &observation);
}

void
parcours_runner_offer_triggers (ParcoursRunner      *self,
                                const ParcoursEvent *event)
{
  const GArray *listeners = self->program->topics[event->topic].listeners;
  const Listener *all = (const Listener *) (const void *) listeners->data;
  guint first = 0;

  for (guint i = 1; i <= listeners->len && !self->deleted; i++)
    {
      if (i < listeners->len && all[i].trigger == all[first].trigger)
        continue;
      if (runner_runs (self, program_trigger (self->program, all[first].trigger)->automation))
        offer_to_trigger (self, &all[first], i - first, event);
      first = i;
    }
}

void
parcours_runner_fire_absence (ParcoursRunner *self,
                              const Pending  *pending)
{
  guint16 trigger = (guint16) pending->who;
  const ProgramTrigger *fired = program_trigger (self->program, trigger);
  ParcoursEvent event = *pending->event;
  ParcoursRefusal refusal;

  if (fired->key == ABSENCE_CART && fired->fires != NULL)
    {
      int kind = self->program->kinds.cart;
      ParcoursRecord *cart = parcours_state_find_record (self->state, (guint) kind, pending->key);

      if (cart == NULL || !parcours_filter_test_object (fired->fires, cart->columns, self->state->now,
                                                        runner_zone (self, fired->automation)))
        {
          parcours_runner_refuse (self, trigger, cart != NULL && parcours_runner_is_open_cart (self, cart)
                                                   ? PARCOURS_REFUSAL_FILTER : PARCOURS_REFUSAL_DISARMED, &event);
          return;
        }
    }
  parcours_runner_try_trigger (self, trigger, &event, &refusal);
}

/* What of the triggers is known when the contact begins. */
void
parcours_runner_plan_triggers (ParcoursRunner *self)
{
  const ProgramTrigger *triggers = program_trigger (self->program, 0);

  for (guint16 i = 0, n = (guint16) self->program->triggers->len; i < n; i++)
    {
      if (!runner_runs (self, triggers[i].automation))
        continue;
      if (triggers[i].family == PARCOURS_FAMILY_DATE)
        parcours_runner_plan_date (self, i);
      else if (triggers[i].family == PARCOURS_FAMILY_POLL)
        parcours_runner_plan_poll (self, i);
    }
}

/* Plans dates and polls anew that hang on what has just changed. */
void
parcours_runner_replan (ParcoursRunner *self,
                        guint64         dirty)
{
  if (!((self->date_bits | self->poll_bits) & dirty))
    return;
  for (guint16 i = 0; i < self->program->triggers->len; i++)
    {
      const ProgramTrigger *trigger = program_trigger (self->program, i);

      if (!runner_runs (self, trigger->automation))
        continue;
      if (program_date_bits (self->program, &trigger->date) & dirty)
        parcours_runner_replan_date (self, i);
      else if (trigger->poll != NULL && (parcours_predicate_reads (trigger->poll) & dirty))
        parcours_runner_replan_poll (self, i);
    }
}

static int
find_trigger (const ParcoursRunner    *self,
              const ProgramAutomation *automation,
              guint32                  id)
{
  for (guint i = automation->first_trigger; i < automation->first_trigger + automation->n_triggers; i++)
    {
      if (self->program->steps[program_trigger (self->program, i)->step].id == id)
        return (int) i;
    }

  return -1;
}

static gint32
find_step (const ParcoursRunner    *self,
           const ProgramAutomation *automation,
           guint32                  id)
{
  for (guint i = automation->first_step; i < automation->first_step + automation->n_steps; i++)
    {
      if (self->program->steps[i].id == id)
        return (gint32) i;
    }

  return NO_STEP;
}

static void
restore_passage (ParcoursRunner        *self,
                 guint16                automation,
                 const ParcoursPassage *passage,
                 guint                  number_in_state)
{
  const ProgramAutomation *in = &self->program->automations[automation];
  AutomationHistory *history = &self->histories[automation];
  int trigger = find_trigger (self, in, passage->trigger);
  gint32 step = find_step (self, in, passage->step);
  Enrolment *enrolment;
  guint32 number;

  history->n++;
  history->last = MAX (history->last, passage->entered);
  if (trigger >= 0)
    {
      self->triggers[trigger].last[self->triggers[trigger].n % MAX_CAP] = passage->entered;
      self->triggers[trigger].n++;
    }
  if (passage->ended != PARCOURS_INSTANT_NEVER || step == NO_STEP || self->program->steps[step].op == OP_TRIGGER)
    return;
  number = add_enrolment (self);
  enrolment = runner_enrolment (self, number);
  set_trigger (self, enrolment, automation, trigger,
               trigger >= 0 ? program_trigger (self->program, (guint) trigger) : NULL);
  enrolment->number = history->n;
  enrolment->entered = passage->entered;
  enrolment->passage = number_in_state;
  parcours_runner_arrive (self, enrolment, step);
  self->row[self->counts->entered + automation]++;
  insert_open (self, number);
  parcours_runner_resume (self, number, passage->since);
}

/* Passages recorded in the workspace count for re-entry, and go on if they are open. */
void
parcours_runner_restore (ParcoursRunner *self)
{
  const ParcoursPopulation *population = self->state->binding->population;
  guint32 first = population->passage_offsets[self->state->contact];
  guint32 end = population->passage_offsets[self->state->contact + 1];

  for (guint32 i = first; i < end; i++)
    {
      for (guint16 a = 0; a < self->program->n_automations; a++)
        {
          if (self->program->automations[a].slug == population->passages[i].automation && runner_runs (self, a))
            restore_passage (self, a, &population->passages[i], i - first);
        }
    }
}
