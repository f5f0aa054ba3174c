/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-comparison.h"
#include "parcours-json.h"
#include "parcours-text.h"
#include "parcours-value-editors.h"

/* ParcoursComparisonEditor: a number must pass something: at least 2, between 1 and 5 (`CMP` of the vocabulary). */
struct _ParcoursComparisonEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *ops;  /* (unowned) */
  GtkWidget *low;  /* (unowned) */
  GtkWidget *and;  /* (unowned) */
  GtkWidget *high; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (ParcoursComparisonEditor, parcours_comparison_editor, PARCOURS_TYPE_VALUE_EDITOR)

/* The first item of the list says that there is no comparison. */
static const ParcoursOp ops[] = { PARCOURS_OP_GE, PARCOURS_OP_LE, PARCOURS_OP_EQ, PARCOURS_OP_NE, PARCOURS_OP_GT, PARCOURS_OP_LT,
                                  PARCOURS_OP_BETWEEN };

static ParcoursOp
op_of (ParcoursComparisonEditor *self)
{
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->ops));

  return ops[CLAMP (position, 1, G_N_ELEMENTS (ops)) - 1];
}

static void
update (ParcoursComparisonEditor *self)
{
  gboolean is_set = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->ops)) > 0;
  gboolean is_range = is_set && op_of (self) == PARCOURS_OP_BETWEEN;

  gtk_widget_set_visible (gtk_widget_get_parent (self->low), is_set);
  gtk_widget_set_visible (self->and, is_range);
  gtk_widget_set_visible (self->high, is_range);
}

static void
changed_cb (ParcoursComparisonEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  ParcoursOp op = op_of (self);
  double low = 0., high = 0.;
  g_autofree char *low_text = NULL;
  g_autofree char *high_text = NULL;
  g_autofree char *text = NULL;

  update (self);
  if (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->ops)) == 0)
    {
      parcours_value_editor_take (editor, NULL);
      return;
    }
  if (!parcours_number_read (gtk_editable_get_text (GTK_EDITABLE (self->low)), &low) ||
      (op == PARCOURS_OP_BETWEEN && !parcours_number_read (gtk_editable_get_text (GTK_EDITABLE (self->high)), &high)))
    {
      parcours_value_editor_complain (editor, _("This is no number"));
      return;
    }
  low_text = parcours_number_format (low);
  high_text = parcours_number_format (high);
  text = op == PARCOURS_OP_BETWEEN ? g_strconcat (low_text, "..", high_text, NULL)
                                   : g_strconcat (parcours_op_name (op), low_text, NULL);
  parcours_value_editor_take (editor, parcours_json_new_string (text));
}

static GtkWidget *
new_entry (ParcoursComparisonEditor *self,
           const char               *title)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 5);
  gtk_editable_set_text (GTK_EDITABLE (entry), "1");
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_add_css_class (entry, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), self);

  return entry;
}

static const char *
none_label (const ParcoursParam *param)
{
  return (guint) param->type == PARCOURS_FORM_COUNT ? C_("number of times", "At least once")
       : param->any ? C_("setting", "Any") : C_("setting", "None");
}

static void
parcours_comparison_editor_build (ParcoursValueEditor *editor)
{
  ParcoursComparisonEditor *self = PARCOURS_COMPARISON_EDITOR (editor);
  const char *const labels[] = { none_label (parcours_value_editor_param (editor)), C_("comparison", "At least"),
                                 C_("comparison", "At most"), C_("comparison", "Exactly"), C_("comparison", "Other than"),
                                 C_("comparison", "More than"), C_("comparison", "Less than"), C_("comparison", "Between"),
                                 NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->ops = parcours_new_drop_down (labels, NULL);
  self->low = new_entry (self, _("Number"));
  self->and = gtk_label_new (C_("between … and", "and"));
  self->high = new_entry (self, _("To"));
  gtk_box_append (GTK_BOX (box), self->low);
  gtk_box_append (GTK_BOX (box), self->and);
  gtk_box_append (GTK_BOX (box), self->high);
  parcours_value_editor_append (editor, self->ops);
  parcours_value_editor_append (editor, box);
  parcours_value_editor_set_target (editor, self->ops);
  g_signal_connect_swapped (self->ops, "notify::selected", G_CALLBACK (changed_cb), self);
}

static void
set_number (GtkWidget *entry,
            double     number)
{
  g_autofree char *text = parcours_number_write (number);
  double old;

  if (!parcours_number_read (gtk_editable_get_text (GTK_EDITABLE (entry)), &old) || old != number)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static guint
position_of (ParcoursOp op)
{
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      if (ops[i] == op)
        return i + 1;
    }

  return 0;
}

static gboolean
parcours_comparison_editor_show (ParcoursValueEditor *editor,
                                 JsonNode            *value,
                                 JsonObject          *scope)
{
  ParcoursComparisonEditor *self = PARCOURS_COMPARISON_EDITOR (editor);
  ParcoursComparison comparison = { 0 };
  gboolean is_comparison = value != NULL && JSON_NODE_HOLDS_VALUE (value) &&
                           parcours_comparison_parse_json (value, &comparison) && comparison.has_number;

  if (parcours_value_editor_complaint (editor) == NULL)
    parcours_select_quietly (GTK_DROP_DOWN (self->ops), is_comparison ? position_of (comparison.op) : 0);
  if (is_comparison && parcours_value_editor_complaint (editor) == NULL)
    {
      set_number (self->low, comparison.low);
      if (comparison.op == PARCOURS_OP_BETWEEN)
        set_number (self->high, comparison.high);
    }
  update (self);

  return value == NULL || is_comparison;
}

static void
parcours_comparison_editor_class_init (ParcoursComparisonEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_comparison_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_comparison_editor_show;
}

static void
parcours_comparison_editor_init (ParcoursComparisonEditor *self)
{
}
