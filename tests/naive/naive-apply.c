/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How events change a contact, and what follows from them (vocabulary, section 1). */

#include "config.h"

#include <string.h>

#include "naive-private.h"
#include "parcours-json.h"
#include "parcours-text.h"

/**
 * naive_follow:
 * @event: an event
 * @topic: what follows from it
 * @subject: (nullable): of what
 * @payload: (nullable): with what
 * @send: (nullable): the send it is about
 */
void
naive_follow (NaiveEvent *event,
              const char *topic,
              const char *subject,
              GHashTable *payload,
              NaiveSend  *send)
{
  NaiveDerived *derived = naive_new (NaiveDerived);

  derived->topic = topic;
  derived->subject = subject;
  derived->payload = payload;
  derived->origin = "derived";
  derived->send = send;
  if (event->derived == NULL)
    event->derived = naive_keep (g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
  g_ptr_array_add (event->derived, derived);
}

/**
 * naive_derive:
 * @contact: a contact
 * @event: an event that has been offered
 *
 * Publishes what follows from it.
 */
void
naive_derive (NaiveContact *contact,
              NaiveEvent   *event)
{
  for (guint i = 0; event->derived != NULL && i < event->derived->len; i++)
    {
      NaiveDerived *derived = g_ptr_array_index (event->derived, i);

      naive_publish (contact, derived->topic, derived->subject, derived->payload, derived->origin, derived->send, NULL);
    }
  if (event->topic->apply == PARCOURS_APPLY_ENROL)
    naive_enrol (contact, event);
}

/**
 * naive_has_active_list:
 * @contact: a contact
 *
 * Returns: whether it is active on a list
 */
gboolean
naive_has_active_list (NaiveContact *contact)
{
  GHashTableIter iter;
  gpointer status;

  g_hash_table_iter_init (&iter, contact->lists);
  while (g_hash_table_iter_next (&iter, NULL, &status))
    {
      if (naive_value_is_text (status, "active"))
        return TRUE;
    }

  return FALSE;
}

/* Fields, scores, sets */

/* No choice at all is no value. */
static gboolean
is_no_choice (NaiveEngine *engine,
              const char  *field,
              JsonNode    *node)
{
  return parcours_library_field_type (engine->the_case->library, "field", field) == PARCOURS_FIELD_CHOICES &&
         JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0;
}

/* Who gets an address can be reached by it from then on. */
static void
set_address (NaiveContact     *contact,
             const NaiveEvent *event)
{
  gboolean is_there = naive_value_text (naive_get (event->payload, "to")) != NULL;

  if (g_strcmp0 (event->subject, "email") == 0)
    contact->has_email = is_there;
  else if (g_strcmp0 (event->subject, "phone") == 0)
    contact->has_phone = is_there;
}

static gboolean
apply_field (NaiveContact *contact,
             NaiveEvent   *event)
{
  NaiveEngine *engine = contact->engine;
  const NaiveValue *before, *after;
  g_autoptr (JsonNode) node = NULL;

  set_address (contact, event);
  if (event->subject == NULL || parcours_library_lookup (engine->the_case->library, "field", event->subject) == NULL)
    return FALSE;
  before = naive_get (contact->fields, event->subject);
  node = naive_value_to_json (naive_get (event->payload, "to"));
  after = naive_field_value (engine, "field", event->subject, node);
  if (naive_value_equal (before, after) || (after == NULL && !JSON_NODE_HOLDS_NULL (node) && !is_no_choice (engine, event->subject, node)))
    return FALSE;
  naive_set (contact->fields, event->subject, after);
  naive_set (event->payload, "from", before);
  naive_set (event->payload, "to", after);

  return TRUE;
}

static gboolean
apply_set (NaiveContact *contact,
           NaiveEvent   *event,
           gboolean      add)
{
  static const char *kinds[] = { "tag", "group", "audience" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (event->topic->subject, kinds[i]))
        return add ? g_hash_table_add (contact->sets[i], g_strdup (event->subject))
                   : g_hash_table_remove (contact->sets[i], event->subject);
    }

  return FALSE;
}

