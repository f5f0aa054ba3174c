/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the clock does: dates, polls, feeds and vouchers, each looked at every day. */

#include "config.h"

#include "naive-private.h"
#include "parcours-json.h"

#define DEFAULT_TIME (9 * PARCOURS_HOUR)

static int
time_of_day (JsonObject *params)
{
  const char *at = parcours_json_member_string (params, "at");
  int seconds = DEFAULT_TIME;

  if (at != NULL)
    parcours_time_of_day_parse (at, &seconds);

  return seconds;
}

static ParcoursDuration
offset_of (JsonObject *params)
{
  const char *text = parcours_json_member_string (params, "offset");
  ParcoursDuration offset = { 0 };

  if (text != NULL)
    parcours_offset_parse (text, &offset);

  return offset;
}

static gint64
instant_of (gint32              day,
            JsonObject         *params,
            const ParcoursZone *zone)
{
  ParcoursDuration offset = offset_of (params);

  return parcours_zone_to_utc (zone, (gint64) day * PARCOURS_DAY + time_of_day (params)) + offset.seconds;
}

static gint32
day_of (gint64              at,
        const ParcoursZone *zone)
{
  return parcours_local_day (parcours_zone_to_local (zone, at));
}

/* The day of a date, or the month and day of a birthday. */
static gboolean
parts_of_date (const NaiveValue   *value,
               const ParcoursZone *zone,
               gint32             *day,
               int                *month,
               int                *day_of_month)
{
  *day = PARCOURS_DAY_MISSING;
  if (value == NULL || (value->type != NAIVE_TEXT && value->type != NAIVE_DAY && value->type != NAIVE_INSTANT))
    return FALSE;
  if (value->type == NAIVE_TEXT)
    return parcours_birthday_parse (value->text, month, day_of_month);
  *day = value->type == NAIVE_DAY ? (gint32) value->number : day_of ((gint64) value->number, zone);
  parcours_day_to_civil (*day, NULL, month, day_of_month);

  return TRUE;
}

/**
 * naive_date_instant:
 * @contact: a contact
 * @event: (nullable): what admitted
 * @params: parameters with a date source, an offset and a time of day
 * @zone: the zone of the date
 *
 * Returns: the instant that is meant; of a birthday the next one; %PARCOURS_INSTANT_MISSING without a date
 */
gint64
naive_date_instant (NaiveContact       *contact,
                    const NaiveEvent   *event,
                    JsonObject         *params,
                    const ParcoursZone *zone)
{
  JsonObject *source = parcours_json_member_object (params, "date");
  const char *of = parcours_json_member_string (source, "of");
  const char *field = parcours_json_member_string (source, "field");
  gint64 now = contact->engine->now;
  ParcoursDuration offset = offset_of (params);
  const NaiveValue *value = NULL;
  int month, day_of_month;
  gint32 day;

  if (g_strcmp0 (of, "contact") == 0)
    value = naive_get (contact->fields, field);
  else if (of != NULL)
    {
      GPtrArray *records = naive_target_records (contact, event, of, NULL);

      if (records->len > 0)
        value = naive_get (((NaiveRecord *) g_ptr_array_index (records, 0))->columns, field);
    }
  if (!parts_of_date (value, zone, &day, &month, &day_of_month))
    return PARCOURS_INSTANT_MISSING;
  if (day != PARCOURS_DAY_MISSING)
    return instant_of (parcours_duration_add_to_day (&offset, day), params, zone);
  for (gint32 d = day_of (now, zone) - 1; d < day_of (now, zone) + 800; d++)
    {
      int year;

      parcours_day_to_civil (d, &year, NULL, NULL);
      for (int y = year - 2; y <= year + 2; y++)
        {
          gint32 there = parcours_duration_add_to_day (&offset, parcours_day_recurrence (month, day_of_month, y));

          if (there == d && instant_of (d, params, zone) > now)
            return instant_of (d, params, zone);
        }
    }

  return PARCOURS_INSTANT_MISSING;
}

/* Date triggers */

/* Whether the date of the value is @day, and of which year it then is. */
static gboolean
falls_on (const NaiveValue   *value,
          gint32              today,
          NaiveStep          *trigger,
          const ParcoursZone *zone,
          int                *of_year)
{
  gboolean yearly = g_strcmp0 (parcours_json_member_string (trigger->params, "repeat"), "yearly") == 0;
  ParcoursDuration offset = offset_of (trigger->params);
  int month, day_of_month, year;
  gint32 day;

  *of_year = 0;
  if (!parts_of_date (value, zone, &day, &month, &day_of_month))
    return FALSE;
  if (!yearly && day != PARCOURS_DAY_MISSING)
    return parcours_duration_add_to_day (&offset, day) == today;
  parcours_day_to_civil (today, &year, NULL, NULL);
  for (int y = year - 2; y <= year + 2; y++)
    {
      if (parcours_duration_add_to_day (&offset, parcours_day_recurrence (month, day_of_month, y)) == today)
        {
          *of_year = yearly ? y : 0;
          return TRUE;
        }
    }

  return FALSE;
}

