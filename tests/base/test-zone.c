/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-zone-names.h"
#include "parcours-zone.h"

/* Where the tables look: 1951 to 2149. */
#define FIRST_INSTANT (-19 * 365 * (gint64) PARCOURS_DAY)
#define LAST_INSTANT (180 * 365 * (gint64) PARCOURS_DAY)

static const char *names[] = {
  "UTC", "Europe/Paris", "Europe/London", "America/New_York", "America/St_Johns", "America/Sao_Paulo",
  "America/Recife", "America/Havana", "Africa/Casablanca", "Africa/Cairo", "Africa/Monrovia",
  "Asia/Kathmandu", "Asia/Tehran", "Asia/Gaza", "Asia/Pyongyang", "Australia/Lord_Howe", "Antarctica/Troll",
  "Pacific/Apia", "Pacific/Kwajalein", "Pacific/Chatham", "Etc/GMT+5", "Etc/GMT-14",
};

static const ParcoursZone *
zone (const char *name)
{
  const ParcoursZone *found = parcours_zone_lookup (name);

  g_assert_nonnull (found);

  return found;
}

static gint64
random_instant (gint64 from,
                gint64 to)
{
  return from + (gint64) (g_test_rand_double () * (double) (to - from));
}

/* The slow and simple model: GLib asked for each instant. */
static gint64
model_to_local (GTimeZone *source,
                gint64     at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, source);

  return at + g_date_time_get_utc_offset (local) / G_TIME_SPAN_SECOND;
}

/* A local time is the first instant at which clocks show it or a later one. */
static gint64
model_to_utc (GTimeZone *source,
              gint64     local)
{
  gint64 at = local - PARCOURS_DAY;

  while (model_to_local (source, at) < local)
    at += PARCOURS_MINUTE;

  return at;
}

