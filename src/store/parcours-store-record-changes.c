/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person changes of the records of a contact. What automations can hear of, deals and tasks that change, goes
 * into the past of the contact too. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-store-events.h"
#include "parcours-store-field.h"
#include "parcours-store-records.h"
#include "parcours-time.h"

/* A change to one record, as it was and as it is to be. */
typedef struct
{
  ParcoursStore *store;
  const ParcoursRecordTable *table;
  gint64 contact;
  const char *ident;
  JsonObject *before; /* (nullable) */
  JsonObject *after;  /* (nullable) */
  gint64 at;
} Change;

static gboolean
bind_column (sqlite3_stmt               *stmt,
             int                         i,
             const ParcoursRecordColumn *column,
             JsonNode                   *value)
{
  g_autofree char *line = NULL;
  double number = 0;

  /* Whose shop it is may be open, but is part of the name. */
  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return (g_str_equal (column->key, "store") ? sqlite3_bind_text (stmt, i, "", 0, SQLITE_STATIC)
                                               : sqlite3_bind_null (stmt, i)) == SQLITE_OK;
  switch (column->type)
    {
    case PARCOURS_RECORD_TEXT:
      return sqlite3_bind_text (stmt, i, parcours_json_string (value), -1, SQLITE_TRANSIENT) == SQLITE_OK;
    case PARCOURS_RECORD_NUMBER:
    case PARCOURS_RECORD_MONEY:
      return parcours_json_number (value, &number) && sqlite3_bind_double (stmt, i, number) == SQLITE_OK;
    case PARCOURS_RECORD_INSTANT:
    case PARCOURS_RECORD_DAY:
      return sqlite3_bind_int64 (stmt, i, json_node_get_int (value)) == SQLITE_OK;
    case PARCOURS_RECORD_JSON:
      line = parcours_json_to_line (value);
      return sqlite3_bind_text (stmt, i, line, -1, SQLITE_TRANSIENT) == SQLITE_OK;
    default:
      return FALSE;
    }
}

static gboolean
fail_value (const char  *key,
            GError     **error)
{
  g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID, _("“%s” cannot hold that"), key);

  return FALSE;
}

/* Binds what the record is to hold, and then its own fields, from the value @i on. */
static gboolean
bind_all (const Change      *change,
          ParcoursStatement *statement,
          GPtrArray         *fields,
          int                i,
          GError           **error)
{
  const ParcoursRecordTable *table = change->table;

  for (guint c = 0; c < table->n_columns; c++)
    {
      if (!bind_column (statement->stmt, i + (int) c, &table->columns[c],
                        json_object_get_member (change->after, table->columns[c].key)))
        return fail_value (table->columns[c].key, error);
    }
  for (guint f = 0; f < fields->len; f++)
    {
      const ParcoursStoreField *field = g_ptr_array_index (fields, f);

      if (!parcours_store_bind_slot (statement->stmt, i + (int) (table->n_columns + f), field,
                                     parcours_json_member_string (change->after, field->slug)))
        return fail_value (field->slug, error);
    }

  return TRUE;
}

static gboolean
run (const Change *change,
     const char   *sql,
     GPtrArray    *fields,
     gboolean      is_new,
     GError      **error)
{
  g_autoptr (ParcoursStatement) statement = parcours_store_query (change->store, sql, "");
  int n = (int) (change->table->n_columns + fields->len);
  int first = is_new ? 4 : 1;
  int ident = is_new ? 1 : n + 1;

  /* Where it could not be prepared, its end says why. */
  if (statement->stmt != NULL)
    {
      sqlite3_bind_text (statement->stmt, ident, change->ident, -1, SQLITE_TRANSIENT);
      if (is_new)
        sqlite3_bind_int64 (statement->stmt, 3, change->at);
      if (!g_str_equal (change->table->kind, "account"))
        sqlite3_bind_int64 (statement->stmt, is_new ? 2 : n + 2, change->contact);
      if (!bind_all (change, statement, fields, first, error))
        return FALSE;
      parcours_statement_next (statement);
    }

  return parcours_statement_end (statement, error);
}

