/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A population is loaded table by table, each in the order in which it lies in
 * the file, and only the columns that the frame names: about as long as SQLite
 * needs to read them. Contacts come first; what follows names them by their
 * number, which a table of places turns into their place. */

#include "config.h"

#include "parcours-store-field.h"
#include "parcours-store-loader.h"
#include "parcours-store-population.h"
#include "parcours-store-settings.h"

/* The fixed columns of a contact, before those that the frame names. */
#define FIRST_COLUMNS "id, key, email IS NOT NULL, phone IS NOT NULL, timezone, consent_email, consent_sms, " \
                      "consent_push, consent_site_message, consent_wallet"
enum
{
  COLUMN_ID,
  COLUMN_KEY,
  COLUMN_HAS_EMAIL,
  COLUMN_HAS_PHONE,
  COLUMN_ZONE,
  COLUMN_CHANNELS,
  N_FIRST_COLUMNS = COLUMN_CHANNELS + PARCOURS_N_CHANNELS,
};

static void
loader_clear (ParcoursStoreLoader *loader)
{
  g_clear_pointer (&loader->builder, parcours_population_builder_free);
  g_clear_pointer (&loader->ids, g_array_unref);
  g_clear_pointer (&loader->addresses, g_array_unref);
  g_clear_pointer (&loader->places, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ParcoursStoreLoader, loader_clear)

/* Numbers are given one after the other, so a table of them has few holes. */
static void
make_places (ParcoursStoreLoader *loader)
{
  const gint64 *ids = (const gint64 *) (gpointer) loader->ids->data;
  guint n = loader->ids->len;
  guint64 range = n > 0 ? (guint64) (ids[n - 1] - ids[0]) + 1 : 0;

  if (range > 8 * (guint64) n + 4096)
    return;
  loader->n_places = range;
  loader->places = g_malloc_n (MAX (range, 1), sizeof (guint32));
  for (guint64 i = 0; i < range; i++)
    loader->places[i] = PARCOURS_STORE_NOWHERE;
  for (guint i = 0; i < n; i++)
    loader->places[ids[i] - ids[0]] = i;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

/**
 * parcours_store_loader_place:
 * @loader: a loader that has loaded the contacts
 * @id: the number of a contact
 *
 * Returns: its place in the builder, or %PARCOURS_STORE_NOWHERE if there is no such contact
 */
guint32
parcours_store_loader_place (ParcoursStoreLoader *loader,
                             gint64               id)
{
  guint64 i;
  guint place;

  if (loader->ids->len == 0)
    return PARCOURS_STORE_NOWHERE;
  if (loader->places == NULL)
    return g_array_binary_search (loader->ids, &id, compare_ids, &place) ? place : PARCOURS_STORE_NOWHERE;
  i = (guint64) (id - g_array_index (loader->ids, gint64, 0));

  return i < loader->n_places ? loader->places[i] : PARCOURS_STORE_NOWHERE;
}

static void
set_slot (ParcoursStoreLoader                   *loader,
          guint                     column,
          sqlite3_stmt             *stmt,
          int                       i,
          const ParcoursFrameField *field)
{
  switch (field->type)
    {
    case PARCOURS_FIELD_NUMBER:
    case PARCOURS_FIELD_MONEY:
    case PARCOURS_FIELD_DATETIME:
    case PARCOURS_FIELD_DATE:
    case PARCOURS_FIELD_BIRTHDAY:
    case PARCOURS_FIELD_BOOL:
      if (sqlite3_column_type (stmt, i) != SQLITE_NULL)
        parcours_population_builder_set_number (loader->builder, column, sqlite3_column_double (stmt, i));
      break;
    default:
      parcours_population_builder_set_text (loader->builder, column, (const char *) sqlite3_column_text (stmt, i));
    }
}

static void
load_contact (ParcoursStoreLoader       *loader,
              sqlite3_stmt *stmt,
              const guint  *columns,
              guint         n_columns)
{
  gint64 id = sqlite3_column_int64 (stmt, COLUMN_ID);
  guint8 addresses = 0;

  parcours_population_builder_begin (loader->builder, (guint64) sqlite3_column_int64 (stmt, COLUMN_KEY), id);
  g_array_append_val (loader->ids, id);
  if (sqlite3_column_int (stmt, COLUMN_HAS_EMAIL))
    addresses |= PARCOURS_ADDRESS_EMAIL;
  if (sqlite3_column_int (stmt, COLUMN_HAS_PHONE))
    addresses |= PARCOURS_ADDRESS_PHONE;
  g_array_append_val (loader->addresses, addresses);
  parcours_population_builder_set_zone (loader->builder, (const char *) sqlite3_column_text (stmt, COLUMN_ZONE));
  for (guint c = 0; c < PARCOURS_N_CHANNELS; c++)
    parcours_population_builder_set_channel (loader->builder, (ParcoursChannel) c,
                                             (ParcoursConsent) sqlite3_column_int (stmt, COLUMN_CHANNELS + (int) c));
  for (guint i = 0; i < n_columns; i++)
    set_slot (loader, columns[i], stmt, N_FIRST_COLUMNS + (int) i, parcours_frame_field (loader->frame, columns[i]));
}

/* The population has a column for each field of the frame; what the workspace
 * does not have is missing for everybody. */
static guint *
declare_fields (ParcoursStoreLoader  *loader,
                GString *sql,
                guint   *n_columns)
{
  guint *columns = g_new (guint, MAX (loader->frame->fields->len, 1));

  *n_columns = 0;
  for (guint i = 0; i < loader->frame->fields->len; i++)
    {
      const ParcoursFrameField *field = parcours_frame_field (loader->frame, i);
      const ParcoursStoreField *stored = parcours_store_find_field (loader->store, field->is_score ? "score" : "field",
                                                                    field->slug);

      if (field->is_score)
        parcours_population_builder_add_score (loader->builder, field->slug);
      else
        parcours_population_builder_add_field (loader->builder, field->slug, field->type,
                                               (const char *const *) field->options);
      if (stored == NULL || stored->type != field->type)
        continue;
      g_string_append_printf (sql, ", %s", stored->column);
      columns[(*n_columns)++] = i;
    }

  return columns;
}

static gboolean
load_contacts (ParcoursStoreLoader  *loader,
               GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT " FIRST_COLUMNS);
  g_autoptr (ParcoursStatement) rows = NULL;
  g_autofree guint *columns = NULL;
  guint n_columns;

  if (parcours_store_fields (loader->store, error) == NULL)
    return FALSE;
  columns = declare_fields (loader, sql, &n_columns);
  g_string_append (sql, " FROM contacts ORDER BY id");
  rows = parcours_store_query (loader->store, sql->str, "");
  while (parcours_statement_next (rows))
    load_contact (loader, rows->stmt, columns, n_columns);
  make_places (loader);

  return parcours_statement_end (rows, error);
}

/* The number that the builder has given to a set or list, by entity. */
static GHashTable *
number_entities (ParcoursStoreLoader      *loader,
                 const char  *kind,
                 GError     **error)
{
  g_autoptr (GHashTable) slugs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (ParcoursStatement) rows = parcours_store_query (loader->store, "SELECT slug, id FROM entities WHERE kind = ?",
                                                             "s", kind);

  while (parcours_statement_next (rows))
    {
      gint64 id = parcours_statement_integer (rows, 1);

      g_hash_table_insert (slugs, g_strdup (parcours_statement_text (rows, 0)), g_memdup2 (&id, sizeof id));
    }

  return parcours_statement_end (rows, error) ? g_steal_pointer (&slugs) : NULL;
}

static GHashTable *
new_numbers (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
add_number (GHashTable *numbers,
            GHashTable *slugs,
            const char *slug,
            guint       number)
{
  const gint64 *id = g_hash_table_lookup (slugs, slug);

  if (id != NULL)
    g_hash_table_insert (numbers, g_memdup2 (id, sizeof *id), GUINT_TO_POINTER (number + 1));
}

static gboolean
load_lists (ParcoursStoreLoader  *loader,
            GError **error)
{
  g_autoptr (GHashTable) slugs = number_entities (loader, "list", error);
  g_autoptr (GHashTable) numbers = new_numbers ();
  g_autofree guint8 *n_active = g_new0 (guint8, loader->ids->len + 1);
  g_autoptr (ParcoursStatement) rows = NULL;

  if (slugs == NULL)
    return FALSE;
  for (guint i = 0; i < loader->frame->lists->len; i++)
    {
      const char *slug = parcours_frame_list (loader->frame, i)->slug;

      add_number (numbers, slugs, slug, parcours_population_builder_add_list (loader->builder, slug));
    }
  rows = parcours_store_query (loader->store, "SELECT list, contact, status, since FROM subscriptions", "");
  while (parcours_statement_next (rows))
    {
      gint64 list = sqlite3_column_int64 (rows->stmt, 0);
      ParcoursListStatus status = (ParcoursListStatus) sqlite3_column_int (rows->stmt, 2);
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, &list));

      if (!parcours_store_loader_seek (loader, sqlite3_column_int64 (rows->stmt, 1)))
        continue;
      if (number > 0)
        parcours_population_builder_set_list (loader->builder, number - 1, status, sqlite3_column_int64 (rows->stmt, 3));
      else if (status == PARCOURS_LIST_ACTIVE)
        parcours_population_builder_add_active_list (loader->builder);
    }

  return parcours_statement_end (rows, error);
}

static gboolean
load_sets (ParcoursStoreLoader          *loader,
           ParcoursSetKind  kind,
           GError         **error)
{
  g_autoptr (GHashTable) slugs = number_entities (loader, parcours_set_kind_name (kind), error);
  g_autoptr (GHashTable) numbers = new_numbers ();
  g_autoptr (ParcoursStatement) rows = NULL;

  if (slugs == NULL)
    return FALSE;
  for (guint i = 0; i < loader->frame->sets->len; i++)
    {
      const ParcoursFrameSet *set = parcours_frame_set (loader->frame, i);

      if (set->kind == kind)
        add_number (numbers, slugs, set->slug, parcours_population_builder_add_set (loader->builder, kind, set->slug));
    }
  rows = parcours_store_query (loader->store,
                               "SELECT m.entity, m.contact FROM entities e CROSS JOIN memberships m ON m.entity = e.id "
                               "WHERE e.kind = ?", "s", parcours_set_kind_name (kind));
  while (parcours_statement_next (rows))
    {
      gint64 set = sqlite3_column_int64 (rows->stmt, 0);
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, &set));

      if (!parcours_store_loader_seek (loader, sqlite3_column_int64 (rows->stmt, 1)))
        continue;
      if (number > 0)
        parcours_population_builder_add_member (loader->builder, number - 1);
      else
        parcours_population_builder_add_other_member (loader->builder, kind);
    }

  return parcours_statement_end (rows, error);
}

