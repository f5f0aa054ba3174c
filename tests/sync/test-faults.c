/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "faulty-proxy.h"
#include "server-process.h"

/* A server, a bad network, and a client. */
typedef struct
{
  ServerProcess *server;        /* (owned) */
  FaultyProxy *proxy;           /* (owned) */
  ParcoursRemoteClient *client; /* (owned) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;
  const ParcoursHttpOptions options = { .silence = 1, .whole = 2 };

  fixture->server = server_process_new (NULL);
  fixture->proxy = faulty_proxy_new (fixture->server->port);
  url = faulty_proxy_url (fixture->proxy);
  fixture->client = parcours_remote_client_new (url, &options, &error);
  g_assert_no_error (error);
  parcours_remote_client_set_token (fixture->client, fixture->server->token);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->client);
  faulty_proxy_free (fixture->proxy);
  server_process_free (fixture->server);
}

static ParcoursRemoteChange *
make_change (const char *id,
             const char *name,
             const char *base)
{
  g_autoptr (ParcoursAutomation) automation = make_automation (id, name);

  return parcours_remote_change_new_publish (automation, base);
}

static ParcoursPublication *
send_well (Fixture              *fixture,
           ParcoursRemoteChange *change)
{
  g_autoptr (GError) error = NULL;
  ParcoursPublication *publication = parcours_remote_client_send (fixture->client, change, NULL, &error);

  g_assert_no_error (error);

  return publication;
}

static void
fail_to_send (Fixture               *fixture,
              ParcoursRemoteChange  *change,
              ParcoursRemoteError    code,
              ParcoursRemoteVerdict  verdict)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parcours_remote_client_send (fixture->client, change, NULL, &error));
  g_assert_error (error, PARCOURS_REMOTE_ERROR, (int) code);
  g_assert_cmpint (parcours_remote_error_get_verdict (error), ==, verdict);
  g_assert_nonnull (strstr (error->message, "127.0.0.1"));
}

static void
fail_to_fetch (Fixture             *fixture,
               const char          *id,
               ParcoursRemoteError  code)
{
  g_autoptr (ParcoursPublication) publication = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (parcours_remote_client_fetch (fixture->client, id, 0, NULL, &publication, NULL, &error));
  g_assert_error (error, PARCOURS_REMOTE_ERROR, (int) code);
  g_assert_null (publication);
}

static guint
count_revisions (Fixture    *fixture,
                 const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursRemotePage) page = parcours_remote_client_revisions (fixture->client, id, NULL, 0, NULL, &error);

  g_assert_no_error (error);

  return page->items->len;
}

/* The server has made the change, and nobody heard. The repetition hears what the first one would have. */
static void
test_lost_answer (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (ParcoursRemoteChange) first = make_change ("a1", "First", NULL);
  g_autoptr (ParcoursRemoteChange) second = NULL;
  g_autoptr (ParcoursPublication) publication = NULL;
  g_autoptr (ParcoursPublication) next = NULL;
  g_autofree char *base = parcours_remote_change_digest (first);

  faulty_proxy_add (fixture->proxy, FAULT_LOSE_ANSWER, 0, NULL);
  fail_to_send (fixture, first, PARCOURS_REMOTE_ERROR_LOST, PARCOURS_REMOTE_VERDICT_RETRY);
  g_assert_cmpuint (count_revisions (fixture, "a1"), ==, 1);
  publication = send_well (fixture, first);
  g_assert_cmpint (publication->revision, ==, 1);
  second = make_change ("a1", "Second", base);
  faulty_proxy_add (fixture->proxy, FAULT_LOSE_ANSWER, 0, NULL);
  fail_to_send (fixture, second, PARCOURS_REMOTE_ERROR_LOST, PARCOURS_REMOTE_VERDICT_RETRY);
  next = send_well (fixture, second);
  g_assert_cmpint (next->revision, ==, 2);
  g_assert_cmpuint (count_revisions (fixture, "a1"), ==, 2);
}

static void
test_lost_request (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (ParcoursRemoteChange) change = make_change ("a1", "First", NULL);
  g_autoptr (ParcoursPublication) publication = NULL;

  faulty_proxy_add (fixture->proxy, FAULT_LOSE_REQUEST, 0, NULL);
  fail_to_send (fixture, change, PARCOURS_REMOTE_ERROR_LOST, PARCOURS_REMOTE_VERDICT_RETRY);
  publication = send_well (fixture, change);
  g_assert_cmpint (publication->revision, ==, 1);
}

/* The answer to a creation is lost, and the token with which it was asked for is not valid any more: with
 * another one the key is unknown, but the document is there. */
static void
test_lost_key (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (ParcoursRemoteChange) change = make_change ("a1", "First", NULL);
  g_autoptr (ParcoursRemoteChange) remove = NULL;
  g_autoptr (ParcoursPublication) publication = NULL;
  g_autoptr (ParcoursPublication) gone = NULL;
  g_autofree char *token = server_process_run (fixture->server, 0, "--new-token", "Zoé", NULL);

  faulty_proxy_add (fixture->proxy, FAULT_LOSE_ANSWER, 0, NULL);
  fail_to_send (fixture, change, PARCOURS_REMOTE_ERROR_LOST, PARCOURS_REMOTE_VERDICT_RETRY);
  parcours_remote_client_set_token (fixture->client, g_strchomp (token));
  publication = send_well (fixture, change);
  g_assert_cmpint (publication->revision, ==, 1);
  g_assert_cmpstr (publication->by, ==, "Marie");

  remove = parcours_remote_change_new (0, PARCOURS_REMOTE_DELETE, "a1", publication->digest, NULL, NULL);
  faulty_proxy_add (fixture->proxy, FAULT_LOSE_ANSWER, 0, NULL);
  fail_to_send (fixture, remove, PARCOURS_REMOTE_ERROR_LOST, PARCOURS_REMOTE_VERDICT_RETRY);
  parcours_remote_client_set_token (fixture->client, fixture->server->token);
  gone = send_well (fixture, remove);
  g_assert_true (gone->deleted);
}

/* A document arrives whole or not at all, whether HTTP can tell or not. */
static void
test_torn (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (ParcoursRemoteChange) change = make_change ("a1", "First", NULL);
  g_autoptr (ParcoursPublication) publication = send_well (fixture, change);

  faulty_proxy_add (fixture->proxy, FAULT_TEAR, 1, NULL);
  fail_to_fetch (fixture, "a1", PARCOURS_REMOTE_ERROR_LOST);
  faulty_proxy_add (fixture->proxy, FAULT_TEAR, 200, NULL);
  fail_to_fetch (fixture, "a1", PARCOURS_REMOTE_ERROR_LOST);
  faulty_proxy_add (fixture->proxy, FAULT_CUT, 1, NULL);
  fail_to_fetch (fixture, "a1", PARCOURS_REMOTE_ERROR_BAD_ANSWER);
  faulty_proxy_add (fixture->proxy, FAULT_CUT, 100, NULL);
  fail_to_fetch (fixture, "a1", PARCOURS_REMOTE_ERROR_BAD_ANSWER);
  /* One bit of a word in the document: still JSON, still an automation, but not this one. */
  faulty_proxy_add (fixture->proxy, FAULT_CORRUPT, 20, NULL);
  fail_to_fetch (fixture, "a1", PARCOURS_REMOTE_ERROR_BAD_ANSWER);
  /* The answer to a change is no document, but whoever misses its end cannot read it. */
  faulty_proxy_add (fixture->proxy, FAULT_TEAR, 5, NULL);
  fail_to_send (fixture, change, PARCOURS_REMOTE_ERROR_LOST, PARCOURS_REMOTE_VERDICT_RETRY);
  faulty_proxy_add (fixture->proxy, FAULT_CUT, 5, NULL);
  fail_to_send (fixture, change, PARCOURS_REMOTE_ERROR_BAD_ANSWER, PARCOURS_REMOTE_VERDICT_RETRY);
  g_assert_cmpuint (count_revisions (fixture, "a1"), ==, 1);
}

static void
test_slow (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (ParcoursRemoteChange) change = make_change ("a1", "First", NULL);
  g_autoptr (ParcoursPublication) publication = NULL;
  gint64 begin = g_get_monotonic_time ();

  /* Slow, but in time. */
  faulty_proxy_add (fixture->proxy, FAULT_DELAY, 300, NULL);
  publication = send_well (fixture, change);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 300 * 1000);
  /* Silent for longer than the limit of a second. */
  faulty_proxy_add (fixture->proxy, FAULT_DELAY, 1500, NULL);
  fail_to_send (fixture, change, PARCOURS_REMOTE_ERROR_TIMEOUT, PARCOURS_REMOTE_VERDICT_RETRY);
  /* Never silent, but without end: the limit for the whole is two seconds. */
  begin = g_get_monotonic_time ();
  faulty_proxy_add (fixture->proxy, FAULT_TRICKLE, 50, NULL);
  fail_to_send (fixture, change, PARCOURS_REMOTE_ERROR_TIMEOUT, PARCOURS_REMOTE_VERDICT_RETRY);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 10 * G_USEC_PER_SEC);
}

