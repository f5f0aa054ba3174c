/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-compare-dialog.h"
#include "parcours-dialogs.h"
#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-pressure-dialog.h"
#include "parcours-project-behaviours.h"
#include "parcours-project-runs.h"
#include "parcours-rehearse-dialog.h"
#include "parcours-results-page.h"
#include "parcours-results-view.h"
#include "parcours-run-csv.h"
#include "parcours-run-pressure.h"
#include "parcours-split.h"
#include "parcours-time.h"
#include "parcours-why-window.h"

struct _ParcoursResultsPage
{
  AdwBin parent_instance;

  ParcoursProject *project;      /* (owned) (nullable) */
  ParcoursRunRecord *record;     /* (owned) (nullable) what is shown */
  ParcoursRunRecord *looked_at;  /* (owned) (nullable) whose contacts are looked at */
  ParcoursJob *job;              /* (owned) (nullable) while something runs */
  ParcoursJob *looking;          /* (owned) (nullable) while contacts are looked at */
  ParcoursJob *testing;          /* (owned) (nullable) while scenarios run */
  char *slug;                    /* (owned) (nullable) the automation that the job is about */
  guint generation;              /* of the people that the job is about */
  GtkSingleSelection *selection; /* (owned) (nullable) */
  GHashTable *deleted;           /* (owned) (element-type utf8 ParcoursRunRecord) those that can be taken back */
  gboolean filling;

  ParcoursSplit *split;
  GtkStack *stack;
  GtkListView *runs;
  GtkWidget *sidebar_button;
  GtkDropDown *automations;
  GtkScrolledWindow *scrolled;
  GtkWidget *stale;
  GtkLabel *subtitle;
  ParcoursResultsView *view;
  GtkProgressBar *progress;
  AdwStatusPage *failure;
};

enum
{
  MESSAGE,
  DELETED,
  SHOW_ON_CANVAS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursResultsPage, parcours_results_page, ADW_TYPE_BIN)

static void
say (ParcoursResultsPage *self,
     const char          *text)
{
  g_signal_emit (self, signals[MESSAGE], 0, text);
}

/* The automation that is looked at, as it was. */
static const ParcoursReportAutomation *
looked_at (ParcoursResultsPage *self)
{
  guint automation = gtk_drop_down_get_selected (self->automations);
  const ParcoursRunReport *report = self->record != NULL ? parcours_run_record_report (self->record) : NULL;

  return report != NULL && automation < report->automations->len ? g_ptr_array_index (report->automations, automation) : NULL;
}

/* Whom the run is about: those of the workspace, and those who come while it lasts. */
static char *
describe_contacts (const ParcoursRunReport *report)
{
  guint n_known = report->n_contacts - MIN (report->n_new, report->n_contacts);
  g_autofree char *known = parcours_count_to_words (n_known);
  g_autofree char *new = parcours_count_to_words (report->n_new);

  if (report->n_new == 0)
    return g_strdup_printf (ngettext ("%s contact", "%s contacts", n_known), known);

  /* Translators: those of the workspace, and those who come to be while the automations run. */
  return g_strdup_printf (ngettext ("%1$s contacts and %2$s new one", "%1$s contacts and %2$s new ones", report->n_new), known,
                          new);
}

/* Returns NULL without one. */
static const char *
find_behaviour (ParcoursResultsPage *self)
{
  const char *slug = parcours_run_record_options (self->record)->behaviour;

  if (slug == NULL)
    slug = parcours_json_member_string (parcours_project_settings (self->project), "behaviour");

  return slug != NULL && *slug != '\0' ? slug : NULL;
}

static char *
describe_behaviour (ParcoursResultsPage *self)
{
  const char *slug = find_behaviour (self);

  return slug != NULL ? parcours_project_behaviour_name (self->project, slug) : g_strdup (_("no behaviour"));
}

static void
show_subtitle (ParcoursResultsPage *self)
{
  const ParcoursRunOptions *options = parcours_run_record_options (self->record);
  const ParcoursRunReport *report = parcours_run_record_report (self->record);
  g_autofree char *contacts = describe_contacts (report);
  g_autofree char *days = parcours_count_to_words (options->days);
  g_autofree char *day = parcours_day_to_words (report->first_day);
  g_autofree char *behaviour = describe_behaviour (self);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, options->seed);
  g_autofree char *text = parcours_phrase_fill (_("{contacts} · {days} days from {day} · {behaviour} · seed {seed}"),
                                                "contacts", contacts, "days", days, "day", day, "behaviour", behaviour,
                                                "seed", seed, NULL);

  gtk_label_set_label (self->subtitle, text);
}

