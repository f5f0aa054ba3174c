/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "parcours-predicate-private.h"
#include "parcours-text.h"

static gboolean
test_letters (const Leaf *leaf,
              const char *text)
{
  switch (leaf->test)
    {
    case PARCOURS_OP_CONTAINS:
      return strstr (text, leaf->pattern) != NULL;
    case PARCOURS_OP_NOT_CONTAINS:
      return strstr (text, leaf->pattern) == NULL;
    case PARCOURS_OP_STARTS:
      return g_str_has_prefix (text, leaf->pattern);
    case PARCOURS_OP_ENDS:
      return g_str_has_suffix (text, leaf->pattern);
    case PARCOURS_OP_MATCHES:
    default:
      return parcours_pattern_match (leaf->pattern, text);
    }
}

static gboolean
is_one_of (const Leaf *leaf,
           guint32     folded)
{
  for (guint i = 0; i < leaf->n_texts; i++)
    {
      if (leaf->texts[i] == folded)
        return TRUE;
    }

  return FALSE;
}

static gboolean
test_text (const ParcoursPredicate *predicate,
           const Leaf              *leaf,
           guint32                  text)
{
  if (text == PARCOURS_TEXT_MISSING)
    return parcours_op_on_missing (leaf->test);
  if (leaf->op == LEAF_TEXT_IS)
    return is_one_of (leaf, parcours_texts_fold (predicate->frame->texts, text)) != leaf->negate;

  return test_letters (leaf, parcours_texts_get_folded (predicate->frame->texts, text));
}

/* A text is looked at once for each leaf, however many contacts have it. Two
 * threads that ask at the same time write the same byte. */
gboolean
parcours_leaf_test_text (const ParcoursPredicate *predicate,
                         const Leaf              *leaf,
                         guint32                  text)
{
  gboolean verdict;

  if (text < leaf->n_verdicts && leaf->verdicts[text] != 0)
    return leaf->verdicts[text] == 2;
  verdict = test_text (predicate, leaf, text);
  if (text < leaf->n_verdicts)
    leaf->verdicts[text] = verdict ? 2 : 1;

  return verdict;
}

gboolean
parcours_leaf_test_choices (const Leaf *leaf,
                            guint64     mask)
{
  switch (leaf->test)
    {
    case PARCOURS_OP_ALL_OF:
      return mask != 0 && (mask & leaf->mask) == leaf->mask;
    case PARCOURS_OP_ANY_OF:
      return (mask & leaf->mask) != 0;
    case PARCOURS_OP_NONE_OF:
    default:
      return (mask & leaf->mask) == 0;
    }
}

/* Whether today is the yearly day, moved by the offset. */
static gboolean
test_anniversary (const Leaf         *leaf,
                  int                 month,
                  int                 day_of_month,
                  gint64              now,
                  const ParcoursZone *zone)
{
  gint32 today = parcours_local_day (parcours_zone_to_local (zone, now));
  const ParcoursDuration *offset = &leaf->comparison.low_time.offset;
  int year;

  parcours_day_to_civil (today, &year, NULL, NULL);
  for (int y = year - 1; y <= year + 1; y++)
    {
      if (parcours_duration_add_to_day (offset, parcours_day_recurrence (month, day_of_month, y)) == today)
        return TRUE;
    }

  return FALSE;
}

static gboolean
test_birthday (const Leaf         *leaf,
               gint32              birthday,
               gint64              now,
               const ParcoursZone *zone)
{
  if (birthday == 0)
    return parcours_op_on_missing (leaf->test);
  if (leaf->test == PARCOURS_OP_ANNIVERSARY)
    return test_anniversary (leaf, birthday / 32, birthday % 32, now, zone);

  return parcours_comparison_test (&leaf->comparison, birthday);
}

static gboolean
test_day (const Leaf         *leaf,
          gint32              day,
          gint64              now,
          const ParcoursZone *zone)
{
  int month, day_of_month;

  if (day == PARCOURS_DAY_MISSING)
    return parcours_op_on_missing (leaf->test);
  if (leaf->test != PARCOURS_OP_ANNIVERSARY)
    return parcours_comparison_test_day (&leaf->comparison, day, now, zone);
  parcours_day_to_civil (day, NULL, &month, &day_of_month);

  return test_anniversary (leaf, month, day_of_month, now, zone);
}

