/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>

#include "parcours-gzip.h"
#include "parcours-http.h"
#include "parcours-json.h"
#include "parcours-remote-error.h"
#include "parcours-remote-url.h"

#define CHUNK_SIZE 65536
#define MAX_REDIRECTS 5
#define MAX_CONNECTIONS 8

struct _ParcoursHttp
{
  GObject parent_instance;

  char *url;           /* (owned) */
  char *server;        /* (owned) what people call it */
  char *authorization; /* (owned) (nullable) guarded by @lock */
  GMutex lock;
  ParcoursHttpOptions options; /* its authority is owned */

  GThread *thread;       /* (owned) */
  GMainContext *context; /* (owned) of the thread */
  GMainLoop *loop;       /* (owned) of the thread */
  SoupSession *session;  /* (owned) made and used on the thread */
};

G_DEFINE_FINAL_TYPE (ParcoursHttp, parcours_http, G_TYPE_OBJECT)

/* A request under way; it belongs to its task, and to the thread once that has begun. */
typedef struct
{
  ParcoursHttpRequest *request; /* (owned) */
  ParcoursHttpReader reader;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;

  char *authorization;       /* (owned) (nullable) */
  GUri *uri;                 /* (owned) where it goes now */
  SoupMessage *message;      /* (owned) */
  GInputStream *stream;      /* (owned) (nullable) */
  GByteArray *body;          /* (owned) what has come of the answer */
  guint n_redirects;
  GCancellable *cancellable; /* (owned) stops it for whatever reason */
  gulong cancelled_id;
  GSource *deadline;         /* (owned) (nullable) */
  gboolean too_late;
} Call;

static void send_message (GTask *task);

/**
 * parcours_http_request_new:
 * @method: a method, as a static text
 * @format: the path
 * @...: what stands in its holes
 *
 * Returns: (transfer full): a request; whoever makes it fills in the rest
 */
ParcoursHttpRequest *
parcours_http_request_new (const char *method,
                           const char *format,
                           ...)
{
  ParcoursHttpRequest *request = g_new0 (ParcoursHttpRequest, 1);
  va_list arguments;

  va_start (arguments, format);
  request->method = method;
  request->path = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  return request;
}

/**
 * parcours_http_request_free:
 * @request: (transfer full): a request
 */
void
parcours_http_request_free (ParcoursHttpRequest *request)
{
  g_free (request->path);
  g_free (request->query);
  g_free (request->if_match);
  g_free (request->if_none_match);
  g_free (request->key);
  g_clear_pointer (&request->body, g_bytes_unref);
  g_free (request);
}

static void
call_free (gpointer data)
{
  Call *call = data;

  if (call->data_free != NULL)
    call->data_free (call->data);
  parcours_http_request_free (call->request);
  g_free (call->authorization);
  g_clear_pointer (&call->uri, g_uri_unref);
  g_clear_object (&call->message);
  g_clear_object (&call->stream);
  g_byte_array_unref (call->body);
  g_clear_object (&call->cancellable);
  g_free (call);
}