typedef struct
{
  ParcoursResultsPage *page; /* (owned) */
  ParcoursJob *job;          /* (owned) */
  char *slug;                /* (owned) */
} Testing;

static void
testing_free (Testing *testing)
{
  g_object_unref (testing->page);
  g_object_unref (testing->job);
  g_free (testing->slug);
  g_free (testing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Testing, testing_free)

static void
tests_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Testing) testing = user_data;
  ParcoursResultsPage *self = testing->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tests = parcours_project_tests_finish (PARCOURS_PROJECT (source), result, &error);

  parcours_job_finish (testing->job);
  if (self->testing != testing->job)
    return;
  g_clear_object (&self->testing);
  for (guint i = tests != NULL ? tests->len : 0; i > 0; i--)
    {
      if (g_strcmp0 (((const ParcoursWorkspaceTest *) g_ptr_array_index (tests, i - 1))->automation, testing->slug) != 0)
        g_ptr_array_remove_index (tests, i - 1);
    }
  if (tests != NULL)
    parcours_results_view_set_tests (self->view, testing->slug, tests);
  else
    say (self, error->message);
}

static void
stop_tests (ParcoursResultsPage *self)
{
  if (self->testing != NULL)
    parcours_job_cancel (self->testing);
  g_clear_object (&self->testing);
}

/* The tests are about the automation as it is now. */
static void
run_tests (ParcoursResultsPage *self,
           const char          *slug)
{
  Testing *testing = g_new0 (Testing, 1);

  stop_tests (self);
  parcours_results_view_set_tests (self->view, slug, NULL);
  self->testing = parcours_job_new (_("Testing"));
  testing->page = g_object_ref (self);
  testing->job = g_object_ref (self->testing);
  testing->slug = g_strdup (slug);
  parcours_project_run_tests_async (self->project, NULL, self->testing, tests_cb, testing);
}

static void
show_looking (ParcoursResultsPage *self)
{
  if (parcours_run_record_report (self->record)->pressure != NULL)
    parcours_results_view_update_pressure (self->view);
  else if (self->looking != NULL && self->looked_at == self->record)
    parcours_results_view_set_looking (self->view, parcours_job_fraction (self->looking), NULL);
  else
    parcours_results_view_set_looking (self->view, 0, _("The contacts of this run have not been looked at."));
}

static void
show_automation (ParcoursResultsPage *self)
{
  const ParcoursReportAutomation *automation = self->filling ? NULL : looked_at (self);

  if (automation == NULL)
    return;
  parcours_results_view_set_idle (self->view, find_behaviour (self) == NULL &&
                                                parcours_run_record_options (self->record)->replay_to == 0);
  parcours_results_view_set (self->view, parcours_run_record_report (self->record),
                             gtk_drop_down_get_selected (self->automations));
  run_tests (self, automation->slug);
  show_looking (self);
}

static void
show_stale (ParcoursResultsPage *self)
{
  gtk_widget_set_visible (self->stale, self->project != NULL && self->record != NULL &&
                                         parcours_run_record_is_stale (self->record, self->project));
}

