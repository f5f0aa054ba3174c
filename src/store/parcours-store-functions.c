/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What SQLite compares otherwise than people do, as functions of its SQL. */

#include "config.h"

#include <string.h>

#include "parcours-store-functions.h"
#include "parcours-text.h"

static void
fold (sqlite3_context  *context,
      int               n_values,
      sqlite3_value   **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  char *folded;

  if (text == NULL)
    return;
  folded = parcours_text_fold (text);
  sqlite3_result_text (context, folded, -1, g_free);
}

/* match (pattern, text): with * for any text, both folded. */
static void
match (sqlite3_context  *context,
       int               n_values,
       sqlite3_value   **values)
{
  const char *pattern = (const char *) sqlite3_value_text (values[0]);
  const char *text = (const char *) sqlite3_value_text (values[1]);

  sqlite3_result_int (context, pattern != NULL && text != NULL && parcours_pattern_match (pattern, text));
}

static void
match_url (sqlite3_context  *context,
           int               n_values,
           sqlite3_value   **values)
{
  const char *pattern = (const char *) sqlite3_value_text (values[0]);
  const char *text = (const char *) sqlite3_value_text (values[1]);

  sqlite3_result_int (context, pattern != NULL && text != NULL && parcours_url_match (pattern, text));
}

static void
plain (sqlite3_context  *context,
       int               n_values,
       sqlite3_value   **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);

  if (text != NULL)
    sqlite3_result_text (context, parcours_text_plain (text), -1, g_free);
}

/* Most texts are ASCII, and there may be a million of them: those are not copied. */
static gboolean
has_word (const char *text,
          const char *word)
{
  gsize length = strlen (word);
  g_autofree char *folded = NULL;

  if (!g_str_is_ascii (text))
    {
      folded = parcours_text_plain (text);
      return strstr (folded, word) != NULL;
    }
  for (; *text != '\0'; text++)
    {
      if (g_ascii_tolower (*text) == *word && g_ascii_strncasecmp (text, word, length) == 0)
        return TRUE;
    }

  return FALSE;
}

static char **
words_of (sqlite3_context *context,
          sqlite3_value   *value)
{
  char **words = sqlite3_get_auxdata (context, 0);
  g_autofree char *folded = NULL;

  if (words != NULL)
    return words;
  folded = parcours_text_plain ((const char *) sqlite3_value_text (value));
  words = g_strsplit_set (folded, " \t\n", -1);
  sqlite3_set_auxdata (context, 0, words, (GDestroyNotify) g_strfreev);

  return sqlite3_get_auxdata (context, 0);
}

/* found (words, text, ...): whether each word is somewhere in the texts. */
static void
found (sqlite3_context  *context,
       int               n_values,
       sqlite3_value   **values)
{
  char **words = words_of (context, values[0]);
  gboolean all = words != NULL;

  for (guint w = 0; all && words[w] != NULL; w++)
    {
      gboolean one = *words[w] == '\0';

      for (int i = 1; !one && i < n_values; i++)
        {
          const char *text = (const char *) sqlite3_value_text (values[i]);

          one = text != NULL && has_word (text, words[w]);
        }
      all = one;
    }
  sqlite3_result_int (context, all);
}

/**
 * parcours_store_add_functions:
 * @db: a connection
 *
 * Adds to its SQL fold (text), as parcours_text_fold(), plain (text), as parcours_text_plain(), match (pattern, text), as
 * parcours_pattern_match(), match_url (pattern, url), as parcours_url_match(), and found (words, text, ...): whether
 * each of the words, however it is written, is somewhere in the texts.
 */
void
parcours_store_add_functions (sqlite3 *db)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

  sqlite3_create_function_v2 (db, "fold", 1, flags, NULL, fold, NULL, NULL, NULL);
  sqlite3_create_function_v2 (db, "plain", 1, flags, NULL, plain, NULL, NULL, NULL);
  sqlite3_create_function_v2 (db, "found", -1, flags, NULL, found, NULL, NULL, NULL);
  sqlite3_create_function_v2 (db, "match", 2, flags, NULL, match, NULL, NULL, NULL);
  sqlite3_create_function_v2 (db, "match_url", 2, flags, NULL, match_url, NULL, NULL, NULL);
}
