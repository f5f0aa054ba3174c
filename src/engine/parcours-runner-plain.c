/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The loop that a run spends its time in: plain steps of one passage, one after
 * the other, as long as nothing else happens to the contact. Everything else
 * goes through parcours_runner_execute(), which does the same and tells it. */

#include "config.h"

#include <math.h>

#include "parcours-predicate-quick.h"
#include "parcours-runner-private.h"

/* A wait holds: it is left by no port. */
#define HELD -1

typedef enum
{
  SEND_UNHEARD,  /* sent, and nobody hears what comes of it */
  SEND_HEARD,
  SEND_SKIPPED,  /* not sent, and its row says so */
} SendResult;

/* Finds until when nothing can happen to the contact but that the passage which
 * runs goes on: at all instants before @calm, and before @calm_days also without
 * a change of local time. */
static inline void
look_around (ParcoursRunner *self)
{
  gint64 calm = self->to;

  if (self->n_pending > 0)
    calm = MIN (calm, self->pending[self->n_pending - 1].at);
  if (self->has_scripts)
    calm = MIN (calm, parcours_runner_next_script (self));
  if (self->ready_head < self->ready.n)
    calm = G_MININT64;
  self->calm = calm;
  self->calm_days = MIN (calm, self->steady_until);
}

/* The same, and before @steady_until a day has 86,400 seconds, from now on and a day longer. */
static inline void
look_ahead (ParcoursRunner     *self,
            const ParcoursZone *zone)
{
  gint64 now = self->state->now;
  const Steady *steady = runner_steady_at (self, zone, now);

  self->steady_until = now >= steady->calm_from ? steady->until : G_MININT64;
  self->local_shift = steady->local_shift;
  look_around (self);
}

/* It is @until now. @n steps have run before this one. */
G_ALWAYS_INLINE static inline void
turn (ParcoursRunner *self,
      gint64          until,
      guint           n,
      ParcoursTape   *tape)
{
  if (tape != NULL)
    tape_turn (tape);
  self->state->now = until;
  self->step_limit = n + 1 + STEP_LIMIT;
}

/* Goes on at @until. */
static inline void
go_on (ParcoursRunner *self,
       gint64          until,
       guint           n,
       ParcoursTape   *tape)
{
  turn (self, until, n, tape);
  if (until >= self->bucket_end)
    runner_set_bucket (self, until);
}

/* The same after a wait of whole days: as many rows further where days are buckets, or made of them. */
G_ALWAYS_INLINE static inline void
go_on_by_days (ParcoursRunner  *self,
               gint64           until,
               guint            n,
               const PlainStep *step,
               ParcoursTape    *tape)
{
  turn (self, until, n, tape);
  self->row += step->slot * self->day_rows;
  self->bucket_end += step->with.seconds;
}

/* A row of what a plain step does, where there is a tape. Functions that are given one are compiled twice, so that
 * who only counts does not ask. */
G_ALWAYS_INLINE static inline void
write_row (ParcoursRunner *self,
           ParcoursTape   *tape,
           guint32         word)
{
  if (tape != NULL)
    tape_write (tape, word, self->state->now);
}

