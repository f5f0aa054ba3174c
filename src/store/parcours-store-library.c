/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-json.h"
#include "parcours-store-automations-private.h"
#include "parcours-store-entity.h"
#include "parcours-store-field.h"
#include "parcours-store-library.h"
#include "parcours-store-settings.h"
#include "parcours-text.h"

/* What has a slug but is no target of references, and can be large: of behaviours the names are enough. */
#define NOT_REFERENCES "('timeline', 'scenario')"
#define ATTRIBUTES "CASE kind WHEN 'behaviour' THEN '{}' ELSE attributes END"

/**
 * parcours_store_fail_missing:
 * @store: a workspace
 * @kind: such as `list`
 * @slug: a slug that nothing has
 * @error: return location for an error
 *
 * Returns: %FALSE
 */
gboolean
parcours_store_fail_missing (ParcoursStore  *store,
                             const char     *kind,
                             const char     *slug,
                             GError        **error)
{
  /* Translators: a slug and its kind, such as “newsletter” (list), and the name of a file. */
  g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND, _("There is no “%s” (%s) in “%s”"), slug, kind,
               store->name);

  return FALSE;
}

static void
add_row (ParcoursLibrary   *library,
         ParcoursStatement *row)
{
  g_autoptr (JsonNode) node = parcours_statement_json (row, 3);

  parcours_library_add (library, parcours_statement_text (row, 0), parcours_statement_text (row, 1),
                        parcours_statement_text (row, 2),
                        node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL);
}

static gboolean
add_rows (ParcoursStore    *store,
          ParcoursLibrary  *library,
          const char       *sql,
          GError          **error)
{
  g_autoptr (ParcoursStatement) rows = parcours_store_query (store, sql, "");

  while (parcours_statement_next (rows))
    add_row (library, rows);

  return parcours_statement_end (rows, error);
}

