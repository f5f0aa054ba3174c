/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A run asks for local times tens of millions of times, nearly always near the
 * last one asked for. So a zone is a flat table of offset changes, filled once
 * from GTimeZone (which owns the reading of the database), and a question is a
 * binary search in some 200 numbers, with a shortcut where the zone has only
 * one offset. Zones are few (some hundreds exist) and shared by all threads, so
 * they are kept for good. */

#include "config.h"

#include "parcours-zone.h"

/* Instants before the first or after the last change keep that offset. */
#define FIRST_INSTANT (-20 * 366 * (gint64) PARCOURS_DAY) /* about 1950 */
#define LAST_INSTANT (180 * 366 * (gint64) PARCOURS_DAY)  /* about 2150 */
/* Two changes never lie nearer than a week: the shortest known pause of
 * daylight saving time, Morocco's, lasts a month. */
#define PROBE_STEP (7 * (gint64) PARCOURS_DAY)

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
};

static GMutex zones_mutex;
static GHashTable *zones; /* (owned) (nullable) (element-type utf8 ParcoursZone) */

static gint32
offset_at (GTimeZone *source,
           gint64     at)
{
  return g_time_zone_get_offset (source, g_time_zone_find_interval (source, G_TIME_TYPE_UNIVERSAL, at));
}

/* The first instant in (@before, @after] that has the offset of @after. */
static gint64
find_change (GTimeZone *source,
             gint64     before,
             gint64     after)
{
  gint32 offset = offset_at (source, before);

  while (after - before > 1)
    {
      gint64 middle = before + (after - before) / 2;

      if (offset_at (source, middle) == offset)
        before = middle;
      else
        after = middle;
    }

  return after;
}

static ParcoursZone *
zone_new (const char *name,
          GTimeZone  *source)
{
  ParcoursZone *zone = g_new0 (ParcoursZone, 1);
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));
  Change change = { G_MININT64, offset_at (source, FIRST_INSTANT) };

  g_array_append_val (changes, change);
  for (gint64 at = FIRST_INSTANT; at < LAST_INSTANT; at += PROBE_STEP)
    {
      if (offset_at (source, at + PROBE_STEP) == change.offset)
        continue;
      change.from = find_change (source, at, at + PROBE_STEP);
      change.offset = offset_at (source, change.from);
      g_array_append_val (changes, change);
    }

  zone->name = g_strdup (name);
  zone->n_changes = changes->len;
  zone->changes = (Change *) (void *) g_array_free (g_steal_pointer (&changes), FALSE);

  return zone;
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

  if (name == NULL || *name == '\0')
    return NULL;
  if (zones == NULL)
    zones = g_hash_table_new (g_str_hash, g_str_equal);
  zone = g_hash_table_lookup (zones, name);
  if (zone != NULL)
    return zone;

  /* "+02:00" and the like are read by GLib too, but are not names. */
  source = g_ascii_isalpha (*name) ? g_time_zone_new_identifier (name) : NULL;
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

static guint
find_offset (const ParcoursZone *zone,
             gint64              at)
{
  guint low = 0;
  guint high = zone->n_changes;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (zone->changes[middle].from <= at)
        low = middle;
      else
        high = middle;
    }

  return low;
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
  return at + zone->changes[find_offset (zone, at)].offset;
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
  guint i = find_offset (zone, local - PARCOURS_DAY);

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
