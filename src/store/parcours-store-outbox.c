/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What servers have yet to be told. A row says all that is needed to send it
 * again: its body and its key never change, so however often it leaves the
 * machine, it has one effect. A newer publication takes the place of a row that
 * has never left; one that has may have arrived, so the newer one goes after it. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-automation.h"
#include "parcours-bundle.h"
#include "parcours-json.h"
#include "parcours-store-automations.h"
#include "parcours-store-outbox-private.h"

#define SELECT_ROW(body) "SELECT o.id, r.name, o.automation, o.operation, o.version, " body ", o.base_etag, o.key, " \
                         "o.state, o.tries, o.error, o.created_at, o.next_try, a.uuid FROM outbox o " \
                         "JOIN remotes r ON r.id = o.remote LEFT JOIN automations a ON a.slug = o.automation "

static const char *const state_names[] = { "waiting", "sending", "conflict", "refused", "done" };

/**
 * parcours_outbox_row_free:
 * @row: (transfer full): a row
 */
void
parcours_outbox_row_free (ParcoursOutboxRow *row)
{
  g_free (row->remote);
  g_free (row->automation);
  g_free (row->uuid);
  g_free (row->operation);
  g_free (row->body);
  g_free (row->base_etag);
  g_free (row->key);
  g_free (row->error);
  g_free (row);
}

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static ParcoursOutboxState
parse_state (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    {
      if (g_strcmp0 (state_names[i], name) == 0)
        return (ParcoursOutboxState) i;
    }

  return PARCOURS_OUTBOX_WAITING;
}

static ParcoursOutboxRow *
read_row (ParcoursStatement *found)
{
  ParcoursOutboxRow *row = g_new0 (ParcoursOutboxRow, 1);

  row->id = parcours_statement_integer (found, 0);
  row->remote = g_strdup (parcours_statement_text (found, 1));
  row->automation = g_strdup (parcours_statement_text (found, 2));
  row->operation = g_strdup (parcours_statement_text (found, 3));
  row->version = (int) parcours_statement_integer (found, 4);
  row->body = g_strdup (parcours_statement_text (found, 5));
  row->base_etag = g_strdup (parcours_statement_text (found, 6));
  row->key = g_strdup (parcours_statement_text (found, 7));
  row->state = parse_state (parcours_statement_text (found, 8));
  row->tries = (int) parcours_statement_integer (found, 9);
  row->error = g_strdup (parcours_statement_text (found, 10));
  row->created_at = parcours_statement_integer (found, 11);
  row->next_try = parcours_statement_integer (found, 12);
  row->uuid = g_strdup (parcours_statement_text (found, 13));

  return row;
}

static gint64
insert_row (ParcoursStore  *store,
            gint64          remote,
            const char     *automation,
            const char     *operation,
            int             version,
            const char     *body,
            GError        **error)
{
  g_autofree char *key = g_uuid_string_random ();

  if (!parcours_store_run (store, error,
                           "INSERT INTO outbox (remote, automation, operation, version, body, base_etag, key, state, "
                           "created_at, next_try) SELECT ?1, ?2, ?3, nullif (?4, 0), ?5, "
                           "(SELECT etag FROM publications WHERE remote = ?1 AND automation = ?2), ?6, 'waiting', ?7, ?7",
                           "lssissl", remote, automation, operation, version, body, key, now ()))
    return 0;

  return sqlite3_last_insert_rowid (store->db);
}

static char *
version_body (ParcoursStore  *store,
              const char     *automation,
              int             version,
              JsonObject     *bundle,
              GError        **error)
{
  g_autoptr (ParcoursAutomation) frozen = parcours_store_load_version (store, automation, version, error);
  g_autoptr (JsonNode) node = frozen != NULL ? parcours_automation_to_json (frozen) : NULL;

  if (node != NULL && bundle != NULL)
    parcours_bundle_put (node, bundle);

  return node != NULL ? parcours_json_to_text (node) : NULL;
}

