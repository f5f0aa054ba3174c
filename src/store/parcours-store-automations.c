/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A document is written whole now and then; between, each edit is a row. So an
 * edit costs one small row however large the document, and the undo stack is
 * there after a restart. `present` is the last edit that is done; `written` the
 * one after which the document was written, which may lie on either side of it. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-json.h"
#include "parcours-store-automations-private.h"
#include "parcours-text.h"

/* After how many edits the document is written whole. */
#define EDITS_BETWEEN 50
/* As far back as a document can be undone. */
#define EDITS_KEPT 500

#define SELECT_INFO "SELECT slug, uuid, name, platform, ready, active_since, created_at, changed_at, digest " \
                    "FROM automations WHERE NOT deleted"

/* An automation as it stands in its row. */
typedef struct
{
  gint64 id;
  gint64 written;
  gint64 present;
  ParcoursAutomation *automation; /* (owned) as it was after edit `written` */
} Row;

static void
row_clear (Row *row)
{
  g_clear_pointer (&row->automation, parcours_automation_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

/**
 * parcours_automation_info_free:
 * @info: (transfer full): what is known of an automation
 */
void
parcours_automation_info_free (ParcoursAutomationInfo *info)
{
  g_free (info->slug);
  g_free (info->id);
  g_free (info->name);
  g_free (info->digest);
  g_free (info);
}

/**
 * parcours_version_info_free:
 * @info: (transfer full): what is known of a version
 */
void
parcours_version_info_free (ParcoursVersionInfo *info)
{
  g_free (info->name);
  g_free (info->reason);
  g_free (info->digest);
  g_free (info);
}

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
fail_missing (ParcoursStore  *store,
              const char     *slug,
              GError        **error)
{
  g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND,
               /* Translators: the name of an automation and of a file. */
               _("There is no automation “%s” in “%s”"), slug, store->name);

  return FALSE;
}

static gboolean
find_row (ParcoursStore  *store,
          const char     *slug,
          Row            *row,
          GError        **error)
{
  g_autoptr (ParcoursStatement) found =
    parcours_store_query (store, "SELECT id, written, present, document FROM automations WHERE slug = ? AND NOT deleted",
                          "s", slug);
  g_autoptr (JsonNode) node = NULL;

  if (!parcours_statement_next (found))
    return parcours_statement_end (found, error) && fail_missing (store, slug, error);
  row->id = parcours_statement_integer (found, 0);
  row->written = parcours_statement_integer (found, 1);
  row->present = parcours_statement_integer (found, 2);
  node = parcours_json_parse (parcours_statement_text (found, 3), -1, error);
  if (node != NULL)
    row->automation = parcours_automation_from_json (node, error);

  return row->automation != NULL;
}

static ParcoursEdit *
read_edit (ParcoursStatement  *row,
           int                 column,
           GError            **error)
{
  g_autoptr (JsonNode) node = parcours_json_parse (parcours_statement_text (row, column), -1, error);

  return node != NULL ? parcours_edit_from_json (node, error) : NULL;
}

/* The edits of (from, to], in the order in which they were made. */
static GPtrArray *
load_edits (ParcoursStore  *store,
            gint64          automation,
            gint64          from,
            gint64          to,
            GError        **error)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_edit_unref);
  g_autoptr (ParcoursStatement) rows =
    parcours_store_query (store, "SELECT edit FROM edits WHERE automation = ? AND n > ? AND n <= ? ORDER BY n", "lll",
                          automation, from, to);

  while (parcours_statement_next (rows))
    {
      ParcoursEdit *edit = read_edit (rows, 0, error);

      if (edit == NULL)
        return NULL;
      g_ptr_array_add (edits, edit);
    }

  return parcours_statement_end (rows, error) ? g_steal_pointer (&edits) : NULL;
}

static gboolean
apply (Row                 *row,
       const ParcoursEdit  *edit,
       GError             **error)
{
  ParcoursAutomation *automation = parcours_edit_apply (edit, row->automation, error);

  if (automation == NULL)
    return FALSE;
  parcours_automation_unref (row->automation);
  row->automation = automation;

  return TRUE;
}

