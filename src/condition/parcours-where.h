/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-comparison.h"

G_BEGIN_DECLS

typedef struct _ParcoursWhere ParcoursWhere;

/**
 * ParcoursTest:
 * @op: the operator
 * @written: (array zero-terminated=1): the literals as somebody wrote them
 * @texts: (array zero-terminated=1): the literals as folded texts or patterns
 * @numbers: (array length=n_literals): the literals as numbers, NAN where they are none
 * @times: (array length=n_literals): the literals as times
 * @is_time: (array length=n_literals): which of @times mean something
 * @n_literals: how many literals there are
 * @boolean: for a literal `true` or `false`, its value
 * @has_boolean: whether the literal is a boolean
 * @has_both_booleans: whether there are several, of both values
 * @comparison: the literal read as CMP
 * @has_comparison: whether it can be read so
 * @is_pattern: whether the first text holds a `*` and so is a pattern
 * @where: (nullable): what an object, or one element of an array, must pass instead
 *
 * TEST of the vocabulary, section 4. What a literal means depends on the value
 * tested, so every reading that it has is kept.
 */
typedef struct
{
  ParcoursOp op;
  char **written;
  char **texts;
  double *numbers;
  ParcoursTimeRef *times;
  gboolean *is_time;
  guint n_literals;
  gboolean boolean;
  gboolean has_boolean;
  gboolean has_both_booleans;
  ParcoursComparison comparison;
  gboolean has_comparison;
  gboolean is_pattern;
  ParcoursWhere *where;
} ParcoursTest;

/**
 * ParcoursWhere:
 * @kind: a group, or the test of one key
 * @children: (element-type ParcoursWhere): of a group
 * @path: (array zero-terminated=1): of a test, the key, and for `items.product` the keys on the way
 * @test: of a test, what the value must pass
 *
 * WHERE of the vocabulary, section 4: a filter over the keys of a payload or the columns of a record.
 */
struct _ParcoursWhere
{
  enum
  {
    PARCOURS_WHERE_ALL,
    PARCOURS_WHERE_ANY,
    PARCOURS_WHERE_NONE,
    PARCOURS_WHERE_KEY,
  } kind;
  GPtrArray *children;
  char **path;
  ParcoursTest test;
};

ParcoursWhere *parcours_where_parse      (JsonNode            *node,
                                          GError             **error);
void           parcours_where_free       (ParcoursWhere       *where);
gboolean       parcours_where_is_empty   (const ParcoursWhere *where);
gboolean       parcours_where_is_timed   (const ParcoursWhere *where);

typedef void (*ParcoursWhereFunc)        (const ParcoursWhere *where,
                                          gpointer             user_data);
void           parcours_where_foreach    (const ParcoursWhere *where,
                                          ParcoursWhereFunc    func,
                                          gpointer             user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursWhere, parcours_where_free)

G_END_DECLS
