/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-connect-dialog.h"

struct _ParcoursConnectDialog
{
  AdwWindow parent_instance;

  ParcoursProject *project;  /* (owned) */
  ParcoursRemote *remote;    /* (owned) (nullable) of which only the token is asked for */
  GCancellable *cancellable; /* (owned) (nullable) while it is being tried */
  gboolean is_over;

  AdwPreferencesGroup *form;
  GtkEditable *name_row;
  GtkEditable *url_row;
  GtkEditable *token_row;
  GtkButton *connect_button;
  GtkSpinner *spinner;
  GtkLabel *failure;
};

static guint done_signal;

G_DEFINE_FINAL_TYPE (ParcoursConnectDialog, parcours_connect_dialog, ADW_TYPE_WINDOW)

static void
set_trying (ParcoursConnectDialog *self,
            gboolean               trying)
{
  gtk_spinner_set_spinning (self->spinner, trying);
  /* A text that is made insensitive under the cursor complains. */
  if (trying)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !trying);
  gtk_widget_set_sensitive (GTK_WIDGET (self->connect_button), !trying);
}

static void
show_failure (ParcoursConnectDialog *self,
              const char            *message)
{
  gtk_label_set_label (self->failure, message);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), message != NULL);
}

static void
finish (ParcoursConnectDialog *self,
        ParcoursRemote        *remote,
        const GError          *keyring_error)
{
  if (self->is_over)
    return;
  self->is_over = TRUE;
  g_signal_emit (self, done_signal, 0, remote, keyring_error);
}

static void
on_added (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (ParcoursConnectDialog) self = user_data;
  g_autoptr (GError) keyring_error = NULL;
  g_autoptr (GError) error = NULL;
  ParcoursRemote *remote =
    parcours_project_add_remote_finish (PARCOURS_PROJECT (source), result, &keyring_error, &error);

  g_clear_object (&self->cancellable);
  if (remote != NULL)
    {
      parcours_remote_start (remote);
      finish (self, remote, keyring_error);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (self->is_over)
    return;
  set_trying (self, FALSE);
  show_failure (self, error->message);
}

static void
on_token_entered (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (ParcoursConnectDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  parcours_remote_enter_token_finish (PARCOURS_REMOTE (source), result, &error);
  finish (self, PARCOURS_REMOTE (source), error);
  gtk_window_close (GTK_WINDOW (self));
}

static void
connect_cb (ParcoursConnectDialog *self)
{
  if (self->remote != NULL)
    {
      set_trying (self, TRUE);
      parcours_remote_enter_token_async (self->remote, gtk_editable_get_text (self->token_row), on_token_entered,
                                         g_object_ref (self));
      return;
    }
  set_trying (self, TRUE);
  show_failure (self, NULL);
  self->cancellable = g_cancellable_new ();
  parcours_project_add_remote_async (self->project, gtk_editable_get_text (self->name_row),
                                     gtk_editable_get_text (self->url_row), gtk_editable_get_text (self->token_row),
                                     self->cancellable, on_added, g_object_ref (self));
}

static gboolean
is_filled (GtkEditable *row)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (row));

  return *g_strstrip (text) != '\0';
}

static void
changed_cb (ParcoursConnectDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->connect_button),
                            is_filled (self->token_row) &&
                            (self->remote != NULL || (is_filled (self->name_row) && is_filled (self->url_row))));
}

static gboolean
parcours_connect_dialog_close_request (GtkWindow *window)
{
  ParcoursConnectDialog *self = PARCOURS_CONNECT_DIALOG (window);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  finish (self, NULL, NULL);

  return GTK_WINDOW_CLASS (parcours_connect_dialog_parent_class)->close_request (window);
}

static void
parcours_connect_dialog_dispose (GObject *object)
{
  ParcoursConnectDialog *self = PARCOURS_CONNECT_DIALOG (object);

  g_clear_object (&self->project);
  g_clear_object (&self->remote);
  G_OBJECT_CLASS (parcours_connect_dialog_parent_class)->dispose (object);
}

static void
parcours_connect_dialog_class_init (ParcoursConnectDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_connect_dialog_dispose;
  GTK_WINDOW_CLASS (class)->close_request = parcours_connect_dialog_close_request;

  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                              PARCOURS_TYPE_REMOTE, G_TYPE_ERROR);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/server/connect-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursConnectDialog, form);
  gtk_widget_class_bind_template_child (widget_class, ParcoursConnectDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, ParcoursConnectDialog, url_row);
  gtk_widget_class_bind_template_child (widget_class, ParcoursConnectDialog, token_row);
  gtk_widget_class_bind_template_child (widget_class, ParcoursConnectDialog, connect_button);
  gtk_widget_class_bind_template_child (widget_class, ParcoursConnectDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, ParcoursConnectDialog, failure);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
parcours_connect_dialog_init (ParcoursConnectDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * parcours_connect_dialog_new:
 * @parent: (nullable): the window that it is about
 * @project: (transfer none): the project that a server is added to
 *
 * Returns: (transfer none): the dialog, to be shown with gtk_window_present()
 */
GtkWidget *
parcours_connect_dialog_new (GtkWindow       *parent,
                             ParcoursProject *project)
{
  ParcoursConnectDialog *self = g_object_new (PARCOURS_TYPE_CONNECT_DIALOG, "transient-for", parent, NULL);

  self->project = g_object_ref (project);

  return GTK_WIDGET (self);
}

/**
 * parcours_connect_dialog_new_token:
 * @parent: (nullable): the window that it is about
 * @project: (transfer none): the project
 * @remote: (transfer none): the server that wants another token
 *
 * Returns: (transfer none): a dialog that asks for the token alone
 */
GtkWidget *
parcours_connect_dialog_new_token (GtkWindow       *parent,
                                   ParcoursProject *project,
                                   ParcoursRemote  *remote)
{
  GtkWidget *dialog = parcours_connect_dialog_new (parent, project);
  ParcoursConnectDialog *self = PARCOURS_CONNECT_DIALOG (dialog);

  self->remote = g_object_ref (remote);
  gtk_window_set_title (GTK_WINDOW (self), parcours_remote_name (remote));
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->url_row), FALSE);
  gtk_button_set_label (self->connect_button, _("_Use This Token"));

  return dialog;
}