static gboolean
set_currency (ParcoursStore    *store,
              ParcoursLibrary  *library,
              GError          **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *currency = parcours_store_get_text (store, "currency", &local_error);

  if (currency != NULL && !parcours_text_is_blank (currency))
    parcours_library_set_currency (library, currency);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
add_entities (ParcoursStore    *store,
              ParcoursLibrary  *library,
              GError          **error)
{
  return add_rows (store, library,
                   "SELECT kind, slug, label, " ATTRIBUTES " FROM entities WHERE NOT deleted AND kind NOT IN "
                   NOT_REFERENCES, error) &&
         add_rows (store, library, "SELECT 'account', ident, name, json_object ('url', url) FROM accounts", error);
}

/**
 * parcours_store_load_entities:
 * @store: a workspace
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what an automation may take with it: entities and accounts, no automations
 */
ParcoursLibrary *
parcours_store_load_entities (ParcoursStore  *store,
                              GError        **error)
{
  g_autoptr (ParcoursLibrary) library = parcours_library_new ();

  return add_entities (store, library, error) ? g_steal_pointer (&library) : NULL;
}

/**
 * parcours_store_load_library:
 * @store: a workspace
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what references can name: entities, accounts, automations and their goals
 */
ParcoursLibrary *
parcours_store_load_library (ParcoursStore  *store,
                             GError        **error)
{
  g_autoptr (ParcoursLibrary) library = parcours_library_new ();
  gboolean ok;

  if (!parcours_store_begin_read (store, error))
    return NULL;
  ok = add_entities (store, library, error) &&
       parcours_store_add_automations (store, library, error) &&
       set_currency (store, library, error);
  parcours_store_end_read (store);

  return ok ? g_steal_pointer (&library) : NULL;
}

/**
 * parcours_store_load_scenarios:
 * @store: a workspace
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its scenarios, of kind `scenario`; their `automations` are slugs
 */
ParcoursLibrary *
parcours_store_load_scenarios (ParcoursStore  *store,
                               GError        **error)
{
  g_autoptr (ParcoursLibrary) scenarios = parcours_library_new ();

  return add_rows (store, scenarios, "SELECT kind, slug, label, attributes FROM entities WHERE kind = 'scenario' AND NOT deleted",
                   error) ? g_steal_pointer (&scenarios) : NULL;
}

/**
 * parcours_store_entity_id:
 * @store: a workspace
 * @kind: such as `list`
 * @slug: its slug
 * @id: (out): its number in the workspace
 * @error: return location for an error
 *
 * Returns: whether there is one
 */
gboolean
parcours_store_entity_id (ParcoursStore  *store,
                          const char     *kind,
                          const char     *slug,
                          gint64         *id,
                          GError        **error)
{
  g_autoptr (ParcoursStatement) row =
    parcours_store_query (store, "SELECT id FROM entities WHERE kind = ? AND slug = ? AND NOT deleted", "ss", kind, slug);

  if (parcours_statement_next (row))
    {
      *id = parcours_statement_integer (row, 0);
      return TRUE;
    }
  if (!parcours_statement_end (row, error))
    return FALSE;

  return parcours_store_fail_missing (store, kind, slug, error);
}

/* Stages, balances and tiers are named within what they belong to. */
static const char *
parent_of (const char *kind)
{
  if (g_str_equal (kind, "stage"))
    return "pipeline";

  return g_str_equal (kind, "balance") || g_str_equal (kind, "tier") ? "program" : NULL;
}

typedef struct
{
  ParcoursStore *store;
  const char *kind;
  const char *parent; /* (nullable) */
} Taken;

static char *
full_slug (const Taken *taken,
           const char  *slug)
{
  return taken->parent != NULL ? g_strconcat (taken->parent, "/", slug, NULL) : g_strdup (slug);
}

static gboolean
is_taken (const char *slug,
          gpointer    user_data)
{
  const Taken *taken = user_data;
  g_autofree char *full = full_slug (taken, slug);
  g_autoptr (ParcoursLibrary) builtin = parcours_library_new ();
  g_autoptr (ParcoursStatement) row = NULL;

  if (parcours_library_lookup (builtin, taken->kind, full) != NULL)
    return TRUE;
  row = g_str_equal (taken->kind, "account")
          ? parcours_store_query (taken->store, "SELECT 1 FROM accounts WHERE ident = ?", "s", full)
          : parcours_store_query (taken->store, "SELECT 1 FROM entities WHERE kind = ? AND slug = ?", "ss", taken->kind, full);

  return parcours_statement_next (row);
}

static char *
make_slug (ParcoursStore *store,
           const char    *kind,
           const char    *label,
           JsonObject    *attributes)
{
  const char *parent_kind = parent_of (kind);
  Taken taken = { store, kind, parent_kind != NULL ? parcours_json_member_string (attributes, parent_kind) : NULL };
  g_autofree char *wanted = parcours_slug_from_label (label, kind);
  g_autofree char *slug = parcours_slug_make_unique (wanted, is_taken, &taken);

  return full_slug (&taken, slug);
}

static gboolean
slug_is_valid (const char *kind,
               const char *slug)
{
  const char *slash = strchr (slug, '/');
  g_autofree char *parent = slash != NULL ? g_strndup (slug, (gsize) (slash - slug)) : NULL;

  if (slash == NULL)
    return parcours_slug_is_valid (slug);

  return parent_of (kind) != NULL && parcours_slug_is_valid (parent) && parcours_slug_is_valid (slash + 1);
}

static gboolean
check_slug (ParcoursStore  *store,
            const char     *kind,
            const char     *slug,
            GError        **error)
{
  g_autoptr (ParcoursLibrary) builtin = parcours_library_new ();
  gint64 id;

  if (!slug_is_valid (kind, slug))
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID,
                   _("“%s” cannot be a short name: use small letters, digits and hyphens"), slug);
      return FALSE;
    }
  if (parcours_library_lookup (builtin, kind, slug) == NULL && !parcours_store_entity_id (store, kind, slug, &id, NULL))
    return TRUE;
  g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_CONSTRAINT,
               _("There is a “%s” (%s) in “%s” already. Choose another name."), slug, kind, store->name);

  return FALSE;
}

static const char *
sql_type (ParcoursFieldType type)
{
  switch (type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      return "REAL";
    case PARCOURS_FIELD_DATE:
    case PARCOURS_FIELD_DATETIME:
    case PARCOURS_FIELD_BIRTHDAY:
    case PARCOURS_FIELD_BOOL:
      return "INTEGER";
    default:
      return "TEXT";
    }
}

/* Fields and scores are columns. */
static gboolean
add_column (ParcoursStore  *store,
            const char     *kind,
            const char     *slug,
            GError        **error)
{
  const ParcoursStoreField *field;
  const char *table = "contacts";
  g_autofree char *sql = NULL;

  parcours_store_forget_fields (store);
  if (parcours_store_fields (store, error) == NULL)
    return FALSE;
  field = parcours_store_find_field (store, kind, slug);
  if (field == NULL && g_str_equal (kind, "score"))
    field = parcours_store_find_field (store, "deal-score", slug);
  if (field == NULL)
    return TRUE;
  if (g_str_has_prefix (field->kind, "deal-"))
    table = "deals";
  else if (g_str_has_prefix (field->kind, "account-"))
    table = "accounts";
  sql = g_strdup_printf ("ALTER TABLE %s ADD COLUMN %s %s", table, field->column, sql_type (field->type));

  return parcours_store_exec (store, sql, error);
}

