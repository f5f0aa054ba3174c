/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages: who may get them, when, and that they are sent (vocabulary, sections 2 and 6). */

#include "config.h"

#include "naive-private.h"
#include "parcours-json.h"
#include "parcours-text.h"

static const char *
channel_of (const NaiveStep *step)
{
  if (g_str_equal (step->type->operation, "wallet.set-campaign"))
    return "wallet";

  return parcours_json_member_string (step->params, "channel");
}

/* The parameter that names the message, and the kind of thing it names. */
static const char *
message_kind (const NaiveStep *step)
{
  const char *channel = channel_of (step);

  return g_str_equal (channel, "wallet") ? "wallet-notification" : channel;
}

static const char *
message_of (const NaiveStep *step)
{
  const char *kind = message_kind (step);

  return parcours_json_member_string (step->params, g_str_equal (kind, "wallet-notification") ? "notification" : kind);
}

static const ParcoursEntity *
entity_of (NaiveContact    *contact,
           const NaiveStep *step)
{
  const char *message = message_of (step);

  return message != NULL ? parcours_library_lookup (contact->engine->the_case->library, message_kind (step), message)
                         : NULL;
}

static gboolean
is_on_own_list (NaiveContact         *contact,
                const ParcoursEntity *message)
{
  JsonArray *lists = message != NULL ? parcours_json_member_array (message->attributes, "lists") : NULL;

  if (lists == NULL || json_array_get_length (lists) == 0)
    return naive_has_active_list (contact);
  for (guint i = 0; i < json_array_get_length (lists); i++)
    {
      if (naive_value_is_text (naive_get (contact->lists, json_array_get_string_element (lists, i)), "active"))
        return TRUE;
    }

  return FALSE;
}

/**
 * naive_is_notice:
 * @trigger: (nullable): what admitted a passage
 *
 * Returns: whether what is sent in it is a notice of an order, which on Mailchimp is transactional
 */
gboolean
naive_is_notice (const NaiveStep *trigger)
{
  static const char *types[] = { "trigger.order-confirmed", "trigger.order-cancelled", "trigger.order-paid",
                                 "trigger.order-shipped", "trigger.order-refunded", NULL };

  return trigger != NULL && g_str_equal (trigger->automation->consent, "channel") &&
         g_strv_contains (types, trigger->type->name);
}

static ParcoursOutcome
may_email (NaiveContact *contact,
           NaivePassage *passage,
           NaiveStep    *step)
{
  const ParcoursEntity *message = entity_of (contact, step);
  JsonObject *attributes = message != NULL ? message->attributes : NULL;
  const char *status = contact->channels[PARCOURS_CHANNEL_EMAIL];
  const char *sender = parcours_json_member_string (attributes, "sender");
  const char *consent = step->automation->consent;
  gboolean allowed;

  if (!contact->has_email)
    return PARCOURS_OUTCOME_NO_ADDRESS;
  if (g_str_equal (status, "bounced"))
    return PARCOURS_OUTCOME_BOUNCED;
  if (passage->notice || g_strcmp0 (parcours_json_member_string (attributes, "kind"), "transactional") == 0)
    return g_hash_table_contains (contact->blocked_senders, sender != NULL ? sender : "*") ? PARCOURS_OUTCOME_BLOCKED
                                                                                           : PARCOURS_OUTCOME_DONE;
  if (g_str_equal (status, "blocked"))
    return PARCOURS_OUTCOME_BLOCKED;
  if (g_str_equal (consent, "list"))
    allowed = is_on_own_list (contact, message);
  else if (g_str_equal (consent, "channel"))
    allowed = g_str_equal (status, "subscribed");
  else
    allowed = !g_str_equal (status, "unsubscribed");

  return allowed ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_NO_CONSENT;
}

static ParcoursOutcome
may_on_channel (NaiveContact    *contact,
                ParcoursChannel  channel)
{
  const char *status = contact->channels[channel];

  if (g_str_equal (status, "bounced"))
    return PARCOURS_OUTCOME_BOUNCED;
  if (g_str_equal (status, "blocked"))
    return PARCOURS_OUTCOME_BLOCKED;

  return g_str_equal (status, "subscribed") ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_NO_CONSENT;
}

static gboolean
has_device (NaiveContact *contact,
            NaiveStep    *step)
{
  JsonArray *platforms = parcours_json_member_array (step->params, "platforms");

  if (platforms == NULL || json_array_get_length (platforms) == 0)
    return g_hash_table_size (contact->devices) > 0;
  for (guint i = 0; i < json_array_get_length (platforms); i++)
    {
      if (g_hash_table_contains (contact->devices, json_array_get_string_element (platforms, i)))
        return TRUE;
    }

  return FALSE;
}

