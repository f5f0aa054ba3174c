/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-comparison.h"
#include "parcours-json.h"
#include "parcours-text.h"

static const char *op_names[] = {
  [PARCOURS_OP_IS] = "is",
  [PARCOURS_OP_IS_NOT] = "is-not",
  [PARCOURS_OP_CONTAINS] = "contains",
  [PARCOURS_OP_NOT_CONTAINS] = "not-contains",
  [PARCOURS_OP_STARTS] = "starts",
  [PARCOURS_OP_ENDS] = "ends",
  [PARCOURS_OP_MATCHES] = "matches",
  [PARCOURS_OP_MATCHES_URL] = "matches-url",
  [PARCOURS_OP_ONE_OF] = "one-of",
  [PARCOURS_OP_NONE_OF] = "none-of",
  [PARCOURS_OP_ALL_OF] = "all-of",
  [PARCOURS_OP_ANY_OF] = "any-of",
  [PARCOURS_OP_EQ] = "=",
  [PARCOURS_OP_NE] = "!=",
  [PARCOURS_OP_LT] = "<",
  [PARCOURS_OP_LE] = "<=",
  [PARCOURS_OP_GT] = ">",
  [PARCOURS_OP_GE] = ">=",
  [PARCOURS_OP_BETWEEN] = "between",
  [PARCOURS_OP_ANNIVERSARY] = "anniversary",
  [PARCOURS_OP_EMPTY] = "empty",
  [PARCOURS_OP_NOT_EMPTY] = "not-empty",
};

/**
 * parcours_op_parse:
 * @text: (nullable): the name of an operator
 * @op: (out): the operator
 *
 * Returns: whether @text names an operator
 */
