/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of a million contacts is an array of a million numbers in its order:
 * eight megabytes, found in one pass over the table, after which every row is as
 * near as every other, however far somebody scrolls. Pages found by the key of
 * the row before would make the end of the list wait for all that is above it. */

#include "config.h"

#include "parcours-contact-query.h"
#include "parcours-store-contacts.h"
#include "parcours-store-entity.h"
#include "parcours-store-field.h"
#include "parcours-text.h"

#define NAME "trim (ifnull (c.first_name, '') || ' ' || ifnull (c.last_name, ''))"
#define SCORE_PREFIX "score:"

static gboolean
is_sorted_as_text (ParcoursFieldType type)
{
  return type == PARCOURS_FIELD_TEXT || type == PARCOURS_FIELD_CHOICE || type == PARCOURS_FIELD_CHOICES ||
         type == PARCOURS_FIELD_USER;
}

static gboolean
append_column_order (ParcoursStore               *store,
                     const ParcoursContactQuery  *query,
                     GString                     *sql,
                     GError                     **error)
{
  gboolean is_score = g_str_has_prefix (query->sort, SCORE_PREFIX);
  const char *slug = is_score ? query->sort + strlen (SCORE_PREFIX) : query->sort;
  const char *direction = query->descending ? "DESC" : "ASC";
  const ParcoursStoreField *field;

  if (parcours_store_fields (store, error) == NULL)
    return FALSE;
  field = parcours_store_find_field (store, is_score ? "score" : "field", slug);
  if (field == NULL)
    return parcours_store_fail_missing (store, is_score ? "score" : "field", slug, error);
  g_string_append_printf (sql, is_sorted_as_text (field->type) ? "c.%s IS NULL, plain (c.%s) %s, " : "c.%s IS NULL, c.%s %s, ",
                          field->column, field->column, direction);

  return TRUE;
}

static gboolean
append_order (ParcoursStore               *store,
              const ParcoursContactQuery  *query,
              GString                     *sql,
              GError                     **error)
{
  const char *direction = query->descending ? "DESC" : "ASC";

  g_string_append (sql, " ORDER BY ");
  if (query->sort != NULL && g_str_equal (query->sort, "name"))
    g_string_append_printf (sql, NAME " = '', plain (" NAME ") %s, ", direction);
  else if (query->sort != NULL && !append_column_order (store, query, sql, error))
    return FALSE;
  g_string_append_printf (sql, "c.id %s", query->sort == NULL ? direction : "ASC");

  return TRUE;
}

static void
append_source (const ParcoursContactQuery *query,
               GString                    *sql)
{
  g_string_append (sql, " FROM contacts c WHERE true");
  if (query->list != NULL && query->status == PARCOURS_LIST_ANY)
    g_string_append (sql, " AND c.id IN (SELECT contact FROM subscriptions WHERE list = :list AND status != 0)");
  else if (query->list != NULL)
    g_string_append (sql, " AND c.id IN (SELECT contact FROM subscriptions WHERE list = :list AND status = :status)");
  if (query->tag != NULL)
    g_string_append (sql, " AND c.id IN (SELECT contact FROM memberships WHERE entity = :tag)");
  if (!parcours_text_is_blank (query->search))
    g_string_append (sql, " AND found (:search, " NAME ", c.email, c.phone)");
}

static void
bind_number (ParcoursStatement *statement,
             const char        *name,
             gint64             number)
{
  int i = statement->stmt != NULL ? sqlite3_bind_parameter_index (statement->stmt, name) : 0;

  if (i > 0)
    sqlite3_bind_int64 (statement->stmt, i, number);
}

static ParcoursStatement *
open_query (ParcoursStore               *store,
            const ParcoursContactQuery  *query,
            GError                     **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT c.id");
  ParcoursStatement *statement;
  gint64 list = 0, tag = 0;

  if (query->list != NULL && !parcours_store_entity_id (store, "list", query->list, &list, error))
    return NULL;
  if (query->tag != NULL && !parcours_store_entity_id (store, "tag", query->tag, &tag, error))
    return NULL;
  append_source (query, sql);
  if (!append_order (store, query, sql, error))
    return NULL;
  statement = parcours_store_query (store, sql->str, "");
  bind_number (statement, ":list", list);
  bind_number (statement, ":status", query->status);
  bind_number (statement, ":tag", tag);
  if (statement->stmt != NULL && !parcours_text_is_blank (query->search))
    sqlite3_bind_text (statement->stmt, sqlite3_bind_parameter_index (statement->stmt, ":search"), query->search, -1,
                       SQLITE_TRANSIENT);

  return statement;
}

static gboolean
is_allowed (const ParcoursContactQuery *query,
            gint64                      id)
{
  if (query->allowed == NULL)
    return TRUE;

  return id >= 0 && id < query->n_allowed && (query->allowed[id >> 6] >> (id & 63) & 1);
}

static GArray *
read_ids (ParcoursStore               *store,
          const ParcoursContactQuery  *query,
          GError                     **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (ParcoursStatement) rows = open_query (store, query, error);

  if (rows == NULL)
    return NULL;
  while ((query->max == 0 || ids->len < query->max) && parcours_statement_next (rows))
    {
      gint64 id = parcours_statement_integer (rows, 0);

      if (is_allowed (query, id))
        g_array_append_val (ids, id);
    }

  return parcours_statement_end (rows, error) ? g_steal_pointer (&ids) : NULL;
}

/**
 * parcours_store_query_contacts:
 * @store: a workspace
 * @query: which contacts, in which order
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the numbers of the contacts
 */
GArray *
parcours_store_query_contacts (ParcoursStore               *store,
                               const ParcoursContactQuery  *query,
                               GCancellable                *cancellable,
                               GError                     **error)
{
  GArray *ids = NULL;

  if (!parcours_store_begin_read (store, error))
    return NULL;
  if (parcours_store_watch (store, cancellable, error))
    ids = read_ids (store, query, error);
  parcours_store_watch (store, NULL, NULL);
  parcours_store_end_read (store);

  return ids;
}

static void
free_contact (gpointer contact)
{
  if (contact != NULL)
    parcours_contact_free (contact);
}

/**
 * parcours_store_load_contacts:
 * @store: a workspace
 * @ids: (array length=n): numbers of contacts
 * @n: how many
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type ParcoursContact) (nullable): the contacts, %NULL for those that are not there any more
 */
GPtrArray *
parcours_store_load_contacts (ParcoursStore  *store,
                              const gint64   *ids,
                              guint           n,
                              GError        **error)
{
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_full (n, free_contact);
  g_autoptr (GError) local_error = NULL;

  if (!parcours_store_begin_read (store, error))
    return NULL;
  for (guint i = 0; i < n && local_error == NULL; i++)
    {
      g_ptr_array_add (contacts, parcours_store_load_contact (store, ids[i], &local_error));
      if (g_error_matches (local_error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND))
        g_clear_error (&local_error);
    }
  parcours_store_end_read (store);
  if (local_error == NULL)
    return g_steal_pointer (&contacts);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}