static gboolean
load_blocked_senders (ParcoursStoreLoader  *loader,
                      GError **error)
{
  for (guint i = 0; i < loader->frame->senders->len; i++)
    {
      const char *slug = g_ptr_array_index (loader->frame->senders, i);
      g_autoptr (ParcoursStatement) rows =
        parcours_store_query (loader->store,
                              "SELECT contact FROM blocked_senders WHERE sender = "
                              "(SELECT id FROM entities WHERE kind = 'sender' AND slug = ?)", "s", slug);

      while (parcours_statement_next (rows))
        {
          if (parcours_store_loader_seek (loader, parcours_statement_integer (rows, 0)))
            parcours_population_builder_block_sender (loader->builder, slug);
        }
      if (!parcours_statement_end (rows, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_addresses (ParcoursStoreLoader  *loader,
               const char           *sql,
               GError              **error)
{
  g_autoptr (ParcoursStatement) rows = parcours_store_query (loader->store, sql, "");

  while (parcours_statement_next (rows))
    {
      guint32 place = parcours_store_loader_place (loader, parcours_statement_integer (rows, 0));

      if (place != PARCOURS_STORE_NOWHERE)
        g_array_index (loader->addresses, guint8, place) |= (guint8) parcours_statement_integer (rows, 1);
    }

  return parcours_statement_end (rows, error);
}

/* Devices and passes are addresses too. */
static gboolean
load_addresses (ParcoursStoreLoader  *loader,
                GError              **error)
{
  g_autofree char *devices =
    g_strdup_printf ("SELECT contact, CASE platform WHEN 'ios' THEN %d WHEN 'android' THEN %d ELSE %d END FROM devices "
                     "WHERE ifnull (status, 'active') = 'active'",
                     PARCOURS_ADDRESS_IOS, PARCOURS_ADDRESS_ANDROID, PARCOURS_ADDRESS_WEB);
  g_autofree char *passes =
    g_strdup_printf ("SELECT contact, %d FROM passes WHERE ifnull (status, 'installed') = 'installed'",
                     PARCOURS_ADDRESS_PASS);

  if (!add_addresses (loader, devices, error) || !add_addresses (loader, passes, error))
    return FALSE;
  for (guint i = 0; i < loader->ids->len; i++)
    {
      parcours_population_builder_seek (loader->builder, i);
      parcours_population_builder_set_address (loader->builder,
                                               (ParcoursAddress) g_array_index (loader->addresses, guint8, i));
    }

  return TRUE;
}

static gboolean
load_all (ParcoursStoreLoader  *loader,
          GError              **error)
{
  if (!load_contacts (loader, error))
    return FALSE;
  for (guint kind = 0; kind < PARCOURS_N_SET_KINDS; kind++)
    {
      if (!load_sets (loader, (ParcoursSetKind) kind, error))
        return FALSE;
    }

  return load_lists (loader, error) && load_blocked_senders (loader, error) && load_addresses (loader, error) &&
         parcours_store_load_events (loader, error) && parcours_store_load_records (loader, error) &&
         parcours_store_load_passages (loader, error);
}

/**
 * parcours_store_load_population:
 * @store: a workspace
 * @frame: which parts of a contact to load
 * @texts: the pool for texts, that of @frame
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Loads all contacts with what @frame names, as they are at one instant: its fields, scores, sets, lists, senders,
 * the past events of its questions, its kinds of records and recorded passages; and what every population has: keys,
 * addresses, zones, channels, how many lists and sets each contact is in.
 *
 * Returns: (transfer full) (nullable): the population
 */
ParcoursPopulation *
parcours_store_load_population (ParcoursStore  *store,
                                ParcoursFrame  *frame,
                                ParcoursTexts  *texts,
                                GCancellable   *cancellable,
                                GError        **error)
{
  g_auto (ParcoursStoreLoader) loader = { .store = store, .frame = frame };
  gboolean ok;

  g_return_val_if_fail (frame->texts == texts, NULL);

  if (!parcours_store_begin_read (store, error))
    return NULL;
  loader.builder = parcours_population_builder_new (texts, parcours_store_zone (store));
  loader.ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  loader.addresses = g_array_new (FALSE, FALSE, sizeof (guint8));
  ok = parcours_store_watch (store, cancellable, error) && load_all (&loader, error);
  parcours_store_watch (store, NULL, NULL);
  parcours_store_end_read (store);

  return ok ? parcours_population_builder_finish (g_steal_pointer (&loader.builder)) : NULL;
}
