/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-duration.h"
#include "parcours-figure.h"
#include "parcours-phrase.h"

/* Ten thousand years; what is longer is a slip of the hand and would overflow. */
#define MAX_DAYS (10000 * 366)
#define MAX_MONTHS (10000 * 12)
#define MAX_SECONDS (MAX_DAYS * (gint64) PARCOURS_DAY)

/* Months first or days first, and months of 28 or of 31 days: no way back misses by more. */
#define REACH (10 * (gint64) PARCOURS_DAY)

static gboolean
take_number (const char **text,
             gint64      *number)
{
  gint64 value = 0;

  if (!g_ascii_isdigit (**text))
    return FALSE;
  for (; g_ascii_isdigit (**text); (*text)++)
    {
      value = value * 10 + (**text - '0');
      if (value > MAX_SECONDS)
        return FALSE;
    }
  *number = value;

  return TRUE;
}

/* Adds @number of the unit @unit; M is minutes behind the T, months before it. */
static gboolean
add_unit (ParcoursDuration *duration,
          gboolean          in_time,
          char              unit,
          gint64            number)
{
  if (!in_time && number > MAX_DAYS)
    return FALSE;

  switch (unit)
    {
    case 'Y':
      duration->months += (gint32) number * 12;
      return !in_time;
    case 'M':
      if (in_time)
        duration->seconds += number * PARCOURS_MINUTE;
      else
        duration->months += (gint32) number;
      return TRUE;
    case 'W':
      duration->days += (gint32) number * 7;
      return !in_time;
    case 'D':
      duration->days += (gint32) number;
      return !in_time;
    case 'H':
      duration->seconds += number * PARCOURS_HOUR;
      return in_time;
    case 'S':
      duration->seconds += number;
      return in_time;
    default:
      return FALSE;
    }
}

/* Takes units of @units, in their order, each at most once. */
static gboolean
take_units (const char       **text,
            gboolean           in_time,
            const char        *units,
            ParcoursDuration  *duration)
{
  gboolean any = FALSE;

  while (**text != '\0' && **text != 'T')
    {
      gint64 number;

      if (!take_number (text, &number))
        return FALSE;
      while (*units != '\0' && *units != **text)
        units++;
      if (*units == '\0' || !add_unit (duration, in_time, *units, number))
        return FALSE;
      units++;
      (*text)++;
      any = TRUE;
    }

  return any;
}

/**
 * parcours_duration_parse:
 * @text: an ISO 8601 duration, such as `P2D`, `PT90M` or `P1M2DT3H`
 * @duration: (out): the duration
 *
 * Returns: whether @text is a duration that is not negative and no longer than
 *   ten thousand years
 */
gboolean
parcours_duration_parse (const char       *text,
                         ParcoursDuration *duration)
{
  gboolean has_days, has_time = FALSE;

  *duration = (ParcoursDuration){ 0 };
  if (*text != 'P')
    return FALSE;
  text++;
  has_days = *text != 'T';
  if (has_days && !take_units (&text, FALSE, "YMWD", duration))
    return FALSE;
  if (*text == 'T')
    {
      text++;
      has_time = take_units (&text, TRUE, "HMS", duration);
      if (!has_time)
        return FALSE;
    }

  return *text == '\0' && (has_days || has_time) && duration->months <= MAX_MONTHS &&
         duration->days <= MAX_DAYS && duration->seconds <= MAX_SECONDS;
}

/**
 * parcours_offset_parse:
 * @text: an ISO 8601 duration, with a minus sign in front for "before": `-P7D`;
 *   a plus sign is read too
 * @duration: (out): the offset
 *
 * Returns: whether @text is an offset
 */
gboolean
parcours_offset_parse (const char       *text,
                       ParcoursDuration *duration)
{
  gboolean negative = *text == '-';

  if (!parcours_duration_parse (negative || *text == '+' ? text + 1 : text, duration))
    return FALSE;
  if (negative)
    {
      duration->months = -duration->months;
      duration->days = -duration->days;
      duration->seconds = -duration->seconds;
    }

  return TRUE;
}

static void
append_unit (GString *string,
             gint64   number,
             char     unit)
{
  if (number != 0)
    g_string_append_printf (string, "%" G_GINT64_FORMAT "%c", number, unit);
}

/**
 * parcours_duration_format:
 * @duration: a duration or an offset
 *
 * Returns: (transfer full): it in ISO 8601 without weeks, each unit only where it is not 0,
 *   or `P0D`
 */
char *
parcours_duration_format (const ParcoursDuration *duration)
{
  gboolean negative = duration->months < 0 || duration->days < 0 || duration->seconds < 0;
  gint32 months = ABS (duration->months);
  gint32 days = ABS (duration->days);
  gint64 seconds = ABS (duration->seconds);
  GString *string = g_string_new (negative ? "-P" : "P");

  append_unit (string, months / 12, 'Y');
  append_unit (string, months % 12, 'M');
  append_unit (string, days, 'D');
  if (seconds != 0)
    {
      g_string_append_c (string, 'T');
      append_unit (string, seconds / PARCOURS_HOUR, 'H');
      append_unit (string, seconds / PARCOURS_MINUTE % 60, 'M');
      append_unit (string, seconds % 60, 'S');
    }
  if (g_str_has_suffix (string->str, "P"))
    g_string_append (string, "0D");

  return g_string_free (string, FALSE);
}

static void
add_unit_words (GPtrArray  *parts,
                gulong      number,
                const char *phrase)
{
  g_autofree char *figure = parcours_count_to_words (number);

  if (number != 0)
    g_ptr_array_add (parts, parcours_phrase_fill (phrase, "n", figure, NULL));
}

