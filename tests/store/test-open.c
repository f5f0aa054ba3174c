/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that cannot be opened, or not for writing, and what happens to a
 * workspace when the program dies. What needs another process has one. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"
#include "parcours-draw.h"

#define NOBODY 65534

/* Runs @func in a process of its own. Returns what it returned, or minus the signal that ended it. */
static int
run_apart (int      (*func) (Fixture *fixture),
           Fixture   *fixture)
{
  int status;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    _exit (func (fixture));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);

  return WIFEXITED (status) ? WEXITSTATUS (status) : -WTERMSIG (status);
}

/* Changes the file behind the back of the program. */
static void
run_sql (const char *path,
         const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
assert_refused (const char         *path,
                ParcoursStoreMode   mode,
                ParcoursStoreError  code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);

  g_assert_null (parcours_store_open (path, mode, &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, name));
}

static void
test_new (Fixture       *fixture,
          gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *lock = g_strconcat (fixture->path, "-lock", NULL);
  g_autoptr (ParcoursStore) reader = NULL;
  guint64 generation;

  g_assert_false (parcours_store_is_read_only (fixture->store));
  g_assert_cmpstr (parcours_store_path (fixture->store), ==, fixture->path);
  reader = parcours_store_open (fixture->path, PARCOURS_STORE_READ, &error);
  g_assert_no_error (error);
  g_assert_true (parcours_store_is_read_only (reader));
  g_assert_false (parcours_store_set_text (reader, "name", "Shop", &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);

  /* Both see a change: the one that made it and the other. */
  generation = parcours_store_generation (reader);
  g_assert_cmpuint (parcours_store_generation (reader), ==, generation);
  g_assert_true (parcours_store_set_text (fixture->store, "name", "Shop", &error));
  g_assert_cmpuint (parcours_store_generation (reader), !=, generation);
  g_clear_pointer (&reader, parcours_store_close);

  /* Closed, it is one file. */
  g_clear_pointer (&fixture->store, parcours_store_close);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
}

/* What a reader sees stays as it was at its first look. */
static void
test_snapshot (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursStore) reader = parcours_store_open (fixture->path, PARCOURS_STORE_READ, &error);
  g_autofree char *before = NULL;
  g_autofree char *during = NULL;
  g_autofree char *after = NULL;

  g_assert_true (parcours_store_set_text (fixture->store, "name", "Old", &error));
  g_assert_true (parcours_store_begin_read (reader, &error));
  before = parcours_store_get_text (reader, "name", &error);
  g_assert_true (parcours_store_set_text (fixture->store, "name", "New", &error));
  during = parcours_store_get_text (reader, "name", &error);
  parcours_store_end_read (reader);
  after = parcours_store_get_text (reader, "name", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (before, ==, "Old");
  g_assert_cmpstr (during, ==, "Old");
  g_assert_cmpstr (after, ==, "New");
}

static void
test_transactions (Fixture       *fixture,
                   gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  ParcoursStore *store = fixture->store;
  static const char *const names[] = { "a", "b", "c" };
  static const gboolean kept[] = { TRUE, FALSE, TRUE };

  g_assert_true (parcours_store_begin (store, &error));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_true (parcours_store_begin (store, &error));
      g_assert_true (parcours_store_set_text (store, names[i], "yes", &error));
      g_assert_cmpint (parcours_store_end (store, kept[i], &error), ==, kept[i]);
    }
  g_assert_true (parcours_store_end (store, TRUE, &error));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = parcours_store_get_text (store, names[i], &error);

      g_assert_cmpint (value != NULL, ==, kept[i]);
    }
  g_assert_true (parcours_store_begin (store, &error));
  g_assert_true (parcours_store_set_text (store, "a", "no", &error));
  g_assert_false (parcours_store_end (store, FALSE, &error));
  g_assert_no_error (error);
  {
    g_autofree char *value = parcours_store_get_text (store, "a", &error);

    g_assert_cmpstr (value, ==, "yes");
  }
}

