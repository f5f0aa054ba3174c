/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is looked at in regular turns: conditions and feeds. Neither is really
 * looked at each time: a condition only when its answer may be another, a feed
 * at the turns of which it is known before that they find enough. */

#include "config.h"

#include "parcours-runner-private.h"

/* The first hour of the poll at or after @at. */
static gint64
next_turn (ParcoursRunner       *self,
           const ProgramTrigger *trigger,
           gint64                at)
{
  const ParcoursZone *zone = runner_zone (self, trigger->automation);
  gint32 day = parcours_local_day (parcours_zone_to_local (zone, at));
  gint64 next = parcours_zone_to_utc (zone, (gint64) day * PARCOURS_DAY + trigger->at);

  return next >= at ? next : parcours_zone_to_utc (zone, ((gint64) day + 1) * PARCOURS_DAY + trigger->at);
}

static void
schedule (ParcoursRunner *self,
          guint16         trigger,
          gint64          at)
{
  Pending pending = { .at = at, .kind = PENDING_POLL, .who = trigger,
                      .rank = PENDING_RANK (PENDING_POLL, program_trigger (self->program, trigger)->step, 0) };

  parcours_runner_schedule (self, &pending);
}

static void
plan_poll (ParcoursRunner *self,
           guint16         number,
           gint64          from)
{
  const ProgramTrigger *trigger = program_trigger (self->program, number);
  gint64 next;

  if (from == self->state->now && (self->rank >= PENDING_RANK (PENDING_POLL, trigger->step, 0) ||
                                   self->triggers[number].polled == from))
    from++;
  next = next_turn (self, trigger, from);
  if (next >= self->poll_at[number])
    return;
  if (self->poll_at[number] != PARCOURS_INSTANT_NEVER)
    parcours_runner_unschedule (self, PENDING_POLL, number, 0, TRUE);
  self->poll_at[number] = next;
  schedule (self, number, next);
}

static void
give_up (ParcoursRunner *self,
         guint16         number)
{
  if (self->poll_at[number] != PARCOURS_INSTANT_NEVER)
    parcours_runner_unschedule (self, PENDING_POLL, number, 0, TRUE);
  self->poll_at[number] = G_MININT64;
}

/* A poll tests a level every day. It is planned again only for a day on which
 * the answer may be another: the next one while it is true, else when
 * something that it reads changes or a relative time in it flips. A refusal that
 * no later day can lift is kept once. */
static void
fire_condition (ParcoursRunner *self,
                guint16         trigger)
{
  const ProgramTrigger *fired = program_trigger (self->program, trigger);
  ParcoursRefusal refusal;
  gint64 change;

  self->poll_at[trigger] = PARCOURS_INSTANT_NEVER;
  self->triggers[trigger].polled = self->state->now;
  self->state->trigger = NULL;
  self->state->entry_order = self->state->next_order;
  if (parcours_predicate_test (fired->poll, self->state))
    {
      gboolean for_good;

      parcours_runner_try_trigger (self, trigger, NULL, &refusal);
      for_good = refusal == PARCOURS_REFUSAL_RUNS_ONCE ||
                 (refusal == PARCOURS_REFUSAL_REENTRY &&
                  self->program->automations[fired->automation].reentry == REENTRY_NEVER);
      /* The entry may have planned the next turn already, if the condition reads what it publishes. */
      if (!for_good)
        plan_poll (self, trigger, self->state->now + 1);
      else
        give_up (self, trigger);
      return;
    }
  change = parcours_predicate_next_change (fired->poll, self->state);
  if (change != PARCOURS_INSTANT_NEVER)
    plan_poll (self, trigger, change);
}

/* The turn at or after @at: each hour, day, Monday, or first of a month. */
static gint64
next_look (ParcoursRunner       *self,
           const ProgramTrigger *trigger,
           gint64                at)
{
  const ParcoursZone *zone = runner_zone (self, trigger->automation);
  gint64 local = parcours_zone_to_local (zone, at);
  gint64 look;
  int month_day;

  if (trigger->every == EVERY_HOUR)
    return at + (PARCOURS_HOUR - local % PARCOURS_HOUR) % PARCOURS_HOUR;
  look = next_turn (self, trigger, at);
  for (int i = 0; i < 31 && trigger->every != EVERY_DAY; i++)
    {
      gint32 day = parcours_local_day (parcours_zone_to_local (zone, look));

      parcours_day_to_civil (day, NULL, NULL, &month_day);
      if (trigger->every == EVERY_WEEK ? parcours_day_weekday (day) == 1 : month_day == 1)
        break;
      look = next_turn (self, trigger, look + 1);
    }

  return look;
}

/* How many items of the feed have been published by @at. */
static guint
count_items (const ProgramFeed *feed,
             gint64             at)
{
  guint n = 0;

  while (n < feed->items->len && g_array_index (feed->items, gint64, n) <= at)
    n++;

  return n;
}

/* The look that finds enough items is the first one after the last of these is
 * published; @seen have been counted before. */
static void
plan_feed (ParcoursRunner *self,
           guint16         number,
           guint           seen)
{
  const ProgramTrigger *trigger = program_trigger (self->program, number);
  const ProgramFeed *feed = &g_array_index (self->program->feeds, ProgramFeed, (guint) trigger->feed);
  guint last = seen + trigger->min_items - 1;

  if (last < feed->items->len)
    schedule (self, number, next_look (self, trigger, g_array_index (feed->items, gint64, last)));
}

static void
fire_feed (ParcoursRunner *self,
           guint16         number)
{
  const ProgramTrigger *trigger = program_trigger (self->program, number);
  const ProgramFeed *feed = &g_array_index (self->program->feeds, ProgramFeed, (guint) trigger->feed);
  ParcoursRefusal refusal;

  self->state->trigger = NULL;
  self->state->entry_order = self->state->next_order;
  if (trigger->audience == NULL || parcours_predicate_test (trigger->audience, self->state))
    parcours_runner_try_trigger (self, number, NULL, &refusal);
  if (!self->deleted)
    plan_feed (self, number, count_items (feed, self->state->now));
}

void
parcours_runner_fire_poll (ParcoursRunner *self,
                           guint16         trigger)
{
  if (program_trigger (self->program, trigger)->feed >= 0)
    fire_feed (self, trigger);
  else
    fire_condition (self, trigger);
}

/* When the contact begins. Of a feed, only what is published from then on is new to it. */
void
parcours_runner_plan_poll (ParcoursRunner *self,
                           guint16         number)
{
  const ProgramTrigger *trigger = program_trigger (self->program, number);

  if (trigger->feed >= 0)
    plan_feed (self, number, count_items (&g_array_index (self->program->feeds, ProgramFeed, (guint) trigger->feed),
                                          self->state->now - 1));
  else if (trigger->poll != NULL)
    plan_poll (self, number, self->state->now);
}

/* What the condition reads has changed. */
void
parcours_runner_replan_poll (ParcoursRunner *self,
                             guint16         trigger)
{
  if (self->poll_at[trigger] != G_MININT64)
    plan_poll (self, trigger, self->state->now);
}
