/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-import-private.h"
#include "parcours-store-field.h"
#include "parcours-text.h"

#define N_SAMPLES 5

static void
column_free (gpointer data)
{
  ParcoursImportColumn *column = data;

  g_free (column->header);
  g_free (column->slug);
  g_strfreev (column->samples);
  g_free (column);
}

/**
 * parcours_import_free:
 * @import: (transfer full): what is to be imported
 */
void
parcours_import_free (ParcoursImport *import)
{
  g_clear_pointer (&import->csv, parcours_csv_free);
  g_clear_pointer (&import->columns, g_ptr_array_unref);
  g_free (import->list);
  g_free (import->new_list);
  g_free (import->tag);
  g_free (import);
}

/**
 * parcours_import_column:
 * @import: what is to be imported
 * @header: what the file calls a column
 *
 * Returns: (transfer none) (nullable): the column
 */
ParcoursImportColumn *
parcours_import_column (ParcoursImport *import,
                        const char     *header)
{
  for (guint i = 0; i < import->columns->len; i++)
    {
      ParcoursImportColumn *column = g_ptr_array_index (import->columns, i);

      if (g_str_equal (column->header, header))
        return column;
    }

  return NULL;
}

typedef struct
{
  ParcoursImport *import;
  GArray *guesses;     /* (owned) (element-type ParcoursValueGuess) */
  GArray *n_emails;    /* (owned) (element-type guint) values that look like addresses */
  GCancellable *cancellable;
  gboolean has_header;
  gboolean no_header;  /* the first row is a contact already */
} Survey;

static void
add_column (Survey     *survey,
            const char *header)
{
  ParcoursImportColumn *column = g_new0 (ParcoursImportColumn, 1);
  ParcoursValueGuess guess = { 0 };
  guint none = 0;

  column->header = g_strstrip (g_strdup (header));
  column->samples = g_new0 (char *, N_SAMPLES + 1);
  g_ptr_array_add (survey->import->columns, column);
  g_array_append_val (survey->guesses, guess);
  g_array_append_val (survey->n_emails, none);
}

static void
read_header (Survey               *survey,
             const ParcoursCsvRow *row)
{
  for (guint i = 0; i < row->n_values; i++)
    {
      g_autofree char *number = g_strdup_printf (_("Column %u"), i + 1);

      survey->no_header |= parcours_text_is_email (row->values[i]);
      add_column (survey, parcours_text_is_blank (row->values[i]) ? number : row->values[i]);
    }
  survey->has_header = TRUE;
}

static void
see_value (Survey     *survey,
           guint       i,
           const char *value)
{
  ParcoursImportColumn *column = g_ptr_array_index (survey->import->columns, i);

  if (parcours_text_is_blank (value))
    return;
  if (column->n_values < N_SAMPLES)
    column->samples[column->n_values] = g_utf8_substring (value, 0, MIN (g_utf8_strlen (value, -1), 80));
  column->n_values++;
  parcours_value_guess_see (&g_array_index (survey->guesses, ParcoursValueGuess, i), value);
  if (column->n_values <= 100)
    g_array_index (survey->n_emails, guint, i) += parcours_text_is_email (value);
}

static gboolean
see_row (const ParcoursCsvRow *row,
         gpointer              user_data)
{
  Survey *survey = user_data;

  if (!survey->has_header)
    {
      read_header (survey, row);
      return !survey->no_header;
    }
  for (guint i = 0; i < MIN (row->n_values, survey->import->columns->len); i++)
    see_value (survey, i, row->values[i]);
  survey->import->n_rows++;

  return survey->import->n_rows % 4096 != 0 || !g_cancellable_is_cancelled (survey->cancellable);
}

