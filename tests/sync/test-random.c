/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-time.h"
#include "server-process.h"

/*
 * Several clients do what comes into their heads, and a model of a few lines
 * says what has to come of it. Now and then the server dies.
 */

#define N_CLIENTS 3
#define N_AUTOMATIONS 4

/* What the server should know of an automation. */
typedef struct
{
  gint64 revision;     /* 0 before it is created */
  char *digest;        /* (owned) (nullable) of the current document */
  gboolean active;
  gboolean deleted;
  gint64 change;       /* when it was changed last, counted in changes */
  GPtrArray *digests;  /* (owned) (element-type utf8) of all revisions, in order */
} Known;

typedef struct
{
  ServerProcess *server;                    /* (owned) */
  ParcoursRemoteClient *clients[N_CLIENTS]; /* (owned) */
  Known known[N_AUTOMATIONS];
  gint64 n_changes;
  char *cursors[N_CLIENTS];                 /* (owned) (nullable) how far each has read */
  gint64 seen[N_CLIENTS];                   /* the change up to which it has read */
  char *bases[N_CLIENTS][N_AUTOMATIONS];    /* (owned) (nullable) the document that each has seen last */
  ParcoursRemoteChange *last;               /* (owned) (nullable) the last change that was made */
  gint64 last_revision;                     /* the revision that was answered to it */
} World;

static const char *const ids[N_AUTOMATIONS] = { "a0", "a1", "a2", "a3" };

static gboolean
exists (const Known *known)
{
  return known->revision > 0 && !known->deleted;
}

static void
note_change (World *world,
             Known *known)
{
  known->change = ++world->n_changes;
}

static void
take_digest (char **where,
             const char *digest)
{
  g_free (*where);
  *where = g_strdup (digest);
}

/* What should come of a change: 0 for success, else the code of the error, less 1. */
static int
predict (World                      *world,
         const ParcoursRemoteChange *change,
         Known                      *known)
{
  g_autofree char *digest = parcours_remote_change_digest (change);
  gboolean based = exists (known) && g_strcmp0 (change->base, known->digest) == 0;

  switch (change->operation)
    {
    case PARCOURS_REMOTE_PUBLISH:
      if (exists (known) && g_str_equal (digest, known->digest))
        return 0;
      if (change->base == NULL ? exists (known) : !based)
        return (known->deleted ? PARCOURS_REMOTE_ERROR_DELETED : PARCOURS_REMOTE_ERROR_CONFLICT) + 1;
      take_digest (&known->digest, digest);
      g_ptr_array_add (known->digests, g_strdup (digest));
      known->revision++;
      known->deleted = FALSE;
      note_change (world, known);
      return 0;

    case PARCOURS_REMOTE_DELETE:
      if (!exists (known))
        return 0;
      if (change->base == NULL)
        return PARCOURS_REMOTE_ERROR_PRECONDITION_MISSING + 1;
      if (!based)
        return PARCOURS_REMOTE_ERROR_CONFLICT + 1;
      known->deleted = TRUE;
      known->active = FALSE;
      note_change (world, known);
      return 0;

    default:
      if (known->revision == 0)
        return PARCOURS_REMOTE_ERROR_NOT_FOUND + 1;
      if (known->deleted)
        return PARCOURS_REMOTE_ERROR_DELETED + 1;
      if (change->operation == PARCOURS_REMOTE_ACTIVATE && change->base == NULL)
        return PARCOURS_REMOTE_ERROR_PRECONDITION_MISSING + 1;
      if (change->base != NULL && !based)
        return PARCOURS_REMOTE_ERROR_CONFLICT + 1;
      if (known->active != (change->operation == PARCOURS_REMOTE_ACTIVATE))
        note_change (world, known);
      known->active = change->operation == PARCOURS_REMOTE_ACTIVATE;
      return 0;
    }
}

static void
assert_publication (const ParcoursPublication *publication,
                    const Known               *known)
{
  g_assert_cmpint (publication->revision, ==, known->revision);
  g_assert_cmpint (publication->deleted, ==, known->deleted);
  g_assert_cmpint (publication->active_since != PARCOURS_INSTANT_MISSING, ==, known->active);
  if (!known->deleted)
    g_assert_cmpstr (publication->digest, ==, known->digest);
}

/* A change of one of a few documents, based on what the client saw last, on nothing, or on something else. */
static ParcoursRemoteChange *
random_change (World *world,
               guint  client,
               guint  automation)
{
  static const ParcoursRemoteOperation operations[] = {
    PARCOURS_REMOTE_PUBLISH, PARCOURS_REMOTE_PUBLISH, PARCOURS_REMOTE_PUBLISH, PARCOURS_REMOTE_PUBLISH,
    PARCOURS_REMOTE_ACTIVATE, PARCOURS_REMOTE_PAUSE, PARCOURS_REMOTE_DELETE,
  };
  ParcoursRemoteOperation operation = operations[g_test_rand_int_range (0, G_N_ELEMENTS (operations))];
  const char *base = g_test_rand_int_range (0, 10) == 0 ? NULL : world->bases[client][automation];
  g_autoptr (GBytes) document = NULL;

  if (operation == PARCOURS_REMOTE_PUBLISH)
    {
      g_autofree char *name = g_strdup_printf ("Version %d", g_test_rand_int_range (0, 20));
      g_autoptr (ParcoursAutomation) made = make_automation (ids[automation], name);
      g_autoptr (ParcoursRemoteChange) change = parcours_remote_change_new_publish (made, NULL);

      document = g_bytes_ref (change->document);
    }

  return parcours_remote_change_new (0, operation, ids[automation], base, NULL, document);
}

