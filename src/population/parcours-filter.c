/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "parcours-filter.h"
#include "parcours-text.h"

/* How many texts a filter remembers. */
#define N_VERDICTS 64

struct _ParcoursFilter
{
  int kind;                 /* as in ParcoursWhere */
  ParcoursFilter **children; /* (owned) (array length=n_children) */
  guint n_children;
  GQuark *path;             /* (owned) (array length=n_path) */
  guint n_path;
  const ParcoursTest *test; /* (owned by where) */
  guint32 *texts;           /* (owned) (array length=test->n_literals) the folded literals */
  ParcoursFilter *nested;   /* (owned) (nullable) */
  ParcoursTexts *pool;      /* (owned) */
  gint verdicts[N_VERDICTS]; /* atomic: on texts that were looked at letter by letter, see look_closely() */
};

static ParcoursFilter *compile (const ParcoursWhere *where,
                                ParcoursTexts       *texts);

static void
compile_test (ParcoursFilter      *filter,
              const ParcoursWhere *where)
{
  const ParcoursTest *test = &where->test;

  filter->n_path = g_strv_length (where->path);
  filter->path = g_new (GQuark, filter->n_path);
  for (guint i = 0; i < filter->n_path; i++)
    filter->path[i] = g_quark_from_string (where->path[i]);
  filter->test = test;
  filter->texts = g_new0 (guint32, test->n_literals);
  for (guint i = 0; i < test->n_literals; i++)
    filter->texts[i] = parcours_texts_intern (filter->pool, test->texts[i]);
  if (test->where != NULL)
    filter->nested = compile (test->where, filter->pool);
}

static ParcoursFilter *
compile (const ParcoursWhere *where,
         ParcoursTexts       *texts)
{
  ParcoursFilter *filter = g_new0 (ParcoursFilter, 1);

  filter->kind = where->kind;
  filter->pool = parcours_texts_ref (texts);
  if (where->kind == PARCOURS_WHERE_KEY)
    {
      compile_test (filter, where);
      return filter;
    }
  filter->n_children = where->children->len;
  filter->children = g_new (ParcoursFilter *, filter->n_children);
  for (guint i = 0; i < filter->n_children; i++)
    filter->children[i] = compile (g_ptr_array_index (where->children, i), texts);

  return filter;
}

/**
 * parcours_filter_new:
 * @where: (nullable): a filter, which has to outlive the result
 * @texts: the pool of the values that it will meet
 *
 * Returns: (transfer full) (nullable): the compiled filter, %NULL for one that lets everything pass
 */
ParcoursFilter *
parcours_filter_new (const ParcoursWhere *where,
                     ParcoursTexts       *texts)
{
  return parcours_where_is_empty (where) ? NULL : compile (where, texts);
}

/**
 * parcours_filter_free:
 * @filter: (transfer full): a filter
 */
void
parcours_filter_free (ParcoursFilter *filter)
{
  for (guint i = 0; i < filter->n_children; i++)
    parcours_filter_free (filter->children[i]);
  g_free (filter->children);
  g_free (filter->path);
  g_free (filter->texts);
  g_clear_pointer (&filter->nested, parcours_filter_free);
  parcours_texts_unref (filter->pool);
  g_free (filter);
}

static gboolean
is_negative (ParcoursOp op)
{
  return op == PARCOURS_OP_IS_NOT || op == PARCOURS_OP_NONE_OF || op == PARCOURS_OP_NOT_CONTAINS ||
         op == PARCOURS_OP_NE;
}

static gboolean
text_has_literal (const ParcoursFilter *filter,
                  guint32               text)
{
  guint32 folded = parcours_texts_fold (filter->pool, text);

  for (guint i = 0; i < filter->test->n_literals; i++)
    {
      if (filter->texts[i] == folded)
        return TRUE;
    }

  return FALSE;
}

