/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Another version takes the place of an automation while people are inside
 * (DESIGN rule 15), before anything else of that instant happens. Who stands at a
 * step that is still there stays: the time already waited counts, so that a wait
 * made shorter may be over at once, in its turn among the timers. Who stands at
 * a step that is gone goes to the next one that is left. */

#include "config.h"

#include <string.h>

#include "parcours-runner-private.h"

Swapping *
parcours_swapping_new (const ParcoursProgram *program)
{
  Swapping *swapping = g_new0 (Swapping, 1);

  swapping->size = program->n_steps / 64 + 1;
  swapping->runs = g_new0 (gboolean, program->n_automations + 1);
  swapping->done = g_new0 (guint64, swapping->size);
  swapping->before = g_new0 (guint64, swapping->size);
  swapping->placed = g_array_new (FALSE, FALSE, sizeof (Placed));

  return swapping;
}

void
parcours_swapping_free (Swapping *swapping)
{
  g_free (swapping->runs);
  g_free (swapping->done);
  g_free (swapping->before);
  g_array_unref (swapping->placed);
  g_free (swapping);
}

/* For another contact. */
void
parcours_runner_reset_swaps (ParcoursRunner *self)
{
  Swapping *swapping = self->swapping;

  for (guint i = 0; i < self->program->n_automations; i++)
    swapping->runs[i] = self->program->automations[i].base == i;
  swapping->next = 0;
  memset (swapping->done, 0, swapping->size * sizeof (guint64));
  memset (swapping->before, 0, swapping->size * sizeof (guint64));
  g_array_set_size (swapping->placed, 0);
}

/* The version that runs of the automation whose first version is @automation. */
guint16
parcours_runner_version (const ParcoursRunner *self,
                         guint16               automation)
{
  while (!runner_runs (self, automation))
    automation++;

  return automation;
}

gint64
parcours_runner_next_swap (const ParcoursRunner *self)
{
  return self->swapping->next < self->program->swaps->len ? program_swap (self->program, self->swapping->next)->at
                                                          : PARCOURS_INSTANT_NEVER;
}

static gboolean
has_bit (const guint64 *bits,
         guint          place)
{
  return bits[place / 64] >> (place % 64) & 1;
}

static void
set_bit (guint64 *bits,
         guint    place)
{
  bits[place / 64] |= G_GUINT64_CONSTANT (1) << (place % 64);
}

static Placed *
placed (ParcoursRunner *self,
        guint32         number)
{
  static const Placed nowhere = { 0, NO_STEP };
  GArray *array = self->swapping->placed;

  while (array->len <= number)
    g_array_append_val (array, nowhere);

  return &g_array_index (array, Placed, number);
}

/* A passage waits since @since. */
void
parcours_runner_note_hold (ParcoursRunner *self,
                           guint32         number,
                           gint64          since)
{
  placed (self, number)->since = since;
}

/* Who looks on sees one automation: its first version, and of each step the first of its id. */
void
parcours_runner_observe_version (ParcoursRunner            *self,
                                 const ParcoursObservation *observation)
{
  const ParcoursProgram *program = self->program;
  ParcoursObservation seen = *observation;

  if (seen.automation >= 0)
    seen.automation = program->automations[seen.automation].base;
  if (seen.step >= 0)
    {
      const ParcoursStep *step = program->steps[seen.step].step;

      seen.step = (int) program_known_step (program, (guint) seen.step);
      if (seen.port >= 0)
        seen.port = parcours_step_port (program->steps[seen.step].step, parcours_step_nth_port (step, (guint) seen.port));
    }
  self->observer (&seen, self->state, self->observer_data);
}

static void
tell (ParcoursRunner *self,
      guint32         number,
      gint32          step,
      ParcoursFate    fate)
{
  const Enrolment *enrolment = runner_enrolment (self, number);
  ParcoursObservation observation = { PARCOURS_WHAT_SWAPPED, step, enrolment->automation, enrolment->number, -1,
                                      (int) fate };

  parcours_runner_observe (self, &observation);
}

/* Whether the passage would have come to the step without the swap too. */
static gboolean
would_have_come (ParcoursRunner *self,
                 guint32         number,
                 gint32          step)
{
  const ParcoursProgram *program = self->program;
  const Enrolment *enrolment = runner_enrolment (self, number);
  gint32 stood = placed (self, number)->stood;
  const ProgramAutomation *old = &program->automations[program->steps[step].automation];

  /* Who entered since then did so by a trigger that was there before, or not. */
  if (stood == NO_STEP)
    return enrolment->trigger < 0 ||
           program->twins[program_trigger (program, (guint) enrolment->trigger)->step].before != NO_STEP;
  if (program->steps[stood].automation != program->steps[step].automation)
    return TRUE;

  return has_bit (old->reaches + ((guint) stood - old->first_step) * (gsize) (old->n_steps / 64 + 1),
                  (guint) step - old->first_step);
}

