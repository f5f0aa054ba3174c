/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include "parcours-time.h"

/* A year that starts in March puts the leap day last, so that the length of
 * the months before a date follows one linear formula. An era is 400 years,
 * 146,097 days. */
#define DAYS_PER_ERA 146097
#define DAYS_0000_03_01_TO_EPOCH 719468

/**
 * parcours_day_from_civil:
 * @year: the year, 1 to 9999
 * @month: the month, 1 to 12
 * @day: the day of the month, from 1
 *
 * Returns: the day as days since 1970-01-01
 */
gint32
parcours_day_from_civil (int year,
                         int month,
                         int day)
{
  int shifted_year = month <= 2 ? year - 1 : year;
  int era = (shifted_year >= 0 ? shifted_year : shifted_year - 399) / 400;
  int year_of_era = shifted_year - era * 400;
  int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * DAYS_PER_ERA + day_of_era - DAYS_0000_03_01_TO_EPOCH;
}

/**
 * parcours_day_to_civil:
 * @day: days since 1970-01-01
 * @year: (out) (optional): the year
 * @month: (out) (optional): the month, 1 to 12
 * @day_of_month: (out) (optional): the day of the month, from 1
 */
void
parcours_day_to_civil (gint32  day,
                       int    *year,
                       int    *month,
                       int    *day_of_month)
{
  int shifted = day + DAYS_0000_03_01_TO_EPOCH;
  int era = (shifted >= 0 ? shifted : shifted - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
  int day_of_era = shifted - era * DAYS_PER_ERA;
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int shifted_month = (5 * day_of_year + 2) / 153;
  int m = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;

  if (year != NULL)
    *year = year_of_era + era * 400 + (m <= 2);
  if (month != NULL)
    *month = m;
  if (day_of_month != NULL)
    *day_of_month = day_of_year - (153 * shifted_month + 2) / 5 + 1;
}

/**
 * parcours_day_weekday:
 * @day: days since 1970-01-01
 *
 * Returns: the weekday as in ISO 8601, 1 for Monday to 7 for Sunday
 */
int
parcours_day_weekday (gint32 day)
{
  int from_monday = (day + 3) % 7;

  return (from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

static gboolean
is_leap_year (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/**
 * parcours_month_length:
 * @year: the year
 * @month: the month, 1 to 12
 *
 * Returns: how many days the month has
 */
int
parcours_month_length (int year,
                       int month)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap_year (year) ? 29 : lengths[month - 1];
}

/**
 * parcours_day_add_months:
 * @day: days since 1970-01-01
 * @months: how many months to go on, negative to go back
 *
 * Steps by calendar months. A day that the month reached does not have becomes
 * its last one: 31 January and a month is 28 or 29 February (DESIGN rule 5).
 *
 * Returns: the day reached
 */
gint32
parcours_day_add_months (gint32 day,
                         int    months)
{
  int year, month, day_of_month, total;

  parcours_day_to_civil (day, &year, &month, &day_of_month);
  total = year * 12 + (month - 1) + months;
  year = total >= 0 ? total / 12 : (total - 11) / 12;
  month = total - year * 12 + 1;

  return parcours_day_from_civil (year, month, MIN (day_of_month, parcours_month_length (year, month)));
}

/**
 * parcours_day_recurrence:
 * @month: the month, 1 to 12
 * @day_of_month: the day of the month
 * @year: the year asked for
 *
 * Returns: the day on which a yearly date falls in @year; 29 February falls on
 *   the 28th in common years (DESIGN rule 5)
 */
gint32
parcours_day_recurrence (int month,
                         int day_of_month,
                         int year)
{
  return parcours_day_from_civil (year, month, MIN (day_of_month, parcours_month_length (year, month)));
}

/**
 * parcours_local_day:
 * @local: a local time in seconds
 *
 * Returns: its day
 */
gint32
parcours_local_day (gint64 local)
{
  return (gint32) (local >= 0 ? local / PARCOURS_DAY : (local - (PARCOURS_DAY - 1)) / PARCOURS_DAY);
}

/**
 * parcours_local_seconds:
 * @local: a local time in seconds
 *
 * Returns: the seconds since its midnight, 0 to 86399
 */
int
parcours_local_seconds (gint64 local)
{
  return (int) (local - (gint64) parcours_local_day (local) * PARCOURS_DAY);
}

/* Reads exactly @digits digits and moves @text past them; -1 if they are not there. */
static int
take_digits (const char **text,
             int          digits)
{
  int value = 0;

  for (int i = 0; i < digits; i++)
    {
      if (!g_ascii_isdigit ((*text)[i]))
        return -1;
      value = value * 10 + ((*text)[i] - '0');
    }
  *text += digits;

  return value;
}

static gboolean
take_char (const char **text,
           char         c)
{
  if (**text != c)
    return FALSE;
  (*text)++;

  return TRUE;
}

static gboolean
take_day (const char **text,
          gint32      *day)
{
  int year = take_digits (text, 4);
  int month, day_of_month;

  if (year < 1 || !take_char (text, '-'))
    return FALSE;
  month = take_digits (text, 2);
  if (month < 1 || month > 12 || !take_char (text, '-'))
    return FALSE;
  day_of_month = take_digits (text, 2);
  if (day_of_month < 1 || day_of_month > parcours_month_length (year, month))
    return FALSE;
  *day = parcours_day_from_civil (year, month, day_of_month);

  return TRUE;
}

static gboolean
take_time_of_day (const char **text,
                  int         *seconds)
{
  int hour = take_digits (text, 2);
  int minute, second = 0;

  if (hour < 0 || hour > 23 || !take_char (text, ':'))
    return FALSE;
  minute = take_digits (text, 2);
  if (minute < 0 || minute > 59)
    return FALSE;
  if (take_char (text, ':'))
    {
      second = take_digits (text, 2);
      if (second < 0 || second > 59)
        return FALSE;
    }
  *seconds = hour * PARCOURS_HOUR + minute * PARCOURS_MINUTE + second;

  return TRUE;
}

/**
 * parcours_day_parse:
 * @text: a date such as `2026-03-02`
 * @day: (out): days since 1970-01-01
 *
 * Returns: whether @text is a date
 */
gboolean
parcours_day_parse (const char *text,
                    gint32     *day)
{
  return take_day (&text, day) && *text == '\0';
}

/**
 * parcours_birthday_parse:
 * @text: a day of the year such as `02-29`, or a whole date, whose year is left out
 * @month: (out): the month, 1 to 12
 * @day_of_month: (out): the day of the month
 *
 * Returns: whether @text is a day of the year
 */
gboolean
parcours_birthday_parse (const char *text,
                         int        *month,
                         int        *day_of_month)
{
  gint32 day;

  if (parcours_day_parse (text, &day))
    {
      parcours_day_to_civil (day, NULL, month, day_of_month);
      return TRUE;
    }

  *month = take_digits (&text, 2);
  if (*month < 1 || *month > 12 || !take_char (&text, '-'))
    return FALSE;
  *day_of_month = take_digits (&text, 2);

  return *day_of_month >= 1 && *day_of_month <= parcours_month_length (2000, *month) && *text == '\0';
}

/**
 * parcours_time_of_day_parse:
 * @text: a time such as `09:00` or `09:00:30`
 * @seconds: (out): seconds since midnight
 *
 * Returns: whether @text is a time of day
 */
gboolean
parcours_time_of_day_parse (const char *text,
                            int        *seconds)
{
  return take_time_of_day (&text, seconds) && *text == '\0';
}

/**
 * parcours_local_parse:
 * @text: a local time such as `2026-03-02T09:00`, or a date, which means its midnight
 * @local: (out): the local time in seconds
 *
 * Returns: whether @text is a local time
 */
gboolean
parcours_local_parse (const char *text,
                      gint64     *local)
{
  gint32 day;
  int seconds = 0;

  if (!take_day (&text, &day))
    return FALSE;
  if (*text != '\0' && !(take_char (&text, 'T') && take_time_of_day (&text, &seconds)))
    return FALSE;
  *local = (gint64) day * PARCOURS_DAY + seconds;

  return *text == '\0';
}

static gboolean
take_offset (const char **text,
             int         *offset)
{
  int sign = **text == '-' ? -1 : 1;
  int seconds;

  if (take_char (text, 'Z') || take_char (text, 'z'))
    {
      *offset = 0;
      return TRUE;
    }
  if (!take_char (text, '+') && !take_char (text, '-'))
    return FALSE;
  if (!take_time_of_day (text, &seconds))
    return FALSE;
  *offset = sign * seconds;

  return TRUE;
}

/**
 * parcours_instant_parse:
 * @text: an instant as in RFC 3339; fractions of a second are cut off
 * @at: (out): seconds since 1970-01-01T00:00:00Z
 *
 * Returns: whether @text is an instant
 */
gboolean
parcours_instant_parse (const char *text,
                        gint64     *at)
{
  gint32 day;
  int seconds, offset;

  if (!take_day (&text, &day))
    return FALSE;
  if (!take_char (&text, 'T') && !take_char (&text, 't') && !take_char (&text, ' '))
    return FALSE;
  if (!take_time_of_day (&text, &seconds))
    return FALSE;
  if (take_char (&text, '.'))
    {
      if (take_digits (&text, 1) < 0)
        return FALSE;
      while (take_digits (&text, 1) >= 0)
        ;
    }
  if (!take_offset (&text, &offset) || *text != '\0')
    return FALSE;
  *at = (gint64) day * PARCOURS_DAY + seconds - offset;

  return TRUE;
}

static void
put_two (char *at,
         int   number)
{
  at[0] = (char) ('0' + number / 10);
  at[1] = (char) ('0' + number % 10);
}

/**
 * parcours_day_format:
 * @day: days since 1970-01-01
 *
 * Returns: (transfer full): the date as `2026-03-02`
 */
char *
parcours_day_format (gint32 day)
{
  char text[] = "0000-00-00";
  int year, month, day_of_month;

  parcours_day_to_civil (day, &year, &month, &day_of_month);
  if (year < 0 || year > 9999)
    return g_strdup_printf ("%04d-%02d-%02d", year, month, day_of_month);
  put_two (text, year / 100);
  put_two (text + 2, year % 100);
  put_two (text + 5, month);
  put_two (text + 8, day_of_month);

  return g_strdup (text);
}

/**
 * parcours_time_of_day_format:
 * @seconds: seconds since midnight
 *
 * Returns: (transfer full): the time as `09:00`, with seconds only where they are not 0
 */
char *
parcours_time_of_day_format (int seconds)
{
  int hour = seconds / PARCOURS_HOUR;
  int minute = seconds / PARCOURS_MINUTE % 60;

  if (seconds % PARCOURS_MINUTE != 0)
    return g_strdup_printf ("%02d:%02d:%02d", hour, minute, seconds % PARCOURS_MINUTE);

  return g_strdup_printf ("%02d:%02d", hour, minute);
}

/**
 * parcours_local_format:
 * @local: a local time in seconds
 *
 * Returns: (transfer full): the local time as `2026-03-02T09:00`
 */
char *
parcours_local_format (gint64 local)
{
  g_autofree char *day = parcours_day_format (parcours_local_day (local));
  g_autofree char *time = parcours_time_of_day_format (parcours_local_seconds (local));

  return g_strconcat (day, "T", time, NULL);
}

/**
 * parcours_instant_format:
 * @at: seconds since 1970-01-01T00:00:00Z
 *
 * Returns: (transfer full): the instant as `2026-03-02T08:00:00Z` (RFC 3339)
 */
char *
parcours_instant_format (gint64 at)
{
  g_autofree char *day = parcours_day_format (parcours_local_day (at));
  int seconds = parcours_local_seconds (at);

  return g_strdup_printf ("%sT%02d:%02d:%02dZ", day, seconds / PARCOURS_HOUR,
                          seconds / PARCOURS_MINUTE % 60, seconds % PARCOURS_MINUTE);
}
