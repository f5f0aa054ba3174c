/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window with the settings of the workspace: what a person sets is written, what is written is shown, the checks
 * follow, and all of it can be undone. */

#include "config.h"

#include <adwaita.h>

#include "parcours-check-watch.h"
#include "parcours-checks.h"
#include "parcours-json.h"
#include "parcours-value-field.h"
#include "parcours-workspace-settings.h"
#include "shop.h"

typedef struct
{
  Shop shop;
  ParcoursProject *project; /* (unowned) */
  ParcoursWorkspaceSettings *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  shop_open (&fixture->shop, 50);
  fixture->project = fixture->shop.project;
  fixture->window = PARCOURS_WORKSPACE_SETTINGS (parcours_workspace_settings_new (NULL, fixture->project));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  shop_close (&fixture->shop);
}

static char *
stored (Fixture    *fixture,
        const char *setting)
{
  JsonNode *value = json_object_get_member (parcours_project_settings (fixture->project), setting);

  return value != NULL ? parcours_json_to_line (value) : g_strdup ("nothing");
}

static char *
shown (Fixture    *fixture,
       const char *setting)
{
  GtkWidget *field = parcours_workspace_settings_field (fixture->window, setting);
  JsonNode *value = field != NULL ? parcours_value_editor_value (parcours_value_field_editor (PARCOURS_VALUE_FIELD (field)))
                                  : NULL;

  return value != NULL ? parcours_json_to_line (value) : g_strdup ("nothing");
}

typedef struct
{
  Fixture *fixture;
  const char *setting;
  const char *line;
} Awaited;

/* It is stored, and shown where a field shows what is stored. */
static gboolean
is_there (gpointer user_data)
{
  const Awaited *awaited = user_data;
  g_autofree char *now = stored (awaited->fixture, awaited->setting);
  g_autofree char *field = shown (awaited->fixture, awaited->setting);

  return g_str_equal (now, awaited->line) &&
         (g_str_equal (awaited->setting, "features") || g_str_equal (field, awaited->line));
}

static void
wait_for (Fixture    *fixture,
          const char *setting,
          const char *line)
{
  Awaited awaited = { fixture, setting, line };

  shop_wait (is_there, &awaited, line);
}

/* As a person does: what is chosen in the field's editor. */
static void
choose (Fixture    *fixture,
        const char *setting,
        const char *line)
{
  GtkWidget *field = parcours_workspace_settings_field (fixture->window, setting);
  g_autoptr (JsonNode) value = parcours_json_parse (line, -1, NULL);

  g_assert_nonnull (field);
  parcours_value_editor_take (parcours_value_field_editor (PARCOURS_VALUE_FIELD (field)), g_steal_pointer (&value));
  wait_for (fixture, setting, line);
}

static void
test_fields (Fixture       *fixture,
             gconstpointer  unused)
{
  static const struct
  {
    const char *setting;
    const char *line;
  } cases[] = {
    { "name", "\"Atelier\"" },
    { "timezone", "\"America/New_York\"" },
    { "currency", "\"USD\"" },
    { "platform", "\"brevo\"" },
    { "plan", "\"starter\"" },
    { "tracked-domains", "[\"shop.example\",\"blog.example\"]" },
    { "frequency-cap", "{\"messages\":2,\"over\":\"skip\",\"within\":\"P1D\"}" },
    { "quiet-hours", "{\"from\":\"22:00\",\"over\":\"delay\",\"to\":\"07:00\"}" },
  };
  ParcoursLibraryHistory *history = parcours_project_history (fixture->project);
  g_autofree char *label = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before = stored (fixture, cases[i].setting);

      g_test_message ("%s", cases[i].setting);
      parcours_library_history_end_burst (history);
      choose (fixture, cases[i].setting, cases[i].line);
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "settings.undo", NULL);
      wait_for (fixture, cases[i].setting, before);
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "settings.redo", NULL);
      wait_for (fixture, cases[i].setting, cases[i].line);
    }
  g_assert_cmpstr (parcours_project_name (fixture->project), ==, "Atelier");
  g_assert_cmpint (parcours_project_platform (fixture->project), ==, PARCOURS_PLATFORM_BREVO);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  label = parcours_library_history_undo_label (history);
  g_assert_cmpstr (label, ==, "Change “Quiet hours”");
}

