/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "parcours-buttons.h"
#include "parcours-dialogs.h"
#include "parcours-message-editor.h"

/* A window about one message. It closes with the one over which it stands. */
typedef struct
{
  GtkWidget *window;        /* (unowned) */
  ParcoursProject *project; /* (owned) */
  GtkWidget *editor;        /* (unowned) */
  GtkWidget *toasts;        /* (unowned) */
  GSimpleActionGroup *actions; /* (owned) */
} MessageWindow;

static void
message_window_free (gpointer data)
{
  MessageWindow *self = data;

  g_object_unref (self->project);
  g_object_unref (self->actions);
  g_free (self);
}

static void
say (MessageWindow *self,
     const char    *text)
{
  g_autofree char *title = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), adw_toast_new (title));
}

static void
message_cb (GtkWidget     *editor,
            const char    *text,
            MessageWindow *self)
{
  say (self, text);
}

static void
stepped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GtkWidget) window = user_data;
  g_autoptr (GError) error = NULL;
  MessageWindow *self = g_object_get_data (G_OBJECT (window), "message-window");

  if (!parcours_project_entity_finish (PARCOURS_PROJECT (source), result, &error) && gtk_widget_get_root (window) != NULL)
    say (self, error->message);
}

static void
undo (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  MessageWindow *self = user_data;

  parcours_message_editor_flush (PARCOURS_MESSAGE_EDITOR (self->editor));
  parcours_project_undo_library_async (self->project, stepped_cb, g_object_ref (self->window));
}

static void
redo (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  MessageWindow *self = user_data;

  parcours_project_redo_library_async (self->project, stepped_cb, g_object_ref (self->window));
}

static void
chosen_cb (const char *path,
           gpointer    user_data)
{
  MessageWindow *self = user_data;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  parcours_message_editor_import_file (PARCOURS_MESSAGE_EDITOR (self->editor), file);
}

/* A page that is dropped, from whatever program. */
static gboolean
drop_cb (MessageWindow *self,
         const GValue  *value,
         double         x,
         double         y)
{
  GFile *file = g_value_get_object (value);

  if (file == NULL || parcours_project_is_read_only (self->project))
    return FALSE;
  parcours_message_editor_import_file (PARCOURS_MESSAGE_EDITOR (self->editor), file);

  return TRUE;
}

static void
take_drops (MessageWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  /* Before the texts, which would take the address of the file for a text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (self->window, GTK_EVENT_CONTROLLER (target));
}

static void
import (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  MessageWindow *self = user_data;

  parcours_dialogs_choose_html (GTK_WINDOW (self->window), chosen_cb, self);
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GtkWidget) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  MessageWindow *self = g_object_get_data (G_OBJECT (window), "message-window");

  if (gtk_widget_get_root (window) == NULL || !gtk_widget_get_mapped (window))
    return;
  if (text == NULL)
    say (self, _("There is no text in the clipboard. Copy the HTML first."));
  else
    parcours_message_editor_import_html (PARCOURS_MESSAGE_EDITOR (self->editor), text, strlen (text));
}

static void
paste (GSimpleAction *action,
       GVariant      *parameter,
       gpointer       user_data)
{
  MessageWindow *self = user_data;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (self->window), NULL, pasted_cb, g_object_ref (self->window));
}

static void
to_text (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  parcours_message_editor_to_text (PARCOURS_MESSAGE_EDITOR (((MessageWindow *) user_data)->editor));
}

static void
set_enabled (MessageWindow *self,
             const char    *name,
             gboolean       enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
history_cb (ParcoursLibraryHistory *history,
            GtkWidget              *window)
{
  MessageWindow *self = g_object_get_data (G_OBJECT (window), "message-window");
  gboolean writes = !parcours_project_is_read_only (self->project);

  set_enabled (self, "undo", writes && parcours_library_history_can_undo (history));
  set_enabled (self, "redo", writes && parcours_library_history_can_redo (history));
}

static GtkWidget *
new_menu (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _("_Import HTML…"), "message.import");
  g_menu_append (menu, _("_Paste HTML"), "message.paste");
  g_menu_append (menu, _("HTML to _Text"), "message.to-text");

  return parcours_more_button_new (G_MENU_MODEL (menu), _("More"));
}

static void
add_shortcut (GtkWidget  *window,
              const char *keys,
              const char *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys),
                                                          gtk_named_action_new (action)));
  gtk_widget_add_controller (window, controller);
}

static void
add_actions (MessageWindow *self)
{
  static const GActionEntry entries[] = {
    { "undo", undo }, { "redo", redo }, { "import", import }, { "paste", paste }, { "to-text", to_text },
  };
  gboolean writes = !parcours_project_is_read_only (self->project);

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->window, "message", G_ACTION_GROUP (self->actions));
  set_enabled (self, "import", writes);
  set_enabled (self, "paste", writes);
  set_enabled (self, "to-text", writes);
  add_shortcut (self->window, "Escape", "window.close");
}

static GtkWidget *
new_content (MessageWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  self->toasts = adw_toast_overlay_new ();
  adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                             parcours_icon_button_new ("edit-undo-symbolic", "message.undo", _("Undo")));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                             parcours_icon_button_new ("edit-redo-symbolic", "message.redo", _("Redo")));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), new_menu ());
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->toasts), self->editor);
  gtk_widget_set_vexpand (self->toasts, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->toasts);

  return box;
}

/**
 * parcours_message_window_new:
 * @parent: (nullable): over which window
 * @project: a project
 * @kind: a kind of messages, such as `email`
 * @slug: the slug of a message
 *
 * Returns: (transfer none): a window in which the message is edited, to be presented
 */
GtkWidget *
parcours_message_window_new (GtkWindow       *parent,
                             ParcoursProject *project,
                             const char      *kind,
                             const char      *slug)
{
  MessageWindow *self = g_new0 (MessageWindow, 1);
  ParcoursLibraryHistory *history = parcours_project_history (project);

  self->window = adw_window_new ();
  self->project = g_object_ref (project);
  self->editor = parcours_message_editor_new (project, kind, slug);
  g_object_set_data_full (G_OBJECT (self->window), "message-window", self, message_window_free);
  gtk_window_set_title (GTK_WINDOW (self->window), parcours_library_label (parcours_project_library (project), kind, slug));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 680);
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (self->window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self->window), TRUE);
  adw_window_set_content (ADW_WINDOW (self->window), new_content (self));
  add_actions (self);
  take_drops (self);
  g_signal_connect (self->editor, "message", G_CALLBACK (message_cb), self);
  g_signal_connect_object (history, "changed", G_CALLBACK (history_cb), self->window, 0);
  history_cb (history, self->window);

  return self->window;
}