static SoupSession *
make_session (ParcoursHttp *self)
{
  SoupSession *session =
    soup_session_new_with_options ("user-agent", "Parcours/" PARCOURS_VERSION, "max-conns", MAX_CONNECTIONS,
                                   "max-conns-per-host", MAX_CONNECTIONS, "timeout", self->options.silence, NULL);

  /* The token is sent by hand, to the right server alone. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  if (self->options.authority != NULL)
    soup_session_set_tls_database (session, self->options.authority);

  return session;
}

/* The object may be gone when the loop ends, so the thread has references of its own. */
static gpointer
run_thread (gpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_ref (data);
  GMainContext *context = g_main_loop_get_context (loop);

  g_main_context_push_thread_default (context);
  g_main_loop_run (loop);
  g_main_context_pop_thread_default (context);

  return NULL;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static gboolean
close_session_cb (gpointer user_data)
{
  soup_session_abort (user_data);
  g_object_unref (user_data);

  return G_SOURCE_REMOVE;
}

/* The last reference may go on the thread itself, which then cannot wait for its own end. */
static void
parcours_http_finalize (GObject *object)
{
  ParcoursHttp *self = PARCOURS_HTTP (object);

  if (self->session != NULL)
    g_main_context_invoke (self->context, close_session_cb, self->session);
  g_main_context_invoke_full (self->context, G_PRIORITY_LOW, quit_cb, g_main_loop_ref (self->loop),
                              (GDestroyNotify) g_main_loop_unref);
  if (self->thread == g_thread_self ())
    g_thread_unref (self->thread);
  else
    g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_clear_object (&self->options.authority);
  g_mutex_clear (&self->lock);
  g_free (self->authorization);
  g_free (self->server);
  g_free (self->url);

  G_OBJECT_CLASS (parcours_http_parent_class)->finalize (object);
}

static void
parcours_http_class_init (ParcoursHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = parcours_http_finalize;
}

static void
parcours_http_init (ParcoursHttp *self)
{
  g_mutex_init (&self->lock);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("parcours-http", run_thread, self->loop);
}

/**
 * parcours_http_new:
 * @url: the address of a server, from parcours_remote_url_normalize()
 * @options: (nullable): what is not as usual
 *
 * Returns: (transfer full): a connection, as yet without a token
 */
ParcoursHttp *
parcours_http_new (const char                *url,
                   const ParcoursHttpOptions *options)
{
  ParcoursHttp *self = g_object_new (PARCOURS_TYPE_HTTP, NULL);

  self->url = g_strdup (url);
  self->server = parcours_remote_url_host (url);
  if (options != NULL)
    self->options = *options;
  if (self->options.authority != NULL)
    g_object_ref (self->options.authority);
  if (self->options.silence == 0)
    self->options.silence = PARCOURS_HTTP_SILENCE;
  if (self->options.whole == 0)
    self->options.whole = PARCOURS_HTTP_WHOLE;

  return self;
}

/**
 * parcours_http_set_token:
 * @self: a connection
 * @token: (nullable): the token for requests that are sent from now on
 */
void
parcours_http_set_token (ParcoursHttp *self,
                         const char   *token)
{
  g_return_if_fail (PARCOURS_IS_HTTP (self));

  g_mutex_lock (&self->lock);
  g_free (self->authorization);
  self->authorization = token != NULL ? g_strconcat ("Bearer ", token, NULL) : NULL;
  g_mutex_unlock (&self->lock);
}

/* What is wrong with a certificate, the most telling first. */
static const char *
describe_certificate (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return _("its certificate has expired, or the clock of this computer is wrong");
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _("its certificate is not valid yet, or the clock of this computer is wrong");
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _("its certificate is for another server");
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return _("its certificate was revoked");
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return _("nobody this computer trusts has signed its certificate");

  return _("its certificate cannot be used");
}

static GError *
refuse_server (ParcoursHttp *self,
               Call         *call)
{
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (call->message);
  GError *error = NULL;

  if (flags == 0)
    parcours_remote_error_set (&error, PARCOURS_REMOTE_ERROR_CERTIFICATE, NULL, 0,
                               _("No secure connection to “%s” can be made; check its address"), self->server);
  else
    parcours_remote_error_set (&error, PARCOURS_REMOTE_ERROR_CERTIFICATE, NULL, 0,
                               _("The server “%s” is not trusted: %s. Nothing was sent to it"), self->server,
                               describe_certificate (flags));

  return error;
}

static gboolean
is_unreachable (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PROXY_FAILED);
}

/* What broken and foreign servers bring about, as opposed to broken connections. */
static gboolean
is_nonsense (const GError *error)
{
  return error->domain == SOUP_SESSION_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

/* Takes @error. Whether the server has carried out what it was asked for is for the Idempotency-Key to know. */
static GError *
map_error (ParcoursHttp *self,
           Call         *call,
           GError       *error)
{
  g_autoptr (GError) owned = error;
  GError *mapped = NULL;

  if (call->too_late || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    parcours_remote_error_set (&mapped, PARCOURS_REMOTE_ERROR_TIMEOUT, NULL, 0,
                               _("The server “%s” did not answer in time; try again later"), self->server);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mapped = g_steal_pointer (&owned);
  else if (error->domain == G_TLS_ERROR)
    mapped = refuse_server (self, call);
  else if (error->domain == G_RESOLVER_ERROR)
    parcours_remote_error_set (&mapped, PARCOURS_REMOTE_ERROR_OFFLINE, NULL, 0,
                               _("The server “%s” cannot be found; check its address and the network"), self->server);
  else if (is_unreachable (error))
    parcours_remote_error_set (&mapped, PARCOURS_REMOTE_ERROR_OFFLINE, NULL, 0,
                               _("The server “%s” cannot be reached; check that it runs, and the network"),
                               self->server);
  else if (is_nonsense (error))
    parcours_remote_error_set (&mapped, PARCOURS_REMOTE_ERROR_BAD_ANSWER, NULL, 0,
                               _("What “%s” answers makes no sense; check its address"), self->server);
  else
    parcours_remote_error_set (&mapped, PARCOURS_REMOTE_ERROR_LOST, NULL, 0,
                               _("The connection to “%s” ended before the whole answer was there; try again"),
                               self->server);

  return mapped;
}

/* Ends the call; @error is (transfer full). */
static void
finish (GTask    *task,
        gpointer  result,
        GError   *error)
{
  Call *call = g_task_get_task_data (task);

  if (g_task_get_cancellable (task) != NULL)
    g_cancellable_disconnect (g_task_get_cancellable (task), call->cancelled_id);
  g_source_destroy (call->deadline);
  g_clear_pointer (&call->deadline, g_source_unref);
  g_clear_object (&call->stream);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, call->result_free);
  g_object_unref (task);
}

static void
finish_with_error (GTask  *task,
                   GError *error)
{
  finish (task, NULL, map_error (g_task_get_source_object (task), g_task_get_task_data (task), error));
}

/* The library forgives a body that is too short where the connection ends with it. Of a compressed one it
 * has decoded less or more; there the coding itself has an end. */
static gboolean
is_whole (Call *call)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (call->message);

  return soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH ||
         soup_message_headers_get_one (headers, "Content-Encoding") != NULL ||
         soup_message_get_status (call->message) == SOUP_STATUS_NOT_MODIFIED ||
         call->body->len == soup_message_headers_get_content_length (headers);
}

static void
read_answer (GTask *task)
{
  ParcoursHttp *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GBytes) body = g_bytes_new (call->body->data, call->body->len);
  const ParcoursHttpAnswer answer = {
    soup_message_get_status (call->message), soup_message_get_response_headers (call->message), body, self->server,
  };
  GError *error = NULL;
  gpointer result = call->reader (&answer, call->data, &error);

  finish (task, result, error);
}

