/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-buttons.h"
#include "parcours-dialogs.h"
#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-step-words.h"
#include "parcours-style.h"
#include "parcours-test-view.h"
#include "parcours-test-way-window.h"
#include "parcours-tests-window.h"
#include "parcours-time.h"
#include "parcours-value-editors.h"

#define SCENARIO "scenario"

/* So long without an edit, and all tests run again. */
#define PAUSE_MS 300

struct _ParcoursTestsWindow
{
  AdwWindow parent_instance;

  ParcoursProject *project; /* (owned) */
  ParcoursForm *form;       /* (owned) */
  ParcoursJob *job;         /* (owned) (nullable) the run that is under way */
  GPtrArray *tests;         /* (owned) (element-type ParcoursWorkspaceTest) as they were shown last */
  char *automation;         /* (owned) (nullable) the only one whose tests are shown */
  char *preferred;          /* (owned) (nullable) of which new tests are */
  char *slug;               /* (owned) (nullable) which is shown */
  guint pause;              /* after an edit, before all run again */

  GtkWidget *toasts;
  GtkWidget *leaflet;
  GtkWidget *list;
  GtkWidget *progress;
  GtkWidget *run;
  GtkWidget *stop;
  GtkWidget *coverage;
  GtkWidget *never;
  GtkWidget *title;
  GtkWidget *view;
  GtkWidget *stack;
  GtkWidget *back;
};

G_DEFINE_FINAL_TYPE (ParcoursTestsWindow, parcours_tests_window, ADW_TYPE_WINDOW)

static void start (ParcoursTestsWindow *self);

static void
say (ParcoursTestsWindow *self,
     const char          *words,
     gboolean             can_undo)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);
  AdwToast *toast;

  if (self->project == NULL)
    return;
  toast = adw_toast_new (escaped);
  if (can_undo)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, "tests.undo");
    }
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

static const ParcoursWorkspaceTest *
shown_test (ParcoursTestsWindow *self)
{
  for (guint i = 0; self->slug != NULL && i < self->tests->len; i++)
    {
      const ParcoursWorkspaceTest *test = g_ptr_array_index (self->tests, i);

      if (g_str_equal (test->slug, self->slug))
        return test;
    }

  return NULL;
}

static ParcoursAutomation *
automation_of (ParcoursTestsWindow *self,
               const char          *slug)
{
  ParcoursAutomationItem *item = slug != NULL ? parcours_project_find_automation (self->project, slug) : NULL;

  return item != NULL ? parcours_automation_item_automation (item) : NULL;
}

static void
update_actions (ParcoursTestsWindow *self)
{
  static const char *const for_one[] = { "tests.rename", "tests.duplicate", "tests.delete" };
  static const char *const for_writing[] = { "tests.new", "tests.import" };
  ParcoursLibraryHistory *history = parcours_project_history (self->project);
  gboolean writes = !parcours_project_is_read_only (self->project);
  gboolean shows = shown_test (self) != NULL;
  GtkWidget *widget = GTK_WIDGET (self);

  for (guint i = 0; i < G_N_ELEMENTS (for_one); i++)
    gtk_widget_action_set_enabled (widget, for_one[i], writes && shows);
  for (guint i = 0; i < G_N_ELEMENTS (for_writing); i++)
    gtk_widget_action_set_enabled (widget, for_writing[i], writes);
  gtk_widget_action_set_enabled (widget, "tests.export", shows);
  gtk_widget_action_set_enabled (widget, "tests.undo", writes && parcours_library_history_can_undo (history));
  gtk_widget_action_set_enabled (widget, "tests.redo", writes && parcours_library_history_can_redo (history));
}

/* The list */

static guint
count_failed (const ParcoursWorkspaceTest *test)
{
  guint n = 0;

  for (guint i = 0; i < test->result->cases->len; i++)
    n += !parcours_case_result_passed (g_ptr_array_index (test->result->cases, i));

  return n;
}

static char *
say_state (const ParcoursWorkspaceTest *test)
{
  g_autofree char *n = NULL, *all = NULL;

  if (test->error != NULL)
    return g_strdup (_("Cannot run"));
  if (test->result == NULL)
    return g_strdup (_("Not run yet"));
  all = parcours_count_to_words (test->result->cases->len);
  if (count_failed (test) == 0)
    return parcours_phrase_fill (ngettext ("Passed: {n} case", "Passed: {n} cases", test->result->cases->len), "n", all, NULL);
  n = parcours_count_to_words (count_failed (test));

  return parcours_phrase_fill (ngettext ("Failed: {n} of {all} cases", "Failed: {n} of {all} cases", count_failed (test)),
                               "n", n, "all", all, NULL);
}

