/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-runner-private.h"
#include "parcours-text.h"

static ParcoursOutcome
without_address (ParcoursChannel channel)
{
  return channel == PARCOURS_CHANNEL_PUSH     ? PARCOURS_OUTCOME_NO_DEVICE
         : channel == PARCOURS_CHANNEL_WALLET ? PARCOURS_OUTCOME_NO_PASS
                                              : PARCOURS_OUTCOME_NO_ADDRESS;
}

static gboolean
is_on_list (const ParcoursRunner *self,
            const GArray         *lists)
{
  for (guint i = 0; i < lists->len; i++)
    {
      if (self->state->lists[g_array_index (lists, guint, i)].status == PARCOURS_LIST_ACTIVE)
        return TRUE;
    }

  return FALSE;
}

static inline gboolean
has_consent (const ParcoursRunner *self,
             const StepData       *data,
             const ProgramMessage *message,
             ConsentRule           rule)
{
  ParcoursConsent consent = self->state->channels[data->channel];

  switch (rule)
    {
    case CONSENT_TRANSACTIONAL:
      return TRUE;
    case CONSENT_LIST:
      return message->lists != NULL ? is_on_list (self, message->lists) : self->state->n_active_lists > 0;
    case CONSENT_CHANNEL:
      return consent == PARCOURS_CONSENT_SUBSCRIBED;
    case CONSENT_NOT_OPTED_OUT:
    default:
      return consent != PARCOURS_CONSENT_UNSUBSCRIBED;
    }
}

/* Skipped for the first reason of: no address, bounced, blocked, no consent. */
static inline ParcoursOutcome
check_consent (const ParcoursRunner *self,
               const Enrolment      *enrolment,
               const StepData       *data,
               const ProgramMessage *message)
{
  ParcoursConsent consent = self->state->channels[data->channel];
  ConsentRule rule = data->consent;

  if (data->addresses != 0 && !(self->state->addresses & data->addresses))
    return without_address (data->channel);
  if (enrolment->transactional && data->channel == PARCOURS_CHANNEL_EMAIL)
    rule = CONSENT_TRANSACTIONAL;
  if (consent == PARCOURS_CONSENT_BOUNCED)
    return PARCOURS_OUTCOME_BOUNCED;
  if (rule == CONSENT_TRANSACTIONAL && data->channel == PARCOURS_CHANNEL_EMAIL &&
      (self->state->blocked_senders >> message->sender & 1))
    return PARCOURS_OUTCOME_BLOCKED;
  if (rule != CONSENT_TRANSACTIONAL && consent == PARCOURS_CONSENT_BLOCKED)
    return PARCOURS_OUTCOME_BLOCKED;

  return has_consent (self, data, message, rule) ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_NO_CONSENT;
}

/* When quiet hours end, or now outside them. */
static gint64
after_quiet_hours (const ParcoursRunner    *self,
                   const Enrolment         *enrolment,
                   const ProgramAutomation *automation)
{
  const ParcoursZone *zone = runner_zone (self, enrolment->automation);
  gint64 local = parcours_zone_to_local (zone, self->state->now);
  int second = parcours_local_seconds (local);
  gint32 day = parcours_local_day (local);
  gboolean over_midnight = automation->quiet_from > automation->quiet_to;
  gboolean quiet = over_midnight ? second >= automation->quiet_from || second < automation->quiet_to
                                 : second >= automation->quiet_from && second < automation->quiet_to;

  if (!quiet)
    return self->state->now;
  if (second >= automation->quiet_to)
    day++;

  return parcours_zone_to_utc (zone, (gint64) day * PARCOURS_DAY + automation->quiet_to);
}

