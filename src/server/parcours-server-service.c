/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-server-answers.h"
#include "parcours-server-rate.h"
#include "parcours-server-route.h"
#include "parcours-server-service.h"
#include "parcours-time.h"

/* After how many seconds whoever meets a stopping server may ask its successor. */
#define RESTART_RETRY_AFTER 5

/* How long somebody whose answer was lost may stay away before asking again under the same key. */
#define KEEP_ANSWERS_DAYS 400

#define EXCHANGE_KEY "parcours-server-exchange"

struct _ParcoursServerService
{
  ParcoursServerDatabase *database; /* (unowned) */
  ParcoursServerTokens *tokens;     /* (unowned) */
  ParcoursServerLimits limits;
  ParcoursServerRate *rate; /* (owned) */
  gint32 cleaned;           /* the day on which old answers were forgotten last */
  gboolean stopping;
};

/* A request that is on its way in; it lives as long as its message. */
typedef struct
{
  ParcoursServerService *service;   /* (unowned) */
  ParcoursServerRequest *request;   /* (owned) (nullable) */
  const ParcoursServerRoute *route; /* (unowned) (nullable) */
  GByteArray *body;                 /* (owned) */
  const char *coding;               /* (unowned) (nullable) */
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  g_clear_pointer (&exchange->request, parcours_server_request_free);
  g_byte_array_unref (exchange->body);
  g_free (exchange);
}

/**
 * parcours_server_service_new:
 * @database: (transfer none): the database; it must live longer
 * @tokens: (transfer none): who may ask; they must live longer
 * @limits: what is too much
 *
 * Returns: (transfer full): the service
 */
ParcoursServerService *
parcours_server_service_new (ParcoursServerDatabase     *database,
                             ParcoursServerTokens       *tokens,
                             const ParcoursServerLimits *limits)
{
  ParcoursServerService *service = g_new0 (ParcoursServerService, 1);

  service->database = database;
  service->tokens = tokens;
  service->limits = *limits;
  service->rate = parcours_server_rate_new (limits->rate);

  return service;
}

/**
 * parcours_server_service_free:
 * @service: (transfer full): the service
 */
void
parcours_server_service_free (ParcoursServerService *service)
{
  parcours_server_rate_free (service->rate);
  g_free (service);
}

/**
 * parcours_server_service_set_stopping:
 * @service: the service
 *
 * From now on whoever asks is told to come back later.
 */
void
parcours_server_service_set_stopping (ParcoursServerService *service)
{
  service->stopping = TRUE;
}

/* The log has what the answer does not tell, as that may name files. */
static ParcoursServerReply *
reply_failed (const GError *error)
{
  g_printerr ("parcours-server: %s\n", error->message);

  return parcours_server_reply_new_error (error);
}

static ParcoursServerReply *
authorize (Exchange           *exchange,
           SoupMessageHeaders *headers)
{
  static const char scheme[] = "Bearer ";
  const char *credentials = soup_message_headers_get_one (headers, "Authorization");
  g_autoptr (GError) error = NULL;

  if (exchange->route->is_public)
    return NULL;
  if (credentials == NULL || g_ascii_strncasecmp (credentials, scheme, sizeof scheme - 1) != 0)
    return parcours_server_reply_new_problem (PARCOURS_PROBLEM_UNAUTHORIZED, NULL, NULL);
  if (!parcours_server_tokens_check (exchange->service->tokens, credentials + sizeof scheme - 1,
                                     &exchange->request->token, &error))
    return reply_failed (error);
  if (exchange->request->token == NULL)
    return parcours_server_reply_new_problem (PARCOURS_PROBLEM_UNAUTHORIZED, NULL, NULL);
  if (exchange->route->writes && exchange->request->token->read_only)
    return parcours_server_reply_new_problem (PARCOURS_PROBLEM_FORBIDDEN, NULL, NULL);

  return NULL;
}

static ParcoursServerReply *
check_rate (Exchange *exchange)
{
  ParcoursServerToken *token = exchange->request->token;
  guint wait = token != NULL
                 ? parcours_server_rate_take (exchange->service->rate, token->name, g_get_monotonic_time ())
                 : 0;
  ParcoursServerReply *reply;

  if (wait == 0)
    return NULL;
  reply = parcours_server_reply_new_problem (PARCOURS_PROBLEM_TOO_MANY_REQUESTS, NULL, NULL);
  reply->retry_after = wait;

  return reply;
}

