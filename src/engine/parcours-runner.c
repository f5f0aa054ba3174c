/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One contact runs through the whole period before the next one: all it needs
 * stays in the cache, and there is no queue but its own, which seldom holds more
 * than ten things. See the measurements behind this in src/README.md. */

#include "config.h"

#include <string.h>

#include "parcours-runner-private.h"

/* Events that cause events that cause events: deeper than this is a circle. */
#define MAX_DEPTH 64

/* What begins at 0 with every contact lies in one piece, to be cleared at once. */
static void
add_tallies (ParcoursRunner *self)
{
  const ParcoursProgram *program = self->program;
  gsize histories = program->n_automations * sizeof (AutomationHistory);
  gsize responses = program->scripted_responses->len * sizeof (guint32);
  gsize forms = program->frame->lists->len * sizeof (guint32);
  gsize visits = program->n_visits * sizeof (guint16);

  self->size_tallies = histories + responses + forms + visits + program->arrivals->len;
  self->tallies = g_malloc0 (self->size_tallies + 1);
  self->histories = (AutomationHistory *) (gpointer) self->tallies;
  self->response_counts = (guint32 *) (gpointer) (self->tallies + histories);
  self->asked_forms = (guint32 *) (gpointer) (self->tallies + histories + responses);
  self->visits = (guint16 *) (gpointer) (self->tallies + histories + responses + forms);
  self->asleep = self->tallies + histories + responses + forms + visits;
}

/**
 * parcours_runner_new:
 * @program: (transfer none): what runs
 * @binding: (transfer none): the program's frame, laid on a population
 *
 * Returns: (transfer full): a runner
 */
ParcoursRunner *
parcours_runner_new (ParcoursProgram *program,
                     ParcoursBinding *binding)
{
  ParcoursRunner *self = g_new0 (ParcoursRunner, 1);

  g_return_val_if_fail (binding->frame == program->frame, NULL);

  self->program = parcours_program_ref (program);
  self->state = parcours_state_new (binding);
  self->from = program->from;
  self->to = program->to;
  self->steady = self->steadies;
  self->own_counts = parcours_counts_new (program, program->from, program->to, MAX (program->to - program->from, 1));
  parcours_runner_set_counts (self, NULL);
  parcours_runner_set_observer (self, NULL, NULL);
  self->message_times = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->birthdays = g_array_new (FALSE, FALSE, sizeof (Birthday));
  self->triggers = g_new0 (TriggerHistory, program->triggers->len + 1);
  add_tallies (self);
  self->poll_at = g_new0 (gint64, program->triggers->len + 1);
  self->swapping = program->swaps->len > 0 ? parcours_swapping_new (program) : NULL;
  self->win_watches = g_array_new (FALSE, FALSE, sizeof (WinWatch));
  self->key_numbers = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->sends = g_array_new (FALSE, FALSE, sizeof (ParcoursEvent));
  self->queued = g_array_new (FALSE, FALSE, sizeof (ParcoursEvent));
  for (guint i = 0; i < program->thresholds->len; i++)
    {
      const ProgramThreshold *threshold = &g_array_index (program->thresholds, ProgramThreshold, i);

      if (threshold->win != NULL)
        self->win_bits |= parcours_predicate_reads (threshold->win);
    }
  for (guint i = 0; i < program->triggers->len; i++)
    {
      const ProgramTrigger *trigger = program_trigger (program, i);

      self->date_bits |= program_date_bits (program, &trigger->date);
      if (trigger->poll != NULL)
        self->poll_bits |= parcours_predicate_reads (trigger->poll);
    }

  return self;
}

/**
 * parcours_runner_free:
 * @self: (transfer full): a runner
 */
void
parcours_runner_free (ParcoursRunner *self)
{
  parcours_counts_free (self->own_counts);
  g_free (self->open.items);
  g_free (self->ready.items);
  g_array_unref (self->message_times);
  g_array_unref (self->birthdays);
  g_free (self->enrolments);
  g_free (self->pending);
  g_free (self->triggers);
  g_free (self->tallies);
  g_free (self->poll_at);
  g_clear_pointer (&self->swapping, parcours_swapping_free);
  g_array_unref (self->win_watches);
  g_array_unref (self->queued);
  g_free (self->opened_sends.items);
  g_array_unref (self->sends);
  g_clear_pointer (&self->model, parcours_state_free);
  g_clear_pointer (&self->birth_words, parcours_birth_words_free);
  g_array_unref (self->key_numbers);
  g_clear_pointer (&self->thresholds, parcours_thresholds_unref);
  parcours_state_free (self->state);
  parcours_program_unref (self->program);
  g_free (self);
}