static void
chunk_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = user_data;
  ParcoursHttp *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (chunk == NULL)
    finish_with_error (task, error);
  else if (g_bytes_get_size (chunk) == 0 && !is_whole (call))
    finish_with_error (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "The body is too short"));
  else if (g_bytes_get_size (chunk) == 0)
    read_answer (task);
  else if (call->body->len + g_bytes_get_size (chunk) > PARCOURS_JSON_MAX_SIZE)
    {
      parcours_remote_error_set (&error, PARCOURS_REMOTE_ERROR_TOO_LARGE, NULL, 0,
                                 _("The answer of “%s” is larger than Parcours accepts"), self->server);
      finish (task, NULL, error);
    }
  else
    {
      g_byte_array_append (call->body, g_bytes_get_data (chunk, NULL), (guint) g_bytes_get_size (chunk));
      g_input_stream_read_bytes_async (call->stream, CHUNK_SIZE, G_PRIORITY_DEFAULT, call->cancellable, chunk_cb,
                                       task);
    }
}

/* Where the answer sends on to, if to anywhere. */
static GUri *
redirection (Call *call)
{
  guint status = soup_message_get_status (call->message);
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (call->message), "Location");

  if (location == NULL || !SOUP_STATUS_IS_REDIRECTION (status) || status == SOUP_STATUS_NOT_MODIFIED)
    return NULL;

  return g_uri_parse_relative (call->uri, location, SOUP_HTTP_URI_FLAGS, NULL);
}

