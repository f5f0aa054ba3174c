/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Points that expire. A balance may hold lots, each with its last day; what is
 * in no lot lasts. Spending takes first what expires first. */

#include "config.h"

#include <math.h>

#include "parcours-runner-private.h"

#define KEY(name) g_quark_from_static_string (name)

static double
number_of (const ParcoursObject *object,
           GQuark                key)
{
  ParcoursValue value = parcours_object_get (object, key);

  return value.type == PARCOURS_VALUE_NUMBER ? value.number : 0.;
}

static const ParcoursArray *
lots_of (const ParcoursRecord *balance)
{
  ParcoursValue lots = parcours_object_get (balance->columns, KEY ("lots"));

  return lots.type == PARCOURS_VALUE_ARRAY ? lots.array : NULL;
}

/* The last day of a lot, or that of one that lasts. */
static gint32
last_day (ParcoursValue lot)
{
  ParcoursValue expires = lot.type == PARCOURS_VALUE_OBJECT ? parcours_object_get (lot.object, program_keys.expires) : lot;

  return expires.type == PARCOURS_VALUE_DAY ? expires.day : G_MAXINT32;
}

/* How much was put into lots that expire from @from to @to, both days included. */
static double
sum_of (const ParcoursRecord *balance,
        gint32                from,
        gint32                to)
{
  const ParcoursArray *lots = lots_of (balance);
  double sum = 0.;

  for (guint i = 0; lots != NULL && i < lots->n_values; i++)
    {
      gint32 day = last_day (lots->values[i]);

      if (day >= from && day <= to && lots->values[i].type == PARCOURS_VALUE_OBJECT)
        sum += number_of (lots->values[i].object, program_keys.value);
    }

  return sum;
}

/* A lot is over at 00:00 after its last day. */
static void
plan_lot (ParcoursRunner       *self,
          const ParcoursRecord *balance,
          gint32                day)
{
  Pending pending = { .rank = PENDING_RANK (PENDING_CLOCK, 1, balance->id), .kind = PENDING_CLOCK, .who = balance->id,
                      .key = (guint32) day };

  if (day == G_MAXINT32)
    return;
  pending.at = parcours_zone_to_utc (self->state->zone, ((gint64) day + 1) * PARCOURS_DAY);
  if (pending.at > self->state->now)
    parcours_runner_schedule (self, &pending);
}

/* Once for each day on which something expires; what is in no lot lasts. */
void
parcours_runner_plan_lots (ParcoursRunner       *self,
                           const ParcoursRecord *balance)
{
  const ParcoursArray *lots = lots_of (balance);
  double lasting = number_of (balance->columns, program_keys.value) - sum_of (balance, G_MININT32, G_MAXINT32);

  if (lots == NULL)
    return;
  parcours_object_set (balance->columns, KEY ("lasting"), parcours_value_number (MAX (lasting, 0.)), self->state->arena);
  for (guint i = 0; i < lots->n_values; i++)
    {
      gboolean is_first = TRUE;

      for (guint j = 0; j < i; j++)
        is_first &= last_day (lots->values[j]) != last_day (lots->values[i]);
      if (is_first)
        plan_lot (self, balance, last_day (lots->values[i]));
    }
}

/* What is earned is a lot if somebody says how long it lasts. */
void
parcours_runner_earn_lot (ParcoursRunner *self,
                          ParcoursRecord *balance,
                          double          value,
                          ParcoursValue   expires)
{
  const ParcoursArray *lots = lots_of (balance);
  guint n = lots != NULL ? lots->n_values : 0;
  double lasting = lots != NULL ? number_of (balance->columns, KEY ("lasting"))
                                : number_of (balance->columns, program_keys.value) - value;
  ParcoursObject *lot;
  ParcoursArray *more;

  if (expires.type != PARCOURS_VALUE_DAY)
    {
      if (lots != NULL)
        parcours_object_set (balance->columns, KEY ("lasting"), parcours_value_number (lasting + value), self->state->arena);
      return;
    }
  lot = parcours_object_new (2, self->state->arena);
  parcours_object_set (lot, program_keys.value, parcours_value_number (value), self->state->arena);
  parcours_object_set (lot, program_keys.expires, expires, self->state->arena);
  if (sum_of (balance, expires.day, expires.day) == 0.)
    plan_lot (self, balance, expires.day);
  more = parcours_arena_new0 (self->state->arena, ParcoursArray, 1);
  more->values = parcours_arena_new0 (self->state->arena, ParcoursValue, n + 1);
  for (; more->n_values < n; more->n_values++)
    more->values[more->n_values] = lots->values[more->n_values];
  more->values[more->n_values++] = (ParcoursValue){ PARCOURS_VALUE_OBJECT, { .object = lot } };
  parcours_object_set (balance->columns, KEY ("lots"), (ParcoursValue){ PARCOURS_VALUE_ARRAY, { .array = more } },
                       self->state->arena);
  parcours_object_set (balance->columns, KEY ("lasting"), parcours_value_number (lasting), self->state->arena);
}

/* Of the lots of that day expires what nobody has spent. */
void
parcours_runner_expire_lot (ParcoursRunner *self,
                            const Pending  *pending)
{
  gint32 day = (gint32) pending->key;
  const ParcoursRecord *balance = parcours_state_find_record (self->state, (guint) self->program->kinds.loyalty, pending->who);
  ParcoursObject *payload = parcours_object_new (4, self->state->arena);
  double later, left;

  if (balance == NULL)
    return;
  later = sum_of (balance, day + 1, G_MAXINT32) + number_of (balance->columns, KEY ("lasting"));
  left = MIN (number_of (balance->columns, program_keys.value) - later, sum_of (balance, day, day));
  if (left <= 0.)
    return;
  parcours_object_set (payload, program_keys.value, parcours_value_number (left), self->state->arena);
  parcours_runner_publish_topic (self, self->program->ids.balance_expired, PARCOURS_ORIGIN_CLOCK, pending->who, payload);
}
