/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The loop that a run spends its time in: plain steps of one passage, one after
 * the other, as long as nothing else happens to the contact. Everything else
 * goes through parcours_runner_execute(), which does the same and tells it. */

#include "config.h"

#include <math.h>

#include "parcours-runner-private.h"

/* What became of a step, where it is not just left by a port from 0 on. */
enum
{
  NOT_PLAIN = -1, /* nothing was done */
  HELD = -2,
  HEARD = -3,     /* it is left by its first port, and something else happened */
};

/* Makes the local times of all years positive. */
#define FAR_DAYS (G_GINT64_CONSTANT (1) << 32)

/* Finds until when nothing can happen to the contact but that the passage which
 * runs goes on: at all instants before @calm. Before @calm_days a day has 86,400
 * seconds as well, from now on and a day longer. */
static inline void
look_ahead (ParcoursRunner     *self,
            const ParcoursZone *zone)
{
  gint64 now = self->state->now;
  const Steady *steady = runner_steady_at (self, zone, now);
  gint64 calm = self->to;

  if (self->n_pending > 0)
    calm = MIN (calm, self->pending[self->n_pending - 1].at);
  if (self->has_scripts)
    calm = MIN (calm, parcours_runner_next_script (self));
  if (self->ready_head < self->ready.n)
    calm = G_MININT64;
  self->calm = calm;
  self->calm_days = now >= steady->from + STEADY_SLACK ? MIN (calm, steady->until - STEADY_SLACK) : G_MININT64;
  self->local_shift = steady->offset + FAR_DAYS * PARCOURS_DAY;
}

/* Goes on at @until. @n steps have run before this one. */
static inline void
go_on (ParcoursRunner *self,
       gint64          until,
       guint           n)
{
  self->state->now = until;
  self->step_limit = n + 1 + STEP_LIMIT;
  if (until >= self->bucket_end)
    runner_set_bucket (self, until);
}

/* What happens by @until and is only kept does not concern who waits. */
static void
pass_over (ParcoursRunner  *self,
           const Enrolment *enrolment,
           gint64           until,
           guint            n)
{
  while (self->n_pending > 0 && until < self->to && self->pending[self->n_pending - 1].at <= until &&
         (!self->has_scripts || parcours_runner_next_script (self) > until) &&
         parcours_runner_is_only_kept (self, &self->pending[self->n_pending - 1]))
    {
      const Pending *next = &self->pending[--self->n_pending];

      go_on (self, next->at, n);
      parcours_runner_react (self, next);
    }
  look_ahead (self, enrolment->zone);
}

/* Waits until @until, which the calendar has said, or does not have to. */
static int
wait_until (ParcoursRunner  *self,
            guint32          number,
            const PlainStep *step,
            gint64           until,
            int              port,
            guint            n)
{
  Enrolment *enrolment = runner_enrolment (self, number);

  if (until <= self->state->now)
    return port;
  if (until >= self->calm)
    pass_over (self, enrolment, until, n);
  if (until >= self->calm)
    {
      enrolment->step = (gint32) step->number;
      parcours_runner_hold (self, number, until);
      return HELD;
    }
  go_on (self, until, n);
  if (until >= self->calm_days)
    look_ahead (self, enrolment->zone);

  return port;
}

static inline int
wait_elapsed (ParcoursRunner  *self,
              guint32          number,
              const PlainStep *step,
              guint            n)
{
  gint64 until = self->state->now + step->with.seconds;

  if (G_UNLIKELY (until >= self->calm))
    return wait_until (self, number, step, until, 0, n);
  go_on (self, until, n);

  return 0;
}

static inline int
wait_days (ParcoursRunner  *self,
           guint32          number,
           const Enrolment *enrolment,
           const PlainStep *step,
           guint            n)
{
  gint64 until = self->state->now + step->with.seconds;

  if (G_UNLIKELY (until >= self->calm_days))
    return wait_until (self, number, step, parcours_runner_add (self, &step->data->duration, enrolment->zone), 0, n);
  go_on (self, until, n);

  return 0;
}

/* Who comes within the minute passes at once. */
static inline int
wait_daily (ParcoursRunner  *self,
            guint32          number,
            const Enrolment *enrolment,
            const PlainStep *step,
            guint            n)
{
  gint64 now = self->state->now;
  guint64 since = (guint64) (now + self->local_shift - step->with.seconds) % PARCOURS_DAY;
  gint64 until = now + PARCOURS_DAY - (gint64) since;

  if (G_UNLIKELY (until >= self->calm_days))
    return wait_until (self, number, step,
                       parcours_runner_next_moment (self, &step->data->moment, enrolment->zone), 0, n);
  if (since >= PARCOURS_MINUTE)
    go_on (self, until, n);

  return 0;
}

static inline int
wait_for_condition (ParcoursRunner  *self,
                    guint32          number,
                    const Enrolment *enrolment,
                    const PlainStep *step,
                    guint            n)
{
  if (parcours_predicate_test (step->with.predicate, self->state))
    return 0;

  return wait_until (self, number, step, parcours_runner_add (self, &step->data->limit, enrolment->zone), step->detail, n);
}

