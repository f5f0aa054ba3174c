/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dates are computed, not searched: of the contact's fields and of its records,
 * each is planned for the instant at which it comes next. */

#include "config.h"

#include "parcours-runner-private.h"
#include "parcours-text.h"

/* A day; of a birthday only the day of a year on which it recurs. */
typedef struct
{
  gint32 day;
  int month;
  int day_of_month;
} LocalDate;

static gboolean
read_slot (ParcoursRunner     *self,
           guint               number,
           const ParcoursZone *zone,
           LocalDate          *date)
{
  const ParcoursFrameField *field = parcours_frame_field (self->program->frame, number);
  ParcoursSlot slot = self->state->slots[number];

  if (parcours_slot_is_missing (field->type, slot))
    return FALSE;
  if (field->type == PARCOURS_FIELD_BIRTHDAY)
    *date = (LocalDate){ PARCOURS_DAY_MISSING, slot.day / 32, slot.day % 32 };
  else if (field->type == PARCOURS_FIELD_DATETIME)
    date->day = parcours_local_day (parcours_zone_to_local (zone, slot.at));
  else
    date->day = slot.day;

  return TRUE;
}

static gboolean
read_column (ParcoursRunner       *self,
             const ParcoursRecord *record,
             GQuark                column,
             const ParcoursZone   *zone,
             LocalDate            *date)
{
  ParcoursValue value = parcours_object_get (record->columns, column);

  switch (value.type)
    {
    case PARCOURS_VALUE_DAY:
      date->day = value.day;
      return TRUE;
    case PARCOURS_VALUE_INSTANT:
      date->day = parcours_local_day (parcours_zone_to_local (zone, value.at));
      return TRUE;
    case PARCOURS_VALUE_TEXT:
      date->day = PARCOURS_DAY_MISSING;
      return value.text < PARCOURS_TEXT_SERIAL &&
             parcours_birthday_parse (parcours_texts_get (self->program->texts, value.text), &date->month,
                                      &date->day_of_month);
    default:
      return FALSE;
    }
}

static gint64
instant_on (ParcoursRunner         *self,
            gint32                  day,
            const ParcoursDuration *offset,
            int                     at,
            const ParcoursZone     *zone)
{
  gint64 local = (gint64) parcours_duration_add_to_day (offset, day) * PARCOURS_DAY + at;

  return parcours_runner_to_utc (self, zone, local) + offset->seconds;
}

/* The first instant after @after at which the date comes; the offset may reach into another year. */
static gint64
next_instant (ParcoursRunner         *self,
              const LocalDate        *date,
              gboolean                yearly,
              const ParcoursDuration *offset,
              int                     at,
              const ParcoursZone     *zone,
              gint64                  after)
{
  int year, month = date->month, day_of_month = date->day_of_month;

  if (!yearly && date->day != PARCOURS_DAY_MISSING)
    {
      gint64 then = instant_on (self, date->day, offset, at, zone);

      return then > after ? then : PARCOURS_INSTANT_NEVER;
    }
  if (date->day != PARCOURS_DAY_MISSING)
    parcours_day_to_civil (date->day, NULL, &month, &day_of_month);
  parcours_day_to_civil (parcours_local_day (parcours_zone_to_local (zone, after)), &year, NULL, NULL);
  for (int y = year - 2; y <= year + 2; y++)
    {
      gint64 then = instant_on (self, parcours_day_recurrence (month, day_of_month, y), offset, at, zone);

      if (then > after)
        return then;
    }

  return PARCOURS_INSTANT_NEVER;
}

/* Whether a date of the record lets in: of open deals, and of memberships that
 * last; the balances of a membership have its date too, but it comes once. */
static gboolean
has_turn (ParcoursRunner       *self,
          const ProgramTrigger *trigger,
          const ParcoursRecord *record)
{
  ParcoursValue member = parcours_object_get (record->columns, program_keys.member);

  if (trigger->is_of_open && !parcours_state_is_open (self->state, (guint) trigger->date.kind, record))
    return FALSE;
  if (trigger->date.kind == self->program->kinds.loyalty &&
      (parcours_object_get (record->columns, program_keys.balance).type != PARCOURS_VALUE_MISSING ||
       (member.type == PARCOURS_VALUE_BOOL && !member.boolean)))
    return FALSE;

  return parcours_filter_test_object (trigger->record_filter, record->columns, self->state->now,
                                      runner_zone (self, trigger->automation));
}

