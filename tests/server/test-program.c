/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "asker.h"

#define FIELDS(...) ((const char *const[]) { __VA_ARGS__, NULL })

/* One clear line, from the program. */
static void
assert_line (const char *output,
             const char *expected)
{
  g_test_message ("%s", output);
  g_assert_true (g_str_has_prefix (output, "parcours-server: "));
  g_assert_true (g_str_has_suffix (output, "\n"));
  g_assert_true (strchr (output, '\n') == output + strlen (output) - 1);
  g_assert_nonnull (strstr (output, expected));
}

static void
test_usage (void)
{
  static const struct
  {
    const char *argument[2];
    const char *line;
  } cases[] = {
    { { "--nonsense", NULL }, "--nonsense" },
    { { "nonsense", NULL }, "nonsense" },
    { { "--port", "70000" }, "--port" },
    { { "--port", "-1" }, "--port" },
    { { "--port", "many" }, "many" },
    { { "--max-body", "0" }, "--max-body" },
    { { "--max-body", "65" }, "--max-body" },
    { { "--max-connections", "0" }, "--max-connections" },
    { { "--timeout", "0" }, "--timeout" },
    { { "--rate", "-1" }, "--rate" },
    { { "--read-only", NULL }, "--new-token" },
    { { "--tls-key", "key.pem" }, "--tls-certificate" },
    { { "--listen", "0.0.0.0" }, "--tls-certificate" },
    { { "--listen", "::" }, "--tls-certificate" },
    { { "--listen", "localhost" }, "localhost" },
    { { "--new-token", "" }, "1 to 64" },
    { { "--new-token", "two\nlines" }, "1 to 64" },
    { { "--new-token", "a name of very, very, very, very, very, very, very many characters" }, "1 to 64" },
  };
  g_autoptr (ServerProcess) server = server_process_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *output = server_process_run (server, 2, cases[i].argument[0], cases[i].argument[1], NULL);

      assert_line (output, cases[i].line);
    }
}