static gboolean
compare_letters (const ParcoursFilter *filter,
                 guint32               value)
{
  const ParcoursTest *test = filter->test;
  const char *literal = test->texts != NULL ? test->texts[0] : "";
  const char *text = parcours_texts_get_folded (filter->pool, value);

  switch (test->op)
    {
    case PARCOURS_OP_IS:
    case PARCOURS_OP_MATCHES:
      return parcours_pattern_match (literal, text);
    case PARCOURS_OP_MATCHES_URL:
      return value < PARCOURS_TEXT_SERIAL &&
             parcours_url_match (literal, parcours_texts_get (filter->pool, value));
    case PARCOURS_OP_CONTAINS:
      return strstr (text, literal) != NULL;
    case PARCOURS_OP_NOT_CONTAINS:
      return strstr (text, literal) == NULL;
    case PARCOURS_OP_STARTS:
      return g_str_has_prefix (text, literal);
    case PARCOURS_OP_ENDS:
      return g_str_has_suffix (text, literal);
    default:
      return FALSE;
    }
}

/* People visit the same few pages, so a verdict is kept with the number of its text. */
static gboolean
look_closely (ParcoursFilter *filter,
              guint32         value)
{
  gint *place = &filter->verdicts[value % N_VERDICTS];
  guint32 known = (guint32) g_atomic_int_get (place);
  gboolean verdict;

  if (value == PARCOURS_TEXT_MISSING || value >= PARCOURS_TEXT_SERIAL)
    return compare_letters (filter, value);
  if (known >> 1 == value)
    return known & 1;
  verdict = compare_letters (filter, value);
  g_atomic_int_set (place, (gint) (value << 1 | (guint32) verdict));

  return verdict;
}

static gboolean
test_text (const ParcoursFilter *filter,
           guint32               value)
{
  const ParcoursTest *test = filter->test;

  if (test->op == PARCOURS_OP_NOT_EMPTY)
    return TRUE;
  if (!test->is_pattern && (test->op == PARCOURS_OP_IS || test->op == PARCOURS_OP_ONE_OF ||
                            test->op == PARCOURS_OP_ANY_OF || test->op == PARCOURS_OP_EQ))
    return text_has_literal (filter, value);
  if (test->op == PARCOURS_OP_IS_NOT || test->op == PARCOURS_OP_NONE_OF || test->op == PARCOURS_OP_NE)
    return !text_has_literal (filter, value);

  return look_closely ((ParcoursFilter *) filter, value);
}

static gboolean
test_number (const ParcoursFilter *filter,
             double                number)
{
  const ParcoursTest *test = filter->test;
  gboolean among = FALSE;

  if (test->op == PARCOURS_OP_NOT_EMPTY)
    return TRUE;
  if (test->has_comparison && test->comparison.has_number)
    return parcours_comparison_test (&test->comparison, number);
  for (guint i = 0; i < test->n_literals; i++)
    among |= test->numbers[i] == number;

  return is_negative (test->op) ? !among : among;
}

static gboolean
compare_time (const ParcoursComparison *comparison,
              ParcoursValue             value,
              gint64                    now,
              const ParcoursZone       *zone)
{
  if (value.type == PARCOURS_VALUE_DAY)
    return parcours_comparison_test_day (comparison, value.day, now, zone);

  return parcours_comparison_test_instant (comparison, value.at, now, zone);
}

static gboolean
test_time (const ParcoursFilter *filter,
           ParcoursValue         value,
           gint64                now,
           const ParcoursZone   *zone)
{
  const ParcoursTest *test = filter->test;
  ParcoursComparison comparison = { .op = PARCOURS_OP_EQ, .has_time = TRUE };
  gboolean among = FALSE;

  if (test->op == PARCOURS_OP_NOT_EMPTY)
    return TRUE;
  if (test->has_comparison && test->comparison.has_time)
    return compare_time (&test->comparison, value, now, zone);
  for (guint i = 0; i < test->n_literals && !among; i++)
    {
      comparison.low_time = test->times[i];
      among = test->is_time[i] && compare_time (&comparison, value, now, zone);
    }

  return is_negative (test->op) ? !among : among;
}

static ParcoursValue
lookup_object (gconstpointer source,
               GQuark        key)
{
  return parcours_object_get (source, key);
}

static gboolean
test_bool (const ParcoursFilter *filter,
           gboolean              boolean)
{
  gboolean same = filter->test->has_boolean &&
                  (filter->test->has_both_booleans || !filter->test->boolean == !boolean);

  if (filter->test->op == PARCOURS_OP_NOT_EMPTY)
    return TRUE;

  return is_negative (filter->test->op) ? !same : same;
}

