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
  ENDED = -4,
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

/* A row of what a plain step does, where there is a tape. Functions that are given one are compiled twice, so that
 * who only counts does not ask. */
G_ALWAYS_INLINE static inline void
write_row (ParcoursRunner  *self,
           ParcoursTape    *tape,
           const PlainStep *step,
           guint            code)
{
  if (tape != NULL)
    tape_write (tape, step->codes + code, tape->enrolment, self->state->now);
}

G_ALWAYS_INLINE static inline void
write_left (ParcoursRunner  *self,
            ParcoursTape    *tape,
            const PlainStep *step,
            int              port)
{
  if (tape == NULL)
    return;
  write_row (self, tape, step,
             tape->why != PARCOURS_OUTCOME_DONE ? (guint) CODE_OUTCOME + tape->why : (guint) (CODE_PORT + port));
  tape->why = PARCOURS_OUTCOME_DONE;
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
            guint            n,
            ParcoursTape    *tape)
{
  Enrolment *enrolment = runner_enrolment (self, number);

  if (until <= self->state->now)
    return port;
  write_row (self, tape, step, CODE_WAITING);
  if (until >= self->calm)
    pass_over (self, enrolment, until, n);
  if (until >= self->calm)
    {
      enrolment->step = (gint32) step->number;
      parcours_runner_stay (self, number, until);
      return HELD;
    }
  go_on (self, until, n);
  if (until >= self->calm_days)
    look_ahead (self, enrolment->zone);

  return port;
}

G_ALWAYS_INLINE static inline int
wait_elapsed (ParcoursRunner  *self,
              guint32          number,
              const PlainStep *step,
              guint            n,
              ParcoursTape    *tape)
{
  gint64 until = self->state->now + step->with.seconds;

  if (G_UNLIKELY (until >= self->calm))
    return wait_until (self, number, step, until, 0, n, tape);
  write_row (self, tape, step, CODE_WAITING);
  go_on (self, until, n);

  return 0;
}

G_ALWAYS_INLINE static inline int
wait_days (ParcoursRunner  *self,
           guint32          number,
           const Enrolment *enrolment,
           const PlainStep *step,
           guint            n,
           ParcoursTape    *tape)
{
  gint64 until = self->state->now + step->with.seconds;

  if (G_UNLIKELY (until >= self->calm_days))
    return wait_until (self, number, step, parcours_runner_add (self, &step->data->duration, enrolment->zone), 0, n, tape);
  write_row (self, tape, step, CODE_WAITING);
  go_on (self, until, n);

  return 0;
}

/* Who comes within the minute passes at once. */
G_ALWAYS_INLINE static inline int
wait_daily (ParcoursRunner  *self,
            guint32          number,
            const Enrolment *enrolment,
            const PlainStep *step,
            guint            n,
            ParcoursTape    *tape)
{
  gint64 now = self->state->now;
  guint64 since = (guint64) (now + self->local_shift - step->with.seconds) % PARCOURS_DAY;
  gint64 until = now + PARCOURS_DAY - (gint64) since;

  if (G_UNLIKELY (until >= self->calm_days))
    return wait_until (self, number, step,
                       parcours_runner_next_moment (self, &step->data->moment, enrolment->zone), 0, n, tape);
  if (since >= PARCOURS_MINUTE)
    {
      write_row (self, tape, step, CODE_WAITING);
      go_on (self, until, n);
    }

  return 0;
}

G_ALWAYS_INLINE static inline int
wait_for_condition (ParcoursRunner  *self,
                    guint32          number,
                    const Enrolment *enrolment,
                    const PlainStep *step,
                    guint            n,
                    ParcoursTape    *tape)
{
  if (parcours_predicate_test (step->with.predicate, self->state))
    return 0;

  return wait_until (self, number, step, parcours_runner_add (self, &step->data->limit, enrolment->zone),
                     step->detail, n, tape);
}

