/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The loop that a run spends its time in. What most steps of most automations
 * do is done here without a call, where nobody listens; everything else goes
 * through parcours_runner_execute(), which does the same and tells it. */

#include "config.h"

#include <string.h>

#include "parcours-runner-private.h"

/* A calendar step never lands further than this from the same number of days. */
#define SLACK PARCOURS_DAY

/* Now and a duration later; days are added without the calendar while the zone
 * keeps its offset. */
gint64
parcours_runner_add (ParcoursRunner         *self,
                     const ParcoursDuration *duration,
                     const ParcoursZone     *zone)
{
  gint64 now = self->state->now;
  gint64 then = now + (gint64) duration->days * PARCOURS_DAY;

  if (duration->months != 0 || duration->days < 0)
    return parcours_duration_add (duration, now, zone);
  if (duration->days == 0)
    return now + duration->seconds;
  if (zone != self->steady_zone || now < self->steady_from || then + SLACK >= self->steady_until)
    {
      self->steady_zone = zone;
      self->steady_from = now;
      self->steady_until = parcours_zone_next_change (zone, now);
      if (then + SLACK >= self->steady_until)
        return parcours_duration_add (duration, now, zone);
    }

  return then + duration->seconds;
}

/* The passage that runs obeys an exit, or jumps to a goal. Returns whether it goes on. */
static gboolean
obey (ParcoursRunner *self,
      guint32         number)
{
  Enrolment *enrolment = runner_enrolment (self, number);
  gint32 goal = enrolment->jump;

  enrolment->urgent = FALSE;
  parcours_runner_count_out (self, enrolment->step);
  if (enrolment->doom >= 0)
    {
      parcours_runner_end (self, number, (ParcoursEnding) enrolment->doom);
      return FALSE;
    }
  enrolment->jump = NO_STEP;
  parcours_runner_arrive (self, enrolment, goal);
  enrolment->arrived = TRUE;

  return TRUE;
}

/* Goes by a port where nobody listens. Returns whether the passage goes on. */
static inline gboolean
go (ParcoursRunner    *self,
    guint32            number,
    Enrolment         *enrolment,
    const ProgramStep *step,
    guint              port)
{
  guint32 place = step->first_port + port;
  gint32 target = self->program->targets[place];

  self->ports_row[place]++;
  if (G_UNLIKELY (step->mark >= 0))
    self->state->marks[step->mark] = self->state->next_order + 1;
  if (G_UNLIKELY (target == NO_STEP))
    {
      parcours_runner_end (self, number, PARCOURS_ENDING_COMPLETED);
      return FALSE;
    }
  enrolment->step = target;
  self->in_row[target]++;

  return TRUE;
}

/* Does a plain step at once. Returns the port by which it is left, or -1 for a
 * step that is not plain, or -2 for one that holds. */
static inline int
do_plainly (ParcoursRunner    *self,
            guint32            number,
            Enrolment         *enrolment,
            const ProgramStep *step)
{
  const StepData *data = step->data;
  ParcoursState *state = self->state;
  guint64 bits;
  gint64 until;
  int share = 0;

  switch (step->op)
    {
    case OP_IF:
      parcours_runner_ask (self, enrolment);
      return parcours_predicate_test (data->predicate, state) ? 0 : 1;
    case OP_WAIT_DURATION:
      until = parcours_runner_add (self, &data->duration, runner_zone (self, enrolment->automation));
      if (until <= state->now)
        return 0;
      parcours_runner_hold (self, number, until);
      return -2;
    case OP_SET_ADD:
      if (!data->is_silent)
        return -1;
      bits = G_GUINT64_CONSTANT (1) << (data->set & 63);
      share = (state->sets[data->set >> 6] & bits) != 0;
      state->sets[data->set >> 6] |= bits;
      state->set_sizes[data->set_kind] += !share;
      runner_count_outcome (self, enrolment->step, share ? PARCOURS_OUTCOME_UNCHANGED : PARCOURS_OUTCOME_DONE);
      return 0;
    case OP_SCORE_ADJUST:
      if (!data->is_silent || data->operation > MATH_SUBTRACT || data->number == 0.)
        return -1;
      state->slots[data->slot].number += data->operation == MATH_ADD ? data->number : -data->number;
      runner_count_outcome (self, enrolment->step, PARCOURS_OUTCOME_DONE);
      return 0;
    case OP_RANDOM:
      if (data->threshold >= 0 || self->program->answers->len > 0)
        return -1;
      bits = parcours_draw (data->salt, state->key, self->visits[data->visit]++);
      while ((guint) share + 1 < data->n_shares && bits >= data->share_ends[share])
        share++;
      return share;
    case OP_SEND:
      return data->is_silent && parcours_runner_send_plainly (self, enrolment, data) ? 0 : -1;
    default:
      return -1;
    }
}

