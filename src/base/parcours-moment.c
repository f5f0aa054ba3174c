/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-error.h"
#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-moment.h"
#include "parcours-phrase.h"

/* 29 February on a given weekday comes back after 40 years at the latest, when a
 * century without a leap day lies between. */
#define MAX_DAYS_AHEAD (41 * 366)
#define LEAP_YEAR 2000

static const char *weekday_names[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

static gboolean
fail (GError    **error,
      const char *what)
{
  g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, what);

  return FALSE;
}

static gboolean
parse_weekday (const char *name,
               guint8     *weekdays)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (weekday_names); i++)
    {
      if (g_str_equal (name, weekday_names[i]))
        {
          *weekdays |= 1 << (i + 1);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
parse_weekdays (JsonNode *node,
                guint8   *weekdays)
{
  JsonArray *array;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return parse_weekday (parcours_json_string (node), weekdays);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!parse_weekday (parcours_json_string (json_array_get_element (array, i)), weekdays))
        return FALSE;
    }

  return TRUE;
}

static gboolean
parse_date (JsonNode *node,
            gint32   *date)
{
  const char *text = parcours_json_string (node);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;

  return text != NULL && parcours_day_parse (text, date);
}

static gboolean
parse_part (JsonObject *object,
            const char *name,
            int         from,
            int         to,
            gint8      *part)
{
  JsonNode *node = json_object_get_member (object, name);
  double number;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!parcours_json_number (node, &number) || number < from || number > to || number != (int) number)
    return FALSE;
  *part = (gint8) number;

  return TRUE;
}

/**
 * parcours_moment_parse:
 * @node: an object such as `{"weekday": ["mon"], "hour": 9, "minute": 0}` or
 *   `{"date": "2026-12-24", "hour": 9}`
 * @moment: (out): the moment
 * @error: return location for an error
 *
 * Returns: whether @node is a moment
 */
gboolean
parcours_moment_parse (JsonNode        *node,
                       ParcoursMoment  *moment,
                       GError         **error)
{
  JsonObject *object;

  *moment = (ParcoursMoment){ PARCOURS_DAY_MISSING, 0, 0, 0, -1, -1 };
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, _("A moment is an object with a date, a month, a day, a weekday, an hour or a minute"));
  object = json_node_get_object (node);
  if (!parse_date (json_object_get_member (object, "date"), &moment->date))
    return fail (error, _("The date of a moment is written like 2026-12-24"));
  if (!parse_part (object, "month", 1, 12, &moment->month) ||
      !parse_part (object, "day", 1, 31, &moment->day) ||
      !parse_part (object, "hour", 0, 23, &moment->hour) ||
      !parse_part (object, "minute", 0, 59, &moment->minute))
    return fail (error, _("A part of the moment is out of range"));
  if (!parse_weekdays (json_object_get_member (object, "weekday"), &moment->weekdays))
    return fail (error, _("The weekdays of a moment are mon, tue, wed, thu, fri, sat and sun"));
  if (moment->date != PARCOURS_DAY_MISSING &&
      (moment->month != 0 || moment->day != 0 || moment->weekdays != 0))
    return fail (error, _("A moment with a date has no month, day or weekday"));

  return TRUE;
}

/**
 * parcours_moment_to_json:
 * @moment: a moment
 *
 * Returns: (transfer full): what parcours_moment_parse() reads
 */
JsonNode *
parcours_moment_to_json (const ParcoursMoment *moment)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  if (moment->date != PARCOURS_DAY_MISSING)
    {
      g_autofree char *date = parcours_day_format (moment->date);

      json_object_set_string_member (object, "date", date);
    }
  if (moment->month > 0)
    json_object_set_int_member (object, "month", moment->month);
  if (moment->day > 0)
    json_object_set_int_member (object, "day", moment->day);
  if (moment->weekdays != 0)
    {
      JsonArray *array = json_array_new ();

      for (guint i = 0; i < G_N_ELEMENTS (weekday_names); i++)
        {
          if (moment->weekdays & (1 << (i + 1)))
            json_array_add_string_element (array, weekday_names[i]);
        }
      json_object_set_array_member (object, "weekday", array);
    }
  if (moment->hour >= 0)
    json_object_set_int_member (object, "hour", moment->hour);
  if (moment->minute >= 0)
    json_object_set_int_member (object, "minute", moment->minute);
  json_node_take_object (node, object);

  return node;
}

static char *
weekdays_to_words (guint8 weekdays)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (int i = 1; i <= 7; i++)
    {
      if (weekdays & (1 << i))
        g_ptr_array_add (names, (gpointer) parcours_weekday_name (i));
    }

  return parcours_phrase_join (names, PARCOURS_JOIN_OR);
}

