/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-catalog-data.h"
#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-topic.h"

static const char *apply_names[] = {
  [PARCOURS_APPLY_NOTHING] = "nothing",
  [PARCOURS_APPLY_CONTACT_CREATED] = "contact-created",
  [PARCOURS_APPLY_CONTACT_DELETED] = "contact-deleted",
  [PARCOURS_APPLY_FIELD] = "field",
  [PARCOURS_APPLY_SET_ADD] = "set-add",
  [PARCOURS_APPLY_SET_REMOVE] = "set-remove",
  [PARCOURS_APPLY_LIST_SUBSCRIBED] = "list-subscribed",
  [PARCOURS_APPLY_LIST_UNSUBSCRIBED] = "list-unsubscribed",
  [PARCOURS_APPLY_LIST_REMOVED] = "list-removed",
  [PARCOURS_APPLY_LIST_MOVED] = "list-moved",
  [PARCOURS_APPLY_OPT_IN_REQUESTED] = "opt-in-requested",
  [PARCOURS_APPLY_OPT_IN_CONFIRMED] = "opt-in-confirmed",
  [PARCOURS_APPLY_FORM_SUBMITTED] = "form-submitted",
  [PARCOURS_APPLY_SEND] = "send",
  [PARCOURS_APPLY_BOUNCED] = "bounced",
  [PARCOURS_APPLY_OPENED] = "opened",
  [PARCOURS_APPLY_CLICKED] = "clicked",
  [PARCOURS_APPLY_MESSAGE_UNSUBSCRIBED] = "message-unsubscribed",
  [PARCOURS_APPLY_COMPLAINED] = "complained",
  [PARCOURS_APPLY_SMS_RECEIVED] = "sms-received",
  [PARCOURS_APPLY_CHANNEL_SUBSCRIBED] = "channel-subscribed",
  [PARCOURS_APPLY_CHANNEL_UNSUBSCRIBED] = "channel-unsubscribed",
  [PARCOURS_APPLY_CHANNEL_BLOCKED] = "channel-blocked",
  [PARCOURS_APPLY_CHANNEL_UNBLOCKED] = "channel-unblocked",
  [PARCOURS_APPLY_ACTIVITY] = "activity",
  [PARCOURS_APPLY_SITE_MESSAGE_QUEUED] = "site-message-queued",
  [PARCOURS_APPLY_WALLET_CAMPAIGN] = "wallet-campaign",
  [PARCOURS_APPLY_PASS] = "pass",
  [PARCOURS_APPLY_SALESFORCE] = "salesforce",
  [PARCOURS_APPLY_CART_ADD] = "cart-add",
  [PARCOURS_APPLY_CART_REMOVE] = "cart-remove",
  [PARCOURS_APPLY_CHECKOUT] = "checkout",
  [PARCOURS_APPLY_ORDER_CREATED] = "order-created",
  [PARCOURS_APPLY_ORDER_STATUS] = "order-status",
  [PARCOURS_APPLY_RECORD_CREATED] = "record-created",
  [PARCOURS_APPLY_RECORD_SET] = "record-set",
  [PARCOURS_APPLY_DEAL_MOVED] = "deal-moved",
  [PARCOURS_APPLY_SCORE] = "score",
  [PARCOURS_APPLY_ACCOUNT_LINKED] = "account-linked",
  [PARCOURS_APPLY_ACCOUNT_UNLINKED] = "account-unlinked",
  [PARCOURS_APPLY_ACCOUNT_FIELD] = "account-field",
  [PARCOURS_APPLY_LOYALTY_JOINED] = "loyalty-joined",
  [PARCOURS_APPLY_LOYALTY_LEFT] = "loyalty-left",
  [PARCOURS_APPLY_LOYALTY_TIER] = "loyalty-tier",
  [PARCOURS_APPLY_LOYALTY_BALANCE] = "loyalty-balance",
  [PARCOURS_APPLY_LOYALTY_EXPIRED] = "loyalty-expired",
  [PARCOURS_APPLY_ENROL] = "enrol",
};