static gboolean
write_row (const Change *change,
           GPtrArray    *fields,
           GError      **error)
{
  const ParcoursRecordTable *table = change->table;
  gboolean is_new = change->before == NULL;
  g_autoptr (GString) sql = g_string_new (is_new ? "INSERT INTO " : "UPDATE ");

  g_string_append_printf (sql, is_new ? "%s (ident, contact, created_at" : "%s SET ", table->table);
  for (guint i = 0; i < table->n_columns + fields->len; i++)
    {
      const char *column = i < table->n_columns ? table->columns[i].column
                                                : ((ParcoursStoreField *) fields->pdata[i - table->n_columns])->column;

      g_string_append_printf (sql, is_new ? ", %s" : i > 0 ? ", %s = ?" : "%s = ?", column);
    }
  if (is_new)
    {
      g_string_append (sql, ") VALUES (?, ?, ?");
      for (guint i = 0; i < table->n_columns + fields->len; i++)
        g_string_append (sql, ", ?");
      g_string_append_c (sql, ')');
    }
  else
    g_string_append (sql, g_str_equal (table->kind, "account") ? " WHERE ident = ?" : " WHERE ident = ? AND contact = ?");

  return run (change, sql->str, fields, is_new, error);
}

static gboolean
publish (const Change *change,
         const char   *topic,
         JsonObject   *payload,
         GError      **error)
{
  json_object_set_string_member (payload, "origin", "outside");

  return parcours_store_add_event (change->store, change->contact, topic, change->at, change->ident, payload, error);
}

static void
copy_member (JsonObject *to,
             const char *name,
             JsonObject *from,
             const char *key)
{
  JsonNode *node = from != NULL ? json_object_get_member (from, key) : NULL;

  json_object_set_member (to, name, node != NULL ? json_node_ref (node) : json_node_new (JSON_NODE_NULL));
}

/* Which event a column of a deal that changes is; the others are its fields. */
static const struct
{
  const char *key;
  const char *topic;
  const char *from;
  const char *to;
} deal_topics[] = {
  { "pipeline", "deal.pipeline-changed", "from-pipeline", "pipeline" },
  { "stage", "deal.stage-changed", "from", "to" },
  { "status", "deal.status-changed", "from", "to" },
  { "sentiment", "deal.sentiment-changed", "from", "to" },
};

static gboolean
publish_deal_key (const Change *change,
                  const char   *key,
                  GError      **error)
{
  g_autoptr (JsonObject) payload = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (deal_topics); i++)
    {
      if (!g_str_equal (deal_topics[i].key, key))
        continue;
      copy_member (payload, deal_topics[i].from, change->before, key);
      copy_member (payload, deal_topics[i].to, change->after, key);
      return publish (change, deal_topics[i].topic, payload, error);
    }
  if (g_str_equal (key, "closed-at") || g_str_equal (key, "currency"))
    return TRUE;
  json_object_set_string_member (payload, "field", key);
  copy_member (payload, "from", change->before, key);
  copy_member (payload, "to", change->after, key);

  return publish (change, g_str_equal (change->table->kind, "deal") ? "deal.field-changed" : "account.field-changed", payload,
                  error);
}

