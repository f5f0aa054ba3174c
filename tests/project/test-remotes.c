/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two workspaces, one server, and what goes wrong between them. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "parcours-credentials.h"
#include "parcours-error.h"
#include "parcours-remote-error.h"
#include "sync/faulty-proxy.h"
#include "sync/server-process.h"
#include "parcours-json.h"
#include "parcours-store-library.h"
#include "workspaces.h"

#define PATIENCE_US (20 * G_USEC_PER_SEC)

typedef struct
{
  char *folder;          /* (owned) */
  char *paths[2];        /* (owned) */
  ServerProcess *server; /* (owned) */
  FaultyProxy *proxy;    /* (owned) between the first workspace and the server */
  ParcoursProject *one;  /* (owned) with an automation */
  ParcoursProject *other; /* (owned) without */
} Fixture;

/* All that was logged by all tests. */
static GString *logged;
static GMutex logged_mutex;

static GLogWriterOutput
keep_log (GLogLevelFlags   level,
          const GLogField *fields,
          gsize            n_fields,
          gpointer         user_data)
{
  g_mutex_lock (&logged_mutex);
  for (gsize i = 0; i < n_fields; i++)
    {
      if (fields[i].length < 0)
        g_string_append (logged, fields[i].value);
    }
  g_mutex_unlock (&logged_mutex);

  return level & G_LOG_LEVEL_DEBUG ? G_LOG_WRITER_HANDLED : g_log_writer_default (level, fields, n_fields, user_data);
}

static ParcoursRemote *
connect (ParcoursProject *project,
         const char      *url,
         const char      *token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) keyring_error = NULL;
  ParcoursRemote *remote = parcours_project_add_remote (project, "Agency", url, token, &keyring_error, &error);

  g_assert_no_error (error);
  g_assert_no_error (keyring_error);
  parcours_remote_set_pause (remote, 20);

  return remote;
}

static ParcoursRemote *
remote_of (ParcoursProject *project)
{
  return parcours_project_find_remote (project, "Agency");
}

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  fixture->folder = g_dir_make_tmp ("parcours-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->server = server_process_new (NULL);
  fixture->proxy = faulty_proxy_new (fixture->server->port);
  url = faulty_proxy_url (fixture->proxy);
  fixture->paths[0] = g_build_filename (fixture->folder, "one.parcours", NULL);
  fixture->paths[1] = g_build_filename (fixture->folder, "other.parcours", NULL);
  workspace_create (fixture->paths[0], 1);
  workspace_create (fixture->paths[1], 0);
  fixture->one = workspace_open (fixture->paths[0]);
  fixture->other = workspace_open (fixture->paths[1]);
  connect (fixture->one, url, fixture->server->token);
  connect (fixture->other, fixture->server->url, fixture->server->token);
}

static gboolean
contains (const char *content,
          gsize       length,
          const char *secret)
{
  gsize n = strlen (secret);

  for (gsize i = 0; i + n <= length; i++)
    {
      if (memcmp (content + i, secret, n) == 0)
        return TRUE;
    }

  return FALSE;
}

/* The token is in no file of the folder. */
static void
assert_no_secret (const char *folder,
                  const char *secret)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_false (contains (content, length, secret));
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  assert_no_secret (fixture->folder, fixture->server->token);
  g_mutex_lock (&logged_mutex);
  g_assert_null (strstr (logged->str, fixture->server->token));
  g_mutex_unlock (&logged_mutex);
  workspace_close (&fixture->one);
  workspace_close (&fixture->other);
  assert_no_secret (fixture->folder, fixture->server->token);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  faulty_proxy_free (fixture->proxy);
  server_process_free (fixture->server);
  workspace_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->paths[0]);
  g_free (fixture->paths[1]);
}

static void
publish (ParcoursProject *project,
         const char      *slug)
{
  g_autoptr (GError) error = NULL;

  parcours_remote_publish (remote_of (project), slug, &error);
  g_assert_no_error (error);
}

static void
push (ParcoursProject *project,
      const char      *slug)
{
  g_autoptr (GError) error = NULL;

  publish (project, slug);
  parcours_remote_send (remote_of (project), &error);
  g_assert_no_error (error);
}

static ParcoursRemoteNews
pull (ParcoursProject *project)
{
  g_autoptr (GError) error = NULL;
  ParcoursRemoteNews news = { 0 };

  parcours_remote_check (remote_of (project), &news, &error);
  g_assert_no_error (error);

  return news;
}

