/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>

#include "parcours-server-database.h"
#include "parcours-server-error.h"
#include "parcours-time.h"

/* "Psrv": tells a server's file from any other SQLite database. */
#define APPLICATION_ID 0x50737276

/* Another process writes for moments only; whoever asks is told to come back rather than kept waiting. */
#define BUSY_TIMEOUT_MS 1000

struct _ParcoursServerDatabase
{
  sqlite3 *db;            /* (owned) */
  char *path;             /* (owned) */
  char *identity;         /* (owned) random, made with the file */
  GHashTable *statements; /* (owned) (element-type utf8 sqlite3_stmt) by the address of their static text */
};

/*
 * Numbered scripts, applied in order. A script that was released never changes.
 *
 * automations holds what a list says of each, changes in the order of `change`;
 * revisions every document that was ever published; answers what was said to
 * whoever sent an Idempotency-Key, so that it can be said again.
 */
static const char *const migrations[] = {
  "CREATE TABLE server (identity TEXT NOT NULL, last_change INTEGER NOT NULL);"
  "INSERT INTO server VALUES (lower (hex (randomblob (8))), 0);"
  "CREATE TABLE tokens ("
  "  name TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, read_only INTEGER NOT NULL, created INTEGER NOT NULL"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE automations ("
  "  id TEXT PRIMARY KEY, change INTEGER NOT NULL UNIQUE, revision INTEGER NOT NULL, digest TEXT NOT NULL,"
  "  slug TEXT NOT NULL, name TEXT NOT NULL, platform TEXT NOT NULL, updated INTEGER NOT NULL, by TEXT NOT NULL,"
  "  active_since INTEGER, deleted INTEGER NOT NULL DEFAULT 0"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX automations_by_update ON automations (updated);"
  "CREATE TABLE revisions ("
  "  automation TEXT NOT NULL REFERENCES automations (id), number INTEGER NOT NULL, digest TEXT NOT NULL,"
  "  name TEXT NOT NULL, published INTEGER NOT NULL, by TEXT NOT NULL, document TEXT NOT NULL,"
  "  PRIMARY KEY (automation, number)"
  ") STRICT;"
  "CREATE TABLE answers ("
  "  token TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, at INTEGER NOT NULL, status INTEGER NOT NULL,"
  "  tag TEXT, revision INTEGER NOT NULL, location TEXT, body TEXT,"
  "  PRIMARY KEY (token, key)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX answers_by_age ON answers (at);",
};

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static int
error_code (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return PARCOURS_SERVER_ERROR_BUSY;
    case SQLITE_FULL:
      return PARCOURS_SERVER_ERROR_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return PARCOURS_SERVER_ERROR_CORRUPT;
    default:
      return PARCOURS_SERVER_ERROR_FAILED;
    }
}

/* Maps what SQLite says last into the domain of the server. Always %FALSE. */
static gboolean
fail (ParcoursServerDatabase  *database,
      GError                 **error)
{
  int result = database->db != NULL ? sqlite3_extended_errcode (database->db) : SQLITE_NOMEM;

  g_set_error (error, PARCOURS_SERVER_ERROR, error_code (result), _("The database “%s” cannot be used: %s"),
               database->path, sqlite3_errmsg (database->db));

  return FALSE;
}

static gboolean
execute (ParcoursServerDatabase  *database,
         const char              *sql,
         GError                 **error)
{
  return sqlite3_exec (database->db, sql, NULL, NULL, NULL) == SQLITE_OK || fail (database, error);
}

/* The one whole number that @sql asks for. */
static gboolean
ask_number (ParcoursServerDatabase  *database,
            const char              *sql,
            int                     *number,
            GError                 **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean ok = sqlite3_prepare_v2 (database->db, sql, -1, &statement, NULL) == SQLITE_OK &&
                sqlite3_step (statement) == SQLITE_ROW;

  if (ok)
    *number = sqlite3_column_int (statement, 0);
  else
    fail (database, error);
  sqlite3_finalize (statement);

  return ok;
}

/* A new file has neither an id nor tables; anything else without our id belongs to somebody else
 * and is left as it is. */
