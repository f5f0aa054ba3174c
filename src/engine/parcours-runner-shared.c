/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Steps at which contacts share something: latches, splits with a winner, what
 * is done in turn, sends that are limited over people, and accounts.
 * Until it is known when the thing is reached, a runner assumes that it is not
 * and writes down what would reach it; see ThresholdKind. */

#include "config.h"

#include <string.h>

#include "parcours-runner-private.h"

ParcoursThresholds *
parcours_thresholds_new (guint n)
{
  ParcoursThresholds *thresholds = g_new0 (ParcoursThresholds, 1);

  g_atomic_ref_count_init (&thresholds->ref_count);
  thresholds->n = n;
  thresholds->states = g_malloc0_n (MAX (n, 1), sizeof *thresholds->states);

  return thresholds;
}

ParcoursThresholds *
parcours_thresholds_copy (const ParcoursThresholds *thresholds)
{
  ParcoursThresholds *copy = parcours_thresholds_new (thresholds->n);

  memcpy (copy->states, thresholds->states, thresholds->n * sizeof *thresholds->states);
  for (guint i = 0; i < copy->n; i++)
    {
      if (copy->states[i].turns != NULL)
        g_array_ref (copy->states[i].turns);
      if (copy->states[i].slots != NULL)
        g_array_ref (copy->states[i].slots);
    }
  copy->changes = thresholds->changes != NULL ? g_array_ref (thresholds->changes) : NULL;

  return copy;
}

void
parcours_thresholds_unref (ParcoursThresholds *thresholds)
{
  if (!g_atomic_ref_count_dec (&thresholds->ref_count))
    return;
  for (guint i = 0; i < thresholds->n; i++)
    {
      g_clear_pointer (&thresholds->states[i].turns, g_array_unref);
      g_clear_pointer (&thresholds->states[i].slots, g_array_unref);
    }
  g_clear_pointer (&thresholds->changes, g_array_unref);
  g_free (thresholds->states);
  g_free (thresholds);
}

static const ProgramThreshold *
threshold_at (const ParcoursRunner *self,
              guint                 i)
{
  return &g_array_index (self->program->thresholds, ProgramThreshold, i);
}

/* Who asks that does something that hangs on others. */
static gboolean
is_known (ParcoursRunner *self,
          int             threshold)
{
  self->shares = TRUE;

  return self->thresholds != NULL && self->thresholds->states[threshold].known;
}

int
parcours_threshold_mark_compare (const ThresholdMark *entry,
                                 gint64               at,
                                 guint64              key,
                                 guint32              visit)
{
  if (entry->at != at)
    return entry->at < at ? -1 : 1;
  if (entry->key != key)
    return entry->key < key ? -1 : 1;

  return entry->visit < visit ? -1 : entry->visit > visit;
}

/* How this moment of this contact stands to the one at which the threshold was reached. */
static int
compare_to_threshold (const ParcoursRunner *self,
                      int                   threshold,
                      guint32               visit)
{
  ThresholdMark here = { self->state->now, self->state->key, visit };

  return parcours_threshold_mark_compare (&here, self->thresholds->states[threshold].at,
                                          self->thresholds->states[threshold].key,
                                          self->thresholds->states[threshold].visit);
}

static void
mark (ParcoursRunner *self,
      int             threshold,
      guint32         visit,
      guint           share,
      guint8          kind)
{
  ThresholdMark entry = { self->state->now, self->state->key, visit, (guint8) share, kind };

  if (self->threshold_marks != NULL && !is_known (self, threshold))
    g_array_append_val (self->threshold_marks[threshold], entry);
}