static void
test_other_files (Fixture       *fixture,
                  gconstpointer  unused)
{
  static const char *const names[] = { "text.parcours", "empty.parcours", "binary.parcours", "contacts.csv" };
  g_autofree char *binary = g_malloc (100000);
  g_autofree char *database = fixture_file (fixture, "other.sqlite");
  g_autofree char *missing = fixture_file (fixture, "missing.parcours");
  g_autofree char *nowhere = fixture_file (fixture, "no/folder.parcours");

  for (guint i = 0; i < 100000; i++)
    binary[i] = (char) parcours_draw_mix (i);
  fixture_write (fixture, names[0], "Not a workspace at all, but a text that is longer than a header of SQLite.\n"
                                    "Not a workspace at all, but a text that is longer than a header of SQLite.\n", -1);
  fixture_write (fixture, names[1], "", 0);
  fixture_write (fixture, names[2], binary, 100000);
  fixture_write (fixture, names[3], "EMAIL\nada@example.org\n", -1);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = fixture_file (fixture, names[i]);

      assert_refused (path, PARCOURS_STORE_WRITE, PARCOURS_STORE_ERROR_NOT_A_WORKSPACE);
      assert_refused (path, PARCOURS_STORE_READ, PARCOURS_STORE_ERROR_NOT_A_WORKSPACE);
    }
  run_sql (database, "CREATE TABLE contacts (email TEXT)");
  assert_refused (database, PARCOURS_STORE_CREATE, PARCOURS_STORE_ERROR_NOT_A_WORKSPACE);
  assert_refused (fixture->folder, PARCOURS_STORE_CREATE, PARCOURS_STORE_ERROR_NOT_A_WORKSPACE);
  assert_refused (missing, PARCOURS_STORE_WRITE, PARCOURS_STORE_ERROR_NOT_FOUND);
  assert_refused (missing, PARCOURS_STORE_READ, PARCOURS_STORE_ERROR_NOT_FOUND);
  g_assert_null (parcours_store_open (nowhere, PARCOURS_STORE_CREATE, NULL));
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  unused)
{
  g_clear_pointer (&fixture->store, parcours_store_close);
  run_sql (fixture->path, "PRAGMA user_version = 9999");
  assert_refused (fixture->path, PARCOURS_STORE_WRITE, PARCOURS_STORE_ERROR_TOO_NEW);
  assert_refused (fixture->path, PARCOURS_STORE_READ, PARCOURS_STORE_ERROR_TOO_NEW);
}

static void
test_truncated (Fixture       *fixture,
                gconstpointer  unused)
{
  GStatBuf file;
  static const double shares[] = { 0.99, 0.5, 0.1 };

  g_clear_pointer (&fixture->store, parcours_store_close);
  g_assert_cmpint (g_stat (fixture->path, &file), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      g_assert_cmpint (truncate (fixture->path, (off_t) (file.st_size * shares[i])), ==, 0);
      assert_refused (fixture->path, PARCOURS_STORE_WRITE, PARCOURS_STORE_ERROR_CORRUPT);
      assert_refused (fixture->path, PARCOURS_STORE_READ, PARCOURS_STORE_ERROR_CORRUPT);
    }
}

/* Bytes turned over at random: an error or not, but no crash and no endless loop. */
static void
test_garbage (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autofree char *contents = NULL;
  gsize length;
  guint n_errors = 0;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("Tag %u", i);

      g_free (add_entity (fixture->store, "tag", name, NULL));
    }
  g_clear_pointer (&fixture->store, parcours_store_close);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *damaged = g_memdup2 (contents, length);
      g_autofree char *path = fixture_file (fixture, "damaged.parcours");
      g_autoptr (ParcoursStore) store = NULL;
      g_autoptr (ParcoursLibrary) library = NULL;
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < 400; j++)
        damaged[100 + parcours_draw_mix (i * 1000 + j) % (length - 100)] ^= (char) (1 << j % 8);
      fixture_write (fixture, "damaged.parcours", damaged, (gssize) length);
      store = parcours_store_open (path, PARCOURS_STORE_WRITE, &error);
      library = store != NULL ? parcours_store_load_library (store, &error) : NULL;
      g_assert_true ((library == NULL) == (error != NULL));
      n_errors += error != NULL;
      if (error != NULL)
        g_assert_true (error->domain == PARCOURS_STORE_ERROR);
    }
  g_assert_cmpuint (n_errors, >, 0);
}