/* The pseudo event of an enrolment that a record's date made: it carries the record. */
static NaiveEvent *
event_of_record (NaiveContact *contact,
                 NaiveRecord  *record)
{
  NaiveEvent *event = naive_new (NaiveEvent);

  event->payload = naive_members_new ();
  naive_set (event->payload, record->kind, naive_text (record->id));
  event->origin = "clock";
  event->at = contact->engine->now;
  event->order = contact->next_order;

  return event;
}

static gboolean
record_fits (NaiveContact *contact,
             NaiveStep    *trigger,
             NaiveRecord  *record)
{
  JsonNode *where = json_object_get_member (trigger->params, "where");
  const char *program = parcours_json_member_string (trigger->params, "program");

  if ((g_str_equal (record->kind, "deal") && !naive_record_is_open (record, contact->engine->now)) ||
      (g_str_equal (record->kind, "loyalty") && (g_hash_table_contains (record->columns, "balance") || !naive_is_member (record))))
    return FALSE;
  if (program != NULL && !g_str_equal (program, "any") &&
      !naive_value_is_text (naive_get (record->columns, "program"), program))
    return FALSE;

  return where == NULL || naive_where_test_members (where, record->columns, contact->engine->now,
                                                    naive_zone_of (trigger->automation, contact));
}

/* A birthday that does not repeat comes once, until there is another one. */
static gboolean
is_first (NaiveContact     *contact,
          NaiveStep        *trigger,
          const NaiveValue *value,
          const char       *id)
{
  g_autofree char *name = g_strdup_printf ("%s/%s/%s", trigger->automation->slug, trigger->id, id);

  if (value->type != NAIVE_TEXT)
    return TRUE;
  if (naive_value_is_text (naive_get (contact->fired, name), value->text))
    return FALSE;
  naive_set (contact->fired, name, value);

  return TRUE;
}

static void
try_date (NaiveContact     *contact,
          NaiveStep        *trigger,
          const NaiveValue *value,
          NaiveRecord      *record)
{
  const ParcoursZone *zone = naive_zone_of (trigger->automation, contact);
  ParcoursDuration offset = offset_of (trigger->params);
  gint32 today = day_of (contact->engine->now - offset.seconds, zone);
  int year;

  if (!falls_on (value, today, trigger, zone, &year) ||
      (year == 0 && !is_first (contact, trigger, value, record != NULL ? record->id : "")) ||
      (record != NULL && !record_fits (contact, trigger, record)))
    return;
  naive_fire (contact, trigger, record != NULL ? event_of_record (contact, record) : NULL, year != 0);
}

static void
on_date (NaiveContact *contact,
         NaiveItem    *item)
{
  NaiveStep *trigger = naive_running (contact, item->data);
  JsonObject *source = trigger != NULL ? parcours_json_member_object (trigger->params, "date") : NULL;
  const char *of = parcours_json_member_string (source, "of");
  const char *field = parcours_json_member_string (source, "field");

  if (trigger == NULL)
    return;
  if (g_strcmp0 (of, "contact") == 0)
    {
      try_date (contact, trigger, naive_get (contact->fields, field), NULL);
      return;
    }
  for (guint i = 0; i < contact->records->len; i++)
    {
      NaiveRecord *record = g_ptr_array_index (contact->records, i);

      if (g_str_equal (record->kind, of))
        try_date (contact, trigger, naive_get (record->columns, field), record);
    }
}

/* Polls */

static gboolean
poll_holds (NaiveContact *contact,
            NaiveStep    *trigger)
{
  NaiveAsker asker = naive_asker_for (contact, NULL);
  const char *slug = parcours_json_member_string (trigger->params, "segment");
  const ParcoursEntity *segment;

  asker.automation = trigger->automation;
  asker.zone = naive_zone_of (trigger->automation, contact);
  if (g_str_equal (parcours_json_member_string (trigger->type->rule, "poll"), "condition"))
    return naive_condition_test (json_object_get_member (trigger->params, "if"), &asker);
  segment = slug != NULL ? parcours_library_lookup (contact->engine->the_case->library, "segment", slug) : NULL;
  asker.zone = contact->engine->the_case->settings.zone;

  return segment != NULL && naive_condition_test (json_object_get_member (segment->attributes, "condition"), &asker);
}

