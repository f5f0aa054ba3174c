/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-behaviour-editor.h"
#include "parcours-behaviours-window.h"
#include "parcours-buttons.h"
#include "parcours-dialogs.h"
#include "parcours-fit-dialog.h"
#include "parcours-json.h"
#include "parcours-project-behaviours.h"
#include "parcours-style.h"

struct _ParcoursBehavioursWindow
{
  AdwWindow parent_instance;

  ParcoursProject *project;   /* (owned) */
  ParcoursForm *form;         /* (owned) */
  GCancellable *cancellable;  /* (owned) (nullable) of what is being loaded */
  char *slug;                 /* (owned) (nullable) what is shown, or to be shown */
  char *added;                /* (owned) (nullable) what has been added, and the library may not have yet */
  JsonNode *shown;            /* (owned) (nullable) what the editor shows, as it was written last */
  guint n_writing;            /* changes that are on their way */

  GtkWidget *toasts;
  GtkWidget *list;
  GtkWidget *leaflet;
  GtkWidget *side;
  GtkWidget *content;
  GtkWidget *title;
  GtkWidget *hint;
  GtkWidget *editor;
  GtkWidget *back;
};

G_DEFINE_FINAL_TYPE (ParcoursBehavioursWindow, parcours_behaviours_window, ADW_TYPE_WINDOW)

static void load (ParcoursBehavioursWindow *self);

static void
say (ParcoursBehavioursWindow *self,
     const char               *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  if (self->project != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), adw_toast_new (escaped));
}

static gboolean
is_own (ParcoursBehavioursWindow *self)
{
  return self->slug != NULL &&
         parcours_library_lookup (parcours_project_library (self->project), "behaviour", self->slug) != NULL;
}

static gboolean
is_editable (ParcoursBehavioursWindow *self)
{
  return is_own (self) && !parcours_project_is_read_only (self->project);
}

static void
update_actions (ParcoursBehavioursWindow *self)
{
  static const char *const for_own[] = { "behaviours.rename", "behaviours.delete" };
  static const char *const for_writing[] = { "behaviours.new", "behaviours.duplicate", "behaviours.import" };
  ParcoursLibraryHistory *history = parcours_project_history (self->project);
  gboolean writes = !parcours_project_is_read_only (self->project);
  GtkWidget *widget = GTK_WIDGET (self);

  for (guint i = 0; i < G_N_ELEMENTS (for_own); i++)
    gtk_widget_action_set_enabled (widget, for_own[i], is_editable (self));
  for (guint i = 0; i < G_N_ELEMENTS (for_writing); i++)
    gtk_widget_action_set_enabled (widget, for_writing[i], writes);
  gtk_widget_action_set_enabled (widget, "behaviours.undo", writes && parcours_library_history_can_undo (history));
  gtk_widget_action_set_enabled (widget, "behaviours.redo", writes && parcours_library_history_can_redo (history));
}

/* Writing */

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ParcoursBehavioursWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  self->n_writing--;
  if (!parcours_project_entity_finish (PARCOURS_PROJECT (source), result, &error))
    say (self, error->message);
}

static void
changed_cb (ParcoursBehavioursWindow *self)
{
  g_clear_pointer (&self->shown, json_node_unref);
  self->shown = parcours_behaviour_editor_value (PARCOURS_BEHAVIOUR_EDITOR (self->editor));
  self->n_writing++;
  parcours_project_set_entity_async (self->project, "behaviour", self->slug, NULL, json_node_get_object (self->shown),
                                     written_cb, g_object_ref (self));
}

static void
show_added (ParcoursBehavioursWindow *self,
            const char               *slug)
{
  g_free (self->slug);
  g_free (self->added);
  self->slug = g_strdup (slug);
  self->added = g_strdup (slug);
  load (self);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (ParcoursBehavioursWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *slug = parcours_project_add_entity_finish (PARCOURS_PROJECT (source), result, &error);

  if (self->project == NULL)
    return;
  if (slug == NULL)
    {
      say (self, error->message);
      return;
    }
  show_added (self, slug);
}

static void
add (ParcoursBehavioursWindow *self,
     const char               *label,
     JsonNode                 *behaviour)
{
  g_autofree char *line = parcours_json_to_line (behaviour);
  g_autoptr (JsonNode) copy = parcours_json_parse (line, -1, NULL);

  json_object_set_string_member (json_node_get_object (copy), "name", label);
  parcours_project_add_entity_async (self->project, "behaviour", label, json_node_get_object (copy), added_cb,
                                     g_object_ref (self));
}

/* The list */

static GtkWidget *
add_row (ParcoursBehavioursWindow *self,
         const char               *slug,
         const char               *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *label = parcours_project_behaviour_name (self->project, slug);
  g_autofree char *escaped = g_markup_escape_text (label, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "slug", g_strdup (slug), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  if (g_strcmp0 (slug, self->slug) == 0)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));

  return row;
}

