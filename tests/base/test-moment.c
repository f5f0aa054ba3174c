/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-moment.h"

static const char *zone_names[] = {
  "UTC", "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "America/St_Johns",
  "Asia/Kathmandu", "America/Sao_Paulo",
};

static ParcoursMoment
moment (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parcours_json_parse (text, -1, &error);
  ParcoursMoment parsed;

  g_assert_no_error (error);
  g_assert_true (parcours_moment_parse (node, &parsed, &error));
  g_assert_no_error (error);

  return parsed;
}

static gint64
instant (const char *text)
{
  gint64 at;

  g_assert_true (parcours_instant_parse (text, &at));

  return at;
}

static char *
format (gint64 at)
{
  return at == PARCOURS_INSTANT_NEVER ? g_strdup ("never") : parcours_instant_format (at);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *written; /* where it is not @text */
    const char *words;
  } cases[] = {
    { "{}", NULL, "any time" },
    { "{\"hour\":9,\"minute\":0}", NULL, "09:00" },
    { "{\"hour\":9}", NULL, "between 09:00 and 09:59" },
    { "{\"minute\":30}", NULL, "minute 30 of any hour" },
    { "{\"hour\":9,\"minute\":0,\"weekday\":[\"mon\"]}", NULL, "Monday, 09:00" },
    { "{\"weekday\":\"mon\"}", "{\"weekday\":[\"mon\"]}", "Monday" },
    { "{\"weekday\":[\"sun\",\"mon\",\"sun\"]}", "{\"weekday\":[\"mon\",\"sun\"]}", "Monday or Sunday" },
    { "{\"weekday\":[]}", "{}", "any time" },
    { "{\"day\":24,\"month\":12}", NULL, "24 December" },
    { "{\"day\":31,\"hour\":23,\"minute\":59,\"month\":1,\"weekday\":[\"tue\",\"wed\",\"thu\",\"fri\",\"sat\"]}", NULL,
      "Tuesday, Wednesday, Thursday, Friday or Saturday, when it is 31 January, 23:59" },
    { "{\"date\":\"2026-12-24\",\"hour\":9}", NULL, "24 December 2026, between 09:00 and 09:59" },
    { "{\"date\":\"2026-12-24\"}", NULL, "24 December 2026" },
    { "{\"day\":1}", NULL, "day 1 of the month" },
    { "{\"month\":3,\"weekday\":[\"fri\"]}", NULL, "Friday in March" },
    { "{\"month\":null,\"day\":null,\"weekday\":null,\"hour\":null,\"minute\":null,\"date\":null}", "{}", NULL },
    { "{\"hour\":0.0,\"other\":true}", "{\"hour\":0}", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ParcoursMoment parsed = moment (cases[i].text);
      g_autoptr (JsonNode) node = parcours_moment_to_json (&parsed);
      g_autofree char *written = parcours_json_to_line (node);
      g_autofree char *words = parcours_moment_to_words (&parsed);

      g_assert_cmpstr (written, ==, cases[i].written != NULL ? cases[i].written : cases[i].text);
      g_assert_cmpstr (words, !=, "");
      if (cases[i].words != NULL)
        g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_parse_refuses (void)
{
  static const char *bad[] = {
    "null", "[]", "\"09:00\"", "9",
    "{\"hour\":24}", "{\"hour\":-1}", "{\"hour\":9.5}", "{\"hour\":\"9\"}", "{\"hour\":true}", "{\"hour\":1e300}",
    "{\"minute\":60}", "{\"minute\":-1}", "{\"minute\":[]}",
    "{\"month\":0}", "{\"month\":13}", "{\"day\":0}", "{\"day\":32}", "{\"day\":-5}",
    "{\"weekday\":\"monday\"}", "{\"weekday\":\"Mon\"}", "{\"weekday\":1}", "{\"weekday\":[\"mon\",1]}",
    "{\"weekday\":[null]}", "{\"weekday\":{}}", "{\"weekday\":\"\"}",
    "{\"date\":\"2026-02-30\"}", "{\"date\":\"24/12/2026\"}", "{\"date\":20261224}", "{\"date\":\"\"}",
    "{\"date\":[\"2026-12-24\"]}", "{\"date\":\"2026-12-24T09:00\"}",
    "{\"date\":\"2026-12-24\",\"weekday\":[\"mon\"]}", "{\"date\":\"2026-12-24\",\"day\":24}",
    "{\"date\":\"2026-12-24\",\"month\":12}",
  };
  ParcoursMoment parsed;
  g_autoptr (GError) missing = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = parcours_json_parse (bad[i], -1, &error);

      g_test_message ("%s", bad[i]);
      g_assert_no_error (error);
      g_assert_false (parcours_moment_parse (node, &parsed, &error));
      g_assert_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID);
    }
  g_assert_false (parcours_moment_parse (NULL, &parsed, &missing));
  g_assert_error (missing, PARCOURS_ERROR, PARCOURS_ERROR_INVALID);
}

