/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-contact.h"

static void
subscription_free (gpointer data)
{
  ParcoursSubscription *subscription = data;

  g_free (subscription->source);
  g_free (subscription);
}

/**
 * parcours_contact_new:
 * @email: (nullable): its address
 *
 * Returns: (transfer full): a contact that is in no workspace yet
 */
ParcoursContact *
parcours_contact_new (const char *email)
{
  ParcoursContact *contact = g_new0 (ParcoursContact, 1);

  contact->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  contact->scores = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  contact->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, subscription_free);
  for (guint i = 0; i < PARCOURS_N_SET_KINDS; i++)
    contact->sets[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  contact->blocked_senders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  parcours_contact_set_field (contact, "email", email);

  return contact;
}

/**
 * parcours_contact_free:
 * @contact: (transfer full): a contact
 */
void
parcours_contact_free (ParcoursContact *contact)
{
  g_hash_table_unref (contact->fields);
  g_hash_table_unref (contact->scores);
  g_hash_table_unref (contact->lists);
  for (guint i = 0; i < PARCOURS_N_SET_KINDS; i++)
    g_hash_table_unref (contact->sets[i]);
  g_hash_table_unref (contact->blocked_senders);
  g_free (contact);
}

/**
 * parcours_contact_field:
 * @contact: a contact
 * @slug: a field
 *
 * Returns: (transfer none) (nullable): its value, or %NULL if it is empty
 */
const char *
parcours_contact_field (ParcoursContact *contact,
                        const char      *slug)
{
  return g_hash_table_lookup (contact->fields, slug);
}

/**
 * parcours_contact_set_field:
 * @contact: a contact
 * @slug: a field
 * @value: (nullable): its value as files spell it, or %NULL for none
 */
void
parcours_contact_set_field (ParcoursContact *contact,
                            const char      *slug,
                            const char      *value)
{
  if (value != NULL)
    g_hash_table_replace (contact->fields, g_strdup (slug), g_strdup (value));
  else
    g_hash_table_remove (contact->fields, slug);
}

/**
 * parcours_contact_set_score:
 * @contact: a contact
 * @slug: a score of contacts
 * @value: its points
 */
void
parcours_contact_set_score (ParcoursContact *contact,
                            const char      *slug,
                            double           value)
{
  g_hash_table_replace (contact->scores, g_strdup (slug), g_memdup2 (&value, sizeof value));
}

/**
 * parcours_contact_set_list:
 * @contact: a contact
 * @slug: a list
 * @status: the status on it, or %PARCOURS_LIST_NONE to take the contact off it
 * @since: from when on, in seconds since 1970
 * @source: (nullable): where it came from
 */
void
parcours_contact_set_list (ParcoursContact    *contact,
                           const char         *slug,
                           ParcoursListStatus  status,
                           gint64              since,
                           const char         *source)
{
  ParcoursSubscription *subscription;

  if (status == PARCOURS_LIST_NONE)
    {
      g_hash_table_remove (contact->lists, slug);
      return;
    }
  subscription = g_new0 (ParcoursSubscription, 1);
  subscription->status = status;
  subscription->since = since;
  subscription->source = g_strdup (source);
  g_hash_table_replace (contact->lists, g_strdup (slug), subscription);
}

/**
 * parcours_contact_add_member:
 * @contact: a contact
 * @kind: what kind of set
 * @slug: a tag, a group or an audience
 * @since: from when on, in seconds since 1970
 */
void
parcours_contact_add_member (ParcoursContact *contact,
                             ParcoursSetKind  kind,
                             const char      *slug,
                             gint64           since)
{
  g_hash_table_replace (contact->sets[kind], g_strdup (slug), g_memdup2 (&since, sizeof since));
}

static JsonArray *
set_to_json (GHashTable *set)
{
  g_autoptr (GList) slugs = g_list_sort (g_hash_table_get_keys (set), (GCompareFunc) strcmp);
  JsonArray *array = json_array_new ();

  for (GList *l = slugs; l != NULL; l = l->next)
    json_array_add_string_element (array, l->data);

  return array;
}

static JsonObject *
lists_to_json (ParcoursContact *contact)
{
  JsonObject *lists = json_object_new ();
  GHashTableIter iter;
  gpointer slug, subscription;

  g_hash_table_iter_init (&iter, contact->lists);
  while (g_hash_table_iter_next (&iter, &slug, &subscription))
    json_object_set_string_member (lists, slug,
                                   parcours_list_status_name (((ParcoursSubscription *) subscription)->status));

  return lists;
}

/**
 * parcours_contact_to_json:
 * @contact: a contact
 *
 * Returns: (transfer full): the contact as scenarios have it (vocabulary, section 7): its address, fields, scores, lists,
 *   tags, groups and consent
 */
JsonNode *
parcours_contact_to_json (ParcoursContact *contact)
{
  JsonObject *object = json_object_new ();
  JsonObject *fields = json_object_new ();
  JsonObject *scores = json_object_new ();
  JsonObject *consent = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  GHashTableIter iter;
  gpointer slug, value;

  g_hash_table_iter_init (&iter, contact->fields);
  while (g_hash_table_iter_next (&iter, &slug, &value))
    json_object_set_string_member (g_str_equal (slug, "email") || g_str_equal (slug, "phone") ? object : fields, slug, value);
  g_hash_table_iter_init (&iter, contact->scores);
  while (g_hash_table_iter_next (&iter, &slug, &value))
    json_object_set_double_member (scores, slug, *(double *) value);
  for (guint i = 0; i < PARCOURS_N_CHANNELS; i++)
    json_object_set_string_member (consent, parcours_channel_name ((ParcoursChannel) i),
                                   parcours_consent_name (contact->channels[i]));
  json_object_set_object_member (object, "fields", fields);
  json_object_set_object_member (object, "scores", scores);
  json_object_set_object_member (object, "lists", lists_to_json (contact));
  json_object_set_array_member (object, "tags", set_to_json (contact->sets[PARCOURS_SET_TAGS]));
  json_object_set_array_member (object, "groups", set_to_json (contact->sets[PARCOURS_SET_GROUPS]));
  json_object_set_object_member (object, "consent", consent);
  json_node_take_object (node, object);

  return node;
}