static void
do_change (World *world,
           guint  client)
{
  guint automation = (guint) g_test_rand_int_range (0, N_AUTOMATIONS);
  Known *known = &world->known[automation];
  g_autoptr (ParcoursRemoteChange) change = random_change (world, client, automation);
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursPublication) publication = NULL;
  int expected;

  g_test_message ("%u: %s %s on %s", client, parcours_remote_operation_name (change->operation), change->automation,
                  change->base);
  publication = parcours_remote_client_send (world->clients[client], change, NULL, &error);
  expected = predict (world, change, known);
  if (expected > 0)
    {
      g_assert_error (error, PARCOURS_REMOTE_ERROR, expected - 1);
      return;
    }
  g_assert_no_error (error);
  if (known->revision > 0)
    assert_publication (publication, known);
  take_digest (&world->bases[client][automation], known->deleted ? NULL : known->digest);
  g_clear_pointer (&world->last, parcours_remote_change_unref);
  world->last = parcours_remote_change_ref (change);
  world->last_revision = publication->revision;
}

/* Somebody whose answer was lost asks again: the answer is the old one, and nothing happens. */
static void
do_repeat (World *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursPublication) publication = NULL;

  if (world->last == NULL)
    return;
  publication = parcours_remote_client_send (world->clients[0], world->last, NULL, &error);
  if (publication != NULL && world->last->operation != PARCOURS_REMOTE_DELETE)
    g_assert_cmpint (publication->revision, ==, world->last_revision);
}

static void
do_fetch (World *world,
          guint  client)
{
  guint automation = (guint) g_test_rand_int_range (0, N_AUTOMATIONS);
  const Known *known = &world->known[automation];
  const char *seen = world->bases[client][automation];
  g_autoptr (ParcoursPublication) publication = NULL;
  g_autoptr (GError) error = NULL;
  gboolean found = parcours_remote_client_fetch (world->clients[client], ids[automation], 0, seen, &publication, NULL,
                                                 &error);

  if (known->revision == 0)
    g_assert_error (error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_NOT_FOUND);
  else if (known->deleted)
    g_assert_error (error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_DELETED);
  else
    {
      g_assert_true (found);
      g_assert_cmpint (publication == NULL, ==, g_strcmp0 (seen, known->digest) == 0);
      if (publication != NULL)
        {
          g_autofree char *digest = parcours_automation_digest (publication->automation);

          g_assert_cmpstr (digest, ==, known->digest);
          g_assert_cmpint (publication->revision, ==, known->revision);
        }
    }
  take_digest (&world->bases[client][automation], exists (known) ? known->digest : NULL);
}

static void
do_fetch_old (World *world,
              guint  client)
{
  guint automation = (guint) g_test_rand_int_range (0, N_AUTOMATIONS);
  const Known *known = &world->known[automation];
  gint64 number = g_test_rand_int_range (1, (gint32) known->revision + 2);
  g_autoptr (ParcoursPublication) publication = NULL;
  g_autoptr (GError) error = NULL;

  if (parcours_remote_client_fetch (world->clients[client], ids[automation], number, NULL, &publication, NULL, &error))
    {
      g_assert_cmpint (number, <=, known->revision);
      g_assert_cmpstr (publication->digest, ==, g_ptr_array_index (known->digests, number - 1));
    }
  else
    {
      g_assert_error (error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_NOT_FOUND);
      g_assert_cmpint (number, >, known->revision);
    }
}

static guint
index_of (const char *id)
{
  guint i = 0;

  while (!g_str_equal (ids[i], id))
    i++;

  return i;
}

/* Reads what has changed since the client looked last: each automation that has, in the order of the changes. */
static void
do_list (World *world,
         guint  client)
{
  gint64 before = world->seen[client];
  guint n_expected = 0, n_found = 0;
  gboolean more = TRUE;

  for (guint i = 0; i < N_AUTOMATIONS; i++)
    n_expected += world->known[i].change > before;
  while (more)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ParcoursRemotePage) page = parcours_remote_client_list (world->clients[client], world->cursors[client],
                                                                         2, NULL, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < page->items->len; i++)
        {
          const ParcoursPublication *publication = g_ptr_array_index (page->items, i);
          const Known *known = &world->known[index_of (publication->id)];

          assert_publication (publication, known);
          g_assert_cmpint (known->change, >, world->seen[client]);
          world->seen[client] = known->change;
          n_found++;
        }
      take_digest (&world->cursors[client], page->cursor);
      more = page->more;
    }
  g_assert_cmpuint (n_found, ==, n_expected);
}