static guint
n_waiting (ParcoursProject *project)
{
  return g_list_model_get_n_items (parcours_remote_waiting (remote_of (project)));
}

static guint
n_revisions (Fixture    *fixture,
             const char *id)
{
  g_autoptr (ParcoursRemoteClient) client = server_process_new_client (fixture->server);
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursRemotePage) page = parcours_remote_client_revisions (client, id, NULL, 100, NULL, &error);

  g_assert_no_error (error);

  return page->items->len;
}

static const char *
id_of (ParcoursProject *project,
       const char      *slug)
{
  return parcours_automation_id (parcours_automation_item_automation (parcours_project_find_automation (project, slug)));
}

static gboolean
is_changed (ParcoursProject *project,
            const char      *slug)
{
  return parcours_automation_item_is_changed (parcours_project_find_automation (project, slug));
}

/* One has published, the other has it too. */
static void
share (Fixture *fixture)
{
  push (fixture->one, "flow-1");
  g_assert_cmpuint (pull (fixture->other).n_added, ==, 1);
}

static void
test_push_and_pull (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursDocument) document = NULL;
  ParcoursRemoteNews news;

  g_assert_false (is_changed (fixture->one, "flow-1"));
  share (fixture);
  g_assert_cmpuint (n_waiting (fixture->one), ==, 0);
  g_assert_true (parcours_automation_item_is_ready (parcours_project_find_automation (fixture->one, "flow-1")));
  g_assert_false (is_changed (fixture->one, "flow-1"));
  g_assert_false (is_changed (fixture->other, "flow-1"));
  g_assert_cmpstr (workspace_name (fixture->other, "flow-1"), ==, "Flow 1");
  g_assert_cmpstr (id_of (fixture->other, "flow-1"), ==, id_of (fixture->one, "flow-1"));

  workspace_rename (fixture->other, "flow-1", "Better");
  g_assert_true (is_changed (fixture->other, "flow-1"));
  push (fixture->other, "flow-1");
  g_assert_false (is_changed (fixture->other, "flow-1"));
  news = pull (fixture->one);
  g_assert_cmpuint (news.n_updated, ==, 1);
  g_assert_cmpuint (news.n_added + news.n_conflicts + news.n_deleted, ==, 0);
  g_assert_cmpstr (workspace_name (fixture->one, "flow-1"), ==, "Better");
  g_assert_false (is_changed (fixture->one, "flow-1"));

  /* Nothing comes twice, and what came can be undone. */
  g_assert_cmpuint (pull (fixture->one).n_updated, ==, 0);
  g_assert_cmpuint (pull (fixture->other).n_updated, ==, 0);
  document = parcours_project_open_document (fixture->one, "flow-1", &error);
  g_assert_true (parcours_document_undo (document));
  g_assert_cmpstr (workspace_name (fixture->one, "flow-1"), ==, "Flow 1");
  g_assert_true (is_changed (fixture->one, "flow-1"));
  g_assert_cmpuint (n_revisions (fixture, id_of (fixture->one, "flow-1")), ==, 2);
}

/* After a restart all is as it was. */
static void
test_restart (Fixture       *fixture,
              gconstpointer  unused)
{
  share (fixture);
  workspace_rename (fixture->other, "flow-1", "Better");
  publish (fixture->other, "flow-1");
  workspace_close (&fixture->other);
  fixture->other = workspace_open (fixture->paths[1]);
  g_assert_cmpuint (n_waiting (fixture->other), ==, 1);
  g_assert_true (is_changed (fixture->other, "flow-1"));
  g_assert_true (parcours_remote_send (remote_of (fixture->other), NULL));
  g_assert_cmpuint (n_waiting (fixture->other), ==, 0);
  g_assert_cmpuint (pull (fixture->one).n_updated, ==, 1);
}

static ParcoursConflict *
make_conflict (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  ParcoursConflict *conflict;

  share (fixture);
  workspace_rename (fixture->one, "flow-1", "Mine");
  workspace_rename (fixture->other, "flow-1", "Theirs");
  push (fixture->other, "flow-1");
  publish (fixture->one, "flow-1");
  g_assert_true (parcours_remote_send (remote_of (fixture->one), &error));
  g_assert_cmpuint (parcours_remote_n_conflicts (remote_of (fixture->one)), ==, 1);
  pull (fixture->one);
  conflict = parcours_remote_find_conflict (remote_of (fixture->one), "flow-1");
  g_assert_nonnull (conflict);
  g_assert_true (parcours_conflict_is_fetched (conflict));

  return conflict;
}

