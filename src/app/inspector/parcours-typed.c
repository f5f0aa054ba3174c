/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "parcours-figure.h"
#include "parcours-text.h"
#include "parcours-time.h"
#include "parcours-typed.h"

enum
{
  UNIT_YEAR,
  UNIT_MONTH,
  UNIT_WEEK,
  UNIT_DAY,
  UNIT_HOUR,
  UNIT_MINUTE,
  UNIT_SECOND,
  UNIT_NONE,
};

static const struct
{
  char letter;
  gboolean is_time;
  guint smaller;      /* what a part of it is said in */
  double n_smaller;   /* how many of those it has */
  const char *label;
  const char *others; /* what else people write, where it is no beginning of the label */
} units[PARCOURS_N_UNITS] = {
  /* TRANSLATORS: "yr|yrs" and its like are other words for the unit, beside its name and every beginning of that: short
   * forms, and what its name is for one alone if that is another word. Put | between them; there may be other ones, and more. */
  { 'Y', FALSE, UNIT_MONTH, 12., NC_("unit", "years"), NC_("other words for a unit", "yr|yrs") },
  { 'M', FALSE, UNIT_NONE, 1., NC_("unit", "months"), NC_("other words for a unit", "mth|mths|mos") },
  { 'W', FALSE, UNIT_DAY, 7., NC_("unit", "weeks"), NC_("other words for a unit", "wk|wks") },
  { 'D', FALSE, UNIT_HOUR, 24., NC_("unit", "days"), NULL },
  { 'H', TRUE, UNIT_MINUTE, 60., NC_("unit", "hours"), NC_("other words for a unit", "hr|hrs") },
  { 'M', TRUE, UNIT_SECOND, 60., NC_("unit", "minutes"), NC_("other words for a unit", "mins|mn") },
  { 'S', TRUE, UNIT_NONE, 1., NC_("unit", "seconds"), NC_("other words for a unit", "secs") },
};

/* Blanks of all sorts become one, and signs of currencies go, wherever they stand. */
static char *
plain_signs (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *string = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (g_unichar_isspace (letter))
        g_string_append_c (string, ' ');
      else if (g_unichar_type (letter) != G_UNICODE_CURRENCY_SYMBOL)
        g_string_append_unichar (string, letter == 0x2212 ? '-' : letter);
    }

  return g_strstrip (g_string_free (string, FALSE));
}

/* Whether @sign only stands between groups of three digits up to @end, as in 1,500 and 1,234,567. */
static gboolean
groups (const char *text,
        const char *end,
        char        sign)
{
  const char *first = memchr (text, sign, (gsize) (end - text));

  if (first == NULL || first == text || first - text > 3 || *text == '0' || (end - first) % 4 != 0)
    return FALSE;
  for (const char *p = text; p < end; p++)
    {
      if (p >= first && (p - first) % 4 == 0 ? *p != sign : !g_ascii_isdigit (*p))
        return FALSE;
    }

  return TRUE;
}

/* Between 1 and 500 the sign of thousands is one, unless decimals have the same here. */
static gboolean
is_group_sign (const char *text,
               char        sign)
{
  return *C_("thousands separator", ",") == sign && *localeconv ()->decimal_point != sign &&
         groups (text, text + strlen (text), sign);
}

/*
 * Point and comma are decimal signs both, whatever the language, since people
 * use the one that is on their keyboard. But 1,500 is a thousand and a half to
 * those who read 1,500 so.
 */