/* Opens the workspace and dies in the middle of a change. */
static int
die_writing (Fixture *fixture)
{
  ParcoursStore *store = parcours_store_open (fixture->path, PARCOURS_STORE_WRITE, NULL);

  parcours_store_set_text (store, "kept", "yes", NULL);
  parcours_store_begin (store, NULL);
  parcours_store_set_text (store, "in-flight", "yes", NULL);
  kill (getpid (), SIGKILL);

  return 0;
}

static void
test_killed (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autofree char *kept = NULL;
  g_autofree char *in_flight = NULL;

  g_clear_pointer (&fixture->store, parcours_store_close);
  g_assert_cmpint (run_apart (die_writing, fixture), ==, -SIGKILL);
  fixture_reopen (fixture);
  kept = parcours_store_get_text (fixture->store, "kept", NULL);
  in_flight = parcours_store_get_text (fixture->store, "in-flight", NULL);
  g_assert_cmpstr (kept, ==, "yes");
  g_assert_null (in_flight);
}

static int
open_beside (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursStore) store = parcours_store_open (fixture->path, PARCOURS_STORE_WRITE, &error);
  g_autofree char *parent = g_strdup_printf ("process %d", (int) getppid ());
  g_autoptr (ParcoursStore) reader = NULL;

  if (store != NULL || !g_error_matches (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_LOCKED) ||
      strstr (error->message, parent) == NULL)
    return 1;
  reader = parcours_store_open (fixture->path, PARCOURS_STORE_READ, NULL);

  return reader != NULL ? 0 : 2;
}

static void
test_locked (Fixture       *fixture,
             gconstpointer  unused)
{
  g_assert_cmpint (run_apart (open_beside, fixture), ==, 0);
  /* Connections of our own that are closed leave the lock alone. */
  g_clear_pointer (&fixture->store, parcours_store_close);
  fixture_reopen (fixture);
  parcours_store_close (parcours_store_open (fixture->path, PARCOURS_STORE_READ, NULL));
  g_assert_cmpint (run_apart (open_beside, fixture), ==, 0);
}

/* Nobody may be root here: root writes everywhere. */
static gboolean
become_nobody (void)
{
  return geteuid () != 0 || (setgid (NOBODY) == 0 && setuid (NOBODY) == 0);
}

static int
open_read_only (Fixture *fixture)
{
  g_autoptr (ParcoursStore) store = NULL;
  g_autofree char *name = NULL;

  if (!become_nobody ())
    return 1;
  store = parcours_store_open (fixture->path, PARCOURS_STORE_WRITE, NULL);
  if (store == NULL || !parcours_store_is_read_only (store) || parcours_store_notice (store) == NULL)
    return 2;
  name = parcours_store_get_text (store, "name", NULL);
  if (g_strcmp0 (name, "Shop") != 0)
    return 3;

  return parcours_store_set_text (store, "name", "Other", NULL) ? 4 : 0;
}

static void
test_read_only_file (Fixture       *fixture,
                     gconstpointer  unused)
{
  parcours_store_set_text (fixture->store, "name", "Shop", NULL);
  g_clear_pointer (&fixture->store, parcours_store_close);
  g_assert_cmpint (g_chmod (fixture->folder, 0777), ==, 0);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  g_assert_cmpint (run_apart (open_read_only, fixture), ==, 0);
}

