/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-condition-menu.h"
#include "parcours-json.h"
#include "parcours-leaf-params.h"
#include "parcours-picker.h"
#include "parcours-value-editors.h"

/*
 * ParcoursGroupEditor: conditions, or tests of a filter, of which all, at least
 * one or none must hold. Groups may hold groups.
 */
struct _ParcoursGroupEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *mode;     /* (unowned) */
  GtkWidget *box;      /* (unowned) */
  GtkWidget *picker;   /* (unowned) */
  GPtrArray *children; /* (owned) (element-type ParcoursValueEditor) */
};

G_DEFINE_FINAL_TYPE (ParcoursGroupEditor, parcours_group_editor, PARCOURS_TYPE_VALUE_EDITOR)

static const char *const modes[] = { "all", "any", "none" };

/* The parameters of what a group holds, by what the group is made of. */
static const struct
{
  const char *kind;
  ParcoursParam group;
  ParcoursParam leaf;
} kinds[] = {
#define KIND(kind, leaf)                                                                      \
  { kind, { (char *) "group", PARCOURS_FORM_TYPE (PARCOURS_FORM_GROUP), (char *) kind, .required = TRUE }, \
    { (char *) "leaf", PARCOURS_FORM_TYPE (leaf), (char *) kind, .required = TRUE } }
  KIND ("condition", PARCOURS_FORM_LEAF),
  KIND ("where", PARCOURS_FORM_KEY_TEST),
  KIND ("items", PARCOURS_FORM_KEY_TEST),
};

static guint
kind_of (ParcoursGroupEditor *self)
{
  const char *kind = parcours_value_editor_param (PARCOURS_VALUE_EDITOR (self))->kind;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].kind, kind) == 0)
        return i;
    }

  return 0;
}

static void
parcours_group_editor_finalize (GObject *object)
{
  g_clear_pointer (&PARCOURS_GROUP_EDITOR (object)->children, g_ptr_array_unref);

  G_OBJECT_CLASS (parcours_group_editor_parent_class)->finalize (object);
}

static JsonArray *
members_of (JsonNode *value,
            guint    *mode)
{
  for (guint i = 0; value != NULL && JSON_NODE_HOLDS_OBJECT (value) && i < G_N_ELEMENTS (modes); i++)
    {
      JsonArray *array = parcours_json_member_array (json_node_get_object (value), modes[i]);

      if (array != NULL && json_object_get_size (json_node_get_object (value)) == 1)
        {
          *mode = i;
          return array;
        }
    }

  return NULL;
}

static JsonNode *
new_group (guint      mode,
           JsonArray *members)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, json_object_new ());
  json_object_set_array_member (json_node_get_object (node), modes[MIN (mode, 2)], members);

  return node;
}

static void
take (ParcoursGroupEditor *self,
      JsonNode            *value)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);

  parcours_value_editor_take (editor, value);
  parcours_value_editor_set_value (editor, parcours_value_editor_value (editor), parcours_value_editor_scope (editor));
}

/* The members as their editors have them, without @left_out. */
static JsonArray *
collect (ParcoursGroupEditor *self,
         ParcoursValueEditor *left_out)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->children->len; i++)
    {
      ParcoursValueEditor *child = g_ptr_array_index (self->children, i);
      JsonNode *value = parcours_value_editor_value (child);

      if (child != left_out && value != NULL)
        json_array_add_element (array, json_node_ref (value));
    }

  return array;
}

static guint
selected_mode (ParcoursGroupEditor *self)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (self->mode));
}

static void
changed_cb (ParcoursGroupEditor *self)
{
  parcours_value_editor_take (PARCOURS_VALUE_EDITOR (self), new_group (selected_mode (self), collect (self, NULL)));
}

static void
remove_cb (GtkWidget           *button,
           ParcoursGroupEditor *self)
{
  JsonArray *rest = collect (self, g_object_get_data (G_OBJECT (button), "child"));

  take (self, new_group (selected_mode (self), rest));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
fill_cb (ParcoursGroupEditor *self,
         GListStore          *list)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  ParcoursForm *form = parcours_value_editor_form (editor);

  if (kind_of (self) == 0)
    parcours_condition_menu_fill (form, list);
  else
    parcours_where_menu_fill (form, kind_of (self) == 2 ? "items"
                                                        : parcours_where_owner (form, parcours_value_editor_scope (editor)),
                              list);
}

static void
picked_cb (ParcoursGroupEditor *self,
           const char          *json)
{
  JsonArray *array = collect (self, NULL);
  JsonNode *added = parcours_json_parse (json, -1, NULL);
  ParcoursValueEditor *last;

  json_array_add_element (array, added);
  take (self, new_group (selected_mode (self), array));
  if (self->children->len == 0)
    return;
  last = g_ptr_array_index (self->children, self->children->len - 1);
  if (PARCOURS_IS_LEAF_EDITOR (last))
    parcours_leaf_editor_expand (PARCOURS_LEAF_EDITOR (last));
  gtk_widget_grab_focus (GTK_WIDGET (last));
}

