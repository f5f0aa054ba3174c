/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is watched: exits, goals, and the conditions and events that are waited
 * for. An event is offered to them; a condition is tested when something that it
 * reads has changed, and when time may have turned it. */

#include "config.h"

#include "parcours-runner-private.h"

static gboolean
goal_is_open (const ParcoursRunner *self,
              const Enrolment      *enrolment,
              const StepData       *goal)
{
  guint place;

  if (enrolment->reached >> goal->goal & 1)
    return FALSE;
  if (goal->above == NULL)
    return TRUE;
  place = (guint) enrolment->step - self->program->automations[enrolment->automation].first_step;

  return goal->above[place / 64] >> (place % 64) & 1;
}

static void
jump_to_goal (ParcoursRunner *self,
              guint32         number,
              gint32          goal)
{
  Enrolment *enrolment = runner_enrolment (self, number);

  if (enrolment->status == ENROLMENT_RUNNING)
    {
      if (enrolment->jump == NO_STEP)
        enrolment->jump = goal;
      enrolment->urgent = TRUE;
      return;
    }
  runner_count_out (self, enrolment->step);
  enrolment->left = enrolment->step;
  parcours_runner_arrive (self, enrolment, goal);
  enrolment->arrived = TRUE;
  if (enrolment->status == ENROLMENT_WAITING)
    parcours_runner_make_ready (self, number);
}

/* Whether a change of @dirty, or of anything, may turn the condition; one of the time alone reads nothing. */
static gboolean
is_concerned (const ParcoursPredicate *predicate,
              guint64                  dirty)
{
  return dirty == G_MAXUINT64 || (parcours_predicate_reads (predicate) & dirty) != 0;
}

/* What time alone makes true of the enrolment at this instant and has not been tested in its turn. */
static const WatchDue *
find_due (const ParcoursRunner *self,
          guint32               number)
{
  static const WatchDue nothing = { 0 };

  for (guint i = 0; i < self->due->len; i++)
    {
      const WatchDue *due = &g_array_index (self->due, WatchDue, i);

      if (due->enrolment == number)
        return due;
    }

  return &nothing;
}

/* Tests the exit of one enrolment, if what it reads is dirty. */
static void
test_exit (ParcoursRunner *self,
           guint32         number,
           guint64         dirty)
{
  const Enrolment *enrolment = runner_enrolment (self, number);
  const ParcoursPredicate *exit = self->program->automations[enrolment->automation].exit;

  if (exit == NULL || !is_concerned (exit, dirty) || find_due (self, number)->exit)
    return;
  runner_ask (self, enrolment);
  if (parcours_predicate_test (exit, self->state))
    parcours_runner_take_out (self, number, PARCOURS_ENDING_EXIT_CONDITION);
}

/* Who has met a goal and not passed it yet meets no other one. */
static void
test_goals (ParcoursRunner *self,
            guint32         number,
            guint64         dirty)
{
  const Enrolment *enrolment = runner_enrolment (self, number);
  const GArray *goals = self->program->automations[enrolment->automation].goals;

  for (guint i = 0; i < goals->len && !enrolment->arrived; i++)
    {
      guint32 goal = g_array_index (goals, guint32, i);
      const StepData *data = self->program->steps[goal].data;

      if (!is_concerned (data->predicate, dirty) || !goal_is_open (self, enrolment, data) ||
          (find_due (self, number)->goals >> i & 1))
        continue;
      runner_ask (self, enrolment);
      if (parcours_predicate_test (data->predicate, self->state))
        {
          jump_to_goal (self, number, (gint32) goal);
          return;
        }
    }
}

/* Asks all goals of the passage again, which stands at another step than before. */
void
parcours_runner_test_goals (ParcoursRunner *self,
                            guint32         number)
{
  if (!self->deleted && runner_enrolment (self, number)->status != ENROLMENT_ENDED)
    test_goals (self, number, G_MAXUINT64);
}

/* Whether the enrolment waits for a condition; a goal that holds does too, by test_goals(). */
static const ParcoursPredicate *
awaited (const ParcoursRunner *self,
         const Enrolment      *enrolment)
{
  const ProgramStep *step = &self->program->steps[enrolment->step];

  return enrolment->status == ENROLMENT_WAITING && step->op == OP_WAIT_CONDITION ? step->data->predicate : NULL;
}

static void
test_wait (ParcoursRunner *self,
           guint32         number,
           guint64         dirty)
{
  const Enrolment *enrolment = runner_enrolment (self, number);
  const ParcoursPredicate *predicate = awaited (self, enrolment);

  if (predicate == NULL || !is_concerned (predicate, dirty) || find_due (self, number)->wait)
    return;
  runner_ask (self, enrolment);
  if (parcours_predicate_test (predicate, self->state))
    {
      parcours_runner_leave (self, number, 0, PARCOURS_OUTCOME_DONE, predicate);
      if (runner_enrolment (self, number)->status != ENROLMENT_ENDED)
        parcours_runner_make_ready (self, number);
    }
}