static void
test_read_only_folder (Fixture       *fixture,
                       gconstpointer  unused)
{
  parcours_store_set_text (fixture->store, "name", "Shop", NULL);
  g_clear_pointer (&fixture->store, parcours_store_close);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  g_assert_cmpint (run_apart (open_read_only, fixture), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
}

/* Changes that only the log holds are not lost where nothing can be written. */
static void
test_read_only_log (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_autofree char *path = fixture_file (fixture, "copy.parcours");
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *log = NULL;
  g_autofree char *contents = NULL;
  gsize length, log_length;
  Fixture copy = { fixture->folder, path, NULL };

  parcours_store_set_text (fixture->store, "name", "Shop", NULL);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  g_assert_true (g_file_get_contents (wal, &log, &log_length, NULL));
  g_assert_cmpuint (log_length, >, 0);
  fixture_write (fixture, "copy.parcours", contents, (gssize) length);
  fixture_write (fixture, "copy.parcours-wal", log, (gssize) log_length);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  g_assert_cmpint (run_apart (open_read_only, &copy), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
}

static int
fill_disk (Fixture *fixture)
{
  struct rlimit limit = { 1024 * 1024, 1024 * 1024 };
  g_autoptr (ParcoursStore) store = parcours_store_open (fixture->path, PARCOURS_STORE_WRITE, NULL);
  g_autofree char *text = g_strnfill (64 * 1024, 'x');
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ok = TRUE;

  signal (SIGXFSZ, SIG_IGN);
  if (store == NULL || !parcours_store_set_text (store, "kept", "yes", NULL) || setrlimit (RLIMIT_FSIZE, &limit) != 0)
    return 1;
  for (guint i = 0; ok && i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("long-%u", i);

      ok = parcours_store_set_text (store, name, text, &error);
    }
  if (!g_error_matches (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_FULL))
    return 2;
  kept = parcours_store_get_text (store, "kept", NULL);

  return g_strcmp0 (kept, "yes") == 0 ? 0 : 3;
}

static void
test_full_disk (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autofree char *kept = NULL;

  g_clear_pointer (&fixture->store, parcours_store_close);
  g_assert_cmpint (run_apart (fill_disk, fixture), ==, 0);
  fixture_reopen (fixture);
  kept = parcours_store_get_text (fixture->store, "kept", NULL);
  g_assert_cmpstr (kept, ==, "yes");
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autofree char *path = fixture_file (fixture, "for the client.parcours");
  g_autofree char *nowhere = fixture_file (fixture, "no/folder.parcours");
  g_autoptr (ParcoursStore) copy = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  parcours_store_set_text (fixture->store, "name", "Shop", NULL);
  g_assert_true (parcours_store_copy (fixture->store, path, NULL, &error));
  g_assert_true (parcours_store_copy (fixture->store, path, NULL, &error));
  g_assert_no_error (error);
  copy = parcours_store_open (path, PARCOURS_STORE_WRITE, &error);
  g_assert_no_error (error);
  name = parcours_store_get_text (copy, "name", NULL);
  g_assert_cmpstr (name, ==, "Shop");
  g_assert_false (parcours_store_copy (fixture->store, nowhere, NULL, &error));
  g_assert_nonnull (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/open/new", Fixture, NULL, fixture_set_up, test_new, fixture_tear_down);
  g_test_add ("/open/snapshot", Fixture, NULL, fixture_set_up, test_snapshot, fixture_tear_down);
  g_test_add ("/open/transactions", Fixture, NULL, fixture_set_up, test_transactions, fixture_tear_down);
  g_test_add ("/open/other-files", Fixture, NULL, fixture_set_up, test_other_files, fixture_tear_down);
  g_test_add ("/open/newer", Fixture, NULL, fixture_set_up, test_newer, fixture_tear_down);
  g_test_add ("/open/truncated", Fixture, NULL, fixture_set_up, test_truncated, fixture_tear_down);
  g_test_add ("/open/garbage", Fixture, NULL, fixture_set_up, test_garbage, fixture_tear_down);
  g_test_add ("/open/killed", Fixture, NULL, fixture_set_up, test_killed, fixture_tear_down);
  g_test_add ("/open/locked", Fixture, NULL, fixture_set_up, test_locked, fixture_tear_down);
  g_test_add ("/open/read-only-file", Fixture, NULL, fixture_set_up, test_read_only_file, fixture_tear_down);
  g_test_add ("/open/read-only-folder", Fixture, NULL, fixture_set_up, test_read_only_folder, fixture_tear_down);
  g_test_add ("/open/read-only-log", Fixture, NULL, fixture_set_up, test_read_only_log, fixture_tear_down);
  g_test_add ("/open/full-disk", Fixture, NULL, fixture_set_up, test_full_disk, fixture_tear_down);
  g_test_add ("/open/copy", Fixture, NULL, fixture_set_up, test_copy, fixture_tear_down);

  return g_test_run ();
}