static gboolean
apply_score (NaiveContact *contact,
             NaiveEvent   *event)
{
  const ParcoursEntity *score = parcours_library_lookup (contact->engine->the_case->library, "score", event->subject);
  const NaiveValue *to = naive_get (event->payload, "to");
  const char *id = naive_value_text (naive_get (event->payload, "deal"));
  NaiveRecord *deal = id != NULL ? naive_find_record (contact, "deal", id) : NULL;
  GHashTable *scores = id == NULL ? contact->scores : deal != NULL ? deal->columns : NULL;
  double before;

  if (scores == NULL || score == NULL || to == NULL || to->type != NAIVE_NUMBER)
    return FALSE;
  before = naive_value_number (naive_get (scores, event->subject),
                               parcours_json_member_number (score->attributes, "start", 0.));
  naive_set (scores, event->subject, to);
  naive_set (event->payload, "from", naive_number (before));

  return to->number != before;
}

/* Lists and channels */

static gboolean
set_status (NaiveContact *contact,
            NaiveEvent   *event,
            const char   *status)
{
  const NaiveValue *before = naive_get (contact->lists, event->subject);

  naive_set_default (event->payload, "from", before != NULL ? before : naive_text ("none"));
  naive_set (contact->lists, event->subject, naive_text (status));

  return TRUE;
}

static gboolean
is_channel_one_of (NaiveContact       *contact,
                   ParcoursChannel     channel,
                   const char *const  *statuses)
{
  return g_strv_contains (statuses, contact->channels[channel]);
}

static gboolean
apply_subscribed (NaiveContact *contact,
                  NaiveEvent   *event)
{
  static const char *const kept[] = { "subscribed", "bounced", "blocked", NULL };

  if (naive_value_is_text (naive_get (contact->lists, event->subject), "active"))
    return FALSE;
  if (!is_channel_one_of (contact, PARCOURS_CHANNEL_EMAIL, kept))
    naive_follow (event, "channel.subscribed", "email", NULL, NULL);

  return set_status (contact, event, "active");
}

static gboolean
apply_unsubscribed (NaiveContact *contact,
                    NaiveEvent   *event)
{
  static const char *const kept[] = { "bounced", "blocked", NULL };
  const NaiveValue *before = naive_get (contact->lists, event->subject);
  gboolean was_active = naive_value_is_text (before, "active");

  if (!was_active && !naive_value_is_text (before, "unconfirmed"))
    return FALSE;
  set_status (contact, event, "unsubscribed");
  if (was_active && !naive_has_active_list (contact) && !is_channel_one_of (contact, PARCOURS_CHANNEL_EMAIL, kept))
    naive_follow (event, "channel.unsubscribed", "email", NULL, NULL);

  return TRUE;
}

static gboolean
apply_removed (NaiveContact *contact,
               NaiveEvent   *event)
{
  const NaiveValue *before = naive_get (contact->lists, event->subject);

  if (before == NULL)
    return FALSE;
  naive_set_default (event->payload, "from", before);
  naive_set (contact->lists, event->subject, NULL);

  return TRUE;
}

static gboolean
apply_moved (NaiveContact *contact,
             NaiveEvent   *event)
{
  const char *from = naive_value_text (naive_get (event->payload, "from"));
  gboolean was_there = from != NULL && naive_get (contact->lists, from) != NULL && !g_str_equal (from, event->subject);

  if (!was_there && naive_value_is_text (naive_get (contact->lists, event->subject), "active"))
    return FALSE;
  if (was_there)
    naive_set (contact->lists, from, NULL);
  naive_set (contact->lists, event->subject, naive_text ("active"));

  return TRUE;
}

static gboolean
apply_requested (NaiveContact *contact,
                 NaiveEvent   *event)
{
  const ParcoursEntity *list = parcours_library_lookup (contact->engine->the_case->library, "list", event->subject);
  const NaiveValue *before = naive_get (contact->lists, event->subject);

  if (naive_value_is_text (before, "active") || naive_value_is_text (before, "unconfirmed"))
    return FALSE;
  if (list == NULL || !parcours_json_member_boolean (list->attributes, "double-opt-in", FALSE))
    {
      naive_follow (event, "list.subscribed", event->subject, NULL, NULL);
      return TRUE;
    }
  naive_set (contact->lists, event->subject, naive_text ("unconfirmed"));
  naive_set (contact->opt_in_forms, event->subject, naive_get (event->payload, "form"));
  if (g_str_equal (contact->channels[PARCOURS_CHANNEL_EMAIL], "none"))
    contact->channels[PARCOURS_CHANNEL_EMAIL] = "unconfirmed";

  return TRUE;
}

