/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "faulty-proxy.h"
#include "memory-queue.h"
#include "parcours-sender.h"
#include "server-process.h"

#define PATIENCE_US (20 * G_USEC_PER_SEC)

/* A network that is there or not, as a test wants it. */
#define TYPE_TEST_MONITOR (test_monitor_get_type ())
G_DECLARE_FINAL_TYPE (TestMonitor, test_monitor, TEST, MONITOR, GObject)

struct _TestMonitor
{
  GObject parent_instance;

  gboolean available;
};

static void
test_monitor_iface_init (GNetworkMonitorInterface *iface)
{
}

static gboolean
test_monitor_initable_init (GInitable     *initable,
                            GCancellable  *cancellable,
                            GError       **error)
{
  return TRUE;
}

static void
test_monitor_initable_iface_init (GInitableIface *iface)
{
  iface->init = test_monitor_initable_init;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestMonitor, test_monitor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, test_monitor_initable_iface_init)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, test_monitor_iface_init))

enum
{
  PROP_AVAILABLE = 1,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static void
test_monitor_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  if (prop_id == PROP_AVAILABLE)
    g_value_set_boolean (value, TEST_MONITOR (object)->available);
  else if (prop_id == PROP_METERED)
    g_value_set_boolean (value, FALSE);
  else
    g_value_set_enum (value, G_NETWORK_CONNECTIVITY_FULL);
}

