/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "parcours-predicate-private.h"

static void
turn_round (Quick *quick)
{
  gint16 on_true = quick->on_true;

  quick->on_true = quick->on_false;
  quick->on_false = on_true;
}

static void
set_range (Quick  *quick,
           double  low,
           double  high)
{
  quick->op = QUICK_NUMBER;
  quick->to.range.low = low;
  quick->to.range.high = high;
}

/* Each comparison is a range with both ends in it, or is not in one. No number
 * lies in no range, and only the negative comparison is true of it. */
static void
pack_number (const ParcoursComparison *comparison,
             Quick                    *quick)
{
  double low = comparison->low;

  if (!isfinite (low))
    return;
  switch (comparison->op)
    {
    case PARCOURS_OP_NE:
      turn_round (quick);
      set_range (quick, low, low);
      break;
    case PARCOURS_OP_EQ:
      set_range (quick, low, low);
      break;
    case PARCOURS_OP_LT:
      set_range (quick, -INFINITY, nextafter (low, -INFINITY));
      break;
    case PARCOURS_OP_LE:
      set_range (quick, -INFINITY, low);
      break;
    case PARCOURS_OP_GT:
      set_range (quick, nextafter (low, INFINITY), INFINITY);
      break;
    case PARCOURS_OP_GE:
      set_range (quick, low, INFINITY);
      break;
    case PARCOURS_OP_BETWEEN:
      set_range (quick, low, comparison->high);
      break;
    default:
      break;
    }
}

static void
pack_sets (const Leaf *leaf,
           Quick      *quick)
{
  const SetMask *mask = leaf->set_masks;

  if (leaf->n_set_masks != 1 || mask->word > G_MAXUINT16)
    return;
  quick->op = QUICK_SET;
  quick->slot = (guint16) mask->word;
  quick->to.bits.mask = mask->mask;
  quick->to.bits.wanted = leaf->mode == PARCOURS_SET_ALL_OF ? mask->mask : 0;
  if (leaf->mode == PARCOURS_SET_ANY_OF)
    turn_round (quick);
}

/* Whether only none and some differ. */
static gboolean
asks_for_any (const ParcoursComparison *comparison)
{
  gboolean some = parcours_comparison_test (comparison, 1.);

  return parcours_comparison_test (comparison, 0.) != some && parcours_comparison_test (comparison, 2.) == some &&
         parcours_comparison_test (comparison, G_MAXUINT) == some;
}

static void
pack_event (const Leaf *leaf,
            Quick      *quick)
{
  const ParcoursWindow *window = &leaf->condition->window;

  quick->op = QUICK_EVENT;
  if (!parcours_comparison_test (&leaf->comparison, 0.))
    turn_round (quick);
  quick->to.event.within = G_MAXINT64 / 4;
  quick->to.event.since_entry = window->since == PARCOURS_SINCE_ENTRY;
  quick->to.event.is_any = asks_for_any (&leaf->comparison) && window->since <= PARCOURS_SINCE_ENTRY &&
                           !window->has_until && !(window->has_within && window->within.months != 0);
  if (!window->has_within)
    return;
  quick->to.event.within = window->within.days * PARCOURS_DAY + window->within.seconds;
  quick->to.event.slack = window->within.days != 0 ? PARCOURS_CALENDAR_SLACK : 0;
}

static void
pack (const Leaf *leaf,
      Quick      *quick)
{
  *quick = (Quick){ .op = QUICK_NOT, .slot = leaf->slot, .on_true = leaf->on_true, .on_false = leaf->on_false };
  switch (leaf->op)
    {
    case LEAF_NUMBER:
      pack_number (&leaf->comparison, quick);
      break;
    case LEAF_TEXT_IS:
    case LEAF_TEXT:
      quick->op = QUICK_TEXT;
      quick->n_verdicts = leaf->n_verdicts;
      quick->to.verdicts = leaf->verdicts;
      break;
    case LEAF_SET:
      pack_sets (leaf, quick);
      break;
    case LEAF_EVENT:
      if (leaf->n_sums == 0)
        pack_event (leaf, quick);
      break;
    default:
      break;
    }
}

/*
 * parcours_predicate_pack:
 * @predicate: a predicate whose leaves know where they lead
 *
 * Makes the predicate ready for tests.
 */
void
parcours_predicate_pack (ParcoursPredicate *predicate)
{
  predicate->quick = g_new0 (Quick, MAX (predicate->leaves->len, 1));
  for (guint i = 0; i < predicate->leaves->len; i++)
    pack (&g_array_index (predicate->leaves, Leaf, i), &predicate->quick[i]);
}

/*
 * parcours_quick_find:
 * @quick: a leaf about events
 * @state: a contact, at an instant
 *
 * Returns: whether there is an event in the window; the last one mostly tells
 */
QuickFound
parcours_quick_find (const Quick         *quick,
                     const ParcoursState *state)
{
  const ParcoursHits *hits = &state->hits[quick->slot];
  gint64 from = state->now - quick->to.event.within;
  guint32 first_order = quick->to.event.since_entry ? state->entry_order : 0;

  if (!quick->to.event.is_any)
    return FOUND_UNSURE;
  for (guint i = hits->n; i > 0; i--)
    {
      const ParcoursHit *hit = &hits->hits[i - 1];

      if (hit->order < first_order || hit->order >= state->order_limit)
        continue;
      if (hit->at > from + quick->to.event.slack)
        return FOUND_ONE;
      if (hit->at > from - quick->to.event.slack)
        return FOUND_UNSURE;
    }

  return FOUND_NONE;
}

/**
 * parcours_predicate_test:
 * @predicate: a predicate
 * @state: a contact, at an instant
 *
 * Returns: whether the condition is true
 */
gboolean
parcours_predicate_test (const ParcoursPredicate *predicate,
                         const ParcoursState     *state)
{
  return parcours_predicate_test_quickly (predicate, state);
}
