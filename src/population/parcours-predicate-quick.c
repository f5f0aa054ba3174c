/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The test that a run spends its time in. Most leaves ask for one comparison of
 * a number, a bit or an event; these are packed side by side and asked without a
 * call. At the first leaf that is something else the test goes on leaf by leaf,
 * in parcours-predicate-test.c. */

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
      if (leaf->n_sums > 0)
        break;
      quick->op = QUICK_EVENT;
      if (!parcours_comparison_test (&leaf->comparison, 0.))
        turn_round (quick);
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
  const Quick *leaves = predicate->quick;
  int i = predicate->entry;

  while (i >= 0)
    {
      const Quick *quick = &leaves[i];
      gboolean verdict;
      double number;
      guint32 text;

      switch ((QuickOp) quick->op)
        {
        case QUICK_NUMBER:
          number = state->slots[quick->slot].number;
          verdict = number >= quick->to.range.low && number <= quick->to.range.high;
          break;
        case QUICK_SET:
          verdict = (state->sets[quick->slot] & quick->to.bits.mask) == quick->to.bits.wanted;
          break;
        case QUICK_TEXT:
          text = state->slots[quick->slot].text;
          if (text >= quick->n_verdicts || quick->to.verdicts[text] == 0)
            return parcours_predicate_test_from (predicate, i, state);
          verdict = quick->to.verdicts[text] == 2;
          break;
        case QUICK_EVENT:
          if (state->hits[quick->slot].n > 0)
            return parcours_predicate_test_from (predicate, i, state);
          verdict = TRUE;
          break;
        case QUICK_NOT:
        default:
          return parcours_predicate_test_from (predicate, i, state);
        }
      i = verdict ? quick->on_true : quick->on_false;
    }

  return i == JUMP_TRUE;
}