/* What happens by @until and is only kept does not concern who waits, unless another passage is to go on now. */
static void
pass_over (ParcoursRunner *self,
           gint64          until,
           guint           n)
{
  while (self->n_pending > 0 && until < self->to && self->pending[self->n_pending - 1].at <= until &&
         self->ready_head == self->ready.n && (!self->has_scripts || parcours_runner_next_script (self) > until) &&
         parcours_runner_is_only_kept (self, &self->pending[self->n_pending - 1]))
    {
      const Pending *next = &self->pending[--self->n_pending];

      go_on (self, next->at, n, NULL);
      parcours_runner_react (self, next);
    }
  look_around (self);
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
  /* The next row is of another instant, whoever writes it. */
  if (tape != NULL)
    {
      tape_write (tape, step->word, self->state->now);
      tape_turn (tape);
    }
  if (until >= self->calm)
    pass_over (self, until, n);
  if (until >= self->calm)
    {
      enrolment->step = (gint32) step->number;
      parcours_runner_stay (self, number, until);
      return HELD;
    }
  go_on (self, until, n, NULL);
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
  write_row (self, tape, step->word);
  go_on (self, until, n, tape);

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
    {
      if (until >= self->steady_until)
        until = parcours_runner_add (self, &step->data->duration, enrolment->zone);
      return wait_until (self, number, step, until, 0, n, tape);
    }
  write_row (self, tape, step->word);
  if (step->slot > 0 && self->day_rows > 0)
    go_on_by_days (self, until, n, step, tape);
  else
    go_on (self, until, n, tape);

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
    {
      if (until >= self->steady_until)
        until = parcours_runner_next_moment (self, &step->data->moment, enrolment->zone);
      else if (since < PARCOURS_MINUTE)
        until = now;
      return wait_until (self, number, step, until, 0, n, tape);
    }
  if (since >= PARCOURS_MINUTE)
    {
      write_row (self, tape, step->word);
      go_on (self, until, n, tape);
    }

  return 0;
}

/* Waits that take some thought. */
static int
wait_otherwise (ParcoursRunner  *self,
                guint32          number,
                const Enrolment *enrolment,
                const PlainStep *step,
                guint            n,
                ParcoursTape    *tape)
{
  const StepData *data = step->data;
  gint64 until;

  if (step->op == PLAIN_WAIT_MOMENT)
    return wait_until (self, number, step, parcours_runner_next_moment (self, &data->moment, enrolment->zone), 0, n, tape);
  if (step->op == PLAIN_WAIT_DURATION)
    return wait_until (self, number, step, parcours_runner_add (self, &data->duration, enrolment->zone), 0, n, tape);
  if (parcours_predicate_test_quickly (step->with.predicate, self->state))
    return 0;

  until = self->state->now + data->limit.days * PARCOURS_DAY + data->limit.seconds;
  if (!step->slot || until >= self->steady_until)
    until = parcours_runner_add (self, &data->limit, enrolment->zone);

  return wait_until (self, number, step, until, step->detail, n, tape);
}

/* That no event has happened is what such a condition calls true. */
G_ALWAYS_INLINE static inline guint
branch_by_event (const PlainStep     *step,
                 const ParcoursState *state)
{
  const ParcoursPredicate *predicate = step->with.predicate;
  QuickFound found = parcours_quick_look (predicate->quick, state);

  if (G_UNLIKELY (found == FOUND_UNSURE))
    return parcours_predicate_test_from (predicate, 0, state) ? 0 : 1;

  return (found == FOUND_NONE) ^ step->detail;
}

/* Returns that nothing has changed. */
static inline gboolean
count_unchanged (ParcoursRunner  *self,
                 const PlainStep *step)
{
  self->counts->outcomes[step->outcomes + PARCOURS_OUTCOME_UNCHANGED]++;

  return FALSE;
}

G_ALWAYS_INLINE static inline gboolean
add_to_set (ParcoursRunner  *self,
            ParcoursState   *state,
            const PlainStep *step)
{
  guint64 *word = &state->sets[step->slot];

  if (*word & step->with.bits)
    return count_unchanged (self, step);
  *word |= step->with.bits;
  state->set_sizes[step->detail]++;

  return TRUE;
}

/* To the number in a slot, unless there is none. */
G_ALWAYS_INLINE static inline gboolean
add_to_slot (ParcoursState   *state,
             const PlainStep *step)
{
  double *number = &state->slots[step->slot].number;

  if (G_UNLIKELY (isnan (*number)))
    return FALSE;
  *number += step->with.number;

  return TRUE;
}