static gboolean
check_owner (ParcoursServerDatabase  *database,
             GError                 **error)
{
  int application_id, n_tables, version;

  if (!ask_number (database, "PRAGMA application_id", &application_id, error) ||
      !ask_number (database, "SELECT count (*) FROM sqlite_schema", &n_tables, error) ||
      !ask_number (database, "PRAGMA user_version", &version, error))
    return FALSE;
  if (application_id != APPLICATION_ID && (application_id != 0 || n_tables > 0))
    {
      g_set_error (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_CORRUPT,
                   _("“%s” is not a database of parcours-server; name another file with --database"),
                   database->path);
      return FALSE;
    }
  if (version > (int) G_N_ELEMENTS (migrations))
    {
      g_set_error (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_NEWER,
                   _("The database “%s” was written by a newer parcours-server; update this one"),
                   database->path);
      return FALSE;
    }

  return TRUE;
}

static gboolean
run_migrations (ParcoursServerDatabase  *database,
                GError                 **error)
{
  int version;

  if (!ask_number (database, "PRAGMA user_version", &version, error))
    return FALSE;
  for (int i = version; i < (int) G_N_ELEMENTS (migrations); i++)
    {
      g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                               APPLICATION_ID, i + 1);

      if (!execute (database, migrations[i], error) || !execute (database, mark, error))
        return FALSE;
    }

  return TRUE;
}

