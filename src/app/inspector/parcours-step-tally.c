/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-figure.h"
#include "parcours-graph-edits.h"
#include "parcours-phrase.h"
#include "parcours-step-tally.h"

struct _ParcoursStepTally
{
  GtkWidget parent_instance;

  GtkWidget *came;   /* (unowned) */
  GtkWidget *inside; /* (unowned) */
  GtkWidget *why;    /* (unowned) */
  GtkWidget *shares; /* (unowned) a row for each port */
};

G_DEFINE_FINAL_TYPE (ParcoursStepTally, parcours_step_tally, GTK_TYPE_WIDGET)

static void
parcours_step_tally_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (parcours_step_tally_parent_class)->dispose (object);
}

static void
parcours_step_tally_class_init (ParcoursStepTallyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = parcours_step_tally_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tally");
}

static GtkWidget *
new_label (float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, xalign <= 0.f);

  return label;
}

static void
parcours_step_tally_init (ParcoursStepTally *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *figures = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  self->came = new_label (0.f);
  self->inside = new_label (0.f);
  gtk_widget_add_css_class (self->inside, "dim-label");
  gtk_widget_set_valign (figures, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (figures), self->came);
  gtk_box_append (GTK_BOX (figures), self->inside);
  gtk_box_append (GTK_BOX (line), figures);
  self->why = gtk_button_new_with_label (_("Why?"));
  gtk_widget_add_css_class (self->why, "flat");
  gtk_widget_set_tooltip_text (self->why, _("Why Not Others?"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->why), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Why Not Others?"), -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->why), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->why), "win.why-step");
  gtk_widget_set_valign (self->why, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), self->why);
  self->shares = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (line, GTK_WIDGET (self));
  gtk_widget_set_parent (self->shares, GTK_WIDGET (self));
}

/* "Yes: Adjust score", "616 · 35 %", and below them the share as a bar. */
static GtkWidget *
new_share (ParcoursAutomation *automation,
           const ParcoursStep *step,
           guint               port,
           guint64             n,
           guint64             all)
{
  const char *name = parcours_step_nth_port (step, port);
  const ParcoursLink *link = parcours_automation_link (automation, step->id, name);
  const ParcoursStep *to = link != NULL ? parcours_automation_step (automation, link->to) : NULL;
  const ParcoursRow *row = to != NULL ? parcours_step_row (to, parcours_automation_platform (automation)) : NULL;
  double share = all > 0 ? (double) n / (double) all : 0.;
  g_autofree char *number = parcours_count_to_words (n);
  g_autofree char *percent = parcours_percent_to_words (share);
  g_autofree char *figures = g_strdup_printf ("%s · %s", number, percent);
  g_autofree char *way = to != NULL ? g_strdup_printf ("%s → %s", parcours_step_port_label (step, port),
                                                       parcours_step_name (to, row))
                                    : g_strdup (parcours_step_port_label (step, port));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *what = new_label (0.f);
  GtkWidget *how_many = new_label (1.f);
  GtkWidget *bar = gtk_level_bar_new ();

  gtk_label_set_label (GTK_LABEL (what), way);
  gtk_label_set_label (GTK_LABEL (how_many), figures);
  gtk_level_bar_add_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW, 1.);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), share);
  gtk_widget_add_css_class (bar, "share");
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, way, -1);
  gtk_box_append (GTK_BOX (line), what);
  gtk_box_append (GTK_BOX (line), how_many);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), bar);

  return box;
}

static void
show_shares (ParcoursStepTally       *self,
             ParcoursAutomation      *automation,
             const ParcoursStep      *step,
             const ParcoursStepCount *count)
{
  guint n_ports = MIN (parcours_step_n_ports (step), PARCOURS_MAX_PORTS);
  guint64 all = 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->shares)) != NULL)
    gtk_box_remove (GTK_BOX (self->shares), child);
  for (guint i = 0; i < n_ports; i++)
    all += count->out[i];
  for (guint i = 0; n_ports > 1 && i < n_ports; i++)
    {
      if (count->out[i] > 0 || parcours_graph_offers_port (automation, step->id, parcours_step_nth_port (step, i)))
        gtk_box_append (GTK_BOX (self->shares), new_share (automation, step, i, count->out[i], all));
    }
  gtk_widget_set_visible (self->shares, gtk_widget_get_first_child (self->shares) != NULL);
}

static char *
came_to_words (guint64  n,
               gboolean is_sample)
{
  g_autofree char *number = parcours_count_to_words (n);

  /* Translators: how many contacts came to a step during the simulated time; "about" while a sample is counted. */
  return parcours_phrase_fill (is_sample ? ngettext ("About <b>{n}</b> came here", "About <b>{n}</b> came here", (gulong) n)
                                         : ngettext ("<b>{n}</b> came here", "<b>{n}</b> came here", (gulong) n),
                               "n", number, NULL);
}

/**
 * parcours_step_tally_new:
 *
 * Returns: (transfer floating): a tally that shows nothing yet, and so is not visible
 */
GtkWidget *
parcours_step_tally_new (void)
{
  return g_object_new (PARCOURS_TYPE_STEP_TALLY, "visible", FALSE, NULL);
}

/**
 * parcours_step_tally_set:
 * @self: a tally
 * @automation: (nullable): the automation of @step
 * @step: (nullable): the step in question
 * @counts: (nullable): how many contacts stand where in @automation
 *
 * Shows the figures of @step, or nothing where it has none.
 */
void
parcours_step_tally_set (ParcoursStepTally        *self,
                         ParcoursAutomation       *automation,
                         const ParcoursStep       *step,
                         const ParcoursStepCounts *counts)
{
  const ParcoursStepCount *count = NULL;
  g_autofree char *came = NULL;
  g_autofree char *inside = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (PARCOURS_IS_STEP_TALLY (self));

  if (step != NULL && step->type != NULL && counts != NULL)
    count = parcours_step_counts_get (counts, step->id);
  gtk_widget_set_visible (GTK_WIDGET (self), count != NULL);
  if (count == NULL)
    return;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->why), "s", step->id);
  came = came_to_words (count->in, parcours_step_counts_is_sample (counts));
  inside = parcours_count_to_words (count->inside);
  words = parcours_phrase_fill (ngettext ("{n} is here now", "{n} are here now", (gulong) count->inside), "n", inside, NULL);
  gtk_label_set_markup (GTK_LABEL (self->came), came);
  gtk_label_set_label (GTK_LABEL (self->inside), words);
  gtk_widget_set_visible (self->inside, count->inside > 0);
  show_shares (self, automation, step, count);
}
