/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people do about messages, and unprompted (DESIGN rule 13; src/README.md, "Luck"). */

#include "config.h"

#include <math.h>

#include "naive-private.h"
#include "parcours-draw.h"

#define BLOCK_DAYS 28
#define MAX_ARRIVALS 63 /* in a block */

/* Draws of arrivals: parcours-runner-arrivals.c, at its head. */
enum
{
  DRAW_NUMBER,
  DRAW_DAY,
  DRAW_HOUR,
  DRAW_SUBJECT,
  DRAW_FOLLOW,
  DRAW_FOLLOW_DELAY,
  DRAW_PAYLOAD,
};

static gboolean
meets (NaiveContact            *contact,
       const ParcoursCondition *condition)
{
  NaiveAsker asker = naive_asker_for (contact, NULL);

  return condition == NULL || naive_condition_test (condition->node, &asker);
}

/* Reactions */

typedef struct
{
  NaiveSend *send;
  const ParcoursResponse *response;
  ParcoursReaction reaction;
} Reaction;

static const char *
topic_of (const NaiveSend  *send,
          ParcoursReaction  reaction)
{
  g_autofree char *name = NULL;

  if (reaction == PARCOURS_REACTION_BOUGHT)
    return "order.created";
  if (reaction == PARCOURS_REACTION_BOUNCED && g_str_equal (send->kind, "sms"))
    return "sms.failed";
  name = g_strconcat (send->kind, ".", parcours_reaction_name (reaction), NULL);

  return parcours_catalog_topic (parcours_catalog_get (), name) != NULL ? naive_keep_text (g_steal_pointer (&name)) : NULL;
}

static guint64
draw_reaction (NaiveContact     *contact,
               const NaiveSend  *send,
               ParcoursReaction  reaction,
               guint             which)
{
  const char *automation = send->step != NULL ? parcours_automation_id (send->step->automation->document) : "";
  guint64 salt = parcours_draw_salt (contact->engine->the_case->settings.seed, automation,
                                     send->step != NULL ? send->step->id : "", parcours_reaction_name (reaction));

  return parcours_draw (salt, contact->key, 3 * send->visit + which);
}

static GHashTable *
payload_of (NaiveContact   *contact,
            const Reaction *reaction)
{
  GHashTable *payload = naive_members_new ();
  ParcoursChoice *links = reaction->response != NULL ? reaction->response->links : NULL;
  ParcoursChoice *products = reaction->response != NULL ? reaction->response->products : NULL;
  ParcoursChoice *totals = reaction->response != NULL ? reaction->response->totals : NULL;
  guint64 bits = draw_reaction (contact, reaction->send, reaction->reaction, 2);

  if (reaction->reaction == PARCOURS_REACTION_CLICKED && links != NULL)
    {
      const char *link = links->values[parcours_choice_draw (links, bits)];

      naive_set (payload, "url", naive_text (link));
      naive_set (payload, "link", naive_text (link));
    }
  else if (reaction->reaction == PARCOURS_REACTION_BOUNCED)
    naive_set (payload, "hard", naive_bool (TRUE));
  if (reaction->reaction == PARCOURS_REACTION_BOUGHT && products != NULL)
    {
      GHashTable *item = naive_members_new ();
      GPtrArray *items = naive_items_new ();

      naive_set (item, "product", naive_text (products->values[parcours_choice_draw (products, bits)]));
      g_ptr_array_add (items, (gpointer) naive_object (item));
      naive_set (payload, "items", naive_list (items));
    }
  if (reaction->reaction == PARCOURS_REACTION_BOUGHT && totals != NULL)
    naive_set (payload, "total",
               naive_number (g_ascii_strtod (totals->values[parcours_choice_draw (totals, parcours_draw_mix (bits))], NULL)));

  return payload;
}

static void
react (NaiveContact   *contact,
       const Reaction *reaction)
{
  gboolean bought = reaction->reaction == PARCOURS_REACTION_BOUGHT;
  const char *topic = topic_of (reaction->send, reaction->reaction);

  if (topic == NULL)
    return;
  naive_publish (contact, topic,
                 bought ? naive_keep_text (g_strdup_printf ("#%u", ++contact->n_made)) : reaction->send->message,
                 payload_of (contact, reaction), "behaviour", bought ? NULL : reaction->send, NULL);
}

static void
on_reaction (NaiveContact *contact,
             NaiveItem    *item)
{
  react (contact, item->data);
}

