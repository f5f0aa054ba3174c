/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "parcours-duration.h"

G_BEGIN_DECLS

/**
 * ParcoursTimeRef:
 * @kind: what the reference is
 * @day: for a date, the day
 * @at: for an instant, the instant
 * @offset: for a relative time, the distance from today (calendar units) and from now (elapsed ones)
 *
 * T of the vocabulary, section 4: a date, an instant, `today`, or a duration from now, negative = past.
 */
typedef struct
{
  enum
  {
    PARCOURS_TIME_DATE,
    PARCOURS_TIME_INSTANT,
    PARCOURS_TIME_RELATIVE,
  } kind;
  gint32 day;
  gint64 at;
  ParcoursDuration offset;
} ParcoursTimeRef;

gboolean parcours_time_ref_parse    (const char            *text,
                                     ParcoursTimeRef       *ref);
gboolean parcours_time_ref_is_fixed (const ParcoursTimeRef *ref);
gint32   parcours_time_ref_day      (const ParcoursTimeRef *ref,
                                     gint64                 now,
                                     const ParcoursZone    *zone);
gint64   parcours_time_ref_start    (const ParcoursTimeRef *ref,
                                     gint64                 now,
                                     const ParcoursZone    *zone);
gint64   parcours_time_ref_end      (const ParcoursTimeRef *ref,
                                     gint64                 now,
                                     const ParcoursZone    *zone);
gint64   parcours_time_ref_passes   (const ParcoursTimeRef *ref,
                                     gint64                 first,
                                     gint64                 last,
                                     gint64                 now,
                                     const ParcoursZone    *zone);

/**
 * ParcoursOp:
 *
 * The operators of the vocabulary, section 4, and `matches-url`, which compares a
 * URL with a URL pattern, where case counts outside the host.
 */
typedef enum
{
  PARCOURS_OP_IS,
  PARCOURS_OP_IS_NOT,
  PARCOURS_OP_CONTAINS,
  PARCOURS_OP_NOT_CONTAINS,
  PARCOURS_OP_STARTS,
  PARCOURS_OP_ENDS,
  PARCOURS_OP_MATCHES,
  PARCOURS_OP_MATCHES_URL,
  PARCOURS_OP_ONE_OF,
  PARCOURS_OP_NONE_OF,
  PARCOURS_OP_ALL_OF,
  PARCOURS_OP_ANY_OF,
  PARCOURS_OP_EQ,
  PARCOURS_OP_NE,
  PARCOURS_OP_LT,
  PARCOURS_OP_LE,
  PARCOURS_OP_GT,
  PARCOURS_OP_GE,
  PARCOURS_OP_BETWEEN,
  PARCOURS_OP_ANNIVERSARY,
  PARCOURS_OP_EMPTY,
  PARCOURS_OP_NOT_EMPTY,
} ParcoursOp;

gboolean    parcours_op_parse      (const char *text,
                                    ParcoursOp *op);
const char *parcours_op_name       (ParcoursOp  op);
gboolean    parcours_op_on_missing (ParcoursOp  op);

/**
 * ParcoursComparison:
 * @op: from %PARCOURS_OP_EQ to %PARCOURS_OP_BETWEEN
 * @low: the number compared with, or the lower end
 * @high: for %PARCOURS_OP_BETWEEN the upper end
 * @has_number: whether the literals are numbers
 * @low_time: the same as a time
 * @high_time: the same as a time
 * @has_time: whether the literals are times
 *
 * CMP of the vocabulary, section 4: `">=10"`, `"1..5"`, `"<-PT1H"`, or a bare number.
 */
typedef struct
{
  ParcoursOp op;
  double low;
  double high;
  gboolean has_number;
  ParcoursTimeRef low_time;
  ParcoursTimeRef high_time;
  gboolean has_time;
} ParcoursComparison;

gboolean parcours_comparison_parse      (const char               *text,
                                         ParcoursComparison       *comparison);
gboolean parcours_comparison_parse_json (JsonNode                 *node,
                                         ParcoursComparison       *comparison);
char    *parcours_comparison_format     (const ParcoursComparison *comparison);

/**
 * parcours_comparison_test:
 * @comparison: a comparison of numbers
 * @number: a number
 *
 * Returns: whether @number passes
 */
static inline gboolean
parcours_comparison_test (const ParcoursComparison *comparison,
                          double                    number)
{
  switch (comparison->op)
    {
    case PARCOURS_OP_EQ:
      return number == comparison->low;
    case PARCOURS_OP_NE:
      return number != comparison->low;
    case PARCOURS_OP_LT:
      return number < comparison->low;
    case PARCOURS_OP_LE:
      return number <= comparison->low;
    case PARCOURS_OP_GT:
      return number > comparison->low;
    case PARCOURS_OP_GE:
      return number >= comparison->low;
    case PARCOURS_OP_BETWEEN:
      return number >= comparison->low && number <= comparison->high;
    default:
      return FALSE;
    }
}

gboolean parcours_comparison_test_instant (const ParcoursComparison *comparison,
                                           gint64                    at,
                                           gint64                    now,
                                           const ParcoursZone       *zone);
gboolean parcours_comparison_test_day     (const ParcoursComparison *comparison,
                                           gint32                    day,
                                           gint64                    now,
                                           const ParcoursZone       *zone);

G_END_DECLS
