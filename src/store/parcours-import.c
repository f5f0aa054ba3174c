/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An import is one transaction. A row is bound to its statement value by value
 * before anything of it is written, so a row is refused as a whole. Nobody is
 * subscribed again by an import: of two statuses the stricter one stays. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-address-index.h"
#include "parcours-import-private.h"
#include "parcours-population.h"
#include "parcours-store-bulk.h"
#include "parcours-store-entity.h"
#include "parcours-store-field.h"
#include "parcours-store-library.h"
#include "parcours-store-settings.h"
#include "parcours-text.h"
#include "parcours-time.h"

#define ROWS_BETWEEN_REPORTS 2048

static const char *const channel_columns[PARCOURS_N_CHANNELS] = {
  "consent_email", "consent_sms", "consent_push", "consent_site_message", "consent_wallet",
};

/* What becomes of a column, resolved. */
typedef struct
{
  const ParcoursImportColumn *column;
  const ParcoursStoreField *field; /* (nullable) */
  int position;                    /* of the field among those that are bound, from 0, or -1 */
  gint64 list;
  ParcoursChannel channel;
} Target;

typedef struct
{
  ParcoursStore *store;
  ParcoursImport *import;
  ParcoursImportReport *report; /* (owned) */
  GArray *targets;              /* (owned) (element-type Target) */
  GPtrArray *fields;            /* (owned) what the targets point into */
  GPtrArray *bound;             /* (owned) (element-type ParcoursStoreField) in the order in which they are bound */
  ParcoursStoreBulk *bulk;      /* (owned) */
  ParcoursStatement *update;    /* (owned) */
  ParcoursAddressIndex *index;  /* (owned) */
  GHashTable *entities;         /* (owned) (element-type utf8 gint64) by kind and name */
  const ParcoursZone *zone;
  gint64 now;
  gint64 list;
  gint64 tag;
  int created_at;               /* where it is bound if no column is for it, or -1 */
  gboolean states_consent;      /* whether the file says who wants mails */
  gboolean is_first;
  ParcoursStoreProgress progress;
  gpointer user_data;
  GCancellable *cancellable;
  GError *error;                /* (owned) (nullable) what ends the import */
} Run;

/* One row, as it is read. */
typedef struct
{
  const ParcoursCsvRow *csv;
  const char *email; /* (nullable) */
  const char *phone; /* (nullable) */
  gint64 id;
  gboolean is_new;
  gint64 since;
  ParcoursListStatus status;
  guint64 key;
  ParcoursConsent channels[PARCOURS_N_CHANNELS];
} Row;

static void
refused_row_free (gpointer data)
{
  ParcoursRefusedRow *row = data;

  g_free (row->reason);
  g_free (row);
}

/**
 * parcours_import_report_free:
 * @report: (transfer full): what came of an import
 */
