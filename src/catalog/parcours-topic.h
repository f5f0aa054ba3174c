/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ParcoursTopicApply:
 *
 * How an event changes a contact's data, whoever publishes it (vocabulary,
 * section 1, column "apply").
 */
typedef enum
{
  PARCOURS_APPLY_NOTHING,
  PARCOURS_APPLY_CONTACT_CREATED,
  PARCOURS_APPLY_CONTACT_DELETED,
  PARCOURS_APPLY_FIELD,
  PARCOURS_APPLY_SET_ADD,
  PARCOURS_APPLY_SET_REMOVE,
  PARCOURS_APPLY_LIST_SUBSCRIBED,
  PARCOURS_APPLY_LIST_UNSUBSCRIBED,
  PARCOURS_APPLY_LIST_REMOVED,
  PARCOURS_APPLY_LIST_MOVED,
  PARCOURS_APPLY_OPT_IN_REQUESTED,
  PARCOURS_APPLY_OPT_IN_CONFIRMED,
  PARCOURS_APPLY_FORM_SUBMITTED,
  PARCOURS_APPLY_SEND,
  PARCOURS_APPLY_BOUNCED,
  PARCOURS_APPLY_OPENED,
  PARCOURS_APPLY_CLICKED,
  PARCOURS_APPLY_MESSAGE_UNSUBSCRIBED,
  PARCOURS_APPLY_COMPLAINED,
  PARCOURS_APPLY_SMS_RECEIVED,
  PARCOURS_APPLY_CHANNEL_SUBSCRIBED,
  PARCOURS_APPLY_CHANNEL_UNSUBSCRIBED,
  PARCOURS_APPLY_CHANNEL_BLOCKED,
  PARCOURS_APPLY_CHANNEL_UNBLOCKED,
  PARCOURS_APPLY_ACTIVITY,
  PARCOURS_APPLY_SITE_MESSAGE_QUEUED,
  PARCOURS_APPLY_WALLET_CAMPAIGN,
  PARCOURS_APPLY_PASS,
  PARCOURS_APPLY_SALESFORCE,
  PARCOURS_APPLY_CART_ADD,
  PARCOURS_APPLY_CART_REMOVE,
  PARCOURS_APPLY_CHECKOUT,
  PARCOURS_APPLY_ORDER_CREATED,
  PARCOURS_APPLY_ORDER_STATUS,
  PARCOURS_APPLY_RECORD_CREATED,
  PARCOURS_APPLY_RECORD_SET,
  PARCOURS_APPLY_DEAL_MOVED,
  PARCOURS_APPLY_SCORE,
  PARCOURS_APPLY_ACCOUNT_LINKED,
  PARCOURS_APPLY_ACCOUNT_UNLINKED,
  PARCOURS_APPLY_ACCOUNT_FIELD,
  PARCOURS_APPLY_LOYALTY_JOINED,
  PARCOURS_APPLY_LOYALTY_LEFT,
  PARCOURS_APPLY_LOYALTY_TIER,
  PARCOURS_APPLY_LOYALTY_BALANCE,
  PARCOURS_APPLY_LOYALTY_EXPIRED,
  PARCOURS_APPLY_ENROL,
} ParcoursTopicApply;

/**
 * ParcoursTopic:
 * @name: such as `list.subscribed`
 * @index: its place in the catalogue, from 0
 * @subject: the kind of the subject, such as `list`, or `url`, `text`, or empty
 * @apply: how it changes the data
 * @record: (nullable): the kind of record it creates or sets, such as `deal`
 * @status: (nullable): the value that it gives to the record's column `status`
 * @state: whether it is not published when nothing changes
 * @behaviour: whether people do it by themselves (arrivals and responses)
 * @outside: whether a timeline may hold it
 * @payload: (element-type utf8 utf8): the declared keys and their types
 * @label: in English, a msgid: "List joined"
 * @has: (nullable): in English, a msgid with the hole {subject}: "has joined the list {subject}"; %NULL
 *   where nobody would name a subject, such as the number of an order
 * @has_any: in English, a msgid: "has joined any list"
 * @has_not: (nullable): the contrary of @has
 * @has_not_any: the contrary of @has_any
 * @has_n: (nullable) (array zero-terminated=1): in English, two msgids with the hole {n}, for one and for
 *   more, where the events are better counted than how often they happened: "has placed {n} orders"
 * @sums: (nullable): in English, msgids with the hole {sum}, by keys of the payload: "has ordered for {sum} in total"
 * @brief: (nullable): in English, a msgid with the hole {subject}, for a card: "Opened “{subject}”"
 *
 * One kind of event, immutable.
 */
typedef struct
{
  char *name;
  guint index;
  char *subject;
  ParcoursTopicApply apply;
  char *record;
  char *status;
  gboolean state;
  gboolean behaviour;
  gboolean outside;
  GHashTable *payload;
  char *label;
  char *has;
  char *has_any;
  char *has_not;
  char *has_not_any;
  char **has_n;
  JsonObject *sums;
  char *brief;
} ParcoursTopic;

ParcoursTopic *parcours_topic_new_from_json (const char          *name,
                                             guint                index,
                                             JsonObject          *object,
                                             GError             **error);
void           parcours_topic_free          (ParcoursTopic       *topic);
gboolean       parcours_topic_has_key       (const ParcoursTopic *topic,
                                             const char          *key);

G_END_DECLS