static gboolean
test_instant (const Leaf         *leaf,
              gint64              at,
              gint64              now,
              const ParcoursZone *zone)
{
  if (at == PARCOURS_INSTANT_MISSING)
    return parcours_op_on_missing (leaf->test);
  if (leaf->test == PARCOURS_OP_ANNIVERSARY)
    return test_day (leaf, parcours_local_day (parcours_zone_to_local (zone, at)), now, zone);

  return parcours_comparison_test_instant (&leaf->comparison, at, now, zone);
}

static inline gboolean
test_sets (const Leaf    *leaf,
           const guint64 *sets)
{
  for (guint i = 0; i < leaf->n_set_masks; i++)
    {
      guint64 have = sets[leaf->set_masks[i].word] & leaf->set_masks[i].mask;

      if (leaf->mode == PARCOURS_SET_ALL_OF)
        {
          if (have != leaf->set_masks[i].mask)
            return FALSE;
        }
      else if (have != 0)
        return leaf->mode == PARCOURS_SET_ANY_OF;
    }

  return leaf->mode != PARCOURS_SET_ANY_OF;
}

static gboolean
has_status (int wanted,
            int status)
{
  return wanted == PARCOURS_LIST_ANY ? status != PARCOURS_LIST_NONE : status == wanted;
}

static gboolean
test_lists (const Leaf          *leaf,
            const ParcoursState *state)
{
  for (guint i = 0; i < leaf->n_lists; i++)
    {
      gboolean on = has_status (leaf->status, state->lists[leaf->lists[i]].status);

      if (leaf->mode == PARCOURS_SET_ALL_OF && !on)
        return FALSE;
      if (leaf->mode != PARCOURS_SET_ALL_OF && on)
        return leaf->mode == PARCOURS_SET_ANY_OF;
    }

  return leaf->mode != PARCOURS_SET_ANY_OF;
}

typedef struct
{
  gint64 from;          /* events before do not count */
  gint64 to;            /* events after do not count */
  guint32 first_order;  /* events published before do not count */
  guint32 order_limit;  /* nor those from this one on */
} Bounds;

static Bounds
bounds_of (const ParcoursWindow *window,
           int                   mark,
           const ParcoursState  *state,
           const ParcoursZone   *zone)
{
  Bounds bounds = { G_MININT64, G_MAXINT64, 0, state->order_limit };

  /* (now - within, now] */
  if (window->has_within)
    bounds.from = parcours_duration_subtract (&window->within, state->now, zone) + 1;
  if (window->since == PARCOURS_SINCE_ENTRY)
    bounds.first_order = state->entry_order;
  else if (window->since == PARCOURS_SINCE_STEP)
    bounds.first_order = mark >= 0 && state->marks[mark] != 0 ? state->marks[mark] - 1 : G_MAXUINT32;
  else if (window->since == PARCOURS_SINCE_TIME)
    bounds.from = MAX (bounds.from, parcours_time_ref_start (&window->since_time, state->now, zone));
  if (window->has_until)
    bounds.to = parcours_time_ref_end (&window->until, state->now, zone);

  return bounds;
}

static gboolean
in_bounds (const Bounds      *bounds,
           const ParcoursHit *hit)
{
  return hit->at >= bounds->from && hit->at <= bounds->to && hit->order >= bounds->first_order &&
         hit->order < bounds->order_limit;
}

static gboolean
test_sums (const ParcoursPredicate *predicate,
           const Leaf              *leaf,
           const ParcoursHits      *hits,
           const Bounds            *bounds)
{
  for (guint s = 0; s < leaf->n_sums; s++)
    {
      const ParcoursSum *sum = &g_array_index (leaf->condition->sums, ParcoursSum, s);
      double total = 0.;

      for (guint i = 0; i < hits->n; i++)
        {
          if (in_bounds (bounds, &hits->hits[i]))
            total += hits->sums[i * leaf->n_sums + s];
        }
      if (!parcours_comparison_test (&sum->comparison, parcours_money_round (total)))
        return FALSE;
    }

  return TRUE;
}

