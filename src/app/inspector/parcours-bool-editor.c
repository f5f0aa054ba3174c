/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-value-editors.h"

/* ParcoursBoolEditor: a switch. */

struct _ParcoursBoolEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *button; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (ParcoursBoolEditor, parcours_bool_editor, PARCOURS_TYPE_VALUE_EDITOR)

static void
active_cb (ParcoursBoolEditor *self)
{
  JsonNode *value = json_node_new (JSON_NODE_VALUE);

  json_node_set_boolean (value, gtk_switch_get_active (GTK_SWITCH (self->button)));
  parcours_value_editor_take (PARCOURS_VALUE_EDITOR (self), value);
}

static void
parcours_bool_editor_build (ParcoursValueEditor *editor)
{
  ParcoursBoolEditor *self = PARCOURS_BOOL_EDITOR (editor);

  self->button = gtk_switch_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  parcours_value_editor_append (editor, self->button);
  parcours_value_editor_set_target (editor, self->button);
  g_signal_connect_swapped (self->button, "notify::active", G_CALLBACK (active_cb), self);
}

static gboolean
parcours_bool_editor_show (ParcoursValueEditor *editor,
                           JsonNode            *value,
                           JsonObject          *scope)
{
  gboolean is_bool = value != NULL && JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN;

  gtk_switch_set_active (GTK_SWITCH (PARCOURS_BOOL_EDITOR (editor)->button), is_bool && json_node_get_boolean (value));

  return value == NULL || is_bool;
}

static void
parcours_bool_editor_class_init (ParcoursBoolEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_bool_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_bool_editor_show;
}

static void
parcours_bool_editor_init (ParcoursBoolEditor *self)
{
}
