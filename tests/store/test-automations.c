/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random edits, undone, redone and saved, against the document that holds them
 * in memory; now and then the workspace is closed and opened again. */

#include "config.h"

#include "fixture.h"
#include "parcours-draw.h"
#include "parcours-json.h"

static ParcoursAutomation *
new_automation (const char *slug)
{
  g_autofree char *text =
    g_strdup_printf ("{'format': 'parcours-automation/1', 'id': 'id-%s', 'slug': '%s', 'name': 'Welcome', 'platform': 'any',"
                     " 'settings': {}, 'steps': {"
                     "  'joined': {'type': 'trigger.list-subscribed', 'params': {'list': 'newsletter'}},"
                     "  'goal': {'type': 'goal.condition', 'params': {'name': 'Bought', 'if': {'tag': 'vip'}}}},"
                     " 'links': [{'from': 'joined', 'port': 'next', 'to': 'goal'}]}", slug, slug);
  g_autoptr (JsonNode) node = parse_json (text);
  g_autoptr (GError) error = NULL;
  ParcoursAutomation *automation = parcours_automation_from_json (node, &error);

  g_assert_no_error (error);

  return automation;
}

static void
edited_cb (ParcoursDocument *document,
           const char       *action,
           gpointer          edit,
           gpointer          user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  parcours_store_log_edit (fixture->store, "welcome", action, edit, &error);
  g_assert_no_error (error);
}

static void
move_step (ParcoursDocument *document,
           guint32           n,
           gboolean          burst)
{
  ParcoursAutomation *automation = parcours_document_automation (document);
  ParcoursStep *step = parcours_automation_step (automation, n % 2 ? "joined" : "goal");
  g_autoptr (ParcoursEdit) edit = parcours_edit_new ("Move");
  g_autoptr (JsonNode) moved = parcours_step_at (step, n % 97, n % 89);
  g_autoptr (GError) error = NULL;

  if (burst)
    parcours_edit_set_merge_key (edit, step->id);
  parcours_edit_set_step (edit, automation, step->id, moved);
  parcours_document_apply (document, edit, &error);
  g_assert_no_error (error);
}

static void
rename_it (ParcoursDocument *document,
           guint32           n)
{
  g_autofree char *name = g_strdup_printf ("Name %u", n);
  g_autoptr (ParcoursEdit) edit = parcours_edit_new ("Rename");
  g_autoptr (JsonNode) value = parcours_json_new_string (name);

  parcours_edit_set_head (edit, parcours_document_automation (document), "name", value);
  g_assert_true (parcours_document_apply (document, edit, NULL));
}

static void
assert_stored (Fixture          *fixture,
               ParcoursDocument *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursDocument) stored = parcours_store_load_document (fixture->store, "welcome", &error);
  g_autoptr (GPtrArray) infos = parcours_store_list_automations (fixture->store, &error);
  g_autofree char *digest = parcours_automation_digest (parcours_document_automation (document));
  g_autofree char *stored_digest = parcours_automation_digest (parcours_document_automation (stored));
  const ParcoursAutomationInfo *info = g_ptr_array_index (infos, 0);

  g_assert_no_error (error);
  g_assert_cmpstr (stored_digest, ==, digest);
  g_assert_cmpstr (info->digest, ==, digest);
  g_assert_cmpstr (info->name, ==, parcours_automation_name (parcours_document_automation (document)));
  g_assert_cmpint (parcours_document_can_undo (stored), ==, parcours_document_can_undo (document));
  g_assert_cmpint (parcours_document_can_redo (stored), ==, parcours_document_can_redo (document));
  g_assert_cmpstr (parcours_document_undo_label (stored), ==, parcours_document_undo_label (document));
  g_assert_cmpstr (parcours_document_redo_label (stored), ==, parcours_document_redo_label (document));
}

