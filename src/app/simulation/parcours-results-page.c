/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-compare-dialog.h"
#include "parcours-day-chart.h"
#include "parcours-figure.h"
#include "parcours-phrase.h"
#include "parcours-pressure-dialog.h"
#include "parcours-rehearse-dialog.h"
#include "parcours-results-page.h"
#include "parcours-step-result.h"
#include "parcours-tile.h"
#include "parcours-time.h"

/* How many runs are kept to be looked at again, as long as the window is open. */
#define MAX_RUNS 5

/* A run, and what it was made of. */
typedef struct
{
  ParcoursRun *run;
  char *slug;         /* (nullable) the automation that was wanted */
  guint generation;   /* of the people */
  gint64 made;        /* when it ended */
} Kept;

struct _ParcoursResultsPage
{
  AdwBin parent_instance;

  ParcoursProject *project;    /* (owned) (nullable) */
  ParcoursRun *run;            /* (owned) (nullable) */
  ParcoursJob *job;            /* (owned) (nullable) while something runs */
  char *slug;                  /* (owned) (nullable) the automation that is wanted */
  guint generation;            /* of the people that the job is about */
  GPtrArray *kept;             /* (owned) (element-type Kept) the last runs, the newest first */
  gboolean filling;

  GtkStack *stack;
  GtkDropDown *automations;
  GtkDropDown *runs;
  GtkWidget *stale;
  ParcoursDayChart *chart;
  GtkLabel *first_day;
  GtkLabel *last_day;
  GtkLabel *subtitle;
  GtkLabel *entered;
  GtkLabel *inside;
  GtkLabel *left;
  GtkLabel *sent;
  GtkLabel *unreached;
  GtkColumnView *table;
  GtkProgressBar *progress;
  AdwStatusPage *failure;
};

G_DEFINE_FINAL_TYPE (ParcoursResultsPage, parcours_results_page, ADW_TYPE_BIN)

static void
kept_free (Kept *kept)
{
  parcours_run_unref (kept->run);
  g_free (kept->slug);
  g_free (kept);
}

static void
set_figure (GtkLabel *label,
            guint64   figure)
{
  g_autofree char *text = parcours_count_to_words (figure);

  gtk_label_set_label (label, text);
}

/* What the steps of the automation would have sent. */
static guint64
count_sent (ParcoursRun *run,
            guint        automation)
{
  const ParcoursCounts *counts = parcours_run_counts (run);
  g_autoptr (GArray) order = parcours_run_steps_in_order (run, automation);
  guint64 sum = 0;

  for (guint i = 0; i < order->len; i++)
    {
      guint number = g_array_index (order, guint, i);
      ParcoursStep *step = parcours_program_nth_step (counts->program, number, NULL);

      if (step->type != NULL && g_strcmp0 (step->type->operation, "message.send") == 0)
        sum += parcours_counts_outcome (counts, number, PARCOURS_OUTCOME_DONE);
    }

  return sum;
}

/* Whom the run is about: those of the workspace, and those who come while it lasts. */
static char *
describe_contacts (ParcoursRun *run)
{
  guint n_new = parcours_run_n_new (run);
  guint n_known = parcours_run_n_contacts (run) - n_new;
  g_autofree char *known = parcours_count_to_words (n_known);
  g_autofree char *new = parcours_count_to_words (n_new);

  if (n_new == 0)
    return g_strdup_printf (ngettext ("%s contact", "%s contacts", n_known), known);

  /* Translators: those of the workspace, and those who come to be while the automations run. */
  return g_strdup_printf (ngettext ("%1$s contacts and %2$s new one", "%1$s contacts and %2$s new ones", n_new), known, new);
}

static void
show_subtitle (ParcoursResultsPage *self)
{
  const ParcoursRunOptions *options = parcours_run_options (self->run);
  const ParcoursZone *zone = parcours_project_zone (self->project);
  g_autofree char *contacts = describe_contacts (self->run);
  g_autofree char *days = parcours_count_to_words (options->days);
  g_autofree char *day = parcours_day_to_words (parcours_local_day (parcours_zone_to_local (zone, options->from)));
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, options->seed);
  g_autofree char *text = parcours_phrase_fill (_("{contacts} · {days} days from {day} · seed {seed}"),
                                                "contacts", contacts, "days", days, "day", day, "seed", seed, NULL);

  gtk_label_set_label (self->subtitle, text);
}