static gint64
next_flip (ParcoursRunner  *self,
           const Enrolment *enrolment)
{
  const ProgramAutomation *automation = &self->program->automations[enrolment->automation];
  const ParcoursPredicate *predicate = awaited (self, enrolment);
  gint64 next = PARCOURS_INSTANT_NEVER;
  gint64 change;

  runner_ask (self, enrolment);
  if (automation->exit != NULL && parcours_predicate_is_timed (automation->exit))
    next = parcours_predicate_next_change (automation->exit, self->state);
  for (guint i = 0; i < automation->goals->len; i++)
    {
      const StepData *data = self->program->steps[g_array_index (automation->goals, guint32, i)].data;

      if (!parcours_predicate_is_timed (data->predicate) || (enrolment->reached >> data->goal & 1))
        continue;
      change = parcours_predicate_next_change (data->predicate, self->state);
      next = MIN (next, change);
    }
  if (predicate != NULL && parcours_predicate_is_timed (predicate))
    {
      change = parcours_predicate_next_change (predicate, self->state);
      next = MIN (next, change);
    }

  return next;
}

/* Plans when the conditions that the enrolment watches may change by time alone. */
void
parcours_runner_watch (ParcoursRunner *self,
                       guint32         number)
{
  Enrolment *enrolment = runner_enrolment (self, number);
  gint64 next;

  if (enrolment->status == ENROLMENT_ENDED ||
      (!self->program->automations[enrolment->automation].is_timed && awaited (self, enrolment) == NULL))
    return;
  next = next_flip (self, enrolment);
  if (next < enrolment->flip_at)
    {
      Pending pending = { .at = next,
                          .rank = PENDING_RANK (PENDING_FLIP, enrolment->automation, enrolment->number),
                          .kind = PENDING_FLIP, .who = number };

      enrolment->flip_at = next;
      parcours_runner_schedule (self, &pending);
    }
}

/* An exit or a goal that holds when a passage begins acts before its first step. */
void
parcours_runner_begin_watch (ParcoursRunner *self,
                             guint32         number)
{
  const ProgramAutomation *automation = &self->program->automations[runner_enrolment (self, number)->automation];

  if (automation->exit != NULL)
    test_exit (self, number, G_MAXUINT64);
  if (runner_enrolment (self, number)->status != ENROLMENT_ENDED)
    test_goals (self, number, G_MAXUINT64);
  if (runner_enrolment (self, number)->status == ENROLMENT_WAITING)
    test_wait (self, number, G_MAXUINT64);
  if (automation->is_timed || runner_enrolment (self, number)->status == ENROLMENT_WAITING)
    parcours_runner_watch (self, number);
}

static gboolean
is_met (ParcoursRunner          *self,
        const ParcoursPredicate *predicate)
{
  return predicate != NULL && parcours_predicate_is_timed (predicate) && parcours_predicate_test (predicate, self->state);
}

static void
note_due (ParcoursRunner *self,
          guint32         number)
{
  const Enrolment *enrolment = runner_enrolment (self, number);
  const ProgramAutomation *automation = &self->program->automations[enrolment->automation];
  WatchDue due = { number };

  if (enrolment->status == ENROLMENT_ENDED || enrolment->flip_at > self->state->now)
    return;
  runner_ask (self, enrolment);
  due.exit = is_met (self, automation->exit);
  due.wait = is_met (self, awaited (self, enrolment));
  for (guint i = 0; i < automation->goals->len; i++)
    {
      const StepData *data = self->program->steps[g_array_index (automation->goals, guint32, i)].data;

      if (is_met (self, data->predicate))
        due.goals |= G_GUINT64_CONSTANT (1) << i;
    }
  g_array_append_val (self->due, due);
}

/* What time alone makes true at an instant is tested in its turn, and not by an event of the same instant that comes
 * before and happens to change something else that the condition reads. So it is noted before anything happens. */
void
parcours_runner_note_flips (ParcoursRunner *self)
{
  for (guint i = self->n_pending; i > 0; i--)
    {
      const Pending *pending = &self->pending[i - 1];

      if (pending->at != self->state->now || pending->kind > PENDING_FLIP)
        return;
      if (pending->kind == PENDING_FLIP)
        note_due (self, pending->who);
    }
}

/* A flip that was planned anew may be noted twice. */
static void
forget_due (ParcoursRunner *self,
            guint32         number)
{
  for (guint i = self->due->len; i > 0; i--)
    {
      if (g_array_index (self->due, WatchDue, i - 1).enrolment == number)
        g_array_remove_index_fast (self->due, i - 1);
    }
}

/* The turn of what time may have made true. */
void
parcours_runner_flip (ParcoursRunner *self,
                      guint32         number)
{
  Enrolment *enrolment = runner_enrolment (self, number);

  forget_due (self, number);
  if (enrolment->status == ENROLMENT_ENDED || enrolment->flip_at > self->state->now)
    return;
  enrolment->flip_at = PARCOURS_INSTANT_NEVER;
  test_exit (self, number, G_MAXUINT64);
  if (runner_enrolment (self, number)->status != ENROLMENT_ENDED)
    test_goals (self, number, G_MAXUINT64);
  if (runner_enrolment (self, number)->status != ENROLMENT_ENDED)
    test_wait (self, number, G_MAXUINT64);
  parcours_runner_watch (self, number);
}