/**
 * parcours_runner_set_counts:
 * @self: a runner
 * @counts: (nullable) (transfer none): where to add up what happens, %NULL for nowhere
 */
void
parcours_runner_set_counts (ParcoursRunner *self,
                            ParcoursCounts *counts)
{
  self->counts = counts != NULL ? counts : self->own_counts;
  self->day_rows = PARCOURS_DAY % self->counts->bucket == 0
                     ? self->counts->width * (gsize) (PARCOURS_DAY / self->counts->bucket) : 0;
}

static void
set_observer (ParcoursRunner   *self,
              ParcoursObserver  observer,
              gpointer          user_data,
              gboolean          steps_only,
              ParcoursTape     *tape)
{
  gboolean tapes_events = tape != NULL && !steps_only;

  self->observer = observer;
  self->observer_data = user_data;
  self->steps_only = steps_only;
  self->tape = tape;
  self->quiet = (observer == NULL || steps_only) && self->program->scripted_responses->len == 0;
  self->plain = (tapes_events || (self->quiet && (observer == NULL || tape != NULL))) &&
                !self->program->frame->needs_passages && self->program->swaps->len == 0;
}

/**
 * parcours_runner_set_observer:
 * @self: a runner
 * @observer: (nullable): called for all that happens, in order
 * @user_data: for @observer
 */
void
parcours_runner_set_observer (ParcoursRunner   *self,
                              ParcoursObserver  observer,
                              gpointer          user_data)
{
  set_observer (self, observer, user_data, FALSE, NULL);
}

/**
 * parcours_runner_set_step_observer:
 * @self: a runner
 * @observer: (nullable): called for all that happens at steps, in order
 * @user_data: for @observer
 *
 * Events are not told, and those that nobody asks about are not made.
 */
void
parcours_runner_set_step_observer (ParcoursRunner   *self,
                                   ParcoursObserver  observer,
                                   gpointer          user_data)
{
  set_observer (self, observer, user_data, TRUE, NULL);
}

/* As an observer, or a step observer, but that what plain steps do is written to @tape without asking the observer. */
void
parcours_runner_set_tape (ParcoursRunner   *self,
                          ParcoursTape     *tape,
                          gboolean          with_events,
                          ParcoursObserver  observer,
                          gpointer          user_data)
{
  set_observer (self, observer, user_data, !with_events, tape);
}

/**
 * parcours_runner_state:
 * @self: a runner
 *
 * Returns: (transfer none): the contact as it is after the last run
 */
ParcoursState *
parcours_runner_state (ParcoursRunner *self)
{
  return self->state;
}

void
parcours_runner_set_thresholds (ParcoursRunner     *self,
                                ParcoursThresholds *thresholds)
{
  g_clear_pointer (&self->thresholds, parcours_thresholds_unref);
  if (thresholds == NULL)
    return;
  g_atomic_ref_count_inc (&thresholds->ref_count);
  self->thresholds = thresholds;
}

void
parcours_runner_observe (ParcoursRunner            *self,
                         const ParcoursObservation *observation)
{
  if (G_LIKELY (self->observer == NULL))
    return;
  if (G_UNLIKELY (self->swapping != NULL))
    parcours_runner_observe_version (self, observation);
  else
    self->observer (observation, self->state, self->observer_data);
}

static G_NO_INLINE void
make_room (ParcoursRunner *self)
{
  self->size_pending = MAX (16, self->size_pending * 2);
  self->pending = g_renew (Pending, self->pending, self->size_pending);
}

static gboolean
comes_before (const Pending *a,
              const Pending *b)
{
  return a->at != b->at ? a->at < b->at : a->rank < b->rank;
}

void
parcours_runner_schedule (ParcoursRunner *self,
                          const Pending  *pending)
{
  Pending *place;

  /* What is armed can be disarmed, also where it would not come to pass in the period; and what comes too late may
   * come in time for another version of the automation. */
  if (pending->at >= self->to && pending->kind != PENDING_ABSENCE && self->swapping == NULL)
    return;
  if (self->n_pending == self->size_pending)
    make_room (self);
  /* The next one stands last; what comes later stands before it. */
  place = &self->pending[self->n_pending++];
  for (; place > self->pending && comes_before (place - 1, pending); place--)
    place[0] = place[-1];
  *place = *pending;
}

gboolean
parcours_runner_is_scheduled (const ParcoursRunner *self,
                              PendingKind           kind,
                              guint32               who,
                              guint32               key)
{
  for (guint i = 0; i < self->n_pending; i++)
    {
      const Pending *pending = &self->pending[i];

      if (pending->kind == kind && pending->who == who && pending->key == key)
        return TRUE;
    }

  return FALSE;
}