static gboolean
parse_apply (const char          *name,
             ParcoursTopicApply  *apply,
             GError             **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (apply_names); i++)
    {
      if (g_strcmp0 (apply_names[i], name != NULL ? name : "nothing") == 0)
        {
          *apply = (ParcoursTopicApply) i;
          return TRUE;
        }
    }
  g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, "unknown apply rule “%s”", name);

  return FALSE;
}

static GHashTable *
read_payload (JsonObject *payload)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GList) members = payload != NULL ? json_object_get_members (payload) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    g_hash_table_insert (keys, g_strdup (l->data), g_strdup (json_object_get_string_member (payload, l->data)));

  return keys;
}

static char **
read_pair (JsonObject *object,
           const char *name)
{
  g_auto (GStrv) pair = parcours_catalog_strings (object, name);

  return g_strv_length (pair) == 2 ? g_steal_pointer (&pair) : NULL;
}

static void
read_words (ParcoursTopic *topic,
            JsonObject    *object)
{
  topic->label = g_strdup (parcours_json_member_string (object, "label"));
  topic->has = g_strdup (parcours_json_member_string (object, "has"));
  topic->has_any = g_strdup (parcours_json_member_string (object, "has-any"));
  topic->has_not = g_strdup (parcours_json_member_string (object, "has-not"));
  topic->has_not_any = g_strdup (parcours_json_member_string (object, "has-not-any"));
  topic->has_n = read_pair (object, "has-n");
  topic->sums = parcours_json_copy_member (object, "sum");
  topic->brief = g_strdup (parcours_json_member_string (object, "brief"));
}

/**
 * parcours_topic_new_from_json:
 * @name: the topic
 * @index: its place in the catalogue
 * @object: its description in `topics.json`
 * @error: return location for an error
 *
 * Returns: (transfer full): the topic, or %NULL
 */
ParcoursTopic *
parcours_topic_new_from_json (const char  *name,
                              guint        index,
                              JsonObject  *object,
                              GError     **error)
{
  const char *subject = parcours_json_member_string (object, "subject");
  ParcoursTopicApply apply;
  ParcoursTopic *topic;

  if (!parse_apply (parcours_json_member_string (object, "apply"), &apply, error))
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  topic = g_new0 (ParcoursTopic, 1);
  topic->name = g_strdup (name);
  topic->index = index;
  topic->subject = g_strdup (subject != NULL ? subject : "");
  topic->apply = apply;
  topic->record = g_strdup (parcours_json_member_string (object, "record"));
  topic->status = g_strdup (parcours_json_member_string (object, "status"));
  topic->state = parcours_json_member_boolean (object, "state", FALSE);
  topic->behaviour = parcours_json_member_boolean (object, "behaviour", FALSE);
  topic->outside = parcours_json_member_boolean (object, "outside", TRUE);
  topic->payload = read_payload (parcours_json_member_object (object, "payload"));
  read_words (topic, object);

  return topic;
}

/**
 * parcours_topic_free:
 * @topic: (transfer full): a topic
 */
void
parcours_topic_free (ParcoursTopic *topic)
{
  g_free (topic->name);
  g_free (topic->subject);
  g_free (topic->record);
  g_free (topic->status);
  g_hash_table_unref (topic->payload);
  g_free (topic->label);
  g_free (topic->has);
  g_free (topic->has_any);
  g_free (topic->has_not);
  g_free (topic->has_not_any);
  g_strfreev (topic->has_n);
  g_clear_pointer (&topic->sums, json_object_unref);
  g_free (topic->brief);
  g_free (topic);
}

/**
 * parcours_topic_has_key:
 * @topic: a topic
 * @key: a key of a payload
 *
 * Returns: whether the topic declares @key, or every payload may hold it
 */
gboolean
parcours_topic_has_key (const ParcoursTopic *topic,
                        const char          *key)
{
  static const char *const common[] = { "subject", "origin", "source", "id", NULL };

  return g_strv_contains (common, key) || g_hash_table_contains (topic->payload, key);
}