void
parcours_import_report_free (ParcoursImportReport *report)
{
  g_ptr_array_unref (report->refused);
  g_ptr_array_unref (report->made);
  g_free (report);
}

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->report, parcours_import_report_free);
  g_clear_pointer (&run->targets, g_array_unref);
  g_clear_pointer (&run->bound, g_ptr_array_unref);
  g_clear_pointer (&run->fields, g_ptr_array_unref);
  g_clear_pointer (&run->update, parcours_statement_free);
  g_clear_pointer (&run->bulk, parcours_store_bulk_free);
  g_clear_pointer (&run->index, parcours_address_index_free);
  g_clear_pointer (&run->entities, g_hash_table_unref);
  g_clear_error (&run->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static gboolean
refuse (Run       *run,
        const Row *row,
        char      *reason)
{
  ParcoursRefusedRow *refused = g_new0 (ParcoursRefusedRow, 1);

  refused->line = row->csv->line;
  refused->reason = reason;
  g_ptr_array_add (run->report->refused, refused);

  return FALSE;
}

/* Takes away the spaces around the values; of those that are blank nothing is left. */
static void
strip_values (const ParcoursCsvRow *csv)
{
  for (guint i = 0; i < csv->n_values; i++)
    {
      char *value = (char *) csv->values[i];

      while (g_ascii_isspace (*value))
        value++;
      g_strchomp (value);
      csv->values[i] = parcours_text_is_blank (value) ? NULL : value;
    }
}

/* The value of a column without spaces around it, NULL if it is blank. */
static const char *
value_at (const Row *row,
          guint      i)
{
  return i < row->csv->n_values ? row->csv->values[i] : NULL;
}

static gint64
make_entity (Run        *run,
             const char *kind,
             const char *name)
{
  g_autofree char *slug = parcours_slug_from_label (name, kind);
  g_autoptr (ParcoursStatement) found =
    parcours_store_query (run->store,
                          "SELECT id FROM entities WHERE kind = ? AND NOT deleted AND (slug IN (?, ?) OR fold (label) = fold (?)) "
                          "ORDER BY slug <> ? LIMIT 1", "sssss", kind, name, slug, name, name);
  g_autofree char *made = NULL;
  gint64 id = 0;

  if (parcours_statement_next (found))
    return parcours_statement_integer (found, 0);
  if (!parcours_statement_end (found, &run->error))
    return 0;
  made = parcours_store_add_entity (run->store, kind, NULL, name, NULL, &run->error);
  if (made == NULL || !parcours_store_entity_id (run->store, kind, made, &id, &run->error))
    return 0;
  g_ptr_array_add (run->report->made, g_strconcat (kind, " ", made, NULL));

  return id;
}

/* The tag, list ... of that name, made if there is none. Returns 0 with an error. */
static gint64
need_entity (Run        *run,
             const char *kind,
             const char *name)
{
  g_autofree char *key = g_strconcat (kind, " ", name, NULL);
  const gint64 *known = g_hash_table_lookup (run->entities, key);
  gint64 id;

  if (known != NULL)
    return *known;
  id = make_entity (run, kind, name);
  if (id != 0)
    g_hash_table_insert (run->entities, g_steal_pointer (&key), g_memdup2 (&id, sizeof id));

  return id;
}

/* Names in one value: with commas, semicolons or bars between, or each in quotes, as Mailchimp writes them. */
static char **
split_names (const char *value)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *end;

  while (*value != '\0')
    {
      gboolean quoted;

      value += strspn (value, " ,;|");
      quoted = *value == '"';
      value += quoted;
      end = value + strcspn (value, quoted ? "\"" : ",;|");
      if (end > value)
        {
          g_autofree char *name = g_strstrip (g_strndup (value, (gsize) (end - value)));

          if (*name != '\0')
            g_strv_builder_add (builder, name);
        }
      value = end + (quoted && *end == '"');
    }

  return g_strv_builder_end (builder);
}

static gboolean
parse_status (const char         *value,
              ParcoursListStatus *status)
{
  static const struct
  {
    const char *names;
    ParcoursListStatus status;
  } words[] = {
    { " active subscribed confirmed yes 1 abonne actif inscrit ", PARCOURS_LIST_ACTIVE },
    { " unconfirmed pending 0 non-confirme en-attente ", PARCOURS_LIST_UNCONFIRMED },
    { " unsubscribed unsubscribe opted-out no 2 desabonne desinscrit ", PARCOURS_LIST_UNSUBSCRIBED },
    { " bounced cleaned hard-bounce 3 rebond ", PARCOURS_LIST_BOUNCED },
    { " none nonsubscribed non-subscribed transactional ", PARCOURS_LIST_NONE },
  };
  g_autofree char *slug = parcours_slug_from_label (value, "unknown");
  g_autofree char *word = g_strconcat (" ", slug, " ", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (strstr (words[i].names, word) != NULL)
        {
          *status = words[i].status;
          return TRUE;
        }
    }

  return FALSE;
}

