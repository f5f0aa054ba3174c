/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-draw.h"
#include "parcours-store-contacts.h"
#include "parcours-store-entity.h"
#include "parcours-store-field.h"
#include "parcours-text.h"

/* The columns that hold the status of each channel. */
static const char *const channel_columns[PARCOURS_N_CHANNELS] = {
  "consent_email", "consent_sms", "consent_push", "consent_site_message", "consent_wallet",
};

static gboolean
fail_missing (ParcoursStore  *store,
              GError        **error)
{
  g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND,
               _("This contact is not in “%s” any more"), store->name);

  return FALSE;
}

static gboolean
fail_value (const char  *slug,
            const char  *value,
            GError     **error)
{
  g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID,
               /* Translators: a value and the name of a field. */
               _("“%s” is no value of the field “%s”"), value, slug);

  return FALSE;
}

/* A contact key hangs on the first address. Somebody who had that address before
 * may still be there under another one: then the key is moved on, the same way
 * on every machine. */
static gboolean
make_key (ParcoursStore    *store,
          ParcoursContact  *contact,
          GError          **error)
{
  const char *email = parcours_contact_field (contact, "email");
  const char *phone = parcours_contact_field (contact, "phone");
  g_autofree char *address = NULL;
  g_autoptr (GError) local_error = NULL;
  guint64 key;

  if (!parcours_text_is_blank (email))
    address = g_strdup (email);
  else if (!parcours_text_is_blank (phone))
    address = g_strconcat ("phone:", phone, NULL);
  else
    address = g_uuid_string_random ();
  key = parcours_contact_key (address);
  while (parcours_store_find_key (store, key, &local_error) != 0 || key == 0)
    key = parcours_draw_mix (key + 1);
  contact->key = key;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
check_address (ParcoursStore    *store,
               ParcoursContact  *contact,
               GError          **error)
{
  const char *email = parcours_contact_field (contact, "email");
  gint64 other;

  if (parcours_text_is_blank (email))
    {
      parcours_contact_set_field (contact, "email", NULL);
      return TRUE;
    }
  if (!parcours_text_is_email (email))
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID, _("“%s” is not an email address"), email);
      return FALSE;
    }
  other = parcours_store_find_contact (store, email, error);
  if (other < 0)
    return FALSE;
  if (other == 0 || other == contact->id)
    return TRUE;
  g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_CONSTRAINT,
               _("There is a contact “%s” already"), email);

  return FALSE;
}

/* The columns of the contact that are known, in the order of the table. */
static GPtrArray *
columns_of (ParcoursStore    *store,
            ParcoursContact  *contact,
            gboolean          all,
            GError          **error)
{
  GPtrArray *fields = parcours_store_fields (store, error);
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      ParcoursStoreField *field = g_ptr_array_index (fields, i);
      gboolean is_field = g_str_equal (field->kind, "field");

      if (!is_field && !g_str_equal (field->kind, "score"))
        continue;
      if (all || g_hash_table_contains (is_field ? contact->fields : contact->scores, field->slug))
        g_ptr_array_add (columns, field);
    }

  return fields != NULL ? g_steal_pointer (&columns) : NULL;
}

static gboolean
bind_column (sqlite3_stmt              *stmt,
             int                        i,
             ParcoursContact           *contact,
             const ParcoursStoreField  *field,
             GError                   **error)
{
  const char *value;
  const double *score;

  if (g_str_equal (field->kind, "score"))
    {
      score = g_hash_table_lookup (contact->scores, field->slug);
      return score != NULL ? sqlite3_bind_double (stmt, i, *score) == SQLITE_OK : sqlite3_bind_null (stmt, i) == SQLITE_OK;
    }
  value = parcours_contact_field (contact, field->slug);
  if (value == NULL && (g_str_equal (field->slug, "order-count") || g_str_equal (field->slug, "total-spent")))
    value = "0";

  return parcours_store_bind_slot (stmt, i, field, value) || fail_value (field->slug, value, error);
}