static void
test_said (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct
  {
    const char *answer;
    ParcoursRemoteError code;
    ParcoursRemoteVerdict verdict;
    guint retry_after;
  } cases[] = {
    { "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", PARCOURS_REMOTE_ERROR_UNAVAILABLE,
      PARCOURS_REMOTE_VERDICT_RETRY, 0 },
    { "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>",
      PARCOURS_REMOTE_ERROR_UNAVAILABLE, PARCOURS_REMOTE_VERDICT_RETRY, 0 },
    { "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n", PARCOURS_REMOTE_ERROR_UNAVAILABLE,
      PARCOURS_REMOTE_VERDICT_RETRY, 7 },
    { "HTTP/1.1 429 Slow down\r\nRetry-After: 11\r\nContent-Length: 0\r\n\r\n", PARCOURS_REMOTE_ERROR_UNAVAILABLE,
      PARCOURS_REMOTE_VERDICT_RETRY, 11 },
    /* The clocks differ by years; the server means a minute. */
    { "HTTP/1.1 503 Busy\r\nDate: Mon, 02 Mar 2009 08:00:00 GMT\r\nRetry-After: Mon, 02 Mar 2009 08:01:00 GMT\r\n"
      "Content-Length: 0\r\n\r\n", PARCOURS_REMOTE_ERROR_UNAVAILABLE, PARCOURS_REMOTE_VERDICT_RETRY, 60 },
    { "HTTP/1.1 507 Full\r\nContent-Length: 0\r\n\r\n", PARCOURS_REMOTE_ERROR_UNAVAILABLE,
      PARCOURS_REMOTE_VERDICT_RETRY, 0 },
    { "HTTP/1.1 401 Who?\r\nContent-Length: 0\r\n\r\n", PARCOURS_REMOTE_ERROR_UNAUTHORIZED,
      PARCOURS_REMOTE_VERDICT_SERVER, 0 },
    { "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", PARCOURS_REMOTE_ERROR_FORBIDDEN,
      PARCOURS_REMOTE_VERDICT_SERVER, 0 },
    { "HTTP/1.1 404 Not here\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>",
      PARCOURS_REMOTE_ERROR_ADDRESS, PARCOURS_REMOTE_VERDICT_SERVER, 0 },
    { "HTTP/1.1 405 No such verb\r\nContent-Length: 0\r\n\r\n", PARCOURS_REMOTE_ERROR_ADDRESS,
      PARCOURS_REMOTE_VERDICT_SERVER, 0 },
    { "HTTP/1.1 412 Changed\r\nContent-Length: 0\r\n\r\n", PARCOURS_REMOTE_ERROR_CONFLICT,
      PARCOURS_REMOTE_VERDICT_CHANGE, 0 },
    { "HTTP/1.1 413 Too large\r\nContent-Length: 0\r\n\r\n", PARCOURS_REMOTE_ERROR_TOO_LARGE,
      PARCOURS_REMOTE_VERDICT_CHANGE, 0 },
    { "HTTP/1.1 422 Nonsense\r\nContent-Length: 0\r\n\r\n", PARCOURS_REMOTE_ERROR_REJECTED,
      PARCOURS_REMOTE_VERDICT_CHANGE, 0 },
    { "HTTP/1.1 428 On what?\r\nContent-Length: 0\r\n\r\n", PARCOURS_REMOTE_ERROR_PRECONDITION_MISSING,
      PARCOURS_REMOTE_VERDICT_CHANGE, 0 },
    /* The login page of a café, in three disguises. */
    { "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>", PARCOURS_REMOTE_ERROR_BAD_ANSWER,
      PARCOURS_REMOTE_VERDICT_RETRY, 0 },
    { "HTTP/1.1 302 Found\r\nLocation: https://login.example.org/?a=b\r\nContent-Length: 0\r\n\r\n",
      PARCOURS_REMOTE_ERROR_REDIRECTED, PARCOURS_REMOTE_VERDICT_RETRY, 0 },
    { "HTTP/1.1 511 Login\r\nContent-Length: 0\r\n\r\n", PARCOURS_REMOTE_ERROR_UNAVAILABLE,
      PARCOURS_REMOTE_VERDICT_RETRY, 0 },
    /* No HTTP, no answer, or not the answer to this. */
    { "SSH-2.0-OpenSSH_9.2p1\r\n", PARCOURS_REMOTE_ERROR_BAD_ANSWER, PARCOURS_REMOTE_VERDICT_RETRY, 0 },
    { "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", PARCOURS_REMOTE_ERROR_BAD_ANSWER,
      PARCOURS_REMOTE_VERDICT_RETRY, 0 },
    { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", PARCOURS_REMOTE_ERROR_BAD_ANSWER,
      PARCOURS_REMOTE_VERDICT_RETRY, 0 },
    { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", PARCOURS_REMOTE_ERROR_BAD_ANSWER,
      PARCOURS_REMOTE_VERDICT_RETRY, 0 },
    { "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{}", PARCOURS_REMOTE_ERROR_LOST, PARCOURS_REMOTE_VERDICT_RETRY, 0 },
    { "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd", PARCOURS_REMOTE_ERROR_BAD_ANSWER,
      PARCOURS_REMOTE_VERDICT_RETRY, 0 },
    { "HTTP/1.1 304 Same\r\n\r\n", PARCOURS_REMOTE_ERROR_BAD_ANSWER, PARCOURS_REMOTE_VERDICT_RETRY, 0 },
    { "HTTP/1.1 302 Nowhere\r\nContent-Length: 0\r\n\r\n", PARCOURS_REMOTE_ERROR_BAD_ANSWER,
      PARCOURS_REMOTE_VERDICT_RETRY, 0 },
  };
  g_autoptr (ParcoursRemoteChange) change = make_change ("a1", "First", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].answer);
      faulty_proxy_add (fixture->proxy, FAULT_SAY, 0, cases[i].answer);
      g_assert_null (parcours_remote_client_send (fixture->client, change, NULL, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, PARCOURS_REMOTE_ERROR, (int) cases[i].code);
      g_assert_cmpint (parcours_remote_error_get_verdict (error), ==, cases[i].verdict);
      g_assert_cmpuint (parcours_remote_error_get_retry_after (error), ==, cases[i].retry_after);
      g_assert_nonnull (strstr (error->message, "127.0.0.1"));
    }
}

