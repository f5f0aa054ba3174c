/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-duration.h"

#define JULIAN_OF_EPOCH 719163

static const char *zone_names[] = {
  "UTC", "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "America/St_Johns",
  "Pacific/Apia", "Asia/Kathmandu",
};

static gint64
instant (const char *text)
{
  gint64 at;

  g_assert_true (parcours_instant_parse (text, &at));

  return at;
}

static void
assert_duration (const ParcoursDuration *duration,
                 gint32                  months,
                 gint32                  days,
                 gint64                  seconds)
{
  g_assert_cmpint (duration->months, ==, months);
  g_assert_cmpint (duration->days, ==, days);
  g_assert_cmpint (duration->seconds, ==, seconds);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    gint32 months, days;
    gint64 seconds;
    const char *written; /* where it is not @text */
  } cases[] = {
    { "P2D", 0, 2, 0 },
    { "PT90M", 0, 0, 5400, "PT1H30M" },
    { "P1M", 1, 0, 0 },
    { "PT1M", 0, 0, 60 },
    { "P1Y", 12, 0, 0 },
    { "P18M", 18, 0, 0, "P1Y6M" },
    { "P1W", 0, 7, 0, "P7D" },
    { "P1W3D", 0, 10, 0, "P10D" },
    { "P1Y2M3W4DT5H6M7S", 14, 25, 18367, "P1Y2M25DT5H6M7S" },
    { "P1M2DT3H", 1, 2, 10800 },
    { "PT36H", 0, 0, 129600 },
    { "PT1S", 0, 0, 1 },
    { "PT3600S", 0, 0, 3600, "PT1H" },
    { "P0D", 0, 0, 0 },
    { "PT0S", 0, 0, 0, "P0D" },
    { "P0Y0M0DT0H0M0S", 0, 0, 0, "P0D" },
    { "P007D", 0, 7, 0, "P7D" },
    { "P10000Y", 120000, 0, 0 },
    { "P3660000D", 0, 3660000, 0 },
    { "PT87840000H", 0, 0, 316224000000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ParcoursDuration duration;
      g_autofree char *written = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_true (parcours_duration_parse (cases[i].text, &duration));
      assert_duration (&duration, cases[i].months, cases[i].days, cases[i].seconds);
      written = parcours_duration_format (&duration);
      g_assert_cmpstr (written, ==, cases[i].written != NULL ? cases[i].written : cases[i].text);
    }
}

static void
test_parse_refuses (void)
{
  static const char *bad[] = {
    "", "P", "PT", "P1", "PT1", "1D", "D", "P1DT", "PD", "PTH", "P1H", "PT1D", "PT1Y", "PT1W", "p1d", "P1d", "P-1D",
    "-P1D", "+P1D", "P1.5D", "PT0.5H", "P1,5D", "P1D2D", "P1D1M", "PT1M1H", "PT1S1M", "P1D ", " P1D", "P 1D",
    "P1DT1HT1M", "PT1H1D", "P1D1W", "P1W1M", "2 days", "P1X", "P１D", "P1D\n", "P1S",
    /* Too long: one number, their sum, and what would overflow. */
    "P10001Y", "P120001M", "P9999Y13M", "P3660001D", "P522858W", "P500000W200000D", "PT87840001H",
    "PT87840000H1S", "PT316224000001S", "P2147483648D", "P4294967297D", "PT9223372036854775808S",
    "PT99999999999999999999999S", "P99999999999999999999999D",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      ParcoursDuration duration;

      g_test_message ("“%s”", bad[i]);
      g_assert_false (parcours_duration_parse (bad[i], &duration));
    }
}

static void
test_offset (void)
{
  static const struct
  {
    const char *text;
    gint32 months, days;
    gint64 seconds;
    const char *written; /* where it is not @text */
  } cases[] = {
    { "-P7D", 0, -7, 0 },
    { "P7D", 0, 7, 0 },
    { "+P7D", 0, 7, 0, "P7D" },
    { "-PT30M", 0, 0, -1800 },
    { "-P1M2DT3H", -1, -2, -10800 },
    { "-P0D", 0, 0, 0, "P0D" },
    { "-P10000Y", -120000, 0, 0 },
  };
  static const char *bad[] = { "", "-", "+", "--P1D", "+-P1D", "-+P1D", "- P1D", "-P", "P-1D", "-1D" };
  ParcoursDuration offset;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *written = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_true (parcours_offset_parse (cases[i].text, &offset));
      assert_duration (&offset, cases[i].months, cases[i].days, cases[i].seconds);
      written = parcours_duration_format (&offset);
      g_assert_cmpstr (written, ==, cases[i].written != NULL ? cases[i].written : cases[i].text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("“%s”", bad[i]);
      g_assert_false (parcours_offset_parse (bad[i], &offset));
    }
}

