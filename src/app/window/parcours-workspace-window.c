/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-app-settings.h"
#include "parcours-contacts-page.h"
#include "parcours-library-page.h"
#include "parcours-workspace-window-private.h"

/* How wide the window must be for all buttons of the header, for the switcher of views in it, and for that on one line. */
#define NEEDS_BUTTONS 640
#define NEEDS_SWITCHER 960
#define NEEDS_LINE 1300

/* How many seconds there are to take something back where it is told; the usual five are too few to read and to reach it. */
#define UNDO_TIME 10

enum
{
  PROP_0,
  PROP_WORKSPACE_PLATFORM,
};

G_DEFINE_FINAL_TYPE (ParcoursWorkspaceWindow, parcours_workspace_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_save_error (ParcoursWorkspaceWindow *self)
{
  const GError *error = parcours_project_save_error (self->project);

  if (error != NULL)
    {
      g_autofree char *text = g_strdup_printf (_("The last changes are not saved yet: %s It is tried again."), error->message);

      gtk_label_set_label (self->save_error_label, text);
    }
  gtk_revealer_set_reveal_child (self->save_error, error != NULL);
}

static void
show_notice (ParcoursWorkspaceWindow *self)
{
  const char *notice = parcours_project_notice (self->project);

  if (notice == NULL && parcours_project_is_read_only (self->project))
    notice = _("This workspace is read-only: nothing can be changed in it.");
  gtk_label_set_label (self->notice_label, notice != NULL ? notice : "");
  gtk_revealer_set_reveal_child (self->notice, notice != NULL);
}

static void
close_notice (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_revealer_set_reveal_child (PARCOURS_WORKSPACE_WINDOW (widget)->notice, FALSE);
}

/* The workspaces that were open lately, in the menu at the name of this one. */
static void
show_recent (ParcoursWorkspaceWindow *self)
{
  g_auto (GStrv) paths = g_settings_get_strv (parcours_app_settings_get (), "recent-workspaces");

  g_menu_remove_all (self->recent);
  for (char **path = paths; *path != NULL; path++)
    {
      g_autofree char *name = g_filename_display_basename (*path);
      g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

      if (self->project != NULL && g_str_equal (*path, parcours_project_path (self->project)))
        continue;
      g_menu_item_set_action_and_target (item, "app.open-recent", "s", *path);
      g_menu_append_item (self->recent, item);
    }
}

/* What was open when the program was last closed, or else the first automation. */
static void
open_automations (ParcoursWorkspaceWindow *self)
{
  g_auto (GStrv) slugs = g_settings_get_strv (parcours_app_settings_get (), "open-automations");
  GListModel *automations = parcours_project_automations (self->project);
  g_autoptr (ParcoursAutomationItem) first = g_list_model_get_item (automations, 0);
  gboolean is_open = FALSE;

  for (guint i = g_strv_length (slugs); i > 0; i--)
    {
      if (parcours_project_find_automation (self->project, slugs[i - 1]) == NULL)
        continue;
      parcours_design_page_open (self->design, slugs[i - 1], NULL);
      is_open = TRUE;
    }
  if (!is_open && first != NULL)
    parcours_design_page_open (self->design, parcours_automation_item_slug (first), NULL);
}

static gboolean
shows_library (ParcoursWorkspaceWindow *self)
{
  return self->project != NULL && g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "library") == 0;
}

/* What is not drawn on a canvas has one history in the workspace: the library and the contacts. */
gboolean
parcours_workspace_window_uses_history (ParcoursWorkspaceWindow *self)
{
  return shows_library (self) ||
         (self->project != NULL && g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "contacts") == 0);
}