static void
plan_reaction (NaiveContact   *contact,
               const Reaction *reaction,
               gint64          at)
{
  NaiveItem *item;

  if (topic_of (reaction->send, reaction->reaction) == NULL)
    return;
  if (at == contact->engine->now)
    {
      react (contact, reaction);
      return;
    }
  item = naive_schedule (contact, at, NAIVE_RESPONSE, on_reaction, naive_new (Reaction));
  *(Reaction *) item->data = *reaction;
  item->rank[0] = reaction->send->number;
  item->rank[1] = reaction->reaction;
  naive_insert (item);
}

/* Some hours and weekdays are better for sending than others, by the contact's own clock. */
static double
chance_of (NaiveContact   *contact,
           const Reaction *reaction)
{
  const ParcoursResponse *response = reaction->response;
  double chance = response->reactions[reaction->reaction].chance;
  gint64 local = parcours_zone_to_local (contact->zone, contact->engine->now);

  if (reaction->reaction != PARCOURS_REACTION_OPENED)
    return chance;
  /* The first of January 1970 was a Thursday. */
  if (response->weekdays != NULL)
    chance *= response->weekdays[(local / PARCOURS_DAY + 3) % 7];
  if (response->hours != NULL)
    chance *= response->hours[local % PARCOURS_DAY / PARCOURS_HOUR];

  return MIN (chance, 1.);
}

/* Whether the contact is among those who do it, and how long after its cause. */
static gboolean
draw_chance (NaiveContact   *contact,
             const Reaction *reaction,
             gint64         *delay)
{
  const ParcoursChance *chance = &reaction->response->reactions[reaction->reaction];

  *delay = 0;
  if (parcours_draw_uniform (draw_reaction (contact, reaction->send, reaction->reaction, 0)) >=
      chance_of (contact, reaction))
    return FALSE;
  if (chance->delay != NULL)
    *delay = parcours_delay_draw (chance->delay, draw_reaction (contact, reaction->send, reaction->reaction, 1));

  return TRUE;
}

/* Each is a share of its cause, and later than it; who bounces does nothing else. */
static void
plan_all_reactions (NaiveContact           *contact,
                    NaiveSend              *send,
                    const ParcoursResponse *response)
{
  static const ParcoursReaction order[] = {
    PARCOURS_REACTION_BOUNCED, PARCOURS_REACTION_DELIVERED, PARCOURS_REACTION_OPENED, PARCOURS_REACTION_CLICKED,
    PARCOURS_REACTION_BOUGHT, PARCOURS_REACTION_REPLIED, PARCOURS_REACTION_FORWARDED, PARCOURS_REACTION_SHARED,
    PARCOURS_REACTION_UNSUBSCRIBED, PARCOURS_REACTION_COMPLAINED,
  };
  gint64 at[PARCOURS_N_REACTIONS], delay, now = contact->engine->now;

  for (guint i = 0; i < G_N_ELEMENTS (order) && !contact->deleted; i++)
    {
      Reaction reaction = { send, response, order[i] };
      gboolean first = order[i] <= PARCOURS_REACTION_DELIVERED;

      at[order[i]] = first ? now : at[parcours_reaction_cause (order[i])];
      if (at[order[i]] == PARCOURS_INSTANT_NEVER || !draw_chance (contact, &reaction, &delay))
        {
          at[order[i]] = PARCOURS_INSTANT_NEVER;
          continue;
        }
      at[order[i]] += delay;
      plan_reaction (contact, &reaction, at[order[i]]);
      if (order[i] == PARCOURS_REACTION_BOUNCED)
        return;
    }
}

/**
 * naive_find_response:
 * @contact: a contact
 * @send: what is about to be sent to it
 *
 * Returns: (nullable): the first response rule that fits; the sending itself is not counted yet
 */
const ParcoursResponse *
naive_find_response (NaiveContact    *contact,
                     const NaiveSend *send)
{
  ParcoursBehaviour *behaviour = contact->engine->the_case->behaviour;

  for (guint i = 0; behaviour != NULL && i < parcours_behaviour_n_responses (behaviour); i++)
    {
      const ParcoursResponse *response = parcours_behaviour_nth_response (behaviour, i);

      if ((g_str_equal (response->message, "*") || g_strcmp0 (response->message, send->message) == 0) &&
          (response->channel < 0 ||
           g_strcmp0 (parcours_channel_name ((ParcoursChannel) response->channel), send->kind) == 0) &&
          meets (contact, response->segment))
        return response;
    }

  return NULL;
}

