/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "parcours-app-settings.h"
#include "parcours-application.h"
#include "parcours-dialogs.h"
#include "parcours-project.h"
#include "parcours-style.h"
#include "parcours-workspace-window.h"

struct _ParcoursApplication
{
  AdwApplication parent_instance;

  guint terminate_id;
  guint interrupt_id;
};

G_DEFINE_FINAL_TYPE (ParcoursApplication, parcours_application, ADW_TYPE_APPLICATION)

/* Keys that hold in the whole window. Those that a text under the cursor needs too, such as Ctrl+Z, are bindings of
 * the window itself: the text has them first. */
static const struct
{
  const char *action;
  const char *keys[3];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "app.open-workspace", { "<Control>o" } },
  { "app.new-workspace", { "<Control><Shift>n" } },
  { "app.help", { "F1" } },
  { "app.shortcuts", { "<Control>question", "<Control>F1" } },
  { "win.new-automation", { "<Control>n" } },
  { "win.import", { "<Control>i" } },
  { "win.export", { "<Control>e" } },
  { "win.find", { "<Control>f" } },
  { "win.show-sidebar", { "F9" } },
  { "win.show-inspector", { "F4" } },
  { "win.show-problems", { "<Control><Shift>m" } },
  { "win.close-tab", { "<Control>w" } },
  { "win.play", { "F5" } },
  { "win.run", { "<Control>r" } },
  { "win.show-tests::", { "<Control><Shift>t" } },
  { "win.publish", { "<Control><Shift>p" } },
  { "win.view::automations", { "<Alt>1" } },
  { "win.view::contacts", { "<Alt>2" } },
  { "win.view::results", { "<Alt>3" } },
  { "win.view::server", { "<Alt>4" } },
  { "win.view::library", { "<Alt>5" } },
  { "win.fullscreen", { "F11" } },
};

static GtkWindow *
parcours_application_window (ParcoursApplication *self)
{
  return gtk_application_get_active_window (GTK_APPLICATION (self));
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  parcours_dialogs_show_about (parcours_application_window (user_data));
}

static void
help_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  parcours_dialogs_show_help (parcours_application_window (user_data));
}

static void
shortcuts_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  parcours_dialogs_show_shortcuts (parcours_application_window (user_data));
}

static void
choose_workspace_cb (const char *path,
                     gpointer    user_data)
{
  parcours_application_open_workspace (user_data, path);
}

static void
open_workspace_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  parcours_dialogs_choose_workspace (parcours_application_window (user_data), choose_workspace_cb, user_data);
}

static void
new_workspace_cb (const char *path,
                  gpointer    user_data)
{
  ParcoursWorkspaceWindow *window = parcours_workspace_window_new (user_data);

  gtk_window_present (GTK_WINDOW (window));
  parcours_workspace_window_create_workspace (window, path);
}

static void
new_workspace_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  parcours_dialogs_choose_new_workspace (parcours_application_window (user_data), new_workspace_cb, user_data);
}

static void
open_recent_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  parcours_application_open_workspace (user_data, g_variant_get_string (parameter, NULL));
}

static const GActionEntry entries[] = {
  { "quit", quit_action },
  { "about", about_action },
  { "help", help_action },
  { "shortcuts", shortcuts_action },
  { "open-workspace", open_workspace_action },
  { "new-workspace", new_workspace_action },
  { "open-recent", open_recent_action, "s" },
};

static gboolean
end_cb (gpointer data)
{
  quit_action (NULL, NULL, data);

  return G_SOURCE_CONTINUE;
}

static void
parcours_application_startup (GApplication *application)
{
  ParcoursApplication *self = PARCOURS_APPLICATION (application);

  G_APPLICATION_CLASS (parcours_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (PARCOURS_APPLICATION_ID);
  parcours_style_install (gdk_display_get_default ());
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action, accels[i].keys);
  self->terminate_id = g_unix_signal_add (SIGTERM, end_cb, self);
  self->interrupt_id = g_unix_signal_add (SIGINT, end_cb, self);
}

