/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Comparing, rehearsing an edit, and pressure, in their dialogs. */

#include "config.h"

#include <adwaita.h>

#include "parcours-compare-dialog.h"
#include "parcours-graph-edits.h"
#include "parcours-pressure-dialog.h"
#include "parcours-project-runs.h"
#include "parcours-rehearse-dialog.h"
#include "parcours-text-table.h"
#include "parcours-why-window.h"
#include "shop.h"

#define SLUG "welcome-series"

typedef struct
{
  Shop shop;
  ParcoursRunOptions *options;
  GtkWidget *dialog;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  shop_open (&fixture->shop, 800);
  fixture->options = parcours_run_options_new (parcours_project_zone (fixture->shop.project));
  fixture->options->days = 20;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  parcours_run_options_free (fixture->options);
  shop_close (&fixture->shop);
}

static ParcoursAutomation *
welcome (Fixture *fixture)
{
  return parcours_automation_item_automation (parcours_project_find_automation (fixture->shop.project, SLUG));
}

/* All widgets of a type that are shown, in drawing order. */
static void
collect (GtkWidget *widget,
         GType      type,
         GPtrArray *found)
{
  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget))
    return;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GPtrArray *
find_all (GtkWidget *widget,
          GType      type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (widget, type, found);

  return found;
}

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  g_autoptr (GPtrArray) rows = find_all (widget, ADW_TYPE_PREFERENCES_ROW);

  for (guint i = 0; i < rows->len; i++)
    {
      if (g_str_equal (adw_preferences_row_get_title (g_ptr_array_index (rows, i)), title))
        return g_ptr_array_index (rows, i);
    }

  return NULL;
}

static void
set_spin (GtkWidget  *dialog,
          const char *title,
          double      value)
{
  g_autoptr (GPtrArray) spins = find_all (find_row (dialog, title), GTK_TYPE_SPIN_BUTTON);

  gtk_spin_button_set_value (g_ptr_array_index (spins, 0), value);
}

static const char *
page_of (GtkWidget *dialog)
{
  g_autoptr (GPtrArray) stacks = find_all (dialog, GTK_TYPE_STACK);

  return gtk_stack_get_visible_child_name (g_ptr_array_index (stacks, 0));
}

static gboolean
has_results (gpointer dialog)
{
  return g_str_equal (page_of (dialog), "results");
}

static gboolean
has_form (gpointer dialog)
{
  return g_str_equal (page_of (dialog), "form");
}

static gboolean
has_versions (gpointer dialog)
{
  g_autoptr (GPtrArray) combos = find_all (dialog, ADW_TYPE_COMBO_ROW);

  for (guint i = 0; i < combos->len; i++)
    {
      GListModel *model = adw_combo_row_get_model (g_ptr_array_index (combos, i));

      if (model != NULL && g_list_model_get_n_items (model) > 0 &&
          g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), 0), "As it was in this run"))
        return TRUE;
    }

  return FALSE;
}

static ParcoursTextTable *
nth_table (GtkWidget *dialog,
           guint      n)
{
  g_autoptr (GPtrArray) tables = find_all (dialog, PARCOURS_TYPE_TEXT_TABLE);

  g_assert_cmpuint (tables->len, >, n);

  return g_ptr_array_index (tables, n);
}

/* The figure of the row that begins so. */
static double
cell_of (ParcoursTextTable *table,
         const char        *name,
         guint              column)
{
  for (guint i = 0; i < parcours_text_table_n (table); i++)
    {
      if (g_str_has_prefix (parcours_text_table_cell (table, i, 0), name))
        return g_ascii_strtod (parcours_text_table_cell (table, i, column), NULL);
    }
  g_error ("no row begins with “%s”", name);
}

static GtkWidget *
find_why (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (PARCOURS_IS_WHY_WINDOW (window))
        return window;
    }

  return NULL;
}

static gboolean
says_why (gpointer title)
{
  GtkWidget *window = find_why ();
  g_autoptr (GPtrArray) groups = window != NULL ? find_all (window, ADW_TYPE_PREFERENCES_GROUP) : NULL;

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      if (g_str_equal (adw_preferences_group_get_title (g_ptr_array_index (groups, i)), title))
        return TRUE;
    }

  return FALSE;
}

/* A window tells of the contact; it is closed again. */
static void
close_why (const char *title)
{
  shop_wait (says_why, (gpointer) title, "the reasons");
  gtk_window_destroy (GTK_WINDOW (find_why ()));
}

