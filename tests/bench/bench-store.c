/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a large contact base costs: bring it in, load it, ask it, show it.
 *
 * usage: bench-store [CONTACTS [CONTACTS-WITH-EVENTS]]
 *
 * store.import_over_sqlite3 compares with the .import of the sqlite3 shell, of the same file into a table of text without
 * an index, in turns; it is left out where there is no shell. store.count_ms is a condition over all contacts with the
 * snapshot loaded already, store.first_page_ms the first 64 contacts as they were added last, with all that is known of them.
 * engine.snapshot_over_scan is what the snapshot of six fields, a tag and a list takes, against a scan of the same columns
 * by SQL, in turns; engine.snapshot_events_over_scan the same with twenty past events a contact, of fewer contacts unless
 * it is said of how many.
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "parcours-condition.h"
#include "parcours-contact-query.h"
#include "parcours-import.h"
#include "parcours-json.h"
#include "parcours-matching.h"
#include "parcours-predicate.h"
#include "parcours-store-library.h"
#include "parcours-store-population.h"

#define ROUNDS 5
#define PAGE 64
/* A snapshot takes at most so many times what a bare scan of the same takes. */
#define PROMISED_SNAPSHOT 3.
#define MAX_COLUMNS 32
/* Six fields, a tag and a list. */
#define WIDE "{\"field\": \"first-name\", \"op\": \"starts\", \"value\": \"First1\"}, " \
             "{\"field\": \"last-name\", \"op\": \"starts\", \"value\": \"Last\"}, " \
             "{\"field\": \"order-count\", \"op\": \"=\", \"value\": 0}, " \
             "{\"field\": \"city\", \"op\": \"is\", \"value\": \"Paris\"}, " \
             "{\"field\": \"plan\", \"op\": \"is\", \"value\": \"pro\"}, " \
             "{\"field\": \"age\", \"op\": \">\", \"value\": 30}, {\"tag\": \"buyer\"}, {\"list\": \"news\"}"

static char *folder;
static gboolean failed = FALSE;

static char *
file (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

static double
median (double *values)
{
  qsort (values, ROUNDS, sizeof *values, compare);

  return values[ROUNDS / 2];
}

static void
tell (const char *name,
      double      value)
{
  g_print ("bench %s %g\n", name, value);
}

static void
fail_if (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
write_csv (const char *path,
           guint       n)
{
  static const char *const cities[] = { "Paris", "Lyon", "Marseille", "Lille", "Nantes", "Bordeaux", "Toulouse" };
  static const char *const plans[] = { "free", "pro", "team" };
  g_autoptr (GString) text = g_string_new ("Email,First Name,Last Name,City,Plan,Age,Joined\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "person%u@example.org,First%u,Last%u,%s,%s,%u,2024-%02u-%02u\n", i, i % 977, i % 4999,
                            cities[i % G_N_ELEMENTS (cities)], plans[i % G_N_ELEMENTS (plans)], 18 + i % 70, 1 + i % 12,
                            1 + i % 28);
  g_file_set_contents (path, text->str, (gssize) text->len, &error);
  fail_if (error);
}

static void
remove_workspace (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-lock" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);

      g_unlink (name);
    }
}

static double
import_once (const char *csv,
             const char *workspace)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursStore) store = parcours_store_open (workspace, PARCOURS_STORE_CREATE, &error);
  g_autoptr (ParcoursImport) import = NULL;
  g_autoptr (ParcoursImportReport) report = NULL;

  fail_if (error);
  import = parcours_import_new (store, csv, NULL, &error);
  fail_if (error);
  report = parcours_store_import (store, import, NULL, NULL, NULL, &error);
  fail_if (error);
  g_clear_pointer (&store, parcours_store_close);

  return seconds_since (start);
}

static double
shell_once (const char *shell,
            const char *csv,
            const char *database)
{
  g_autofree char *command = g_strdup_printf (".import \"%s\" contacts", csv);
  const char *argv[] = { shell, database, ".mode csv", command, NULL };
  g_autoptr (GError) error = NULL;
  gint64 start;

  g_unlink (database);
  start = g_get_monotonic_time ();
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, NULL, &error);
  fail_if (error);

  return seconds_since (start);
}

static void
bench_import (const char *csv)
{
  g_autofree char *shell = g_find_program_in_path ("sqlite3");
  g_autofree char *workspace = file ("import.parcours");
  g_autofree char *database = file ("import.db");
  double ratios[ROUNDS];

  if (shell == NULL)
    {
      g_printerr ("There is no sqlite3 to compare with.\n");
      return;
    }
  for (guint i = 0; i < ROUNDS; i++)
    {
      double shell_time = shell_once (shell, csv, database);

      ratios[i] = import_once (csv, workspace) / shell_time;
      remove_workspace (workspace);
    }
  g_unlink (database);
  tell ("store.import_over_sqlite3", median (ratios));
}

static void
execute (sqlite3    *db,
         const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
}

