/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Servers, and what they are known to have. What they have yet to be told is in
 * parcours-store-outbox.c. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-store-outbox-private.h"

#define SELECT_PUBLICATION(document) "SELECT p.automation, p.revision, p.etag, p.digest, p.version, " document ", p.at " \
                                     "FROM publications p JOIN remotes r ON r.id = p.remote WHERE r.name = ? "

/**
 * parcours_remote_info_free:
 * @info: (transfer full): what is known of a server
 */
void
parcours_remote_info_free (ParcoursRemoteInfo *info)
{
  g_free (info->name);
  g_free (info->url);
  g_free (info->kind);
  json_object_unref (info->attributes);
  g_free (info);
}

/**
 * parcours_publication_info_free:
 * @info: (transfer full): what a server is known to have
 */
void
parcours_publication_info_free (ParcoursPublicationInfo *info)
{
  g_free (info->automation);
  g_free (info->etag);
  g_free (info->digest);
  g_free (info->document);
  g_free (info);
}

/**
 * parcours_sync_entry_free:
 * @entry: (transfer full): something that happened
 */
void
parcours_sync_entry_free (ParcoursSyncEntry *entry)
{
  g_free (entry->remote);
  g_free (entry->automation);
  g_free (entry->what);
  g_free (entry->details);
  g_free (entry);
}

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * parcours_store_remote_id:
 * @store: a workspace
 * @name: the name of a server
 * @error: return location for an error
 *
 * Returns: its number in the workspace, or 0 with an error
 */
gint64
parcours_store_remote_id (ParcoursStore  *store,
                          const char     *name,
                          GError        **error)
{
  g_autoptr (ParcoursStatement) row = parcours_store_query (store, "SELECT id FROM remotes WHERE name = ?", "s", name);

  if (parcours_statement_next (row))
    return parcours_statement_integer (row, 0);
  if (parcours_statement_end (row, error))
    g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND, _("There is no server “%s” in “%s”"), name,
                 store->name);

  return 0;
}

/**
 * parcours_store_list_remotes:
 * @store: a workspace
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ParcoursRemoteInfo) (nullable): all servers by name
 */
GPtrArray *
parcours_store_list_remotes (ParcoursStore  *store,
                             GError        **error)
{
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_remote_info_free);
  g_autoptr (ParcoursStatement) rows =
    parcours_store_query (store, "SELECT name, url, kind, attributes FROM remotes ORDER BY name", "");

  while (parcours_statement_next (rows))
    {
      ParcoursRemoteInfo *info = g_new0 (ParcoursRemoteInfo, 1);
      g_autoptr (JsonNode) attributes = parcours_statement_json (rows, 3);

      info->name = g_strdup (parcours_statement_text (rows, 0));
      info->url = g_strdup (parcours_statement_text (rows, 1));
      info->kind = g_strdup (parcours_statement_text (rows, 2));
      info->attributes = attributes != NULL && JSON_NODE_HOLDS_OBJECT (attributes)
                           ? parcours_json_copy_object (json_node_get_object (attributes)) : json_object_new ();
      g_ptr_array_add (infos, info);
    }

  return parcours_statement_end (rows, error) ? g_steal_pointer (&infos) : NULL;
}

