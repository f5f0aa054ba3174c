/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "asker.h"
#include "parcours-json.h"

/* Asks the server. @fields are names and values in turn, up to NULL; without an Authorization among them the
 * token of the server is shown, and an empty one shows nothing. */
Reply *
ask_with_bytes (ServerProcess     *server,
                const char        *method,
                const char        *path,
                const char *const *fields,
                GBytes            *body)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 20, NULL);
  g_autofree char *url = g_strconcat (server->url, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", server->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GError) error = NULL;
  Reply *reply = g_new0 (Reply, 1);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_message_headers_replace (headers, "Authorization", bearer);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", body);
  for (guint i = 0; fields != NULL && fields[i] != NULL; i += 2)
    {
      soup_message_headers_remove (headers, fields[i]);
      if (*fields[i + 1] != '\0')
        soup_message_headers_append (headers, fields[i], fields[i + 1]);
    }
  reply->body = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  reply->status = soup_message_get_status (message);
  reply->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  reply->json = parcours_json_parse (g_bytes_get_data (reply->body, NULL), (gssize) g_bytes_get_size (reply->body), NULL);

  return reply;
}

Reply *
ask (ServerProcess     *server,
     const char        *method,
     const char        *path,
     const char *const *fields,
     const char        *body)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;

  return ask_with_bytes (server, method, path, fields, bytes);
}

void
reply_free (Reply *reply)
{
  soup_message_headers_unref (reply->headers);
  g_bytes_unref (reply->body);
  g_clear_pointer (&reply->json, json_node_unref);
  g_free (reply);
}

const char *
reply_field (Reply      *reply,
             const char *name)
{
  return soup_message_headers_get_one (reply->headers, name);
}

static JsonObject *
object_of (Reply *reply)
{
  return reply->json != NULL && JSON_NODE_HOLDS_OBJECT (reply->json) ? json_node_get_object (reply->json) : NULL;
}

/* The name of the problem that the reply tells of, or NULL. */
const char *
reply_problem (Reply *reply)
{
  const char *type = parcours_json_member_string (object_of (reply), "type");

  return type != NULL ? strrchr (type, '/') + 1 : NULL;
}

const char *
reply_string (Reply      *reply,
              const char *name)
{
  return parcours_json_member_string (object_of (reply), name);
}

gint64
reply_number (Reply      *reply,
              const char *name)
{
  return (gint64) parcours_json_member_number (object_of (reply), name, -1);
}

/* The canonical document of a small automation. */
char *
make_document (const char *id,
               const char *name)
{
  g_autoptr (ParcoursAutomation) automation = make_automation (id, name);
  g_autoptr (JsonNode) node = parcours_automation_to_json (automation);

  return parcours_json_to_line (node);
}

/* Sends bytes that need not be HTTP, and returns what comes until the server hangs up, or after @patience_ms
 * of silence. */
char *
say (ServerProcess *server,
     const char    *bytes,
     gssize         length,
     guint          patience_ms)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  GString *answer = g_string_new (NULL);
  GSocket *socket;
  char chunk[4096];
  gssize n;

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", server->port, NULL, NULL);
  g_assert_nonnull (connection);
  socket = g_socket_connection_get_socket (connection);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), bytes,
                             length >= 0 ? (gsize) length : strlen (bytes), NULL, NULL, NULL);
  while (g_socket_condition_timed_wait (socket, G_IO_IN, patience_ms * G_GINT64_CONSTANT (1000), NULL, NULL) &&
         (n = g_socket_receive (socket, chunk, sizeof chunk, NULL, NULL)) > 0)
    g_string_append_len (answer, chunk, n);

  return g_string_free (answer, FALSE);
}