/* All the way back and forth, step by step, on what was stored and in memory. */
static void
assert_same_stacks (Fixture          *fixture,
                    ParcoursDocument *document)
{
  g_autoptr (ParcoursDocument) stored = parcours_store_load_document (fixture->store, "welcome", NULL);
  g_autoptr (ParcoursDocument) copy = g_object_ref (document);
  gboolean back = TRUE;

  g_signal_handlers_block_by_func (document, edited_cb, fixture);
  for (guint i = 0; i < 2; i++, back = !back)
    {
      for (;;)
        {
          gboolean one = back ? parcours_document_undo (stored) : parcours_document_redo (stored);
          gboolean other = back ? parcours_document_undo (copy) : parcours_document_redo (copy);
          g_autofree char *digest = parcours_automation_digest (parcours_document_automation (stored));
          g_autofree char *expected = parcours_automation_digest (parcours_document_automation (copy));

          g_assert_cmpint (one, ==, other);
          g_assert_cmpstr (digest, ==, expected);
          if (!one)
            break;
        }
    }
  g_signal_handlers_unblock_by_func (document, edited_cb, fixture);
}

static void
act (ParcoursDocument *document,
     guint64           bits)
{
  guint32 n = (guint32) (bits >> 32);

  switch (bits % 16)
    {
    case 0:
    case 1:
    case 2:
    case 3:
      parcours_document_undo (document);
      break;
    case 4:
    case 5:
      parcours_document_redo (document);
      break;
    case 6:
      rename_it (document, n);
      break;
    case 7:
    case 8:
    case 9:
      move_step (document, n, TRUE);
      break;
    case 10:
      parcours_document_end_burst (document);
      break;
    default:
      move_step (document, n, FALSE);
    }
}

static void
test_log (Fixture       *fixture,
          gconstpointer  unused)
{
  g_autoptr (ParcoursAutomation) automation = new_automation ("welcome");
  g_autoptr (ParcoursDocument) document = parcours_document_new (automation);
  g_autoptr (GError) error = NULL;

  g_assert_true (parcours_store_add_automation (fixture->store, automation, &error));
  g_signal_connect (document, "edited", G_CALLBACK (edited_cb), fixture);
  for (guint i = 0; i < 1500; i++)
    {
      guint64 bits = parcours_draw (parcours_draw_salt (1, "log", "", ""), 0, i);

      act (document, bits);
      if (i % 100 == 99)
        {
          /* What leads beyond the whole document is undone. */
          for (guint j = 0; j < 60 && i % 300 == 299; j++)
            parcours_document_undo (document);
          fixture_reopen (fixture);
          assert_stored (fixture, document);
        }
    }
  assert_same_stacks (fixture, document);
}

static void
test_damaged_log (Fixture       *fixture,
                  gconstpointer  unused)
{
  g_autoptr (ParcoursAutomation) automation = new_automation ("welcome");
  g_autoptr (ParcoursDocument) document = parcours_document_new (automation);
  g_autoptr (ParcoursAutomation) loaded = NULL;
  g_autoptr (ParcoursEdit) edit = parcours_edit_new ("Move");
  g_autoptr (JsonNode) other = parse_json ("{'type': 'flow.end', 'params': {}}");
  g_autoptr (ParcoursEdit) wrong = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (parcours_store_add_automation (fixture->store, automation, &error));
  /* An edit of a document that stands otherwise than ours. */
  parcours_edit_set_step (edit, automation, "goal", other);
  wrong = parcours_edit_invert (edit);
  parcours_store_log_edit (fixture->store, "welcome", "do", wrong, &error);
  g_assert_no_error (error);
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*welcome*");
  loaded = parcours_store_load_automation (fixture->store, "welcome", &error);
  g_test_assert_expected_messages ();
  g_assert_no_error (error);
  g_assert_cmpuint (parcours_automation_n_steps (loaded), ==, 2);
}

