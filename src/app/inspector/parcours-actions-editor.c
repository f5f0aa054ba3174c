/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-value-editors.h"
#include "parcours-value-field.h"

/* ParcoursActionsEditor: what a form does with who submits it: steps without an automation, one after the other. */
struct _ParcoursActionsEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *rows;                /* (unowned) a box with a box for each action */
  GSimpleActionGroup *menu;       /* (owned) */
};

G_DEFINE_FINAL_TYPE (ParcoursActionsEditor, parcours_actions_editor, PARCOURS_TYPE_VALUE_EDITOR)

/* What a form can do, and which parameters of the step a person sets. */
static const struct
{
  const char *type;
  const char *params[3];
} actions[] = {
  { "action.add-tag", { "tag" } },
  { "action.subscribe", { "list", "opt-in" } },
  { "action.unsubscribe", { "list" } },
  { "action.update-field", { "field", "value" } },
};

/* A form writes a value; it has nothing to copy from. */
static const ParcoursParam value_param = { (char *) "value", PARCOURS_PARAM_FIELD_VALUE, .label = (char *) N_("Value") };

static void
parcours_actions_editor_finalize (GObject *object)
{
  g_clear_object (&PARCOURS_ACTIONS_EDITOR (object)->menu);

  G_OBJECT_CLASS (parcours_actions_editor_parent_class)->finalize (object);
}

static JsonArray *
array_of (JsonNode *value)
{
  return value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
}

static const char *
type_at (JsonArray *array,
         guint      i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? parcours_json_member_string (json_node_get_object (node), "type") : NULL;
}

static JsonArray *
copy_actions (ParcoursActionsEditor *self,
              guint                  but)
{
  JsonArray *array = array_of (parcours_value_editor_value (PARCOURS_VALUE_EDITOR (self)));
  JsonArray *copy = json_array_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      /* Copies of nodes share their objects, and the value that is shown must not change behind its back. */
      if (i != but && JSON_NODE_HOLDS_OBJECT (node))
        json_array_add_object_element (copy, parcours_json_copy_object (json_node_get_object (node)));
      else if (i != but)
        json_array_add_element (copy, json_node_ref (node));
    }

  return copy;
}

static void
take (ParcoursActionsEditor *self,
      JsonArray             *array)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  parcours_value_editor_take (editor, node);
  parcours_value_editor_set_value (editor, parcours_value_editor_value (editor), parcours_value_editor_scope (editor));
}

static guint
number_of (GtkWidget *row)
{
  guint n = 0;

  while ((row = gtk_widget_get_prev_sibling (row)) != NULL)
    n++;

  return n;
}

static void
changed_cb (ParcoursValueField    *field,
            ParcoursActionsEditor *self)
{
  const char *name = parcours_value_field_param (field)->name;
  JsonNode *value = parcours_value_editor_value (parcours_value_field_editor (field));
  g_autoptr (JsonNode) written = value != NULL && parcours_value_field_param (field) == &value_param
                                   ? parcours_json_with_member (NULL, "value", value) : NULL;
  JsonArray *array = copy_actions (self, G_MAXUINT);
  JsonObject *action = json_array_get_object_element (array, number_of (gtk_widget_get_parent (GTK_WIDGET (field))));
  g_autoptr (JsonNode) params = parcours_json_with_member (parcours_json_member_object (action, "params"), name,
                                                           written != NULL ? written : value);

  json_object_set_member (action, "params", g_steal_pointer (&params));
  take (self, array);
}

static void
remove_cb (GtkButton             *button,
           ParcoursActionsEditor *self)
{
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (button)));

  take (self, copy_actions (self, number_of (row)));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
