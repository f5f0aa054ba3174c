/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The loop that a run spends its time in. What most steps of most automations
 * do is done here without a call, where nobody listens; everything else goes
 * through parcours_runner_execute(), which does the same and tells it. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "parcours-runner-private.h"

/* A calendar step never lands further than this from the same number of days. */
#define SLACK PARCOURS_DAY

/* What became of a step, where it is not left by a port. */
enum
{
  NOT_PLAIN = -1,
  HELD = -2,
  JUMPED = -3,
};

/* The spans that were asked for last are kept: in a run contact after contact asks for the same. */
static const Steady *
find_steady (ParcoursRunner     *self,
             const ParcoursZone *zone,
             gint64              at)
{
  Steady *steady;

  for (guint i = 0; i < N_STEADY; i++)
    {
      steady = &self->steadies[i];
      if (steady->zone == zone && at >= steady->from && at < steady->until)
        return self->steady = steady;
    }
  steady = &self->steadies[self->n_steadies++ % N_STEADY];
  steady->zone = zone;
  steady->offset = parcours_zone_span (zone, at, &steady->from, &steady->until);

  return self->steady = steady;
}

/* The span around @at in which the zone has one offset. */
static inline const Steady *
steady_at (ParcoursRunner     *self,
           const ParcoursZone *zone,
           gint64              at)
{
  const Steady *steady = self->steady;

  return G_LIKELY (zone == steady->zone && at >= steady->from && at < steady->until) ? steady
                                                                                     : find_steady (self, zone, at);
}

/* Whether local time does not jump within a day of @at, which is inside @steady. */
static inline gboolean
is_inside (const Steady *steady,
           gint64        at)
{
  return at >= steady->from + SLACK && at < steady->until - SLACK;
}

/* Now and a duration later; days are added without the calendar unless they end near a jump. */
static inline gint64
add_duration (ParcoursRunner         *self,
              const ParcoursDuration *duration,
              const ParcoursZone     *zone)
{
  gint64 now = self->state->now;
  gint64 then = now + (gint64) duration->days * PARCOURS_DAY;
  const Steady *before, *after;

  if (duration->months == 0 && duration->days == 0)
    return now + duration->seconds;
  before = steady_at (self, zone, now);
  after = steady_at (self, zone, then);
  if (duration->months == 0 && is_inside (after, then))
    return then + before->offset - after->offset + duration->seconds;

  return parcours_duration_add (duration, now, zone);
}

gint64
parcours_runner_add (ParcoursRunner         *self,
                     const ParcoursDuration *duration,
                     const ParcoursZone     *zone)
{
  return add_duration (self, duration, zone);
}

/* When the moment is there; one of every day without the calendar, unless local time jumps near it. */
static inline gint64
next_moment (ParcoursRunner       *self,
             const ParcoursMoment *moment,
             const ParcoursZone   *zone)
{
  gint64 now = self->state->now;
  const Steady *steady = steady_at (self, zone, now);
  gint64 since;

  if (!parcours_moment_is_daily (moment) || !is_inside (steady, now))
    return parcours_moment_next (moment, now, zone);
  since = (now + steady->offset - (moment->hour * PARCOURS_HOUR + moment->minute * PARCOURS_MINUTE)) % PARCOURS_DAY;
  if (since < 0)
    since += PARCOURS_DAY;

  return since < PARCOURS_MINUTE ? now : now + PARCOURS_DAY - since;
}

/* The counts of the bucket in which @now lies. */
static inline void
set_bucket (ParcoursRunner *self,
            gint64          now)
{
  const ParcoursCounts *counts = self->counts;
  guint bucket = (guint) ((now - self->from) / counts->bucket);

  self->bucket_end = self->from + (gint64) (bucket + 1) * counts->bucket;
  self->row = counts->rows + (gsize) bucket * counts->width;
}

static inline void
set_now (ParcoursRunner *self,
         gint64          now)
{
  self->state->now = now;
  self->step_limit = self->n_steps_run + STEP_LIMIT;
  if (now >= self->bucket_end)
    set_bucket (self, now);
}

/* The passage that runs obeys an exit, or jumps to a goal. Returns whether it goes on. */
static gboolean
obey (ParcoursRunner *self,
      guint32         number)
{
  Enrolment *enrolment = runner_enrolment (self, number);
  gint32 goal = enrolment->jump;

  enrolment->urgent = FALSE;
  runner_count_out (self, enrolment->step);
  if (enrolment->doom >= 0)
    {
      parcours_runner_end (self, number, (ParcoursEnding) enrolment->doom);
      return FALSE;
    }
  enrolment->jump = NO_STEP;
  enrolment->left = enrolment->step;
  parcours_runner_arrive (self, enrolment, goal);
  enrolment->arrived = TRUE;

  return TRUE;
}

