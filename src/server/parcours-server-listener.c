/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "parcours-server-error.h"
#include "parcours-server-listener.h"

/* A body and its answer may take so many times as long as the headers. */
#define LONG_DEADLINE 10

#define CONNECTION_KEY "parcours-server-connection"

struct _ParcoursServerListener
{
  SoupServer *server; /* (owned) */
  guint max_connections;
  gint64 timeout;          /* microseconds */
  GHashTable *connections; /* (owned) (element-type Connection) a set */
};

typedef struct
{
  ParcoursServerListener *listener; /* (unowned) */
  GSocket *socket;                  /* (owned) */
  GSource *deadline;                /* (owned) */
  gboolean busy;                    /* whether a welcome request is under way */
} Connection;

static void
connection_free (gpointer data)
{
  Connection *connection = data;

  g_source_destroy (connection->deadline);
  g_source_unref (connection->deadline);
  g_object_set_data (G_OBJECT (connection->socket), CONNECTION_KEY, NULL);
  g_object_unref (connection->socket);
  g_free (connection);
}

/* libsoup before 3.4 keeps a reference to each socket that it has accepted for ever. Where ours and that one
 * are all that is left, it is given back for it, or a server would grow with every connection. */
static gboolean
is_gone (Connection *connection)
{
  if (!g_socket_is_closed (connection->socket))
    return FALSE;
  if (!soup_check_version (3, 4, 0) && G_OBJECT (connection->socket)->ref_count == 2)
    g_object_unref (connection->socket);

  return G_OBJECT (connection->socket)->ref_count == 1;
}

static void
forget_closed (ParcoursServerListener *listener)
{
  GHashTableIter iter;
  gpointer connection;

  g_hash_table_iter_init (&iter, listener->connections);
  while (g_hash_table_iter_next (&iter, &connection, NULL))
    {
      if (is_gone (connection))
        g_hash_table_iter_remove (&iter);
    }
}

static guint
count_open (ParcoursServerListener *listener)
{
  GHashTableIter iter;
  gpointer connection;
  guint n = 0;

  g_hash_table_iter_init (&iter, listener->connections);
  while (g_hash_table_iter_next (&iter, &connection, NULL))
    n += !g_socket_is_closed (((Connection *) connection)->socket);

  return n;
}

/* The server then reads the end of the stream, and tidies up by itself. */
static void
hang_up (GSocket *socket)
{
  g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

static gboolean
deadline_cb (gpointer user_data)
{
  Connection *connection = user_data;

  g_source_set_ready_time (connection->deadline, -1);
  hang_up (connection->socket);

  return G_SOURCE_CONTINUE;
}

static void
set_deadline (Connection *connection,
              guint       factor)
{
  g_source_set_ready_time (connection->deadline, g_get_monotonic_time () + connection->listener->timeout * factor);
}

static Connection *
connection_new (ParcoursServerListener *listener,
                GSocket                *socket)
{
  Connection *connection = g_new0 (Connection, 1);

  connection->listener = listener;
  connection->socket = g_object_ref (socket);
  connection->deadline = g_timeout_source_new (0);
  g_source_set_callback (connection->deadline, deadline_cb, connection, NULL);
  g_source_attach (connection->deadline, g_main_context_get_thread_default ());
  g_object_set_data (G_OBJECT (socket), CONNECTION_KEY, connection);
  g_hash_table_add (listener->connections, connection);

  return connection;
}

/* What is known of the connection of @message; %NULL if it is new. */
static Connection *
connection_of (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  return socket != NULL ? g_object_get_data (G_OBJECT (socket), CONNECTION_KEY) : NULL;
}

/* The service has looked at the headers before: a status means that it has refused. */
static void
got_headers_cb (SoupServerMessage *message,
                gpointer           user_data)
{
  Connection *connection = connection_of (message);

  if (soup_server_message_get_status (message) != 0)
    return;
  connection->busy = TRUE;
  set_deadline (connection, LONG_DEADLINE);
}

/* Somebody for whom there is no room is told so, as far as the socket takes it at once; with a status, what
 * may have come already is not looked at. */
static void
turn_away (SoupServer        *server,
           SoupServerMessage *message,
           GSocket           *socket)
{
  static const char answer[] = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\n"
                               "Content-Length: 0\r\nConnection: close\r\n\r\n";

  soup_server_message_set_status (message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
  if (!soup_server_is_https (server))
    g_socket_send_with_blocking (socket, answer, sizeof answer - 1, FALSE, NULL, NULL);
  hang_up (socket);
}

/* The first request of a connection starts when that is accepted. */
static void
request_started_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    gpointer           user_data)
{
  ParcoursServerListener *listener = user_data;
  GSocket *socket = soup_server_message_get_socket (message);
  Connection *connection = connection_of (message);
  gboolean is_full;

  if (connection == NULL)
    {
      forget_closed (listener);
      is_full = count_open (listener) >= listener->max_connections;
      connection = connection_new (listener, socket);
      if (is_full)
        turn_away (server, message, socket);
    }
  set_deadline (connection, 1);
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), NULL);
}