/* The buttons are about what is seen. */
static void
follow_undo (ParcoursWorkspaceWindow *self)
{
  ParcoursLibraryHistory *history = parcours_workspace_window_uses_history (self) ? parcours_project_history (self->project) : NULL;
  g_autofree char *library_undo = history != NULL ? parcours_library_history_undo_label (history) : NULL;
  g_autofree char *library_redo = history != NULL ? parcours_library_history_redo_label (history) : NULL;
  const char *undo = history != NULL ? library_undo : self->followed != NULL ? parcours_document_undo_label (self->followed) : NULL;
  const char *redo = history != NULL ? library_redo : self->followed != NULL ? parcours_document_redo_label (self->followed) : NULL;
  /* Translators: %s is what was done, such as "Move Step". */
  g_autofree char *undo_text = undo != NULL ? g_strdup_printf (_("Undo: %s"), undo) : g_strdup (_("Undo"));
  g_autofree char *redo_text = redo != NULL ? g_strdup_printf (_("Redo: %s"), redo) : g_strdup (_("Redo"));

  gtk_widget_set_tooltip_text (self->undo_button, undo_text);
  gtk_widget_set_tooltip_text (self->redo_button, redo_text);
  parcours_workspace_window_update_actions (self);
}

static void
editor_cb (ParcoursWorkspaceWindow *self)
{
  ParcoursEditor *editor = parcours_design_page_get_editor (self->design);
  ParcoursDocument *document = editor != NULL ? parcours_editor_get_document (editor) : NULL;

  if (self->followed != NULL)
    g_signal_handlers_disconnect_by_func (self->followed, follow_undo, self);
  g_set_object (&self->followed, document);
  if (document != NULL)
    g_signal_connect_object (document, "changed", G_CALLBACK (follow_undo), self, G_CONNECT_SWAPPED);
  follow_undo (self);
}

static void
show_name (ParcoursWorkspaceWindow *self)
{
  gtk_menu_button_set_label (self->workspace_button, parcours_project_name (self->project));
  gtk_window_set_title (GTK_WINDOW (self), parcours_project_name (self->project));
}

/* The settings of the workspace are read again with its library. */
static void
notify_platform (ParcoursWorkspaceWindow *self)
{
  g_object_notify (G_OBJECT (self), "workspace-platform");
}

static void
run_deleted_cb (ParcoursResultsPage     *results,
                const char              *id,
                ParcoursWorkspaceWindow *self)
{
  parcours_workspace_window_say_with_undo (self, _("Run deleted"), "win.undelete-run", id);
}

static void
show_on_canvas_cb (ParcoursResultsPage     *results,
                   const char              *slug,
                   gint64                   at,
                   ParcoursWorkspaceWindow *self)
{
  adw_view_stack_set_visible_child_name (self->views, "automations");
  parcours_design_page_open (self->design, slug, NULL);
  if (at > 0)
    parcours_design_page_set_clock (self->design, at);
}

