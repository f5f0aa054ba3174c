/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-value-editors.h"

/* ParcoursChoiceEditor: one of a few words. A word that is not offered is shown as it is, and kept. */

struct _ParcoursChoiceEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *drop_down; /* (unowned) */
  GPtrArray *values;    /* (owned) (element-type utf8) what each item stands for, %NULL for nothing */
};

G_DEFINE_FINAL_TYPE (ParcoursChoiceEditor, parcours_choice_editor, PARCOURS_TYPE_VALUE_EDITOR)

static void
parcours_choice_editor_finalize (GObject *object)
{
  g_clear_pointer (&PARCOURS_CHOICE_EDITOR (object)->values, g_ptr_array_unref);

  G_OBJECT_CLASS (parcours_choice_editor_parent_class)->finalize (object);
}

static gboolean
is_yes_or_no (ParcoursChoiceEditor *self)
{
  return (guint) parcours_value_editor_param (PARCOURS_VALUE_EDITOR (self))->type == PARCOURS_FORM_BOOL_CHOICE;
}

/* Of an option the first choice is what holds where it is left out. */
static const char *
left_out (ParcoursChoiceEditor *self)
{
  const ParcoursParam *param = parcours_value_editor_param (PARCOURS_VALUE_EDITOR (self));

  return (guint) param->type == PARCOURS_FORM_OPTION ? param->choices[0] : NULL;
}

static JsonNode *
to_json (ParcoursChoiceEditor *self,
         const char           *value)
{
  JsonNode *node;

  if (g_strcmp0 (value, left_out (self)) == 0)
    return NULL;
  if (value == NULL || !is_yes_or_no (self))
    return value != NULL ? parcours_json_new_string (value) : NULL;
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_boolean (node, g_str_equal (value, "true"));

  return node;
}

/* Yes and no are words here; as text they are what somebody wrote by hand. */
static const char *
from_json (ParcoursChoiceEditor *self,
           JsonNode             *value)
{
  if (value != NULL && is_yes_or_no (self) && JSON_NODE_HOLDS_VALUE (value) &&
      json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (value) ? "true" : "false";

  return value != NULL ? parcours_json_string (value) : NULL;
}

static void
selected_cb (ParcoursChoiceEditor *self)
{
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop_down));
  const char *value = position < self->values->len ? g_ptr_array_index (self->values, position) : NULL;

  parcours_value_editor_take (PARCOURS_VALUE_EDITOR (self), to_json (self, value));
}

static void
parcours_choice_editor_build (ParcoursValueEditor *editor)
{
  ParcoursChoiceEditor *self = PARCOURS_CHOICE_EDITOR (editor);

  self->values = g_ptr_array_new_with_free_func (g_free);
  self->drop_down = parcours_new_drop_down (NULL, NULL);
  parcours_value_editor_append (editor, self->drop_down);
  parcours_value_editor_set_target (editor, self->drop_down);
  g_signal_connect_swapped (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self);
}

static void
add_item (ParcoursChoiceEditor *self,
          GtkStringList        *labels,
          const char           *value,
          const char           *label)
{
  g_ptr_array_add (self->values, g_strdup (value));
  gtk_string_list_append (labels, label);
}

static int
find_value (ParcoursChoiceEditor *self,
            const char           *value)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      if (g_strcmp0 (g_ptr_array_index (self->values, i), value) == 0)
        return (int) i;
    }

  return -1;
}

static gboolean
has_values (ParcoursChoiceEditor *self,
            GPtrArray            *values)
{
  if (values->len != self->values->len)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    {
      if (g_strcmp0 (g_ptr_array_index (self->values, i), g_ptr_array_index (values, i)) != 0)
        return FALSE;
    }

  return TRUE;
}

/* Fills the list with what is offered now; the same list stays, so that an open one does not close. */
static void
fill (ParcoursChoiceEditor *self,
      const char           *value,
      gboolean              with_none)
{
  ParcoursForm *form = parcours_value_editor_form (PARCOURS_VALUE_EDITOR (self));
  const ParcoursParam *param = parcours_value_editor_param (PARCOURS_VALUE_EDITOR (self));
  g_auto (GStrv) choices = parcours_form_choices (form, param);
  g_autofree char *none = parcours_none_label (form, param, NULL);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->values);

  self->values = g_ptr_array_new_with_free_func (g_free);
  if (with_none)
    add_item (self, labels, NULL, none);
  if (is_yes_or_no (self))
    {
      add_item (self, labels, "true", C_("value", "Yes"));
      add_item (self, labels, "false", C_("value", "No"));
    }
  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    add_item (self, labels, choices[i], parcours_choice_label (param, choices[i]));
  if (value != NULL && find_value (self, value) < 0)
    add_item (self, labels, value, value);
  if (!has_values (self, old))
    gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop_down), G_LIST_MODEL (labels));
}

/* Whether something holds where nothing is chosen, by the parameter or by what the platform makes of it. */
static gboolean
has_fallback (ParcoursChoiceEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  const ParcoursParam *param = parcours_value_editor_param (editor);
  const ParcoursRow *row = parcours_form_row (parcours_value_editor_form (editor));

  if (param->fallback != NULL || left_out (self) != NULL)
    return TRUE;

  return row != NULL && parcours_step_type_param (row->type, param->name) == param &&
         parcours_row_default (row, param) != NULL;
}

static gboolean
parcours_choice_editor_show (ParcoursValueEditor *editor,
                             JsonNode            *value,
                             JsonObject          *scope)
{
  ParcoursChoiceEditor *self = PARCOURS_CHOICE_EDITOR (editor);
  const ParcoursParam *param = parcours_value_editor_param (editor);
  const char *text = from_json (self, value);

  if (param->any && param->choices != NULL && g_strcmp0 (text, "any") == 0 && !g_strv_contains ((const char *const *) param->choices, "any"))
    text = NULL;
  if (text == NULL)
    text = left_out (self);
  fill (self, text, text == NULL || (!parcours_must_choose (parcours_value_editor_form (editor), param) &&
                                     (param->any || !has_fallback (self))));
  parcours_select_quietly (GTK_DROP_DOWN (self->drop_down), (guint) MAX (find_value (self, text), 0));

  return value == NULL || from_json (self, value) != NULL;
}

static void
parcours_choice_editor_class_init (ParcoursChoiceEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = parcours_choice_editor_finalize;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_choice_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_choice_editor_show;
}

static void
parcours_choice_editor_init (ParcoursChoiceEditor *self)
{
}