static void
test_states (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autoptr (ParcoursAutomation) first = new_automation ("welcome");
  g_autoptr (ParcoursAutomation) second = new_automation ("win-back");
  g_autoptr (GPtrArray) infos = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (ParcoursLibrary) library = NULL;
  g_autofree char *slug = NULL;
  g_autoptr (GError) error = NULL;
  const ParcoursAutomationInfo *info;

  g_assert_true (parcours_store_add_automation (fixture->store, first, &error));
  g_assert_true (parcours_store_add_automation (fixture->store, second, &error));
  g_assert_false (parcours_store_add_automation (fixture->store, second, &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  slug = parcours_store_automation_slug (fixture->store, "Win-back");
  g_assert_cmpstr (slug, ==, "win-back-2");
  g_assert_true (parcours_store_set_ready (fixture->store, "win-back", TRUE, &error));
  g_assert_true (parcours_store_set_active (fixture->store, "win-back", 1000, &error));
  infos = parcours_store_list_automations (fixture->store, &error);
  g_assert_cmpuint (infos->len, ==, 2);
  info = g_ptr_array_index (infos, 1);
  g_assert_cmpstr (info->slug, ==, "win-back");
  g_assert_true (info->ready);
  g_assert_cmpint (info->active_since, ==, 1000);
  g_assert_cmpint (info->platform, ==, PARCOURS_PLATFORM_ANY);

  library = parcours_store_load_library (fixture->store, &error);
  g_assert_cmpstr (parcours_library_label (library, "automation", "win-back"), ==, "Welcome");
  g_assert_cmpstr (parcours_library_label (library, "goal", "win-back/goal"), ==, "Bought");
  g_assert_true (parcours_store_delete_automation (fixture->store, "win-back", &error));
  g_assert_null (parcours_store_load_automation (fixture->store, "win-back", &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (parcours_store_undelete_automation (fixture->store, "win-back", &error));
  left = parcours_store_list_automations (fixture->store, &error);
  g_assert_cmpuint (left->len, ==, 2);
}

static void
automation_is (Fixture    *fixture,
               const char *name)
{
  g_autoptr (ParcoursDocument) stored = parcours_store_load_document (fixture->store, "welcome", NULL);

  g_assert_cmpstr (parcours_automation_name (parcours_document_automation (stored)), ==, name);
  g_assert_false (parcours_document_can_undo (stored));
}

static void
test_versions (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr (ParcoursAutomation) automation = new_automation ("welcome");
  g_autoptr (ParcoursDocument) document = parcours_document_new (automation);
  g_autoptr (ParcoursAutomation) old = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;
  const ParcoursVersionInfo *info;

  g_assert_true (parcours_store_add_automation (fixture->store, automation, &error));
  g_assert_cmpint (parcours_store_cut_version (fixture->store, "welcome", "publish", NULL, &error), ==, 1);
  g_signal_connect (document, "edited", G_CALLBACK (edited_cb), fixture);
  rename_it (document, 7);
  g_assert_cmpint (parcours_store_cut_version (fixture->store, "welcome", "named", "Before the sale", &error), ==, 2);
  versions = parcours_store_list_versions (fixture->store, "welcome", &error);
  g_assert_cmpuint (versions->len, ==, 2);
  info = g_ptr_array_index (versions, 0);
  g_assert_cmpint (info->n, ==, 2);
  g_assert_cmpstr (info->name, ==, "Before the sale");
  g_assert_cmpstr (info->reason, ==, "named");
  old = parcours_store_load_version (fixture->store, "welcome", 1, &error);
  g_assert_cmpstr (parcours_automation_name (old), ==, "Welcome");
  g_assert_null (parcours_store_load_version (fixture->store, "welcome", 3, &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (parcours_store_save_automation (fixture->store, old, &error));
  g_assert_no_error (error);
  automation_is (fixture, "Welcome");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/automations/log", Fixture, NULL, fixture_set_up, test_log, fixture_tear_down);
  g_test_add ("/automations/damaged-log", Fixture, NULL, fixture_set_up, test_damaged_log, fixture_tear_down);
  g_test_add ("/automations/states", Fixture, NULL, fixture_set_up, test_states, fixture_tear_down);
  g_test_add ("/automations/versions", Fixture, NULL, fixture_set_up, test_versions, fixture_tear_down);

  return g_test_run ();
}
