/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-predicate.h"

G_BEGIN_DECLS

/*
 * The test that a run spends its time in. Most leaves ask for one comparison of
 * a number, a bit or an event; these are packed side by side and asked without a
 * call. At the first leaf that is something else the test goes on leaf by leaf,
 * in parcours-predicate-test.c.
 */

/* Where a jump leads that leaves the condition: the complement of the port. */
#define JUMP_TRUE ~0
#define JUMP_FALSE ~1

/* How a leaf is asked in a run, where most questions are one comparison. */
typedef enum
{
  QUICK_NOT,     /* as the leaf says */
  QUICK_NUMBER,  /* lies in a range */
  QUICK_TEXT,    /* has been asked about this text before */
  QUICK_SET,     /* the bits of a word are as wanted */
  QUICK_EVENT,   /* what it asks of no event, and none has happened */
} QuickOp;

/* A leaf, small enough to be read at once. */
typedef struct
{
  guint8 op;                   /* a #QuickOp */
  guint16 slot;                /* a field, query, or word of sets */
  gint16 on_true;              /* where to go on */
  gint16 on_false;
  guint32 n_verdicts;
  union
  {
    struct
    {
      double low;
      double high;
    } range;
    struct
    {
      guint64 mask;
      guint64 wanted;
    } bits;
    const guint8 *verdicts;
    struct
    {
      gint64 within;           /* seconds */
      gint32 slack;            /* so near to the end of that time the calendar has to say */
      guint8 since_entry;
      guint8 is_any;           /* one event is as good as many */
    } event;
  } to;
} Quick;

typedef struct _Node Node;

struct _ParcoursPredicate
{
  ParcoursFrame *frame;        /* (owned) */
  GPtrArray *conditions;       /* (owned) (element-type ParcoursCondition) the condition, and segments in it */
  GPtrArray *wheres;           /* (owned) (element-type ParcoursWhere) filters made here */
  char *automation;            /* (owned) (nullable) */
  const ParcoursZone *zone;    /* (nullable) of the automation, or the contact's */
  GArray *leaves;              /* (owned) (element-type Leaf) */
  Quick *quick;                /* (owned) (array) a leaf each */
  Node *root;                  /* (owned) */
  int entry;
  guint64 reads;
  gboolean timed;
};

typedef enum
{
  FOUND_NONE,
  FOUND_ONE,
  FOUND_UNSURE,
} QuickFound;

QuickFound parcours_quick_find         (const Quick             *quick,
                                        const ParcoursState     *state);
gboolean parcours_predicate_test_from (const ParcoursPredicate *predicate,
                                       int                      first,
                                       const ParcoursState     *state);

/* What some days of a calendar and as many of 24 hours can differ by, and more. */
#define PARCOURS_CALENDAR_SLACK (2 * PARCOURS_DAY)

static inline gboolean
parcours_quick_in_range (const Quick         *quick,
                         const ParcoursState *state)
{
  double number = state->slots[quick->slot].number;

  return number >= quick->to.range.low && number <= quick->to.range.high;
}

static inline gboolean
parcours_quick_has_bits (const Quick         *quick,
                         const ParcoursState *state)
{
  return (state->sets[quick->slot] & quick->to.bits.mask) == quick->to.bits.wanted;
}

/* Whether the last event tells; what came after a limit or too near to the end of the window takes a closer look. */
static inline QuickFound
parcours_quick_look (const Quick         *quick,
                     const ParcoursState *state)
{
  const ParcoursHits *hits = &state->hits[quick->slot];
  const ParcoursHit *last;

  if (hits->n == 0)
    return FOUND_NONE;
  last = &hits->hits[hits->n - 1];

  return quick->to.event.is_any && last->order < state->order_limit &&
                 (!quick->to.event.since_entry || last->order >= state->entry_order) &&
                 last->at > state->now - quick->to.event.within + quick->to.event.slack
           ? FOUND_ONE : FOUND_UNSURE;
}

/* As parcours_predicate_test(), without a call. Returns 0 if the condition holds, else 1. */
G_ALWAYS_INLINE static inline guint
parcours_predicate_port_quickly (const ParcoursPredicate *predicate,
                                 const ParcoursState     *state)
{
  const Quick *leaves = predicate->quick;
  int i = predicate->entry;

  while (i >= 0)
    {
      const Quick *quick = &leaves[i];

      if (quick->op == QUICK_NUMBER)
        {
          i = parcours_quick_in_range (quick, state) ? quick->on_true : quick->on_false;
        }
      else if (quick->op == QUICK_SET)
        {
          i = parcours_quick_has_bits (quick, state) ? quick->on_true : quick->on_false;
        }
      else if (quick->op == QUICK_EVENT && state->hits[quick->slot].n == 0)
        {
          i = quick->on_true;
        }
      else if (quick->op == QUICK_TEXT && state->slots[quick->slot].text < quick->n_verdicts &&
               quick->to.verdicts[state->slots[quick->slot].text] != 0)
        {
          i = quick->to.verdicts[state->slots[quick->slot].text] == 2 ? quick->on_true : quick->on_false;
        }
      else
        {
          return parcours_predicate_test_from (predicate, i, state) ? 0 : 1;
        }
    }

  return (guint) ~i;
}

G_ALWAYS_INLINE static inline gboolean
parcours_predicate_test_quickly (const ParcoursPredicate *predicate,
                                 const ParcoursState     *state)
{
  return parcours_predicate_port_quickly (predicate, state) == 0;
}

G_END_DECLS
