/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "parcours-store-private.h"

G_DEFINE_QUARK (parcours-store-error-quark, parcours_store_error)

/* A full disk reaches us as SQLITE_FULL or, at a quota or a limit on the size of
 * files, as a failed write. */
static gboolean
is_full (int code,
         int system_error)
{
  return (code & 0xff) == SQLITE_FULL ||
         ((code & 0xff) == SQLITE_IOERR &&
          (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG));
}

static ParcoursStoreError
map_code (int code,
          int system_error)
{
  if (is_full (code, system_error))
    return PARCOURS_STORE_ERROR_FULL;
  if (code == SQLITE_IOERR_SHORT_READ)
    return PARCOURS_STORE_ERROR_CORRUPT;
  switch (code & 0xff)
    {
    case SQLITE_NOTADB:
      return PARCOURS_STORE_ERROR_NOT_A_WORKSPACE;
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
      return PARCOURS_STORE_ERROR_CORRUPT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return PARCOURS_STORE_ERROR_LOCKED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return PARCOURS_STORE_ERROR_READ_ONLY;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return PARCOURS_STORE_ERROR_CONSTRAINT;
    case SQLITE_TOOBIG:
      return PARCOURS_STORE_ERROR_INVALID;
    case SQLITE_CANTOPEN:
      return system_error == ENOENT ? PARCOURS_STORE_ERROR_NOT_FOUND : PARCOURS_STORE_ERROR_FAILED;
    default:
      return PARCOURS_STORE_ERROR_FAILED;
    }
}

static char *
words_of (ParcoursStoreError error,
          const char        *name)
{
  switch (error)
    {
    case PARCOURS_STORE_ERROR_NOT_A_WORKSPACE:
      /* Translators: %s is the name of a file, here and in the messages below. */
      return g_strdup_printf (_("“%s” is not a Parcours workspace. Choose another file, or import it as contacts or "
                                "as an automation."), name);
    case PARCOURS_STORE_ERROR_TOO_NEW:
      return g_strdup_printf (_("“%s” was made by a newer Parcours. Update Parcours to open it."), name);
    case PARCOURS_STORE_ERROR_LOCKED:
      return g_strdup_printf (_("“%s” is in use by another program. Close it there and try again."), name);
    case PARCOURS_STORE_ERROR_READ_ONLY:
      return g_strdup_printf (_("“%s” cannot be written to. Copy it to a folder of your own to change it."), name);
    case PARCOURS_STORE_ERROR_CORRUPT:
      return g_strdup_printf (_("“%s” is damaged or incomplete. Nothing was changed; open a copy made earlier."), name);
    case PARCOURS_STORE_ERROR_FULL:
      return g_strdup_printf (_("There is no room left on the disk for “%s”. The last change was not kept; free some "
                                "space and make it again."), name);
    case PARCOURS_STORE_ERROR_CONSTRAINT:
      return g_strdup_printf (_("“%s” already holds something else in that place. Nothing was changed."), name);
    case PARCOURS_STORE_ERROR_NOT_FOUND:
      return g_strdup_printf (_("There is no file “%s”. Check its name."), name);
    case PARCOURS_STORE_ERROR_INVALID:
      return g_strdup_printf (_("A value is too large for “%s”. Nothing was changed; make it shorter."), name);
    case PARCOURS_STORE_ERROR_FAILED:
    default:
      return NULL;
    }
}

/**
 * parcours_store_error_new:
 * @code: an extended result code of SQLite
 * @system_error: the `errno` behind it, or 0
 * @name: the file, for people
 * @message: (nullable): what SQLite says, for errors that have no words of their own
 *
 * The one place where errors of SQLite become errors of the workspace. What was
 * interrupted was cancelled, which is %G_IO_ERROR_CANCELLED here as everywhere.
 *
 * Returns: (transfer full): the error
 */
GError *
parcours_store_error_new (int         code,
                          int         system_error,
                          const char *name,
                          const char *message)
{
  ParcoursStoreError error = map_code (code, system_error);
  g_autofree char *words = words_of (error, name);

  if ((code & 0xff) == SQLITE_INTERRUPT || (code & 0xff) == SQLITE_ABORT)
    return g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled. “%s” is as it was before."), name);
  if (words == NULL)
    /* Translators: the second %s is a technical reason. */
    words = g_strdup_printf (_("“%s” cannot be read or written: %s"), name,
                             system_error != 0 ? g_strerror (system_error) : message);

  return g_error_new_literal (PARCOURS_STORE_ERROR, error, words);
}

/* Most often it is the log that could not be written, which keeps its own. */
static int
system_error_of (sqlite3 *db)
{
  sqlite3_file *log = NULL;
  int system_error = sqlite3_system_errno (db);

  if (system_error == 0)
    sqlite3_file_control (db, "main", SQLITE_FCNTL_LAST_ERRNO, &system_error);
  if (system_error == 0 && sqlite3_file_control (db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK &&
      log != NULL && log->pMethods != NULL)
    log->pMethods->xFileControl (log, SQLITE_FCNTL_LAST_ERRNO, &system_error);

  return system_error;
}

/**
 * parcours_store_fail:
 * @store: a workspace
 * @error: return location for an error
 *
 * Says why the last call of SQLite on this connection failed.
 *
 * Returns: %FALSE
 */
gboolean
parcours_store_fail (ParcoursStore  *store,
                     GError        **error)
{
  int code = sqlite3_extended_errcode (store->db);
  int system_error = (code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN ? system_error_of (store->db) : 0;

  g_propagate_error (error, parcours_store_error_new (code, system_error, store->name, sqlite3_errmsg (store->db)));

  return FALSE;
}