/* Where the calendar is not needed to tell: a window since entry, or of some days
 * with no event near the end of it. */
static gboolean
count_without_calendar (const ParcoursWindow *window,
                        const ParcoursHits   *hits,
                        const ParcoursState  *state,
                        guint                *count)
{
  gint64 from = state->now - window->within.days * PARCOURS_DAY - window->within.seconds;
  gint64 slack = window->within.days != 0 ? PARCOURS_CALENDAR_SLACK : 0;
  guint32 first_order = window->since == PARCOURS_SINCE_ENTRY ? state->entry_order : 0;

  if (window->since > PARCOURS_SINCE_ENTRY || window->has_until || (window->has_within && window->within.months != 0))
    return FALSE;
  *count = 0;
  for (guint i = 0; i < hits->n; i++)
    {
      const ParcoursHit *hit = &hits->hits[i];

      if (hit->order < first_order || hit->order >= state->order_limit)
        continue;
      if (window->has_within && hit->at > from - slack && hit->at < from + slack)
        return FALSE;
      *count += !window->has_within || hit->at > from;
    }

  return TRUE;
}

static gboolean
test_hits (const ParcoursPredicate *predicate,
           const Leaf              *leaf,
           const ParcoursState     *state)
{
  const ParcoursHits *hits = &state->hits[leaf->slot];
  Bounds bounds;
  guint count = 0;

  if (leaf->n_sums == 0 && count_without_calendar (&leaf->condition->window, hits, state, &count))
    return parcours_comparison_test (&leaf->comparison, count);
  bounds = bounds_of (&leaf->condition->window, leaf->mark, state, parcours_leaf_zone (predicate, leaf, state));
  count = 0;
  for (guint i = 0; i < hits->n; i++)
    count += in_bounds (&bounds, &hits->hits[i]);
  /* A sum alone asks for no number of events. */
  if ((leaf->n_sums == 0 || leaf->condition->has_count) && !parcours_comparison_test (&leaf->comparison, count))
    return FALSE;

  return test_sums (predicate, leaf, hits, &bounds);
}

static inline gboolean
test_event (const ParcoursPredicate *predicate,
            const Leaf              *leaf,
            const ParcoursState     *state)
{
  return state->hits[leaf->slot].n == 0 && leaf->n_sums == 0 ? parcours_comparison_test (&leaf->comparison, 0.)
                                                             : test_hits (predicate, leaf, state);
}

/*
 * parcours_leaf_count_events:
 * @predicate: a predicate
 * @leaf: one of its leaves, about events
 * @state: a contact, at an instant
 * @count: (out): how many events the leaf is about
 * @last: (out): when the last of them was, %PARCOURS_INSTANT_MISSING if there is none
 * @sums: (out) (array): for each sum of the leaf, what the events add up to
 *
 * For explanations; a test only asks what it must.
 */
void
parcours_leaf_count_events (const ParcoursPredicate *predicate,
                            const Leaf              *leaf,
                            const ParcoursState     *state,
                            guint                   *count,
                            gint64                  *last,
                            double                  *sums)
{
  const ParcoursHits *hits = &state->hits[leaf->slot];
  Bounds bounds = bounds_of (&leaf->condition->window, leaf->mark, state, parcours_leaf_zone (predicate, leaf, state));

  *count = 0;
  *last = PARCOURS_INSTANT_MISSING;
  for (guint s = 0; s < leaf->n_sums; s++)
    sums[s] = 0.;
  for (guint i = 0; i < hits->n; i++)
    {
      if (!in_bounds (&bounds, &hits->hits[i]))
        continue;
      (*count)++;
      *last = MAX (*last, hits->hits[i].at);
      for (guint s = 0; s < leaf->n_sums; s++)
        sums[s] += hits->sums[i * leaf->n_sums + s];
    }
  for (guint s = 0; s < leaf->n_sums; s++)
    sums[s] = parcours_money_round (sums[s]);
}