static char *
plain_number (const char *text)
{
  const char *start = text + (*text == '-' ? 1 : 0);
  const char *comma = strrchr (start, ',');
  const char *point = strrchr (start, '.');
  char decimal = '\0', group = '\0';
  GString *plain;

  if (strchr (start, ' ') != NULL)
    {
      group = ' ';
      decimal = comma == NULL ? '.' : ',';
    }
  else if (comma != NULL && point != NULL)
    {
      decimal = comma > point ? ',' : '.';
      group = comma > point ? '.' : ',';
    }
  else if (comma != NULL)
    *(is_group_sign (start, ',') ? &group : &decimal) = ',';
  else if (point != NULL)
    *(is_group_sign (start, '.') ? &group : &decimal) = '.';
  if (group != '\0' && !groups (start, start + strcspn (start, (char[]){ decimal, '\0' }), group))
    return g_strdup (text);
  plain = g_string_new_len (text, start - text);
  for (const char *p = start; *p != '\0'; p++)
    {
      if (*p != group)
        g_string_append_c (plain, *p == decimal ? '.' : *p);
    }

  return g_string_free (plain, FALSE);
}

/**
 * parcours_number_read:
 * @text: what somebody typed, with a point or a comma, perhaps with signs between the thousands or that of a currency
 * @number: (out): the number
 *
 * Returns: whether it is one
 */
gboolean
parcours_number_read (const char *text,
                      double     *number)
{
  g_autofree char *signs = plain_signs (text);
  g_autofree char *plain = plain_number (signs);

  return parcours_number_parse (plain, number) && isfinite (*number);
}

/**
 * parcours_unit_label:
 * @unit: a unit, in the order of ISO 8601
 *
 * Returns: (transfer none): its name in the user's language, such as "years"
 */
const char *
parcours_unit_label (guint unit)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "unit", units[unit].label);
}

/**
 * parcours_amounts_parse:
 * @text: a duration or an offset of ISO 8601
 * @amounts: (out): how much of each unit stands in it
 */
void
parcours_amounts_parse (const char      *text,
                        ParcoursAmounts *amounts)
{
  const char *p = text + strcspn (text, "P");
  gboolean is_time = FALSE;

  *amounts = (ParcoursAmounts){ 0 };
  while (*p != '\0' && *++p != '\0')
    {
      char *end;
      double number;

      is_time |= *p == 'T';
      if (*p == 'T')
        continue;
      number = g_ascii_strtod (p, &end);
      for (guint unit = 0; unit < PARCOURS_N_UNITS; unit++)
        {
          if (units[unit].letter == *end && units[unit].is_time == is_time)
            amounts->of[unit] += number;
        }
      p = end;
    }
}

/**
 * parcours_amounts_format:
 * @amounts: whole amounts
 *
 * Returns: (transfer full): the duration in ISO 8601, `P0D` for nothing
 */
char *
parcours_amounts_format (const ParcoursAmounts *amounts)
{
  GString *text = g_string_new ("P");
  gboolean is_time = FALSE;

  for (guint unit = 0; unit < PARCOURS_N_UNITS; unit++)
    {
      g_autofree char *number = parcours_number_format (amounts->of[unit]);

      if (amounts->of[unit] <= 0.)
        continue;
      if (units[unit].is_time && !is_time)
        g_string_append_c (text, 'T');
      is_time = units[unit].is_time;
      g_string_append_printf (text, "%s%c", number, units[unit].letter);
    }
  if (text->len == 1)
    g_string_append (text, "0D");

  return g_string_free (text, FALSE);
}

/* "1.5 days" is a day and 12 hours. Of a month nobody knows how long half of it is. */
static gboolean
add_amount (ParcoursAmounts *amounts,
            double           number,
            guint            unit)
{
  /* A third of an hour is 20 minutes, though no double is a third. */
  for (; number > 1e-9; unit = units[unit].smaller)
    {
      double whole = unit == UNIT_SECOND ? round (number) : trunc (number + 1e-9);

      amounts->of[unit] += whole;
      number = unit == UNIT_SECOND ? 0. : (number - whole) * units[unit].n_smaller;
      if (number > 1e-9 && units[unit].smaller == UNIT_NONE)
        return FALSE;
    }

  return TRUE;
}

static gboolean
stands_in (const char *words,
           const char *word)
{
  g_autofree char *plain = parcours_text_plain (words);
  g_auto (GStrv) list = g_strsplit (plain, "|", -1);

  return g_strv_contains ((const char *const *) list, word);
}