static gboolean
publish_changed_keys (const Change *change,
                      GPtrArray    *fields,
                      GError      **error)
{
  const ParcoursRecordTable *table = change->table;
  gboolean is_account = g_str_equal (table->kind, "account");

  for (guint i = is_account ? table->n_columns : 0; i < table->n_columns + fields->len; i++)
    {
      const char *key = i < table->n_columns ? table->columns[i].key
                                             : ((ParcoursStoreField *) fields->pdata[i - table->n_columns])->slug;

      if (!parcours_json_equal (json_object_get_member (change->before, key), json_object_get_member (change->after, key)) &&
          !publish_deal_key (change, key, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
publish_all (const Change *change,
             GPtrArray    *fields,
             GError      **error)
{
  g_autoptr (JsonObject) payload = parcours_json_copy_object (change->after);
  const char *kind = change->table->kind;
  gboolean is_deal = g_str_equal (kind, "deal");
  gboolean is_task = g_str_equal (kind, "task");

  if (change->before == NULL)
    return (!is_deal && !is_task && !g_str_equal (kind, "note")) ||
           publish (change, is_deal ? "deal.created" : is_task ? "task.created" : "note.added", payload, error);
  if (is_deal || g_str_equal (kind, "account"))
    return publish_changed_keys (change, fields, error);
  if (is_task && g_strcmp0 (parcours_json_member_string (change->before, "status"), "done") != 0 &&
      g_strcmp0 (parcours_json_member_string (change->after, "status"), "done") == 0)
    return publish (change, "task.completed", payload, error);

  return TRUE;
}

static gboolean
delete_row (const Change *change,
            GError      **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE ident = ? AND contact = ?", change->table->table);

  return parcours_store_run (change->store, error, sql, "sl", change->ident, change->contact);
}

static gboolean
do_change (const Change *change,
           GError      **error)
{
  g_autoptr (GPtrArray) fields = parcours_record_fields (change->store, change->table, error);

  if (fields == NULL)
    return FALSE;
  if (change->after == NULL)
    return delete_row (change, error);

  return write_row (change, fields, error) && publish_all (change, fields, error);
}

/**
 * parcours_store_set_record:
 * @store: a workspace
 * @contact: the number of a contact
 * @kind: a kind of records, or `account` for one that the contact belongs to
 * @ident: (nullable): the id of the record, %NULL for a new one
 * @columns: (nullable): what it is to hold, as in a #ParcoursStoredRecord; %NULL to delete it
 * @at: when, in seconds since 1970
 * @error: return location for an error
 *
 * Changes a record by hand. What automations hear of, such as a deal that moves or a task that is done, is written
 * into the past of the contact.
 *
 * Returns: (transfer full) (nullable): the id of the record
 */
char *
parcours_store_set_record (ParcoursStore  *store,
                           gint64          contact,
                           const char     *kind,
                           const char     *ident,
                           JsonObject     *columns,
                           gint64          at,
                           GError        **error)
{
  g_autofree char *made = ident != NULL ? g_strdup (ident) : g_uuid_string_random ();
  g_autoptr (ParcoursStoredRecord) before = NULL;
  Change change = { store, parcours_record_table (kind), contact, made, NULL, columns, at };

  g_return_val_if_fail (change.table != NULL && (ident != NULL || columns != NULL), NULL);

  if (!parcours_store_begin (store, error))
    return NULL;
  before = ident != NULL ? parcours_store_load_record (store, contact, kind, ident, error) : NULL;
  change.before = before != NULL ? before->columns : NULL;
  if (!parcours_store_end (store, (ident == NULL || before != NULL) && do_change (&change, error), error))
    return NULL;

  return g_steal_pointer (&made);
}

/**
 * parcours_store_link_account:
 * @store: a workspace
 * @contact: the number of a contact
 * @account: the slug of an account
 * @linked: whether the contact is to belong to it
 * @at: when, in seconds since 1970
 * @error: return location for an error
 *
 * Returns: whether it went well; nothing happens where it is so already
 */
gboolean
parcours_store_link_account (ParcoursStore  *store,
                             gint64          contact,
                             const char     *account,
                             gboolean        linked,
                             gint64          at,
                             GError        **error)
{
  g_autoptr (JsonObject) payload = json_object_new ();
  gboolean ok;

  if (!parcours_store_begin (store, error))
    return FALSE;
  json_object_set_string_member (payload, "origin", "outside");
  if (linked)
    ok = parcours_store_run (store, error,
                             "INSERT OR IGNORE INTO account_contacts (contact, account, is_primary, since) SELECT ?, id, "
                             "NOT EXISTS (SELECT 1 FROM account_contacts WHERE contact = ?), ? FROM accounts WHERE ident = ?",
                             "llls", contact, contact, at, account);
  else
    ok = parcours_store_run (store, error,
                             "DELETE FROM account_contacts WHERE contact = ? AND account = (SELECT id FROM accounts WHERE "
                             "ident = ?)", "ls", contact, account);
  if (ok && sqlite3_changes64 (store->db) > 0)
    ok = parcours_store_add_event (store, contact, linked ? "account.linked" : "account.unlinked", at, account, payload, error);

  return parcours_store_end (store, ok, error);
}