static void
show_chart (ParcoursResultsPage *self,
            guint                automation)
{
  const ParcoursRunOptions *options = parcours_run_options (self->run);
  const ParcoursZone *zone = parcours_project_zone (self->project);
  gint32 first = parcours_local_day (parcours_zone_to_local (zone, options->from));
  g_autofree char *first_day = parcours_day_to_words (first);
  g_autofree char *last_day = parcours_day_to_words (first + (gint32) options->days - 1);

  parcours_day_chart_set_run (self->chart, self->run, automation, zone);
  gtk_label_set_label (self->first_day, first_day);
  gtk_label_set_label (self->last_day, last_day);
}

/* How many steps nobody came to. */
static void
show_unreached (ParcoursResultsPage *self,
                GListModel          *results)
{
  guint n = 0;
  g_autofree char *figure = NULL, *text = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (ParcoursStepResult) result = g_list_model_get_item (results, i);

      n += !parcours_step_result_is_reached (result);
    }
  figure = parcours_count_to_words (n);
  text = parcours_phrase_fill (ngettext ("{n} step was never reached.", "{n} steps were never reached.", n), "n", figure, NULL);
  gtk_label_set_label (self->unreached, text);
  gtk_widget_set_visible (GTK_WIDGET (self->unreached), n > 0);
}

static void
show_automation (ParcoursResultsPage *self)
{
  guint automation = gtk_drop_down_get_selected (self->automations);
  const ParcoursCounts *counts;
  g_autoptr (GListModel) results = NULL;
  GtkSelectionModel *selection;

  if (self->run == NULL || automation >= parcours_run_n_automations (self->run))
    return;
  counts = parcours_run_counts (self->run);
  results = parcours_step_results_new (self->run, automation);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_steal_pointer (&results)));
  gtk_column_view_set_model (self->table, selection);
  g_object_unref (selection);
  set_figure (self->entered, parcours_counts_entered (counts, automation, counts->n_buckets));
  set_figure (self->inside, parcours_counts_inside (counts, automation, counts->n_buckets));
  set_figure (self->left, parcours_counts_entered (counts, automation, counts->n_buckets) -
                            parcours_counts_inside (counts, automation, counts->n_buckets));
  set_figure (self->sent, count_sent (self->run, automation));
  show_unreached (self, G_LIST_MODEL (gtk_column_view_get_model (self->table)));
  show_chart (self, automation);
}

/* Whether the run would be another one now. */
static gboolean
is_stale (ParcoursResultsPage *self,
          const Kept          *kept)
{
  g_autoptr (GPtrArray) running = parcours_project_running (self->project, kept->slug);

  if (kept->generation != parcours_project_generation (self->project) ||
      running->len != parcours_run_n_automations (kept->run))
    return TRUE;
  for (guint i = 0; i < running->len; i++)
    {
      ParcoursAutomation *now = g_ptr_array_index (running, i);
      int then = parcours_run_find_automation (kept->run, parcours_automation_slug (now));
      g_autofree char *digest = parcours_automation_digest (now);
      g_autofree char *before = then >= 0 ? parcours_automation_digest (parcours_run_automation (kept->run, (guint) then)) : NULL;

      if (g_strcmp0 (digest, before) != 0)
        return TRUE;
    }

  return FALSE;
}

static void
show_stale (ParcoursResultsPage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->runs);

  if (self->project != NULL && chosen < self->kept->len)
    gtk_widget_set_visible (self->stale, is_stale (self, g_ptr_array_index (self->kept, chosen)));
}

static void
show_run (ParcoursResultsPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  int wanted = self->slug != NULL ? parcours_run_find_automation (self->run, self->slug) : -1;

  for (guint i = 0; i < parcours_run_n_automations (self->run); i++)
    gtk_string_list_append (names, parcours_automation_name (parcours_run_automation (self->run, i)));
  gtk_drop_down_set_model (self->automations, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->automations, wanted >= 0 ? (guint) wanted : 0);
  show_subtitle (self);
  show_automation (self);
  show_stale (self);
  gtk_stack_set_visible_child_name (self->stack, "results");
}

static void
choose_run (ParcoursResultsPage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->runs);
  const Kept *kept;

  if (self->filling || chosen >= self->kept->len)
    return;
  kept = g_ptr_array_index (self->kept, chosen);
  g_clear_pointer (&self->run, parcours_run_unref);
  self->run = parcours_run_ref (kept->run);
  g_free (self->slug);
  self->slug = g_strdup (kept->slug);
  show_run (self);
}

static char *
kept_to_words (ParcoursResultsPage *self,
               const Kept          *kept)
{
  const ParcoursRunOptions *options = parcours_run_options (kept->run);
  gint64 local = parcours_zone_to_local (parcours_project_zone (self->project), kept->made);
  g_autofree char *time = parcours_time_of_day_to_words ((int) (local - parcours_local_day (local) * (gint64) PARCOURS_DAY));
  g_autofree char *days = parcours_count_to_words (options->days);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, options->seed);

  return parcours_phrase_fill (_("{time} · {days} days · seed {seed}"), "time", time, "days", days, "seed", seed, NULL);
}

