/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "parcours-figure.h"
#include "parcours-phrase.h"
#include "parcours-text.h"
#include "parcours-time.h"

/* How amounts are written; of other currencies the code stands behind. */
static const struct
{
  const char *currency;
  const char *pattern;
} money_patterns[] = {
  { "EUR", NC_("money", "{amount} €") },
  { "USD", NC_("money", "${amount}") },
  { "GBP", NC_("money", "£{amount}") },
  { "CHF", NC_("money", "CHF {amount}") },
  { "CAD", NC_("money", "CA${amount}") },
  { "JPY", NC_("money", "¥{amount}") },
};

static const char *months[] = {
  NC_("month", "January"), NC_("month", "February"), NC_("month", "March"), NC_("month", "April"),
  NC_("month", "May"), NC_("month", "June"), NC_("month", "July"), NC_("month", "August"),
  NC_("month", "September"), NC_("month", "October"), NC_("month", "November"), NC_("month", "December"),
};

static const char *weekdays[] = {
  NC_("weekday", "Monday"), NC_("weekday", "Tuesday"), NC_("weekday", "Wednesday"), NC_("weekday", "Thursday"),
  NC_("weekday", "Friday"), NC_("weekday", "Saturday"), NC_("weekday", "Sunday"),
};

/* @decimal is a number with a point, as parcours_number_format() writes it. */
static char *
group_digits (const char *decimal)
{
  GString *string = g_string_new (NULL);
  const char *digits = decimal + (*decimal == '-');
  gsize n_whole = strcspn (digits, ".");

  if (strchr (decimal, 'e') != NULL)
    return g_string_free (g_string_assign (string, decimal), FALSE);
  g_string_append_len (string, decimal, digits - decimal);
  for (gsize i = 0; i < n_whole; i++)
    {
      if (i > 0 && (n_whole - i) % 3 == 0)
        /* Translators: what stands between groups of three digits, as in 1,000. */
        g_string_append (string, C_("thousands separator", ","));
      g_string_append_c (string, digits[i]);
    }
  if (digits[n_whole] == '.')
    {
      /* Translators: what stands before decimals, as in 0.5. */
      g_string_append (string, C_("decimal separator", "."));
      g_string_append (string, digits + n_whole + 1);
    }

  return g_string_free (string, FALSE);
}

/**
 * parcours_number_to_words:
 * @number: a finite number
 *
 * Returns: (transfer full): it as the user's language writes it, with all its decimals: "1,234.5"
 */
char *
parcours_number_to_words (double number)
{
  g_autofree char *decimal = parcours_number_format (number);

  return group_digits (decimal);
}

/**
 * parcours_count_to_words:
 * @count: a number of things
 *
 * Returns: (transfer full): it as the user's language writes it: "18,206"
 */
char *
parcours_count_to_words (guint64 count)
{
  g_autofree char *decimal = g_strdup_printf ("%" G_GUINT64_FORMAT, count);

  return group_digits (decimal);
}

/* Of a number above 0 and below 1; less than a millionth counts as that. */
static double
round_to_first_digit (double number)
{
  double unit = pow (10., floor (log10 (MAX (number, 1e-6))));

  return MAX (round (number / unit), 1.) * unit;
}

/**
 * parcours_percent_to_words:
 * @share: a share of 1
 *
 * Returns: (transfer full): it in percent without decimals; what would be said as 0 or all, and is not, with as many as
 *   its first digit that counts needs: "37 %", "0.4 %", "0.02 %", "99.98 %"
 */
char *
parcours_percent_to_words (double share)
{
  double percent = share * 100., shown = round (percent);
  g_autofree char *number = NULL;

  if (percent > 0. && percent < 0.95)
    shown = round_to_first_digit (percent);
  else if (percent < 100. && shown == 100.)
    shown = 100. - round_to_first_digit (100. - percent);
  /* The subtraction leaves a trace in the last binary digits. */
  number = parcours_number_to_words (round (shown * 1e6) / 1e6);

  return parcours_phrase_fill (C_("percentage", "{number} %"), "number", number, NULL);
}