/*
 * parcours_leaf_count_records:
 * @predicate: a predicate
 * @leaf: one of its leaves, about records
 * @state: a contact, at an instant
 *
 * Returns: how many of the records that are meant pass its filter
 */
guint
parcours_leaf_count_records (const ParcoursPredicate *predicate,
                             const Leaf              *leaf,
                             const ParcoursState     *state)
{
  const ParcoursZone *zone = parcours_leaf_zone (predicate, leaf, state);
  ParcoursTarget target = (ParcoursTarget) leaf->status;
  guint count = 0;

  for (int i = parcours_state_target (state, leaf->slot, target, 0); i >= 0;
       i = parcours_state_target (state, leaf->slot, target, (guint) i + 1))
    count += parcours_filter_test_object (leaf->filter, state->records[leaf->slot].records[i].columns,
                                          state->now, zone);

  return count;
}

/* A column of the record that is meant; where there is none it is missing, and a score 0. */
static gboolean
test_column (const ParcoursPredicate *predicate,
             const Leaf              *leaf,
             const ParcoursState     *state)
{
  int record = parcours_state_target (state, leaf->slot, PARCOURS_TARGET_MEANT, 0);
  const ParcoursObject *columns = record >= 0 ? state->records[leaf->slot].records[record].columns : NULL;

  if (leaf->condition->kind == PARCOURS_CONDITION_SCORE &&
      parcours_object_get (columns, leaf->column).type == PARCOURS_VALUE_MISSING)
    {
      ParcoursObject *unscored = parcours_object_new (1, state->arena);

      parcours_object_set (unscored, leaf->column, parcours_value_number (record >= 0 ? leaf->start : 0.), state->arena);
      columns = unscored;
    }

  return parcours_filter_test_object (leaf->filter, columns, state->now, parcours_leaf_zone (predicate, leaf, state));
}

static gboolean
test_record (const ParcoursPredicate *predicate,
             const Leaf              *leaf,
             const ParcoursState     *state)
{
  guint count;

  if (leaf->status == PARCOURS_TARGET_MEANT)
    return test_column (predicate, leaf, state);
  count = parcours_leaf_count_records (predicate, leaf, state);

  if (leaf->status == PARCOURS_TARGET_ALL && !leaf->condition->has_count)
    return count > 0 && count == state->records[leaf->slot].n;

  return parcours_comparison_test (&leaf->comparison, count);
}

/* A step narrows down who is inside or has entered; who has left is not at a step. */
static gboolean
is_at_step (const Leaf            *leaf,
            const ParcoursPassage *passage)
{
  return leaf->step == 0 || leaf->step == passage->step;
}

static gboolean
passage_matches (const Leaf            *leaf,
                 const ParcoursPassage *passage,
                 const Bounds          *bounds)
{
  gboolean ended = passage->ended != PARCOURS_INSTANT_NEVER;
  gint64 at = ended ? passage->ended : passage->entered;

  if (passage->automation != leaf->automation)
    return FALSE;
  switch (leaf->condition->state)
    {
    case PARCOURS_PASSAGE_INSIDE:
      return !ended && is_at_step (leaf, passage) && passage->entered >= bounds->from && passage->entered <= bounds->to;
    case PARCOURS_PASSAGE_COMPLETED:
      return ended && passage->completed && at >= bounds->from && at <= bounds->to;
    case PARCOURS_PASSAGE_EXITED:
      return ended && !passage->completed && at >= bounds->from && at <= bounds->to;
    case PARCOURS_PASSAGE_ENTERED:
      return is_at_step (leaf, passage) && passage->entered >= bounds->from && passage->entered <= bounds->to;
    case PARCOURS_PASSAGE_NEVER:
    default:
      return passage->entered >= bounds->from && passage->entered <= bounds->to;
    }
}