static Birthday *
find_birthday (ParcoursRunner *self,
               guint32         step,
               guint32         record)
{
  for (guint i = 0; i < self->birthdays->len; i++)
    {
      Birthday *birthday = &g_array_index (self->birthdays, Birthday, i);

      if (birthday->step == step && birthday->record == record)
        return birthday;
    }

  return NULL;
}

static gboolean
is_single_birthday (const ProgramTrigger *trigger,
                    const LocalDate      *date)
{
  return !trigger->yearly && date->day == PARCOURS_DAY_MISSING;
}

/* A birthday that does not repeat comes once: only another one would come in the next year. */
static gboolean
has_come (ParcoursRunner       *self,
          const ProgramTrigger *trigger,
          guint32               record,
          const LocalDate      *date)
{
  const Birthday *last = find_birthday (self, program_known_step (self->program, trigger->step), record);

  return last != NULL && last->month == date->month && last->day == date->day_of_month;
}

static void
note_birthday (ParcoursRunner       *self,
               const ProgramTrigger *trigger,
               guint32               record,
               const LocalDate      *date)
{
  Birthday birthday = { program_known_step (self->program, trigger->step), record, date->month, date->day_of_month };
  Birthday *last = find_birthday (self, birthday.step, record);

  if (!is_single_birthday (trigger, date))
    return;
  if (last != NULL)
    *last = birthday;
  else
    g_array_append_val (self->birthdays, birthday);
}

/* What is due now and has had its turn in this instant does not come again. */
static void
plan_one (ParcoursRunner  *self,
          guint16          number,
          const LocalDate *date,
          guint32          record,
          guint            place,
          gint64           after)
{
  const ProgramTrigger *trigger = program_trigger (self->program, number);
  Pending pending = { .rank = PENDING_RANK (PENDING_DATE, trigger->step, place), .kind = PENDING_DATE,
                      .who = number, .key = record };

  if (is_single_birthday (trigger, date) && has_come (self, trigger, record, date))
    return;
  if (after == self->state->now - 1 && self->rank >= pending.rank)
    after++;
  pending.at = next_instant (self, date, trigger->yearly, &trigger->offset, trigger->at,
                             runner_zone (self, trigger->automation), after);
  if (pending.at != PARCOURS_INSTANT_NEVER)
    parcours_runner_schedule (self, &pending);
}

/* Returns whether there is a date at all. */
static gboolean
plan_dates (ParcoursRunner *self,
            guint16         number,
            gint64          after)
{
  const ProgramTrigger *trigger = program_trigger (self->program, number);
  const ParcoursZone *zone = runner_zone (self, trigger->automation);
  gboolean has_date = FALSE;
  LocalDate date;

  if (trigger->date.slot >= 0 && read_slot (self, (guint) trigger->date.slot, zone, &date))
    {
      has_date = TRUE;
      plan_one (self, number, &date, 0, 0, after);
    }
  for (guint i = 0; trigger->date.kind >= 0 && i < self->state->records[trigger->date.kind].n; i++)
    {
      const ParcoursRecord *record = &self->state->records[trigger->date.kind].records[i];

      if (!read_column (self, record, trigger->date.column, zone, &date))
        continue;
      has_date = TRUE;
      plan_one (self, number, &date, record->id, i, after);
    }

  return has_date;
}

/* What most date triggers are: a day of the contact's own. Returns whether there is one. */
static gboolean
plan_plainly (ParcoursRunner *self,
              guint16         number)
{
  const ProgramTrigger *trigger = program_trigger (self->program, number);
  gint32 day = self->state->slots[trigger->date.slot].day;
  gint64 now = self->state->now;
  Pending pending = { .rank = PENDING_RANK (PENDING_DATE, trigger->step, 0), .kind = PENDING_DATE, .who = number };

  if (day == PARCOURS_DAY_MISSING)
    return FALSE;
  pending.at = parcours_runner_to_utc (self, runner_zone (self, trigger->automation),
                                       (gint64) (day + trigger->offset.days) * PARCOURS_DAY + trigger->at) +
               trigger->offset.seconds;
  if (pending.at > now || (pending.at == now && self->rank < pending.rank))
    parcours_runner_schedule (self, &pending);

  return TRUE;
}

/* When the contact begins. Who has no date is told so once. */
void
parcours_runner_plan_date (ParcoursRunner *self,
                           guint16         trigger)
{
  if (program_trigger (self->program, trigger)->is_plain_date)
    {
      if (!plan_plainly (self, trigger))
        parcours_runner_refuse (self, trigger, PARCOURS_REFUSAL_NO_DATE, NULL);
      return;
    }
  parcours_runner_unschedule (self, PENDING_DATE, trigger, 0, TRUE);
  if (!plan_dates (self, trigger, self->state->now - 1))
    parcours_runner_refuse (self, trigger, PARCOURS_REFUSAL_NO_DATE, NULL);
}

