/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-count-label.h"
#include "parcours-json.h"
#include "parcours-try-button.h"
#include "parcours-value-editors.h"
#include "parcours-words.h"

/*
 * ParcoursConditionEditor: a whole condition: the group of its questions, the
 * sentence that every list and trace will say, and how many contacts meet it.
 */
struct _ParcoursConditionEditor
{
  ParcoursValueEditor parent_instance;

  ParcoursValueEditor *group; /* (unowned) */
  GtkWidget *sentence;        /* (unowned) */
  GtkWidget *count;           /* (unowned) */
  GtkWidget *trial;           /* (unowned) */
};

G_DEFINE_FINAL_TYPE (ParcoursConditionEditor, parcours_condition_editor, PARCOURS_TYPE_VALUE_EDITOR)

static const ParcoursParam group_param = { (char *) "group", PARCOURS_FORM_TYPE (PARCOURS_FORM_GROUP), (char *) "condition",
                                           .required = TRUE };

static gboolean
is_group (JsonNode *value)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;

  return object != NULL && json_object_get_size (object) == 1 &&
         (parcours_json_member_array (object, "all") != NULL || parcours_json_member_array (object, "any") != NULL ||
          parcours_json_member_array (object, "none") != NULL);
}

/* A question alone is shown as a group of one. */
static JsonNode *
to_group (JsonNode *value)
{
  JsonNode *node;
  JsonArray *array;

  if (value != NULL && is_group (value))
    return json_node_ref (value);
  node = json_node_new (JSON_NODE_OBJECT);
  array = json_array_new ();
  if (value != NULL)
    json_array_add_element (array, json_node_ref (value));
  json_node_take_object (node, json_object_new ());
  json_object_set_array_member (json_node_get_object (node), "all", array);

  return node;
}

/* A step that asks nothing has no condition; inside another value there must be one. */
static gboolean
may_be_missing (ParcoursConditionEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  const ParcoursParam *param = parcours_value_editor_param (editor);
  const ParcoursRow *row = parcours_form_row (parcours_value_editor_form (editor));

  return !param->required || (row != NULL && parcours_step_type_param (row->type, param->name) == param);
}

static void
changed_cb (ParcoursConditionEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  JsonNode *old = parcours_value_editor_value (editor);
  JsonNode *group = parcours_value_editor_value (self->group);
  JsonArray *all = parcours_json_member_array (json_node_get_object (group), "all");
  guint n_members = all != NULL ? json_array_get_length (all) : G_MAXUINT;

  if (n_members == 0 && may_be_missing (self))
    parcours_value_editor_take (editor, NULL);
  else if (n_members == 1 && (old == NULL || !is_group (old)))
    parcours_value_editor_take (editor, parcours_json_ref_element (all, 0));
  else
    parcours_value_editor_take (editor, json_node_ref (group));
  parcours_value_editor_set_value (editor, parcours_value_editor_value (editor), parcours_value_editor_scope (editor));
}

static void
parcours_condition_editor_build (ParcoursValueEditor *editor)
{
  ParcoursConditionEditor *self = PARCOURS_CONDITION_EDITOR (editor);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->group = parcours_value_editor_new (parcours_value_editor_form (editor), &group_param);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "condition");
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->group));
  self->sentence = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->sentence), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->sentence), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->sentence), 0.);
  gtk_label_set_selectable (GTK_LABEL (self->sentence), FALSE);
  gtk_widget_add_css_class (self->sentence, "sentence");
  self->count = parcours_count_label_new (parcours_value_editor_form (editor), TRUE);
  g_signal_connect_swapped (self->group, "changed", G_CALLBACK (changed_cb), self);
  parcours_value_editor_append (editor, card);
  parcours_value_editor_append (editor, self->sentence);
  parcours_value_editor_append (editor, self->count);
  self->trial = parcours_try_button_new (parcours_value_editor_form (editor));
  parcours_value_editor_append (editor, self->trial);
  parcours_value_editor_set_target (editor, GTK_WIDGET (self->group));
}

static gboolean
parcours_condition_editor_show (ParcoursValueEditor *editor,
                                JsonNode            *value,
                                JsonObject          *scope)
{
  ParcoursConditionEditor *self = PARCOURS_CONDITION_EDITOR (editor);
  ParcoursNames names = parcours_form_names (parcours_value_editor_form (editor));
  g_autoptr (JsonNode) group = to_group (value != NULL && JSON_NODE_HOLDS_OBJECT (value) ? value : NULL);
  g_autoptr (ParcoursCondition) condition = value != NULL ? parcours_condition_parse (value, NULL) : NULL;
  g_autofree char *words = condition != NULL ? parcours_condition_to_words (condition, &names) : NULL;

  parcours_value_editor_set_value (self->group, group, scope);
  gtk_label_set_label (GTK_LABEL (self->sentence), words != NULL ? words : "");
  /* One question says itself. */
  gtk_widget_set_visible (self->sentence, condition != NULL && is_group (value));
  parcours_count_label_set_condition (PARCOURS_COUNT_LABEL (self->count), condition);
  parcours_try_button_set_condition (PARCOURS_TRY_BUTTON (self->trial), condition != NULL ? value : NULL);

  return value == NULL || JSON_NODE_HOLDS_OBJECT (value);
}

static void
parcours_condition_editor_class_init (ParcoursConditionEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_condition_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_condition_editor_show;
}

static void
parcours_condition_editor_init (ParcoursConditionEditor *self)
{
}
