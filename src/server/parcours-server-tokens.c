/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>

#include "parcours-server-error.h"
#include "parcours-server-tokens.h"
#include "parcours-time.h"

#define MAX_NAME_LENGTH 64
#define MIN_SECRET_LENGTH 16
#define N_RANDOM_BYTES 32

/* What a bearer token may be made of (RFC 6750, section 2.1). */
#define SECRET_CHARACTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/="

struct _ParcoursServerTokens
{
  ParcoursServerDatabase *database; /* (unowned) */
  GHashTable *from_file;            /* (owned) (element-type utf8 ParcoursServerToken) by hash */
};

static ParcoursServerToken *
token_new (const char *name,
           gboolean    read_only,
           gint64      created)
{
  ParcoursServerToken *token = g_new (ParcoursServerToken, 1);

  token->name = g_strdup (name);
  token->read_only = read_only;
  token->created = created;

  return token;
}

/**
 * parcours_server_token_free:
 * @token: (transfer full): a token
 */
void
parcours_server_token_free (ParcoursServerToken *token)
{
  g_free (token->name);
  g_free (token);
}

/**
 * parcours_server_tokens_new:
 * @database: (transfer none): where tokens are kept; it must live longer
 *
 * Returns: (transfer full): the tokens
 */
ParcoursServerTokens *
parcours_server_tokens_new (ParcoursServerDatabase *database)
{
  ParcoursServerTokens *tokens = g_new0 (ParcoursServerTokens, 1);

  tokens->database = database;
  tokens->from_file = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) parcours_server_token_free);

  return tokens;
}

/**
 * parcours_server_tokens_free:
 * @tokens: (transfer full): the tokens
 */
void
parcours_server_tokens_free (ParcoursServerTokens *tokens)
{
  g_hash_table_unref (tokens->from_file);
  g_free (tokens);
}

/* Names appear in lists and logs: one line of text, not too long. */
static gboolean
check_name (const char  *name,
            GError     **error)
{
  gboolean ok = g_utf8_validate (name, -1, NULL) && *name != '\0' && g_utf8_strlen (name, -1) <= MAX_NAME_LENGTH;

  for (const char *c = name; ok && *c != '\0'; c = g_utf8_next_char (c))
    ok = g_unichar_isprint (g_utf8_get_char (c));
  if (!ok)
    g_set_error (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_USAGE,
                 _("The name of a token is a line of 1 to %d characters"), MAX_NAME_LENGTH);

  return ok;
}

static gboolean
read_line (ParcoursServerTokens  *tokens,
           const char            *line,
           GError               **error)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t", -1);
  g_autoptr (GPtrArray) filled = g_ptr_array_new ();
  gboolean read_only;
  const char *secret;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        g_ptr_array_add (filled, words[i]);
    }
  read_only = filled->len == 3 && g_str_equal (g_ptr_array_index (filled, 2), "read-only");
  if (filled->len != 2 && !read_only)
    {
      g_set_error (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_USAGE,
                   _("a line is “NAME TOKEN” or “NAME TOKEN read-only”"));
      return FALSE;
    }
  secret = g_ptr_array_index (filled, 1);
  if (strlen (secret) < MIN_SECRET_LENGTH || secret[strspn (secret, SECRET_CHARACTERS)] != '\0')
    {
      g_set_error (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_USAGE,
                   _("a token has at least %d letters, digits or any of -._~+/="), MIN_SECRET_LENGTH);
      return FALSE;
    }
  if (!check_name (g_ptr_array_index (filled, 0), error))
    return FALSE;
  g_hash_table_insert (tokens->from_file, g_compute_checksum_for_string (G_CHECKSUM_SHA256, secret, -1),
                       token_new (g_ptr_array_index (filled, 0), read_only, PARCOURS_INSTANT_MISSING));

  return TRUE;
}

/**
 * parcours_server_tokens_load:
 * @tokens: the tokens
 * @path: the name of a file with a token a line; empty lines and those that begin with `#` do not count
 * @error: return location for an error, whose message names the file and the line, never the token
 *
 * Admits the tokens of a file as long as the server runs, beside those in the database.
 *
 * Returns: whether the file could be read
 */