/* Whether nothing can happen to the contact up to and at @until but that the
 * passage that runs goes on then: it can do so at once. */
static inline gboolean
is_calm (const ParcoursRunner *self,
         gint64                until)
{
  return until < self->to && self->ready_head == self->ready.n &&
         (self->n_pending == 0 || self->pending[self->n_pending - 1].at > until) &&
         (!self->has_scripts || parcours_runner_next_script (self) > until);
}

/* Waits until @until, or does not have to. @n steps have run, this one too. */
static inline int
wait_plainly (ParcoursRunner *self,
              guint32         number,
              gint64          until,
              int             port,
              guint           n)
{
  if (until > self->state->now)
    {
      if (!is_calm (self, until))
        {
          parcours_runner_hold (self, number, until);
          return HELD;
        }
      set_now (self, until);
      self->step_limit = n + STEP_LIMIT;
    }

  return port;
}

static inline int
wait_for_condition (ParcoursRunner  *self,
                    guint32          number,
                    const Enrolment *enrolment,
                    const StepData  *data,
                    guint            n)
{
  runner_ask (self, enrolment);
  if (parcours_predicate_test (data->predicate, self->state))
    return 0;

  return wait_plainly (self, number, add_duration (self, &data->limit, enrolment->zone),
                       data->limit_port, n);
}

static inline int
add_to_set (ParcoursRunner *self,
            gint32          step,
            const StepData *data)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << (data->set & 63);
  guint64 *word = &self->state->sets[data->set >> 6];
  gboolean is_new = !(*word & bit);

  *word |= bit;
  self->state->set_sizes[data->set_kind] += is_new;
  runner_count_outcome (self, step, is_new ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED);

  return 0;
}

/* To the number in a slot, unless there is none. */
static inline int
add_to_slot (ParcoursRunner *self,
             gint32          step,
             const StepData *data)
{
  double *number = &self->state->slots[data->slot].number;

  if (isnan (*number))
    return NOT_PLAIN;
  *number += data->number;
  runner_count_outcome (self, step, PARCOURS_OUTCOME_DONE);

  return 0;
}

static inline int
fill_slot (ParcoursRunner *self,
           gint32          step,
           const StepData *data)
{
  ParcoursSlot *slot = &self->state->slots[data->slot];
  gboolean is_new = !parcours_slot_equal (data->type, *slot, data->value);

  *slot = data->value;
  runner_count_outcome (self, step, is_new ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED);

  return 0;
}

static inline int
draw_share (ParcoursRunner *self,
            const StepData *data)
{
  guint64 bits = parcours_draw (data->salt, self->state->key, self->visits[data->visit]++);
  int share = 0;

  while ((guint) share + 1 < data->n_shares && bits >= data->share_ends[share])
    share++;

  return share;
}

/* A goal that is not met and lets pass. */
static inline int
pass_goal (ParcoursRunner  *self,
           const Enrolment *enrolment,
           const StepData  *data)
{
  if (enrolment->reached >> data->goal & 1)
    return 0;
  if (enrolment->arrived)
    return NOT_PLAIN;
  runner_ask (self, enrolment);

  return parcours_predicate_test (data->predicate, self->state) ? NOT_PLAIN : 0;
}

/* Does a plain step at once. Returns the port by which it is left, NOT_PLAIN for
 * one that is not plain after all and has done nothing yet, JUMPED, or HELD. */
static inline int
do_plainly (ParcoursRunner    *self,
            guint32            number,
            Enrolment         *enrolment,
            const ProgramStep *step,
            guint              n)
{
  const StepData *data = step->data;

  switch ((PlainOp) step->plain)
    {
    case PLAIN_IF:
      runner_ask (self, enrolment);
      return parcours_predicate_test (data->predicate, self->state) ? 0 : 1;
    case PLAIN_WAIT_DURATION:
      return wait_plainly (self, number,
                           add_duration (self, &data->duration, enrolment->zone), 0, n);
    case PLAIN_WAIT_MOMENT:
      return wait_plainly (self, number,
                           next_moment (self, &data->moment, enrolment->zone), 0, n);
    case PLAIN_WAIT_CONDITION:
      return wait_for_condition (self, number, enrolment, data, n);
    case PLAIN_RANDOM:
      return draw_share (self, data);
    case PLAIN_GOAL:
      return pass_goal (self, enrolment, data);
    case PLAIN_SET_ADD:
      return add_to_set (self, enrolment->step, data);
    case PLAIN_SLOT_ADD:
      return add_to_slot (self, enrolment->step, data);
    case PLAIN_SLOT_FILL:
      return fill_slot (self, enrolment->step, data);
    case PLAIN_SEND:
      parcours_runner_send_plainly (self, enrolment, data);
      return 0;
    case PLAIN_GO_TO:
      return JUMPED;
    case PLAIN_NOT:
    default:
      return NOT_PLAIN;
    }
}

