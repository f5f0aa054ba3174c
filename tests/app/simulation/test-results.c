/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of results: what it shows of a run, and the runs that it keeps. */

#include "config.h"

#include <string.h>

#include <adwaita.h>

#include "parcours-day-chart.h"
#include "parcours-project-runs.h"
#include "parcours-results-page.h"
#include "parcours-share-chart.h"
#include "parcours-text-table.h"
#include "parcours-time.h"
#include "shop.h"

#define SLUG "welcome-series"
#define DAYS 30

typedef struct
{
  Shop shop;
  ParcoursRunOptions *options;
  GtkWidget *window;
  ParcoursResultsPage *page;
  char *deleted;
} Fixture;

static void
deleted_cb (ParcoursResultsPage *page,
            const char          *id,
            Fixture             *fixture)
{
  g_free (fixture->deleted);
  fixture->deleted = g_strdup (id);
}

static void
open_page (Fixture *fixture)
{
  fixture->window = g_object_ref_sink (adw_window_new ());
  fixture->page = g_object_new (PARCOURS_TYPE_RESULTS_PAGE, NULL);
  g_signal_connect (fixture->page, "deleted", G_CALLBACK (deleted_cb), fixture);
  parcours_results_page_set_project (fixture->page, fixture->shop.project);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1300, 900);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
close_page (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->window);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  const ParcoursZone *zone;

  shop_open (&fixture->shop, 800);
  zone = parcours_project_zone (fixture->shop.project);
  fixture->options = parcours_run_options_new (zone);
  fixture->options->from = parcours_zone_to_utc (zone, (gint64) parcours_day_from_civil (2026, 3, 2) * PARCOURS_DAY);
  fixture->options->days = DAYS;
  open_page (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  close_page (fixture);
  parcours_run_options_free (fixture->options);
  g_free (fixture->deleted);
  shop_close (&fixture->shop);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (!gtk_widget_get_child_visible (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_ready (gpointer data)
{
  ParcoursRunRecord *record = parcours_results_page_record (data);

  return record != NULL && parcours_run_record_report (record)->pressure != NULL;
}

static void
run (Fixture *fixture,
     guint64  seed)
{
  fixture->options->seed = seed;
  parcours_results_page_run (fixture->page, SLUG, fixture->options);
  while (!is_ready (fixture->page) || parcours_run_record_options (parcours_results_page_record (fixture->page))->seed != seed)
    g_main_context_iteration (NULL, TRUE);
}

static const ParcoursReportAutomation *
shown (Fixture *fixture)
{
  const ParcoursRunReport *report = parcours_run_record_report (parcours_results_page_record (fixture->page));

  return g_ptr_array_index (report->automations, parcours_run_report_find (report, SLUG));
}

/* A bar a day, a series a message, and one for the messages of others. */
static void
test_chart (Fixture       *fixture,
            gconstpointer  unused)
{
  ParcoursDayChart *chart;
  guint64 sum = 0, sent = 0;
  const ParcoursRunReport *report;

  run (fixture, 1);
  report = parcours_run_record_report (parcours_results_page_record (fixture->page));
  chart = PARCOURS_DAY_CHART (find (GTK_WIDGET (fixture->page), PARCOURS_TYPE_DAY_CHART));
  g_assert_cmpuint (parcours_day_chart_n_bars (chart), ==, DAYS);
  g_assert_cmpuint (parcours_day_chart_n_series (chart), ==, MIN (shown (fixture)->messages->len, PARCOURS_DAY_CHART_COLORS) + 1);
  for (guint i = 0; i < parcours_day_chart_n_series (chart); i++)
    {
      for (guint j = 0; j < DAYS; j++)
        sum += parcours_day_chart_figure (chart, i, j);
    }
  for (guint i = 0; i < report->messages->len; i++)
    sent += ((const ParcoursReportMessage *) g_ptr_array_index (report->messages, i))->counted[0];
  g_assert_cmpuint (sum, ==, sent);
  g_assert_cmpuint (sum, >, 100);
  g_assert_nonnull (find (GTK_WIDGET (fixture->page), PARCOURS_TYPE_SHARE_CHART));
}

typedef struct
{
  char *slug;
  gint64 at;
} Asked;

static void
show_on_canvas_cb (ParcoursResultsPage *page,
                   const char          *slug,
                   gint64               at,
                   Asked               *asked)
{
  asked->slug = g_strdup (slug);
  asked->at = at;
}

/* Who chooses a day is shown the automation as it was when the day was over. */
static void
test_day (Fixture       *fixture,
          gconstpointer  unused)
{
  Asked asked = { NULL };
  GtkWidget *chart;

  run (fixture, 1);
  g_signal_connect (fixture->page, "show-on-canvas", G_CALLBACK (show_on_canvas_cb), &asked);
  chart = find (GTK_WIDGET (fixture->page), PARCOURS_TYPE_DAY_CHART);
  g_signal_emit_by_name (chart, "day-activated", (int) parcours_day_from_civil (2026, 3, 29));
  g_assert_cmpstr (asked.slug, ==, SLUG);
  /* A day of 23 hours ends with the clock of summer. */
  g_assert_cmpint (asked.at, ==, fixture->options->from + 28 * PARCOURS_DAY - PARCOURS_HOUR);
  g_free (asked.slug);
}

/* The same figures, to be read. */
static void
test_table (Fixture       *fixture,
            gconstpointer  unused)
{
  GtkWidget *table;

  run (fixture, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "results.toggle-table", NULL);
  table = find (GTK_WIDGET (fixture->page), PARCOURS_TYPE_TEXT_TABLE);
  g_assert_cmpuint (parcours_text_table_n (PARCOURS_TEXT_TABLE (table)), ==, DAYS);
  g_assert_cmpstr (parcours_text_table_cell (PARCOURS_TEXT_TABLE (table), 0, 0), ==, "2 March 2026");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "results.toggle-table", NULL);
  table = find (GTK_WIDGET (fixture->page), PARCOURS_TYPE_TEXT_TABLE);
  g_assert_cmpuint (parcours_text_table_n (PARCOURS_TEXT_TABLE (table)), ==, shown (fixture)->messages->len);
}

static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (says (child, text))
        return TRUE;
    }

  return FALSE;
}

