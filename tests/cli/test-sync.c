/* SPDX-License-Identifier: GPL-3.0-or-later */

/* parcours-cli sync, as it was built, with a server. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "parcours-json.h"
#include "project/workspaces.h"
#include "sync/server-process.h"

typedef struct
{
  char *folder;          /* (owned) */
  char *one;             /* (owned) a workspace with two automations */
  char *other;           /* (owned) a workspace without */
  char *token_file;      /* (owned) */
  ServerProcess *server; /* (owned) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("parcours-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->one = g_build_filename (fixture->folder, "one.parcours", NULL);
  fixture->other = g_build_filename (fixture->folder, "other.parcours", NULL);
  fixture->token_file = g_build_filename (fixture->folder, "token", NULL);
  fixture->server = server_process_new (NULL);
  workspace_create (fixture->one, 2);
  workspace_create (fixture->other, 0);
  g_file_set_contents (fixture->token_file, fixture->server->token, -1, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  server_process_free (fixture->server);
  workspace_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->one);
  g_free (fixture->other);
  g_free (fixture->token_file);
}

/* Each line of what went wrong is one clear line, and none tells the token. */
static void
check_errors (Fixture    *fixture,
              const char *errors)
{
  g_auto (GStrv) lines = g_strsplit (errors, "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    g_assert_true (g_str_has_prefix (lines[i], "parcours-cli: "));
  g_assert_null (strstr (errors, fixture->server->token));
}

/* Runs "parcours-cli sync" with @words on a workspace; returns what it prints, and what it prints of errors. */
static char *
run (Fixture     *fixture,
     const char  *workspace,
     int          expected_status,
     const char  *words,
     char       **errors)
{
  g_auto (GStrv) arguments = g_strsplit (words, " ", -1);
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *failures = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_ptr_array_add (line, (gpointer) g_getenv ("PARCOURS_CLI"));
  g_ptr_array_add (line, (gpointer) "sync");
  g_ptr_array_add (line, (gpointer) "--workspace");
  g_ptr_array_add (line, (gpointer) workspace);
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (line, arguments[i]);
  g_ptr_array_add (line, NULL);
  process = g_subprocess_newv ((const char *const *) line->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &failures, &error);
  g_assert_no_error (error);
  g_test_message ("%s: %s%s", words, output, failures);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, expected_status);
  check_errors (fixture, failures);
  if (errors != NULL)
    *errors = g_steal_pointer (&failures);
  else
    g_assert_cmpstr (failures, ==, "");

  return output;
}

static void
run_quietly (Fixture    *fixture,
             const char *workspace,
             const char *words)
{
  g_autofree char *output = run (fixture, workspace, 0, words, NULL);

  g_assert_cmpstr (output, ==, "");
}

/* Says what arrived, with its revision. */
static void
push_words (Fixture    *fixture,
            const char *workspace,
            const char *words,
            const char *slug,
            int         revision)
{
  g_autofree char *output = run (fixture, workspace, 0, words, NULL);
  g_autofree char *expected = g_strdup_printf ("Pushed “%s” to “Agency”, revision %d\n", slug, revision);

  g_assert_cmpstr (output, ==, expected);
}

static void
push (Fixture    *fixture,
      const char *workspace,
      const char *slug,
      int         revision)
{
  g_autofree char *words = g_strconcat ("push ", slug, NULL);

  push_words (fixture, workspace, words, slug, revision);
}

/* Without a name, what is ready or waits. */
static void
push_ready (Fixture    *fixture,
            const char *workspace,
            const char *slug,
            int         revision)
{
  push_words (fixture, workspace, "push", slug, revision);
}

static void
push_nothing (Fixture    *fixture,
              const char *workspace)
{
  g_autofree char *output = run (fixture, workspace, 0, "push", NULL);
  g_autofree char *json = run (fixture, workspace, 0, "push --json", NULL);

  g_assert_cmpstr (output, ==, "Nothing to push: “Agency” has every automation that is ready\n");
  g_assert_nonnull (strstr (json, "\"pushed\": []"));
}