static gboolean
test_missing (const ParcoursFilter *filter)
{
  /* A missing boolean is false. */
  if (filter->test->has_boolean)
    return test_bool (filter, FALSE);

  return filter->nested == NULL && parcours_op_on_missing (filter->test->op);
}

static gboolean test_value (const ParcoursFilter *filter,
                            ParcoursValue         value,
                            guint                 depth,
                            gint64                now,
                            const ParcoursZone   *zone);

/* An array passes if one element does; a negative test must hold for all. */
static gboolean
test_array (const ParcoursFilter *filter,
            const ParcoursArray  *array,
            guint                 depth,
            gint64                now,
            const ParcoursZone   *zone)
{
  gboolean negative = filter->nested == NULL && is_negative (filter->test->op);

  if (filter->test->op == PARCOURS_OP_EMPTY || filter->test->op == PARCOURS_OP_NOT_EMPTY)
    return (array->n_values == 0) == (filter->test->op == PARCOURS_OP_EMPTY);
  if (filter->test->op == PARCOURS_OP_ALL_OF)
    {
      for (guint i = 0; i < filter->test->n_literals; i++)
        {
          gboolean found = FALSE;

          for (guint j = 0; j < array->n_values; j++)
            found |= array->values[j].type == PARCOURS_VALUE_TEXT &&
                     parcours_texts_fold (filter->pool, array->values[j].text) == filter->texts[i];
          if (!found)
            return FALSE;
        }
      return TRUE;
    }
  for (guint i = 0; i < array->n_values; i++)
    {
      if (test_value (filter, array->values[i], depth, now, zone) != negative)
        return !negative;
    }

  return negative;
}

static gboolean
test_value (const ParcoursFilter *filter,
            ParcoursValue         value,
            guint                 depth,
            gint64                now,
            const ParcoursZone   *zone)
{
  if (value.type == PARCOURS_VALUE_ARRAY)
    return test_array (filter, value.array, depth, now, zone);
  if (depth < filter->n_path)
    {
      if (value.type != PARCOURS_VALUE_OBJECT)
        return test_missing (filter);
      return test_value (filter, parcours_object_get (value.object, filter->path[depth]), depth + 1, now, zone);
    }
  if (filter->nested != NULL)
    return value.type == PARCOURS_VALUE_OBJECT &&
           parcours_filter_test (filter->nested, value.object, lookup_object, now, zone);

  switch (value.type)
    {
    case PARCOURS_VALUE_MISSING:
      return test_missing (filter);
    case PARCOURS_VALUE_NUMBER:
      return filter->test->op != PARCOURS_OP_EMPTY && test_number (filter, value.number);
    case PARCOURS_VALUE_TEXT:
      return filter->test->op != PARCOURS_OP_EMPTY && test_text (filter, value.text);
    case PARCOURS_VALUE_BOOL:
      return filter->test->op != PARCOURS_OP_EMPTY && test_bool (filter, value.boolean);
    case PARCOURS_VALUE_INSTANT:
    case PARCOURS_VALUE_DAY:
      return filter->test->op != PARCOURS_OP_EMPTY && test_time (filter, value, now, zone);
    case PARCOURS_VALUE_OBJECT:
    default:
      return filter->test->op == PARCOURS_OP_NOT_EMPTY;
    case PARCOURS_VALUE_ARRAY:
      g_assert_not_reached ();
    }
}

/**
 * parcours_filter_test:
 * @filter: (nullable): a filter, %NULL lets everything pass
 * @source: what is tested
 * @lookup: (scope call): gives the values of @source
 * @now: the instant of evaluation, for relative times
 * @zone: the zone of evaluation
 *
 * Returns: whether @source passes
 */
gboolean
parcours_filter_test (const ParcoursFilter *filter,
                      gconstpointer         source,
                      ParcoursLookup        lookup,
                      gint64                now,
                      const ParcoursZone   *zone)
{
  if (filter == NULL)
    return TRUE;
  if (filter->kind == PARCOURS_WHERE_KEY)
    return test_value (filter, lookup (source, filter->path[0]), 1, now, zone);
  for (guint i = 0; i < filter->n_children; i++)
    {
      gboolean passes = parcours_filter_test (filter->children[i], source, lookup, now, zone);

      if (filter->kind == PARCOURS_WHERE_ALL && !passes)
        return FALSE;
      if (filter->kind != PARCOURS_WHERE_ALL && passes)
        return filter->kind == PARCOURS_WHERE_ANY;
    }

  return filter->kind != PARCOURS_WHERE_ANY;
}

