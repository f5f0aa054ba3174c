/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One test in words: "the total is more than 100 €". What a literal means
 * depends on what is tested, so each type has sentences of its own. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "parcours-figure.h"
#include "parcours-text.h"
#include "parcours-words-private.h"

static char *
number_figure (ParcoursWordsType    type,
               double               number,
               const ParcoursNames *names)
{
  return type == PARCOURS_WORDS_MONEY ? parcours_names_money (names, number) : parcours_number_to_words (number);
}

/**
 * parcours_words_amount:
 * @type: %PARCOURS_WORDS_MONEY or %PARCOURS_WORDS_NUMBER
 * @comparison: a comparison of numbers
 * @names: (nullable): names
 *
 * Returns: (transfer full): it as an amount: "10 € or more"
 */
char *
parcours_words_amount (ParcoursWordsType         type,
                       const ParcoursComparison *comparison,
                       const ParcoursNames      *names)
{
  g_autofree char *low = number_figure (type, comparison->low, names);
  g_autofree char *high = number_figure (type, comparison->high, names);
  const char *pattern;

  switch (comparison->op)
    {
    case PARCOURS_OP_NE:
      pattern = C_("amount", "other than {n}");
      break;
    case PARCOURS_OP_LT:
      pattern = C_("amount", "less than {n}");
      break;
    case PARCOURS_OP_LE:
      pattern = C_("amount", "{n} or less");
      break;
    case PARCOURS_OP_GT:
      pattern = C_("amount", "more than {n}");
      break;
    case PARCOURS_OP_GE:
      pattern = C_("amount", "{n} or more");
      break;
    case PARCOURS_OP_BETWEEN:
      pattern = C_("amount", "{n} to {high}");
      break;
    default:
      pattern = C_("amount", "{n}");
      break;
    }

  return parcours_phrase_fill (pattern, "n", low, "high", high, NULL);
}

/* What a negative says of missing values, where they can be missing. */
static gboolean
says_missing (const ParcoursSubject *subject)
{
  return !subject->brief && !subject->always_there;
}

static const char *
number_sentence (const ParcoursSubject *subject,
                 ParcoursOp             op)
{
  switch (op)
    {
    case PARCOURS_OP_NE:
      if (!says_missing (subject))
        return C_("number", "{field} is not {n}");
      return subject->noun->feminine ? C_("number, feminine", "{field} is not {n}, or is not known")
                                     : C_("number", "{field} is not {n}, or is not known");
    case PARCOURS_OP_LT:
      return C_("number", "{field} is less than {n}");
    case PARCOURS_OP_LE:
      return C_("number", "{field} is {n} or less");
    case PARCOURS_OP_GT:
      return C_("number", "{field} is more than {n}");
    case PARCOURS_OP_GE:
      return C_("number", "{field} is {n} or more");
    case PARCOURS_OP_BETWEEN:
      return C_("number", "{field} is between {n} and {high}");
    default:
      return C_("number", "{field} is {n}");
    }
}

static char *
number_clause (const ParcoursSubject    *subject,
               const ParcoursComparison *comparison,
               const ParcoursNames      *names)
{
  g_autofree char *low = number_figure (subject->type, comparison->low, names);
  g_autofree char *high = number_figure (subject->type, comparison->high, names);

  return parcours_phrase_fill (number_sentence (subject, comparison->op), "field", subject->noun->text,
                               "n", low, "high", high, NULL);
}

static char *
birthday_figure (const char *text)
{
  int month, day;

  return parcours_birthday_parse (text, &month, &day) ? parcours_birthday_to_words (month, day) : g_strdup (text);
}

static ParcoursOp
comparison_op (ParcoursOp op)
{
  return op == PARCOURS_OP_IS_NOT ? PARCOURS_OP_NE : op == PARCOURS_OP_IS ? PARCOURS_OP_EQ : op;
}

static char *
birthday_clause (const ParcoursSubject *subject,
                 const ParcoursTest    *test)
{
  g_autofree char *low = birthday_figure (test->written[0]);
  g_autofree char *high = birthday_figure (test->written[test->n_literals - 1]);

  return parcours_words_day_clause (subject, comparison_op (test->op), low, high);
}

static const char *
negative_sentence (const ParcoursSubject *subject,
                   ParcoursOp             op)
{
  gboolean feminine = subject->noun->feminine;

  switch (op)
    {
    case PARCOURS_OP_NOT_CONTAINS:
      if (!says_missing (subject))
        return _("{field} does not contain “{value}”");
      return feminine ? C_("feminine", "{field} does not contain “{value}”, or is not known")
                      : _("{field} does not contain “{value}”, or is not known");
    case PARCOURS_OP_NONE_OF:
      if (!says_missing (subject))
        return _("{field} is neither {values}");
      /* Translators: the values are joined as in "Paris nor Lyon". */
      return feminine ? C_("feminine", "{field} is neither {values}, or is not known")
                      : _("{field} is neither {values}, or is not known");
    default:
      if (!says_missing (subject))
        return _("{field} is not {value}");
      return feminine ? C_("feminine", "{field} is not {value}, or is not known")
                      : _("{field} is not {value}, or is not known");
    }
}