static gboolean
has_header (ParcoursImport *import,
            const char     *name)
{
  for (guint i = 0; i < import->columns->len; i++)
    {
      if (g_ascii_strcasecmp (((ParcoursImportColumn *) import->columns->pdata[i])->header, name) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
spells_header (ParcoursImport *import,
               const char     *name)
{
  for (guint i = 0; i < import->columns->len; i++)
    {
      if (g_str_equal (((ParcoursImportColumn *) import->columns->pdata[i])->header, name))
        return TRUE;
    }

  return FALSE;
}

static const char *
find_source (ParcoursImport *import)
{
  if (has_header (import, "LEID") || has_header (import, "EUID") || has_header (import, "MEMBER_RATING"))
    return "mailchimp";
  if (has_header (import, "key") && has_header (import, "consent:email"))
    return "parcours";
  /* Both begin with the same name, which one of them writes in capitals. */
  if (spells_header (import, "CONTACT ID") || has_header (import, "ADDED_TIME") || has_header (import, "BLOCKLISTED") ||
      (has_header (import, "FIRSTNAME") && has_header (import, "LASTNAME")))
    return "brevo";

  return has_header (import, "Date Created") || has_header (import, "Contact ID") ? "activecampaign" : "";
}

/* Mailchimp exports subscribed, unsubscribed and cleaned people apart. */
static ParcoursListStatus
find_status (ParcoursImport *import,
             const char     *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (!g_str_equal (import->source, "mailchimp"))
    return PARCOURS_LIST_ACTIVE;
  if (has_header (import, "UNSUB_TIME") || g_str_has_prefix (lower, "unsubscribed"))
    return PARCOURS_LIST_UNSUBSCRIBED;
  if (has_header (import, "CLEAN_TIME") || g_str_has_prefix (lower, "cleaned"))
    return PARCOURS_LIST_BOUNCED;

  return g_str_has_prefix (lower, "nonsubscribed") ? PARCOURS_LIST_NONE : PARCOURS_LIST_ACTIVE;
}

static const ParcoursStoreField *
find_field (ParcoursStore *store,
            const char    *header)
{
  g_autofree char *slug = parcours_slug_from_label (header, "field");
  const ParcoursStoreField *field = parcours_store_find_field (store, "field", header);
  g_autoptr (ParcoursStatement) row = NULL;

  if (field == NULL)
    field = parcours_store_find_field (store, "field", slug);
  if (field != NULL)
    return field;
  row = parcours_store_query (store, "SELECT slug FROM entities WHERE kind = 'field' AND NOT deleted AND fold (label) = fold (?)",
                              "s", header);

  return parcours_statement_next (row) ? parcours_store_find_field (store, "field", parcours_statement_text (row, 0)) : NULL;
}

static ParcoursFieldType
keep_as_text (const char        *header,
              ParcoursFieldType  type)
{
  g_autofree char *slug = parcours_slug_from_label (header, "field");
  static const char *const texts[] = { "zip", "postal", "postcode", "plz", "phone", "siret", "siren", "vat", "iban" };

  for (guint i = 0; i < G_N_ELEMENTS (texts) && type == PARCOURS_FIELD_NUMBER; i++)
    {
      if (strstr (slug, texts[i]) != NULL)
        return PARCOURS_FIELD_TEXT;
    }

  return type;
}

/* A column that is called as a date or a sum of ours but holds something else would have every row refused. */
static gboolean
holds_text (const ParcoursImportColumn *column,
            const ParcoursStoreField   *field)
{
  return column->type == PARCOURS_FIELD_TEXT &&
         (field->type == PARCOURS_FIELD_DATE || field->type == PARCOURS_FIELD_DATETIME ||
          field->type == PARCOURS_FIELD_NUMBER || field->type == PARCOURS_FIELD_MONEY);
}

static void
propose (ParcoursStore            *store,
         ParcoursImport           *import,
         ParcoursImportColumn     *column,
         const ParcoursValueGuess *guess)
{
  const ParcoursStoreField *field;

  column->type = keep_as_text (column->header, parcours_value_guess_type (guess, &column->style));
  if (parcours_import_propose (column, import->source))
    {
      field = column->target == PARCOURS_IMPORT_FIELD ? parcours_store_find_field (store, "field", column->slug) : NULL;
      if (field == NULL || !holds_text (column, field))
        {
          column->type = field != NULL ? field->type : column->type;
          return;
        }
      column->target = PARCOURS_IMPORT_NEW_FIELD;
      g_clear_pointer (&column->slug, g_free);
      return;
    }
  field = find_field (store, column->header);
  if (field != NULL)
    {
      column->target = PARCOURS_IMPORT_FIELD;
      column->slug = g_strdup (field->slug);
      column->type = field->type;
    }
  else
    column->target = column->n_values > 0 ? PARCOURS_IMPORT_NEW_FIELD : PARCOURS_IMPORT_IGNORE;
}

static gboolean
is_field (const ParcoursImportColumn *column,
          const char                 *slug)
{
  return column->target == PARCOURS_IMPORT_FIELD && g_strcmp0 (column->slug, slug) == 0;
}

/* A second column for the same field would overwrite the first; it is a field of its own. */
static void
part_doubles (ParcoursImport *import)
{
  for (guint i = 0; i < import->columns->len; i++)
    {
      ParcoursImportColumn *column = g_ptr_array_index (import->columns, i);

      for (guint j = 0; j < i && column->target == PARCOURS_IMPORT_FIELD; j++)
        {
          if (!is_field (g_ptr_array_index (import->columns, j), column->slug))
            continue;
          column->target = column->n_values > 0 ? PARCOURS_IMPORT_NEW_FIELD : PARCOURS_IMPORT_IGNORE;
          g_clear_pointer (&column->slug, g_free);
        }
    }
}

static gboolean
has_address (ParcoursImport *import)
{
  for (guint i = 0; i < import->columns->len; i++)
    {
      if (is_field (import->columns->pdata[i], "email") || is_field (import->columns->pdata[i], "phone"))
        return TRUE;
    }

  return FALSE;
}

/* Where no header says so, the column is the one in which addresses stand. */
static void
find_address (Survey *survey)
{
  for (guint i = 0; i < survey->import->columns->len && !has_address (survey->import); i++)
    {
      ParcoursImportColumn *column = g_ptr_array_index (survey->import->columns, i);

      if (g_array_index (survey->n_emails, guint, i) * 2 <= MIN (column->n_values, 100))
        continue;
      column->target = PARCOURS_IMPORT_FIELD;
      g_free (column->slug);
      column->slug = g_strdup ("email");
      column->type = PARCOURS_FIELD_TEXT;
    }
}

static gboolean
fail_address (ParcoursImport  *import,
              const char      *path,
              GError         **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GString) headers = g_string_new (NULL);

  for (guint i = 0; i < MIN (import->columns->len, 12); i++)
    g_string_append_printf (headers, "%s%s", i > 0 ? ", " : "",
                            ((ParcoursImportColumn *) import->columns->pdata[i])->header);
  g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID,
               /* Translators: the name of a file and the names of its columns. */
               _("“%s” has no column with email addresses or phone numbers. Its columns are: %s"), name, headers->str);

  return FALSE;
}

static gboolean
check_survey (Survey       *survey,
              const char   *path,
              GError      **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (g_cancellable_is_cancelled (survey->cancellable))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled. “%s” was not imported."), name);
      return FALSE;
    }
  if (survey->no_header)
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID,
                   _("The first line of “%s” should name the columns, but is a contact already. Add a line with names."),
                   name);
      return FALSE;
    }
  if (survey->import->columns->len == 0)
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID, _("“%s” has only blank lines"), name);
      return FALSE;
    }
  find_address (survey);

  return has_address (survey->import) || fail_address (survey->import, path, error);
}