add (GSimpleAction *action,
     GVariant      *parameter,
     gpointer       user_data)
{
  ParcoursActionsEditor *self = user_data;
  JsonArray *array = copy_actions (self, G_MAXUINT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", g_variant_get_string (parameter, NULL));
  json_object_set_object_member (object, "params", json_object_new ());
  json_array_add_object_element (array, object);
  take (self, array);
}

static GtkWidget *
new_head (ParcoursActionsEditor  *self,
          const ParcoursStepType *type,
          const char             *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (type != NULL ? _(type->title) : name);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remove"), -1);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);

  return box;
}

static void
add_row (ParcoursActionsEditor *self,
         const char            *name)
{
  ParcoursForm *form = parcours_value_editor_form (PARCOURS_VALUE_EDITOR (self));
  const ParcoursStepType *type = name != NULL ? parcours_catalog_type (parcours_catalog_get (), name) : NULL;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (row), new_head (self, type, name));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (g_strcmp0 (actions[i].type, name) != 0)
        continue;
      for (guint p = 0; actions[i].params[p] != NULL; p++)
        {
          const char *param = actions[i].params[p];
          GtkWidget *field = parcours_value_field_new (form, g_str_equal (param, "value") ? &value_param
                                                                                         : parcours_step_type_param (type, param));

          g_signal_connect (field, "changed", G_CALLBACK (changed_cb), self);
          gtk_box_append (GTK_BOX (row), field);
        }
    }
  g_object_set_data_full (G_OBJECT (row), "type", g_strdup (name), g_free);
  gtk_box_append (GTK_BOX (self->rows), row);
}

static void
parcours_actions_editor_build (ParcoursValueEditor *editor)
{
  static const GActionEntry entries[] = { { "add", add, "s" } };
  ParcoursActionsEditor *self = PARCOURS_ACTIONS_EDITOR (editor);
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->menu = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->menu), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "actions", G_ACTION_GROUP (self->menu));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      const ParcoursStepType *type = parcours_catalog_type (parcours_catalog_get (), actions[i].type);
      g_autoptr (GMenuItem) item = g_menu_item_new (_(type->title), NULL);

      g_menu_item_set_action_and_target (item, "actions.add", "s", actions[i].type);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Add an Action"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  parcours_value_editor_append (editor, self->rows);
  parcours_value_editor_append (editor, button);
  parcours_value_editor_set_target (editor, button);
}

static gboolean
has_types (ParcoursActionsEditor *self,
           JsonArray             *array)
{
  GtkWidget *row = gtk_widget_get_first_child (self->rows);
  guint n = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++, row = gtk_widget_get_next_sibling (row))
    {
      if (row == NULL || g_strcmp0 (g_object_get_data (G_OBJECT (row), "type"), type_at (array, i)) != 0)
        return FALSE;
    }

  return row == NULL;
}

static void
show_params (GtkWidget  *row,
             JsonObject *params)
{
  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const ParcoursParam *param = PARCOURS_IS_VALUE_FIELD (child) ? parcours_value_field_param (PARCOURS_VALUE_FIELD (child))
                                                                   : NULL;
      JsonObject *source = param == &value_param ? parcours_json_member_object (params, "value") : params;

      if (param != NULL)
        parcours_value_field_set_value (PARCOURS_VALUE_FIELD (child),
                                        source != NULL ? json_object_get_member (source, param->name) : NULL, params);
    }
}

static gboolean
parcours_actions_editor_show (ParcoursValueEditor *editor,
                              JsonNode            *value,
                              JsonObject          *scope)
{
  ParcoursActionsEditor *self = PARCOURS_ACTIONS_EDITOR (editor);
  JsonArray *array = array_of (value);
  guint n = array != NULL ? json_array_get_length (array) : 0;
  GtkWidget *row;

  if (!has_types (self, array))
    {
      while ((row = gtk_widget_get_first_child (self->rows)) != NULL)
        gtk_box_remove (GTK_BOX (self->rows), row);
      for (guint i = 0; i < n; i++)
        add_row (self, type_at (array, i));
    }
  row = gtk_widget_get_first_child (self->rows);
  for (guint i = 0; i < n; i++, row = gtk_widget_get_next_sibling (row))
    {
      if (type_at (array, i) != NULL)
        show_params (row, parcours_json_member_object (json_array_get_object_element (array, i), "params"));
    }

  return value == NULL || array != NULL;
}

static void
parcours_actions_editor_class_init (ParcoursActionsEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = parcours_actions_editor_finalize;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_actions_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_actions_editor_show;
}

static void
parcours_actions_editor_init (ParcoursActionsEditor *self)
{
}
