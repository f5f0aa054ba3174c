/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Values as other programs write them. A column says what it is by all of its
 * values together: one date is read two ways, a thousand are not. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "parcours-import-value.h"
#include "parcours-text.h"
#include "parcours-time.h"

typedef struct
{
  gint32 day;
  int seconds;      /* of the day, -1 without a time */
  gboolean has_zone;
  int offset;       /* of the zone, in seconds east */
} Moment;

static gboolean
take_digits (const char **text,
             guint        max,
             guint       *number,
             guint       *n_digits)
{
  guint n = 0;

  *number = 0;
  for (; n < max && g_ascii_isdigit (**text); (*text)++, n++)
    *number = *number * 10 + (guint) (**text - '0');
  if (n_digits != NULL)
    *n_digits = n;

  return n > 0;
}

static gboolean
take_separator (const char **text,
                char        *separator)
{
  if (**text != '-' && **text != '/' && **text != '.')
    return FALSE;
  if (*separator != '\0' && **text != *separator)
    return FALSE;
  *separator = *(*text)++;

  return TRUE;
}

/* AM and PM turn 12 into 0 and add 12 to the rest. */
static gboolean
take_half (const char **text,
           guint       *hour)
{
  const char *rest = *text;
  gboolean is_pm;

  while (*rest == ' ')
    rest++;
  if (g_ascii_tolower (rest[0]) != 'a' && g_ascii_tolower (rest[0]) != 'p')
    return TRUE;
  if (g_ascii_tolower (rest[1]) != 'm')
    return FALSE;
  is_pm = g_ascii_tolower (rest[0]) == 'p';
  if (*hour < 1 || *hour > 12)
    return FALSE;
  *hour = *hour % 12 + (is_pm ? 12 : 0);
  *text = rest + 2;

  return TRUE;
}

static gboolean
take_zone (const char **text,
           Moment      *moment)
{
  guint hours, minutes = 0;
  int sign;

  while (**text == ' ')
    (*text)++;
  if (**text == '\0')
    return TRUE;
  moment->has_zone = TRUE;
  if (g_ascii_strcasecmp (*text, "z") == 0 || g_ascii_strcasecmp (*text, "utc") == 0 || g_ascii_strcasecmp (*text, "gmt") == 0)
    {
      *text += strlen (*text);
      return TRUE;
    }
  if (**text != '+' && **text != '-')
    return FALSE;
  sign = *(*text)++ == '-' ? -1 : 1;
  if (!take_digits (text, 2, &hours, NULL))
    return FALSE;
  if (**text == ':')
    (*text)++;
  take_digits (text, 2, &minutes, NULL);
  moment->offset = sign * (int) (hours * PARCOURS_HOUR + minutes * PARCOURS_MINUTE);

  return hours < 24 && minutes < 60;
}

static gboolean
take_time (const char **text,
           Moment      *moment)
{
  guint hour, minute, second = 0;

  moment->seconds = -1;
  if (**text == '\0')
    return TRUE;
  if (**text != 'T' && **text != ' ')
    return FALSE;
  (*text)++;
  if (!take_digits (text, 2, &hour, NULL) || **text != ':')
    return FALSE;
  (*text)++;
  if (!take_digits (text, 2, &minute, NULL))
    return FALSE;
  if (**text == ':')
    {
      (*text)++;
      if (!take_digits (text, 2, &second, NULL))
        return FALSE;
    }
  if (**text == '.')
    {
      guint fraction;

      (*text)++;
      if (!take_digits (text, 9, &fraction, NULL))
        return FALSE;
    }
  if (!take_half (text, &hour) || !take_zone (text, moment))
    return FALSE;
  moment->seconds = (int) (hour * PARCOURS_HOUR + minute * PARCOURS_MINUTE + second);

  return hour < 24 && minute < 60 && second < 60;
}