/* Only the two redirections that keep method and body may be followed with a change, and neither token nor
 * document goes to another server than the one that a person has entered. */
static gboolean
may_follow (Call *call,
            GUri *target)
{
  guint status = soup_message_get_status (call->message);
  gboolean keeps_method = status == SOUP_STATUS_TEMPORARY_REDIRECT || status == SOUP_STATUS_PERMANENT_REDIRECT;

  return g_uri_get_host (target) != NULL && parcours_remote_url_same_server (call->uri, target) &&
         call->n_redirects < MAX_REDIRECTS && (keeps_method || call->request->method == SOUP_METHOD_GET);
}

static void
redirect (GTask *task,
          GUri  *target)
{
  ParcoursHttp *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autofree char *text = NULL;
  GError *error = NULL;

  if (may_follow (call, target))
    {
      g_uri_unref (call->uri);
      call->uri = g_uri_ref (target);
      call->n_redirects++;
      g_clear_object (&call->stream);
      g_clear_object (&call->message);
      send_message (task);
      return;
    }
  text = g_uri_to_string_partial (target, G_URI_HIDE_USERINFO | G_URI_HIDE_QUERY | G_URI_HIDE_FRAGMENT);
  parcours_remote_error_set (&error, PARCOURS_REMOTE_ERROR_REDIRECTED, NULL, 0,
                             _("The server “%s” sends on to “%s”; if that is right, enter this address instead"),
                             self->server, text);
  finish (task, NULL, error);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GUri) target = NULL;
  GError *error = NULL;

  call->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (call->stream == NULL)
    {
      finish_with_error (task, error);
      return;
    }
  target = redirection (call);
  if (target != NULL)
    redirect (task, target);
  else
    g_input_stream_read_bytes_async (call->stream, CHUNK_SIZE, G_PRIORITY_DEFAULT, call->cancellable, chunk_cb, task);
}

static void
set_field (SoupMessageHeaders *headers,
           const char         *name,
           const char         *value)
{
  if (value != NULL)
    soup_message_headers_replace (headers, name, value);
}

static void
set_body (SoupMessage *message,
          GBytes      *body)
{
  gboolean gzip = g_bytes_get_size (body) >= PARCOURS_GZIP_MIN_SIZE;
  g_autoptr (GBytes) coded = gzip ? parcours_gzip (body) : g_bytes_ref (body);

  soup_message_set_request_body_from_bytes (message, "application/json", coded);
  if (gzip)
    set_field (soup_message_get_request_headers (message), "Content-Encoding", "gzip");
}

static void
send_message (GTask *task)
{
  ParcoursHttp *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  const ParcoursHttpRequest *request = call->request;
  SoupMessageHeaders *headers;

  call->message = soup_message_new_from_uri (request->method, call->uri);
  soup_message_add_flags (call->message, SOUP_MESSAGE_NO_REDIRECT);
  headers = soup_message_get_request_headers (call->message);
  set_field (headers, "Authorization", call->authorization);
  set_field (headers, "Accept", "application/json, application/problem+json");
  set_field (headers, "If-Match", request->if_match);
  set_field (headers, "If-None-Match", request->if_none_match);
  set_field (headers, "Idempotency-Key", request->key);
  if (request->body != NULL)
    set_body (call->message, request->body);
  soup_session_send_async (self->session, call->message, G_PRIORITY_DEFAULT, call->cancellable, sent_cb, task);
}

