/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-entity-tag.h"
#include "parcours-gzip.h"
#include "parcours-json.h"
#include "parcours-server-error.h"
#include "parcours-server-reply.h"

/* After how many seconds whoever found the server busy may ask again. */
#define BUSY_RETRY_AFTER 2

/**
 * parcours_server_reply_new:
 * @status: an HTTP status
 *
 * Returns: (transfer full): a reply without a body
 */
ParcoursServerReply *
parcours_server_reply_new (guint status)
{
  ParcoursServerReply *reply = g_new0 (ParcoursServerReply, 1);

  reply->status = status;

  return reply;
}

/**
 * parcours_server_reply_new_json:
 * @status: an HTTP status
 * @node: (transfer none): the body
 *
 * Returns: (transfer full): a reply
 */
ParcoursServerReply *
parcours_server_reply_new_json (guint     status,
                                JsonNode *node)
{
  ParcoursServerReply *reply = parcours_server_reply_new (status);
  char *line = parcours_json_to_line (node);

  reply->body = g_bytes_new_take (line, strlen (line));

  return reply;
}

/**
 * parcours_server_reply_new_problem:
 * @problem: what is wrong
 * @current: (nullable): the automation as it is now, for whoever thought it was another
 * @detail: (nullable): a sentence about this case
 *
 * Returns: (transfer full): a reply with a problem document
 */
ParcoursServerReply *
parcours_server_reply_new_problem (ParcoursProblem            problem,
                                   const ParcoursServerEntry *current,
                                   const char                *detail)
{
  g_autofree char *type = g_strconcat (PARCOURS_PROBLEM_PREFIX, parcours_problem_name (problem), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  ParcoursServerReply *reply;

  json_node_take_object (node, object);
  json_object_set_string_member (object, "type", type);
  json_object_set_string_member (object, "title", parcours_problem_title (problem));
  json_object_set_int_member (object, "status", parcours_problem_status (problem));
  if (detail != NULL)
    json_object_set_string_member (object, "detail", detail);
  if (current != NULL)
    json_object_set_member (object, "current", parcours_server_entry_to_json (current));
  reply = parcours_server_reply_new_json (parcours_problem_status (problem), node);
  if (current != NULL)
    reply->revision = current->revision;
  if (current != NULL && !current->deleted)
    reply->digest = g_strdup (current->digest);

  return reply;
}

/**
 * parcours_server_reply_new_error:
 * @error: a #ParcoursServerError
 *
 * The error itself is for the log: it names files.
 *
 * Returns: (transfer full): a reply that says that it is not the fault of whoever asked
 */
ParcoursServerReply *
parcours_server_reply_new_error (const GError *error)
{
  ParcoursServerReply *reply;

  if (g_error_matches (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_BUSY))
    {
      reply = parcours_server_reply_new_problem (PARCOURS_PROBLEM_UNAVAILABLE, NULL, NULL);
      reply->retry_after = BUSY_RETRY_AFTER;
    }
  else if (g_error_matches (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_FULL))
    reply = parcours_server_reply_new_problem (PARCOURS_PROBLEM_FULL, NULL, NULL);
  else
    reply = parcours_server_reply_new_problem (PARCOURS_PROBLEM_FAILED, NULL, NULL);

  return reply;
}

/**
 * parcours_server_reply_free:
 * @reply: (transfer full): a reply
 */
void
parcours_server_reply_free (ParcoursServerReply *reply)
{
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_free (reply->digest);
  g_free (reply->location);
  g_free (reply->allow);
  g_free (reply);
}

static gboolean
is_read (SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);

  return method == SOUP_METHOD_GET || method == SOUP_METHOD_HEAD;
}

/* Whoever asks for gzip with a weight of 0 does not want it. */
static gboolean
wants_gzip (SoupServerMessage *message)
{
  const char *accept =
    soup_message_headers_get_list (soup_server_message_get_request_headers (message), "Accept-Encoding");
  GSList *codings = accept != NULL ? soup_header_parse_quality_list (accept, NULL) : NULL;
  gboolean found = g_slist_find_custom (codings, "gzip", (GCompareFunc) g_ascii_strcasecmp) != NULL;

  soup_header_free_list (codings);

  return found;
}