/* Returns whether there was something to take back. */
gboolean
parcours_runner_unschedule (ParcoursRunner *self,
                            PendingKind     kind,
                            guint32         who,
                            guint32         key,
                            gboolean        any_key)
{
  guint n = self->n_pending;
  guint kept = 0;

  for (guint i = 0; i < self->n_pending; i++)
    {
      const Pending *pending = &self->pending[i];

      if (pending->kind == kind && pending->who == who && (any_key || pending->key == key))
        continue;
      self->pending[kept++] = self->pending[i];
    }
  self->n_pending = kept;

  return kept < n;
}

guint32
parcours_runner_new_serial (ParcoursRunner *self)
{
  return PARCOURS_TEXT_SERIAL + ++self->n_serials;
}

void
parcours_runner_make_ready (ParcoursRunner *self,
                            guint32         number)
{
  runner_enrolment (self, number)->status = ENROLMENT_READY;
  numbers_insert (&self->ready, self->ready.n, number);
}

/* The contact stands at @step from now on; a port has counted it. */
void
parcours_runner_stand (ParcoursRunner *self,
                       Enrolment      *enrolment,
                       gint32          step)
{
  enrolment->step = step;
  enrolment->epoch++;
  enrolment->acting = FALSE;
  enrolment->granted = FALSE;
  enrolment->arrived = FALSE;
  if (self->program->frame->needs_passages)
    {
      self->state->passages[enrolment->passage].step = self->program->steps[step].id;
      self->state->dirty |= parcours_bit (self->program->frame->passages_bit);
    }
}

/* The contact comes to @step otherwise than by a port. */
void
parcours_runner_arrive (ParcoursRunner *self,
                        Enrolment      *enrolment,
                        gint32          step)
{
  parcours_runner_stand (self, enrolment, step);
  self->row[step]++;
}

static void
remove_from_open (ParcoursRunner *self,
                  guint32         number)
{
  for (guint i = 0; i < self->open.n; i++)
    {
      if (self->open.items[i] == number)
        {
          numbers_remove (&self->open, i);
          return;
        }
    }
}

static void
publish_ended (ParcoursRunner  *self,
               const Enrolment *enrolment,
               ParcoursEnding   ending)
{
  const ProgramTopicIds *ids = &self->program->ids;
  ParcoursObject *payload;
  ParcoursArena *arena = self->state->arena;
  guint32 reason;

  if (self->deleted || !parcours_runner_is_heard (self, ids->automation_ended))
    return;
  reason = parcours_texts_intern (self->program->texts, parcours_ending_name (ending));
  payload = parcours_object_new (2, arena);
  parcours_object_set (payload, program_keys.reason, parcours_value_text (reason), arena);
  parcours_object_set (payload, program_keys.enrolment, parcours_value_number (enrolment->number), arena);
  parcours_runner_publish_topic (self, ids->automation_ended, PARCOURS_ORIGIN_DERIVED,
                                 self->program->automations[enrolment->automation].slug, payload);
}

static void
observe_end (ParcoursRunner  *self,
             const Enrolment *enrolment,
             ParcoursEnding   ending)
{
  ParcoursWhat what = ending == PARCOURS_ENDING_STEP_LIMIT ? PARCOURS_WHAT_FAILED : PARCOURS_WHAT_ENDED;
  ParcoursObservation observation = { what, enrolment->step, enrolment->automation, enrolment->number, -1, (int) ending };

  parcours_runner_observe (self, &observation);
}

/* Ends a passage where it stands. The caller has counted a port, if it left by one. */
void
parcours_runner_end (ParcoursRunner *self,
                     guint32         number,
                     ParcoursEnding  ending)
{
  Enrolment *enrolment = runner_enrolment (self, number);
  guint16 automation = enrolment->automation;

  enrolment->status = ENROLMENT_ENDED;
  enrolment->epoch++;
  remove_from_open (self, number);
  if (self->program->frame->needs_passages)
    {
      ParcoursPassage *passage = &self->state->passages[enrolment->passage];

      passage->ended = self->state->now;
      passage->completed = ending == PARCOURS_ENDING_COMPLETED || ending == PARCOURS_ENDING_END_STEP;
      self->state->dirty |= parcours_bit (self->program->frame->passages_bit);
    }
  self->counts->endings[automation * PARCOURS_N_ENDINGS + ending]++;
  if (ending == PARCOURS_ENDING_STEP_LIMIT)
    self->counts->failed[enrolment->step]++;
  if (G_UNLIKELY (self->observer != NULL))
    observe_end (self, enrolment, ending);
  publish_ended (self, runner_enrolment (self, number), ending);
}