static gboolean
has_column (ParcoursStore *store,
            const char    *kind,
            const char    *slug)
{
  g_autoptr (ParcoursStatement) row =
    parcours_store_query (store, "SELECT 1 FROM entities WHERE kind = ? AND slug = ?", "ss", kind, slug);

  return parcours_statement_next (row);
}

/* Who was a member of what has been deleted, as long as this connection is open. */
static gboolean
keep_members (ParcoursStore  *store,
              gint64          id,
              GError        **error)
{
  return parcours_store_exec (store,
                              "CREATE TEMP TABLE IF NOT EXISTS kept_memberships AS SELECT * FROM main.memberships WHERE 0;"
                              "CREATE TEMP TABLE IF NOT EXISTS kept_subscriptions AS SELECT * FROM main.subscriptions WHERE 0;"
                              "CREATE TEMP TABLE IF NOT EXISTS kept_blocked AS SELECT * FROM main.blocked_senders WHERE 0",
                              error) &&
         parcours_store_run (store, error, "INSERT INTO kept_memberships SELECT * FROM memberships WHERE entity = ?", "l", id) &&
         parcours_store_run (store, error, "INSERT INTO kept_subscriptions SELECT * FROM subscriptions WHERE list = ?", "l", id) &&
         parcours_store_run (store, error, "INSERT INTO kept_blocked SELECT * FROM blocked_senders WHERE sender = ?", "l", id);
}

/* Contacts that were deleted meanwhile stay so. */
static gboolean
bring_members_back (ParcoursStore  *store,
                    gint64          id,
                    GError        **error)
{
  g_autoptr (ParcoursStatement) kept =
    parcours_store_query (store, "SELECT 1 FROM sqlite_temp_master WHERE name = 'kept_memberships'", "");

  if (!parcours_statement_next (kept))
    return parcours_statement_end (kept, error);
  g_clear_pointer (&kept, parcours_statement_free);

  return parcours_store_run (store, error, "INSERT OR IGNORE INTO memberships SELECT * FROM kept_memberships "
                             "WHERE entity = ? AND contact IN (SELECT id FROM contacts)", "l", id) &&
         parcours_store_run (store, error, "INSERT OR IGNORE INTO subscriptions SELECT * FROM kept_subscriptions "
                             "WHERE list = ? AND contact IN (SELECT id FROM contacts)", "l", id) &&
         parcours_store_run (store, error, "INSERT OR IGNORE INTO blocked_senders SELECT * FROM kept_blocked "
                             "WHERE sender = ? AND contact IN (SELECT id FROM contacts)", "l", id) &&
         parcours_store_run (store, error, "DELETE FROM kept_memberships WHERE entity = ?", "l", id) &&
         parcours_store_run (store, error, "DELETE FROM kept_subscriptions WHERE list = ?", "l", id) &&
         parcours_store_run (store, error, "DELETE FROM kept_blocked WHERE sender = ?", "l", id);
}

static gboolean
insert (ParcoursStore  *store,
        const char     *kind,
        const char     *slug,
        const char     *label,
        JsonObject     *attributes,
        GError        **error)
{
  g_autoptr (JsonNode) node = parcours_json_take_object (parcours_json_copy_object (attributes));
  g_autofree char *line = parcours_json_to_line (node);
  gboolean is_new = !has_column (store, kind, slug);
  gint64 id;

  if (g_str_equal (kind, "account"))
    return parcours_store_run (store, error, "INSERT INTO accounts (ident, name, url) VALUES (?, ?, ?)", "sss", slug, label,
                               parcours_json_member_string (attributes, "url"));
  if (!parcours_store_run (store, error,
                           "INSERT INTO entities (kind, slug, label, attributes) VALUES (?, ?, ?, ?) "
                           "ON CONFLICT (kind, slug) DO UPDATE SET label = excluded.label, "
                           "attributes = excluded.attributes, deleted = 0",
                           "ssss", kind, slug, label, line))
    return FALSE;
  parcours_store_forget_fields (store);

  if (is_new)
    return add_column (store, kind, slug, error);

  return parcours_store_entity_id (store, kind, slug, &id, error) && bring_members_back (store, id, error);
}

/**
 * parcours_store_add_entity:
 * @store: a workspace
 * @kind: such as `list`
 * @slug: (nullable): its slug, or %NULL to make one of @label that nothing has or had; naming that of a deleted entity
 *   brings it back, with who was a member of it if this connection has deleted it
 * @label: its name for people
 * @attributes: (nullable): its columns (vocabulary, section 5)
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its slug
 */