static ParcoursConsent
consent_of (ParcoursListStatus status)
{
  switch (status)
    {
    case PARCOURS_LIST_ACTIVE:
      return PARCOURS_CONSENT_SUBSCRIBED;
    case PARCOURS_LIST_UNCONFIRMED:
      return PARCOURS_CONSENT_UNCONFIRMED;
    case PARCOURS_LIST_UNSUBSCRIBED:
      return PARCOURS_CONSENT_UNSUBSCRIBED;
    case PARCOURS_LIST_BOUNCED:
      return PARCOURS_CONSENT_BOUNCED;
    default:
      return PARCOURS_CONSENT_NONE;
    }
}

static gboolean
is_yes (const char *value)
{
  static const char *const words[] = { "1", "yes", "y", "true", "oui", "x", "blocklisted", "blacklisted", NULL };
  g_autofree char *lower = g_ascii_strdown (value, -1);

  return g_strv_contains (words, lower);
}

static gboolean
read_status (Run          *run,
             Row          *row,
             const Target *target,
             const char   *value)
{
  ParcoursListStatus status;

  if (!parse_status (value, &status))
    /* Translators: a value of a file and the name of its column. */
    return refuse (run, row, g_strdup_printf (_("“%s” in “%s” is no status"), value, target->column->header));
  row->status = status;

  return TRUE;
}

static gboolean
read_since (Run          *run,
            Row          *row,
            const Target *target,
            const char   *value)
{
  gint64 at;

  if (parcours_import_says_none (value))
    return TRUE;
  if (!parcours_import_instant (value, target->column->style.order, run->zone, &at))
    return refuse (run, row, g_strdup_printf (_("“%s” in “%s” is no date"), value, target->column->header));
  row->since = MAX (row->since, at);

  return TRUE;
}

static gboolean
read_consent (Run          *run,
              Row          *row,
              const Target *target,
              const char   *value)
{
  ParcoursConsent consent;

  if (target->column->target == PARCOURS_IMPORT_BLOCKED)
    {
      if (is_yes (value))
        row->channels[target->channel] = PARCOURS_CONSENT_BLOCKED;
      return TRUE;
    }
  if (!parcours_consent_parse (value, &consent))
    return refuse (run, row, g_strdup_printf (_("“%s” in “%s” is no status"), value, target->column->header));
  row->channels[target->channel] = consent;

  return TRUE;
}

/* What has to be known of the row before its lists are written. */
static gboolean
read_row (Run *run,
          Row *row)
{
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < run->targets->len; i++)
    {
      const Target *target = &g_array_index (run->targets, Target, i);
      const char *value = value_at (row, i);

      if (value == NULL)
        continue;
      if (target->column->target == PARCOURS_IMPORT_STATUS)
        ok = read_status (run, row, target, value);
      else if (target->column->target == PARCOURS_IMPORT_SINCE)
        ok = read_since (run, row, target, value);
      else if (target->column->target == PARCOURS_IMPORT_CONSENT || target->column->target == PARCOURS_IMPORT_BLOCKED)
        ok = read_consent (run, row, target, value);
      else if (target->column->target == PARCOURS_IMPORT_KEY)
        row->key = g_ascii_strtoull (value, NULL, 16);
      else if (target->field != NULL && g_str_equal (target->field->slug, "email") && target->field->builtin)
        row->email = value;
      else if (target->field != NULL && g_str_equal (target->field->slug, "phone") && target->field->builtin)
        row->phone = value;
    }

  return ok;
}

static gboolean
check_row (Run       *run,
           const Row *row)
{
  for (guint i = run->targets->len; i < row->csv->n_values; i++)
    {
      if (!parcours_text_is_blank (row->csv->values[i]))
        return refuse (run, row, g_strdup_printf (_("It has %u values, but there are %u columns"), row->csv->n_values,
                                                  run->targets->len));
    }
  if (row->email != NULL && !parcours_text_is_email (row->email))
    return refuse (run, row, g_strdup_printf (_("“%s” is not an email address"), row->email));
  if (row->email == NULL && row->phone == NULL)
    return refuse (run, row, g_strdup (_("It has neither an email address nor a phone number")));

  return TRUE;
}