/* Both versions and what they come from can be read. */
static void
test_conflict (Fixture       *fixture,
               gconstpointer  unused)
{
  ParcoursConflict *conflict = make_conflict (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (workspace_name (fixture->one, "flow-1"), ==, "Mine");
  g_assert_cmpstr (parcours_automation_name (parcours_conflict_theirs (conflict)), ==, "Theirs");
  g_assert_cmpstr (parcours_automation_name (parcours_conflict_base (conflict)), ==, "Flow 1");
  g_assert_cmpint (parcours_conflict_revision (conflict), ==, 2);
  g_assert_cmpuint (n_revisions (fixture, id_of (fixture->one, "flow-1")), ==, 2);
  g_assert_false (parcours_remote_publish (remote_of (fixture->one), "flow-1", &error));
  g_assert_error (error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_CONFLICT);

  /* It is still there after a restart. */
  workspace_close (&fixture->one);
  fixture->one = workspace_open (fixture->paths[0]);
  conflict = parcours_remote_find_conflict (remote_of (fixture->one), "flow-1");
  g_assert_cmpstr (parcours_automation_name (parcours_conflict_theirs (conflict)), ==, "Theirs");
  g_assert_cmpstr (workspace_name (fixture->one, "flow-1"), ==, "Mine");
}

static void
test_keep_mine (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  make_conflict (fixture);
  parcours_remote_resolve (remote_of (fixture->one), "flow-1", PARCOURS_RESOLUTION_KEEP_MINE, &error);
  g_assert_no_error (error);
  g_assert_true (parcours_remote_send (remote_of (fixture->one), &error));
  g_assert_cmpuint (parcours_remote_n_conflicts (remote_of (fixture->one)), ==, 0);
  g_assert_cmpuint (n_waiting (fixture->one), ==, 0);
  g_assert_cmpuint (n_revisions (fixture, id_of (fixture->one, "flow-1")), ==, 3);
  g_assert_cmpuint (pull (fixture->other).n_updated, ==, 1);
  g_assert_cmpstr (workspace_name (fixture->other, "flow-1"), ==, "Mine");
}

static gboolean
has_version (const char *path,
             const char *name)
{
  g_autoptr (ParcoursStore) store = parcours_store_open (path, PARCOURS_STORE_READ, NULL);
  g_autoptr (GPtrArray) versions = parcours_store_list_versions (store, "flow-1", NULL);

  for (guint i = 0; i < versions->len; i++)
    {
      const ParcoursVersionInfo *info = g_ptr_array_index (versions, i);
      g_autoptr (ParcoursAutomation) automation = parcours_store_load_version (store, "flow-1", info->n, NULL);

      if (g_str_equal (parcours_automation_name (automation), name) && g_str_equal (info->reason, "merge"))
        return TRUE;
    }

  return FALSE;
}

static void
test_take_theirs (Fixture       *fixture,
                  gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  make_conflict (fixture);
  parcours_remote_resolve (remote_of (fixture->one), "flow-1", PARCOURS_RESOLUTION_TAKE_THEIRS, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (workspace_name (fixture->one, "flow-1"), ==, "Theirs");
  g_assert_false (is_changed (fixture->one, "flow-1"));
  g_assert_cmpuint (parcours_remote_n_conflicts (remote_of (fixture->one)), ==, 0);
  g_assert_cmpuint (n_waiting (fixture->one), ==, 0);
  g_assert_true (has_version (fixture->paths[0], "Mine"));
  /* The next change goes on top. */
  workspace_rename (fixture->one, "flow-1", "Third");
  push (fixture->one, "flow-1");
  g_assert_cmpuint (n_revisions (fixture, id_of (fixture->one, "flow-1")), ==, 3);
}

/* Looking for changes finds out before anything is sent. */
static void
test_conflict_found (Fixture       *fixture,
                     gconstpointer  unused)
{
  ParcoursRemoteNews news;
  g_autoptr (GError) error = NULL;

  share (fixture);
  workspace_rename (fixture->one, "flow-1", "Mine");
  workspace_rename (fixture->other, "flow-1", "Theirs");
  push (fixture->other, "flow-1");
  news = pull (fixture->one);
  g_assert_cmpuint (news.n_conflicts, ==, 1);
  g_assert_cmpuint (news.n_updated, ==, 0);
  g_assert_cmpstr (workspace_name (fixture->one, "flow-1"), ==, "Mine");
  /* The server goes on; what is to be decided follows. */
  workspace_rename (fixture->other, "flow-1", "Theirs again");
  push (fixture->other, "flow-1");
  pull (fixture->one);
  g_assert_cmpstr (parcours_automation_name (parcours_conflict_theirs (
                     parcours_remote_find_conflict (remote_of (fixture->one), "flow-1"))), ==, "Theirs again");
  /* Who does the same by hand has nothing to decide. */
  workspace_rename (fixture->one, "flow-1", "Theirs again");
  pull (fixture->one);
  g_assert_null (parcours_remote_find_conflict (remote_of (fixture->one), "flow-1"));
  g_assert_false (is_changed (fixture->one, "flow-1"));
}

/* Two workspaces with the same automation that know nothing of each other. */
static void
test_strangers (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "third.parcours", NULL);
  g_autoptr (ParcoursProject) third = NULL;
  ParcoursConflict *conflict;

  workspace_create (path, 1);
  third = workspace_open (path);
  connect (third, fixture->server->url, fixture->server->token);
  push (fixture->one, "flow-1");
  workspace_rename (third, "flow-1", "Third");
  push (third, "flow-1");
  pull (third);
  conflict = parcours_remote_find_conflict (remote_of (third), "flow-1");
  g_assert_nonnull (conflict);
  g_assert_null (parcours_conflict_base (conflict));
  g_assert_true (parcours_remote_resolve (remote_of (third), "flow-1", PARCOURS_RESOLUTION_KEEP_MINE, NULL));
  g_assert_true (parcours_remote_send (remote_of (third), NULL));
  g_assert_cmpuint (pull (fixture->one).n_updated, ==, 1);
  g_assert_cmpstr (workspace_name (fixture->one, "flow-1"), ==, "Third");
}

static void
on_added (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* What is called the same here is another automation. */
static void
test_same_slug (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (ParcoursAutomation) mine = workspace_automation ("0b0c6f2e-8d41-4d52-9f0e-000000000000", "flow-1", "My own");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  parcours_project_add_automation_async (fixture->other, mine, on_added, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  parcours_project_add_automation_finish (fixture->other, result, &error);
  g_assert_no_error (error);
  share (fixture);
  g_assert_cmpstr (workspace_name (fixture->other, "flow-1"), ==, "My own");
  g_assert_cmpstr (workspace_name (fixture->other, "flow-1-2"), ==, "Flow 1");
  g_assert_false (is_changed (fixture->other, "flow-1-2"));

  /* Each keeps its own slug. */
  workspace_rename (fixture->one, "flow-1", "Second");
  push (fixture->one, "flow-1");
  g_assert_cmpuint (pull (fixture->other).n_updated, ==, 1);
  g_assert_cmpstr (workspace_name (fixture->other, "flow-1-2"), ==, "Second");
  workspace_rename (fixture->other, "flow-1-2", "Third");
  push (fixture->other, "flow-1-2");
  g_assert_cmpuint (pull (fixture->one).n_updated, ==, 1);
  g_assert_cmpstr (workspace_name (fixture->one, "flow-1"), ==, "Third");
  g_assert_cmpuint (n_revisions (fixture, id_of (fixture->one, "flow-1")), ==, 3);
}

/* A workspace with a list that is another one here, and with no tag. */
static void
create_bare (const char *path)
{
  g_autoptr (ParcoursStore) store = parcours_store_open (path, PARCOURS_STORE_CREATE, NULL);
  g_autoptr (JsonNode) columns = parcours_json_parse ("{\"double-opt-in\": true}", -1, NULL);
  g_autofree char *list = parcours_store_add_entity (store, "list", "newsletter", "Our news", json_node_get_object (columns), NULL);

  g_assert_cmpstr (list, ==, "newsletter");
}

static char *
find_told (ParcoursProject *project,
           const char      *what)
{
  GListModel *log = parcours_remote_log (remote_of (project));

  for (guint i = 0; i < g_list_model_get_n_items (log); i++)
    {
      g_autoptr (ParcoursSyncItem) item = g_list_model_get_item (log, i);

      if (g_str_equal (parcours_sync_item_entry (item)->what, what))
        return parcours_sync_item_words (item, "Flow 1");
    }

  return NULL;
}

static void
add_file (ParcoursProject *project,
          JsonNode        *node,
          char          ***differences)
{
  g_autoptr (ParcoursAutomation) automation = parcours_automation_from_json (node, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  parcours_project_add_automation_async (project, automation, on_added, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  *differences = parcours_project_added_differences (result);
  parcours_project_add_automation_finish (project, result, &error);
  g_assert_no_error (error);
}

/* So it does in a file. */
static void
test_bundle_in_file (Fixture       *fixture,
                     gconstpointer  unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "bare.parcours", NULL);
  ParcoursAutomationItem *item = parcours_project_find_automation (fixture->one, "flow-1");
  g_autoptr (JsonNode) node = parcours_project_bundle_automation (fixture->one, parcours_automation_item_automation (item));
  g_autofree char *ours = parcours_automation_digest (parcours_automation_item_automation (item));
  g_auto (GStrv) differences = NULL;
  g_autofree char *theirs = NULL;
  ParcoursProject *bare;

  create_bare (path);
  bare = workspace_open (path);
  connect (bare, fixture->server->url, fixture->server->token);
  add_file (bare, node, &differences);
  item = parcours_project_find_automation (bare, "flow-1");
  theirs = parcours_automation_digest (parcours_automation_item_automation (item));
  g_assert_cmpstr (theirs, ==, ours);
  g_assert_cmpuint (g_strv_length (differences), ==, 1);
  g_assert_cmpstr (differences[0], ==, "list newsletter");
  while (parcours_library_lookup (parcours_project_library (bare), "tag", "reader") == NULL)
    g_main_context_iteration (NULL, TRUE);
  workspace_close (&bare);
}

/* What an automation refers to goes with it: what is missing is added, what is there stays as it is and is told. */
static void
test_bundle (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "bare.parcours", NULL);
  ParcoursProject *bare;
  ParcoursRemoteNews news;
  const ParcoursEntity *tag, *list;
  g_autofree char *brought = NULL, *differs = NULL;

  create_bare (path);
  bare = workspace_open (path);
  connect (bare, fixture->server->url, fixture->server->token);
  push (fixture->one, "flow-1");
  g_assert_false (is_changed (fixture->one, "flow-1"));
  news = pull (bare);
  g_assert_cmpuint (news.n_added, ==, 1);
  g_assert_cmpuint (news.n_entities, ==, 1);
  g_assert_cmpuint (news.n_differences, ==, 1);
  tag = parcours_library_lookup (parcours_project_library (bare), "tag", "reader");
  list = parcours_library_lookup (parcours_project_library (bare), "list", "newsletter");
  g_assert_cmpstr (tag->label, ==, "Reader");
  g_assert_cmpstr (list->label, ==, "Our news");
  g_assert_true (json_object_get_boolean_member (list->attributes, "double-opt-in"));
  g_assert_false (is_changed (bare, "flow-1"));
  brought = find_told (bare, "brought");
  differs = find_told (bare, "differs");
  g_assert_cmpstr (brought, ==, "“Flow 1” brought what it refers to and was missing here: Reader");
  g_assert_cmpstr (differs, ==,
                   "“Flow 1” refers to things that are different here, and were left as they are: Our news");

  /* The other workspace has all of it, so nothing is told there; and the way back brings nothing either. */
  news = pull (fixture->other);
  g_assert_cmpuint (news.n_added, ==, 1);
  g_assert_cmpuint (news.n_entities + news.n_differences, ==, 0);
  workspace_rename (bare, "flow-1", "Better");
  push (bare, "flow-1");
  news = pull (fixture->other);
  g_assert_cmpuint (news.n_updated, ==, 1);
  g_assert_cmpuint (news.n_entities, ==, 0);
  workspace_close (&bare);
}

static void
ask_to_delete (ParcoursProject *project)
{
  g_autoptr (GError) error = NULL;

  parcours_remote_ask (remote_of (project), "flow-1", PARCOURS_REMOTE_DELETE, &error);
  g_assert_no_error (error);
  g_assert_true (parcours_remote_send (remote_of (project), &error));
}

/* What is deleted on the server stays here. */
static void
test_deleted (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  share (fixture);
  ask_to_delete (fixture->one);
  g_assert_null (parcours_remote_published (remote_of (fixture->one), "flow-1"));
  g_assert_cmpuint (pull (fixture->other).n_deleted, ==, 1);
  g_assert_cmpstr (workspace_name (fixture->other, "flow-1"), ==, "Flow 1");
  g_assert_null (parcours_remote_published (remote_of (fixture->other), "flow-1"));
  g_assert_false (parcours_remote_ask (remote_of (fixture->other), "flow-1", PARCOURS_REMOTE_PAUSE, &error));
  g_assert_error (error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_NOT_FOUND);
  /* Published again it is there again. */
  push (fixture->other, "flow-1");
  g_assert_cmpuint (parcours_remote_n_conflicts (remote_of (fixture->other)), ==, 0);
  pull (fixture->one);
  g_assert_nonnull (parcours_remote_published (remote_of (fixture->one), "flow-1"));
}

/* Deleted there, changed here: a person decides. */
static void
test_deleted_and_changed (Fixture       *fixture,
                          gconstpointer  keep)
{
  ParcoursConflict *conflict;
  g_autoptr (GError) error = NULL;

  share (fixture);
  ask_to_delete (fixture->one);
  workspace_rename (fixture->other, "flow-1", "Better");
  g_assert_cmpuint (pull (fixture->other).n_conflicts, ==, 1);
  conflict = parcours_remote_find_conflict (remote_of (fixture->other), "flow-1");
  g_assert_true (parcours_conflict_is_deleted (conflict));
  parcours_remote_resolve (remote_of (fixture->other), "flow-1",
                           keep != NULL ? PARCOURS_RESOLUTION_KEEP_MINE : PARCOURS_RESOLUTION_TAKE_THEIRS, &error);
  g_assert_no_error (error);
  g_assert_true (parcours_remote_send (remote_of (fixture->other), &error));
  g_assert_cmpuint (parcours_remote_n_conflicts (remote_of (fixture->other)), ==, 0);
  if (keep == NULL)
    {
      g_assert_null (workspace_name (fixture->other, "flow-1"));
      return;
    }
  pull (fixture->one);
  g_assert_nonnull (parcours_remote_find_conflict (remote_of (fixture->one), "flow-1"));
}

/* What a person has deleted here does not come back. */
static void
test_deleted_here (Fixture       *fixture,
                   gconstpointer  unused)
{
  g_autoptr (GAsyncResult) result = NULL;

  share (fixture);
  parcours_project_delete_automation_async (fixture->other, "flow-1", on_added, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  workspace_rename (fixture->one, "flow-1", "Second");
  push (fixture->one, "flow-1");
  g_assert_cmpuint (pull (fixture->other).n_added, ==, 0);
  g_assert_null (workspace_name (fixture->other, "flow-1"));
}

static void
test_errors_stop (Fixture       *fixture,
                  gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursDocument) document = parcours_project_open_document (fixture->one, "flow-1", &error);
  g_autoptr (ParcoursEdit) edit = parcours_edit_new ("Break");

  parcours_edit_set_link (edit, parcours_document_automation (document), "joined", "next", "joined");
  parcours_edit_set_step (edit, parcours_document_automation (document), "tagged", NULL);
  parcours_document_apply (document, edit, NULL);
  g_assert_false (parcours_remote_publish (remote_of (fixture->one), "flow-1", &error));
  g_assert_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "Flow 1"));
  g_assert_cmpuint (n_waiting (fixture->one), ==, 0);
}

static void
wait_for_state (ParcoursRemote      *remote,
                ParcoursSenderState  state)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (parcours_remote_state (remote) != state)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (g_get_monotonic_time (), <, until);
    }
}

