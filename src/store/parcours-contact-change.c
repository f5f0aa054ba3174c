/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person changes is also something that happened: it goes into the past of
 * the contact, where conditions ask for it (vocabulary, section 1). */

#include "config.h"

#include "parcours-contact-change.h"
#include "parcours-json.h"
#include "parcours-store-contacts.h"
#include "parcours-store-events.h"
#include "parcours-store-field.h"
#include "parcours-text.h"
#include "parcours-time.h"

typedef struct
{
  ParcoursStore *store;
  ParcoursContact *before; /* (nullable) %NULL for a new one */
  ParcoursContact *after;
  gint64 at;
} Change;

/**
 * parcours_contact_set_tag:
 * @contact: a contact
 * @tag: the slug of a tag
 * @has: whether it is to have the tag
 * @at: since when
 *
 * Returns: whether that changes something
 */
gboolean
parcours_contact_set_tag (ParcoursContact *contact,
                          const char      *tag,
                          gboolean         has,
                          gint64           at)
{
  GHashTable *tags = contact->sets[PARCOURS_SET_TAGS];

  if (g_hash_table_contains (tags, tag) == has)
    return FALSE;
  if (has)
    parcours_contact_add_member (contact, PARCOURS_SET_TAGS, tag, at);
  else
    g_hash_table_remove (tags, tag);

  return TRUE;
}

static ParcoursListStatus
status_on (ParcoursContact *contact,
           const char      *list)
{
  const ParcoursSubscription *subscription = g_hash_table_lookup (contact->lists, list);

  return subscription != NULL ? subscription->status : PARCOURS_LIST_NONE;
}

static gboolean
is_active_somewhere (ParcoursContact *contact)
{
  GHashTableIter iter;
  gpointer list;

  g_hash_table_iter_init (&iter, contact->lists);
  while (g_hash_table_iter_next (&iter, &list, NULL))
    {
      if (status_on (contact, list) == PARCOURS_LIST_ACTIVE)
        return TRUE;
    }

  return FALSE;
}

/* The channel follows the lists (vocabulary, section 1: `list.subscribed`, `list.unsubscribed`). */
static void
follow_with_channel (ParcoursContact    *contact,
                     ParcoursListStatus  status)
{
  ParcoursConsent *email = &contact->channels[PARCOURS_CHANNEL_EMAIL];

  if (status == PARCOURS_LIST_ACTIVE && *email != PARCOURS_CONSENT_BOUNCED && *email != PARCOURS_CONSENT_BLOCKED)
    *email = PARCOURS_CONSENT_SUBSCRIBED;
  else if (status == PARCOURS_LIST_UNCONFIRMED && *email == PARCOURS_CONSENT_NONE)
    *email = PARCOURS_CONSENT_UNCONFIRMED;
  else if (status == PARCOURS_LIST_UNSUBSCRIBED && *email == PARCOURS_CONSENT_SUBSCRIBED && !is_active_somewhere (contact))
    *email = PARCOURS_CONSENT_UNSUBSCRIBED;
}

/**
 * parcours_contact_set_status:
 * @contact: a contact
 * @list: the slug of a list
 * @status: the status on it; %PARCOURS_LIST_NONE takes the contact off the list
 * @at: since when
 *
 * The status of the channel email follows as it does in automations.
 *
 * Returns: whether that changes something
 */
gboolean
parcours_contact_set_status (ParcoursContact    *contact,
                             const char         *list,
                             ParcoursListStatus  status,
                             gint64              at)
{
  if (status_on (contact, list) == status)
    return FALSE;
  if (status == PARCOURS_LIST_NONE)
    g_hash_table_remove (contact->lists, list);
  else
    parcours_contact_set_list (contact, list, status, at, "manual");
  follow_with_channel (contact, status);

  return TRUE;
}

static gboolean
publish (Change      *change,
         const char  *topic,
         const char  *subject,
         JsonObject  *payload,
         GError     **error)
{
  g_autoptr (JsonObject) own = parcours_json_copy_object (payload);

  json_object_set_string_member (own, "origin", "outside");

  return parcours_store_add_event (change->store, change->after->id, topic, change->at, subject, own, error);
}

static JsonNode *
field_value (const ParcoursStoreField *field,
             const char               *text)
{
  double number;

  if (text == NULL)
    return json_node_new (JSON_NODE_NULL);
  if ((field->type == PARCOURS_FIELD_NUMBER || field->type == PARCOURS_FIELD_MONEY) && parcours_number_parse (text, &number))
    return json_node_init_double (json_node_alloc (), number);
  if (field->type == PARCOURS_FIELD_BOOL)
    return json_node_init_boolean (json_node_alloc (), g_str_equal (text, "true"));

  return json_node_init_string (json_node_alloc (), text);
}

static gboolean
publish_fields (Change   *change,
                GError  **error)
{
  GPtrArray *fields = parcours_store_fields (change->store, error);

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const ParcoursStoreField *field = g_ptr_array_index (fields, i);
      const char *from = change->before != NULL ? parcours_contact_field (change->before, field->slug) : NULL;
      const char *to = parcours_contact_field (change->after, field->slug);
      g_autoptr (JsonObject) payload = NULL;

      if (!g_str_equal (field->kind, "field") || g_strcmp0 (from, to) == 0)
        continue;
      payload = json_object_new ();
      json_object_set_member (payload, "from", field_value (field, from));
      json_object_set_member (payload, "to", field_value (field, to));
      if (!publish (change, "field.changed", field->slug, payload, error))
        return FALSE;
    }

  return fields != NULL;
}