/**
 * parcours_import_new:
 * @store: a workspace
 * @path: a file of contacts, as CSV
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Reads the whole file once and proposes what becomes of its columns.
 *
 * Returns: (transfer full) (nullable): the proposal
 */
ParcoursImport *
parcours_import_new (ParcoursStore  *store,
                     const char     *path,
                     GCancellable   *cancellable,
                     GError        **error)
{
  g_autoptr (ParcoursImport) import = g_new0 (ParcoursImport, 1);
  g_autoptr (GArray) guesses = g_array_new (FALSE, FALSE, sizeof (ParcoursValueGuess));
  g_autoptr (GArray) n_emails = g_array_new (FALSE, FALSE, sizeof (guint));
  Survey survey = { import, guesses, n_emails, cancellable };

  import->columns = g_ptr_array_new_with_free_func (column_free);
  import->source = "";
  import->merge = TRUE;
  import->csv = parcours_csv_new (path, error);
  if (import->csv == NULL || parcours_store_fields (store, error) == NULL ||
      !parcours_csv_read (import->csv, see_row, &survey, error))
    return NULL;
  import->source = find_source (import);
  import->status = find_status (import, path);
  for (guint i = 0; i < import->columns->len; i++)
    propose (store, import, import->columns->pdata[i], &g_array_index (guesses, ParcoursValueGuess, i));
  part_doubles (import);

  return check_survey (&survey, path, error) ? g_steal_pointer (&import) : NULL;
}