static ParcoursOutcome
may_reach (NaiveContact *contact,
           NaivePassage *passage,
           NaiveStep    *step)
{
  const char *channel = channel_of (step);

  if (g_str_equal (step->type->operation, "wallet.set-campaign"))
    return g_hash_table_size (contact->passes) > 0 ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_NO_PASS;
  if (g_str_equal (channel, "email"))
    return may_email (contact, passage, step);
  if (g_str_equal (channel, "sms"))
    {
      if (!contact->has_phone)
        return PARCOURS_OUTCOME_NO_ADDRESS;
      return g_strcmp0 (parcours_json_member_string (step->params, "kind"), "transactional") == 0 &&
                 !g_str_equal (contact->channels[PARCOURS_CHANNEL_SMS], "bounced")
               ? PARCOURS_OUTCOME_DONE : may_on_channel (contact, PARCOURS_CHANNEL_SMS);
    }
  if (g_str_equal (channel, "push"))
    return has_device (contact, step) ? may_on_channel (contact, PARCOURS_CHANNEL_PUSH) : PARCOURS_OUTCOME_NO_DEVICE;
  if (g_str_equal (channel, "site-message"))
    return may_on_channel (contact, PARCOURS_CHANNEL_SITE_MESSAGE);
  if (g_str_equal (channel, "wallet"))
    return g_hash_table_size (contact->passes) > 0 ? may_on_channel (contact, PARCOURS_CHANNEL_WALLET)
                                                   : PARCOURS_OUTCOME_NO_PASS;

  return PARCOURS_OUTCOME_DONE;
}

/* Quiet hours, frequency cap, send limit: each delays or skips. */

static gboolean
skips (JsonObject *rule)
{
  return g_strcmp0 (parcours_json_member_string (rule, "over"), "skip") == 0;
}

static gboolean
is_message (const NaiveStep *step)
{
  const char *channel = g_str_equal (step->type->operation, "message.send") ? channel_of (step) : "";
  ParcoursChannel known;

  return parcours_channel_parse (channel, &known);
}

/* Returns: the end of the quiet hours, or now outside them. */
static gint64
end_of_quiet (NaiveContact *contact,
              NaiveStep    *step)
{
  JsonObject *quiet = step->automation->quiet;
  const char *from_text = parcours_json_member_string (quiet, "from");
  const char *to_text = parcours_json_member_string (quiet, "to");
  const ParcoursZone *zone = naive_zone_of (step->automation, contact);
  gint64 now = contact->engine->now;
  gint64 local = parcours_zone_to_local (zone, now);
  int second = parcours_local_seconds (local), from, to;
  gint32 day = parcours_local_day (local);

  if (from_text == NULL || to_text == NULL || !parcours_time_of_day_parse (from_text, &from) ||
      !parcours_time_of_day_parse (to_text, &to) || from == to)
    return now;
  if (from < to ? second < from || second >= to : second < from && second >= to)
    return now;
  if (second >= to)
    day++;

  return MAX (parcours_zone_to_utc (zone, (gint64) day * PARCOURS_DAY + to), now);
}

/* The instant from which on fewer than @n of the times lie within the window. */
static gint64
end_of_window (GArray                 *times,
               guint                   n,
               const ParcoursDuration *within,
               gint64                  now,
               const ParcoursZone     *zone)
{
  gint64 start = parcours_duration_subtract (within, now, zone);
  guint counted = 0;

  for (guint i = times->len; i > 0; i--)
    {
      gint64 at = g_array_index (times, gint64, i - 1);

      if (at > start && ++counted == n)
        return parcours_duration_add (within, at, zone);
    }

  return now;
}

static gboolean
counts_for_cap (const ParcoursSettings *settings,
                const char             *kind)
{
  ParcoursChannel channel;

  if (g_str_equal (kind, "wallet-notification"))
    kind = "wallet";

  return settings->cap_messages > 0 && parcours_channel_parse (kind, &channel) &&
         (settings->cap_channels >> channel & 1) != 0;
}

static gint64
end_of_cap (NaiveContact *contact,
            NaiveStep    *step)
{
  const ParcoursSettings *settings = &contact->engine->the_case->settings;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!counts_for_cap (settings, message_kind (step)))
    return contact->engine->now;
  for (guint i = 0; i < contact->sends->len; i++)
    {
      NaiveSend *send = g_ptr_array_index (contact->sends, i);

      if (send->step != NULL && is_message (send->step) && counts_for_cap (settings, send->kind))
        g_array_append_val (times, send->at);
    }

  return end_of_window (times, settings->cap_messages, &settings->cap_within, contact->engine->now, contact->zone);
}