/* When the cap lets another message pass, or now. */
static gint64
after_cap (ParcoursRunner  *self,
           ParcoursChannel  channel)
{
  const ParcoursSettings *settings = &self->program->settings;
  guint n = self->message_times->len;
  gint64 oldest;

  if (settings->cap_messages == 0 || !(settings->cap_channels >> channel & 1) || n < settings->cap_messages)
    return self->state->now;
  /* The window slides: (now - within, now]. */
  oldest = g_array_index (self->message_times, gint64, n - settings->cap_messages);

  return MAX (self->state->now, parcours_duration_add (&settings->cap_within, oldest, self->state->zone));
}

static inline void
count_reaction (ParcoursRunner *self,
                guint           message,
                guint           which,
                gint64          at)
{
  runner_count_at (self, self->counts->reactions + message * PARCOURS_N_COUNTED + which, at);
}

/* What happens to a message that the step has sent. */
static ParcoursEvent *
new_event (ParcoursRunner *self,
           const StepData *data,
           guint32         send,
           guint16         topic)
{
  ParcoursEvent *event = parcours_arena_new0 (self->state->arena, ParcoursEvent, 1);

  event->topic = topic;
  event->origin = PARCOURS_ORIGIN_BEHAVIOUR;
  event->send = send;
  event->subject = data->subject;
  event->base = data->base;
  event->was_opened = TRUE; /* whoever clicks of their own has opened */

  return event;
}

static const ParcoursObject *
link_payload (ParcoursRunner        *self,
              const StepData        *data,
              const ProgramResponse *response,
              guint                  visit)
{
  ParcoursObject *payload;
  guint link;

  if (response->links == NULL)
    return NULL;
  link = response->links[parcours_choice_draw (response->rule->links,
                                               parcours_draw (data->reaction_salts[PARCOURS_REACTION_CLICKED],
                                                              self->state->key, visit * N_DRAWS + DRAW_DETAIL))];
  payload = parcours_object_new (2, self->state->arena);
  parcours_object_set (payload, program_keys.url, parcours_value_text (link), self->state->arena);
  parcours_object_set (payload, program_keys.link, parcours_value_text (link), self->state->arena);

  return payload;
}

static const ParcoursObject *
bounce_payload (ParcoursRunner *self)
{
  ParcoursObject *payload = parcours_object_new (1, self->state->arena);

  parcours_object_set (payload, program_keys.hard, parcours_value_bool (TRUE), self->state->arena);

  return payload;
}

static ParcoursValue
bought_items (ParcoursRunner        *self,
              const ProgramResponse *response,
              guint64                bits)
{
  ParcoursArena *arena = self->state->arena;
  ParcoursObject *item = parcours_object_new (2, arena);
  ParcoursArray *items = parcours_arena_new0 (arena, ParcoursArray, 1);
  guint product = parcours_choice_draw (response->rule->products, bits);

  parcours_object_set (item, program_keys.product, parcours_value_text (response->products[product]), arena);
  items->values = parcours_arena_new0 (arena, ParcoursValue, 1);
  items->values[items->n_values++] = (ParcoursValue){ PARCOURS_VALUE_OBJECT, { .object = item } };

  return (ParcoursValue){ PARCOURS_VALUE_ARRAY, { .array = items } };
}

/* What is bought: one of the products of the rule, for the sum of the rule if it has one. */
static const ParcoursObject *
bought_payload (ParcoursRunner        *self,
                const StepData        *data,
                const ProgramResponse *response,
                guint                  visit)
{
  const ParcoursChoice *totals = response->rule->totals;
  guint64 bits = parcours_draw (data->reaction_salts[PARCOURS_REACTION_BOUGHT], self->state->key,
                                visit * N_DRAWS + DRAW_DETAIL);
  ParcoursObject *payload;
  double total = 0.;

  if (response->products == NULL && totals == NULL)
    return NULL;
  payload = parcours_object_new (4, self->state->arena);
  if (response->products != NULL)
    parcours_object_set (payload, program_keys.items, bought_items (self, response, bits), self->state->arena);
  if (totals != NULL && parcours_number_parse (totals->values[parcours_choice_draw (totals, parcours_draw_mix (bits))], &total))
    parcours_object_set (payload, program_keys.total, parcours_value_number (total), self->state->arena);

  return payload;
}