/**
 * naive_plan_reactions:
 * @contact: a contact
 * @event: that something was just sent to it
 * @response: (nullable): the rule that fits
 *
 * Plans what the contact does about it; without a behaviour it is delivered, and that is all.
 */
void
naive_plan_reactions (NaiveContact           *contact,
                      const NaiveEvent       *event,
                      const ParcoursResponse *response)
{
  NaiveSend *send = event->send;
  Reaction delivered = { send, NULL, PARCOURS_REACTION_DELIVERED };

  if (response == NULL && !naive_settles_delivery (contact, event))
    react (contact, &delivered);
  else if (response != NULL)
    plan_all_reactions (contact, send, response);
}

/* Arrivals */

typedef struct
{
  const ParcoursArrival *rule;
  guint place; /* in the file, a rule before what follows it */
  guint32 number;
  NaiveEvent *cause; /* (nullable) what it follows */
} Arrival;

static guint32
draw_number (gint32 block,
             guint  arrival,
             guint  purpose)
{
  return (guint32) block << 10 | arrival << 4 | (purpose & 15);
}

static guint64
draw (NaiveContact          *contact,
      const ParcoursArrival *rule,
      guint32                number)
{
  guint64 salt = parcours_draw_salt (contact->engine->the_case->settings.seed, "arrival", rule->name, rule->topic);

  return parcours_draw (salt, contact->key, number);
}

static guint
find_weight (const double *sums,
             guint         n,
             double        u)
{
  guint i = 0;

  while (i + 1 < n && u >= sums[i + 1])
    i++;

  return i;
}

static guint
draw_count (NaiveContact          *contact,
            const ParcoursArrival *rule,
            gint32                 block)
{
  double mean = rule->per_day * BLOCK_DAYS;
  double u = parcours_draw_uniform (draw (contact, rule, draw_number (block, 0, DRAW_NUMBER)));
  double term = exp (-mean), sum = term;
  guint n = 0;

  while (u >= sum && n < MAX_ARRIVALS)
    {
      n++;
      term *= mean / n;
      sum += term;
    }

  return n;
}

static gint64
draw_instant (NaiveContact          *contact,
              const ParcoursArrival *rule,
              gint32                 block,
              guint                  i)
{
  double u = parcours_draw_uniform (draw (contact, rule, draw_number (block, i, DRAW_DAY))) * 4.;
  double v = parcours_draw_uniform (draw (contact, rule, draw_number (block, i, DRAW_HOUR)));
  guint week = (guint) u;
  guint weekday = find_weight (rule->weekdays, 7, u - week);
  guint hour = find_weight (rule->hours, 24, v);
  double share = rule->hours[hour + 1] - rule->hours[hour];
  gint64 second = share > 0. ? (gint64) ((v - rule->hours[hour]) / share * PARCOURS_HOUR) : 0;
  gint32 day = block * BLOCK_DAYS + (gint32) (week * 7);

  /* Blocks begin on Thursdays. */
  while (parcours_day_weekday (day) != (int) weekday + 1)
    day++;

  return parcours_zone_to_utc (contact->zone, (gint64) day * PARCOURS_DAY + hour * PARCOURS_HOUR +
                                                CLAMP (second, 0, PARCOURS_HOUR - 1));
}

static guint
count_rules (const ParcoursArrival *rule)
{
  guint n = 1;

  for (guint i = 0; i < rule->follows->len; i++)
    n += count_rules (g_ptr_array_index (rule->follows, i));

  return n;
}

/* Whether the subject is a record, so that an arrival without a subject makes a new one. */
static gboolean
makes_record (const ParcoursTopic *topic)
{
  static const char *kinds[] = { "order", "cart", "deal", "task", "note", "meeting", "conversation", "call", "voucher",
                                 NULL };

  return g_strv_contains (kinds, topic->subject);
}

/* The cart that was opened last. */
static const char *
open_cart (NaiveContact *contact)
{
  GPtrArray *carts = naive_target_records (contact, NULL, "cart", "latest-open");

  return carts->len > 0 ? ((NaiveRecord *) g_ptr_array_index (carts, 0))->id : NULL;
}

