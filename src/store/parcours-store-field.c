/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-json.h"
#include "parcours-store-field.h"
#include "parcours-text.h"

/* The columns that every contact has (vocabulary, section 5). */
static const struct
{
  const char *slug;
  const char *column;
  ParcoursFieldType type;
} builtins[] = {
  { "email", "email", PARCOURS_FIELD_TEXT },
  { "phone", "phone", PARCOURS_FIELD_TEXT },
  { "first-name", "first_name", PARCOURS_FIELD_TEXT },
  { "last-name", "last_name", PARCOURS_FIELD_TEXT },
  { "language", "language", PARCOURS_FIELD_TEXT },
  { "timezone", "timezone", PARCOURS_FIELD_TEXT },
  { "owner", "owner", PARCOURS_FIELD_USER },
  { "created-at", "created_at", PARCOURS_FIELD_DATETIME },
  { "last-activity-at", "last_activity_at", PARCOURS_FIELD_DATETIME },
  { "last-order-at", "last_order_at", PARCOURS_FIELD_DATETIME },
  { "order-count", "order_count", PARCOURS_FIELD_NUMBER },
  { "total-spent", "total_spent", PARCOURS_FIELD_MONEY },
};

static void
field_free (gpointer data)
{
  ParcoursStoreField *field = data;

  g_free (field->kind);
  g_free (field->slug);
  g_free (field->column);
  g_strfreev (field->options);
  g_free (field);
}

static void
add_field (GPtrArray         *fields,
           const char        *kind,
           const char        *slug,
           char              *column,
           ParcoursFieldType  type,
           char             **options,
           gboolean           builtin)
{
  ParcoursStoreField *field = g_new0 (ParcoursStoreField, 1);

  field->kind = g_strdup (kind);
  field->slug = g_strdup (slug);
  field->column = column;
  field->type = type != PARCOURS_FIELD_UNKNOWN ? type : PARCOURS_FIELD_TEXT;
  field->options = options;
  field->builtin = builtin;
  g_ptr_array_add (fields, field);
}

static char **
options_of (JsonObject *attributes)
{
  JsonArray *array = parcours_json_member_array (attributes, "options");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *option = parcours_json_string (json_array_get_element (array, i));

      if (option != NULL)
        g_strv_builder_add (builder, option);
    }

  return g_strv_builder_end (builder);
}

static void
add_entity (GPtrArray         *fields,
            ParcoursStatement *row)
{
  const char *kind = parcours_statement_text (row, 1);
  g_autoptr (JsonNode) node = parcours_statement_json (row, 3);
  JsonObject *attributes = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  gboolean is_score = g_str_equal (kind, "score");
  gboolean of_deal = g_strcmp0 (parcours_json_member_string (attributes, "of"), "deal") == 0;
  char *column = g_strdup_printf ("%c%" G_GINT64_FORMAT, is_score ? 's' : 'f', parcours_statement_integer (row, 0));
  ParcoursFieldType type = is_score ? PARCOURS_FIELD_NUMBER
                                    : parcours_field_type_parse (parcours_json_member_string (attributes, "type"));

  add_field (fields, is_score && of_deal ? "deal-score" : kind, parcours_statement_text (row, 2), column, type,
             options_of (attributes), FALSE);
}

static GPtrArray *
load_fields (ParcoursStore  *store,
             GError        **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (field_free);
  g_autoptr (ParcoursStatement) rows = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (builtins); i++)
    add_field (fields, "field", builtins[i].slug, g_strdup (builtins[i].column), builtins[i].type, NULL, TRUE);
  rows = parcours_store_query (store, "SELECT id, kind, slug, attributes FROM entities "
                                      "WHERE kind IN ('field', 'score', 'deal-field', 'account-field') AND NOT deleted "
                                      "ORDER BY id", "");
  while (parcours_statement_next (rows))
    add_entity (fields, rows);

  return parcours_statement_end (rows, error) ? g_steal_pointer (&fields) : NULL;
}

/**
 * parcours_store_fields:
 * @store: a workspace
 * @error: return location for an error
 *
 * Returns: (transfer none) (element-type ParcoursStoreField) (nullable): the columns that have a slug, those of every
 *   contact first, until something of the library changes
 */