static gboolean
wake_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, wake_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* The server is killed some time after the change has left, comes back, and has it once. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  unused)
{
  ParcoursRemote *remote = remote_of (fixture->one);

  push (fixture->one, "flow-1");
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("Name %u", i);
      gint64 until = g_get_monotonic_time () + PATIENCE_US;

      workspace_rename (fixture->one, "flow-1", name);
      publish (fixture->one, "flow-1");
      wait_for_state (remote, PARCOURS_SENDER_SENDING);
      wait_ms (i * 2);
      server_process_kill (fixture->server);
      wait_ms (30);
      server_process_start (fixture->server);
      while (n_waiting (fixture->one) > 0)
        {
          g_main_context_iteration (NULL, TRUE);
          g_assert_cmpint (g_get_monotonic_time (), <, until);
        }
      g_assert_cmpuint (n_revisions (fixture, id_of (fixture->one, "flow-1")), ==, i + 2);
      g_assert_cmpuint (parcours_remote_n_conflicts (remote), ==, 0);
    }
}

/* The program ends without knowing whether its change has arrived. */
static void
test_ended (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autofree char *id = g_strdup (id_of (fixture->one, "flow-1"));
  g_autoptr (GError) error = NULL;

  faulty_proxy_add (fixture->proxy, FAULT_DELAY, 2000, NULL);
  publish (fixture->one, "flow-1");
  parcours_remote_start (remote_of (fixture->one));
  wait_for_state (remote_of (fixture->one), PARCOURS_SENDER_SENDING);
  wait_ms (100);
  workspace_close (&fixture->one);
  g_assert_cmpuint (n_revisions (fixture, id), ==, 1);
  fixture->one = workspace_open (fixture->paths[0]);
  g_assert_cmpuint (n_waiting (fixture->one), ==, 1);
  g_assert_true (parcours_remote_send (remote_of (fixture->one), &error));
  g_assert_cmpuint (n_waiting (fixture->one), ==, 0);
  g_assert_cmpuint (n_revisions (fixture, id), ==, 1);
}