static gint64
end_of_limit (NaiveContact *contact,
              NaiveStep    *step)
{
  JsonObject *limit = parcours_json_member_object (step->params, "send-limit");
  const char *within = parcours_json_member_string (limit, "within");
  ParcoursDuration duration;

  if (within == NULL || !parcours_duration_parse (within, &duration))
    return contact->engine->now;

  return end_of_window (step->shared->places, (guint) parcours_json_member_number (limit, "messages", 1.), &duration,
                        contact->engine->now, contact->engine->the_case->settings.zone);
}

/* First come first served: when the limit lets the message go. Who is skipped takes no place. */
static gint64
take_place (NaiveContact *contact,
            NaivePassage *passage,
            NaiveStep    *step)
{
  JsonObject *limit = parcours_json_member_object (step->params, "send-limit");
  gint64 place = end_of_limit (contact, step);

  if (limit == NULL || (place > contact->engine->now && skips (limit)))
    return contact->engine->now;
  g_array_append_val (step->shared->places, place);
  passage->granted = TRUE;

  return place;
}

/**
 * naive_send_later:
 * @contact: a contact
 * @passage: the passage that runs
 * @step: the step that acts
 *
 * Returns: the instant to which the message is delayed, or now
 */
gint64
naive_send_later (NaiveContact *contact,
                  NaivePassage *passage,
                  NaiveStep    *step)
{
  gint64 now = contact->engine->now, later, capped;
  const ParcoursSettings *settings = &contact->engine->the_case->settings;

  if (!is_message (step) || may_reach (contact, passage, step) != PARCOURS_OUTCOME_DONE)
    return now;
  later = end_of_quiet (contact, step);
  if (later > now && skips (step->automation->quiet))
    return now;
  capped = end_of_cap (contact, step);
  if (capped > now && settings->cap_skips)
    return now;
  later = MAX (later, capped);
  if (later > now)
    passage->granted = FALSE;

  return later > now || passage->granted ? later : take_place (contact, passage, step);
}

static ParcoursOutcome
is_over (NaiveContact *contact,
         NaivePassage *passage,
         NaiveStep    *step)
{
  gint64 now = contact->engine->now;

  if (!is_message (step))
    return PARCOURS_OUTCOME_DONE;
  if (end_of_quiet (contact, step) > now && skips (step->automation->quiet))
    return PARCOURS_OUTCOME_QUIET_HOURS;
  if (end_of_cap (contact, step) > now)
    return PARCOURS_OUTCOME_FREQUENCY_CAP;

  return !passage->granted && end_of_limit (contact, step) > now ? PARCOURS_OUTCOME_SEND_LIMIT : PARCOURS_OUTCOME_DONE;
}

/* Sending */

static void
add_texts (GHashTable *base,
           JsonObject *attributes,
           const char *from,
           const char *to)
{
  JsonArray *array = parcours_json_member_array (attributes, from);
  GPtrArray *items = naive_items_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_ptr_array_add (items, (gpointer) naive_text (json_array_get_string_element (array, i)));
  if (items->len > 0)
    naive_set (base, to, g_str_equal (to, "list") ? g_ptr_array_index (items, 0) : naive_list (items));
}

/**
 * naive_message_base:
 * @contact: a contact
 * @kind: such as "email"
 * @message: (nullable): a message
 *
 * Returns: (transfer none) (element-type utf8 NaiveValue): what every event about the message carries
 */
GHashTable *
naive_message_base (NaiveContact *contact,
                    const char   *kind,
                    const char   *message)
{
  ParcoursLibrary *library = contact->engine->the_case->library;
  const ParcoursEntity *entity = message != NULL ? parcours_library_lookup (library, kind, message) : NULL;
  JsonObject *attributes = entity != NULL ? entity->attributes : NULL;
  const char *sort = parcours_json_member_string (attributes, "kind");
  GHashTable *base = naive_members_new ();

  naive_set (base, "kind", naive_text (sort != NULL ? sort : "automation"));
  add_texts (base, attributes, "lists", "list");
  add_texts (base, attributes, "tags", "tags");

  return base;
}

static NaiveSend *
add_send (NaiveContact *contact,
          const char   *kind,
          const char   *message)
{
  NaiveSend *send = naive_new (NaiveSend);

  send->number = contact->sends->len + 1;
  send->kind = kind;
  send->message = message;
  send->at = contact->engine->now;
  send->base = naive_message_base (contact, kind, message);
  g_ptr_array_add (contact->sends, send);

  return send;
}

static NaiveSend *
send_from (NaiveContact *contact,
           NaiveStep    *step)
{
  NaiveSend *send = add_send (contact, message_kind (step), message_of (step));
  const char *kind = parcours_json_member_string (step->params, "kind");

  send->visit = naive_visits (contact, step);
  send->step = step;
  if (kind != NULL)
    naive_set (send->base, "kind", naive_text (kind));
  naive_set (send->base, "automation", naive_text (step->automation->slug));
  naive_set (send->base, "step", naive_text (step->id));

  return send;
}