/* To another path of the same server, with all that was sent; to another server, never. */
static void
test_redirected (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (FaultyProxy) other = faulty_proxy_new (fixture->server->port);
  g_autofree char *other_url = faulty_proxy_url (other);
  g_autofree char *away = g_strdup_printf ("HTTP/1.1 307 Away\r\nLocation: %sautomations/a1\r\nContent-Length: 0\r\n\r\n",
                                           other_url);
  g_autoptr (ParcoursRemoteChange) change = make_change ("a1", "First", NULL);
  g_autoptr (ParcoursPublication) publication = NULL;
  g_autofree char *request = NULL;

  faulty_proxy_add (fixture->proxy, FAULT_SAY, 0, away);
  fail_to_send (fixture, change, PARCOURS_REMOTE_ERROR_REDIRECTED, PARCOURS_REMOTE_VERDICT_RETRY);
  g_assert_cmpuint (faulty_proxy_n_requests (other), ==, 0);
  faulty_proxy_add (fixture->proxy, FAULT_SAY, 0, away);
  fail_to_fetch (fixture, "a1", PARCOURS_REMOTE_ERROR_REDIRECTED);
  g_assert_cmpuint (faulty_proxy_n_requests (other), ==, 0);
  faulty_proxy_add (fixture->proxy, FAULT_SAY, 0,
                    "HTTP/1.1 308 Moved\r\nLocation: /automations/a1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  publication = send_well (fixture, change);
  g_assert_cmpint (publication->revision, ==, 1);
  request = faulty_proxy_last_request (fixture->proxy);
  g_assert_nonnull (strstr (request, "Authorization: Bearer "));
  g_assert_nonnull (strstr (request, change->key));
  /* One that asks for another method is not followed with a change. */
  faulty_proxy_add (fixture->proxy, FAULT_SAY, 0,
                    "HTTP/1.1 303 See\r\nLocation: /automations/a1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  fail_to_send (fixture, change, PARCOURS_REMOTE_ERROR_REDIRECTED, PARCOURS_REMOTE_VERDICT_RETRY);
  /* Nor is a circle. */
  for (guint i = 0; i < 10; i++)
    faulty_proxy_add (fixture->proxy, FAULT_SAY, 0,
                      "HTTP/1.1 308 Moved\r\nLocation: /automations/a1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  fail_to_send (fixture, change, PARCOURS_REMOTE_ERROR_REDIRECTED, PARCOURS_REMOTE_VERDICT_RETRY);
}

static void
test_unreachable (void)
{
  static const char *const urls[] = { "http://127.0.0.1:1/", "https://parcours.invalid/" };
  g_autoptr (ParcoursRemoteChange) change = make_change ("a1", "First", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (ParcoursRemoteClient) client = parcours_remote_client_new (urls[i], NULL, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (parcours_remote_client_send (client, change, NULL, &error));
      g_assert_error (error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_OFFLINE);
      g_assert_cmpint (parcours_remote_error_get_verdict (error), ==, PARCOURS_REMOTE_VERDICT_RETRY);
    }
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (ParcoursRemoteChange) change = make_change ("a1", "First", NULL);
  g_autoptr (ParcoursPublication) publication = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  faulty_proxy_add (fixture->proxy, FAULT_DELAY, 900, NULL);
  parcours_remote_client_send_async (fixture->client, change, cancellable, result_cb, &result);
  g_timeout_add (100, cancel_cb, cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (parcours_remote_client_send_finish (fixture->client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  /* One that was cancelled before it began is not sent at all. */
  g_assert_null (parcours_remote_client_send (fixture->client, change, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  publication = send_well (fixture, change);
  g_assert_cmpint (publication->revision, ==, 1);
}

static void
add (const char *name,
     void      (*func) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/faults/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("lost-answer", test_lost_answer);
  add ("lost-request", test_lost_request);
  add ("lost-key", test_lost_key);
  add ("torn", test_torn);
  add ("slow", test_slow);
  add ("said", test_said);
  add ("redirected", test_redirected);
  add ("cancelled", test_cancelled);
  g_test_add_func ("/faults/unreachable", test_unreachable);

  return g_test_run ();
}