static void
parcours_application_shutdown (GApplication *application)
{
  ParcoursApplication *self = PARCOURS_APPLICATION (application);

  g_clear_handle_id (&self->terminate_id, g_source_remove);
  g_clear_handle_id (&self->interrupt_id, g_source_remove);
  G_APPLICATION_CLASS (parcours_application_parent_class)->shutdown (application);
}

static void
parcours_application_activate (GApplication *application)
{
  GtkWindow *window = parcours_application_window (PARCOURS_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (window);
  else
    parcours_application_open_workspace (PARCOURS_APPLICATION (application), NULL);
}

static ParcoursWorkspaceWindow *
find_window (ParcoursApplication *self,
             const char          *path)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      ParcoursProject *project = PARCOURS_IS_WORKSPACE_WINDOW (l->data) ? parcours_workspace_window_get_project (l->data) : NULL;

      if (project != NULL && g_str_equal (parcours_project_path (project), path))
        return l->data;
    }

  return NULL;
}

/* A window that has opened nothing yet takes the next workspace. */
static ParcoursWorkspaceWindow *
find_idle_window (ParcoursApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      if (PARCOURS_IS_WORKSPACE_WINDOW (l->data) && parcours_workspace_window_is_idle (l->data))
        return l->data;
    }

  return NULL;
}

static gboolean
is_automation (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_str_has_suffix (name, ".json");
}

static void
open_file (ParcoursApplication *self,
           GFile               *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path == NULL)
    return;
  if (!is_automation (file))
    {
      parcours_application_open_workspace (self, path);
      return;
    }
  parcours_application_activate (G_APPLICATION (self));
  if (PARCOURS_IS_WORKSPACE_WINDOW (parcours_application_window (self)))
    parcours_workspace_window_import (PARCOURS_WORKSPACE_WINDOW (parcours_application_window (self)), file);
}

static int
parcours_application_command_line (GApplication            *application,
                                   GApplicationCommandLine *command_line)
{
  ParcoursApplication *self = PARCOURS_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (command_line, NULL);
  const char *workspace = NULL;

  if (g_variant_dict_lookup (options, "workspace", "^&ay", &workspace))
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, workspace);

      parcours_application_open_workspace (self, g_file_peek_path (file));
    }
  else if (arguments[0] == NULL || arguments[1] == NULL)
    g_application_activate (application);
  for (guint i = 1; arguments[0] != NULL && arguments[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, arguments[i]);

      open_file (self, file);
    }

  return 0;
}

static void
parcours_application_class_init (ParcoursApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  application_class->startup = parcours_application_startup;
  application_class->shutdown = parcours_application_shutdown;
  application_class->activate = parcours_application_activate;
  application_class->command_line = parcours_application_command_line;
}

static void
parcours_application_init (ParcoursApplication *self)
{
  const GOptionEntry options[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, NULL, N_("Open this workspace"), N_("FILE") },
    { NULL }
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FILE…]"));
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("Draws marketing automations and shows what they would do."));
}

/**
 * parcours_application_new:
 *
 * Returns: (transfer full): the program
 */
ParcoursApplication *
parcours_application_new (void)
{
  return g_object_new (PARCOURS_TYPE_APPLICATION,
                       "application-id", PARCOURS_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path", "/org/parcours/Parcours",
                       NULL);
}

/**
 * parcours_application_open_workspace:
 * @self: the program
 * @path: (nullable): the file of a workspace, %NULL for the one that was open last, or at the first start the sample
 *
 * Shows the workspace in a window of its own.
 */
void
parcours_application_open_workspace (ParcoursApplication *self,
                                     const char          *path)
{
  g_autofree char *last = path == NULL ? parcours_app_settings_last () : NULL;
  ParcoursWorkspaceWindow *window;

  if (path == NULL)
    path = last;
  window = path != NULL ? find_window (self, path) : NULL;
  if (window != NULL)
    {
      gtk_window_present (GTK_WINDOW (window));
      return;
    }
  window = find_idle_window (self);
  if (window == NULL)
    window = parcours_workspace_window_new (self);
  gtk_window_present (GTK_WINDOW (window));
  parcours_workspace_window_open_workspace (window, path);
}