static void
opened_cb (ParcoursStartPage       *start,
           ParcoursProject         *project,
           ParcoursWorkspaceWindow *self)
{
  g_autoptr (GFile) import = g_steal_pointer (&self->import);

  self->project = g_object_ref (project);
  g_object_notify (G_OBJECT (self), "workspace-platform");
  parcours_app_settings_remember (parcours_project_path (project));
  g_signal_connect_object (project, "notify::save-error", G_CALLBACK (show_save_error), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::name", G_CALLBACK (show_name), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::library", G_CALLBACK (notify_platform), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (parcours_project_history (project), "changed", G_CALLBACK (follow_undo), self, G_CONNECT_SWAPPED);
  show_name (self);
  parcours_design_page_set_project (self->design, project);
  parcours_project_start_remotes (project);
  show_recent (self);
  show_notice (self);
  open_automations (self);
  gtk_stack_set_visible_child_name (self->stack, "views");
  self->fitted = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  parcours_workspace_window_update_actions (self);
  if (import != NULL)
    parcours_workspace_window_import (self, import);
}

static void
message_cb (ParcoursDesignPage      *design,
            const char              *text,
            gboolean                 can_undo,
            ParcoursWorkspaceWindow *self)
{
  parcours_workspace_window_say_with_undo (self, text, can_undo ? "win.undo" : NULL, NULL);
}

static void
page_message_cb (GtkWidget               *page,
                 const char              *text,
                 gboolean                 can_undo,
                 ParcoursWorkspaceWindow *self)
{
  parcours_workspace_window_say_with_undo (self, text, can_undo ? "win.undo" : NULL, NULL);
}

static void
open_automation_cb (GtkWidget               *library,
                    const char              *slug,
                    const char              *step,
                    ParcoursWorkspaceWindow *self)
{
  adw_view_stack_set_visible_child_name (self->views, "automations");
  parcours_design_page_open (self->design, slug, step);
}

static void
edit_message_cb (GtkWidget               *library,
                 const char              *kind,
                 const char              *slug,
                 ParcoursWorkspaceWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-message", "(ss)", kind, slug);
}

static void
make_library (ParcoursWorkspaceWindow *self)
{
  GtkWidget *library = parcours_library_page_new (self->project);

  g_signal_connect_object (library, "message", G_CALLBACK (page_message_cb), self, 0);
  g_signal_connect_object (library, "edit-message", G_CALLBACK (edit_message_cb), self, 0);
  g_signal_connect_object (library, "open-automation", G_CALLBACK (open_automation_cb), self, 0);
  adw_bin_set_child (self->library, library);
  gtk_widget_grab_focus (library);
}

static void
make_contacts (ParcoursWorkspaceWindow *self)
{
  GtkWidget *contacts = parcours_contacts_page_new (self->project);

  g_signal_connect_object (contacts, "message", G_CALLBACK (page_message_cb), self, 0);
  adw_bin_set_child (self->contacts, contacts);
}

static void
make_results (ParcoursWorkspaceWindow *self)
{
  self->results = g_object_new (PARCOURS_TYPE_RESULTS_PAGE, NULL);
  parcours_results_page_set_project (self->results, self->project);
  g_signal_connect_object (self->results, "message", G_CALLBACK (parcours_workspace_window_say), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->results, "deleted", G_CALLBACK (run_deleted_cb), self, 0);
  g_signal_connect_object (self->results, "show-on-canvas", G_CALLBACK (show_on_canvas_cb), self, 0);
  adw_bin_set_child (self->results_bin, GTK_WIDGET (self->results));
}

static void
make_server (ParcoursWorkspaceWindow *self)
{
  adw_bin_set_child (self->server, parcours_server_page_new (self->project));
}

/* A page that nobody has looked at yet is not made, so that the window is there sooner. */
static void
make_page (ParcoursWorkspaceWindow *self)
{
  const struct
  {
    AdwBin *bin;
    void (*make) (ParcoursWorkspaceWindow *window);
  } pages[] = {
    { self->contacts, make_contacts },
    { self->results_bin, make_results },
    { self->server, make_server },
    { self->library, make_library },
  };
  GtkWidget *view = adw_view_stack_get_visible_child (self->views);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      if (view == GTK_WIDGET (pages[i].bin) && adw_bin_get_child (pages[i].bin) == NULL)
        pages[i].make (self);
    }
}

static void
view_cb (ParcoursWorkspaceWindow *self)
{
  if (self->project != NULL)
    make_page (self);
  follow_undo (self);
}

static void
save_state (ParcoursWorkspaceWindow *self)
{
  GSettings *settings = parcours_app_settings_get ();
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (settings, "window-width", MAX (width, 360));
  g_settings_set_int (settings, "window-height", MAX (height, 300));
  g_settings_set_boolean (settings, "maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (self->project != NULL)
    {
      g_auto (GStrv) slugs = parcours_design_page_open_slugs (self->design);

      g_settings_set_strv (settings, "open-automations", (const char * const *) slugs);
    }
}

/* All is on the disk before the window is gone. */
static gboolean
parcours_workspace_window_close_request (GtkWindow *window)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (window);

  save_state (self);
  parcours_start_page_cancel (self->start);

  return GTK_WINDOW_CLASS (parcours_workspace_window_parent_class)->close_request (window);
}

static void
parcours_workspace_window_dispose (GObject *object)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (object);

  if (self->followed != NULL)
    g_signal_handlers_disconnect_by_func (self->followed, follow_undo, self);
  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_clear_pointer (&self->templates, g_hash_table_unref);
  g_clear_object (&self->followed);
  g_clear_object (&self->import);
  gtk_widget_dispose_template (GTK_WIDGET (self), PARCOURS_TYPE_WORKSPACE_WINDOW);
  if (self->project != NULL)
    parcours_project_close (self->project);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_workspace_window_parent_class)->dispose (object);
}

