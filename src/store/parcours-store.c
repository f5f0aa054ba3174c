/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "parcours-store-functions.h"
#include "parcours-store-private.h"

/* How long another connection of ours may hold the file, in milliseconds. */
#define BUSY_TIMEOUT 10000
/* Who opens it waits less: somebody looks on. */
#define OPEN_TIMEOUT 1500
#define CLOSE_TIMEOUT 500

static void
fail_code (ParcoursStore *store,
           int            code,
           GError       **error)
{
  g_propagate_error (error, parcours_store_error_new (code, code == SQLITE_CANTOPEN ? ENOENT : 0, store->name, NULL));
}

static void
free_statement (gpointer data)
{
  sqlite3_finalize (data);
}

static void
close_database (ParcoursStore *store)
{
  g_hash_table_remove_all (store->statements);
  sqlite3_close_v2 (store->db);
  store->db = NULL;
}

static gboolean
open_database (ParcoursStore  *store,
               const char     *path,
               int             flags,
               GError        **error)
{
  int code = sqlite3_open_v2 (path, &store->db,
                              flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE, NULL);

  if (code != SQLITE_OK)
    {
      parcours_store_fail (store, error);
      close_database (store);
      return FALSE;
    }
  sqlite3_busy_timeout (store->db, OPEN_TIMEOUT);
  /* The file may come from anybody: no SQL of its own runs with our functions. */
  sqlite3_db_config (store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  parcours_store_add_functions (store->db);

  return parcours_store_exec (store,
                              "PRAGMA foreign_keys = ON;"
                              "PRAGMA temp_store = MEMORY;"
                              "PRAGMA cache_size = -65536;",
                              error);
}

/* A file cut short by a broken copy or a full disk opens well and fails later,
 * somewhere. Its first page says how long it should be. */
static gboolean
check_length (ParcoursStore  *store,
              GError        **error)
{
  g_autofree char *wal = g_strconcat (store->path, "-wal", NULL);
  GStatBuf file, log;
  gint64 n_pages, page_size;

  if (g_stat (wal, &log) == 0 && log.st_size > 0)
    return TRUE;
  if (!parcours_store_get_integer (store, "PRAGMA page_count", &n_pages, error) ||
      !parcours_store_get_integer (store, "PRAGMA page_size", &page_size, error))
    return FALSE;
  if (g_stat (store->path, &file) != 0 || file.st_size >= n_pages * page_size)
    return TRUE;
  fail_code (store, SQLITE_CORRUPT, error);

  return FALSE;
}

static gboolean
check_format (ParcoursStore  *store,
              gint64         *version,
              GError        **error)
{
  gint64 application_id;

  if (!parcours_store_get_integer (store, "PRAGMA application_id", &application_id, error) ||
      !parcours_store_get_integer (store, "PRAGMA user_version", version, error))
    return FALSE;
  if (application_id != PARCOURS_STORE_APPLICATION_ID)
    {
      fail_code (store, SQLITE_NOTADB, error);
      return FALSE;
    }
  if (*version > parcours_store_n_migrations ())
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_TOO_NEW,
                   _("“%s” was made by a newer Parcours: its format is %d, and this one knows formats up to %d. "
                     "Update Parcours to open it."),
                   store->name, (int) *version, parcours_store_n_migrations ());
      return FALSE;
    }

  return check_length (store, error);
}

static gboolean
is_wal (ParcoursStore *store)
{
  g_autoptr (ParcoursStatement) statement = parcours_store_query (store, "PRAGMA journal_mode = WAL", "");

  return parcours_statement_next (statement) && g_strcmp0 (parcours_statement_text (statement, 0), "wal") == 0;
}