static void
test_compare (Fixture       *fixture,
              gconstpointer  unused)
{
  GtkWidget *dialog = parcours_compare_dialog_new (NULL, fixture->shop.project, SLUG, fixture->options, welcome (fixture), NULL);
  g_autoptr (GPtrArray) rows = NULL;

  fixture->dialog = dialog;
  gtk_window_present (GTK_WINDOW (dialog));
  shop_wait (has_versions, dialog, "the versions");

  /* With itself it differs nowhere. */
  set_spin (dialog, "Futures", 1);
  gtk_widget_activate_action (dialog, "study.start", NULL);
  shop_wait (has_results, dialog, "a comparison with itself");
  g_assert_cmpfloat (cell_of (nth_table (dialog, 0), "Whole automation", 1), >, 0);
  g_assert_cmpfloat (cell_of (nth_table (dialog, 0), "Whole automation", 3), ==, 0);

  /* With another future it does, and it is explained for whom. */
  gtk_stack_set_visible_child_name (GTK_STACK (gtk_widget_get_ancestor (GTK_WIDGET (nth_table (dialog, 0)), GTK_TYPE_STACK)), "form");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (dialog, "Compare with")), 2);
  set_spin (dialog, "Futures", 2);
  gtk_widget_activate_action (dialog, "study.start", NULL);
  shop_wait (has_results, dialog, "a comparison with another future");
  rows = find_all (dialog, ADW_TYPE_ACTION_ROW);
  g_assert_cmpuint (rows->len, >, 0);
  g_signal_emit_by_name (g_ptr_array_index (rows, 0), "activated");
  close_why ("Before: What Happens");
}

/* What each setting does to what is sent: figures before and after. */
static void
test_settings (Fixture       *fixture,
               gconstpointer  unused)
{
  static const struct
  {
    guint what;
    const char *row;
    double value;
    gboolean fewer;
  } settings[] = {
    { 7, "Nothing is sent from", 21, FALSE },
    { 8, "Messages a day", 1, TRUE },
    { 6, "Days later", 40, FALSE },
  };
  GtkWidget *dialog = parcours_compare_dialog_new (NULL, fixture->shop.project, SLUG, fixture->options, welcome (fixture), NULL);

  fixture->dialog = dialog;
  gtk_window_present (GTK_WINDOW (dialog));
  shop_wait (has_versions, dialog, "the versions");
  set_spin (dialog, "Futures", 1);
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      ParcoursTextTable *table;
      double difference;

      adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (dialog, "Compare with")), settings[i].what);
      g_assert_null (find_row (dialog, "Version"));
      set_spin (dialog, settings[i].row, settings[i].value);
      gtk_widget_activate_action (dialog, "study.start", NULL);
      shop_wait (has_results, dialog, settings[i].row);
      table = nth_table (dialog, 0);
      /* After the first message that somebody has to wait for. */
      difference = cell_of (table, "Wait 2 days", 2) - cell_of (table, "Wait 2 days", 1);
      if (settings[i].fewer)
        g_assert_cmpfloat (difference, <, 0);
      gtk_stack_set_visible_child_name (GTK_STACK (gtk_widget_get_ancestor (GTK_WIDGET (table), GTK_TYPE_STACK)), "form");
    }
}

static void
keep_run (Fixture *fixture,
          guint64  seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursRun) run = NULL;
  g_autoptr (ParcoursRunRecord) record = NULL;

  fixture->options->seed = seed;
  run = parcours_project_run (fixture->shop.project, SLUG, fixture->options, NULL, &error);
  g_assert_no_error (error);
  record = parcours_run_record_new (run, SLUG, 0, parcours_project_zone (fixture->shop.project));
  parcours_project_keep_run_async (fixture->shop.project, record, NULL, NULL);
}

/* A run that is kept stands before the one that is looked at, each with its own luck. */
static void
test_runs (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autoptr (ParcoursRunRecord) shown = NULL;
  GtkWidget *dialog;

  keep_run (fixture, 1);
  keep_run (fixture, 2);
  shown = g_list_model_get_item (parcours_project_runs (fixture->shop.project), 0);
  dialog = parcours_compare_dialog_new (NULL, fixture->shop.project, SLUG, fixture->options, welcome (fixture), shown);
  fixture->dialog = dialog;
  gtk_window_present (GTK_WINDOW (dialog));
  shop_wait (has_versions, dialog, "the versions");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (dialog, "Compare with")), 5);
  set_spin (dialog, "Futures", 1);
  gtk_widget_activate_action (dialog, "study.start", NULL);
  shop_wait (has_results, dialog, "a comparison of two runs");
  g_assert_cmpfloat (cell_of (nth_table (dialog, 0), "Whole automation", 1), !=,
                     cell_of (nth_table (dialog, 0), "Whole automation", 2));
}