static gint64
publish (ParcoursStore  *store,
         const char     *remote,
         const char     *automation,
         JsonObject     *bundle,
         GError        **error)
{
  gint64 id = parcours_store_remote_id (store, remote, error);
  int version = id != 0 ? parcours_store_cut_version (store, automation, "publish", NULL, error) : 0;
  g_autofree char *body = version != 0 ? version_body (store, automation, version, bundle, error) : NULL;

  if (body == NULL ||
      !parcours_store_run (store, error,
                           "DELETE FROM outbox WHERE remote = ? AND automation = ? AND operation = 'publish' AND tries = 0",
                           "ls", id, automation))
    return 0;

  return insert_row (store, id, automation, "publish", version, body, error);
}

/**
 * parcours_store_publish:
 * @store: a workspace
 * @remote: the name of a server
 * @automation: the slug of an automation
 * @bundle: (nullable): what it refers to, to go with it
 * @error: return location for an error
 *
 * Freezes a version of the automation as it is now and has it sent, in one transaction.
 *
 * Returns: the number of the row, or 0 with an error
 */
gint64
parcours_store_publish (ParcoursStore  *store,
                        const char     *remote,
                        const char     *automation,
                        JsonObject     *bundle,
                        GError        **error)
{
  gint64 row;

  if (!parcours_store_begin (store, error))
    return 0;
  row = publish (store, remote, automation, bundle, error);

  return parcours_store_end (store, row != 0, error) ? row : 0;
}

/* Activating and pausing that have not left yet outdo each other. */
static gint64
queue (ParcoursStore  *store,
       const char     *remote,
       const char     *automation,
       const char     *operation,
       GError        **error)
{
  gint64 id = parcours_store_remote_id (store, remote, error);

  if (id == 0 ||
      !parcours_store_run (store, error,
                           "DELETE FROM outbox WHERE remote = ? AND automation = ? AND tries = 0 AND "
                           "operation IN ('activate', 'pause')", "ls", id, automation))
    return 0;

  return insert_row (store, id, automation, operation, 0, NULL, error);
}

/**
 * parcours_store_queue:
 * @store: a workspace
 * @remote: the name of a server
 * @automation: the slug of an automation
 * @operation: `activate`, `pause` or `delete`
 * @error: return location for an error
 *
 * Returns: the number of the row, or 0 with an error
 */
gint64
parcours_store_queue (ParcoursStore  *store,
                      const char     *remote,
                      const char     *automation,
                      const char     *operation,
                      GError        **error)
{
  gint64 row;

  if (!parcours_store_begin (store, error))
    return 0;
  row = queue (store, remote, automation, operation, error);

  return parcours_store_end (store, row != 0, error) ? row : 0;
}

static GPtrArray *
read_rows (ParcoursStatement  *found,
           GError            **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_outbox_row_free);

  while (parcours_statement_next (found))
    g_ptr_array_add (rows, read_row (found));

  return parcours_statement_end (found, error) ? g_steal_pointer (&rows) : NULL;
}

/**
 * parcours_store_list_outbox:
 * @store: a workspace
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ParcoursOutboxRow) (nullable): what is not done, the oldest first
 */
GPtrArray *
parcours_store_list_outbox (ParcoursStore  *store,
                            GError        **error)
{
  g_autoptr (ParcoursStatement) found =
    parcours_store_query (store, SELECT_ROW ("NULL") "WHERE o.state <> 'done' ORDER BY o.id", "");

  return read_rows (found, error);
}

/**
 * parcours_store_list_outbox_of:
 * @store: a workspace
 * @remote: the name of a server
 * @automation: the slug of an automation
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ParcoursOutboxRow) (nullable): what is not done of the automation, the oldest
 *   first
 */
GPtrArray *
parcours_store_list_outbox_of (ParcoursStore  *store,
                               const char     *remote,
                               const char     *automation,
                               GError        **error)
{
  g_autoptr (ParcoursStatement) found =
    parcours_store_query (store, SELECT_ROW ("NULL") "WHERE r.name = ? AND o.automation = ? AND o.state <> 'done' "
                          "ORDER BY o.id", "ss", remote, automation);

  return read_rows (found, error);
}