static void
fill_list (ParcoursBehavioursWindow *self)
{
  ParcoursLibrary *library = parcours_project_library (self->project);
  g_autoptr (GPtrArray) own = parcours_library_list (library, "behaviour");
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < own->len; i++)
    add_row (self, ((const ParcoursEntity *) g_ptr_array_index (own, i))->slug, "");
  for (const char *const *preset = parcours_behaviour_presets (); *preset != NULL; preset++)
    {
      if (parcours_library_lookup (library, "behaviour", *preset) == NULL)
        add_row (self, *preset, _("Comes with Parcours"));
    }
}

static void
row_cb (ParcoursBehavioursWindow *self,
        GtkListBoxRow            *row)
{
  g_free (self->slug);
  self->slug = g_strdup (g_object_get_data (G_OBJECT (row), "slug"));
  adw_leaflet_navigate (ADW_LEAFLET (self->leaflet), ADW_NAVIGATION_DIRECTION_FORWARD);
  load (self);
}

/* What is shown */

static gboolean
is_shown (ParcoursBehavioursWindow *self,
          JsonNode                 *behaviour)
{
  return self->shown != NULL && parcours_json_equal (self->shown, behaviour);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (ParcoursBehavioursWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursBehaviour) behaviour = parcours_project_load_behaviour_finish (PARCOURS_PROJECT (source), result, &error);
  g_autoptr (JsonNode) node = NULL;

  if (self->project == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (behaviour == NULL)
    {
      say (self, error->message);
      return;
    }
  /* What was written meanwhile will be loaded once it is there. */
  node = parcours_behaviour_to_json (behaviour);
  if (self->n_writing > 0 || is_shown (self, node))
    return;
  g_clear_pointer (&self->shown, json_node_unref);
  self->shown = json_node_ref (node);
  parcours_behaviour_editor_show (PARCOURS_BEHAVIOUR_EDITOR (self->editor), node, is_editable (self));
}

static void
load (ParcoursBehavioursWindow *self)
{
  g_autofree char *label = NULL;

  if (self->slug == NULL || (!is_own (self) && !g_strv_contains (parcours_behaviour_presets (), self->slug)))
    {
      /* What was added will be there when the library follows; what was deleted is not. */
      if (self->slug != NULL && g_strcmp0 (self->slug, self->added) == 0)
        return;
      g_free (self->slug);
      self->slug = g_strdup (parcours_behaviour_presets ()[0]);
    }
  g_clear_pointer (&self->added, g_free);
  label = parcours_project_behaviour_name (self->project, self->slug);
  if (g_strcmp0 (g_object_get_data (G_OBJECT (self->editor), "slug"), self->slug) != 0)
    {
      g_clear_pointer (&self->shown, json_node_unref);
      g_object_set_data_full (G_OBJECT (self->editor), "slug", g_strdup (self->slug), g_free);
      parcours_library_history_end_burst (parcours_project_history (self->project));
    }
  fill_list (self);
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), label);
  gtk_widget_set_visible (self->hint, !is_own (self));
  update_actions (self);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  parcours_project_load_behaviour_async (self->project, self->slug, self->cancellable, loaded_cb, g_object_ref (self));
}

/* Actions */

static void
named_cb (const char *name,
          gpointer    user_data)
{
  ParcoursBehavioursWindow *self = user_data;
  g_autoptr (JsonNode) node = parcours_json_parse ("{\"format\": \"" PARCOURS_BEHAVIOUR_FORMAT "\"}", -1, NULL);

  add (self, name, node);
}

static void
new_one (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  parcours_dialogs_ask_text (GTK_WINDOW (widget), _("New Behaviour"), NULL, _("Name"), "", _("_Create"), named_cb, widget);
}

static void
duplicate (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ParcoursBehavioursWindow *self = PARCOURS_BEHAVIOURS_WINDOW (widget);
  g_autofree char *label = parcours_project_behaviour_name (self->project, self->slug);
  /* Translators: what a copy is called: "Loyal customers (copy)". */
  g_autofree char *copy = g_strdup_printf (_("%s (copy)"), label);

  if (self->shown != NULL)
    add (self, copy, self->shown);
}

static void
renamed_cb (const char *name,
            gpointer    user_data)
{
  ParcoursBehavioursWindow *self = user_data;

  self->n_writing++;
  parcours_project_set_entity_async (self->project, "behaviour", self->slug, name, NULL, written_cb, g_object_ref (self));
}

static void
rename_one (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ParcoursBehavioursWindow *self = PARCOURS_BEHAVIOURS_WINDOW (widget);
  g_autofree char *label = parcours_project_behaviour_name (self->project, self->slug);

  parcours_dialogs_ask_text (GTK_WINDOW (self), _("Rename Behaviour"), NULL, _("Name"), label, _("_Rename"), renamed_cb, self);
}

