/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counting goes through the columns block by block: each leaf writes a byte a
 * contact, groups combine the bytes. A block and its bytes stay in the first
 * cache. Leaves that need more than a column (events, records) load the state
 * of the contacts that the group has not decided yet. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "parcours-predicate-private.h"

#define BLOCK 2048

typedef struct
{
  const ParcoursPredicate *predicate;
  ParcoursState *state;
  guint first; /* of the block */
  guint n;
  gint64 now;
} Counter;

#define COUNT_LOOP(expression)                \
  for (guint i = 0; i < counter->n; i++)      \
    {                                         \
      G_GNUC_UNUSED guint contact = counter->first + i; \
                                              \
      bytes[i] = (guint8) ((expression) != 0); \
    }

static void
count_number (const Counter  *counter,
              const Leaf     *leaf,
              const double   *numbers,
              double          missing,
              guint8         *bytes)
{
  gboolean on_missing = isnan (missing) ? parcours_op_on_missing (leaf->comparison.op)
                                        : parcours_comparison_test (&leaf->comparison, missing);
  double low = leaf->comparison.low;
  double high = leaf->comparison.high;

  switch (leaf->comparison.op)
    {
    case PARCOURS_OP_EQ:
      COUNT_LOOP (numbers[contact] == low)
      break;
    case PARCOURS_OP_NE:
      COUNT_LOOP (numbers[contact] != low)
      break;
    case PARCOURS_OP_LT:
      COUNT_LOOP (numbers[contact] < low)
      break;
    case PARCOURS_OP_LE:
      COUNT_LOOP (numbers[contact] <= low)
      break;
    case PARCOURS_OP_GT:
      COUNT_LOOP (numbers[contact] > low)
      break;
    case PARCOURS_OP_GE:
      COUNT_LOOP (numbers[contact] >= low)
      break;
    default:
      COUNT_LOOP ((numbers[contact] >= low) & (numbers[contact] <= high))
    }
  /* NAN compares as false, but for !=, which is what a missing value wants too,
   * unless a score starts somewhere. */
  if (!isnan (missing))
    COUNT_LOOP (isnan (numbers[contact]) ? on_missing : bytes[i])
}

/* Texts repeat, so that nearly all have been looked at before. */
static void
count_text (const Counter *counter,
            const Leaf    *leaf,
            const guint32 *texts,
            guint8        *bytes)
{
  const guint8 *verdicts = leaf->verdicts;
  guint n_verdicts = leaf->n_verdicts;

  for (guint i = 0; i < counter->n; i++)
    {
      guint32 text = texts[counter->first + i];
      guint8 verdict = text < n_verdicts ? verdicts[text] : 0;

      bytes[i] = G_LIKELY (verdict != 0) ? verdict == 2
                                         : (guint8) parcours_leaf_test_text (counter->predicate, leaf, text);
    }
}

static void
count_sets (const Counter *counter,
            const Leaf    *leaf,
            guint8        *bytes)
{
  gboolean all = leaf->mode == PARCOURS_SET_ALL_OF;

  memset (bytes, all, counter->n);
  for (guint m = 0; m < leaf->n_set_masks; m++)
    {
      for (guint bit = 0; bit < 64; bit++)
        {
          const guint64 *column;

          if (!(leaf->set_masks[m].mask >> bit & 1))
            continue;
          column = counter->state->binding->sets[leaf->set_masks[m].word * 64 + bit];
          if (column == NULL && all)
            memset (bytes, 0, counter->n);
          else if (column != NULL && all)
            COUNT_LOOP (bytes[i] & parcours_bits_get (column, contact))
          else if (column != NULL)
            COUNT_LOOP (bytes[i] | parcours_bits_get (column, contact))
        }
    }
  if (leaf->mode == PARCOURS_SET_NONE_OF)
    COUNT_LOOP (!bytes[i])
}

static void
count_lists (const Counter *counter,
             const Leaf    *leaf,
             guint8        *bytes)
{
  gboolean all = leaf->mode == PARCOURS_SET_ALL_OF;

  memset (bytes, all, counter->n);
  for (guint l = 0; l < leaf->n_lists; l++)
    {
      const ParcoursListColumn *column = counter->state->binding->lists[leaf->lists[l]];
      int wanted = leaf->status;
      const guint8 *statuses = column != NULL ? column->statuses : NULL;

      if (statuses == NULL)
        {
          if (all)
            memset (bytes, 0, counter->n);
        }
      else if (wanted == PARCOURS_LIST_ANY)
        COUNT_LOOP (all ? bytes[i] & (statuses[contact] != 0) : bytes[i] | (statuses[contact] != 0))
      else
        COUNT_LOOP (all ? bytes[i] & (statuses[contact] == wanted) : bytes[i] | (statuses[contact] == wanted))
    }
  if (leaf->mode == PARCOURS_SET_NONE_OF)
    COUNT_LOOP (!bytes[i])
}

/* One contact after the other, for what no column answers. @undecided tells for
 * which it still matters. */
static void
count_by_state (const Counter *counter,
                const Leaf    *leaf,
                const guint8  *undecided,
                guint8        *bytes)
{
  for (guint i = 0; i < counter->n; i++)
    {
      if (undecided != NULL && !undecided[i])
        continue;
      if (counter->state->contact != counter->first + i)
        parcours_state_load (counter->state, counter->first + i, counter->now + 1);
      counter->state->now = counter->now;
      bytes[i] = (guint8) parcours_leaf_test (counter->predicate, leaf, counter->state);
    }
}

static gboolean
is_plain_field (const Leaf *leaf)
{
  return leaf->op == LEAF_NUMBER || leaf->op == LEAF_TEXT_IS || leaf->op == LEAF_TEXT;
}

