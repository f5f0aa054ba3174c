/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-figure.h"
#include "parcours-words-private.h"

/* The four ways to name a time, each with sentences of its own. */
typedef enum
{
  TIME_FIXED,
  TIME_TODAY,
  TIME_AHEAD,
  TIME_AGO,
} TimeKind;

static TimeKind
kind_of (const ParcoursTimeRef *ref)
{
  const ParcoursDuration *offset = &ref->offset;

  if (ref->kind != PARCOURS_TIME_RELATIVE)
    return TIME_FIXED;
  if (offset->months == 0 && offset->days == 0 && offset->seconds == 0)
    return TIME_TODAY;

  return offset->months < 0 || offset->days < 0 || offset->seconds < 0 ? TIME_AGO : TIME_AHEAD;
}

/* What goes into the hole of a sentence about the time. */
static char *
time_figure (const ParcoursTimeRef *ref)
{
  g_autofree char *instant = NULL;

  switch (ref->kind)
    {
    case PARCOURS_TIME_DATE:
      return parcours_day_to_words (ref->day);
    case PARCOURS_TIME_INSTANT:
      instant = parcours_local_to_words (ref->at);
      return parcours_phrase_fill (C_("instant", "{time} UTC"), "time", instant, NULL);
    case PARCOURS_TIME_RELATIVE:
    default:
      return parcours_duration_to_words (&ref->offset);
    }
}

/**
 * parcours_words_time:
 * @ref: a time
 *
 * Returns: (transfer full): it as it stands behind a preposition: "between {today} and {30 days from now}"
 */
char *
parcours_words_time (const ParcoursTimeRef *ref)
{
  g_autofree char *figure = time_figure (ref);

  switch (kind_of (ref))
    {
    case TIME_TODAY:
      return g_strdup (C_("time", "today"));
    case TIME_AHEAD:
      return parcours_phrase_fill (C_("time", "{duration} from now"), "duration", figure, NULL);
    case TIME_AGO:
      return parcours_phrase_fill (C_("time", "{duration} ago"), "duration", figure, NULL);
    case TIME_FIXED:
    default:
      /* Translators: a date behind "between", "since" or "until". */
      return parcours_phrase_fill (C_("time", "{date}"), "date", figure, NULL);
    }
}

static const char *
fixed_sentence (ParcoursOp op)
{
  switch (op)
    {
    case PARCOURS_OP_LT:
      return _("{field} is before {date}");
    case PARCOURS_OP_LE:
      return _("{field} is on {date} or before");
    case PARCOURS_OP_GT:
      return _("{field} is after {date}");
    case PARCOURS_OP_GE:
      return _("{field} is on {date} or after");
    default:
      return _("{field} is on {date}");
    }
}

static const char *
today_sentence (ParcoursOp op)
{
  switch (op)
    {
    case PARCOURS_OP_LT:
      return _("{field} is before today");
    case PARCOURS_OP_LE:
      return _("{field} is today or before");
    case PARCOURS_OP_GT:
      return _("{field} is after today");
    case PARCOURS_OP_GE:
      return _("{field} is today or after");
    default:
      return _("{field} is today");
    }
}

static const char *
ahead_sentence (ParcoursOp op)
{
  switch (op)
    {
    case PARCOURS_OP_LT:
      return _("{field} is less than {duration} from now, or in the past");
    case PARCOURS_OP_LE:
      return _("{field} is at most {duration} from now, or in the past");
    case PARCOURS_OP_GT:
      return _("{field} is more than {duration} from now");
    case PARCOURS_OP_GE:
      return _("{field} is at least {duration} from now");
    default:
      return _("{field} is {duration} from now");
    }
}

static const char *
ago_sentence (ParcoursOp op)
{
  switch (op)
    {
    case PARCOURS_OP_LT:
      return _("{field} is more than {duration} ago");
    case PARCOURS_OP_LE:
      return _("{field} is at least {duration} ago");
    case PARCOURS_OP_GT:
      return _("{field} is less than {duration} ago, or still to come");
    case PARCOURS_OP_GE:
      return _("{field} is at most {duration} ago, or still to come");
    default:
      return _("{field} is {duration} ago");
    }
}