/* Figures of nought are no news where nobody could do anything. */
static void
test_idle (Fixture       *fixture,
           gconstpointer  unused)
{
  run (fixture, 1);
  g_assert_true (says (GTK_WIDGET (fixture->page), "as the behaviour has it"));
  g_free (fixture->options->behaviour);
  fixture->options->behaviour = g_strdup ("");
  run (fixture, 2);
  g_assert_true (says (GTK_WIDGET (fixture->page), "Without a behaviour nobody opens"));
}

/* Days that are too many stand together, and come to the same. */
static void
test_long (void)
{
  GtkWidget *chart = g_object_ref_sink (g_object_new (PARCOURS_TYPE_DAY_CHART, NULL));
  guint64 figures[1000], sum = 0;
  g_autofree char *first = NULL, *last = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    figures[i] = i;
  parcours_day_chart_clear (PARCOURS_DAY_CHART (chart), "Days", parcours_day_from_civil (2026, 1, 1), G_N_ELEMENTS (figures));
  parcours_day_chart_add_series (PARCOURS_DAY_CHART (chart), "Sent", "parcours_series_1", figures);
  parcours_day_chart_set_line (PARCOURS_DAY_CHART (chart), "Inside", figures);
  parcours_day_chart_finish (PARCOURS_DAY_CHART (chart));
  g_assert_cmpuint (parcours_day_chart_n_bars (PARCOURS_DAY_CHART (chart)), ==, 167);
  for (guint i = 0; i < 167; i++)
    sum += parcours_day_chart_figure (PARCOURS_DAY_CHART (chart), 0, i);
  g_assert_cmpuint (sum, ==, 999 * 1000 / 2);
  g_assert_cmpuint (parcours_day_chart_figure (PARCOURS_DAY_CHART (chart), 1, 166), ==, 999);
  first = parcours_day_chart_bar_to_words (PARCOURS_DAY_CHART (chart), 0);
  last = parcours_day_chart_bar_to_words (PARCOURS_DAY_CHART (chart), 166);
  g_assert_cmpstr (first, ==, "1 January 2026 to 6 January 2026");
  g_assert_cmpstr (last, ==, "23 September 2028 to 26 September 2028");
  g_object_unref (chart);
}

