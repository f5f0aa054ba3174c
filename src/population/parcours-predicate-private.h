/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-predicate.h"

G_BEGIN_DECLS

typedef enum
{
  LEAF_FALSE,
  LEAF_MISSING,   /* a field is empty */
  LEAF_NUMBER,
  LEAF_TEXT_IS,   /* one of some texts */
  LEAF_TEXT,      /* a test of the letters */
  LEAF_CHOICES,
  LEAF_BOOL,
  LEAF_DAY,
  LEAF_BIRTHDAY,
  LEAF_INSTANT,
  LEAF_SET,
  LEAF_ANY_SET,
  LEAF_LIST,
  LEAF_ANY_LIST,
  LEAF_CONSENT,
  LEAF_SENDER,
  LEAF_EVENT,
  LEAF_RECORD,
  LEAF_TRIGGER,
  LEAF_AUTOMATION,
  LEAF_NOW,
} LeafOp;

/* Where a jump leads that leaves the condition. */
#define JUMP_TRUE -1
#define JUMP_FALSE -2

/* Bits in words of sets: all, any or none of them must be there. */
typedef struct
{
  guint word;
  guint64 mask;
} SetMask;

typedef struct
{
  LeafOp op;
  gboolean negate;             /* what the test says is turned round */
  gint16 on_true;
  gint16 on_false;
  guint16 slot;                /* a field, list, query, kind, channel or sender */
  ParcoursFieldType type;
  ParcoursOp test;
  ParcoursComparison comparison;
  guint32 *texts;              /* (owned) (nullable) (array length=n_texts) folded */
  guint n_texts;
  char *pattern;               /* (owned) (nullable) folded */
  guint8 *verdicts;            /* (owned) (nullable) per text: 0 not asked yet, 1 no, 2 yes */
  guint n_verdicts;
  guint64 mask;                /* of choices */
  ParcoursSetMode mode;
  SetMask *set_masks;          /* (owned) (nullable) (array length=n_set_masks) */
  guint n_set_masks;
  guint16 *lists;              /* (owned) (nullable) (array length=n_lists) */
  guint n_lists;
  int status;
  const ParcoursCondition *condition; /* (owned by the predicate's condition) */
  ParcoursFilter *filter;      /* (owned) (nullable) */
  guint n_sums;
  int mark;                    /* for "since step", or -1 */
  guint32 automation;          /* a slug's number */
  guint32 step;                /* an id's number, or 0 */
  GQuark entity_key;           /* of the trigger's record */
  GQuark column;               /* of the record that is meant: a field, or a score */
  double start;                /* what a score is that the record has not */
  gboolean timed;              /* the same data may give another answer later */
  gboolean workspace_zone;     /* inside a saved segment */
} Leaf;

/* The tree, for counting and explaining. */
typedef struct _Node Node;
struct _Node
{
  ParcoursConditionKind kind;
  GPtrArray *children; /* (owned) (nullable) (element-type Node) */
  int leaf;
  const ParcoursCondition *condition;
};

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
  } to;
} Quick;

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

void     parcours_predicate_pack     (ParcoursPredicate       *predicate);
gboolean parcours_predicate_test_from (const ParcoursPredicate *predicate,
                                       int                      first,
                                       const ParcoursState     *state);
gboolean parcours_leaf_test          (const ParcoursPredicate *predicate,
                                      const Leaf              *leaf,
                                      const ParcoursState     *state);
gboolean parcours_leaf_test_text     (const ParcoursPredicate *predicate,
                                      const Leaf              *leaf,
                                      guint32                  text);
gboolean parcours_leaf_test_choices  (const Leaf              *leaf,
                                      guint64                  mask);

void     parcours_leaf_count_events  (const ParcoursPredicate *predicate,
                                      const Leaf              *leaf,
                                      const ParcoursState     *state,
                                      guint                   *count,
                                      gint64                  *last,
                                      double                  *sums);
guint    parcours_leaf_count_records (const ParcoursPredicate *predicate,
                                      const Leaf              *leaf,
                                      const ParcoursState     *state);

static inline const ParcoursZone *
parcours_leaf_zone (const ParcoursPredicate *predicate,
                    const Leaf              *leaf,
                    const ParcoursState     *state)
{
  if (leaf->workspace_zone)
    return state->workspace_zone;

  return predicate->zone != NULL ? predicate->zone : state->zone;
}

G_END_DECLS