/* An order is no event about the message: it gets a number of its own when it comes. */
static void
make_order (ParcoursRunner        *self,
            ParcoursEvent         *event,
            const StepData        *data,
            const ProgramResponse *response,
            guint                  visit)
{
  event->payload = bought_payload (self, data, response, visit);
  event->subject = PARCOURS_TEXT_MISSING;
  event->send = 0;
  event->base = NULL;
}

/* A reaction that changes something, or that somebody hears. */
static void
schedule_reaction (ParcoursRunner        *self,
                   const StepData        *data,
                   const ProgramMessage  *message,
                   const ProgramResponse *response,
                   guint32                send,
                   ParcoursReaction       reaction,
                   guint                  visit,
                   gint64                 at)
{
  ParcoursEvent *event = new_event (self, data, send, message->topics[reaction]);
  Pending pending = { .at = at, .rank = PENDING_RANK (PENDING_RESPONSE, send, reaction),
                      .kind = PENDING_RESPONSE, .who = (guint32) data->message, .key = reaction, .event = event };

  if (reaction == PARCOURS_REACTION_CLICKED)
    event->payload = link_payload (self, data, response, visit);
  else if (reaction == PARCOURS_REACTION_BOUNCED)
    event->payload = bounce_payload (self);
  else if (reaction == PARCOURS_REACTION_BOUGHT)
    make_order (self, event, data, response, visit);
  if (at == self->state->now)
    parcours_runner_react (self, &pending);
  else
    parcours_runner_schedule (self, &pending);
}

/* A reaction that chance wants. What changes nothing and is heard by nobody is only counted. */
static inline void
plan_reaction (ParcoursRunner        *self,
               const StepData        *data,
               const ProgramMessage  *message,
               const ProgramResponse *response,
               guint32                send,
               ParcoursReaction       reaction,
               guint                  visit,
               gint64                 at)
{
  if (!message->has[reaction] || at >= self->to)
    return;
  if (self->quiet && message->is_silent[reaction])
    count_reaction (self, (guint) data->message, reaction + 1, at);
  else
    schedule_reaction (self, data, message, response, send, reaction, visit, at);
}

/* In 2^53. */
static inline guint64
find_chance (const ParcoursRunner  *self,
             const ProgramResponse *response,
             const ProgramReaction *planned)
{
  if (!response->is_timed || planned->reaction != PARCOURS_REACTION_OPENED)
    return planned->chance;

  return (guint64) ceil (parcours_response_open_chance (response->rule,
                                                        parcours_zone_to_local (self->state->zone, self->state->now)) *
                         0x1p53);
}

/* What the contact does about a message it was sent: each reaction a share of its cause. */
static void
plan_reactions (ParcoursRunner        *self,
                const StepData        *data,
                const ProgramMessage  *message,
                const ProgramResponse *response,
                guint32                send,
                guint                  visit)
{
  gint64 at[PARCOURS_N_REACTIONS];
  guint32 number = visit * N_DRAWS;

  for (guint i = 0; i < response->n_reactions; i++)
    {
      const ProgramReaction *planned = &response->reactions[i];
      guint64 salt = data->reaction_salts[planned->reaction];
      guint64 chance = find_chance (self, response, planned);
      gint64 cause = planned->cause >= 0 ? at[planned->cause] : self->state->now;

      at[i] = PARCOURS_INSTANT_NEVER;
      if (cause == PARCOURS_INSTANT_NEVER ||
          (chance < CERTAIN_CHANCE && parcours_draw (salt, self->state->key, number + DRAW_CHANCE) >> 11 >= chance))
        continue;
      if (planned->delay != NULL)
        cause += parcours_delay_draw (planned->delay, parcours_draw (salt, self->state->key, number + DRAW_DELAY));
      at[i] = cause;
      plan_reaction (self, data, message, response, send, (ParcoursReaction) planned->reaction, visit, at[i]);
      if (planned->reaction == PARCOURS_REACTION_BOUNCED || self->deleted)
        return;
    }
}