static void
request_over_cb (SoupServer        *server,
                 SoupServerMessage *message,
                 gpointer           user_data)
{
  Connection *connection = connection_of (message);

  connection->busy = FALSE;
  set_deadline (connection, 1);
}

static gboolean
start (ParcoursServerListener               *listener,
       const ParcoursServerListenerOptions  *options,
       GError                              **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (options->address);
  g_autoptr (GSocketAddress) wanted = NULL;
  g_autoptr (GError) local_error = NULL;

  if (address == NULL)
    {
      g_set_error (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_USAGE,
                   _("“%s” is no address to listen on; 127.0.0.1 is this machine alone, 0.0.0.0 all its networks"),
                   options->address);
      return FALSE;
    }
  wanted = g_inet_socket_address_new (address, options->port);
  if (soup_server_listen (listener->server, wanted,
                          options->certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0, &local_error))
    return TRUE;
  g_set_error (error, PARCOURS_SERVER_ERROR, PARCOURS_SERVER_ERROR_FAILED,
               _("Cannot listen on %s, port %u: %s"), options->address, options->port, local_error->message);

  return FALSE;
}

/**
 * parcours_server_listener_new:
 * @server: (transfer none): who answers
 * @options: where and how to listen
 * @error: return location for a #ParcoursServerError
 *
 * Returns: (transfer full): a listener that accepts connections from now on, or %NULL
 */
ParcoursServerListener *
parcours_server_listener_new (SoupServer                           *server,
                              const ParcoursServerListenerOptions  *options,
                              GError                              **error)
{
  g_autoptr (ParcoursServerListener) listener = g_new0 (ParcoursServerListener, 1);

  listener->server = g_object_ref (server);
  listener->max_connections = options->max_connections;
  listener->timeout = (gint64) options->timeout * G_USEC_PER_SEC;
  listener->connections = g_hash_table_new_full (NULL, NULL, connection_free, NULL);
  soup_server_set_tls_certificate (server, options->certificate);
  g_signal_connect (server, "request-started", G_CALLBACK (request_started_cb), listener);
  g_signal_connect (server, "request-finished", G_CALLBACK (request_over_cb), listener);
  g_signal_connect (server, "request-aborted", G_CALLBACK (request_over_cb), listener);
  if (!start (listener, options, error))
    return NULL;

  return g_steal_pointer (&listener);
}

/**
 * parcours_server_listener_free:
 * @listener: (transfer full): a listener, whose server disconnects everybody
 */
void
parcours_server_listener_free (ParcoursServerListener *listener)
{
  g_signal_handlers_disconnect_by_data (listener->server, listener);
  soup_server_disconnect (listener->server);
  forget_closed (listener);
  g_hash_table_unref (listener->connections);
  g_object_unref (listener->server);
  g_free (listener);
}

/**
 * parcours_server_listener_url:
 * @listener: a listener
 *
 * Returns: (transfer full): the address under which it can be reached
 */
char *
parcours_server_listener_url (ParcoursServerListener *listener)
{
  GSList *uris = soup_server_get_uris (listener->server);
  char *url = g_uri_to_string (uris->data);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return url;
}

/**
 * parcours_server_listener_hang_up:
 * @listener: a listener
 *
 * Hangs up on all who are only connected: they are not being served, and have not asked for anything either.
 */
void
parcours_server_listener_hang_up (ParcoursServerListener *listener)
{
  g_autoptr (GList) connections = g_hash_table_get_keys (listener->connections);

  for (GList *l = connections; l != NULL; l = l->next)
    {
      Connection *connection = l->data;

      if (!connection->busy && g_socket_get_available_bytes (connection->socket) <= 0)
        hang_up (connection->socket);
    }
}

/**
 * parcours_server_listener_is_busy:
 * @listener: a listener
 *
 * Returns: whether somebody is being served
 */
gboolean
parcours_server_listener_is_busy (ParcoursServerListener *listener)
{
  GHashTableIter iter;
  gpointer connection;

  g_hash_table_iter_init (&iter, listener->connections);
  while (g_hash_table_iter_next (&iter, &connection, NULL))
    {
      if (((Connection *) connection)->busy)
        return TRUE;
    }

  return FALSE;
}
