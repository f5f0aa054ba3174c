/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "asker.h"
#include "parcours-gzip.h"

#define FIELDS(...) ((const char *const[]) { __VA_ARGS__, NULL })
#define MEGABYTE (1024 * 1024)

/* Whatever has been thrown at it, it still serves. */
static void
assert_alive (ServerProcess *server)
{
  g_autoptr (Reply) reply = ask (server, "GET", "health", NULL, NULL);

  g_assert_cmpuint (reply->status, ==, 200);
}

static void
test_large_bodies (void)
{
  g_autoptr (ServerProcess) server = server_process_new (FIELDS ("--max-body", "2"));
  g_autofree char *filler = g_strnfill (50 * MEGABYTE, 'x');
  g_autofree char *json = g_strconcat ("{\"format\":\"", filler, "\"}", NULL);
  g_autoptr (GBytes) large = g_bytes_new (json, strlen (json));
  g_autoptr (GBytes) bomb = parcours_gzip (large);
  g_autofree char *exact = g_strnfill (2 * MEGABYTE, ' ');
  g_autofree char *more = g_strnfill (2 * MEGABYTE + 1, ' ');
  g_autoptr (Reply) refused = ask_with_bytes (server, "PUT", "automations/a1", FIELDS ("If-None-Match", "*"), large);
  g_autoptr (Reply) inflated = ask_with_bytes (server, "PUT", "automations/a1",
                                               FIELDS ("If-None-Match", "*", "Content-Encoding", "gzip"), bomb);
  g_autoptr (Reply) taken = ask (server, "PUT", "automations/a1", FIELDS ("If-None-Match", "*"), exact);
  g_autoptr (Reply) too_much = ask (server, "PUT", "automations/a1", FIELDS ("If-None-Match", "*"), more);

  g_assert_cmpuint (refused->status, ==, 413);
  g_assert_cmpstr (refused->json != NULL ? reply_problem (refused) : NULL, ==, "too-large");
  g_assert_cmpuint (g_bytes_get_size (bomb), <, MEGABYTE);
  g_assert_cmpuint (inflated->status, ==, 413);
  g_assert_cmpuint (taken->status, ==, 400);
  g_assert_cmpuint (too_much->status, ==, 413);
  assert_alive (server);
}

/* The length is not told beforehand: what is too much is counted, not kept. */
static void
test_endless_body (void)
{
  g_autoptr (ServerProcess) server = server_process_new (FIELDS ("--max-body", "1"));
  g_autoptr (GString) request = g_string_new (NULL);
  g_autofree char *chunk = g_strnfill (65536, 'x');
  g_autofree char *answer = NULL;

  g_string_append_printf (request,
                          "PUT /automations/a1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n"
                          "Content-Type: application/json\r\nIf-None-Match: *\r\nTransfer-Encoding: chunked\r\n\r\n",
                          server->token);
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (request, "10000\r\n%s\r\n", chunk);
  g_string_append (request, "0\r\n\r\n");
  answer = say (server, request->str, (gssize) request->len, 5000);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 413 "));
  assert_alive (server);
}

/* Whoever waits for leave to send a body need not send one that is unwelcome. */
static void
test_expect (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autofree char *refused =
    g_strdup_printf ("PUT /automations/a1 HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n"
                     "Content-Type: application/json\r\nExpect: 100-continue\r\nAuthorization: Bearer %s\r\n\r\n",
                     server->token);
  g_autofree char *welcome =
    g_strdup_printf ("PUT /automations/a1 HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n"
                     "Content-Type: application/json\r\nExpect: 100-continue\r\nAuthorization: Bearer %s\r\n\r\n",
                     server->token);
  g_autofree char *answer = say (server, refused, -1, 500);
  g_autofree char *leave = say (server, welcome, -1, 500);

  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 413 "));
  g_assert_true (g_str_has_prefix (leave, "HTTP/1.1 100 "));
}