static void
show_record (ParcoursResultsPage *self)
{
  const ParcoursRunReport *report = parcours_run_record_report (self->record);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  int wanted = parcours_run_report_find (report, parcours_run_record_slug (self->record));

  for (guint i = 0; i < report->automations->len; i++)
    gtk_string_list_append (names, ((const ParcoursReportAutomation *) g_ptr_array_index (report->automations, i))->name);
  self->filling = TRUE;
  gtk_drop_down_set_model (self->automations, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->automations, wanted >= 0 ? (guint) wanted : 0);
  self->filling = FALSE;
  show_subtitle (self);
  show_automation (self);
  show_stale (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

static void
set_record (ParcoursResultsPage *self,
            ParcoursRunRecord   *record)
{
  if (record == self->record)
    return;
  parcours_results_view_set (self->view, NULL, 0);
  g_set_object (&self->record, record);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.delete", record != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.rename", record != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.export", record != NULL);
  if (record != NULL)
    show_record (self);
  if (self->job == NULL)
    gtk_stack_set_visible_child_name (self->stack, record != NULL ? "results" : "empty");
}

static void
selected_cb (ParcoursResultsPage *self)
{
  set_record (self, gtk_single_selection_get_selected_item (self->selection));
}

/* Looking at each contact. */

static void
looking_cb (ParcoursJob         *job,
            GParamSpec          *pspec,
            ParcoursResultsPage *self)
{
  if (self->looked_at == self->record)
    parcours_results_view_set_looking (self->view, parcours_job_fraction (job), NULL);
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (ParcoursResultsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!parcours_project_run_kept_finish (PARCOURS_PROJECT (source), result, &error))
    say (self, error->message);
}

static void
stop_looking (ParcoursResultsPage *self)
{
  if (self->looking == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->looking, self);
  parcours_job_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->looked_at);
}

typedef struct
{
  ParcoursResultsPage *page; /* (owned) */
  ParcoursRunRecord *record; /* (owned) */
  ParcoursJob *job;          /* (owned) */
} Looking;

static void
looking_free (Looking *looking)
{
  g_object_unref (looking->page);
  g_object_unref (looking->record);
  g_object_unref (looking->job);
  g_free (looking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Looking, looking_free)

static void
pressure_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Looking) looking = user_data;
  ParcoursResultsPage *self = looking->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursPressure) pressure = parcours_run_pressure_finish (result, &error);

  parcours_job_finish (looking->job);
  if (self->looking != looking->job)
    return;
  g_clear_object (&self->looking);
  g_clear_object (&self->looked_at);
  if (pressure != NULL)
    {
      parcours_run_record_set_pressure (looking->record, pressure);
      parcours_project_keep_run_async (self->project, looking->record, kept_cb, g_object_ref (self));
    }
  if (self->record != looking->record)
    return;
  if (pressure != NULL)
    show_looking (self);
  else
    parcours_results_view_set_looking (self->view, 0, error->message);
}

static void
look_at_contacts (ParcoursResultsPage *self,
                  ParcoursRunRecord   *record)
{
  Looking *looking = g_new0 (Looking, 1);

  stop_looking (self);
  self->looking = parcours_job_new (_("Looking at each contact"));
  self->looked_at = g_object_ref (record);
  looking->page = g_object_ref (self);
  looking->record = g_object_ref (record);
  looking->job = g_object_ref (self->looking);
  g_signal_connect_object (self->looking, "notify::done", G_CALLBACK (looking_cb), self, 0);
  parcours_run_pressure_async (parcours_run_record_run (record), self->looking, pressure_cb, looking);
}

/* Simulating. */

static void
show_failure (ParcoursResultsPage *self,
              const GError        *error)
{
  g_autofree char *description = g_markup_escape_text (error->message, -1);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gtk_stack_set_visible_child_name (self->stack, self->record != NULL ? "results" : "empty");
      return;
    }
  adw_status_page_set_description (self->failure, description);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

static void
keep (ParcoursResultsPage *self,
      ParcoursRun         *run)
{
  g_autoptr (ParcoursRunRecord) record =
    parcours_run_record_new (run, self->slug, self->generation, parcours_project_zone (self->project));

  look_at_contacts (self, record);
  parcours_project_keep_run_async (self->project, record, kept_cb, g_object_ref (self));
  gtk_single_selection_set_selected (self->selection, 0);
  set_record (self, record);
  gtk_stack_set_visible_child_name (self->stack, "results");
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
  if (run != NULL)
    keep (self, run);
  else
    show_failure (self, error);
}

static void
progress_cb (ParcoursJob         *job,
             GParamSpec          *pspec,
             ParcoursResultsPage *self)
{
  gtk_progress_bar_set_fraction (self->progress, parcours_job_fraction (job));
}

