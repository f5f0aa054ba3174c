/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-automation.h"
#include "parcours-server-automations.h"
#include "parcours-server-registry.h"
#include "parcours-time.h"

/* How many items a page has if nobody says, and at most. */
#define DEFAULT_LIMIT 100
#define MAX_LIMIT 1000

/* A cursor names the file it belongs to, as another one counts its changes from 1 again. */
static char *
format_cursor (ParcoursServerDatabase *database,
               gint64                  change)
{
  return g_strdup_printf ("%s.%" G_GINT64_FORMAT, parcours_server_database_identity (database), change);
}

static gboolean
read_last_change (ParcoursServerDatabase  *database,
                  gint64                  *change,
                  GError                 **error)
{
  sqlite3_stmt *statement = parcours_server_database_query (database, error, "SELECT last_change FROM server", "");
  gboolean has_row;

  if (statement == NULL || !parcours_server_database_step (database, statement, &has_row, error))
    return FALSE;
  *change = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);

  return TRUE;
}

/**
 * parcours_server_read_health:
 * @database: the database
 * @request: the request
 * @error: return location for a #ParcoursServerError
 *
 * Returns: (transfer full): that the server answers and its database can be read, or %NULL
 */
ParcoursServerReply *
parcours_server_read_health (ParcoursServerDatabase       *database,
                             const ParcoursServerRequest  *request,
                             GError                      **error)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  gint64 last_change;

  json_object_set_string_member (object, "service", "parcours-server");
  json_object_set_string_member (object, "format", PARCOURS_AUTOMATION_FORMAT);
  json_object_set_string_member (object, "status", "ok");
  json_node_take_object (node, object);

  return read_last_change (database, &last_change, error) ? parcours_server_reply_new_json (SOUP_STATUS_OK, node) : NULL;
}

/* A cursor beyond the last change is from before the file was restored from an older copy. */
static gboolean
parse_cursor (ParcoursServerDatabase  *database,
              const char              *cursor,
              gint64                   last_change,
              gint64                  *change)
{
  const char *identity = parcours_server_database_identity (database);

  return g_str_has_prefix (cursor, identity) && cursor[strlen (identity)] == '.' &&
         g_ascii_string_to_signed (cursor + strlen (identity) + 1, 10, 0, last_change, change, NULL);
}

static gboolean
read_cursor (ParcoursServerDatabase       *database,
             const ParcoursServerRequest  *request,
             gint64                       *change,
             ParcoursServerReply         **refusal,
             GError                      **error)
{
  const char *cursor = parcours_server_request_param (request, "cursor");
  gint64 last_change;

  if (cursor == NULL)
    return TRUE;
  if (!read_last_change (database, &last_change, error))
    return FALSE;
  if (!parse_cursor (database, cursor, last_change, change))
    *refusal = parcours_server_reply_new_problem (PARCOURS_PROBLEM_CURSOR_UNKNOWN, NULL,
                                                  "Start again without a cursor");

  return TRUE;
}

static gboolean
read_filter (const ParcoursServerRequest  *request,
             ParcoursServerFilter         *filter,
             ParcoursServerReply         **refusal)
{
  const char *since = parcours_server_request_param (request, "updated-since");
  const char *deleted = parcours_server_request_param (request, "include-deleted");

  if (since != NULL && !parcours_instant_parse (since, &filter->since))
    *refusal = parcours_server_reply_new_problem (PARCOURS_PROBLEM_BAD_PARAMETER, NULL,
                                                  "“updated-since” is an instant such as 2026-03-02T08:00:00Z");
  else if (deleted != NULL && !g_str_equal (deleted, "true") && !g_str_equal (deleted, "false"))
    *refusal = parcours_server_reply_new_problem (PARCOURS_PROBLEM_BAD_PARAMETER, NULL,
                                                  "“include-deleted” is true or false");
  else
    parcours_server_request_number (request, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT, &filter->limit, refusal);
  filter->deleted = g_strcmp0 (deleted, "true") == 0;

  return *refusal == NULL;
}

/* Takes the items and the cursor of the next page; @more tells whether that has any. */
static ParcoursServerReply *
reply_page (JsonArray  *items,
            const char *cursor,
            gboolean    more)
{
  JsonObject *page = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_array_member (page, "items", items);
  json_object_set_string_member (page, "cursor", cursor);
  json_object_set_boolean_member (page, "more", more);
  json_node_take_object (node, page);

  return parcours_server_reply_new_json (SOUP_STATUS_OK, node);
}

/**
 * parcours_server_list:
 * @database: the database
 * @request: the request
 * @error: return location for a #ParcoursServerError
 *
 * Returns: (transfer full): a page of summaries in the order of their last change, or %NULL
 */
ParcoursServerReply *
parcours_server_list (ParcoursServerDatabase       *database,
                      const ParcoursServerRequest  *request,
                      GError                      **error)
{
  ParcoursServerFilter filter = { .since = G_MININT64 + 1 };
  ParcoursServerReply *refusal = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *cursor = NULL;
  JsonArray *items;
  gboolean more;

  if (!read_cursor (database, request, &filter.after, &refusal, error))
    return NULL;
  if (refusal != NULL || !read_filter (request, &filter, &refusal))
    return refusal;
  /* One more than asked for tells whether there is a next page. */
  filter.limit++;
  entries = parcours_server_registry_list (database, &filter, error);
  if (entries == NULL)
    return NULL;
  more = entries->len == filter.limit;
  items = json_array_new ();
  for (guint i = 0; i < entries->len - more; i++)
    {
      const ParcoursServerEntry *entry = g_ptr_array_index (entries, i);

      json_array_add_element (items, parcours_server_entry_to_json (entry));
      filter.after = entry->change;
    }
  cursor = format_cursor (database, filter.after);

  return reply_page (items, cursor, more);
}

