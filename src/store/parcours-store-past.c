/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The past and the records of a population: what its frame asks about. */

#include "config.h"

#include "parcours-json.h"
#include "parcours-lots.h"
#include "parcours-record-table.h"
#include "parcours-store-field.h"
#include "parcours-store-loader.h"
#include "parcours-time.h"

/* The declared type of a key of a payload; items of carts and orders have their own keys. */
static const char *
type_of_key (const char *key,
             gpointer    user_data)
{
  static const char *const amounts[] = { "price", "total", "amount", NULL };
  const ParcoursTopic *topic = user_data;
  const char *type = topic != NULL ? g_hash_table_lookup (topic->payload, key) : NULL;

  if (type != NULL)
    return type;
  if (g_str_equal (key, "quantity"))
    return "integer";

  return g_strv_contains (amounts, key) ? "money" : NULL;
}

static ParcoursObject *
parse_object (ParcoursStoreLoader *loader,
              const ParcoursTopic *topic,
              const char          *text)
{
  g_autoptr (JsonNode) node = text != NULL ? parcours_json_parse (text, -1, NULL) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  return parcours_object_from_json (json_node_get_object (node), type_of_key, (gpointer) topic, loader->frame->texts,
                                    parcours_population_builder_arena (loader->builder));
}

/* Subjects as numbers of the pool, by their numbers in the workspace. */
static GHashTable *
load_subjects (ParcoursStoreLoader  *loader,
               gint64                topic,
               GError              **error)
{
  g_autoptr (GHashTable) subjects = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (ParcoursStatement) rows =
    parcours_store_query (loader->store,
                          "SELECT id, text FROM texts WHERE id IN "
                          "(SELECT DISTINCT subject FROM events WHERE topic = ? AND typeof (subject) = 'integer')", "l", topic);

  while (parcours_statement_next (rows))
    {
      gint64 id = parcours_statement_integer (rows, 0);
      guint32 text = parcours_texts_intern (loader->frame->texts, parcours_statement_text (rows, 1));

      g_hash_table_insert (subjects, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (text));
    }

  return parcours_statement_end (rows, error) ? g_steal_pointer (&subjects) : NULL;
}

static guint32
subject_of (ParcoursStoreLoader *loader,
            GHashTable          *subjects,
            sqlite3_stmt        *row,
            int                  column)
{
  gint64 id;

  if (sqlite3_column_type (row, column) == SQLITE_TEXT)
    return parcours_texts_intern (loader->frame->texts, (const char *) sqlite3_column_text (row, column));
  id = sqlite3_column_int64 (row, column);

  return GPOINTER_TO_UINT (g_hash_table_lookup (subjects, &id));
}

static gboolean
load_topic (ParcoursStoreLoader  *loader,
            const ParcoursTopic  *topic,
            gint64                number,
            gboolean              with_payload,
            GError              **error)
{
  guint history = parcours_population_builder_add_topic (loader->builder, topic->name);
  g_autoptr (GHashTable) subjects = load_subjects (loader, number, error);
  g_autoptr (ParcoursStatement) rows = NULL;

  if (subjects == NULL)
    return FALSE;
  rows = parcours_store_query (loader->store,
                               with_payload ? "SELECT contact, at, subject, payload FROM events WHERE topic = ?"
                                            : "SELECT contact, at, subject FROM events WHERE topic = ?", "l", number);
  while (parcours_statement_next (rows))
    {
      ParcoursObject *payload = NULL;

      if (!parcours_store_loader_seek (loader, sqlite3_column_int64 (rows->stmt, 0)))
        continue;
      if (with_payload)
        payload = parse_object (loader, topic, (const char *) sqlite3_column_text (rows->stmt, 3));
      parcours_population_builder_add_event (loader->builder, history, sqlite3_column_int64 (rows->stmt, 1),
                                             subject_of (loader, subjects, rows->stmt, 2), payload);
    }

  return parcours_statement_end (rows, error);
}

