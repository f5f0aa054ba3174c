/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "faulty-proxy.h"

#define N_THREADS 16

struct _FaultyProxy
{
  GSocketService *service; /* (owned) */
  guint16 port;            /* its own */
  guint16 server_port;
  GMutex lock;
  GQueue faults;       /* (owned) (element-type Plan) guarded by @lock */
  guint n_requests;    /* guarded by @lock */
  char *last_request;  /* (owned) guarded by @lock */
  GMainLoop *loop;     /* (owned) */
  GThread *thread;     /* (owned) accepts; a client that waits has no main loop */
};

typedef struct
{
  Fault fault;
  guint number;
  char *text; /* (owned) (nullable) */
} Plan;

static void
plan_free (Plan *plan)
{
  g_free (plan->text);
  g_free (plan);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Plan, plan_free)

static gsize
content_length (const char *headers)
{
  g_autofree char *lower = g_ascii_strdown (headers, -1);
  const char *field = strstr (lower, "\r\ncontent-length:");

  return field != NULL ? (gsize) g_ascii_strtoull (field + strlen ("\r\ncontent-length:"), NULL, 10) : 0;
}

/* The request with its body; clients of these tests always say how long that is. */
static GString *
read_request (GInputStream *stream)
{
  GString *request = g_string_new (NULL);
  const char *end = NULL;
  char chunk[4096];
  gssize n;

  while ((end = strstr (request->str, "\r\n\r\n")) == NULL ||
         request->len < (gsize) (end + 4 - request->str) + content_length (request->str))
    {
      n = g_input_stream_read (stream, chunk, sizeof chunk, NULL, NULL);
      if (n <= 0)
        break;
      g_string_append_len (request, chunk, n);
    }

  return request;
}

static void
write_all (GIOStream  *stream,
           const char *data,
           gsize       length)
{
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), data, length, NULL, NULL, NULL);
}

/* Everything goes over a connection of its own, so that its end shows where the answer ends. */
static void
insert_close (GString *message)
{
  const char *end = strstr (message->str, "\r\n");

  if (end != NULL)
    g_string_insert (message, end - message->str, "\r\nConnection: close");
}

static GString *
ask_server (FaultyProxy *proxy,
            GString     *request)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) server =
    g_socket_client_connect_to_host (client, "127.0.0.1", proxy->server_port, NULL, NULL);
  GString *answer = g_string_new (NULL);
  char chunk[4096];
  gssize n;

  if (server == NULL)
    return answer;
  insert_close (request);
  write_all (G_IO_STREAM (server), request->str, request->len);
  while ((n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (server)), chunk, sizeof chunk, NULL,
                                   NULL)) > 0)
    g_string_append_len (answer, chunk, n);
  insert_close (answer);

  return answer;
}

static void
cut (GString *answer,
     guint    n_bytes)
{
  gsize length = content_length (answer->str);
  g_autofree char *old = g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT, length);
  g_autofree char *new = g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT, length - n_bytes);

  g_string_truncate (answer, answer->len - n_bytes);
  g_assert_cmpuint (g_string_replace (answer, old, new, 1), ==, 1);
}

static void
trickle (GIOStream *stream,
         GString   *answer,
         guint      pause_ms)
{
  for (gsize i = 0; i < answer->len; i++)
    {
      g_usleep (pause_ms * 1000);
      if (!g_output_stream_write_all (g_io_stream_get_output_stream (stream), answer->str + i, 1, NULL, NULL, NULL))
        return;
    }
}

static void
pass_on (FaultyProxy *proxy,
         const Plan  *plan,
         GIOStream   *client,
         GString     *request)
{
  GString *answer = ask_server (proxy, request);

  switch (plan->fault)
    {
    case FAULT_LOSE_ANSWER:
      g_string_truncate (answer, 0);
      break;
    case FAULT_TEAR:
      g_string_truncate (answer, answer->len - plan->number);
      break;
    case FAULT_CUT:
      cut (answer, plan->number);
      break;
    case FAULT_CORRUPT:
      answer->str[answer->len - plan->number] ^= 1;
      break;
    case FAULT_DELAY:
      g_usleep (plan->number * 1000);
      break;
    case FAULT_TRICKLE:
      trickle (client, answer, plan->number);
      g_string_truncate (answer, 0);
      break;
    default:
      break;
    }
  write_all (client, answer->str, answer->len);
  g_string_free (answer, TRUE);
}