static void
run_again (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  ParcoursResultsPage *self = PARCOURS_RESULTS_PAGE (widget);
  g_autoptr (ParcoursRunOptions) options = NULL;
  g_autofree char *slug = NULL;

  if (self->record == NULL)
    {
      gtk_widget_activate_action (widget, "win.run", NULL);
      return;
    }
  options = parcours_run_options_copy (parcours_run_record_options (self->record));
  slug = g_strdup (parcours_run_record_slug (self->record));
  if (slug != NULL && parcours_project_find_automation (self->project, slug) == NULL)
    g_clear_pointer (&slug, g_free);
  parcours_results_page_run (self, slug, options);
}

/* What can be done with a run. */

static void
study (GtkWidget  *widget,
       const char *name,
       GVariant   *parameter)
{
  ParcoursResultsPage *self = PARCOURS_RESULTS_PAGE (widget);
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (widget));
  const ParcoursReportAutomation *automation = looked_at (self);
  const ParcoursRunOptions *options;
  ParcoursAutomation *simulated;
  GtkWidget *dialog;

  if (automation == NULL)
    return;
  options = parcours_run_record_options (self->record);
  simulated = parcours_run_record_automation (self->record, automation->slug);
  if (g_str_equal (name, "results.compare"))
    dialog = parcours_compare_dialog_new (parent, self->project, automation->slug, options, simulated, self->record);
  else if (g_str_equal (name, "results.rehearse"))
    dialog = parcours_rehearse_dialog_new (parent, self->project, automation->slug, options, simulated);
  else
    dialog = parcours_pressure_dialog_new (parent, self->project, automation->slug, options);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
step_activated_cb (ParcoursResultsView *view,
                   const char          *step,
                   ParcoursResultsPage *self)
{
  ParcoursRun *run = self->record != NULL ? parcours_run_record_run (self->record) : NULL;

  if (run == NULL)
    say (self, _("This run is not remembered contact by contact. Run it again to ask why."));
  else
    gtk_window_present (GTK_WINDOW (parcours_why_window_new_for_step (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                                      self->project, run, looked_at (self)->slug, step)));
}

static void
show_on_canvas_cb (ParcoursResultsView *view,
                   ParcoursResultsPage *self)
{
  g_signal_emit (self, signals[SHOW_ON_CANVAS], 0, looked_at (self)->slug, (gint64) 0);
}

/* The canvas as it was when that day was over. */
static void
day_activated_cb (ParcoursResultsView *view,
                  int                  day,
                  ParcoursResultsPage *self)
{
  gint64 at = parcours_zone_to_utc (parcours_project_zone (self->project), ((gint64) day + 1) * PARCOURS_DAY);

  g_signal_emit (self, signals[SHOW_ON_CANVAS], 0, looked_at (self)->slug, at);
}

static void
delete_run (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  ParcoursResultsPage *self = PARCOURS_RESULTS_PAGE (widget);
  g_autoptr (ParcoursRunRecord) record = self->record != NULL ? g_object_ref (self->record) : NULL;
  g_autofree char *id = NULL;

  if (record == NULL || self->job != NULL)
    return;
  id = g_strdup_printf ("%" G_GINT64_FORMAT, parcours_run_record_id (record));
  if (self->looked_at == record)
    stop_looking (self);
  g_hash_table_replace (self->deleted, g_strdup (id), g_object_ref (record));
  parcours_project_delete_run_async (self->project, record, kept_cb, g_object_ref (self));
  selected_cb (self);
  g_signal_emit (self, signals[DELETED], 0, id);
}

static void make_list (ParcoursResultsPage *self);

/* The list is made anew: its rows read the names when they are made. */
static void
renamed_cb (const char *name,
            gpointer    user_data)
{
  ParcoursResultsPage *self = user_data;

  if (self->record == NULL)
    return;
  parcours_run_record_set_name (self->record, name);
  parcours_project_keep_run_async (self->project, self->record, kept_cb, g_object_ref (self));
  make_list (self);
}

static void
rename_run (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ParcoursResultsPage *self = PARCOURS_RESULTS_PAGE (widget);

  if (self->record != NULL)
    parcours_dialogs_ask_text (GTK_WINDOW (gtk_widget_get_root (widget)), _("Rename Run"), NULL, _("Name"),
                               parcours_run_record_name (self->record), _("_Rename"), renamed_cb, self);
}

