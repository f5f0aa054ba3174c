/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

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
