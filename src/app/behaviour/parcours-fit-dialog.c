/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-figure.h"
#include "parcours-fit-dialog.h"
#include "parcours-fit-words.h"
#include "parcours-phrase.h"
#include "parcours-project-behaviours.h"
#include "parcours-time.h"
#include "parcours-value-editors.h"

#define N_COLUMNS 5

struct _ParcoursFitDialog
{
  AdwWindow parent_instance;

  ParcoursProject *project; /* (owned) */
  ParcoursJob *job;         /* (owned) (nullable) while it is counting */
  ParcoursFitting *fitting; /* (owned) (nullable) what came of it */
  ParcoursLibrary *library; /* (owned) to which the segments belong */
  GPtrArray *segments;      /* (owned) (element-type ParcoursEntity) those that can be counted apart */

  GtkWidget *stack;
  GtkWidget *name;
  GtkWidget *period;
  GtkWidget *segment;
  GtkWidget *progress;
  GtkWidget *scrolled;
  GtkWidget *summary;
  GtkWidget *problem;
  GtkWidget *fit;
  GtkWidget *keep;
};

enum
{
  KEPT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursFitDialog, parcours_fit_dialog, ADW_TYPE_WINDOW)

/* How far back it looks, in days; 0 for all. */
static const struct
{
  const char *label;
  guint days;
} periods[] = {
  { N_("All that has happened"), 0 },
  { N_("The last 365 days"), 365 },
  { N_("The last 180 days"), 180 },
  { N_("The last 90 days"), 90 },
  { N_("The last 30 days"), 30 },
};

static void
show (ParcoursFitDialog *self,
      const char        *page)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
  gtk_widget_set_visible (self->fit, g_str_equal (page, "question"));
  gtk_widget_set_visible (self->keep, g_str_equal (page, "answer"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "fit.keep", !parcours_project_is_read_only (self->project));
}

static char *
rate_to_text (const ParcoursFitRow *row,
              double                rate)
{
  gboolean is_share = row->kind == PARCOURS_FIT_REACTION || row->kind == PARCOURS_FIT_FOLLOW;

  return is_share ? parcours_percent_to_words (rate) : parcours_number_to_words ((gint64) (rate * 1000. + 0.5) / 1000.);
}

static void
attach (GtkWidget  *grid,
        int         column,
        int         row,
        const char *text,
        const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column < 2 ? 0.f : 1.f);
  gtk_label_set_ellipsize (GTK_LABEL (label), column == 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_set_tooltip_text (label, column == 0 ? text : NULL);
  gtk_widget_add_css_class (label, class);
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
}

static void
add_row (ParcoursFitDialog    *self,
         GtkWidget            *grid,
         int                   place,
         const ParcoursFitRow *row)
{
  g_autofree char *name = parcours_fit_row_to_words (row, parcours_project_library (self->project));
  g_autofree char *n = parcours_count_to_words (row->n);
  g_autofree char *observed = rate_to_text (row, row->observed);
  g_autofree char *margin = rate_to_text (row, row->margin);
  g_autofree char *both = g_strdup_printf ("%s ± %s", observed, margin);
  g_autofree char *fitted = rate_to_text (row, row->fitted);

  attach (grid, 0, place, name, "name");
  attach (grid, 1, place, parcours_fit_row_unit_to_words (row), "dim-label");
  attach (grid, 2, place, n, "numeric");
  attach (grid, 3, place, both, "numeric");
  attach (grid, 4, place, fitted, "numeric");
}

static void
show_answer (ParcoursFitDialog *self)
{
  const char *head[N_COLUMNS] = { _("What"), _("Rate"), _("Number"), _("Observed, 95 %"), _("Fitted") };
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 18, "row-spacing", 4, "margin-top", 12,
                                  "margin-bottom", 12, "margin-start", 18, "margin-end", 18, NULL);
  g_autofree char *events = parcours_count_to_words (parcours_fit_n_events (self->fitting->fit));
  const ParcoursZone *zone = parcours_project_zone (self->project);
  g_autofree char *from = parcours_day_to_words (parcours_local_day (parcours_zone_to_local (zone, self->fitting->from)));
  g_autofree char *to = parcours_day_to_words (parcours_local_day (parcours_zone_to_local (zone, self->fitting->to - 1)));
  g_autofree char *summary = parcours_phrase_fill (_("{n} events from {from} to {to}"), "n", events, "from", from,
                                                   "to", to, NULL);

  for (int i = 0; i < N_COLUMNS; i++)
    attach (grid, i, 0, head[i], "heading");
  for (guint i = 0; i < parcours_fit_n_rows (self->fitting->fit); i++)
    add_row (self, grid, (int) i + 1, parcours_fit_nth_row (self->fitting->fit, i));
  gtk_label_set_label (GTK_LABEL (self->summary), summary);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), grid);
  show (self, "answer");
  gtk_widget_grab_focus (self->keep);
}