static inline void
count_change (ParcoursRunner  *self,
              const PlainStep *step,
              gboolean         is_new,
              ParcoursTape    *tape)
{
  if (tape != NULL && !is_new)
    tape->why = PARCOURS_OUTCOME_UNCHANGED;
  self->counts->outcomes[step->done + (is_new ? 0 : PARCOURS_OUTCOME_UNCHANGED - PARCOURS_OUTCOME_DONE)]++;
}

G_ALWAYS_INLINE static inline int
add_to_set (ParcoursRunner  *self,
            const PlainStep *step,
            ParcoursTape    *tape)
{
  ParcoursState *state = self->state;
  guint64 *word = &state->sets[step->slot];
  gboolean is_new = !(*word & step->with.bits);

  *word |= step->with.bits;
  state->set_sizes[step->detail] += is_new;
  count_change (self, step, is_new, tape);

  return 0;
}

/* To the number in a slot, unless there is none. */
G_ALWAYS_INLINE static inline int
add_to_slot (ParcoursRunner  *self,
             const PlainStep *step,
             ParcoursTape    *tape)
{
  double *number = &self->state->slots[step->slot].number;

  if (G_UNLIKELY (isnan (*number)))
    return NOT_PLAIN;
  *number += step->with.number;
  count_change (self, step, TRUE, tape);

  return 0;
}

G_ALWAYS_INLINE static inline int
fill_slot (ParcoursRunner  *self,
           const PlainStep *step,
           gboolean         is_text,
           ParcoursTape    *tape)
{
  ParcoursSlot *slot = &self->state->slots[step->slot];
  gboolean is_new = is_text ? slot->text != step->with.value.text
                            : !parcours_slot_equal (step->data->type, *slot, step->with.value);

  *slot = step->with.value;
  count_change (self, step, is_new, tape);

  return 0;
}

