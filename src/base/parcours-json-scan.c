/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One pass over the text by recursive descent, at most 64 deep. It builds
 * nothing but the set of keys of each open object; json-glib builds the tree
 * afterwards from a text that is known to be sound. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "parcours-error.h"
#include "parcours-json.h"

#define MAX_INTEGER G_GINT64_CONSTANT (9007199254740992) /* 2^53 */

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  guint depth;
  GError **error; /* (unowned) */
} Scanner;

static gboolean scan_value (Scanner *scanner);

static gboolean
fail (Scanner    *scanner,
      const char *what)
{
  guint line = 1;
  const char *line_start = scanner->start;
  glong column;

  for (const char *c = scanner->start; c < scanner->at; c++)
    {
      if (*c == '\n')
        {
          line++;
          line_start = c + 1;
        }
    }
  column = g_utf8_strlen (line_start, scanner->at - line_start) + 1;
  /* Translators: %u and %ld are line and column in a text, %s says what is wrong there. */
  g_set_error (scanner->error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
               _("Line %u, column %ld: %s"), line, column, what);

  return FALSE;
}

static gboolean
fail_at (Scanner    *scanner,
         const char *where,
         const char *what)
{
  scanner->at = where;

  return fail (scanner, what);
}

static void
skip_space (Scanner *scanner)
{
  while (scanner->at < scanner->end && strchr (" \t\r\n", *scanner->at) != NULL && *scanner->at != '\0')
    scanner->at++;
}

static int
peek (Scanner *scanner)
{
  return scanner->at < scanner->end ? (guchar) *scanner->at : -1;
}

static gboolean
scan_literal (Scanner    *scanner,
              const char *literal)
{
  gsize length = strlen (literal);

  if ((gsize) (scanner->end - scanner->at) < length || memcmp (scanner->at, literal, length) != 0)
    return fail (scanner, _("a value was expected here"));
  scanner->at += length;

  return TRUE;
}

static gboolean
skip_digits (Scanner *scanner)
{
  const char *start = scanner->at;

  while (scanner->at < scanner->end && g_ascii_isdigit (*scanner->at))
    scanner->at++;

  return scanner->at > start;
}

static gboolean
check_number (Scanner    *scanner,
              const char *start,
              gboolean    whole)
{
  g_autofree char *text = g_strndup (start, scanner->at - start);
  gboolean fits;

  /* Compared as an integer, as 2^53 + 1 is no double; 17 characters with a sign are enough. */
  if (whole)
    fits = strlen (text) <= 17 && ABS (g_ascii_strtoll (text, NULL, 10)) <= MAX_INTEGER;
  else
    fits = isfinite (g_ascii_strtod (text, NULL));

  return fits || fail_at (scanner, start, _("the number is too large"));
}

static gboolean
scan_number (Scanner *scanner)
{
  const char *start = scanner->at;
  gboolean whole = TRUE;

  if (peek (scanner) == '-')
    scanner->at++;
  if (peek (scanner) == '0')
    scanner->at++;
  else if (!skip_digits (scanner))
    return fail (scanner, _("a value was expected here"));
  if (peek (scanner) == '.')
    {
      whole = FALSE;
      scanner->at++;
      if (!skip_digits (scanner))
        return fail (scanner, _("the number has no digits after its point"));
    }
  if (peek (scanner) == 'e' || peek (scanner) == 'E')
    {
      whole = FALSE;
      scanner->at++;
      if (peek (scanner) == '+' || peek (scanner) == '-')
        scanner->at++;
      if (!skip_digits (scanner))
        return fail (scanner, _("the number has no digits in its exponent"));
    }

  return check_number (scanner, start, whole);
}