static gboolean
apply_confirmed (NaiveContact *contact,
                 NaiveEvent   *event)
{
  const char *form = naive_value_text (naive_get (contact->opt_in_forms, event->subject));

  if (!naive_value_is_text (naive_get (contact->lists, event->subject), "unconfirmed"))
    return TRUE;
  naive_follow (event, "list.subscribed", event->subject, NULL, NULL);
  if (form != NULL)
    naive_follow (event, "form.confirmed", form, NULL, NULL);

  return TRUE;
}

static gboolean
set_channel (NaiveContact *contact,
             NaiveEvent   *event,
             const char   *status)
{
  ParcoursChannel channel;

  if (!parcours_channel_parse (event->subject, &channel) || g_str_equal (contact->channels[channel], status))
    return FALSE;
  contact->channels[channel] = status;

  return TRUE;
}

static gboolean
block_sender (NaiveContact *contact,
              const char   *sender,
              gboolean      block)
{
  if (parcours_library_lookup (contact->engine->the_case->library, "sender", sender) == NULL)
    return FALSE;

  return block ? g_hash_table_add (contact->blocked_senders, g_strdup (sender))
               : g_hash_table_remove (contact->blocked_senders, sender);
}

/* All that are known, and whoever sends without a name. */
static gboolean
block_all_senders (NaiveContact *contact,
                   gboolean      block)
{
  g_autoptr (GPtrArray) senders = parcours_library_list (contact->engine->the_case->library, "sender");
  gboolean changed = FALSE;

  for (guint i = 0; i < senders->len; i++)
    changed |= block_sender (contact, ((const ParcoursEntity *) g_ptr_array_index (senders, i))->slug, block);

  return (block ? g_hash_table_add (contact->blocked_senders, g_strdup ("*"))
                : g_hash_table_remove (contact->blocked_senders, "*")) || changed;
}

/* A transactional block is about a sender, and leaves the channel as it is. */
static gboolean
apply_blocked (NaiveContact *contact,
               NaiveEvent   *event,
               gboolean      block)
{
  const char *sender = naive_value_text (naive_get (event->payload, "sender"));
  ParcoursChannel channel;

  if (naive_value_is_text (naive_get (event->payload, "scope"), "transactional"))
    return sender != NULL ? block_sender (contact, sender, block) : block_all_senders (contact, block);
  if (block)
    return set_channel (contact, event, "blocked");

  return parcours_channel_parse (event->subject, &channel) && g_str_equal (contact->channels[channel], "blocked") &&
         set_channel (contact, event, "subscribed");
}

/* Messages */

static gboolean
apply_bounced (NaiveContact *contact,
               NaiveEvent   *event)
{
  const NaiveValue *hard = naive_event_lookup (event, "hard");
  g_autoptr (GPtrArray) slugs = naive_keys (contact->lists);

  if (hard == NULL || hard->type != NAIVE_BOOL || hard->number == 0.)
    return TRUE;
  contact->channels[PARCOURS_CHANNEL_EMAIL] = "bounced";
  for (guint i = 0; i < slugs->len; i++)
    naive_set (contact->lists, g_ptr_array_index (slugs, i), naive_text ("bounced"));

  return TRUE;
}