G_ALWAYS_INLINE static inline gboolean
fill_slot (ParcoursRunner  *self,
           ParcoursState   *state,
           const PlainStep *step,
           gboolean         is_text)
{
  ParcoursSlot before = state->slots[step->slot];

  state->slots[step->slot] = step->with.value;
  if (is_text ? before.text == step->with.value.text : parcours_slot_equal (step->data->type, before, step->with.value))
    return count_unchanged (self, step);

  return TRUE;
}

G_ALWAYS_INLINE static inline guint
draw_share (ParcoursRunner      *self,
            const ParcoursState *state,
            const PlainStep     *step)
{
  guint64 bits = parcours_draw (step->with.bits, state->key, self->visits[step->slot]++);
  const guint64 *ends = step->data->share_ends;
  guint last = step->detail;
  guint share = 0;

  while (share < last && bits >= ends[share])
    share++;

  return share;
}

/* Of a split with a winner. When it may win by time alone may be planned now. */
static G_NO_INLINE guint
draw_shared (ParcoursRunner  *self,
             guint32          number,
             const PlainStep *step)
{
  guint visit = self->visits[step->slot];
  guint share = parcours_runner_share (self, step->data, draw_share (self, self->state, step), visit);

  parcours_runner_passed_share (self, number, step->data, share);
  look_around (self);

  return share;
}

/* A goal that is not met lets pass; one that is met now is not plain. */
G_ALWAYS_INLINE static inline gboolean
stops_at_goal (const ParcoursState *state,
               const Enrolment     *enrolment,
               const PlainStep     *step)
{
  return !(enrolment->reached >> step->detail & 1) &&
         (enrolment->arrived || parcours_predicate_test_quickly (step->with.predicate, state));
}

/*
 * Draws what the contact does about a message, and counts what is only counted.
 * Returns a bit for each reaction that happens, and in @at when; @at[0] is when
 * the message was sent.
 */