static char *
amount_to_words (double amount)
{
  g_autofree char *decimal = amount == trunc (amount) ? parcours_number_format (amount)
                                                      : parcours_money_format (amount);

  return group_digits (decimal);
}

/**
 * parcours_money_to_words:
 * @amount: an amount in major units
 * @currency: (nullable): its currency, an ISO 4217 code, or %NULL if it has none
 *
 * Returns: (transfer full): it as the user's language writes it: "1,000 €", "49.90 €"
 */
char *
parcours_money_to_words (double      amount,
                         const char *currency)
{
  g_autofree char *number = amount_to_words (amount);

  if (currency == NULL)
    return g_steal_pointer (&number);
  for (guint i = 0; i < G_N_ELEMENTS (money_patterns); i++)
    {
      if (g_str_equal (money_patterns[i].currency, currency))
        return parcours_phrase_fill (g_dpgettext2 (GETTEXT_PACKAGE, "money", money_patterns[i].pattern),
                                     "amount", number, NULL);
    }

  /* Translators: {currency} is a code of three letters. */
  return parcours_phrase_fill (C_("money", "{amount} {currency}"), "amount", number, "currency", currency, NULL);
}

/**
 * parcours_month_name:
 * @month: 1 to 12
 *
 * Returns: (transfer none): the name of the month
 */
const char *
parcours_month_name (int month)
{
  g_return_val_if_fail (month >= 1 && month <= 12, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "month", months[month - 1]);
}

/**
 * parcours_weekday_name:
 * @weekday: an ISO weekday, 1 for Monday to 7
 *
 * Returns: (transfer none): the name of the day
 */
const char *
parcours_weekday_name (int weekday)
{
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "weekday", weekdays[weekday - 1]);
}

/* Some languages say "the first" and then "two", "three". */
static char *
day_number (int day_of_month)
{
  if (day_of_month == 1)
    /* Translators: the first of a month in a date. */
    return g_strdup (C_("day of the month", "1"));

  return g_strdup_printf ("%d", day_of_month);
}

/**
 * parcours_day_to_words:
 * @day: days since 1970-01-01
 *
 * Returns: (transfer full): the date: "2 March 2026"
 */
char *
parcours_day_to_words (gint32 day)
{
  int year, month, day_of_month;
  g_autofree char *number = NULL;
  g_autofree char *year_number = NULL;

  parcours_day_to_civil (day, &year, &month, &day_of_month);
  number = day_number (day_of_month);
  year_number = g_strdup_printf ("%d", year);

  return parcours_phrase_fill (C_("date", "{day} {month} {year}"), "day", number,
                               "month", parcours_month_name (month), "year", year_number, NULL);
}

/**
 * parcours_birthday_to_words:
 * @month: the month, 1 to 12
 * @day_of_month: the day of the month
 *
 * Returns: (transfer full): the day of the year: "2 March"
 */
char *
parcours_birthday_to_words (int month,
                            int day_of_month)
{
  g_autofree char *number = day_number (day_of_month);

  return parcours_phrase_fill (C_("date", "{day} {month}"), "day", number,
                               "month", parcours_month_name (month), NULL);
}

/**
 * parcours_time_of_day_to_words:
 * @seconds: seconds since midnight; what is less than a minute is left out
 *
 * Returns: (transfer full): the time of day: "09:00"
 */
char *
parcours_time_of_day_to_words (int seconds)
{
  g_autofree char *hour = g_strdup_printf ("%02d", seconds / PARCOURS_HOUR);
  g_autofree char *minute = g_strdup_printf ("%02d", seconds / PARCOURS_MINUTE % 60);

  return parcours_phrase_fill (C_("time of day", "{hour}:{minute}"), "hour", hour, "minute", minute, NULL);
}

/**
 * parcours_local_to_words:
 * @local: a local time in seconds
 *
 * Returns: (transfer full): it with its date: "2 March 2026, 09:00"
 */
char *
parcours_local_to_words (gint64 local)
{
  g_autofree char *day = parcours_day_to_words (parcours_local_day (local));
  g_autofree char *time = parcours_time_of_day_to_words (parcours_local_seconds (local));

  return parcours_phrase_fill (C_("date and time", "{day}, {time}"), "day", day, "time", time, NULL);
}
