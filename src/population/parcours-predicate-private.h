/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-predicate-quick.h"

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
struct _Node
{
  ParcoursConditionKind kind;
  GPtrArray *children; /* (owned) (nullable) (element-type Node) */
  int leaf;
  const ParcoursCondition *condition;
};

void     parcours_predicate_pack     (ParcoursPredicate       *predicate);
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