/* The port of a latch: 0 until it turns, 1 from then on. */
guint
parcours_runner_latch (ParcoursRunner *self,
                       guint32         number,
                       const StepData *data)
{
  const ProgramThreshold *threshold = threshold_at (self, (guint) data->threshold);
  guint32 visit = self->visits[data->visit]++;
  gboolean turns;

  switch (threshold->kind)
    {
    case THRESHOLD_LATCH_AT:
      return self->state->now >= threshold->at;
    case THRESHOLD_LATCH_PASSED:
      if (is_known (self, data->threshold))
        return compare_to_threshold (self, data->threshold, visit) > 0;
      mark (self, data->threshold, visit, 0, MARK_ARRIVAL);
      /* Whoever else comes, the contact alone has been here so often. */
      return visit >= threshold->n;
    case THRESHOLD_LATCH_IF:
    default:
      if (is_known (self, data->threshold))
        return compare_to_threshold (self, data->threshold, visit) >= 0;
      runner_ask (self, runner_enrolment (self, number));
      turns = parcours_predicate_test (data->predicate, self->state);
      if (turns)
        mark (self, data->threshold, visit, 0, MARK_ARRIVAL);
      /* The contact itself goes the other way already, whoever turned it. */
      return turns;
    }
}

/* The share of a split with a winner, once there is one, else the one drawn. */
guint
parcours_runner_share (ParcoursRunner *self,
                       const StepData *data,
                       guint           drawn,
                       guint           visit)
{
  const ProgramThreshold *threshold = threshold_at (self, (guint) data->threshold);
  int order;

  if (!is_known (self, data->threshold))
    {
      /* The contact alone has come so often that somebody has won by now, only not known who: what it would do from
       * here on is of no use, and where it goes round and round would take for ever. A later pass tells. */
      if (threshold->kind == THRESHOLD_WINNER_PASSED && visit > threshold->n && self->threshold_marks != NULL)
        self->deleted = TRUE;
      return drawn;
    }
  order = compare_to_threshold (self, data->threshold, 2 * visit);
  if (threshold->kind == THRESHOLD_WINNER_AT ? order >= 0 : order > 0)
    return self->thresholds->states[data->threshold].winner;

  return drawn;
}

/* A win that comes with the passing itself counts before the winner is fixed; a later one follows the last visit. */
static void
win (ParcoursRunner *self,
     guint           i,
     gboolean        at_once)
{
  WinWatch watch = g_array_index (self->win_watches, WinWatch, i);
  guint32 visit = self->visits[watch.visit] - 1u;

  g_array_remove_index (self->win_watches, i);
  mark (self, watch.threshold, 2 * visit + (at_once ? 0 : 1), watch.share, MARK_WIN);
}

/* However many watches there are, one thing is due: the first flip of them. */
static void
plan_flip (ParcoursRunner *self,
           gint64          at)
{
  Pending pending = { .at = at, .rank = PENDING_RANK (PENDING_WIN, 0, 0), .kind = PENDING_WIN };

  if (at >= self->wins_flip_at)
    return;
  self->wins_flip_at = at;
  parcours_runner_schedule (self, &pending);
}

/* Plans when a condition that counts as a win may become true by time alone. */
static void
watch_win (ParcoursRunner *self,
           guint           i)
{
  WinWatch *watch = &g_array_index (self->win_watches, WinWatch, i);
  const ProgramThreshold *threshold = threshold_at (self, watch->threshold);
  gint64 change;

  if (!parcours_predicate_is_timed (threshold->win))
    return;
  change = parcours_predicate_next_change (threshold->win, self->state);
  if (change > watch->until || change >= watch->flip_at)
    return;
  watch->flip_at = change;
  plan_flip (self, change);
}

static gboolean
test_win (ParcoursRunner *self,
          guint           i)
{
  const WinWatch *watch = &g_array_index (self->win_watches, WinWatch, i);

  runner_ask (self, runner_enrolment (self, watch->enrolment));

  return parcours_predicate_test (threshold_at (self, watch->threshold)->win, self->state);
}

/* Tests what counts as a win where it reads what is dirty; forgets what is over. */
void
parcours_runner_test_wins (ParcoursRunner *self,
                           guint64         dirty)
{
  for (guint i = self->win_watches->len; i > 0; i--)
    {
      WinWatch *watch = &g_array_index (self->win_watches, WinWatch, i - 1);

      if (self->state->now > watch->until)
        g_array_remove_index (self->win_watches, i - 1);
      else if (!(parcours_predicate_reads (threshold_at (self, watch->threshold)->win) & dirty))
        continue;
      else if (test_win (self, i - 1))
        win (self, i - 1, FALSE);
      else
        watch_win (self, i - 1);
    }
}

