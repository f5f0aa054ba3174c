/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "parcours-cli-import.h"
#include "parcours-cli-output.h"
#include "parcours-cli-workspace.h"
#include "parcours-store-contacts.h"
#include "parcours-sample.h"

/**
 * parcours_cli_open_workspace:
 * @path: (nullable): the file of a workspace, %NULL for the one that the window opens
 * @mode: what for
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the workspace
 */
ParcoursProject *
parcours_cli_open_workspace (const char         *path,
                             ParcoursStoreMode   mode,
                             GError            **error)
{
  g_autofree char *own = path == NULL ? parcours_project_default_path () : NULL;

  if (own != NULL && mode != PARCOURS_STORE_CREATE && !g_file_test (own, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND,
                   _("There is no workspace “%s” yet. Name another one with --workspace, or start Parcours once, which "
                     "makes it."), own);
      return NULL;
    }

  return parcours_project_open (path != NULL ? path : own, mode, error);
}

static gboolean
cancel_cb (gpointer job)
{
  parcours_job_cancel (job);

  return G_SOURCE_CONTINUE;
}

static void
move_bar (ParcoursJob    *job,
          GParamSpec     *pspec,
          ParcoursCliBar *bar)
{
  parcours_cli_bar_move (bar, (guint64) parcours_job_done (job), (guint64) parcours_job_total (job));
}

/**
 * parcours_cli_keep_result:
 * @source: (nullable): whose result
 * @result: a result
 * @place: (out) (transfer full): a #GAsyncResult pointer
 *
 * The callback of what parcours_cli_wait() waits for.
 */
void
parcours_cli_keep_result (GObject      *source,
                          GAsyncResult *result,
                          gpointer      place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

/**
 * parcours_cli_wait:
 * @job: what is being waited for
 * @result: where parcours_cli_keep_result() puts it
 *
 * Shows how far it is, on a terminal; Ctrl+C cancels.
 *
 * Returns: (transfer none): the result
 */
GAsyncResult *
parcours_cli_wait (ParcoursJob   *job,
                   GAsyncResult **result)
{
  guint interrupt = g_unix_signal_add (SIGINT, cancel_cb, job);
  ParcoursCliBar bar;
  gulong handler;

  parcours_cli_bar_begin (&bar);
  handler = g_signal_connect (job, "notify::done", G_CALLBACK (move_bar), &bar);
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (job, handler);
  parcours_cli_bar_end (&bar);
  g_source_remove (interrupt);

  return *result;
}

/**
 * parcours_cli_open_sample:
 * @path: (nullable): the file, %NULL for the one that the window opens
 * @error: return location for an error
 *
 * Opens the sample workspace, and makes it first where it is not there yet.
 *
 * Returns: (transfer full) (nullable): the workspace
 */
ParcoursProject *
parcours_cli_open_sample (const char  *path,
                          GError     **error)
{
  g_autofree char *own = path != NULL ? g_strdup (path) : parcours_project_default_path ();
  g_autofree char *folder = g_path_get_dirname (own);
  g_autoptr (ParcoursJob) job = parcours_job_new (_("Making the Sample Workspace"));
  g_autoptr (GAsyncResult) result = NULL;

  if (g_file_test (own, G_FILE_TEST_EXISTS))
    return parcours_project_open (own, PARCOURS_STORE_READ, error);
  g_mkdir_with_parents (folder, 0700);
  parcours_project_new_sample_async (own, PARCOURS_SAMPLE_CONTACTS, 1, job, parcours_cli_keep_result, &result);

  return parcours_project_open_finish (parcours_cli_wait (job, &result), error);
}

static gboolean
import_file (const char  *workspace,
             const char  *path,
             GError     **error)
{
  ParcoursStore *store = parcours_store_open (workspace, PARCOURS_STORE_CREATE, error);
  g_autoptr (ParcoursImport) import = store != NULL ? parcours_import_new (store, path, NULL, error) : NULL;
  g_autoptr (ParcoursImportReport) report =
    import != NULL ? parcours_store_import (store, import, NULL, NULL, NULL, error) : NULL;

  if (report != NULL)
    parcours_cli_print_refused (report);
  g_clear_pointer (&import, parcours_import_free);
  g_clear_pointer (&store, parcours_store_close);

  return report != NULL;
}

static void
remove_workspace (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  parcours_store_remove (path);
  g_rmdir (folder);
}

static char *
make_temporary_path (GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("parcours-contacts-XXXXXX", error);

  return folder != NULL ? g_build_filename (folder, "contacts.parcours", NULL) : NULL;
}

static ParcoursProject *
open_temporary (const char         *path,
                ParcoursStoreMode   mode,
                GError            **error)
{
  ParcoursProject *project = parcours_project_open (path, mode, error);

  if (project != NULL)
    g_object_set_data (G_OBJECT (project), "temporary", GINT_TO_POINTER (TRUE));

  return project;
}

/**
 * parcours_cli_open_empty:
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a workspace without anything, which goes with parcours_cli_close()
 */
ParcoursProject *
parcours_cli_open_empty (GError **error)
{
  g_autofree char *path = make_temporary_path (error);
  ParcoursProject *project = path != NULL ? open_temporary (path, PARCOURS_STORE_CREATE, error) : NULL;

  if (path != NULL && project == NULL)
    remove_workspace (path);

  return project;
}

/**
 * parcours_cli_open_csv:
 * @path: a file of contacts
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a workspace of these contacts, which goes with parcours_cli_close()
 */
ParcoursProject *
parcours_cli_open_csv (const char  *path,
                       GError     **error)
{
  g_autofree char *workspace = make_temporary_path (error);
  ParcoursProject *project = NULL;

  if (workspace == NULL)
    return NULL;
  if (import_file (workspace, path, error))
    project = open_temporary (workspace, PARCOURS_STORE_WRITE, error);
  if (project == NULL)
    remove_workspace (workspace);

  return project;
}

/**
 * parcours_cli_name_contact:
 * @store: the workspace
 * @simulation: what was run over it
 * @contact: the number of a contact
 *
 * Returns: (transfer full): the address of the contact; of one without an address the key in hexadecimal digits
 */
char *
parcours_cli_name_contact (ParcoursStore      *store,
                           ParcoursSimulation *simulation,
                           guint               contact)
{
  const ParcoursPopulation *population = parcours_simulation_population (simulation);
  char *address = contact < population->n ? parcours_store_load_address (store, population->ids[contact], NULL)
                                          : parcours_simulation_new_address (simulation, contact);

  if (address != NULL)
    return address;

  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", parcours_simulation_key (simulation, contact));
}

/**
 * parcours_cli_close:
 * @project: (transfer full): a workspace
 *
 * Closes it, and removes it if it was made for the command alone.
 */
void
parcours_cli_close (ParcoursProject *project)
{
  gboolean temporary = g_object_get_data (G_OBJECT (project), "temporary") != NULL;
  g_autofree char *path = g_strdup (parcours_project_path (project));

  parcours_project_close (project);
  if (temporary)
    remove_workspace (path);
  g_object_unref (project);
}
