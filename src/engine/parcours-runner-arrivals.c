/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people do unprompted. A block of four weeks (so that every weekday comes
 * equally often) has a number of arrivals by Poisson's law, each at a day, an
 * hour and a second of its own. All of it hangs on the seed, the contact, the
 * rule and the block alone, so a run that starts a week later, on other threads
 * or with other automations has the same people doing the same things. */

#include "config.h"

#include "parcours-runner-private.h"

#define MAX_ARRIVALS 63 /* in a block */

enum
{
  DRAW_NUMBER,
  DRAW_DAY,
  DRAW_HOUR,
  DRAW_SUBJECT,
  DRAW_FOLLOW,
  DRAW_FOLLOW_DELAY,
  DRAW_PAYLOAD, /* and on for each key */
};

static guint32
draw_number (gint32 block,
             guint  arrival,
             guint  purpose)
{
  return (guint32) block << 10 | arrival << 4 | (purpose & 15);
}

static guint64
draw (const ParcoursRunner *self,
      const ProgramArrival *arrival,
      guint32               number)
{
  return parcours_draw (arrival->salt, self->state->key, number);
}

/* How many arrivals a block has that has some. */
static guint
find_count (const ProgramArrival *arrival,
            guint64               bits)
{
  double u = parcours_draw_uniform (bits);
  double term = arrival->none;
  double sum = term;
  guint n = 0;

  while (u >= sum && n < MAX_ARRIVALS)
    {
      n++;
      term *= arrival->mean / n;
      sum += term;
    }

  return n;
}

/* Weights are mostly not far from even. */
static inline guint
find_weight (const double *sums,
             guint         n,
             double        u)
{
  guint i = (guint) (u * n);

  while (i > 0 && u < sums[i])
    i--;
  while (i + 1 < n && u >= sums[i + 1])
    i++;

  return i;
}

/* The instant of one arrival. Days since 1970 that are multiples of 28 are Thursdays. */
static gint64
draw_instant (ParcoursRunner       *self,
              const ProgramArrival *arrival,
              gint32                block,
              guint                 i)
{
  double u = parcours_draw_uniform (draw (self, arrival, draw_number (block, i, DRAW_DAY))) * 4.;
  guint week = (guint) u;
  guint weekday = find_weight (arrival->rule->weekdays, 7, u - week);
  gint32 day = block * ARRIVAL_BLOCK_DAYS + (gint32) (week * 7) + ((gint32) weekday + 4) % 7;
  double v = parcours_draw_uniform (draw (self, arrival, draw_number (block, i, DRAW_HOUR)));
  guint hour = find_weight (arrival->rule->hours, 24, v);
  double share = arrival->rule->hours[hour + 1] - arrival->rule->hours[hour];
  gint64 second = share > 0. ? (gint64) ((v - arrival->rule->hours[hour]) / share * PARCOURS_HOUR) : 0;

  return parcours_runner_to_utc (self, self->block_zone, (gint64) day * PARCOURS_DAY + hour * PARCOURS_HOUR +
                                                           CLAMP (second, 0, PARCOURS_HOUR - 1));
}

/* @woken: what would have come before now in this instant is over. */
static void
plan_block (ParcoursRunner       *self,
            const ProgramArrival *arrival,
            guint16               rule,
            gint32                block,
            guint                 n,
            gboolean              woken)
{
  gint64 now = self->state->now;

  for (guint i = 0; i < n; i++)
    {
      guint32 number = draw_number (block, i, 0);
      Pending pending = { .at = draw_instant (self, arrival, block, i),
                          .rank = PENDING_RANK (PENDING_ARRIVAL, rule, number), .kind = PENDING_ARRIVAL,
                          .who = rule, .key = number };

      if (pending.at > now || (pending.at == now && (!woken || pending.rank > self->rank)))
        parcours_runner_schedule (self, &pending);
    }
}

G_ALWAYS_INLINE static inline void
plan_rule (ParcoursRunner       *self,
           const ProgramArrival *arrival,
           guint16               rule,
           gboolean              woken)
{
  guint64 salted = arrival->salt ^ self->state->key;
  guint64 none = arrival->none_bits;
  gint32 last_block = self->last_block;
  guint32 number = draw_number (self->first_block, 0, DRAW_NUMBER);

  for (gint32 block = self->first_block; block <= last_block; block++, number += draw_number (1, 0, 0))
    {
      guint64 bits = parcours_draw (salted, 0, number);

      if (G_UNLIKELY (bits >= none))
        plan_block (self, arrival, rule, block, find_count (arrival, bits), woken);
    }
}

/* Whether the rule is about such people as the contact is now. */
static gboolean
is_about (ParcoursRunner       *self,
          const ProgramArrival *arrival)
{
  self->state->trigger = NULL;
  self->state->entry_order = self->state->next_order;

  return parcours_predicate_test (arrival->segment, self->state);
}

static gint32
block_of (const ParcoursRunner *self,
          gint64                at)
{
  return parcours_local_day (parcours_zone_to_local (self->state->zone, at)) / ARRIVAL_BLOCK_DAYS;
}

