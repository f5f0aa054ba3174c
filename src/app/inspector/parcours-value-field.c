/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-value-editors.h"
#include "parcours-value-field.h"

struct _ParcoursValueField
{
  GtkWidget parent_instance;

  ParcoursValueEditor *editor; /* (unowned) */
  const ParcoursParam *param;  /* (unowned) */
  GtkWidget *title;            /* (unowned) */
  GtkWidget *problem;          /* (unowned) what the editor says of the value */
  GtkWidget *problems;         /* (unowned) what the checks say of it */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (ParcoursValueField, parcours_value_field, GTK_TYPE_WIDGET)

static void
parcours_value_field_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (parcours_value_field_parent_class)->dispose (object);
}

static gboolean
parcours_value_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PARCOURS_VALUE_FIELD (widget)->editor));
}

static void
parcours_value_field_class_init (ParcoursValueFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = parcours_value_field_dispose;
  widget_class->grab_focus = parcours_value_field_grab_focus;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "field");
}

static void
parcours_value_field_init (ParcoursValueField *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
}

/* A value that the editor cannot show is kept until somebody writes another. */
static void
update_problem (ParcoursValueField *self)
{
  const char *complaint = parcours_value_editor_complaint (self->editor);
  JsonNode *value = parcours_value_editor_value (self->editor);
  g_autofree char *line = value != NULL ? parcours_json_to_line (value) : NULL;
  g_autofree char *words = NULL;

  if (complaint != NULL)
    words = g_strdup (complaint);
  else if (!parcours_value_editor_fits (self->editor))
    words = parcours_phrase_fill (_("It holds {value}, which does not fit here. That stays until you change it."),
                                  "value", line, NULL);
  gtk_label_set_label (GTK_LABEL (self->problem), words != NULL ? words : "");
  gtk_widget_set_visible (self->problem, words != NULL);
}

static void
changed_cb (ParcoursValueField *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static GtkWidget *
new_label (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_widget_add_css_class (label, style);

  return label;
}

static void
add_inline (ParcoursValueField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->editor));
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

/**
 * parcours_value_field_new:
 * @form: what the editors share
 * @param: (transfer none): which parameter
 *
 * Returns: (transfer full): a field for it
 */
GtkWidget *
parcours_value_field_new (ParcoursForm        *form,
                          const ParcoursParam *param)
{
  ParcoursValueField *self = g_object_new (PARCOURS_TYPE_VALUE_FIELD, NULL);
  gboolean is_inline = parcours_param_is_inline (param);
  GtkWidget *help;

  self->param = param;
  self->editor = parcours_value_editor_new (form, param);
  self->title = new_label (parcours_label_of (param), is_inline ? "field-line" : "field-title");
  self->problem = new_label (NULL, "error");
  gtk_widget_add_css_class (self->problem, "caption");
  if (is_inline)
    add_inline (self);
  else
    {
      gtk_widget_set_parent (self->title, GTK_WIDGET (self));
      gtk_widget_set_parent (GTK_WIDGET (self->editor), GTK_WIDGET (self));
    }
  gtk_widget_set_parent (self->problem, GTK_WIDGET (self));
  self->problems = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_visible (self->problems, FALSE);
  gtk_widget_set_parent (self->problems, GTK_WIDGET (self));
  if (param->help != NULL)
    {
      help = new_label (_(param->help), "caption");
      gtk_widget_add_css_class (help, "dim-label");
      gtk_widget_set_parent (help, GTK_WIDGET (self));
    }
  g_signal_connect_swapped (self->editor, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->editor, "notify::complaint", G_CALLBACK (update_problem), self);
  g_signal_connect_swapped (self->editor, "notify::fits", G_CALLBACK (update_problem), self);
  update_problem (self);

  return GTK_WIDGET (self);
}

/**
 * parcours_value_field_hide_title:
 * @self: a field
 *
 * Leaves the name to what stands around the field.
 */
void
parcours_value_field_hide_title (ParcoursValueField *self)
{
  gtk_widget_set_visible (self->title, FALSE);
}

/**
 * parcours_value_field_clear_problems:
 * @self: a field
 *
 * Takes away what parcours_value_field_add_problem() has added.
 */
void
parcours_value_field_clear_problems (ParcoursValueField *self)
{
  GtkWidget *target = parcours_value_editor_target (self->editor);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->problems)) != NULL)
    gtk_box_remove (GTK_BOX (self->problems), child);
  gtk_widget_set_visible (self->problems, FALSE);
  if (target != NULL)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/**
 * parcours_value_field_add_problem:
 * @self: a field
 * @line: (transfer floating): what is wrong with its value
 * @message: the same for a screen reader
 */
void
parcours_value_field_add_problem (ParcoursValueField *self,
                                  GtkWidget          *line,
                                  const char         *message)
{
  GtkWidget *target = parcours_value_editor_target (self->editor);

  gtk_box_append (GTK_BOX (self->problems), line);
  gtk_widget_set_visible (self->problems, TRUE);
  if (target != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
}

/**
 * parcours_value_field_editor:
 * @self: a field
 *
 * Returns: (transfer none): its editor
 */
ParcoursValueEditor *
parcours_value_field_editor (ParcoursValueField *self)
{
  return self->editor;
}

/**
 * parcours_value_field_param:
 * @self: a field
 *
 * Returns: (transfer none): its parameter
 */
const ParcoursParam *
parcours_value_field_param (ParcoursValueField *self)
{
  return self->param;
}

/**
 * parcours_value_field_set_value:
 * @self: a field
 * @value: (nullable): a value
 * @scope: (nullable): the values of the parameters beside it
 */
void
parcours_value_field_set_value (ParcoursValueField *self,
                                JsonNode           *value,
                                JsonObject         *scope)
{
  parcours_value_editor_set_value (self->editor, value, scope);
  update_problem (self);
}