/* A date that changed moves what it brings; what lies behind does not come any more. */
void
parcours_runner_replan_date (ParcoursRunner *self,
                             guint16         trigger)
{
  parcours_runner_unschedule (self, PENDING_DATE, trigger, 0, TRUE);
  plan_dates (self, trigger, self->state->now - 1);
}

/* An enrolment keeps the record whose date admitted it, as if an event had named that. */
static ParcoursEvent
record_event (ParcoursRunner       *self,
              const ProgramTrigger *trigger,
              guint32               record)
{
  ParcoursObject *payload = parcours_object_new (1, self->state->arena);
  ParcoursEvent event = { .topic = PARCOURS_TOPIC_NONE, .origin = PARCOURS_ORIGIN_CLOCK, .at = self->state->now,
                          .order = self->state->next_order, .payload = payload };

  parcours_object_set (payload, trigger->date.kind_key, parcours_value_text (record), self->state->arena);

  return event;
}

static void
fire_record_date (ParcoursRunner *self,
                  guint16         number,
                  guint32         id)
{
  const ProgramTrigger *trigger = program_trigger (self->program, number);
  ParcoursRecord *record = parcours_state_find_record (self->state, (guint) trigger->date.kind, id);
  ParcoursEvent event;
  ParcoursRefusal refusal;

  if (record == NULL || !has_turn (self, trigger, record))
    return;
  event = record_event (self, trigger, id);
  parcours_runner_try_trigger (self, number, &event, &refusal);
}

void
parcours_runner_fire_date (ParcoursRunner *self,
                           const Pending  *pending)
{
  guint16 number = (guint16) pending->who;
  const ProgramTrigger *trigger = program_trigger (self->program, number);
  const ParcoursZone *zone = runner_zone (self, trigger->automation);
  guint place = (guint) (pending->rank & G_MAXUINT32);
  ParcoursRecord *record;
  ParcoursRefusal refusal;
  LocalDate date;

  if (trigger->date.kind < 0)
    {
      /* A day comes once as it is. */
      if (!trigger->yearly && !trigger->is_plain_date && read_slot (self, (guint) trigger->date.slot, zone, &date))
        note_birthday (self, trigger, 0, &date);
      parcours_runner_try_trigger (self, number, NULL, &refusal);
      if (trigger->yearly && read_slot (self, (guint) trigger->date.slot, zone, &date))
        plan_one (self, number, &date, 0, 0, self->state->now);
      return;
    }
  record = parcours_state_find_record (self->state, (guint) trigger->date.kind, pending->key);
  if (record != NULL && read_column (self, record, trigger->date.column, zone, &date))
    note_birthday (self, trigger, pending->key, &date);
  fire_record_date (self, number, pending->key);
  if (!trigger->yearly || self->deleted)
    return;
  record = parcours_state_find_record (self->state, (guint) trigger->date.kind, pending->key);
  if (record != NULL && read_column (self, record, trigger->date.column, zone, &date))
    plan_one (self, number, &date, pending->key, place, self->state->now);
}

/* The record that a wait means: the one that admitted, else the latest one that is open. */
static const ParcoursRecord *
find_waited (ParcoursRunner    *self,
             guint              kind,
             const Enrolment   *enrolment)
{
  int place;

  runner_ask (self, enrolment);
  place = parcours_state_target (self->state, kind, PARCOURS_TARGET_MEANT, 0);

  return place >= 0 ? &self->state->records[kind].records[place] : NULL;
}

/* Until when a wait for a date holds; now, if the date is over or there is none. A birthday is the next one. */
gint64
parcours_runner_date_wait (ParcoursRunner *self,
                           guint32         number,
                           const StepData *data)
{
  const Enrolment *enrolment = runner_enrolment (self, number);
  const ParcoursRecord *record = data->date.kind >= 0 ? find_waited (self, (guint) data->date.kind, enrolment) : NULL;
  gint64 now = self->state->now;
  LocalDate date;
  gint64 then;

  if (data->date.slot >= 0 ? !read_slot (self, (guint) data->date.slot, enrolment->zone, &date)
                           : record == NULL ||
                               !read_column (self, record, data->date.column, enrolment->zone, &date))
    return now;
  then = next_instant (self, &date, FALSE, &data->duration, data->at, enrolment->zone, now);

  return then == PARCOURS_INSTANT_NEVER ? now : then;
}