static gboolean
bind_value (Run          *run,
            const Row    *row,
            sqlite3_stmt *stmt,
            int           i,
            const Target *target,
            const char   *value)
{
  g_autofree char *normal = NULL;

  if (value == NULL)
    return sqlite3_bind_null (stmt, i) == SQLITE_OK;
  if (target->field->type == PARCOURS_FIELD_TEXT || target->field->type == PARCOURS_FIELD_CHOICE)
    /* The row stays where it is until it is written. */
    return sqlite3_bind_text (stmt, i, value, -1, SQLITE_STATIC) == SQLITE_OK;
  if (parcours_import_says_none (value))
    return sqlite3_bind_null (stmt, i) == SQLITE_OK;
  normal = parcours_import_normalize (value, target->field->type, &target->column->style, run->zone);
  if (normal != NULL && parcours_store_bind_slot (stmt, i, target->field, normal))
    return TRUE;

  return refuse (run, row, g_strdup_printf (_("“%s” is no value for “%s”"), value, target->column->header));
}

static gboolean
bind_row (Run          *run,
          const Row    *row,
          sqlite3_stmt *stmt,
          int           first)
{
  for (guint i = 0; i < run->targets->len; i++)
    {
      const Target *target = &g_array_index (run->targets, Target, i);

      if (target->position >= 0 && !bind_value (run, row, stmt, first + target->position, target, value_at (row, i)))
        return FALSE;
    }
  if (run->created_at >= 0 && row->is_new)
    sqlite3_bind_int64 (stmt, first + run->created_at, run->now);
  for (int c = 0; c < PARCOURS_N_CHANNELS; c++)
    sqlite3_bind_int (stmt, first + (int) run->bound->len + c, row->channels[c]);

  return TRUE;
}

static gboolean
insert (Run *run,
        Row *row)
{
  sqlite3_stmt *stmt = parcours_store_bulk_contact (run->bulk);
  guint64 key;

  if (!bind_row (run, row, stmt, 3))
    return FALSE;
  key = parcours_address_index_make_key (run->index, row->email, row->phone, row->key);
  row->id = parcours_store_bulk_add_contact (run->bulk, key, &run->error);
  if (row->id == 0)
    return FALSE;
  parcours_address_index_add (run->index, row->id, key, row->email, row->phone);
  run->report->n_added++;

  return TRUE;
}

static gboolean
merge (Run *run,
       Row *row)
{
  sqlite3_stmt *stmt = run->update->stmt;

  if (!bind_row (run, row, stmt, 1))
    return FALSE;
  sqlite3_bind_int64 (stmt, sqlite3_bind_parameter_count (stmt), row->id);
  parcours_statement_next (run->update);
  sqlite3_reset (stmt);
  run->report->n_merged++;

  return parcours_statement_end (run->update, &run->error);
}

static void
put_member (Run        *run,
            const Row  *row,
            const char *kind,
            const char *value)
{
  g_auto (GStrv) names = split_names (value);

  for (guint i = 0; names[i] != NULL && run->error == NULL; i++)
    {
      gint64 entity = need_entity (run, kind, names[i]);

      if (entity != 0)
        parcours_store_bulk_add_member (run->bulk, entity, row->id, run->now, &run->error);
    }
}

static void
put_list (Run                *run,
          const Row          *row,
          gint64              list,
          ParcoursListStatus  status,
          gint64              since)
{
  if (status != PARCOURS_LIST_NONE && run->error == NULL)
    parcours_store_bulk_add_subscription (run->bulk, list, row->id, status, since != 0 ? since : run->now, "import",
                                          &run->error);
}

static void
put_lists (Run        *run,
           const Row  *row,
           const char *value)
{
  g_auto (GStrv) names = split_names (value);

  for (guint i = 0; names[i] != NULL && run->error == NULL; i++)
    {
      gint64 list = need_entity (run, "list", names[i]);

      if (list != 0)
        put_list (run, row, list, row->status, row->since);
    }
}

