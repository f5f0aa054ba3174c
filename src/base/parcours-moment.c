/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-moment.h"

/* 29 February on a given weekday comes back after 40 years at the latest, when a
 * century without a leap day lies between. */
#define MAX_DAYS_AHEAD (41 * 366)

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
 * @node: an object such as `{"weekday": ["mon"], "hour": 9, "minute": 0}`
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
  const char *date;

  *moment = (ParcoursMoment){ PARCOURS_DAY_MISSING, 0, 0, 0, -1, -1 };
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, _("A moment is an object with a date, a month, a day, a weekday, an hour or a minute"));
  object = json_node_get_object (node);
  date = parcours_json_member_string (object, "date");
  if (date != NULL && !parcours_day_parse (date, &moment->date))
    return fail (error, _("The date of a moment is written like 2026-12-24"));
  if (!parse_part (object, "month", 1, 12, &moment->month) ||
      !parse_part (object, "day", 1, 31, &moment->day) ||
      !parse_part (object, "hour", 0, 23, &moment->hour) ||
      !parse_part (object, "minute", 0, 59, &moment->minute))
    return fail (error, _("A part of the moment is out of range"));
  if (json_object_has_member (object, "weekday") &&
      !parse_weekdays (json_object_get_member (object, "weekday"), &moment->weekdays))
    return fail (error, _("The weekdays of a moment are mon, tue, wed, thu, fri, sat and sun"));

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

static void
append_day_words (const ParcoursMoment *moment,
                  GPtrArray            *parts)
{
  if (moment->date != PARCOURS_DAY_MISSING)
    {
      int year, month, day;
      g_autoptr (GDateTime) date = NULL;

      parcours_day_to_civil (moment->date, &year, &month, &day);
      date = g_date_time_new_utc (year, month, day, 0, 0, 0.);
      g_ptr_array_add (parts, g_date_time_format (date, "%x"));
    }
  if (moment->weekdays != 0)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

      for (int i = 1; i <= 7; i++)
        {
          /* 2024-01-01 was a Monday. */
          g_autoptr (GDateTime) date = g_date_time_new_utc (2024, 1, i, 0, 0, 0.);

          if (moment->weekdays & (1 << i))
            g_ptr_array_add (names, g_date_time_format (date, "%A"));
        }
      g_ptr_array_add (names, NULL);
      g_ptr_array_add (parts, g_strjoinv (", ", (char **) names->pdata));
    }
  if (moment->day > 0)
    g_ptr_array_add (parts, g_strdup_printf (_("day %d of the month"), moment->day));
  if (moment->month > 0)
    {
      g_autoptr (GDateTime) date = g_date_time_new_utc (2024, moment->month, 1, 0, 0, 0.);

      g_ptr_array_add (parts, g_date_time_format (date, "%OB"));
    }
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
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  append_day_words (moment, parts);
  if (moment->hour >= 0 && moment->minute >= 0)
    g_ptr_array_add (parts, g_strdup_printf ("%02d:%02d", moment->hour, moment->minute));
  else if (moment->hour >= 0)
    g_ptr_array_add (parts, g_strdup_printf (_("between %02d:00 and %02d:59"), moment->hour, moment->hour));
  else if (moment->minute >= 0)
    g_ptr_array_add (parts, g_strdup_printf (_("minute %d of any hour"), moment->minute));
  if (parts->len == 0)
    return g_strdup (_("any time"));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (", ", (char **) parts->pdata);
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

/**
 * parcours_moment_next:
 * @moment: a moment
 * @at: an instant
 * @zone: the zone of the moment
 *
 * Who arrives inside the moment passes at once (DESIGN rule 6), and so does who
 * arrives after a fixed date that is gone.
 *
 * Returns: the first instant from @at on that lies inside the moment, @at itself
 *   for a fixed date in the past, or %PARCOURS_INSTANT_NEVER (30 February)
 */
gint64
parcours_moment_next (const ParcoursMoment *moment,
                      gint64                at,
                      const ParcoursZone   *zone)
{
  gint64 local = parcours_zone_to_local (zone, at);
  gint32 today = parcours_local_day (local);
  gint32 first = today;
  gint32 last = today + MAX_DAYS_AHEAD;

  if (moment->date != PARCOURS_DAY_MISSING)
    {
      if (moment->date < today)
        return at;
      first = last = moment->date;
    }
  for (gint32 day = first; day <= last; day++)
    {
      int second;

      if (!day_matches (moment, day))
        continue;
      second = next_in_day (moment, day == today ? parcours_local_seconds (local) : 0);
      if (second >= 0)
        {
          gint64 next = (gint64) day * PARCOURS_DAY + second;

          return next == local ? at : parcours_zone_to_utc (zone, next);
        }
    }

  return moment->date != PARCOURS_DAY_MISSING ? at : PARCOURS_INSTANT_NEVER;
}

/**
 * parcours_moment_next_change:
 * @moment: a moment
 * @at: an instant
 * @zone: the zone of the moment
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
  gint64 step = moment->minute >= 0 ? PARCOURS_MINUTE : moment->hour >= 0 ? PARCOURS_HOUR : PARCOURS_DAY;

  if (parcours_moment_contains (moment, local))
    return MAX (parcours_zone_to_utc (zone, local - local % step + step), at + 1);
  if (moment->date != PARCOURS_DAY_MISSING && moment->date < parcours_local_day (local))
    return PARCOURS_INSTANT_NEVER;

  return parcours_moment_next (moment, at, zone) > at ? parcours_moment_next (moment, at, zone)
                                                      : PARCOURS_INSTANT_NEVER;
}