static gboolean
begins (const char *label,
        const char *word)
{
  g_autofree char *plain = parcours_text_plain (label);

  return g_str_has_prefix (plain, word);
}

/* "d", "day" and "days" are the beginning of a name; "m" alone is the beginning of two. */
static guint
unit_of_word (const char *word,
              guint       before)
{
  guint found = UNIT_NONE;

  for (guint unit = 0; unit < PARCOURS_N_UNITS; unit++)
    {
      const char *others = units[unit].others;

      if (others != NULL && (stands_in (others, word) ||
                             stands_in (g_dpgettext2 (GETTEXT_PACKAGE, "other words for a unit", others), word)))
        return unit;
    }
  for (guint unit = 0; unit < PARCOURS_N_UNITS; unit++)
    {
      if (!begins (units[unit].label, word) && !begins (parcours_unit_label (unit), word))
        continue;
      if (found != UNIT_NONE)
        return unit == UNIT_MINUTE && before == UNIT_HOUR ? UNIT_MINUTE : UNIT_NONE;
      found = unit;
    }

  return found;
}

static gboolean
is_between (const char *word)
{
  g_autofree char *and = parcours_text_plain (C_("between … and", "and"));

  return g_str_equal (word, "and") || g_str_equal (word, and);
}

static gboolean
is_letter (char letter)
{
  return g_ascii_isalpha (letter) || (guchar) letter >= 0x80;
}

/* A word of plain text; blanks and signs before it are passed over. */
static char *
take_word (const char **text)
{
  const char *start = *text + strspn (*text, " .,+&");

  *text = start;
  while (is_letter (**text))
    (*text)++;

  return g_strndup (start, (gsize) (*text - start));
}

/* A number, which has one sign at most: a comma before a blank stands between two amounts. */
static gboolean
take_number (const char **text,
             double      *number)
{
  const char *start = *text;
  g_autofree char *digits = NULL;

  while (g_ascii_isdigit (**text))
    (*text)++;
  if (*text > start && (**text == '.' || **text == ',') && g_ascii_isdigit ((*text)[1]))
    (*text)++;
  while (g_ascii_isdigit (**text))
    (*text)++;
  digits = g_strndup (start, (gsize) (*text - start));

  return parcours_number_read (digits, number);
}

/* "2 days and 3 hours", "2 h 30", "1,5 jour". */
static gboolean
read_words (const char      *text,
            ParcoursAmounts *amounts,
            gboolean        *is_exact)
{
  g_autofree char *plain = parcours_text_plain (text);
  const char *p = plain;
  guint unit = UNIT_NONE;

  for (;;)
    {
      g_autofree char *word = take_word (&p);
      g_autofree char *name = NULL;
      double number;

      if (*word != '\0' && !is_between (word))
        return FALSE;
      if (*word != '\0')
        continue;
      if (*p == '\0')
        return unit != UNIT_NONE;
      if (!take_number (&p, &number))
        return FALSE;
      name = take_word (&p);
      /* Minutes behind hours need no name. */
      unit = *name != '\0' ? unit_of_word (name, unit) : unit == UNIT_HOUR ? UNIT_MINUTE : UNIT_NONE;
      if (unit == UNIT_NONE)
        return FALSE;
      *is_exact &= add_amount (amounts, number, unit);
    }
}

/**
 * parcours_amounts_add:
 * @amounts: amounts
 * @text: what somebody typed: a number, or amounts with their units such as "3 days", "2 h 30" or "1,5 jour"
 * @unit: what a number alone is of
 *
 * Returns: (transfer none) (nullable): why it cannot be added, %NULL once it is
 */