/* Years of two digits are of the last hundred years. */
static int
full_year (guint year,
           guint n_digits)
{
  if (n_digits > 2)
    return (int) year;

  return (int) year + (year < 70 ? 2000 : 1900);
}

static gboolean
parse_moment (const char        *text,
              ParcoursDateOrder  order,
              Moment            *moment)
{
  guint parts[3], digits[3];
  guint y = order == PARCOURS_DATE_YMD ? 0 : 2;
  guint m = order == PARCOURS_DATE_MDY ? 0 : 1;
  guint d = order == PARCOURS_DATE_YMD ? 2 : order == PARCOURS_DATE_DMY ? 0 : 1;
  char separator = '\0';
  int year;

  *moment = (Moment){ .seconds = -1 };
  for (guint i = 0; i < 3; i++)
    {
      if ((i > 0 && !take_separator (&text, &separator)) || !take_digits (&text, 4, &parts[i], &digits[i]))
        return FALSE;
    }
  /* A year in front can be nothing else, also among dates that are written the other way round. */
  if (digits[0] == 4)
    y = 0, m = 1, d = 2;
  if (digits[y] == 3 || digits[y] == 1 || digits[m] > 2 || digits[d] > 2 || (order == PARCOURS_DATE_YMD && digits[y] != 4))
    return FALSE;
  year = full_year (parts[y], digits[y]);
  if (year < 1 || parts[m] < 1 || parts[m] > 12 || parts[d] < 1 ||
      parts[d] > (guint) parcours_month_length (year, (int) parts[m]))
    return FALSE;
  moment->day = parcours_day_from_civil (year, (int) parts[m], (int) parts[d]);

  return take_time (&text, moment) && *text == '\0';
}

/* A number with a thousands separator reads as one only where it can be nothing else. */
static gboolean
is_grouped (const char *text)
{
  guint n = (guint) strspn (text, "0123456789");
  guint n_groups = 0;

  if (n < 1 || n > 3)
    return FALSE;
  text += n;
  for (; *text == ','; text += 4, n_groups++)
    {
      if (!g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[2]) || !g_ascii_isdigit (text[3]))
        return FALSE;
    }

  return n_groups > 0 && (*text == '.' || (*text == '\0' && n_groups > 1));
}

/* How many bytes the space has with which French and others part thousands, 0 for no such space. */
static gsize
space_length (const char *text)
{
  static const char *const spaces[] = { " ", "\302\240", "\342\200\257" };

  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
    {
      if (g_str_has_prefix (text, spaces[i]))
        return strlen (spaces[i]);
    }

  return 0;
}

/* Only with decimals: without them it may as well be a telephone number or the number of a client. */
static gboolean
is_spaced (const char *text)
{
  gsize n = strspn (text, "0123456789");
  guint n_groups = 0;

  for (text += n; n > 0 && n <= 3 && space_length (text) > 0; text += n, n_groups++)
    {
      text += space_length (text);
      n = strspn (text, "0123456789");
      if (n != 3)
        return FALSE;
    }

  return n_groups > 0 && (*text == ',' || *text == '.');
}

/**
 * parcours_import_number:
 * @text: a number
 * @decimal_comma: whether a comma stands before the decimals
 * @number: (out): its value
 *
 * Returns: whether @text is a number
 */
gboolean
parcours_import_number (const char *text,
                        gboolean    decimal_comma,
                        double     *number)
{
  char plain[64];
  gboolean grouped = !decimal_comma && is_grouped (*text == '-' ? text + 1 : text);
  gboolean spaced = is_spaced (*text == '-' ? text + 1 : text);
  gsize length = 0;

  if (strlen (text) >= sizeof plain || strpbrk (text, "eE") != NULL)
    return FALSE;
  for (const char *c = text; *c != '\0'; c++)
    {
      gsize space = spaced ? space_length (c) : 0;

      if (space > 0)
        {
          c += space - 1;
          continue;
        }
      if (*c == ',' && grouped)
        continue;
      plain[length++] = *c == ',' && decimal_comma ? '.' : *c;
    }
  plain[length] = '\0';

  return parcours_number_parse (plain, number);
}

