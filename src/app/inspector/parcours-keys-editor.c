/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-text.h"
#include "parcours-value-editors.h"

/* ParcoursKeysEditor: what comes with an event of the workspace's own: names, each with the type of its value. */
struct _ParcoursKeysEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *rows; /* (unowned) a box with a box for each */
};

G_DEFINE_FINAL_TYPE (ParcoursKeysEditor, parcours_keys_editor, PARCOURS_TYPE_VALUE_EDITOR)

static const struct
{
  const char *name;
  const char *label;
} types[] = {
  { "text", NC_("type of field", "Text") },
  { "number", NC_("type of field", "Number") },
  { "money", NC_("type of field", "Amount of money") },
  { "date", NC_("type of field", "Date") },
  { "instant", NC_("type of field", "Date and time") },
  { "bool", NC_("type of field", "Yes or no") },
};

static GtkWidget *
entry_in (GtkWidget *row)
{
  return gtk_widget_get_first_child (row);
}

static GtkWidget *
types_in (GtkWidget *row)
{
  return gtk_widget_get_next_sibling (entry_in (row));
}

/* What the rows say; names that are blank are on their way. */
static JsonObject *
read_rows (ParcoursKeysEditor *self,
           gboolean           *is_twice)
{
  JsonObject *keys = json_object_new ();

  *is_twice = FALSE;
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry_in (row)))));
      guint type = gtk_drop_down_get_selected (GTK_DROP_DOWN (types_in (row)));

      if (*name == '\0')
        continue;
      *is_twice |= json_object_has_member (keys, name);
      json_object_set_string_member (keys, name, types[MIN (type, G_N_ELEMENTS (types) - 1)].name);
    }

  return keys;
}

static void
changed_cb (ParcoursKeysEditor *self)
{
  gboolean is_twice;
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, read_rows (self, &is_twice));
  if (!is_twice)
    {
      parcours_value_editor_take (PARCOURS_VALUE_EDITOR (self), node);
      return;
    }
  json_node_unref (node);
  parcours_value_editor_complain (PARCOURS_VALUE_EDITOR (self), _("Each detail needs a name of its own"));
}

static void
remove_cb (GtkButton          *button,
           ParcoursKeysEditor *self)
{
  gtk_box_remove (GTK_BOX (self->rows), gtk_widget_get_parent (GTK_WIDGET (button)));
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static GtkWidget *
new_types (const char *type)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;
  GtkWidget *drop_down;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    g_strv_builder_add (builder, g_dpgettext2 (GETTEXT_PACKAGE, "type of field", types[i].label));
  labels = g_strv_builder_end (builder);
  drop_down = parcours_new_drop_down ((const char *const *) labels, _("Type"));
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_strcmp0 (types[i].name, type) == 0 || (i == 1 && g_strcmp0 (type, "integer") == 0))
        gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), i);
    }

  return drop_down;
}

static GtkWidget *
add_row (ParcoursKeysEditor *self,
         const char         *name,
         const char         *type)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *drop_down = new_types (type);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name"), -1);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remove"), -1);
  gtk_box_append (GTK_BOX (row), entry);
  gtk_box_append (GTK_BOX (row), drop_down);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (self->rows), row);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);

  return entry;
}

static void
add_cb (ParcoursKeysEditor *self)
{
  gtk_widget_grab_focus (add_row (self, "", "text"));
}

static void
parcours_keys_editor_build (ParcoursValueEditor *editor)
{
  ParcoursKeysEditor *self = PARCOURS_KEYS_EDITOR (editor);
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_Add a Detail"));

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  parcours_value_editor_append (editor, self->rows);
  parcours_value_editor_append (editor, add);
  parcours_value_editor_set_target (editor, add);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
}

/* Files also have a mere list of names, which are texts. */
static JsonObject *
keys_of (JsonNode *value)
{
  JsonArray *array = value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  JsonObject *keys;

  if (value != NULL && JSON_NODE_HOLDS_OBJECT (value))
    return parcours_json_copy_object (json_node_get_object (value));
  keys = json_object_new ();
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *name = parcours_json_string (json_array_get_element (array, i));

      if (name != NULL)
        json_object_set_string_member (keys, name, "text");
    }

  return keys;
}

static gboolean
parcours_keys_editor_show (ParcoursValueEditor *editor,
                           JsonNode            *value,
                           JsonObject          *scope)
{
  ParcoursKeysEditor *self = PARCOURS_KEYS_EDITOR (editor);
  g_autoptr (JsonObject) keys = keys_of (value);
  gboolean is_twice;
  g_autoptr (JsonObject) shown = read_rows (self, &is_twice);
  g_autoptr (JsonNode) before = parcours_json_take_object (parcours_json_copy_object (shown));
  g_autoptr (JsonNode) after = parcours_json_take_object (parcours_json_copy_object (keys));
  g_autoptr (GList) names = NULL;
  GtkWidget *row;

  /* What stands there stays, with its order and what is being typed. */
  if (!parcours_json_equal (before, after))
    {
      while ((row = gtk_widget_get_first_child (self->rows)) != NULL)
        gtk_box_remove (GTK_BOX (self->rows), row);
      names = json_object_get_members (keys);
      for (GList *l = names; l != NULL; l = l->next)
        add_row (self, l->data, parcours_json_member_string (keys, l->data));
    }

  return value == NULL || JSON_NODE_HOLDS_OBJECT (value) || JSON_NODE_HOLDS_ARRAY (value);
}

static void
parcours_keys_editor_class_init (ParcoursKeysEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_keys_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_keys_editor_show;
}

static void
parcours_keys_editor_init (ParcoursKeysEditor *self)
{
}