/* The list that the event names, else those of the message, else all active ones and the channel. */
static gboolean
apply_message_unsubscribed (NaiveContact *contact,
                            NaiveEvent   *event)
{
  const char *list = naive_value_text (naive_get (event->payload, "list"));
  const ParcoursEntity *message = parcours_library_lookup (contact->engine->the_case->library, "email",
                                                           event->subject);
  JsonArray *lists = message != NULL ? parcours_json_member_array (message->attributes, "lists") : NULL;
  g_autoptr (GPtrArray) slugs = naive_keys (contact->lists);

  if (list != NULL)
    {
      naive_follow (event, "list.unsubscribed", list, NULL, event->send);
      return TRUE;
    }
  for (guint i = 0; lists != NULL && i < json_array_get_length (lists); i++)
    naive_follow (event, "list.unsubscribed", json_array_get_string_element (lists, i), NULL, event->send);
  if (lists != NULL && json_array_get_length (lists) > 0)
    return TRUE;
  for (guint i = 0; i < slugs->len; i++)
    {
      if (naive_value_is_text (naive_get (contact->lists, g_ptr_array_index (slugs, i)), "active"))
        naive_follow (event, "list.unsubscribed", naive_keep_text (g_strdup (g_ptr_array_index (slugs, i))), NULL,
                      event->send);
    }
  naive_follow (event, "channel.unsubscribed", "email", NULL, NULL);

  return TRUE;
}

static gboolean
apply_sms_received (NaiveContact *contact,
                    NaiveEvent   *event)
{
  const char *text = naive_value_text (naive_get (event->payload, "text"));
  g_auto (GStrv) words = NULL;

  if (event->subject != NULL)
    event->subject = naive_keep_text (g_utf8_strup (event->subject, -1));
  else if (text != NULL)
    {
      words = g_strsplit_set (text, " \t\n", 2);
      event->subject = naive_keep_text (g_utf8_strup (words[0], -1));
    }
  if (g_strcmp0 (event->subject, "STOP") == 0)
    naive_follow (event, "channel.unsubscribed", "sms", NULL, NULL);
  else if (g_strcmp0 (event->subject, "START") == 0)
    naive_follow (event, "channel.subscribed", "sms", NULL, NULL);

  return TRUE;
}

/* Sites */

static gboolean
starts_session (NaiveContact *contact)
{
  gint64 now = contact->engine->now;

  return contact->last_activity == PARCOURS_INSTANT_MISSING ||
         now - contact->last_activity > contact->engine->the_case->settings.session_gap;
}

static void
follow_site_messages (NaiveContact *contact,
                      NaiveEvent   *visit)
{
  for (guint i = 0; i < contact->site_messages->len;)
    {
      NaiveEvent *queued = g_ptr_array_index (contact->site_messages, i);
      const char *page = naive_value_text (naive_event_lookup (queued, "page"));
      GHashTable *payload = naive_members_new ();

      if (page != NULL && !parcours_url_match (page, visit->subject))
        {
          i++;
          continue;
        }
      g_ptr_array_remove_index (contact->site_messages, i);
      naive_set (payload, "view", naive_number (1.));
      naive_set (payload, "url", naive_text (visit->subject));
      naive_follow (visit, "site-message.shown", queued->subject, payload, queued->send);
    }
}

static gboolean
apply_activity (NaiveContact *contact,
                NaiveEvent   *event)
{
  GHashTable *payload = naive_members_new ();

  if (g_str_equal (event->topic->name, "product.viewed") && event->subject != NULL)
    naive_complete_product (contact, event);
  if (starts_session (contact))
    {
      gboolean in_app = g_str_equal (event->topic->name, "push.clicked") &&
                        !naive_value_is_text (naive_event_lookup (event, "platform"), "web");

      naive_set (payload, "channel", naive_text (in_app ? "app" : "web"));
      naive_set (payload, "attribution", naive_event_lookup (event, "attribution"));
      naive_set (payload, "campaign", naive_event_lookup (event, "campaign"));
      if (g_str_has_prefix (event->topic->name, "push."))
        naive_set (payload, "notification", naive_text (event->subject));
      naive_follow (event, "session.started", NULL, payload, NULL);
    }
  contact->last_activity = contact->engine->now;
  if (g_str_equal (event->topic->name, "page.visited"))
    follow_site_messages (contact, event);

  return TRUE;
}

/**
 * naive_is_queued:
 * @contact: a contact
 * @site_message: (nullable): a site message
 *
 * Returns: whether it waits already for a page to be visited
 */