static void
add_row (ParcoursTestsWindow         *self,
         const ParcoursWorkspaceTest *test)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", test->label, "activatable", TRUE, NULL);
  ParcoursAutomation *automation = automation_of (self, test->automation);
  g_autofree char *state = say_state (test);
  g_autofree char *subtitle = automation != NULL && self->automation == NULL
                                ? g_strdup_printf ("%s · %s", parcours_automation_name (automation), state) : g_strdup (state);
  gboolean passed = parcours_workspace_test_passed (test);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (test->result != NULL || test->error != NULL)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name (passed ? "emblem-ok-symbolic" : "dialog-error-symbolic");

      gtk_widget_add_css_class (icon, passed ? "success" : "error");
      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, state, -1);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    }
  g_object_set_data_full (G_OBJECT (row), "slug", g_strdup (test->slug), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  if (g_strcmp0 (test->slug, self->slug) == 0)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
}

static gboolean
is_listed (ParcoursTestsWindow         *self,
           const ParcoursWorkspaceTest *test)
{
  return self->automation == NULL || g_strcmp0 (test->automation, self->automation) == 0;
}

static void
fill_list (ParcoursTestsWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < self->tests->len; i++)
    {
      if (is_listed (self, g_ptr_array_index (self->tests, i)))
        add_row (self, g_ptr_array_index (self->tests, i));
    }
}

/* Which exits nobody takes: "Welcome: “Has ordered already?” by Yes". */
static char *
say_port (ParcoursTestsWindow *self,
          const char          *name)
{
  const char *slash = strchr (name, '/');
  const char *space = strchr (name, ' ');
  g_autofree char *slug = g_strndup (name, (gsize) (slash - name));
  g_autofree char *id = g_strndup (slash + 1, (gsize) (space - slash - 1));
  ParcoursAutomation *automation = automation_of (self, slug);
  const ParcoursStep *step = automation != NULL ? parcours_automation_step (automation, id) : NULL;
  const char *port = space + 1;
  g_autofree char *words = NULL;

  if (step == NULL)
    return g_strdup (name);
  words = parcours_step_to_words (step, automation, parcours_project_library (self->project));
  if (step->type != NULL && parcours_step_n_ports (step) > 1 && parcours_step_type_port_label (step->type, port) != NULL)
    port = parcours_step_type_port_label (step->type, port);
  else if (parcours_step_n_ports (step) == 1)
    return g_steal_pointer (&words);

  /* Translators: an exit of a step, such as: Has ordered already?, by Yes. */
  return parcours_phrase_fill (_("{step}, by {port}"), "step", words, "port", port, NULL);
}

static void
show_coverage (ParcoursTestsWindow *self)
{
  g_autoptr (ParcoursCoverage) coverage = parcours_tests_coverage (self->tests, self->automation);
  g_auto (GStrv) never = parcours_coverage_never (coverage);
  guint n_ports = parcours_coverage_n_ports (coverage);
  g_autofree char *taken = parcours_count_to_words (parcours_coverage_n_taken (coverage));
  g_autofree char *all = parcours_count_to_words (n_ports);
  g_autofree char *words = parcours_phrase_fill (ngettext ("{taken} of {all} way out is tried", "{taken} of {all} ways out are tried",
                                                           n_ports), "taken", taken, "all", all, NULL);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; never[i] != NULL; i++)
    {
      g_autofree char *port = say_port (self, never[i]);

      g_string_append_printf (list, "%s%s", i > 0 ? "\n" : "", port);
    }
  gtk_expander_set_label (GTK_EXPANDER (self->coverage), words);
  parcours_set_name (self->coverage, words);
  gtk_label_set_label (GTK_LABEL (self->never), never[0] != NULL ? list->str : _("Every way out of every step is taken by a test."));
  gtk_widget_set_visible (self->coverage, n_ports > 0);
}

/* What is shown */

static void
show (ParcoursTestsWindow *self)
{
  const ParcoursWorkspaceTest *test = shown_test (self);

  for (guint i = 0; test == NULL && i < self->tests->len; i++)
    {
      if (!is_listed (self, g_ptr_array_index (self->tests, i)))
        continue;
      test = g_ptr_array_index (self->tests, i);
      g_free (self->slug);
      self->slug = g_strdup (test->slug);
    }
  fill_list (self);
  show_coverage (self);
  parcours_test_view_show (PARCOURS_TEST_VIEW (self->view), test, test != NULL ? automation_of (self, test->automation) : NULL,
                           !parcours_project_is_read_only (self->project));
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), test != NULL ? test->label : _("Tests"));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), test != NULL ? "test" : "empty");
  update_actions (self);
}