static gboolean
open_for_writing (ParcoursStore     *store,
                  ParcoursStoreMode  mode,
                  GError           **error)
{
  gint64 version, n_pages;

  if (!open_database (store, store->path,
                      SQLITE_OPEN_READWRITE | (mode == PARCOURS_STORE_CREATE ? SQLITE_OPEN_CREATE : 0), error) ||
      !parcours_store_get_integer (store, "PRAGMA page_count", &n_pages, error))
    return FALSE;
  if (n_pages == 0 && mode == PARCOURS_STORE_CREATE)
    {
      g_autofree char *sql = g_strdup_printf ("PRAGMA application_id = %d", PARCOURS_STORE_APPLICATION_ID);

      if (!parcours_store_exec (store, sql, error))
        return FALSE;
    }
  if (!check_format (store, &version, error))
    return FALSE;
  if (sqlite3_db_readonly (store->db, "main") == 1 || !is_wal (store))
    {
      fail_code (store, SQLITE_READONLY, error);
      return FALSE;
    }
  /* After a large import the log goes back to this. */
  if (!parcours_store_exec (store, "PRAGMA journal_size_limit = 67108864", error))
    return FALSE;

  return parcours_store_migrate (store, parcours_store_n_migrations (), error);
}

static gboolean
copy_beside (const char  *from,
             const char  *to,
             const char  *suffix,
             GError     **error)
{
  g_autofree char *from_path = g_strconcat (from, suffix, NULL);
  g_autofree char *to_path = g_strconcat (to, suffix, NULL);
  g_autoptr (GFile) source = g_file_new_for_path (from_path);
  g_autoptr (GFile) target = g_file_new_for_path (to_path);

  if (*suffix != '\0' && !g_file_query_exists (source, NULL))
    return TRUE;
  if (!g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, error))
    return FALSE;

  return g_chmod (to_path, 0600) == 0;
}

/* For what can only be read where something can be written beside it: a file
 * with changes in its log, or of an older format. */
static gboolean
open_copy (ParcoursStore  *store,
           GError        **error)
{
  g_autofree char *path = NULL;

  close_database (store);
  store->copy = g_dir_make_tmp ("parcours-XXXXXX", error);
  if (store->copy == NULL)
    return FALSE;
  path = g_build_filename (store->copy, "copy.parcours", NULL);
  if (!copy_beside (store->path, path, "", error) || !copy_beside (store->path, path, "-wal", error) ||
      !open_database (store, path, SQLITE_OPEN_READWRITE, error) ||
      !parcours_store_migrate (store, parcours_store_n_migrations (), error))
    return FALSE;
  store->notice = g_strdup_printf (_("“%s” cannot be written to, so a copy of it is open, for reading only."), store->name);

  return parcours_store_exec (store, "PRAGMA query_only = ON", error);
}

static gboolean
has_log (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  GStatBuf log;

  return g_stat (wal, &log) == 0 && log.st_size > 0;
}

/* SQLite reads a file with a log only where it can make its index of the log. */
static gboolean
open_beside_nothing (ParcoursStore  *store,
                     gint64         *version,
                     GError        **error)
{
  g_autofree char *escaped = NULL;
  g_autofree char *uri = NULL;

  close_database (store);
  if (has_log (store->path))
    return open_copy (store, error) && parcours_store_get_integer (store, "PRAGMA user_version", version, error);
  escaped = g_uri_escape_string (store->path, "/", FALSE);
  uri = g_strconcat ("file:", escaped, "?immutable=1", NULL);

  return open_database (store, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error) &&
         check_format (store, version, error);
}

static gboolean
needs_side_files (const GError *error)
{
  return g_error_matches (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_READ_ONLY) ||
         g_error_matches (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND) ||
         g_error_matches (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_FAILED);
}

static gboolean
open_for_reading (ParcoursStore  *store,
                  GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 version;

  store->read_only = TRUE;
  if (!open_database (store, store->path, SQLITE_OPEN_READONLY, &local_error) ||
      !check_format (store, &version, &local_error))
    {
      if (!needs_side_files (local_error))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (!open_beside_nothing (store, &version, error))
        return FALSE;
    }

  return version == parcours_store_n_migrations () || open_copy (store, error);
}