static const char *
text_sentence (const ParcoursSubject *subject,
               const ParcoursTest    *test)
{
  switch (test->op)
    {
    case PARCOURS_OP_CONTAINS:
      return _("{field} contains “{value}”");
    case PARCOURS_OP_STARTS:
      return _("{field} starts with “{value}”");
    case PARCOURS_OP_ENDS:
      return _("{field} ends with “{value}”");
    case PARCOURS_OP_MATCHES:
    case PARCOURS_OP_MATCHES_URL:
      /* Translators: the value is a pattern such as spa*. */
      return _("{field} looks like {value}");
    case PARCOURS_OP_ONE_OF:
    case PARCOURS_OP_ANY_OF:
      return C_("one of several", "{field} is {values}");
    case PARCOURS_OP_IS_NOT:
    case PARCOURS_OP_NE:
    case PARCOURS_OP_NOT_CONTAINS:
    case PARCOURS_OP_NONE_OF:
      return negative_sentence (subject, test->op);
    default:
      return test->is_pattern ? _("{field} looks like {value}") : _("{field} is {value}");
    }
}

/* A letter by letter test shows what was written, not what it is the slug of. */
static gboolean
is_literal (const ParcoursTest *test)
{
  return test->is_pattern || test->op == PARCOURS_OP_CONTAINS || test->op == PARCOURS_OP_NOT_CONTAINS ||
         test->op == PARCOURS_OP_STARTS || test->op == PARCOURS_OP_ENDS;
}

static char *
text_clause (const ParcoursSubject *subject,
             const ParcoursTest    *test,
             const ParcoursNames   *names)
{
  g_autofree char *value = is_literal (test) ? g_strdup (test->written[0])
                                             : parcours_words_value (subject, test->written[0], names);
  g_autofree char *values = parcours_words_values (subject, test,
                                                   test->op == PARCOURS_OP_NONE_OF ? PARCOURS_JOIN_NOR : PARCOURS_JOIN_OR,
                                                   names);

  return parcours_phrase_fill (text_sentence (subject, test), "field", subject->noun->text,
                               "value", value, "values", values, NULL);
}

/* Several choices at once. */
static char *
choices_clause (const ParcoursSubject *subject,
                const ParcoursTest    *test,
                const ParcoursNames   *names)
{
  ParcoursJoin join = test->op == PARCOURS_OP_ALL_OF ? PARCOURS_JOIN_AND
                    : test->op == PARCOURS_OP_NONE_OF ? PARCOURS_JOIN_NOR : PARCOURS_JOIN_OR;
  g_autofree char *values = parcours_words_values (subject, test, join, names);
  const char *sentence;

  if (test->op != PARCOURS_OP_NONE_OF)
    sentence = _("{field} contains {values}");
  else if (!says_missing (subject))
    sentence = _("{field} contains neither {values}");
  else if (subject->noun->feminine)
    sentence = C_("feminine", "{field} contains neither {values}, or is not known");
  else
    /* Translators: the values are joined as in "red nor blue". */
    sentence = _("{field} contains neither {values}, or is not known");

  return parcours_phrase_fill (sentence, "field", subject->noun->text, "values", values, NULL);
}

static char *
bool_clause (const ParcoursSubject *subject,
             const ParcoursTest    *test)
{
  gboolean negative = test->op == PARCOURS_OP_IS_NOT || test->op == PARCOURS_OP_NE;
  const char *sentence;

  if (test->boolean != negative)
    sentence = _("{field} is yes");
  else if (!says_missing (subject))
    sentence = _("{field} is no");
  else if (subject->noun->feminine)
    sentence = C_("feminine", "{field} is no, or is not known");
  else
    sentence = _("{field} is no, or is not known");

  return parcours_phrase_fill (sentence, "field", subject->noun->text, NULL);
}

static char *
presence_clause (const ParcoursSubject *subject,
                 gboolean               missing)
{
  gboolean feminine = subject->noun->feminine;
  const char *sentence;

  if (missing)
    sentence = feminine ? C_("feminine", "{field} is not known") : _("{field} is not known");
  else
    sentence = feminine ? C_("feminine", "{field} is known") : _("{field} is known");

  return parcours_phrase_fill (sentence, "field", subject->noun->text, NULL);
}

/* The comparison that the test is, if it is one of numbers. */
static gboolean
get_comparison (const ParcoursTest *test,
                ParcoursComparison *comparison)
{
  if (test->has_comparison && test->comparison.has_number)
    {
      *comparison = test->comparison;
      return TRUE;
    }
  *comparison = (ParcoursComparison){ .op = comparison_op (test->op), .has_number = TRUE };
  if (test->n_literals != 1 || isnan (test->numbers[0]))
    return FALSE;
  comparison->low = test->numbers[0];

  return comparison->op >= PARCOURS_OP_EQ && comparison->op <= PARCOURS_OP_BETWEEN;
}