/* Takes the automation of the row from edit `written` to edit `present`. */
static gboolean
bring_to_present (ParcoursStore  *store,
                  Row            *row,
                  GError        **error)
{
  gboolean back = row->present < row->written;
  g_autoptr (GPtrArray) edits = load_edits (store, row->id, MIN (row->present, row->written),
                                            MAX (row->present, row->written), error);
  gboolean ok = edits != NULL;

  for (guint i = 0; ok && i < edits->len; i++)
    {
      if (back)
        {
          g_autoptr (ParcoursEdit) inverse = parcours_edit_invert (g_ptr_array_index (edits, edits->len - 1 - i));

          ok = apply (row, inverse, error);
        }
      else
        ok = apply (row, g_ptr_array_index (edits, i), error);
    }

  return ok;
}

static char *
document_of (ParcoursAutomation *automation)
{
  g_autoptr (JsonNode) node = parcours_automation_to_json (automation);

  return parcours_json_to_line (node);
}

/* Writes the automation of the row, which is at edit @n, whole. */
static gboolean
write_document (ParcoursStore  *store,
                const Row      *row,
                gint64          n,
                GError        **error)
{
  g_autofree char *document = document_of (row->automation);

  return parcours_store_run (store, error, "UPDATE automations SET document = ?, written = ? WHERE id = ?", "sll", document,
                             n, row->id);
}

/* A log that does not fit the document is no reason to keep people from it: the
 * document is there as it was last written, without what came after. */
static gboolean
find_present (ParcoursStore  *store,
              const char     *slug,
              Row            *row,
              GError        **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!find_row (store, slug, row, error))
    return FALSE;
  if (bring_to_present (store, row, &local_error))
    return TRUE;
  if (local_error->domain == PARCOURS_STORE_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  g_warning ("The edits of “%s” in %s do not fit it: %s", slug, store->path, local_error->message);
  row_clear (row);

  return find_row (store, slug, row, error);
}

static char *
present_digest (ParcoursStore *store,
                const char    *slug)
{
  g_auto (Row) row = { 0 };

  return find_present (store, slug, &row, NULL) ? parcours_automation_digest (row.automation) : NULL;
}

static int
compare_infos (gconstpointer a,
               gconstpointer b)
{
  const ParcoursAutomationInfo *one = *(const ParcoursAutomationInfo *const *) a;
  const ParcoursAutomationInfo *other = *(const ParcoursAutomationInfo *const *) b;
  int order = g_utf8_collate (one->name, other->name);

  return order != 0 ? order : strcmp (one->slug, other->slug);
}

/**
 * parcours_store_list_automations:
 * @store: a workspace
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ParcoursAutomationInfo) (nullable): all automations by name
 */
GPtrArray *
parcours_store_list_automations (ParcoursStore  *store,
                                 GError        **error)
{
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_automation_info_free);
  g_autoptr (ParcoursStatement) rows = parcours_store_query (store, SELECT_INFO, "");

  while (parcours_statement_next (rows))
    {
      ParcoursAutomationInfo *info = g_new0 (ParcoursAutomationInfo, 1);

      info->slug = g_strdup (parcours_statement_text (rows, 0));
      info->id = g_strdup (parcours_statement_text (rows, 1));
      info->name = g_strdup (parcours_statement_text (rows, 2));
      parcours_platform_from_name (parcours_statement_text (rows, 3), &info->platform);
      info->ready = parcours_statement_integer (rows, 4) != 0;
      info->active_since = parcours_statement_integer (rows, 5);
      info->created_at = parcours_statement_integer (rows, 6);
      info->changed_at = parcours_statement_integer (rows, 7);
      info->digest = g_strdup (parcours_statement_text (rows, 8));
      if (info->digest == NULL)
        info->digest = present_digest (store, info->slug);
      g_ptr_array_add (infos, info);
    }
  g_ptr_array_sort (infos, compare_infos);

  return parcours_statement_end (rows, error) ? g_steal_pointer (&infos) : NULL;
}