static gboolean
open_either (ParcoursStore     *store,
             ParcoursStoreMode  mode,
             GError           **error)
{
  g_autoptr (GError) local_error = NULL;

  if (mode == PARCOURS_STORE_READ)
    return open_for_reading (store, error);
  store->lock = parcours_store_lock_new (store->path, &local_error);
  if (store->lock != NULL && open_for_writing (store, mode, &local_error))
    return TRUE;
  if (!g_error_matches (local_error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_READ_ONLY) ||
      !g_file_test (store->path, G_FILE_TEST_EXISTS))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  close_database (store);
  g_clear_pointer (&store->lock, parcours_store_lock_free);
  if (!open_for_reading (store, error))
    return FALSE;
  if (store->notice == NULL)
    store->notice = g_strdup_printf (_("“%s” cannot be written to, so it is open for reading only. Copy it to a folder "
                                       "of your own to change it."), store->name);

  return TRUE;
}

/**
 * parcours_store_open:
 * @path: the file
 * @mode: what for
 * @error: return location for an error
 *
 * Opens a workspace and brings an older one up to date. Where the file cannot be written to, a connection for
 * writing is read-only; then parcours_store_notice() says so.
 *
 * Returns: (transfer full) (nullable): the connection
 */
ParcoursStore *
parcours_store_open (const char         *path,
                     ParcoursStoreMode   mode,
                     GError            **error)
{
  g_autoptr (ParcoursStore) store = g_new0 (ParcoursStore, 1);

  g_return_val_if_fail (path != NULL, NULL);

  store->path = g_strdup (path);
  store->name = g_filename_display_name (path);
  store->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_statement);
  if (mode != PARCOURS_STORE_CREATE && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      fail_code (store, SQLITE_CANTOPEN, error);
      return NULL;
    }
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      fail_code (store, SQLITE_NOTADB, error);
      return NULL;
    }

  if (!open_either (store, mode, error))
    return NULL;
  sqlite3_busy_timeout (store->db, BUSY_TIMEOUT);

  return g_steal_pointer (&store);
}

/**
 * parcours_store_remove:
 * @path: the file of a workspace that nobody has open
 *
 * Removes all that a workspace leaves on the disk, as far as it is there.
 */
void
parcours_store_remove (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-lock" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *file = g_strconcat (path, ends[i], NULL);

      g_unlink (file);
    }
}

static void
delete_copy (ParcoursStore *store)
{
  g_autofree char *path = g_build_filename (store->copy, "copy.parcours", NULL);

  parcours_store_remove (path);
  g_rmdir (store->copy);
  g_free (store->copy);
}

/**
 * parcours_store_close:
 * @store: (transfer full): a workspace
 *
 * Brings the file up to date, so that it can be copied alone, and closes it.
 */