/* Writes into a workspace that nobody has open. */
static void
change (const char *workspace,
        const char *sql)
{
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (workspace, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  execute (db, sql);
  sqlite3_close (db);
}

/* A third of the contacts get a tag, and all are on a list. */
static void
add_marks (const char *workspace)
{
  change (workspace, "BEGIN;"
                     "INSERT INTO entities (kind, slug, label) VALUES ('tag', 'buyer', 'Buyer'), ('list', 'news', 'News');"
                     "INSERT INTO memberships (entity, contact) SELECT e.id, c.id FROM entities e, contacts c "
                     "WHERE e.kind = 'tag' AND e.slug = 'buyer' AND c.id % 3 = 0;"
                     "INSERT INTO subscriptions (list, contact, status) SELECT e.id, c.id, 2 FROM entities e, contacts c "
                     "WHERE e.kind = 'list' AND e.slug = 'news';"
                     "COMMIT");
}

/* Ten messages to each contact over a year, which it opens. */
static void
add_events (const char *workspace)
{
  change (workspace, "BEGIN;"
                     "INSERT OR IGNORE INTO topics (name) VALUES ('email.sent'), ('email.opened');"
                     "INSERT OR IGNORE INTO texts (text) VALUES ('news'), ('offer');"
                     "WITH RECURSIVE messages (m) AS (VALUES (0) UNION ALL SELECT m + 1 FROM messages WHERE m < 9) "
                     "INSERT INTO events (topic, contact, at, n, subject) "
                     "SELECT t.id, c.id, 1735689600 + m * 3110400 + c.id % 86400, m, x.id "
                     "FROM topics t, contacts c, messages "
                     "JOIN texts x ON x.text = CASE m % 2 WHEN 0 THEN 'news' ELSE 'offer' END "
                     "WHERE t.name IN ('email.sent', 'email.opened') ORDER BY 1, 2, 3, 4;"
                     "COMMIT");
}

static gint64
scan (sqlite3    *db,
      const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  gboolean is_text[MAX_COLUMNS];
  gint64 sum = 0;
  int n;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  n = MIN (sqlite3_column_count (stmt), MAX_COLUMNS);
  /* To ask for the type of each cell would double what a scan takes. */
  for (int c = 0; c < n; c++)
    is_text[c] = g_strcmp0 (sqlite3_column_decltype (stmt, c), "TEXT") == 0;
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      for (int c = 0; c < n; c++)
        sum += is_text[c] ? sqlite3_column_text (stmt, c) != NULL : sqlite3_column_int64 (stmt, c);
    }
  sqlite3_finalize (stmt);

  return sum;
}

/* The columns that hold the fields of the people's own that the snapshot loads. */
static char *
find_columns (sqlite3 *db)
{
  GString *columns = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;

  sqlite3_prepare_v2 (db, "SELECT id FROM entities WHERE kind = 'field' AND slug IN ('city', 'plan', 'age')", -1, &stmt, NULL);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_string_append_printf (columns, ", f%d", sqlite3_column_int (stmt, 0));
  sqlite3_finalize (stmt);

  return g_string_free (columns, FALSE);
}

/* All that the snapshot loads, read by SQL row by row and thrown away. */
static double
scan_once (const char *workspace,
           gboolean    with_events)
{
  sqlite3 *db = NULL;
  gint64 start = g_get_monotonic_time ();
  gint64 sum;
  g_autofree char *columns = NULL;
  g_autofree char *sql = NULL;

  if (sqlite3_open_v2 (workspace, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  columns = find_columns (db);
  sql = g_strconcat ("SELECT id, key, email, phone, timezone, consent_email, consent_sms, consent_push, "
                     "consent_site_message, consent_wallet, first_name, last_name, order_count", columns,
                     " FROM contacts", NULL);
  sum = scan (db, sql) + scan (db, "SELECT entity, contact FROM memberships") +
        scan (db, "SELECT list, contact, status, since FROM subscriptions");
  if (with_events)
    sum += scan (db, "SELECT topic, contact, at, subject FROM events");
  sqlite3_close (db);
  if (sum == 1)
    g_printerr ("The sum is used.\n");

  return seconds_since (start);
}

static ParcoursCondition *
condition_of (const char *json)
{
  g_autoptr (JsonNode) node = parcours_json_parse (json, -1, NULL);

  return parcours_condition_parse (node, NULL);
}

static double
snapshot_once (ParcoursStore     *store,
               ParcoursLibrary   *library,
               ParcoursCondition *condition)
{
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();
  g_autoptr (ParcoursFrame) frame = parcours_frame_new (texts, library);
  g_autoptr (ParcoursPredicate) predicate = parcours_predicate_new (condition, frame, NULL, parcours_zone_utc ());
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursPopulation) population = parcours_store_load_population (store, frame, texts, NULL, &error);

  fail_if (error);

  return seconds_since (start);
}

static void
bench_snapshot (ParcoursStore     *store,
                ParcoursLibrary   *library,
                ParcoursCondition *condition,
                const char        *name,
                gboolean           with_events)
{
  g_autofree char *seconds = g_strdup_printf ("engine.%s%s_s", name, with_events ? "" : "_1m");
  g_autofree char *over_scan = g_strdup_printf ("engine.%s_over_scan", name);
  double times[ROUNDS], ratios[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      double scan = scan_once (parcours_store_path (store), with_events);

      times[i] = snapshot_once (store, library, condition);
      ratios[i] = times[i] / scan;
    }
  tell (seconds, median (times));
  tell (over_scan, median (ratios));
  if (median (ratios) > PROMISED_SNAPSHOT)
    {
      g_printerr ("A %s takes %.2f times as long as a scan and should take at most %.0f.\n", name, median (ratios),
                  PROMISED_SNAPSHOT);
      failed = TRUE;
    }
}

static void
bench_count (ParcoursStore     *store,
             ParcoursLibrary   *library,
             ParcoursCondition *condition)
{
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();
  g_autoptr (ParcoursSnapshot) snapshot = parcours_snapshot_new (texts);
  ParcoursMatchingContext context = { .snapshot = snapshot,
                                      .library = library,
                                      .zone = parcours_zone_utc (),
                                      .generation = 1,
                                      .now = 1767225600 };
  double times[ROUNDS];

  for (int i = -1; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      g_autoptr (ParcoursMatching) matching = parcours_matching_new (&context, store, condition, NULL, &error);

      fail_if (error);
      if (i >= 0)
        times[i] = seconds_since (start) * 1000;
    }
  tell ("store.count_ms", median (times));
}

static void
bench_first_page (ParcoursStore *store)
{
  const ParcoursContactQuery query = { .descending = TRUE, .max = PAGE };
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) ids = parcours_store_query_contacts (store, &query, NULL, &error);
      g_autoptr (GPtrArray) contacts = NULL;

      fail_if (error);
      contacts = parcours_store_load_contacts (store, (const gint64 *) (gpointer) ids->data, ids->len, &error);
      fail_if (error);
      times[i] = seconds_since (start) * 1000;
    }
  tell ("store.first_page_ms", median (times));
}