static void
say_problem (ParcoursFitDialog *self,
             const GError      *error)
{
  gtk_label_set_label (GTK_LABEL (self->problem), error->message);
  gtk_widget_set_visible (self->problem, TRUE);
  show (self, "question");
}

static void
fitted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (ParcoursFitDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  ParcoursFitting *fitting = parcours_project_fit_finish (PARCOURS_PROJECT (source), result, &error);

  g_clear_object (&self->job);
  if (self->project == NULL)
    {
      g_clear_pointer (&fitting, parcours_fitting_free);
      return;
    }
  g_clear_pointer (&self->fitting, parcours_fitting_free);
  self->fitting = fitting;
  if (fitting != NULL)
    show_answer (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show (self, "question");
  else
    say_problem (self, error);
}

static void
progress_cb (ParcoursFitDialog *self)
{
  if (self->job != NULL)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), parcours_job_fraction (self->job));
}

static void
run (GtkWidget  *widget,
     const char *action,
     GVariant   *parameter)
{
  ParcoursFitDialog *self = PARCOURS_FIT_DIALOG (widget);
  guint days = periods[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->period))].days;
  guint segment = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->segment));
  char *slugs[2] = { NULL, NULL };
  ParcoursFitOptions options = { .from = PARCOURS_INSTANT_MISSING, .to = PARCOURS_INSTANT_MISSING, .segments = slugs };

  if (self->job != NULL)
    return;
  options.name = (char *) gtk_editable_get_text (GTK_EDITABLE (self->name));
  if (days > 0)
    options.from = g_get_real_time () / G_USEC_PER_SEC - (gint64) days * PARCOURS_DAY;
  if (segment > 0)
    slugs[0] = ((ParcoursEntity *) g_ptr_array_index (self->segments, segment - 1))->slug;
  self->job = parcours_job_new (_("Fitting"));
  g_signal_connect_object (self->job, "notify::done", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0.);
  show (self, "work");
  parcours_project_fit_async (self->project, &options, self->job, fitted_cb, g_object_ref (self));
}

static void
cancel (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  ParcoursFitDialog *self = PARCOURS_FIT_DIALOG (widget);

  if (self->job != NULL)
    parcours_job_cancel (self->job);
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (ParcoursFitDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *slug = parcours_project_add_entity_finish (PARCOURS_PROJECT (source), result, &error);

  if (self->project == NULL)
    return;
  if (slug == NULL)
    {
      say_problem (self, error);
      return;
    }
  g_signal_emit (self, signals[KEPT], 0, slug);
  gtk_window_close (GTK_WINDOW (self));
}

static void
keep (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  ParcoursFitDialog *self = PARCOURS_FIT_DIALOG (widget);
  g_autoptr (JsonNode) node = NULL;

  if (self->fitting == NULL)
    return;
  node = parcours_behaviour_to_json (self->fitting->behaviour);
  parcours_project_add_entity_async (self->project, "behaviour", parcours_behaviour_name (self->fitting->behaviour),
                                     json_node_get_object (node), kept_cb, g_object_ref (self));
}

static GtkWidget *
add_question (GtkWidget  *list,
              const char *title,
              const char *subtitle,
              GtkWidget  *child)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (child, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), child);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), child);
  gtk_list_box_append (GTK_LIST_BOX (list), row);

  return child;
}