GPtrArray *
parcours_store_fields (ParcoursStore  *store,
                       GError        **error)
{
  gint64 version;

  if (!parcours_store_get_integer (store, "PRAGMA data_version", &version, error))
    return NULL;
  if (store->fields == NULL || store->fields_version != version)
    {
      GPtrArray *fields = load_fields (store, error);

      if (fields == NULL)
        return NULL;
      g_clear_pointer (&store->fields, g_ptr_array_unref);
      store->fields = fields;
      store->fields_version = version;
    }

  return store->fields;
}

/**
 * parcours_store_forget_fields:
 * @store: a workspace
 *
 * Has the fields read again, because one was added or changed through this connection.
 */
void
parcours_store_forget_fields (ParcoursStore *store)
{
  g_clear_pointer (&store->fields, g_ptr_array_unref);
}

/**
 * parcours_store_find_field:
 * @store: a workspace, after parcours_store_fields()
 * @kind: `field`, `score`, `deal-field`, `deal-score` or `account-field`
 * @slug: a slug
 *
 * Returns: (transfer none) (nullable): the column, or %NULL if there is none of that name
 */
const ParcoursStoreField *
parcours_store_find_field (ParcoursStore *store,
                           const char    *kind,
                           const char    *slug)
{
  for (guint i = 0; store->fields != NULL && i < store->fields->len; i++)
    {
      const ParcoursStoreField *field = g_ptr_array_index (store->fields, i);

      if (g_str_equal (field->slug, slug) && g_str_equal (field->kind, kind))
        return field;
    }

  return NULL;
}

static gboolean
is_text (ParcoursFieldType type)
{
  return type == PARCOURS_FIELD_TEXT || type == PARCOURS_FIELD_CHOICE || type == PARCOURS_FIELD_USER;
}

/**
 * parcours_store_bind_slot:
 * @stmt: a statement
 * @i: which of its values, from 1
 * @field: the column that the value is for
 * @text: (nullable): the value as files spell it; blank is none
 *
 * Returns: whether @text is a value of the column's type; if not, nothing is bound
 */
gboolean
parcours_store_bind_slot (sqlite3_stmt             *stmt,
                          int                       i,
                          const ParcoursStoreField *field,
                          const char               *text)
{
  g_autofree char *choices = NULL;
  ParcoursSlot slot;

  if (parcours_text_is_blank (text))
    return sqlite3_bind_null (stmt, i) == SQLITE_OK;
  if (is_text (field->type))
    return sqlite3_bind_text (stmt, i, text, -1, SQLITE_TRANSIENT) == SQLITE_OK;
  if (!parcours_slot_parse (field->type, (const char *const *) field->options, text, NULL, &slot))
    return FALSE;
  switch (field->type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      return sqlite3_bind_double (stmt, i, slot.number) == SQLITE_OK;
    case PARCOURS_FIELD_DATETIME:
      return sqlite3_bind_int64 (stmt, i, slot.at) == SQLITE_OK;
    case PARCOURS_FIELD_BOOL:
      return sqlite3_bind_int (stmt, i, slot.boolean) == SQLITE_OK;
    case PARCOURS_FIELD_CHOICES:
      choices = parcours_slot_format (field->type, (const char *const *) field->options, slot, NULL);
      return sqlite3_bind_text (stmt, i, choices, -1, SQLITE_TRANSIENT) == SQLITE_OK;
    default:
      return sqlite3_bind_int (stmt, i, slot.day) == SQLITE_OK;
    }
}

/**
 * parcours_store_format_slot:
 * @stmt: a statement at a row
 * @column: which column of the row, from 0
 * @field: what it holds
 *
 * Returns: (transfer full) (nullable): the value as files spell it, or %NULL if there is none
 */
char *
parcours_store_format_slot (sqlite3_stmt             *stmt,
                            int                       column,
                            const ParcoursStoreField *field)
{
  ParcoursSlot slot = { 0 };

  if (sqlite3_column_type (stmt, column) == SQLITE_NULL)
    return NULL;
  switch (field->type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      slot.number = sqlite3_column_double (stmt, column);
      break;
    case PARCOURS_FIELD_DATETIME:
      slot.at = sqlite3_column_int64 (stmt, column);
      break;
    case PARCOURS_FIELD_BOOL:
      slot.boolean = (gint8) sqlite3_column_int (stmt, column);
      break;
    case PARCOURS_FIELD_DATE:
    case PARCOURS_FIELD_BIRTHDAY:
      slot.day = sqlite3_column_int (stmt, column);
      break;
    default:
      return g_strdup ((const char *) sqlite3_column_text (stmt, column));
    }

  return parcours_slot_format (field->type, NULL, slot, NULL);
}