static gboolean
is_taken (const char *slug,
          gpointer    user_data)
{
  g_autoptr (ParcoursStatement) row = parcours_store_query (user_data, "SELECT 1 FROM automations WHERE slug = ?", "s", slug);

  return parcours_statement_next (row);
}

/**
 * parcours_store_automation_slug:
 * @store: a workspace
 * @name: the name of a new automation
 *
 * Returns: (transfer full): a slug for it that no automation has or had
 */
char *
parcours_store_automation_slug (ParcoursStore *store,
                                const char    *name)
{
  g_autofree char *slug = parcours_slug_from_label (name, "automation");

  return parcours_slug_make_unique (slug, is_taken, store);
}

static gboolean
is_id_taken (ParcoursStore *store,
             const char    *id)
{
  g_autofree char *slug = parcours_store_automation_with_id (store, id);

  return slug != NULL;
}

/**
 * parcours_store_fit_automation:
 * @store: a workspace
 * @automation: an automation from elsewhere
 *
 * Returns: (transfer full): @automation, or a copy of it with a slug and an id that are new in the workspace
 */
ParcoursAutomation *
parcours_store_fit_automation (ParcoursStore      *store,
                               ParcoursAutomation *automation)
{
  const char *slug = parcours_automation_slug (automation);
  gboolean has_slug = slug != NULL && *slug != '\0' && !is_taken (slug, store);
  gboolean has_id = !is_id_taken (store, parcours_automation_id (automation));
  g_autoptr (JsonNode) node = NULL;
  JsonObject *head;

  if (has_slug && has_id)
    return parcours_automation_ref (automation);
  node = parcours_automation_to_json (automation);
  head = json_node_get_object (node);
  if (!has_slug)
    {
      g_autofree char *own = parcours_store_automation_slug (store, parcours_automation_name (automation));

      json_object_set_string_member (head, "slug", own);
    }
  if (!has_id)
    {
      g_autofree char *own = g_uuid_string_random ();

      json_object_set_string_member (head, "id", own);
    }

  return parcours_automation_from_json (node, NULL);
}

/**
 * parcours_store_automation_with_id:
 * @store: a workspace
 * @id: the id of an automation, for servers
 *
 * Returns: (transfer full) (nullable): the slug of the automation that has this id, also of one that was deleted
 */
char *
parcours_store_automation_with_id (ParcoursStore *store,
                                   const char    *id)
{
  g_autoptr (ParcoursStatement) row = parcours_store_query (store, "SELECT slug FROM automations WHERE uuid = ?", "s", id);

  return parcours_statement_next (row) ? g_strdup (parcours_statement_text (row, 0)) : NULL;
}

/**
 * parcours_store_insert_automation:
 * @store: a workspace
 * @automation: an automation whose slug and id are new in the workspace
 * @at: when it was added
 * @error: return location for an error
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_insert_automation (ParcoursStore       *store,
                                  ParcoursAutomation  *automation,
                                  gint64               at,
                                  GError             **error)
{
  const char *slug = parcours_automation_slug (automation);
  g_autofree char *document = document_of (automation);
  g_autofree char *digest = parcours_automation_digest (automation);

  if (is_taken (slug, store))
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_CONSTRAINT,
                   _("There is an automation “%s” in “%s” already. Choose another name."), slug, store->name);
      return FALSE;
    }

  return parcours_store_run (store, error,
                             "INSERT INTO automations (uuid, slug, name, platform, document, digest, created_at, changed_at) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?, ?)", "ssssssll", parcours_automation_id (automation), slug,
                             parcours_automation_name (automation),
                             parcours_platform_name (parcours_automation_platform (automation)), document, digest, at, at);
}

/**
 * parcours_store_add_automation:
 * @store: a workspace
 * @automation: an automation whose slug and id are new in the workspace
 * @error: return location for an error
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_add_automation (ParcoursStore       *store,
                               ParcoursAutomation  *automation,
                               GError             **error)
{
  return parcours_store_insert_automation (store, automation, now (), error);
}

/**
 * parcours_store_load_automation:
 * @store: a workspace
 * @slug: the slug of an automation
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the automation as it is now
 */