static void
test_round_trip (void)
{
  for (int i = 0; i < 50000; i++)
    {
      int sign = g_test_rand_bit () ? 1 : -1;
      ParcoursDuration duration = {
        sign * (g_test_rand_bit () ? g_test_rand_int_range (0, 120001) : 0),
        sign * (g_test_rand_bit () ? g_test_rand_int_range (0, 3660001) : 0),
        sign * (g_test_rand_bit () ? (gint64) (g_test_rand_double () * 316224000000.) : 0),
      };
      g_autofree char *text = parcours_duration_format (&duration);
      ParcoursDuration back;

      g_assert_true (parcours_offset_parse (text, &back));
      assert_duration (&back, duration.months, duration.days, duration.seconds);
      g_assert_cmpint (parcours_duration_parse (text, &back), ==, *text != '-');
    }
}

/* Any text is refused, or read as something that is written and read back the same. */
static void
test_garbage (void)
{
  static const char alphabet[] = "PT0123459YMWDHS-+ ";

  for (int i = 0; i < 200000; i++)
    {
      char text[16] = "P";
      int length = g_test_rand_int_range (1, 15);
      ParcoursDuration duration, back;

      for (int j = 1; j < length; j++)
        text[j] = alphabet[g_test_rand_int_range (0, (int) strlen (alphabet))];
      if (parcours_duration_parse (text, &duration))
        {
          g_autofree char *written = parcours_duration_format (&duration);

          g_assert_cmpint (duration.months, >=, 0);
          g_assert_cmpint (duration.days, >=, 0);
          g_assert_cmpint (duration.seconds, >=, 0);
          g_assert_true (parcours_duration_parse (written, &back));
          assert_duration (&back, duration.months, duration.days, duration.seconds);
        }
    }
}

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "P0D", "no time" },
    { "PT1S", "1 second" },
    { "PT90M", "1 hour and 30 minutes" },
    { "P1D", "1 day" },
    { "P2DT3H", "2 days and 3 hours" },
    { "P7D", "7 days" },
    { "P14D", "14 days" },
    { "P10D", "10 days" },
    { "P1M", "1 month" },
    { "P18M", "1 year and 6 months" },
    { "P2Y1M1W", "2 years, 1 month and 7 days" },
    { "-P7D", "7 days" },
    { "-P1M2DT3H4M5S", "1 month, 2 days, 3 hours, 4 minutes and 5 seconds" },
    { "PT87840000H", "87,840,000 hours" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ParcoursDuration duration;
      g_autofree char *words = NULL;

      g_assert_true (parcours_offset_parse (cases[i].text, &duration));
      words = parcours_duration_to_words (&duration);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_add (void)
{
  static const struct
  {
    const char *zone;
    const char *from;
    const char *duration;
    const char *to;
  } cases[] = {
    /* Month ends. */
    { "UTC", "2026-01-31T10:00:00Z", "P1M", "2026-02-28T10:00:00Z" },
    { "UTC", "2024-01-31T10:00:00Z", "P1M", "2024-02-29T10:00:00Z" },
    { "UTC", "2026-01-31T10:00:00Z", "P2M", "2026-03-31T10:00:00Z" },
    { "UTC", "2026-03-31T10:00:00Z", "-P1M", "2026-02-28T10:00:00Z" },
    { "UTC", "2024-02-29T10:00:00Z", "P1Y", "2025-02-28T10:00:00Z" },
    { "UTC", "2024-02-29T10:00:00Z", "P4Y", "2028-02-29T10:00:00Z" },
    { "UTC", "2024-02-29T10:00:00Z", "-P1Y", "2023-02-28T10:00:00Z" },
    { "UTC", "2026-12-31T23:00:00Z", "P2M", "2027-02-28T23:00:00Z" },
    /* Months first, then days, then seconds. */
    { "UTC", "2026-01-31T10:00:00Z", "P1M1D", "2026-03-01T10:00:00Z" },
    { "UTC", "2026-01-30T10:00:00Z", "P1M1D", "2026-03-01T10:00:00Z" },
    { "UTC", "2026-01-31T23:30:00Z", "P1MT1H", "2026-03-01T00:30:00Z" },
    { "UTC", "2026-03-31T10:00:00Z", "-P1M1D", "2026-02-27T10:00:00Z" },
    /* A day is 23 or 25 hours where clocks change, and hours are hours. */
    { "Europe/Paris", "2026-03-28T11:00:00Z", "P1D", "2026-03-29T10:00:00Z" },
    { "Europe/Paris", "2026-03-28T11:00:00Z", "PT24H", "2026-03-29T11:00:00Z" },
    { "Europe/Paris", "2026-10-24T10:00:00Z", "P1D", "2026-10-25T11:00:00Z" },
    { "Europe/Paris", "2026-10-24T10:00:00Z", "PT24H", "2026-10-25T10:00:00Z" },
    { "Europe/Paris", "2026-03-25T11:00:00Z", "P1W", "2026-04-01T10:00:00Z" },
    { "Europe/Paris", "2026-03-30T10:00:00Z", "-P2D", "2026-03-28T11:00:00Z" },
    /* 02:30 is skipped on the 29th, and doubled on 25 October. */
    { "Europe/Paris", "2026-03-28T01:30:00Z", "P1D", "2026-03-29T01:00:00Z" },
    { "Europe/Paris", "2026-02-28T01:30:00Z", "P1M1D", "2026-03-29T01:00:00Z" },
    { "Europe/Paris", "2026-03-28T01:30:00Z", "P1DT1H", "2026-03-29T02:00:00Z" },
    { "Europe/Paris", "2026-10-24T00:30:00Z", "P1D", "2026-10-25T00:30:00Z" },
    /* From the second 02:30 a day later is 02:30, and no days at all is no step. */
    { "Europe/Paris", "2026-10-25T01:30:00Z", "P1D", "2026-10-26T01:30:00Z" },
    { "Europe/Paris", "2026-10-25T01:30:00Z", "P0D", "2026-10-25T01:30:00Z" },
    { "Europe/Paris", "2026-10-25T01:30:00Z", "PT1H", "2026-10-25T02:30:00Z" },
    /* The calendar is the zone's: there it is the 31st already, or still the 30th. */
    { "Pacific/Apia", "2026-01-30T12:00:00Z", "P1M", "2026-02-27T12:00:00Z" },
    { "America/New_York", "2026-01-31T03:00:00Z", "P1M", "2026-03-01T03:00:00Z" },
    { "Pacific/Apia", "2011-12-29T20:00:00Z", "P1D", "2011-12-30T10:00:00Z" },
    { "Australia/Lord_Howe", "2026-10-02T15:45:00Z", "P1D", "2026-10-03T15:30:00Z" },
    { "Asia/Kathmandu", "2026-01-31T18:15:00Z", "P1M", "2026-02-28T18:15:00Z" },
    { "America/St_Johns", "2026-03-07T05:45:00Z", "P1D", "2026-03-08T05:30:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ParcoursDuration duration;
      g_autofree char *to = NULL;

      g_test_message ("%s + %s, %s", cases[i].from, cases[i].duration, cases[i].zone);
      g_assert_true (parcours_offset_parse (cases[i].duration, &duration));
      to = parcours_instant_format (parcours_duration_add (&duration, instant (cases[i].from),
                                                           parcours_zone_lookup (cases[i].zone)));
      g_assert_cmpstr (to, ==, cases[i].to);
    }
}

static gint64
shown (GTimeZone *source,
       gint64     at)
{
  return at + g_time_zone_get_offset (source, g_time_zone_find_interval (source, G_TIME_TYPE_UNIVERSAL, at));
}

/* GDate steps on the calendar, GTimeZone knows the zone; the first instant at
 * which clocks show the time, or a later one, is searched for. */
static gint64
model_add (const ParcoursDuration *duration,
           gint64                  at,
           GTimeZone              *source)
{
  gint64 local = shown (source, at);
  gint64 day = local / PARCOURS_DAY;
  GDate date;

  if (duration->months == 0 && duration->days == 0)
    return at + duration->seconds;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + JULIAN_OF_EPOCH));
  if (duration->months >= 0)
    g_date_add_months (&date, (guint) duration->months);
  else
    g_date_subtract_months (&date, (guint) -duration->months);
  if (duration->days >= 0)
    g_date_add_days (&date, (guint) duration->days);
  else
    g_date_subtract_days (&date, (guint) -duration->days);
  local = ((gint64) g_date_get_julian (&date) - JULIAN_OF_EPOCH) * PARCOURS_DAY + local % PARCOURS_DAY;

  /* Clocks change on whole minutes. */
  at = local - local % PARCOURS_MINUTE - 15 * PARCOURS_HOUR;
  while (shown (source, at + PARCOURS_MINUTE - 1) < local)
    at += PARCOURS_MINUTE;
  while (shown (source, at) < local)
    at++;

  return at + duration->seconds;
}