/**
 * parcours_store_set_remote:
 * @store: a workspace
 * @name: what people call the server
 * @url: where it is
 * @kind: what it speaks, such as `parcours`
 * @attributes: (nullable): what else is known of it; no secrets
 * @error: return location for an error
 *
 * Adds a server, or changes the one of that name.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_set_remote (ParcoursStore  *store,
                           const char     *name,
                           const char     *url,
                           const char     *kind,
                           JsonObject     *attributes,
                           GError        **error)
{
  g_autoptr (JsonNode) node = attributes != NULL ? parcours_json_take_object (parcours_json_copy_object (attributes)) : NULL;
  g_autofree char *line = node != NULL ? parcours_json_to_line (node) : g_strdup ("{}");

  return parcours_store_run (store, error,
                             "INSERT INTO remotes (name, url, kind, attributes) VALUES (?, ?, ?, ?) ON CONFLICT (name) "
                             "DO UPDATE SET url = excluded.url, kind = excluded.kind, attributes = excluded.attributes",
                             "ssss", name, url, kind, line);
}

/**
 * parcours_store_delete_remote:
 * @store: a workspace
 * @name: the name of a server
 * @error: return location for an error
 *
 * Forgets the server, what it has and what it was to be told.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_delete_remote (ParcoursStore  *store,
                              const char     *name,
                              GError        **error)
{
  gint64 id = parcours_store_remote_id (store, name, error);

  return id != 0 && parcours_store_run (store, error, "DELETE FROM remotes WHERE id = ?", "l", id);
}

static ParcoursPublicationInfo *
read_publication (ParcoursStatement *row)
{
  ParcoursPublicationInfo *info = g_new0 (ParcoursPublicationInfo, 1);

  info->automation = g_strdup (parcours_statement_text (row, 0));
  info->revision = (int) parcours_statement_integer (row, 1);
  info->etag = g_strdup (parcours_statement_text (row, 2));
  info->digest = g_strdup (parcours_statement_text (row, 3));
  info->version = (int) parcours_statement_integer (row, 4);
  info->document = g_strdup (parcours_statement_text (row, 5));
  info->at = parcours_statement_integer (row, 6);

  return info;
}

/**
 * parcours_store_find_publication:
 * @store: a workspace
 * @remote: the name of a server
 * @automation: the slug of an automation
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what the server is known to have of it, or %NULL for nothing or with an error
 */
ParcoursPublicationInfo *
parcours_store_find_publication (ParcoursStore  *store,
                                 const char     *remote,
                                 const char     *automation,
                                 GError        **error)
{
  g_autoptr (ParcoursStatement) row =
    parcours_store_query (store, SELECT_PUBLICATION ("p.document") "AND p.automation = ?", "ss", remote, automation);
  g_autoptr (ParcoursPublicationInfo) info = parcours_statement_next (row) ? read_publication (row) : NULL;

  return parcours_statement_end (row, error) ? g_steal_pointer (&info) : NULL;
}

/**
 * parcours_store_list_publications:
 * @store: a workspace
 * @remote: the name of a server
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ParcoursPublicationInfo) (nullable): what the server is known to have, by slug
 */
GPtrArray *
parcours_store_list_publications (ParcoursStore  *store,
                                  const char     *remote,
                                  GError        **error)
{
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_publication_info_free);
  g_autoptr (ParcoursStatement) rows =
    parcours_store_query (store, SELECT_PUBLICATION ("NULL") "ORDER BY p.automation", "s", remote);

  while (parcours_statement_next (rows))
    g_ptr_array_add (infos, read_publication (rows));

  return parcours_statement_end (rows, error) ? g_steal_pointer (&infos) : NULL;
}

static char *
digest_of (const char  *document,
           GError     **error)
{
  g_autoptr (JsonNode) node = document != NULL ? parcours_json_parse (document, -1, error) : NULL;

  return node != NULL ? parcours_json_digest (node) : NULL;
}