static void
row_cb (ParcoursTestsWindow *self,
        GtkListBoxRow       *row)
{
  g_autofree char *slug = g_strdup (g_object_get_data (G_OBJECT (row), "slug"));

  g_free (self->slug);
  self->slug = g_steal_pointer (&slug);
  parcours_library_history_end_burst (parcours_project_history (self->project));
  adw_leaflet_navigate (ADW_LEAFLET (self->leaflet), ADW_NAVIGATION_DIRECTION_FORWARD);
  show (self);
}

/* Running */

static void
forget_job (ParcoursTestsWindow *self)
{
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
}

static void
stop (ParcoursTestsWindow *self)
{
  if (self->job != NULL)
    parcours_job_cancel (self->job);
  forget_job (self);
}

static void
show_running (ParcoursTestsWindow *self)
{
  gtk_widget_set_visible (self->run, self->job == NULL);
  gtk_widget_set_visible (self->stop, self->job != NULL);
  gtk_widget_set_visible (self->progress, self->job != NULL);
}

static void
progress_cb (ParcoursTestsWindow *self)
{
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), parcours_job_fraction (self->job));
}

static void
take_tests (ParcoursTestsWindow *self,
            GPtrArray           *tests)
{
  GPtrArray *old = self->tests;

  self->tests = tests;
  show (self);
  g_ptr_array_unref (old);
}

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (ParcoursTestsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *tests = parcours_project_tests_finish (PARCOURS_PROJECT (source), result, &error);

  if (self->project == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&tests, g_ptr_array_unref);
      return;
    }
  forget_job (self);
  show_running (self);
  if (tests != NULL)
    take_tests (self, tests);
  else
    say (self, error->message, FALSE);
}

static void
run_all (ParcoursTestsWindow *self)
{
  stop (self);
  self->job = parcours_job_new (_("Running Tests…"));
  g_signal_connect_swapped (self->job, "notify::done", G_CALLBACK (progress_cb), self);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0.);
  show_running (self);
  parcours_project_run_tests_async (self->project, NULL, self->job, ran_cb, g_object_ref (self));
}

/* What ran before is still so while a scenario and what it tests are the same; all run again at once. */
static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (ParcoursTestsWindow) self = user_data;
  GPtrArray *tests = parcours_project_tests_finish (PARCOURS_PROJECT (source), result, NULL);

  if (self->project == NULL || tests == NULL)
    {
      g_clear_pointer (&tests, g_ptr_array_unref);
      return;
    }
  if (self->tests->len == 0)
    take_tests (self, tests);
  else
    g_ptr_array_unref (tests);
  run_all (self);
}

static void
start (ParcoursTestsWindow *self)
{
  parcours_form_set_library (self->form, parcours_project_library (self->project));
  if (self->tests->len == 0)
    parcours_project_load_tests_async (self->project, NULL, loaded_cb, g_object_ref (self));
  else
    run_all (self);
}

static gboolean
pause_cb (gpointer user_data)
{
  ParcoursTestsWindow *self = user_data;

  self->pause = 0;
  start (self);

  return G_SOURCE_REMOVE;
}

/* Whoever types makes an edit with each letter. */
static void
start_soon (ParcoursTestsWindow *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, pause_cb, self);
}

/* Writing */

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ParcoursTestsWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!parcours_project_entity_finish (PARCOURS_PROJECT (source), result, &error))
    say (self, error->message, FALSE);
}

static void
changed_cb (ParcoursTestsWindow *self,
            JsonObject          *document)
{
  parcours_project_set_entity_async (self->project, SCENARIO, self->slug, NULL, document, written_cb, g_object_ref (self));
}