static void
test_add_against_model (void)
{
  for (int i = 0; i < 4000; i++)
    {
      const char *name = zone_names[i % G_N_ELEMENTS (zone_names)];
      const ParcoursZone *zone = parcours_zone_lookup (name);
      g_autoptr (GTimeZone) source = g_time_zone_new_identifier (name);
      int sign = g_test_rand_bit () ? 1 : -1;
      ParcoursDuration duration = {
        sign * (g_test_rand_bit () ? g_test_rand_int_range (0, 30) : 0),
        sign * (g_test_rand_bit () ? g_test_rand_int_range (0, 60) : 0),
        sign * (g_test_rand_bit () ? g_test_rand_int_range (0, 200000) : 0),
      };
      /* 1995 to 2060. */
      gint64 at = g_test_rand_int_range (13150000, 47330000) * (gint64) PARCOURS_MINUTE;
      gint64 change = parcours_zone_next_change (zone, at);
      gint64 expected;

      /* Half of the time, what is reached is near a change of the clocks. */
      if (g_test_rand_bit () && change != PARCOURS_INSTANT_NEVER)
        at = parcours_duration_subtract (&duration, change, zone) + g_test_rand_int_range (-300, 300) * PARCOURS_MINUTE;
      expected = model_add (&duration, at, source);
      g_assert_cmpint (parcours_duration_add (&duration, at, zone), ==, expected);
      /* Nothing that is waited for lies in the past. */
      if (sign > 0)
        g_assert_cmpint (expected, >=, at);
    }
}