ParcoursAutomation *
parcours_store_load_automation (ParcoursStore  *store,
                                const char     *slug,
                                GError        **error)
{
  g_auto (Row) row = { 0 };
  gboolean ok;

  if (!parcours_store_begin_read (store, error))
    return NULL;
  ok = find_present (store, slug, &row, error);
  parcours_store_end_read (store);

  return ok ? g_steal_pointer (&row.automation) : NULL;
}

static void
reverse (GPtrArray *array)
{
  for (guint i = 0; i < array->len / 2; i++)
    {
      gpointer kept = array->pdata[i];

      array->pdata[i] = array->pdata[array->len - 1 - i];
      array->pdata[array->len - 1 - i] = kept;
    }
}

/* Where the log does not fit, the stacks stay empty. */
static gboolean
restore (ParcoursStore     *store,
         const Row         *row,
         ParcoursDocument  *document,
         GError           **error)
{
  g_autoptr (GPtrArray) done = load_edits (store, row->id, row->present - EDITS_KEPT, row->present, error);
  g_autoptr (GPtrArray) undone = done != NULL ? load_edits (store, row->id, row->present, G_MAXINT64, error) : NULL;

  if (undone == NULL)
    return FALSE;
  reverse (undone);
  parcours_document_restore (document, done, undone);

  return TRUE;
}

/**
 * parcours_store_load_document:
 * @store: a workspace
 * @slug: the slug of an automation
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the automation as it is now, with what can be undone and redone
 */
ParcoursDocument *
parcours_store_load_document (ParcoursStore  *store,
                              const char     *slug,
                              GError        **error)
{
  g_auto (Row) row = { 0 };
  g_autoptr (ParcoursDocument) document = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!parcours_store_begin_read (store, error))
    return NULL;
  if (find_present (store, slug, &row, &local_error))
    {
      document = parcours_document_new (row.automation);
      if (!restore (store, &row, document, &local_error) && local_error->domain != PARCOURS_STORE_ERROR)
        g_clear_error (&local_error);
    }
  parcours_store_end_read (store);
  if (local_error == NULL)
    return g_steal_pointer (&document);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

/**
 * parcours_store_save_automation:
 * @store: a workspace
 * @automation: an automation of the workspace, found by its slug
 * @error: return location for an error
 *
 * Writes the document whole and forgets what could be undone.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_save_automation (ParcoursStore       *store,
                                ParcoursAutomation  *automation,
                                GError             **error)
{
  const char *slug = parcours_automation_slug (automation);
  g_autofree char *document = document_of (automation);
  g_autofree char *digest = parcours_automation_digest (automation);
  gboolean ok;

  if (!parcours_store_begin (store, error))
    return FALSE;
  ok = parcours_store_run (store, error,
                           "UPDATE automations SET uuid = ?, name = ?, platform = ?, document = ?, digest = ?, "
                           "written = 0, present = 0, changed_at = ? WHERE slug = ? AND NOT deleted", "sssssls",
                           parcours_automation_id (automation), parcours_automation_name (automation),
                           parcours_platform_name (parcours_automation_platform (automation)), document, digest, now (),
                           slug) &&
       (sqlite3_changes64 (store->db) > 0 || fail_missing (store, slug, error)) &&
       parcours_store_run (store, error,
                           "DELETE FROM edits WHERE automation = (SELECT id FROM automations WHERE slug = ?)", "s", slug);

  return parcours_store_end (store, ok, error);
}

static gboolean
write_present (ParcoursStore  *store,
               Row            *row,
               GError        **error)
{
  if (!bring_to_present (store, row, error) || !write_document (store, row, row->present, error))
    return FALSE;
  row->written = row->present;

  return TRUE;
}

/* Deletes what is undone; if the document was written after it, it is written
 * again as it is now, since no edit leads back any more. */