/* What is in @there and not in @elsewhere. */
static gboolean
publish_members (Change      *change,
                 GHashTable  *there,
                 GHashTable  *elsewhere,
                 const char  *topic,
                 GError     **error)
{
  GHashTableIter iter;
  gpointer tag;

  g_hash_table_iter_init (&iter, there);
  while (g_hash_table_iter_next (&iter, &tag, NULL))
    {
      if ((elsewhere == NULL || !g_hash_table_contains (elsewhere, tag)) && !publish (change, topic, tag, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static const char *
topic_of (ParcoursListStatus status)
{
  switch (status)
    {
    case PARCOURS_LIST_ACTIVE:
      return "list.subscribed";
    case PARCOURS_LIST_UNCONFIRMED:
      return "list.opt-in-requested";
    case PARCOURS_LIST_UNSUBSCRIBED:
      return "list.unsubscribed";
    case PARCOURS_LIST_NONE:
      return "list.removed";
    default:
      return NULL;
    }
}

static gboolean
publish_list (Change      *change,
              const char  *list,
              GError     **error)
{
  ParcoursListStatus from = change->before != NULL ? status_on (change->before, list) : PARCOURS_LIST_NONE;
  ParcoursListStatus to = status_on (change->after, list);
  g_autoptr (JsonObject) payload = json_object_new ();

  if (from == to || topic_of (to) == NULL)
    return TRUE;
  if (to != PARCOURS_LIST_UNCONFIRMED)
    json_object_set_string_member (payload, "from", parcours_list_status_name (from));

  return publish (change, topic_of (to), list, payload, error);
}

static gboolean
publish_lists (Change   *change,
               GError  **error)
{
  GHashTableIter iter;
  gpointer list;

  g_hash_table_iter_init (&iter, change->after->lists);
  while (g_hash_table_iter_next (&iter, &list, NULL))
    {
      if (!publish_list (change, list, error))
        return FALSE;
    }
  if (change->before == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, change->before->lists);
  while (g_hash_table_iter_next (&iter, &list, NULL))
    {
      if (!g_hash_table_contains (change->after->lists, list) && !publish_list (change, list, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
publish_channels (Change   *change,
                  GError  **error)
{
  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    {
      ParcoursConsent from = change->before != NULL ? change->before->channels[i] : PARCOURS_CONSENT_NONE;
      ParcoursConsent to = change->after->channels[i];
      const char *topic = to == PARCOURS_CONSENT_SUBSCRIBED     ? "channel.subscribed"
                          : to == PARCOURS_CONSENT_UNSUBSCRIBED ? "channel.unsubscribed"
                          : to == PARCOURS_CONSENT_BLOCKED      ? "channel.blocked" : NULL;

      if (from == to || topic == NULL)
        continue;
      if (!publish (change, topic, parcours_channel_name ((ParcoursChannel) i), NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
publish_sets (Change   *change,
              GError  **error)
{
  static const struct
  {
    const char *joined;
    const char *left;
  } topics[PARCOURS_N_SET_KINDS] = {
    [PARCOURS_SET_TAGS] = { "tag.added", "tag.removed" },
    [PARCOURS_SET_GROUPS] = { "group.joined", "group.left" },
    [PARCOURS_SET_AUDIENCES] = { "audience.added", "audience.removed" },
  };

  for (guint i = 0; i < PARCOURS_N_SET_KINDS; i++)
    {
      GHashTable *before = change->before != NULL ? change->before->sets[i] : NULL;
      GHashTable *after = change->after->sets[i];

      if (!publish_members (change, after, before, topics[i].joined, error) ||
          (before != NULL && !publish_members (change, before, after, topics[i].left, error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
publish_all (Change   *change,
             GError  **error)
{
  return publish_sets (change, error) && publish_lists (change, error) && publish_channels (change, error);
}

/**
 * parcours_store_change_contact:
 * @store: a workspace
 * @contact: a contact from parcours_store_load_contact(), changed
 * @at: when, in seconds since 1970
 * @error: return location for an error
 *
 * Makes the stored contact like @contact, as parcours_store_update_contact() does, and writes down what has happened
 * to it: fields changed, tags added and removed, lists and channels joined and left.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_change_contact (ParcoursStore    *store,
                               ParcoursContact  *contact,
                               gint64            at,
                               GError          **error)
{
  g_autoptr (ParcoursContact) before = NULL;
  Change change;
  gboolean ok;

  if (!parcours_store_begin (store, error))
    return FALSE;
  before = parcours_store_load_contact (store, contact->id, error);
  change = (Change) { store, before, contact, at };
  ok = before != NULL && parcours_store_update_contact (store, contact, error) && publish_fields (&change, error) &&
       publish_all (&change, error);

  return parcours_store_end (store, ok, error);
}

/**
 * parcours_store_create_contact:
 * @store: a workspace
 * @contact: a contact from parcours_contact_new()
 * @at: when, in seconds since 1970
 * @error: return location for an error
 *
 * Adds the contact, as parcours_store_add_contact() does, and writes down that and what has happened to it.
 *
 * Returns: its number, or 0 with an error
 */
gint64
parcours_store_create_contact (ParcoursStore    *store,
                               ParcoursContact  *contact,
                               gint64            at,
                               GError          **error)
{
  Change change = { store, NULL, contact, at };
  gboolean ok;

  if (parcours_contact_field (contact, "created-at") == NULL)
    {
      g_autofree char *created = parcours_instant_format (at);

      parcours_contact_set_field (contact, "created-at", created);
    }
  if (!parcours_store_begin (store, error))
    return 0;
  ok = parcours_store_add_contact (store, contact, error) > 0 &&
       publish (&change, "contact.created", NULL, NULL, error) && publish_all (&change, error);

  return parcours_store_end (store, ok, error) ? contact->id : 0;
}