static void
test_features (Fixture       *fixture,
               gconstpointer  unused)
{
  GtkWidget *deals = parcours_workspace_settings_feature (fixture->window, "deals");
  GtkWidget *meetings = parcours_workspace_settings_feature (fixture->window, "meetings");
  g_autofree char *before = stored (fixture, "features");

  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (deals)));
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (meetings)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (deals), FALSE);
  wait_for (fixture, "features", "[\"deep-data\",\"event-tracking\",\"scoring\",\"site-messages\",\"site-tracking\",\"sms\","
                                 "\"store\"]");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "settings.undo", NULL);
  wait_for (fixture, "features", before);
}

/* Every feature that a row of the catalogue may need is in the window. */
static void
test_all_features (Fixture       *fixture,
                   gconstpointer  unused)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  guint n = 0;

  for (ParcoursPlatform platform = 0; platform < PARCOURS_N_PLATFORMS; platform++)
    {
      for (guint i = 0; i < parcours_catalog_n_rows (catalog, platform); i++)
        {
          const ParcoursRow *row = parcours_catalog_nth_row (catalog, platform, i);

          for (guint f = 0; row->requires[f] != NULL; f++, n++)
            {
              if (parcours_workspace_settings_feature (fixture->window, row->requires[f]) == NULL)
                g_error ("%s needs %s, which cannot be set", row->id, row->requires[f]);
            }
        }
    }
  g_assert_cmpuint (n, >, 40);
}

typedef struct
{
  ParcoursProject *project;
  ParcoursCheckWatch *watch;
  guint n_before;
  gboolean more;
} Checks;

static guint
count_warnings (const Checks *checks)
{
  GListModel *items = parcours_project_automations (checks->project);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ParcoursAutomationItem) item = g_list_model_get_item (items, i);
      GPtrArray *found = parcours_check_watch_lookup (checks->watch, parcours_automation_item_slug (item));

      n += found != NULL ? parcours_checks_count (found, PARCOURS_SEVERITY_WARNING) : 0;
    }

  return n;
}

static gboolean
have_followed (gpointer user_data)
{
  const Checks *checks = user_data;
  guint n = count_warnings (checks);

  return checks->more ? n > checks->n_before : n == checks->n_before;
}

static void
checked_cb (ParcoursCheckWatch *watch,
            const char         *slug,
            guint              *n_checked)
{
  (*n_checked)++;
}

static void
test_checks (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autoptr (ParcoursCheckWatch) watch = parcours_check_watch_new (fixture->project);
  guint n_automations = g_list_model_get_n_items (parcours_project_automations (fixture->project));
  Checks checks = { fixture->project, watch, 0, TRUE };
  guint n_checked = 0;

  g_signal_connect (watch, "checked", G_CALLBACK (checked_cb), &n_checked);
  while (n_checked < n_automations)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_func (watch, checked_cb, &n_checked);
  checks.n_before = count_warnings (&checks);
  choose (fixture, "plan", "\"starter\"");
  shop_wait (have_followed, &checks, "a warning about the plan");
  checks.more = FALSE;
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "settings.undo", NULL);
  shop_wait (have_followed, &checks, "the end of the warning");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/workspace-settings/fields", Fixture, NULL, set_up, test_fields, tear_down);
  g_test_add ("/workspace-settings/features", Fixture, NULL, set_up, test_features, tear_down);
  g_test_add ("/workspace-settings/all-features", Fixture, NULL, set_up, test_all_features, tear_down);
  g_test_add ("/workspace-settings/checks", Fixture, NULL, set_up, test_checks, tear_down);

  return g_test_run ();
}