/* The passage does not go on, after @n steps of the contact. */
static inline gboolean
stop (ParcoursRunner *self,
      guint           n)
{
  self->n_steps_run = n;

  return FALSE;
}

/* Does plain steps as long as there are some. Returns whether the passage goes
 * on, with a step that is not plain, or with something urgent. */
static gboolean
run_plainly (ParcoursRunner *self,
             guint32         number)
{
  const ProgramStep *steps = self->program->steps;
  const gint32 *targets = self->program->targets;
  const guint ports = self->counts->ports;
  Enrolment *enrolment = runner_enrolment (self, number);
  guint n = self->n_steps_run;

  while (n < self->step_limit && !enrolment->urgent)
    {
      const ProgramStep *step = &steps[enrolment->step];
      int port = do_plainly (self, number, enrolment, step, n + 1);
      gint32 target;

      if (port == NOT_PLAIN)
        break;
      n++;
      if (port == HELD)
        return stop (self, n);
      if (G_LIKELY (port >= 0))
        {
          guint place = step->first_port + (guint) port;

          self->row[ports + place]++;
          target = targets[place];
        }
      else
        {
          runner_count_out (self, enrolment->step);
          target = step->data->target_step;
        }
      if (step->plain == PLAIN_SEND)
        {
          /* A delivery may have let the contact in elsewhere, or deleted it. */
          enrolment = runner_enrolment (self, number);
          if (self->deleted)
            return stop (self, n);
        }
      if (G_UNLIKELY (target == NO_STEP))
        {
          parcours_runner_end (self, number, PARCOURS_ENDING_COMPLETED);
          return stop (self, n);
        }
      enrolment->step = target;
      self->row[target]++;
    }
  self->n_steps_run = n;

  return TRUE;
}

/* Runs a passage until it holds or ends. */
static void
run_enrolment (ParcoursRunner *self,
               guint32         number)
{
  Enrolment *enrolment = runner_enrolment (self, number);

  enrolment->status = ENROLMENT_RUNNING;
  self->running = (gint32) number;
  for (;;)
    {
      if (self->plain && !enrolment->urgent && !run_plainly (self, number))
        break;
      enrolment = runner_enrolment (self, number);
      if (G_UNLIKELY (enrolment->urgent))
        {
          if (!obey (self, number))
            break;
          enrolment = runner_enrolment (self, number);
        }
      if (G_UNLIKELY (self->n_steps_run >= self->step_limit))
        {
          runner_count_out (self, enrolment->step);
          parcours_runner_end (self, number, PARCOURS_ENDING_STEP_LIMIT);
          break;
        }
      self->n_steps_run++;
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
  while (self->ready_head < self->ready.n && !self->deleted)
    {
      guint32 number = self->ready.items[self->ready_head++];

      if (runner_enrolment (self, number)->status == ENROLMENT_READY)
        run_enrolment (self, number);
    }
  self->ready.n = 0;
  self->ready_head = 0;
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
  self->wallet_campaign = PARCOURS_TEXT_MISSING;
  self->n_salesforce = 0;
  self->deleted = FALSE;
  self->running = -1;
  self->depth = 0;
  self->ready_head = 0;
  self->open.n = 0;
  self->ready.n = 0;
  self->message_times->len = 0;
  for (guint i = 0; i < program->triggers->len; i++)
    {
      self->triggers[i].n = 0;
      self->triggers[i].polled = PARCOURS_INSTANT_MISSING;
      self->poll_at[i] = PARCOURS_INSTANT_NEVER;
    }
  memset (self->tallies, 0, self->size_tallies);
  self->win_watches->len = 0;
  self->queued->len = 0;
  self->opened_sends.n = 0;
  self->sends->len = 0;
  self->last_active = PARCOURS_INSTANT_MISSING;
  set_bucket (self, self->from);
  self->n_steps_run = 0;
  self->step_limit = STEP_LIMIT;
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

  if (self->ready.n > 0)
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
  return self->ready.n == 0 && (self->n_pending < 2 || self->pending[self->n_pending - 2].at != now);
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
  if (!enrolment->acting)
    parcours_runner_leave (self, number, limited ? step->data->limit_port : 0, PARCOURS_OUTCOME_DONE, NULL);
  if (enrolment->status != ENROLMENT_ENDED)
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
  self->counts->n_steps_run += self->n_steps_run;
}