/* The first rule for the message whose segment holds. */
static const ProgramResponse *
find_response (ParcoursRunner       *self,
               const ProgramMessage *message)
{
  for (guint i = 0; i < message->responses->len; i++)
    {
      const ProgramResponse *response = &g_array_index (self->program->responses, ProgramResponse,
                                                        g_array_index (message->responses, guint16, i));

      if (response->segment == NULL)
        return response;
      self->state->trigger = NULL;
      self->state->entry_order = self->state->next_order;
      if (parcours_predicate_test (response->segment, self->state))
        return response;
    }

  return NULL;
}

static void
deliver (ParcoursRunner       *self,
         const StepData       *data,
         const ProgramMessage *message,
         const ParcoursEvent  *sent)
{
  if (!message->has[PARCOURS_REACTION_DELIVERED] || (!self->quiet && !parcours_runner_delivers (self, sent)))
    return;
  if (self->quiet && message->is_silent[PARCOURS_REACTION_DELIVERED])
    count_reaction (self, (guint) data->message, PARCOURS_REACTION_DELIVERED + 1, self->state->now);
  else
    schedule_reaction (self, data, message, NULL, sent->send, PARCOURS_REACTION_DELIVERED, 0, self->state->now);
}

/* All that hears or watches the sending itself. */
void
parcours_runner_tell_sent (ParcoursRunner  *self,
                           const Enrolment *enrolment,
                           ParcoursEvent   *sent)
{
  sent->send = ++self->n_sends;
  g_array_append_val (self->sends, *sent);
  if (self->observer != NULL)
    {
      ParcoursObservation observation = { PARCOURS_WHAT_SENT, enrolment->step, enrolment->automation,
                                          enrolment->number, -1, PARCOURS_OUTCOME_DONE, 0, sent };

      parcours_runner_observe (self, &observation);
    }
  if (!runner_is_silent (self, sent->topic) || sent->topic == self->program->ids.site_message_queued)
    parcours_runner_publish (self, sent);
}

static void
send_now (ParcoursRunner       *self,
          const Enrolment      *enrolment,
          const StepData       *data,
          const ProgramMessage *message)
{
  const ProgramResponse *response = find_response (self, message);
  guint visit = self->visits[data->visit]++;
  ParcoursEvent sent = { .topic = data->topic, .origin = PARCOURS_ORIGIN_EFFECT, .subject = data->subject,
                         .base = data->base };

  count_reaction (self, (guint) data->message, 0, self->state->now);
  if (self->program->settings.cap_channels >> data->channel & 1)
    g_array_append_val (self->message_times, self->state->now);
  parcours_runner_tell_sent (self, enrolment, &sent);
  if (self->deleted)
    return;
  if (response != NULL)
    plan_reactions (self, data, message, response, sent.send, visit);
  else
    deliver (self, data, message, &sent);
}

/* Sends the message of the step at which the enrolment stands. Returns FALSE if
 * that has to wait until @later. */