static void
on_poll (NaiveContact *contact,
         NaiveItem    *item)
{
  NaiveStep *trigger = naive_running (contact, item->data);
  g_autofree char *name = trigger != NULL ? g_strdup_printf ("%u", trigger->index) : NULL;

  if (trigger == NULL || g_hash_table_contains (contact->refused_for_good, name) || !poll_holds (contact, trigger))
    return;
  if (!naive_fire (contact, trigger, NULL, FALSE))
    g_hash_table_add (contact->refused_for_good, g_steal_pointer (&name));
}

/* Every day of the period, at the hour of the trigger. */
static void
plan_days (NaiveContact *contact,
           NaiveStep    *trigger,
           NaiveTurn     turn,
           NaiveFunc     func)
{
  NaiveEngine *engine = contact->engine;
  const ParcoursZone *zone = naive_zone_of (trigger->automation, contact);
  gint32 first = day_of (engine->from, zone) - 40;
  gint32 last = day_of (engine->to, zone) + 40;

  for (gint32 day = first; day <= last; day++)
    {
      NaiveItem *item = naive_schedule (contact, instant_of (day, trigger->params, zone), turn, func, trigger);

      item->rank[0] = trigger->index;
      if (item->at >= engine->now)
        naive_insert (item);
    }
}

static gboolean
has_date (NaiveContact *contact,
          const char   *of,
          const char   *field)
{
  if (g_str_equal (of, "contact"))
    return naive_get (contact->fields, field) != NULL;
  for (guint i = 0; i < contact->records->len; i++)
    {
      NaiveRecord *record = g_ptr_array_index (contact->records, i);

      if (g_str_equal (record->kind, of) && naive_get (record->columns, field) != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * naive_plan_trigger:
 * @contact: a contact
 * @trigger: a trigger that begins to run
 *
 * Plans when the clock will ask it.
 */
void
naive_plan_trigger (NaiveContact *contact,
                    NaiveStep    *trigger)
{
  g_autofree char *name = g_strdup_printf ("%u", trigger->index);
  JsonObject *source = parcours_json_member_object (trigger->params, "date");
  const char *of = parcours_json_member_string (source, "of");
  const char *field = parcours_json_member_string (source, "field");

  g_hash_table_remove (contact->refused_for_good, name);
  if (trigger->type->family == PARCOURS_FAMILY_POLL)
    {
      const char *poll = parcours_json_member_string (trigger->type->rule, "poll");

      if (g_str_equal (poll, "feed"))
        naive_plan_feed (contact, trigger);
      else if (json_object_has_member (trigger->params, g_str_equal (poll, "segment") ? "segment" : "if"))
        plan_days (contact, trigger, NAIVE_POLL, on_poll);
    }
  else if (trigger->type->family == PARCOURS_FAMILY_DATE)
    {
      if (of == NULL || field == NULL || !has_date (contact, of, field))
        naive_refuse (contact, trigger->automation, trigger, PARCOURS_REFUSAL_NO_DATE);
      if (of != NULL && field != NULL)
        plan_days (contact, trigger, NAIVE_DATE, on_date);
    }
}

/* Vouchers */

static void
on_midnight (NaiveContact *contact,
             NaiveItem    *item)
{
  gint32 today = day_of (contact->engine->now, contact->zone);

  for (guint i = 0; i < contact->records->len; i++)
    {
      NaiveRecord *record = g_ptr_array_index (contact->records, i);
      const NaiveValue *expires = naive_get (record->columns, "expires");

      if (g_str_equal (record->kind, "voucher") && expires != NULL && expires->type == NAIVE_DAY &&
          (gint32) expires->number + 1 == today && naive_value_is_text (naive_get (record->columns, "status"), "valid"))
        naive_publish (contact, "voucher.expired", record->id, NULL, "clock", NULL, NULL);
    }
  naive_expire_lots (contact, today - 1);
}

static void
plan_midnights (NaiveContact *contact)
{
  NaiveEngine *engine = contact->engine;

  for (gint32 day = day_of (engine->from, contact->zone); day <= day_of (engine->to, contact->zone); day++)
    {
      NaiveItem *item = naive_schedule (contact, parcours_zone_to_utc (contact->zone, (gint64) day * PARCOURS_DAY),
                                        NAIVE_CLOCK, on_midnight, NULL);

      if (item->at >= engine->from)
        naive_insert (item);
    }
}

/**
 * naive_plan_triggers:
 * @contact: a contact
 *
 * Plans all that the clock will do to it.
 */
void
naive_plan_triggers (NaiveContact *contact)
{
  NaiveEngine *engine = contact->engine;

  for (guint i = 0; i < engine->steps->len; i++)
    {
      NaiveStep *step = g_ptr_array_index (engine->steps, i);

      if (step->type != NULL && step->type->kind == PARCOURS_STEP_TRIGGER)
        naive_plan_trigger (contact, step);
    }
  plan_midnights (contact);
}