static gboolean
test_automation (const ParcoursPredicate *predicate,
                 const Leaf              *leaf,
                 const ParcoursState     *state)
{
  Bounds bounds = bounds_of (&leaf->condition->window, -1, state, parcours_leaf_zone (predicate, leaf, state));
  gboolean any = FALSE;

  for (guint i = 0; i < state->n_passages && !any; i++)
    any = passage_matches (leaf, &state->passages[i], &bounds);

  return leaf->condition->state == PARCOURS_PASSAGE_NEVER ? !any : any;
}

static inline gboolean
test_number (const Leaf *leaf,
             double      number)
{
  return isnan (number) ? parcours_op_on_missing (leaf->comparison.op)
                        : parcours_comparison_test (&leaf->comparison, number);
}

/* What is asked most often is asked first, and without a call. */
static G_ALWAYS_INLINE inline gboolean
test_leaf (const ParcoursPredicate *predicate,
           const Leaf              *leaf,
           const ParcoursState     *state)
{
  switch (leaf->op)
    {
    case LEAF_FALSE:
      return FALSE;
    case LEAF_MISSING:
      return parcours_slot_is_missing (leaf->type, state->slots[leaf->slot]) != leaf->negate;
    case LEAF_NUMBER:
      return test_number (leaf, state->slots[leaf->slot].number);
    case LEAF_TEXT_IS:
    case LEAF_TEXT:
      return parcours_leaf_test_text (predicate, leaf, state->slots[leaf->slot].text);
    case LEAF_CHOICES:
      return parcours_leaf_test_choices (leaf, state->slots[leaf->slot].mask);
    case LEAF_BOOL:
      return ((state->slots[leaf->slot].boolean == 1) == (leaf->status != 0)) != leaf->negate;
    case LEAF_DAY:
      return test_day (leaf, state->slots[leaf->slot].day, state->now, parcours_leaf_zone (predicate, leaf, state));
    case LEAF_BIRTHDAY:
      return test_birthday (leaf, state->slots[leaf->slot].day, state->now,
                            parcours_leaf_zone (predicate, leaf, state));
    case LEAF_INSTANT:
      return test_instant (leaf, state->slots[leaf->slot].at, state->now,
                           parcours_leaf_zone (predicate, leaf, state));
    case LEAF_SET:
      return test_sets (leaf, state->sets);
    case LEAF_ANY_SET:
      return state->set_sizes[leaf->slot] > 0;
    case LEAF_LIST:
      return test_lists (leaf, state);
    case LEAF_ANY_LIST:
      return state->n_active_lists > 0;
    case LEAF_CONSENT:
      return state->channels[leaf->slot] == leaf->status;
    case LEAF_SENDER:
      return state->blocked_senders >> leaf->slot & 1;
    case LEAF_EVENT:
      return test_event (predicate, leaf, state);
    case LEAF_RECORD:
      return test_record (predicate, leaf, state);
    case LEAF_TRIGGER:
      return state->trigger != NULL &&
             parcours_filter_test (leaf->filter, state->trigger, parcours_event_lookup, state->now,
                                   parcours_leaf_zone (predicate, leaf, state));
    case LEAF_AUTOMATION:
      return test_automation (predicate, leaf, state);
    case LEAF_NOW:
      return parcours_moment_contains (&leaf->condition->moment,
                                       parcours_zone_to_local (parcours_leaf_zone (predicate, leaf, state), state->now));
    default:
      g_assert_not_reached ();
    }
}

gboolean
parcours_leaf_test (const ParcoursPredicate *predicate,
                    const Leaf              *leaf,
                    const ParcoursState     *state)
{
  return test_leaf (predicate, leaf, state);
}

/* Goes on with a test at the leaf @first. */
gboolean
parcours_predicate_test_from (const ParcoursPredicate *predicate,
                              int                      first,
                              const ParcoursState     *state)
{
  const Leaf *leaves = (const Leaf *) (const void *) predicate->leaves->data;
  const Quick *quick = &predicate->quick[first];
  QuickFound found = quick->op == QUICK_EVENT ? parcours_quick_find (quick, state) : FOUND_UNSURE;
  int i = first;

  if (found != FOUND_UNSURE)
    i = found == FOUND_NONE ? quick->on_true : quick->on_false;
  while (i >= 0)
    {
      const Leaf *leaf = &leaves[i];

      i = test_leaf (predicate, leaf, state) ? leaf->on_true : leaf->on_false;
    }

  return i == JUMP_TRUE;
}