gboolean
parcours_runner_send (ParcoursRunner  *self,
                      guint32          number,
                      ParcoursOutcome *outcome,
                      gint64          *later)
{
  Enrolment *enrolment = runner_enrolment (self, number);
  const StepData *data = self->program->steps[enrolment->step].data;
  const ProgramMessage *message = data->to;
  const ProgramAutomation *automation = &self->program->automations[enrolment->automation];
  gint64 capped;

  *outcome = check_consent (self, enrolment, data, message);
  if (*outcome != PARCOURS_OUTCOME_DONE)
    return TRUE;
  *later = automation->has_quiet_hours ? after_quiet_hours (self, enrolment, automation) : self->state->now;
  if (*later > self->state->now && automation->quiet_skips)
    {
      *outcome = PARCOURS_OUTCOME_QUIET_HOURS;
      return TRUE;
    }
  capped = after_cap (self, data->channel);
  if (capped > self->state->now && self->program->settings.cap_skips)
    {
      *outcome = PARCOURS_OUTCOME_FREQUENCY_CAP;
      return TRUE;
    }
  *later = MAX (*later, capped);
  if (*later == self->state->now && data->is_limited && !enrolment->granted)
    {
      *later = parcours_runner_slot (self, data);
      if (*later == PARCOURS_INSTANT_NEVER)
        {
          *outcome = PARCOURS_OUTCOME_SEND_LIMIT;
          return TRUE;
        }
      enrolment->granted = *later > self->state->now;
    }
  else if (*later > self->state->now)
    enrolment->granted = FALSE;
  if (*later > self->state->now)
    return FALSE;
  if (data->channel == PARCOURS_CHANNEL_SITE_MESSAGE && parcours_runner_is_queued (self, data->subject))
    *outcome = PARCOURS_OUTCOME_UNCHANGED;
  else
    send_now (self, enrolment, data, message);

  return TRUE;
}

/* Whether a plain sending goes out. */
ParcoursOutcome
parcours_runner_check_consent (const ParcoursRunner *self,
                               const Enrolment      *enrolment,
                               const StepData       *data)
{
  return check_consent (self, enrolment, data, data->to);
}

/* A reaction to a plain sending that somebody hears, or that changes something. */
void
parcours_runner_plan_heard (ParcoursRunner      *self,
                            const StepData      *data,
                            const PlainReaction *reaction,
                            guint                visit,
                            gint64               at)
{
  plan_reaction (self, data, data->to, data->to->always, self->n_sends, (ParcoursReaction) reaction->reaction, visit, at);
}

/* What is only kept for conditions needs not be told to anybody. */
static void
keep (ParcoursRunner      *self,
      const ParcoursEvent *planned)
{
  ParcoursEvent event = *planned;

  event.at = self->state->now;
  event.order = self->state->next_order++;
  if (event.topic == self->program->ids.email_opened)
    numbers_insert (&self->opened_sends, self->opened_sends.n, event.send);
  parcours_state_keep_event (self->state, &event);
  self->state->dirty = 0;
}

/* Whether a reaction is only kept, so that it concerns nobody who waits. */
gboolean
parcours_runner_is_only_kept (const ParcoursRunner *self,
                              const Pending        *pending)
{
  return pending->kind == PENDING_RESPONSE && self->quiet && self->state->dirty == 0 && pending->event->send != 0 &&
         self->program->topics[pending->event->topic].is_only_kept;
}

/* What an order comes to is known once it has happened: the library may know the prices of its items. */
static void
count_revenue (ParcoursRunner      *self,
               guint                message,
               const ParcoursEvent *order)
{
  ParcoursValue total = parcours_object_get (order->payload, program_keys.total);

  if (total.type == PARCOURS_VALUE_NUMBER && total.number > 0.)
    self->counts->revenue[message] += (guint64) round (total.number * 100.);
}

/* Something that a contact does about a message happens now. */
void
parcours_runner_react (ParcoursRunner *self,
                       const Pending  *pending)
{
  ParcoursEvent event = *pending->event;

  count_reaction (self, pending->who, pending->key + 1, self->state->now);
  if (parcours_runner_is_only_kept (self, pending))
    {
      keep (self, &event);
      return;
    }
  if (pending->key == PARCOURS_REACTION_BOUGHT)
    event.subject = parcours_runner_new_serial (self);
  if (parcours_runner_publish (self, &event) && pending->key == PARCOURS_REACTION_BOUGHT)
    count_revenue (self, pending->who, &event);
}
