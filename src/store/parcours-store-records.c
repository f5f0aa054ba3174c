/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-store-events.h"
#include "parcours-store-field.h"
#include "parcours-store-private.h"
#include "parcours-store-records.h"
#include "parcours-text.h"

/**
 * parcours_stored_record_free:
 * @record: (transfer full): a record
 */
void
parcours_stored_record_free (ParcoursStoredRecord *record)
{
  g_free (record->ident);
  json_object_unref (record->columns);
  g_free (record);
}

/**
 * parcours_stored_passage_free:
 * @passage: (transfer full): a passage
 */
void
parcours_stored_passage_free (ParcoursStoredPassage *passage)
{
  g_free (passage->automation);
  g_free (passage->step);
  g_free (passage->reason);
  g_free (passage);
}

static void
add_column (JsonObject                  *columns,
            const ParcoursRecordColumn  *column,
            ParcoursStatement           *row,
            int                          i)
{
  JsonNode *node;

  if (sqlite3_column_type (row->stmt, i) == SQLITE_NULL)
    return;
  switch (column->type)
    {
    case PARCOURS_RECORD_TEXT:
      json_object_set_string_member (columns, column->key, parcours_statement_text (row, i));
      break;
    case PARCOURS_RECORD_NUMBER:
    case PARCOURS_RECORD_MONEY:
      json_object_set_double_member (columns, column->key, sqlite3_column_double (row->stmt, i));
      break;
    case PARCOURS_RECORD_INSTANT:
    case PARCOURS_RECORD_DAY:
      json_object_set_int_member (columns, column->key, parcours_statement_integer (row, i));
      break;
    case PARCOURS_RECORD_JSON:
      node = parcours_statement_json (row, i);
      if (node != NULL)
        json_object_set_member (columns, column->key, node);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * parcours_record_fields:
 * @store: a workspace
 * @table: where records are
 * @error: return location for an error
 *
 * Returns: (transfer container) (element-type ParcoursStoreField) (nullable): the fields that the workspace has added to
 *   them, until something of the library changes
 */
GPtrArray *
parcours_record_fields (ParcoursStore              *store,
                        const ParcoursRecordTable  *table,
                        GError                    **error)
{
  g_autofree char *kind = g_strdup_printf ("%s-field", table->kind);
  GPtrArray *all = parcours_store_fields (store, error);
  GPtrArray *fields = all != NULL ? g_ptr_array_new () : NULL;

  for (guint i = 0; fields != NULL && i < all->len; i++)
    {
      if (g_str_equal (((ParcoursStoreField *) all->pdata[i])->kind, kind))
        g_ptr_array_add (fields, all->pdata[i]);
    }

  return fields;
}

static ParcoursStoredRecord *
read_record (const ParcoursRecordTable *table,
             GPtrArray                 *fields,
             ParcoursStatement         *row)
{
  ParcoursStoredRecord *record = g_new0 (ParcoursStoredRecord, 1);

  record->table = table;
  record->ident = g_strdup (parcours_statement_text (row, 0));
  record->created = parcours_statement_integer (row, 1);
  record->columns = json_object_new ();
  for (guint i = 0; i < table->n_columns; i++)
    add_column (record->columns, &table->columns[i], row, 2 + (int) i);
  for (guint i = 0; i < fields->len; i++)
    {
      const ParcoursStoreField *field = g_ptr_array_index (fields, i);
      g_autofree char *value = parcours_store_format_slot (row->stmt, 2 + (int) (table->n_columns + i), field);

      if (value != NULL)
        json_object_set_string_member (record->columns, field->slug, value);
    }

  return record;
}

static GString *
select_records (const ParcoursRecordTable *table,
                GPtrArray                 *fields)
{
  GString *sql = g_string_new ("SELECT ident, created_at");

  for (guint i = 0; i < table->n_columns; i++)
    g_string_append_printf (sql, ", %s", table->columns[i].column);
  for (guint i = 0; i < fields->len; i++)
    g_string_append_printf (sql, ", %s", ((ParcoursStoreField *) fields->pdata[i])->column);
  g_string_append_printf (sql, " FROM %s ", table->table);

  return sql;
}

static gboolean
list_table (ParcoursStore              *store,
            const ParcoursRecordTable  *table,
            gint64                      contact,
            guint                       max,
            GPtrArray                  *records,
            GError                    **error)
{
  g_autoptr (GPtrArray) fields = parcours_record_fields (store, table, error);
  g_autoptr (GString) sql = fields != NULL ? select_records (table, fields) : NULL;
  g_autoptr (ParcoursStatement) rows = NULL;

  if (fields == NULL)
    return FALSE;
  g_string_append (sql, "WHERE contact = ? ORDER BY created_at DESC, id DESC LIMIT ?");
  rows = parcours_store_query (store, sql->str, "ll", contact, (gint64) max);
  while (parcours_statement_next (rows))
    g_ptr_array_add (records, read_record (table, fields, rows));

  return parcours_statement_end (rows, error);
}

/**
 * parcours_store_list_accounts:
 * @store: a workspace
 * @contact: the number of a contact
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ParcoursStoredRecord) (nullable): the accounts that the contact belongs to, the
 *   primary one first
 */
GPtrArray *
parcours_store_list_accounts (ParcoursStore  *store,
                              gint64          contact,
                              GError        **error)
{
  const ParcoursRecordTable *table = parcours_record_table ("account");
  g_autoptr (GPtrArray) fields = parcours_record_fields (store, table, error);
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_stored_record_free);
  g_autoptr (GString) sql = fields != NULL ? select_records (table, fields) : NULL;
  g_autoptr (ParcoursStatement) rows = NULL;

  if (fields == NULL)
    return NULL;
  g_string_append (sql, "JOIN account_contacts ON account = id WHERE contact = ? ORDER BY is_primary DESC, since, id");
  rows = parcours_store_query (store, sql->str, "l", contact);
  while (parcours_statement_next (rows))
    g_ptr_array_add (accounts, read_record (table, fields, rows));

  return parcours_statement_end (rows, error) ? g_steal_pointer (&accounts) : NULL;
}

/**
 * parcours_store_load_record:
 * @store: a workspace
 * @contact: the number of a contact
 * @kind: a kind of records, or `account`
 * @ident: the id of a record
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the record
 */
ParcoursStoredRecord *
parcours_store_load_record (ParcoursStore  *store,
                            gint64          contact,
                            const char     *kind,
                            const char     *ident,
                            GError        **error)
{
  const ParcoursRecordTable *table = parcours_record_table (kind);
  g_autoptr (GPtrArray) fields = parcours_record_fields (store, table, error);
  g_autoptr (GString) sql = fields != NULL ? select_records (table, fields) : NULL;
  g_autoptr (ParcoursStatement) row = NULL;
  g_autoptr (ParcoursStoredRecord) record = NULL;

  if (fields == NULL)
    return NULL;
  if (g_str_equal (kind, "account"))
    g_string_append (sql, "JOIN account_contacts ON account = id ");
  g_string_append (sql, "WHERE ident = ? AND contact = ?");
  row = parcours_store_query (store, sql->str, "sl", ident, contact);
  if (parcours_statement_next (row))
    record = read_record (table, fields, row);
  if (!parcours_statement_end (row, error))
    return NULL;
  if (record == NULL)
    g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND, _("There is no “%s” any more"), ident);

  return g_steal_pointer (&record);
}