static guint
count_runs (Fixture *fixture)
{
  return g_list_model_get_n_items (parcours_project_runs (fixture->shop.project));
}

/* What was run stands beside, can be looked at again, and deleted, and had back. */
static void
test_runs (Fixture       *fixture,
           gconstpointer  unused)
{
  ParcoursRunRecord *second;

  run (fixture, 1);
  run (fixture, 2);
  g_assert_cmpuint (count_runs (fixture), ==, 2);
  second = parcours_results_page_record (fixture->page);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "results.delete", NULL);
  g_assert_nonnull (fixture->deleted);
  g_assert_cmpuint (count_runs (fixture), ==, 1);
  g_assert_cmpuint (parcours_run_record_options (parcours_results_page_record (fixture->page))->seed, ==, 1);
  parcours_results_page_undelete (fixture->page, fixture->deleted);
  g_assert_cmpuint (count_runs (fixture), ==, 2);
  g_assert_true (parcours_results_page_record (fixture->page) == second);
  /* Twice changes nothing. */
  parcours_results_page_undelete (fixture->page, fixture->deleted);
  g_assert_cmpuint (count_runs (fixture), ==, 2);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "results.delete", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "results.delete", NULL);
  g_assert_cmpuint (count_runs (fixture), ==, 0);
  g_assert_null (parcours_results_page_record (fixture->page));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "results.delete", NULL);
}

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);

  return found;
}

/* A run has the name of what was run, until somebody gives it one. */
static void
test_rename (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autoptr (GList) windows = NULL;
  GtkWidget *dialog = NULL;

  run (fixture, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "results.rename", NULL);
  windows = gtk_window_list_toplevels ();
  for (GList *l = windows; l != NULL; l = l->next)
    dialog = ADW_IS_MESSAGE_DIALOG (l->data) ? l->data : dialog;
  g_assert_nonnull (dialog);
  gtk_editable_set_text (GTK_EDITABLE (find_type (dialog, ADW_TYPE_ENTRY_ROW)), "Before the sale");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "done");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_cmpstr (parcours_run_record_name (parcours_results_page_record (fixture->page)), ==, "Before the sale");
  close_page (fixture);
  open_page (fixture);
  shop_wait (is_ready, fixture->page, "the run of before");
  g_assert_cmpstr (parcours_run_record_name (parcours_results_page_record (fixture->page)), ==, "Before the sale");
}

/* A window that is opened later shows what is kept. */
static void
test_again (Fixture       *fixture,
            gconstpointer  unused)
{
  guint64 entered;

  run (fixture, 7);
  entered = shown (fixture)->entered;
  close_page (fixture);
  open_page (fixture);
  shop_wait (is_ready, fixture->page, "the run of before");
  g_assert_cmpuint (shown (fixture)->entered, ==, entered);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/results/chart", Fixture, NULL, set_up, test_chart, tear_down);
  g_test_add ("/results/day", Fixture, NULL, set_up, test_day, tear_down);
  g_test_add ("/results/table", Fixture, NULL, set_up, test_table, tear_down);
  g_test_add ("/results/idle", Fixture, NULL, set_up, test_idle, tear_down);
  g_test_add_func ("/results/long", test_long);
  g_test_add ("/results/runs", Fixture, NULL, set_up, test_runs, tear_down);
  g_test_add ("/results/rename", Fixture, NULL, set_up, test_rename, tear_down);
  g_test_add ("/results/again", Fixture, NULL, set_up, test_again, tear_down);

  return g_test_run ();
}