/* The days of the moment, nothing for any day. */
static char *
days_to_words (const ParcoursMoment *moment)
{
  g_autofree char *weekdays = weekdays_to_words (moment->weekdays);
  g_autofree char *date = NULL;
  g_autofree char *number = g_strdup_printf ("%d", moment->day);

  if (moment->date != PARCOURS_DAY_MISSING)
    return parcours_day_to_words (moment->date);
  if (moment->day > 0 && moment->month > 0)
    date = parcours_birthday_to_words (moment->month, moment->day);
  else if (moment->day > 0)
    date = parcours_phrase_fill (_("day {day} of the month"), "day", number, NULL);
  else if (moment->month > 0 && *weekdays != '\0')
    return parcours_phrase_fill (_("{weekdays} in {month}"), "weekdays", weekdays,
                                 "month", parcours_month_name (moment->month), NULL);
  else if (moment->month > 0)
    date = parcours_phrase_fill (_("in {month}"), "month", parcours_month_name (moment->month), NULL);
  if (date == NULL)
    return g_steal_pointer (&weekdays);
  if (*weekdays == '\0')
    return g_steal_pointer (&date);

  /* Translators: as in "Friday, when it is day 13 of the month". */
  return parcours_phrase_fill (_("{weekdays}, when it is {date}"), "weekdays", weekdays, "date", date, NULL);
}

/* The times of day of the moment, nothing for any time. */
static char *
times_to_words (const ParcoursMoment *moment)
{
  int start = MAX (moment->hour, 0) * PARCOURS_HOUR + MAX (moment->minute, 0) * PARCOURS_MINUTE;
  g_autofree char *from = parcours_time_of_day_to_words (start);
  g_autofree char *to = parcours_time_of_day_to_words (start + 59 * PARCOURS_MINUTE);
  g_autofree char *minute = g_strdup_printf ("%d", moment->minute);

  if (moment->hour >= 0 && moment->minute >= 0)
    return g_steal_pointer (&from);
  if (moment->hour >= 0)
    return parcours_phrase_fill (_("between {from} and {to}"), "from", from, "to", to, NULL);
  if (moment->minute >= 0)
    return parcours_phrase_fill (_("minute {minute} of any hour"), "minute", minute, NULL);

  return g_strdup ("");
}

/**
 * parcours_moment_to_words:
 * @moment: a moment
 *
 * Returns: (transfer full): the moment in the user's language, such as "Monday, 09:00"
 */
char *
parcours_moment_to_words (const ParcoursMoment *moment)
{
  g_autofree char *days = days_to_words (moment);
  g_autofree char *times = times_to_words (moment);

  if (*days == '\0' && *times == '\0')
    return g_strdup (_("any time"));
  if (*days == '\0')
    return g_steal_pointer (&times);
  if (*times == '\0')
    return g_steal_pointer (&days);
  if (moment->hour >= 0 && moment->minute >= 0)
    return parcours_phrase_fill (C_("date and time", "{day}, {time}"), "day", days, "time", times, NULL);

  return parcours_phrase_fill (C_("date and times", "{day}, {times}"), "day", days, "times", times, NULL);
}

static gboolean
day_matches (const ParcoursMoment *moment,
             gint32                day)
{
  int month, day_of_month;

  if (moment->date != PARCOURS_DAY_MISSING && day != moment->date)
    return FALSE;
  if (moment->weekdays != 0 && !(moment->weekdays & (1 << parcours_day_weekday (day))))
    return FALSE;
  if (moment->month == 0 && moment->day == 0)
    return TRUE;
  parcours_day_to_civil (day, NULL, &month, &day_of_month);

  return (moment->month == 0 || moment->month == month) && (moment->day == 0 || moment->day == day_of_month);
}

/* The first second of the day, from @from on, whose hour and minute match; -1 if none is left. */
static int
next_in_day (const ParcoursMoment *moment,
             int                   from)
{
  int hour = from / PARCOURS_HOUR;
  int minute = from / PARCOURS_MINUTE % 60;

  if (moment->hour >= 0 && hour > moment->hour)
    return -1;
  if (moment->hour >= 0 && hour < moment->hour)
    return moment->hour * PARCOURS_HOUR + MAX (moment->minute, 0) * PARCOURS_MINUTE;
  if (moment->minute < 0 || minute == moment->minute)
    return from;
  if (minute > moment->minute)
    {
      if (moment->hour >= 0 || hour == 23)
        return -1;
      hour++;
    }

  return hour * PARCOURS_HOUR + moment->minute * PARCOURS_MINUTE;
}

