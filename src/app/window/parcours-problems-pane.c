/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-checks.h"
#include "parcours-problems-pane.h"
#include "parcours-step-words.h"

struct _ParcoursProblemsPane
{
  AdwBin parent_instance;

  ParcoursDocument *document; /* (owned) (nullable) */
  GPtrArray *checks;          /* (owned) (nullable) (element-type ParcoursCheck) */
  ParcoursLibrary *library;   /* (owned) (nullable) */

  GtkStack *stack;
  GtkListBox *list;
  GtkLabel *summary;
  GtkWidget *fix_all;
};

enum
{
  STEP_CHOSEN,
  FIXED,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursProblemsPane, parcours_problems_pane, ADW_TYPE_BIN)

static ParcoursAutomation *
get_automation (ParcoursProblemsPane *self)
{
  return parcours_document_automation (self->document);
}

/* A fix fits the automation that was checked; one that has changed since is being checked again. */
static void
fix_cb (GtkButton            *button,
        ParcoursProblemsPane *self)
{
  ParcoursEdit *edit = g_object_get_data (G_OBJECT (button), "edit");

  g_signal_emit (self, signals[FIXED], 0, edit);
}

/* All that have one possible answer, as one edit. */
static ParcoursEdit *
combine_fixes (ParcoursProblemsPane *self,
               guint                *n_fixed)
{
  g_autoptr (ParcoursAutomation) automation = parcours_automation_ref (get_automation (self));
  ParcoursEdit *all = NULL;

  *n_fixed = 0;
  for (guint i = 0; i < self->checks->len; i++)
    {
      const ParcoursCheck *check = g_ptr_array_index (self->checks, i);
      const ParcoursFix *fix = check->fixes->len > 0 ? g_ptr_array_index (check->fixes, 0) : NULL;
      ParcoursAutomation *next = NULL;

      if (fix != NULL && fix->only_answer)
        next = parcours_edit_apply (fix->edit, automation, NULL);
      if (next == NULL)
        continue;
      parcours_automation_unref (automation);
      automation = next;
      (*n_fixed)++;
    }
  if (*n_fixed > 0)
    {
      g_autofree char *label = g_strdup_printf (ngettext ("Fix %u Problem", "Fix %u Problems", *n_fixed), *n_fixed);

      all = parcours_edit_between (get_automation (self), automation, label);
    }

  return all;
}

static void
fix_all (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  ParcoursProblemsPane *self = PARCOURS_PROBLEMS_PANE (widget);
  guint n;
  g_autoptr (ParcoursEdit) edit = combine_fixes (self, &n);

  if (edit != NULL)
    g_signal_emit (self, signals[FIXED], 0, edit);
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  g_signal_emit (widget, signals[CLOSED], 0);
}

static void
row_selected_cb (ParcoursProblemsPane *self,
                 GtkListBoxRow        *row)
{
  const ParcoursCheck *check;

  if (row == NULL || self->checks == NULL)
    return;
  check = g_ptr_array_index (self->checks, (guint) gtk_list_box_row_get_index (row));
  g_signal_emit (self, signals[STEP_CHOSEN], 0, check->step);
}

static GtkWidget *
new_label (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
new_fixes (ParcoursProblemsPane *self,
           const ParcoursCheck  *check)
{
  GtkWidget *box = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (box), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (box), 6);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), 2);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  for (guint i = 0; i < check->fixes->len; i++)
    {
      const ParcoursFix *fix = g_ptr_array_index (check->fixes, i);
      GtkWidget *button = gtk_button_new_with_label (fix->label);
      GtkWidget *child = gtk_flow_box_child_new ();

      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
      gtk_widget_set_tooltip_text (button, fix->label);
      gtk_widget_add_css_class (button, "fix");
      if (i == 0)
        gtk_widget_add_css_class (button, "suggested-action");
      g_object_set_data_full (G_OBJECT (button), "edit", parcours_edit_ref (fix->edit), (GDestroyNotify) parcours_edit_unref);
      g_signal_connect (button, "clicked", G_CALLBACK (fix_cb), self);
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
      gtk_flow_box_append (GTK_FLOW_BOX (box), child);
    }

  return box;
}

static GtkWidget *
new_number (const ParcoursCheck *check,
            guint                number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  GtkWidget *sign;

  if (check->severity == PARCOURS_SEVERITY_NOTE)
    sign = gtk_image_new_from_icon_name ("dialog-information-symbolic");
  else
    {
      sign = gtk_label_new (text);
      gtk_widget_add_css_class (sign, "number");
      gtk_widget_add_css_class (sign, check->severity == PARCOURS_SEVERITY_ERROR ? "error" : "warning");
    }
  gtk_widget_set_valign (sign, GTK_ALIGN_START);

  return sign;
}

static GtkWidget *
new_row (ParcoursProblemsPane *self,
         const ParcoursCheck  *check,
         guint                 number)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *title = new_label (check->title, "heading");
  ParcoursStep *step = check->step != NULL ? parcours_automation_step (get_automation (self), check->step) : NULL;

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  if (step != NULL)
    {
      g_autofree char *name = parcours_step_to_words (step, get_automation (self), self->library);
      GtkWidget *label = new_label (name, "caption");

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (words), label);
    }
  gtk_box_append (GTK_BOX (words), new_label (check->message, "caption"));
  if (check->fixes->len > 0)
    gtk_box_append (GTK_BOX (words), new_fixes (self, check));
  gtk_box_append (GTK_BOX (box), new_number (check, number));
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, check->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, check->message, -1);

  return row;
}