/**
 * parcours_store_load_events:
 * @loader: a loader that has loaded the contacts
 * @error: return location for an error
 *
 * Loads the past events of the topics that questions of the frame are about.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_load_events (ParcoursStoreLoader  *loader,
                            GError              **error)
{
  for (guint i = 0; i < loader->frame->n_topics; i++)
    {
      const ParcoursTopic *topic = parcours_catalog_nth_topic (parcours_catalog_get (), i);
      g_autoptr (ParcoursStatement) row = NULL;
      gint64 number;

      if (loader->frame->queries_by_topic[i] == NULL)
        continue;
      row = parcours_store_query (loader->store, "SELECT id FROM topics WHERE name = ?", "s", topic->name);
      number = parcours_statement_next (row) ? parcours_statement_integer (row, 0) : 0;
      if (!parcours_statement_end (row, error) ||
          !load_topic (loader, topic, number, parcours_frame_needs_payload (loader->frame, i), error))
        return FALSE;
    }

  return TRUE;
}

static ParcoursValue
text_value (ParcoursStoreLoader *loader,
            const char          *text)
{
  return parcours_value_text (parcours_texts_intern (loader->frame->texts, text));
}

static void
set (ParcoursStoreLoader *loader,
     ParcoursObject      *columns,
     const char          *key,
     ParcoursValue        value)
{
  if (value.type != PARCOURS_VALUE_MISSING)
    parcours_object_set (columns, g_quark_from_string (key), value, parcours_population_builder_arena (loader->builder));
}

static ParcoursValue
json_value (ParcoursStoreLoader *loader,
            const char          *text)
{
  g_autofree char *wrapped = text != NULL ? g_strconcat ("{\"v\":", text, "}", NULL) : NULL;
  ParcoursObject *object = parse_object (loader, NULL, wrapped);

  return parcours_object_get (object, g_quark_from_static_string ("v"));
}

static ParcoursValue
record_value (ParcoursStoreLoader *loader,
              ParcoursRecordType   type,
              sqlite3_stmt        *row,
              int                  column)
{
  if (sqlite3_column_type (row, column) == SQLITE_NULL)
    return (ParcoursValue){ PARCOURS_VALUE_MISSING };
  switch (type)
    {
    case PARCOURS_RECORD_NUMBER:
    case PARCOURS_RECORD_MONEY:
      return parcours_value_number (sqlite3_column_double (row, column));
    case PARCOURS_RECORD_INSTANT:
      return parcours_value_instant (sqlite3_column_int64 (row, column));
    case PARCOURS_RECORD_DAY:
      return parcours_value_day (sqlite3_column_int (row, column));
    case PARCOURS_RECORD_JSON:
      return json_value (loader, (const char *) sqlite3_column_text (row, column));
    case PARCOURS_RECORD_TEXT:
    default:
      return text_value (loader, (const char *) sqlite3_column_text (row, column));
    }
}

static ParcoursRecordType
type_of_field (ParcoursFieldType type)
{
  switch (type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
      return PARCOURS_RECORD_NUMBER;
    case PARCOURS_FIELD_DATETIME:
      return PARCOURS_RECORD_INSTANT;
    case PARCOURS_FIELD_DATE:
      return PARCOURS_RECORD_DAY;
    default:
      return PARCOURS_RECORD_TEXT;
    }
}

/* A custom field or a score, which is a key like the columns; that of a score is `score:SLUG`. */
static ParcoursValue
field_value (ParcoursStoreLoader      *loader,
             const ParcoursStoreField *field,
             sqlite3_stmt             *row,
             int                       column)
{
  g_autofree char *text = NULL;

  if (field->type == PARCOURS_FIELD_BOOL && sqlite3_column_type (row, column) != SQLITE_NULL)
    return parcours_value_bool (sqlite3_column_int (row, column));
  if (field->type != PARCOURS_FIELD_BIRTHDAY)
    return record_value (loader, type_of_field (field->type), row, column);
  text = parcours_store_format_slot (row, column, field);

  return text_value (loader, text);
}

static void
set_fields (ParcoursStoreLoader *loader,
            ParcoursObject      *columns,
            const GPtrArray     *fields,
            sqlite3_stmt        *row,
            int                  first)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const ParcoursStoreField *field = g_ptr_array_index (fields, i);
      gboolean is_score = g_str_has_suffix (field->kind, "score");
      g_autofree char *key = is_score ? g_strconcat ("score:", field->slug, NULL) : g_strdup (field->slug);

      set (loader, columns, key, field_value (loader, field, row, first + (int) i));
    }
}

/* The custom fields and scores of deals or accounts, whose columns it adds to @sql. */
static GPtrArray *
fields_of (ParcoursStoreLoader *loader,
           const char          *holder,
           GString             *sql)
{
  GPtrArray *found = g_ptr_array_new ();
  GPtrArray *fields = parcours_store_fields (loader->store, NULL);

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      ParcoursStoreField *field = g_ptr_array_index (fields, i);

      if (!g_str_has_prefix (field->kind, holder))
        continue;
      g_string_append_printf (sql, ", %s", field->column);
      g_ptr_array_add (found, field);
    }

  return found;
}

static ParcoursObject *
new_columns (ParcoursStoreLoader *loader,
             guint32              id,
             gint64               created,
             guint                size)
{
  ParcoursObject *columns = parcours_object_new (size + 2, parcours_population_builder_arena (loader->builder));

  set (loader, columns, "id", parcours_value_text (id));
  set (loader, columns, "created-at", parcours_value_instant (created));

  return columns;
}

