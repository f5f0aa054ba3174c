/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sample workspace: the same for the same seed, coherent in itself, and
 * with people in all branches of its automations after a simulated quarter. */

#include "config.h"

#include <sqlite3.h>

#include "fixture.h"
#include "parcours-json.h"
#include "parcours-sample.h"
#include "parcours-simulation.h"
#include "parcours-time.h"

#define UNTIL "2026-03-02T08:00:00Z"

static void
fill (Fixture *fixture,
      guint64  seed,
      guint    n_contacts)
{
  g_autoptr (GError) error = NULL;

  parcours_sample_fill (fixture->store, seed, n_contacts, instant (UNTIL), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* A hash of every row of every table. */
static char *
digest (Fixture *fixture)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3_stmt *tables, *rows;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", -1, &tables, NULL);
  while (sqlite3_step (tables) == SQLITE_ROW)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", sqlite3_column_text (tables, 0));

      g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &rows, NULL), ==, SQLITE_OK);
      while (sqlite3_step (rows) == SQLITE_ROW)
        {
          for (int i = 0; i < sqlite3_column_count (rows); i++)
            {
              const char *text = (const char *) sqlite3_column_text (rows, i);

              g_checksum_update (checksum, (const guchar *) (text != NULL ? text : "\1"), -1);
              g_checksum_update (checksum, (const guchar *) "\0", 1);
            }
        }
      sqlite3_finalize (rows);
    }
  sqlite3_finalize (tables);
  sqlite3_close (db);

  return g_strdup (g_checksum_get_string (checksum));
}

static char *
digest_of (guint64 seed)
{
  Fixture fixture;
  char *result;

  fixture_set_up (&fixture, NULL);
  fill (&fixture, seed, 300);
  result = digest (&fixture);
  fixture_tear_down (&fixture, NULL);

  return result;
}

static void
test_same (void)
{
  g_autofree char *first = digest_of (1);
  g_autofree char *second = digest_of (1);
  g_autofree char *other = digest_of (2);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, other);
}

static void
assert_no_rows (Fixture    *fixture,
                const char *sql)
{
  sqlite3_stmt *rows;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &rows, NULL), ==, SQLITE_OK);
  if (sqlite3_step (rows) == SQLITE_ROW)
    g_error ("%s: %s", sql, sqlite3_column_text (rows, 0));
  sqlite3_finalize (rows);
  sqlite3_close (db);
}

/* What is kept twice is the same twice, and nothing happens before or after its time. */
static void
test_coherent (Fixture       *fixture,
               gconstpointer  unused)
{
  static const char *const wrong[] = {
    "SELECT c.email FROM contacts c LEFT JOIN orders o ON o.contact = c.id GROUP BY c.id HAVING c.order_count <> count (o.id)",
    "SELECT c.email FROM contacts c LEFT JOIN orders o ON o.contact = c.id GROUP BY c.id "
    "HAVING abs (c.total_spent - ifnull (sum (o.total), 0)) > 0.005",
    "SELECT c.email FROM contacts c JOIN orders o ON o.contact = c.id GROUP BY c.id HAVING c.last_order_at <> max (o.created_at)",
    "SELECT e.payload FROM events e JOIN contacts c ON c.id = e.contact WHERE e.at < c.created_at",
    "SELECT e.payload FROM events e LEFT JOIN contacts c ON c.id = e.contact WHERE c.id IS NULL",
    "SELECT m.contact FROM memberships m LEFT JOIN contacts c ON c.id = m.contact WHERE c.id IS NULL",
    "SELECT s.contact FROM subscriptions s LEFT JOIN contacts c ON c.id = s.contact WHERE c.id IS NULL",
    "SELECT c.email FROM contacts c WHERE c.last_activity_at < c.created_at",
    /* Nobody opens what was not sent, or clicks in what was not opened. */
    "SELECT e.contact FROM events e JOIN topics t ON t.id = e.topic AND t.name = 'email.opened' WHERE NOT EXISTS "
    "(SELECT 1 FROM events s JOIN topics t ON t.id = s.topic AND t.name = 'email.sent' WHERE s.contact = e.contact "
    "AND s.subject = e.subject AND s.at < e.at)",
    "SELECT e.contact FROM events e JOIN topics t ON t.id = e.topic AND t.name = 'email.clicked' WHERE NOT EXISTS "
    "(SELECT 1 FROM events s JOIN topics t ON t.id = s.topic AND t.name = 'email.opened' WHERE s.contact = e.contact "
    "AND s.subject = e.subject AND s.at < e.at)",
    "SELECT e.contact FROM events e JOIN topics t ON t.id = e.topic AND t.name = 'order.created' "
    "LEFT JOIN orders o ON o.ident = e.subject AND o.contact = e.contact WHERE o.id IS NULL",
    "SELECT json_valid (payload) FROM events WHERE payload IS NOT NULL AND NOT json_valid (payload)",
    "SELECT email FROM contacts WHERE email NOT LIKE '%@example.org'",
    "SELECT e.slug FROM entities e WHERE e.kind = 'tag' AND e.slug NOT IN ('cart-cold', 'reactivated') AND NOT EXISTS "
    "(SELECT 1 FROM memberships WHERE entity = e.id)",
    "SELECT e.slug FROM entities e WHERE e.kind = 'list' AND NOT EXISTS (SELECT 1 FROM subscriptions WHERE list = e.id)",
  };
  g_autoptr (GError) error = NULL;
  gint64 until = instant (UNTIL);
  g_autofree char *late = g_strdup_printf ("SELECT at FROM events WHERE at > %" G_GINT64_FORMAT, until);

  fill (fixture, 1, 2000);
  g_assert_cmpint (parcours_store_count_contacts (fixture->store, &error), ==, 2000);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_no_rows (fixture, wrong[i]);
  assert_no_rows (fixture, late);
}

