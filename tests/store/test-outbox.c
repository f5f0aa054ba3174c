/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is to be sent: random publications, tries, answers, failures and
 * restarts against a model that is a list. */

#include "config.h"

#include <sqlite3.h>

#include "fixture.h"
#include "parcours-draw.h"
#include "parcours-json.h"
#include "parcours-store-conflicts.h"
#include "parcours-store-remotes.h"

static void
add_automation (Fixture    *fixture,
                const char *slug)
{
  g_autoptr (ParcoursAutomation) automation = parcours_automation_new (slug, slug, PARCOURS_PLATFORM_ANY);
  g_autoptr (GError) error = NULL;

  parcours_store_add_automation (fixture->store, automation, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (fixture, NULL);
  add_automation (fixture, "welcome");
  add_automation (fixture, "win-back");
  g_assert_true (parcours_store_set_remote (fixture->store, "Agency", "https://sync.example.org", "parcours", NULL, &error));
  g_assert_no_error (error);
}

static void
rename_automation (Fixture    *fixture,
                   const char *slug,
                   const char *name)
{
  g_autoptr (ParcoursAutomation) automation = parcours_store_load_automation (fixture->store, slug, NULL);
  g_autoptr (ParcoursEdit) edit = parcours_edit_new ("Rename");
  g_autoptr (JsonNode) value = parcours_json_new_string (name);
  g_autoptr (GError) error = NULL;

  parcours_edit_set_head (edit, automation, "name", value);
  parcours_store_log_edit (fixture->store, slug, "do", edit, &error);
  g_assert_no_error (error);
}

static void
test_remotes (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (JsonObject) attributes = parse_object ("{'publish-by-itself': true}");
  g_autoptr (GPtrArray) remotes = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;
  const ParcoursRemoteInfo *info;

  g_assert_true (parcours_store_set_remote (fixture->store, "Agency", "https://other.example.org", "parcours", attributes,
                                            &error));
  fixture_reopen (fixture);
  remotes = parcours_store_list_remotes (fixture->store, &error);
  g_assert_cmpuint (remotes->len, ==, 1);
  info = g_ptr_array_index (remotes, 0);
  g_assert_cmpstr (info->url, ==, "https://other.example.org");
  g_assert_true (parcours_json_member_boolean (info->attributes, "publish-by-itself", FALSE));
  g_assert_cmpint (parcours_store_publish (fixture->store, "Agency", "welcome", NULL, &error), >, 0);
  g_assert_true (parcours_store_delete_remote (fixture->store, "Agency", &error));
  left = parcours_store_list_outbox (fixture->store, &error);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_cmpint (parcours_store_publish (fixture->store, "Agency", "welcome", NULL, &error), ==, 0);
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND);
}

static void
test_publish (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursOutboxRow) row = NULL;
  g_autoptr (ParcoursOutboxRow) blocked = NULL;
  g_autoptr (ParcoursPublicationInfo) publication = NULL;
  g_autoptr (GPtrArray) log = NULL;
  gint64 first = parcours_store_publish (fixture->store, "Agency", "welcome", NULL, &error);
  gint64 second, third;
  g_autofree char *key = NULL;

  g_assert_cmpint (first, >, 0);
  /* Not tried yet: the newer takes its place. */
  rename_automation (fixture, "welcome", "Second");
  second = parcours_store_publish (fixture->store, "Agency", "welcome", NULL, &error);
  row = parcours_store_next_outbox (fixture->store, "Agency", NULL, G_MAXINT64, &error);
  g_assert_cmpint (row->id, ==, second);
  g_assert_cmpint (row->version, ==, 2);
  g_assert_nonnull (strstr (row->body, "\"Second\""));
  g_assert_null (row->base_etag);
  key = g_strdup (row->key);
  g_assert_true (parcours_store_begin_try (fixture->store, second, &error));

  /* Tried: it may have arrived, so the newer goes after it. */
  rename_automation (fixture, "welcome", "Third");
  third = parcours_store_publish (fixture->store, "Agency", "welcome", NULL, &error);
  g_assert_null (parcours_store_next_outbox (fixture->store, "Agency", NULL, G_MAXINT64, &error));
  fixture_reopen (fixture);
  g_assert_true (parcours_store_resume_outbox (fixture->store, "Agency", &error));
  blocked = parcours_store_next_outbox (fixture->store, "Agency", NULL, G_MAXINT64, &error);
  g_assert_cmpint (blocked->id, ==, second);
  g_assert_cmpstr (blocked->key, ==, key);
  g_assert_cmpstr (blocked->body, ==, row->body);

  /* The answer frees the next, which is based on it. */
  g_assert_true (parcours_store_record_answer (fixture->store, second, 1, "\"one\"", &error));
  publication = parcours_store_find_publication (fixture->store, "Agency", "welcome", &error);
  g_assert_cmpstr (publication->etag, ==, "\"one\"");
  g_assert_cmpstr (publication->document, ==, row->body);
  g_assert_cmpint (publication->version, ==, 2);
  g_clear_pointer (&row, parcours_outbox_row_free);
  row = parcours_store_next_outbox (fixture->store, "Agency", NULL, G_MAXINT64, &error);
  g_assert_cmpint (row->id, ==, third);
  g_assert_cmpstr (row->base_etag, ==, "\"one\"");
  log = parcours_store_list_sync_log (fixture->store, "Agency", 10, &error);
  g_assert_cmpuint (log->len, ==, 1);
  g_assert_cmpstr (((ParcoursSyncEntry *) g_ptr_array_index (log, 0))->what, ==, "publish");
  /* An answer that comes twice has one effect. */
  g_assert_no_error (error);
  g_assert_false (parcours_store_record_answer (fixture->store, second, 2, "\"two\"", &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND);
}