/* By how much calendar steps may go back while time goes on: three days at the end of a month, an hour with a clock. */
#define GOES_BACK (4 * (gint64) PARCOURS_DAY)

/* The first instant from now on at which another hit is left behind by an edge that moves with now, or comes back
 * before it. A hit on the edge is behind, or where @is_start before it. */
static gint64
next_change_of_edge (const ParcoursDuration *offset,
                     gboolean                is_start,
                     const ParcoursHits     *hits,
                     gint64                  now,
                     const ParcoursZone     *zone)
{
  gint64 edge = parcours_duration_add (offset, now, zone);
  gint64 next = PARCOURS_INSTANT_NEVER;

  for (guint i = 0; i < hits->n; i++)
    {
      gint64 at = hits->hits[i].at;
      gint64 change;

      if (at < edge - GOES_BACK)
        continue;
      change = parcours_duration_next_crossing (offset, is_start ? at + 1 : at, now, zone);
      next = MIN (next, change);
      if (at > edge)
        break;
    }

  return next;
}

/* The same for a relative end of a window; whole days move on at midnight. */
static gint64
next_change_of_end (const ParcoursTimeRef *ref,
                    gboolean               is_start,
                    const ParcoursHits    *hits,
                    gint64                 now,
                    const ParcoursZone    *zone)
{
  if (parcours_time_ref_is_fixed (ref))
    return PARCOURS_INSTANT_NEVER;
  if (ref->offset.seconds == 0)
    return parcours_zone_next_midnight (zone, now);

  return next_change_of_edge (&ref->offset, is_start, hits, now, zone);
}

static gint64
next_change_of_window (const ParcoursWindow *window,
                       const ParcoursHits   *hits,
                       const ParcoursState  *state,
                       const ParcoursZone   *zone)
{
  gint64 next = PARCOURS_INSTANT_NEVER;
  gint64 change;

  if (hits->n == 0)
    return next;
  if (window->has_within)
    {
      ParcoursDuration back = { -window->within.months, -window->within.days, -window->within.seconds };

      next = next_change_of_edge (&back, FALSE, hits, state->now, zone);
    }
  if (window->since == PARCOURS_SINCE_TIME)
    {
      change = next_change_of_end (&window->since_time, TRUE, hits, state->now, zone);
      next = MIN (next, change);
    }
  if (window->has_until)
    {
      change = next_change_of_end (&window->until, FALSE, hits, state->now, zone);
      next = MIN (next, change);
    }

  return next;
}

static gint64
next_change_of_passages (const Leaf          *leaf,
                         const ParcoursState *state,
                         const ParcoursZone  *zone)
{
  const ParcoursWindow *window = &leaf->condition->window;
  gint64 next = PARCOURS_INSTANT_NEVER;

  for (guint i = 0; i < state->n_passages; i++)
    {
      const ParcoursPassage *passage = &state->passages[i];
      gint64 at = passage->ended != PARCOURS_INSTANT_NEVER ? passage->ended : passage->entered;
      ParcoursHit hits[] = { { passage->entered, 0 }, { MAX (at, passage->entered), 0 } };
      ParcoursHits list = { hits, NULL, 2, 2 };
      gint64 change;

      if (passage->automation != leaf->automation)
        continue;
      change = next_change_of_window (window, &list, state, zone);
      next = MIN (next, change);
    }

  return next;
}

/* When a date, or a date and time, comes before, into or behind what it is compared with. */
static gint64
next_change_of_time (const Leaf         *leaf,
                     gint64              first,
                     gint64              last,
                     gint64              now,
                     const ParcoursZone *zone)
{
  gint64 next;

  if (leaf->test == PARCOURS_OP_ANNIVERSARY)
    return parcours_zone_next_midnight (zone, now);
  next = parcours_time_ref_passes (&leaf->comparison.low_time, first, last, now, zone);
  if (leaf->test == PARCOURS_OP_BETWEEN)
    {
      gint64 change = parcours_time_ref_passes (&leaf->comparison.high_time, first, last, now, zone);

      next = MIN (next, change);
    }

  return next;
}