void
parcours_runner_plan_arrivals (ParcoursRunner *self)
{
  const ProgramArrival *arrivals = (const ProgramArrival *) (gpointer) self->program->arrivals->data;
  guint n = self->program->arrivals->len;

  if (self->state->zone != self->block_zone || self->state->now != self->block_from)
    {
      self->block_zone = self->state->zone;
      self->block_from = self->state->now;
      self->first_block = block_of (self, self->state->now);
      self->last_block = block_of (self, self->to);
    }
  for (guint rule = 0; rule < n; rule++)
    {
      const ProgramArrival *arrival = &arrivals[rule];

      if (arrival->parent != G_MAXUINT16 || arrival->mean <= 0.)
        continue;
      if (arrival->wakes != 0 && !is_about (self, arrival))
        self->asleep[rule] = TRUE;
      else
        plan_rule (self, arrival, (guint16) rule, FALSE);
    }
}

/* Most people never come to be in most segments: what they would do there is planned only once they are. */
void
parcours_runner_wake_arrivals (ParcoursRunner *self,
                               guint64         dirty)
{
  ParcoursState *state = self->state;
  const ParcoursEvent *trigger = state->trigger;
  guint32 entry_order = state->entry_order;

  for (guint16 rule = 0; rule < self->program->arrivals->len; rule++)
    {
      const ProgramArrival *arrival = &g_array_index (self->program->arrivals, ProgramArrival, rule);

      if (!self->asleep[rule] || !(arrival->wakes & dirty) || !is_about (self, arrival))
        continue;
      self->asleep[rule] = FALSE;
      plan_rule (self, arrival, rule, TRUE);
    }
  state->trigger = trigger;
  state->entry_order = entry_order;
}

static const ParcoursObject *
draw_payload (ParcoursRunner       *self,
              const ProgramArrival *arrival,
              guint32               number)
{
  ParcoursObject *payload;

  if (arrival->n_payload == 0)
    return NULL;
  payload = parcours_object_new (arrival->n_payload, self->state->arena);
  for (guint i = 0; i < arrival->n_payload; i++)
    {
      const ProgramPayload *choice = &arrival->payload[i];
      guint value = parcours_choice_draw (choice->choice, draw (self, arrival, number + DRAW_PAYLOAD + i));

      parcours_object_set (payload, choice->key, choice->values[value], self->state->arena);
    }

  return payload;
}

static void
plan_follows (ParcoursRunner      *self,
              guint16              rule,
              guint32              number,
              const ParcoursEvent *event)
{
  const ProgramArrival *parent = &g_array_index (self->program->arrivals, ProgramArrival, rule);
  ParcoursEvent *kept = NULL;

  for (guint16 i = parent->first_follow; i < parent->first_follow + parent->n_follows; i++)
    {
      const ProgramArrival *follow = &g_array_index (self->program->arrivals, ProgramArrival, i);
      Pending pending = { .rank = PENDING_RANK (PENDING_ARRIVAL, i, number), .kind = PENDING_ARRIVAL,
                          .who = i, .key = number };

      if (follow->parent != rule ||
          parcours_draw_uniform (draw (self, follow, number + DRAW_FOLLOW)) >= follow->rule->chance)
        continue;
      if (kept == NULL)
        {
          kept = parcours_arena_new0 (self->state->arena, ParcoursEvent, 1);
          *kept = *event;
        }
      pending.event = kept;
      pending.at = self->state->now + parcours_delay_draw (follow->rule->delay,
                                                           draw (self, follow, number + DRAW_FOLLOW_DELAY));
      parcours_runner_schedule (self, &pending);
    }
}

/* What the event is about, and what that makes it carry. */
static void
draw_subject (ParcoursRunner       *self,
              const ProgramArrival *arrival,
              const Pending        *pending,
              ParcoursEvent        *event)
{
  if (arrival->subjects != NULL)
    {
      guint drawn = parcours_choice_draw (arrival->rule->subjects, draw (self, arrival, pending->key + DRAW_SUBJECT));

      event->subject = arrival->subjects[drawn];
      event->base = arrival->bases[drawn];
      return;
    }
  /* What follows is about the same thing, where it can be. */
  if (pending->event != NULL && arrival->shares_subject)
    {
      event->subject = pending->event->subject;
      event->base = pending->event->base;
      return;
    }
  if (arrival->is_cart)
    event->subject = parcours_runner_open_cart (self);
  if (event->subject == PARCOURS_TEXT_MISSING && arrival->makes_record)
    event->subject = parcours_runner_new_serial (self);
}

/* Somebody does something unprompted, if the rule is still about such people. */
void
parcours_runner_arrival (ParcoursRunner *self,
                         const Pending  *pending)
{
  guint16 rule = (guint16) pending->who;
  const ProgramArrival *arrival = &g_array_index (self->program->arrivals, ProgramArrival, rule);
  ParcoursEvent event = { .topic = arrival->topic, .origin = PARCOURS_ORIGIN_BEHAVIOUR };

  if (arrival->segment != NULL && !is_about (self, arrival))
    return;
  draw_subject (self, arrival, pending, &event);
  event.payload = draw_payload (self, arrival, pending->key);
  parcours_runner_publish (self, &event);
  if (arrival->n_follows > 0 && !self->deleted)
    plan_follows (self, rule, pending->key, &event);
}