G_ALWAYS_INLINE static inline int
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
G_ALWAYS_INLINE static inline int
pass_goal (ParcoursRunner  *self,
           const Enrolment *enrolment,
           const PlainStep *step,
           ParcoursTape    *tape)
{
  if (enrolment->reached >> step->detail & 1)
    return 0;
  if (enrolment->arrived || parcours_predicate_test (step->with.predicate, self->state))
    return NOT_PLAIN;
  if (tape != NULL)
    tape->why = PARCOURS_OUTCOME_UNCHANGED;

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
              const PlainStep *step,
              ParcoursTape    *tape)
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
    {
      self->visits[send->visit]++;
      if (tape != NULL)
        tape->why = (guint8) outcome;
      return 0;
    }
  write_row (self, tape, step, CODE_SENT);
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
G_ALWAYS_INLINE static inline int
do_step (ParcoursRunner  *self,
         guint32          number,
         Enrolment       *enrolment,
         const PlainStep *step,
         guint            n,
         ParcoursTape    *tape)
{
  switch ((PlainOp) step->op)
    {
    case PLAIN_IF:
      return parcours_predicate_test (step->with.predicate, self->state) ? 0 : 1;
    case PLAIN_WAIT_ELAPSED:
      return wait_elapsed (self, number, step, n, tape);
    case PLAIN_WAIT_DAYS:
      return wait_days (self, number, enrolment, step, n, tape);
    case PLAIN_WAIT_DURATION:
      return wait_until (self, number, step, parcours_runner_add (self, &step->data->duration, enrolment->zone), 0, n,
                         tape);
    case PLAIN_WAIT_DAILY:
      return wait_daily (self, number, enrolment, step, n, tape);
    case PLAIN_WAIT_MOMENT:
      return wait_until (self, number, step,
                         parcours_runner_next_moment (self, &step->data->moment, enrolment->zone), 0, n, tape);
    case PLAIN_WAIT_CONDITION:
      return wait_for_condition (self, number, enrolment, step, n, tape);
    case PLAIN_RANDOM:
      return draw_share (self, step);
    case PLAIN_GOAL:
      return pass_goal (self, enrolment, step, tape);
    case PLAIN_SET_ADD:
      return add_to_set (self, step, tape);
    case PLAIN_SLOT_ADD:
      return add_to_slot (self, step, tape);
    case PLAIN_TEXT_FILL:
      return fill_slot (self, step, TRUE, tape);
    case PLAIN_SLOT_FILL:
      return fill_slot (self, step, FALSE, tape);
    case PLAIN_SEND:
      return send_plainly (self, enrolment, step, tape);
    case PLAIN_GO_TO:
      self->row[step->ways[0].next->number]++;
      return 0;
    case PLAIN_END:
    case PLAIN_NOWHERE:
      return ENDED;
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
         guint32         number,
         ParcoursTape   *tape)
{
  Enrolment *enrolment = runner_enrolment (self, number);

  runner_ask (self, enrolment);
  look_ahead (self, enrolment->zone);
  if (tape != NULL)
    {
      tape->enrolment = enrolment->number;
      tape->why = PARCOURS_OUTCOME_DONE;
    }

  return enrolment;
}

/* A way that leads nowhere has no step of its own: it takes none. */
static gboolean
end (ParcoursRunner  *self,
     guint32          number,
     const PlainStep *step,
     guint            n)
{
  gboolean leads_nowhere = step->op == PLAIN_NOWHERE;

  stop (self, number, step, n + !leads_nowhere, FALSE);
  if (!leads_nowhere)
    runner_count_out (self, (gint32) step->number);
  parcours_runner_end (self, number, leads_nowhere ? PARCOURS_ENDING_COMPLETED : PARCOURS_ENDING_END_STEP);

  return FALSE;
}

/* Leaves a step by the first port, with something urgent to obey before the next one, or deleted. */
static gboolean
leave_urgently (ParcoursRunner  *self,
                guint32          number,
                const PlainStep *step,
                guint            n,
                ParcoursTape    *tape)
{
  const PlainStep *next = step->ways[0].next;

  self->row[step->ways[0].place]++;
  write_left (self, tape, step, 0);
  if (self->deleted)
    return stop (self, number, step, n, FALSE);
  if (next->op == PLAIN_NOWHERE)
    return end (self, number, next, n);

  return stop (self, number, next, n, TRUE);
}

/* Does plain steps as long as there are some. */
G_ALWAYS_INLINE static inline gboolean
run_plainly (ParcoursRunner *self,
             guint32         number,
             ParcoursTape   *tape)
{
  const PlainStep *step = self->program->plain[runner_enrolment (self, number)->step];
  guint n = self->n_steps_run;
  Enrolment *enrolment;

  if (step->op == PLAIN_NOT)
    return TRUE;
  enrolment = prepare (self, number, tape);
  while (n < self->step_limit || step->op == PLAIN_NOWHERE)
    {
      int port = do_step (self, number, enrolment, step, n, tape);
      const PlainWay *way;

      if (port == NOT_PLAIN)
        break;
      if (port == ENDED)
        return end (self, number, step, n);
      n++;
      if (port == HELD)
        return stop (self, number, step, n, FALSE);
      if (port == HEARD)
        {
          /* The contact may have been let in elsewhere, or deleted. */
          enrolment = prepare (self, number, tape);
          if (enrolment->urgent || self->deleted)
            return leave_urgently (self, number, step, n, tape);
          port = 0;
        }
      way = &step->ways[port];
      self->row[way->place]++;
      write_left (self, tape, step, step->op == PLAIN_GO_TO ? -1 : port);
      step = way->next;
    }

  return stop (self, number, step, n, TRUE);
}

/* Returns whether the passage goes on, with a step that is not plain, or with something urgent. */
gboolean
parcours_runner_run_plainly (ParcoursRunner *self,
                             guint32         number)
{
  return self->tape != NULL ? run_plainly (self, number, self->tape) : run_plainly (self, number, NULL);
}
