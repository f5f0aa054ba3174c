/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An open workspace: what a person does to automations is there again when it is
 * opened the next time, and what cannot be done is said. */

#include "config.h"

#include <glib/gstdio.h>

#include "fixture.h"
#include "parcours-error.h"
#include "parcours-sample.h"
#include "parcours-store-error.h"

static const char *
title_of (ParcoursDocument *document,
          const char       *step)
{
  return parcours_automation_step (parcours_document_automation (document), step)->title;
}

static void
test_saved (Fixture       *fixture,
            gconstpointer  unused)
{
  {
    g_autoptr (ParcoursDocument) document = fixture_open (fixture, "welcome-series");

    rename_step (document, "hello", "Bienvenue");
    rename_step (document, "hello", "Bonjour");
    parcours_document_end_burst (document);
    rename_step (document, "hello", "Salut");
  }
  fixture_reopen (fixture);
  {
    g_autoptr (ParcoursDocument) document = fixture_open (fixture, "welcome-series");

    g_assert_cmpstr (title_of (document, "hello"), ==, "Salut");
    g_assert_true (parcours_document_can_undo (document));
    parcours_document_undo (document);
    g_assert_cmpstr (title_of (document, "hello"), !=, "Salut");
  }
  fixture_reopen (fixture);
  {
    g_autoptr (ParcoursDocument) document = fixture_open (fixture, "welcome-series");

    g_assert_cmpstr (title_of (document, "hello"), !=, "Salut");
    g_assert_true (parcours_document_can_redo (document));
    parcours_document_redo (document);
    g_assert_cmpstr (title_of (document, "hello"), ==, "Salut");
  }
}

/* Edits are on the disk a moment later, without anybody closing anything. */
static void
test_saved_soon (Fixture       *fixture,
                 gconstpointer  unused)
{
  g_autoptr (ParcoursDocument) document = fixture_open (fixture, "welcome-series");
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  gboolean found = FALSE;

  rename_step (document, "hello", "Bonsoir");
  while (!found && g_get_monotonic_time () < end)
    {
      g_autoptr (ParcoursStore) store = parcours_store_open (fixture->path, PARCOURS_STORE_READ, NULL);
      g_autoptr (ParcoursAutomation) saved = parcours_store_load_automation (store, "welcome-series", NULL);

      found = g_strcmp0 (parcours_automation_step (saved, "hello")->title, "Bonsoir") == 0;
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_true (found);
  g_assert_null (parcours_project_save_error (fixture->project));
}

static void
test_add_and_delete (Fixture       *fixture,
                     gconstpointer  unused)
{
  GListModel *automations = parcours_project_automations (fixture->project);
  guint before = g_list_model_get_n_items (automations);
  g_autoptr (ParcoursAutomation) automation = parcours_automation_new ("Second Thoughts", "welcome-series", PARCOURS_PLATFORM_BREVO);
  g_autoptr (GAsyncResult) added = NULL, deleted = NULL, undeleted = NULL;
  ParcoursAutomationItem *item;
  g_autoptr (GError) error = NULL;
  g_autofree char *slug = NULL;

  parcours_project_add_automation_async (fixture->project, automation, keep_result, &added);
  wait_for_result (&added);
  item = parcours_project_add_automation_finish (fixture->project, added, &error);
  g_assert_no_error (error);
  slug = g_strdup (parcours_automation_item_slug (item));
  g_assert_cmpstr (slug, ==, "second-thoughts");
  g_assert_cmpuint (g_list_model_get_n_items (automations), ==, before + 1);

  parcours_project_delete_automation_async (fixture->project, slug, keep_result, &deleted);
  wait_for_result (&deleted);
  g_assert_true (parcours_project_change_finish (fixture->project, deleted, &error));
  g_assert_cmpuint (g_list_model_get_n_items (automations), ==, before);
  g_assert_null (parcours_project_open_document (fixture->project, slug, &error));
  g_assert_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND);
  g_clear_error (&error);

  parcours_project_undelete_automation_async (fixture->project, slug, keep_result, &undeleted);
  wait_for_result (&undeleted);
  g_assert_true (parcours_project_change_finish (fixture->project, undeleted, &error));
  g_assert_cmpuint (g_list_model_get_n_items (automations), ==, before + 1);
}

