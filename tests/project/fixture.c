/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "fixture.h"
#include "parcours-sample.h"
#include "parcours-step-edits.h"

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursJob) job = parcours_job_new ("Sample");

  fixture->folder = g_dir_make_tmp ("parcours-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "shop.parcours", NULL);
  fixture->project = parcours_project_new_sample (fixture->path, PARCOURS_SAMPLE_CONTACTS, 1, job, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_assert_cmpint (g_remove (file), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
close_project (Fixture *fixture)
{
  if (fixture->project == NULL)
    return;
  parcours_project_close (fixture->project);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&fixture->project));
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  unused)
{
  close_project (fixture);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

void
fixture_reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  close_project (fixture);
  fixture->project = parcours_project_open (fixture->path, PARCOURS_STORE_WRITE, &error);
  g_assert_no_error (error);
}

/* Returns: (transfer full) */
ParcoursDocument *
fixture_open (Fixture    *fixture,
              const char *slug)
{
  g_autoptr (GError) error = NULL;
  ParcoursDocument *document = parcours_project_open_document (fixture->project, slug, &error);

  g_assert_no_error (error);

  return document;
}

void
rename_step (ParcoursDocument *document,
             const char       *step,
             const char       *title)
{
  g_autoptr (ParcoursEdit) edit =
    parcours_step_edit_rename (parcours_document_automation (document), step, title);
  g_autoptr (GError) error = NULL;

  parcours_document_apply (document, edit, &error);
  g_assert_no_error (error);
}

/* A callback that keeps the result in a GAsyncResult pointer. */
void
keep_result (GObject      *source,
             GAsyncResult *result,
             gpointer      place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

void
wait_for_result (GAsyncResult **place)
{
  while (*place == NULL)
    g_main_context_iteration (NULL, TRUE);
}