G_ALWAYS_INLINE static inline guint
draw_reactions (ParcoursRunner  *self,
                const PlainSend *send,
                guint            visit,
                gint64          *at)
{
  const PlainReaction *reaction = send->n_reactions > 0 ? send->reactions : NULL;
  guint64 key = self->state->key;
  guint32 number = visit * N_DRAWS;
  guint happened = 0;

  while (reaction != NULL)
    {
      guint64 salted = key ^ reaction->salt;
      gint64 then;

      if (!reaction->is_certain && parcours_draw (salted, 0, number + DRAW_CHANCE) >= reaction->chance)
        {
          reaction = reaction->if_not;
          continue;
        }
      happened |= reaction->bit;
      then = at[reaction->cause];
      if (reaction->delay != NULL)
        then += parcours_delay_draw (reaction->delay, parcours_draw (salted, 0, number + DRAW_DELAY));
      at[reaction->number] = then;
      if (reaction->place != 0 && then < self->to)
        runner_count_at (self, reaction->place, then);
      reaction = reaction->if_so;
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

  /* The bit of a reaction is that of its number, from 1. */
  for (guint heard = happened & send->heard; heard != 0 && !self->deleted; heard &= heard - 1)
    {
      guint number = (guint) __builtin_ctz (heard);

      parcours_runner_plan_heard (self, step->data, &send->reactions[number - 1], visit, at[number]);
    }
}

static SendResult
skip_sending (ParcoursRunner  *self,
              const PlainStep *step,
              ParcoursOutcome  outcome,
              ParcoursTape    *tape)
{
  self->counts->outcomes[step->outcomes + outcome]++;
  self->visits[step->with.send->visit]++;
  write_row (self, tape, tape_word (program_first_code (self->program, step->number) + CODE_OUTCOME + outcome));

  return SEND_SKIPPED;
}

/* Sends where nobody hears of the sending, nothing can delay it, and what people
 * do about the message hangs on chance alone. */
G_ALWAYS_INLINE static inline SendResult
send_plainly (ParcoursRunner  *self,
              Enrolment       *enrolment,
              const PlainStep *step,
              ParcoursTape    *tape)
{
  const PlainSend *send = step->with.send;
  const ParcoursState *state = self->state;
  gint64 at[PARCOURS_N_REACTIONS + 1];
  guint visit, happened;

  enrolment->step = (gint32) step->number;
  if (!((state->addresses | PLAIN_ANY_ADDRESS) & send->addresses) || (state->blocked_senders & send->sender) ||
      !(send->consents >> state->channels[send->channel] & 1))
    {
      ParcoursOutcome outcome = parcours_runner_check_consent (self, enrolment, step->data);

      if (outcome != PARCOURS_OUTCOME_DONE)
        return skip_sending (self, step, outcome, tape);
    }
  write_row (self, tape, step->word);
  self->row[send->place]++;
  self->n_sends++;
  visit = self->visits[send->visit]++;
  at[0] = state->now;
  happened = draw_reactions (self, send, visit, at);
  if (!(happened & send->heard))
    return SEND_UNHEARD;
  plan_reactions (self, step, visit, happened, at);

  return SEND_HEARD;
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
G_ALWAYS_INLINE static inline Enrolment *
prepare (ParcoursRunner *self,
         guint32         number,
         ParcoursTape   *tape)
{
  Enrolment *enrolment = runner_enrolment (self, number);

  runner_ask (self, enrolment);
  look_ahead (self, enrolment->zone);
  if (tape != NULL)
    {
      tape->enrolment = tape_enrolment (enrolment->number);
      tape_turn (tape);
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
  write_row (self, tape, step->ways[0].word);
  if (self->deleted)
    return stop (self, number, step, n, FALSE);
  if (next->op == PLAIN_NOWHERE)
    return end (self, number, next, n);

  return stop (self, number, next, n, TRUE);
}

static inline const PlainStep *
jump (ParcoursRunner  *self,
      guint32         *row,
      const PlainStep *step,
      ParcoursTape    *tape)
{
  const PlainWay *way = step->ways;

  row[way->place]++;
  row[way->next->number]++;
  write_row (self, tape, way->word);

  return way->next;
}

/* Leaves a step by a port. */
G_ALWAYS_INLINE static inline const PlainStep *
leave_by (ParcoursRunner  *self,
          guint32         *row,
          const PlainStep *step,
          guint            port,
          ParcoursTape    *tape)
{
  const PlainWay *way = &step->ways[port];

  row[way->place]++;
  write_row (self, tape, way->word);

  return way->next;
}

/* Leaves by the first port a step that may have changed nothing, or a goal that is not reached. */
G_ALWAYS_INLINE static inline const PlainStep *
leave_having (ParcoursRunner  *self,
              guint32         *row,
              const PlainStep *step,
              gboolean         done,
              ParcoursTape    *tape)
{
  row[step->ways[0].place]++;
  write_row (self, tape, done ? step->ways[0].word : step->word);

  return step->ways[0].next;
}

/* The loop is there three times, so that who only counts does not ask at each step whether there is a tape, and whether
 * it takes events. */
#define QUIET TRUE
#define RUN_PLAINLY run_counting
#define TAPE NULL
#include "parcours-runner-plain-loop.h"
#undef RUN_PLAINLY
#undef TAPE
#define RUN_PLAINLY run_taping
#define TAPE (self->tape)
#include "parcours-runner-plain-loop.h"
#undef RUN_PLAINLY
#undef QUIET
#define QUIET FALSE
#define RUN_PLAINLY run_taping_events
#include "parcours-runner-plain-loop.h"

/* Returns whether the passage goes on, with a step that is not plain, or with something urgent. */
gboolean
parcours_runner_run_plainly (ParcoursRunner *self,
                             guint32         number)
{
  if (self->tape == NULL)
    return run_counting (self, number);

  return self->steps_only ? run_taping (self, number) : run_taping_events (self, number);
}