const char *
parcours_amounts_add (ParcoursAmounts *amounts,
                      const char      *text,
                      guint            unit)
{
  gboolean is_exact = TRUE;
  double number;

  if (!parcours_number_read (text, &number))
    {
      if (!read_words (text, amounts, &is_exact))
        return _("Write a number, or for example “3 days” or “2 h 30 min”");
    }
  else if (number < 0.)
    return _("It takes no number below 0");
  else
    is_exact = add_amount (amounts, number, unit);

  return is_exact ? NULL : _("A part of a month is written in days");
}

static gboolean
is_word (const char *text,
         const char *word,
         const char *translated)
{
  g_autofree char *plain = parcours_text_plain (translated);

  return g_str_equal (text, word) || g_str_equal (text, plain);
}

/* Takes "am" or "pm" from the end of @text. */
static gboolean
take_half (char *text,
           char *half)
{
  gsize length = strlen (text);

  if (length < 3 || text[length - 1] != 'm' || (text[length - 2] != 'a' && text[length - 2] != 'p'))
    return FALSE;
  *half = text[length - 2];
  text[length - 2] = '\0';

  return TRUE;
}

/* @text is `9`, `9:30`, `9:` or `930`. */
static gboolean
read_clock (const char *text,
            int        *hour,
            int        *minute)
{
  gsize n_digits = strspn (text, "0123456789");
  const char *rest = text + n_digits;
  g_autofree char *digits = g_strndup (text, n_digits);

  if (n_digits < 1 || n_digits > 4 || (n_digits > 2 && *rest != '\0'))
    return FALSE;
  *hour = atoi (digits);
  *minute = 0;
  if (n_digits > 2)
    {
      *minute = *hour % 100;
      *hour /= 100;
    }
  if (*rest == ':' && rest[1] != '\0')
    {
      if (strspn (rest + 1, "0123456789") != strlen (rest + 1) || strlen (rest + 1) > 2)
        return FALSE;
      *minute = atoi (rest + 1);
    }

  return (*rest == '\0' || *rest == ':') && *hour < 24 && *minute < 60;
}

/**
 * parcours_time_read:
 * @text: what somebody typed: `9`, `9:30`, `9 h 30`, `09.30`, `0930`, `9:30 pm`, "noon"
 * @seconds: (out): how far into the day
 *
 * Returns: whether it is a time of day
 */
gboolean
parcours_time_read (const char *text,
                    int        *seconds)
{
  g_autofree char *signs = plain_signs (text);
  g_autofree char *apart = parcours_text_plain (signs);
  g_auto (GStrv) parts = g_strsplit (apart, " ", -1);
  g_autofree char *plain = g_strjoinv (NULL, parts);
  char half = '\0';
  int hour, minute;

  if (is_word (plain, "noon", C_("time of day", "noon")) || is_word (plain, "midnight", C_("time of day", "midnight")))
    {
      *seconds = is_word (plain, "noon", C_("time of day", "noon")) ? 12 * PARCOURS_HOUR : 0;
      return TRUE;
    }
  g_strdelimit (plain, "h.", ':');
  /* "a.m." and "p.m." have become "a:m:" and "p:m:". */
  if (g_str_has_suffix (plain, ":m:"))
    strcpy (plain + strlen (plain) - 3, "m");
  if (take_half (plain, &half) && (!read_clock (plain, &hour, &minute) || hour == 0 || hour > 12))
    return FALSE;
  if (half == '\0' && !read_clock (plain, &hour, &minute))
    return FALSE;
  if (half != '\0')
    hour = hour % 12 + (half == 'p' ? 12 : 0);
  *seconds = hour * PARCOURS_HOUR + minute * PARCOURS_MINUTE;

  return TRUE;
}

/**
 * parcours_time_write:
 * @seconds: how far into the day
 *
 * Returns: (transfer full): the time as files have it, such as `09:30`
 */
char *
parcours_time_write (int seconds)
{
  return g_strdup_printf ("%02d:%02d", seconds / PARCOURS_HOUR % 24, seconds / PARCOURS_MINUTE % 60);
}