/* Mostly one passage is open. */
#define FEW_OPEN 4

/* The enrolments that are open now, in @few if they are; what happens to one may end others. */
static guint32 *
copy_open (ParcoursRunner *self,
           guint32         few[FEW_OPEN],
           guint          *n)
{
  guint32 *copy = few;

  *n = self->open.n;
  if (*n > FEW_OPEN)
    copy = parcours_arena_alloc (self->state->arena, *n * sizeof (guint32));
  for (guint i = 0; i < *n; i++)
    copy[i] = self->open.items[i];

  return copy;
}

static gboolean
is_open (ParcoursRunner *self,
         guint32         number)
{
  return runner_enrolment (self, number)->status != ENROLMENT_ENDED;
}

static gboolean
is_watching (ParcoursRunner *self,
             guint32         number)
{
  return is_open (self, number) && !runner_enrolment (self, number)->entering;
}

static int
compare_steps (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  ParcoursRunner *self = user_data;
  const Enrolment *one = runner_enrolment (self, *(const guint32 *) a);
  const Enrolment *other = runner_enrolment (self, *(const guint32 *) b);

  if (one->step != other->step)
    return one->step < other->step ? -1 : 1;

  return one->number < other->number ? -1 : one->number > other->number;
}

/* First to exits, then to goals, then to waits; ties by automation, then step. */
static void
offer_to_watchers (ParcoursRunner *self,
                   guint64         dirty)
{
  guint32 few[FEW_OPEN];
  guint n;
  guint32 *open = copy_open (self, few, &n);

  for (guint i = 0; i < n; i++)
    {
      if (is_watching (self, open[i]) &&
          (self->program->automations[runner_enrolment (self, open[i])->automation].watches & dirty))
        test_exit (self, open[i], dirty);
    }
  for (guint i = 0; i < n; i++)
    {
      if (is_watching (self, open[i]) &&
          (self->program->automations[runner_enrolment (self, open[i])->automation].watches & dirty))
        test_goals (self, open[i], dirty);
    }
  if (n > 1)
    g_qsort_with_data (open, (int) n, sizeof *open, compare_steps, self);
  for (guint i = 0; i < n; i++)
    {
      if (is_open (self, open[i]))
        test_wait (self, open[i], dirty);
    }
  for (guint i = 0; i < n; i++)
    {
      if (is_open (self, open[i]))
        parcours_runner_watch (self, open[i]);
    }
}

static void
offer_to_waits (ParcoursRunner      *self,
                const ParcoursEvent *event)
{
  guint32 few[FEW_OPEN];
  guint n;
  guint32 *open = copy_open (self, few, &n);

  if (n > 1)
    g_qsort_with_data (open, (int) n, sizeof *open, compare_steps, self);
  for (guint i = 0; i < n; i++)
    {
      const Enrolment *enrolment = runner_enrolment (self, open[i]);
      const ProgramStep *step;

      if (enrolment->status != ENROLMENT_WAITING)
        continue;
      step = &self->program->steps[enrolment->step];
      if (step->op != OP_WAIT_EVENT || step->data->topic != event->topic ||
          !parcours_filter_test (step->data->filter, event, parcours_event_lookup, event->at,
                                 runner_zone (self, enrolment->automation)))
        continue;
      parcours_runner_leave (self, open[i], 0, PARCOURS_OUTCOME_DONE, NULL);
      if (is_open (self, open[i]))
        parcours_runner_make_ready (self, open[i]);
    }
}

/* Offers what has changed to all that reads it. */
static void
offer_changes (ParcoursRunner *self,
               guint64         dirty)
{
  if (self->win_watches->len > 0 && (self->win_bits & dirty))
    parcours_runner_test_wins (self, dirty);
  if (self->open.n > 0)
    offer_to_watchers (self, dirty);
  parcours_runner_replan (self, dirty);
  if (dirty & self->program->waking_bits)
    parcours_runner_wake_arrivals (self, dirty);
}

/* A passage holds: no event says at which step, so what asks about passages is tested now. */
void
parcours_runner_offer_place (ParcoursRunner *self)
{
  guint64 passages = parcours_bit (self->program->frame->passages_bit);
  guint64 dirty = self->state->dirty & self->program->watched_bits & passages;

  self->state->dirty &= ~passages;
  if (dirty != 0)
    offer_changes (self, dirty);
}

/* Offers an event to wins, exits, goals and waits, then to triggers. */
void
parcours_runner_offer (ParcoursRunner      *self,
                       const ParcoursEvent *event)
{
  const ProgramTopic *topic = &self->program->topics[event->topic];
  guint64 dirty = self->state->dirty & self->program->watched_bits;

  self->state->dirty = 0;
  if (dirty != 0)
    offer_changes (self, dirty);
  if (topic->has_waits && self->open.n > 0)
    offer_to_waits (self, event);
  if (topic->listeners != NULL)
    parcours_runner_offer_triggers (self, event);
}