static void
way_cb (ParcoursTestsWindow *self,
        guint                n,
        const char          *contact)
{
  gtk_window_present (GTK_WINDOW (parcours_test_way_window_new (GTK_WINDOW (self), self->project, self->slug, n, contact)));
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (ParcoursTestsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  char *slug = parcours_project_add_entity_finish (PARCOURS_PROJECT (source), result, &error);

  if (slug == NULL)
    {
      say (self, error->message, FALSE);
      return;
    }
  g_free (self->slug);
  self->slug = slug;
}

static const char *
first_automation (ParcoursTestsWindow *self)
{
  const ParcoursWorkspaceTest *test = shown_test (self);
  g_autoptr (ParcoursAutomationItem) first = NULL;

  if (self->automation != NULL)
    return self->automation;
  if (self->preferred != NULL)
    return self->preferred;
  if (test != NULL && test->automation != NULL)
    return test->automation;
  first = g_list_model_get_item (parcours_project_automations (self->project), 0);

  return first != NULL ? parcours_automation_item_slug (first) : NULL;
}

/* A new test begins tomorrow morning with one contact, to whom nothing happens yet. */
static void
named_cb (const char *name,
          gpointer    user_data)
{
  ParcoursTestsWindow *self = user_data;
  const ParcoursZone *zone = parcours_project_zone (self->project);
  gint32 day = parcours_local_day (parcours_zone_to_local (zone, g_get_real_time () / G_USEC_PER_SEC)) + 1;
  g_autofree char *date = parcours_day_format (day);
  g_autofree char *text = g_strdup_printf ("{\"from\": \"%sT09:00\", \"for\": \"P30D\", \"timezone\": \"%s\", \"contacts\": "
                                           "[{\"email\": \"ada@example.org\"}], \"timeline\": [], \"expect\": []}", date,
                                           parcours_zone_name (zone));
  g_autoptr (JsonNode) node = parcours_json_parse (text, -1, NULL);
  JsonObject *document = json_node_get_object (node);
  JsonArray *automations = json_array_new ();

  json_object_set_string_member (document, "name", name);
  if (first_automation (self) != NULL)
    json_array_add_string_element (automations, first_automation (self));
  json_object_set_array_member (document, "automations", automations);
  parcours_project_add_entity_async (self->project, SCENARIO, name, document, added_cb, g_object_ref (self));
}

static void
new_one (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  parcours_dialogs_ask_text (GTK_WINDOW (widget), _("New Test"), NULL, _("Name"), "", _("_Create"), named_cb, widget);
}

static void
duplicate (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ParcoursTestsWindow *self = PARCOURS_TESTS_WINDOW (widget);
  const ParcoursWorkspaceTest *test = shown_test (self);
  /* Translators: what a copy is called: "Loyal customers (copy)". */
  g_autofree char *label = test != NULL ? g_strdup_printf (_("%s (copy)"), test->label) : NULL;

  if (test != NULL)
    parcours_project_add_entity_async (self->project, SCENARIO, label, test->document, added_cb, g_object_ref (self));
}

static void
renamed_cb (const char *name,
            gpointer    user_data)
{
  ParcoursTestsWindow *self = user_data;

  parcours_project_set_entity_async (self->project, SCENARIO, self->slug, name, NULL, written_cb, g_object_ref (self));
}

static void
rename_one (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ParcoursTestsWindow *self = PARCOURS_TESTS_WINDOW (widget);
  const ParcoursWorkspaceTest *test = shown_test (self);

  if (test != NULL)
    parcours_dialogs_ask_text (GTK_WINDOW (self), _("Rename Test"), NULL, _("Name"), test->label, _("_Rename"), renamed_cb, self);
}

static void
delete_one (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ParcoursTestsWindow *self = PARCOURS_TESTS_WINDOW (widget);

  parcours_project_delete_entity_async (self->project, SCENARIO, self->slug, written_cb, g_object_ref (self));
  say (self, _("Test deleted"), TRUE);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (ParcoursTestsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  char *slug = parcours_project_import_test_finish (PARCOURS_PROJECT (source), result, &error);

  if (self->project == NULL)
    g_free (slug);
  else if (slug == NULL)
    parcours_dialogs_show_error (GTK_WINDOW (self), _("The Test Cannot Be Imported"), error->message);
  else
    {
      g_free (self->slug);
      self->slug = slug;
      if (self->job == NULL)
        start (self);
    }
}

static void
chosen_cb (const char *path,
           gpointer    user_data)
{
  ParcoursTestsWindow *self = user_data;

  parcours_project_import_test_async (self->project, path, imported_cb, g_object_ref (self));
}

static void
import (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  parcours_dialogs_choose_test (GTK_WINDOW (widget), chosen_cb, widget);
}

static void
exported_cb (const char *path,
             gpointer    user_data)
{
  ParcoursTestsWindow *self = user_data;
  const ParcoursWorkspaceTest *test = shown_test (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = test != NULL ? parcours_project_complete_test (self->project, test, &error) : NULL;

  if (error != NULL || (node != NULL && !parcours_json_save (node, path, &error)))
    parcours_dialogs_show_error (GTK_WINDOW (self), _("The Test Cannot Be Exported"), error->message);
}

static void
export (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  ParcoursTestsWindow *self = PARCOURS_TESTS_WINDOW (widget);
  g_autofree char *name = g_strconcat (self->slug, ".json", NULL);

  parcours_dialogs_save_test (GTK_WINDOW (self), name, exported_cb, self);
}

static void
step (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  ParcoursTestsWindow *self = PARCOURS_TESTS_WINDOW (widget);

  if (g_str_equal (action, "tests.undo"))
    parcours_project_undo_library_async (self->project, written_cb, g_object_ref (self));
  else
    parcours_project_redo_library_async (self->project, written_cb, g_object_ref (self));
}

static void
run_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  ParcoursTestsWindow *self = PARCOURS_TESTS_WINDOW (widget);

  if (g_str_equal (action, "tests.run"))
    {
      start (self);
      return;
    }
  stop (self);
  show_running (self);
}

static void
go_back (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  adw_leaflet_navigate (ADW_LEAFLET (PARCOURS_TESTS_WINDOW (widget)->leaflet), ADW_NAVIGATION_DIRECTION_BACK);
}

/* Building */

static GtkWidget *
new_menu (void)
{
  static const struct
  {
    const char *label;
    const char *action;
  } items[] = {
    { N_("_Duplicate"), "tests.duplicate" }, { N_("_Rename…"), "tests.rename" }, { N_("_Export…"), "tests.export" },
    { N_("_Import…"), "tests.import" },      { N_("D_elete"), "tests.delete" },
  };
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button;

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    g_menu_append (menu, _(items[i].label), items[i].action);
  button = parcours_more_button_new (G_MENU_MODEL (menu), _("More About This Test"));
  gtk_menu_button_set_primary (GTK_MENU_BUTTON (button), TRUE);

  return button;
}

static GtkWidget *
new_side (ParcoursTestsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bottom = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_("Tests"), NULL));
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                             parcours_icon_button_new ("list-add-symbolic", "tests.new", _("New Test")));
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Tests"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->coverage = gtk_expander_new ("");
  self->never = gtk_label_new ("");
  gtk_label_set_wrap (GTK_LABEL (self->never), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->never), 0.);
  gtk_widget_add_css_class (self->never, "caption");
  gtk_expander_set_child (GTK_EXPANDER (self->coverage), self->never);
  self->progress = gtk_progress_bar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Running Tests…"), -1);
  self->run = gtk_button_new_with_mnemonic (_("_Run All"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->run), "tests.run");
  self->stop = gtk_button_new_with_mnemonic (_("_Stop"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->stop), "tests.stop");
  g_object_set (bottom, "margin-start", 12, "margin-end", 12, "margin-top", 12, "margin-bottom", 12, NULL);
  gtk_box_append (GTK_BOX (bottom), self->coverage);
  gtk_box_append (GTK_BOX (bottom), self->progress);
  gtk_box_append (GTK_BOX (bottom), self->run);
  gtk_box_append (GTK_BOX (bottom), self->stop);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), bottom);
  gtk_widget_set_size_request (box, 280, -1);

  return box;
}

