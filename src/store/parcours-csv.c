/* SPDX-License-Identifier: GPL-3.0-or-later */

/* libcsv splits the text, which is given to it line by line so that a row knows
 * where it began. A file is UTF-8 if all of it is, else what Windows writes in
 * western Europe, of which Latin-1 is a part; UTF-16 says so itself. */

#include "config.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-csv.h"
#include "parcours-store-error.h"

/* A quote that is never closed would make the rest of the file one value. */
#define MAX_VALUE (1024 * 1024)
#define MAX_ROW_LINES 10000

struct _ParcoursCsv
{
  char *name;           /* (owned) for people */
  GMappedFile *file;    /* (owned) */
  char *converted;      /* (owned) (nullable) what was UTF-16 */
  const char *data;
  gsize length;
  gsize position;
  const char *encoding;
  gboolean is_windows;
  char separator;
};

/* What is being read. */
typedef struct
{
  ParcoursCsv *csv;
  ParcoursCsvFunc func;
  gpointer user_data;
  GString *buffer;   /* (owned) the values of the row, each with a NUL */
  GPtrArray *values; /* (owned) (element-type utf8) until the row ends, where they begin in the buffer */
  gint64 line;
  gint64 first_line; /* of the row, 0 between rows */
  gboolean stopped;
  gboolean is_open;  /* a row does not end */
} Reader;

static gboolean
convert_utf16 (ParcoursCsv  *csv,
               const char   *encoding,
               GError      **error)
{
  gsize written;

  csv->converted = g_convert (csv->data + 2, (gssize) csv->length - 2, "UTF-8", encoding, NULL, &written, NULL);
  if (csv->converted == NULL)
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID,
                   _("“%s” is damaged: it begins as %s and goes on as something else"), csv->name, encoding);
      return FALSE;
    }
  csv->data = csv->converted;
  csv->length = written;
  csv->encoding = "UTF-16";

  return TRUE;
}

static gboolean
find_encoding (ParcoursCsv  *csv,
               GError      **error)
{
  csv->encoding = "UTF-8";
  if (csv->length >= 3 && memcmp (csv->data, "\xef\xbb\xbf", 3) == 0)
    {
      csv->data += 3;
      csv->length -= 3;
    }
  else if (csv->length >= 2 && memcmp (csv->data, "\xff\xfe", 2) == 0)
    return convert_utf16 (csv, "UTF-16LE", error);
  else if (csv->length >= 2 && memcmp (csv->data, "\xfe\xff", 2) == 0)
    return convert_utf16 (csv, "UTF-16BE", error);
  if (memchr (csv->data, '\0', MIN (csv->length, 64 * 1024)) != NULL)
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID,
                   _("“%s” is no table of text. Export the contacts as CSV and choose that file."), csv->name);
      return FALSE;
    }
  if (!g_utf8_validate_len (csv->data, csv->length, NULL))
    {
      csv->encoding = "WINDOWS-1252";
      csv->is_windows = TRUE;
    }

  return TRUE;
}

static guint
count_outside_quotes (const char *line,
                      gsize       length,
                      char        separator)
{
  gboolean quoted = FALSE;
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (line[i] == '"')
        quoted = !quoted;
      else if (!quoted && line[i] == separator)
        n++;
    }

  return n;
}

/* The one that is most frequent in the first line, which has the names. */
static char
find_separator (const char *data,
                gsize       length)
{
  static const char separators[] = ",;\t|";
  const char *end = memchr (data, '\n', length);
  gsize line = end != NULL ? (gsize) (end - data) : length;
  char best = ',';
  guint most = 0;

  for (guint i = 0; separators[i] != '\0'; i++)
    {
      guint n = count_outside_quotes (data, line, separators[i]);

      if (n > most)
        {
          most = n;
          best = separators[i];
        }
    }

  return best;
}

/**
 * parcours_csv_new:
 * @path: a file
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the table in it
 */
ParcoursCsv *
parcours_csv_new (const char  *path,
                  GError     **error)
{
  g_autoptr (ParcoursCsv) csv = g_new0 (ParcoursCsv, 1);
  g_autoptr (GError) local_error = NULL;

  csv->name = g_filename_display_name (path);
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID, _("“%s” is a folder"), csv->name);
      return NULL;
    }
  csv->file = g_mapped_file_new (path, FALSE, &local_error);
  if (csv->file == NULL && g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND,
                   _("There is no file “%s”. Check its name."), csv->name);
      return NULL;
    }
  if (csv->file == NULL)
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND, _("“%s” cannot be read: %s"), csv->name,
                   local_error->message);
      return NULL;
    }
  csv->data = g_mapped_file_get_contents (csv->file);
  csv->length = g_mapped_file_get_length (csv->file);
  if (csv->length == 0)
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID,
                   _("“%s” is empty. Export the contacts again."), csv->name);
      return NULL;
    }
  if (!find_encoding (csv, error))
    return NULL;
  csv->separator = find_separator (csv->data, csv->length);

  return g_steal_pointer (&csv);
}

/**
 * parcours_csv_free:
 * @csv: (transfer full): a table
 */
void
parcours_csv_free (ParcoursCsv *csv)
{
  g_free (csv->name);
  g_clear_pointer (&csv->file, g_mapped_file_unref);
  g_free (csv->converted);
  g_free (csv);
}