/* The instant of the column that says since when the contact is on this list. */
static gint64
since_on_list (Run       *run,
               const Row *row,
               gint64     list)
{
  gint64 at;

  for (guint i = 0; i < run->targets->len; i++)
    {
      const Target *target = &g_array_index (run->targets, Target, i);
      const char *value = target->column->target == PARCOURS_IMPORT_LIST_SINCE ? value_at (row, i) : NULL;

      if (value != NULL && target->list == list &&
          parcours_import_instant (value, target->column->style.order, run->zone, &at))
        return at;
    }

  return row->since;
}

static void
put_blocked_senders (Run        *run,
                     const Row  *row,
                     const char *value)
{
  g_auto (GStrv) names = split_names (value);

  for (guint i = 0; names[i] != NULL && run->error == NULL; i++)
    {
      gint64 sender = need_entity (run, "sender", names[i]);

      if (sender != 0)
        parcours_store_run (run->store, &run->error, "INSERT OR IGNORE INTO blocked_senders (sender, contact) VALUES (?, ?)",
                            "ll", sender, row->id);
    }
}

static void
put_sets (Run       *run,
          const Row *row)
{
  for (guint i = 0; i < run->targets->len && run->error == NULL; i++)
    {
      const Target *target = &g_array_index (run->targets, Target, i);
      const char *value = value_at (row, i);
      ParcoursListStatus status;

      if (value == NULL)
        continue;
      if (target->column->target == PARCOURS_IMPORT_TAGS)
        put_member (run, row, "tag", value);
      else if (target->column->target == PARCOURS_IMPORT_GROUPS)
        put_member (run, row, "group", value);
      else if (target->column->target == PARCOURS_IMPORT_AUDIENCES)
        put_member (run, row, "audience", value);
      else if (target->column->target == PARCOURS_IMPORT_LISTS)
        put_lists (run, row, value);
      else if (target->column->target == PARCOURS_IMPORT_BLOCKED_SENDERS)
        put_blocked_senders (run, row, value);
      else if (target->column->target == PARCOURS_IMPORT_LIST && parse_status (value, &status))
        put_list (run, row, target->list, status, since_on_list (run, row, target->list));
    }
  if (run->list != 0)
    put_list (run, row, run->list, row->status, row->since);
  if (run->tag != 0 && run->error == NULL)
    parcours_store_bulk_add_member (run->bulk, run->tag, row->id, run->now, &run->error);
}

static void
take_in (Run *run,
         Row *row)
{
  if (!read_row (run, row) || !check_row (run, row))
    return;
  if (run->states_consent)
    row->channels[PARCOURS_CHANNEL_EMAIL] = MAX (row->channels[PARCOURS_CHANNEL_EMAIL], consent_of (row->status));
  row->id = parcours_address_index_find (run->index, row->email, row->phone);
  row->is_new = row->id == 0;
  if (!row->is_new && !run->import->merge)
    {
      run->report->n_skipped++;
      return;
    }
  if (row->is_new ? insert (run, row) : merge (run, row))
    put_sets (run, row);
}

static gboolean
import_row (const ParcoursCsvRow *csv,
            gpointer              user_data)
{
  Run *run = user_data;
  Row row = { csv, .since = 0, .status = run->import->status };
  gint64 done;

  if (run->is_first)
    {
      run->is_first = FALSE;
      return TRUE;
    }
  strip_values (csv);
  take_in (run, &row);
  done = run->report->n_added + run->report->n_merged + run->report->n_skipped + run->report->refused->len;
  if (done % ROWS_BETWEEN_REPORTS == 0 && run->error == NULL)
    {
      parcours_store_watch (run->store, run->cancellable, &run->error);
      if (run->progress != NULL)
        run->progress (done, run->import->n_rows, run->user_data);
    }

  return run->error == NULL;
}