static gint64
next_change_of_slot (const Leaf         *leaf,
                     ParcoursSlot        slot,
                     gint64              now,
                     const ParcoursZone *zone)
{
  if (parcours_slot_is_missing (leaf->type, slot))
    return PARCOURS_INSTANT_NEVER;
  if (leaf->op == LEAF_BIRTHDAY)
    return parcours_zone_next_midnight (zone, now);
  if (leaf->op == LEAF_INSTANT)
    return next_change_of_time (leaf, slot.at, slot.at, now, zone);

  return next_change_of_time (leaf, parcours_zone_to_utc (zone, (gint64) slot.day * PARCOURS_DAY),
                              parcours_zone_to_utc (zone, ((gint64) slot.day + 1) * PARCOURS_DAY) - 1, now, zone);
}

static ParcoursValue
lookup_column (gconstpointer columns,
               GQuark        key)
{
  return parcours_object_get (columns, key);
}

/* A meeting is open until it starts. */
static gint64
next_change_of_record (const Leaf           *leaf,
                       const ParcoursRecord *record,
                       gint64                now,
                       const ParcoursZone   *zone)
{
  ParcoursValue starts = parcours_object_get (record->columns, PARCOURS_KEY ("starts"));
  gint64 next = parcours_filter_next_change (leaf->filter, record->columns, lookup_column, now, zone);

  if (leaf->status == PARCOURS_TARGET_LATEST_OPEN && starts.type == PARCOURS_VALUE_INSTANT && starts.at > now)
    next = MIN (next, starts.at);

  return next;
}

static gint64
next_change_of_leaf (const ParcoursPredicate *predicate,
                     const Leaf              *leaf,
                     const ParcoursState     *state)
{
  const ParcoursZone *zone = parcours_leaf_zone (predicate, leaf, state);
  gint64 next = PARCOURS_INSTANT_NEVER;

  switch (leaf->op)
    {
    case LEAF_DAY:
    case LEAF_BIRTHDAY:
    case LEAF_INSTANT:
      return next_change_of_slot (leaf, state->slots[leaf->slot], state->now, zone);
    case LEAF_EVENT:
      return next_change_of_window (&leaf->condition->window, &state->hits[leaf->slot], state, zone);
    case LEAF_RECORD:
      for (guint i = 0; i < state->records[leaf->slot].n; i++)
        {
          gint64 change = next_change_of_record (leaf, &state->records[leaf->slot].records[i], state->now, zone);

          next = MIN (next, change);
        }
      return next;
    case LEAF_TRIGGER:
      return state->trigger == NULL ? next
                                    : parcours_filter_next_change (leaf->filter, state->trigger, parcours_event_lookup,
                                                                   state->now, zone);
    case LEAF_AUTOMATION:
      return next_change_of_passages (leaf, state, zone);
    case LEAF_NOW:
      return parcours_moment_next_change (&leaf->condition->moment, state->now, zone);
    default:
      return next;
    }
}

/**
 * parcours_predicate_next_change:
 * @predicate: a predicate
 * @state: a contact, at an instant
 *
 * Returns: the first instant after now at which the condition may become true or false although nothing
 *   happens to the contact, or an earlier one; %PARCOURS_INSTANT_NEVER if there is none
 */
gint64
parcours_predicate_next_change (const ParcoursPredicate *predicate,
                                const ParcoursState     *state)
{
  gint64 next = PARCOURS_INSTANT_NEVER;

  for (guint i = 0; predicate->timed && i < predicate->leaves->len; i++)
    {
      const Leaf *leaf = &g_array_index (predicate->leaves, Leaf, i);
      gint64 change = leaf->timed ? next_change_of_leaf (predicate, leaf, state) : PARCOURS_INSTANT_NEVER;

      next = MIN (next, change);
    }

  return next;
}
