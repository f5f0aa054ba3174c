/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What servers have that a person has to look at. The version of the server
 * stands here, ours is the automation itself, and what both come from is the
 * publication: so all three can be read until it is decided. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-store-conflicts.h"
#include "parcours-store-outbox-private.h"

#define SELECT_CONFLICT "SELECT c.automation, c.revision, c.etag, c.document, c.deleted, c.at FROM conflicts c " \
                        "JOIN remotes r ON r.id = c.remote WHERE r.name = ? "

/**
 * parcours_conflict_info_free:
 * @info: (transfer full): what is known of a conflict
 */
void
parcours_conflict_info_free (ParcoursConflictInfo *info)
{
  g_free (info->automation);
  g_free (info->etag);
  g_free (info->document);
  g_free (info);
}

static ParcoursConflictInfo *
read_conflict (ParcoursStatement *row)
{
  ParcoursConflictInfo *info = g_new0 (ParcoursConflictInfo, 1);

  info->automation = g_strdup (parcours_statement_text (row, 0));
  info->revision = (int) parcours_statement_integer (row, 1);
  info->etag = g_strdup (parcours_statement_text (row, 2));
  info->document = g_strdup (parcours_statement_text (row, 3));
  info->deleted = parcours_statement_integer (row, 4) != 0;
  info->at = parcours_statement_integer (row, 5);

  return info;
}

/**
 * parcours_store_list_conflicts:
 * @store: a workspace
 * @remote: the name of a server
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ParcoursConflictInfo) (nullable): what is to be decided, by slug
 */
GPtrArray *
parcours_store_list_conflicts (ParcoursStore  *store,
                               const char     *remote,
                               GError        **error)
{
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_conflict_info_free);
  g_autoptr (ParcoursStatement) rows = parcours_store_query (store, SELECT_CONFLICT "ORDER BY c.automation", "s", remote);

  while (parcours_statement_next (rows))
    g_ptr_array_add (infos, read_conflict (rows));

  return parcours_statement_end (rows, error) ? g_steal_pointer (&infos) : NULL;
}

static gboolean
put_conflict (ParcoursStore               *store,
              const char                  *remote,
              const ParcoursConflictInfo  *conflict,
              GError                     **error)
{
  gint64 id = parcours_store_remote_id (store, remote, error);

  /* A document that is known stays as long as it is the same revision. */
  return id != 0 &&
         parcours_store_run (store, error,
                             "INSERT INTO conflicts (remote, automation, revision, etag, document, deleted, at) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (remote, automation) DO UPDATE SET "
                             "document = CASE WHEN excluded.document IS NULL AND excluded.etag IS etag THEN document "
                             "ELSE excluded.document END, revision = excluded.revision, etag = excluded.etag, "
                             "deleted = excluded.deleted", "lsissil", id, conflict->automation, conflict->revision,
                             conflict->etag, conflict->document, conflict->deleted != FALSE,
                             g_get_real_time () / G_USEC_PER_SEC);
}

/**
 * parcours_store_put_conflict:
 * @store: a workspace
 * @remote: the name of a server
 * @conflict: what the server has; @at counts for nothing
 * @error: return location for an error
 *
 * Writes down that a person has to decide, or what the server has by now.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_put_conflict (ParcoursStore               *store,
                             const char                  *remote,
                             const ParcoursConflictInfo  *conflict,
                             GError                     **error)
{
  if (!parcours_store_begin (store, error))
    return FALSE;

  return parcours_store_end (store, put_conflict (store, remote, conflict, error), error);
}

static ParcoursConflictInfo *
find_conflict (ParcoursStore  *store,
               const char     *remote,
               const char     *automation,
               GError        **error)
{
  g_autoptr (ParcoursStatement) row = parcours_store_query (store, SELECT_CONFLICT "AND c.automation = ?", "ss", remote,
                                                            automation);
  g_autoptr (ParcoursConflictInfo) info = parcours_statement_next (row) ? read_conflict (row) : NULL;

  if (!parcours_statement_end (row, error))
    return NULL;
  if (info == NULL || (info->document == NULL && !info->deleted))
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND,
                   _("There is nothing to decide about “%s” on “%s”, or its version there has not been fetched yet"), automation,
                   remote);
      return NULL;
    }

  return g_steal_pointer (&info);
}

static gboolean
resolve (ParcoursStore  *store,
         const char     *remote,
         const char     *automation,
         GError        **error)
{
  gint64 id = parcours_store_remote_id (store, remote, error);
  g_autoptr (ParcoursConflictInfo) info = id != 0 ? find_conflict (store, remote, automation, error) : NULL;
  gboolean ok;

  if (info == NULL)
    return FALSE;
  if (info->deleted)
    ok = parcours_store_run (store, error, "DELETE FROM publications WHERE remote = ? AND automation = ?", "ls", id,
                             automation);
  else
    ok = parcours_store_put_publication (store, id, automation, info->revision, info->etag, 0, info->document, error);

  return ok &&
         parcours_store_run (store, error, "DELETE FROM outbox WHERE remote = ? AND automation = ? AND state <> 'done'",
                             "ls", id, automation) &&
         parcours_store_run (store, error, "DELETE FROM conflicts WHERE remote = ? AND automation = ?", "ls", id, automation);
}

/**
 * parcours_store_resolve_conflict:
 * @store: a workspace
 * @remote: the name of a server
 * @automation: the slug of an automation about which there is something to decide
 * @error: return location for an error
 *
 * Forgets the conflict and what was held up by it: from now on ours is based on what the server has. Whether
 * the automation becomes that, or is published on top of it, is for the caller, in the same transaction.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_resolve_conflict (ParcoursStore  *store,
                                 const char     *remote,
                                 const char     *automation,
                                 GError        **error)
{
  if (!parcours_store_begin (store, error))
    return FALSE;

  return parcours_store_end (store, resolve (store, remote, automation, error), error);
}
