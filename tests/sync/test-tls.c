/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server-process.h"

/*
 * The certificates beside this file were made for these tests and are worth
 * nothing elsewhere. authority.pem has signed the others: server.pem is for
 * 127.0.0.1 and localhost, other-name.pem for another name, and expired.pem was
 * for 127.0.0.1 until February 2020.
 */

static char *
certificate (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "sync", name, NULL);
}

static ServerProcess *
start_server (const char *name)
{
  g_autofree char *path = certificate (name);

  return server_process_new ((const char *const[]) { "--tls-certificate", path, NULL });
}

static ParcoursRemoteClient *
new_client (ServerProcess *server,
            const char    *url,
            gboolean       trusting)
{
  g_autofree char *path = certificate ("authority.pem");
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) authority = g_tls_file_database_new (path, &error);
  const ParcoursHttpOptions options = { .authority = trusting ? authority : NULL, .silence = 5 };
  ParcoursRemoteClient *client;

  g_assert_no_error (error);
  client = parcours_remote_client_new (url, &options, &error);
  g_assert_no_error (error);
  parcours_remote_client_set_token (client, server->token);

  return client;
}

static void
assert_refused (ServerProcess *server,
                const char    *url,
                gboolean       trusting,
                const char    *words)
{
  g_autoptr (ParcoursRemoteClient) client = new_client (server, url, trusting);
  g_autoptr (GError) error = NULL;

  g_assert_null (parcours_remote_client_list (client, NULL, 1, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_CERTIFICATE);
  g_assert_cmpint (parcours_remote_error_get_verdict (error), ==, PARCOURS_REMOTE_VERDICT_RETRY);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_trusted (void)
{
  g_autoptr (ServerProcess) server = start_server ("server.pem");
  g_autoptr (ParcoursRemoteClient) client = new_client (server, server->url, TRUE);
  g_autoptr (ParcoursAutomation) automation = make_automation ("a1", "First");
  g_autoptr (ParcoursRemoteChange) change = parcours_remote_change_new_publish (automation, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursPublication) publication = parcours_remote_client_send (client, change, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (server->url, "https://127.0.0.1:"));
  g_assert_cmpint (publication->revision, ==, 1);
  server_process_kill (server);
  server_process_start (server);
  g_clear_pointer (&publication, parcours_publication_unref);
  publication = parcours_remote_client_send (client, change, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (publication->revision, ==, 1);
}

static void
test_unknown_authority (void)
{
  g_autoptr (ServerProcess) server = start_server ("server.pem");

  assert_refused (server, server->url, FALSE, "nobody this computer trusts");
}

static void
test_other_name (void)
{
  g_autoptr (ServerProcess) server = start_server ("other-name.pem");

  assert_refused (server, server->url, TRUE, "for another server");
}

static void
test_expired (void)
{
  g_autoptr (ServerProcess) server = start_server ("expired.pem");

  assert_refused (server, server->url, TRUE, "expired");
}

static void
test_plain_server (void)
{
  g_autoptr (ServerProcess) server = server_process_new ((const char *const[]) { "--timeout", "1", NULL });
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/", server->port);

  assert_refused (server, url, TRUE, "No secure connection");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_print ("1..0 # SKIP glib-networking is not installed\n");
      return 0;
    }

  g_test_add_func ("/tls/trusted", test_trusted);
  g_test_add_func ("/tls/unknown-authority", test_unknown_authority);
  g_test_add_func ("/tls/other-name", test_other_name);
  g_test_add_func ("/tls/expired", test_expired);
  g_test_add_func ("/tls/plain-server", test_plain_server);

  return g_test_run ();
}