/* A slug below another one may stand for itself: `club/gold` is also `gold`. */
static ParcoursValue
short_and_long (ParcoursStoreLoader *loader,
                const char          *parent,
                const char          *slug)
{
  ParcoursArena *arena = parcours_population_builder_arena (loader->builder);
  ParcoursArray *both = parcours_arena_new0 (arena, ParcoursArray, 1);
  g_autofree char *full = g_strconcat (parent, "/", slug, NULL);

  both->n_values = 2;
  both->values = parcours_arena_new0 (arena, ParcoursValue, 2);
  both->values[0] = text_value (loader, slug);
  both->values[1] = text_value (loader, full);

  return (ParcoursValue){ PARCOURS_VALUE_ARRAY, { .array = both } };
}

/* A membership is a record; each of its balances is another one, with the same columns and its value. */
static void
add_membership (ParcoursStoreLoader *loader,
                guint                kind,
                gint64               created,
                ParcoursObject      *columns,
                const char          *program,
                const char          *tier,
                JsonObject          *balances)
{
  guint32 id = parcours_texts_intern (loader->frame->texts, program);
  g_autoptr (GList) names = balances != NULL ? json_object_get_members (balances) : NULL;

  set (loader, columns, "id", parcours_value_text (id));
  set (loader, columns, "member", parcours_value_bool (TRUE));
  if (tier != NULL)
    {
      g_autofree char *full = g_strconcat (program, "/", tier, NULL);

      set (loader, columns, "tier", short_and_long (loader, program, tier));
      set (loader, columns, "tier-slug", text_value (loader, full));
    }
  parcours_population_builder_add_record (loader->builder, kind, id, created, columns);
  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *full = g_strconcat (program, "/", (const char *) l->data, NULL);
      guint32 balance = parcours_texts_intern (loader->frame->texts, full);
      ParcoursObject *copy = parcours_object_copy (columns, parcours_population_builder_arena (loader->builder));

      set (loader, copy, "id", parcours_value_text (balance));
      set (loader, copy, "balance", short_and_long (loader, program, l->data));
      if (!parcours_lots_read (json_object_get_member (balances, l->data), loader->frame->texts,
                               parcours_population_builder_arena (loader->builder), copy))
        set (loader, copy, "value", parcours_value_number (0.));
      parcours_population_builder_add_record (loader->builder, kind, balance, created, copy);
    }
}

static gboolean
load_memberships (ParcoursStoreLoader  *loader,
                  guint                 kind,
                  GError              **error)
{
  g_autoptr (ParcoursStatement) rows =
    parcours_store_query (loader->store, "SELECT contact, created_at, program, tier, joined_on, balances FROM loyalty", "");

  while (parcours_statement_next (rows))
    {
      gint64 created = parcours_statement_integer (rows, 1);
      g_autoptr (JsonNode) balances = parcours_statement_json (rows, 5);
      ParcoursObject *columns;

      if (!parcours_store_loader_seek (loader, parcours_statement_integer (rows, 0)))
        continue;
      columns = new_columns (loader, PARCOURS_TEXT_MISSING, created, 8);
      set (loader, columns, "program", text_value (loader, parcours_statement_text (rows, 2)));
      set (loader, columns, "joined-on", record_value (loader, PARCOURS_RECORD_DAY, rows->stmt, 4));
      add_membership (loader, kind, created, columns, parcours_statement_text (rows, 2), parcours_statement_text (rows, 3),
                      balances != NULL && JSON_NODE_HOLDS_OBJECT (balances) ? json_node_get_object (balances) : NULL);
    }

  return parcours_statement_end (rows, error);
}

static gboolean
load_accounts (ParcoursStoreLoader  *loader,
               guint                 kind,
               GError              **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT c.contact, a.ident, a.created_at, c.is_primary, a.name, a.url");
  g_autoptr (GPtrArray) fields = fields_of (loader, "account-", sql);
  g_autoptr (ParcoursStatement) rows = NULL;

  /* The primary account comes last, so that it is the one meant where several are. */
  g_string_append (sql, " FROM account_contacts c JOIN accounts a ON a.id = c.account ORDER BY c.contact, c.is_primary, "
                        "c.since, c.account");
  rows = parcours_store_query (loader->store, sql->str, "");
  while (parcours_statement_next (rows))
    {
      guint32 id = parcours_texts_intern (loader->frame->texts, parcours_statement_text (rows, 1));
      gint64 created = parcours_statement_integer (rows, 2);
      ParcoursObject *columns;

      if (!parcours_store_loader_seek (loader, parcours_statement_integer (rows, 0)))
        continue;
      columns = new_columns (loader, id, created, fields->len + 4);
      set (loader, columns, "linked", parcours_value_bool (TRUE));
      set (loader, columns, "primary", parcours_value_bool (parcours_statement_integer (rows, 3) != 0));
      set (loader, columns, "name", text_value (loader, parcours_statement_text (rows, 4)));
      set (loader, columns, "url", text_value (loader, parcours_statement_text (rows, 5)));
      set_fields (loader, columns, fields, rows->stmt, 6);
      parcours_population_builder_add_record (loader->builder, kind, id, created, columns);
    }

  return parcours_statement_end (rows, error);
}