/* The network does what networks do; the change arrives once. */
static void
test_faults (Fixture       *fixture,
             gconstpointer  unused)
{
  static const struct
  {
    Fault fault;
    guint number;
    const char *text;
    int code;
  } faults[] = {
    { FAULT_LOSE_REQUEST, 0, NULL, PARCOURS_REMOTE_ERROR_LOST },
    { FAULT_LOSE_ANSWER, 0, NULL, PARCOURS_REMOTE_ERROR_LOST },
    { FAULT_CUT, 5, NULL, PARCOURS_REMOTE_ERROR_BAD_ANSWER },
    { FAULT_SAY, 0, "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n", PARCOURS_REMOTE_ERROR_UNAVAILABLE },
    { FAULT_SAY, 0, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", PARCOURS_REMOTE_ERROR_UNAVAILABLE },
  };
  ParcoursRemote *remote = remote_of (fixture->one);

  push (fixture->one, "flow-1");
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *name = g_strdup_printf ("Name %u", i);
      g_autoptr (GError) error = NULL;
      gint64 until = g_get_monotonic_time () + PATIENCE_US;

      workspace_rename (fixture->one, "flow-1", name);
      faulty_proxy_add (fixture->proxy, faults[i].fault, faults[i].number, faults[i].text);
      publish (fixture->one, "flow-1");
      wait_for_state (remote, PARCOURS_SENDER_WAITING);
      g_assert_error (parcours_remote_error (remote), PARCOURS_REMOTE_ERROR, faults[i].code);
      g_assert_cmpint (parcours_remote_retry_at (remote), >, 0);
      while (n_waiting (fixture->one) > 0)
        {
          g_main_context_iteration (NULL, TRUE);
          g_assert_cmpint (g_get_monotonic_time (), <, until);
        }
      g_assert_cmpuint (n_revisions (fixture, id_of (fixture->one, "flow-1")), ==, i + 2);
    }
}