static void
list_runs (ParcoursResultsPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->kept->len; i++)
    {
      g_autofree char *words = kept_to_words (self, g_ptr_array_index (self->kept, i));

      gtk_string_list_append (names, words);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->runs, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->runs, 0);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->runs), self->kept->len > 1);
}

static void
keep_run (ParcoursResultsPage *self,
          ParcoursRun         *run)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->run = parcours_run_ref (run);
  kept->slug = g_strdup (self->slug);
  kept->generation = self->generation;
  kept->made = g_get_real_time () / G_USEC_PER_SEC;
  g_ptr_array_insert (self->kept, 0, kept);
  if (self->kept->len > MAX_RUNS)
    g_ptr_array_set_size (self->kept, MAX_RUNS);
  list_runs (self);
}

static void
show_failure (ParcoursResultsPage *self,
              const GError        *error)
{
  g_autofree char *description = g_markup_escape_text (error->message, -1);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gtk_stack_set_visible_child_name (self->stack, self->run != NULL ? "results" : "empty");
      return;
    }
  adw_status_page_set_description (self->failure, description);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

static void
run_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (ParcoursResultsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursRun) run = parcours_project_run_finish (PARCOURS_PROJECT (source), result, &error);

  if (self->job != NULL)
    parcours_job_finish (self->job);
  g_clear_object (&self->job);
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (run == NULL)
    {
      show_failure (self, error);
      return;
    }
  g_clear_pointer (&self->run, parcours_run_unref);
  self->run = g_steal_pointer (&run);
  keep_run (self, self->run);
  show_run (self);
}

static void
progress_cb (ParcoursJob         *job,
             GParamSpec          *pspec,
             ParcoursResultsPage *self)
{
  gtk_progress_bar_set_fraction (self->progress, parcours_job_fraction (job));
}

/* The automation that is looked at, of the run that is shown. */
static ParcoursAutomation *
looked_at (ParcoursResultsPage *self)
{
  guint automation = gtk_drop_down_get_selected (self->automations);

  return automation < parcours_run_n_automations (self->run) ? parcours_run_automation (self->run, automation) : NULL;
}

static void
study (GtkWidget  *widget,
       const char *name,
       GVariant   *parameter)
{
  ParcoursResultsPage *self = PARCOURS_RESULTS_PAGE (widget);
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (widget));
  ParcoursAutomation *simulated = self->run != NULL ? looked_at (self) : NULL;
  const ParcoursRunOptions *options;
  const char *slug;
  GtkWidget *dialog;

  if (simulated == NULL)
    return;
  options = parcours_run_options (self->run);
  slug = parcours_automation_slug (simulated);
  if (g_str_equal (name, "results.compare"))
    dialog = parcours_compare_dialog_new (parent, self->project, slug, options, simulated);
  else if (g_str_equal (name, "results.rehearse"))
    dialog = parcours_rehearse_dialog_new (parent, self->project, slug, options, simulated);
  else
    dialog = parcours_pressure_dialog_new (parent, self->project, slug, options);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
cancel (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  parcours_results_page_stop (PARCOURS_RESULTS_PAGE (widget));
}

static void
setup_cell_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               gpointer                  column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_list_item_set_activatable (list_item, FALSE);
  if (GPOINTER_TO_UINT (column) == PARCOURS_RESULT_NAME)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
      GtkWidget *tile = parcours_tile_new (PARCOURS_STEP_ACTION, NULL);

      gtk_widget_add_css_class (tile, "small");
      gtk_widget_set_valign (tile, GTK_ALIGN_CENTER);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_box_append (GTK_BOX (box), tile);
      gtk_box_append (GTK_BOX (box), label);
      gtk_list_item_set_child (list_item, box);
      return;
    }
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (list_item, label);
}

/* A step to which nobody came is no more than a hint. */
static void
mark_reached (GtkWidget *child,
              gboolean   is_reached)
{
  if (is_reached)
    gtk_widget_remove_css_class (child, "dim-label");
  else
    gtk_widget_add_css_class (child, "dim-label");
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              gpointer                  column)
{
  ParcoursStepResult *result = gtk_list_item_get_item (list_item);
  GtkWidget *child = gtk_list_item_get_child (list_item);
  g_autofree char *text = parcours_step_result_text (result, GPOINTER_TO_UINT (column));

  mark_reached (child, parcours_step_result_is_reached (result));
  if (GTK_IS_LABEL (child))
    gtk_label_set_label (GTK_LABEL (child), text);
  else
    {
      parcours_tile_set_type (PARCOURS_TILE (gtk_widget_get_first_child (child)), parcours_step_result_type (result));
      gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (child)), text);
      gtk_widget_set_tooltip_text (child, parcours_step_result_is_reached (result) ? text
                                                                                   : _("Nobody came to this step"));
    }
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *label = find_label (child);

      if (label != NULL)
        return label;
    }

  return NULL;
}