typedef struct
{
  ParcoursResultsPage *page; /* (owned) */
  char *csv;                 /* (owned) what is written */
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->page);
  g_free (export->csv);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    text = parcours_phrase_fill (_("Exported to “{name}”"), "name", name, NULL);
  else
    text = parcours_phrase_fill (_("“{name}” cannot be written: {why}"), "name", name, "why", error->message, NULL);
  say (export->page, text);
}

static void
export_to (const char *path,
           gpointer    user_data)
{
  Export *export = user_data;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_file_replace_contents_async (file, export->csv, strlen (export->csv), NULL, FALSE, G_FILE_CREATE_NONE, NULL, written_cb,
                                 export);
}

static void
export_table (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  ParcoursResultsPage *self = PARCOURS_RESULTS_PAGE (widget);
  const char *what = g_variant_get_string (parameter, NULL);
  ParcoursRunTable table = g_str_equal (what, "messages") ? PARCOURS_RUN_TABLE_MESSAGES
                           : g_str_equal (what, "days")   ? PARCOURS_RUN_TABLE_DAYS
                                                          : PARCOURS_RUN_TABLE_STEPS;
  const ParcoursReportAutomation *automation = looked_at (self);
  g_autofree char *file = NULL;
  Export *export;

  if (automation == NULL)
    return;
  file = g_strdup_printf ("%s-%s.csv", automation->slug, what);
  export = g_new0 (Export, 1);
  export->page = g_object_ref (self);
  export->csv = parcours_run_report_to_csv (parcours_run_record_report (self->record),
                                            gtk_drop_down_get_selected (self->automations), table);
  parcours_dialogs_save_table (GTK_WINDOW (gtk_widget_get_root (widget)), file, export_to, export);
}

static void
cancel (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  parcours_results_page_stop (PARCOURS_RESULTS_PAGE (widget));
}

static void
toggle_table (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  parcours_results_view_toggle_table (PARCOURS_RESULTS_PAGE (widget)->view);
}

static void
toggle_sidebar (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  ParcoursResultsPage *self = PARCOURS_RESULTS_PAGE (widget);
  gboolean is_open;

  g_object_get (self->split, "start-open", &is_open, NULL);
  g_object_set (self->split, "start-open", !is_open, NULL);
}

/* The runs. */

static char *
time_to_words (ParcoursResultsPage *self,
               gint64               at)
{
  const ParcoursZone *zone = parcours_project_zone (self->project);
  gint64 local = parcours_zone_to_local (zone, at);
  gint32 day = parcours_local_day (local);
  gint32 today = parcours_local_day (parcours_zone_to_local (zone, g_get_real_time () / G_USEC_PER_SEC));
  g_autofree char *time = parcours_time_of_day_to_words ((int) (local - day * (gint64) PARCOURS_DAY));
  g_autofree char *date = parcours_day_to_words (day);

  if (day == today)
    return parcours_phrase_fill (_("Today, {time}"), "time", time, NULL);
  if (day == today - 1)
    return parcours_phrase_fill (_("Yesterday, {time}"), "time", time, NULL);

  return g_steal_pointer (&date);
}

static char *
details_of (ParcoursResultsPage *self,
            ParcoursRunRecord   *record)
{
  const ParcoursRunOptions *options = parcours_run_record_options (record);
  g_autofree char *time = time_to_words (self, parcours_run_record_at (record));
  g_autofree char *days = parcours_count_to_words (options->days);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, options->seed);

  return parcours_phrase_fill (ngettext ("{time} · {days} day · seed {seed}", "{time} · {days} days · seed {seed}", options->days),
                               "time", time, "days", days, "seed", seed, NULL);
}

static GtkWidget *
new_row_label (void)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", 0., "ellipsize", PANGO_ELLIPSIZE_END, NULL);
}

static void
setup_run_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  unused)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = new_row_label (), *details = new_row_label ();

  gtk_widget_add_css_class (box, "automation-row");
  gtk_widget_add_css_class (details, "caption");
  gtk_widget_add_css_class (details, "dim-label");
  gtk_widget_add_css_class (details, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), details);
  gtk_list_item_set_child (item, box);
}

static void
bind_run_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             ParcoursResultsPage      *self)
{
  ParcoursRunRecord *record = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  g_autofree char *details = details_of (self, record);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), parcours_run_record_name (record));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), details);
  gtk_widget_set_tooltip_text (box, details);
}