static void
test_nonsense (void)
{
  static const struct
  {
    const char *bytes;
    gssize length;
  } cases[] = {
    { "", 0 },
    { "\r\n\r\n", -1 },
    { "hello\r\n\r\n", -1 },
    { "GET\r\n\r\n", -1 },
    { "GET /health\r\n\r\n", -1 },
    { "GET /health HTTP/9.9\r\n\r\n", -1 },
    { "GET /health HTTP/1.1\r\n\r\n", -1 },
    { "GET /health HTTP/1.1\r\nHost: a/b\r\n\r\n", -1 },
    { "GET http:// HTTP/1.1\r\nHost: a\r\n\r\n", -1 },
    { "GET //[ HTTP/1.1\r\nHost: a\r\n\r\n", -1 },
    { "GET /%ff%fe HTTP/1.1\r\nHost: a\r\n\r\n", -1 },
    { "GET /automations?%ff=%zz&&=&a HTTP/1.1\r\nHost: a\r\n\r\n", -1 },
    { "GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", -1 },
    { "GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", -1 },
    { "GET /health HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: nonsense\r\n\r\n", -1 },
    { "PUT /automations/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n", -1 },
    { "PUT /automations/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", -1 },
    { "PUT /automations/a HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n", -1 },
    { "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", -1 },
    { "GET /health HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\n\r\n", -1 },
    { "GET /health HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n", -1 },
    { "GET /health HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"\r\nAccept-Encoding: ;q=,,\r\n\r\n", -1 },
    { "\0\0\0\0", 4 },
    { "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11 },
    { "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", -1 },
  };
  g_autoptr (ServerProcess) server = server_process_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = say (server, cases[i].bytes, cases[i].length, 50);

      g_test_message ("%u: %.*s", i, (int) strcspn (answer, "\r"), answer);
      g_assert_true (*answer == '\0' || g_str_has_prefix (answer, "HTTP/1."));
      g_assert_false (g_str_has_prefix (answer, "HTTP/1.1 5") && !g_str_has_prefix (answer, "HTTP/1.1 501"));
      g_assert_false (g_str_has_prefix (answer, "HTTP/1.1 206"));
    }
  assert_alive (server);
}

static void
test_random_bytes (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  static const char start[] = "PUT /automations/a1 HTTP/1.1\r\nHost: a\r\n";

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      guint n = (guint) g_test_rand_int_range (1, 400);
      g_autofree char *answer = NULL;

      if (i % 2 == 0)
        g_byte_array_append (bytes, (const guint8 *) start, sizeof start - 1);
      for (guint j = 0; j < n; j++)
        {
          guint8 byte = (guint8) g_test_rand_int_range (0, i % 3 == 0 ? 128 : 256);

          g_byte_array_append (bytes, &byte, 1);
        }
      g_byte_array_append (bytes, (const guint8 *) "\r\n\r\n", 4);
      answer = say (server, (const char *) bytes->data, bytes->len, 5);
      g_assert_true (*answer == '\0' || g_str_has_prefix (answer, "HTTP/1."));
    }
  assert_alive (server);
}

static void
test_headers (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autoptr (GString) many = g_string_new ("GET /health HTTP/1.1\r\nHost: a\r\n");
  g_autofree char *long_value = g_strnfill (100000, 'x');
  g_autofree char *large = g_strdup_printf ("GET /health HTTP/1.1\r\nHost: a\r\nX: %s\r\n\r\n", long_value);
  g_autofree char *twice =
    g_strdup_printf ("POST /automations/a/pause HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n"
                     "Idempotency-Key: a\r\nIdempotency-Key: b\r\nContent-Length: 0\r\n\r\n", server->token);
  g_autofree char *answer = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *two = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (many, "X-%u: y\r\n", i);
  g_string_append (many, "\r\n");
  answer = say (server, many->str, (gssize) many->len, 1000);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 431 "));
  /* So much that an older library hangs up without a word. */
  nothing = say (server, large, -1, 1000);
  g_assert_true (*nothing == '\0' || g_str_has_prefix (nothing, "HTTP/1.1 431 "));
  two = say (server, twice, -1, 1000);
  g_assert_true (g_str_has_prefix (two, "HTTP/1.1 400 "));
  assert_alive (server);
}

/* How long, in microseconds, until the server hangs up on one who sends @bytes and then a byte now and then. */
static gint64
time_until_hung_up (ServerProcess *server,
                    const char    *bytes,
                    guint          pause_ms)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", server->port, NULL, NULL);
  GSocket *socket = g_socket_connection_get_socket (connection);
  gint64 begin = g_get_monotonic_time ();
  gboolean open = TRUE;
  char chunk[4096];

  g_assert_cmpint (g_socket_send (socket, bytes, strlen (bytes), NULL, NULL), ==, (gssize) strlen (bytes));
  while (open && g_get_monotonic_time () - begin < 30 * G_USEC_PER_SEC)
    {
      g_usleep (pause_ms * 1000);
      g_socket_send (socket, "x", 1, NULL, NULL);
      if (g_socket_condition_check (socket, G_IO_IN | G_IO_HUP) != 0)
        open = g_socket_receive (socket, chunk, sizeof chunk, NULL, NULL) > 0;
    }

  return g_get_monotonic_time () - begin;
}

