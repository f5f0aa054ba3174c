/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person can do in the window as a whole. What is done to automations
 * stands in parcours-workspace-window-automations.c. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-behaviours-window.h"
#include "parcours-contact-test.h"
#include "parcours-library-page.h"
#include "parcours-message-editor.h"
#include "parcours-tests-window.h"
#include "parcours-why-window.h"
#include "parcours-workspace-settings.h"
#include "parcours-workspace-window-private.h"

static ParcoursCanvas *
get_canvas (ParcoursWorkspaceWindow *self)
{
  ParcoursEditor *editor = parcours_design_page_get_editor (self->design);

  return editor != NULL ? parcours_editor_get_canvas (editor) : NULL;
}

static gboolean
shows (ParcoursWorkspaceWindow *self,
       const char              *view)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), view) == 0;
}

static void
stepped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ParcoursWorkspaceWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!parcours_project_entity_finish (PARCOURS_PROJECT (source), result, &error))
    parcours_workspace_window_say (self, error->message);
}

static void
undo (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);

  if (parcours_workspace_window_uses_history (self))
    parcours_project_undo_library_async (self->project, stepped_cb, g_object_ref (self));
  else if (self->followed != NULL)
    parcours_document_undo (self->followed);
}

static void
redo (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);

  if (parcours_workspace_window_uses_history (self))
    parcours_project_redo_library_async (self->project, stepped_cb, g_object_ref (self));
  else if (self->followed != NULL)
    parcours_document_redo (self->followed);
}

static void
edit_message (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  const char *kind, *slug;

  g_variant_get (parameter, "(&s&s)", &kind, &slug);
  if (self->project != NULL)
    gtk_window_present (GTK_WINDOW (parcours_message_window_new (GTK_WINDOW (self), self->project, kind, slug)));
}

static void
show_settings (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);

  if (self->project != NULL)
    gtk_window_present (GTK_WINDOW (parcours_workspace_settings_new (GTK_WINDOW (self), self->project)));
}

static void
show_behaviours (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  const char *slug = g_variant_get_string (parameter, NULL);

  if (self->project != NULL)
    gtk_window_present (GTK_WINDOW (parcours_behaviours_window_new (GTK_WINDOW (self), self->project,
                                                                    *slug != '\0' ? slug : NULL)));
}

/* Those of one automation, or of all. */
static void
show_tests (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  const char *slug = g_variant_get_string (parameter, NULL);
  GtkWidget *window;

  if (self->project == NULL)
    return;
  window = parcours_tests_window_new (GTK_WINDOW (self), self->project, *slug != '\0' ? slug : NULL);
  if (self->followed != NULL)
    parcours_tests_window_prefer (PARCOURS_TESTS_WINDOW (window),
                                  parcours_automation_slug (parcours_document_automation (self->followed)));
  gtk_window_present (GTK_WINDOW (window));
}

static void
show_test (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  GtkWidget *window = parcours_tests_window_new (GTK_WINDOW (self), self->project, NULL);

  parcours_tests_window_select (PARCOURS_TESTS_WINDOW (window), g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (window));
}

/* The run that the counts on the canvas come from. */
static ParcoursRun *
get_run (ParcoursWorkspaceWindow *self)
{
  ParcoursLive *live = parcours_design_page_get_live (self->design);
  ParcoursRun *run = live != NULL ? parcours_live_run (live) : NULL;

  if (run == NULL)
    parcours_workspace_window_say (self, _("Nothing has been simulated yet. Open an automation."));

  return run;
}

static void
why_step (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  ParcoursRun *run = get_run (self);

  if (run != NULL)
    gtk_window_present (GTK_WINDOW (parcours_why_window_new_for_step (
      GTK_WINDOW (self), self->project, run, parcours_live_automation (parcours_design_page_get_live (self->design)),
      g_variant_get_string (parameter, NULL))));
}

