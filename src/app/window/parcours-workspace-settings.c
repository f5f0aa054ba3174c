/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-style.h"
#include "parcours-value-editors.h"
#include "parcours-value-field.h"
#include "parcours-workspace-settings.h"

#define S(text) ((char *) text)

struct _ParcoursWorkspaceSettings
{
  AdwWindow parent_instance;

  ParcoursProject *project; /* (owned) */
  ParcoursForm *form;       /* (owned) */
  GPtrArray *fields;        /* (owned) the array (element-type ParcoursValueField) */
  GHashTable *features;     /* (owned) (element-type utf8 GtkCheckButton) by slug */
  GPtrArray *expanders;     /* (owned) the array, one for each platform */
  GtkWidget *knows;         /* GtkSwitch: whether what the account has is known */
  GtkWidget *toasts;
  GtkWidget *undo;
  GtkWidget *redo;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (ParcoursWorkspaceSettings, parcours_workspace_settings, ADW_TYPE_WINDOW)

/* As many plans as all platforms have together. */
#define MAX_PLANS 64

/* Filled from the catalogue. */
static char *platforms[PARCOURS_MAX_PLATFORMS + 1];
static char *platform_labels[PARCOURS_MAX_PLATFORMS + 1] = { S (N_("Any Platform")) };
static char *plans[MAX_PLANS + 1];
static char *plan_labels[MAX_PLANS + 1];
static char *zones[] = { S ("UTC"), NULL };
static char *zone_labels[] = { S ("UTC"), NULL };

/* The settings in the order of the window, each with the heading of the group that begins with it. */
static const struct
{
  ParcoursParam param;
  const char *group;
} settings[] = {
  { { S ("name"), PARCOURS_PARAM_TEXT, .label = S (N_("Name")) }, N_("The Workspace") },
  { { S ("timezone"), PARCOURS_FORM_TYPE (PARCOURS_FORM_ZONE), .label = S (N_("Time zone")), .choices = zones,
      .choice_labels = zone_labels,
      .help = S (N_("Where the client is at home. It counts for contacts who have no time zone of their own.")) } },
  { { S ("currency"), PARCOURS_PARAM_TEXT, .label = S (N_("Currency")),
      .help = S (N_("A code such as EUR or USD, for amounts that name none.")) } },
  { { S ("behaviour"), PARCOURS_PARAM_REF, .kind = S ("behaviour"), .label = S (N_("Usual behaviour")),
      .help = S (N_("How contacts behave in simulations that do not say otherwise.")) } },
  { { S ("frequency-cap"), PARCOURS_FORM_TYPE (PARCOURS_FORM_FREQUENCY_CAP), .label = S (N_("Frequency cap")),
      .help = S (N_("How many messages one contact may get from all automations together.")) },
    N_("For All Automations") },
  { { S ("quiet-hours"), PARCOURS_FORM_TYPE (PARCOURS_FORM_QUIET_HOURS), .label = S (N_("Quiet hours")),
      .help = S (N_("In that time automations send nothing, unless they have quiet hours of their own.")) } },
  { { S ("platform"), PARCOURS_PARAM_CHOICE, .label = S (N_("Platform")), .choices = platforms, .required = TRUE,
      .choice_labels = platform_labels, .help = S (N_("New automations are drawn for it.")) },
    N_("The Client’s Account") },
  { { S ("plan"), PARCOURS_PARAM_CHOICE, .label = S (N_("Plan")), .choices = plans, .choice_labels = plan_labels,
      .help = S (N_("Steps that this plan does not have are reported; with none chosen, none is.")) } },
  { { S ("tracked-domains"), PARCOURS_FORM_TYPE (PARCOURS_FORM_HOSTS), .label = S (N_("Tracked domains")),
      .help = S (N_("The sites whose visits are known, with commas between them. Steps about pages elsewhere are reported.")) } },
};

static void
say_error (ParcoursWorkspaceSettings *self,
           const GError              *error)
{
  g_autofree char *title = g_markup_escape_text (error->message, -1);

  if (self->toasts != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), adw_toast_new (title));
}

static void refresh (ParcoursWorkspaceSettings *self);

static void
set_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (ParcoursWorkspaceSettings) self = user_data;
  g_autoptr (GError) error = NULL;

  if (parcours_project_set_setting_finish (PARCOURS_PROJECT (source), result, &error))
    return;
  say_error (self, error);
  if (self->project != NULL)
    refresh (self);
}