/* A telephone number, a postcode or a long id is no number: adding them makes no sense, and a
 * leading zero would be lost. */
static gboolean
looks_like_number (const char *text)
{
  const char *digits = *text == '-' ? text + 1 : text;
  double number;

  if (!g_ascii_isdigit (*digits) || (digits[0] == '0' && g_ascii_isdigit (digits[1])) || g_utf8_strlen (digits, -1) > 15)
    return FALSE;

  return parcours_import_number (text, FALSE, &number) || parcours_import_number (text, TRUE, &number);
}

static gboolean
looks_like_bool (const char *text)
{
  static const char *const words[] = { "true", "false", "yes", "no", "y", "n", "oui", "non", NULL };
  g_autofree char *lower = strlen (text) <= 5 ? g_ascii_strdown (text, -1) : NULL;

  return lower != NULL && g_strv_contains (words, lower);
}

static gboolean
parse_birthday (const char        *text,
                ParcoursDateOrder  order,
                guint             *month,
                guint             *day)
{
  guint first, second;
  char separator = '\0';

  if (!take_digits (&text, 2, &first, NULL) || !take_separator (&text, &separator) ||
      !take_digits (&text, 2, &second, NULL) || *text != '\0')
    return FALSE;
  *month = order == PARCOURS_DATE_DMY ? second : first;
  *day = order == PARCOURS_DATE_DMY ? first : second;

  return *month >= 1 && *month <= 12 && *day >= 1 && *day <= (guint) parcours_month_length (2024, (int) *month);
}

/**
 * parcours_import_says_none:
 * @text: a value, not blank
 *
 * Databases and spreadsheets write something where nothing is known.
 *
 * Returns: whether @text stands for no value, where a number, a date or an answer was expected
 */
gboolean
parcours_import_says_none (const char *text)
{
  static const char *const words[] = { "-", "--", "n/a", "#n/a", "null", "\\n", NULL };
  gsize length = strlen (text);
  g_autofree char *lower = length <= 4 ? g_ascii_strdown (text, -1) : NULL;

  if (lower != NULL && g_strv_contains (words, lower))
    return TRUE;

  /* A day of zeros, such as 00/00/0000 or 0000-00-00 00:00:00. */
  return length >= 10 && strspn (text, "0-/.: ") == length && strpbrk (text, "-/.") != NULL;
}

/**
 * parcours_value_guess_see:
 * @guess: what is known of a column
 * @text: another value of it; blank ones say nothing
 */
void
parcours_value_guess_see (ParcoursValueGuess *guess,
                          const char         *text)
{
  Moment moment;
  guint month, day;

  if (parcours_text_is_blank (text))
    return;
  if (parcours_import_says_none (text))
    {
      guess->n_placeholders++;
      return;
    }
  guess->n_values++;
  /* Most columns are settled after a few values; only what is still possible is looked at. */
  if (guess->not_numbers == 0)
    {
      guess->not_numbers += !looks_like_number (text);
      guess->with_comma += strchr (text, ',') != NULL;
      guess->with_point += strchr (text, '.') != NULL;
    }
  if (guess->not_bools == 0)
    guess->not_bools += !looks_like_bool (text);
  if (guess->not_birthdays == 0)
    guess->not_birthdays += !parse_birthday (text, PARCOURS_DATE_MDY, &month, &day);
  for (guint order = 0; order < PARCOURS_N_DATE_ORDERS; order++)
    {
      if (guess->not_dates[order] == 0 && !parse_moment (text, (ParcoursDateOrder) order, &moment))
        guess->not_dates[order]++;
      else if (guess->not_dates[order] == 0)
        guess->with_time += moment.seconds >= 0;
    }
}