static inline void
count_change (ParcoursRunner  *self,
              const PlainStep *step,
              gboolean         is_new)
{
  self->counts->outcomes[step->done + (is_new ? 0 : PARCOURS_OUTCOME_UNCHANGED - PARCOURS_OUTCOME_DONE)]++;
}

static inline int
add_to_set (ParcoursRunner  *self,
            const PlainStep *step)
{
  ParcoursState *state = self->state;
  guint64 *word = &state->sets[step->slot];
  gboolean is_new = !(*word & step->with.bits);

  *word |= step->with.bits;
  state->set_sizes[step->detail] += is_new;
  count_change (self, step, is_new);

  return 0;
}

/* To the number in a slot, unless there is none. */
static inline int
add_to_slot (ParcoursRunner  *self,
             const PlainStep *step)
{
  double *number = &self->state->slots[step->slot].number;

  if (G_UNLIKELY (isnan (*number)))
    return NOT_PLAIN;
  *number += step->with.number;
  count_change (self, step, TRUE);

  return 0;
}

static inline int
fill_slot (ParcoursRunner  *self,
           const PlainStep *step,
           gboolean         is_text)
{
  ParcoursSlot *slot = &self->state->slots[step->slot];
  gboolean is_new = is_text ? slot->text != step->with.value.text
                            : !parcours_slot_equal (step->data->type, *slot, step->with.value);

  *slot = step->with.value;
  count_change (self, step, is_new);

  return 0;
}

static inline int
draw_share (ParcoursRunner  *self,
            const PlainStep *step)
{
  guint64 bits = parcours_draw (step->with.bits, self->state->key, self->visits[step->slot]++);
  const guint64 *ends = step->data->share_ends;
  int share = 0;

  while (share + 1 < step->detail && bits >= ends[share])
    share++;

  return share;
}

/* A goal that is not met and lets pass. */
static inline int
pass_goal (ParcoursRunner  *self,
           const Enrolment *enrolment,
           const PlainStep *step)
{
  if (enrolment->reached >> step->detail & 1)
    return 0;
  if (enrolment->arrived || parcours_predicate_test (step->with.predicate, self->state))
    return NOT_PLAIN;

  return 0;
}

/*
 * Draws what the contact does about a message, and counts what is only counted.
 * Returns a bit for each reaction that happens, and in @at when; @at[0] is when
 * the message was sent.
 */
static inline guint
draw_reactions (ParcoursRunner  *self,
                const PlainSend *send,
                guint            visit,
                gint64          *at)
{
  const PlainReaction *end = send->reactions + send->n_reactions;
  guint64 key = self->state->key;
  guint32 number = visit * N_DRAWS;
  guint happened = 1;

  for (const PlainReaction *reaction = send->reactions; reaction < end; reaction++)
    {
      guint64 salted = key ^ reaction->salt;
      gint64 then;

      if (!(happened & reaction->needs) ||
          (!reaction->is_certain && parcours_draw (salted, 0, number + DRAW_CHANCE) >= reaction->chance))
        continue;
      happened |= reaction->bit;
      then = at[reaction->cause];
      if (reaction->delay != NULL)
        then += parcours_delay_draw (reaction->delay, parcours_draw (salted, 0, number + DRAW_DELAY));
      at[reaction->number] = then;
      if (reaction->place != 0 && then < self->to)
        runner_count_at (self, reaction->place, then);
      if (reaction->reaction == PARCOURS_REACTION_BOUNCED)
        break;
    }

  return happened;
}

/* Plans what somebody hears of. */
static G_NO_INLINE void
plan_reactions (ParcoursRunner  *self,
                const PlainStep *step,
                guint            visit,
                guint            happened,
                const gint64    *at)
{
  const PlainSend *send = step->with.send;

  for (guint i = 0; i < send->n_reactions && !self->deleted; i++)
    {
      const PlainReaction *reaction = &send->reactions[i];

      if ((happened & reaction->bit) && reaction->place == 0)
        parcours_runner_plan_heard (self, step->data, reaction, visit, at[reaction->number]);
    }
}

/* Sends where nobody hears of the sending, nothing can delay it, and what people
 * do about the message hangs on chance alone. */
static G_NO_INLINE int
send_plainly (ParcoursRunner  *self,
              Enrolment       *enrolment,
              const PlainStep *step)
{
  const PlainSend *send = step->with.send;
  const ParcoursState *state = self->state;
  ParcoursOutcome outcome = PARCOURS_OUTCOME_DONE;
  gint64 at[PARCOURS_N_REACTIONS + 1];
  guint visit, happened;

  enrolment->step = (gint32) step->number;
  if (!((state->addresses | PLAIN_ANY_ADDRESS) & send->addresses) || (state->blocked_senders & send->sender) ||
      !(send->consents >> state->channels[send->channel] & 1))
    outcome = parcours_runner_check_consent (self, enrolment, step->data);
  self->counts->outcomes[step->done + outcome - PARCOURS_OUTCOME_DONE]++;
  if (outcome != PARCOURS_OUTCOME_DONE)
    return 0;
  self->row[send->place]++;
  self->n_sends++;
  visit = self->visits[send->visit]++;
  at[0] = state->now;
  happened = draw_reactions (self, send, visit, at);
  if (!(happened & send->heard))
    return 0;
  plan_reactions (self, step, visit, happened, at);

  return HEARD;
}