static gboolean
forget_undone (ParcoursStore  *store,
               Row            *row,
               GError        **error)
{
  if (row->written > row->present && !write_present (store, row, error))
    return FALSE;

  return parcours_store_run (store, error, "DELETE FROM edits WHERE automation = ? AND n > ?", "ll", row->id, row->present);
}

/* If the document was written with the last edit in it, takes that out again,
 * since a larger one is to stand in its place. */
static gboolean
take_out_last (ParcoursStore  *store,
               Row            *row,
               GError        **error)
{
  if (row->written < row->present)
    return TRUE;
  row->present--;
  if (!write_present (store, row, error))
    return FALSE;
  row->present++;

  return TRUE;
}

static gboolean
put_edit (ParcoursStore  *store,
          const Row      *row,
          gint64          n,
          ParcoursEdit   *edit,
          GError        **error)
{
  g_autoptr (JsonNode) node = parcours_edit_to_json (edit);
  g_autofree char *line = parcours_json_to_line (node);

  return parcours_store_run (store, error, "INSERT OR REPLACE INTO edits (automation, n, edit) VALUES (?, ?, ?)", "lls",
                             row->id, n, line);
}

static gboolean
check_edit (ParcoursStore  *store,
            const Row      *row,
            gint64          n,
            GError        **error)
{
  g_autoptr (ParcoursStatement) found = parcours_store_query (store, "SELECT 1 FROM edits WHERE automation = ? AND n = ?",
                                                              "ll", row->id, n);

  if (parcours_statement_next (found))
    return TRUE;
  if (parcours_statement_end (found, error))
    g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND,
                 _("There is nothing left to undo or redo in “%s”"), store->name);

  return FALSE;
}

static gboolean
log_action (ParcoursStore  *store,
            Row            *row,
            const char     *action,
            ParcoursEdit   *edit,
            GError        **error)
{
  if (g_str_equal (action, "undo") || g_str_equal (action, "redo"))
    {
      gboolean back = g_str_equal (action, "undo");

      if (!check_edit (store, row, row->present + (back ? 0 : 1), error))
        return FALSE;
      row->present += back ? -1 : 1;
      return TRUE;
    }
  if (!forget_undone (store, row, error))
    return FALSE;
  if (g_str_equal (action, "extend") && row->present > 0)
    return take_out_last (store, row, error) && put_edit (store, row, row->present, edit, error);
  row->present++;

  return put_edit (store, row, row->present, edit, error);
}

/* The columns that a list shows follow the head of the document. */
static gboolean
follow_head (ParcoursStore       *store,
             const Row           *row,
             const ParcoursEdit  *edit,
             gboolean             undone,
             GError             **error)
{
  const char *name = NULL;
  const char *platform = NULL;

  for (guint i = 0; i < parcours_edit_n_changes (edit); i++)
    {
      const ParcoursChange *change = parcours_edit_nth_change (edit, i);
      JsonNode *value = undone ? change->before : change->after;

      if (change->target != PARCOURS_CHANGE_HEAD || value == NULL)
        continue;
      if (g_str_equal (change->name, "name"))
        name = parcours_json_string (value);
      else if (g_str_equal (change->name, "platform"))
        platform = parcours_json_string (value);
    }

  return parcours_store_run (store, error,
                             "UPDATE automations SET present = ?, digest = NULL, changed_at = ?, name = ifnull (?, name), "
                             "platform = ifnull (?, platform) WHERE id = ?", "llssl", row->present, now (), name, platform,
                             row->id);
}

static gboolean
cut_log (ParcoursStore  *store,
         Row            *row,
         GError        **error)
{
  if (ABS (row->present - row->written) < EDITS_BETWEEN)
    return TRUE;

  return write_present (store, row, error) &&
         parcours_store_run (store, error, "DELETE FROM edits WHERE automation = ? AND n <= ?", "ll", row->id,
                             row->present - EDITS_KEPT);
}