/* Without the server all goes on; what waits is sent once it is back. */
static void
test_offline (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) check_error = NULL;

  share (fixture);
  server_process_terminate (fixture->server);
  workspace_rename (fixture->other, "flow-1", "First");
  publish (fixture->other, "flow-1");
  g_assert_false (parcours_remote_send (remote_of (fixture->other), &error));
  g_assert_error (error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_OFFLINE);
  g_assert_cmpuint (parcours_remote_n_waiting (remote_of (fixture->other)), ==, 1);
  g_assert_false (parcours_remote_check (remote_of (fixture->other), NULL, &check_error));
  g_assert_error (check_error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_OFFLINE);
  workspace_rename (fixture->other, "flow-1", "Second");
  publish (fixture->other, "flow-1");
  server_process_start (fixture->server);
  parcours_remote_retry (remote_of (fixture->other));
  wait_for_state (remote_of (fixture->other), PARCOURS_SENDER_SENDING);
  g_assert_true (parcours_remote_send (remote_of (fixture->other), NULL));
  g_assert_cmpuint (n_waiting (fixture->other), ==, 0);
  pull (fixture->one);
  g_assert_cmpstr (workspace_name (fixture->one, "flow-1"), ==, "Second");
}

static void
test_wrong_token (Fixture       *fixture,
                  gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) add_error = NULL;
  ParcoursRemote *remote = remote_of (fixture->one);

  parcours_remote_set_token (remote, "parcours_wrong");
  publish (fixture->one, "flow-1");
  g_assert_false (parcours_remote_send (remote, &error));
  g_assert_error (error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_UNAUTHORIZED);
  g_assert_cmpint (parcours_remote_state (remote), ==, PARCOURS_SENDER_BLOCKED);
  g_assert_null (strstr (error->message, "parcours_wrong"));
  g_assert_null (parcours_project_add_remote (fixture->one, "Other", fixture->server->url, "parcours_wrong", NULL,
                                              &add_error));
  g_assert_error (add_error, PARCOURS_REMOTE_ERROR, PARCOURS_REMOTE_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (g_list_model_get_n_items (parcours_project_remotes (fixture->one)), ==, 1);

  parcours_remote_set_token (remote, fixture->server->token);
  parcours_remote_retry (remote);
  wait_for_state (remote, PARCOURS_SENDER_SENDING);
  g_assert_true (parcours_remote_send (remote, NULL));
  g_assert_cmpuint (n_revisions (fixture, id_of (fixture->one, "flow-1")), ==, 1);
}