/* Lets the passage that runs end before its next step. */
void
parcours_runner_set_doom (ParcoursRunner *self,
                          guint32         number,
                          ParcoursEnding  ending)
{
  Enrolment *enrolment = runner_enrolment (self, number);

  enrolment->doom = (gint16) ending;
  enrolment->urgent = TRUE;
}

/* Ends a passage wherever it stands; the one that runs obeys before its next step. */
void
parcours_runner_take_out (ParcoursRunner *self,
                          guint32         number,
                          ParcoursEnding  ending)
{
  Enrolment *enrolment = runner_enrolment (self, number);

  if (enrolment->status == ENROLMENT_ENDED)
    return;
  if (enrolment->status == ENROLMENT_RUNNING)
    {
      if (enrolment->doom < 0)
        parcours_runner_set_doom (self, number, ending);
      return;
    }
  runner_count_out (self, enrolment->step);
  parcours_runner_end (self, number, ending);
}

/* Leaves the step by a port and goes where that leads. */
void
parcours_runner_leave (ParcoursRunner          *self,
                       guint32                  number,
                       int                      port,
                       int                      why,
                       const ParcoursPredicate *predicate)
{
  Enrolment *enrolment = runner_enrolment (self, number);
  const ProgramStep *step = &self->program->steps[enrolment->step];
  gint32 target = NO_STEP;

  if (step->mark >= 0)
    self->state->marks[step->mark] = self->state->next_order + 1;
  if (G_LIKELY (port < step->n_ports))
    {
      target = self->program->targets[step->first_port + (guint) port];
      self->row[self->counts->ports + step->first_port + (guint) port]++;
    }
  else
    runner_count_out (self, enrolment->step);
  if (G_UNLIKELY (self->observer != NULL))
    {
      ParcoursObservation observation = { PARCOURS_WHAT_PASSED, enrolment->step, enrolment->automation,
                                          enrolment->number, port < step->n_ports ? port : -1, why };

      observation.predicate = predicate;
      runner_ask (self, enrolment);
      parcours_runner_observe (self, &observation);
    }
  if (G_UNLIKELY (self->swapping != NULL))
    parcours_runner_note_done (self, number, enrolment->step);
  if (target == NO_STEP)
    parcours_runner_end (self, number, PARCOURS_ENDING_COMPLETED);
  else
    parcours_runner_stand (self, enrolment, target);
}

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

/* Tests the exit of one enrolment, if what it reads is dirty. */
/* Whether a change of @dirty, or of anything, may turn the condition; one of the time alone reads nothing. */
static gboolean
is_concerned (const ParcoursPredicate *predicate,
              guint64                  dirty)
{
  return dirty == G_MAXUINT64 || (parcours_predicate_reads (predicate) & dirty) != 0;
}