static void
changed_cb (ParcoursValueField        *field,
            ParcoursWorkspaceSettings *self)
{
  ParcoursValueEditor *editor = parcours_value_field_editor (field);

  parcours_project_set_setting_async (self->project, parcours_value_field_param (field)->name,
                                      parcours_value_editor_value (editor), set_cb, g_object_ref (self));
}

static void
left_cb (ParcoursWorkspaceSettings *self)
{
  if (self->project != NULL)
    parcours_library_history_end_burst (parcours_project_history (self->project));
}

static JsonArray *
known_features (ParcoursWorkspaceSettings *self)
{
  return parcours_json_member_array (parcours_project_settings (self->project), "features");
}

/* What is checked now, with what no platform of this version knows. */
static void
write_features (ParcoursWorkspaceSettings *self,
                gboolean                   all)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autoptr (GList) slugs = g_list_sort (g_hash_table_get_keys (self->features), (GCompareFunc) g_strcmp0);
  JsonArray *known = known_features (self);
  JsonArray *array = json_array_new ();

  for (GList *l = slugs; l != NULL; l = l->next)
    {
      if (all || gtk_check_button_get_active (g_hash_table_lookup (self->features, l->data)))
        json_array_add_string_element (array, l->data);
    }
  for (guint i = 0; known != NULL && i < json_array_get_length (known); i++)
    {
      const char *slug = parcours_json_string (json_array_get_element (known, i));

      if (slug != NULL && !g_hash_table_contains (self->features, slug))
        json_array_add_string_element (array, slug);
    }
  json_node_take_array (node, array);
  parcours_project_set_setting_async (self->project, "features", node, set_cb, g_object_ref (self));
}

static void
feature_cb (ParcoursWorkspaceSettings *self)
{
  if (!self->filling)
    write_features (self, FALSE);
}

/* Whoever begins to say what the account has lacks nothing yet. */
static void
knows_cb (ParcoursWorkspaceSettings *self)
{
  if (self->filling)
    return;
  if (gtk_switch_get_active (GTK_SWITCH (self->knows)))
    write_features (self, TRUE);
  else
    parcours_project_set_setting_async (self->project, "features", NULL, set_cb, g_object_ref (self));
}

static void
show_features (ParcoursWorkspaceSettings *self)
{
  JsonArray *known = known_features (self);
  GHashTableIter iter;
  gpointer slug, check;

  self->filling = TRUE;
  gtk_switch_set_active (GTK_SWITCH (self->knows), known != NULL);
  g_hash_table_iter_init (&iter, self->features);
  while (g_hash_table_iter_next (&iter, &slug, &check))
    gtk_check_button_set_active (check, parcours_choices_have (known, slug));
  for (guint i = 0; i < self->expanders->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->expanders, i), known != NULL);
  self->filling = FALSE;
}

static void
refresh (ParcoursWorkspaceSettings *self)
{
  JsonObject *values = parcours_project_settings (self->project);

  for (guint i = 0; i < self->fields->len; i++)
    {
      ParcoursValueField *field = g_ptr_array_index (self->fields, i);
      const char *name = parcours_value_field_param (field)->name;
      g_autoptr (JsonNode) usual = NULL;
      JsonNode *value = json_object_get_member (values, name);

      if (value == NULL && g_str_equal (name, "platform"))
        value = usual = parcours_json_new_string ("any");
      else if (value == NULL && g_str_equal (name, "name"))
        value = usual = parcours_json_new_string (parcours_project_name (self->project));
      parcours_value_field_set_value (field, value, NULL);
    }
  show_features (self);
}

static void
history_cb (ParcoursWorkspaceSettings *self)
{
  ParcoursLibraryHistory *history = parcours_project_history (self->project);
  gboolean writes = !parcours_project_is_read_only (self->project);
  g_autofree char *undo = parcours_library_history_undo_label (history);
  g_autofree char *redo = parcours_library_history_redo_label (history);
  g_autofree char *undo_text = undo != NULL ? g_strdup_printf (_("Undo: %s"), undo) : g_strdup (_("Undo"));
  g_autofree char *redo_text = redo != NULL ? g_strdup_printf (_("Redo: %s"), redo) : g_strdup (_("Redo"));

  gtk_widget_set_tooltip_text (self->undo, undo_text);
  gtk_widget_set_tooltip_text (self->redo, redo_text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "settings.undo", writes && undo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "settings.redo", writes && redo != NULL);
}