static gboolean
load_table (ParcoursStoreLoader        *loader,
            guint                       kind,
            const ParcoursRecordTable  *table,
            GError                    **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT contact, ident, created_at");
  g_autofree char *holder = g_strconcat (table->kind, "-", NULL);
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (ParcoursStatement) rows = NULL;

  for (guint i = 0; i < table->n_columns; i++)
    g_string_append_printf (sql, ", %s", table->columns[i].column);
  fields = fields_of (loader, holder, sql);
  g_string_append_printf (sql, " FROM %s ORDER BY id", table->table);
  rows = parcours_store_query (loader->store, sql->str, "");
  while (parcours_statement_next (rows))
    {
      guint32 id = parcours_texts_intern (loader->frame->texts, parcours_statement_text (rows, 1));
      gint64 created = parcours_statement_integer (rows, 2);
      ParcoursObject *columns;

      if (!parcours_store_loader_seek (loader, parcours_statement_integer (rows, 0)))
        continue;
      columns = new_columns (loader, id, created, table->n_columns + fields->len);
      for (guint i = 0; i < table->n_columns; i++)
        set (loader, columns, table->columns[i].key,
             record_value (loader, table->columns[i].type, rows->stmt, 3 + (int) i));
      set_fields (loader, columns, fields, rows->stmt, 3 + (int) table->n_columns);
      parcours_population_builder_add_record (loader->builder, kind, id, created, columns);
    }

  return parcours_statement_end (rows, error);
}

/**
 * parcours_store_load_records:
 * @loader: a loader that has loaded the contacts
 * @error: return location for an error
 *
 * Loads the records of the kinds that the frame names.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_load_records (ParcoursStoreLoader  *loader,
                             GError              **error)
{
  if (parcours_store_fields (loader->store, error) == NULL)
    return FALSE;
  for (guint i = 0; i < loader->frame->kinds->len; i++)
    {
      const char *name = ((ParcoursFrameKind *) g_ptr_array_index (loader->frame->kinds, i))->kind;
      guint kind = parcours_population_builder_add_kind (loader->builder, name);
      const ParcoursRecordTable *table = parcours_record_table (name);
      gboolean ok = TRUE;

      if (g_str_equal (name, "account"))
        ok = load_accounts (loader, kind, error);
      else if (g_str_equal (name, "loyalty"))
        ok = load_memberships (loader, kind, error);
      else if (table != NULL)
        ok = load_table (loader, kind, table, error);
      if (!ok)
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_store_load_passages:
 * @loader: a loader that has loaded the contacts
 * @error: return location for an error
 *
 * Loads the recorded passages: they count for re-entry, and open ones go on.
 *
 * Returns: whether it went well
 */
gboolean
parcours_store_load_passages (ParcoursStoreLoader  *loader,
                              GError              **error)
{
  g_autoptr (ParcoursStatement) rows =
    parcours_store_query (loader->store,
                          "SELECT contact, automation, trigger, step, since, entered, ended, reason FROM enrolments "
                          "ORDER BY entered, id", "");


  while (parcours_statement_next (rows))
    {
      ParcoursTexts *texts = loader->frame->texts;
      const char *reason = parcours_statement_text (rows, 7);
      ParcoursPassage passage = {
        .automation = parcours_texts_intern (texts, parcours_statement_text (rows, 1)),
        .trigger = parcours_texts_intern (texts, parcours_statement_text (rows, 2)),
        .step = parcours_texts_intern (texts, parcours_statement_text (rows, 3)),
        .since = parcours_statement_integer (rows, 4),
        .entered = parcours_statement_integer (rows, 5),
        .ended = PARCOURS_INSTANT_NEVER,
        .completed = g_strcmp0 (reason, "completed") == 0 || g_strcmp0 (reason, "end-step") == 0,
      };

      if (sqlite3_column_type (rows->stmt, 6) != SQLITE_NULL)
        passage.ended = parcours_statement_integer (rows, 6);
      if (parcours_store_loader_seek (loader, parcours_statement_integer (rows, 0)))
        parcours_population_builder_add_passage (loader->builder, &passage);
    }

  return parcours_statement_end (rows, error);
}
