/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One contact from instant to instant, and one passage from step to step. */

#include "config.h"

#include <string.h>

#include "parcours-runner-private.h"

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
      if (self->plain && !enrolment->urgent && !parcours_runner_run_plainly (self, number))
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
  if (self->program->frame->needs_passages && !self->deleted &&
      runner_enrolment (self, number)->status == ENROLMENT_WAITING)
    parcours_runner_offer_place (self);
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

  self->has_scripts = program->scripts->len > 0 || self->swapping != NULL;
  self->unborn = contact >= n;
  self->newcomer = self->unborn ? &g_array_index (self->newcomers, Newcomer, contact - n) : NULL;
  if (self->unborn)
    parcours_state_load_blank (self->state, self->newcomer->key, self->from);
  else
    parcours_state_load (self->state, contact, self->from);
  self->n_enrolments = 0;
  self->n_pending = 0;
  self->n_sends = 0;
  self->n_serials = 0;
  self->n_changes = 0;
  self->shares = FALSE;
  self->wallet_campaign = PARCOURS_TEXT_MISSING;
  self->n_salesforce = 0;
  self->deleted = FALSE;
  self->running = -1;
  self->depth = 0;
  self->ready_head = 0;
  self->open.n = 0;
  self->ready.n = 0;
  self->message_times->len = 0;
  self->birthdays->len = 0;
  for (guint i = 0, n_triggers = program->triggers->len; i < n_triggers; i++)
    {
      self->triggers[i].n = 0;
      self->triggers[i].polled = PARCOURS_INSTANT_MISSING;
      self->poll_at[i] = PARCOURS_INSTANT_NEVER;
    }
  memset (self->tallies, 0, self->size_tallies);
  if (G_UNLIKELY (self->swapping != NULL))
    parcours_runner_reset_swaps (self);
  self->win_watches->len = 0;
  self->due->len = 0;
  self->wins_flip_at = PARCOURS_INSTANT_NEVER;
  self->queued->len = 0;
  self->opened_sends.n = 0;
  self->sends->len = 0;
  self->last_active = PARCOURS_INSTANT_MISSING;
  runner_set_bucket (self, self->from);
  self->n_steps_run = 0;
  self->step_limit = STEP_LIMIT;
  self->rank = 0;
}

/* What the clock brings is planned as soon as there is a contact. */
void
parcours_runner_begin_life (ParcoursRunner *self)
{
  if (self->program->kinds.voucher >= 0 || self->program->kinds.loyalty >= 0)
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
    {
      parcours_runner_plan_birth (self);
      return;
    }
  parcours_runner_begin_life (self);
  if (self->program->shares_accounts)
    parcours_runner_plan_accounts (self);
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

/* Whether time may have turned a watched condition at this instant, and something may come before its turn. */
static inline gboolean
may_flip (const ParcoursRunner *self,
          gint64                now)
{
  return self->n_pending > 0 && self->pending[self->n_pending - 1].kind <= PENDING_FLIP &&
         (self->has_scripts || !is_alone (self, now));
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
        {
          runner_set_now (self, now);
          self->rank = 0;
          if (G_UNLIKELY (may_flip (self, now)))
            parcours_runner_note_flips (self);
        }
      if (self->has_scripts)
        parcours_runner_run_scripts (self);
      while (self->n_pending > 0 && !self->deleted)
        {
          const Pending *next = &self->pending[self->n_pending - 1];

          if (next->at != now)
            break;
          if (self->plain && next->kind == PENDING_WAIT && is_alone (self, now))
            {
              release_plainly (self);
              continue;
            }
          dispatch_next (self);
        }
      self->rank = G_MAXUINT64;
      if (self->ready.n > 0)
        parcours_runner_run_ready (self);
    }
  self->counts->n_contacts++;
  self->counts->n_steps_run += self->n_steps_run;
}