static void
test_monitor_class_init (TestMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_monitor_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
test_monitor_init (TestMonitor *self)
{
  self->available = TRUE;
}

static void
set_network (TestMonitor *monitor,
             gboolean     available)
{
  monitor->available = available;
  g_signal_emit_by_name (monitor, "network-changed", available);
}

/* A server, a bad network, and somebody who sends what waits. */
typedef struct
{
  ServerProcess *server;        /* (owned) */
  FaultyProxy *proxy;           /* (owned) */
  ParcoursRemoteClient *client; /* (owned) */
  MemoryQueue *queue;           /* (owned) */
  TestMonitor *monitor;         /* (owned) */
  ParcoursSender *sender;       /* (owned) */
  GPtrArray *sent;              /* (owned) (element-type ParcoursRemoteChange) in order */
  guint n_failed;
} Fixture;

static void
sent_cb (ParcoursSender       *sender,
         ParcoursRemoteChange *change,
         ParcoursPublication  *publication,
         gpointer              user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpstr (publication->id, ==, change->automation);
  g_ptr_array_add (fixture->sent, parcours_remote_change_ref (change));
}

static void
failed_cb (ParcoursSender       *sender,
           ParcoursRemoteChange *change,
           const GError         *error,
           gpointer              user_data)
{
  Fixture *fixture = user_data;

  g_assert_nonnull (error);
  fixture->n_failed++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;
  const ParcoursHttpOptions options = { .silence = 2, .whole = 5 };

  fixture->server = server_process_new (NULL);
  fixture->proxy = faulty_proxy_new (fixture->server->port);
  url = faulty_proxy_url (fixture->proxy);
  fixture->client = parcours_remote_client_new (url, &options, &error);
  g_assert_no_error (error);
  parcours_remote_client_set_token (fixture->client, fixture->server->token);
  fixture->queue = memory_queue_new ();
  fixture->monitor = g_object_new (TYPE_TEST_MONITOR, NULL);
  fixture->sender = parcours_sender_new (fixture->client, PARCOURS_REMOTE_QUEUE (fixture->queue),
                                         G_NETWORK_MONITOR (fixture->monitor));
  parcours_sender_set_pause (fixture->sender, 20);
  fixture->sent = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_remote_change_unref);
  g_signal_connect (fixture->sender, "sent", G_CALLBACK (sent_cb), fixture);
  g_signal_connect (fixture->sender, "failed", G_CALLBACK (failed_cb), fixture);
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
lose_patience (Fixture *fixture)
{
  const GError *error = parcours_sender_error (fixture->sender);

  g_test_message ("The sender is in state %d with %u under way, %u done, %u stopped: %s",
                  parcours_sender_state (fixture->sender), parcours_sender_n_sending (fixture->sender),
                  memory_queue_count (fixture->queue, ROW_DONE), memory_queue_count (fixture->queue, ROW_STOPPED),
                  error != NULL ? error->message : "no error");
  g_assert_not_reached ();
}

/* Waits until the sender is in @state. */
static void
wait_for (Fixture             *fixture,
          ParcoursSenderState  state)
{
  gint64 limit = g_get_monotonic_time () + PATIENCE_US;
  guint wake = g_timeout_add (100, wake_cb, NULL);

  while (parcours_sender_state (fixture->sender) != state)
    {
      if (g_get_monotonic_time () >= limit)
        lose_patience (fixture);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (wake);
}

/* Waits until @n changes are done. */
static void
wait_for_done (Fixture *fixture,
               guint    n)
{
  gint64 limit = g_get_monotonic_time () + PATIENCE_US;
  guint wake = g_timeout_add (100, wake_cb, NULL);

  while (memory_queue_count (fixture->queue, ROW_DONE) < n)
    {
      if (g_get_monotonic_time () >= limit)
        lose_patience (fixture);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (wake);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  parcours_sender_stop (fixture->sender);
  while (parcours_sender_n_sending (fixture->sender) > 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_object_add_weak_pointer (G_OBJECT (fixture->sender), (gpointer *) &fixture->sender);
  g_object_unref (fixture->sender);
  g_assert_null (fixture->sender);
  g_object_unref (fixture->queue);
  g_object_unref (fixture->monitor);
  g_object_unref (fixture->client);
  g_ptr_array_unref (fixture->sent);
  faulty_proxy_free (fixture->proxy);
  server_process_free (fixture->server);
}

static guint
count_revisions (Fixture    *fixture,
                 const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursRemoteClient) client = server_process_new_client (fixture->server);
  g_autoptr (ParcoursRemotePage) page = parcours_remote_client_revisions (client, id, NULL, 1000, NULL, &error);

  g_assert_no_error (error);

  return page->items->len;
}

/* Five versions each of seven automations, all made while nothing could be sent: each is based on one that
 * has not been sent yet. */
static void
add_many (Fixture *fixture)
{
  for (guint version = 1; version <= 5; version++)
    {
      for (guint i = 0; i < 7; i++)
        {
          g_autofree char *id = g_strdup_printf ("a%u", i);
          g_autofree char *name = g_strdup_printf ("Version %u", version);

          memory_queue_add (fixture->queue, PARCOURS_REMOTE_PUBLISH, id, name);
        }
    }
}

static void
assert_many (Fixture *fixture)
{
  gint64 last[7] = { 0 };

  g_assert_cmpuint (fixture->sent->len, ==, 35);
  for (guint i = 0; i < fixture->sent->len; i++)
    {
      const ParcoursRemoteChange *change = g_ptr_array_index (fixture->sent, i);
      gint64 *before = &last[change->automation[1] - '0'];

      g_assert_true (*before == 0 || change->row > *before);
      *before = change->row;
    }
  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i);

      g_assert_cmpuint (count_revisions (fixture, id), ==, 5);
    }
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  add_many (fixture);
  g_assert_cmpint (parcours_sender_state (fixture->sender), ==, PARCOURS_SENDER_STOPPED);
  parcours_sender_start (fixture->sender);
  wait_for_done (fixture, 35);
  wait_for (fixture, PARCOURS_SENDER_IDLE);
  assert_many (fixture);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
  g_assert_null (parcours_sender_error (fixture->sender));
  /* What comes later is sent by itself. */
  memory_queue_add (fixture->queue, PARCOURS_REMOTE_ACTIVATE, "a0", NULL);
  memory_queue_add (fixture->queue, PARCOURS_REMOTE_PAUSE, "a0", NULL);
  memory_queue_add (fixture->queue, PARCOURS_REMOTE_DELETE, "a0", NULL);
  wait_for_done (fixture, 38);
}

static void
test_conflict (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (ParcoursRemoteClient) other = server_process_new_client (fixture->server);
  g_autoptr (ParcoursAutomation) hers = make_automation ("a1", "Hers");
  g_autoptr (ParcoursRemoteChange) change = parcours_remote_change_new_publish (hers, NULL);
  g_autoptr (ParcoursPublication) published = parcours_remote_client_send (other, change, NULL, NULL);
  Row *mine, *next, *elsewhere;

  g_assert_nonnull (published);
  mine = memory_queue_add (fixture->queue, PARCOURS_REMOTE_PUBLISH, "a1", "Mine");
  next = memory_queue_add (fixture->queue, PARCOURS_REMOTE_PUBLISH, "a1", "Mine, later");
  elsewhere = memory_queue_add (fixture->queue, PARCOURS_REMOTE_PUBLISH, "a2", "Elsewhere");
  parcours_sender_start (fixture->sender);
  wait_for_done (fixture, 1);
  wait_for (fixture, PARCOURS_SENDER_IDLE);
  g_assert_cmpint (elsewhere->state, ==, ROW_DONE);
  g_assert_cmpint (mine->state, ==, ROW_STOPPED);
  g_assert_cmpint (next->state, ==, ROW_WAITING);
  g_assert_error (mine->error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_CONFLICT);
  g_assert_cmpstr (parcours_remote_error_get_current (mine->error)->digest, ==, published->digest);
  g_assert_cmpint (parcours_remote_error_get_current (mine->error)->revision, ==, 1);
  g_assert_null (parcours_sender_error (fixture->sender));
  /* Once somebody has decided, the rest goes on. */
  memory_queue_let_go (fixture->queue, mine);
  wait_for (fixture, PARCOURS_SENDER_SENDING);
  wait_for (fixture, PARCOURS_SENDER_IDLE);
  g_assert_cmpint (next->state, ==, ROW_STOPPED);
}

static void
test_burst (Fixture       *fixture,
            gconstpointer  data)
{
  Row *row = memory_queue_add (fixture->queue, PARCOURS_REMOTE_PUBLISH, "a1", "First");

  for (guint i = 0; i < 4; i++)
    faulty_proxy_add (fixture->proxy, FAULT_SAY, 0, "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  faulty_proxy_add (fixture->proxy, FAULT_LOSE_ANSWER, 0, NULL);
  faulty_proxy_add (fixture->proxy, FAULT_CUT, 4, NULL);
  parcours_sender_start (fixture->sender);
  wait_for (fixture, PARCOURS_SENDER_WAITING);
  g_assert_error (parcours_sender_error (fixture->sender), PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_UNAVAILABLE);
  g_assert_cmpint (parcours_sender_retry_at (fixture->sender), >, 0);
  wait_for_done (fixture, 1);
  wait_for (fixture, PARCOURS_SENDER_IDLE);
  g_assert_cmpuint (row->n_failures, >=, 5);
  g_assert_cmpuint (row->n_tries, ==, row->n_failures + 1);
  g_assert_null (parcours_sender_error (fixture->sender));
  g_assert_cmpint (parcours_sender_retry_at (fixture->sender), ==, 0);
  g_assert_cmpuint (count_revisions (fixture, "a1"), ==, 1);
}

/* What the server asks for is kept to, whatever the network does meanwhile; a person may be bolder. */
static void
test_retry_after (Fixture       *fixture,
                  gconstpointer  data)
{
  gint64 begin = g_get_monotonic_time ();

  memory_queue_add (fixture->queue, PARCOURS_REMOTE_PUBLISH, "a1", "First");
  faulty_proxy_add (fixture->proxy, FAULT_SAY, 0,
                    "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  parcours_sender_start (fixture->sender);
  wait_for (fixture, PARCOURS_SENDER_WAITING);
  set_network (fixture->monitor, TRUE);
  wait_for_done (fixture, 1);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, G_USEC_PER_SEC);

  wait_for (fixture, PARCOURS_SENDER_IDLE);
  memory_queue_add (fixture->queue, PARCOURS_REMOTE_PUBLISH, "a2", "First");
  faulty_proxy_add (fixture->proxy, FAULT_SAY, 0,
                    "HTTP/1.1 503 Busy\r\nRetry-After: 3600\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  wait_for (fixture, PARCOURS_SENDER_WAITING);
  parcours_sender_retry (fixture->sender);
  wait_for_done (fixture, 2);
}

static void
test_network (Fixture       *fixture,
              gconstpointer  data)
{
  set_network (fixture->monitor, FALSE);
  memory_queue_add (fixture->queue, PARCOURS_REMOTE_PUBLISH, "a1", "First");
  parcours_sender_start (fixture->sender);
  wait_for (fixture, PARCOURS_SENDER_OFFLINE);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (faulty_proxy_n_requests (fixture->proxy), ==, 0);
  set_network (fixture->monitor, TRUE);
  wait_for_done (fixture, 1);
  wait_for (fixture, PARCOURS_SENDER_IDLE);

  /* A long pause ends when the network comes back. */
  parcours_sender_set_pause (fixture->sender, 600000);
  faulty_proxy_add (fixture->proxy, FAULT_LOSE_REQUEST, 0, NULL);
  faulty_proxy_add (fixture->proxy, FAULT_LOSE_REQUEST, 0, NULL);
  memory_queue_add (fixture->queue, PARCOURS_REMOTE_PUBLISH, "a1", "Second");
  wait_for (fixture, PARCOURS_SENDER_WAITING);
  set_network (fixture->monitor, FALSE);
  wait_for (fixture, PARCOURS_SENDER_OFFLINE);
  set_network (fixture->monitor, TRUE);
  /* The library itself may have tried the request a second time. */
  while (memory_queue_count (fixture->queue, ROW_DONE) < 2)
    {
      if (parcours_sender_state (fixture->sender) == PARCOURS_SENDER_WAITING)
        set_network (fixture->monitor, TRUE);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_unauthorized (Fixture       *fixture,
                   gconstpointer  data)
{
  Row *row = memory_queue_add (fixture->queue, PARCOURS_REMOTE_PUBLISH, "a1", "First");

  memory_queue_add (fixture->queue, PARCOURS_REMOTE_PUBLISH, "a2", "First");
  parcours_remote_client_set_token (fixture->client, "wrong");
  parcours_sender_start (fixture->sender);
  wait_for (fixture, PARCOURS_SENDER_BLOCKED);
  g_assert_error (parcours_sender_error (fixture->sender), PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_UNAUTHORIZED);
  g_assert_cmpint (row->state, ==, ROW_TRIED);
  set_network (fixture->monitor, TRUE);
  g_assert_cmpint (parcours_sender_state (fixture->sender), ==, PARCOURS_SENDER_BLOCKED);
  parcours_remote_client_set_token (fixture->client, fixture->server->token);
  parcours_sender_retry (fixture->sender);
  wait_for_done (fixture, 2);
  wait_for (fixture, PARCOURS_SENDER_IDLE);
  g_assert_null (parcours_sender_error (fixture->sender));
}

static void
test_broken_queue (Fixture       *fixture,
                   gconstpointer  data)
{
  Row *row;

  memory_queue_break (fixture->queue, TRUE);
  row = memory_queue_add (fixture->queue, PARCOURS_REMOTE_PUBLISH, "a1", "First");
  parcours_sender_start (fixture->sender);
  wait_for (fixture, PARCOURS_SENDER_BLOCKED);
  g_assert_error (parcours_sender_error (fixture->sender), G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpuint (faulty_proxy_n_requests (fixture->proxy), ==, 0);
  memory_queue_break (fixture->queue, FALSE);
  /* It breaks while the change is under way: what was answered cannot be noted, so it is asked again. */
  faulty_proxy_add (fixture->proxy, FAULT_DELAY, 200, NULL);
  parcours_sender_retry (fixture->sender);
  wait_for (fixture, PARCOURS_SENDER_SENDING);
  memory_queue_break (fixture->queue, TRUE);
  wait_for (fixture, PARCOURS_SENDER_BLOCKED);
  g_assert_cmpint (row->state, ==, ROW_TRIED);
  g_assert_cmpuint (count_revisions (fixture, "a1"), ==, 1);
  memory_queue_break (fixture->queue, FALSE);
  parcours_sender_retry (fixture->sender);
  wait_for_done (fixture, 1);
  g_assert_cmpint (row->publication->revision, ==, 1);
  g_assert_cmpuint (count_revisions (fixture, "a1"), ==, 1);
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  add_many (fixture);
  for (guint n = 5; n < 35; n += 5)
    {
      faulty_proxy_add (fixture->proxy, FAULT_DELAY, 50, NULL);
      parcours_sender_start (fixture->sender);
      wait_for_done (fixture, n);
      parcours_sender_stop (fixture->sender);
      g_assert_cmpint (parcours_sender_state (fixture->sender), ==, PARCOURS_SENDER_STOPPED);
      while (n % 2 == 0 && parcours_sender_n_sending (fixture->sender) > 0)
        g_main_context_iteration (NULL, TRUE);
    }
  parcours_sender_start (fixture->sender);
  wait_for_done (fixture, 35);
  wait_for (fixture, PARCOURS_SENDER_IDLE);
  assert_many (fixture);
}

/* The server dies again and again while it is being written to; every change arrives exactly once. */
static void
test_killed_server (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  add_many (fixture);
  parcours_sender_start (fixture->sender);
  for (guint i = 0; i < 6; i++)
    {
      guint done = memory_queue_count (fixture->queue, ROW_DONE);

      wait_for_done (fixture, MIN (done + 3, 35));
      g_usleep ((gulong) g_rand_int_range (rand, 0, 3000));
      server_process_kill (fixture->server);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
      server_process_start (fixture->server);
    }
  wait_for_done (fixture, 35);
  wait_for (fixture, PARCOURS_SENDER_IDLE);
  assert_many (fixture);
}

/* Answers are lost, torn and late at random; every change arrives exactly once. */
static void
test_bad_network (Fixture       *fixture,
                  gconstpointer  data)
{
  static const Fault faults[] = { FAULT_NONE, FAULT_NONE, FAULT_LOSE_REQUEST, FAULT_LOSE_ANSWER, FAULT_TEAR,
                                  FAULT_CUT, FAULT_DELAY };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < 60; i++)
    faulty_proxy_add (fixture->proxy, faults[g_rand_int_range (rand, 0, G_N_ELEMENTS (faults))],
                      (guint) g_rand_int_range (rand, 1, 30), NULL);
  add_many (fixture);
  parcours_sender_start (fixture->sender);
  wait_for_done (fixture, 35);
  wait_for (fixture, PARCOURS_SENDER_IDLE);
  assert_many (fixture);
}

static void
add (const char *name,
     void      (*func) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/sender/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("order", test_order);
  add ("conflict", test_conflict);
  add ("burst", test_burst);
  add ("retry-after", test_retry_after);
  add ("network", test_network);
  add ("unauthorized", test_unauthorized);
  add ("broken-queue", test_broken_queue);
  add ("stop", test_stop);
  add ("killed-server", test_killed_server);
  add ("bad-network", test_bad_network);

  return g_test_run ();
}