/* The version is read under the lock, as two servers may start with the same file. */
static gboolean
migrate (ParcoursServerDatabase  *database,
         GError                 **error)
{
  if (!execute (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (!run_migrations (database, error) || !execute (database, "COMMIT", error))
    {
      parcours_server_database_rollback (database);
      return FALSE;
    }

  return TRUE;
}

static gboolean
configure (ParcoursServerDatabase  *database,
           GError                 **error)
{
  return execute (database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON", error);
}

static gboolean
read_identity (ParcoursServerDatabase  *database,
               GError                 **error)
{
  sqlite3_stmt *statement = parcours_server_database_query (database, error, "SELECT identity FROM server", "");
  gboolean has_row;

  if (statement == NULL || !parcours_server_database_step (database, statement, &has_row, error))
    return FALSE;
  database->identity = g_strdup (has_row ? (const char *) sqlite3_column_text (statement, 0) : "");
  sqlite3_reset (statement);

  return TRUE;
}

/**
 * parcours_server_database_open:
 * @path: the name of the file, which is made if it does not exist
 * @error: return location for a #ParcoursServerError
 *
 * Brings an older file up to date.
 *
 * Returns: (transfer full): the database, or %NULL
 */
ParcoursServerDatabase *
parcours_server_database_open (const char  *path,
                               GError     **error)
{
  g_autoptr (ParcoursServerDatabase) database = g_new0 (ParcoursServerDatabase, 1);

  database->path = g_strdup (path);
  database->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  if (sqlite3_open_v2 (path, &database->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                       NULL) != SQLITE_OK)
    {
      fail (database, error);
      return NULL;
    }
  sqlite3_extended_result_codes (database->db, 1);
  sqlite3_busy_timeout (database->db, BUSY_TIMEOUT_MS);
  if (!check_owner (database, error) || !configure (database, error) ||
      !migrate (database, error) || !read_identity (database, error))
    return NULL;

  return g_steal_pointer (&database);
}

/**
 * parcours_server_database_close:
 * @database: (transfer full): a database
 */
void
parcours_server_database_close (ParcoursServerDatabase *database)
{
  g_hash_table_unref (database->statements);
  sqlite3_close (database->db);
  g_free (database->path);
  g_free (database->identity);
  g_free (database);
}

/**
 * parcours_server_database_identity:
 * @database: a database
 *
 * Returns: (transfer none): a name of the file that no other server's file has
 */
const char *
parcours_server_database_identity (ParcoursServerDatabase *database)
{
  return database->identity;
}

/* The statement of @sql, ready to be bound. */
static sqlite3_stmt *
prepare (ParcoursServerDatabase  *database,
         const char              *sql,
         GError                 **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (database->statements, sql);

  if (statement == NULL)
    {
      if (sqlite3_prepare_v3 (database->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        {
          fail (database, error);
          return NULL;
        }
      g_hash_table_insert (database->statements, (gpointer) sql, statement);
    }
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);

  return statement;
}

static void
bind_all (sqlite3_stmt *statement,
          const char   *types,
          va_list       arguments)
{
  for (int i = 0; types[i] != '\0'; i++)
    {
      if (types[i] == 's')
        sqlite3_bind_text (statement, i + 1, va_arg (arguments, const char *), -1, SQLITE_TRANSIENT);
      else
        {
          gint64 number = va_arg (arguments, gint64);

          if (number != PARCOURS_INSTANT_MISSING)
            sqlite3_bind_int64 (statement, i + 1, number);
        }
    }
}

/**
 * parcours_server_database_query:
 * @database: a database
 * @error: return location for a #ParcoursServerError
 * @sql: a statement, whose text must stay where it is
 * @types: a letter for each value: `i` a #gint64, of which %PARCOURS_INSTANT_MISSING is nothing, `s` a text or %NULL
 * @...: the values
 *
 * Returns: (transfer none) (nullable): the statement, to be stepped through; whoever leaves it before the
 * last row resets it, or the database keeps an old state open for it
 */
sqlite3_stmt *
parcours_server_database_query (ParcoursServerDatabase  *database,
                                GError                 **error,
                                const char              *sql,
                                const char              *types,
                                ...)
{
  sqlite3_stmt *statement = prepare (database, sql, error);
  va_list arguments;

  if (statement == NULL)
    return NULL;
  va_start (arguments, types);
  bind_all (statement, types, arguments);
  va_end (arguments);

  return statement;
}

/**
 * parcours_server_database_step:
 * @database: a database
 * @statement: a statement of it
 * @has_row: (out): whether there is another row; if not, the statement has been reset
 * @error: return location for a #ParcoursServerError
 *
 * Returns: whether that went well
 */
gboolean
parcours_server_database_step (ParcoursServerDatabase  *database,
                               sqlite3_stmt            *statement,
                               gboolean                *has_row,
                               GError                 **error)
{
  int result = sqlite3_step (statement);

  *has_row = result == SQLITE_ROW;
  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    fail (database, error);
  sqlite3_reset (statement);

  return result == SQLITE_DONE;
}

/**
 * parcours_server_database_run:
 * @database: a database
 * @error: return location for a #ParcoursServerError
 * @sql: a statement without an answer, whose text must stay where it is
 * @types: as for parcours_server_database_query()
 * @...: the values
 *
 * Returns: whether it was carried out
 */
gboolean
parcours_server_database_run (ParcoursServerDatabase  *database,
                              GError                 **error,
                              const char              *sql,
                              const char              *types,
                              ...)
{
  sqlite3_stmt *statement = prepare (database, sql, error);
  gboolean has_row;
  va_list arguments;

  if (statement == NULL)
    return FALSE;
  va_start (arguments, types);
  bind_all (statement, types, arguments);
  va_end (arguments);

  return parcours_server_database_step (database, statement, &has_row, error);
}

/**
 * parcours_server_database_n_changed:
 * @database: a database
 *
 * Returns: how many rows the last statement changed
 */
int
parcours_server_database_n_changed (ParcoursServerDatabase *database)
{
  return sqlite3_changes (database->db);
}

/**
 * parcours_server_database_begin:
 * @database: a database
 * @error: return location for a #ParcoursServerError
 *
 * Begins a transaction that may write, so that nobody else writes between what it reads and what it does.
 *
 * Returns: whether it has begun
 */
gboolean
parcours_server_database_begin (ParcoursServerDatabase  *database,
                                GError                 **error)
{
  return parcours_server_database_run (database, error, "BEGIN IMMEDIATE", "");
}

/**
 * parcours_server_database_commit:
 * @database: a database
 * @error: return location for a #ParcoursServerError
 *
 * Returns: whether the transaction is on the disk; if not, it has been undone
 */
gboolean
parcours_server_database_commit (ParcoursServerDatabase  *database,
                                 GError                 **error)
{
  if (parcours_server_database_run (database, error, "COMMIT", ""))
    return TRUE;
  parcours_server_database_rollback (database);

  return FALSE;
}

/**
 * parcours_server_database_rollback:
 * @database: a database
 *
 * Undoes the transaction. A statement that is still being read is left first.
 */
void
parcours_server_database_rollback (ParcoursServerDatabase *database)
{
  if (!sqlite3_get_autocommit (database->db))
    sqlite3_exec (database->db, "ROLLBACK", NULL, NULL, NULL);
}