/* Whether "changed since sync" is true is a question of digests. */
static void
test_changed (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  gint64 row = parcours_store_publish (fixture->store, "Agency", "welcome", NULL, &error);

  parcours_store_begin_try (fixture->store, row, &error);
  parcours_store_record_answer (fixture->store, row, 1, "\"one\"", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) infos = parcours_store_list_automations (fixture->store, &error);
      g_autoptr (ParcoursPublicationInfo) publication = parcours_store_find_publication (fixture->store, "Agency", "welcome",
                                                                                         &error);
      const ParcoursAutomationInfo *info = g_ptr_array_index (infos, i);

      /* Renamed, it is the second by name. */
      g_assert_cmpstr (info->slug, ==, "welcome");
      g_assert_cmpint (g_str_equal (info->digest, publication->digest), ==, i == 0);
      rename_automation (fixture, "welcome", "zzz");
    }
}

static void
test_states (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (ParcoursOutboxRow) later = NULL;
  gint64 pause, activate, other;

  pause = parcours_store_queue (fixture->store, "Agency", "welcome", "pause", &error);
  activate = parcours_store_queue (fixture->store, "Agency", "welcome", "activate", &error);
  other = parcours_store_queue (fixture->store, "Agency", "win-back", "delete", &error);
  g_assert_cmpint (pause, <, activate);
  rows = parcours_store_list_outbox (fixture->store, &error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_true (parcours_store_begin_try (fixture->store, activate, &error));
  g_assert_true (parcours_store_record_failure (fixture->store, activate, PARCOURS_OUTBOX_WAITING, "No network", 5000, &error));
  g_assert_true (parcours_store_record_failure (fixture->store, other, PARCOURS_OUTBOX_CONFLICT, "Newer", 0, &error));
  g_assert_null (parcours_store_next_outbox (fixture->store, "Agency", NULL, 4999, &error));
  later = parcours_store_next_outbox (fixture->store, "Agency", NULL, 5000, &error);
  g_assert_cmpint (later->id, ==, activate);
  g_assert_cmpint (later->tries, ==, 1);
  g_assert_cmpstr (later->error, ==, "No network");
  g_assert_true (parcours_store_drop_outbox (fixture->store, other, &error));
  g_assert_no_error (error);
  g_assert_false (parcours_store_drop_outbox (fixture->store, other, &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND);
}

/* What waits of one automation, and what has been refused of it alone. */
static void
test_of_automation (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  gint64 refused[2], waiting;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) others = NULL;

  g_assert_true (parcours_store_set_remote (fixture->store, "Second", "https://second.example.org", "parcours", NULL, &error));
  refused[0] = parcours_store_queue (fixture->store, "Agency", "welcome", "delete", &error);
  refused[1] = parcours_store_queue (fixture->store, "Agency", "win-back", "delete", &error);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_true (parcours_store_record_failure (fixture->store, refused[i], PARCOURS_OUTBOX_REFUSED, "No", 0, &error));
  waiting = parcours_store_queue (fixture->store, "Agency", "welcome", "pause", &error);
  parcours_store_queue (fixture->store, "Second", "welcome", "pause", &error);
  before = parcours_store_list_outbox_of (fixture->store, "Agency", "welcome", &error);
  g_assert_cmpuint (before->len, ==, 2);
  g_assert_cmpint (((ParcoursOutboxRow *) before->pdata[0])->id, ==, refused[0]);
  g_assert_true (parcours_store_drop_refused (fixture->store, "Agency", "welcome", &error));
  after = parcours_store_list_outbox_of (fixture->store, "Agency", "welcome", &error);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpint (((ParcoursOutboxRow *) after->pdata[0])->id, ==, waiting);
  others = parcours_store_list_outbox (fixture->store, &error);
  g_assert_cmpuint (others->len, ==, 3);
  g_assert_no_error (error);
}

/* What several senders ask for does not get in each other's way. */
static void
test_busy (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursOutboxRow) first = NULL;
  g_autoptr (ParcoursOutboxRow) second = NULL;
  const char *busy[] = { NULL, NULL };

  g_assert_true (parcours_store_set_remote (fixture->store, "Other", "https://other.example.org", "parcours", NULL, &error));
  g_assert_cmpint (parcours_store_publish (fixture->store, "Other", "welcome", NULL, &error), >, 0);
  g_assert_cmpint (parcours_store_publish (fixture->store, "Agency", "welcome", NULL, &error), >, 0);
  g_assert_cmpint (parcours_store_publish (fixture->store, "Agency", "win-back", NULL, &error), >, 0);
  first = parcours_store_next_outbox (fixture->store, "Agency", busy, G_MAXINT64, &error);
  g_assert_cmpstr (first->automation, ==, "welcome");
  g_assert_cmpstr (first->remote, ==, "Agency");
  busy[0] = first->uuid;
  second = parcours_store_next_outbox (fixture->store, "Agency", busy, G_MAXINT64, &error);
  g_assert_cmpstr (second->automation, ==, "win-back");
  g_assert_no_error (error);
}