/**
 * parcours_value_guess_type:
 * @guess: what is known of a column
 * @style: (out): how it writes its values
 *
 * Returns: what it holds; text if there is no better answer, %PARCOURS_FIELD_UNKNOWN if it is empty
 */
ParcoursFieldType
parcours_value_guess_type (const ParcoursValueGuess *guess,
                           ParcoursValueStyle       *style)
{
  *style = (ParcoursValueStyle){ PARCOURS_DATE_YMD, guess->with_comma > 0 && guess->with_point == 0 };
  if (guess->n_values == 0)
    return guess->n_placeholders > 0 ? PARCOURS_FIELD_TEXT : PARCOURS_FIELD_UNKNOWN;
  for (guint order = 0; order < PARCOURS_N_DATE_ORDERS; order++)
    {
      if (guess->not_dates[order] > 0)
        continue;
      style->order = (ParcoursDateOrder) order;
      return guess->with_time > 0 ? PARCOURS_FIELD_DATETIME : PARCOURS_FIELD_DATE;
    }
  if (guess->not_bools == 0)
    return PARCOURS_FIELD_BOOL;
  if (guess->not_numbers == 0)
    return PARCOURS_FIELD_NUMBER;

  return guess->not_birthdays == 0 ? PARCOURS_FIELD_BIRTHDAY : PARCOURS_FIELD_TEXT;
}

/**
 * parcours_import_instant:
 * @text: a date with or without a time
 * @order: how it is written
 * @zone: the zone in which it is, unless it says so itself
 * @at: (out): the instant, midnight without a time
 *
 * Returns: whether @text is a date
 */
gboolean
parcours_import_instant (const char         *text,
                         ParcoursDateOrder   order,
                         const ParcoursZone *zone,
                         gint64             *at)
{
  Moment moment;
  gint64 local;

  if (!parse_moment (text, order, &moment))
    return FALSE;
  local = (gint64) moment.day * PARCOURS_DAY + MAX (moment.seconds, 0);
  *at = moment.has_zone ? local - moment.offset : parcours_zone_to_utc (zone, local);

  return TRUE;
}

static char *
normalize_birthday (const char        *text,
                    ParcoursDateOrder  order)
{
  Moment moment;
  int year, month, day;
  guint month_number, day_number;

  if (parse_birthday (text, order, &month_number, &day_number))
    return g_strdup_printf ("%02u-%02u", month_number, day_number);
  if (!parse_moment (text, order, &moment))
    return NULL;
  parcours_day_to_civil (moment.day, &year, &month, &day);

  return g_strdup_printf ("%02d-%02d", month, day);
}

/* Options may stand with semicolons or bars between. */
static char *
normalize_choices (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ",;|", -1);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);

      if (*part != '\0')
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? ", " : "", part);
    }

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/**
 * parcours_import_normalize:
 * @text: a value, not blank
 * @type: the type of the field that it is for
 * @style: how the column writes its values
 * @zone: the zone of local times
 *
 * Returns: (transfer full) (nullable): the value as our own files spell it, or %NULL if it is none of that type
 */
char *
parcours_import_normalize (const char               *text,
                           ParcoursFieldType         type,
                           const ParcoursValueStyle *style,
                           const ParcoursZone       *zone)
{
  double number;
  gint64 at;
  Moment moment;

  switch (type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      return parcours_import_number (text, style->decimal_comma, &number) ? parcours_number_format (number) : NULL;
    case PARCOURS_FIELD_DATE:
      return parse_moment (text, style->order, &moment) ? parcours_day_format (moment.day) : NULL;
    case PARCOURS_FIELD_DATETIME:
      return parcours_import_instant (text, style->order, zone, &at) ? parcours_instant_format (at) : NULL;
    case PARCOURS_FIELD_BIRTHDAY:
      return normalize_birthday (text, style->order);
    case PARCOURS_FIELD_CHOICES:
      return normalize_choices (text);
    default:
      return g_strdup (text);
    }
}
