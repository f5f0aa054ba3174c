/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of behaviours: what a person changes is written and can be undone, those that come with Parcours stay as
 * they are, and a fit is kept when it is wanted. */

#include "config.h"

#include <adwaita.h>

#include "parcours-behaviour-editor.h"
#include "parcours-behaviours-window.h"
#include "parcours-fit-dialog.h"
#include "parcours-json.h"
#include "parcours-project-behaviours.h"
#include "parcours-rule-form.h"
#include "parcours-weight-bars.h"
#include "shop.h"

#define OWN "online-shop"

typedef struct
{
  Shop shop;
  ParcoursProject *project; /* (unowned) */
  GtkWidget *window;
} Fixture;

typedef struct
{
  Fixture *fixture;
  const char *slug;
  GType type;
  const char *name;
  double number;
  GtkWidget *found;
  ParcoursBehaviour *behaviour; /* (owned) (nullable) */
} Question;

static void
set_up (Fixture       *fixture,
        gconstpointer  slug)
{
  shop_open (&fixture->shop, 300);
  fixture->project = fixture->shop.project;
  fixture->window = parcours_behaviours_window_new (NULL, fixture->project, slug);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  shop_close (&fixture->shop);
}

static GtkWidget *
find_widget (GtkWidget  *widget,
             GType       type,
             const char *name)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) &&
      (name == NULL || !ADW_IS_PREFERENCES_ROW (widget) ||
       g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), name)) &&
      (name == NULL || !GTK_IS_BUTTON (widget) || g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), name) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type, name);

  return found;
}

static gboolean
is_found (gpointer user_data)
{
  Question *question = user_data;

  question->found = find_widget (question->fixture->window, question->type, question->name);

  return question->found != NULL;
}

static GtkWidget *
wait_for_widget (Fixture    *fixture,
                 GType       type,
                 const char *name)
{
  Question question = { .fixture = fixture, .type = type, .name = name };

  shop_wait (is_found, &question, name != NULL ? name : g_type_name (type));

  return question.found;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Question *question = user_data;

  g_clear_pointer (&question->behaviour, parcours_behaviour_unref);
  question->behaviour = parcours_project_load_behaviour_finish (PARCOURS_PROJECT (source), result, NULL);
  question->found = question->fixture->window;
}

static ParcoursBehaviour *
stored (Fixture    *fixture,
        const char *slug)
{
  Question question = { .fixture = fixture };

  parcours_project_load_behaviour_async (fixture->project, slug, NULL, loaded_cb, &question);
  while (question.found == NULL)
    g_main_context_iteration (NULL, TRUE);

  return question.behaviour;
}

static gboolean
has_new_contacts (gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (ParcoursBehaviour) behaviour = stored (question->fixture, question->slug);

  return behaviour != NULL && parcours_behaviour_new_contacts (behaviour) == question->number;
}

static void
wait_for_new_contacts (Fixture    *fixture,
                       const char *slug,
                       double      number)
{
  Question question = { .fixture = fixture, .slug = slug, .number = number };

  shop_wait (has_new_contacts, &question, slug);
}

static GtkWidget *
new_contacts (Fixture *fixture)
{
  return find_widget (wait_for_widget (fixture, ADW_TYPE_ACTION_ROW, "New contacts a day"), GTK_TYPE_SPIN_BUTTON, NULL);
}

static gboolean
shows_number (gpointer user_data)
{
  Question *question = user_data;

  return gtk_spin_button_get_value (GTK_SPIN_BUTTON (new_contacts (question->fixture))) == question->number;
}

static void
wait_for_shown (Fixture *fixture,
                double   number)
{
  Question question = { .fixture = fixture, .number = number };

  shop_wait (shows_number, &question, "new contacts");
}

static char *
sample_slug (Fixture *fixture)
{
  return g_strdup (parcours_json_member_string (parcours_project_settings (fixture->project), "behaviour"));
}

static void
test_change (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autofree char *slug = sample_slug (fixture);

  g_assert_cmpstr (slug, ==, OWN);
  wait_for_shown (fixture, 14.);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (new_contacts (fixture)), 25.);
  wait_for_new_contacts (fixture, slug, 25.);
  gtk_widget_activate_action (fixture->window, "behaviours.undo", NULL);
  wait_for_new_contacts (fixture, slug, 14.);
  wait_for_shown (fixture, 14.);
  gtk_widget_activate_action (fixture->window, "behaviours.redo", NULL);
  wait_for_shown (fixture, 25.);
}

/* A rule opens, and what is set in it is written into it alone. */
static void
test_rule (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (JsonNode) node = NULL;
  GtkWidget *row, *spin;
  JsonArray *rules;

  wait_for_shown (fixture, 14.);
  row = wait_for_widget (fixture, ADW_TYPE_EXPANDER_ROW, "Welcome");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  spin = find_widget (find_widget (row, PARCOURS_TYPE_RULE_FORM, NULL), GTK_TYPE_SPIN_BUTTON, NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 5.);
  node = parcours_behaviour_editor_value (PARCOURS_BEHAVIOUR_EDITOR (
    parcours_behaviours_window_editor (PARCOURS_BEHAVIOURS_WINDOW (fixture->window))));
  rules = parcours_json_member_array (json_node_get_object (node), "responses");
  before = parcours_json_to_line (json_object_get_member (json_array_get_object_element (rules, 0), "bounced"));
  after = parcours_json_to_line (json_object_get_member (json_array_get_object_element (rules, 1), "opened"));
  g_assert_cmpstr (before, ==, "{\"chance\":0.05}");
  g_assert_cmpstr (after, ==, "{\"chance\":0.71,\"delay\":{\"median\":\"PT3H\",\"p90\":\"P1D\"}}");
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), "63"));
}

