/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A run asks for local times tens of millions of times. So a zone is a flat
 * table of some 300 offset changes, filled once from GTimeZone (which owns the
 * reading of the database). Time is cut into buckets of 48 days, and each knows
 * the change in force at its start; as changes are months apart, a question is
 * one look into the buckets and one or two into the table, a fifth of the time
 * that a binary search takes. Zones are few (some hundreds exist) and shared by
 * all threads, so they are kept for good. */

#include "config.h"

#include <string.h>

#include "parcours-zone.h"

/* Instants before the first or after the last change keep that offset. */
#define FIRST_INSTANT (-20 * 366 * (gint64) PARCOURS_DAY) /* about 1950 */
#define LAST_INSTANT (180 * 366 * (gint64) PARCOURS_DAY)  /* about 2150 */
/* How far ahead the next change is looked for at first. */
#define FIRST_STEP (128 * (gint64) PARCOURS_DAY)
/* 2^22 seconds are 48 days and a half. */
#define BUCKET_SHIFT 22
#define N_BUCKETS (((LAST_INSTANT - FIRST_INSTANT) >> BUCKET_SHIFT) + 1)

typedef struct
{
  gint64 from;   /* the first instant that has the offset */
  gint32 offset; /* seconds to add for the local time */
} Change;

struct _ParcoursZone
{
  char *name;       /* (owned) */
  Change *changes;  /* (owned) (array length=n_changes), the first from the beginning of time */
  guint n_changes;
  guint16 *buckets; /* (owned) (nullable) (array length=N_BUCKETS), the index of the change in force
                     * at the start of each; none where there is only one offset */
};

static GMutex zones_mutex;
static GHashTable *zones; /* (owned) (nullable) (element-type utf8 ParcoursZone) */

static int
interval_at (GTimeZone *source,
             gint64     at)
{
  return g_time_zone_find_interval (source, G_TIME_TYPE_UNIVERSAL, at);
}

/* The first instant after @at, which lies in @interval, that does not. Intervals
 * are told apart by number, not by offset, so that none is too short to be found. */
static gint64
find_end (GTimeZone *source,
          int        interval,
          gint64     at)
{
  gint64 step = FIRST_STEP;
  gint64 after = at + step;

  while (interval_at (source, after) == interval)
    {
      at = after;
      step *= 2;
      after += step;
    }
  while (after - at > 1)
    {
      gint64 middle = at + (after - at) / 2;

      if (interval_at (source, middle) == interval)
        at = middle;
      else
        after = middle;
    }

  return after;
}

static guint16 *
fill_buckets (const Change *changes,
              guint         n_changes)
{
  guint16 *buckets = g_new (guint16, N_BUCKETS);
  guint16 i = 0;

  for (gint64 bucket = 0; bucket < N_BUCKETS; bucket++)
    {
      while (i + 1u < n_changes && changes[i + 1].from <= FIRST_INSTANT + (bucket << BUCKET_SHIFT))
        i++;
      buckets[bucket] = i;
    }

  return buckets;
}

static ParcoursZone *
zone_new (const char *name,
          GTimeZone  *source)
{
  ParcoursZone *zone = g_new0 (ParcoursZone, 1);
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));
  int last = interval_at (source, LAST_INSTANT);
  gint64 at = FIRST_INSTANT;
  int interval = interval_at (source, at);
  Change change = { G_MININT64, g_time_zone_get_offset (source, interval) };

  g_array_append_val (changes, change);
  while (interval < last)
    {
      at = find_end (source, interval, at);
      interval = interval_at (source, at);
      /* Some intervals differ only in their abbreviation. */
      if (g_time_zone_get_offset (source, interval) == change.offset)
        continue;
      change.from = at;
      change.offset = g_time_zone_get_offset (source, interval);
      g_array_append_val (changes, change);
    }

  zone->name = g_strdup (name);
  zone->n_changes = changes->len;
  zone->changes = (Change *) (void *) g_array_free (g_steal_pointer (&changes), FALSE);
  if (zone->n_changes > 1)
    zone->buckets = fill_buckets (zone->changes, zone->n_changes);

  return zone;
}

/* GLib also reads "+02:00", "Z" and rules such as "EST5", and any file of the
 * database's folder; those are no names, or not of the same zone everywhere. */
static gboolean
is_name (const char *name)
{
  static const char *const others[] = { "leapseconds", "localtime", "posixrules", NULL };

  return g_ascii_isalpha (*name) &&
         strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_+-/") == strlen (name) &&
         strstr (name, "//") == NULL &&
         !g_str_has_prefix (name, "posix/") && !g_str_has_prefix (name, "right/") &&
         !g_strv_contains (others, name);
}

/* A leading colon makes GLib read a file and nothing else. */
static GTimeZone *
read_zone (const char *name)
{
  g_autofree char *identifier = g_strconcat (":", name, NULL);

  return g_time_zone_new_identifier (identifier);
}