/**
 * parcours_filter_test_object:
 * @filter: (nullable): a filter, %NULL lets everything pass
 * @object: (nullable): a payload or a record
 * @now: the instant of evaluation, for relative times
 * @zone: the zone of evaluation
 *
 * Returns: whether @object passes
 */
gboolean
parcours_filter_test_object (const ParcoursFilter *filter,
                             const ParcoursObject *object,
                             gint64                now,
                             const ParcoursZone   *zone)
{
  return parcours_filter_test (filter, object, lookup_object, now, zone);
}

static gint64
earliest (gint64 a,
          gint64 b)
{
  return MIN (a, b);
}

static gint64
next_change_of_ref (const ParcoursTimeRef *ref,
                    ParcoursValue          value,
                    gint64                 now,
                    const ParcoursZone    *zone)
{
  if (value.type == PARCOURS_VALUE_DAY)
    return parcours_time_ref_passes (ref, parcours_zone_to_utc (zone, (gint64) value.day * PARCOURS_DAY),
                                     parcours_zone_to_utc (zone, ((gint64) value.day + 1) * PARCOURS_DAY) - 1, now, zone);

  return parcours_time_ref_passes (ref, value.at, value.at, now, zone);
}

static gint64
next_change_of_value (const ParcoursFilter *filter,
                      ParcoursValue         value,
                      guint                 depth,
                      gint64                now,
                      const ParcoursZone   *zone)
{
  const ParcoursTest *test = filter->test;
  gint64 next = PARCOURS_INSTANT_NEVER;

  if (value.type == PARCOURS_VALUE_ARRAY)
    {
      for (guint i = 0; i < value.array->n_values; i++)
        next = earliest (next, next_change_of_value (filter, value.array->values[i], depth, now, zone));
      return next;
    }
  if (value.type == PARCOURS_VALUE_OBJECT && depth < filter->n_path)
    return next_change_of_value (filter, parcours_object_get (value.object, filter->path[depth]), depth + 1, now, zone);
  if (value.type == PARCOURS_VALUE_OBJECT && filter->nested != NULL)
    return parcours_filter_next_change (filter->nested, value.object, lookup_object, now, zone);
  if (value.type != PARCOURS_VALUE_INSTANT && value.type != PARCOURS_VALUE_DAY)
    return next;
  if (test->has_comparison && test->comparison.has_time)
    {
      next = next_change_of_ref (&test->comparison.low_time, value, now, zone);
      if (test->comparison.op == PARCOURS_OP_BETWEEN)
        next = earliest (next, next_change_of_ref (&test->comparison.high_time, value, now, zone));
      return next;
    }
  for (guint i = 0; i < test->n_literals; i++)
    {
      if (test->is_time[i])
        next = earliest (next, next_change_of_ref (&test->times[i], value, now, zone));
    }

  return next;
}

/**
 * parcours_filter_next_change:
 * @filter: (nullable): a filter
 * @source: a record, or an event
 * @lookup: (scope call): gives the values of @source
 * @now: an instant
 * @zone: the zone of evaluation
 *
 * Returns: the first instant after @now at which it may pass or fail otherwise, because a time in
 *   the filter is relative, or an earlier one; %PARCOURS_INSTANT_NEVER if there is none
 */
gint64
parcours_filter_next_change (const ParcoursFilter *filter,
                             gconstpointer         source,
                             ParcoursLookup        lookup,
                             gint64                now,
                             const ParcoursZone   *zone)
{
  gint64 next = PARCOURS_INSTANT_NEVER;

  if (filter == NULL)
    return next;
  if (filter->kind == PARCOURS_WHERE_KEY)
    return next_change_of_value (filter, lookup (source, filter->path[0]), 1, now, zone);
  for (guint i = 0; i < filter->n_children; i++)
    next = earliest (next, parcours_filter_next_change (filter->children[i], source, lookup, now, zone));

  return next;
}