static GtkWidget *
new_empty (void)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_New Test"));
  GtkWidget *page = g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "emblem-ok-symbolic", "title", _("No Tests Yet"), "description",
                                  _("A test says what must happen to a contact, and is tried again after each change. "
                                    "Templates bring their own."), "child", button, NULL);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "tests.new");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");

  return page;
}

static GtkWidget *
new_content (ParcoursTestsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  self->title = adw_window_title_new (_("Tests"), NULL);
  self->back = parcours_icon_button_new ("go-previous-symbolic", "tests.back", _("All Tests"));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->title);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->back);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                             parcours_icon_button_new ("edit-undo-symbolic", "tests.undo", _("Undo")));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                             parcours_icon_button_new ("edit-redo-symbolic", "tests.redo", _("Redo")));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), new_menu ());
  self->view = parcours_test_view_new (self->form);
  g_signal_connect_swapped (self->view, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->view, "way", G_CALLBACK (way_cb), self);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), new_empty (), "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), self->view, "test");
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_widget_set_hexpand (box, TRUE);

  return box;
}

static void
build (ParcoursTestsWindow *self)
{
  AdwLeafletPage *line;
  GtkWidget *content;

  self->leaflet = adw_leaflet_new ();
  adw_leaflet_append (ADW_LEAFLET (self->leaflet), new_side (self));
  line = adw_leaflet_append (ADW_LEAFLET (self->leaflet), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_leaflet_page_set_navigatable (line, FALSE);
  content = new_content (self);
  adw_leaflet_append (ADW_LEAFLET (self->leaflet), content);
  g_object_bind_property (self->leaflet, "folded", self->back, "visible", G_BINDING_SYNC_CREATE);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->toasts), self->leaflet);
  adw_window_set_content (ADW_WINDOW (self), self->toasts);
  show_running (self);
}