static void
connect (Fixture    *fixture,
         const char *workspace)
{
  g_autofree char *words = g_strdup_printf ("add Agency %s --token-file %s", fixture->server->url, fixture->token_file);

  run_quietly (fixture, workspace, words);
}

/* What the command says of an automation, "" for nothing. */
static char *
state_of (Fixture    *fixture,
          const char *workspace,
          const char *slug)
{
  g_autofree char *output = run (fixture, workspace, 0, "status --json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parcours_json_parse (output, -1, &error);
  JsonArray *array;

  g_assert_no_error (error);
  array = parcours_json_member_array (json_node_get_object (node), "automations");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      if (g_str_equal (json_object_get_string_member (object, "automation"), slug))
        return g_strdup (json_object_get_string_member (object, "state"));
    }

  return g_strdup ("");
}

static void
assert_state (Fixture    *fixture,
              const char *workspace,
              const char *slug,
              const char *expected)
{
  g_autofree char *state = state_of (fixture, workspace, slug);

  g_assert_cmpstr (state, ==, expected);
}

static void
rename_in (const char *workspace,
           const char *slug,
           const char *name)
{
  g_autoptr (ParcoursProject) project = workspace_open (workspace);

  workspace_rename (project, slug, name);
  parcours_project_close (project);
}

static void
test_both_ways (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autofree char *news = NULL;
  g_autofree char *log = NULL;
  g_autofree char *status = NULL;

  connect (fixture, fixture->one);
  connect (fixture, fixture->other);
  assert_state (fixture, fixture->one, "flow-1", "new");
  /* Nobody has called any of them ready. */
  push_nothing (fixture, fixture->one);
  assert_state (fixture, fixture->one, "flow-1", "new");
  push (fixture, fixture->one, "flow-1", 1);
  assert_state (fixture, fixture->one, "flow-1", "published");
  assert_state (fixture, fixture->one, "flow-2", "new");
  news = run (fixture, fixture->other, 0, "pull --json", NULL);
  g_assert_nonnull (strstr (news, "\"added\": 1"));
  assert_state (fixture, fixture->other, "flow-1", "published");
  rename_in (fixture->one, "flow-1", "Better");
  assert_state (fixture, fixture->one, "flow-1", "changed");
  /* It is ready, and changed. */
  push_ready (fixture, fixture->one, "flow-1", 2);
  log = run (fixture, fixture->one, 0, "log", NULL);
  g_assert_nonnull (strstr (log, "“flow-1” was published"));
  status = run (fixture, fixture->one, 0, "status", NULL);
  g_assert_nonnull (strstr (status, "revision 2"));
}

static void
make_conflict (Fixture *fixture)
{
  g_autofree char *news = NULL;
  g_autofree char *again = NULL;
  g_autofree char *errors = NULL;
  g_autofree char *output = NULL;

  connect (fixture, fixture->one);
  connect (fixture, fixture->other);
  push (fixture, fixture->one, "flow-1", 1);
  news = run (fixture, fixture->other, 0, "pull", NULL);
  g_assert_cmpstr (news, ==, "1 automation is new\n");
  again = run (fixture, fixture->other, 0, "pull", NULL);
  g_assert_cmpstr (again, ==, "Nothing is new on the server\n");
  rename_in (fixture->one, "flow-1", "Mine");
  rename_in (fixture->other, "flow-1", "Theirs");
  push (fixture, fixture->other, "flow-1", 2);
  output = run (fixture, fixture->one, 1, "push flow-1", &errors);
  g_assert_nonnull (strstr (errors, "sync resolve"));
  assert_state (fixture, fixture->one, "flow-1", "conflict");
}

static void
test_resolve (Fixture       *fixture,
              gconstpointer  mine)
{
  g_autoptr (ParcoursProject) project = NULL;
  g_autofree char *errors = NULL;
  g_autofree char *pulled = NULL;
  g_autofree char *output = NULL;

  make_conflict (fixture);
  pulled = run (fixture, fixture->one, 1, "pull", &errors);
  output = run (fixture, fixture->one, 0, mine != NULL ? "resolve flow-1 --keep mine" : "resolve flow-1 --keep theirs", NULL);
  assert_state (fixture, fixture->one, "flow-1", "published");
  project = workspace_open (fixture->one);
  g_assert_cmpstr (workspace_name (project, "flow-1"), ==, mine != NULL ? "Mine" : "Theirs");
}