static void
stepped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ParcoursWorkspaceSettings) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!parcours_project_entity_finish (PARCOURS_PROJECT (source), result, &error))
    say_error (self, error);
}

static void
step (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  ParcoursWorkspaceSettings *self = PARCOURS_WORKSPACE_SETTINGS (widget);

  if (g_str_equal (action, "settings.undo"))
    parcours_project_undo_library_async (self->project, stepped_cb, g_object_ref (self));
  else
    parcours_project_redo_library_async (self->project, stepped_cb, g_object_ref (self));
}

static GtkWidget *
new_group (GtkWidget  *box,
           const char *title)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "fields");
  gtk_box_append (GTK_BOX (box), list);

  return list;
}

static void
add_field (ParcoursWorkspaceSettings *self,
           GtkWidget                 *list,
           const ParcoursParam       *param)
{
  GtkWidget *field = parcours_value_field_new (self->form, param);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_set_sensitive (field, !parcours_project_is_read_only (self->project));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), field);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  g_ptr_array_add (self->fields, field);
  g_signal_connect (field, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (field, focus);
}

static void
add_feature (ParcoursWorkspaceSettings *self,
             GtkWidget                 *expander,
             const char                *slug,
             JsonObject                *labels)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), parcours_catalog_quote (labels));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), row);
  g_hash_table_insert (self->features, g_strdup (slug), check);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (feature_cb), self);
}

static void
add_platform (ParcoursWorkspaceSettings *self,
              GtkWidget                 *list,
              ParcoursPlatform           platform)
{
  JsonObject *features = parcours_json_member_object (parcours_catalog_platform (parcours_catalog_get (), platform),
                                                      "features");
  g_autoptr (GList) slugs = features != NULL ? json_object_get_members (features) : NULL;
  GtkWidget *expander = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), parcours_platform_label (platform));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), platform == parcours_project_platform (self->project));
  for (GList *l = slugs; l != NULL; l = l->next)
    add_feature (self, expander, l->data, json_object_get_object_member (features, l->data));
  g_ptr_array_add (self->expanders, expander);
  gtk_list_box_append (GTK_LIST_BOX (list), expander);
}

static void
add_features (ParcoursWorkspaceSettings *self,
              GtkWidget                 *box)
{
  GtkWidget *list = new_group (box, _("What the Account Has"));
  GtkWidget *row = adw_action_row_new ();

  gtk_widget_remove_css_class (list, "fields");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Report what the account lacks"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Steps that need what is not checked here are reported."));
  gtk_widget_set_valign (self->knows, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->knows);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->knows);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_widget_set_sensitive (list, !parcours_project_is_read_only (self->project));
  for (ParcoursPlatform platform = 0; platform < PARCOURS_N_PLATFORMS; platform++)
    {
      if (platform != PARCOURS_PLATFORM_ANY)
        add_platform (self, list, platform);
    }
}

/* Has the name of the inspector, whose fields these are. */
static GtkWidget *
new_form (ParcoursWorkspaceSettings *self)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "css-name", "inspector", "orientation", GTK_ORIENTATION_VERTICAL,
                                 "spacing", 12, NULL);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      if (settings[i].group != NULL)
        list = new_group (box, _(settings[i].group));
      add_field (self, list, &settings[i].param);
    }
  add_features (self, box);
  gtk_widget_add_css_class (box, "library-form");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 560);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);

  return scrolled;
}

static GtkWidget *
new_button (const char *icon,
            const char *action,
            const char *words)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);

  return button;
}

static void
build (ParcoursWorkspaceSettings *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->undo);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->redo);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->toasts), new_form (self));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->toasts);
  adw_window_set_content (ADW_WINDOW (self), box);
}

static void
parcours_workspace_settings_dispose (GObject *object)
{
  ParcoursWorkspaceSettings *self = PARCOURS_WORKSPACE_SETTINGS (object);

  self->toasts = NULL;
  g_clear_object (&self->form);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_workspace_settings_parent_class)->dispose (object);
}