/* What was published, and then changed on both sides. */
static void
make_conflict (Fixture *fixture,
               gboolean fetched)
{
  g_autoptr (GError) error = NULL;
  ParcoursConflictInfo conflict = { (char *) "welcome", 2, (char *) "two", NULL, FALSE, 0 };
  gint64 row = parcours_store_publish (fixture->store, "Agency", "welcome", NULL, &error);

  parcours_store_begin_try (fixture->store, row, &error);
  parcours_store_record_answer (fixture->store, row, 1, "one", &error);
  rename_automation (fixture, "welcome", "Ours");
  row = parcours_store_publish (fixture->store, "Agency", "welcome", NULL, &error);
  parcours_store_begin_try (fixture->store, row, &error);
  parcours_store_record_failure (fixture->store, row, PARCOURS_OUTBOX_CONFLICT, "Newer", 0, &error);
  parcours_store_put_conflict (fixture->store, "Agency", &conflict, &error);
  conflict.document = (char *) "{\"name\": \"Theirs\"}";
  if (fetched)
    parcours_store_put_conflict (fixture->store, "Agency", &conflict, &error);
  g_assert_no_error (error);
}

static void
test_conflict (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (ParcoursPublicationInfo) base = NULL;
  const ParcoursConflictInfo same = { (char *) "welcome", 2, (char *) "two", NULL, FALSE, 0 };
  const ParcoursConflictInfo *conflict;

  make_conflict (fixture, TRUE);
  /* Told again, it still has its document. */
  g_assert_true (parcours_store_put_conflict (fixture->store, "Agency", &same, &error));
  fixture_reopen (fixture);
  conflicts = parcours_store_list_conflicts (fixture->store, "Agency", &error);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = g_ptr_array_index (conflicts, 0);
  g_assert_cmpint (conflict->revision, ==, 2);
  g_assert_nonnull (strstr (conflict->document, "Theirs"));
  base = parcours_store_find_publication (fixture->store, "Agency", "welcome", &error);
  g_assert_cmpint (base->revision, ==, 1);

  g_assert_true (parcours_store_resolve_conflict (fixture->store, "Agency", "welcome", &error));
  g_clear_pointer (&base, parcours_publication_info_free);
  base = parcours_store_find_publication (fixture->store, "Agency", "welcome", &error);
  g_assert_cmpstr (base->etag, ==, "two");
  rows = parcours_store_list_outbox (fixture->store, &error);
  g_assert_cmpuint (rows->len, ==, 0);
  left = parcours_store_list_conflicts (fixture->store, "Agency", &error);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_no_error (error);
}

