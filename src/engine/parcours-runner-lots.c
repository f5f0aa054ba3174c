/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Points that expire. A balance may hold lots, each with its last day; what is
 * in no lot lasts. Spending takes first what expires first. */

#include "config.h"

#include "parcours-runner-private.h"

#define KEY PARCOURS_KEY

typedef struct
{
  gint32 day;   /* the last one */
  double value; /* what is left */
} Lot;

static double
number_of (const ParcoursObject *object,
           GQuark                key)
{
  ParcoursValue value = parcours_object_get (object, key);

  return value.type == PARCOURS_VALUE_NUMBER ? value.number : 0.;
}

static gint64
end_of (ParcoursRunner *self,
        gint32          day)
{
  return parcours_zone_to_utc (self->state->zone, ((gint64) day + 1) * PARCOURS_DAY);
}

/* What has a last day that is over already lasts: it is no lot. */
static GArray *
read_lots (ParcoursRunner       *self,
           const ParcoursRecord *balance)
{
  ParcoursValue value = parcours_object_get (balance->columns, KEY ("lots"));
  GArray *lots = g_array_new (FALSE, FALSE, sizeof (Lot));

  for (guint i = 0; value.type == PARCOURS_VALUE_ARRAY && i < value.array->n_values; i++)
    {
      const ParcoursObject *object = value.array->values[i].type == PARCOURS_VALUE_OBJECT ? value.array->values[i].object
                                                                                          : NULL;
      ParcoursValue expires = parcours_object_get (object, program_keys.expires);
      Lot lot = { expires.day, number_of (object, program_keys.value) };

      if (expires.type == PARCOURS_VALUE_DAY && end_of (self, lot.day) >= self->state->now && lot.value > 0.)
        g_array_append_val (lots, lot);
    }

  return lots;
}

static void
write_lots (ParcoursRunner *self,
            ParcoursRecord *balance,
            const GArray   *lots)
{
  ParcoursArray *array;

  if (lots->len == 0 && parcours_object_get (balance->columns, KEY ("lots")).type != PARCOURS_VALUE_ARRAY)
    return;
  array = parcours_arena_new0 (self->state->arena, ParcoursArray, 1);
  array->values = parcours_arena_new0 (self->state->arena, ParcoursValue, lots->len);
  for (guint i = 0; i < lots->len; i++)
    {
      const Lot *lot = &g_array_index (lots, Lot, i);
      ParcoursObject *object = parcours_object_new (2, self->state->arena);
      ParcoursValue expires = { PARCOURS_VALUE_DAY, { .day = lot->day } };

      parcours_object_set (object, program_keys.value, parcours_value_number (lot->value), self->state->arena);
      parcours_object_set (object, program_keys.expires, expires, self->state->arena);
      array->values[array->n_values++] = (ParcoursValue){ PARCOURS_VALUE_OBJECT, { .object = object } };
    }
  parcours_object_set (balance->columns, KEY ("lots"), (ParcoursValue){ PARCOURS_VALUE_ARRAY, { .array = array } },
                       self->state->arena);
}

static void
spend (GArray *lots,
       double  value)
{
  while (value > 0. && lots->len > 0)
    {
      guint first = 0;
      double taken;

      for (guint i = 1; i < lots->len; i++)
        {
          if (g_array_index (lots, Lot, i).day < g_array_index (lots, Lot, first).day)
            first = i;
        }
      taken = MIN (value, g_array_index (lots, Lot, first).value);
      value -= taken;
      g_array_index (lots, Lot, first).value -= taken;
      if (g_array_index (lots, Lot, first).value <= 0.)
        g_array_remove_index (lots, first);
    }
}

/* A lot is over at 00:00 after its last day; lots of one day are over together. */
static void
plan_lot (ParcoursRunner       *self,
          const ParcoursRecord *balance,
          gint32                day)
{
  const ParcoursRecordList *list = &self->state->records[self->program->kinds.loyalty];
  Pending pending = { .at = end_of (self, day), .kind = PENDING_CLOCK, .who = balance->id, .key = (guint32) day,
                      .rank = PENDING_RANK (PENDING_CLOCK, 1, (guint) (balance - list->records)) };

  if (pending.at > self->state->now)
    parcours_runner_schedule (self, &pending);
}

static gboolean
has_day (const GArray *lots,
         guint         n,
         gint32        day)
{
  for (guint i = 0; i < n; i++)
    {
      if (g_array_index (lots, Lot, i).day == day)
        return TRUE;
    }

  return FALSE;
}

static double
sum_of (const GArray *lots)
{
  double sum = 0.;

  for (guint i = 0; i < lots->len; i++)
    sum += g_array_index (lots, Lot, i).value;

  return sum;
}

/* At the start. Where the lots are more than the balance, the rest has been spent. */
void
parcours_runner_plan_lots (ParcoursRunner *self,
                           ParcoursRecord *balance)
{
  g_autoptr (GArray) lots = NULL;

  if (parcours_object_get (balance->columns, KEY ("lots")).type != PARCOURS_VALUE_ARRAY)
    return;
  lots = read_lots (self, balance);
  spend (lots, sum_of (lots) - number_of (balance->columns, program_keys.value));
  write_lots (self, balance, lots);
  for (guint i = 0; i < lots->len; i++)
    {
      if (!has_day (lots, i, g_array_index (lots, Lot, i).day))
        plan_lot (self, balance, g_array_index (lots, Lot, i).day);
    }
}

/* The balance holds @change more than before: a lot, if somebody says how long it lasts; less is spent. */
void
parcours_runner_change_lots (ParcoursRunner *self,
                             ParcoursRecord *balance,
                             double          change,
                             ParcoursValue   expires)
{
  g_autoptr (GArray) lots = read_lots (self, balance);
  /* What was owed is paid back first. */
  Lot lot = { expires.day, MIN (change, number_of (balance->columns, program_keys.value)) };

  if (change < 0.)
    spend (lots, -change);
  else if (expires.type == PARCOURS_VALUE_DAY && lot.value > 0. && end_of (self, lot.day) > self->state->now)
    {
      if (!has_day (lots, lots->len, lot.day))
        plan_lot (self, balance, lot.day);
      g_array_append_val (lots, lot);
    }
  write_lots (self, balance, lots);
}

/* Of the lots of that day expires what nobody has spent. */
void
parcours_runner_expire_lot (ParcoursRunner *self,
                            const Pending  *pending)
{
  const ParcoursRecord *balance = parcours_state_find_record (self->state, (guint) self->program->kinds.loyalty, pending->who);
  ParcoursObject *payload = parcours_object_new (4, self->state->arena);
  g_autoptr (GArray) lots = balance != NULL ? read_lots (self, balance) : NULL;
  double left = 0.;

  for (guint i = 0; lots != NULL && i < lots->len; i++)
    {
      if (g_array_index (lots, Lot, i).day == (gint32) pending->key)
        left += g_array_index (lots, Lot, i).value;
    }
  if (left <= 0.)
    return;
  parcours_object_set (payload, program_keys.value, parcours_value_number (left), self->state->arena);
  parcours_runner_publish_topic (self, self->program->ids.balance_expired, PARCOURS_ORIGIN_CLOCK, pending->who, payload);
}
