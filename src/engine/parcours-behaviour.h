/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "parcours-condition.h"

G_BEGIN_DECLS

#define PARCOURS_BEHAVIOUR_FORMAT "parcours-behaviour/1"

/**
 * ParcoursReaction:
 *
 * What a contact may do about a message. Delivery and bounce follow the sending,
 * opening follows delivery, what follows stands in parcours_reaction_cause().
 */
typedef enum
{
  PARCOURS_REACTION_BOUNCED,
  PARCOURS_REACTION_DELIVERED,
  PARCOURS_REACTION_OPENED,
  PARCOURS_REACTION_CLICKED,
  PARCOURS_REACTION_REPLIED,
  PARCOURS_REACTION_FORWARDED,
  PARCOURS_REACTION_SHARED,
  PARCOURS_REACTION_UNSUBSCRIBED,
  PARCOURS_REACTION_COMPLAINED,
  PARCOURS_REACTION_BOUGHT,
} ParcoursReaction;

#define PARCOURS_N_REACTIONS 10

/* The quantiles of a delay: one more than steps. */
#define PARCOURS_DELAY_STEPS 256

/**
 * ParcoursDelay:
 * @quantiles: (array): the delay in seconds below which n of 256 lie
 *
 * A log-normal delay as a table, so that a draw costs one look and gives the
 * same whole second on every machine.
 */
typedef struct
{
  gint32 quantiles[PARCOURS_DELAY_STEPS + 1];
} ParcoursDelay;

/**
 * ParcoursChance:
 * @chance: of those who did what comes before, how many do this, 0 to 1
 * @delay: (nullable): how long after it, %NULL for at once
 */
typedef struct
{
  double chance;
  ParcoursDelay *delay;
} ParcoursChance;

/**
 * ParcoursChoice:
 * @values: (array zero-terminated=1): what can be drawn
 * @weights: (array): their running sums, the last is 1
 */
typedef struct
{
  char **values;
  double *weights;
  guint n_values;
} ParcoursChoice;

/**
 * ParcoursResponse:
 * @message: the slug of a message, or `*` for all
 * @channel: the #ParcoursChannel of the messages, or -1 for all
 * @segment: (nullable): for whom
 * @reactions: what they do, by #ParcoursReaction
 * @links: (nullable): which links they click
 * @products: (nullable): what they buy
 * @totals: (nullable): what an order comes to, instead of the sum of what is bought
 * @weekdays: (nullable) (array fixed-size=7): what the chance to be opened is multiplied with if the message is sent
 *   on a Monday, Tuesday ..., 1 for as usual
 * @hours: (nullable) (array fixed-size=24): the same by the hour of the contact's day
 *
 * How some contacts answer some messages.
 */
typedef struct
{
  char *message;
  int channel;
  ParcoursCondition *segment;
  ParcoursChance reactions[PARCOURS_N_REACTIONS];
  ParcoursChoice *links;
  ParcoursChoice *products;
  ParcoursChoice *totals;
  double *weekdays;
  double *hours;
} ParcoursResponse;

/**
 * ParcoursPayloadChoice:
 * @key: a key of the payload
 * @values: what it can be
 */
typedef struct
{
  char *key;
  ParcoursChoice *values;
} ParcoursPayloadChoice;

/**
 * ParcoursArrival:
 * @name: what its draws hang on: the topic, and a number where rules share it
 * @topic: what people do unprompted
 * @subjects: (nullable): about what
 * @payload: (element-type ParcoursPayloadChoice): with what
 * @segment: (nullable): who
 * @per_day: how often on average
 * @weekdays: (array fixed-size=8): running sums of the weights of Monday to Sunday, from 0 to 1
 * @hours: (array fixed-size=25): running sums of the weights of the hours, from 0 to 1
 * @follows: (element-type ParcoursArrival): what may come of it, with @chance and @delay
 * @chance: of a following event, how often it follows
 * @delay: (nullable): and how long after
 *
 * What people do by themselves. Each contact's arrivals are a pure function of
 * the seed, the contact key, the rule and a block of four weeks.
 */
typedef struct
{
  char *name;
  char *topic;
  ParcoursChoice *subjects;
  GPtrArray *payload;
  ParcoursCondition *segment;
  double per_day;
  double weekdays[8];
  double hours[25];
  GPtrArray *follows;
  double chance;
  ParcoursDelay *delay;
} ParcoursArrival;

/**
 * ParcoursBehaviour:
 *
 * How contacts behave: what they do about messages and what they do unprompted
 * (DESIGN rule 13). Immutable.
 */
typedef struct _ParcoursBehaviour ParcoursBehaviour;

ParcoursBehaviour      *parcours_behaviour_new_from_json (JsonNode                 *node,
                                                          GError                  **error);
ParcoursBehaviour      *parcours_behaviour_new_preset    (const char               *name);
ParcoursBehaviour      *parcours_behaviour_load          (const char               *name_or_path,
                                                          GError                  **error);
const char *const      *parcours_behaviour_presets       (void);
ParcoursBehaviour      *parcours_behaviour_ref           (ParcoursBehaviour        *behaviour);
void                    parcours_behaviour_unref         (ParcoursBehaviour        *behaviour);
JsonNode               *parcours_behaviour_to_json       (const ParcoursBehaviour  *behaviour);
const char             *parcours_behaviour_name          (const ParcoursBehaviour  *behaviour);
guint                   parcours_behaviour_n_responses   (const ParcoursBehaviour  *behaviour);
const ParcoursResponse *parcours_behaviour_nth_response  (const ParcoursBehaviour  *behaviour,
                                                          guint                     n);
guint                   parcours_behaviour_n_arrivals    (const ParcoursBehaviour  *behaviour);
const ParcoursArrival  *parcours_behaviour_nth_arrival   (const ParcoursBehaviour  *behaviour,
                                                          guint                     n);
double                  parcours_behaviour_new_contacts  (const ParcoursBehaviour  *behaviour);

const char             *parcours_reaction_name           (ParcoursReaction          reaction);
ParcoursReaction        parcours_reaction_cause          (ParcoursReaction          reaction);
double                  parcours_response_open_chance    (const ParcoursResponse   *response,
                                                          gint64                    local);
guint                   parcours_choice_draw             (const ParcoursChoice     *choice,
                                                          guint64                   bits);

/**
 * parcours_delay_draw:
 * @delay: (nullable): a delay, %NULL for none
 * @bits: 64 random bits
 *
 * Returns: a delay in seconds
 */
static inline gint64
parcours_delay_draw (const ParcoursDelay *delay,
                     guint64              bits)
{
  guint step;
  gint64 low, high;

  if (delay == NULL)
    return 0;
  step = bits >> 56;
  low = delay->quantiles[step];
  high = delay->quantiles[step + 1];

  return low + (((high - low) * (gint64) (bits >> 24 & 0xffffffff)) >> 32);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursBehaviour, parcours_behaviour_unref)

G_END_DECLS