gboolean
parcours_server_tokens_load (ParcoursServerTokens  *tokens,
                             const char            *path,
                             GError               **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  struct stat info;

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  if (stat (path, &info) == 0 && (info.st_mode & (S_IROTH | S_IWOTH)) != 0)
    g_printerr (_("parcours-server: Everybody can read “%s”; “chmod 600” keeps its tokens to you\n"), path);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (*lines[i] != '\0' && *lines[i] != '#' && !read_line (tokens, lines[i], error))
        {
          g_prefix_error (error, _("“%s”, line %u: "), path, i + 1);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * parcours_server_tokens_check:
 * @tokens: the tokens
 * @secret: what somebody shows
 * @token: (out) (transfer full) (nullable): whose it is, or %NULL if it is nobody's
 * @error: return location for a #ParcoursServerError
 *
 * Only the hash is looked up, so the time that takes tells nothing about the token.
 *
 * Returns: whether the tokens could be read
 */
gboolean
parcours_server_tokens_check (ParcoursServerTokens  *tokens,
                              const char            *secret,
                              ParcoursServerToken  **token,
                              GError               **error)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, secret, -1);
  ParcoursServerToken *known = g_hash_table_lookup (tokens->from_file, hash);
  sqlite3_stmt *statement;
  gboolean has_row;

  *token = NULL;
  if (known != NULL)
    {
      *token = token_new (known->name, known->read_only, known->created);
      return TRUE;
    }
  statement = parcours_server_database_query (tokens->database, error,
                                              "SELECT name, read_only, created FROM tokens WHERE hash = ?", "s", hash);
  if (statement == NULL || !parcours_server_database_step (tokens->database, statement, &has_row, error))
    return FALSE;
  if (has_row)
    *token = token_new ((const char *) sqlite3_column_text (statement, 0), sqlite3_column_int (statement, 1) != 0,
                        sqlite3_column_int64 (statement, 2));
  sqlite3_reset (statement);

  return TRUE;
}

static char *
make_secret (GError **error)
{
  guint8 bytes[N_RANDOM_BYTES];
  g_autofree char *base64 = NULL;

  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    {
      g_set_error (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_FAILED,
                   _("The system gives no random numbers: %s"), g_strerror (errno));
      return NULL;
    }
  base64 = g_base64_encode (bytes, sizeof bytes);
  g_strdelimit (base64, "+", '-');
  g_strdelimit (base64, "/", '_');
  g_strdelimit (base64, "=", '\0');

  return g_strconcat ("parcours_", base64, NULL);
}

/**
 * parcours_server_tokens_create:
 * @tokens: the tokens
 * @name: who the token is for
 * @read_only: whether it may only read
 * @error: return location for a #ParcoursServerError
 *
 * A running server admits the new token at once.
 *
 * Returns: (transfer full): the token, which nobody can read again, or %NULL
 */
char *
parcours_server_tokens_create (ParcoursServerTokens  *tokens,
                               const char            *name,
                               gboolean               read_only,
                               GError               **error)
{
  g_autofree char *secret = NULL;
  g_autofree char *hash = NULL;

  if (!check_name (name, error))
    return NULL;
  secret = make_secret (error);
  if (secret == NULL)
    return NULL;
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, secret, -1);
  if (!parcours_server_database_run (tokens->database, error,
                                     "INSERT INTO tokens (name, hash, read_only, created) VALUES (?, ?, ?, ?)"
                                     " ON CONFLICT (name) DO NOTHING",
                                     "ssii", name, hash, (gint64) read_only, g_get_real_time () / G_USEC_PER_SEC))
    return NULL;
  if (parcours_server_database_n_changed (tokens->database) == 0)
    {
      g_set_error (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_EXISTS,
                   _("There is a token “%s” already; choose another name, or revoke that one first"), name);
      return NULL;
    }

  return g_steal_pointer (&secret);
}

/**
 * parcours_server_tokens_revoke:
 * @tokens: the tokens
 * @name: whose token
 * @error: return location for a #ParcoursServerError
 *
 * A running server refuses the token from now on.
 *
 * Returns: whether there was such a token
 */
gboolean
parcours_server_tokens_revoke (ParcoursServerTokens  *tokens,
                               const char            *name,
                               GError               **error)
{
  if (!parcours_server_database_run (tokens->database, error, "DELETE FROM tokens WHERE name = ?", "s", name))
    return FALSE;
  if (parcours_server_database_n_changed (tokens->database) > 0)
    return TRUE;
  g_set_error (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_FAILED,
               _("There is no token “%s”; --list-tokens names them"), name);

  return FALSE;
}

/**
 * parcours_server_tokens_list:
 * @tokens: the tokens
 * @error: return location for a #ParcoursServerError
 *
 * Returns: (transfer full) (element-type ParcoursServerToken): the tokens in the database, by name
 */
GPtrArray *
parcours_server_tokens_list (ParcoursServerTokens  *tokens,
                             GError               **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_server_token_free);
  sqlite3_stmt *statement =
    parcours_server_database_query (tokens->database, error,
                                    "SELECT name, read_only, created FROM tokens ORDER BY name", "");
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  while (has_row)
    {
      if (!parcours_server_database_step (tokens->database, statement, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (list, token_new ((const char *) sqlite3_column_text (statement, 0),
                                          sqlite3_column_int (statement, 1) != 0, sqlite3_column_int64 (statement, 2)));
    }

  return g_steal_pointer (&list);
}