/* The entry of the automation in the path; what to answer where there is none, or %NULL. */
static gboolean
find (ParcoursServerDatabase       *database,
      const ParcoursServerRequest  *request,
      gboolean                      also_deleted,
      ParcoursServerEntry         **entry,
      ParcoursServerReply         **refusal,
      GError                      **error)
{
  if (!parcours_server_registry_find (database, request->id, entry, error))
    return FALSE;
  if (*entry == NULL)
    *refusal = parcours_server_reply_new_problem (PARCOURS_PROBLEM_NOT_FOUND, NULL, NULL);
  else if ((*entry)->deleted && !also_deleted)
    *refusal = parcours_server_reply_new_problem (PARCOURS_PROBLEM_GONE, *entry, NULL);

  return TRUE;
}

static ParcoursServerReply *
reply_revision (ParcoursServerDatabase  *database,
                const char              *id,
                gint64                   number,
                GError                 **error)
{
  g_autoptr (ParcoursServerRevision) revision = NULL;
  g_autoptr (GBytes) document = NULL;
  ParcoursServerReply *reply;

  if (!parcours_server_registry_read_revision (database, id, number, &revision, &document, error))
    return NULL;
  if (revision == NULL)
    return parcours_server_reply_new_problem (PARCOURS_PROBLEM_NOT_FOUND, NULL, NULL);
  reply = parcours_server_reply_new (SOUP_STATUS_OK);
  reply->body = g_steal_pointer (&document);
  reply->digest = g_strdup (revision->digest);
  reply->revision = revision->number;
  reply->modified = revision->published;

  return reply;
}

/**
 * parcours_server_read:
 * @database: the database
 * @request: the request
 * @error: return location for a #ParcoursServerError
 *
 * Returns: (transfer full): the current document, or %NULL
 */
ParcoursServerReply *
parcours_server_read (ParcoursServerDatabase       *database,
                      const ParcoursServerRequest  *request,
                      GError                      **error)
{
  g_autoptr (ParcoursServerEntry) entry = NULL;
  ParcoursServerReply *refusal = NULL;

  if (!find (database, request, FALSE, &entry, &refusal, error))
    return NULL;

  return refusal != NULL ? refusal : reply_revision (database, request->id, entry->revision, error);
}

/**
 * parcours_server_read_status:
 * @database: the database
 * @request: the request
 * @error: return location for a #ParcoursServerError
 *
 * Returns: (transfer full): what a list says of the automation, or %NULL
 */
ParcoursServerReply *
parcours_server_read_status (ParcoursServerDatabase       *database,
                             const ParcoursServerRequest  *request,
                             GError                      **error)
{
  g_autoptr (ParcoursServerEntry) entry = NULL;
  g_autoptr (JsonNode) node = NULL;
  ParcoursServerReply *refusal = NULL;

  if (!find (database, request, TRUE, &entry, &refusal, error))
    return NULL;
  if (refusal != NULL)
    return refusal;
  node = parcours_server_entry_to_json (entry);

  return parcours_server_reply_new_json (SOUP_STATUS_OK, node);
}

/**
 * parcours_server_list_revisions:
 * @database: the database
 * @request: the request
 * @error: return location for a #ParcoursServerError
 *
 * Returns: (transfer full): a page of revisions, the last one first, or %NULL
 */
ParcoursServerReply *
parcours_server_list_revisions (ParcoursServerDatabase       *database,
                                const ParcoursServerRequest  *request,
                                GError                      **error)
{
  g_autoptr (ParcoursServerEntry) entry = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  g_autofree char *cursor = NULL;
  ParcoursServerReply *refusal = NULL;
  gint64 before, limit;
  JsonArray *items;
  gboolean more;

  if (!parcours_server_request_number (request, "cursor", G_MAXINT64, 1, G_MAXINT64, &before, &refusal) ||
      !parcours_server_request_number (request, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT, &limit, &refusal))
    return refusal;
  if (!find (database, request, TRUE, &entry, &refusal, error))
    return NULL;
  if (refusal != NULL)
    return refusal;
  revisions = parcours_server_registry_revisions (database, request->id, before, limit + 1, error);
  if (revisions == NULL)
    return NULL;
  more = revisions->len > limit;
  items = json_array_new ();
  for (guint i = 0; i < revisions->len - more; i++)
    {
      const ParcoursServerRevision *revision = g_ptr_array_index (revisions, i);

      json_array_add_element (items, parcours_server_revision_to_json (revision));
      before = revision->number;
    }
  cursor = g_strdup_printf ("%" G_GINT64_FORMAT, before);

  return reply_page (items, cursor, more);
}

/**
 * parcours_server_read_revision:
 * @database: the database
 * @request: the request
 * @error: return location for a #ParcoursServerError
 *
 * Returns: (transfer full): the document of a revision, or %NULL
 */
ParcoursServerReply *
parcours_server_read_revision (ParcoursServerDatabase       *database,
                               const ParcoursServerRequest  *request,
                               GError                      **error)
{
  gint64 number;

  if (!g_ascii_string_to_signed (request->number, 10, 1, G_MAXINT64, &number, NULL))
    return parcours_server_reply_new_problem (PARCOURS_PROBLEM_NOT_FOUND, NULL, NULL);

  return reply_revision (database, request->id, number, error);
}