static gboolean
fit_cb (gpointer user_data)
{
  ParcoursWorkspaceWindow *self = user_data;
  gboolean is_wide = self->fitted >= NEEDS_BUTTONS;
  gboolean has_switcher = self->fitted >= NEEDS_SWITCHER && self->project != NULL;

  self->fit_id = 0;
  adw_view_switcher_set_policy (self->switcher, self->fitted >= NEEDS_LINE ? ADW_VIEW_SWITCHER_POLICY_WIDE
                                                                          : ADW_VIEW_SWITCHER_POLICY_NARROW);
  /* A stack whose child is hidden shows the other one, so what is not wanted is hidden too. */
  gtk_widget_set_visible (GTK_WIDGET (self->switcher), has_switcher);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, self->project != NULL && !has_switcher);
  gtk_widget_set_visible (GTK_WIDGET (self->workspace_button), is_wide);
  gtk_widget_set_visible (GTK_WIDGET (self->name), !has_switcher && (!is_wide || self->project == NULL));
  gtk_widget_set_visible (self->find_button, is_wide);

  return G_SOURCE_REMOVE;
}

/* What the menu or a key offers too gives way, which must wait until all sizes are given. */
static void
parcours_workspace_window_size_allocate (GtkWidget *widget,
                                         int        width,
                                         int        height,
                                         int        baseline)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);

  if (width != self->fitted && self->fit_id == 0)
    self->fit_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
  self->fitted = width;
  GTK_WIDGET_CLASS (parcours_workspace_window_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
import_contacts (ParcoursWorkspaceWindow *self,
                 const char              *path)
{
  adw_view_stack_set_visible_child_name (self->views, "contacts");
  parcours_contacts_page_import (PARCOURS_CONTACTS_PAGE (adw_bin_get_child (self->contacts)), path);
}

/* What a file is follows from the end of its name, as where it is chosen. */
static gboolean
drop_cb (ParcoursWorkspaceWindow *self,
         const GValue            *value,
         double                   x,
         double                   y)
{
  GFile *file = g_value_get_object (value);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *name = path != NULL ? g_ascii_strdown (path, -1) : g_strdup ("");

  if (g_str_has_suffix (name, ".parcours"))
    {
      parcours_application_open_workspace (PARCOURS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), path);
      return TRUE;
    }
  if (path == NULL || self->project == NULL || parcours_project_is_read_only (self->project))
    return FALSE;
  if (g_str_has_suffix (name, ".csv"))
    import_contacts (self, path);
  else if (g_str_has_suffix (name, ".html") || g_str_has_suffix (name, ".htm"))
    parcours_workspace_window_say (self, _("Open the message first, then drop the page into its window"));
  else
    parcours_workspace_window_import (self, file);

  return TRUE;
}

static void
parcours_workspace_window_get_property (GObject    *object,
                                        guint       property_id,
                                        GValue     *value,
                                        GParamSpec *pspec)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (object);

  switch (property_id)
    {
    case PROP_WORKSPACE_PLATFORM:
      g_value_set_static_string (value, parcours_platform_name (self->project != NULL ? parcours_project_platform (self->project)
                                                                                      : PARCOURS_PLATFORM_ANY));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
parcours_workspace_window_set_property (GObject      *object,
                                        guint         property_id,
                                        const GValue *value,
                                        GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_WORKSPACE_PLATFORM:
      parcours_workspace_window_set_platform (PARCOURS_WORKSPACE_WINDOW (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
parcours_workspace_window_class_init (ParcoursWorkspaceWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_workspace_window_dispose;
  G_OBJECT_CLASS (class)->get_property = parcours_workspace_window_get_property;
  G_OBJECT_CLASS (class)->set_property = parcours_workspace_window_set_property;
  widget_class->size_allocate = parcours_workspace_window_size_allocate;
  GTK_WINDOW_CLASS (class)->close_request = parcours_workspace_window_close_request;

  g_type_ensure (PARCOURS_TYPE_START_PAGE);
  g_type_ensure (PARCOURS_TYPE_DESIGN_PAGE);
  g_object_class_install_property (G_OBJECT_CLASS (class), PROP_WORKSPACE_PLATFORM,
                                   g_param_spec_string ("workspace-platform", NULL, NULL, "any",
                                                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_install_property_action (widget_class, "win.workspace-platform", "workspace-platform");
  parcours_workspace_window_install_actions (widget_class);
  parcours_workspace_window_install_automation_actions (widget_class);
  parcours_workspace_window_install_template_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "win.close-notice", NULL, close_notice);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/window/window.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, start);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, views);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, design);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, results_bin);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, server);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, contacts);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, library);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, workspace_button);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, title);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, name);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, recent);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, save_error);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, save_error_label);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, inspector_button);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, find_button);
  gtk_widget_class_bind_template_child (widget_class, ParcoursWorkspaceWindow, redo_button);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, message_cb);
  gtk_widget_class_bind_template_callback (widget_class, editor_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
}