/* Nobody decides about what nobody has seen. */
static void
test_unseen_conflict (Fixture       *fixture,
                      gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  make_conflict (fixture, FALSE);
  g_assert_false (parcours_store_resolve_conflict (fixture->store, "Agency", "welcome", &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND);
  rows = parcours_store_list_outbox (fixture->store, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
}

/* A file of the first format gets what came after it. */
static void
test_first_format (Fixture       *fixture,
                   gconstpointer  unused)
{
  sqlite3 *db;

  g_clear_pointer (&fixture->store, parcours_store_close);
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "DROP TABLE conflicts; DROP INDEX outbox_automation; PRAGMA user_version = 1", NULL, NULL,
                                 NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  fixture_reopen (fixture);
  make_conflict (fixture, TRUE);
}

typedef struct
{
  gint64 id;
  const char *automation;
  gboolean tried;
  char *body; /* (owned) */
} ModelRow;

static void
model_row_clear (gpointer data)
{
  g_free (((ModelRow *) data)->body);
}

/* The first row of each automation, the oldest of these first. */
static ModelRow *
model_next (GArray *model)
{
  return model->len > 0 ? &g_array_index (model, ModelRow, 0) : NULL;
}

static void
model_publish (Fixture    *fixture,
               GArray     *model,
               const char *slug,
               guint       n)
{
  g_autofree char *name = g_strdup_printf ("Name %u", n);
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursAutomation) automation = NULL;
  g_autoptr (JsonNode) node = NULL;
  ModelRow row = { 0, slug, FALSE, NULL };

  rename_automation (fixture, slug, name);
  row.id = parcours_store_publish (fixture->store, "Agency", slug, NULL, &error);
  g_assert_no_error (error);
  automation = parcours_store_load_automation (fixture->store, slug, &error);
  node = parcours_automation_to_json (automation);
  row.body = parcours_json_to_text (node);
  for (guint i = model->len; i > 0; i--)
    {
      ModelRow *old = &g_array_index (model, ModelRow, i - 1);

      if (!old->tried && g_str_equal (old->automation, slug))
        g_array_remove_index (model, i - 1);
    }
  g_array_append_val (model, row);
}

static void
test_random (Fixture       *fixture,
             gconstpointer  unused)
{
  static const char *const slugs[] = { "welcome", "win-back" };
  g_autoptr (GArray) model = g_array_new (FALSE, FALSE, sizeof (ModelRow));
  g_autoptr (GError) error = NULL;

  g_array_set_clear_func (model, model_row_clear);
  for (guint i = 0; i < 400; i++)
    {
      guint64 bits = parcours_draw (parcours_draw_salt (5, "outbox", "", ""), 0, i);
      g_autoptr (ParcoursOutboxRow) row = parcours_store_next_outbox (fixture->store, "Agency", NULL, G_MAXINT64, &error);
      ModelRow *expected = model_next (model);

      g_assert_no_error (error);
      g_assert_cmpint (row != NULL ? row->id : 0, ==, expected != NULL ? expected->id : 0);
      if (bits % 3 == 0 || row == NULL)
        {
          model_publish (fixture, model, slugs[bits >> 8 & 1], i);
          continue;
        }
      g_assert_cmpstr (row->body, ==, expected->body);
      g_assert_true (parcours_store_begin_try (fixture->store, row->id, &error));
      expected->tried = TRUE;
      if (bits % 3 == 1)
        {
          g_autofree char *etag = g_strdup_printf ("\"%u\"", i);

          g_assert_true (parcours_store_record_answer (fixture->store, row->id, (int) i, etag, &error));
          g_array_remove_index (model, 0);
        }
      else if (bits >> 9 & 1)
        {
          fixture_reopen (fixture);
          g_assert_true (parcours_store_resume_outbox (fixture->store, "Agency", &error));
        }
      else
        g_assert_true (parcours_store_record_failure (fixture->store, row->id, PARCOURS_OUTBOX_WAITING, "Lost", row->next_try,
                                                      &error));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/outbox/remotes", Fixture, NULL, set_up, test_remotes, fixture_tear_down);
  g_test_add ("/outbox/publish", Fixture, NULL, set_up, test_publish, fixture_tear_down);
  g_test_add ("/outbox/changed", Fixture, NULL, set_up, test_changed, fixture_tear_down);
  g_test_add ("/outbox/states", Fixture, NULL, set_up, test_states, fixture_tear_down);
  g_test_add ("/outbox/of-automation", Fixture, NULL, set_up, test_of_automation, fixture_tear_down);
  g_test_add ("/outbox/busy", Fixture, NULL, set_up, test_busy, fixture_tear_down);
  g_test_add ("/outbox/conflict", Fixture, NULL, set_up, test_conflict, fixture_tear_down);
  g_test_add ("/outbox/conflict-unseen", Fixture, NULL, set_up, test_unseen_conflict, fixture_tear_down);
  g_test_add ("/outbox/first-format", Fixture, NULL, set_up, test_first_format, fixture_tear_down);
  g_test_add ("/outbox/random", Fixture, NULL, set_up, test_random, fixture_tear_down);

  return g_test_run ();
}
