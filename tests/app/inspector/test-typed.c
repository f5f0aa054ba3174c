/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people type, in English and in French: understood as they mean it, or refused, never taken for something else. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "parcours-duration.h"
#include "parcours-i18n.h"
#include "parcours-time.h"
#include "parcours-typed.h"

enum { DAY_UNIT = 3, HOUR_UNIT = 4 };

/* Where nothing is translated, the words of English alone are understood. */
static gboolean
is_french (void)
{
  return g_str_equal (parcours_unit_label (DAY_UNIT), "jours");
}

static void
check_number (const char *text,
              double      expected)
{
  double number;

  g_test_message ("%s", text);
  g_assert_true (parcours_number_read (text, &number));
  g_assert_cmpfloat (number, ==, expected);
}

static void
test_numbers (void)
{
  static const char *const no_numbers[] = { "", " ", "two", "1.2.3", "1,2,3", "2 5", "1,5.3", "12 34", "5 apples", "--1", "1 000 00", "inf", "nan",
                                            "1,23,456.7" };
  double number;

  check_number ("3", 3.);
  check_number (" 2.5 ", 2.5);
  check_number ("2,5", 2.5);
  check_number ("-4", -4.);
  check_number ("−4", -4.);
  check_number ("1 500", 1500.);
  check_number ("1\xc2\xa0" "234\xe2\x80\xaf" "567,5", 1234567.5);
  check_number ("1,234,567.5", 1234567.5);
  check_number ("1.234.567,5", 1234567.5);
  check_number ("0,125", .125);
  check_number ("12,50 €", 12.5);
  check_number ("$12.50", 12.5);
  check_number ("1.125", 1.125);
  check_number ("1,500", is_french () ? 1.5 : 1500.);
  for (guint i = 0; i < G_N_ELEMENTS (no_numbers); i++)
    {
      g_test_message ("%s", no_numbers[i]);
      g_assert_false (parcours_number_read (no_numbers[i], &number));
    }
}

static void
check_duration (const char *text,
                guint       unit,
                const char *expected)
{
  ParcoursAmounts amounts = { { 0. } };
  g_autofree char *written = NULL;

  g_test_message ("%s", text);
  g_assert_null (parcours_amounts_add (&amounts, text, unit));
  written = parcours_amounts_format (&amounts);
  g_assert_cmpstr (written, ==, expected);
}

static void
check_no_duration (const char *text)
{
  ParcoursAmounts amounts = { { 0. } };

  g_test_message ("%s", text);
  g_assert_nonnull (parcours_amounts_add (&amounts, text, DAY_UNIT));
}

static void
test_durations (void)
{
  static const char *const no_durations[] = { "", "days", "3 dogs", "3 m", "-3 days", "-3", "3 days 4", "three days", "1.5 months", "2 h 30 30",
                                              "3 days ago", "2:30", "3 days-" };

  check_duration ("3", DAY_UNIT, "P3D");
  check_duration ("3", HOUR_UNIT, "PT3H");
  check_duration ("3 days", HOUR_UNIT, "P3D");
  check_duration ("3d", HOUR_UNIT, "P3D");
  check_duration ("1 Day", HOUR_UNIT, "P1D");
  check_duration ("2 h 30", DAY_UNIT, "PT2H30M");
  check_duration ("2h30m", DAY_UNIT, "PT2H30M");
  check_duration ("90 min", DAY_UNIT, "PT90M");
  check_duration ("90 mins.", DAY_UNIT, "PT90M");
  check_duration ("2 hrs", DAY_UNIT, "PT2H");
  check_duration ("1 week", DAY_UNIT, "P1W");
  check_duration ("1 year, 2 mo and 3 days", DAY_UNIT, "P1Y2M3D");
  check_duration ("1,5 day", DAY_UNIT, "P1DT12H");
  check_duration ("1.5", DAY_UNIT, "P1DT12H");
  check_duration ("0.5 week", DAY_UNIT, "P3DT12H");
  check_duration ("1.5 years", DAY_UNIT, "P1Y6M");
  check_duration ("0.333333333333333 h", DAY_UNIT, "PT20M");
  check_duration ("0", DAY_UNIT, "P0D");
  if (is_french ())
    {
      check_duration ("3 jours", HOUR_UNIT, "P3D");
      check_duration ("3 j", HOUR_UNIT, "P3D");
      check_duration ("1,5 jour", HOUR_UNIT, "P1DT12H");
      check_duration ("1 semaine", HOUR_UNIT, "P1W");
      check_duration ("2 mois et 1 jour", HOUR_UNIT, "P2M1D");
      check_duration ("2 heures 30", DAY_UNIT, "PT2H30M");
      check_no_duration ("2 s");
    }
  for (guint i = 0; i < G_N_ELEMENTS (no_durations); i++)
    check_no_duration (no_durations[i]);
}