static char *
to_json (const char *const *texts)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    json_array_add_string_element (array, texts[i]);
  json_node_take_array (node, array);

  return parcours_json_to_line (node);
}

/**
 * parcours_store_next_outbox:
 * @store: a workspace
 * @remote: the name of a server
 * @busy: (nullable) (array zero-terminated=1): ids of automations of which nothing is wanted
 * @now: the instant
 * @error: return location for an error
 *
 * The rows of one automation go one after the other: none while an older one is not done.
 *
 * Returns: (transfer full) (nullable): what is to be sent next, or %NULL for nothing yet or with an error
 */
ParcoursOutboxRow *
parcours_store_next_outbox (ParcoursStore      *store,
                            const char         *remote,
                            const char *const  *busy,
                            gint64              now_at,
                            GError            **error)
{
  g_autofree char *busy_list = to_json (busy);
  g_autoptr (ParcoursStatement) found =
    parcours_store_query (store,
                          SELECT_ROW ("o.body") "WHERE o.state = 'waiting' AND o.next_try <= ? AND r.name = ? AND "
                          "ifnull (a.uuid, '') NOT IN (SELECT value FROM json_each (?)) AND NOT EXISTS (SELECT 1 FROM outbox b "
                          "WHERE b.remote = o.remote AND b.automation = o.automation AND b.id < o.id AND "
                          "b.state <> 'done') ORDER BY o.next_try, o.id LIMIT 1", "lss", now_at, remote, busy_list);
  g_autoptr (ParcoursOutboxRow) row = parcours_statement_next (found) ? read_row (found) : NULL;

  return parcours_statement_end (found, error) ? g_steal_pointer (&row) : NULL;
}

static gboolean
fail_gone (GError **error)
{
  g_set_error_literal (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND,
                       _("What was to be sent is not waiting any more"));

  return FALSE;
}

static gboolean
changed (ParcoursStore  *store,
         GError        **error)
{
  return sqlite3_changes64 (store->db) > 0 || fail_gone (error);
}

/**
 * parcours_store_begin_try:
 * @store: a workspace
 * @row: the number of a row
 * @error: return location for an error
 *
 * Says that the row is about to leave the machine: from now on it may have arrived.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_begin_try (ParcoursStore  *store,
                          gint64          row,
                          GError        **error)
{
  return parcours_store_run (store, error,
                             "UPDATE outbox SET state = 'sending', tries = tries + 1 WHERE id = ? AND state <> 'done'", "l",
                             row) &&
         changed (store, error);
}

static ParcoursOutboxRow *
load_row (ParcoursStore  *store,
          gint64          id,
          GError        **error)
{
  g_autoptr (ParcoursStatement) found =
    parcours_store_query (store, SELECT_ROW ("o.body") "WHERE o.id = ? AND o.state <> 'done'", "l", id);
  g_autoptr (ParcoursOutboxRow) row = parcours_statement_next (found) ? read_row (found) : NULL;

  if (!parcours_statement_end (found, error))
    return NULL;
  if (row == NULL)
    fail_gone (error);

  return g_steal_pointer (&row);
}

/* What went with the document is no part of it: ours is compared with the document alone. */
static char *
body_alone (const ParcoursOutboxRow  *row,
            GError                  **error)
{
  g_autoptr (JsonNode) node = parcours_json_parse (row->body, -1, error);
  g_autoptr (JsonObject) bundle = node != NULL ? parcours_bundle_take (node) : NULL;

  return node != NULL ? parcours_json_to_text (node) : NULL;
}