static char *
summarise (ParcoursProblemsPane *self)
{
  guint n_errors = parcours_checks_count (self->checks, PARCOURS_SEVERITY_ERROR);
  guint n_warnings = parcours_checks_count (self->checks, PARCOURS_SEVERITY_WARNING);
  g_autofree char *errors = g_strdup_printf (ngettext ("%u error", "%u errors", n_errors), n_errors);
  g_autofree char *warnings = g_strdup_printf (ngettext ("%u warning", "%u warnings", n_warnings), n_warnings);

  /* Translators: "3 errors, 1 warning". */
  return g_strdup_printf (_("%s, %s"), errors, warnings);
}

static void
fill (ParcoursProblemsPane *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int index = selected != NULL ? gtk_list_box_row_get_index (selected) : -1;
  guint n = self->checks != NULL ? self->checks->len : 0;
  guint n_fixed = 0;
  GtkWidget *child;

  g_signal_handlers_block_by_func (self->list, row_selected_cb, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, new_row (self, g_ptr_array_index (self->checks, i), i + 1));
  if (index >= 0 && n > 0)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, MIN (index, (int) n - 1)));
  g_signal_handlers_unblock_by_func (self->list, row_selected_cb, self);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "problems" : "none");
  if (n > 0)
    {
      g_autoptr (ParcoursEdit) edit = combine_fixes (self, &n_fixed);
      g_autofree char *summary = summarise (self);
      g_autofree char *label = g_strdup_printf (ngettext ("Fix %u at Once", "Fix %u at Once", n_fixed), n_fixed);

      gtk_label_set_label (self->summary, summary);
      gtk_button_set_label (GTK_BUTTON (self->fix_all), label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->summary), n > 0);
  gtk_widget_set_visible (self->fix_all, n_fixed > 1);
}

static void
parcours_problems_pane_dispose (GObject *object)
{
  ParcoursProblemsPane *self = PARCOURS_PROBLEMS_PANE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PARCOURS_TYPE_PROBLEMS_PANE);
  g_clear_object (&self->document);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->library, parcours_library_unref);
  G_OBJECT_CLASS (parcours_problems_pane_parent_class)->dispose (object);
}

static void
parcours_problems_pane_class_init (ParcoursProblemsPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_problems_pane_dispose;

  signals[STEP_CHOSEN] = g_signal_new ("step-chosen", PARCOURS_TYPE_PROBLEMS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FIXED] = g_signal_new ("fixed", PARCOURS_TYPE_PROBLEMS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[CLOSED] = g_signal_new ("closed", PARCOURS_TYPE_PROBLEMS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "problems.fix-all", NULL, fix_all);
  gtk_widget_class_install_action (widget_class, "problems.close", NULL, close_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/window/problems-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursProblemsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, ParcoursProblemsPane, list);
  gtk_widget_class_bind_template_child (widget_class, ParcoursProblemsPane, summary);
  gtk_widget_class_bind_template_child (widget_class, ParcoursProblemsPane, fix_all);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
parcours_problems_pane_init (ParcoursProblemsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * parcours_problems_pane_set:
 * @self: a pane
 * @document: what was checked
 * @checks: (nullable) (element-type ParcoursCheck): what was found, %NULL while that is not known
 * @library: (nullable): what things are called
 */
void
parcours_problems_pane_set (ParcoursProblemsPane *self,
                            ParcoursDocument     *document,
                            GPtrArray            *checks,
                            ParcoursLibrary      *library)
{
  g_set_object (&self->document, document);
  if (checks != NULL)
    g_ptr_array_ref (checks);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  self->checks = checks;
  if (library != NULL)
    parcours_library_ref (library);
  g_clear_pointer (&self->library, parcours_library_unref);
  self->library = library;
  fill (self);
}

static gboolean
is_about (ParcoursProblemsPane *self,
          guint                 index,
          const char           *step)
{
  const ParcoursCheck *check = g_ptr_array_index (self->checks, index);

  return g_strcmp0 (check->step, step) == 0;
}

/**
 * parcours_problems_pane_select_step:
 * @self: a pane
 * @step: the id of a step
 *
 * Selects the first problem of the step, unless one of its problems is selected
 * already. `step-chosen` is not emitted.
 *
 * Returns: whether the step has a problem; otherwise nothing is selected
 */
gboolean
parcours_problems_pane_select_step (ParcoursProblemsPane *self,
                                    const char           *step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  guint n = self->checks != NULL ? self->checks->len : 0;
  guint i = 0;

  if (row != NULL && is_about (self, (guint) gtk_list_box_row_get_index (row), step))
    return TRUE;
  while (i < n && !is_about (self, i, step))
    i++;
  g_signal_handlers_block_by_func (self->list, row_selected_cb, self);
  gtk_list_box_select_row (self->list, i < n ? gtk_list_box_get_row_at_index (self->list, (int) i) : NULL);
  g_signal_handlers_unblock_by_func (self->list, row_selected_cb, self);

  return i < n;
}