static const char *
subject_of (NaiveContact  *contact,
            const Arrival *arrival)
{
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), arrival->rule->topic);
  ParcoursChoice *subjects = arrival->rule->subjects;

  if (subjects != NULL)
    return naive_normal_subject (topic, subjects->values[parcours_choice_draw (subjects, draw (contact, arrival->rule,
                                                                                        arrival->number + DRAW_SUBJECT))]);
  if (arrival->cause != NULL && g_str_equal (topic->subject, arrival->cause->topic->subject))
    return arrival->cause->subject;

  if (g_str_equal (topic->subject, "cart") && open_cart (contact) != NULL)
    return open_cart (contact);

  return makes_record (topic) ? naive_keep_text (g_strdup_printf ("#%u", ++contact->n_made)) : NULL;
}

static GHashTable *
payload_of_arrival (NaiveContact  *contact,
                    const Arrival *arrival)
{
  const ParcoursTopic *topic = parcours_catalog_topic (parcours_catalog_get (), arrival->rule->topic);
  GHashTable *payload = naive_members_new ();

  for (guint i = 0; i < arrival->rule->payload->len; i++)
    {
      ParcoursPayloadChoice *choice = g_ptr_array_index (arrival->rule->payload, i);
      const char *text = choice->values->values[parcours_choice_draw (choice->values,
                                                                      draw (contact, arrival->rule,
                                                                            arrival->number + DRAW_PAYLOAD + i))];
      g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

      if (g_strcmp0 (naive_payload_type (choice->key, (gpointer) topic), "bool") == 0)
        naive_set (payload, choice->key, naive_bool (g_str_equal (text, "true")));
      else
        naive_set (payload, choice->key,
                   naive_value_from_json (node, naive_payload_type (choice->key, (gpointer) topic), NULL, NULL));
    }

  return payload;
}

static void on_arrival (NaiveContact *contact,
                        NaiveItem    *item);

static void
plan_arrival (NaiveContact          *contact,
              const ParcoursArrival *rule,
              guint                  place,
              guint32                number,
              NaiveEvent            *cause,
              gint64                 at)
{
  NaiveItem *item = naive_schedule (contact, at, NAIVE_ARRIVAL, on_arrival, naive_new (Arrival));

  *(Arrival *) item->data = (Arrival){ rule, place, number, cause };
  item->rank[0] = place;
  item->rank[1] = number;
  if (at >= contact->engine->from)
    naive_insert (item);
}

static void
on_arrival (NaiveContact *contact,
            NaiveItem    *item)
{
  Arrival *arrival = item->data;
  const ParcoursArrival *rule = arrival->rule;
  NaiveEvent *event = NULL;
  guint place = arrival->place + 1;

  if (!meets (contact, rule->segment))
    return;
  naive_publish (contact, rule->topic, subject_of (contact, arrival), payload_of_arrival (contact, arrival), "behaviour",
                 NULL, &event);
  for (guint i = 0; i < rule->follows->len && event != NULL && !contact->deleted; i++)
    {
      const ParcoursArrival *follow = g_ptr_array_index (rule->follows, i);
      gint64 delay = 0;

      if (parcours_draw_uniform (draw (contact, follow, arrival->number + DRAW_FOLLOW)) < follow->chance)
        {
          if (follow->delay != NULL)
            delay = parcours_delay_draw (follow->delay, draw (contact, follow, arrival->number + DRAW_FOLLOW_DELAY));
          plan_arrival (contact, follow, place, arrival->number, event, contact->engine->now + delay);
        }
      place += count_rules (follow);
    }
}

/**
 * naive_plan_arrivals:
 * @contact: a contact
 *
 * Plans all that the contact does unprompted in the period.
 */
void
naive_plan_arrivals (NaiveContact *contact)
{
  NaiveEngine *engine = contact->engine;
  ParcoursBehaviour *behaviour = engine->the_case->behaviour;
  gint32 first = parcours_local_day (parcours_zone_to_local (contact->zone, engine->from)) / BLOCK_DAYS;
  gint32 last = parcours_local_day (parcours_zone_to_local (contact->zone, engine->to)) / BLOCK_DAYS;
  guint place = 0;

  for (guint i = 0; behaviour != NULL && i < parcours_behaviour_n_arrivals (behaviour); i++)
    {
      const ParcoursArrival *rule = parcours_behaviour_nth_arrival (behaviour, i);

      for (gint32 block = first; block <= last && rule->per_day > 0.; block++)
        {
          guint n = draw_count (contact, rule, block);

          for (guint j = 0; j < n; j++)
            plan_arrival (contact, rule, place, draw_number (block, j, 0), NULL, draw_instant (contact, rule, block, j));
        }
      place += count_rules (rule);
    }
}
