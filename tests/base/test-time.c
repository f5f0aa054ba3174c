/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-time.h"

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
    { 2000, 2, 29, 11016, 2 },
    { 2026, 3, 2, 20514, 1 },
    { 2100, 3, 1, 47541, 1 },
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
}

/* GDate is the slow and simple model. */
static void
test_civil_against_gdate (void)
{
  for (gint32 day = -300000; day < 300000; day += 97)
    {
      GDate date;
      int year, month, day_of_month;

      g_date_set_julian (&date, (guint32) (day + 719163));
      parcours_day_to_civil (day, &year, &month, &day_of_month);
      g_assert_cmpint (year, ==, g_date_get_year (&date));
      g_assert_cmpint (month, ==, (int) g_date_get_month (&date));
      g_assert_cmpint (day_of_month, ==, g_date_get_day (&date));
      g_assert_cmpint (parcours_day_weekday (day), ==, (int) g_date_get_weekday (&date));
      g_assert_cmpint (parcours_day_from_civil (year, month, day_of_month), ==, day);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time/civil", test_civil);
  g_test_add_func ("/time/civil-against-gdate", test_civil_against_gdate);

  return g_test_run ();
}