static void
parcours_group_editor_build (ParcoursValueEditor *editor)
{
  ParcoursGroupEditor *self = PARCOURS_GROUP_EDITOR (editor);
  const char *const labels[] = { _("All of these"), _("At least one of these"), _("None of these"), NULL };

  self->children = g_ptr_array_new ();
  self->mode = parcours_new_drop_down (labels, _("How many must hold"));
  gtk_widget_set_halign (self->mode, GTK_ALIGN_START);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->picker = parcours_picker_new (parcours_value_editor_form (editor));
  parcours_picker_set_icon (PARCOURS_PICKER (self->picker), "list-add-symbolic", _("Add Condition"));
  g_signal_connect_swapped (self->mode, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->picker, "fill", G_CALLBACK (fill_cb), self);
  g_signal_connect_swapped (self->picker, "picked", G_CALLBACK (picked_cb), self);
  parcours_value_editor_append (editor, self->mode);
  parcours_value_editor_append (editor, self->box);
  parcours_value_editor_append (editor, self->picker);
  parcours_value_editor_set_target (editor, self->mode);
  gtk_widget_add_css_class (GTK_WIDGET (self), "group");
}

static GtkWidget *
new_row (ParcoursGroupEditor *self,
         ParcoursValueEditor *child,
         const char          *title)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (row, "condition-row");
  gtk_widget_set_hexpand (GTK_WIDGET (child), TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (button), "child", child);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (child));
  /* The form of a question has the whole width. */
  if (PARCOURS_IS_LEAF_EDITOR (child))
    parcours_leaf_editor_add_remove (PARCOURS_LEAF_EDITOR (child), button);
  else
    gtk_box_append (GTK_BOX (row), button);

  return row;
}

static void
add_child (ParcoursGroupEditor *self,
           gboolean             is_group)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  guint kind = kind_of (self);
  ParcoursValueEditor *child = parcours_value_editor_new (parcours_value_editor_form (editor),
                                                          is_group ? &kinds[kind].group : &kinds[kind].leaf);

  g_signal_connect_swapped (child, "changed", G_CALLBACK (changed_cb), self);
  g_ptr_array_add (self->children, child);
  gtk_box_append (GTK_BOX (self->box), new_row (self, child, is_group ? _("Remove this group") : _("Remove this condition")));
  if (is_group)
    gtk_widget_add_css_class (GTK_WIDGET (child), "nested");
}

static void
drop_children (ParcoursGroupEditor *self,
               guint                from)
{
  while (self->children->len > from)
    {
      GtkWidget *child = g_ptr_array_index (self->children, self->children->len - 1);

      g_ptr_array_set_size (self->children, (int) self->children->len - 1);
      gtk_box_remove (GTK_BOX (self->box), gtk_widget_get_parent (child));
    }
}

static gboolean
parcours_group_editor_show (ParcoursValueEditor *editor,
                            JsonNode            *value,
                            JsonObject          *scope)
{
  ParcoursGroupEditor *self = PARCOURS_GROUP_EDITOR (editor);
  guint mode = 0, ignored;
  JsonArray *array = members_of (value, &mode);
  guint n_members = array != NULL ? json_array_get_length (array) : 0;

  parcours_select_quietly (GTK_DROP_DOWN (self->mode), mode);
  drop_children (self, n_members);
  for (guint i = 0; i < n_members; i++)
    {
      JsonNode *member = json_array_get_element (array, i);
      gboolean is_group = members_of (member, &ignored) != NULL;

      /* Members that are of the same sort keep their editors, and with them the focus. */
      if (i < self->children->len && PARCOURS_IS_GROUP_EDITOR (g_ptr_array_index (self->children, i)) != is_group)
        drop_children (self, i);
      if (i == self->children->len)
        add_child (self, is_group);
      parcours_value_editor_set_value (g_ptr_array_index (self->children, i), member, scope);
    }
  /* Of nothing, and of one alone, nobody asks how many must hold; but "none" is worth saying. */
  gtk_widget_set_visible (self->mode, n_members > 1 || mode != 0 || gtk_widget_has_css_class (GTK_WIDGET (self), "nested"));

  return value == NULL || array != NULL;
}

static void
parcours_group_editor_class_init (ParcoursGroupEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = parcours_group_editor_finalize;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_group_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_group_editor_show;
}

static void
parcours_group_editor_init (ParcoursGroupEditor *self)
{
}
