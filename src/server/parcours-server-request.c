/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-error.h"
#include "parcours-gzip.h"
#include "parcours-server-request.h"

#define MAX_KEY_LENGTH 255
#define MAX_ID_LENGTH 64
#define MAX_HEADERS 100
/* Bytes of all headers together. Older libsoup hangs up at about as many. */
#define MAX_HEADERS_SIZE 65536

#define ID_CHARACTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._"

/**
 * parcours_server_id_is_valid:
 * @id: a text
 *
 * Returns: whether it can be the id of an automation: up to 64 letters, digits, points, underscores and
 *   hyphens, the first one a letter or a digit
 */
gboolean
parcours_server_id_is_valid (const char *id)
{
  return g_ascii_isalnum (*id) && strlen (id) <= MAX_ID_LENGTH && id[strspn (id, ID_CHARACTERS)] == '\0';
}

typedef struct
{
  guint n;
  gsize size; /* bytes */
} HeaderCount;

static void
count_header (const char *name,
              const char *value,
              gpointer    user_data)
{
  HeaderCount *count = user_data;

  count->n++;
  count->size += strlen (name) + strlen (value);
}

/* A field that may stand only once must, or two readers understand two things. */
static gboolean
read_once (SoupMessageHeaders   *headers,
           const char           *name,
           char                **value,
           ParcoursServerReply **refusal)
{
  const char *list = soup_message_headers_get_list (headers, name);
  const char *one = soup_message_headers_get_one (headers, name);

  if (g_strcmp0 (list, one) != 0)
    {
      g_autofree char *detail = g_strdup_printf ("%s stands there more than once", name);

      *refusal = parcours_server_reply_new_problem (PARCOURS_PROBLEM_BAD_PARAMETER, NULL, detail);
      return FALSE;
    }
  *value = g_strdup (one);

  return TRUE;
}

static gboolean
check_key (const char           *key,
           ParcoursServerReply **refusal)
{
  gboolean ok = key == NULL || (*key != '\0' && strlen (key) <= MAX_KEY_LENGTH);

  for (const char *c = key; ok && c != NULL && *c != '\0'; c++)
    ok = g_ascii_isgraph (*c);
  if (!ok)
    *refusal = parcours_server_reply_new_problem (PARCOURS_PROBLEM_BAD_PARAMETER, NULL,
                                                  "An Idempotency-Key is 1 to 255 visible ASCII characters");

  return ok;
}

static gboolean
read_headers (ParcoursServerRequest *request,
              SoupMessageHeaders    *headers,
              ParcoursServerReply  **refusal)
{
  HeaderCount count = { 0 };

  soup_message_headers_foreach (headers, count_header, &count);
  if (count.n > MAX_HEADERS || count.size > MAX_HEADERS_SIZE)
    {
      *refusal = parcours_server_reply_new_problem (PARCOURS_PROBLEM_HEADERS_TOO_LARGE, NULL, NULL);
      return FALSE;
    }
  request->if_match = g_strdup (soup_message_headers_get_list (headers, "If-Match"));
  request->if_none_match = g_strdup (soup_message_headers_get_list (headers, "If-None-Match"));

  return read_once (headers, "Idempotency-Key", &request->key, refusal) && check_key (request->key, refusal);
}

/**
 * parcours_server_request_new:
 * @message: a message whose headers have arrived
 * @refusal: (out) (transfer full): what to answer if %NULL is returned
 *
 * Returns: (transfer full) (nullable): what is asked for, as yet without its body
 */
ParcoursServerRequest *
parcours_server_request_new (SoupServerMessage    *message,
                             ParcoursServerReply **refusal)
{
  g_autoptr (ParcoursServerRequest) request = g_new0 (ParcoursServerRequest, 1);
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);

  request->method = soup_server_message_get_method (message);
  if (request->method == SOUP_METHOD_HEAD)
    request->method = SOUP_METHOD_GET;
  request->path = soup_server_message_is_options_ping (message) ? g_strdup ("*") : g_strdup (g_uri_get_path (uri));
  request->query = query != NULL ? soup_form_decode (query) : NULL;
  if (!read_headers (request, soup_server_message_get_request_headers (message), refusal))
    return NULL;

  return g_steal_pointer (&request);
}