static void
test_names (void)
{
  static const char *unknown[] = {
    "", " ", "Nowhere", "Europe/Nowhere", "Europe", "Europe/", "/Europe/Paris", "Europe//Paris", "europe/paris",
    "Europe/Paris ", " Europe/Paris", "Europe/Paris/", "Europe/../Europe/Paris", "../zoneinfo/Europe/Paris",
    "/usr/share/zoneinfo/Europe/Paris", ":Europe/Paris", "+02:00", "-05", "02:00", "Z", "Foo5", "EST5", "CET-1CEST",
    "posix/Europe/Paris", "right/Europe/Paris", "right/UTC", "localtime", "posixrules", "leapseconds", "zone.tab",
    "zone1970.tab", "tzdata.zi", "iso3166.tab", "Europe/Par\xc3\xads", "Europe/Paris\n", "contact",
  };

  g_assert_null (parcours_zone_lookup (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_test_message ("“%s”", unknown[i]);
      g_assert_null (parcours_zone_lookup (unknown[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *copy = g_strdup (names[i]);

      g_assert_cmpstr (parcours_zone_name (zone (names[i])), ==, names[i]);
      g_assert_true (zone (copy) == zone (names[i]));
    }
}

static void
test_utc (void)
{
  const ParcoursZone *utc = parcours_zone_utc ();

  g_assert_true (parcours_zone_lookup ("UTC") == utc);
  g_assert_cmpstr (parcours_zone_name (utc), ==, "UTC");
  g_assert_cmpint (parcours_zone_next_change (utc, 0), ==, PARCOURS_INSTANT_NEVER);
  for (int i = 0; i < 1000; i++)
    {
      gint64 at = random_instant (-1e14, 1e14);

      g_assert_cmpint (parcours_zone_to_local (utc, at), ==, at);
      g_assert_cmpint (parcours_zone_to_utc (utc, at), ==, at);
    }
}

/* What these zones did and will do, by the announcements, not by a library. */
static void
test_known (void)
{
  static const struct
  {
    const char *name;
    const char *at;
    const char *local;
  } cases[] = {
    { "Europe/Paris", "2026-01-15T12:00:00Z", "2026-01-15T13:00" },
    { "Europe/Paris", "2026-07-15T12:00:00Z", "2026-07-15T14:00" },
    { "Europe/Paris", "2026-03-29T00:59:59Z", "2026-03-29T01:59:59" },
    { "Europe/Paris", "2026-03-29T01:00:00Z", "2026-03-29T03:00" },
    { "Europe/Paris", "2026-10-25T00:59:59Z", "2026-10-25T02:59:59" },
    { "Europe/Paris", "2026-10-25T01:00:00Z", "2026-10-25T02:00" },
    { "Europe/Paris", "1970-06-01T12:00:00Z", "1970-06-01T13:00" },
    { "America/New_York", "2026-03-08T07:00:00Z", "2026-03-08T03:00" },
    { "America/New_York", "2026-11-01T06:00:00Z", "2026-11-01T01:00" },
    { "America/New_York", "2006-03-20T12:00:00Z", "2006-03-20T07:00" },
    { "America/St_Johns", "2026-01-15T12:00:00Z", "2026-01-15T08:30" },
    { "America/St_Johns", "1988-07-01T12:00:00Z", "1988-07-01T10:30" },
    { "Australia/Lord_Howe", "2026-01-15T12:00:00Z", "2026-01-15T23:00" },
    { "Australia/Lord_Howe", "2026-07-15T12:00:00Z", "2026-07-15T22:30" },
    { "Asia/Kathmandu", "2026-01-15T12:00:00Z", "2026-01-15T17:45" },
    { "Africa/Casablanca", "2026-02-01T12:00:00Z", "2026-02-01T13:00" },
    { "Africa/Casablanca", "2026-03-01T12:00:00Z", "2026-03-01T12:00" },
    { "Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29T23:59:59" },
    { "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31T00:00" },
    { "Etc/GMT+5", "2026-07-15T12:00:00Z", "2026-07-15T07:00" },
    { "America/Detroit", "2026-07-15T12:00:00Z", "2026-07-15T08:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 at;
      g_autofree char *local = NULL;

      g_assert_true (parcours_instant_parse (cases[i].at, &at));
      local = parcours_local_format (parcours_zone_to_local (zone (cases[i].name), at));
      g_test_message ("%s at %s", cases[i].name, cases[i].at);
      g_assert_cmpstr (local, ==, cases[i].local);
    }
}

static void
test_skipped_and_doubled (void)
{
  static const struct
  {
    const char *name;
    const char *local;
    const char *at;
  } cases[] = {
    /* A gap: what is skipped moves to its end. */
    { "Europe/Paris", "2026-03-29T01:59:59", "2026-03-29T00:59:59Z" },
    { "Europe/Paris", "2026-03-29T02:00", "2026-03-29T01:00:00Z" },
    { "Europe/Paris", "2026-03-29T02:30", "2026-03-29T01:00:00Z" },
    { "Europe/Paris", "2026-03-29T02:59:59", "2026-03-29T01:00:00Z" },
    { "Europe/Paris", "2026-03-29T03:00", "2026-03-29T01:00:00Z" },
    { "Europe/Paris", "2026-03-29T03:01", "2026-03-29T01:01:00Z" },
    /* A doubled hour: the first. */
    { "Europe/Paris", "2026-10-25T01:59:59", "2026-10-24T23:59:59Z" },
    { "Europe/Paris", "2026-10-25T02:00", "2026-10-25T00:00:00Z" },
    { "Europe/Paris", "2026-10-25T02:59:59", "2026-10-25T00:59:59Z" },
    { "Europe/Paris", "2026-10-25T03:00", "2026-10-25T02:00:00Z" },
    { "America/New_York", "2026-03-08T02:15", "2026-03-08T07:00:00Z" },
    { "America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00Z" },
    /* Half an hour. */
    { "Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30:00Z" },
    { "Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45:00Z" },
    { "Australia/Lord_Howe", "2026-04-05T02:00", "2026-04-04T15:30:00Z" },
    /* A gap at midnight, and a doubled hour before it. */
    { "America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T03:00:00Z" },
    { "America/Sao_Paulo", "2018-02-17T23:30", "2018-02-18T01:30:00Z" },
    /* A whole day. */
    { "Pacific/Apia", "2011-12-30T00:00", "2011-12-30T10:00:00Z" },
    { "Pacific/Apia", "2011-12-30T12:00", "2011-12-30T10:00:00Z" },
    { "Pacific/Apia", "2011-12-31T00:00", "2011-12-30T10:00:00Z" },
    /* At one minute past midnight, back into the day before. */
    { "America/St_Johns", "2006-10-28T23:30", "2006-10-29T02:00:00Z" },
    { "America/St_Johns", "2006-10-29T00:00", "2006-10-29T02:30:00Z" },
    { "America/St_Johns", "2006-10-29T00:01", "2006-10-29T03:31:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 local;
      g_autofree char *at = NULL;

      g_assert_true (parcours_local_parse (cases[i].local, &local));
      at = parcours_instant_format (parcours_zone_to_utc (zone (cases[i].name), local));
      g_test_message ("%s, %s", cases[i].name, cases[i].local);
      g_assert_cmpstr (at, ==, cases[i].at);
    }
}

static void
test_to_local_against_glib (gconstpointer data)
{
  g_autoptr (GTimeZone) source = g_time_zone_new_identifier (data);
  const ParcoursZone *tested = zone (data);

  for (int i = 0; i < 5000; i++)
    {
      gint64 at = random_instant (FIRST_INSTANT, LAST_INSTANT);

      g_assert_cmpint (parcours_zone_to_local (tested, at), ==, model_to_local (source, at));
    }
}

/* Between two changes, no interval of GLib's has another offset; at each, it has. */
static void
test_changes_against_glib (gconstpointer data)
{
  g_autoptr (GTimeZone) source = g_time_zone_new_identifier (data);
  const ParcoursZone *tested = zone (data);
  gint64 at = FIRST_INSTANT;

  while (at < LAST_INSTANT)
    {
      gint64 next = MIN (parcours_zone_next_change (tested, at), LAST_INSTANT);
      int first = g_time_zone_find_interval (source, G_TIME_TYPE_UNIVERSAL, at);
      int last = g_time_zone_find_interval (source, G_TIME_TYPE_UNIVERSAL, next - 1);

      g_assert_cmpint (next, >, at);
      for (int i = first; i <= last; i++)
        g_assert_cmpint (g_time_zone_get_offset (source, i), ==, parcours_zone_to_local (tested, at) - at);
      g_assert_cmpint (parcours_zone_to_local (tested, next - 1) - (next - 1), ==,
                       parcours_zone_to_local (tested, at) - at);
      if (next < LAST_INSTANT)
        g_assert_cmpint (parcours_zone_to_local (tested, next) - next, !=,
                         parcours_zone_to_local (tested, at) - at);
      at = next;
    }
}

static void
check_to_utc (const ParcoursZone *tested,
              GTimeZone          *source,
              gint64              local)
{
  gint64 at = parcours_zone_to_utc (tested, local);

  g_assert_cmpint (at, ==, model_to_utc (source, local));
  g_assert_cmpint (parcours_zone_to_local (tested, at), >=, local);
}

/* Mostly around the changes, where it is not plain. */
static void
test_to_utc_against_glib (gconstpointer data)
{
  g_autoptr (GTimeZone) source = g_time_zone_new_identifier (data);
  const ParcoursZone *tested = zone (data);

  for (int i = 0; i < 60; i++)
    {
      /* From 1973 on, all offsets are whole minutes. */
      gint64 at = random_instant (3 * 366 * (gint64) PARCOURS_DAY, LAST_INSTANT);
      gint64 change = parcours_zone_next_change (tested, at);

      if (change > LAST_INSTANT || i % 4 == 0)
        change = at - at % PARCOURS_MINUTE;
      check_to_utc (tested, source, parcours_zone_to_local (tested, change)
                                      + g_test_rand_int_range (-180, 180) * PARCOURS_MINUTE);
    }
}

static void
test_round_trip (gconstpointer data)
{
  const ParcoursZone *tested = zone (data);

  for (int i = 0; i < 20000; i++)
    {
      gint64 at = random_instant (2 * FIRST_INSTANT, 2 * LAST_INSTANT);
      gint64 local = parcours_zone_to_local (tested, at);
      gint64 back = parcours_zone_to_utc (tested, local);

      /* The first of two comes back. */
      g_assert_cmpint (back, <=, at);
      g_assert_cmpint (parcours_zone_to_local (tested, back), ==, local);
    }
}

/* Later by the clock is never earlier in time. */
static void
test_monotonic (gconstpointer data)
{
  const ParcoursZone *tested = zone (data);
  gint64 change = FIRST_INSTANT;

  while ((change = parcours_zone_next_change (tested, change)) < LAST_INSTANT)
    {
      gint64 local = parcours_zone_to_local (tested, change);
      gint64 last = G_MININT64;

      for (gint64 l = local - 2 * PARCOURS_DAY; l < local + 2 * PARCOURS_DAY; l += 613)
        {
          gint64 at = parcours_zone_to_utc (tested, l);

          g_assert_cmpint (at, >=, last);
          last = at;
        }
    }
}

static gpointer
lookup_all (gpointer data)
{
  const ParcoursZone **found = data;
  static const char *fresh[] = { "Europe/Berlin", "Europe/Madrid", "Asia/Tokyo", "America/Lima", "Africa/Lagos" };

  for (gsize i = 0; i < G_N_ELEMENTS (fresh); i++)
    found[i] = parcours_zone_lookup (fresh[i]);

  return NULL;
}

static void
test_threads (void)
{
  const ParcoursZone *found[8][5];
  GThread *threads[8];

  for (int i = 0; i < 8; i++)
    threads[i] = g_thread_new ("lookup", lookup_all, found[i]);
  for (int i = 0; i < 8; i++)
    g_thread_join (threads[i]);
  for (int i = 0; i < 8; i++)
    for (int j = 0; j < 5; j++)
      {
        g_assert_nonnull (found[i][j]);
        g_assert_true (found[i][j] == found[0][j]);
      }
}

static void
add_for_each (const char    *path,
              GTestDataFunc  test)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *flat = g_strdelimit (g_strdup (names[i]), "/", '-');
      g_autofree char *full = g_strconcat ("/zone/", path, "/", flat, NULL);

      g_test_add_data_func (full, names[i], test);
    }
}

static void
test_offered (void)
{
  g_auto (GStrv) all = parcours_zone_names ();
  g_autofree char *winter = parcours_zone_offset_to_words ("Europe/Paris", 1767225600);
  g_autofree char *summer = parcours_zone_offset_to_words ("Europe/Paris", 1782864000);
  g_autofree char *half = parcours_zone_offset_to_words ("Asia/Kolkata", 1767225600);
  g_autofree char *west = parcours_zone_offset_to_words ("America/New_York", 1767225600);
  g_autofree char *utc = parcours_zone_offset_to_words ("UTC", 0);

  g_assert_true (g_strv_contains ((const char *const *) all, "UTC"));
  g_assert_true (g_strv_contains ((const char *const *) all, "Europe/Paris"));
  for (guint i = 0; all[i] != NULL; i++)
    {
      g_assert_nonnull (parcours_zone_lookup (all[i]));
      g_assert_true (i == 0 || strcmp (all[i - 1], all[i]) < 0);
    }
  g_assert_cmpstr (winter, ==, "UTC+01:00");
  g_assert_cmpstr (summer, ==, "UTC+02:00");
  g_assert_cmpstr (half, ==, "UTC+05:30");
  g_assert_cmpstr (west, ==, "UTC−05:00");
  g_assert_cmpstr (utc, ==, "UTC");
  g_assert_null (parcours_zone_offset_to_words ("Nowhere/At_All", 0));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/zone/threads", test_threads);
  g_test_add_func ("/zone/names", test_names);
  g_test_add_func ("/zone/offered", test_offered);
  g_test_add_func ("/zone/utc", test_utc);
  g_test_add_func ("/zone/known", test_known);
  g_test_add_func ("/zone/skipped-and-doubled", test_skipped_and_doubled);
  add_for_each ("to-local-against-glib", test_to_local_against_glib);
  add_for_each ("changes-against-glib", test_changes_against_glib);
  add_for_each ("to-utc-against-glib", test_to_utc_against_glib);
  add_for_each ("round-trip", test_round_trip);
  add_for_each ("monotonic", test_monotonic);

  return g_test_run ();
}