static gboolean
deadline_cb (gpointer user_data)
{
  Call *call = g_task_get_task_data (user_data);

  call->too_late = TRUE;
  g_cancellable_cancel (call->cancellable);

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

static void
begin_deadline (ParcoursHttp *self,
                GTask        *task,
                Call         *call)
{
  call->deadline = g_timeout_source_new_seconds (self->options.whole);
  g_source_set_callback (call->deadline, deadline_cb, task, NULL);
  g_source_attach (call->deadline, self->context);
}

/* On the thread, which has a reference to the task until the call ends. */
static gboolean
begin_cb (gpointer user_data)
{
  GTask *task = user_data;
  ParcoursHttp *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autofree char *url = parcours_remote_url_build (self->url, call->request->path, call->request->query);

  if (self->session == NULL)
    self->session = make_session (self);
  call->uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  if (g_task_get_cancellable (task) != NULL)
    call->cancelled_id = g_cancellable_connect (g_task_get_cancellable (task), G_CALLBACK (cancelled_cb),
                                                g_object_ref (call->cancellable), g_object_unref);
  begin_deadline (self, task, call);
  send_message (task);

  return G_SOURCE_REMOVE;
}

/**
 * parcours_http_send_async:
 * @self: a connection
 * @request: (transfer full): what is asked
 * @reader: who makes something of the answer, on another thread
 * @data: (transfer full): what the reader gets
 * @data_free: (nullable): frees it
 * @result_free: (nullable): frees what the reader makes
 * @cancellable: (nullable): stops it; what was sent may have had its effect
 * @callback: is called on this thread's main context
 * @user_data: for @callback
 */
void
parcours_http_send_async (ParcoursHttp        *self,
                          ParcoursHttpRequest *request,
                          ParcoursHttpReader   reader,
                          gpointer             data,
                          GDestroyNotify       data_free,
                          GDestroyNotify       result_free,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Call *call;

  g_return_if_fail (PARCOURS_IS_HTTP (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, parcours_http_send_async);
  call = g_new0 (Call, 1);
  call->request = request;
  call->reader = reader;
  call->data = data;
  call->data_free = data_free;
  call->result_free = result_free;
  call->body = g_byte_array_new ();
  call->cancellable = g_cancellable_new ();
  g_mutex_lock (&self->lock);
  call->authorization = g_strdup (self->authorization);
  g_mutex_unlock (&self->lock);
  g_task_set_task_data (task, call, call_free);
  g_main_context_invoke (self->context, begin_cb, g_steal_pointer (&task));
}

/**
 * parcours_http_send_finish:
 * @self: a connection
 * @result: what the callback got
 * @error: return location for a #ParcoursRemoteError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what the reader made of the answer
 */
gpointer
parcours_http_send_finish (ParcoursHttp  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sync_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/**
 * parcours_http_send:
 * @self: a connection
 * @request: (transfer full): what is asked
 * @reader: who makes something of the answer, on another thread
 * @data: (transfer full): what the reader gets
 * @data_free: (nullable): frees it
 * @result_free: (nullable): frees what the reader makes
 * @cancellable: (nullable): stops it; what was sent may have had its effect
 * @error: return location for a #ParcoursRemoteError, or %G_IO_ERROR_CANCELLED
 *
 * As parcours_http_send_async(), but waits for the answer.
 *
 * Returns: (transfer full) (nullable): what the reader made of the answer
 */
gpointer
parcours_http_send (ParcoursHttp         *self,
                    ParcoursHttpRequest  *request,
                    ParcoursHttpReader    reader,
                    gpointer              data,
                    GDestroyNotify        data_free,
                    GDestroyNotify        result_free,
                    GCancellable         *cancellable,
                    GError              **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_return_val_if_fail (PARCOURS_IS_HTTP (self), NULL);

  g_main_context_push_thread_default (context);
  parcours_http_send_async (self, request, reader, data, data_free, result_free, cancellable, sync_cb, &result);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);

  return parcours_http_send_finish (self, result, error);
}