/**
 * parcours_server_request_free:
 * @request: (transfer full): a request
 */
void
parcours_server_request_free (ParcoursServerRequest *request)
{
  g_free (request->path);
  g_free (request->id);
  g_free (request->number);
  g_clear_pointer (&request->query, g_hash_table_unref);
  g_free (request->if_match);
  g_free (request->if_none_match);
  g_free (request->key);
  g_clear_pointer (&request->token, parcours_server_token_free);
  g_clear_pointer (&request->body, g_bytes_unref);
  g_free (request);
}

/**
 * parcours_server_request_take_body:
 * @request: a request
 * @body: (transfer none): its body as it arrived
 * @coding: (nullable): how it is coded, already known to be gzip or nothing
 * @limit: how many bytes may come out of it
 * @refusal: (out) (transfer full): what to answer if %FALSE is returned
 *
 * Returns: whether the body could be decoded
 */
gboolean
parcours_server_request_take_body (ParcoursServerRequest  *request,
                                   GBytes                 *body,
                                   const char             *coding,
                                   gsize                   limit,
                                   ParcoursServerReply   **refusal)
{
  g_autoptr (GError) error = NULL;

  request->body = coding != NULL ? parcours_gunzip (body, limit, &error) : g_bytes_ref (body);
  if (request->body != NULL)
    return TRUE;
  *refusal = parcours_server_reply_new_problem (g_error_matches (error, PARCOURS_ERROR, PARCOURS_ERROR_TOO_LARGE)
                                                  ? PARCOURS_PROBLEM_TOO_LARGE
                                                  : PARCOURS_PROBLEM_MALFORMED,
                                                NULL, error->message);

  return FALSE;
}

/**
 * parcours_server_request_param:
 * @request: a request
 * @name: the name of a part of the query
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
parcours_server_request_param (const ParcoursServerRequest *request,
                               const char                  *name)
{
  return request->query != NULL ? g_hash_table_lookup (request->query, name) : NULL;
}

/**
 * parcours_server_request_number:
 * @request: a request
 * @name: the name of a part of the query
 * @fallback: what holds if it is left out
 * @minimum: the least that makes sense
 * @maximum: the most that makes sense
 * @number: (out): its value
 * @refusal: (out) (transfer full): what to answer if %FALSE is returned
 *
 * Returns: whether it is a number between the two, or left out
 */
gboolean
parcours_server_request_number (const ParcoursServerRequest  *request,
                                const char                   *name,
                                gint64                        fallback,
                                gint64                        minimum,
                                gint64                        maximum,
                                gint64                       *number,
                                ParcoursServerReply         **refusal)
{
  const char *text = parcours_server_request_param (request, name);
  g_autofree char *detail = NULL;

  *number = fallback;
  if (text == NULL || g_ascii_string_to_signed (text, 10, minimum, maximum, number, NULL))
    return TRUE;
  detail = g_strdup_printf ("“%s” is a number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, name, minimum, maximum);
  *refusal = parcours_server_reply_new_problem (PARCOURS_PROBLEM_BAD_PARAMETER, NULL, detail);

  return FALSE;
}

/**
 * parcours_server_request_fingerprint:
 * @request: a request with its body
 *
 * Returns: (transfer full): a digest of all that decides what it does
 */
char *
parcours_server_request_fingerprint (const ParcoursServerRequest *request)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *parts[] = { request->method, request->path, request->if_match, request->if_none_match };

  /* The nul bytes keep one part from running into the next. */
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *part = parts[i] != NULL ? parts[i] : "";

      g_checksum_update (checksum, (const guchar *) part, (gssize) strlen (part) + 1);
    }
  if (request->body != NULL)
    g_checksum_update (checksum, g_bytes_get_data (request->body, NULL), (gssize) g_bytes_get_size (request->body));

  return g_strdup (g_checksum_get_string (checksum));
}