/**
 * naive_apply_sent:
 * @contact: a contact
 * @event: that somebody has sent a message
 *
 * What no step has sent is a send like any other, and delivered unless the timeline says what becomes of it.
 */
void
naive_apply_sent (NaiveContact *contact,
                  NaiveEvent   *event)
{
  static const char *kinds[] = { "email", "sms", "push" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds) && event->send == NULL; i++)
    {
      if (!g_str_has_prefix (event->topic->name, kinds[i]))
        continue;
      event->send = add_send (contact, kinds[i], event->subject);
      if (!naive_settles_delivery (contact, event))
        naive_follow (event, naive_keep_text (g_strconcat (kinds[i], ".delivered", NULL)), event->subject,
                      event->payload, event->send);
    }
}

static ParcoursOutcome
send_message (NaiveContact *contact,
              NaivePassage *passage,
              NaiveStep    *step,
              const char   *topic)
{
  NaiveSend *send = send_from (contact, step);
  const ParcoursResponse *response = is_message (step) ? naive_find_response (contact, send) : NULL;
  NaiveEvent *sent = NULL;
  GHashTable *payload = naive_members_new ();
  GHashTable *row = naive_outbox_row (contact, passage, step, topic, send->message);

  naive_set (payload, "page", naive_text (parcours_json_member_string (step->params, "page")));
  naive_log (contact, "sent %s#%u %s done", passage->slug, passage->enrolment, step->id);
  if (!naive_publish (contact, topic, send->message, payload, "effect", send, &sent))
    return PARCOURS_OUTCOME_UNCHANGED;
  g_ptr_array_add (contact->outbox, row);
  if (is_message (step))
    naive_plan_reactions (contact, sent, response);

  return PARCOURS_OUTCOME_DONE;
}

static ParcoursOutcome
send_outside (NaiveContact *contact,
              NaivePassage *passage,
              NaiveStep    *step,
              const char   *topic,
              const char   *to)
{
  GHashTable *payload = naive_members_new ();

  if (to == NULL)
    return PARCOURS_OUTCOME_NO_ADDRESS;
  naive_set (payload, "automation", naive_text (step->automation->slug));
  naive_set (payload, "step", naive_text (step->id));
  naive_set (payload, "status", naive_number (200.));
  g_ptr_array_add (contact->outbox, naive_outbox_row (contact, passage, step, topic, to));
  naive_publish (contact, topic, to, payload, "effect", NULL, NULL);

  return PARCOURS_OUTCOME_DONE;
}

static ParcoursOutcome
set_wallet_campaign (NaiveContact *contact,
                     NaivePassage *passage,
                     NaiveStep    *step)
{
  gboolean moved = naive_publish (contact, "wallet.campaign-changed",
                                  parcours_json_member_string (step->params, "campaign"), NULL, "effect", NULL, NULL);

  if (message_of (step) == NULL)
    return moved ? PARCOURS_OUTCOME_DONE : PARCOURS_OUTCOME_UNCHANGED;

  return send_message (contact, passage, step, "wallet.notification-sent");
}

/**
 * naive_send:
 * @contact: a contact
 * @passage: the passage that runs
 * @step: a step that sends
 *
 * Returns: what came of it
 */
ParcoursOutcome
naive_send (NaiveContact *contact,
            NaivePassage *passage,
            NaiveStep    *step)
{
  static const char *topics[][2] = {
    { "email", "email.sent" },
    { "sms", "sms.sent" },
    { "push", "push.sent" },
    { "site-message", "site-message.queued" },
    { "wallet", "wallet.notification-sent" },
  };
  ParcoursOutcome outcome = may_reach (contact, passage, step);
  const char *channel = channel_of (step);

  if (outcome == PARCOURS_OUTCOME_DONE)
    outcome = is_over (contact, passage, step);
  if (outcome == PARCOURS_OUTCOME_DONE && g_str_equal (channel, "site-message") &&
      naive_is_queued (contact, message_of (step)))
    outcome = PARCOURS_OUTCOME_UNCHANGED;
  if (outcome != PARCOURS_OUTCOME_DONE)
    return outcome;
  if (g_str_equal (step->type->operation, "wallet.set-campaign"))
    return set_wallet_campaign (contact, passage, step);
  if (g_str_equal (channel, "staff"))
    return send_outside (contact, passage, step, "notification.sent", parcours_json_member_string (step->params, "to"));
  if (g_str_equal (channel, "webhook"))
    return send_outside (contact, passage, step, "webhook.called",
                         naive_keep_text (parcours_url_normalize (parcours_json_member_string (step->params, "url"))));
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      if (g_str_equal (topics[i][0], channel))
        return send_message (contact, passage, step, topics[i][1]);
    }

  return PARCOURS_OUTCOME_UNCHANGED;
}