static void
why_contact (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  ParcoursRun *run = get_run (self);

  if (run != NULL)
    gtk_window_present (GTK_WINDOW (parcours_why_window_new_for_contact (GTK_WINDOW (self), self->project, run,
                                                                        g_variant_get_int64 (parameter))));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (ParcoursWorkspaceWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *slug = parcours_project_add_contact_test_finish (PARCOURS_PROJECT (source), result, &error);

  if (slug != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-test", "s", slug);
  else
    parcours_workspace_window_say (self, error->message);
}

static void
save_contact_test (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  ParcoursRun *run = get_run (self);
  guint contact;

  if (run == NULL)
    return;
  if (parcours_run_find_contact (run, g_variant_get_int64 (parameter), &contact))
    parcours_project_add_contact_test_async (self->project, run, contact, saved_cb, g_object_ref (self));
  else
    parcours_workspace_window_say (self, _("The contact was not there when this was simulated. Wait until the counts are up to "
                                           "date, and ask again."));
}

/* "win.tidy" is the "canvas.tidy" of the canvas that is seen. */
static void
canvas_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ParcoursCanvas *canvas = get_canvas (PARCOURS_WORKSPACE_WINDOW (widget));
  g_autofree char *action = g_strconcat ("canvas.", name + strlen ("win."), NULL);

  if (canvas != NULL)
    gtk_widget_activate_action (GTK_WIDGET (canvas), action, NULL);
}

static void
view (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  adw_view_stack_set_visible_child_name (PARCOURS_WORKSPACE_WINDOW (widget)->views, g_variant_get_string (parameter, NULL));
}

static void
toggle_pane (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  const char *property = g_str_equal (name, "win.show-sidebar") ? "sidebar-open" : "inspector-open";
  gboolean is_open;

  if (shows (self, "results"))
    {
      gtk_widget_activate_action (GTK_WIDGET (self->results), "results.show-sidebar", NULL);
      return;
    }
  if (shows (self, "contacts"))
    {
      g_autofree char *action = g_strconcat ("contacts.", name + strlen ("win."), NULL);

      gtk_widget_activate_action (adw_bin_get_child (self->contacts), action, NULL);
      return;
    }
  g_object_get (self->design, property, &is_open, NULL);
  g_object_set (self->design, property, !is_open, NULL);
}

static void
find (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);

  if (shows (self, "contacts") && adw_bin_get_child (self->contacts) != NULL)
    {
      gtk_widget_activate_action (adw_bin_get_child (self->contacts), "contacts.search", NULL);
      return;
    }
  if (shows (self, "library") && adw_bin_get_child (self->library) != NULL)
    {
      parcours_library_page_search (PARCOURS_LIBRARY_PAGE (adw_bin_get_child (self->library)));
      return;
    }
  adw_view_stack_set_visible_child_name (self->views, "automations");
  parcours_design_page_find (self->design);
}

static void
show_problems (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);

  adw_view_stack_set_visible_child_name (self->views, "automations");
  parcours_design_page_show_problems (self->design);
}

static void
close_tab (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);

  if (shows (self, "automations") && parcours_design_page_get_editor (self->design) != NULL)
    parcours_design_page_close_tab (self->design);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
play (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  parcours_design_page_toggle_play (PARCOURS_WORKSPACE_WINDOW (widget)->design);
}

static void
step_clock (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  parcours_design_page_step_clock (PARCOURS_WORKSPACE_WINDOW (widget)->design, g_variant_get_int32 (parameter));
}

static void
undelete_run (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  parcours_results_page_undelete (PARCOURS_WORKSPACE_WINDOW (widget)->results, g_variant_get_string (parameter, NULL));
}

static void
run (GtkWidget  *widget,
     const char *name,
     GVariant   *parameter)
{
  ParcoursWorkspaceWindow *self = PARCOURS_WORKSPACE_WINDOW (widget);
  ParcoursEditor *editor = parcours_design_page_get_editor (self->design);

  adw_view_stack_set_visible_child_name (self->views, "results");
  parcours_results_page_run (self->results, editor != NULL ? parcours_editor_get_slug (editor) : NULL,
                             parcours_live_options (parcours_design_page_get_live (self->design)));
}

static void
toggle_fullscreen (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    gtk_window_fullscreen (GTK_WINDOW (widget));
}

/* Keys that a text under the cursor has first, so they are no accelerators. */
static void
install_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "win.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_comma, 0, "win.step-clock", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_period, 0, "win.step-clock", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_less, GDK_SHIFT_MASK, "win.step-clock", "i", -24);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_greater, GDK_SHIFT_MASK, "win.step-clock", "i", 24);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "win.next-problem", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "win.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, GDK_CONTROL_MASK, "win.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "win.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "win.zoom-reset", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_9, GDK_CONTROL_MASK, "win.zoom-fit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "win.tidy", NULL);
}