/* Tests those that time may have met by now. */
void
parcours_runner_flip_wins (ParcoursRunner *self)
{
  gint64 now = self->state->now;
  gint64 next = PARCOURS_INSTANT_NEVER;

  if (self->wins_flip_at > now)
    return;
  self->wins_flip_at = PARCOURS_INSTANT_NEVER;
  for (guint i = self->win_watches->len; i > 0; i--)
    {
      WinWatch *watch = &g_array_index (self->win_watches, WinWatch, i - 1);

      if (watch->flip_at > now)
        {
          next = MIN (next, watch->flip_at);
          continue;
        }
      watch->flip_at = PARCOURS_INSTANT_NEVER;
      if (test_win (self, i - 1))
        win (self, i - 1, FALSE);
      else
        watch_win (self, i - 1);
    }
  plan_flip (self, next);
}

/* The contact has passed a split with a winner: from now on it may win, once. */
void
parcours_runner_passed_share (ParcoursRunner *self,
                              guint32         number,
                              const StepData *data,
                              guint           share)
{
  const ProgramThreshold *threshold = threshold_at (self, (guint) data->threshold);
  WinWatch watch = { (guint16) data->threshold, data->visit, (guint8) share, 0, PARCOURS_INSTANT_NEVER,
                     number };

  if (is_known (self, data->threshold))
    return;
  mark (self, data->threshold, 2 * (self->visits[data->visit] - 1u), share, MARK_ARRIVAL);
  if (threshold->win == NULL)
    return;
  watch.until = parcours_runner_add (self, &threshold->within, runner_enrolment (self, number)->zone);
  g_array_append_val (self->win_watches, watch);
  if (test_win (self, self->win_watches->len - 1))
    win (self, self->win_watches->len - 1, TRUE);
  else
    watch_win (self, self->win_watches->len - 1);
}

static void
take_turn (ParcoursRunner *self,
           int             threshold,
           guint32         visit)
{
  ThresholdMark entry = { self->state->now, self->state->key, visit, 0, MARK_ARRIVAL };

  self->shares = TRUE;
  if (self->threshold_marks != NULL)
    g_array_append_val (self->threshold_marks[threshold], entry);
}