static void
test_next (void)
{
  static const struct
  {
    const char *moment;
    const char *zone;
    const char *at;
    const char *next;
  } cases[] = {
    /* Inside, one passes at once. */
    { "{}", "UTC", "2026-03-02T08:17:09Z", "2026-03-02T08:17:09Z" },
    { "{\"hour\":9}", "Europe/Paris", "2026-03-02T08:17:09Z", "2026-03-02T08:17:09Z" },
    { "{\"hour\":9,\"minute\":17}", "Europe/Paris", "2026-03-02T08:17:59Z", "2026-03-02T08:17:59Z" },
    { "{\"weekday\":[\"mon\"]}", "Europe/Paris", "2026-03-02T22:59:59Z", "2026-03-02T22:59:59Z" },
    /* Else one waits for it to begin. */
    { "{\"hour\":9}", "Europe/Paris", "2026-03-02T09:00:00Z", "2026-03-03T08:00:00Z" },
    { "{\"hour\":9,\"minute\":17}", "Europe/Paris", "2026-03-02T08:18:00Z", "2026-03-03T08:17:00Z" },
    { "{\"minute\":30}", "UTC", "2026-03-02T08:31:00Z", "2026-03-02T09:30:00Z" },
    { "{\"minute\":30}", "UTC", "2026-03-02T23:31:00Z", "2026-03-03T00:30:00Z" },
    { "{\"weekday\":[\"mon\"],\"hour\":9,\"minute\":0}", "UTC", "2026-03-02T09:01:00Z", "2026-03-09T09:00:00Z" },
    { "{\"weekday\":[\"sat\",\"sun\"]}", "Europe/Paris", "2026-03-02T09:00:00Z", "2026-03-06T23:00:00Z" },
    { "{\"day\":31}", "UTC", "2026-02-01T00:00:00Z", "2026-03-31T00:00:00Z" },
    { "{\"month\":12,\"day\":24,\"hour\":18}", "UTC", "2026-12-24T19:00:00Z", "2027-12-24T18:00:00Z" },
    { "{\"month\":2,\"day\":29}", "UTC", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z" },
    { "{\"day\":13,\"weekday\":[\"fri\"]}", "UTC", "2026-03-14T00:00:00Z", "2026-11-13T00:00:00Z" },
    /* Forty years lie between. */
    { "{\"month\":2,\"day\":29,\"weekday\":[\"sun\"]}", "UTC", "2088-03-01T00:00:00Z", "2128-02-29T00:00:00Z" },
    { "{\"month\":2,\"day\":30}", "UTC", "2026-01-01T00:00:00Z", "never" },
    { "{\"month\":4,\"day\":31,\"hour\":5}", "UTC", "2026-01-01T00:00:00Z", "never" },
    /* A fixed date, and one gone by. */
    { "{\"date\":\"2026-12-24\"}", "Europe/Paris", "2026-03-02T09:00:00Z", "2026-12-23T23:00:00Z" },
    { "{\"date\":\"2026-12-24\",\"hour\":9}", "Europe/Paris", "2026-03-02T09:00:00Z", "2026-12-24T08:00:00Z" },
    { "{\"date\":\"2026-12-24\",\"hour\":9}", "Europe/Paris", "2026-12-24T08:30:00Z", "2026-12-24T08:30:00Z" },
    { "{\"date\":\"2026-12-24\",\"hour\":9}", "Europe/Paris", "2026-12-24T09:00:00Z", "2026-12-24T09:00:00Z" },
    { "{\"date\":\"2026-12-24\",\"minute\":15}", "UTC", "2026-12-24T23:16:00Z", "2026-12-24T23:16:00Z" },
    { "{\"date\":\"2020-01-01\"}", "Europe/Paris", "2026-03-02T09:00:07Z", "2026-03-02T09:00:07Z" },
    /* 02:30 is skipped: one passes at 03:00, also who arrives then. */
    { "{\"hour\":2,\"minute\":30}", "Europe/Paris", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z" },
    { "{\"hour\":2,\"minute\":30}", "Europe/Paris", "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z" },
    { "{\"hour\":2,\"minute\":30}", "Europe/Paris", "2026-03-29T01:00:01Z", "2026-03-30T00:30:00Z" },
    { "{\"hour\":2}", "Europe/Paris", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z" },
    { "{\"date\":\"2011-12-30\",\"hour\":9}", "Pacific/Apia", "2011-12-28T09:00:00Z", "2011-12-30T10:00:00Z" },
    { "{\"date\":\"2011-12-30\",\"hour\":9}", "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z" },
    { "{\"weekday\":[\"sun\"]}", "America/Sao_Paulo", "2018-11-03T12:00:00Z", "2018-11-04T03:00:00Z" },
    /* 02:30 is doubled: the first is taken, inside the second one passes, and who
     * arrives between the two waits for the next day. */
    { "{\"hour\":2,\"minute\":30}", "Europe/Paris", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z" },
    { "{\"hour\":2,\"minute\":30}", "Europe/Paris", "2026-10-25T00:31:00Z", "2026-10-26T01:30:00Z" },
    { "{\"hour\":2,\"minute\":30}", "Europe/Paris", "2026-10-25T01:10:00Z", "2026-10-26T01:30:00Z" },
    { "{\"hour\":2,\"minute\":30}", "Europe/Paris", "2026-10-25T01:30:20Z", "2026-10-25T01:30:20Z" },
    { "{\"minute\":30}", "Europe/Paris", "2026-10-25T01:10:00Z", "2026-10-25T02:30:00Z" },
    { "{\"hour\":2}", "Europe/Paris", "2026-10-25T01:10:00Z", "2026-10-25T01:10:00Z" },
    { "{\"hour\":3}", "Europe/Paris", "2026-10-25T01:10:00Z", "2026-10-25T02:00:00Z" },
    { "{\"date\":\"2026-10-25\",\"hour\":2,\"minute\":30}", "Europe/Paris", "2026-10-25T01:10:00Z", "2026-10-25T01:10:00Z" },
    /* Before 1970. */
    { "{\"hour\":9,\"minute\":15}", "UTC", "1969-12-30T09:20:00Z", "1969-12-31T09:15:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ParcoursMoment parsed = moment (cases[i].moment);
      const ParcoursZone *zone = parcours_zone_lookup (cases[i].zone);
      gint64 next = parcours_moment_next (&parsed, instant (cases[i].at), zone);
      g_autofree char *text = format (next);

      g_test_message ("%s from %s, %s", cases[i].moment, cases[i].at, cases[i].zone);
      g_assert_cmpstr (text, ==, cases[i].next);
      if (next != PARCOURS_INSTANT_NEVER)
        g_assert_cmpint (parcours_moment_next (&parsed, next, zone), ==, next);
    }
}

static void
test_next_change (void)
{
  static const struct
  {
    const char *moment;
    const char *zone;
    const char *at;
    const char *next;
  } cases[] = {
    { "{\"hour\":9}", "UTC", "2026-03-02T08:17:09Z", "2026-03-02T09:00:00Z" },
    { "{\"hour\":9}", "UTC", "2026-03-02T09:17:09Z", "2026-03-02T10:00:00Z" },
    { "{\"minute\":17}", "UTC", "2026-03-02T09:17:09Z", "2026-03-02T09:18:00Z" },
    { "{\"weekday\":[\"mon\"]}", "UTC", "2026-03-02T09:17:09Z", "2026-03-03T00:00:00Z" },
    { "{\"weekday\":[\"mon\"]}", "UTC", "2026-03-03T00:00:00Z", "2026-03-09T00:00:00Z" },
    { "{\"date\":\"2026-12-24\"}", "UTC", "2026-03-03T00:00:00Z", "2026-12-24T00:00:00Z" },
    { "{\"date\":\"2026-12-24\"}", "UTC", "2026-12-24T07:00:00Z", "2026-12-25T00:00:00Z" },
    { "{\"date\":\"2026-12-24\"}", "UTC", "2026-12-25T00:00:00Z", "never" },
    { "{\"date\":\"2026-12-24\"}", "Europe/Paris", "2027-01-25T00:00:00Z", "never" },
    { "{\"month\":2,\"day\":30}", "Europe/Paris", "2026-12-25T00:00:00Z", "never" },
    { "{\"hour\":9}", "UTC", "1969-12-31T09:17:09Z", "1969-12-31T10:00:00Z" },
    { "{\"weekday\":[\"wed\"]}", "UTC", "1969-12-31T09:17:09Z", "1970-01-01T00:00:00Z" },
    /* In the second pass there is no need to ask every second. */
    { "{\"minute\":30}", "Europe/Paris", "2026-10-25T01:30:20Z", "2026-10-25T01:31:00Z" },
    /* The second pass counts here. */
    { "{\"hour\":2,\"minute\":30}", "Europe/Paris", "2026-10-25T01:10:20Z", "2026-10-25T01:30:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ParcoursMoment parsed = moment (cases[i].moment);
      const ParcoursZone *zone = parcours_zone_lookup (cases[i].zone);
      g_autofree char *text = format (parcours_moment_next_change (&parsed, instant (cases[i].at), zone));

      g_test_message ("%s from %s, %s", cases[i].moment, cases[i].at, cases[i].zone);
      g_assert_cmpstr (text, ==, cases[i].next);
    }
}

/* The slow and simple model: what a calendar says of one local minute. */
static gboolean
model_contains (const ParcoursMoment *tested,
                gint64                local)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (local);

  if ((tested->hour >= 0 && g_date_time_get_hour (date) != tested->hour) ||
      (tested->minute >= 0 && g_date_time_get_minute (date) != tested->minute) ||
      (tested->month > 0 && g_date_time_get_month (date) != tested->month) ||
      (tested->day > 0 && g_date_time_get_day_of_month (date) != tested->day) ||
      (tested->weekdays != 0 && !(tested->weekdays & (1 << g_date_time_get_day_of_week (date)))))
    return FALSE;

  return tested->date == PARCOURS_DAY_MISSING || local / PARCOURS_DAY == tested->date;
}

/* Goes minute by minute: inside at the start, then the first instant that is the
 * first to show a local time inside, or the end of a gap that swallowed one. */
static gint64
model_next (const ParcoursMoment *tested,
            gint64                at,
            const ParcoursZone   *zone,
            gint64                limit)
{
  gint64 first = at - at % PARCOURS_MINUTE;
  gint64 latest = G_MININT64;

  if (model_contains (tested, parcours_zone_to_local (zone, at)))
    return at;
  /* What was shown before, in a first pass too, has been there. */
  for (gint64 t = first - 2 * PARCOURS_HOUR; t < at; t += PARCOURS_MINUTE)
    latest = MAX (latest, parcours_zone_to_local (zone, t));
  for (gint64 t = at == first ? at : first + PARCOURS_MINUTE; t < limit; t += PARCOURS_MINUTE)
    {
      for (; latest < parcours_zone_to_local (zone, t); latest += PARCOURS_MINUTE)
        {
          if (model_contains (tested, latest + PARCOURS_MINUTE))
            return t;
        }
    }

  return PARCOURS_INSTANT_NEVER;
}

static ParcoursMoment
random_moment (gint64 near)
{
  ParcoursMoment random = { PARCOURS_DAY_MISSING, 0, 0, 0, -1, -1 };
  int month, day;

  parcours_day_to_civil (parcours_local_day (near) + g_test_rand_int_range (-1, 3), NULL, &month, &day);
  if (g_test_rand_int_range (0, 4) == 0)
    random.weekdays = (guint8) (g_test_rand_int_range (1, 128) << 1);
  if (g_test_rand_int_range (0, 4) == 0)
    random.day = (gint8) day;
  if (g_test_rand_int_range (0, 4) == 0)
    random.month = (gint8) month;
  if (g_test_rand_int_range (0, 4) != 0)
    random.hour = (gint8) (g_test_rand_bit () ? g_test_rand_int_range (0, 4) : g_test_rand_int_range (0, 24));
  if (g_test_rand_bit ())
    random.minute = (gint8) g_test_rand_int_range (0, 60);
  if (g_test_rand_int_range (0, 8) == 0)
    {
      random.date = parcours_local_day (near) + g_test_rand_int_range (-2, 3);
      random.month = random.day = 0;
      random.weekdays = 0;
    }

  return random;
}

/* Half of the time within some hours of a change of the clocks. */
static gint64
random_instant (const ParcoursZone *zone)
{
  gint64 at = g_test_rand_int_range (13150000, 47330000) * (gint64) PARCOURS_MINUTE
              + g_test_rand_int_range (0, PARCOURS_MINUTE);
  gint64 change = parcours_zone_next_change (zone, at);

  if (change == PARCOURS_INSTANT_NEVER || g_test_rand_bit ())
    return at;
  at = change + g_test_rand_int_range (-300, 200) * PARCOURS_MINUTE;

  return g_test_rand_bit () ? at : at + g_test_rand_int_range (0, PARCOURS_MINUTE);
}

static void
test_next_against_model (void)
{
  for (int i = 0; i < 1500; i++)
    {
      const ParcoursZone *zone = parcours_zone_lookup (zone_names[i % G_N_ELEMENTS (zone_names)]);
      gint64 at = random_instant (zone);
      gint64 limit = at + 4 * PARCOURS_DAY;
      ParcoursMoment tested = random_moment (parcours_zone_to_local (zone, at));
      gint64 next = parcours_moment_next (&tested, at, zone);
      gint64 expected = model_next (&tested, at, zone, limit);
      g_autofree char *from = parcours_instant_format (at);
      g_autoptr (JsonNode) node = parcours_moment_to_json (&tested);
      g_autofree char *line = parcours_json_to_line (node);

      g_test_message ("%s from %s, %s", line, from, parcours_zone_name (zone));
      if (expected != PARCOURS_INSTANT_NEVER)
        g_assert_cmpint (next, ==, expected);
      else if (tested.date != PARCOURS_DAY_MISSING)
        g_assert_cmpint (next, ==, at);
      else
        g_assert_cmpint (next, >=, limit);
    }
}

/* Weeks and years ahead, the model goes by days. */
static void
test_next_day_against_model (void)
{
  for (int i = 0; i < 300; i++)
    {
      ParcoursMoment tested = { PARCOURS_DAY_MISSING, (gint8) g_test_rand_int_range (0, 13),
                                (gint8) g_test_rand_int_range (0, 32), (guint8) (g_test_rand_int_range (0, 128) << 1),
                                -1, -1 };
      gint64 start = g_test_rand_int_range (9000, 30000) * (gint64) PARCOURS_DAY;
      gint64 expected = PARCOURS_INSTANT_NEVER;

      for (gint64 at = start; at < start + 15000 * (gint64) PARCOURS_DAY; at += PARCOURS_DAY)
        {
          if (!model_contains (&tested, at))
            continue;
          expected = at;
          break;
        }
      g_assert_cmpint (parcours_moment_next (&tested, start, parcours_zone_utc ()), ==, expected);
    }
}

static void
test_contains_against_model (void)
{
  for (int i = 0; i < 20000; i++)
    {
      gint64 local = g_test_rand_int_range (-10000000, 47330000) * (gint64) PARCOURS_MINUTE
                     + g_test_rand_int_range (0, PARCOURS_MINUTE);
      ParcoursMoment tested = random_moment (local);

      if (local < 0)
        tested.date = PARCOURS_DAY_MISSING;
      g_assert_cmpint (parcours_moment_contains (&tested, local), ==, model_contains (&tested, local));
    }
}

/* From one change to the next nothing changes, and few questions get one far. */
static void
test_next_change_against_model (void)
{
  for (int i = 0; i < 400; i++)
    {
      const ParcoursZone *zone = parcours_zone_lookup (zone_names[i % G_N_ELEMENTS (zone_names)]);
      gint64 start = random_instant (zone);
      gint64 end = start + 3 * PARCOURS_DAY;
      ParcoursMoment tested = random_moment (parcours_zone_to_local (zone, start));
      int changes = 0, questions = 0;
      gint64 at = start;

      while (at < end)
        {
          gboolean inside = model_contains (&tested, parcours_zone_to_local (zone, at));
          gint64 next = parcours_moment_next_change (&tested, at, zone);

          questions++;
          g_assert_cmpint (next, >, at);
          next = MIN (next, end);
          for (gint64 t = at - at % PARCOURS_MINUTE + PARCOURS_MINUTE; t < next; t += PARCOURS_MINUTE)
            g_assert_cmpint (model_contains (&tested, parcours_zone_to_local (zone, t)), ==, inside);
          if (model_contains (&tested, parcours_zone_to_local (zone, next)) != inside)
            changes++;
          at = next;
        }
      /* Each midnight, each jump and the end may be one for nothing. */
      g_assert_cmpint (questions, <=, changes + 7);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/moment/parse", test_parse);
  g_test_add_func ("/moment/parse-refuses", test_parse_refuses);
  g_test_add_func ("/moment/next", test_next);
  g_test_add_func ("/moment/next-change", test_next_change);
  g_test_add_func ("/moment/contains-against-model", test_contains_against_model);
  g_test_add_func ("/moment/next-against-model", test_next_against_model);
  g_test_add_func ("/moment/next-day-against-model", test_next_day_against_model);
  g_test_add_func ("/moment/next-change-against-model", test_next_change_against_model);

  return g_test_run ();
}