static void
parcours_workspace_window_init (ParcoursWorkspaceWindow *self)
{
  GSettings *settings = parcours_app_settings_get ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  parcours_workspace_window_update_actions (self);
}

/**
 * parcours_workspace_window_new:
 * @application: the program
 *
 * Returns: (transfer none): a window without a workspace
 */
ParcoursWorkspaceWindow *
parcours_workspace_window_new (ParcoursApplication *application)
{
  return g_object_new (PARCOURS_TYPE_WORKSPACE_WINDOW, "application", application, NULL);
}

/**
 * parcours_workspace_window_get_project:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): its workspace, once that is open
 */
ParcoursProject *
parcours_workspace_window_get_project (ParcoursWorkspaceWindow *self)
{
  return self->project;
}

/**
 * parcours_workspace_window_is_idle:
 * @self: a window
 *
 * Returns: whether it has no workspace, and is opening none
 */
gboolean
parcours_workspace_window_is_idle (ParcoursWorkspaceWindow *self)
{
  return self->project == NULL && !parcours_start_page_is_busy (self->start);
}

/**
 * parcours_workspace_window_open_workspace:
 * @self: an idle window
 * @path: (nullable): a workspace, %NULL for the sample, which is made if it is not there yet
 */
void
parcours_workspace_window_open_workspace (ParcoursWorkspaceWindow *self,
                                          const char              *path)
{
  g_autofree char *sample = path == NULL ? parcours_project_default_path () : NULL;

  g_return_if_fail (parcours_workspace_window_is_idle (self));

  gtk_stack_set_visible_child_name (self->stack, "start");
  if (sample != NULL && !g_file_test (sample, G_FILE_TEST_EXISTS))
    parcours_start_page_make_sample (self->start, sample);
  else
    parcours_start_page_open (self->start, path != NULL ? path : sample, PARCOURS_STORE_WRITE);
}

/**
 * parcours_workspace_window_create_workspace:
 * @self: an idle window
 * @path: where an empty workspace is made; one that is there already is opened
 */
void
parcours_workspace_window_create_workspace (ParcoursWorkspaceWindow *self,
                                            const char              *path)
{
  g_return_if_fail (parcours_workspace_window_is_idle (self));

  gtk_stack_set_visible_child_name (self->stack, "start");
  parcours_start_page_open (self->start, path, PARCOURS_STORE_CREATE);
}

/**
 * parcours_workspace_window_say:
 * @self: a window
 * @text: what people should know and need not answer
 */
void
parcours_workspace_window_say (ParcoursWorkspaceWindow *self,
                               const char              *text)
{
  parcours_workspace_window_say_with_undo (self, text, NULL, NULL);
}

void
parcours_workspace_window_say_with_undo (ParcoursWorkspaceWindow *self,
                                         const char              *text,
                                         const char              *action,
                                         const char              *target)
{
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (title);

  if (action != NULL)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_timeout (toast, UNDO_TIME);
      adw_toast_set_action_name (toast, action);
      if (target != NULL)
        adw_toast_set_action_target (toast, "s", target);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}
