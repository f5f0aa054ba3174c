/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-json.h"
#include "parcours-store-private.h"

/* How many steps of SQLite's machine pass between two looks at the cancellable:
 * about a millisecond. */
#define STEPS_BETWEEN_LOOKS 20000

static void
take_error (ParcoursStatement *statement)
{
  if (statement->error == NULL)
    parcours_store_fail (statement->store, &statement->error);
}

static sqlite3_stmt *
prepare (ParcoursStore *store,
         const char    *sql)
{
  g_autofree gpointer key = NULL;
  gpointer kept;
  sqlite3_stmt *stmt = NULL;

  if (g_hash_table_steal_extended (store->statements, sql, &key, &kept))
    return kept;
  sqlite3_prepare_v3 (store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);

  return stmt;
}

static int
bind_one (sqlite3_stmt *stmt,
          int           i,
          char          type,
          va_list      *values)
{
  const char *text;
  double number;

  switch (type)
    {
    case 's':
      text = va_arg (*values, const char *);
      return sqlite3_bind_text (stmt, i, text, -1, SQLITE_TRANSIENT);
    case 'i':
      return sqlite3_bind_int (stmt, i, va_arg (*values, int));
    case 'l':
      return sqlite3_bind_int64 (stmt, i, va_arg (*values, gint64));
    case 'd':
      number = va_arg (*values, double);
      return sqlite3_bind_double (stmt, i, number);
    default:
      g_assert_not_reached ();
    }
}

static void
bind_all (ParcoursStatement *statement,
          const char        *format,
          va_list           *values)
{
  for (int i = 0; statement->error == NULL && format[i] != '\0'; i++)
    {
      if (bind_one (statement->stmt, i + 1, format[i], values) != SQLITE_OK)
        take_error (statement);
    }
}

static ParcoursStatement *
start (ParcoursStore *store,
       const char    *sql)
{
  ParcoursStatement *statement = g_new0 (ParcoursStatement, 1);

  statement->store = store;
  statement->stmt = prepare (store, sql);
  if (statement->stmt == NULL)
    take_error (statement);

  return statement;
}

/**
 * parcours_store_query:
 * @store: a workspace
 * @sql: one statement of SQL
 * @format: a letter for each value: s text or %NULL, i int, l gint64, d double
 * @...: the values
 *
 * Returns: (transfer full): the statement, before its first row; if it failed it has no rows
 */
ParcoursStatement *
parcours_store_query (ParcoursStore *store,
                      const char    *sql,
                      const char    *format,
                      ...)
{
  ParcoursStatement *statement = start (store, sql);
  va_list values;

  va_start (values, format);
  bind_all (statement, format, &values);
  va_end (values);

  return statement;
}

/**
 * parcours_statement_bind:
 * @statement: a statement
 * @format: a letter for each value, see parcours_store_query()
 * @...: the values
 *
 * Begins again with other values.
 *
 * Returns: whether there was no error so far
 */
gboolean
parcours_statement_bind (ParcoursStatement *statement,
                         const char        *format,
                         ...)
{
  va_list values;

  if (statement->error != NULL)
    return FALSE;
  sqlite3_reset (statement->stmt);
  va_start (values, format);
  bind_all (statement, format, &values);
  va_end (values);

  return statement->error == NULL;
}

/**
 * parcours_statement_next:
 * @statement: a statement
 *
 * Returns: whether there is another row; if not, it is the end or an error, see parcours_statement_end()
 */
gboolean
parcours_statement_next (ParcoursStatement *statement)
{
  int code;

  if (statement->error != NULL)
    return FALSE;
  code = sqlite3_step (statement->stmt);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    take_error (statement);

  return code == SQLITE_ROW;
}

/**
 * parcours_statement_end:
 * @statement: a statement
 * @error: return location for an error
 *
 * Returns: whether all of it went well
 */
gboolean
parcours_statement_end (ParcoursStatement  *statement,
                        GError            **error)
{
  if (statement->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&statement->error));

  return FALSE;
}

/**
 * parcours_statement_free:
 * @statement: (transfer full): a statement
 */