/**
 * parcours_duration_to_words:
 * @duration: a duration; of an offset the size is said, not the direction
 *
 * Days are never said as weeks, since nobody would know what was meant by "2
 * weeks" next to "15 days".
 *
 * Returns: (transfer full): it in the user's language, such as "2 days and 3 hours"
 */
char *
parcours_duration_to_words (const ParcoursDuration *duration)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  gulong years = ABS (duration->months) / 12;
  gulong months = ABS (duration->months) % 12;
  gulong days = ABS (duration->days);
  gulong hours = ABS (duration->seconds) / PARCOURS_HOUR;
  gulong minutes = ABS (duration->seconds) / PARCOURS_MINUTE % 60;
  gulong seconds = ABS (duration->seconds) % 60;

  add_unit_words (parts, years, ngettext ("{n} year", "{n} years", years));
  add_unit_words (parts, months, ngettext ("{n} month", "{n} months", months));
  add_unit_words (parts, days, ngettext ("{n} day", "{n} days", days));
  add_unit_words (parts, hours, ngettext ("{n} hour", "{n} hours", hours));
  add_unit_words (parts, minutes, ngettext ("{n} minute", "{n} minutes", minutes));
  add_unit_words (parts, seconds, ngettext ("{n} second", "{n} seconds", seconds));
  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup (_("no time")));

  return parcours_phrase_join (parts, PARCOURS_JOIN_AND);
}

/**
 * parcours_duration_add_to_day:
 * @duration: a duration or an offset, of which only months and days count
 * @day: days since 1970-01-01
 *
 * Returns: the day reached, months first
 */
gint32
parcours_duration_add_to_day (const ParcoursDuration *duration,
                              gint32                  day)
{
  if (duration->months != 0)
    day = parcours_day_add_months (day, duration->months);

  return day + duration->days;
}

/**
 * parcours_duration_add:
 * @duration: a duration or an offset
 * @at: an instant
 * @zone: the zone on whose calendar months and days step
 *
 * Returns: the instant reached: months, then days, at the same local time, then elapsed seconds
 */
gint64
parcours_duration_add (const ParcoursDuration *duration,
                       gint64                  at,
                       const ParcoursZone     *zone)
{
  if (duration->months != 0 || duration->days != 0)
    {
      gint64 local = parcours_zone_to_local (zone, at);
      gint32 day = parcours_duration_add_to_day (duration, parcours_local_day (local));

      at = parcours_zone_to_utc (zone, (gint64) day * PARCOURS_DAY + parcours_local_seconds (local));
    }

  return at + duration->seconds;
}

/**
 * parcours_duration_subtract:
 * @duration: a duration or an offset
 * @at: an instant
 * @zone: the zone on whose calendar months and days step
 *
 * Returns: the instant reached by going back
 */
gint64
parcours_duration_subtract (const ParcoursDuration *duration,
                            gint64                  at,
                            const ParcoursZone     *zone)
{
  ParcoursDuration back = { -duration->months, -duration->days, -duration->seconds };

  return parcours_duration_add (&back, at, zone);
}

/* The first instant after @low that leads to @edge or behind it, as @high does. */
static gint64
first_behind (const ParcoursDuration *duration,
              gint64                  edge,
              gint64                  low,
              gint64                  high,
              const ParcoursZone     *zone)
{
  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;

      if (parcours_duration_add (duration, middle, zone) >= edge)
        high = middle;
      else
        low = middle;
    }

  return high;
}

/**
 * parcours_duration_next_crossing:
 * @duration: a duration or an offset
 * @edge: an instant
 * @at: an instant
 * @zone: the zone on whose calendar months and days step
 *
 * Seen from @at, the duration leads to before the edge, or to the edge or behind it. While time goes on that changes
 * once, but at the ends of months, where several days lead to the same one, and where a clock is put back, it may
 * change back and again: a month before noon of 29 March is noon of 28 February, and a month before the morning after
 * is that same day's morning.
 *
 * Returns: the first instant after @at at which it changes, %PARCOURS_INSTANT_NEVER if it does not
 */
gint64
parcours_duration_next_crossing (const ParcoursDuration *duration,
                                 gint64                  edge,
                                 gint64                  at,
                                 const ParcoursZone     *zone)
{
  gint64 about = parcours_duration_subtract (duration, edge, zone);
  gint64 low = MAX (at, about - REACH);
  gboolean is_behind;

  if (parcours_duration_is_elapsed (duration))
    return about > at ? about : PARCOURS_INSTANT_NEVER;
  is_behind = parcours_duration_add (duration, low, zone) >= edge;
  while (low < about + REACH)
    {
      gint64 midnight = parcours_zone_next_midnight (zone, low);
      gint64 next = MIN (midnight, parcours_zone_next_change (zone, low));

      /* Between these what is reached never goes back. */
      if (!is_behind && parcours_duration_add (duration, next - 1, zone) >= edge)
        return first_behind (duration, edge, low, next - 1, zone);
      if ((parcours_duration_add (duration, next, zone) >= edge) != is_behind)
        return next;
      low = next;
    }

  return PARCOURS_INSTANT_NEVER;
}

/**
 * parcours_duration_approximate:
 * @duration: a duration or an offset
 *
 * Returns: its length in seconds if months had 30 days, to sort and to draw by, not to compute with
 */
gint64
parcours_duration_approximate (const ParcoursDuration *duration)
{
  return ((gint64) duration->months * 30 + duration->days) * PARCOURS_DAY + duration->seconds;
}

/**
 * parcours_duration_is_elapsed:
 * @duration: a duration
 *
 * Returns: whether the duration has only elapsed parts, so that no calendar is needed
 */
gboolean
parcours_duration_is_elapsed (const ParcoursDuration *duration)
{
  return duration->months == 0 && duration->days == 0;
}