/* What is filled is open to the rest of the program as anything else is. */
static void
test_contact (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursContact) contact = NULL;
  g_autoptr (GPtrArray) events = NULL;

  fill (fixture, 1, 50);
  contact = parcours_store_load_contact (fixture->store, 1, &error);
  g_assert_no_error (error);
  g_assert_nonnull (parcours_contact_field (contact, "city"));
  g_assert_cmpint (parcours_store_find_contact (fixture->store, parcours_contact_field (contact, "email"), &error), ==, 1);
  events = parcours_store_list_events (fixture->store, 1, 100, &error);
  g_assert_cmpuint (events->len, >, 0);
  g_assert_true (parcours_store_update_contact (fixture->store, contact, &error));
  g_assert_no_error (error);
}

static ParcoursBehaviour *
load_behaviour (Fixture *fixture)
{
  g_autofree char *slug = parcours_store_get_text (fixture->store, "behaviour", NULL);
  g_autoptr (JsonObject) object = parcours_store_load_entity (fixture->store, "behaviour", slug, NULL, NULL);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autoptr (GError) error = NULL;
  ParcoursBehaviour *behaviour = parcours_behaviour_new_from_json (node, &error);

  g_assert_no_error (error);

  return behaviour;
}

static GPtrArray *
load_automations (Fixture *fixture)
{
  g_autoptr (GPtrArray) infos = parcours_store_list_automations (fixture->store, NULL);
  GPtrArray *automations = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_automation_unref);

  for (guint i = 0; i < infos->len; i++)
    {
      const ParcoursAutomationInfo *info = g_ptr_array_index (infos, i);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (info->active_since, >, 0);
      g_ptr_array_add (automations, parcours_store_load_automation (fixture->store, info->slug, &error));
      g_assert_no_error (error);
    }

  return automations;
}

static ParcoursCounts *
simulate (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();
  g_autoptr (ParcoursLibrary) library = parcours_store_load_library (fixture->store, &error);
  g_autoptr (ParcoursBehaviour) behaviour = load_behaviour (fixture);
  g_autoptr (GPtrArray) automations = load_automations (fixture);
  ParcoursSettings settings = { .zone = parcours_store_zone (fixture->store), .from = instant (UNTIL),
                                .to = instant (UNTIL) + 90 * PARCOURS_DAY, .seed = 42, .session_gap = 1800 };
  g_autoptr (ParcoursProgram) program = parcours_program_new (automations, texts, library, behaviour, NULL, &settings, &error);
  g_autoptr (ParcoursPopulation) population = NULL;
  g_autoptr (ParcoursSimulation) simulation = NULL;
  ParcoursCounts *counts;

  g_assert_no_error (error);
  population = parcours_store_load_population (fixture->store, parcours_program_frame (program), texts, NULL, &error);
  g_assert_no_error (error);
  simulation = parcours_simulation_new (program, population);
  counts = parcours_simulation_count (simulation, G_MAXUINT, 90 * PARCOURS_DAY, 1, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return counts;
}

static void
test_branches (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr (ParcoursCounts) counts = NULL;

  fill (fixture, 1, PARCOURS_SAMPLE_CONTACTS);
  counts = simulate (fixture);
  for (guint i = 0; i < parcours_program_n_steps (counts->program); i++)
    {
      guint automation;
      const ParcoursStep *step = parcours_program_nth_step (counts->program, i, &automation);
      const char *slug = parcours_automation_slug (parcours_program_nth_automation (counts->program, automation));
      guint64 n = parcours_counts_step_in (counts, i, G_MAXUINT);

      g_test_message ("%-16s %-14s %6" G_GUINT64_FORMAT, slug, step->id, n);
      g_assert_cmpuint (n, >, 0);
    }
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = digest (fixture);
  g_autofree char *after = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (parcours_sample_fill (fixture->store, 1, 3000, instant (UNTIL), NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = digest (fixture);
  g_assert_cmpstr (after, ==, before);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sample/same", test_same);
  g_test_add ("/sample/coherent", Fixture, NULL, fixture_set_up, test_coherent, fixture_tear_down);
  g_test_add ("/sample/contact", Fixture, NULL, fixture_set_up, test_contact, fixture_tear_down);
  g_test_add ("/sample/branches", Fixture, NULL, fixture_set_up, test_branches, fixture_tear_down);
  g_test_add ("/sample/cancelled", Fixture, NULL, fixture_set_up, test_cancelled, fixture_tear_down);

  return g_test_run ();
}