/* Before the body has been sent, so that one who waits for leave need not send it. */
static ParcoursServerReply *
check_body_headers (Exchange           *exchange,
                    SoupMessageHeaders *headers)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  const char *coding = soup_message_headers_get_list (headers, "Content-Encoding");

  if ((gsize) soup_message_headers_get_content_length (headers) > exchange->service->limits.max_body)
    return parcours_server_reply_new_problem (PARCOURS_PROBLEM_TOO_LARGE, NULL, NULL);
  if (coding != NULL && g_ascii_strcasecmp (coding, "identity") != 0)
    {
      if (g_ascii_strcasecmp (coding, "gzip") != 0)
        return parcours_server_reply_new_problem (PARCOURS_PROBLEM_UNSUPPORTED_TYPE, NULL,
                                                  "A body is coded as gzip or not at all");
      exchange->coding = "gzip";
    }
  if (exchange->route->has_body && g_strcmp0 (type, "application/json") != 0)
    return parcours_server_reply_new_problem (PARCOURS_PROBLEM_UNSUPPORTED_TYPE, NULL,
                                              "A document is application/json");

  return NULL;
}

/* What to answer as soon as the headers are there, or %NULL if the request is welcome. */
static ParcoursServerReply *
admit (Exchange          *exchange,
       SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  ParcoursServerReply *refusal = NULL;

  if (exchange->service->stopping)
    {
      refusal = parcours_server_reply_new_problem (PARCOURS_PROBLEM_UNAVAILABLE, NULL, "The server is stopping");
      refusal->retry_after = RESTART_RETRY_AFTER;
      refusal->closes = TRUE;
      return refusal;
    }
  exchange->request = parcours_server_request_new (message, &refusal);
  if (exchange->request != NULL)
    exchange->route = parcours_server_route_find (exchange->request, &refusal);
  if (refusal == NULL)
    refusal = authorize (exchange, headers);
  if (refusal == NULL)
    refusal = check_rate (exchange);
  if (refusal == NULL)
    refusal = check_body_headers (exchange, headers);

  return refusal;
}

static void
got_chunk_cb (SoupServerMessage *message,
              GBytes            *chunk,
              gpointer           user_data)
{
  Exchange *exchange = user_data;
  gsize length;
  const guint8 *data = g_bytes_get_data (chunk, &length);

  /* One byte too many is kept, to know that there were too many. */
  if (exchange->body->len <= exchange->service->limits.max_body)
    g_byte_array_append (exchange->body, data, (guint) length);
}

/* Ranges are not offered: the library would cut any answer to them, whatever If-Range says. A body is
 * gathered here, up to the limit, and only for a request that is welcome. */
static void
headers_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Exchange *exchange = g_new0 (Exchange, 1);
  g_autoptr (ParcoursServerReply) refusal = NULL;

  exchange->service = user_data;
  exchange->body = g_byte_array_new ();
  g_object_set_data_full (G_OBJECT (message), EXCHANGE_KEY, exchange, (GDestroyNotify) exchange_free);
  soup_message_headers_remove (soup_server_message_get_request_headers (message), "Range");
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  refusal = admit (exchange, message);
  if (refusal != NULL)
    parcours_server_reply_send (refusal, message);
  else
    g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), exchange);
}

/* Only what depends on nothing but the automation is an answer for ever; a malformed request may be
 * mended under the same key, and a broken server too. */
static gboolean
is_final (const ParcoursServerReply *reply)
{
  switch (reply->status)
    {
    case SOUP_STATUS_OK:
    case SOUP_STATUS_CREATED:
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_CONFLICT:
    case SOUP_STATUS_GONE:
    case SOUP_STATUS_PRECONDITION_FAILED:
      return TRUE;
    default:
      return FALSE;
    }
}