static GtkWidget *
new_question (ParcoursFitDialog *self)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, "margin-top", 18,
                                 "margin-bottom", 18, "margin-start", 18, "margin-end", 18, NULL);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *words = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.f, "label",
                                   _("What has happened in this workspace says how its contacts behave: how many open, "
                                     "click and buy, how long after, and what they do by themselves."), NULL);
  const char *labels[G_N_ELEMENTS (periods) + 1] = { NULL };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    labels[i] = _(periods[i].label);
  g_ptr_array_add (names, (gpointer) _("Nobody"));
  for (guint i = 0; i < self->segments->len; i++)
    g_ptr_array_add (names, ((ParcoursEntity *) g_ptr_array_index (self->segments, i))->label);
  g_ptr_array_add (names, NULL);
  self->name = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->name), _("Fitted"));
  self->period = parcours_new_drop_down (labels, _("Period"));
  self->segment = parcours_new_drop_down ((const char *const *) names->pdata, _("Count apart"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  add_question (list, _("Name"), "", self->name);
  add_question (list, _("Period"), "", self->period);
  add_question (list, _("Count apart"), _("Who is in this segment gets rules of their own."), self->segment);
  self->problem = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.f, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->problem, "error");
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), self->problem);

  return box;
}

static GtkWidget *
new_work (ParcoursFitDialog *self)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 18, "valign",
                                 GTK_ALIGN_CENTER, "halign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->progress = gtk_progress_bar_new ();
  gtk_widget_set_size_request (self->progress, 280, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Fitting"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "fit.cancel");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", _("Counting what has happened…"), NULL));
  gtk_box_append (GTK_BOX (box), self->progress);
  gtk_box_append (GTK_BOX (box), button);

  return box;
}

static GtkWidget *
new_answer (ParcoursFitDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->summary = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.f, "margin-top", 12, "margin-start", 18,
                                "margin-end", 18, NULL);
  gtk_widget_add_css_class (self->summary, "dim-label");
  self->scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "vexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), self->summary);
  gtk_box_append (GTK_BOX (box), self->scrolled);

  return box;
}

static GtkWidget *
new_suggested (const char *label,
               const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "suggested-action");

  return button;
}

static void
build (ParcoursFitDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  self->stack = gtk_stack_new ();
  self->fit = new_suggested (_("_Fit"), "fit.run");
  self->keep = new_suggested (_("_Keep"), "fit.keep");
  gtk_stack_add_named (GTK_STACK (self->stack), new_question (self), "question");
  gtk_stack_add_named (GTK_STACK (self->stack), new_work (self), "work");
  gtk_stack_add_named (GTK_STACK (self->stack), new_answer (self), "answer");
  gtk_widget_set_vexpand (self->stack, TRUE);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->fit);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->keep);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_window_set_content (ADW_WINDOW (self), box);
  show (self, "question");
}

static void
parcours_fit_dialog_dispose (GObject *object)
{
  ParcoursFitDialog *self = PARCOURS_FIT_DIALOG (object);

  if (self->job != NULL)
    parcours_job_cancel (self->job);
  g_clear_pointer (&self->fitting, parcours_fitting_free);
  g_clear_pointer (&self->segments, g_ptr_array_unref);
  g_clear_pointer (&self->library, parcours_library_unref);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_fit_dialog_parent_class)->dispose (object);
}

static void
parcours_fit_dialog_class_init (ParcoursFitDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_fit_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "fit.run", NULL, run);
  gtk_widget_class_install_action (widget_class, "fit.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "fit.keep", NULL, keep);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  signals[KEPT] = g_signal_new ("kept", PARCOURS_TYPE_FIT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
parcours_fit_dialog_init (ParcoursFitDialog *self)
{
  gtk_window_set_title (GTK_WINDOW (self), _("Fit to the Log"));
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 560);
}

/**
 * parcours_fit_dialog_new:
 * @parent: (nullable): over which window
 * @project: a project
 *
 * Returns: (transfer none): a dialog, to be presented
 */
GtkWidget *
parcours_fit_dialog_new (GtkWindow       *parent,
                         ParcoursProject *project)
{
  ParcoursFitDialog *self = g_object_new (PARCOURS_TYPE_FIT_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE,
                                          "modal", parent != NULL, NULL);

  self->project = g_object_ref (project);
  self->library = parcours_library_ref (parcours_project_library (project));
  self->segments = parcours_library_list (self->library, "segment");
  build (self);

  return GTK_WIDGET (self);
}