void
parcours_workspace_window_install_actions (GtkWidgetClass *widget_class)
{
  static const char *canvas_actions[] = { "win.tidy", "win.zoom-in", "win.zoom-out", "win.zoom-reset", "win.zoom-fit",
                                          "win.next-problem" };

  for (gsize i = 0; i < G_N_ELEMENTS (canvas_actions); i++)
    gtk_widget_class_install_action (widget_class, canvas_actions[i], NULL, canvas_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo);
  gtk_widget_class_install_action (widget_class, "win.edit-message", "(ss)", edit_message);
  gtk_widget_class_install_action (widget_class, "win.workspace-settings", NULL, show_settings);
  gtk_widget_class_install_action (widget_class, "win.edit-behaviours", "s", show_behaviours);
  gtk_widget_class_install_action (widget_class, "win.show-tests", "s", show_tests);
  gtk_widget_class_install_action (widget_class, "win.show-test", "s", show_test);
  gtk_widget_class_install_action (widget_class, "win.save-contact-test", "x", save_contact_test);
  gtk_widget_class_install_action (widget_class, "win.view", "s", view);
  gtk_widget_class_install_action (widget_class, "win.why-step", "s", why_step);
  gtk_widget_class_install_action (widget_class, "win.why-contact", "x", why_contact);
  gtk_widget_class_install_action (widget_class, "win.show-sidebar", NULL, toggle_pane);
  gtk_widget_class_install_action (widget_class, "win.show-inspector", NULL, toggle_pane);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find);
  gtk_widget_class_install_action (widget_class, "win.show-problems", NULL, show_problems);
  gtk_widget_class_install_action (widget_class, "win.close-tab", NULL, close_tab);
  gtk_widget_class_install_action (widget_class, "win.play", NULL, play);
  gtk_widget_class_install_action (widget_class, "win.step-clock", "i", step_clock);
  gtk_widget_class_install_action (widget_class, "win.run", NULL, run);
  gtk_widget_class_install_action (widget_class, "win.undelete-run", "s", undelete_run);
  gtk_widget_class_install_action (widget_class, "win.fullscreen", NULL, toggle_fullscreen);
  install_keys (widget_class);
}

/* What has nothing to act on is off. */
void
parcours_workspace_window_update_actions (ParcoursWorkspaceWindow *self)
{
  static const char *for_editor[] = { "win.tidy", "win.zoom-in", "win.zoom-out", "win.zoom-reset", "win.zoom-fit",
                                      "win.next-problem", "win.show-problems", "win.export", "win.save-template", "win.publish" };
  static const char *for_designing[] = { "win.play", "win.step-clock" };
  static const char *for_panes[] = { "win.show-sidebar", "win.show-inspector" };
  static const char *for_project[] = { "win.view", "win.run", "win.find", "win.workspace-settings", "win.show-tests" };
  static const char *for_writing[] = { "win.new-automation", "win.new-from-template", "win.import" };
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_project = self->project != NULL;
  gboolean writes = has_project && !parcours_project_is_read_only (self->project);
  gboolean designs = has_project && shows (self, "automations");
  gboolean edits = designs && writes && self->followed != NULL;
  ParcoursLibraryHistory *history = writes && parcours_workspace_window_uses_history (self)
                                      ? parcours_project_history (self->project) : NULL;

  gtk_widget_set_visible (self->sidebar_button, designs);
  gtk_widget_set_visible (self->inspector_button, designs);
  gtk_widget_set_visible (self->undo_button, designs || history != NULL);
  gtk_widget_set_visible (self->redo_button, designs || history != NULL);
  gtk_widget_action_set_enabled (widget, "win.undo", history != NULL ? parcours_library_history_can_undo (history)
                                                                     : edits && parcours_document_can_undo (self->followed));
  gtk_widget_action_set_enabled (widget, "win.redo", history != NULL ? parcours_library_history_can_redo (history)
                                                                     : edits && parcours_document_can_redo (self->followed));
  for (gsize i = 0; i < G_N_ELEMENTS (for_editor); i++)
    gtk_widget_action_set_enabled (widget, for_editor[i], designs && self->followed != NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (for_designing); i++)
    gtk_widget_action_set_enabled (widget, for_designing[i], designs);
  for (gsize i = 0; i < G_N_ELEMENTS (for_panes); i++)
    gtk_widget_action_set_enabled (widget, for_panes[i], designs || (has_project && shows (self, "contacts")));
  for (gsize i = 0; i < G_N_ELEMENTS (for_project); i++)
    gtk_widget_action_set_enabled (widget, for_project[i], has_project);
  for (gsize i = 0; i < G_N_ELEMENTS (for_writing); i++)
    gtk_widget_action_set_enabled (widget, for_writing[i], writes);
}