static void
make_list (ParcoursResultsPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_run_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_run_cb), self);
  gtk_list_view_set_factory (self->runs, factory);
  g_object_unref (factory);
}

/* What the workspace keeps is read when somebody looks. */
static void
map_cb (ParcoursResultsPage *self)
{
  if (self->project == NULL)
    return;
  if (self->selection == NULL)
    {
      self->selection = gtk_single_selection_new (g_object_ref (parcours_project_runs (self->project)));
      g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
      gtk_list_view_set_model (self->runs, GTK_SELECTION_MODEL (self->selection));
      selected_cb (self);
    }
  show_stale (self);
}

static void
parcours_results_page_dispose (GObject *object)
{
  ParcoursResultsPage *self = PARCOURS_RESULTS_PAGE (object);

  parcours_results_page_stop (self);
  stop_looking (self);
  stop_tests (self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PARCOURS_TYPE_RESULTS_PAGE);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->deleted, g_hash_table_unref);
  g_clear_object (&self->record);
  g_clear_pointer (&self->slug, g_free);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_results_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "results.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "results.compare", NULL, study);
  gtk_widget_class_install_action (widget_class, "results.rehearse", NULL, study);
  gtk_widget_class_install_action (widget_class, "results.pressure", NULL, study);
  gtk_widget_class_install_action (widget_class, "results.run-again", NULL, run_again);
  gtk_widget_class_install_action (widget_class, "results.delete", NULL, delete_run);
  gtk_widget_class_install_action (widget_class, "results.rename", NULL, rename_run);
  gtk_widget_class_install_action (widget_class, "results.export", "s", export_table);
  gtk_widget_class_install_action (widget_class, "results.toggle-table", NULL, toggle_table);
  gtk_widget_class_install_action (widget_class, "results.show-sidebar", NULL, toggle_sidebar);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "results.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "results.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "results.toggle-table", NULL);
}

static void
parcours_results_page_class_init (ParcoursResultsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_results_page_dispose;

  signals[MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DELETED] = g_signal_new ("deleted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SHOW_ON_CANVAS] = g_signal_new ("show-on-canvas", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                          G_TYPE_STRING, G_TYPE_INT64);

  install_actions (widget_class);
  g_type_ensure (PARCOURS_TYPE_RESULTS_VIEW);
  g_type_ensure (PARCOURS_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/simulation/results-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, split);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, runs);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, automations);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, stale);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, view);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, progress);
  gtk_widget_class_bind_template_child (widget_class, ParcoursResultsPage, failure);
  gtk_widget_class_bind_template_callback (widget_class, show_automation);
  gtk_widget_class_bind_template_callback (widget_class, step_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_on_canvas_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_activated_cb);
}

static void
parcours_results_page_init (ParcoursResultsPage *self)
{
  self->deleted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  make_list (self);
  g_object_bind_property (self->split, "start-collapsed", self->sidebar_button, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->split, "start-open", self->sidebar_button, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
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
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    map_cb (self);
}

/**
 * parcours_results_page_run:
 * @self: a page with a workspace
 * @slug: (nullable): the automation that is looked at, which runs whether it is active or not
 * @options: (transfer none): what it is simulated with
 *
 * Simulates over all contacts, shows what came of it and keeps it.
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
  map_cb (self);
  stop_looking (self);
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

/**
 * parcours_results_page_undelete:
 * @self: a page
 * @id: what `deleted` told
 *
 * Keeps a run after all.
 */
void
parcours_results_page_undelete (ParcoursResultsPage *self,
                                const char          *id)
{
  g_autoptr (ParcoursRunRecord) record = NULL;
  GListModel *runs = parcours_project_runs (self->project);
  guint place;

  if (!g_hash_table_steal_extended (self->deleted, id, NULL, (gpointer *) &record))
    return;
  parcours_project_keep_run_async (self->project, record, kept_cb, g_object_ref (self));
  if (g_list_store_find (G_LIST_STORE (runs), record, &place))
    gtk_single_selection_set_selected (self->selection, place);
}

/**
 * parcours_results_page_record:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the run that is shown
 */
ParcoursRunRecord *
parcours_results_page_record (ParcoursResultsPage *self)
{
  return self->record;
}