/**
 * parcours_moment_contains:
 * @moment: a moment
 * @local: a local time in seconds
 *
 * Returns: whether @local lies inside the moment
 */
gboolean
parcours_moment_contains (const ParcoursMoment *moment,
                          gint64                local)
{
  int seconds = parcours_local_seconds (local);

  return day_matches (moment, parcours_local_day (local)) && next_in_day (moment, seconds) == seconds;
}

/* The first local time from @from on that lies inside the moment, whether or not
 * the zone has it; %PARCOURS_INSTANT_NEVER if there is none (30 February). */
static gint64
next_local (const ParcoursMoment *moment,
            gint64                from)
{
  gint32 today = parcours_local_day (from);
  gint32 first = today;
  gint32 last = today + MAX_DAYS_AHEAD;

  if (moment->date != PARCOURS_DAY_MISSING)
    {
      first = MAX (today, moment->date);
      last = moment->date;
    }
  else if (moment->month != 0 && moment->day > parcours_month_length (LEAP_YEAR, moment->month))
    return PARCOURS_INSTANT_NEVER;
  for (gint32 day = first; day <= last; day++)
    {
      int second;

      if (!day_matches (moment, day))
        continue;
      second = next_in_day (moment, day == today ? parcours_local_seconds (from) : 0);
      if (second >= 0)
        return (gint64) day * PARCOURS_DAY + second;
    }

  return PARCOURS_INSTANT_NEVER;
}

/**
 * parcours_moment_next:
 * @moment: a moment
 * @at: an instant
 * @zone: the zone of the moment
 *
 * Who arrives inside the moment passes at once (DESIGN rule 6), and so does who
 * arrives after a fixed date that is gone. Of local times that a change skips
 * or doubles, the moment is there at the first that exists, and once (rule 5).
 *
 * Returns: the first instant from @at on at which the moment is there, @at itself
 *   for a fixed date in the past, or %PARCOURS_INSTANT_NEVER (30 February)
 */
gint64
parcours_moment_next (const ParcoursMoment *moment,
                      gint64                at,
                      const ParcoursZone   *zone)
{
  gint64 local = parcours_zone_to_local (zone, at);
  /* At the end of a gap, the times skipped are there too. */
  gint64 next = next_local (moment, MIN (local, parcours_zone_to_local (zone, at - 1) + 1));

  if (next <= local)
    return at;
  while (next != PARCOURS_INSTANT_NEVER)
    {
      gint64 result = parcours_zone_to_utc (zone, next);

      if (result >= at)
        return result;
      /* In the second pass through a doubled hour, what is still to come in it was
       * there in the first. */
      next = next_local (moment, next - parcours_local_seconds (next) % PARCOURS_MINUTE + PARCOURS_MINUTE);
    }

  return moment->date != PARCOURS_DAY_MISSING ? at : PARCOURS_INSTANT_NEVER;
}

/* The first local time after @local, which is inside the moment, that may not be. */
static gint64
local_end (const ParcoursMoment *moment,
           gint64                local)
{
  int seconds = parcours_local_seconds (local);
  int step = moment->minute >= 0 ? PARCOURS_MINUTE : moment->hour >= 0 ? PARCOURS_HOUR : PARCOURS_DAY;

  return local - seconds % step + step;
}

/**
 * parcours_moment_next_change:
 * @moment: a moment
 * @at: an instant
 * @zone: the zone of the moment
 *
 * Counts doubled local times twice, as parcours_moment_contains() does.
 *
 * Returns: the first instant after @at at which being inside the moment begins or
 *   ends, or an earlier one at which it is worth asking again; %PARCOURS_INSTANT_NEVER if none
 */
gint64
parcours_moment_next_change (const ParcoursMoment *moment,
                             gint64                at,
                             const ParcoursZone   *zone)
{
  gint64 local = parcours_zone_to_local (zone, at);
  gint64 jump = parcours_zone_next_change (zone, at);
  gint64 next;

  if (parcours_moment_contains (moment, local))
    next = local_end (moment, local);
  else
    next = next_local (moment, local);
  /* A jump back never brings back more than the day before. */
  if (next == PARCOURS_INSTANT_NEVER &&
      (moment->date == PARCOURS_DAY_MISSING || moment->date < parcours_local_day (local) - 1))
    return PARCOURS_INSTANT_NEVER;

  return next != PARCOURS_INSTANT_NEVER ? MIN (at + (next - local), jump) : jump;
}
