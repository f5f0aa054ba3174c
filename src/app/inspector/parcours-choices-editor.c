/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-json.h"
#include "parcours-value-editors.h"

/* ParcoursChoicesEditor: any of a few words, one below the other. */
struct _ParcoursChoicesEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *box;     /* (unowned) */
  GPtrArray *choices; /* (owned) (element-type utf8) one for each button */
};

G_DEFINE_FINAL_TYPE (ParcoursChoicesEditor, parcours_choices_editor, PARCOURS_TYPE_VALUE_EDITOR)

static void
parcours_choices_editor_finalize (GObject *object)
{
  g_clear_pointer (&PARCOURS_CHOICES_EDITOR (object)->choices, g_ptr_array_unref);

  G_OBJECT_CLASS (parcours_choices_editor_parent_class)->finalize (object);
}

static void
toggled_cb (ParcoursChoicesEditor *self)
{
  JsonNode *value = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  GtkWidget *button = gtk_widget_get_first_child (self->box);

  for (guint i = 0; button != NULL && i < self->choices->len; i++, button = gtk_widget_get_next_sibling (button))
    {
      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (button)))
        json_array_add_string_element (array, g_ptr_array_index (self->choices, i));
    }
  json_node_take_array (value, array);
  parcours_value_editor_take (PARCOURS_VALUE_EDITOR (self), value);
}

static void
add_choice (ParcoursChoicesEditor *self,
            const char            *choice)
{
  const ParcoursParam *param = parcours_value_editor_param (PARCOURS_VALUE_EDITOR (self));
  GtkWidget *button = gtk_check_button_new_with_label (parcours_choice_label (param, choice));

  g_ptr_array_add (self->choices, g_strdup (choice));
  gtk_box_append (GTK_BOX (self->box), button);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
}

static void
parcours_choices_editor_build (ParcoursValueEditor *editor)
{
  ParcoursChoicesEditor *self = PARCOURS_CHOICES_EDITOR (editor);
  g_auto (GStrv) choices = parcours_form_choices (parcours_value_editor_form (editor), parcours_value_editor_param (editor));

  self->choices = g_ptr_array_new_with_free_func (g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    add_choice (self, choices[i]);
  parcours_value_editor_append (editor, self->box);
  if (self->choices->len > 0)
    parcours_value_editor_set_target (editor, self->box);
}

/**
 * parcours_choices_have:
 * @array: (nullable): the value of a choice of several
 * @text: a choice
 *
 * Returns: whether it is among them
 */
gboolean
parcours_choices_have (JsonArray  *array,
                       const char *text)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      if (g_strcmp0 (parcours_json_string (json_array_get_element (array, i)), text) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Words that are not offered, but stand there, are kept as choices of their own. */
static void
add_unknown (ParcoursChoicesEditor *self,
             JsonArray             *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *text = parcours_json_string (json_array_get_element (array, i));

      if (text != NULL && !g_ptr_array_find_with_equal_func (self->choices, text, g_str_equal, NULL))
        add_choice (self, text);
    }
}

static gboolean
parcours_choices_editor_show (ParcoursValueEditor *editor,
                              JsonNode            *value,
                              JsonObject          *scope)
{
  ParcoursChoicesEditor *self = PARCOURS_CHOICES_EDITOR (editor);
  JsonArray *array = value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  GtkWidget *button;

  add_unknown (self, array);
  button = gtk_widget_get_first_child (self->box);
  for (guint i = 0; i < self->choices->len; i++, button = gtk_widget_get_next_sibling (button))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (button), parcours_choices_have (array, g_ptr_array_index (self->choices, i)));

  return value == NULL || array != NULL;
}

static void
parcours_choices_editor_class_init (ParcoursChoicesEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = parcours_choices_editor_finalize;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_choices_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_choices_editor_show;
}

static void
parcours_choices_editor_init (ParcoursChoicesEditor *self)
{
}
