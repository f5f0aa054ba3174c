/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-time.h"

/* Years 1 to 9999, as GDate counts them. */
#define FIRST_DAY (-719162)
#define LAST_DAY 2932896
#define JULIAN_OF_EPOCH 719163

static gint32
random_day (void)
{
  return g_test_rand_int_range (FIRST_DAY, LAST_DAY + 1);
}

static void
set_date (GDate  *date,
          gint32  day)
{
  g_date_clear (date, 1);
  g_date_set_julian (date, (guint32) (day + JULIAN_OF_EPOCH));
}

static gint32
get_day (const GDate *date)
{
  return (gint32) g_date_get_julian (date) - JULIAN_OF_EPOCH;
}

static void
test_civil (void)
{
  static const struct
  {
    int year, month, day;
    gint32 days;
    int weekday;
  } cases[] = {
    { 1970, 1, 1, 0, 4 },
    { 1969, 12, 31, -1, 3 },
    { 1900, 2, 28, -25509, 3 },
    { 1900, 3, 1, -25508, 4 },
    { 2000, 2, 29, 11016, 2 },
    { 2000, 3, 1, 11017, 3 },
    { 2026, 3, 2, 20514, 1 },
    { 2100, 2, 28, 47540, 7 },
    { 2100, 3, 1, 47541, 1 },
    { 1, 1, 1, FIRST_DAY, 1 },
    { 9999, 12, 31, LAST_DAY, 5 },
    { 0, 2, 29, -719469, 2 },
    { -1, 12, 31, -719529, 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int year, month, day;

      g_assert_cmpint (parcours_day_from_civil (cases[i].year, cases[i].month, cases[i].day), ==, cases[i].days);
      g_assert_cmpint (parcours_day_weekday (cases[i].days), ==, cases[i].weekday);
      parcours_day_to_civil (cases[i].days, &year, &month, &day);
      g_assert_cmpint (year, ==, cases[i].year);
      g_assert_cmpint (month, ==, cases[i].month);
      g_assert_cmpint (day, ==, cases[i].day);
    }
  parcours_day_to_civil (0, NULL, NULL, NULL);
}

/* GDate is the slow and simple model. */
static void
test_civil_against_gdate (void)
{
  for (gint32 day = FIRST_DAY; day <= LAST_DAY; day += 97)
    {
      GDate date;
      int year, month, day_of_month;

      set_date (&date, day);
      parcours_day_to_civil (day, &year, &month, &day_of_month);
      g_assert_cmpint (year, ==, g_date_get_year (&date));
      g_assert_cmpint (month, ==, (int) g_date_get_month (&date));
      g_assert_cmpint (day_of_month, ==, g_date_get_day (&date));
      g_assert_cmpint (parcours_day_weekday (day), ==, (int) g_date_get_weekday (&date));
      g_assert_cmpint (parcours_day_from_civil (year, month, day_of_month), ==, day);
    }
}

static void
test_month_length (void)
{
  for (int year = 1; year < 2500; year++)
    for (int month = 1; month <= 12; month++)
      g_assert_cmpint (parcours_month_length (year, month), ==,
                       g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year));
}