/**
 * parcours_zone_lookup:
 * @name: (nullable): a name of the IANA database, such as `Europe/Paris`
 *
 * Returns: (transfer none) (nullable): the zone, or %NULL if there is none of that name
 */
const ParcoursZone *
parcours_zone_lookup (const char *name)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&zones_mutex);
  ParcoursZone *zone;
  g_autoptr (GTimeZone) source = NULL;

  if (name == NULL || !is_name (name))
    return NULL;
  if (g_str_equal (name, "UTC"))
    return parcours_zone_utc ();
  if (zones == NULL)
    zones = g_hash_table_new (g_str_hash, g_str_equal);
  zone = g_hash_table_lookup (zones, name);
  if (zone != NULL)
    return zone;

  source = read_zone (name);
  if (source == NULL)
    return NULL;
  zone = zone_new (name, source);
  g_hash_table_insert (zones, zone->name, zone);

  return zone;
}

/**
 * parcours_zone_utc:
 *
 * Returns: (transfer none): the zone UTC, which always exists
 */
const ParcoursZone *
parcours_zone_utc (void)
{
  static Change change = { G_MININT64, 0 };
  static const ParcoursZone utc = { (char *) "UTC", &change, 1 };

  return &utc;
}

/**
 * parcours_zone_name:
 * @zone: a zone
 *
 * Returns: (transfer none): the name by which the zone was looked up
 */
const char *
parcours_zone_name (const ParcoursZone *zone)
{
  g_return_val_if_fail (zone != NULL, NULL);

  return zone->name;
}

/* The index of the change in force at @at. */
static inline guint
find_change (const ParcoursZone *zone,
             gint64              at)
{
  guint i;

  if (zone->n_changes == 1)
    return 0;
  i = zone->buckets[(CLAMP (at, FIRST_INSTANT, LAST_INSTANT) - FIRST_INSTANT) >> BUCKET_SHIFT];
  while (i + 1 < zone->n_changes && zone->changes[i + 1].from <= at)
    i++;

  return i;
}

/**
 * parcours_zone_to_local:
 * @zone: a zone
 * @at: an instant
 *
 * Returns: what a clock on the wall shows there, in local seconds
 */
gint64
parcours_zone_to_local (const ParcoursZone *zone,
                        gint64              at)
{
  return at + zone->changes[find_change (zone, at)].offset;
}

/**
 * parcours_zone_to_utc:
 * @zone: a zone
 * @local: a local time in seconds
 *
 * A local time that a change skips moves forward to the first that exists, one
 * that happens twice is the first of the two (DESIGN rule 5).
 *
 * Returns: the instant
 */
gint64
parcours_zone_to_utc (const ParcoursZone *zone,
                      gint64              local)
{
  /* No offset is larger than a day, so the change before that instant is the
   * earliest whose offset can be the right one. */
  guint i = find_change (zone, local - PARCOURS_DAY);

  while (i + 1 < zone->n_changes && local - zone->changes[i].offset >= zone->changes[i + 1].from)
    {
      gint64 next = zone->changes[i + 1].from;

      /* Skipped: the old offset says "after the change", the new one "before". */
      if (local - zone->changes[i + 1].offset < next)
        return next;
      i++;
    }

  return local - zone->changes[i].offset;
}

/**
 * parcours_zone_next_change:
 * @zone: a zone
 * @at: an instant
 *
 * Returns: the first instant after @at at which local time jumps, or
 *   %PARCOURS_INSTANT_NEVER
 */
gint64
parcours_zone_next_change (const ParcoursZone *zone,
                           gint64              at)
{
  guint next = find_change (zone, at) + 1;

  return next < zone->n_changes ? zone->changes[next].from : PARCOURS_INSTANT_NEVER;
}

/**
 * parcours_zone_next_midnight:
 * @zone: a zone
 * @at: an instant
 *
 * Returns: the first instant of the next day
 */
gint64
parcours_zone_next_midnight (const ParcoursZone *zone,
                             gint64              at)
{
  gint32 today = parcours_local_day (parcours_zone_to_local (zone, at));

  return parcours_zone_to_utc (zone, ((gint64) today + 1) * PARCOURS_DAY);
}

/**
 * parcours_zone_span:
 * @zone: a zone
 * @at: an instant
 * @from: (out): since when local time has not jumped, %G_MININT64 for ever
 * @until: (out): the next jump, %PARCOURS_INSTANT_NEVER for none
 *
 * Returns: by how many seconds local time is ahead of UTC all that while
 */
int
parcours_zone_span (const ParcoursZone *zone,
                    gint64              at,
                    gint64             *from,
                    gint64             *until)
{
  guint i = find_change (zone, at);

  *from = zone->changes[i].from;
  *until = i + 1 < zone->n_changes ? zone->changes[i + 1].from : PARCOURS_INSTANT_NEVER;

  return (int) zone->changes[i].offset;
}