/**
 * parcours_store_log_edit:
 * @store: a workspace
 * @slug: the slug of an automation
 * @action: what happened, as #ParcoursDocument::edited says: `do`, `extend`, `undo` or `redo`
 * @edit: the edit
 * @error: return location for an error
 *
 * Keeps what was done to a document, in one transaction.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_log_edit (ParcoursStore  *store,
                         const char     *slug,
                         const char     *action,
                         ParcoursEdit   *edit,
                         GError        **error)
{
  g_auto (Row) row = { 0 };
  gboolean ok;

  if (!parcours_store_begin (store, error))
    return FALSE;
  ok = find_row (store, slug, &row, error) && log_action (store, &row, action, edit, error) &&
       follow_head (store, &row, edit, g_str_equal (action, "undo"), error) && cut_log (store, &row, error);

  return parcours_store_end (store, ok, error);
}

static gboolean
update (ParcoursStore  *store,
        const char     *slug,
        const char     *sql,
        gint64          value,
        GError        **error)
{
  if (!parcours_store_run (store, error, sql, "ls", value, slug))
    return FALSE;

  return sqlite3_changes64 (store->db) > 0 || fail_missing (store, slug, error);
}

/**
 * parcours_store_set_ready:
 * @store: a workspace
 * @slug: the slug of an automation
 * @ready: whether a person calls it ready
 * @error: return location for an error
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_set_ready (ParcoursStore  *store,
                          const char     *slug,
                          gboolean        ready,
                          GError        **error)
{
  return update (store, slug, "UPDATE automations SET ready = ? WHERE slug = ? AND NOT deleted", ready != FALSE, error);
}

/**
 * parcours_store_set_active:
 * @store: a workspace
 * @slug: the slug of an automation
 * @since: when it was activated, in seconds since 1970, or 0 to pause it
 * @error: return location for an error
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_set_active (ParcoursStore  *store,
                           const char     *slug,
                           gint64          since,
                           GError        **error)
{
  return update (store, slug, "UPDATE automations SET active_since = nullif (?, 0) WHERE slug = ? AND NOT deleted", since,
                 error);
}

/**
 * parcours_store_delete_automation:
 * @store: a workspace
 * @slug: the slug of an automation
 * @error: return location for an error
 *
 * Takes the automation away until parcours_store_undelete_automation(). Its slug stays taken.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_delete_automation (ParcoursStore  *store,
                                  const char     *slug,
                                  GError        **error)
{
  return update (store, slug, "UPDATE automations SET deleted = ? WHERE slug = ? AND NOT deleted", 1, error);
}

/**
 * parcours_store_undelete_automation:
 * @store: a workspace
 * @slug: the slug of a deleted automation
 * @error: return location for an error
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_undelete_automation (ParcoursStore  *store,
                                    const char     *slug,
                                    GError        **error)
{
  return update (store, slug, "UPDATE automations SET deleted = ? WHERE slug = ? AND deleted", 0, error);
}

static gint64
insert_version (ParcoursStore       *store,
                gint64               id,
                ParcoursAutomation  *automation,
                const char          *reason,
                const char          *name,
                GError             **error)
{
  g_autofree char *document = document_of (automation);
  g_autofree char *digest = parcours_automation_digest (automation);
  g_autoptr (ParcoursStatement) row =
    parcours_store_query (store,
                          "INSERT INTO versions (automation, n, name, reason, at, digest, document) "
                          "SELECT ?1, ifnull (max (n), 0) + 1, ?2, ?3, ?4, ?5, ?6 FROM versions WHERE automation = ?1 "
                          "RETURNING n", "lsslss", id, name, reason, now (), digest, document);
  gint64 n = parcours_statement_next (row) ? parcours_statement_integer (row, 0) : 0;

  return parcours_statement_end (row, error) ? n : 0;
}

/**
 * parcours_store_cut_version:
 * @store: a workspace
 * @slug: the slug of an automation
 * @reason: why: `named`, `publish`, `merge`, `restore` or `idle`
 * @name: (nullable): what a person calls it
 * @error: return location for an error
 *
 * Keeps the automation as it is now.
 *
 * Returns: the number of the version, or 0 with an error
 */