/**
 * parcours_csv_encoding:
 * @csv: a table
 *
 * Returns: (transfer none): `UTF-8`, `UTF-16` or `WINDOWS-1252`
 */
const char *
parcours_csv_encoding (ParcoursCsv *csv)
{
  return csv->encoding;
}

/**
 * parcours_csv_separator:
 * @csv: a table
 *
 * Returns: what stands between two values: a comma, a semicolon, a tab or a bar
 */
char
parcours_csv_separator (ParcoursCsv *csv)
{
  return csv->separator;
}

/**
 * parcours_csv_length:
 * @csv: a table
 *
 * Returns: how many bytes there are to read
 */
gsize
parcours_csv_length (ParcoursCsv *csv)
{
  return csv->length;
}

/**
 * parcours_csv_position:
 * @csv: a table
 *
 * Returns: how many bytes are read
 */
gsize
parcours_csv_position (ParcoursCsv *csv)
{
  return csv->position;
}

static void
append_windows (GString    *buffer,
                const char *text,
                gsize       length)
{
  g_autofree char *converted = g_convert (text, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);

  /* Five bytes mean nothing there; Latin-1 has something for each. */
  if (converted == NULL)
    converted = g_convert (text, (gssize) length, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
  g_string_append (buffer, converted != NULL ? converted : "");
}

static gboolean
is_ascii (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      if ((guchar) text[i] >= 0x80)
        return FALSE;
    }

  return TRUE;
}

static void
take_value (void  *text,
            size_t length,
            void  *user_data)
{
  Reader *reader = user_data;

  g_ptr_array_add (reader->values, GSIZE_TO_POINTER (reader->buffer->len));
  if (reader->csv->is_windows && !is_ascii (text, length))
    {
      append_windows (reader->buffer, text, length);
      g_string_append_c (reader->buffer, '\0');
    }
  else
    {
      /* The parser has put a NUL behind it. */
      g_string_append_len (reader->buffer, text, (gssize) length + 1);
    }
}

static void
take_row (int   terminator,
          void *user_data)
{
  Reader *reader = user_data;
  ParcoursCsvRow row = { reader->first_line, (const char **) reader->values->pdata, reader->values->len };

  for (guint i = 0; i < row.n_values; i++)
    row.values[i] = reader->buffer->str + GPOINTER_TO_SIZE (row.values[i]);
  if (!reader->stopped && !reader->func (&row, reader->user_data))
    reader->stopped = TRUE;
  g_string_truncate (reader->buffer, 0);
  g_ptr_array_set_size (reader->values, 0);
  reader->first_line = 0;
}

static gsize
line_length (const char *data,
             gsize       length)
{
  const char *end = memchr (data, '\n', length);

  return end != NULL ? (gsize) (end - data) + 1 : length;
}

static gboolean
is_blank_line (const char *line,
               gsize       length)
{
  return length == 0 || (length == 1 && (*line == '\n' || *line == '\r')) ||
         (length == 2 && line[0] == '\r' && line[1] == '\n');
}

/* Whether the row that began some lines ago should have ended by now. */
static gboolean
is_too_long (const Reader            *reader,
             const struct csv_parser *parser)
{
  return parser->entry_pos > MAX_VALUE || reader->line - reader->first_line > MAX_ROW_LINES;
}

static void
read_lines (Reader            *reader,
            struct csv_parser *parser)
{
  ParcoursCsv *csv = reader->csv;

  for (reader->line = 1; csv->position < csv->length && !reader->stopped; reader->line++)
    {
      const char *line = csv->data + csv->position;
      gsize length = line_length (line, csv->length - csv->position);

      if (reader->first_line == 0 && !is_blank_line (line, length))
        reader->first_line = reader->line;
      csv->position += length;
      csv_parse (parser, line, length, take_value, take_row, reader);
      if (reader->first_line != 0 && is_too_long (reader, parser))
        {
          reader->is_open = TRUE;
          return;
        }
    }
  if (reader->stopped)
    return;
  /* Only at the end it is known that a quotation mark was missing; until then the parser forgives much. */
  csv_set_opts (parser, CSV_APPEND_NULL | CSV_STRICT | CSV_STRICT_FINI);
  reader->is_open = csv_fini (parser, take_value, take_row, reader) != 0;
}

/**
 * parcours_csv_read:
 * @csv: a table
 * @func: (scope call): called for each row, blank lines left out
 * @user_data: for @func
 * @error: return location for an error
 *
 * Reads the table from its beginning.
 *
 * Returns: whether it went well, to the end or until @func had enough
 */
gboolean
parcours_csv_read (ParcoursCsv      *csv,
                   ParcoursCsvFunc   func,
                   gpointer          user_data,
                   GError          **error)
{
  Reader reader = { csv, func, user_data };
  struct csv_parser parser;

  csv_init (&parser, CSV_APPEND_NULL);
  csv_set_delim (&parser, (unsigned char) csv->separator);
  csv->position = 0;
  reader.buffer = g_string_new (NULL);
  reader.values = g_ptr_array_new ();
  read_lines (&reader, &parser);
  csv_free (&parser);
  g_string_free (reader.buffer, TRUE);
  g_ptr_array_unref (reader.values);
  if (reader.is_open)
    {
      g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, reader.first_line);

      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID,
                   _("“%s”: the row in line %s does not end. Perhaps a quotation mark is missing there."),
                   csv->name, line);
    }

  return !reader.is_open;
}