/* A passage has left a step: what an action does twice because of the swap is told once. */
void
parcours_runner_note_done (ParcoursRunner *self,
                           guint32         number,
                           gint32          step)
{
  Swapping *swapping = self->swapping;
  const ParcoursStepType *type = self->program->steps[step].step->type;
  gint32 before = self->program->twins[step].before;

  if (type == NULL || type->kind != PARCOURS_STEP_ACTION)
    return;
  if (before != NO_STEP && has_bit (swapping->before, (guint) step) && !would_have_come (self, number, before))
    {
      swapping->before[step / 64] &= ~(G_GUINT64_CONSTANT (1) << (step % 64));
      tell (self, number, step, PARCOURS_FATE_DOUBLED);
    }
  set_bit (swapping->done, (guint) step);
}

/* What the contact has done under the old version. */
static void
carry_done (ParcoursRunner    *self,
            const ProgramSwap *swap)
{
  const ProgramAutomation *new = &self->program->automations[swap->to];
  Swapping *swapping = self->swapping;

  for (guint i = new->first_step; i < new->first_step + new->n_steps; i++)
    {
      gint32 before = self->program->twins[i].before;

      if (before != NO_STEP && (has_bit (swapping->done, (guint) before) || has_bit (swapping->before, (guint) before)))
        set_bit (swapping->before, i);
    }
}

/* The trigger of the new version that stands at @step, or -1. */
static int
trigger_at (const ParcoursRunner *self,
            guint16               automation,
            gint32                step)
{
  const ProgramAutomation *in = &self->program->automations[automation];

  for (guint i = in->first_trigger; step != NO_STEP && i < in->first_trigger + in->n_triggers; i++)
    {
      if (program_trigger (self->program, i)->step == (guint32) step)
        return (int) i;
    }

  return -1;
}

/* What the old trigger has become, or -1. */
static int
next_trigger (const ParcoursRunner *self,
              guint16               automation,
              int                   trigger)
{
  const ProgramTwin *twins = self->program->twins;

  return trigger >= 0 ? trigger_at (self, automation,
                                    twins[program_trigger (self->program, (guint) trigger)->step].after) : -1;
}

static gboolean
is_of_trigger (const ParcoursRunner *self,
               const Pending        *pending,
               guint16               automation)
{
  return (pending->kind == PENDING_DATE || pending->kind == PENDING_ABSENCE || pending->kind == PENDING_POLL) &&
         program_trigger (self->program, pending->who)->automation == automation;
}

/* What is waited for stays armed, and the time that has passed since counts; returns FALSE if the trigger is another one now. */
static gboolean
rearm (ParcoursRunner *self,
       const Pending  *armed,
       int             trigger,
       Pending        *pending)
{
  const ProgramTrigger *old = program_trigger (self->program, armed->who);
  const ProgramTrigger *new = trigger >= 0 ? program_trigger (self->program, (guint) trigger) : NULL;

  if (new == NULL || armed->kind != PENDING_ABSENCE || new->family != PARCOURS_FAMILY_ABSENCE || new->key != old->key)
    return FALSE;
  *pending = *armed;
  pending->who = (guint32) trigger;
  pending->rank = PENDING_RANK (PENDING_ABSENCE, new->step, armed->rank & G_MAXUINT32);
  pending->at = MAX (self->state->now, parcours_duration_add (&new->after, armed->event->at,
                                                              runner_zone (self, new->automation)));

  return TRUE;
}

/* Whether what the trigger has planned stays: it is the same in both versions, and a poll may have been refused for good. */
static gboolean
stays_planned (const ParcoursRunner *self,
               guint                 trigger)
{
  const ProgramTrigger *new = program_trigger (self->program, trigger);

  return self->program->twins[new->step].same &&
         (new->poll == NULL || self->program->automations[new->automation].same_entry);
}

/* Of two passages that are due together the first one that entered goes first, in whatever version it began to wait. */
static gboolean
is_of_passage (ParcoursRunner *self,
               const Pending  *pending,
               guint16         automation)
{
  return (pending->kind == PENDING_WAIT || pending->kind == PENDING_FLIP) &&
         runner_enrolment (self, pending->who)->automation == automation;
}

/* What triggers have planned: it stays where they are the same, is reckoned anew where a time was changed, and else
 * is dropped. */