void
parcours_statement_free (ParcoursStatement *statement)
{
  if (statement->stmt != NULL)
    {
      sqlite3_reset (statement->stmt);
      sqlite3_clear_bindings (statement->stmt);
      /* Where the same SQL runs inside itself, one of the two is kept. */
      g_hash_table_replace (statement->store->statements, g_strdup (sqlite3_sql (statement->stmt)), statement->stmt);
    }
  g_clear_error (&statement->error);
  g_free (statement);
}

/**
 * parcours_store_run:
 * @store: a workspace
 * @error: return location for an error
 * @sql: one statement of SQL
 * @format: a letter for each value, see parcours_store_query()
 * @...: the values
 *
 * Runs the statement to its end.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_run (ParcoursStore  *store,
                    GError        **error,
                    const char     *sql,
                    const char     *format,
                    ...)
{
  g_autoptr (ParcoursStatement) statement = start (store, sql);
  va_list values;

  va_start (values, format);
  bind_all (statement, format, &values);
  va_end (values);
  while (parcours_statement_next (statement))
    ;

  return parcours_statement_end (statement, error);
}

/**
 * parcours_store_exec:
 * @store: a workspace
 * @sql: statements of SQL without values
 * @error: return location for an error
 *
 * Returns: whether all went well
 */
gboolean
parcours_store_exec (ParcoursStore  *store,
                     const char     *sql,
                     GError        **error)
{
  if (sqlite3_exec (store->db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  return parcours_store_fail (store, error);
}

/**
 * parcours_store_get_integer:
 * @store: a workspace
 * @sql: a statement without values that has one row
 * @value: (out): the first column of it
 * @error: return location for an error
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_get_integer (ParcoursStore  *store,
                            const char     *sql,
                            gint64         *value,
                            GError        **error)
{
  g_autoptr (ParcoursStatement) statement = parcours_store_query (store, sql, "");

  *value = parcours_statement_next (statement) ? parcours_statement_integer (statement, 0) : 0;

  return parcours_statement_end (statement, error);
}

/**
 * parcours_statement_text:
 * @statement: a statement at a row
 * @column: a column, from 0
 *
 * Returns: (transfer none) (nullable): its text, until the next row
 */
const char *
parcours_statement_text (ParcoursStatement *statement,
                         int                column)
{
  return (const char *) sqlite3_column_text (statement->stmt, column);
}

/**
 * parcours_statement_integer:
 * @statement: a statement at a row
 * @column: a column, from 0
 *
 * Returns: its whole number
 */
gint64
parcours_statement_integer (ParcoursStatement *statement,
                            int                column)
{
  return sqlite3_column_int64 (statement->stmt, column);
}

/**
 * parcours_statement_json:
 * @statement: a statement at a row
 * @column: a column, from 0
 *
 * Returns: (transfer full) (nullable): what its text says, or %NULL if it is empty or no JSON
 */
JsonNode *
parcours_statement_json (ParcoursStatement *statement,
                         int                column)
{
  const char *text = parcours_statement_text (statement, column);

  return text != NULL ? parcours_json_parse (text, -1, NULL) : NULL;
}

static int
look_at_cancellable (gpointer data)
{
  ParcoursStore *store = data;

  return g_cancellable_is_cancelled (store->cancellable);
}

/**
 * parcours_store_watch:
 * @store: a workspace
 * @cancellable: (nullable): what interrupts the statements that run from now on, or %NULL to let them run
 * @error: return location for an error
 *
 * Returns: whether nobody has cancelled yet
 */
gboolean
parcours_store_watch (ParcoursStore  *store,
                      GCancellable   *cancellable,
                      GError        **error)
{
  g_set_object (&store->cancellable, cancellable);
  sqlite3_progress_handler (store->db, cancellable != NULL ? STEPS_BETWEEN_LOOKS : 0, look_at_cancellable, store);
  if (!g_cancellable_is_cancelled (cancellable))
    return TRUE;
  g_propagate_error (error, parcours_store_error_new (SQLITE_INTERRUPT, 0, store->name, NULL));

  return FALSE;
}