static gboolean
is_known (SoupServerMessage *message,
          const char        *digest)
{
  const char *known =
    soup_message_headers_get_list (soup_server_message_get_request_headers (message), "If-None-Match");

  return known != NULL && parcours_entity_tag_matches (known, digest, TRUE);
}

static void
set_fields (ParcoursServerReply *reply,
            SoupMessageHeaders  *headers)
{
  if (reply->revision > 0)
    {
      g_autofree char *revision = g_strdup_printf ("%" G_GINT64_FORMAT, reply->revision);

      soup_message_headers_replace (headers, "Parcours-Revision", revision);
    }
  if (reply->modified > 0)
    {
      g_autoptr (GDateTime) modified = g_date_time_new_from_unix_utc (reply->modified);
      g_autofree char *date = soup_date_time_to_string (modified, SOUP_DATE_HTTP);

      soup_message_headers_replace (headers, "Last-Modified", date);
    }
  if (reply->retry_after > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", reply->retry_after);

      soup_message_headers_replace (headers, "Retry-After", seconds);
    }
  if (reply->location != NULL)
    soup_message_headers_replace (headers, "Location", reply->location);
  if (reply->allow != NULL)
    soup_message_headers_replace (headers, "Allow", reply->allow);
  if (reply->status == SOUP_STATUS_UNAUTHORIZED)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer realm=\"Parcours\"");
  if (reply->replayed)
    soup_message_headers_replace (headers, "Idempotent-Replayed", "true");
  if (reply->closes)
    soup_message_headers_replace (headers, "Connection", "close");
}

static void
set_tag (ParcoursServerReply *reply,
         SoupMessageHeaders  *headers,
         gboolean             gzip)
{
  g_autofree char *tag = reply->digest != NULL ? parcours_entity_tag_format (reply->digest, gzip) : NULL;

  if (tag != NULL)
    soup_message_headers_replace (headers, "ETag", tag);
}

static void
set_body (ParcoursServerReply *reply,
          SoupServerMessage   *message,
          SoupMessageHeaders  *headers,
          gboolean             gzip)
{
  g_autoptr (GBytes) body = gzip ? parcours_gzip (reply->body) : g_bytes_ref (reply->body);

  if (gzip)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  soup_message_headers_replace (headers, "Content-Type",
                                reply->status >= 400 ? PARCOURS_PROBLEM_CONTENT_TYPE : "application/json");
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

/* The library knows no words for these. */
static const char *
reason_phrase (guint status)
{
  switch (status)
    {
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    default:
      return NULL;
    }
}

/**
 * parcours_server_reply_send:
 * @reply: a reply
 * @message: (transfer none): who asked
 *
 * Answers with the reply, or with 304 where it is known already, and compressed
 * where that is welcome and gains something. What is shown to one who has a
 * token is kept by no cache in between.
 */
void
parcours_server_reply_send (ParcoursServerReply *reply,
                            SoupServerMessage   *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  gboolean shows = reply->status == SOUP_STATUS_OK && is_read (message);
  gboolean gzip = reply->body != NULL && g_bytes_get_size (reply->body) >= PARCOURS_GZIP_MIN_SIZE && wants_gzip (message);

  if (shows && reply->digest == NULL && reply->body != NULL)
    reply->digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, reply->body);
  if (shows && reply->digest != NULL && is_known (message, reply->digest))
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_MODIFIED, NULL);
      gzip = FALSE;
    }
  else
    {
      soup_server_message_set_status (message, reply->status, reason_phrase (reply->status));
      if (reply->body != NULL)
        set_body (reply, message, headers, gzip);
    }
  set_fields (reply, headers);
  set_tag (reply, headers, gzip && shows);
  soup_message_headers_replace (headers, "Cache-Control", "private, no-cache");
  soup_message_headers_replace (headers, "Vary", "Accept-Encoding");
}