int
parcours_store_cut_version (ParcoursStore  *store,
                            const char     *slug,
                            const char     *reason,
                            const char     *name,
                            GError        **error)
{
  g_auto (Row) row = { 0 };
  gint64 n = 0;

  if (!parcours_store_begin (store, error))
    return 0;
  if (find_present (store, slug, &row, error))
    n = insert_version (store, row.id, row.automation, reason, name, error);

  return parcours_store_end (store, n > 0, error) ? (int) n : 0;
}

/**
 * parcours_store_list_versions:
 * @store: a workspace
 * @slug: the slug of an automation
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ParcoursVersionInfo) (nullable): its versions, the newest first
 */
GPtrArray *
parcours_store_list_versions (ParcoursStore  *store,
                              const char     *slug,
                              GError        **error)
{
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_version_info_free);
  g_autoptr (ParcoursStatement) rows =
    parcours_store_query (store,
                          "SELECT v.n, v.name, v.reason, v.at, v.digest FROM versions v JOIN automations a ON a.id = v.automation "
                          "WHERE a.slug = ? ORDER BY v.n DESC", "s", slug);

  while (parcours_statement_next (rows))
    {
      ParcoursVersionInfo *info = g_new0 (ParcoursVersionInfo, 1);

      info->n = (int) parcours_statement_integer (rows, 0);
      info->name = g_strdup (parcours_statement_text (rows, 1));
      info->reason = g_strdup (parcours_statement_text (rows, 2));
      info->at = parcours_statement_integer (rows, 3);
      info->digest = g_strdup (parcours_statement_text (rows, 4));
      g_ptr_array_add (infos, info);
    }

  return parcours_statement_end (rows, error) ? g_steal_pointer (&infos) : NULL;
}

/**
 * parcours_store_load_version:
 * @store: a workspace
 * @slug: the slug of an automation
 * @n: the number of a version
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the automation as it was then
 */
ParcoursAutomation *
parcours_store_load_version (ParcoursStore  *store,
                             const char     *slug,
                             int             n,
                             GError        **error)
{
  g_autoptr (ParcoursStatement) row =
    parcours_store_query (store, "SELECT v.document FROM versions v JOIN automations a ON a.id = v.automation "
                                 "WHERE a.slug = ? AND v.n = ?", "si", slug, n);
  g_autoptr (JsonNode) node = NULL;

  if (!parcours_statement_next (row))
    {
      if (parcours_statement_end (row, error))
        fail_missing (store, slug, error);
      return NULL;
    }
  node = parcours_json_parse (parcours_statement_text (row, 0), -1, error);

  return node != NULL ? parcours_automation_from_json (node, error) : NULL;
}

static void
add_goals (ParcoursLibrary          *library,
           const ParcoursAutomation *automation)
{
  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);
      const char *name = parcours_json_member_string (step->params, "name");
      g_autofree char *slug = NULL;

      if (!g_str_has_prefix (step->type_name, "goal."))
        continue;
      slug = g_strconcat (parcours_automation_slug (automation), "/", step->id, NULL);
      parcours_library_add (library, "goal", slug, name != NULL ? name : step->title, NULL);
    }
}

/**
 * parcours_store_add_automations:
 * @store: a workspace
 * @library: a library that is being filled
 * @error: return location for an error
 *
 * Adds the automations and their goals. Most have none: only what may have some is read.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_add_automations (ParcoursStore    *store,
                                ParcoursLibrary  *library,
                                GError          **error)
{
  g_autoptr (ParcoursStatement) rows =
    parcours_store_query (store, "SELECT slug, name, present <> written OR instr(document, '\"goal.') > 0 "
                                 "FROM automations WHERE NOT deleted", "");

  while (parcours_statement_next (rows))
    {
      const char *slug = parcours_statement_text (rows, 0);
      g_auto (Row) row = { 0 };

      parcours_library_add (library, "automation", slug, parcours_statement_text (rows, 1), NULL);
      if (parcours_statement_integer (rows, 2) != 0 && find_present (store, slug, &row, NULL))
        add_goals (library, row.automation);
    }

  return parcours_statement_end (rows, error);
}