/* Those who never finish are not waited for. Whoever has shown a token and sends a document has ten times
 * as long. */
static void
test_slow_clients (void)
{
  g_autoptr (ServerProcess) server = server_process_new (FIELDS ("--timeout", "1"));
  g_autofree char *body =
    g_strdup_printf ("PUT /automations/a1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nIf-None-Match: *\r\n"
                     "Authorization: Bearer %s\r\nContent-Length: 10000\r\n\r\n{", server->token);
  g_autofree char *said = NULL;
  gint64 begin;

  begin = g_get_monotonic_time ();
  said = say (server, "", 0, 20000);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 5 * G_USEC_PER_SEC);
  g_assert_cmpstr (said, ==, "");
  g_assert_cmpint (time_until_hung_up (server, "GET /health HTTP/1.1\r\nX-Slow: ", 100), <, 5 * G_USEC_PER_SEC);
  g_assert_cmpint (time_until_hung_up (server, "PUT /automations/a1 HTTP/1.1\r\nHost: a\r\nContent-Length: 10000\r\n\r\n{",
                                       100), <, 5 * G_USEC_PER_SEC);
  if (g_test_slow ())
    {
      gint64 time = time_until_hung_up (server, body, 100);

      g_assert_cmpint (time, >, 8 * G_USEC_PER_SEC);
      g_assert_cmpint (time, <, 15 * G_USEC_PER_SEC);
    }
  assert_alive (server);
}

static void
test_many_connections (void)
{
  g_autoptr (ServerProcess) server = server_process_new (FIELDS ("--max-connections", "3"));
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *answer = NULL;

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (connections, g_socket_client_connect_to_host (client, "127.0.0.1", server->port, NULL, NULL));
  answer = say (server, "", 0, 2000);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 503 "));
  g_assert_nonnull (strstr (answer, "Retry-After: "));
  g_ptr_array_set_size (connections, 0);
  for (guint i = 0; i < 100; i++)
    {
      g_free (answer);
      answer = say (server, "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", -1, 2000);
      if (g_str_has_prefix (answer, "HTTP/1.1 200 "))
        break;
      g_usleep (10000);
    }
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 "));
}

static void
test_rate (void)
{
  g_autoptr (ServerProcess) server = server_process_new (FIELDS ("--rate", "1"));
  g_autofree char *token = server_process_run (server, 0, "--new-token", "Zoé", NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", g_strchomp (token), NULL);
  guint n_refused = 0;

  /* A burst is saved up for; one who overdoes it hears when to come back, and disturbs nobody else. */
  for (guint i = 0; i < 15; i++)
    {
      g_autoptr (Reply) reply = ask (server, "GET", "automations", NULL, NULL);

      if (reply->status == 429)
        {
          g_assert_cmpstr (reply_field (reply, "Retry-After"), ==, "1");
          g_assert_cmpstr (reply_problem (reply), ==, "too-many-requests");
          n_refused++;
        }
      else
        g_assert_cmpuint (reply->status, ==, 200);
    }
  g_assert_cmpuint (n_refused, >=, 1);
  g_assert_cmpuint (n_refused, <=, 5);
  {
    g_autoptr (Reply) other = ask (server, "GET", "automations", FIELDS ("Authorization", bearer), NULL);

    g_assert_cmpuint (other->status, ==, 200);
  }
  assert_alive (server);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/limits/large-bodies", test_large_bodies);
  g_test_add_func ("/limits/endless-body", test_endless_body);
  g_test_add_func ("/limits/expect", test_expect);
  g_test_add_func ("/limits/nonsense", test_nonsense);
  g_test_add_func ("/limits/random-bytes", test_random_bytes);
  g_test_add_func ("/limits/headers", test_headers);
  g_test_add_func ("/limits/slow-clients", test_slow_clients);
  g_test_add_func ("/limits/many-connections", test_many_connections);
  g_test_add_func ("/limits/rate", test_rate);

  return g_test_run ();
}
