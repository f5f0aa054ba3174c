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
  self->due = g_array_new (FALSE, FALSE, sizeof (WatchDue));
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
  g_array_unref (self->due);
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
  self->quiet = (observer == NULL || steps_only) && self->program->scripted_responses->len == 0 &&
                !self->program->frame->needs_places;
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

  runner_mark_step (self, enrolment->step);
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
  parcours_runner_offer (self, event);
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
      parcours_runner_flip (self, pending->who);
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
