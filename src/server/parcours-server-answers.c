/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-server-answers.h"

static ParcoursServerReply *
read_reply (sqlite3_stmt *statement)
{
  ParcoursServerReply *reply = parcours_server_reply_new ((guint) sqlite3_column_int (statement, 1));
  const void *body = sqlite3_column_text (statement, 5);

  reply->digest = g_strdup ((const char *) sqlite3_column_text (statement, 2));
  reply->revision = sqlite3_column_int64 (statement, 3);
  reply->location = g_strdup ((const char *) sqlite3_column_text (statement, 4));
  if (body != NULL)
    reply->body = g_bytes_new (body, (gsize) sqlite3_column_bytes (statement, 5));
  reply->replayed = TRUE;

  return reply;
}

/**
 * parcours_server_answers_find:
 * @database: the database
 * @request: a request with a key
 * @reply: (out) (transfer full) (nullable): what was answered to it, or that the key belongs to another
 *   request; %NULL if the key is new
 * @error: return location for a #ParcoursServerError
 *
 * Returns: whether the database could be read
 */
gboolean
parcours_server_answers_find (ParcoursServerDatabase       *database,
                              const ParcoursServerRequest  *request,
                              ParcoursServerReply         **reply,
                              GError                      **error)
{
  g_autofree char *fingerprint = parcours_server_request_fingerprint (request);
  sqlite3_stmt *statement =
    parcours_server_database_query (database, error,
                                    "SELECT request, status, tag, revision, location, body FROM answers"
                                    " WHERE token = ? AND key = ?",
                                    "ss", request->token->name, request->key);
  gboolean has_row;

  *reply = NULL;
  if (statement == NULL || !parcours_server_database_step (database, statement, &has_row, error))
    return FALSE;
  if (has_row && g_str_equal ((const char *) sqlite3_column_text (statement, 0), fingerprint))
    *reply = read_reply (statement);
  else if (has_row)
    *reply = parcours_server_reply_new_problem (PARCOURS_PROBLEM_KEY_REUSED, NULL, NULL);
  sqlite3_reset (statement);

  return TRUE;
}

/**
 * parcours_server_answers_keep:
 * @database: the database
 * @request: a request with a key
 * @reply: what is answered to it
 * @error: return location for a #ParcoursServerError
 *
 * Returns: whether it was written
 */
gboolean
parcours_server_answers_keep (ParcoursServerDatabase       *database,
                              const ParcoursServerRequest  *request,
                              const ParcoursServerReply    *reply,
                              GError                      **error)
{
  g_autofree char *fingerprint = parcours_server_request_fingerprint (request);
  g_autofree char *body =
    reply->body != NULL ? g_strndup (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body)) : NULL;

  return parcours_server_database_run (database, error,
                                       "INSERT INTO answers (token, key, request, at, status, tag, revision, location, body)"
                                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                       "sssiisiss", request->token->name, request->key, fingerprint,
                                       g_get_real_time () / G_USEC_PER_SEC, (gint64) reply->status, reply->digest,
                                       reply->revision, reply->location, body);
}

/**
 * parcours_server_answers_forget:
 * @database: the database
 * @before: an instant
 * @error: return location for a #ParcoursServerError
 *
 * Forgets the answers given before @before.
 *
 * Returns: whether that went well
 */
gboolean
parcours_server_answers_forget (ParcoursServerDatabase  *database,
                                gint64                   before,
                                GError                 **error)
{
  return parcours_server_database_run (database, error, "DELETE FROM answers WHERE at < ?", "i", before);
}