static void
parcours_workspace_settings_finalize (GObject *object)
{
  ParcoursWorkspaceSettings *self = PARCOURS_WORKSPACE_SETTINGS (object);

  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->expanders);
  g_hash_table_unref (self->features);
  G_OBJECT_CLASS (parcours_workspace_settings_parent_class)->finalize (object);
}

static void
read_plans (ParcoursPlatform platform)
{
  JsonObject *words = parcours_json_member_object (parcours_catalog_platform (parcours_catalog_get (), platform), "plans");
  g_autoptr (GList) names = words != NULL ? json_object_get_members (words) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      guint n = g_strv_length (plans);

      if (n == MAX_PLANS || g_strv_contains ((const char *const *) plans, l->data))
        continue;
      plans[n] = l->data;
      plan_labels[n] = S (parcours_json_member_string (words, l->data));
    }
}

static void
parcours_workspace_settings_class_init (ParcoursWorkspaceSettingsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  for (ParcoursPlatform platform = 0; platform < PARCOURS_N_PLATFORMS; platform++)
    {
      platforms[platform] = S (parcours_platform_name (platform));
      if (platform != PARCOURS_PLATFORM_ANY)
        platform_labels[platform] = S (parcours_platform_label (platform));
      read_plans (platform);
    }
  G_OBJECT_CLASS (class)->dispose = parcours_workspace_settings_dispose;
  G_OBJECT_CLASS (class)->finalize = parcours_workspace_settings_finalize;
  gtk_widget_class_install_action (widget_class, "settings.undo", NULL, step);
  gtk_widget_class_install_action (widget_class, "settings.redo", NULL, step);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "settings.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "settings.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
parcours_workspace_settings_init (ParcoursWorkspaceSettings *self)
{
  self->fields = g_ptr_array_new ();
  self->expanders = g_ptr_array_new ();
  self->features = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->knows = gtk_switch_new ();
  self->toasts = adw_toast_overlay_new ();
  self->undo = new_button ("edit-undo-symbolic", "settings.undo", _("Undo"));
  self->redo = new_button ("edit-redo-symbolic", "settings.redo", _("Redo"));
  g_signal_connect_swapped (self->knows, "notify::active", G_CALLBACK (knows_cb), self);
  parcours_style_install (gtk_widget_get_display (GTK_WIDGET (self)));
  gtk_window_set_title (GTK_WINDOW (self), _("Workspace Settings"));
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 720);
}

/**
 * parcours_workspace_settings_new:
 * @parent: (nullable): over which window
 * @project: a project
 *
 * Returns: (transfer none): a window with its settings, to be presented
 */
GtkWidget *
parcours_workspace_settings_new (GtkWindow       *parent,
                                 ParcoursProject *project)
{
  ParcoursWorkspaceSettings *self = g_object_new (PARCOURS_TYPE_WORKSPACE_SETTINGS, "transient-for", parent,
                                                  "destroy-with-parent", TRUE, "modal", parent != NULL, NULL);
  ParcoursLibraryHistory *history = parcours_project_history (project);

  self->project = g_object_ref (project);
  self->form = parcours_form_new ();
  parcours_form_set_project (self->form, project);
  build (self);
  refresh (self);
  parcours_library_history_end_burst (history);
  g_signal_connect_object (history, "changed", G_CALLBACK (history_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::library", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  history_cb (self);

  return GTK_WIDGET (self);
}

/**
 * parcours_workspace_settings_field:
 * @self: a window
 * @setting: the name of a setting
 *
 * Returns: (transfer none) (nullable): the #ParcoursValueField for it
 */
GtkWidget *
parcours_workspace_settings_field (ParcoursWorkspaceSettings *self,
                                   const char                *setting)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      ParcoursValueField *field = g_ptr_array_index (self->fields, i);

      if (g_str_equal (parcours_value_field_param (field)->name, setting))
        return GTK_WIDGET (field);
    }

  return NULL;
}

/**
 * parcours_workspace_settings_feature:
 * @self: a window
 * @feature: the slug of a feature, such as `deals`
 *
 * Returns: (transfer none) (nullable): the #GtkCheckButton for it
 */
GtkWidget *
parcours_workspace_settings_feature (ParcoursWorkspaceSettings *self,
                                     const char                *feature)
{
  return g_hash_table_lookup (self->features, feature);
}