gboolean
parcours_op_parse (const char *text,
                   ParcoursOp *op)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (op_names); i++)
    {
      if (g_str_equal (op_names[i], text))
        {
          *op = (ParcoursOp) i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * parcours_op_name:
 * @op: an operator
 *
 * Returns: (transfer none): its name in files
 */
const char *
parcours_op_name (ParcoursOp op)
{
  return op_names[op];
}

/**
 * parcours_op_on_missing:
 * @op: an operator
 *
 * Returns: what the operator says of a missing value: only the negative ones are true
 */
gboolean
parcours_op_on_missing (ParcoursOp op)
{
  switch (op)
    {
    case PARCOURS_OP_IS_NOT:
    case PARCOURS_OP_NE:
    case PARCOURS_OP_NOT_CONTAINS:
    case PARCOURS_OP_NONE_OF:
    case PARCOURS_OP_EMPTY:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * parcours_time_ref_parse:
 * @text: a date, an instant, `today`, or a duration with or without a minus sign
 * @ref: (out): what it refers to
 *
 * Returns: whether @text is one of these
 */
gboolean
parcours_time_ref_parse (const char      *text,
                         ParcoursTimeRef *ref)
{
  *ref = (ParcoursTimeRef){ PARCOURS_TIME_RELATIVE };
  if (g_str_equal (text, "today"))
    return TRUE;
  if (parcours_offset_parse (text, &ref->offset))
    return TRUE;
  if (parcours_day_parse (text, &ref->day))
    {
      ref->kind = PARCOURS_TIME_DATE;
      return TRUE;
    }
  ref->kind = PARCOURS_TIME_INSTANT;

  return parcours_instant_parse (text, &ref->at);
}

/**
 * parcours_time_ref_is_fixed:
 * @ref: a reference
 *
 * Returns: whether the reference means the same at every instant
 */
gboolean
parcours_time_ref_is_fixed (const ParcoursTimeRef *ref)
{
  return ref->kind != PARCOURS_TIME_RELATIVE;
}

/**
 * parcours_time_ref_day:
 * @ref: a reference
 * @now: the instant of evaluation
 * @zone: the zone of evaluation
 *
 * Returns: the day it means; calendar units count from today, elapsed ones from now
 */
gint32
parcours_time_ref_day (const ParcoursTimeRef *ref,
                       gint64                 now,
                       const ParcoursZone    *zone)
{
  switch (ref->kind)
    {
    case PARCOURS_TIME_DATE:
      return ref->day;
    case PARCOURS_TIME_INSTANT:
      return parcours_local_day (parcours_zone_to_local (zone, ref->at));
    case PARCOURS_TIME_RELATIVE:
    default:
      return parcours_local_day (parcours_zone_to_local (zone, parcours_duration_add (&ref->offset, now, zone)));
    }
}

/* Whole days stand for all of themselves; an elapsed offset is an exact instant. */
static gboolean
is_whole_day (const ParcoursTimeRef *ref)
{
  return ref->kind == PARCOURS_TIME_DATE || (ref->kind == PARCOURS_TIME_RELATIVE && ref->offset.seconds == 0);
}

/**
 * parcours_time_ref_start:
 * @ref: a reference
 * @now: the instant of evaluation
 * @zone: the zone of evaluation
 *
 * Returns: the instant it means, or the first of the day it means
 */
gint64
parcours_time_ref_start (const ParcoursTimeRef *ref,
                         gint64                 now,
                         const ParcoursZone    *zone)
{
  if (is_whole_day (ref))
    return parcours_zone_to_utc (zone, (gint64) parcours_time_ref_day (ref, now, zone) * PARCOURS_DAY);

  return ref->kind == PARCOURS_TIME_INSTANT ? ref->at : parcours_duration_add (&ref->offset, now, zone);
}

/**
 * parcours_time_ref_end:
 * @ref: a reference
 * @now: the instant of evaluation
 * @zone: the zone of evaluation
 *
 * Returns: the instant it means, or the last second of the day it means
 */
gint64
parcours_time_ref_end (const ParcoursTimeRef *ref,
                       gint64                 now,
                       const ParcoursZone    *zone)
{
  if (is_whole_day (ref))
    return parcours_zone_to_utc (zone, (gint64) (parcours_time_ref_day (ref, now, zone) + 1) * PARCOURS_DAY) - 1;

  return parcours_time_ref_start (ref, now, zone);
}

/**
 * parcours_time_ref_passes:
 * @ref: a reference
 * @first: the first instant of what is compared with it
 * @last: the last one: the same, or the last second of a day
 * @now: the instant of evaluation
 * @zone: the zone of evaluation
 *
 * Returns: the first instant after @now at which what is compared may lie otherwise, before it, in it or behind it;
 *   whole days may be told of every midnight. %PARCOURS_INSTANT_NEVER if there is none
 */
gint64
parcours_time_ref_passes (const ParcoursTimeRef *ref,
                          gint64                 first,
                          gint64                 last,
                          gint64                 now,
                          const ParcoursZone    *zone)
{
  gint64 comes, goes;

  if (parcours_time_ref_is_fixed (ref))
    return PARCOURS_INSTANT_NEVER;
  if (is_whole_day (ref))
    return parcours_zone_next_midnight (zone, now);
  comes = parcours_duration_next_crossing (&ref->offset, first, now, zone);
  goes = parcours_duration_next_crossing (&ref->offset, last + 1, now, zone);

  return MIN (comes, goes);
}

static gboolean
parse_literal (const char      *text,
               double          *number,
               ParcoursTimeRef *time,
               gboolean        *is_number,
               gboolean        *is_time)
{
  *is_number = parcours_number_parse (text, number);
  *is_time = parcours_time_ref_parse (text, time);

  return *is_number || *is_time;
}

static gboolean
parse_range (const char         *text,
             const char         *dots,
             ParcoursComparison *comparison)
{
  g_autofree char *low = g_strndup (text, dots - text);
  gboolean low_number, low_time, high_number, high_time;

  if (!parse_literal (low, &comparison->low, &comparison->low_time, &low_number, &low_time) ||
      !parse_literal (dots + 2, &comparison->high, &comparison->high_time, &high_number, &high_time))
    return FALSE;
  comparison->op = PARCOURS_OP_BETWEEN;
  comparison->has_number = low_number && high_number;
  comparison->has_time = low_time && high_time;

  return comparison->has_number || comparison->has_time;
}

/**
 * parcours_comparison_parse:
 * @text: such as `>=10`, `1..5`, `<2026-03-01`, `=0`
 * @comparison: (out): the comparison
 *
 * Returns: whether @text is a comparison
 */
gboolean
parcours_comparison_parse (const char         *text,
                           ParcoursComparison *comparison)
{
  static const ParcoursOp ops[] = { PARCOURS_OP_LE, PARCOURS_OP_GE, PARCOURS_OP_NE,
                                    PARCOURS_OP_LT, PARCOURS_OP_GT, PARCOURS_OP_EQ };
  const char *dots = strstr (text, "..");

  *comparison = (ParcoursComparison){ 0 };
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      if (!g_str_has_prefix (text, op_names[ops[i]]))
        continue;
      comparison->op = ops[i];
      return parse_literal (text + strlen (op_names[ops[i]]), &comparison->low, &comparison->low_time,
                            &comparison->has_number, &comparison->has_time);
    }

  return dots != NULL && parse_range (text, dots, comparison);
}

/**
 * parcours_comparison_parse_json:
 * @node: a text as for parcours_comparison_parse(), or a number to equal
 * @comparison: (out): the comparison
 *
 * Returns: whether @node is a comparison
 */
gboolean
parcours_comparison_parse_json (JsonNode           *node,
                                ParcoursComparison *comparison)
{
  const char *text = parcours_json_string (node);

  if (text != NULL)
    return parcours_comparison_parse (text, comparison);
  *comparison = (ParcoursComparison){ .op = PARCOURS_OP_EQ, .has_number = TRUE };

  return parcours_json_number (node, &comparison->low);
}

/**
 * parcours_comparison_format:
 * @comparison: a comparison of numbers
 *
 * Returns: (transfer full): it as text
 */
char *
parcours_comparison_format (const ParcoursComparison *comparison)
{
  g_autofree char *low = parcours_number_format (comparison->low);
  g_autofree char *high = NULL;

  if (comparison->op != PARCOURS_OP_BETWEEN)
    return g_strconcat (op_names[comparison->op], low, NULL);
  high = parcours_number_format (comparison->high);

  return g_strconcat (low, "..", high, NULL);
}

/**
 * parcours_comparison_test_instant:
 * @comparison: a comparison of times
 * @at: an instant
 * @now: the instant of evaluation
 * @zone: the zone of evaluation
 *
 * Compared with a whole day, an instant is before it, inside it (equal) or after it.
 *
 * Returns: whether @at passes
 */
gboolean
parcours_comparison_test_instant (const ParcoursComparison *comparison,
                                  gint64                    at,
                                  gint64                    now,
                                  const ParcoursZone       *zone)
{
  gint64 start = parcours_time_ref_start (&comparison->low_time, now, zone);
  gint64 end = parcours_time_ref_end (&comparison->low_time, now, zone);

  switch (comparison->op)
    {
    case PARCOURS_OP_EQ:
      return at >= start && at <= end;
    case PARCOURS_OP_NE:
      return at < start || at > end;
    case PARCOURS_OP_LT:
      return at < start;
    case PARCOURS_OP_LE:
      return at <= end;
    case PARCOURS_OP_GT:
      return at > end;
    case PARCOURS_OP_GE:
      return at >= start;
    case PARCOURS_OP_BETWEEN:
      return at >= start && at <= parcours_time_ref_end (&comparison->high_time, now, zone);
    default:
      return FALSE;
    }
}

/**
 * parcours_comparison_test_day:
 * @comparison: a comparison of times
 * @day: a day
 * @now: the instant of evaluation
 * @zone: the zone of evaluation
 *
 * Returns: whether @day passes
 */
gboolean
parcours_comparison_test_day (const ParcoursComparison *comparison,
                              gint32                    day,
                              gint64                    now,
                              const ParcoursZone       *zone)
{
  ParcoursComparison numbers = { .op = comparison->op };

  numbers.low = parcours_time_ref_day (&comparison->low_time, now, zone);
  if (comparison->op == PARCOURS_OP_BETWEEN)
    numbers.high = parcours_time_ref_day (&comparison->high_time, now, zone);

  return parcours_comparison_test (&numbers, day);
}