/* The token comes from the keyring, and goes from it with the server. */
static void
test_keyring (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;

  workspace_close (&fixture->other);
  fixture->other = workspace_open (fixture->paths[1]);
  pull (fixture->other);
  parcours_project_remove_remote (fixture->other, "Agency", &error);
  g_assert_no_error (error);
  g_assert_null (remote_of (fixture->other));
  workspace_close (&fixture->other);
  fixture->other = workspace_open (fixture->paths[1]);
  g_assert_cmpuint (g_list_model_get_n_items (parcours_project_remotes (fixture->other)), ==, 0);
  g_assert_true (parcours_credentials_lookup (fixture->server->url, &token, NULL, &error));
  g_assert_null (token);
}

/* Whoever closes the project waits for no server. */
static void
test_close_early (Fixture       *fixture,
                  gconstpointer  unused)
{
  publish (fixture->one, "flow-1");
  parcours_remote_start (remote_of (fixture->one));
  parcours_remote_check_async (remote_of (fixture->other), NULL, on_added, &(GAsyncResult *) { NULL });
  parcours_project_close (fixture->one);
  parcours_project_close (fixture->other);
  wait_ms (200);
}

static void
test_log (Fixture       *fixture,
          gconstpointer  unused)
{
  GListModel *log = parcours_remote_log (remote_of (fixture->other));
  g_autoptr (ParcoursSyncItem) item = NULL;
  g_autofree char *words = NULL;

  share (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (log), ==, 1);
  item = g_list_model_get_item (log, 0);
  g_assert_cmpstr (parcours_sync_item_entry (item)->what, ==, "added");
  words = parcours_sync_item_words (item, "Welcome");
  g_assert_cmpstr (words, ==, "“Welcome” came from the server");
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("parcours-keyring-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "test.keyring", NULL);
  int status;

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "a password for tests", TRUE);
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  logged = g_string_new (NULL);
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (keep_log, NULL, NULL);

#define ADD(path, func) g_test_add ("/remotes/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("push-and-pull", test_push_and_pull);
  ADD ("restart", test_restart);
  ADD ("conflict", test_conflict);
  ADD ("conflict-found", test_conflict_found);
  ADD ("keep-mine", test_keep_mine);
  ADD ("take-theirs", test_take_theirs);
  ADD ("strangers", test_strangers);
  ADD ("same-slug", test_same_slug);
  ADD ("bundle", test_bundle);
  ADD ("bundle-in-file", test_bundle_in_file);
  ADD ("deleted", test_deleted);
  ADD ("deleted-here", test_deleted_here);
  g_test_add ("/remotes/deleted-and-kept", Fixture, "keep", set_up, test_deleted_and_changed, tear_down);
  ADD ("deleted-and-changed", test_deleted_and_changed);
  ADD ("errors-stop", test_errors_stop);
  ADD ("killed", test_killed);
  ADD ("ended", test_ended);
  ADD ("faults", test_faults);
  ADD ("offline", test_offline);
  ADD ("wrong-token", test_wrong_token);
  ADD ("keyring", test_keyring);
  ADD ("close-early", test_close_early);
  ADD ("log", test_log);
  status = g_test_run ();
  g_remove (path);
  g_rmdir (folder);
  g_string_free (logged, TRUE);

  return status;
}