/* Fields that are none would be lost without a word. */
static gboolean
check_fields (ParcoursStore    *store,
              ParcoursContact  *contact,
              GError          **error)
{
  GHashTableIter iter;
  gpointer slug;

  g_hash_table_iter_init (&iter, contact->fields);
  while (g_hash_table_iter_next (&iter, &slug, NULL))
    {
      if (parcours_store_find_field (store, "field", slug) == NULL)
        return parcours_store_fail_missing (store, "field", slug, error);
    }
  g_hash_table_iter_init (&iter, contact->scores);
  while (g_hash_table_iter_next (&iter, &slug, NULL))
    {
      if (parcours_store_find_field (store, "score", slug) == NULL)
        return parcours_store_fail_missing (store, "score", slug, error);
    }

  return TRUE;
}

static gboolean
insert_row (ParcoursStore    *store,
            ParcoursContact  *contact,
            GError          **error)
{
  g_autoptr (GPtrArray) columns = columns_of (store, contact, FALSE, error);
  g_autoptr (GString) sql = g_string_new ("INSERT INTO contacts (key");
  g_autoptr (ParcoursStatement) statement = NULL;
  int i = 1;

  if (columns == NULL || !check_fields (store, contact, error))
    return FALSE;
  for (guint c = 0; c < PARCOURS_N_CHANNELS; c++)
    g_string_append_printf (sql, ", %s", channel_columns[c]);
  for (guint c = 0; c < columns->len; c++)
    g_string_append_printf (sql, ", %s", ((ParcoursStoreField *) columns->pdata[c])->column);
  g_string_append (sql, ") VALUES (?");
  for (guint c = 0; c < PARCOURS_N_CHANNELS + columns->len; c++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');

  statement = parcours_store_query (store, sql->str, "l", (gint64) contact->key);
  if (!parcours_statement_end (statement, error))
    return FALSE;
  for (guint c = 0; c < PARCOURS_N_CHANNELS; c++)
    sqlite3_bind_int (statement->stmt, ++i, contact->channels[c]);
  for (guint c = 0; c < columns->len; c++)
    {
      if (!bind_column (statement->stmt, ++i, contact, columns->pdata[c], error))
        return FALSE;
    }
  parcours_statement_next (statement);
  contact->id = sqlite3_last_insert_rowid (store->db);

  return parcours_statement_end (statement, error);
}

static gboolean
put_sets (ParcoursStore    *store,
          ParcoursContact  *contact,
          GError          **error)
{
  GHashTableIter iter;
  gpointer slug, since;
  gint64 entity;

  for (guint kind = 0; kind < PARCOURS_N_SET_KINDS; kind++)
    {
      g_hash_table_iter_init (&iter, contact->sets[kind]);
      while (g_hash_table_iter_next (&iter, &slug, &since))
        {
          if (!parcours_store_entity_id (store, parcours_set_kind_name ((ParcoursSetKind) kind), slug, &entity, error) ||
              !parcours_store_run (store, error, "INSERT OR IGNORE INTO memberships (entity, contact, since) VALUES (?, ?, ?)",
                                   "lll", entity, contact->id, *(gint64 *) since))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
put_lists (ParcoursStore    *store,
           ParcoursContact  *contact,
           GError          **error)
{
  GHashTableIter iter;
  gpointer slug, value;
  gint64 entity;

  g_hash_table_iter_init (&iter, contact->lists);
  while (g_hash_table_iter_next (&iter, &slug, &value))
    {
      const ParcoursSubscription *subscription = value;

      if (!parcours_store_entity_id (store, "list", slug, &entity, error) ||
          !parcours_store_run (store, error,
                               "INSERT OR REPLACE INTO subscriptions (list, contact, status, since, source) "
                               "VALUES (?, ?, ?, ?, ?)", "llils", entity, contact->id, (int) subscription->status,
                               subscription->since, subscription->source))
        return FALSE;
    }

  return TRUE;
}

static gboolean
put_blocked_senders (ParcoursStore    *store,
                     ParcoursContact  *contact,
                     GError          **error)
{
  GHashTableIter iter;
  gpointer slug;
  gint64 entity;

  g_hash_table_iter_init (&iter, contact->blocked_senders);
  while (g_hash_table_iter_next (&iter, &slug, NULL))
    {
      if (!parcours_store_entity_id (store, "sender", slug, &entity, error) ||
          !parcours_store_run (store, error, "INSERT OR IGNORE INTO blocked_senders (sender, contact) VALUES (?, ?)", "ll",
                               entity, contact->id))
        return FALSE;
    }

  return TRUE;
}

/* Who is active on a list has consented to email, unless it is said otherwise
 * (vocabulary, section 7). */
static void
complete_consent (ParcoursContact *contact)
{
  GHashTableIter iter;
  gpointer value;
  ParcoursConsent *consent = &contact->channels[PARCOURS_CHANNEL_EMAIL];
  gboolean given = *consent != PARCOURS_CONSENT_NONE;

  g_hash_table_iter_init (&iter, contact->lists);
  while (!given && g_hash_table_iter_next (&iter, NULL, &value))
    {
      const ParcoursSubscription *subscription = value;

      if (subscription->status == PARCOURS_LIST_ACTIVE)
        *consent = PARCOURS_CONSENT_SUBSCRIBED;
      else if (subscription->status == PARCOURS_LIST_UNCONFIRMED && *consent == PARCOURS_CONSENT_NONE)
        *consent = PARCOURS_CONSENT_UNCONFIRMED;
    }
}

/**
 * parcours_store_add_contact:
 * @store: a workspace
 * @contact: a contact that is in no workspace yet; it gets its number and its key
 * @error: return location for an error
 *
 * Returns: the number of the contact in the workspace, or 0 with an error
 */
gint64
parcours_store_add_contact (ParcoursStore    *store,
                            ParcoursContact  *contact,
                            GError          **error)
{
  gboolean ok;

  if (!parcours_store_begin (store, error))
    return 0;
  contact->id = 0;
  complete_consent (contact);
  ok = check_address (store, contact, error) && make_key (store, contact, error) &&
       insert_row (store, contact, error) && put_sets (store, contact, error) && put_lists (store, contact, error) &&
       put_blocked_senders (store, contact, error);
  if (!parcours_store_end (store, ok, error))
    contact->id = 0;

  return contact->id;
}

static gboolean
update_row (ParcoursStore    *store,
            ParcoursContact  *contact,
            GError          **error)
{
  g_autoptr (GPtrArray) columns = columns_of (store, contact, TRUE, error);
  g_autoptr (GString) sql = g_string_new ("UPDATE contacts SET ");
  g_autoptr (ParcoursStatement) statement = NULL;
  int i = 0;

  if (columns == NULL || !check_fields (store, contact, error))
    return FALSE;
  for (guint c = 0; c < PARCOURS_N_CHANNELS; c++)
    g_string_append_printf (sql, "%s = ?, ", channel_columns[c]);
  for (guint c = 0; c < columns->len; c++)
    g_string_append_printf (sql, "%s%s = ?", c > 0 ? ", " : "", ((ParcoursStoreField *) columns->pdata[c])->column);
  g_string_append (sql, " WHERE id = ?");

  statement = parcours_store_query (store, sql->str, "");
  if (!parcours_statement_end (statement, error))
    return FALSE;
  for (guint c = 0; c < PARCOURS_N_CHANNELS; c++)
    sqlite3_bind_int (statement->stmt, ++i, contact->channels[c]);
  for (guint c = 0; c < columns->len; c++)
    {
      if (!bind_column (statement->stmt, ++i, contact, columns->pdata[c], error))
        return FALSE;
    }
  sqlite3_bind_int64 (statement->stmt, ++i, contact->id);
  parcours_statement_next (statement);
  if (!parcours_statement_end (statement, error))
    return FALSE;

  return sqlite3_changes64 (store->db) > 0 || fail_missing (store, error);
}

/* Each set is looked into: there are few, and no index by contact. */
static gboolean
leave_sets (ParcoursStore  *store,
            gint64          id,
            GError        **error)
{
  return parcours_store_run (store, error,
                             "DELETE FROM memberships WHERE contact = ? AND entity IN "
                             "(SELECT id FROM entities WHERE kind IN ('tag', 'group', 'audience'))", "l", id) &&
         parcours_store_run (store, error,
                             "DELETE FROM subscriptions WHERE contact = ? AND list IN "
                             "(SELECT id FROM entities WHERE kind = 'list')", "l", id) &&
         parcours_store_run (store, error,
                             "DELETE FROM blocked_senders WHERE contact = ? AND sender IN "
                             "(SELECT id FROM entities WHERE kind = 'sender')", "l", id);
}

/**
 * parcours_store_update_contact:
 * @store: a workspace
 * @contact: a contact from parcours_store_load_contact(), changed
 * @error: return location for an error
 *
 * Makes the stored contact like @contact. Its key stays, whatever its address.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_update_contact (ParcoursStore    *store,
                               ParcoursContact  *contact,
                               GError          **error)
{
  gboolean ok;

  g_return_val_if_fail (contact->id != 0, FALSE);

  if (!parcours_store_begin (store, error))
    return FALSE;
  ok = check_address (store, contact, error) && update_row (store, contact, error) &&
       leave_sets (store, contact->id, error) && put_sets (store, contact, error) && put_lists (store, contact, error) &&
       put_blocked_senders (store, contact, error);

  return parcours_store_end (store, ok, error);
}

/**
 * parcours_store_delete_contact:
 * @store: a workspace
 * @id: the number of a contact
 * @error: return location for an error
 *
 * Deletes the contact, its past and its records.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_delete_contact (ParcoursStore  *store,
                               gint64          id,
                               GError        **error)
{
  gboolean ok;

  if (!parcours_store_begin (store, error))
    return FALSE;
  ok = leave_sets (store, id, error) &&
       parcours_store_run (store, error, "DELETE FROM events WHERE contact = ? AND topic IN (SELECT id FROM topics)", "l",
                           id) &&
       parcours_store_run (store, error, "DELETE FROM contacts WHERE id = ?", "l", id) &&
       (sqlite3_changes64 (store->db) > 0 || fail_missing (store, error));

  return parcours_store_end (store, ok, error);
}

static gboolean
load_row (ParcoursStore    *store,
          ParcoursContact  *contact,
          GError          **error)
{
  g_autoptr (GPtrArray) columns = columns_of (store, contact, TRUE, error);
  g_autoptr (GString) sql = g_string_new ("SELECT key");
  g_autoptr (ParcoursStatement) row = NULL;

  if (columns == NULL)
    return FALSE;
  for (guint c = 0; c < PARCOURS_N_CHANNELS; c++)
    g_string_append_printf (sql, ", %s", channel_columns[c]);
  for (guint c = 0; c < columns->len; c++)
    g_string_append_printf (sql, ", %s", ((ParcoursStoreField *) columns->pdata[c])->column);
  g_string_append (sql, " FROM contacts WHERE id = ?");

  row = parcours_store_query (store, sql->str, "l", contact->id);
  if (!parcours_statement_next (row))
    return parcours_statement_end (row, error) && fail_missing (store, error);
  contact->key = (guint64) parcours_statement_integer (row, 0);
  for (int c = 0; c < PARCOURS_N_CHANNELS; c++)
    contact->channels[c] = (ParcoursConsent) parcours_statement_integer (row, c + 1);
  for (guint c = 0; c < columns->len; c++)
    {
      const ParcoursStoreField *field = columns->pdata[c];
      int column = 1 + PARCOURS_N_CHANNELS + (int) c;
      g_autofree char *value = parcours_store_format_slot (row->stmt, column, field);

      if (g_str_equal (field->kind, "field"))
        parcours_contact_set_field (contact, field->slug, value);
      else if (value != NULL)
        parcours_contact_set_score (contact, field->slug, sqlite3_column_double (row->stmt, column));
    }

  return TRUE;
}

static gboolean
load_sets (ParcoursStore    *store,
           ParcoursContact  *contact,
           GError          **error)
{
  g_autoptr (ParcoursStatement) rows = NULL;

  for (guint kind = 0; kind < PARCOURS_N_SET_KINDS; kind++)
    {
      g_autoptr (ParcoursStatement) sets =
        parcours_store_query (store,
                              "SELECT e.slug, m.since FROM entities e CROSS JOIN memberships m ON m.entity = e.id AND m.contact = ? "
                              "WHERE e.kind = ?", "ls", contact->id, parcours_set_kind_name ((ParcoursSetKind) kind));

      while (parcours_statement_next (sets))
        parcours_contact_add_member (contact, (ParcoursSetKind) kind, parcours_statement_text (sets, 0),
                                     parcours_statement_integer (sets, 1));
      if (!parcours_statement_end (sets, error))
        return FALSE;
    }
  rows = parcours_store_query (store,
                               "SELECT e.slug FROM entities e CROSS JOIN blocked_senders b ON b.sender = e.id AND b.contact = ? "
                               "WHERE e.kind = 'sender'", "l", contact->id);
  while (parcours_statement_next (rows))
    g_hash_table_add (contact->blocked_senders, g_strdup (parcours_statement_text (rows, 0)));

  return parcours_statement_end (rows, error);
}

static gboolean
load_lists (ParcoursStore    *store,
            ParcoursContact  *contact,
            GError          **error)
{
  g_autoptr (ParcoursStatement) rows =
    parcours_store_query (store,
                          "SELECT e.slug, s.status, s.since, s.source FROM entities e "
                          "CROSS JOIN subscriptions s ON s.list = e.id AND s.contact = ? WHERE e.kind = 'list'", "l", contact->id);

  while (parcours_statement_next (rows))
    parcours_contact_set_list (contact, parcours_statement_text (rows, 0),
                               (ParcoursListStatus) parcours_statement_integer (rows, 1),
                               parcours_statement_integer (rows, 2), parcours_statement_text (rows, 3));

  return parcours_statement_end (rows, error);
}

/**
 * parcours_store_load_contact:
 * @store: a workspace
 * @id: the number of a contact
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the contact
 */
ParcoursContact *
parcours_store_load_contact (ParcoursStore  *store,
                             gint64          id,
                             GError        **error)
{
  g_autoptr (ParcoursContact) contact = parcours_contact_new (NULL);
  gboolean ok;

  contact->id = id;
  if (!parcours_store_begin_read (store, error))
    return NULL;
  ok = load_row (store, contact, error) && load_sets (store, contact, error) && load_lists (store, contact, error);
  parcours_store_end_read (store);

  return ok ? g_steal_pointer (&contact) : NULL;
}

/**
 * parcours_store_find_contact:
 * @store: a workspace
 * @address: an email address, or `phone:` and a number
 * @error: return location for an error
 *
 * Returns: the number of the contact, 0 if there is none, or -1 with an error
 */
gint64
parcours_store_find_contact (ParcoursStore  *store,
                             const char     *address,
                             GError        **error)
{
  gboolean is_phone = g_str_has_prefix (address, "phone:");
  g_autoptr (ParcoursStatement) row =
    is_phone ? parcours_store_query (store, "SELECT id FROM contacts WHERE phone = ?", "s", address + strlen ("phone:"))
             : parcours_store_query (store, "SELECT id FROM contacts WHERE email = ? COLLATE NOCASE AND email IS NOT NULL",
                                     "s", address);
  gint64 id = parcours_statement_next (row) ? parcours_statement_integer (row, 0) : 0;

  return parcours_statement_end (row, error) ? id : -1;
}

/**
 * parcours_store_find_key:
 * @store: a workspace
 * @key: a contact key
 * @error: return location for an error
 *
 * Returns: the number of the contact, 0 if there is none or with an error
 */
gint64
parcours_store_find_key (ParcoursStore  *store,
                         guint64         key,
                         GError        **error)
{
  g_autoptr (ParcoursStatement) row = parcours_store_query (store, "SELECT id FROM contacts WHERE key = ?", "l", (gint64) key);
  gint64 id = parcours_statement_next (row) ? parcours_statement_integer (row, 0) : 0;

  return parcours_statement_end (row, error) ? id : 0;
}

/**
 * parcours_store_load_address:
 * @store: a workspace
 * @id: the number of a contact
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its email address, or `phone:` and a number, or its key in hexadecimal
 */
char *
parcours_store_load_address (ParcoursStore  *store,
                             gint64          id,
                             GError        **error)
{
  g_autoptr (ParcoursStatement) row =
    parcours_store_query (store, "SELECT coalesce (email, 'phone:' || phone, printf ('%016x', key)) FROM contacts WHERE id = ?",
                          "l", id);
  g_autofree char *address = parcours_statement_next (row) ? g_strdup (parcours_statement_text (row, 0)) : NULL;

  return parcours_statement_end (row, error) ? g_steal_pointer (&address) : NULL;
}

/**
 * parcours_store_count_contacts:
 * @store: a workspace
 * @error: return location for an error
 *
 * Returns: how many contacts there are, or -1 with an error
 */
gint64
parcours_store_count_contacts (ParcoursStore  *store,
                               GError        **error)
{
  gint64 n;

  return parcours_store_get_integer (store, "SELECT count (*) FROM contacts", &n, error) ? n : -1;
}