static gboolean
make_field (Run                   *run,
            ParcoursImportColumn  *column,
            GError               **error)
{
  g_autoptr (JsonObject) attributes = json_object_new ();
  g_autofree char *slug = NULL;

  json_object_set_string_member (attributes, "type", parcours_field_type_name (column->type));
  slug = parcours_store_add_entity (run->store, "field", NULL, column->header, attributes, error);
  if (slug == NULL)
    return FALSE;
  g_ptr_array_add (run->report->made, g_strconcat ("field ", slug, NULL));
  column->target = PARCOURS_IMPORT_FIELD;
  g_free (column->slug);
  column->slug = g_steal_pointer (&slug);

  return TRUE;
}

static gboolean
make_fields (Run     *run,
             GError **error)
{
  for (guint i = 0; i < run->import->columns->len; i++)
    {
      ParcoursImportColumn *column = g_ptr_array_index (run->import->columns, i);

      if (column->target == PARCOURS_IMPORT_NEW_FIELD && !make_field (run, column, error))
        return FALSE;
    }

  if (parcours_store_fields (run->store, error) == NULL)
    return FALSE;
  run->fields = g_ptr_array_ref (run->store->fields);

  return TRUE;
}

static gboolean
resolve_field (Run     *run,
               Target  *target,
               GError **error)
{
  const char *kind = target->column->target == PARCOURS_IMPORT_SCORE ? "score" : "field";

  target->field = parcours_store_find_field (run->store, kind, target->column->slug);
  if (target->field == NULL)
    return parcours_store_fail_missing (run->store, kind, target->column->slug, error);
  target->position = (int) run->bound->len;
  g_ptr_array_add (run->bound, (gpointer) target->field);

  return TRUE;
}

static gboolean
resolve (Run     *run,
         Target  *target,
         GError **error)
{
  switch (target->column->target)
    {
    case PARCOURS_IMPORT_FIELD:
    case PARCOURS_IMPORT_SCORE:
      return resolve_field (run, target, error);
    case PARCOURS_IMPORT_LIST:
    case PARCOURS_IMPORT_LIST_SINCE:
      target->list = need_entity (run, "list", target->column->slug);
      if (run->error == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&run->error));
      return FALSE;
    case PARCOURS_IMPORT_CONSENT:
    case PARCOURS_IMPORT_BLOCKED:
      if (parcours_channel_parse (target->column->slug, &target->channel))
        return TRUE;
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID, _("There is no channel “%s”"),
                   target->column->slug);
      return FALSE;
    default:
      return TRUE;
    }
}

static gboolean
resolve_columns (Run     *run,
                 GError **error)
{
  const ParcoursStoreField *created_at = parcours_store_find_field (run->store, "field", "created-at");

  for (guint i = 0; i < run->import->columns->len; i++)
    {
      Target target = { .column = g_ptr_array_index (run->import->columns, i), .position = -1 };

      if (!resolve (run, &target, error))
        return FALSE;
      run->states_consent |= target.column->target == PARCOURS_IMPORT_STATUS || target.column->target == PARCOURS_IMPORT_LISTS;
      g_array_append_val (run->targets, target);
    }
  run->states_consent |= run->import->list != NULL || run->import->new_list != NULL ||
                         g_str_equal (run->import->source, "mailchimp");
  run->created_at = -1;
  if (!g_ptr_array_find (run->bound, created_at, NULL))
    {
      run->created_at = (int) run->bound->len;
      g_ptr_array_add (run->bound, (gpointer) created_at);
    }

  return TRUE;
}