/* What cannot be sent waits, and goes with the next command. */
static void
test_offline (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autofree char *errors = NULL;
  g_autofree char *pull_errors = NULL;
  g_autofree char *output = NULL;
  g_autofree char *pulled = NULL;

  connect (fixture, fixture->one);
  server_process_terminate (fixture->server);
  output = run (fixture, fixture->one, 1, "push flow-1", &errors);
  g_assert_nonnull (strstr (errors, "cannot be reached"));
  assert_state (fixture, fixture->one, "flow-1", "waiting");
  pulled = run (fixture, fixture->one, 1, "pull", &pull_errors);
  server_process_start (fixture->server);
  push_ready (fixture, fixture->one, "flow-1", 1);
  assert_state (fixture, fixture->one, "flow-1", "published");
}

static void
test_usage (Fixture       *fixture,
            gconstpointer  unused)
{
  static const struct
  {
    const char *words;
    const char *line;
  } cases[] = {
    { "frob", "frob" },
    { "add Agency", "NAME URL" },
    { "add Other ftp://nonsense --token-file TOKEN", "nonsense" },
    { "add Agency URL --token-file TOKEN", "Agency" },
    { "add Other URL --token-file /nonexistent", "/nonexistent" },
    { "add Other URL", "PARCOURS_TOKEN" },
    { "remove", "NAME" },
    { "remove Other", "Other" },
    { "status --remote Other", "Other" },
    { "status more", "more" },
    { "push flow-9", "flow-9" },
    { "pull more", "more" },
    { "resolve flow-1", "mine|theirs" },
    { "resolve flow-1 --keep both", "mine|theirs" },
    { "resolve flow-1 --keep mine", "flow-1" },
    { "log --nonsense", "--nonsense" },
  };

  connect (fixture, fixture->one);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) words = g_string_new (cases[i].words);
      g_autofree char *errors = NULL;
      g_autofree char *output = NULL;

      g_string_replace (words, "URL", fixture->server->url, 0);
      g_string_replace (words, "TOKEN", fixture->token_file, 0);
      output = run (fixture, fixture->one, 2, words->str, &errors);
      g_assert_nonnull (strstr (errors, cases[i].line));
    }
}

/* Wrong tokens are said at once; the right one can come from the environment. */
static void
test_tokens (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autofree char *words = g_strdup_printf ("add Agency %s", fixture->server->url);
  g_autofree char *errors = NULL;
  g_autofree char *output = NULL;

  g_setenv ("PARCOURS_TOKEN", "parcours_wrong", TRUE);
  output = run (fixture, fixture->one, 2, words, &errors);
  g_assert_nonnull (strstr (errors, "token"));
  g_assert_null (strstr (errors, "parcours_wrong"));
  g_setenv ("PARCOURS_TOKEN", fixture->server->token, TRUE);
  run_quietly (fixture, fixture->one, words);
  push (fixture, fixture->one, "flow-1", 1);
  g_unsetenv ("PARCOURS_TOKEN");
  /* It is in the keyring now, and goes with the server. */
  push (fixture, fixture->one, "flow-2", 1);
  run_quietly (fixture, fixture->one, "remove Agency");
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
  g_unsetenv ("PARCOURS_TOKEN");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/cli/sync/both-ways", Fixture, NULL, set_up, test_both_ways, tear_down);
  g_test_add ("/cli/sync/keep-mine", Fixture, "mine", set_up, test_resolve, tear_down);
  g_test_add ("/cli/sync/take-theirs", Fixture, NULL, set_up, test_resolve, tear_down);
  g_test_add ("/cli/sync/offline", Fixture, NULL, set_up, test_offline, tear_down);
  g_test_add ("/cli/sync/usage", Fixture, NULL, set_up, test_usage, tear_down);
  g_test_add ("/cli/sync/tokens", Fixture, NULL, set_up, test_tokens, tear_down);
  status = g_test_run ();
  g_remove (path);
  g_rmdir (folder);

  return status;
}