void
parcours_store_close (ParcoursStore *store)
{
  if (store->db != NULL && !store->read_only)
    {
      parcours_store_watch (store, NULL, NULL);
      sqlite3_busy_timeout (store->db, CLOSE_TIMEOUT);
      parcours_store_exec (store, "PRAGMA optimize", NULL);
      sqlite3_wal_checkpoint_v2 (store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    }
  close_database (store);
  g_clear_object (&store->cancellable);
  g_hash_table_unref (store->statements);
  g_clear_pointer (&store->fields, g_ptr_array_unref);
  g_clear_pointer (&store->lock, parcours_store_lock_free);
  if (store->copy != NULL)
    delete_copy (store);
  g_free (store->path);
  g_free (store->name);
  g_free (store->notice);
  g_free (store);
}

/**
 * parcours_store_path:
 * @store: a workspace
 *
 * Returns: (transfer none) (type filename): its file
 */
const char *
parcours_store_path (ParcoursStore *store)
{
  return store->path;
}

/**
 * parcours_store_is_read_only:
 * @store: a workspace
 *
 * Returns: whether nothing can be changed through this connection
 */
gboolean
parcours_store_is_read_only (ParcoursStore *store)
{
  return store->read_only;
}

/**
 * parcours_store_notice:
 * @store: a workspace
 *
 * Returns: (transfer none) (nullable): what people have to be told about how it was opened, or %NULL for nothing
 */
const char *
parcours_store_notice (ParcoursStore *store)
{
  return store->notice;
}

/**
 * parcours_store_generation:
 * @store: a workspace
 *
 * Returns: a number that is another one after each change, made through this or any other connection
 */
guint64
parcours_store_generation (ParcoursStore *store)
{
  gint64 version = 0;

  parcours_store_get_integer (store, "PRAGMA data_version", &version, NULL);

  return (guint64) version << 40 ^ (guint64) sqlite3_total_changes64 (store->db);
}

/**
 * parcours_store_begin:
 * @store: a workspace
 * @error: return location for an error
 *
 * Begins a transaction, or one inside another. What it changes is kept or undone by parcours_store_end().
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_begin (ParcoursStore  *store,
                      GError        **error)
{
  if (!parcours_store_exec (store, store->depth == 0 ? "BEGIN IMMEDIATE" : "SAVEPOINT inner", error))
    return FALSE;
  store->depth++;

  return TRUE;
}

static void
roll_back (ParcoursStore *store)
{
  g_clear_pointer (&store->fields, g_ptr_array_unref);
  /* After some errors SQLite has done so itself. */
  if (!sqlite3_get_autocommit (store->db))
    parcours_store_exec (store, store->depth == 0 ? "ROLLBACK" : "ROLLBACK TO inner; RELEASE inner", NULL);
}

/**
 * parcours_store_end:
 * @store: a workspace, since parcours_store_begin()
 * @ok: whether to keep what was changed
 * @error: return location for an error
 *
 * Returns: whether the changes are kept
 */
gboolean
parcours_store_end (ParcoursStore  *store,
                    gboolean        ok,
                    GError        **error)
{
  g_return_val_if_fail (store->depth > 0, FALSE);

  store->depth--;
  if (ok && parcours_store_exec (store, store->depth == 0 ? "COMMIT" : "RELEASE inner", error))
    return TRUE;
  roll_back (store);

  return FALSE;
}

/**
 * parcours_store_begin_read:
 * @store: a workspace
 * @error: return location for an error
 *
 * From now on this connection sees the workspace as it is at its first look, whatever others write, until
 * parcours_store_end_read(). Inside a transaction it does nothing.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_begin_read (ParcoursStore  *store,
                           GError        **error)
{
  if (store->depth == 0 && !parcours_store_exec (store, "BEGIN", error))
    return FALSE;
  store->depth++;

  return TRUE;
}

/**
 * parcours_store_end_read:
 * @store: a workspace, since parcours_store_begin_read()
 */
void
parcours_store_end_read (ParcoursStore *store)
{
  g_return_if_fail (store->depth > 0);

  if (--store->depth == 0)
    roll_back (store);
}

/**
 * parcours_store_copy:
 * @store: a workspace
 * @path: a file
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Writes the workspace as it is now into another file, packed, and replaces what was there.
 *
 * Returns: whether it went well; if not, @path is as it was before
 */
gboolean
parcours_store_copy (ParcoursStore  *store,
                     const char     *path,
                     GCancellable   *cancellable,
                     GError        **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  gboolean ok;

  g_unlink (part);
  ok = parcours_store_watch (store, cancellable, error) && parcours_store_run (store, error, "VACUUM INTO ?", "s", part);
  parcours_store_watch (store, NULL, NULL);
  if (ok && g_rename (part, path) != 0)
    {
      g_autofree char *name = g_filename_display_name (path);

      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_FAILED, _("“%s” cannot be written: %s"), name,
                   g_strerror (errno));
      ok = FALSE;
    }
  if (!ok)
    g_unlink (part);

  return ok;
}