/* What the file has no value for stays; of two statuses the stricter one stays. */
static ParcoursStatement *
prepare_update (Run *run)
{
  g_autoptr (GString) sql = g_string_new ("UPDATE contacts SET ");

  for (guint i = 0; i < run->bound->len; i++)
    {
      const char *column = ((ParcoursStoreField *) run->bound->pdata[i])->column;
      gboolean keeps = g_str_equal (column, "email") || (int) i == run->created_at;

      g_string_append_printf (sql, keeps ? "%s = ifnull (%s, ?), " : "%s = ifnull (?, %s), ", column, column);
    }
  for (guint c = 0; c < PARCOURS_N_CHANNELS; c++)
    g_string_append_printf (sql, "%s%s = max (%s, ?)", c > 0 ? ", " : "", channel_columns[c], channel_columns[c]);
  g_string_append (sql, " WHERE id = ?");

  return parcours_store_query (run->store, sql->str, "");
}

/* The list on which all are put. */
static gboolean
resolve_list (Run     *run,
              GError **error)
{
  if (run->import->list != NULL)
    return parcours_store_entity_id (run->store, "list", run->import->list, &run->list, error);
  if (run->import->new_list != NULL)
    run->list = need_entity (run, "list", run->import->new_list);
  if (run->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&run->error));

  return FALSE;
}

static gboolean
prepare (Run     *run,
         GError **error)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  if (!make_fields (run, error) || !resolve_columns (run, error))
    return FALSE;
  if (!resolve_list (run, error))
    return FALSE;
  if (run->import->tag != NULL && !parcours_store_entity_id (run->store, "tag", run->import->tag, &run->tag, error))
    return FALSE;
  for (guint i = 0; i < run->bound->len; i++)
    g_ptr_array_add (columns, ((ParcoursStoreField *) run->bound->pdata[i])->column);
  for (guint c = 0; c < PARCOURS_N_CHANNELS; c++)
    g_ptr_array_add (columns, (char *) channel_columns[c]);
  run->bulk = parcours_store_bulk_new (run->store, columns, error);
  if (run->bulk == NULL)
    return FALSE;
  run->update = prepare_update (run);
  if (!parcours_statement_end (run->update, error))
    return FALSE;
  run->index = parcours_address_index_new (run->store, error);

  return run->index != NULL;
}

static gboolean
import_all (Run     *run,
            GError **error)
{
  if (!parcours_store_watch (run->store, run->cancellable, error) || !prepare (run, error) ||
      !parcours_csv_read (run->import->csv, import_row, run, error))
    return FALSE;
  if (run->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&run->error));
      return FALSE;
    }

  return parcours_store_bulk_finish (run->bulk, error);
}

/**
 * parcours_store_import:
 * @store: a workspace
 * @import: what is to be imported, from parcours_import_new() on the same workspace
 * @progress: (nullable) (scope call): told how many rows are read
 * @user_data: for @progress
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Imports the file, all in one transaction. Rows that cannot be read are left out and reported.
 *
 * Returns: (transfer full) (nullable): what came of it; with an error the workspace is as it was before
 */
ParcoursImportReport *
parcours_store_import (ParcoursStore          *store,
                       ParcoursImport         *import,
                       ParcoursStoreProgress   progress,
                       gpointer                user_data,
                       GCancellable           *cancellable,
                       GError                **error)
{
  g_auto (Run) run = { .store = store, .import = import, .progress = progress, .user_data = user_data,
                       .cancellable = cancellable, .is_first = TRUE };
  gboolean ok;

  if (!parcours_store_begin (store, error))
    return NULL;
  run.report = g_new0 (ParcoursImportReport, 1);
  run.report->refused = g_ptr_array_new_with_free_func (refused_row_free);
  run.report->made = g_ptr_array_new_with_free_func (g_free);
  run.targets = g_array_new (FALSE, FALSE, sizeof (Target));
  run.bound = g_ptr_array_new ();
  run.entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  run.zone = parcours_store_zone (store);
  run.now = g_get_real_time () / G_USEC_PER_SEC;
  ok = import_all (&run, error);
  g_clear_pointer (&run.update, parcours_statement_free);
  g_clear_pointer (&run.bulk, parcours_store_bulk_free);
  parcours_store_watch (store, NULL, NULL);
  parcours_store_forget_fields (store);

  return parcours_store_end (store, ok, error) ? g_steal_pointer (&run.report) : NULL;
}
