/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long it takes to publish a thousand automations, from the decision to the
 * last answer of a real server, and how many requests of several clients that
 * server answers in a second: three readers and a lister to each writer. */

#include "config.h"

#include <gio/gio.h>

#include "project/workspaces.h"
#include "sync/server-process.h"

#define N_AUTOMATIONS 1000
#define N_CLIENTS 8
#define SECONDS 5

static void
bench_push (ServerProcess *server)
{
  g_autofree char *folder = g_dir_make_tmp ("parcours-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.parcours", NULL);
  g_autoptr (ParcoursProject) project = NULL;
  g_autoptr (GError) error = NULL;
  ParcoursRemote *remote;
  gint64 begin;

  workspace_create (path, N_AUTOMATIONS);
  project = workspace_open (path);
  remote = parcours_project_add_remote (project, "Bench", server->url, server->token, NULL, &error);
  g_assert_no_error (error);
  begin = g_get_monotonic_time ();
  for (guint i = 1; i <= N_AUTOMATIONS; i++)
    {
      g_autofree char *slug = g_strdup_printf ("flow-%u", i);

      parcours_remote_publish (remote, slug, &error);
      g_assert_no_error (error);
    }
  parcours_remote_send (remote, &error);
  g_assert_no_error (error);
  g_print ("bench sync.push_1000_s %.2f\n", (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC);
  g_assert_cmpint (parcours_remote_published_revision (remote, "flow-1000"), ==, 1);
  g_clear_object (&project);
  workspace_remove (folder);
}

typedef struct
{
  ServerProcess *server;
  guint number;
  gint64 until;
  GArray *times; /* (owned) (element-type gint64) of each request, in microseconds */
} Client;

/* Each client has an automation of its own to write. */
static void
do_request (ParcoursRemoteClient  *remote,
            guint                  number,
            guint                  i,
            char                 **base)
{
  g_autofree char *id = g_strdup_printf ("6c0c6f2e-8d41-4d52-9f0e-%012u", number);
  g_autoptr (GError) error = NULL;

  if (i % 5 == 0)
    {
      g_autofree char *name = g_strdup_printf ("Name %u", i);
      g_autoptr (ParcoursAutomation) automation = make_automation (id, name);
      g_autoptr (ParcoursRemoteChange) change = parcours_remote_change_new_publish (automation, *base);
      g_autoptr (ParcoursPublication) publication = parcours_remote_client_send (remote, change, NULL, &error);

      g_assert_no_error (error);
      g_free (*base);
      *base = g_strdup (publication->digest);
    }
  else if (i % 5 == 4)
    {
      g_autoptr (ParcoursRemotePage) page = parcours_remote_client_list (remote, NULL, 50, NULL, &error);

      g_assert_nonnull (page);
    }
  else
    {
      g_autoptr (ParcoursPublication) publication = NULL;

      parcours_remote_client_fetch (remote, id, 0, NULL, &publication, NULL, &error);
    }
  g_assert_no_error (error);
}

static gpointer
run_client (gpointer data)
{
  Client *client = data;
  g_autoptr (ParcoursRemoteClient) remote = server_process_new_client (client->server);
  g_autofree char *base = NULL;

  for (guint i = 0; g_get_monotonic_time () < client->until; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      gint64 time;

      do_request (remote, client->number, i, &base);
      time = g_get_monotonic_time () - begin;
      g_array_append_val (client->times, time);
    }

  return NULL;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static void
bench_mixed (ServerProcess *server)
{
  Client clients[N_CLIENTS];
  GThread *threads[N_CLIENTS];
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < N_CLIENTS; i++)
    {
      clients[i] = (Client) { server, i, begin + SECONDS * G_USEC_PER_SEC, g_array_new (FALSE, FALSE, sizeof (gint64)) };
      threads[i] = g_thread_new ("client", run_client, &clients[i]);
    }
  for (guint i = 0; i < N_CLIENTS; i++)
    {
      g_thread_join (threads[i]);
      g_array_append_vals (all, clients[i].times->data, clients[i].times->len);
      g_array_unref (clients[i].times);
    }
  g_array_sort (all, compare_times);
  g_print ("bench server.mixed_rps %.0f\n", (double) all->len * G_USEC_PER_SEC / (double) (g_get_monotonic_time () - begin));
  g_print ("bench server.mixed_p99_ms %.1f\n", (double) g_array_index (all, gint64, all->len * 99 / 100) / 1000);
}

int
main (void)
{
  g_autoptr (ServerProcess) server = NULL;

  /* The token is told to the project; no keyring is asked. */
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", "/nonexistent/keyring", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "none", TRUE);
  server = server_process_new (NULL);
  bench_push (server);
  bench_mixed (server);

  return 0;
}