static void
parcours_tests_window_dispose (GObject *object)
{
  ParcoursTestsWindow *self = PARCOURS_TESTS_WINDOW (object);

  stop (self);
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_object (&self->form);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_tests_window_parent_class)->dispose (object);
}

static void
parcours_tests_window_finalize (GObject *object)
{
  ParcoursTestsWindow *self = PARCOURS_TESTS_WINDOW (object);

  g_ptr_array_unref (self->tests);
  g_free (self->automation);
  g_free (self->preferred);
  g_free (self->slug);
  G_OBJECT_CLASS (parcours_tests_window_parent_class)->finalize (object);
}

static void
parcours_tests_window_class_init (ParcoursTestsWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "tests.new", new_one },      { "tests.duplicate", duplicate }, { "tests.rename", rename_one },
    { "tests.delete", delete_one }, { "tests.import", import },      { "tests.export", export },
    { "tests.undo", step },        { "tests.redo", step },           { "tests.run", run_action },
    { "tests.stop", run_action },  { "tests.back", go_back },
  };

  G_OBJECT_CLASS (class)->dispose = parcours_tests_window_dispose;
  G_OBJECT_CLASS (class)->finalize = parcours_tests_window_finalize;
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "tests.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "tests.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "tests.run", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "tests.new", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
parcours_tests_window_init (ParcoursTestsWindow *self)
{
  self->toasts = adw_toast_overlay_new ();
  self->tests = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_workspace_test_free);
  parcours_style_install (gtk_widget_get_display (GTK_WIDGET (self)));
  gtk_window_set_title (GTK_WINDOW (self), _("Tests"));
  gtk_window_set_default_size (GTK_WINDOW (self), 1000, 720);
}

/**
 * parcours_tests_window_new:
 * @parent: (nullable): over which window
 * @project: a project
 * @automation: (nullable): an automation whose tests alone are shown
 *
 * Returns: (transfer none): a window, to be presented
 */
GtkWidget *
parcours_tests_window_new (GtkWindow       *parent,
                           ParcoursProject *project,
                           const char      *automation)
{
  ParcoursTestsWindow *self = g_object_new (PARCOURS_TYPE_TESTS_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  ParcoursLibraryHistory *history = parcours_project_history (project);

  self->project = g_object_ref (project);
  self->automation = g_strdup (automation);
  self->form = parcours_form_new ();
  parcours_form_set_project (self->form, project);
  build (self);
  parcours_library_history_end_burst (history);
  g_signal_connect_object (history, "changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::library", G_CALLBACK (start), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "automation-changed", G_CALLBACK (start_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (parcours_project_automations (project), "items-changed", G_CALLBACK (start_soon), self,
                           G_CONNECT_SWAPPED);
  show (self);
  start (self);

  return GTK_WIDGET (self);
}

/**
 * parcours_tests_window_prefer:
 * @self: a window with the tests of all automations
 * @automation: (nullable): an automation
 *
 * New tests are of this one.
 */
void
parcours_tests_window_prefer (ParcoursTestsWindow *self,
                              const char          *automation)
{
  g_free (self->preferred);
  self->preferred = g_strdup (automation);
}

/**
 * parcours_tests_window_select:
 * @self: a window
 * @slug: a scenario of the workspace
 *
 * Shows this one, as soon as it is there.
 */
void
parcours_tests_window_select (ParcoursTestsWindow *self,
                              const char          *slug)
{
  g_free (self->slug);
  self->slug = g_strdup (slug);
  show (self);
}

/**
 * parcours_tests_window_tests:
 * @self: a window
 *
 * Returns: (transfer none) (element-type ParcoursWorkspaceTest): the scenarios as they are shown
 */
GPtrArray *
parcours_tests_window_tests (ParcoursTestsWindow *self)
{
  return self->tests;
}