static void
test_subtract (void)
{
  const ParcoursZone *paris = parcours_zone_lookup ("Europe/Paris");

  for (int i = 0; i < 5000; i++)
    {
      gint64 at = g_test_rand_int_range (0, G_MAXINT32);
      ParcoursDuration duration = { g_test_rand_int_range (0, 30), g_test_rand_int_range (0, 60),
                                    g_test_rand_int_range (0, 200000) };
      ParcoursDuration back = { -duration.months, -duration.days, -duration.seconds };

      g_assert_cmpint (parcours_duration_subtract (&duration, at, paris), ==,
                       parcours_duration_add (&back, at, paris));
    }
}

static void
test_next_crossing (void)
{
  static const struct
  {
    const char *offset;
    const char *edge;
    const char *at;
    const char *crossing; /* (nullable) */
  } cases[] = {
    { "-PT1H", "2026-03-02T09:00:00Z", "2026-03-02T09:59:59Z", "2026-03-02T10:00:00Z" },
    { "-PT1H", "2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z", NULL },
    { "PT36H", "2026-04-15T22:00:00Z", "2026-03-31T00:00:00Z", "2026-04-14T10:00:00Z" },
    { "-P2D", "2026-03-27T09:00:00Z", "2026-03-27T09:00:00Z", "2026-03-29T08:00:00Z" },
    /* A month before is the same day for four days: there and back again. */
    { "-P1M", "2026-02-28T11:00:00Z", "2026-03-01T00:00:00Z", "2026-03-28T11:00:00Z" },
    { "-P1M", "2026-02-28T11:00:00Z", "2026-03-28T11:00:00Z", "2026-03-28T23:00:00Z" },
    { "-P1M", "2026-02-28T11:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T10:00:00Z" },
    { "-P1M", "2026-02-28T11:00:00Z", "2026-03-31T10:00:00Z", NULL },
    /* From 03:00 a clock shows the hour from 02:00 on once more. */
    { "-P1D", "2026-10-24T00:30:00Z", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z" },
    { "-P1D", "2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z" },
    { "-P1D", "2026-10-24T00:30:00Z", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z" },
    { "-P1D", "2026-10-24T00:30:00Z", "2026-10-25T01:30:00Z", NULL },
  };
  const ParcoursZone *paris = parcours_zone_lookup ("Europe/Paris");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ParcoursDuration offset;
      gint64 edge, at, crossing = PARCOURS_INSTANT_NEVER;

      g_assert_true (parcours_offset_parse (cases[i].offset, &offset));
      g_assert_true (parcours_instant_parse (cases[i].edge, &edge));
      g_assert_true (parcours_instant_parse (cases[i].at, &at));
      if (cases[i].crossing != NULL)
        g_assert_true (parcours_instant_parse (cases[i].crossing, &crossing));
      g_assert_cmpint (parcours_duration_next_crossing (&offset, edge, at, paris), ==, crossing);
    }
}

/* Minute by minute, twenty days before and behind. */
static void
test_next_crossing_against_model (void)
{
  for (int i = 0; i < 300; i++)
    {
      const ParcoursZone *zone = parcours_zone_lookup (zone_names[i % G_N_ELEMENTS (zone_names)]);
      int sign = g_test_rand_bit () ? 1 : -1;
      ParcoursDuration offset = {
        sign * (g_test_rand_bit () ? g_test_rand_int_range (0, 30) : 0),
        sign * (g_test_rand_bit () ? g_test_rand_int_range (0, 60) : 0),
        sign * (g_test_rand_bit () ? g_test_rand_int_range (0, 4000) * PARCOURS_MINUTE : 0),
      };
      gint64 edge = g_test_rand_int_range (25000000, 30000000) * (gint64) PARCOURS_MINUTE;
      gint64 change = parcours_zone_next_change (zone, edge);
      gint64 about, at;
      gboolean was_behind;

      if (g_test_rand_bit () && change != PARCOURS_INSTANT_NEVER)
        edge = change + g_test_rand_int_range (-300, 300) * PARCOURS_MINUTE;
      about = parcours_duration_subtract (&offset, edge, zone);
      at = about - 20 * PARCOURS_DAY;
      was_behind = parcours_duration_add (&offset, at, zone) >= edge;
      for (gint64 t = at + PARCOURS_MINUTE; t < about + 20 * PARCOURS_DAY; t += PARCOURS_MINUTE)
        {
          gboolean is_behind = parcours_duration_add (&offset, t, zone) >= edge;

          if (is_behind == was_behind)
            continue;
          g_assert_cmpint (parcours_duration_next_crossing (&offset, edge, at, zone), ==, t);
          at = t;
          was_behind = is_behind;
        }
      g_assert_cmpint (parcours_duration_next_crossing (&offset, edge, at, zone), ==, PARCOURS_INSTANT_NEVER);
    }
}

static void
test_add_to_day (void)
{
  ParcoursDuration duration = { 1, 1, 5 * PARCOURS_DAY };
  ParcoursDuration back = { -1, -1, 0 };

  g_assert_cmpint (parcours_duration_add_to_day (&duration, parcours_day_from_civil (2026, 1, 31)), ==,
                   parcours_day_from_civil (2026, 3, 1));
  g_assert_cmpint (parcours_duration_add_to_day (&back, parcours_day_from_civil (2026, 3, 31)), ==,
                   parcours_day_from_civil (2026, 2, 27));
}

static void
test_questions (void)
{
  static const struct
  {
    const char *text;
    gint64 approximate;
    gboolean elapsed;
  } cases[] = {
    { "P0D", 0, TRUE },
    { "PT1H", 3600, TRUE },
    { "P1D", 86400, FALSE },
    { "P1M", 2592000, FALSE },
    { "-P1M", -2592000, FALSE },
    { "P1DT1S", 86401, FALSE },
    { "P10000Y", 311040000000, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ParcoursDuration duration;

      g_assert_true (parcours_offset_parse (cases[i].text, &duration));
      g_assert_cmpint (parcours_duration_approximate (&duration), ==, cases[i].approximate);
      g_assert_cmpint (parcours_duration_is_elapsed (&duration), ==, cases[i].elapsed);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/duration/parse", test_parse);
  g_test_add_func ("/duration/parse-refuses", test_parse_refuses);
  g_test_add_func ("/duration/offset", test_offset);
  g_test_add_func ("/duration/round-trip", test_round_trip);
  g_test_add_func ("/duration/garbage", test_garbage);
  g_test_add_func ("/duration/words", test_words);
  g_test_add_func ("/duration/add", test_add);
  g_test_add_func ("/duration/add-against-model", test_add_against_model);
  g_test_add_func ("/duration/subtract", test_subtract);
  g_test_add_func ("/duration/add-to-day", test_add_to_day);
  g_test_add_func ("/duration/next-crossing", test_next_crossing);
  g_test_add_func ("/duration/next-crossing-against-model", test_next_crossing_against_model);
  g_test_add_func ("/duration/questions", test_questions);

  return g_test_run ();
}