static void
test_exit (ParcoursRunner *self,
           guint32         number,
           guint64         dirty)
{
  const Enrolment *enrolment = runner_enrolment (self, number);
  const ParcoursPredicate *exit = self->program->automations[enrolment->automation].exit;

  if (exit == NULL || !is_concerned (exit, dirty))
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

      if (!is_concerned (data->predicate, dirty) || !goal_is_open (self, enrolment, data))
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

  if (predicate == NULL || !is_concerned (predicate, dirty))
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

static void
flip (ParcoursRunner *self,
      guint32         number)
{
  Enrolment *enrolment = runner_enrolment (self, number);

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

static void
offer (ParcoursRunner      *self,
       const ParcoursEvent *event)
{
  const ProgramTopic *topic = &self->program->topics[event->topic];
  guint64 dirty = self->state->dirty & self->program->watched_bits;

  self->state->dirty = 0;
  if (dirty != 0)
    {
      if (self->win_watches->len > 0 && (self->win_bits & dirty))
        parcours_runner_test_wins (self, dirty);
      if (self->open.n > 0)
        offer_to_watchers (self, dirty);
      parcours_runner_replan (self, dirty);
      if (dirty & self->program->waking_bits)
        parcours_runner_wake_arrivals (self, dirty);
    }
  if (topic->has_waits && self->open.n > 0)
    offer_to_waits (self, event);
  if (topic->listeners != NULL)
    parcours_runner_offer_triggers (self, event);
}

/* An event about a message that names no send is about the latest one. */
static void
complete_send (ParcoursRunner *self,
               ParcoursEvent  *event)
{
  for (guint i = self->sends->len; event->send == 0 && i > 0; i--)
    {
      const ParcoursEvent *sent = &g_array_index (self->sends, ParcoursEvent, i - 1);

      if (sent->subject != event->subject || sent->send == 0)
        continue;
      event->send = sent->send;
      if (event->base == NULL)
        event->base = sent->base;
    }
}

/* Who clicks has opened: a click with no open known is told as both, the open first. */
static void
open_before_click (ParcoursRunner      *self,
                   const ParcoursEvent *click)
{
  ParcoursEvent opened = *click;
  guint32 known = runner_message_key (click);

  for (guint i = 0; i < self->opened_sends.n; i++)
    {
      if (self->opened_sends.items[i] == known)
        return;
    }
  opened.topic = self->program->ids.email_opened;
  opened.origin = PARCOURS_ORIGIN_DERIVED;
  opened.payload = NULL;
  parcours_runner_publish (self, &opened);
}

/* Whether nobody gets to know of the event: a click in an email whose links are not followed. */
static gboolean
is_untracked (const ParcoursRunner *self,
              const ParcoursEvent  *event)
{
  const ProgramTopicIds *ids = &self->program->ids;

  return self->program->untracked != NULL && (event->topic == ids->email_clicked || event->topic == ids->email_shared) &&
         g_hash_table_contains (self->program->untracked, GUINT_TO_POINTER (event->subject));
}

/* Applies an event to the contact and offers it to all who watch and listen.
 * Returns whether it was published: a state topic that changes nothing is not. */
gboolean
parcours_runner_publish (ParcoursRunner *self,
                         ParcoursEvent  *event)
{
  if (self->deleted || self->depth == MAX_DEPTH ||
      (self->unborn && event->topic != self->program->ids.contact_created) || is_untracked (self, event))
    return FALSE;
  event->at = self->state->now;
  if (self->program->topics[event->topic].is_about_message)
    complete_send (self, event);
  if (event->topic == self->program->ids.email_clicked && !event->was_opened)
    open_before_click (self, event);
  event->order = self->state->next_order;
  if (!parcours_runner_apply (self, event))
    return FALSE;
  if (event->topic == self->program->ids.email_opened)
    numbers_insert (&self->opened_sends, self->opened_sends.n, runner_message_key (event));
  self->state->next_order++;
  if (self->program->topics[event->topic].kept)
    parcours_state_keep_event (self->state, event);
  if (G_UNLIKELY (self->observer != NULL) && !self->steps_only)
    {
      ParcoursObservation observation = { PARCOURS_WHAT_EVENT, -1, -1, 0, -1, 0, 0, event };

      if (self->running >= 0)
        runner_ask (self, runner_enrolment (self, (guint32) self->running));
      parcours_runner_observe (self, &observation);
    }
  self->depth++;
  if (self->program->scripted_responses->len > 0)
    parcours_runner_respond (self, event);
  offer (self, event);
  parcours_runner_derive (self, event);
  self->depth--;

  return TRUE;
}

gboolean
parcours_runner_publish_topic (ParcoursRunner       *self,
                               guint16               topic,
                               ParcoursOrigin        origin,
                               guint32               subject,
                               const ParcoursObject *payload)
{
  ParcoursEvent event = { .topic = topic, .origin = (guint8) origin, .subject = subject, .payload = payload };

  return parcours_runner_publish (self, &event);
}

void
parcours_runner_dispatch (ParcoursRunner *self,
                          const Pending  *pending)
{
  self->rank = MAX (self->rank, pending->rank);
  switch (pending->kind)
    {
    case PENDING_ARRIVAL:
      parcours_runner_arrival (self, pending);
      break;
    case PENDING_RESPONSE:
      parcours_runner_react (self, pending);
      break;
    case PENDING_SCRIPTED:
      parcours_runner_follow_script (self, pending);
      break;
    case PENDING_SHARED:
      parcours_runner_hear_of_account (self, pending);
      break;
    case PENDING_BIRTH:
      parcours_runner_be_born (self);
      break;
    case PENDING_CLOCK:
      parcours_runner_strike (self, pending);
      break;
    case PENDING_DATE:
      parcours_runner_fire_date (self, pending);
      break;
    case PENDING_ABSENCE:
      parcours_runner_fire_absence (self, pending);
      break;
    case PENDING_POLL:
      parcours_runner_fire_poll (self, (guint16) pending->who);
      break;
    case PENDING_FLIP:
      flip (self, pending->who);
      break;
    case PENDING_WIN:
      parcours_runner_flip_wins (self);
      break;
    case PENDING_WAIT:
      if (runner_enrolment (self, pending->who)->epoch == pending->epoch)
        parcours_runner_time_is_up (self, pending->who);
      break;
    default:
      g_assert_not_reached ();
    }
}