/**
 * parcours_store_put_publication:
 * @store: a workspace
 * @remote: the number of a server
 * @automation: the slug of an automation
 * @revision: its number on the server
 * @etag: what the server calls it
 * @version: the number of the version it came from, or 0
 * @document: what the server has
 * @error: return location for an error
 *
 * Writes down what a server has, and rebases on it what is still to be sent.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_put_publication (ParcoursStore  *store,
                                gint64          remote,
                                const char     *automation,
                                int             revision,
                                const char     *etag,
                                int             version,
                                const char     *document,
                                GError        **error)
{
  g_autofree char *digest = digest_of (document, error);

  return digest != NULL &&
         parcours_store_run (store, error,
                             "INSERT OR REPLACE INTO publications (remote, automation, revision, etag, digest, version, "
                             "document, at) VALUES (?, ?, ?, ?, ?, nullif (?, 0), ?, ?)", "lsissisl", remote, automation,
                             revision, etag, digest, version, document, now ()) &&
         parcours_store_run (store, error,
                             "UPDATE outbox SET base_etag = ? WHERE remote = ? AND automation = ? AND tries = 0", "sls", etag,
                             remote, automation);
}

/**
 * parcours_store_record_revision:
 * @store: a workspace
 * @remote: the name of a server
 * @automation: the slug of an automation
 * @revision: its number on the server
 * @etag: what the server calls it
 * @document: the document as the server has it
 * @error: return location for an error
 *
 * Writes down what was fetched from a server: from now on it is what ours is based on.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_record_revision (ParcoursStore  *store,
                                const char     *remote,
                                const char     *automation,
                                int             revision,
                                const char     *etag,
                                const char     *document,
                                GError        **error)
{
  gint64 id;
  gboolean ok;

  if (!parcours_store_begin (store, error))
    return FALSE;
  id = parcours_store_remote_id (store, remote, error);
  ok = id != 0 && parcours_store_put_publication (store, id, automation, revision, etag, 0, document, error);

  return parcours_store_end (store, ok, error);
}

static gboolean
forget_publication (ParcoursStore  *store,
                    const char     *remote,
                    const char     *automation,
                    GError        **error)
{
  gint64 id = parcours_store_remote_id (store, remote, error);

  return id != 0 &&
         parcours_store_run (store, error, "DELETE FROM publications WHERE remote = ? AND automation = ?", "ls", id,
                             automation) &&
         parcours_store_run (store, error,
                             "UPDATE outbox SET base_etag = NULL WHERE remote = ? AND automation = ? AND tries = 0", "ls",
                             id, automation);
}

/**
 * parcours_store_forget_publication:
 * @store: a workspace
 * @remote: the name of a server
 * @automation: the slug of an automation
 * @error: return location for an error
 *
 * Writes down that the server does not have the automation any more: whatever is still to be sent creates it anew.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_forget_publication (ParcoursStore  *store,
                                   const char     *remote,
                                   const char     *automation,
                                   GError        **error)
{
  if (!parcours_store_begin (store, error))
    return FALSE;

  return parcours_store_end (store, forget_publication (store, remote, automation, error), error);
}

/**
 * parcours_store_log_sync:
 * @store: a workspace
 * @remote: the name of a server
 * @automation: (nullable): the slug of an automation
 * @what: what happened, such as `published`
 * @details: (nullable): more of it, for people; no secrets
 * @error: return location for an error
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_log_sync (ParcoursStore  *store,
                         const char     *remote,
                         const char     *automation,
                         const char     *what,
                         const char     *details,
                         GError        **error)
{
  return parcours_store_run (store, error,
                             "INSERT INTO sync_log (at, remote, automation, what, details) VALUES (?, ?, ?, ?, ?)", "lssss",
                             now (), remote, automation, what, details);
}

/**
 * parcours_store_list_sync_log:
 * @store: a workspace
 * @remote: the name of a server
 * @max: how many at most
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ParcoursSyncEntry) (nullable): what happened, the newest first
 */
GPtrArray *
parcours_store_list_sync_log (ParcoursStore  *store,
                              const char     *remote,
                              guint           max,
                              GError        **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_sync_entry_free);
  g_autoptr (ParcoursStatement) rows =
    parcours_store_query (store,
                          "SELECT at, remote, automation, what, details FROM sync_log WHERE remote = ? "
                          "ORDER BY id DESC LIMIT ?", "sl", remote, (gint64) max);

  while (parcours_statement_next (rows))
    {
      ParcoursSyncEntry *entry = g_new0 (ParcoursSyncEntry, 1);

      entry->at = parcours_statement_integer (rows, 0);
      entry->remote = g_strdup (parcours_statement_text (rows, 1));
      entry->automation = g_strdup (parcours_statement_text (rows, 2));
      entry->what = g_strdup (parcours_statement_text (rows, 3));
      entry->details = g_strdup (parcours_statement_text (rows, 4));
      g_ptr_array_add (entries, entry);
    }

  return parcours_statement_end (rows, error) ? g_steal_pointer (&entries) : NULL;
}