static void
carry_plans (ParcoursRunner    *self,
             const ProgramSwap *swap)
{
  g_autoptr (GArray) again = g_array_new (FALSE, FALSE, sizeof (Pending));
  guint kept = 0;

  for (guint i = 0; i < self->n_pending; i++)
    {
      Pending pending = self->pending[i];
      Pending rearmed;
      int trigger;

      if (is_of_trigger (self, &pending, swap->from))
        {
          trigger = next_trigger (self, swap->to, (int) pending.who);
          if (trigger >= 0 && stays_planned (self, (guint) trigger))
            {
              pending.who = (guint32) trigger;
              pending.rank = PENDING_RANK (pending.kind, program_trigger (self->program, (guint) trigger)->step,
                                           pending.rank & G_MAXUINT32);
            }
          else
            {
              if (rearm (self, &pending, trigger, &rearmed))
                g_array_append_val (again, rearmed);
              continue;
            }
        }
      else if (is_of_passage (self, &pending, swap->from))
        {
          pending.rank = PENDING_RANK (pending.kind, swap->to, pending.rank & G_MAXUINT32);
          g_array_append_val (again, pending);
          continue;
        }
      self->pending[kept++] = pending;
    }
  self->n_pending = kept;
  for (guint i = 0; i < again->len; i++)
    parcours_runner_schedule (self, &g_array_index (again, Pending, i));
}

static void
carry_triggers (ParcoursRunner    *self,
                const ProgramSwap *swap)
{
  const ProgramAutomation *old = &self->program->automations[swap->from];

  for (guint i = old->first_trigger; i < (guint) old->first_trigger + old->n_triggers; i++)
    {
      int trigger = next_trigger (self, swap->to, (int) i);

      if (trigger < 0)
        continue;
      self->triggers[trigger] = self->triggers[i];
      if (stays_planned (self, (guint) trigger))
        self->poll_at[trigger] = self->poll_at[i];
    }
  carry_plans (self, swap);
}

/* Dates and polls of triggers that are new or do something else. */
static void
plan_new_triggers (ParcoursRunner    *self,
                   const ProgramSwap *swap)
{
  const ProgramAutomation *new = &self->program->automations[swap->to];

  for (guint16 i = new->first_trigger; i < new->first_trigger + new->n_triggers; i++)
    {
      const ProgramTrigger *trigger = program_trigger (self->program, i);

      if (stays_planned (self, i))
        continue;
      if (trigger->family == PARCOURS_FAMILY_DATE)
        parcours_runner_plan_date (self, i);
      else if (trigger->family == PARCOURS_FAMILY_POLL)
        parcours_runner_plan_poll (self, i);
    }
}

/* Goals that were reached stay so, by their id. */
static guint64
carry_goals (const ParcoursRunner *self,
             const ProgramSwap    *swap,
             guint64               reached)
{
  const GArray *goals = self->program->automations[swap->from].goals;
  guint64 carried = 0;

  for (guint i = 0; i < goals->len; i++)
    {
      gint32 after = self->program->twins[g_array_index (goals, guint32, i)].after;

      if ((reached >> i & 1) && after != NO_STEP && self->program->steps[after].op == OP_GOAL)
        carried |= G_GUINT64_CONSTANT (1) << self->program->steps[after].data->goal;
    }

  return carried;
}

/* The step is gone: on to the next one that is left, or out. */
static void
relocate (ParcoursRunner *self,
          guint32         number,
          gint32          gone)
{
  Enrolment *enrolment = runner_enrolment (self, number);
  gint32 refuge = self->program->twins[gone].refuge;

  runner_count_out (self, gone);
  if (refuge == NO_STEP)
    {
      tell (self, number, gone, PARCOURS_FATE_STRANDED);
      parcours_runner_end (self, number, PARCOURS_ENDING_COMPLETED);
      return;
    }
  tell (self, number, gone, PARCOURS_FATE_MOVED);
  parcours_runner_arrive (self, enrolment, refuge);
  if (enrolment->status == ENROLMENT_WAITING)
    parcours_runner_make_ready (self, number);
}

/* When a wait as it is now ends that began at @since. */
static gint64
end_of_wait (ParcoursRunner    *self,
             guint32            number,
             const ProgramStep *step,
             gint64             since)
{
  const ParcoursZone *zone = runner_enrolment (self, number)->zone;
  const StepData *data = step->data;

  switch (step->op)
    {
    case OP_WAIT_DURATION:
      return parcours_duration_add (&data->duration, since, zone);
    case OP_WAIT_MOMENT:
      return parcours_moment_next (&data->moment, since, zone);
    case OP_WAIT_DATE:
      return parcours_runner_date_wait (self, number, data);
    default:
      return data->has_limit ? parcours_duration_add (&data->limit, since, zone) : PARCOURS_INSTANT_NEVER;
    }
}