static char *
between_clause (const ParcoursSubject *subject,
                const char            *from,
                const char            *to)
{
  /* Translators: two times: "today", "30 days from now", "2 March 2026". */
  return parcours_phrase_fill (C_("times", "{field} is between {from} and {to}"), "field", subject->noun->text,
                               "from", from, "to", to, NULL);
}

static char *
unequal_clause (const ParcoursSubject *subject,
                const char            *time)
{
  const char *sentence;

  if (subject->brief || subject->always_there)
    sentence = C_("time", "{field} is not {time}");
  else if (subject->noun->feminine)
    sentence = C_("time, feminine", "{field} is not {time}, or is not known");
  else
    /* Translators: the time is like "today", "30 days from now", "on 2 March 2026". */
    sentence = C_("time", "{field} is not {time}, or is not known");

  return parcours_phrase_fill (sentence, "field", subject->noun->text, "time", time, NULL);
}

/**
 * parcours_words_day_clause:
 * @subject: a date or a birthday
 * @op: how it is compared
 * @low: with which day, in words
 * @high: (nullable): for %PARCOURS_OP_BETWEEN, up to which
 *
 * Returns: (transfer full): the clause: "renewal is before 2 March 2026"
 */
char *
parcours_words_day_clause (const ParcoursSubject *subject,
                           ParcoursOp             op,
                           const char            *low,
                           const char            *high)
{
  g_autofree char *from = parcours_phrase_fill (C_("time", "{date}"), "date", low, NULL);
  g_autofree char *to = parcours_phrase_fill (C_("time", "{date}"), "date", high, NULL);
  g_autofree char *day = parcours_phrase_fill (C_("not at a time", "on {date}"), "date", low, NULL);

  if (op == PARCOURS_OP_BETWEEN)
    return between_clause (subject, from, to);
  if (op == PARCOURS_OP_NE)
    return unequal_clause (subject, day);

  return parcours_phrase_fill (fixed_sentence (op), "field", subject->noun->text, "date", low, NULL);
}

/**
 * parcours_words_time_clause:
 * @subject: a date or an instant
 * @op: how it is compared
 * @low: with what
 * @high: (nullable): for %PARCOURS_OP_BETWEEN, up to what
 *
 * Returns: (transfer full): the clause: "renewal is before today"
 */
char *
parcours_words_time_clause (const ParcoursSubject *subject,
                            ParcoursOp             op,
                            const ParcoursTimeRef *low,
                            const ParcoursTimeRef *high)
{
  g_autofree char *figure = time_figure (low);
  g_autofree char *from = parcours_words_time (low);
  g_autofree char *to = op == PARCOURS_OP_BETWEEN ? parcours_words_time (high) : NULL;
  const char *sentence;

  if (op == PARCOURS_OP_BETWEEN)
    return between_clause (subject, from, to);
  if (kind_of (low) == TIME_FIXED)
    return parcours_words_day_clause (subject, op, figure, NULL);
  if (op == PARCOURS_OP_NE)
    return unequal_clause (subject, from);
  if (kind_of (low) == TIME_TODAY)
    sentence = today_sentence (op);
  else
    sentence = kind_of (low) == TIME_AHEAD ? ahead_sentence (op) : ago_sentence (op);

  return parcours_phrase_fill (sentence, "field", subject->noun->text, "duration", figure, NULL);
}

/**
 * parcours_words_anniversary:
 * @subject: a date, or a birthday, which is an anniversary itself
 * @ref: today is the yearly day moved by this
 *
 * Returns: (transfer full): the clause: "birthday is in 7 days"
 */
char *
parcours_words_anniversary (const ParcoursSubject *subject,
                            const ParcoursTimeRef *ref)
{
  gboolean itself = subject->type == PARCOURS_WORDS_BIRTHDAY;
  g_autofree char *duration = time_figure (ref);
  const char *sentence;

  switch (kind_of (ref))
    {
    case TIME_AGO:
      sentence = itself ? C_("birthday", "{field} is in {duration}")
                        : _("{field} has its anniversary in {duration}");
      break;
    case TIME_AHEAD:
      sentence = itself ? C_("birthday", "{field} was {duration} ago")
                        : _("{field} had its anniversary {duration} ago");
      break;
    case TIME_TODAY:
    case TIME_FIXED:
    default:
      sentence = itself ? C_("birthday", "{field} is today")
                        : _("{field} has its anniversary today");
      break;
    }

  return parcours_phrase_fill (sentence, "field", subject->noun->text, "duration", duration, NULL);
}