/* Does a plain step at once. Returns the port by which it is left, or what else became of it. */
static inline int
do_step (ParcoursRunner  *self,
         guint32          number,
         Enrolment       *enrolment,
         const PlainStep *step,
         guint            n)
{
  switch ((PlainOp) step->op)
    {
    case PLAIN_IF:
      return parcours_predicate_test (step->with.predicate, self->state) ? 0 : 1;
    case PLAIN_WAIT_ELAPSED:
      return wait_elapsed (self, number, step, n);
    case PLAIN_WAIT_DAYS:
      return wait_days (self, number, enrolment, step, n);
    case PLAIN_WAIT_DURATION:
      return wait_until (self, number, step, parcours_runner_add (self, &step->data->duration, enrolment->zone), 0, n);
    case PLAIN_WAIT_DAILY:
      return wait_daily (self, number, enrolment, step, n);
    case PLAIN_WAIT_MOMENT:
      return wait_until (self, number, step,
                       parcours_runner_next_moment (self, &step->data->moment, enrolment->zone), 0, n);
    case PLAIN_WAIT_CONDITION:
      return wait_for_condition (self, number, enrolment, step, n);
    case PLAIN_RANDOM:
      return draw_share (self, step);
    case PLAIN_GOAL:
      return pass_goal (self, enrolment, step);
    case PLAIN_SET_ADD:
      return add_to_set (self, step);
    case PLAIN_SLOT_ADD:
      return add_to_slot (self, step);
    case PLAIN_TEXT_FILL:
      return fill_slot (self, step, TRUE);
    case PLAIN_SLOT_FILL:
      return fill_slot (self, step, FALSE);
    case PLAIN_SEND:
      return send_plainly (self, enrolment, step);
    case PLAIN_GO_TO:
    case PLAIN_END:
      return 0;
    case PLAIN_NOT:
    default:
      return NOT_PLAIN;
    }
}

/* The passage stands at @step after @n steps of the contact. */
static inline gboolean
stop (ParcoursRunner  *self,
      guint32          number,
      const PlainStep *step,
      guint            n,
      gboolean         goes_on)
{
  runner_enrolment (self, number)->step = (gint32) step->number;
  self->n_steps_run = n;

  return goes_on;
}

/* What the passage that runs asks, and until when it is alone. */
static Enrolment *
prepare (ParcoursRunner *self,
         guint32         number)
{
  Enrolment *enrolment = runner_enrolment (self, number);

  runner_ask (self, enrolment);
  look_ahead (self, enrolment->zone);

  return enrolment;
}

static gboolean
end (ParcoursRunner  *self,
     guint32          number,
     const PlainStep *step,
     guint            n)
{
  stop (self, number, step, n, FALSE);
  parcours_runner_end (self, number, step->op == PLAIN_END ? PARCOURS_ENDING_END_STEP : PARCOURS_ENDING_COMPLETED);

  return FALSE;
}

/* Leaves a step by the first port, with something urgent to obey before the next one, or deleted. */
static gboolean
leave_urgently (ParcoursRunner  *self,
                guint32          number,
                const PlainStep *step,
                guint            n)
{
  const PlainWay *way = step->ways;

  self->row[way->place]++;
  if (self->deleted)
    return stop (self, number, step, n, FALSE);
  if (way->next == NULL)
    return end (self, number, step, n);
  self->row[way->next->number]++;

  return stop (self, number, way->next, n, TRUE);
}

/* Does plain steps as long as there are some. Returns whether the passage goes
 * on, with a step that is not plain, or with something urgent. */
gboolean
parcours_runner_run_plainly (ParcoursRunner *self,
                             guint32         number)
{
  const PlainStep *step = &self->program->plain[runner_enrolment (self, number)->step];
  guint n = self->n_steps_run;
  Enrolment *enrolment;

  if (step->op == PLAIN_NOT)
    return TRUE;
  enrolment = prepare (self, number);
  while (n < self->step_limit)
    {
      int port = do_step (self, number, enrolment, step, n);
      const PlainWay *way;

      if (port == NOT_PLAIN)
        break;
      n++;
      if (port == HELD)
        return stop (self, number, step, n, FALSE);
      if (port == HEARD)
        {
          /* The contact may have been let in elsewhere, or deleted. */
          enrolment = prepare (self, number);
          if (enrolment->urgent || self->deleted)
            return leave_urgently (self, number, step, n);
          port = 0;
        }
      way = &step->ways[port];
      self->row[way->place]++;
      if (G_UNLIKELY (way->next == NULL))
        return end (self, number, step, n);
      step = way->next;
      self->row[step->number]++;
    }

  return stop (self, number, step, n, TRUE);
}