static guint
n_rules (Fixture *fixture)
{
  g_autoptr (JsonNode) node = parcours_behaviour_editor_value (PARCOURS_BEHAVIOUR_EDITOR (
    parcours_behaviours_window_editor (PARCOURS_BEHAVIOURS_WINDOW (fixture->window))));

  return json_array_get_length (parcours_json_member_array (json_node_get_object (node), "responses"));
}

static void
test_add (Fixture       *fixture,
          gconstpointer  unused)
{
  guint n;

  wait_for_shown (fixture, 14.);
  n = n_rules (fixture);
  g_signal_emit_by_name (wait_for_widget (fixture, GTK_TYPE_BUTTON, "Add a Rule"), "clicked");
  g_assert_cmpuint (n_rules (fixture), ==, n + 1);
  /* The new one stands first, open; its buttons are the first ones. */
  g_signal_emit_by_name (wait_for_widget (fixture, GTK_TYPE_BUTTON, "Move Down"), "clicked");
  g_assert_cmpuint (n_rules (fixture), ==, n + 1);
  g_signal_emit_by_name (wait_for_widget (fixture, GTK_TYPE_BUTTON, "Remove"), "clicked");
  g_assert_cmpuint (n_rules (fixture), ==, n);
  g_signal_emit_by_name (wait_for_widget (fixture, GTK_TYPE_BUTTON, "Add an Event"), "clicked");
  g_assert_nonnull (wait_for_widget (fixture, PARCOURS_TYPE_RULE_FORM, NULL));
}

static void
test_preset (Fixture       *fixture,
             gconstpointer  unused)
{
  GtkWidget *add = wait_for_widget (fixture, GTK_TYPE_BUTTON, "Add a Rule");

  g_assert_nonnull (wait_for_widget (fixture, ADW_TYPE_EXPANDER_ROW, "All messages"));
  g_assert_false (gtk_widget_get_sensitive (add));
  gtk_widget_activate_action (fixture->window, "behaviours.duplicate", NULL);
  g_assert_nonnull (wait_for_widget (fixture, ADW_TYPE_ACTION_ROW, "Cold list (copy)"));
  while (!gtk_widget_get_sensitive (add))
    g_main_context_iteration (NULL, TRUE);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (new_contacts (fixture)), 3.);
  wait_for_new_contacts (fixture, "cold-list-copy", 3.);
}

static void
test_bars (void)
{
  g_autoptr (JsonNode) node = parcours_json_parse ("[1, 1, 1, 1, 1, 2, 0.5]", -1, NULL);
  GtkWidget *bars = g_object_ref_sink (parcours_weight_bars_new ("Days", 7));
  g_autoptr (JsonArray) values = NULL;

  g_assert_null (parcours_weight_bars_values (PARCOURS_WEIGHT_BARS (bars)));
  parcours_weight_bars_set_values (PARCOURS_WEIGHT_BARS (bars), json_node_get_array (node));
  values = parcours_weight_bars_values (PARCOURS_WEIGHT_BARS (bars));
  for (guint i = 0; i < 7; i++)
    g_assert_cmpfloat (json_array_get_double_element (values, i), ==,
                       json_array_get_double_element (json_node_get_array (node), i));
  parcours_weight_bars_set_values (PARCOURS_WEIGHT_BARS (bars), NULL);
  g_assert_null (parcours_weight_bars_values (PARCOURS_WEIGHT_BARS (bars)));
  g_object_unref (bars);
}

static void
kept_cb (GtkWidget   *dialog,
         const char  *slug,
         char       **kept)
{
  *kept = g_strdup (slug);
}

static gboolean
can_keep (gpointer dialog)
{
  GtkWidget *keep = find_widget (dialog, GTK_TYPE_BUTTON, "_Keep");

  return keep != NULL && gtk_widget_get_visible (keep);
}

static gboolean
is_kept (gpointer kept)
{
  return *(char **) kept != NULL;
}

static void
test_fit (Fixture       *fixture,
          gconstpointer  unused)
{
  GtkWidget *dialog = parcours_fit_dialog_new (NULL, fixture->project);
  g_autofree char *kept = NULL;
  g_autoptr (ParcoursBehaviour) behaviour = NULL;

  g_signal_connect (dialog, "kept", G_CALLBACK (kept_cb), &kept);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_activate_action (dialog, "fit.run", NULL);
  shop_wait (can_keep, dialog, "a fit");
  gtk_widget_activate_action (dialog, "fit.keep", NULL);
  shop_wait (is_kept, &kept, "a fit that is kept");
  g_assert_cmpstr (kept, ==, "fitted");
  behaviour = stored (fixture, kept);
  g_assert_cmpuint (parcours_behaviour_n_responses (behaviour), >, 2);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/behaviours/change", Fixture, OWN, set_up, test_change, tear_down);
  g_test_add ("/behaviours/rule", Fixture, OWN, set_up, test_rule, tear_down);
  g_test_add ("/behaviours/add", Fixture, OWN, set_up, test_add, tear_down);
  g_test_add ("/behaviours/preset", Fixture, "cold-list", set_up, test_preset, tear_down);
  g_test_add_func ("/behaviours/bars", test_bars);
  g_test_add ("/behaviours/fit", Fixture, OWN, set_up, test_fit, tear_down);

  return g_test_run ();
}
