/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of hashes, open addressing, at most half full. The hash of an address
 * is the contact key that it would give, 64 bits: that two of a million
 * addresses have the same is one chance in thirty-seven million. */

#include "config.h"

#include "parcours-address-index.h"
#include "parcours-draw.h"
#include "parcours-text.h"

typedef struct
{
  guint64 hash; /* 0 is free */
  gint64 id;
} Slot;

struct _ParcoursAddressIndex
{
  Slot *slots;      /* (owned) */
  guint64 n_slots;  /* a power of two */
  guint64 n_used;
  GHashTable *keys; /* (owned) (element-type guint64) keys that are not the hash of their contact's address */
};

static guint64
hash_phone (const char *phone)
{
  g_autofree char *address = g_strconcat ("phone:", phone, NULL);

  return parcours_contact_key (address);
}

static Slot *
slot_of (ParcoursAddressIndex *index,
         guint64               hash)
{
  guint64 i = hash & (index->n_slots - 1);

  while (index->slots[i].hash != 0 && index->slots[i].hash != hash)
    i = (i + 1) & (index->n_slots - 1);

  return &index->slots[i];
}

static void
grow (ParcoursAddressIndex *index)
{
  g_autofree Slot *old = index->slots;
  guint64 n = index->n_slots;

  index->n_slots = MAX (1024, 2 * n);
  index->slots = g_new0 (Slot, index->n_slots);
  for (guint64 i = 0; i < n; i++)
    {
      if (old[i].hash != 0)
        *slot_of (index, old[i].hash) = old[i];
    }
}

static void
insert (ParcoursAddressIndex *index,
        guint64               hash,
        gint64                id)
{
  Slot *slot;

  if (2 * (index->n_used + 1) > index->n_slots)
    grow (index);
  slot = slot_of (index, hash);
  if (slot->hash != 0)
    return;
  *slot = (Slot){ hash, id };
  index->n_used++;
}

/**
 * parcours_address_index_new:
 * @store: a workspace
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): an index of its contacts
 */
ParcoursAddressIndex *
parcours_address_index_new (ParcoursStore  *store,
                            GError        **error)
{
  g_autoptr (ParcoursAddressIndex) index = g_new0 (ParcoursAddressIndex, 1);
  g_autoptr (ParcoursStatement) rows = parcours_store_query (store, "SELECT id, key, email, phone FROM contacts", "");

  index->keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  while (parcours_statement_next (rows))
    parcours_address_index_add (index, parcours_statement_integer (rows, 0), (guint64) parcours_statement_integer (rows, 1),
                                parcours_statement_text (rows, 2), parcours_statement_text (rows, 3));

  return parcours_statement_end (rows, error) ? g_steal_pointer (&index) : NULL;
}

/**
 * parcours_address_index_free:
 * @index: (transfer full): an index
 */
void
parcours_address_index_free (ParcoursAddressIndex *index)
{
  g_free (index->slots);
  g_clear_pointer (&index->keys, g_hash_table_unref);
  g_free (index);
}

/**
 * parcours_address_index_add:
 * @index: an index
 * @id: the number of a contact
 * @key: its key
 * @email: (nullable): its address
 * @phone: (nullable): its number
 */
void
parcours_address_index_add (ParcoursAddressIndex *index,
                            gint64                id,
                            guint64               key,
                            const char           *email,
                            const char           *phone)
{
  guint64 email_hash = email != NULL ? parcours_contact_key (email) : 0;
  guint64 phone_hash = phone != NULL ? hash_phone (phone) : 0;

  if (email_hash != 0)
    insert (index, email_hash, id);
  if (phone_hash != 0)
    insert (index, phone_hash, id);
  if (key != (email_hash != 0 ? email_hash : phone_hash))
    g_hash_table_add (index->keys, g_memdup2 (&key, sizeof key));
}

static gint64
find (ParcoursAddressIndex *index,
      guint64               hash)
{
  return index->n_slots > 0 ? slot_of (index, hash)->id : 0;
}

/**
 * parcours_address_index_find:
 * @index: an index
 * @email: (nullable): an address
 * @phone: (nullable): a number, asked about only where there is no address: families share one
 *
 * Returns: the number of the contact, or 0
 */
gint64
parcours_address_index_find (ParcoursAddressIndex *index,
                             const char           *email,
                             const char           *phone)
{
  if (email != NULL)
    return find (index, parcours_contact_key (email));

  return phone != NULL ? find (index, hash_phone (phone)) : 0;
}

static gboolean
is_taken (ParcoursAddressIndex *index,
          guint64               key)
{
  return key == 0 || g_hash_table_contains (index->keys, &key);
}

/**
 * parcours_address_index_make_key:
 * @index: an index
 * @email: (nullable): the address of a new contact
 * @phone: (nullable): its number
 * @wanted: the key that it had elsewhere, or 0
 *
 * Returns: a key that no contact has: that of the address, unless somebody who had it before has it still
 */
guint64
parcours_address_index_make_key (ParcoursAddressIndex *index,
                                 const char           *email,
                                 const char           *phone,
                                 guint64               wanted)
{
  guint64 own = email != NULL ? parcours_contact_key (email) : hash_phone (phone);
  guint64 key = wanted != 0 ? wanted : own;

  while (is_taken (index, key) || (key != own && find (index, key) != 0))
    key = parcours_draw_mix (key + 1);

  return key;
}
