/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-server-registry.h"
#include "parcours-time.h"

#define ENTRY_COLUMNS "id, slug, name, platform, digest, by, revision, change, updated, active_since, deleted"

static char *
column_text (sqlite3_stmt *statement,
             int           column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

static ParcoursServerEntry *
read_entry (sqlite3_stmt *statement)
{
  ParcoursServerEntry *entry = g_new0 (ParcoursServerEntry, 1);
  gboolean paused = sqlite3_column_type (statement, 9) == SQLITE_NULL;

  entry->id = column_text (statement, 0);
  entry->slug = column_text (statement, 1);
  entry->name = column_text (statement, 2);
  entry->platform = column_text (statement, 3);
  entry->digest = column_text (statement, 4);
  entry->by = column_text (statement, 5);
  entry->revision = sqlite3_column_int64 (statement, 6);
  entry->change = sqlite3_column_int64 (statement, 7);
  entry->updated = sqlite3_column_int64 (statement, 8);
  entry->active_since = paused ? PARCOURS_INSTANT_MISSING : sqlite3_column_int64 (statement, 9);
  entry->deleted = sqlite3_column_int (statement, 10) != 0;

  return entry;
}

/**
 * parcours_server_registry_find:
 * @database: the database
 * @id: an id
 * @entry: (out) (transfer full) (nullable): what is known under it, or %NULL if nothing ever was
 * @error: return location for a #ParcoursServerError
 *
 * Returns: whether the database could be read
 */
gboolean
parcours_server_registry_find (ParcoursServerDatabase  *database,
                               const char              *id,
                               ParcoursServerEntry    **entry,
                               GError                 **error)
{
  sqlite3_stmt *statement =
    parcours_server_database_query (database, error, "SELECT " ENTRY_COLUMNS " FROM automations WHERE id = ?", "s", id);
  gboolean has_row;

  *entry = NULL;
  if (statement == NULL || !parcours_server_database_step (database, statement, &has_row, error))
    return FALSE;
  if (has_row)
    *entry = read_entry (statement);
  sqlite3_reset (statement);

  return TRUE;
}

static gboolean
next_change (ParcoursServerDatabase  *database,
             gint64                  *change,
             GError                 **error)
{
  sqlite3_stmt *statement =
    parcours_server_database_query (database, error,
                                    "UPDATE server SET last_change = last_change + 1 RETURNING last_change", "");
  gboolean has_row;

  if (statement == NULL || !parcours_server_database_step (database, statement, &has_row, error))
    return FALSE;
  *change = sqlite3_column_int64 (statement, 0);

  /* The last step is what carries it out. */
  return parcours_server_database_step (database, statement, &has_row, error);
}

/**
 * parcours_server_registry_save:
 * @database: the database
 * @entry: what is to be known from now on
 * @error: return location for a #ParcoursServerError
 *
 * Writes the entry as the last change. The instant of an update never goes
 * back, even where the clock does, so that whoever asks for all since an instant
 * misses none; @entry takes over the instant and the number of the change.
 *
 * Returns: whether it was written
 */
gboolean
parcours_server_registry_save (ParcoursServerDatabase  *database,
                               ParcoursServerEntry     *entry,
                               GError                 **error)
{
  sqlite3_stmt *statement =
    parcours_server_database_query (database, error, "SELECT max (updated) FROM automations", "");
  gboolean has_row;

  if (statement == NULL || !parcours_server_database_step (database, statement, &has_row, error))
    return FALSE;
  entry->updated = MAX (entry->updated, sqlite3_column_int64 (statement, 0));
  sqlite3_reset (statement);
  if (!next_change (database, &entry->change, error))
    return FALSE;

  return parcours_server_database_run (database, error,
                                       "INSERT OR REPLACE INTO automations (" ENTRY_COLUMNS ")"
                                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                       "ssssssiiiii", entry->id, entry->slug, entry->name, entry->platform,
                                       entry->digest, entry->by, entry->revision, entry->change, entry->updated,
                                       entry->active_since, (gint64) entry->deleted);
}

/**
 * parcours_server_registry_list:
 * @database: the database
 * @filter: what is asked for
 * @error: return location for a #ParcoursServerError
 *
 * Returns: (transfer full) (element-type ParcoursServerEntry): entries, the least recently changed first
 */
GPtrArray *
parcours_server_registry_list (ParcoursServerDatabase      *database,
                               const ParcoursServerFilter  *filter,
                               GError                     **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_server_entry_free);
  sqlite3_stmt *statement =
    parcours_server_database_query (database, error,
                                    "SELECT " ENTRY_COLUMNS " FROM automations"
                                    " WHERE change > ?1 AND updated >= ?2 AND deleted <= ?3"
                                    " ORDER BY change LIMIT ?4",
                                    "iiii", filter->after, filter->since, (gint64) filter->deleted, filter->limit);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  while (has_row)
    {
      if (!parcours_server_database_step (database, statement, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (entries, read_entry (statement));
    }

  return g_steal_pointer (&entries);
}

/**
 * parcours_server_registry_add_revision:
 * @database: the database
 * @entry: the entry as it was just saved
 * @document: the canonical document of its revision
 * @error: return location for a #ParcoursServerError
 *
 * Returns: whether it was written
 */
gboolean
parcours_server_registry_add_revision (ParcoursServerDatabase     *database,
                                       const ParcoursServerEntry  *entry,
                                       const char                 *document,
                                       GError                    **error)
{
  return parcours_server_database_run (database, error,
                                       "INSERT INTO revisions (automation, number, digest, name, published, by, document)"
                                       " VALUES (?, ?, ?, ?, ?, ?, ?)",
                                       "sississ", entry->id, entry->revision, entry->digest, entry->name,
                                       entry->updated, entry->by, document);
}

static ParcoursServerRevision *
read_revision (sqlite3_stmt *statement)
{
  ParcoursServerRevision *revision = g_new0 (ParcoursServerRevision, 1);

  revision->number = sqlite3_column_int64 (statement, 0);
  revision->digest = column_text (statement, 1);
  revision->name = column_text (statement, 2);
  revision->by = column_text (statement, 3);
  revision->published = sqlite3_column_int64 (statement, 4);

  return revision;
}

/**
 * parcours_server_registry_read_revision:
 * @database: the database
 * @id: the id of an automation
 * @number: the number of a revision
 * @revision: (out) (transfer full) (nullable): the revision, or %NULL if there is none
 * @document: (out) (transfer full) (nullable): its document
 * @error: return location for a #ParcoursServerError
 *
 * Returns: whether the database could be read
 */
gboolean
parcours_server_registry_read_revision (ParcoursServerDatabase  *database,
                                        const char              *id,
                                        gint64                   number,
                                        ParcoursServerRevision **revision,
                                        GBytes                 **document,
                                        GError                 **error)
{
  sqlite3_stmt *statement =
    parcours_server_database_query (database, error,
                                    "SELECT number, digest, name, by, published, document FROM revisions"
                                    " WHERE automation = ? AND number = ?",
                                    "si", id, number);
  gboolean has_row;

  *revision = NULL;
  *document = NULL;
  if (statement == NULL || !parcours_server_database_step (database, statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      const void *text = sqlite3_column_text (statement, 5);

      *document = g_bytes_new (text, (gsize) sqlite3_column_bytes (statement, 5));
      *revision = read_revision (statement);
    }
  sqlite3_reset (statement);

  return TRUE;
}

/**
 * parcours_server_registry_revisions:
 * @database: the database
 * @id: the id of an automation
 * @before: only revisions before this number
 * @limit: how many at most
 * @error: return location for a #ParcoursServerError
 *
 * Returns: (transfer full) (element-type ParcoursServerRevision): revisions, the last one first
 */
GPtrArray *
parcours_server_registry_revisions (ParcoursServerDatabase  *database,
                                    const char              *id,
                                    gint64                   before,
                                    gint64                   limit,
                                    GError                 **error)
{
  g_autoptr (GPtrArray) revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_server_revision_free);
  sqlite3_stmt *statement =
    parcours_server_database_query (database, error,
                                    "SELECT number, digest, name, by, published FROM revisions"
                                    " WHERE automation = ? AND number < ? ORDER BY number DESC LIMIT ?",
                                    "sii", id, before, limit);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  while (has_row)
    {
      if (!parcours_server_database_step (database, statement, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (revisions, read_revision (statement));
    }

  return g_steal_pointer (&revisions);
}

/**
 * parcours_server_revision_free:
 * @revision: (transfer full): a revision
 */
void
parcours_server_revision_free (ParcoursServerRevision *revision)
{
  g_free (revision->digest);
  g_free (revision->name);
  g_free (revision->by);
  g_free (revision);
}

/**
 * parcours_server_revision_to_json:
 * @revision: a revision
 *
 * Returns: (transfer full): the `Revision` of `data/api/parcours.yaml`
 */
JsonNode *
parcours_server_revision_to_json (const ParcoursServerRevision *revision)
{
  g_autofree char *published = parcours_instant_format (revision->published);
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_int_member (object, "number", revision->number);
  json_object_set_string_member (object, "digest", revision->digest);
  json_object_set_string_member (object, "name", revision->name);
  json_object_set_string_member (object, "by", revision->by);
  json_object_set_string_member (object, "published", published);
  json_node_take_object (node, object);

  return node;
}
