/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-object-params.h"
#include "parcours-value-editors.h"
#include "parcours-value-field.h"

/*
 * ParcoursObjectEditor: an object whose members have fields of their own. Keys
 * that nobody knows stay in it. What need not be there is added and taken away
 * with a button.
 */
struct _ParcoursObjectEditor
{
  ParcoursValueEditor parent_instance;

  const ParcoursObjectSpec *spec;
  GtkWidget *add;    /* (unowned) */
  GtkWidget *box;    /* (unowned) */
  GtkWidget *remove; /* (unowned) */
  GPtrArray *fields; /* (owned) (element-type ParcoursValueField) */
};

G_DEFINE_FINAL_TYPE (ParcoursObjectEditor, parcours_object_editor, PARCOURS_TYPE_VALUE_EDITOR)

static void
parcours_object_editor_finalize (GObject *object)
{
  g_clear_pointer (&PARCOURS_OBJECT_EDITOR (object)->fields, g_ptr_array_unref);

  G_OBJECT_CLASS (parcours_object_editor_parent_class)->finalize (object);
}

static JsonNode *
initial_of (ParcoursObjectEditor *self)
{
  return parcours_json_parse (self->spec->initial != NULL ? self->spec->initial : "{}", -1, NULL);
}

/* A copy of the value to change. */
static JsonNode *
copy_value (ParcoursObjectEditor *self)
{
  JsonNode *value = parcours_value_editor_value (PARCOURS_VALUE_EDITOR (self));
  g_autoptr (JsonNode) initial = NULL;
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  if (value == NULL || !JSON_NODE_HOLDS_OBJECT (value))
    value = initial = initial_of (self);
  json_node_take_object (node, parcours_json_copy_object (json_node_get_object (value)));

  return node;
}

static void
take (ParcoursObjectEditor *self,
      JsonNode             *value)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);

  parcours_value_editor_take (editor, value);
  parcours_value_editor_set_value (editor, parcours_value_editor_value (editor), parcours_value_editor_scope (editor));
}

static void
changed_cb (ParcoursValueField   *field,
            ParcoursObjectEditor *self)
{
  const ParcoursParam *param = parcours_value_field_param (field);
  JsonNode *value = parcours_value_editor_value (parcours_value_field_editor (field));
  g_autoptr (JsonNode) node = NULL;

  /* A field without a name edits several members at once. */
  if (*param->name == '\0')
    {
      if (value != NULL)
        take (self, json_node_ref (value));
      return;
    }
  node = copy_value (self);
  if (value != NULL)
    json_object_set_member (json_node_get_object (node), param->name, json_node_ref (value));
  else
    json_object_remove_member (json_node_get_object (node), param->name);
  if (self->spec->adapt != NULL)
    self->spec->adapt (parcours_value_editor_form (PARCOURS_VALUE_EDITOR (self)), param->name, json_node_get_object (node));
  take (self, g_steal_pointer (&node));
}

static void
add_cb (ParcoursObjectEditor *self)
{
  take (self, initial_of (self));
  gtk_widget_child_focus (self->box, GTK_DIR_TAB_FORWARD);
}

static void
remove_cb (ParcoursObjectEditor *self)
{
  take (self, NULL);
  gtk_widget_grab_focus (self->add);
}

static void
parcours_object_editor_build (ParcoursValueEditor *editor)
{
  ParcoursObjectEditor *self = PARCOURS_OBJECT_EDITOR (editor);
  const ParcoursParam *param = parcours_value_editor_param (editor);

  self->spec = parcours_object_spec_for (param->type);
  self->fields = g_ptr_array_new ();
  self->add = gtk_button_new_with_label (self->spec->add_label != NULL ? _(self->spec->add_label) : _("Set"));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->remove = gtk_button_new_with_label (_("Remove"));
  for (guint i = 0; i < self->spec->n_members; i++)
    {
      GtkWidget *field = parcours_value_field_new (parcours_value_editor_form (editor), &self->spec->members[i]);

      g_signal_connect (field, "changed", G_CALLBACK (changed_cb), self);
      g_ptr_array_add (self->fields, field);
      gtk_box_append (GTK_BOX (self->box), field);
    }
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  gtk_widget_set_halign (self->remove, GTK_ALIGN_START);
  parcours_value_editor_append (editor, self->add);
  parcours_value_editor_append (editor, self->box);
  parcours_value_editor_append (editor, self->remove);
  parcours_value_editor_set_target (editor, param->required ? self->box : self->add);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (self->remove, "clicked", G_CALLBACK (remove_cb), self);
}

/* Where a platform has one choice only, it is not asked. */
static gboolean
is_asked (ParcoursObjectEditor *self,
          const ParcoursParam  *member)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  const ParcoursParam *param = parcours_value_editor_param (editor);
  g_auto (GStrv) choices = param->type == PARCOURS_PARAM_DATE_SOURCE
                             ? parcours_form_choices (parcours_value_editor_form (editor), param) : NULL;

  return member->type != PARCOURS_PARAM_CHOICE || choices == NULL || g_strv_length (choices) > 1;
}

static gboolean
parcours_object_editor_show (ParcoursValueEditor *editor,
                             JsonNode            *value,
                             JsonObject          *scope)
{
  ParcoursObjectEditor *self = PARCOURS_OBJECT_EDITOR (editor);
  gboolean is_required = parcours_value_editor_param (editor)->required;
  gboolean is_object = value != NULL && JSON_NODE_HOLDS_OBJECT (value);
  g_autoptr (JsonNode) initial = is_object ? NULL : initial_of (self);
  JsonObject *object = json_node_get_object (is_object ? value : initial);

  gtk_widget_set_visible (self->add, !is_required && !is_object);
  gtk_widget_set_visible (self->remove, !is_required && is_object);
  gtk_widget_set_visible (self->box, is_required || is_object);
  for (guint i = 0; i < self->fields->len; i++)
    {
      ParcoursValueField *field = g_ptr_array_index (self->fields, i);
      const ParcoursParam *member = parcours_value_field_param (field);
      JsonNode *part = *member->name == '\0' ? value : json_object_get_member (object, member->name);

      gtk_widget_set_visible (GTK_WIDGET (field), is_asked (self, member) &&
                              (self->spec->applies == NULL || self->spec->applies (member->name, object)));
      parcours_value_field_set_value (field, part, object);
    }

  return value == NULL || is_object;
}

static void
parcours_object_editor_class_init (ParcoursObjectEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = parcours_object_editor_finalize;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_object_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_object_editor_show;
}

static void
parcours_object_editor_init (ParcoursObjectEditor *self)
{
}