gboolean
naive_is_queued (NaiveContact *contact,
                 const char   *site_message)
{
  for (guint i = 0; i < contact->site_messages->len; i++)
    {
      NaiveEvent *queued = g_ptr_array_index (contact->site_messages, i);

      if (g_strcmp0 (queued->subject, site_message) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
apply_queued (NaiveContact *contact,
              NaiveEvent   *event)
{
  if (naive_is_queued (contact, event->subject))
    return FALSE;
  g_ptr_array_add (contact->site_messages, event);

  return TRUE;
}

static gboolean
apply_wallet_campaign (NaiveContact *contact,
                       NaiveEvent   *event)
{
  if (g_strcmp0 (contact->wallet_campaign, event->subject) == 0)
    return FALSE;
  naive_set (event->payload, "from", naive_text (contact->wallet_campaign));
  contact->wallet_campaign = event->subject;

  return TRUE;
}

static gboolean
apply_pass (NaiveContact *contact,
            NaiveEvent   *event)
{
  gboolean install = g_strcmp0 (event->topic->status, "installed") == 0;
  gboolean had = g_hash_table_size (contact->passes) > 0;

  if (install == had)
    return FALSE;
  if (install)
    g_hash_table_add (contact->passes, g_strdup ("run"));
  else
    g_hash_table_remove_all (contact->passes);
  contact->channels[PARCOURS_CHANNEL_WALLET] = install ? "subscribed" : "unsubscribed";

  return TRUE;
}

/* Forms */

static void
follow_form_action (NaiveContact *contact,
                    NaiveEvent   *event,
                    JsonObject   *action)
{
  const char *type = parcours_json_member_string (action, "type");
  JsonObject *params = parcours_json_member_object (action, "params");
  GHashTable *payload = naive_members_new ();
  JsonObject *source = parcours_json_member_object (params, "value");
  const char *list = parcours_json_member_string (params, "list");

  if (g_strcmp0 (type, "action.add-tag") == 0)
    naive_publish (contact, "tag.added", parcours_json_member_string (params, "tag"), NULL, "effect", NULL, NULL);
  else if (g_strcmp0 (type, "action.unsubscribe") == 0)
    naive_publish (contact, "list.unsubscribed", list, NULL, "effect", NULL, NULL);
  else if (g_strcmp0 (type, "action.subscribe") == 0)
    {
      naive_set (payload, "form", naive_text (event->subject));
      naive_publish (contact, naive_form_asks (contact, event->subject, params) ? "list.opt-in-requested" : "list.subscribed",
                     list, payload, "effect", NULL, NULL);
    }
  else if (g_strcmp0 (type, "action.update-field") == 0)
    {
      naive_set (payload, "to", naive_field_value (contact->engine, "field", parcours_json_member_string (params, "field"),
                                                   json_object_get_member (source, "value")));
      naive_publish (contact, "field.changed", parcours_json_member_string (params, "field"), payload, "effect", NULL, NULL);
    }
}

/* Whether a form asks for a confirmation before it subscribes to a list. */
gboolean
naive_form_asks (NaiveContact *contact,
                 const char   *form,
                 JsonObject   *params)
{
  const ParcoursEntity *entity = parcours_library_lookup (contact->engine->the_case->library, "form", form);

  return parcours_json_member_boolean (params, "opt-in",
                                       parcours_json_member_boolean (entity->attributes, "opt-in", FALSE));
}

static gboolean
awaits_confirmation (NaiveContact         *contact,
                     const ParcoursEntity *form,
                     JsonObject           *action)
{
  JsonObject *params = parcours_json_member_object (action, "params");
  const char *slug = parcours_json_member_string (params, "list");
  const ParcoursEntity *list = slug != NULL ? parcours_library_lookup (contact->engine->the_case->library, "list", slug)
                                            : NULL;

  return g_strcmp0 (parcours_json_member_string (action, "type"), "action.subscribe") == 0 && list != NULL &&
         naive_form_asks (contact, form->slug, params) &&
         parcours_json_member_boolean (list->attributes, "double-opt-in", FALSE) &&
         !naive_value_is_text (naive_get (contact->lists, slug), "active");
}

static gboolean
apply_form (NaiveContact *contact,
            NaiveEvent   *event)
{
  const ParcoursEntity *form = parcours_library_lookup (contact->engine->the_case->library, "form", event->subject);
  JsonArray *actions = form != NULL ? parcours_json_member_array (form->attributes, "actions") : NULL;
  gboolean confirmed = TRUE;

  for (guint i = 0; actions != NULL && i < json_array_get_length (actions); i++)
    {
      if (awaits_confirmation (contact, form, json_array_get_object_element (actions, i)))
        confirmed = FALSE;
      follow_form_action (contact, event, json_array_get_object_element (actions, i));
    }
  naive_set_default (event->payload, "confirmed", naive_bool (confirmed));

  return TRUE;
}

static gboolean
needs_subject (const ParcoursTopic *topic)
{
  return *topic->subject != '\0' && !g_str_equal (topic->subject, "contact") &&
         topic->apply != PARCOURS_APPLY_SMS_RECEIVED;
}

/**
 * naive_apply:
 * @contact: a contact
 * @event: an event that is being published
 *
 * Returns: whether it changed anything, for topics that are about the state of the data
 */
gboolean
naive_apply (NaiveContact *contact,
             NaiveEvent   *event)
{
  /* What is about nothing changes nothing. */
  if (event->subject == NULL && needs_subject (event->topic))
    return !event->topic->state;

  switch (event->topic->apply)
    {
    case PARCOURS_APPLY_SEND:
      naive_apply_sent (contact, event);
      return TRUE;
    case PARCOURS_APPLY_FIELD:
      return apply_field (contact, event);
    case PARCOURS_APPLY_SET_ADD:
    case PARCOURS_APPLY_SET_REMOVE:
      return apply_set (contact, event, event->topic->apply == PARCOURS_APPLY_SET_ADD);
    case PARCOURS_APPLY_SCORE:
      return apply_score (contact, event);
    case PARCOURS_APPLY_LIST_SUBSCRIBED:
      return apply_subscribed (contact, event);
    case PARCOURS_APPLY_LIST_UNSUBSCRIBED:
      return apply_unsubscribed (contact, event);
    case PARCOURS_APPLY_LIST_REMOVED:
      return apply_removed (contact, event);
    case PARCOURS_APPLY_LIST_MOVED:
      return apply_moved (contact, event);
    case PARCOURS_APPLY_OPT_IN_REQUESTED:
      return apply_requested (contact, event);
    case PARCOURS_APPLY_OPT_IN_CONFIRMED:
      return apply_confirmed (contact, event);
    case PARCOURS_APPLY_FORM_SUBMITTED:
      return apply_form (contact, event);
    case PARCOURS_APPLY_BOUNCED:
      return apply_bounced (contact, event);
    case PARCOURS_APPLY_OPENED:
      if (event->send != NULL)
        event->send->opened = TRUE;
      return TRUE;
    case PARCOURS_APPLY_MESSAGE_UNSUBSCRIBED:
      return apply_message_unsubscribed (contact, event);
    case PARCOURS_APPLY_COMPLAINED:
      naive_follow (event, "channel.blocked", "email", NULL, NULL);
      return TRUE;
    case PARCOURS_APPLY_SMS_RECEIVED:
      return apply_sms_received (contact, event);
    case PARCOURS_APPLY_CHANNEL_SUBSCRIBED:
      return set_channel (contact, event, "subscribed");
    case PARCOURS_APPLY_CHANNEL_UNSUBSCRIBED:
      return set_channel (contact, event, "unsubscribed");
    case PARCOURS_APPLY_CHANNEL_BLOCKED:
    case PARCOURS_APPLY_CHANNEL_UNBLOCKED:
      return apply_blocked (contact, event, event->topic->apply == PARCOURS_APPLY_CHANNEL_BLOCKED);
    case PARCOURS_APPLY_ACTIVITY:
      return apply_activity (contact, event);
    case PARCOURS_APPLY_SITE_MESSAGE_QUEUED:
      return apply_queued (contact, event);
    case PARCOURS_APPLY_WALLET_CAMPAIGN:
      return apply_wallet_campaign (contact, event);
    case PARCOURS_APPLY_PASS:
      return apply_pass (contact, event);
    case PARCOURS_APPLY_SALESFORCE:
      return g_hash_table_add (contact->salesforce, g_strdup (event->subject));
    case PARCOURS_APPLY_CONTACT_CREATED:
      return naive_be_born (contact, event);
    default:
      return naive_apply_record (contact, event);
    }
}
