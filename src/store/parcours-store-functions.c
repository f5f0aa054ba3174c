/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What SQLite compares otherwise than people do, as functions of its SQL. */

#include "config.h"

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

/**
 * parcours_store_add_functions:
 * @db: a connection
 *
 * Adds to its SQL fold (text), as parcours_text_fold(), match (pattern, text), as parcours_pattern_match(), and
 * match_url (pattern, url), as parcours_url_match().
 */
void
parcours_store_add_functions (sqlite3 *db)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

  sqlite3_create_function_v2 (db, "fold", 1, flags, NULL, fold, NULL, NULL, NULL);
  sqlite3_create_function_v2 (db, "match", 2, flags, NULL, match, NULL, NULL, NULL);
  sqlite3_create_function_v2 (db, "match_url", 2, flags, NULL, match_url, NULL, NULL, NULL);
}
