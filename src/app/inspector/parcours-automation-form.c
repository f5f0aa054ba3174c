/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-automation-form.h"
#include "parcours-json.h"
#include "parcours-settings-params.h"
#include "parcours-value-field.h"

struct _ParcoursAutomationForm
{
  GtkWidget parent_instance;

  ParcoursForm *form; /* (owned) */
  GPtrArray *fields;  /* (element-type ParcoursValueField) (owned) the array, in the order of the settings */
};

G_DEFINE_FINAL_TYPE (ParcoursAutomationForm, parcours_automation_form, GTK_TYPE_WIDGET)

static void
parcours_automation_form_dispose (GObject *object)
{
  ParcoursAutomationForm *self = PARCOURS_AUTOMATION_FORM (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (parcours_automation_form_parent_class)->dispose (object);
}

static void
parcours_automation_form_class_init (ParcoursAutomationFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = parcours_automation_form_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
parcours_automation_form_init (ParcoursAutomationForm *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->fields = g_ptr_array_new ();
}

static ParcoursAutomation *
automation_of (ParcoursAutomationForm *self)
{
  return parcours_document_automation (parcours_form_document (self->form));
}

static JsonNode *
read_setting (ParcoursAutomation    *automation,
              const ParcoursSetting *setting)
{
  JsonObject *settings = parcours_automation_settings (automation);

  switch (setting->place)
    {
    case PARCOURS_SETTING_HEAD:
      return json_object_get_member (parcours_automation_head (automation), setting->param.name);
    case PARCOURS_SETTING_ENTRY:
      settings = parcours_json_member_object (settings, "entry");
      return settings != NULL ? json_object_get_member (settings, setting->param.name) : NULL;
    case PARCOURS_SETTING_SETTINGS:
    default:
      return settings != NULL ? json_object_get_member (settings, setting->param.name) : NULL;
    }
}

static ParcoursEdit *
write_setting (ParcoursAutomation    *automation,
               const ParcoursSetting *setting,
               JsonNode              *value)
{
  ParcoursEdit *edit = parcours_edit_new (_("Change the settings"));
  JsonObject *settings = parcours_automation_settings (automation);
  g_autofree char *key = g_strconcat ("setting:", setting->param.name, NULL);
  g_autoptr (JsonNode) entry = NULL;
  g_autoptr (JsonNode) node = NULL;

  parcours_edit_set_merge_key (edit, key);
  if (setting->place == PARCOURS_SETTING_HEAD)
    {
      parcours_edit_set_head (edit, automation, setting->param.name, value);
      return edit;
    }
  if (setting->place == PARCOURS_SETTING_ENTRY)
    entry = parcours_json_with_member (parcours_json_member_object (settings, "entry"), setting->param.name, value);
  node = parcours_json_with_member (settings, entry != NULL ? "entry" : setting->param.name, entry != NULL ? entry : value);
  parcours_edit_set_head (edit, automation, "settings", node);

  return edit;
}

static void
changed_cb (ParcoursValueField     *field,
            ParcoursAutomationForm *self)
{
  const ParcoursSetting *setting = g_object_get_data (G_OBJECT (field), "setting");
  ParcoursValueEditor *editor = parcours_value_field_editor (field);
  JsonNode *value = parcours_value_editor_value (editor);
  g_autoptr (ParcoursEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  if (setting->param.required && value == NULL)
    {
      parcours_value_editor_complain (editor, _("It cannot be empty"));
      return;
    }
  edit = write_setting (automation_of (self), setting, value);
  if (!parcours_document_apply (parcours_form_document (self->form), edit, &error))
    parcours_value_editor_complain (editor, error->message);
}

static void
left_cb (ParcoursAutomationForm *self)
{
  ParcoursDocument *document = self->form != NULL ? parcours_form_document (self->form) : NULL;

  if (document != NULL)
    parcours_document_end_burst (document);
}

static GtkWidget *
new_field (ParcoursAutomationForm *self,
           const ParcoursSetting  *setting)
{
  GtkWidget *field = parcours_value_field_new (self->form, &setting->param);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_object_set_data (G_OBJECT (field), "setting", (gpointer) setting);
  g_signal_connect (field, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (field, focus);
  g_ptr_array_add (self->fields, field);

  return field;
}

static void
add_heading (ParcoursAutomationForm *self,
             const char             *title)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
}

static GtkWidget *
new_list (ParcoursAutomationForm *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "fields");
  gtk_widget_set_parent (list, GTK_WIDGET (self));

  return list;
}

static void
append_row (GtkWidget *list,
            GtkWidget *child)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
build (ParcoursAutomationForm *self)
{
  GtkWidget *list = NULL;
  guint n_settings;
  const ParcoursSetting *settings = parcours_settings_list (&n_settings);

  for (guint i = 0; i < n_settings; i++)
    {
      GtkWidget *field = new_field (self, &settings[i]);

      if (settings[i].group != NULL)
        {
          add_heading (self, _(settings[i].group));
          list = NULL;
        }
      if (settings[i].param.type == PARCOURS_PARAM_CONDITION)
        {
          gtk_widget_set_parent (field, GTK_WIDGET (self));
          list = NULL;
          continue;
        }
      if (list == NULL)
        list = new_list (self);
      append_row (list, field);
    }
}

/**
 * parcours_automation_form_refresh:
 * @self: a form
 *
 * Shows the automation as it is now.
 */
void
parcours_automation_form_refresh (ParcoursAutomationForm *self)
{
  ParcoursAutomation *automation = automation_of (self);
  JsonObject *platform = parcours_catalog_platform (parcours_catalog_get (), parcours_form_platform (self->form));
  JsonObject *presets = parcours_json_member_object (platform, "entry");

  for (guint i = 0; i < self->fields->len; i++)
    {
      ParcoursValueField *field = g_ptr_array_index (self->fields, i);
      const ParcoursSetting *setting = g_object_get_data (G_OBJECT (field), "setting");
      JsonNode *value = read_setting (automation, setting);

      if (value == NULL && setting->place == PARCOURS_SETTING_ENTRY && presets != NULL)
        value = json_object_get_member (presets, setting->param.name);
      parcours_value_field_set_value (field, value, NULL);
    }
}

/**
 * parcours_automation_form_new:
 * @form: what the editors share
 *
 * Returns: (transfer full): the form of its automation
 */
GtkWidget *
parcours_automation_form_new (ParcoursForm *form)
{
  ParcoursAutomationForm *self = g_object_new (PARCOURS_TYPE_AUTOMATION_FORM, NULL);

  self->form = g_object_ref (form);
  build (self);
  parcours_automation_form_refresh (self);

  return GTK_WIDGET (self);
}

/**
 * parcours_automation_form_field:
 * @self: a form
 * @setting: the name of a setting, such as `reentry`
 *
 * Returns: (transfer none) (nullable): the #ParcoursValueField for it
 */
GtkWidget *
parcours_automation_form_field (ParcoursAutomationForm *self,
                                const char             *setting)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      GtkWidget *field = g_ptr_array_index (self->fields, i);

      if (g_str_equal (parcours_value_field_param (PARCOURS_VALUE_FIELD (field))->name, setting))
        return field;
    }

  return NULL;
}