static void
delete_one (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ParcoursBehavioursWindow *self = PARCOURS_BEHAVIOURS_WINDOW (widget);
  const char *usual = parcours_json_member_string (parcours_project_settings (self->project), "behaviour");

  if (g_strcmp0 (usual, self->slug) == 0)
    {
      say (self, _("This is the usual behaviour of the workspace: choose another one in its settings first"));
      return;
    }
  self->n_writing++;
  parcours_project_delete_entity_async (self->project, "behaviour", self->slug, written_cb, g_object_ref (self));
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      path,
                GCancellable *cancellable)
{
  GError *error = NULL;
  ParcoursBehaviour *behaviour = parcours_behaviour_load (path, &error);

  if (behaviour != NULL)
    g_task_return_pointer (task, behaviour, (GDestroyNotify) parcours_behaviour_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  ParcoursBehavioursWindow *self = PARCOURS_BEHAVIOURS_WINDOW (source);
  const char *path = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursBehaviour) behaviour = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *file = NULL;

  if (self->project == NULL)
    return;
  if (behaviour == NULL)
    {
      parcours_dialogs_show_error (GTK_WINDOW (self), _("The Behaviour Cannot Be Imported"), error->message);
      return;
    }
  node = parcours_behaviour_to_json (behaviour);
  file = g_path_get_basename (path);
  add (self, *parcours_behaviour_name (behaviour) != '\0' ? parcours_behaviour_name (behaviour) : file, node);
}

static void
imported_cb (const char *path,
             gpointer    user_data)
{
  g_autoptr (GTask) task = g_task_new (user_data, NULL, read_cb, NULL);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
import (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  parcours_dialogs_choose_behaviour (GTK_WINDOW (widget), imported_cb, widget);
}

static void
exported_cb (const char *path,
             gpointer    user_data)
{
  ParcoursBehavioursWindow *self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->shown != NULL && !parcours_json_save (self->shown, path, &error))
    parcours_dialogs_show_error (GTK_WINDOW (self), _("The Behaviour Cannot Be Exported"), error->message);
}

static void
export (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  ParcoursBehavioursWindow *self = PARCOURS_BEHAVIOURS_WINDOW (widget);
  g_autofree char *name = g_strconcat (self->slug, ".json", NULL);

  parcours_dialogs_save_behaviour (GTK_WINDOW (self), name, exported_cb, self);
}

static void
fit (GtkWidget  *widget,
     const char *action,
     GVariant   *parameter)
{
  ParcoursBehavioursWindow *self = PARCOURS_BEHAVIOURS_WINDOW (widget);
  GtkWidget *dialog = parcours_fit_dialog_new (GTK_WINDOW (self), self->project);

  g_signal_connect_object (dialog, "kept", G_CALLBACK (show_added), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
step (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  ParcoursBehavioursWindow *self = PARCOURS_BEHAVIOURS_WINDOW (widget);

  self->n_writing++;
  if (g_str_equal (action, "behaviours.undo"))
    parcours_project_undo_library_async (self->project, written_cb, g_object_ref (self));
  else
    parcours_project_redo_library_async (self->project, written_cb, g_object_ref (self));
}

static void
go_back (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  adw_leaflet_navigate (ADW_LEAFLET (PARCOURS_BEHAVIOURS_WINDOW (widget)->leaflet), ADW_NAVIGATION_DIRECTION_BACK);
}

static GtkWidget *
new_menu (void)
{
  static const struct
  {
    const char *label;
    const char *action;
  } items[] = {
    { N_("_Duplicate"), "behaviours.duplicate" }, { N_("_Rename…"), "behaviours.rename" },
    { N_("_Export…"), "behaviours.export" },      { N_("_Import…"), "behaviours.import" },
    { N_("D_elete"), "behaviours.delete" },
  };
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button;

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    g_menu_append (menu, _(items[i].label), items[i].action);
  button = parcours_more_button_new (G_MENU_MODEL (menu), _("More About This Behaviour"));
  gtk_menu_button_set_primary (GTK_MENU_BUTTON (button), TRUE);

  return button;
}

static GtkWidget *
new_side (ParcoursBehavioursWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Fit to the Log…"));

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_("Behaviours"), NULL));
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                             parcours_icon_button_new ("list-add-symbolic", "behaviours.new", _("New Behaviour")));
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Behaviours"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "behaviours.fit");
  g_object_set (button, "margin-start", 12, "margin-end", 12, "margin-top", 12, "margin-bottom", 12, NULL);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_size_request (box, 220, -1);

  return box;
}