static void
test_add_entity (Fixture       *fixture,
                 gconstpointer  unused)
{
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *slug = NULL;
  guint generation = parcours_project_generation (fixture->project);

  parcours_project_add_entity_async (fixture->project, "tag", "Loves Lavender", NULL, keep_result, &added);
  wait_for_result (&added);
  slug = parcours_project_add_entity_finish (fixture->project, added, &error);
  g_assert_cmpstr (slug, ==, "loves-lavender");
  while (parcours_project_generation (fixture->project) == generation)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (parcours_library_label (parcours_project_library (fixture->project), "tag", slug), ==, "Loves Lavender");
}

static void
test_second_writer (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parcours_project_open (fixture->path, PARCOURS_STORE_WRITE, &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, "shop.parcours"));
}

static void
test_no_workspace (Fixture       *fixture,
                   gconstpointer  unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "letter.parcours", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "Dear reader, this is no database at all, but a letter.", -1, NULL);
  parcours_project_open_async (path, PARCOURS_STORE_WRITE, NULL, keep_result, &result);
  wait_for_result (&result);
  g_assert_null (parcours_project_open_finish (result, &error));
  g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_A_WORKSPACE);
}

/* Whoever gives up making the sample finds no half of it. */
static void
test_cancelled_sample (Fixture       *fixture,
                       gconstpointer  unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "half.parcours", NULL);
  g_autoptr (ParcoursJob) job = parcours_job_new ("Sample");
  g_autoptr (GError) error = NULL;

  parcours_job_cancel (job);
  g_assert_null (parcours_project_new_sample (path, PARCOURS_SAMPLE_CONTACTS, 1, job, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
want_no_file (ParcoursJob *job,
              GParamSpec  *pspec,
              const char  *path)
{
  /* What is reported last may be told when all is over. */
  g_assert_true (parcours_job_fraction (job) >= 1. || !g_file_test (path, G_FILE_TEST_EXISTS));
}

/* The sample has its name only when it is whole; what kill -9 has left of an
 * earlier one does no harm. */
static void
test_unfinished_sample (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "killed.parcours", NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (ParcoursJob) job = parcours_job_new ("Sample");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursProject) project = NULL;
  ParcoursStore *store = parcours_store_open (part, PARCOURS_STORE_CREATE, &error);

  g_assert_no_error (error);
  parcours_sample_fill (store, 2, 10, G_GINT64_CONSTANT (1767225600), NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  parcours_store_close (store);
  g_signal_connect (job, "notify::done", G_CALLBACK (want_no_file), path);
  parcours_project_new_sample_async (path, 3000, 1, job, keep_result, &result);
  wait_for_result (&result);
  project = parcours_project_open_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (parcours_project_n_contacts (project), ==, 3000);
  parcours_project_close (project);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/project/saved", Fixture, NULL, fixture_set_up, test_saved, fixture_tear_down);
  g_test_add ("/project/saved-soon", Fixture, NULL, fixture_set_up, test_saved_soon, fixture_tear_down);
  g_test_add ("/project/add-and-delete", Fixture, NULL, fixture_set_up, test_add_and_delete, fixture_tear_down);
  g_test_add ("/project/add-entity", Fixture, NULL, fixture_set_up, test_add_entity, fixture_tear_down);
  g_test_add ("/project/second-writer", Fixture, NULL, fixture_set_up, test_second_writer, fixture_tear_down);
  g_test_add ("/project/no-workspace", Fixture, NULL, fixture_set_up, test_no_workspace, fixture_tear_down);
  g_test_add ("/project/cancelled-sample", Fixture, NULL, fixture_set_up, test_cancelled_sample, fixture_tear_down);
  g_test_add ("/project/unfinished-sample", Fixture, NULL, fixture_set_up, test_unfinished_sample, fixture_tear_down);

  return g_test_run ();
}