static int
scan_hex4 (Scanner *scanner)
{
  int value = 0;

  if (scanner->end - scanner->at < 4)
    return -1;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (scanner->at[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  scanner->at += 4;

  return value;
}

/* @start is the backslash, @scanner stands behind the u. */
static gboolean
append_unicode_escape (Scanner    *scanner,
                       const char *start,
                       GString    *text)
{
  int unit = scan_hex4 (scanner);
  gunichar character = (gunichar) unit;

  if (unit >= 0xd800 && unit < 0xdc00 && scanner->end - scanner->at >= 6 &&
      scanner->at[0] == '\\' && scanner->at[1] == 'u')
    {
      int low;

      scanner->at += 2;
      low = scan_hex4 (scanner);
      if (low < 0xdc00 || low > 0xdfff)
        return fail_at (scanner, start, _("the escaped character does not exist"));
      character = 0x10000 + (((gunichar) unit - 0xd800) << 10) + ((gunichar) low - 0xdc00);
    }
  if (unit <= 0 || !g_unichar_validate (character))
    return fail_at (scanner, start, _("the escaped character does not exist"));
  g_string_append_unichar (text, character);

  return TRUE;
}

static gboolean
append_escape (Scanner *scanner,
               GString *text)
{
  static const char names[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";
  const char *start = scanner->at++;
  const char *name;
  int c = peek (scanner);

  if (c < 0)
    return fail (scanner, _("the text ends before its closing quote"));
  scanner->at++;
  if (c == 'u')
    return append_unicode_escape (scanner, start, text);
  name = strchr (names, c);
  if (name == NULL)
    return fail_at (scanner, start, _("there is no such escape in a text"));
  g_string_append_c (text, values[name - names]);

  return TRUE;
}

/* @text receives the text without its escapes, or is %NULL. */
static gboolean
scan_string (Scanner *scanner,
             GString *text)
{
  g_autoptr (GString) scratch = NULL;

  if (text == NULL)
    text = scratch = g_string_new (NULL);
  scanner->at++;
  for (;;)
    {
      int c = peek (scanner);

      if (c < 0)
        return fail (scanner, _("the text ends before its closing quote"));
      if (c < 0x20)
        return fail (scanner, _("a control character stands in a text"));
      if (c == '"')
        break;
      if (c == '\\')
        {
          if (!append_escape (scanner, text))
            return FALSE;
        }
      else
        {
          g_string_append_c (text, (char) c);
          scanner->at++;
        }
    }
  scanner->at++;

  return TRUE;
}

static gboolean
scan_member (Scanner    *scanner,
             GHashTable *keys)
{
  g_autoptr (GString) key = g_string_new (NULL);
  const char *start;

  skip_space (scanner);
  start = scanner->at;
  if (peek (scanner) != '"')
    return fail (scanner, _("a name in quotes was expected here"));
  if (!scan_string (scanner, key))
    return FALSE;
  if (!g_hash_table_add (keys, g_strdup (key->str)))
    {
      g_autofree char *message = g_strdup_printf (_("“%s” stands twice in the same object"), key->str);

      return fail_at (scanner, start, message);
    }
  skip_space (scanner);
  if (peek (scanner) != ':')
    return fail (scanner, _("a colon was expected here"));
  scanner->at++;

  return scan_value (scanner);
}

static gboolean
scan_object (Scanner *scanner)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  scanner->at++;
  skip_space (scanner);
  if (peek (scanner) == '}')
    {
      scanner->at++;
      return TRUE;
    }
  for (;;)
    {
      int c;

      if (!scan_member (scanner, keys))
        return FALSE;
      skip_space (scanner);
      c = peek (scanner);
      if (c != '}' && c != ',')
        return fail (scanner, c < 0 ? _("the file ends in the middle of an object")
                                    : _("a comma or a closing brace was expected here"));
      scanner->at++;
      if (c == '}')
        return TRUE;
    }
}

static gboolean
scan_array (Scanner *scanner)
{
  scanner->at++;
  skip_space (scanner);
  if (peek (scanner) == ']')
    {
      scanner->at++;
      return TRUE;
    }
  for (;;)
    {
      int c;

      if (!scan_value (scanner))
        return FALSE;
      skip_space (scanner);
      c = peek (scanner);
      if (c != ']' && c != ',')
        return fail (scanner, c < 0 ? _("the file ends in the middle of a list")
                                    : _("a comma or a closing bracket was expected here"));
      scanner->at++;
      if (c == ']')
        return TRUE;
    }
}

static gboolean
scan_nested (Scanner  *scanner,
             gboolean (*scan) (Scanner *))
{
  gboolean ok;

  if (scanner->depth == PARCOURS_JSON_MAX_DEPTH)
    return fail (scanner, _("lists and objects are nested too deeply"));
  scanner->depth++;
  ok = scan (scanner);
  scanner->depth--;

  return ok;
}

static gboolean
scan_value (Scanner *scanner)
{
  skip_space (scanner);
  switch (peek (scanner))
    {
    case '{':
      return scan_nested (scanner, scan_object);
    case '[':
      return scan_nested (scanner, scan_array);
    case '"':
      return scan_string (scanner, NULL);
    case 't':
      return scan_literal (scanner, "true");
    case 'f':
      return scan_literal (scanner, "false");
    case 'n':
      return scan_literal (scanner, "null");
    case -1:
      return fail (scanner, _("the file ends where a value was expected"));
    default:
      return scan_number (scanner);
    }
}

static gboolean
check_encoding (Scanner *scanner)
{
  const char *invalid;

  if (g_utf8_validate_len (scanner->start, (gsize) (scanner->end - scanner->start), &invalid))
    return TRUE;

  return fail_at (scanner, invalid, _("this is not text in UTF-8"));
}

/**
 * parcours_json_scan:
 * @data: (array length=length): a text
 * @length: its length in bytes
 * @error: return location for an error
 *
 * Returns: whether @data is JSON that Parcours reads
 */
gboolean
parcours_json_scan (const char  *data,
                    gsize        length,
                    GError     **error)
{
  Scanner scanner = { data, data, data + length, 0, error };

  if (length > PARCOURS_JSON_MAX_SIZE)
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_TOO_LARGE,
                   _("The file is larger than %d MB"), PARCOURS_JSON_MAX_SIZE / (1024 * 1024));
      return FALSE;
    }
  if (!check_encoding (&scanner))
    return FALSE;
  skip_space (&scanner);
  if (scanner.at == scanner.end)
    {
      g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("The file is empty"));
      return FALSE;
    }
  if (!scan_value (&scanner))
    return FALSE;
  skip_space (&scanner);

  return scanner.at == scanner.end || fail (&scanner, _("something follows after the end"));
}