static GtkWidget *
new_content (ParcoursBehavioursWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  self->title = adw_window_title_new ("", NULL);
  self->back = parcours_icon_button_new ("go-previous-symbolic", "behaviours.back", _("All Behaviours"));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->title);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->back);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                             parcours_icon_button_new ("edit-undo-symbolic", "behaviours.undo", _("Undo")));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                             parcours_icon_button_new ("edit-redo-symbolic", "behaviours.redo", _("Redo")));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), new_menu ());
  self->hint = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "margin-top", 12, "margin-start", 12, "margin-end", 12, "label",
                             _("This behaviour comes with Parcours. Duplicate it to change it."), NULL);
  gtk_widget_add_css_class (self->hint, "dim-label");
  self->editor = parcours_behaviour_editor_new (self->form);
  gtk_widget_set_vexpand (self->editor, TRUE);
  g_signal_connect_swapped (self->editor, "changed", G_CALLBACK (changed_cb), self);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->hint);
  gtk_box_append (GTK_BOX (box), self->editor);
  gtk_widget_set_hexpand (box, TRUE);

  return box;
}

static void
build (ParcoursBehavioursWindow *self)
{
  AdwLeafletPage *line;

  self->leaflet = adw_leaflet_new ();
  self->side = new_side (self);
  self->content = new_content (self);
  adw_leaflet_append (ADW_LEAFLET (self->leaflet), self->side);
  line = adw_leaflet_append (ADW_LEAFLET (self->leaflet), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_leaflet_page_set_navigatable (line, FALSE);
  adw_leaflet_append (ADW_LEAFLET (self->leaflet), self->content);
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->content);
  g_object_bind_property (self->leaflet, "folded", self->back, "visible", G_BINDING_SYNC_CREATE);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->toasts), self->leaflet);
  adw_window_set_content (ADW_WINDOW (self), self->toasts);
}

static void
parcours_behaviours_window_dispose (GObject *object)
{
  ParcoursBehavioursWindow *self = PARCOURS_BEHAVIOURS_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->form);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_behaviours_window_parent_class)->dispose (object);
}

static void
parcours_behaviours_window_finalize (GObject *object)
{
  ParcoursBehavioursWindow *self = PARCOURS_BEHAVIOURS_WINDOW (object);

  g_free (self->slug);
  g_free (self->added);
  g_clear_pointer (&self->shown, json_node_unref);
  G_OBJECT_CLASS (parcours_behaviours_window_parent_class)->finalize (object);
}

static void
parcours_behaviours_window_class_init (ParcoursBehavioursWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "behaviours.new", new_one },     { "behaviours.duplicate", duplicate }, { "behaviours.rename", rename_one },
    { "behaviours.delete", delete_one }, { "behaviours.import", import },     { "behaviours.export", export },
    { "behaviours.fit", fit },         { "behaviours.undo", step },           { "behaviours.redo", step },
    { "behaviours.back", go_back },
  };

  G_OBJECT_CLASS (class)->dispose = parcours_behaviours_window_dispose;
  G_OBJECT_CLASS (class)->finalize = parcours_behaviours_window_finalize;
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "behaviours.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "behaviours.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
parcours_behaviours_window_init (ParcoursBehavioursWindow *self)
{
  self->toasts = adw_toast_overlay_new ();
  parcours_style_install (gtk_widget_get_display (GTK_WIDGET (self)));
  gtk_window_set_title (GTK_WINDOW (self), _("Behaviours"));
  gtk_window_set_default_size (GTK_WINDOW (self), 1040, 720);
}

/**
 * parcours_behaviours_window_new:
 * @parent: (nullable): over which window
 * @project: a project
 * @slug: (nullable): the behaviour to show first
 *
 * Returns: (transfer none): a window, to be presented
 */
GtkWidget *
parcours_behaviours_window_new (GtkWindow       *parent,
                                ParcoursProject *project,
                                const char      *slug)
{
  ParcoursBehavioursWindow *self = g_object_new (PARCOURS_TYPE_BEHAVIOURS_WINDOW, "transient-for", parent,
                                                 "destroy-with-parent", TRUE, "modal", parent != NULL, NULL);
  ParcoursLibraryHistory *history = parcours_project_history (project);

  self->project = g_object_ref (project);
  self->slug = g_strdup (slug);
  self->form = parcours_form_new ();
  parcours_form_set_project (self->form, project);
  build (self);
  parcours_library_history_end_burst (history);
  g_signal_connect_object (history, "changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::library", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);

  return GTK_WIDGET (self);
}

/**
 * parcours_behaviours_window_editor:
 * @self: a window
 *
 * Returns: (transfer none): its #ParcoursBehaviourEditor
 */
GtkWidget *
parcours_behaviours_window_editor (ParcoursBehavioursWindow *self)
{
  return self->editor;
}