/* The step at which the passage waits does something else now. */
static void
wait_anew (ParcoursRunner *self,
           guint32         number)
{
  Enrolment *enrolment = runner_enrolment (self, number);
  const ProgramStep *step = &self->program->steps[enrolment->step];
  gint64 since = placed (self, number)->since;
  gint64 now = self->state->now;
  gint64 until;
  gboolean met = FALSE;

  enrolment->epoch++;
  if (step->op < OP_WAIT_DURATION || step->op > OP_WAIT_EVENT)
    {
      tell (self, number, enrolment->step, PARCOURS_FATE_STAYED);
      parcours_runner_make_ready (self, number);
      return;
    }
  until = end_of_wait (self, number, step, since);
  if (step->op == OP_WAIT_CONDITION)
    {
      runner_ask (self, enrolment);
      met = parcours_predicate_test (step->data->predicate, self->state);
    }
  tell (self, number, enrolment->step, met || until <= now ? PARCOURS_FATE_RELEASED : PARCOURS_FATE_STAYED);
  parcours_runner_hold (self, number, MAX (until, now));
  parcours_runner_note_hold (self, number, since);
  if (step->op == OP_WAIT_CONDITION)
    parcours_runner_begin_watch (self, number);
}

/* A passage is one of the new version from now on. */
static void
carry_passage (ParcoursRunner    *self,
               guint32            number,
               const ProgramSwap *swap)
{
  Enrolment *enrolment = runner_enrolment (self, number);
  const ProgramTwin *twins = self->program->twins;
  gint32 stood = enrolment->step;
  gint32 step = twins[stood].after;
  int trigger = next_trigger (self, swap->to, enrolment->trigger);

  enrolment->automation = swap->to;
  enrolment->zone = runner_zone (self, swap->to);
  enrolment->reached = carry_goals (self, swap, enrolment->reached);
  if (trigger >= 0)
    enrolment->trigger = trigger;
  placed (self, number)->stood = stood;
  if (!program_has_place (self->program, step))
    {
      relocate (self, number, stood);
      return;
    }
  if (!program_is_of_a_kind (self->program, (guint) stood, (guint) step))
    {
      /* Something else stands here under the same name: as if the step were gone, and this the next one. */
      runner_count_out (self, stood);
      tell (self, number, stood, PARCOURS_FATE_MOVED);
      parcours_runner_arrive (self, enrolment, step);
      if (enrolment->status == ENROLMENT_WAITING)
        parcours_runner_make_ready (self, number);
      return;
    }
  enrolment->step = step;
  if (enrolment->status == ENROLMENT_WAITING && !enrolment->acting && !twins[step].same)
    wait_anew (self, number);
  else
    tell (self, number, step, PARCOURS_FATE_STAYED);
}

/* Exits and goals of the new version are watched when all are in it. */
static void
carry_passages (ParcoursRunner    *self,
                const ProgramSwap *swap)
{
  g_autofree guint32 *open = g_memdup2 (self->open.items, self->open.n * sizeof (guint32));
  guint n = self->open.n;
  gboolean same_watch = self->program->automations[swap->to].same_watch;

  for (guint i = 0; i < n && !same_watch; i++)
    {
      Enrolment *enrolment = runner_enrolment (self, open[i]);

      enrolment->entering |= enrolment->automation == swap->from;
    }
  for (guint i = 0; i < n; i++)
    {
      const Enrolment *enrolment = runner_enrolment (self, open[i]);

      if (enrolment->status != ENROLMENT_ENDED && enrolment->automation == swap->from && !self->deleted)
        carry_passage (self, open[i], swap);
    }
  for (guint i = 0; i < n && !same_watch; i++)
    {
      Enrolment *enrolment = runner_enrolment (self, open[i]);

      if (enrolment->status == ENROLMENT_ENDED || enrolment->automation != swap->to || self->deleted)
        continue;
      enrolment->entering = FALSE;
      parcours_runner_begin_watch (self, open[i]);
    }
}

/* Carries out all swaps that are due now. */
void
parcours_runner_run_swaps (ParcoursRunner *self)
{
  while (parcours_runner_next_swap (self) <= self->state->now)
    {
      const ProgramSwap *swap = program_swap (self->program, self->swapping->next++);

      self->swapping->runs[swap->from] = FALSE;
      self->swapping->runs[swap->to] = TRUE;
      if (self->deleted)
        continue;
      self->histories[swap->to] = self->histories[swap->from];
      carry_done (self, swap);
      carry_triggers (self, swap);
      carry_passages (self, swap);
      if (!self->unborn && !self->deleted)
        plan_new_triggers (self, swap);
    }
}