/**
 * parcours_store_list_records:
 * @store: a workspace
 * @contact: the number of a contact
 * @max: how many of each kind at most
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ParcoursStoredRecord) (nullable): the records of the contact, kind by kind,
 *   the newest of each first
 */
GPtrArray *
parcours_store_list_records (ParcoursStore  *store,
                             gint64          contact,
                             guint           max,
                             GError        **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_stored_record_free);
  const ParcoursRecordTable *table;

  for (guint i = 0; (table = parcours_record_nth_table (i)) != NULL; i++)
    {
      if (!list_table (store, table, contact, max, records, error))
        return NULL;
    }

  return g_steal_pointer (&records);
}

/**
 * parcours_store_list_passages:
 * @store: a workspace
 * @contact: the number of a contact
 * @max: how many at most
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ParcoursStoredPassage) (nullable): the recorded passages of the contact, the
 *   newest first
 */
GPtrArray *
parcours_store_list_passages (ParcoursStore  *store,
                              gint64          contact,
                              guint           max,
                              GError        **error)
{
  g_autoptr (GPtrArray) passages = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_stored_passage_free);
  g_autoptr (ParcoursStatement) rows =
    parcours_store_query (store,
                          "SELECT automation, step, entered, ifnull (ended, 0), reason FROM enrolments WHERE contact = ? "
                          "ORDER BY entered DESC, id DESC LIMIT ?", "ll", contact, (gint64) max);

  while (parcours_statement_next (rows))
    {
      ParcoursStoredPassage *passage = g_new0 (ParcoursStoredPassage, 1);

      passage->automation = g_strdup (parcours_statement_text (rows, 0));
      passage->step = g_strdup (parcours_statement_text (rows, 1));
      passage->entered = parcours_statement_integer (rows, 2);
      passage->ended = parcours_statement_integer (rows, 3);
      passage->reason = g_strdup (parcours_statement_text (rows, 4));
      g_ptr_array_add (passages, passage);
    }

  return parcours_statement_end (rows, error) ? g_steal_pointer (&passages) : NULL;
}

static gboolean
insert_note (ParcoursStore  *store,
             gint64          contact,
             const char     *ident,
             const char     *text,
             gint64          at,
             GError        **error)
{
  g_autoptr (JsonObject) payload = json_object_new ();

  json_object_set_string_member (payload, "on", "contact");
  json_object_set_string_member (payload, "text", text);

  return parcours_store_run (store, error, "INSERT INTO notes (ident, contact, created_at, \"on\", text) VALUES (?, ?, ?, ?, ?)",
                             "sllss", ident, contact, at, "contact", text) &&
         parcours_store_add_event (store, contact, "note.added", at, ident, payload, error);
}

/**
 * parcours_store_add_note:
 * @store: a workspace
 * @contact: the number of a contact
 * @text: what is to be kept in mind
 * @at: when, in seconds since 1970
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the id of the note
 */
char *
parcours_store_add_note (ParcoursStore  *store,
                         gint64          contact,
                         const char     *text,
                         gint64          at,
                         GError        **error)
{
  g_autofree char *ident = g_uuid_string_random ();

  if (parcours_text_is_blank (text))
    {
      g_set_error_literal (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID, _("A note has to say something"));
      return NULL;
    }
  if (!parcours_store_begin (store, error))
    return NULL;
  if (!parcours_store_end (store, insert_note (store, contact, ident, text, at, error), error))
    return NULL;

  return g_steal_pointer (&ident);
}
