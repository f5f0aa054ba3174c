/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was changed of contacts and their records, so that it can be taken back: a changeset of SQLite's session
 * extension, which knows each row before and after, whatever changed it. */

#include "config.h"

/* Else its header keeps quiet about the extension. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1

#include <glib/gi18n-lib.h>

#include "parcours-store-changes.h"
#include "parcours-store-private.h"

/* What is larger is not kept: a person cannot wait for it, and memory is not for that. */
#define MAX_BYTES (64 * 1024 * 1024)

struct _ParcoursRecording
{
  sqlite3_session *session; /* (owned) (nullable) %NULL where it could not be started */
};

/* What belongs to contacts. Not the tables of names: others may have taken up the numbers in them since. */
static const char *const tables[] = {
  "contacts", "memberships", "subscriptions", "blocked_senders", "events", "accounts", "account_contacts", "deals",
  "deal_contacts", "tasks", "notes", "carts", "orders", "loyalty", "vouchers", "meetings", "conversations", "calls",
  "payments", "tickets", "devices", "passes", "salesforce", "enrolments",
};

/**
 * parcours_recording_start:
 * @store: a workspace
 *
 * Returns: (transfer full): from now on what is changed of contacts is recorded, until parcours_recording_end()
 */
ParcoursRecording *
parcours_recording_start (ParcoursStore *store)
{
  ParcoursRecording *recording = g_new0 (ParcoursRecording, 1);
  int code = sqlite3session_create (store->db, "main", &recording->session);

  for (guint i = 0; code == SQLITE_OK && i < G_N_ELEMENTS (tables); i++)
    code = sqlite3session_attach (recording->session, tables[i]);
  if (code != SQLITE_OK)
    g_clear_pointer (&recording->session, sqlite3session_delete);

  return recording;
}

/**
 * parcours_recording_end:
 * @recording: (transfer full): a recording
 *
 * Returns: (transfer full) (nullable): what was changed, or %NULL if nothing was, or too much to be taken back
 */
GBytes *
parcours_recording_end (ParcoursRecording *recording)
{
  void *changes = NULL;
  int size = 0;
  GBytes *bytes = NULL;

  if (recording->session != NULL && sqlite3session_memory_used (recording->session) < MAX_BYTES &&
      sqlite3session_changeset (recording->session, &size, &changes) == SQLITE_OK && size > 0)
    bytes = g_bytes_new_with_free_func (changes, (gsize) size, sqlite3_free, changes);
  else
    sqlite3_free (changes);
  g_clear_pointer (&recording->session, sqlite3session_delete);
  g_free (recording);

  return bytes;
}

/* All of it or none: what has been changed since is not to be lost. A row that is to go and is gone already went with
 * its contact. */
static int
resolve (void                   *user_data,
         int                     conflict,
         sqlite3_changeset_iter *iter)
{
  const char *table;
  int n_columns, operation = 0;

  if (conflict == SQLITE_CHANGESET_NOTFOUND &&
      sqlite3changeset_op (iter, &table, &n_columns, &operation, NULL) == SQLITE_OK && operation == SQLITE_DELETE)
    return SQLITE_CHANGESET_OMIT;

  return SQLITE_CHANGESET_ABORT;
}

static gboolean
apply (ParcoursStore  *store,
       int             size,
       void           *changes,
       GError        **error)
{
  int code = sqlite3changeset_apply (store->db, size, changes, NULL, resolve, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  if (code == SQLITE_ABORT)
    g_set_error_literal (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID,
                         _("This cannot be undone or done again: something else has changed these contacts since."));
  else
    parcours_store_fail (store, error);

  return FALSE;
}

/**
 * parcours_store_apply_changes:
 * @store: a workspace
 * @changes: what parcours_recording_end() returned
 * @backwards: whether they are taken back; otherwise they are made again
 * @error: return location for an error
 *
 * Returns: whether all was done; if not, for instance because something else has changed the same since, nothing was
 */
gboolean
parcours_store_apply_changes (ParcoursStore  *store,
                              GBytes         *changes,
                              gboolean        backwards,
                              GError        **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (changes, &size);
  void *inverted = NULL;
  int n_inverted = 0;
  gboolean ok;

  if (!parcours_store_begin (store, error))
    return FALSE;
  if (!backwards)
    ok = apply (store, (int) size, (void *) data, error);
  else
    ok = (sqlite3changeset_invert ((int) size, data, &n_inverted, &inverted) == SQLITE_OK ||
          parcours_store_fail (store, error)) && apply (store, n_inverted, inverted, error);
  sqlite3_free (inverted);

  return parcours_store_end (store, ok, error);
}
