/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-time.h"
#include "server-process.h"

static ParcoursPublication *
send_change (ParcoursRemoteClient    *client,
             ParcoursRemoteOperation  operation,
             const char              *id,
             const char              *base)
{
  g_autoptr (ParcoursRemoteChange) change = parcours_remote_change_new (0, operation, id, base, NULL, NULL);
  g_autoptr (GError) error = NULL;
  ParcoursPublication *publication = parcours_remote_client_send (client, change, NULL, &error);

  g_assert_no_error (error);

  return publication;
}

static ParcoursPublication *
publish (ParcoursRemoteClient *client,
         const char           *id,
         const char           *name,
         const char           *base)
{
  g_autoptr (ParcoursAutomation) automation = make_automation (id, name);
  g_autoptr (ParcoursRemoteChange) change = parcours_remote_change_new_publish (automation, base);
  g_autofree char *digest = parcours_automation_digest (automation);
  g_autoptr (GError) error = NULL;
  ParcoursPublication *publication = parcours_remote_client_send (client, change, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (publication->digest, ==, digest);

  return publication;
}

/* The life of an automation, from the first publication to the last look at its history. */
static void
test_life (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autoptr (ParcoursRemoteClient) client = server_process_new_client (server);
  g_autoptr (ParcoursPublication) first = publish (client, "a1", "First", NULL);
  g_autoptr (ParcoursPublication) second = NULL;
  g_autoptr (ParcoursPublication) active = NULL;
  g_autoptr (ParcoursPublication) paused = NULL;
  g_autoptr (ParcoursPublication) deleted = NULL;
  g_autoptr (ParcoursPublication) fetched = NULL;
  g_autoptr (ParcoursPublication) old = NULL;
  g_autoptr (ParcoursRemotePage) revisions = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (first->revision, ==, 1);
  g_assert_cmpstr (first->by, ==, "Marie");
  g_assert_cmpstr (first->name, ==, "First");
  g_assert_cmpint (first->active_since, ==, PARCOURS_INSTANT_MISSING);
  second = publish (client, "a1", "Second", first->digest);
  g_assert_cmpint (second->revision, ==, 2);
  active = send_change (client, PARCOURS_REMOTE_ACTIVATE, "a1", second->digest);
  g_assert_cmpint (active->active_since, ==, active->updated);
  g_assert_true (parcours_remote_client_fetch (client, "a1", 0, first->digest, &fetched, NULL, &error));
  g_assert_cmpstr (parcours_automation_name (fetched->automation), ==, "Second");
  g_assert_cmpint (fetched->revision, ==, 2);
  g_assert_cmpint (fetched->updated, ==, second->updated);
  paused = send_change (client, PARCOURS_REMOTE_PAUSE, "a1", NULL);
  g_assert_cmpint (paused->active_since, ==, PARCOURS_INSTANT_MISSING);
  deleted = send_change (client, PARCOURS_REMOTE_DELETE, "a1", second->digest);
  g_assert_true (deleted->deleted);
  revisions = parcours_remote_client_revisions (client, "a1", NULL, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (revisions->items->len, ==, 2);
  g_assert_true (parcours_remote_client_fetch (client, "a1", 1, NULL, &old, NULL, &error));
  g_assert_cmpstr (parcours_automation_name (old->automation), ==, "First");
}

static void
test_conflict (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  g_autoptr (ParcoursRemoteClient) client = server_process_new_client (server);
  g_autoptr (ParcoursPublication) first = publish (client, "a1", "First", NULL);
  g_autoptr (ParcoursPublication) hers = publish (client, "a1", "Hers", first->digest);
  g_autoptr (ParcoursAutomation) mine = make_automation ("a1", "Mine");
  g_autoptr (ParcoursRemoteChange) change = parcours_remote_change_new_publish (mine, first->digest);
  g_autoptr (GError) error = NULL;
  ParcoursPublication *current;

  g_assert_null (parcours_remote_client_send (client, change, NULL, &error));
  g_assert_error (error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_CONFLICT);
  g_assert_cmpint (parcours_remote_error_get_verdict (error), ==, PARCOURS_REMOTE_VERDICT_CHANGE);
  current = parcours_remote_error_get_current (error);
  g_assert_nonnull (current);
  g_assert_cmpstr (current->digest, ==, hers->digest);
  g_assert_cmpint (current->revision, ==, 2);
  g_assert_nonnull (strstr (error->message, "Hers"));
  g_assert_nonnull (strstr (error->message, "127.0.0.1"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/life", test_life);
  g_test_add_func ("/client/conflict", test_conflict);

  return g_test_run ();
}