static char *
time_clause (const ParcoursSubject *subject,
             const ParcoursTest    *test)
{
  const ParcoursComparison *comparison = &test->comparison;

  if (test->op == PARCOURS_OP_ANNIVERSARY && test->n_literals == 1 && test->is_time[0])
    return parcours_words_anniversary (subject, &test->times[0]);
  if (test->has_comparison && comparison->has_time)
    return parcours_words_time_clause (subject, comparison->op, &comparison->low_time, &comparison->high_time);
  if (test->n_literals == 1 && test->is_time[0])
    return parcours_words_time_clause (subject, comparison_op (test->op), &test->times[0], NULL);

  return NULL;
}

/* Keys that nobody declared are compared as what the literal is. */
static char *
unknown_clause (const ParcoursSubject *subject,
                const ParcoursTest    *test,
                const ParcoursNames   *names)
{
  ParcoursComparison comparison;
  gboolean compares = test->has_comparison && test->n_literals > 0 &&
                      (test->op != PARCOURS_OP_IS || test->comparison.op != PARCOURS_OP_EQ);

  if (test->has_boolean)
    return bool_clause (subject, test);
  if (compares && test->comparison.has_time && !test->comparison.has_number)
    return time_clause (subject, test);
  if (get_comparison (test, &comparison))
    return number_clause (subject, &comparison, names);

  return text_clause (subject, test, names);
}

static char *
typed_clause (const ParcoursSubject *subject,
              const ParcoursTest    *test,
              const ParcoursNames   *names)
{
  ParcoursComparison comparison;

  switch (subject->type)
    {
    case PARCOURS_WORDS_NUMBER:
    case PARCOURS_WORDS_MONEY:
      return get_comparison (test, &comparison) ? number_clause (subject, &comparison, names) : NULL;
    case PARCOURS_WORDS_TIME:
      return time_clause (subject, test);
    case PARCOURS_WORDS_BIRTHDAY:
      return test->op == PARCOURS_OP_ANNIVERSARY ? time_clause (subject, test) : birthday_clause (subject, test);
    case PARCOURS_WORDS_BOOL:
      return test->has_boolean ? bool_clause (subject, test) : NULL;
    case PARCOURS_WORDS_CHOICES:
      return choices_clause (subject, test, names);
    case PARCOURS_WORDS_UNKNOWN:
      return unknown_clause (subject, test, names);
    case PARCOURS_WORDS_TEXT:
    case PARCOURS_WORDS_URL:
    case PARCOURS_WORDS_CHOICE:
    case PARCOURS_WORDS_REF:
    default:
      return NULL;
    }
}

/**
 * parcours_words_clause:
 * @subject: what is tested
 * @test: a test, none of an object
 * @names: (nullable): names
 *
 * A test that does not fit the type is said as it was written.
 *
 * Returns: (transfer full): the clause: "city is not Paris, or is not known"
 */
char *
parcours_words_clause (const ParcoursSubject *subject,
                       const ParcoursTest    *test,
                       const ParcoursNames   *names)
{
  char *clause;

  if (test->op == PARCOURS_OP_EMPTY || test->op == PARCOURS_OP_NOT_EMPTY)
    return presence_clause (subject, test->op == PARCOURS_OP_EMPTY);
  if (test->n_literals == 0)
    return parcours_phrase_fill (test->op == PARCOURS_OP_NONE_OF ? _("{field} is anything or nothing")
                                                                 : _("{field} is one of nothing"),
                                 "field", subject->noun->text, NULL);
  clause = typed_clause (subject, test, names);

  return clause != NULL ? clause : text_clause (subject, test, names);
}

/**
 * parcours_comparison_to_words:
 * @comparison: a comparison of numbers
 * @money: whether they are amounts of money
 * @names: (nullable): names, for the currency
 *
 * Returns: (transfer full): it in the user's language: "10 € or more"
 */
char *
parcours_comparison_to_words (const ParcoursComparison *comparison,
                              gboolean                  money,
                              const ParcoursNames      *names)
{
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  const char *pattern;

  if (comparison->has_number || !comparison->has_time)
    return parcours_words_amount (money ? PARCOURS_WORDS_MONEY : PARCOURS_WORDS_NUMBER, comparison, names);
  low = parcours_words_time (&comparison->low_time);
  high = comparison->op == PARCOURS_OP_BETWEEN ? parcours_words_time (&comparison->high_time) : NULL;
  switch (comparison->op)
    {
    case PARCOURS_OP_NE:
      pattern = C_("times", "not {time}");
      break;
    case PARCOURS_OP_LT:
      pattern = C_("times", "before {time}");
      break;
    case PARCOURS_OP_LE:
      pattern = C_("times", "{time} or before");
      break;
    case PARCOURS_OP_GT:
      pattern = C_("times", "after {time}");
      break;
    case PARCOURS_OP_GE:
      pattern = C_("times", "{time} or after");
      break;
    case PARCOURS_OP_BETWEEN:
      pattern = C_("times", "between {time} and {high}");
      break;
    default:
      pattern = C_("times", "{time}");
      break;
    }

  return parcours_phrase_fill (pattern, "time", low, "high", high, NULL);
}
