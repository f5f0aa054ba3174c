/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-count-label.h"
#include "parcours-json.h"
#include "parcours-leaf-params.h"
#include "parcours-value-editors.h"
#include "parcours-words.h"

/*
 * ParcoursLeafEditor: one question of a condition: a chip that says it in plain
 * words, with how many contacts meet it on its own, and below it, once it is
 * opened, a small form.
 */
struct _ParcoursLeafEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *head;              /* (unowned) the chip and what stands beside it */
  GtkWidget *chip;              /* (unowned) */
  GtkWidget *words;             /* (unowned) */
  GtkWidget *arrow;             /* (unowned) */
  GtkWidget *count;             /* (unowned) */
  ParcoursValueEditor *content; /* (unowned) (nullable) the form, made when it is opened */
};

G_DEFINE_FINAL_TYPE (ParcoursLeafEditor, parcours_leaf_editor, PARCOURS_TYPE_VALUE_EDITOR)

static void
content_changed_cb (ParcoursLeafEditor *self)
{
  JsonNode *value = parcours_value_editor_value (self->content);

  if (value != NULL)
    parcours_value_editor_take (PARCOURS_VALUE_EDITOR (self), json_node_ref (value));
}

static void
update_content (ParcoursLeafEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  JsonNode *value = parcours_value_editor_value (editor);
  const ParcoursParam *param = value != NULL && JSON_NODE_HOLDS_OBJECT (value)
                                 ? parcours_leaf_param (json_node_get_object (value)) : NULL;
  gboolean is_open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->chip));

  if (self->content != NULL && parcours_value_editor_param (self->content) != param)
    {
      gtk_widget_unparent (GTK_WIDGET (self->content));
      self->content = NULL;
    }
  if (self->content == NULL && is_open && param != NULL)
    {
      self->content = parcours_value_editor_new (parcours_value_editor_form (editor), param);
      gtk_widget_add_css_class (GTK_WIDGET (self->content), "leaf-form");
      g_signal_connect_swapped (self->content, "changed", G_CALLBACK (content_changed_cb), self);
      parcours_value_editor_append (editor, GTK_WIDGET (self->content));
    }
  if (self->content == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->content), is_open);
  if (is_open)
    parcours_value_editor_set_value (self->content, value, parcours_value_editor_scope (editor));
}

static void
toggled_cb (ParcoursLeafEditor *self)
{
  gboolean is_open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->chip));

  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), is_open ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->chip), GTK_ACCESSIBLE_STATE_EXPANDED, is_open, -1);
  update_content (self);
}

static void
parcours_leaf_editor_build (ParcoursValueEditor *editor)
{
  ParcoursLeafEditor *self = PARCOURS_LEAF_EDITOR (editor);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->words = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->words), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0.);
  gtk_widget_set_hexpand (self->words, TRUE);
  self->arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");
  gtk_widget_set_valign (self->arrow, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_box_append (GTK_BOX (box), self->arrow);
  self->chip = gtk_toggle_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->chip), box);
  gtk_widget_add_css_class (self->chip, "chip");
  g_signal_connect_swapped (self->chip, "toggled", G_CALLBACK (toggled_cb), self);
  self->count = parcours_count_label_new (parcours_value_editor_form (editor), FALSE);
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  gtk_widget_set_hexpand (self->chip, TRUE);
  gtk_box_append (GTK_BOX (self->head), self->chip);
  parcours_value_editor_append (editor, self->head);
  parcours_value_editor_append (editor, self->count);
  parcours_value_editor_set_target (editor, self->chip);
}

static gboolean
parcours_leaf_editor_show (ParcoursValueEditor *editor,
                           JsonNode            *value,
                           JsonObject          *scope)
{
  ParcoursLeafEditor *self = PARCOURS_LEAF_EDITOR (editor);
  ParcoursNames names = parcours_form_names (parcours_value_editor_form (editor));
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursCondition) condition = value != NULL ? parcours_condition_parse (value, &error) : NULL;
  g_autofree char *words = condition != NULL ? parcours_condition_to_words (condition, &names)
                                             : g_strdup (error != NULL ? error->message : "");

  gtk_label_set_label (GTK_LABEL (self->words), words);
  parcours_set_name (self->chip, words);
  if (condition != NULL)
    gtk_widget_remove_css_class (self->chip, "error");
  else
    gtk_widget_add_css_class (self->chip, "error");
  parcours_count_label_set_condition (PARCOURS_COUNT_LABEL (self->count), condition);
  update_content (self);

  return value == NULL || condition != NULL;
}

static void
parcours_leaf_editor_class_init (ParcoursLeafEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_leaf_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_leaf_editor_show;
}

static void
parcours_leaf_editor_init (ParcoursLeafEditor *self)
{
}

/**
 * parcours_leaf_editor_expand:
 * @self: an editor
 *
 * Opens its form.
 */
void
parcours_leaf_editor_expand (ParcoursLeafEditor *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chip), TRUE);
}

static gboolean
press (GtkWidget *chip,
       GVariant  *arguments,
       gpointer   button)
{
  g_signal_emit_by_name (button, "clicked");

  return TRUE;
}

/**
 * parcours_leaf_editor_add_remove:
 * @self: an editor
 * @button: (transfer floating): what takes the condition away; it stands beside the words, and Delete on these presses it
 */
void
parcours_leaf_editor_add_remove (ParcoursLeafEditor *self,
                                 GtkWidget          *button)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Delete|KP_Delete|BackSpace"),
                                                          gtk_callback_action_new (press, button, NULL)));
  gtk_widget_add_controller (self->chip, keys);
  gtk_box_append (GTK_BOX (self->head), button);
}