/* Runs a passage until it holds or ends. */
static void
run_enrolment (ParcoursRunner *self,
               guint32         number)
{
  const ProgramStep *steps = self->program->steps;
  Enrolment *enrolment = runner_enrolment (self, number);

  enrolment->status = ENROLMENT_RUNNING;
  self->running = (gint32) number;
  for (;;)
    {
      const ProgramStep *step;
      int port = -1;

      if (G_UNLIKELY (enrolment->urgent))
        {
          if (!obey (self, number))
            break;
          enrolment = runner_enrolment (self, number);
        }
      if (G_UNLIKELY (++self->steps_in_instant > STEP_LIMIT))
        {
          parcours_runner_count_out (self, enrolment->step);
          parcours_runner_end (self, number, PARCOURS_ENDING_STEP_LIMIT);
          break;
        }
      self->counts->n_steps_run++;
      step = &steps[enrolment->step];
      if (self->plain)
        {
          port = do_plainly (self, number, enrolment, step);
          /* A delivery may have let the contact in elsewhere, or deleted it. */
          if (step->op == OP_SEND)
            enrolment = runner_enrolment (self, number);
          if (port == -2 || self->deleted || (port >= 0 && !go (self, number, enrolment, step, (guint) port)))
            break;
          if (port >= 0)
            continue;
        }
      parcours_runner_execute (self, number);
      enrolment = runner_enrolment (self, number);
      if (self->deleted || enrolment->status != ENROLMENT_RUNNING)
        break;
    }
  self->running = -1;
}

void
parcours_runner_run_ready (ParcoursRunner *self)
{
  while (self->ready_head < self->ready->len && !self->deleted)
    {
      guint32 number = g_array_index (self->ready, guint32, self->ready_head++);

      if (runner_enrolment (self, number)->status == ENROLMENT_READY)
        run_enrolment (self, number);
    }
  self->ready->len = 0;
  self->ready_head = 0;
}

/* The counts of the bucket in which @now lies. */
static void
set_bucket (ParcoursRunner *self,
            gint64          now)
{
  ParcoursCounts *counts = self->counts;
  const ParcoursProgram *program = self->program;

  self->bucket = (guint) ((now - self->from) / counts->bucket);
  self->bucket_end = self->from + (gint64) (self->bucket + 1) * counts->bucket;
  self->in_row = counts->in + (gsize) self->bucket * program->n_steps;
  self->out_row = counts->out + (gsize) self->bucket * program->n_steps;
  self->ports_row = counts->ports + (gsize) self->bucket * program->n_ports;
}

static void
set_now (ParcoursRunner *self,
         gint64          now)
{
  self->state->now = now;
  self->steps_in_instant = 0;
  if (now >= self->bucket_end)
    set_bucket (self, now);
}