/* Figures stand at the end of their column, and so does its title. */
static void
align_titles (ParcoursResultsPage *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->table));
  GtkWidget *title = gtk_widget_get_first_child (header);

  for (guint i = 0; title != NULL; i++, title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *label = find_label (title);

      if (i == PARCOURS_RESULT_NAME || label == NULL)
        continue;
      gtk_widget_set_hexpand (label, TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 1);
    }
}

static void
add_columns (ParcoursResultsPage *self)
{
  static const char *titles[PARCOURS_N_RESULT_COLUMNS] = { N_("Step"), N_("Entered"), N_("Inside"), N_("Left"), N_("Share"),
                                                           N_("Sent") };

  for (guint i = 0; i < PARCOURS_N_RESULT_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), GUINT_TO_POINTER (i));
      column = gtk_column_view_column_new (_(titles[i]), factory);
      gtk_column_view_column_set_expand (column, i == PARCOURS_RESULT_NAME);
      gtk_column_view_column_set_resizable (column, TRUE);
      if (i != PARCOURS_RESULT_NAME)
        gtk_column_view_column_set_fixed_width (column, 96);
      gtk_column_view_append_column (self->table, column);
    }
}

static void
parcours_results_page_dispose (GObject *object)
{
  ParcoursResultsPage *self = PARCOURS_RESULTS_PAGE (object);

  parcours_results_page_stop (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PARCOURS_TYPE_RESULTS_PAGE);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  g_clear_pointer (&self->run, parcours_run_unref);
  g_clear_pointer (&self->slug, g_free);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_results_page_parent_class)->dispose (object);
}

static void
parcours_results_page_class_init (ParcoursResultsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_results_page_dispose;

  gtk_widget_class_install_action (widget_class, "results.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "results.compare", NULL, study);
  gtk_widget_class_install_action (widget_class, "results.rehearse", NULL, study);
  gtk_widget_class_install_action (widget_class, "results.pressure", NULL, study);
  g_type_ensure (PARCOURS_TYPE_DAY_CHART);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/simulation/results-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, automations);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, runs);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, stale);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, chart);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, first_day);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, last_day);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, entered);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, inside);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, left);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, sent);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, unreached);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, table);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, progress);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, failure);
  gtk_widget_class_bind_template_callback (widget_class, show_automation);
  gtk_widget_class_bind_template_callback (widget_class, choose_run);
}

static void
parcours_results_page_init (ParcoursResultsPage *self)
{
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) kept_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_columns (self);
  align_titles (self);
  g_signal_connect (self, "map", G_CALLBACK (show_stale), NULL);
}

/**
 * parcours_results_page_set_project:
 * @self: a page without a workspace
 * @project: the workspace
 */
void
parcours_results_page_set_project (ParcoursResultsPage *self,
                                   ParcoursProject     *project)
{
  g_set_object (&self->project, project);
}

/**
 * parcours_results_page_run:
 * @self: a page with a workspace
 * @slug: (nullable): the automation that is looked at, which runs whether it is active or not
 * @options: (transfer none): what it is simulated with
 *
 * Simulates over all contacts and shows what came of it.
 */
void
parcours_results_page_run (ParcoursResultsPage      *self,
                           const char               *slug,
                           const ParcoursRunOptions *options)
{
  g_return_if_fail (PARCOURS_IS_RESULTS_PAGE (self));
  g_return_if_fail (self->project != NULL);

  if (self->job != NULL)
    return;
  g_free (self->slug);
  self->slug = g_strdup (slug);
  self->generation = parcours_project_generation (self->project);
  self->job = parcours_job_new (_("Simulating"));
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_stack_set_visible_child_name (self->stack, "running");
  g_signal_connect_object (self->job, "notify::done", G_CALLBACK (progress_cb), self, 0);
  parcours_project_run_async (self->project, slug, options, self->job, run_cb, g_object_ref (self));
}

/**
 * parcours_results_page_stop:
 * @self: a page
 *
 * Cancels what is being simulated.
 */
void
parcours_results_page_stop (ParcoursResultsPage *self)
{
  if (self->job != NULL)
    parcours_job_cancel (self->job);
}