static void
test_add_months (void)
{
  static const struct
  {
    const char *from;
    int months;
    const char *to;
  } cases[] = {
    { "2026-01-31", 1, "2026-02-28" },
    { "2024-01-31", 1, "2024-02-29" },
    { "2024-02-29", 12, "2025-02-28" },
    { "2024-02-29", 48, "2028-02-29" },
    { "2026-03-31", -1, "2026-02-28" },
    { "2026-05-31", 1, "2026-06-30" },
    { "2026-12-15", 1, "2027-01-15" },
    { "2026-01-15", -1, "2025-12-15" },
    { "2026-01-15", -13, "2024-12-15" },
    { "2026-08-31", 0, "2026-08-31" },
    { "0001-01-31", 1, "0001-02-28" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint32 day;
      g_autofree char *to = NULL;

      g_assert_true (parcours_day_parse (cases[i].from, &day));
      to = parcours_day_format (parcours_day_add_months (day, cases[i].months));
      g_assert_cmpstr (to, ==, cases[i].to);
    }
}

static void
test_add_months_against_gdate (void)
{
  for (int i = 0; i < 20000; i++)
    {
      gint32 day = g_test_rand_int_range (-200000, 1000000);
      int months = g_test_rand_int_range (-3000, 3000);
      GDate date;

      set_date (&date, day);
      if (months >= 0)
        g_date_add_months (&date, (guint) months);
      else
        g_date_subtract_months (&date, (guint) -months);
      g_assert_cmpint (parcours_day_add_months (day, months), ==, get_day (&date));
    }
}

static void
test_recurrence (void)
{
  g_assert_cmpint (parcours_day_recurrence (2, 29, 2024), ==, parcours_day_from_civil (2024, 2, 29));
  g_assert_cmpint (parcours_day_recurrence (2, 29, 2026), ==, parcours_day_from_civil (2026, 2, 28));
  g_assert_cmpint (parcours_day_recurrence (2, 29, 2100), ==, parcours_day_from_civil (2100, 2, 28));
  g_assert_cmpint (parcours_day_recurrence (12, 31, 2026), ==, parcours_day_from_civil (2026, 12, 31));
}

static void
test_local (void)
{
  static const struct
  {
    gint64 local;
    gint32 day;
    int seconds;
  } cases[] = {
    { 0, 0, 0 },
    { -1, -1, 86399 },
    { 86399, 0, 86399 },
    { 86400, 1, 0 },
    { -86400, -1, 0 },
    { -86401, -2, 86399 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (parcours_local_day (cases[i].local), ==, cases[i].day);
      g_assert_cmpint (parcours_local_seconds (cases[i].local), ==, cases[i].seconds);
    }
  for (int i = 0; i < 10000; i++)
    {
      gint32 day = random_day ();
      int seconds = g_test_rand_int_range (0, PARCOURS_DAY);
      gint64 local = (gint64) day * PARCOURS_DAY + seconds;

      g_assert_cmpint (parcours_local_day (local), ==, day);
      g_assert_cmpint (parcours_local_seconds (local), ==, seconds);
    }
}

static void
test_day_parse (void)
{
  static const char *bad[] = {
    "", "2026", "2026-3-02", "2026-03-2", "2026-00-01", "2026-13-01", "2026-02-29", "2026-04-31", "2026-01-00",
    "2026-01-32", "0000-01-01", "02026-01-01", "2026-01-01 ", " 2026-01-01", "2026-01-01T", "2026/01/01",
    "-026-01-01", "+026-01-01", "20260101", "2026-01-0a", "２０２６-01-01", "2026-01", "2100-02-29",
  };
  gint32 day;

  g_assert_true (parcours_day_parse ("2024-02-29", &day));
  g_assert_cmpint (day, ==, parcours_day_from_civil (2024, 2, 29));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("“%s”", bad[i]);
      g_assert_false (parcours_day_parse (bad[i], &day));
    }
  for (int i = 0; i < 10000; i++)
    {
      gint32 expected = random_day ();
      g_autofree char *text = parcours_day_format (expected);

      g_assert_true (parcours_day_parse (text, &day));
      g_assert_cmpint (day, ==, expected);
    }
}

static void
test_birthday_parse (void)
{
  static const struct
  {
    const char *text;
    int month, day;
  } cases[] = {
    { "02-29", 2, 29 },
    { "12-31", 12, 31 },
    { "01-01", 1, 1 },
    { "1984-06-15", 6, 15 },
    { "2024-02-29", 2, 29 },
    { "02-30", 0, 0 },
    { "04-31", 0, 0 },
    { "00-10", 0, 0 },
    { "13-01", 0, 0 },
    { "06-00", 0, 0 },
    { "2023-02-29", 0, 0 },
    { "6-15", 0, 0 },
    { "06-15 ", 0, 0 },
    { "0615", 0, 0 },
    { "", 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int month, day;
      gboolean ok = parcours_birthday_parse (cases[i].text, &month, &day);

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (ok, ==, cases[i].month != 0);
      if (!ok)
        continue;
      g_assert_cmpint (month, ==, cases[i].month);
      g_assert_cmpint (day, ==, cases[i].day);
    }
}

static void
test_time_of_day (void)
{
  static const struct
  {
    const char *text;
    int seconds;         /* or -1 */
    const char *written; /* where it is not @text */
  } cases[] = {
    { "00:00", 0 },
    { "09:00", 32400 },
    { "23:59", 86340 },
    { "23:59:59", 86399 },
    { "09:00:30", 32430 },
    { "09:00:00", 32400, "09:00" },
    { "24:00", -1 },
    { "12:60", -1 },
    { "12:00:60", -1 },
    { "9:00", -1 },
    { "09", -1 },
    { "09:", -1 },
    { "09:0", -1 },
    { "09:00:", -1 },
    { "09:00:1", -1 },
    { "-1:00", -1 },
    { "09:00Z", -1 },
    { "09:00 ", -1 },
    { "", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int seconds;
      g_autofree char *written = NULL;

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (parcours_time_of_day_parse (cases[i].text, &seconds), ==, cases[i].seconds >= 0);
      if (cases[i].seconds < 0)
        continue;
      g_assert_cmpint (seconds, ==, cases[i].seconds);
      written = parcours_time_of_day_format (seconds);
      g_assert_cmpstr (written, ==, cases[i].written != NULL ? cases[i].written : cases[i].text);
    }
}

static void
test_local_parse (void)
{
  static const char *bad[] = {
    "2026-03-02T", "2026-03-02 09:00", "2026-03-02t09:00", "2026-03-02T9:00", "2026-03-02T09:00Z",
    "2026-03-02T24:00", "2026-03-32T09:00", "2026-03-02T09:00:00.5", "T09:00", "09:00", "",
  };
  gint64 local;

  g_assert_true (parcours_local_parse ("2026-03-02", &local));
  g_assert_cmpint (local, ==, 20514 * (gint64) PARCOURS_DAY);
  g_assert_true (parcours_local_parse ("2026-03-02T09:00", &local));
  g_assert_cmpint (local, ==, 20514 * (gint64) PARCOURS_DAY + 9 * PARCOURS_HOUR);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("“%s”", bad[i]);
      g_assert_false (parcours_local_parse (bad[i], &local));
    }
  for (int i = 0; i < 10000; i++)
    {
      gint64 expected = (gint64) random_day () * PARCOURS_DAY + g_test_rand_int_range (0, PARCOURS_DAY);
      g_autofree char *text = parcours_local_format (expected);

      g_assert_true (parcours_local_parse (text, &local));
      g_assert_cmpint (local, ==, expected);
    }
}

static void
test_instant_parse (void)
{
  static const struct
  {
    const char *text;
    const char *instant; /* or NULL */
  } cases[] = {
    { "2026-03-02T08:00:00Z", "2026-03-02T08:00:00Z" },
    { "2026-03-02t08:00:00z", "2026-03-02T08:00:00Z" },
    { "2026-03-02 08:00:00Z", "2026-03-02T08:00:00Z" },
    { "2026-03-02T09:00:00+01:00", "2026-03-02T08:00:00Z" },
    { "2026-03-02T03:30:00-04:30", "2026-03-02T08:00:00Z" },
    { "2026-03-02T08:00:00-00:00", "2026-03-02T08:00:00Z" },
    { "2026-03-02T08:00:00.999999999999Z", "2026-03-02T08:00:00Z" },
    { "2026-03-02T08:00:00.5+00:00", "2026-03-02T08:00:00Z" },
    { "2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00Z" },
    { "1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z" },
    { "2026-03-02T08:00Z", "2026-03-02T08:00:00Z" },
    { "2026-03-02T08:00:00" },
    { "2026-03-02T08:00:00.Z" },
    { "2026-03-02T08:00:00,5Z" },
    { "2026-03-02T08:00:00+1" },
    { "2026-03-02T08:00:00+01" },
    { "2026-03-02T08:00:00+24:00" },
    { "2026-03-02T08:00:00+01:60" },
    { "2026-03-02T08:00:00ZZ" },
    { "2026-03-02T08:00:00 Z" },
    { "2026-03-02T25:00:00Z" },
    { "2026-02-30T08:00:00Z" },
    { "2026-03-02" },
    { "2026-03-02Z" },
    { "1772438400" },
    { "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 at;
      g_autofree char *text = NULL;

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (parcours_instant_parse (cases[i].text, &at), ==, cases[i].instant != NULL);
      if (cases[i].instant == NULL)
        continue;
      text = parcours_instant_format (at);
      g_assert_cmpstr (text, ==, cases[i].instant);
    }
}

static void
test_instant_against_gdatetime (void)
{
  for (int i = 0; i < 10000; i++)
    {
      gint64 at = (gint64) random_day () * PARCOURS_DAY + g_test_rand_int_range (0, PARCOURS_DAY);
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (at);
      g_autofree char *expected = g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
      g_autofree char *text = parcours_instant_format (at);
      gint64 back;

      /* glibc does not fill the year with zeros. */
      if (g_date_time_get_year (date) >= 1000)
        g_assert_cmpstr (text, ==, expected);
      g_assert_true (parcours_instant_parse (text, &back));
      g_assert_cmpint (back, ==, at);
    }
}

/* Changes one character of a good text at a time: it is refused, or it is another
 * instant that is written as it was read. */
static void
test_mutations (void)
{
  static const char alphabet[] = "0123456789-:TZ+. ";

  for (int i = 0; i < 50000; i++)
    {
      char text[] = "2026-03-02T08:00:00Z";
      int where = g_test_rand_int_range (0, (int) strlen (text));
      gint64 at, again;

      text[where] = alphabet[g_test_rand_int_range (0, (int) strlen (alphabet))];
      if (parcours_instant_parse (text, &at))
        {
          g_autofree char *written = parcours_instant_format (at);

          g_assert_true (parcours_instant_parse (written, &again));
          g_assert_cmpint (again, ==, at);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time/civil", test_civil);
  g_test_add_func ("/time/civil-against-gdate", test_civil_against_gdate);
  g_test_add_func ("/time/month-length", test_month_length);
  g_test_add_func ("/time/add-months", test_add_months);
  g_test_add_func ("/time/add-months-against-gdate", test_add_months_against_gdate);
  g_test_add_func ("/time/recurrence", test_recurrence);
  g_test_add_func ("/time/local", test_local);
  g_test_add_func ("/time/day-parse", test_day_parse);
  g_test_add_func ("/time/birthday-parse", test_birthday_parse);
  g_test_add_func ("/time/time-of-day", test_time_of_day);
  g_test_add_func ("/time/local-parse", test_local_parse);
  g_test_add_func ("/time/instant-parse", test_instant_parse);
  g_test_add_func ("/time/instant-against-gdatetime", test_instant_against_gdatetime);
  g_test_add_func ("/time/mutations", test_mutations);

  return g_test_run ();
}