static void
reset (ParcoursRunner *self,
       guint           contact)
{
  const ParcoursProgram *program = self->program;
  guint n = self->state->binding->population->n;

  self->has_scripts = program->scripts->len > 0;
  self->unborn = contact >= n;
  if (self->unborn)
    parcours_state_load_blank (self->state, g_array_index (self->newcomers, guint64, contact - n), self->from);
  else
    parcours_state_load (self->state, contact, self->from);
  self->n_enrolments = 0;
  self->n_pending = 0;
  self->n_sends = 0;
  self->n_serials = 0;
  self->deleted = FALSE;
  self->running = -1;
  self->depth = 0;
  self->ready_head = 0;
  self->open->len = 0;
  self->ready->len = 0;
  self->message_times->len = 0;
  for (guint i = 0; i < program->triggers->len; i++)
    {
      self->triggers[i].n = 0;
      self->poll_at[i] = PARCOURS_INSTANT_NEVER;
    }
  memset (self->histories, 0, program->n_automations * sizeof (AutomationHistory));
  memset (self->visits, 0, program->n_visits * sizeof (guint16));
  memset (self->response_counts, 0, program->scripted_responses->len * sizeof (guint));
  self->win_watches->len = 0;
  self->queued->len = 0;
  self->opened_sends->len = 0;
  self->sends->len = 0;
  memset (self->asked_forms, 0, program->frame->lists->len * sizeof (guint32));
  self->last_active = PARCOURS_INSTANT_MISSING;
  set_bucket (self, self->from);
  self->steps_in_instant = 0;
  self->rank = 0;
}

/* What the clock brings is planned as soon as there is a contact. */
void
parcours_runner_begin_life (ParcoursRunner *self)
{
  if (self->program->kinds.voucher >= 0)
    parcours_runner_plan_clock (self);
  if (self->program->has_timed_triggers)
    parcours_runner_plan_triggers (self);
  if (self->program->arrivals->len > 0)
    parcours_runner_plan_arrivals (self);
}

/* What of the contact is known to come. */
static void
plan (ParcoursRunner *self)
{
  if (self->has_scripts)
    parcours_runner_plan_scripts (self);
  if (self->unborn)
    return;
  parcours_runner_begin_life (self);
  if (self->state->binding->population->n_passages > 0)
    parcours_runner_restore (self);
}

static gint64
next_instant (const ParcoursRunner *self)
{
  gint64 next = self->n_pending > 0 ? self->pending[self->n_pending - 1].at : PARCOURS_INSTANT_NEVER;

  if (self->ready->len > 0)
    return self->state->now;
  if (self->has_scripts)
    next = MIN (next, parcours_runner_next_script (self));

  return next;
}

static void
dispatch_next (ParcoursRunner *self)
{
  Pending next = self->pending[--self->n_pending];

  parcours_runner_dispatch (self, &next);
}

/* Whether the next thing that is due is all that happens at that instant. */
static inline gboolean
is_alone (const ParcoursRunner *self,
          gint64                now)
{
  return self->ready->len == 0 && (self->n_pending < 2 || self->pending[self->n_pending - 2].at != now);
}

/* A wait is over and nothing else is due: the passage goes on without a queue. */
static void
release_plainly (ParcoursRunner *self)
{
  const Pending *next = &self->pending[--self->n_pending];
  guint32 number = next->who;
  Enrolment *enrolment = runner_enrolment (self, number);
  const ProgramStep *step = &self->program->steps[enrolment->step];
  gboolean limited = step->op == OP_WAIT_CONDITION || step->op == OP_WAIT_EVENT;

  if (enrolment->epoch != next->epoch)
    return;
  enrolment->epoch++;
  self->rank = G_MAXUINT64;
  if (enrolment->acting || go (self, number, enrolment, step, limited ? step->data->limit_port : 0))
    run_enrolment (self, number);
}

/**
 * parcours_runner_run:
 * @self: a runner
 * @contact: the place of a contact in the population; those that the timeline creates follow after it
 *
 * Runs the contact through the period.
 */
void
parcours_runner_run (ParcoursRunner *self,
                     guint           contact)
{
  reset (self, contact);
  plan (self);
  while (!self->deleted)
    {
      gint64 now = next_instant (self);

      if (now >= self->to)
        break;
      if (now != self->state->now)
        set_now (self, now);
      self->rank = 0;
      if (self->has_scripts)
        parcours_runner_run_scripts (self);
      while (self->n_pending > 0 && self->pending[self->n_pending - 1].at == now && !self->deleted)
        {
          const Pending *next = &self->pending[self->n_pending - 1];

          if (self->plain && next->kind == PENDING_WAIT && is_alone (self, now))
            {
              release_plainly (self);
              continue;
            }
          dispatch_next (self);
        }
      self->rank = G_MAXUINT64;
      parcours_runner_run_ready (self);
    }
  self->counts->n_contacts++;
}