/* The pause of the welcome series is deleted on day 10. */
static void
test_rehearse (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr (ParcoursAutomation) before = parcours_automation_ref (welcome (fixture));
  ParcoursDocument *document = parcours_project_open_document (fixture->shop.project, SLUG, NULL);
  const char *gone[] = { "pause", NULL };
  GtkWidget *dialog;
  ParcoursTextTable *table;

  g_assert_true (parcours_document_apply (document, parcours_graph_remove (parcours_document_automation (document), gone), NULL));
  dialog = parcours_rehearse_dialog_new (NULL, fixture->shop.project, SLUG, fixture->options, before);
  fixture->dialog = dialog;
  gtk_window_present (GTK_WINDOW (dialog));
  shop_wait (has_versions, dialog, "the versions");
  g_assert_nonnull (find_row (dialog, "Wait 2 days"));
  set_spin (dialog, "On day", 10);
  gtk_widget_activate_action (dialog, "study.start", NULL);
  shop_wait (has_results, dialog, "a rehearsal");
  table = nth_table (dialog, 0);
  g_assert_cmpfloat (cell_of (table, "Wait 2 days", 3), >, 0);
  g_assert_cmpfloat (cell_of (table, "Wait 2 days", 1), ==, 0);
  g_assert_cmpfloat (cell_of (table, "Whole automation", 4), ==, 0);

  /* Who is sent out is stranded. */
  gtk_stack_set_visible_child_name (GTK_STACK (gtk_widget_get_ancestor (GTK_WIDGET (table), GTK_TYPE_STACK)), "form");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (dialog, "Wait 2 days")), 1);
  gtk_widget_activate_action (dialog, "study.start", NULL);
  shop_wait (has_results, dialog, "another rehearsal");
  g_assert_cmpfloat (cell_of (nth_table (dialog, 0), "Wait 2 days", 4), >, 0);
  g_assert_cmpfloat (cell_of (nth_table (dialog, 0), "Wait 2 days", 3), ==, 0);
  g_object_unref (document);
}

static void
test_pressure (Fixture       *fixture,
               gconstpointer  unused)
{
  GtkWidget *dialog = parcours_pressure_dialog_new (NULL, fixture->shop.project, SLUG, fixture->options);

  fixture->dialog = dialog;
  gtk_window_present (GTK_WINDOW (dialog));
  shop_wait (has_results, dialog, "pressure");
  g_assert_cmpfloat (cell_of (nth_table (dialog, 0), "1", 2), >, 0);
  g_assert_cmpuint (parcours_text_table_n (nth_table (dialog, 1)), ==, 20);
  g_signal_emit_by_name (nth_table (dialog, 1), "row-activated", 0);
  close_why ("What Happens");
}

/* Cancel leads back to the form. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  unused)
{
  GtkWidget *dialog = parcours_compare_dialog_new (NULL, fixture->shop.project, SLUG, fixture->options, welcome (fixture), NULL);

  fixture->dialog = dialog;
  gtk_window_present (GTK_WINDOW (dialog));
  shop_wait (has_versions, dialog, "the versions");
  set_spin (dialog, "Futures", 100);
  gtk_widget_activate_action (dialog, "study.start", NULL);
  g_assert_cmpstr (page_of (dialog), ==, "running");
  gtk_widget_activate_action (dialog, "study.cancel", NULL);
  shop_wait (has_form, dialog, "the form");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/studies/compare", Fixture, NULL, set_up, test_compare, tear_down);
  g_test_add ("/studies/settings", Fixture, NULL, set_up, test_settings, tear_down);
  g_test_add ("/studies/runs", Fixture, NULL, set_up, test_runs, tear_down);
  g_test_add ("/studies/rehearse", Fixture, NULL, set_up, test_rehearse, tear_down);
  g_test_add ("/studies/pressure", Fixture, NULL, set_up, test_pressure, tear_down);
  g_test_add ("/studies/cancel", Fixture, NULL, set_up, test_cancel, tear_down);

  return g_test_run ();
}