static void
check_revisions (World *world)
{
  for (guint i = 0; i < N_AUTOMATIONS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ParcoursRemotePage) page =
        parcours_remote_client_revisions (world->clients[0], ids[i], NULL, 1000, NULL, &error);

      if (world->known[i].revision == 0)
        {
          g_assert_error (error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_NOT_FOUND);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (page->items->len, ==, world->known[i].digests->len);
      for (guint j = 0; j < page->items->len; j++)
        {
          const ParcoursPublication *revision = g_ptr_array_index (page->items, page->items->len - 1 - j);

          g_assert_cmpint (revision->revision, ==, j + 1);
          g_assert_cmpstr (revision->digest, ==, g_ptr_array_index (world->known[i].digests, j));
        }
    }
}

static void
step (World *world)
{
  guint client = (guint) g_test_rand_int_range (0, N_CLIENTS);

  switch (g_test_rand_int_range (0, 12))
    {
    case 0:
      do_list (world, client);
      break;
    case 1:
    case 2:
    case 3:
      do_fetch (world, client);
      break;
    case 4:
      do_fetch_old (world, client);
      break;
    case 5:
      do_repeat (world);
      break;
    default:
      do_change (world, client);
    }
}

static void
world_clear (World *world)
{
  for (guint i = 0; i < N_AUTOMATIONS; i++)
    {
      g_free (world->known[i].digest);
      g_ptr_array_unref (world->known[i].digests);
    }
  for (guint i = 0; i < N_CLIENTS; i++)
    {
      g_object_unref (world->clients[i]);
      g_free (world->cursors[i]);
      for (guint j = 0; j < N_AUTOMATIONS; j++)
        g_free (world->bases[i][j]);
    }
  g_clear_pointer (&world->last, parcours_remote_change_unref);
  server_process_free (world->server);
}

static void
test_model (void)
{
  World world = { server_process_new (NULL) };
  guint n = g_test_slow () ? 20000 : 1500;

  for (guint i = 0; i < N_CLIENTS; i++)
    world.clients[i] = server_process_new_client (world.server);
  for (guint i = 0; i < N_AUTOMATIONS; i++)
    world.known[i].digests = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    {
      step (&world);
      if (g_test_rand_int_range (0, 300) == 0)
        {
          server_process_kill (world.server);
          server_process_start (world.server);
        }
    }
  check_revisions (&world);
  world_clear (&world);
}

typedef struct
{
  ParcoursPublication *publication; /* (owned) (nullable) */
  GError *error;                    /* (owned) (nullable) */
} Outcome;

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->publication = parcours_remote_client_send_finish (PARCOURS_REMOTE_CLIENT (source), result, &outcome->error);
}

/* Four clients change the same version at the same moment: one wins, and the others learn what he made of it. */
static void
race (ServerProcess        *server,
      ParcoursRemoteClient *clients[4],
      char                **base,
      guint                 round)
{
  Outcome outcomes[4] = { { NULL } };
  guint n_won = 0, n_over = 0, winner = 0;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("Round %u, client %u", round, i);
      g_autoptr (ParcoursAutomation) automation = make_automation ("a1", name);
      g_autoptr (ParcoursRemoteChange) change = parcours_remote_change_new_publish (automation, *base);

      parcours_remote_client_send_async (clients[i], change, NULL, sent_cb, &outcomes[i]);
    }
  while (n_over < 4)
    {
      g_main_context_iteration (NULL, TRUE);
      n_over = 0;
      for (guint i = 0; i < 4; i++)
        n_over += outcomes[i].publication != NULL || outcomes[i].error != NULL;
    }
  for (guint i = 0; i < 4; i++)
    {
      if (outcomes[i].publication != NULL)
        {
          winner = i;
          n_won++;
        }
      else
        g_assert_error (outcomes[i].error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_CONFLICT);
    }
  g_assert_cmpuint (n_won, ==, 1);
  take_digest (base, outcomes[winner].publication->digest);
  g_assert_cmpint (outcomes[winner].publication->revision, ==, round + 1);
  for (guint i = 0; i < 4; i++)
    {
      if (i != winner)
        {
          g_assert_cmpstr (parcours_remote_error_get_current (outcomes[i].error)->digest, ==, *base);
          g_assert_cmpint (parcours_remote_error_get_current (outcomes[i].error)->revision, ==, round + 1);
        }
      g_clear_pointer (&outcomes[i].publication, parcours_publication_unref);
      g_clear_error (&outcomes[i].error);
    }
}

static void
test_race (void)
{
  g_autoptr (ServerProcess) server = server_process_new (NULL);
  ParcoursRemoteClient *clients[4];
  g_autofree char *base = NULL;

  for (guint i = 0; i < 4; i++)
    clients[i] = server_process_new_client (server);
  for (guint round = 0; round < 25; round++)
    race (server, clients, &base, round);
  for (guint i = 0; i < 4; i++)
    g_object_unref (clients[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/random/model", test_model);
  g_test_add_func ("/random/race", test_race);

  return g_test_run ();
}