static void
count_leaf (const Counter *counter,
            const Leaf    *leaf,
            const guint8  *undecided,
            guint8        *bytes)
{
  const ParcoursPopulation *population = counter->state->binding->population;
  const ParcoursColumn *column = is_plain_field (leaf) ? counter->state->binding->columns[leaf->slot] : NULL;

  switch (leaf->op)
    {
    case LEAF_FALSE:
      memset (bytes, 0, counter->n);
      return;
    case LEAF_NUMBER:
      if (column != NULL)
        {
          const ParcoursFrameField *field = parcours_frame_field (counter->predicate->frame, leaf->slot);

          count_number (counter, leaf, column->numbers, field->is_score ? field->start : NAN, bytes);
          return;
        }
      break;
    case LEAF_TEXT_IS:
    case LEAF_TEXT:
      if (column != NULL)
        {
          count_text (counter, leaf, column->texts, bytes);
          return;
        }
      break;
    case LEAF_SET:
      count_sets (counter, leaf, bytes);
      return;
    case LEAF_LIST:
      count_lists (counter, leaf, bytes);
      return;
    case LEAF_ANY_SET:
      COUNT_LOOP (population->set_sizes[leaf->slot][contact] > 0)
      return;
    case LEAF_ANY_LIST:
      COUNT_LOOP (population->n_active_lists[contact] > 0)
      return;
    case LEAF_CONSENT:
      COUNT_LOOP (population->channels[leaf->slot][contact] == leaf->status)
      return;
    default:
      break;
    }
  count_by_state (counter, leaf, undecided, bytes);
}

/* Whether it pays to know of whom the node needs not be asked: what is read from columns is quicker asked of all. */
static gboolean
asks_one_by_one (const Counter *counter,
                 const Node    *node)
{
  const Leaf *leaf;

  for (guint c = 0; node->children != NULL && c < node->children->len; c++)
    {
      if (asks_one_by_one (counter, g_ptr_array_index (node->children, c)))
        return TRUE;
    }
  if (node->children != NULL)
    return FALSE;
  leaf = &g_array_index (counter->predicate->leaves, Leaf, node->leaf);

  return leaf->op != LEAF_NUMBER && leaf->op != LEAF_TEXT_IS && leaf->op != LEAF_TEXT && leaf->op != LEAF_SET &&
         leaf->op != LEAF_LIST && leaf->op != LEAF_CONSENT;
}

/* A contact that a child has failed (of ALL) or met (of ANY, NONE) is decided. */
static void
find_open (const guint8 *bytes,
           guint8        all,
           const guint8 *undecided,
           guint8       *open)
{
  for (guint i = 0; i < BLOCK; i++)
    open[i] = (guint8) (bytes[i] == all);
  for (guint i = 0; undecided != NULL && i < BLOCK; i++)
    open[i] &= undecided[i];
}

/* Whole blocks, whose size is known: these loops take many contacts at once. */
static void
combine (guint8       *bytes,
         const guint8 *more,
         gboolean      all)
{
  if (all)
    {
      for (guint i = 0; i < BLOCK; i++)
        bytes[i] &= more[i];
    }
  else
    {
      for (guint i = 0; i < BLOCK; i++)
        bytes[i] |= more[i];
    }
}

static void
count_node (const Counter *counter,
            const Node    *node,
            const guint8  *undecided,
            guint8        *bytes)
{
  guint8 child_bytes[BLOCK];
  guint8 open[BLOCK];
  gboolean all = node->kind == PARCOURS_CONDITION_ALL;

  if (node->children == NULL)
    {
      count_leaf (counter, &g_array_index (counter->predicate->leaves, Leaf, node->leaf), undecided, bytes);
      return;
    }
  memset (bytes, all, BLOCK);
  for (guint c = 0; c < node->children->len; c++)
    {
      const Node *child = g_ptr_array_index (node->children, c);
      gboolean one_by_one = asks_one_by_one (counter, child);

      if (one_by_one)
        find_open (bytes, (guint8) all, undecided, open);
      memset (child_bytes, all, BLOCK);
      count_node (counter, child, one_by_one ? open : NULL, child_bytes);
      combine (bytes, child_bytes, all);
    }
  for (guint i = 0; node->kind == PARCOURS_CONDITION_NONE && i < BLOCK; i++)
    bytes[i] = !bytes[i];
}

/**
 * parcours_predicate_count:
 * @predicate: a predicate
 * @state: a state of the population to count in, used as scratch memory
 * @first: the first contact
 * @end: one after the last
 * @now: the instant of evaluation
 * @matches: (nullable): set to a bit a contact, from bit 0 of the first word for @first on
 *
 * Returns: for how many contacts of [@first, @end) the condition is true
 */
guint
parcours_predicate_count (const ParcoursPredicate *predicate,
                          ParcoursState           *state,
                          guint                    first,
                          guint                    end,
                          gint64                   now,
                          guint64                 *matches)
{
  guint8 bytes[BLOCK];
  guint total = 0;

  state->contact = G_MAXUINT;
  if (matches != NULL)
    memset (matches, 0, ((end - first) / 64 + 1) * sizeof *matches);
  for (guint block = first; block < end; block += BLOCK)
    {
      Counter counter = { predicate, state, block, MIN (BLOCK, end - block), now };

      count_node (&counter, predicate->root, NULL, bytes);
      for (guint i = 0; i < counter.n; i++)
        {
          total += bytes[i];
          if (matches != NULL)
            matches[(block - first + i) >> 6] |= (guint64) bytes[i] << ((block - first + i) & 63);
        }
    }

  return total;
}