/* The pattern of a window of one unit, which is what people choose. */
static const char *
within_pattern (const ParcoursDuration *within,
                gulong                 *n)
{
  if (within->days == 0 && within->seconds == 0 && within->months > 0 && within->months % 12 == 0)
    {
      *n = within->months / 12;
      return ngettext ("in the last year", "in the last {n} years", *n);
    }
  if (within->days == 0 && within->seconds == 0 && within->months > 0)
    {
      *n = within->months;
      return ngettext ("in the last month", "in the last {n} months", *n);
    }
  if (within->months == 0 && within->seconds == 0)
    {
      *n = within->days;
      return ngettext ("in the last day", "in the last {n} days", *n);
    }
  if (within->months == 0 && within->days == 0 && within->seconds % PARCOURS_HOUR == 0)
    {
      *n = within->seconds / PARCOURS_HOUR;
      return ngettext ("in the last hour", "in the last {n} hours", *n);
    }
  if (within->months == 0 && within->days == 0 && within->seconds % PARCOURS_MINUTE == 0)
    {
      *n = within->seconds / PARCOURS_MINUTE;
      return ngettext ("in the last minute", "in the last {n} minutes", *n);
    }

  return NULL;
}

static char *
within_words (const ParcoursDuration *within)
{
  gulong n = 0;
  const char *pattern = within_pattern (within, &n);
  g_autofree char *figure = parcours_count_to_words (n);
  g_autofree char *duration = parcours_duration_to_words (within);

  if (pattern != NULL)
    return parcours_phrase_fill (pattern, "n", figure, NULL);

  /* Translators: the duration has several units: "2 days and 3 hours". */
  return parcours_phrase_fill (_("in the last {duration}"), "duration", duration, NULL);
}

static char *
since_words (const ParcoursTimeRef *ref)
{
  g_autofree char *figure = time_figure (ref);

  switch (kind_of (ref))
    {
    case TIME_TODAY:
      return g_strdup (_("since the beginning of today"));
    case TIME_AHEAD:
      return parcours_phrase_fill (_("from {duration} from now on"), "duration", figure, NULL);
    case TIME_AGO:
      return parcours_phrase_fill (_("since {duration} ago"), "duration", figure, NULL);
    case TIME_FIXED:
    default:
      return parcours_phrase_fill (_("since {date}"), "date", figure, NULL);
    }
}

static char *
until_words (const ParcoursTimeRef *ref)
{
  g_autofree char *figure = time_figure (ref);

  switch (kind_of (ref))
    {
    case TIME_TODAY:
      return g_strdup (_("up to the end of today"));
    case TIME_AHEAD:
      return parcours_phrase_fill (_("up to {duration} from now"), "duration", figure, NULL);
    case TIME_AGO:
      return parcours_phrase_fill (_("up to {duration} ago"), "duration", figure, NULL);
    case TIME_FIXED:
    default:
      return parcours_phrase_fill (_("up to {date}"), "date", figure, NULL);
    }
}

/**
 * parcours_words_window:
 * @window: a window
 * @names: (nullable): names
 *
 * Returns: (transfer full): it, nothing for the whole history: "in the last 30 days"
 */
char *
parcours_words_window (const ParcoursWindow *window,
                       const ParcoursNames  *names)
{
  g_autofree char *within = window->has_within ? within_words (&window->within) : NULL;
  g_autofree char *since = NULL;
  g_autofree char *until = window->has_until ? until_words (&window->until) : NULL;
  g_autofree char *step = NULL;

  if (window->since == PARCOURS_SINCE_ENTRY)
    since = g_strdup (_("since entering"));
  else if (window->since == PARCOURS_SINCE_STEP)
    {
      step = parcours_names_step (names, window->since_step);
      since = parcours_phrase_fill (_("since the step {step}"), "step", step, NULL);
    }
  else if (window->since == PARCOURS_SINCE_TIME)
    since = since_words (&window->since_time);

  /* Translators: the order of "in the last 30 days", "since entering" and "up to 2 March 2026". */
  return parcours_phrase_fill (C_("window", "{within} {since} {until}"), "within", within, "since", since,
                               "until", until, NULL);
}