/* How many came before, by (instant, contact key, visit), in the pass before. */
static guint
find_turn (const ParcoursRunner *self,
           int                   threshold,
           guint32               visit)
{
  const GArray *turns = self->thresholds != NULL ? self->thresholds->states[threshold].turns : NULL;
  guint low = 0, high = turns != NULL ? turns->len : 0;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (parcours_threshold_mark_compare (&g_array_index (turns, ThresholdMark, middle), self->state->now,
                                           self->state->key, visit) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/*
 * Whose turn it is at a step that people share: the number of turns taken
 * before, by (instant, contact key, visit). It matters only to who asks about
 * owners. A pass works with the order that the pass before has found; when two
 * passes find the same order, it is the right one.
 */
guint
parcours_runner_turn (ParcoursRunner *self,
                      const StepData *data)
{
  guint32 visit = self->visits[data->visit]++;

  if (self->program->needs_turns)
    take_turn (self, data->threshold, visit);

  return find_turn (self, data->threshold, visit);
}

/* When the limit of the step lets a message go that would go now: now, later, or
 * %PARCOURS_INSTANT_NEVER where it is left out. Who is not expected by the pass
 * before goes now; the pass that finds nothing new has expected everybody. */
gint64
parcours_runner_slot (ParcoursRunner *self,
                      const StepData *data)
{
  guint32 attempt = self->visits[data->attempt]++;
  const GArray *turns = self->thresholds != NULL ? self->thresholds->states[data->threshold].turns : NULL;
  guint turn = find_turn (self, data->threshold, attempt);

  take_turn (self, data->threshold, attempt);
  if (turns == NULL || turn >= turns->len ||
      parcours_threshold_mark_compare (&g_array_index (turns, ThresholdMark, turn), self->state->now, self->state->key,
                                       attempt) != 0)
    return self->state->now;

  return g_array_index (self->thresholds->states[data->threshold].slots, gint64, turn);
}

static int
compare_in_time (const AccountChange *one,
                 const AccountChange *other)
{
  if (one->at != other->at)
    return one->at < other->at ? -1 : 1;
  if (one->key != other->key)
    return one->key < other->key ? -1 : 1;

  return one->number < other->number ? -1 : one->number > other->number;
}

/* By account, then in the order in which they happen. */
int
parcours_account_change_compare (const AccountChange *one,
                                 const AccountChange *other)
{
  if (one->account != other->account)
    return one->account < other->account ? -1 : 1;

  return compare_in_time (one, other);
}

static int
compare_order (gconstpointer a,
               gconstpointer b)
{
  return compare_in_time (*(AccountChange *const *) a, *(AccountChange *const *) b);
}

/* Who is linked to several accounts hears of their changes in the order in which they are made. */
void
parcours_account_changes_number (GArray *changes)
{
  g_autoptr (GPtrArray) ordered = g_ptr_array_sized_new (changes->len);

  for (guint i = 0; i < changes->len; i++)
    g_ptr_array_add (ordered, &g_array_index (changes, AccountChange, i));
  g_ptr_array_sort (ordered, compare_order);
  for (guint i = 0; i < ordered->len; i++)
    ((AccountChange *) g_ptr_array_index (ordered, i))->order = i;
}

/* A step has changed an account: whoever else is linked to it is to hear of it. */
void
parcours_runner_tell_others (ParcoursRunner *self,
                             guint32         account,
                             const char     *field,
                             ParcoursValue   to)
{
  AccountChange change = { account, self->state->now, self->state->key, self->n_changes++, 0,
                           parcours_texts_intern (self->program->texts, field), to };

  self->shares = TRUE;
  if (self->changes != NULL && to.type != PARCOURS_VALUE_ARRAY && to.type != PARCOURS_VALUE_OBJECT)
    g_array_append_val (self->changes, change);
}

/* Waits for the next change that somebody else makes of the account, from @i on. */
static void
wait_for_change (ParcoursRunner *self,
                 guint32         account,
                 guint           i)
{
  const GArray *changes = self->thresholds->changes;

  for (; i < changes->len && g_array_index (changes, AccountChange, i).account == account; i++)
    {
      const AccountChange *change = &g_array_index (changes, AccountChange, i);
      Pending pending = { .at = change->at + 1, .kind = PENDING_SHARED, .who = i,
                          .rank = PENDING_RANK (PENDING_SHARED, 0, change->order) };

      if (change->key == self->state->key || pending.at < self->state->now)
        continue;
      parcours_runner_schedule (self, &pending);
      return;
    }
}

/* The contact is linked to the account, from the start or from now on. */
void
parcours_runner_plan_account (ParcoursRunner *self,
                              guint32         account)
{
  const GArray *changes = self->thresholds != NULL ? self->thresholds->changes : NULL;
  guint low = 0, high = changes != NULL ? changes->len : 0;

  self->shares = TRUE;
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (changes, AccountChange, middle).account < account)
        low = middle + 1;
      else
        high = middle;
    }
  if (changes != NULL)
    wait_for_change (self, account, low);
}

void
parcours_runner_plan_accounts (ParcoursRunner *self)
{
  const ParcoursRecordList *accounts = &self->state->records[self->program->kinds.account];

  for (guint i = 0; i < accounts->n; i++)
    parcours_runner_plan_account (self, accounts->records[i].id);
}

/* What somebody else has made of the account is so for this contact too; who is not linked any more does not hear it. */
void
parcours_runner_hear_of_account (ParcoursRunner *self,
                                 const Pending  *pending)
{
  const AccountChange *change = &g_array_index (self->thresholds->changes, AccountChange, pending->who);
  ParcoursObject *payload = parcours_object_new (2, self->state->arena);
  ParcoursEvent event = { .topic = self->program->ids.account_field_changed, .origin = PARCOURS_ORIGIN_DERIVED,
                          .subject = change->account, .payload = payload };

  parcours_object_set (payload, program_keys.field, parcours_value_text (change->field), self->state->arena);
  if (change->to.type != PARCOURS_VALUE_MISSING)
    parcours_object_set (payload, program_keys.to, change->to, self->state->arena);
  if (parcours_runner_is_linked (self, &event))
    parcours_runner_publish (self, &event);
  if (!self->deleted)
    wait_for_change (self, change->account, pending->who + 1);
}
