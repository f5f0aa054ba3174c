/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-connect-dialog.h"
#include "parcours-phrase.h"
#include "parcours-publish.h"

/* What is said once it is written down. */
static char *
describe (ParcoursRemote *remote,
          const char     *name)
{
  ParcoursSenderState state = parcours_remote_state (remote);

  if (state == PARCOURS_SENDER_IDLE || state == PARCOURS_SENDER_SENDING || state == PARCOURS_SENDER_STOPPED)
    return parcours_phrase_fill (_("“{automation}” is being published on “{server}”"), "automation", name, "server",
                                 parcours_remote_name (remote), NULL);

  return parcours_phrase_fill (_("“{automation}” will be published once “{server}” can be reached"), "automation", name,
                               "server", parcours_remote_name (remote), NULL);
}

static void
on_published (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ParcoursProject *project = g_task_get_source_object (task);
  ParcoursRemote *remote = PARCOURS_REMOTE (source);
  ParcoursAutomationItem *item = parcours_project_find_automation (project, g_task_get_task_data (task));
  GError *error = NULL;

  if (!parcours_remote_change_finish (remote, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  parcours_remote_start (remote);
  g_task_return_pointer (task, describe (remote, item != NULL ? parcours_automation_item_name (item) : ""), g_free);
}

static void
on_connected (ParcoursConnectDialog *dialog,
              ParcoursRemote        *remote,
              const GError          *keyring_error,
              gpointer               user_data)
{
  g_autoptr (GTask) task = user_data;

  if (remote != NULL)
    parcours_remote_publish_async (remote, g_task_get_task_data (task), on_published, g_steal_pointer (&task));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("No server was connected"));
}

/* The server that has it, or the first one. */
static ParcoursRemote *
choose (ParcoursProject *project,
        const char      *slug)
{
  GListModel *remotes = parcours_project_remotes (project);
  g_autoptr (ParcoursRemote) first = g_list_model_get_item (remotes, 0);

  for (guint i = 0; i < g_list_model_get_n_items (remotes); i++)
    {
      g_autoptr (ParcoursRemote) remote = g_list_model_get_item (remotes, i);

      if (parcours_remote_published (remote, slug) != NULL)
        return remote;
    }

  return first;
}

/**
 * parcours_publish_async:
 * @parent: the window
 * @project: (transfer none): the project
 * @slug: the slug of an automation
 * @callback: (scope async): called when it is written down, sent or not
 * @user_data: for @callback
 *
 * Publishes an automation on the server that has it, or on the first of the workspace. What has errors is refused.
 */
void
parcours_publish_async (GtkWindow           *parent,
                        ParcoursProject     *project,
                        const char          *slug,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = g_task_new (project, NULL, callback, user_data);
  ParcoursRemote *remote = choose (project, slug);
  GtkWidget *dialog;

  g_task_set_source_tag (task, parcours_publish_async);
  g_task_set_task_data (task, g_strdup (slug), g_free);
  if (remote != NULL)
    {
      parcours_remote_publish_async (remote, slug, on_published, task);
      return;
    }
  dialog = parcours_connect_dialog_new (parent, project);
  g_signal_connect (dialog, "done", G_CALLBACK (on_connected), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * parcours_publish_finish:
 * @result: what the callback was given
 * @error: return location for an error; %G_IO_ERROR_CANCELLED if there is no server and none was connected, which
 *   needs no words
 *
 * Returns: (transfer full) (nullable): what to tell the person, as a sentence
 */
char *
parcours_publish_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, parcours_publish_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