static void
bench_order (ParcoursStore *store,
             const char    *name,
             const char    *sort,
             const char    *search)
{
  const ParcoursContactQuery query = { .sort = sort, .search = search };
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) ids = parcours_store_query_contacts (store, &query, NULL, &error);

      fail_if (error);
      times[i] = seconds_since (start) * 1000;
    }
  tell (name, median (times));
}

static void
bench_workspace (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursStore) store = parcours_store_open (path, PARCOURS_STORE_READ, &error);
  g_autoptr (ParcoursLibrary) library = NULL;
  g_autoptr (ParcoursCondition) condition =
    condition_of ("{\"all\": [{\"field\": \"first-name\", \"op\": \"starts\", \"value\": \"First1\"}, "
                  "{\"field\": \"order-count\", \"op\": \"=\", \"value\": 0}]}");

  g_autoptr (ParcoursCondition) wide = condition_of ("{\"all\": [" WIDE "]}");

  fail_if (error);
  library = parcours_store_load_library (store, &error);
  fail_if (error);
  bench_snapshot (store, library, wide, "snapshot", FALSE);
  bench_count (store, library, condition);
  bench_first_page (store);
  bench_order (store, "store.order_by_name_ms", "name", NULL);
  bench_order (store, "store.search_ms", NULL, "first12 last7");
}

static void
bench_events (const char *csv)
{
  g_autofree char *path = file ("events.parcours");
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursStore) store = NULL;
  g_autoptr (ParcoursLibrary) library = NULL;
  g_autoptr (ParcoursCondition) condition =
    condition_of ("{\"all\": [" WIDE ", {\"event\": \"email.sent\", \"subject\": \"news\"}, "
                  "{\"event\": \"email.opened\", \"subject\": \"news\"}]}");

  import_once (csv, path);
  add_marks (path);
  add_events (path);
  store = parcours_store_open (path, PARCOURS_STORE_READ, &error);
  fail_if (error);
  library = parcours_store_load_library (store, &error);
  fail_if (error);
  bench_snapshot (store, library, condition, "snapshot_events", TRUE);
  g_clear_pointer (&store, parcours_store_close);
  remove_workspace (path);
}

int
main (int   argc,
      char *argv[])
{
  guint n = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 1000000;
  guint n_with_events = argc > 2 ? (guint) strtoul (argv[2], NULL, 10) : MIN (n, 200000);
  g_autofree char *csv = NULL;
  g_autofree char *small = NULL;
  g_autofree char *some = NULL;
  g_autofree char *workspace = NULL;
  GStatBuf info;

  folder = g_dir_make_tmp ("parcours-bench-XXXXXX", NULL);
  csv = file ("contacts.csv");
  small = file ("small.csv");
  some = file ("some.csv");
  workspace = file ("bench.parcours");
  write_csv (csv, n);
  write_csv (small, MIN (n, 200000));
  write_csv (some, n_with_events);
  bench_import (small);
  tell ("store.import_1m_s", import_once (csv, workspace));
  if (g_stat (workspace, &info) == 0)
    tell ("store.file_mb_1m", (double) info.st_size / (1024 * 1024));
  add_marks (workspace);
  bench_workspace (workspace);
  remove_workspace (workspace);
  bench_events (some);
  g_unlink (csv);
  g_unlink (small);
  g_unlink (some);
  g_rmdir (folder);
  g_free (folder);

  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