static void
test_help (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autofree char *help = server_process_run (server, 0, "--help-all", NULL);
  g_autofree char *version = server_process_run (server, 0, "--version", NULL);
  static const char *const options[] = {
    "--listen", "--port", "--tls-certificate", "--tls-key", "--plain", "--new-token", "--read-only", "--revoke-token",
    "--list-tokens", "--token-file", "--max-body", "--max-connections", "--timeout", "--rate", "--database", "--verbose",
    "--version", "Exit status",
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    g_assert_nonnull (strstr (help, options[i]));
  g_assert_cmpstr (version, ==, "parcours-server " PARCOURS_VERSION "\n");
}

/* Runs the program on another database than that of @server. */
static char *
run_on (ServerProcess *server,
        const char    *database,
        int            status)
{
  return server_process_run (server, status, "--database", database, "--port", "0", NULL);
}

static char *
path_in (ServerProcess *server,
         const char    *name)
{
  return g_build_filename (server->folder, name, NULL);
}

static void
execute_sql (const char *path,
             const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_databases (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autofree char *text = path_in (server, "text.db");
  g_autofree char *foreign = path_in (server, "foreign.db");
  g_autofree char *newer = path_in (server, "newer.db");
  g_autofree char *torn = path_in (server, "torn.db");
  g_autofree char *below_text = g_build_filename (text, "server.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *line = NULL;
  gsize before_length, after_length;

  g_assert_true (g_file_set_contents (text, "This is not a database, but it is rather long for a text of its kind.\n",
                                      -1, NULL));
  line = run_on (server, text, 1);
  assert_line (line, "text.db");
  g_free (line);
  line = run_on (server, below_text, 1);
  assert_line (line, "text.db");
  g_free (line);
  line = run_on (server, server->folder, 1);
  assert_line (line, server->folder);
  /* Somebody else's database is left as it is. */
  execute_sql (foreign, "CREATE TABLE t (a); INSERT INTO t VALUES (1);");
  g_assert_true (g_file_get_contents (foreign, &before, &before_length, NULL));
  g_free (line);
  line = run_on (server, foreign, 1);
  assert_line (line, "--database");
  g_assert_true (g_file_get_contents (foreign, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
  g_free (line);
  execute_sql (newer, "PRAGMA application_id = 0x50737276; PRAGMA user_version = 99; CREATE TABLE t (a);");
  line = run_on (server, newer, 1);
  assert_line (line, "newer");
  /* A file of ours that lost its second half. */
  server_process_terminate (server);
  g_free (after);
  g_assert_true (g_file_get_contents (server->database, &after, &after_length, NULL));
  g_assert_true (g_file_set_contents (torn, after, (gssize) after_length / 2 + 7, NULL));
  g_free (line);
  line = run_on (server, torn, 1);
  assert_line (line, "torn.db");
}

static void
test_port_in_use (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autofree char *port = g_strdup_printf ("%u", server->port);
  g_autofree char *line = server_process_run (server, 1, "--port", port, NULL);

  assert_line (line, port);
}

static void
test_certificates (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autofree char *bad = path_in (server, "bad.pem");
  g_autofree char *certificate = g_test_build_filename (G_TEST_DIST, "sync", "server.pem", NULL);
  g_autofree char *other_key = g_test_build_filename (G_TEST_DIST, "sync", "authority.pem", NULL);
  g_autofree char *line = server_process_run (server, 1, "--tls-certificate", "/nonexistent/cert.pem", NULL);

  assert_line (line, "/nonexistent/cert.pem");
  g_assert_true (g_file_set_contents (bad, "no certificate", -1, NULL));
  g_free (line);
  line = server_process_run (server, 1, "--tls-certificate", bad, NULL);
  assert_line (line, "bad.pem");
  g_free (line);
  line = server_process_run (server, 1, "--tls-certificate", certificate, "--tls-key", other_key, NULL);
  assert_line (line, "server.pem");
}

/* Among bytes of which some may be nul. */
static gboolean
contains (const char *data,
          gsize       length,
          const char *text)
{
  gsize size = strlen (text);

  for (gsize i = 0; i + size <= length; i++)
    {
      if (memcmp (data + i, text, size) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
test_tokens (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autofree char *reader = server_process_run (server, 0, "--new-token", "Zoé le Goff", "--read-only", NULL);
  g_autofree char *list = server_process_run (server, 0, "--list-tokens", NULL);
  g_autofree char *taken = server_process_run (server, 1, "--new-token", "Marie", NULL);
  g_autofree char *revoked = server_process_run (server, 0, "--revoke-token", "Marie", NULL);
  g_autofree char *unknown = server_process_run (server, 1, "--revoke-token", "Marie", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (Reply) refused = ask (server, "GET", "automations", NULL, NULL);
  gsize length;

  g_assert_true (g_str_has_prefix (reader, "parcours_"));
  g_assert_cmpuint (strlen (g_strchomp (reader)), ==, strlen ("parcours_") + 43);
  g_assert_nonnull (strstr (list, "read-write  Marie\n"));
  g_assert_nonnull (strstr (list, "read-only   Zoé le Goff\n"));
  assert_line (taken, "Marie");
  g_assert_cmpstr (revoked, ==, "");
  assert_line (unknown, "--list-tokens");
  g_assert_cmpuint (refused->status, ==, 401);
  /* Neither the list nor the file has the token itself. */
  g_assert_null (strstr (list, reader));
  server_process_terminate (server);
  g_assert_true (g_file_get_contents (server->database, &bytes, &length, NULL));
  g_assert_false (contains (bytes, length, reader));
  g_assert_true (contains (bytes, length, "Zoé le Goff"));
}

static void
test_token_file (void)
{
  static const char *const bad[] = { "Marie\n", "Marie short\n", "Marie 0123456789abcdef read-write\n",
                                     "Marie 0123456789\"bcdef\n", "Marie 0123456789abcdef read-only more\n" };
  g_autofree char *folder = g_dir_make_tmp ("parcours-tokens-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "tokens", NULL);
  g_autoptr (ServerProcess) server = NULL;
  g_autoptr (Reply) hers = NULL;
  g_autoptr (Reply) read = NULL;
  g_autoptr (Reply) written = NULL;

  g_assert_true (g_file_set_contents_full (path, "# Who may use this\n\n  Ada   0123456789abcdef-ada\n"
                                           "Bob\t0123456789abcdef-bob read-only\n", -1, G_FILE_SET_CONTENTS_NONE, 0600,
                                           NULL));
  server = server_process_new (FIELDS ("--token-file", path));
  hers = ask (server, "GET", "automations", FIELDS ("Authorization", "Bearer 0123456789abcdef-ada"), NULL);
  g_assert_cmpuint (hers->status, ==, 200);
  read = ask (server, "GET", "automations", FIELDS ("Authorization", "Bearer 0123456789abcdef-bob"), NULL);
  g_assert_cmpuint (read->status, ==, 200);
  written = ask (server, "DELETE", "automations/a1", FIELDS ("Authorization", "Bearer 0123456789abcdef-bob"), NULL);
  g_assert_cmpuint (written->status, ==, 403);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *output = NULL;

      g_assert_true (g_file_set_contents_full (path, bad[i], -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      output = server_process_run (server, 2, "--token-file", path, "--port", "0", NULL);
      assert_line (output, "line 1");
      g_assert_null (strstr (output, "0123456789"));
    }
  g_remove (path);
  {
    g_autofree char *output = server_process_run (server, 1, "--token-file", path, "--port", "0", NULL);

    assert_line (output, "tokens");
  }
  g_rmdir (folder);
}

/* What the log of a verbose server has in it, once it has ended. */
static void
test_log (void)
{
  g_autofree char *folder = g_dir_make_tmp ("parcours-log-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "log", NULL);
  g_autofree char *log = NULL;
  g_autofree char *document = make_document ("a1", "A secret plan");
  int standard_error = dup (STDERR_FILENO);
  g_autoptr (ServerProcess) server = NULL;

  g_assert_nonnull (freopen (path, "w", stderr));
  server = server_process_new (FIELDS ("--verbose"));
  dup2 (standard_error, STDERR_FILENO);
  {
    g_autoptr (Reply) created = ask (server, "PUT", "automations/a1", FIELDS ("If-None-Match", "*"), document);
    g_autoptr (Reply) listed = ask (server, "GET", "automations?cursor=secret%0Aline", NULL, NULL);
    g_autoptr (Reply) odd = ask (server, "GET", "a%0Ab", FIELDS ("Authorization", "Bearer mine"), NULL);

    g_assert_cmpuint (created->status, ==, 201);
    g_assert_cmpuint (listed->status, ==, 400);
    g_assert_cmpuint (odd->status, ==, 404);
  }
  server_process_terminate (server);
  g_assert_true (g_file_get_contents (path, &log, NULL, NULL));
  g_test_message ("%s", log);
  g_assert_nonnull (strstr (log, "PUT /automations/a1 201 Marie\n"));
  g_assert_nonnull (strstr (log, "GET /automations 400 Marie\n"));
  g_assert_null (strstr (log, server->token));
  g_assert_null (strstr (log, "secret"));
  g_assert_null (strstr (log, "mine"));
  g_remove (path);
  g_rmdir (folder);
  close (standard_error);
}

/* Waits until the server tells those who come now to come back later. */
static void
wait_for_refusal (ServerProcess *server)
{
  gboolean refused = FALSE;

  while (!refused)
    {
      g_autofree char *answer = say (server, "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", -1, 5000);

      refused = g_str_has_prefix (answer, "HTTP/1.1 503 ");
      /* Whoever has not asked yet when the signal comes is hung up on. */
      g_assert_true (refused || *answer == '\0' || g_str_has_prefix (answer, "HTTP/1.1 200 "));
    }
}

/* Whoever is being served when the signal comes is served; whoever is only connected is not waited for. */
static void
test_termination (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autoptr (GSocketClient) sockets = g_socket_client_new ();
  g_autoptr (GSocketConnection) idle = g_socket_client_connect_to_host (sockets, "127.0.0.1", server->port, NULL, NULL);
  g_autoptr (GSocketConnection) slow = g_socket_client_connect_to_host (sockets, "127.0.0.1", server->port, NULL, NULL);
  g_autofree char *document = make_document ("a1", "First");
  g_autofree char *head =
    g_strdup_printf ("PUT /automations/a1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nIf-None-Match: *\r\n"
                     "Authorization: Bearer %s\r\nExpect: 100-continue\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                     server->token, strlen (document));
  GSocket *socket = g_socket_connection_get_socket (slow);
  gint64 begin;
  char answer[1000];

  g_socket_send (socket, head, strlen (head), NULL, NULL);
  g_assert_cmpint (g_socket_receive (socket, answer, sizeof answer, NULL, NULL), >, 12);
  g_assert_true (strncmp (answer, "HTTP/1.1 100", 12) == 0);
  g_subprocess_send_signal (server->process, SIGTERM);
  wait_for_refusal (server);
  g_socket_send (socket, document, strlen (document), NULL, NULL);
  g_assert_cmpint (g_socket_receive (socket, answer, sizeof answer, NULL, NULL), >, 12);
  g_assert_true (strncmp (answer, "HTTP/1.1 201", 12) == 0);
  begin = g_get_monotonic_time ();
  server_process_terminate (server);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 3 * G_USEC_PER_SEC);
  g_assert_cmpint (g_socket_receive (g_socket_connection_get_socket (idle), answer, sizeof answer, NULL, NULL), <=, 0);
  /* What was answered is there, and no journal is left beside the file. */
  {
    g_autofree char *journal = g_strconcat (server->database, "-wal", NULL);

    g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
  }
  server_process_start (server);
  {
    g_autoptr (Reply) reply = ask (server, "GET", "automations/a1", NULL, NULL);

    g_assert_cmpuint (reply->status, ==, 200);
  }
}

/* Another process holds the database for a while; whoever writes is told to come back, whoever reads is not
 * disturbed. */
static void
test_locked (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autofree char *document = make_document ("a1", "First");
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (server->database, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  {
    g_autoptr (Reply) busy = ask (server, "PUT", "automations/a1", FIELDS ("If-None-Match", "*"), document);
    g_autoptr (Reply) read = ask (server, "GET", "automations", NULL, NULL);

    g_assert_cmpuint (busy->status, ==, 503);
    g_assert_nonnull (reply_field (busy, "Retry-After"));
    g_assert_cmpstr (reply_problem (busy), ==, "unavailable");
    g_assert_cmpuint (read->status, ==, 200);
  }
  g_assert_cmpint (sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  {
    g_autoptr (Reply) created = ask (server, "PUT", "automations/a1", FIELDS ("If-None-Match", "*"), document);

    g_assert_cmpuint (created->status, ==, 201);
  }
  sqlite3_close (db);
}

/* What has come of twenty changes that were sent at the same time. */
typedef struct
{
  GPtrArray *publications; /* (owned) (element-type ParcoursPublication) what was acknowledged */
  guint n_over;
} Volley;

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Volley *volley = user_data;
  ParcoursPublication *publication =
    parcours_remote_client_send_finish (PARCOURS_REMOTE_CLIENT (source), result, NULL);

  volley->n_over++;
  if (publication != NULL)
    g_ptr_array_add (volley->publications, publication);
}

static void
wait_for_answers (Volley *volley,
                  guint   n)
{
  while (volley->n_over < n)
    g_main_context_iteration (NULL, TRUE);
}

/* Whatever has been acknowledged is there after kill -9, at whatever moment that comes. */
static void
test_killed (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autoptr (ParcoursRemoteClient) client = server_process_new_client (server);

  for (guint round = 0; round < 8; round++)
    {
      Volley volley = { g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_publication_unref) };

      for (guint i = 0; i < 20; i++)
        {
          g_autofree char *id = g_strdup_printf ("a%u-%u", round, i);
          g_autoptr (ParcoursAutomation) automation = make_automation (id, "First");
          g_autoptr (ParcoursRemoteChange) change = parcours_remote_change_new_publish (automation, NULL);

          parcours_remote_client_send_async (client, change, NULL, sent_cb, &volley);
        }
      wait_for_answers (&volley, (guint) g_test_rand_int_range (1, 20));
      server_process_kill (server);
      server_process_start (server);
      wait_for_answers (&volley, 20);
      g_assert_cmpuint (volley.publications->len, >, 0);
      for (guint i = 0; i < volley.publications->len; i++)
        {
          const ParcoursPublication *publication = g_ptr_array_index (volley.publications, i);
          g_autoptr (ParcoursPublication) found = NULL;

          g_assert_true (parcours_remote_client_fetch (client, publication->id, 0, NULL, &found, NULL, NULL));
          g_assert_cmpstr (found->digest, ==, publication->digest);
        }
      g_ptr_array_unref (volley.publications);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/program/usage", test_usage);
  g_test_add_func ("/program/help", test_help);
  g_test_add_func ("/program/databases", test_databases);
  g_test_add_func ("/program/port-in-use", test_port_in_use);
  g_test_add_func ("/program/certificates", test_certificates);
  g_test_add_func ("/program/tokens", test_tokens);
  g_test_add_func ("/program/token-file", test_token_file);
  g_test_add_func ("/program/log", test_log);
  g_test_add_func ("/program/termination", test_termination);
  g_test_add_func ("/program/locked", test_locked);
  g_test_add_func ("/program/killed", test_killed);

  return g_test_run ();
}