static ParcoursServerReply *
change_once (Exchange  *exchange,
             GError   **error)
{
  ParcoursServerDatabase *database = exchange->service->database;
  g_autoptr (ParcoursServerReply) reply = NULL;

  if (exchange->request->key != NULL &&
      (!parcours_server_answers_find (database, exchange->request, &reply, error) || reply != NULL))
    return g_steal_pointer (&reply);
  reply = exchange->route->handler (database, exchange->request, error);
  if (reply == NULL)
    return NULL;
  if (exchange->request->key != NULL && is_final (reply) &&
      !parcours_server_answers_keep (database, exchange->request, reply, error))
    return NULL;

  return g_steal_pointer (&reply);
}

/* Once a day, as a server may run for years. */
static gboolean
forget_old_answers (ParcoursServerService  *service,
                    GError                **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint32 today = (gint32) (now / PARCOURS_DAY);

  if (service->cleaned == today)
    return TRUE;
  service->cleaned = today;

  return parcours_server_answers_forget (service->database, now - KEEP_ANSWERS_DAYS * PARCOURS_DAY, error);
}

/* Nothing is answered before it is on the disk. */
static ParcoursServerReply *
change (Exchange  *exchange,
        GError   **error)
{
  ParcoursServerDatabase *database = exchange->service->database;
  g_autoptr (ParcoursServerReply) reply = NULL;

  if (!parcours_server_database_begin (database, error))
    return NULL;
  if (forget_old_answers (exchange->service, error))
    reply = change_once (exchange, error);
  if (reply == NULL)
    {
      parcours_server_database_rollback (database);
      return NULL;
    }

  return parcours_server_database_commit (database, error) ? g_steal_pointer (&reply) : NULL;
}

static ParcoursServerReply *
answer (Exchange *exchange)
{
  ParcoursServerService *service = exchange->service;
  g_autoptr (GBytes) body = g_bytes_new (exchange->body->data, exchange->body->len);
  g_autoptr (GError) error = NULL;
  ParcoursServerReply *reply = NULL;

  if (exchange->body->len > service->limits.max_body)
    return parcours_server_reply_new_problem (PARCOURS_PROBLEM_TOO_LARGE, NULL, NULL);
  if (exchange->route->has_body &&
      !parcours_server_request_take_body (exchange->request, body, exchange->coding, service->limits.max_body,
                                          &reply))
    return reply;
  reply = exchange->route->writes ? change (exchange, &error)
                                  : exchange->route->handler (service->database, exchange->request, &error);

  return reply != NULL ? reply : reply_failed (error);
}

static void
body_cb (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  Exchange *exchange = g_object_get_data (G_OBJECT (message), EXCHANGE_KEY);
  g_autoptr (ParcoursServerReply) reply = answer (exchange);

  parcours_server_reply_send (reply, message);
}

/* Neither bodies nor tokens nor queries: what a line tells may be shown to anybody who keeps the server. */
static void
log_cb (SoupServer        *server,
        SoupServerMessage *message,
        gpointer           user_data)
{
  Exchange *exchange = g_object_get_data (G_OBJECT (message), EXCHANGE_KEY);
  ParcoursServerToken *token = exchange != NULL && exchange->request != NULL ? exchange->request->token : NULL;
  GUri *uri = soup_server_message_get_uri (message);
  g_autofree char *path = uri != NULL ? g_strescape (g_uri_get_path (uri), NULL) : g_strdup ("-");
  g_autofree char *now = parcours_instant_format (g_get_real_time () / G_USEC_PER_SEC);

  g_printerr ("%s %s %s %u %s\n", now, soup_server_message_get_method (message), path,
              soup_server_message_get_status (message), token != NULL ? token->name : "-");
}

/**
 * parcours_server_service_attach:
 * @service: (transfer none): the service; it must live longer than @server
 * @server: a server
 * @verbose: whether to log each request to standard error
 *
 * Lets the service answer all that the server is asked.
 */
void
parcours_server_service_attach (ParcoursServerService *service,
                                SoupServer            *server,
                                gboolean               verbose)
{
  const char *const paths[] = { NULL, "*" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      soup_server_add_early_handler (server, paths[i], headers_cb, service, NULL);
      soup_server_add_handler (server, paths[i], body_cb, service, NULL);
    }
  if (verbose)
    {
      g_signal_connect (server, "request-finished", G_CALLBACK (log_cb), NULL);
      g_signal_connect (server, "request-aborted", G_CALLBACK (log_cb), NULL);
    }
}