/* What the row has done on the server. */
static gboolean
take_effect (ParcoursStore            *store,
             const ParcoursOutboxRow  *row,
             int                       revision,
             const char               *etag,
             GError                  **error)
{
  gint64 remote = parcours_store_remote_id (store, row->remote, error);

  if (remote == 0)
    return FALSE;
  if (g_str_equal (row->operation, "delete"))
    return parcours_store_forget_publication (store, row->remote, row->automation, error);
  if (g_str_equal (row->operation, "publish"))
    {
      g_autofree char *document = body_alone (row, error);

      return document != NULL &&
             parcours_store_put_publication (store, remote, row->automation, revision, etag, row->version, document, error);
    }

  return etag == NULL ||
         parcours_store_run (store, error, "UPDATE publications SET etag = ? WHERE remote = ? AND automation = ?", "sls",
                             etag, remote, row->automation);
}

static gboolean
record_answer (ParcoursStore  *store,
               gint64          id,
               int             revision,
               const char     *etag,
               GError        **error)
{
  g_autoptr (ParcoursOutboxRow) row = load_row (store, id, error);

  return row != NULL && take_effect (store, row, revision, etag, error) &&
         parcours_store_run (store, error, "UPDATE outbox SET state = 'done', error = NULL, body = NULL WHERE id = ?", "l",
                             id) &&
         parcours_store_log_sync (store, row->remote, row->automation, row->operation, NULL, error);
}

/**
 * parcours_store_record_answer:
 * @store: a workspace
 * @row: the number of a row
 * @revision: the number that the server has given
 * @etag: (nullable): what the server calls the revision
 * @error: return location for an error
 *
 * Writes down that the server has confirmed the row, and what it has now, in one transaction.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_record_answer (ParcoursStore  *store,
                              gint64          row,
                              int             revision,
                              const char     *etag,
                              GError        **error)
{
  if (!parcours_store_begin (store, error))
    return FALSE;

  return parcours_store_end (store, record_answer (store, row, revision, etag, error), error);
}

/**
 * parcours_store_record_failure:
 * @store: a workspace
 * @row: the number of a row
 * @state: %PARCOURS_OUTBOX_WAITING to try again, %PARCOURS_OUTBOX_CONFLICT or %PARCOURS_OUTBOX_REFUSED
 * @message: what went wrong, for people
 * @next_try: not before, in seconds since 1970
 * @error: return location for an error
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_record_failure (ParcoursStore        *store,
                               gint64                row,
                               ParcoursOutboxState   state,
                               const char           *message,
                               gint64                next_try,
                               GError              **error)
{
  return parcours_store_run (store, error,
                             "UPDATE outbox SET state = ?, error = ?, next_try = ? WHERE id = ? AND state <> 'done'", "ssll",
                             state_names[state], message, next_try, row) &&
         changed (store, error);
}

/**
 * parcours_store_drop_outbox:
 * @store: a workspace
 * @row: the number of a row
 * @error: return location for an error
 *
 * Gives up sending the row, because a person decided so or a merge took its place.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_drop_outbox (ParcoursStore  *store,
                            gint64          row,
                            GError        **error)
{
  return parcours_store_run (store, error, "DELETE FROM outbox WHERE id = ? AND state <> 'done'", "l", row) &&
         changed (store, error);
}

/**
 * parcours_store_drop_refused:
 * @store: a workspace
 * @remote: the name of a server
 * @automation: the slug of an automation
 * @error: return location for an error
 *
 * Gives up what the server has refused of the automation: what is sent now takes its place.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_drop_refused (ParcoursStore  *store,
                             const char     *remote,
                             const char     *automation,
                             GError        **error)
{
  return parcours_store_run (store, error,
                             "DELETE FROM outbox WHERE remote = (SELECT id FROM remotes WHERE name = ?) AND "
                             "automation = ? AND state = 'refused'", "ss", remote, automation);
}

/**
 * parcours_store_resume_outbox:
 * @store: a workspace
 * @remote: the name of a server
 * @error: return location for an error
 *
 * Has rows sent again that were on their way when the program or the sending ended: nobody knows whether they
 * arrived.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_resume_outbox (ParcoursStore  *store,
                              const char     *remote,
                              GError        **error)
{
  return parcours_store_run (store, error,
                             "UPDATE outbox SET state = 'waiting' WHERE state = 'sending' AND "
                             "remote = (SELECT id FROM remotes WHERE name = ?)", "s", remote);
}