static gboolean
read_near_day (const char *text,
               gint32     *day)
{
  g_autofree char *plain = parcours_text_plain (text);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gint32 today = parcours_day_from_civil (g_date_time_get_year (now), g_date_time_get_month (now),
                                          g_date_time_get_day_of_month (now));

  if (is_word (plain, "today", C_("time", "today")))
    *day = today;
  else if (is_word (plain, "tomorrow", C_("time", "tomorrow")))
    *day = today + 1;
  else if (is_word (plain, "yesterday", C_("time", "yesterday")))
    *day = today - 1;
  else
    return FALSE;

  return TRUE;
}

/* Whether the language of the clock writes 2/3 for the second of March. */
static gboolean
is_day_first (void)
{
  const char *format = nl_langinfo (D_FMT);
  const char *day = strpbrk (format, "de");

  return day != NULL && strchr (format, 'm') != NULL && day < strchr (format, 'm');
}

/* A month by the beginning of its name; three letters tell them apart in the languages that write dates so. */
static int
month_of_word (const char *word)
{
  int found = 0;

  for (int month = 1; month <= 12 && strlen (word) >= 3; month++)
    {
      if (!begins (parcours_month_name (month), word))
        continue;
      if (found != 0)
        return 0;
      found = month;
    }

  return found;
}

/* The parts of a date: numbers, and 0 where a month is named. */
static guint
take_date_parts (const char *text,
                 int        *numbers,
                 int        *month)
{
  guint n = 0;

  for (const char *p = text + strspn (text, " "); *p != '\0'; p += strspn (p, " ,./-"))
    {
      gsize n_digits = strspn (p, "0123456789");
      g_autofree char *part = g_strndup (p, n_digits);
      const char *word = p + n_digits;

      if (n == 3 || n_digits > 4 || (n_digits == 0 && !is_letter (*p)))
        return 0;
      for (p = word; is_letter (*p); p++)
        ;
      numbers[n++] = atoi (part);
      /* "1st" and "1er" are 1. */
      if (n_digits == 0)
        {
          g_autofree char *name = g_strndup (word, (gsize) (p - word));

          *month = *month == 0 ? month_of_word (name) : 0;
          if (*month == 0)
            return 0;
        }
      else if (p - word > 2)
        return 0;
    }

  return n;
}

static gboolean
read_date (const char *text,
           gint32     *day)
{
  g_autofree char *plain = parcours_text_plain (text);
  int numbers[3] = { 0 }, month = 0, year, day_of_month;
  guint n = take_date_parts (plain, numbers, &month);

  if (n != 3)
    return FALSE;
  if (month != 0)
    {
      /* 2 March 2026, March 2, 2026, 2026 March 2: what is left are the day and the year. */
      int first = numbers[0] != 0 ? numbers[0] : numbers[1], second = numbers[2] != 0 ? numbers[2] : numbers[1];

      year = first > 31 ? first : second;
      day_of_month = first > 31 ? second : first;
    }
  else if (numbers[0] > 31)
    {
      year = numbers[0];
      month = numbers[1];
      day_of_month = numbers[2];
    }
  else
    {
      /* There is no month of 13 and more. */
      gboolean is_first = is_day_first () ? numbers[1] <= 12 : numbers[0] > 12;

      year = numbers[2];
      month = numbers[is_first ? 1 : 0];
      day_of_month = numbers[is_first ? 0 : 1];
    }
  if (year < 100)
    year += 2000;
  if (year < 1000 || !g_date_valid_dmy ((GDateDay) day_of_month, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  *day = parcours_day_from_civil (year, month, day_of_month);

  return TRUE;
}

/**
 * parcours_day_read:
 * @text: what somebody typed: `2026-03-02`, a date in the order of the language such as `2/3/2026`, with the name of the
 *   month such as `2 mars 2026`, or "tomorrow"
 * @day: (out): the day
 *
 * Returns: whether it is a day
 */
gboolean
parcours_day_read (const char *text,
                   gint32     *day)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));

  return parcours_day_parse (plain, day) || read_near_day (plain, day) || read_date (plain, day);
}