/* What the program says of a duration can be typed, and what is written is what was read. */
static void
test_words_of_durations (void)
{
  static const char *const durations[] = { "P1D", "P2D", "P3M", "P1M2DT3H", "PT90M", "P2Y", "PT1H1M1S", "P1Y1M1DT1H" };

  for (guint i = 0; i < G_N_ELEMENTS (durations); i++)
    {
      ParcoursDuration duration, read;
      ParcoursAmounts amounts = { { 0. } }, same;
      g_autofree char *words = NULL;
      g_autofree char *written = NULL;

      parcours_amounts_parse (durations[i], &same);
      written = parcours_amounts_format (&same);
      g_assert_cmpstr (written, ==, durations[i]);
      g_assert_true (parcours_duration_parse (durations[i], &duration));
      words = parcours_duration_to_words (&duration);
      g_test_message ("%s", words);
      g_assert_null (parcours_amounts_add (&amounts, words, HOUR_UNIT));
      g_free (written);
      written = parcours_amounts_format (&amounts);
      g_assert_true (parcours_duration_parse (written, &read));
      g_assert_cmpint (read.months, ==, duration.months);
      g_assert_cmpint (read.days, ==, duration.days);
      g_assert_cmpint (read.seconds, ==, duration.seconds);
    }
}

static void
test_times (void)
{
  static const struct { const char *text, *time; } times[] = {
    { "9", "09:00" }, { "9h", "09:00" }, { "9:30", "09:30" }, { "9h30", "09:30" }, { "9 h 30", "09:30" }, { "09.30", "09:30" },
    { "0930", "09:30" }, { "930", "09:30" }, { "9 am", "09:00" }, { "9:30 pm", "21:30" }, { "9 P.M.", "21:00" },
    { "12 am", "00:00" }, { "12pm", "12:00" }, { "noon", "12:00" }, { "Midnight", "00:00" }, { "0:05", "00:05" }, { "9:", "09:00" },
  };
  static const char *const no_times[] = { "", "24:00", "9:60", "13 pm", "0 am", "half past nine", "+9", "-1", "9:3a", "9::3", "93000", "9:300" };
  int seconds;

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *written = NULL;

      g_test_message ("%s", times[i].text);
      g_assert_true (parcours_time_read (times[i].text, &seconds));
      written = parcours_time_write (seconds);
      g_assert_cmpstr (written, ==, times[i].time);
    }
  for (guint i = 0; i < G_N_ELEMENTS (no_times); i++)
    {
      g_test_message ("%s", no_times[i]);
      g_assert_false (parcours_time_read (no_times[i], &seconds));
    }
}

static void
check_day (const char *text,
           const char *expected)
{
  gint32 day;
  g_autofree char *written = NULL;

  g_test_message ("%s", text);
  g_assert_true (parcours_day_read (text, &day));
  written = parcours_day_format (day);
  g_assert_cmpstr (written, ==, expected);
}

static void
test_days (void)
{
  static const char *const no_days[] = { "", "2", "2 3", "2/3", "31/31/2026", "2026-02-30", "2 foo 2026", "2026", "31 feb 2026", "1/2/3/4", "3 march",
                                         "march 2026", "20260", "0/0/0", "2x345 march 2026" };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);
  g_autofree char *next = g_date_time_format (tomorrow, "%Y-%m-%d");
  gint32 day;

  check_day ("2026-03-02", "2026-03-02");
  check_day (" 2026/3/2 ", "2026-03-02");
  check_day ("31/12/26", "2026-12-31");
  if (is_french ())
    {
      check_day ("2 mars 2026", "2026-03-02");
      check_day ("1er août 2026", "2026-08-01");
      check_day ("25 déc. 2026", "2026-12-25");
    }
  else
    {
      check_day ("2 March 2026", "2026-03-02");
      check_day ("March 2nd, 2026", "2026-03-02");
      check_day ("25 Dec. 26", "2026-12-25");
    }
  check_day ("tomorrow", next);
  for (guint i = 0; i < G_N_ELEMENTS (no_days); i++)
    {
      g_test_message ("%s", no_days[i]);
      g_assert_false (parcours_day_read (no_days[i], &day));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  parcours_i18n_init ();

  g_test_add_func ("/typed/numbers", test_numbers);
  g_test_add_func ("/typed/durations", test_durations);
  g_test_add_func ("/typed/durations/words", test_words_of_durations);
  g_test_add_func ("/typed/times", test_times);
  g_test_add_func ("/typed/days", test_days);

  return g_test_run ();
}