char *
parcours_store_add_entity (ParcoursStore  *store,
                           const char     *kind,
                           const char     *slug,
                           const char     *label,
                           JsonObject     *attributes,
                           GError        **error)
{
  g_autoptr (JsonObject) columns = parcours_json_copy_object (attributes);
  g_autofree char *made = slug != NULL ? g_strdup (slug) : make_slug (store, kind, label, columns);

  g_return_val_if_fail (kind != NULL && label != NULL, NULL);

  if (!check_slug (store, kind, made, error) || !parcours_store_begin (store, error))
    return NULL;
  if (!parcours_store_end (store, insert (store, kind, made, label, columns, error), error))
    return NULL;

  return g_steal_pointer (&made);
}

/**
 * parcours_store_set_entity:
 * @store: a workspace
 * @kind: such as `list`
 * @slug: the slug of an entity
 * @label: (nullable): its new name, or %NULL to keep it
 * @attributes: (nullable): its new columns, or %NULL to keep them
 * @error: return location for an error
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_set_entity (ParcoursStore  *store,
                           const char     *kind,
                           const char     *slug,
                           const char     *label,
                           JsonObject     *attributes,
                           GError        **error)
{
  g_autoptr (JsonNode) node = attributes != NULL ? parcours_json_take_object (parcours_json_copy_object (attributes)) : NULL;
  g_autofree char *line = node != NULL ? parcours_json_to_line (node) : NULL;
  gboolean ok;

  if (g_str_equal (kind, "account"))
    ok = parcours_store_run (store, error,
                             "UPDATE accounts SET name = ifnull (?, name), url = iif (?, ?, url) WHERE ident = ?", "siss",
                             label, attributes != NULL, parcours_json_member_string (attributes, "url"), slug);
  else
    ok = parcours_store_run (store, error,
                             "UPDATE entities SET label = ifnull (?, label), attributes = ifnull (?, attributes) "
                             "WHERE kind = ? AND slug = ? AND NOT deleted", "ssss", label, line, kind, slug);
  parcours_store_forget_fields (store);
  if (ok && sqlite3_changes64 (store->db) == 0)
    return parcours_store_fail_missing (store, kind, slug, error);

  return ok;
}

/**
 * parcours_store_delete_entity:
 * @store: a workspace
 * @kind: such as `list`
 * @slug: the slug of an entity
 * @error: return location for an error
 *
 * Deletes the entity and who is a member of it. The values of a field stay in the file, unseen.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_delete_entity (ParcoursStore  *store,
                              const char     *kind,
                              const char     *slug,
                              GError        **error)
{
  gint64 id;
  gboolean ok;

  if (g_str_equal (kind, "account"))
    {
      ok = parcours_store_run (store, error, "DELETE FROM accounts WHERE ident = ?", "s", slug);
      return ok && (sqlite3_changes64 (store->db) > 0 || parcours_store_fail_missing (store, kind, slug, error));
    }
  if (!parcours_store_entity_id (store, kind, slug, &id, error) || !parcours_store_begin (store, error))
    return FALSE;
  ok = keep_members (store, id, error) &&
       parcours_store_run (store, error, "DELETE FROM memberships WHERE entity = ?", "l", id) &&
       parcours_store_run (store, error, "DELETE FROM subscriptions WHERE list = ?", "l", id) &&
       parcours_store_run (store, error, "DELETE FROM blocked_senders WHERE sender = ?", "l", id) &&
       parcours_store_run (store, error, "UPDATE entities SET deleted = 1 WHERE id = ?", "l", id);
  parcours_store_forget_fields (store);

  return parcours_store_end (store, ok, error);
}

/**
 * parcours_store_load_entity:
 * @store: a workspace
 * @kind: such as `behaviour`
 * @slug: a slug
 * @label: (out) (optional) (transfer full): its name for people
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the columns of the entity
 */
JsonObject *
parcours_store_load_entity (ParcoursStore  *store,
                            const char     *kind,
                            const char     *slug,
                            char          **label,
                            GError        **error)
{
  g_autoptr (ParcoursStatement) row =
    g_str_equal (kind, "account")
      ? parcours_store_query (store, "SELECT json_object ('url', url), name FROM accounts WHERE ident = ?", "s", slug)
      : parcours_store_query (store, "SELECT attributes, label FROM entities WHERE kind = ? AND slug = ? AND NOT deleted",
                              "ss", kind, slug);
  gboolean is_there = parcours_statement_next (row);
  g_autoptr (JsonNode) node = is_there ? parcours_statement_json (row, 0) : NULL;
  g_autofree char *name = is_there ? g_strdup (parcours_statement_text (row, 1)) : NULL;

  if (!parcours_statement_end (row, error))
    return NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      parcours_store_fail_missing (store, kind, slug, error);
      return NULL;
    }
  if (label != NULL)
    *label = g_steal_pointer (&name);

  return parcours_json_copy_object (json_node_get_object (node));
}