static Plan *
take_plan (FaultyProxy *proxy,
           const char  *request)
{
  Plan *plan;

  g_mutex_lock (&proxy->lock);
  plan = g_queue_pop_head (&proxy->faults);
  proxy->n_requests++;
  g_free (proxy->last_request);
  proxy->last_request = g_strdup (request);
  g_mutex_unlock (&proxy->lock);

  return plan != NULL ? plan : g_new0 (Plan, 1);
}

/* A client may open a connection ahead of its need; that is no request. */
static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        gpointer                user_data)
{
  FaultyProxy *proxy = user_data;
  GIOStream *stream = G_IO_STREAM (connection);
  GString *request = read_request (g_io_stream_get_input_stream (stream));

  if (request->len > 0)
    {
      g_autoptr (Plan) plan = take_plan (proxy, request->str);

      if (plan->fault == FAULT_SAY)
        write_all (stream, plan->text, strlen (plan->text));
      else if (plan->fault != FAULT_LOSE_REQUEST)
        pass_on (proxy, plan, stream, request);
    }
  g_io_stream_close (stream, NULL, NULL);
  g_string_free (request, TRUE);

  return TRUE;
}

static gpointer
run_thread (gpointer data)
{
  GMainLoop *loop = data;

  g_main_context_push_thread_default (g_main_loop_get_context (loop));
  g_main_loop_run (loop);
  g_main_context_pop_thread_default (g_main_loop_get_context (loop));

  return NULL;
}

/* A proxy for the server that listens on @port of this machine. */
FaultyProxy *
faulty_proxy_new (guint16 port)
{
  FaultyProxy *proxy = g_new0 (FaultyProxy, 1);
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&proxy->lock);
  g_queue_init (&proxy->faults);
  proxy->server_port = port;
  g_main_context_push_thread_default (context);
  proxy->service = g_threaded_socket_service_new (N_THREADS);
  g_signal_connect (proxy->service, "run", G_CALLBACK (run_cb), proxy);
  g_socket_listener_add_address (G_SOCKET_LISTENER (proxy->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_main_context_pop_thread_default (context);
  g_assert_no_error (error);
  proxy->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  proxy->loop = g_main_loop_new (context, FALSE);
  proxy->thread = g_thread_new ("faulty-proxy", run_thread, proxy->loop);

  return proxy;
}

static gboolean
stop_cb (gpointer user_data)
{
  FaultyProxy *proxy = user_data;

  g_socket_service_stop (proxy->service);
  g_socket_listener_close (G_SOCKET_LISTENER (proxy->service));
  g_main_loop_quit (proxy->loop);

  return G_SOURCE_REMOVE;
}

void
faulty_proxy_free (FaultyProxy *proxy)
{
  g_main_context_invoke (g_main_loop_get_context (proxy->loop), stop_cb, proxy);
  g_thread_join (proxy->thread);
  g_object_unref (proxy->service);
  g_main_loop_unref (proxy->loop);
  g_queue_clear_full (&proxy->faults, (GDestroyNotify) plan_free);
  g_mutex_clear (&proxy->lock);
  g_free (proxy->last_request);
  g_free (proxy);
}

char *
faulty_proxy_url (FaultyProxy *proxy)
{
  return g_strdup_printf ("http://127.0.0.1:%u/", proxy->port);
}

void
faulty_proxy_add (FaultyProxy *proxy,
                  Fault        fault,
                  guint        number,
                  const char  *text)
{
  Plan *plan = g_new0 (Plan, 1);

  plan->fault = fault;
  plan->number = number;
  plan->text = g_strdup (text);
  g_mutex_lock (&proxy->lock);
  g_queue_push_tail (&proxy->faults, plan);
  g_mutex_unlock (&proxy->lock);
}

guint
faulty_proxy_n_requests (FaultyProxy *proxy)
{
  guint n;

  g_mutex_lock (&proxy->lock);
  n = proxy->n_requests;
  g_mutex_unlock (&proxy->lock);

  return n;
}

char *
faulty_proxy_last_request (FaultyProxy *proxy)
{
  char *request;

  g_mutex_lock (&proxy->lock);
  request = g_strdup (proxy->last_request);
  g_mutex_unlock (&proxy->lock);

  return request;
}
