/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each script of sql/ takes a workspace from one format to the next, in one
 * transaction with the number of the format, so a file is never between two. A
 * script that has been released never changes again. */

#include "config.h"

#include "parcours-store-private.h"
#include "parcours-store-resources.h"

#define RESOURCE_PATH "/org/parcours/Parcours/store/"

static const char *scripts[] = {
  "001-workspace.sql",
  "002-conflicts.sql",
};

/**
 * parcours_store_n_migrations:
 *
 * Returns: the number of the newest format
 */
int
parcours_store_n_migrations (void)
{
  return (int) G_N_ELEMENTS (scripts);
}

static gboolean
run_script (ParcoursStore  *store,
            int             n,
            GError        **error)
{
  g_autofree char *path = g_strconcat (RESOURCE_PATH, scripts[n], NULL);
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", n + 1);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (parcours_store_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes != NULL && parcours_store_exec (store, g_bytes_get_data (bytes, NULL), error) &&
         parcours_store_exec (store, set_version, error);
}

/**
 * parcours_store_migrate:
 * @store: a workspace
 * @to: a format, up to parcours_store_n_migrations()
 * @error: return location for an error
 *
 * Brings an older workspace to that format, all or nothing.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_migrate (ParcoursStore  *store,
                        int             to,
                        GError        **error)
{
  gint64 version;
  gboolean ok = TRUE;

  if (!parcours_store_get_integer (store, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version >= to)
    return TRUE;
  if (!parcours_store_begin (store, error))
    return FALSE;
  for (int n = (int) version; ok && n < to; n++)
    ok = run_script (store, n, error);

  return parcours_store_end (store, ok, error);
}
