/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of tests: the scenarios of the workspace run when it opens, show what is not met, and what a person
 * changes is written and can be undone. */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "parcours-blueprints.h"
#include "parcours-json.h"
#include "parcours-project-blueprints.h"
#include "parcours-test-part-dialog.h"
#include "parcours-test-way-window.h"
#include "parcours-tests-window.h"
#include "parcours-typed-fields.h"
#include "parcours-value-field.h"
#include "shop.h"

typedef struct
{
  Shop shop;
  ParcoursProject *project; /* (unowned) */
  GtkWidget *window;
  char *slug;               /* (owned) of the automation */
  gboolean is_added;
} Fixture;

typedef struct
{
  Fixture *fixture;
  GtkWidget *root;
  GType type;
  const char *text;
  guint n;
  GtkWidget *found;
} Question;

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;
  ParcoursAutomationItem *item = parcours_project_add_blueprint_finish (PARCOURS_PROJECT (source), result, NULL, NULL);

  fixture->slug = g_strdup (parcours_automation_item_slug (item));
  fixture->is_added = TRUE;
}

static gboolean
is_added (gpointer user_data)
{
  return ((Fixture *) user_data)->is_added;
}

static ParcoursTestsWindow *
window_of (Fixture *fixture)
{
  return PARCOURS_TESTS_WINDOW (fixture->window);
}

/* The sample has tests of its own; these are of the automation that was added. */
static gboolean
has_run (gpointer user_data)
{
  Question *question = user_data;
  GPtrArray *tests = parcours_tests_window_tests (window_of (question->fixture));
  guint n = 0;

  for (guint i = 0; i < tests->len; i++)
    {
      const ParcoursWorkspaceTest *test = g_ptr_array_index (tests, i);

      if (test->result == NULL)
        return FALSE;
      n += g_strcmp0 (test->automation, question->fixture->slug) == 0 ? 1 : 0;
    }

  return n == question->n && tests->len > 0;
}

static void
wait_for_run (Fixture *fixture,
              guint    n)
{
  Question question = { .fixture = fixture, .n = n };

  shop_wait (has_run, &question, "the tests to run");
}

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  g_autoptr (ParcoursBlueprint) blueprint = parcours_blueprints_find ("brevo/welcome", NULL);

  shop_open (&fixture->shop, 50);
  fixture->project = fixture->shop.project;
  parcours_project_add_blueprint_async (fixture->project, blueprint, NULL, added_cb, fixture);
  shop_wait (is_added, fixture, "the automation");
  fixture->window = parcours_tests_window_new (NULL, fixture->project, fixture->slug);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_free (fixture->slug);
  shop_close (&fixture->shop);
}

static const char *
text_of (GtkWidget *widget)
{
  if (ADW_IS_PREFERENCES_ROW (widget))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_label (GTK_LABEL (widget));

  return gtk_widget_get_tooltip_text (widget);
}

static GtkWidget *
find_widget (GtkWidget  *widget,
             GType       type,
             const char *text)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) &&
      (text == NULL || (text_of (widget) != NULL && strstr (text_of (widget), text) != NULL)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type, text);

  return found;
}

static gboolean
is_found (gpointer user_data)
{
  Question *question = user_data;

  question->found = find_widget (question->root, question->type, question->text);

  return question->found != NULL;
}

static GtkWidget *
wait_for (Fixture    *fixture,
          GtkWidget  *root,
          GType       type,
          const char *text)
{
  Question question = { .fixture = fixture, .root = root, .type = type, .text = text };

  shop_wait (is_found, &question, text);

  return question.found;
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  g_error ("there is no %s", g_type_name (type));
}

static void
test_run (Fixture       *fixture,
          gconstpointer  unused)
{
  wait_for_run (fixture, 1);
  wait_for (fixture, fixture->window, GTK_TYPE_LABEL, "All that is expected is so");
  wait_for (fixture, fixture->window, ADW_TYPE_ACTION_ROW, "ada@example.org has placed an order");
  wait_for (fixture, fixture->window, GTK_TYPE_LABEL, "ways out are tried");
}

static JsonObject *
document_of (Fixture *fixture)
{
  GPtrArray *tests = parcours_tests_window_tests (window_of (fixture));
  guint i = 0;

  while (g_strcmp0 (((const ParcoursWorkspaceTest *) g_ptr_array_index (tests, i))->automation, fixture->slug) != 0)
    i++;

  return ((const ParcoursWorkspaceTest *) g_ptr_array_index (tests, i))->document;
}

/* A person expects something else in the form; it is tried at once, told what is not so, and taken back. */
static void
test_edit (Fixture       *fixture,
           gconstpointer  unused)
{
  static const char *const choice = "not-entered";
  GtkWidget *add, *dialog, *field;
  g_autoptr (JsonNode) what = parcours_json_new_string (choice);
  ParcoursValueEditor *editor;
  guint before;

  wait_for_run (fixture, 1);
  before = json_array_get_length (json_object_get_array_member (document_of (fixture), "expect"));
  add = wait_for (fixture, fixture->window, GTK_TYPE_BUTTON, "Expect Something");
  g_signal_emit_by_name (add, "clicked");
  dialog = find_window (PARCOURS_TYPE_TEST_PART_DIALOG);
  gtk_widget_activate_action (dialog, "part.save", NULL);
  wait_for (fixture, dialog, GTK_TYPE_LABEL, "Say what is expected");
  field = parcours_test_part_dialog_field (PARCOURS_TEST_PART_DIALOG (dialog), "what");
  editor = parcours_value_field_editor (PARCOURS_VALUE_FIELD (field));
  parcours_value_editor_take (editor, json_node_ref (what));
  gtk_widget_activate_action (dialog, "part.save", NULL);
  wait_for (fixture, fixture->window, ADW_TYPE_EXPANDER_ROW, "ada@example.org does not enter");
  wait_for (fixture, fixture->window, GTK_TYPE_LABEL, "1 thing that is expected is not so");
  gtk_widget_activate_action (fixture->window, "tests.undo", NULL);
  wait_for (fixture, fixture->window, GTK_TYPE_LABEL, "All that is expected is so");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (document_of (fixture), "expect")), ==, before);
}

/* What the form does not know is edited as it is written, and what is no JSON is refused. */
static void
test_written (Fixture       *fixture,
              gconstpointer  unused)
{
  GtkWidget *row, *dialog, *text;
  GtkTextBuffer *buffer;

  wait_for_run (fixture, 1);
  row = wait_for (fixture, fixture->window, ADW_TYPE_ACTION_ROW, "ada@example.org has opened");
  g_signal_emit_by_name (row, "activated");
  dialog = find_window (PARCOURS_TYPE_TEST_PART_DIALOG);
  g_assert_null (parcours_test_part_dialog_field (PARCOURS_TEST_PART_DIALOG (dialog), "event"));
  text = wait_for (fixture, dialog, GTK_TYPE_LABEL, "more than the form can");
  text = gtk_widget_get_next_sibling (text);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (gtk_frame_get_child (GTK_FRAME (text))));
  gtk_text_buffer_set_text (buffer, "{", -1);
  gtk_widget_activate_action (dialog, "part.save", NULL);
  g_assert_true (find_window (PARCOURS_TYPE_TEST_PART_DIALOG) == dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_way (Fixture       *fixture,
          gconstpointer  unused)
{
  GtkWidget *button, *way;

  wait_for_run (fixture, 1);
  button = wait_for (fixture, fixture->window, GTK_TYPE_BUTTON, "What happens to ada@example.org");
  g_signal_emit_by_name (button, "clicked");
  way = find_window (PARCOURS_TYPE_TEST_WAY_WINDOW);
  wait_for (fixture, way, ADW_TYPE_ACTION_ROW, "Enter");
  gtk_window_destroy (GTK_WINDOW (way));
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  unused)
{
  wait_for_run (fixture, 1);
  gtk_widget_activate_action (fixture->window, "tests.duplicate", NULL);
  wait_for_run (fixture, 2);
  gtk_widget_activate_action (fixture->window, "tests.delete", NULL);
  wait_for_run (fixture, 1);
  gtk_widget_activate_action (fixture->window, "tests.delete", NULL);
  wait_for_run (fixture, 0);
  wait_for (fixture, fixture->window, GTK_TYPE_LABEL, "No Tests Yet");
  gtk_widget_activate_action (fixture->window, "tests.undo", NULL);
  wait_for_run (fixture, 1);
}

static void
saved_cb (GtkWidget   *dialog,
          JsonObject  *object,
          JsonObject **saved)
{
  g_clear_pointer (saved, json_object_unref);
  *saved = json_object_ref (object);
}

static GtkWidget *
open_part (Fixture          *fixture,
           ParcoursTestPart  part,
           const char       *text,
           JsonObject      **saved)
{
  static const char *const contacts[] = { "ada@example.org", NULL };
  g_autoptr (ParcoursForm) form = parcours_form_new ();
  g_autoptr (JsonNode) node = parcours_json_parse (text, -1, NULL);
  ParcoursAutomationItem *item = parcours_project_find_automation (fixture->project, fixture->slug);
  GtkWidget *dialog;

  parcours_form_set_project (form, fixture->project);
  dialog = parcours_test_part_dialog_new (NULL, form, part, json_node_get_object (node), contacts,
                                          parcours_automation_item_automation (item));
  g_signal_connect (dialog, "saved", G_CALLBACK (saved_cb), saved);

  return dialog;
}

static void
take (GtkWidget  *dialog,
      const char *field,
      const char *value)
{
  GtkWidget *widget = parcours_test_part_dialog_field (PARCOURS_TEST_PART_DIALOG (dialog), field);

  g_assert_nonnull (widget);
  parcours_value_editor_take (parcours_value_field_editor (PARCOURS_VALUE_FIELD (widget)),
                              value != NULL ? parcours_json_new_string (value) : NULL);
}

/* A way is a list of steps; where one is taken out, those behind it move up. */
static void
test_steps_of_way (Fixture       *fixture,
                   gconstpointer  unused)
{
  ParcoursAutomationItem *item = parcours_project_find_automation (fixture->project, fixture->slug);
  ParcoursAutomation *automation = parcours_automation_item_automation (item);
  const char *a = parcours_automation_nth_step (automation, 0)->id;
  const char *b = parcours_automation_nth_step (automation, 1)->id;
  const char *c = parcours_automation_nth_step (automation, 2)->id;
  g_autofree char *text = g_strdup_printf ("{\"contact\": \"ada@example.org\", \"path\": [\"%s\", \"%s\"]}", a, b);
  g_autoptr (JsonObject) saved = NULL;
  g_autofree char *line = NULL;
  g_autofree char *expected = g_strdup_printf ("[\"%s\",\"%s\",\"%s\"]", b, c, b);
  GtkWidget *dialog = open_part (fixture, PARCOURS_TEST_PART_EXPECTATION, text, &saved);

  take (dialog, "step-2", c);
  take (dialog, "step-0", NULL);
  g_assert_null (parcours_test_part_dialog_field (PARCOURS_TEST_PART_DIALOG (dialog), "step-3"));
  take (dialog, "step-2", b);
  gtk_widget_activate_action (dialog, "part.save", NULL);
  line = parcours_json_to_line (json_object_get_member (saved, "path"));
  g_assert_cmpstr (line, ==, expected);
}

/* What an event carries is kept, also what no field shows, until it is another event. */
static void
test_payload (Fixture       *fixture,
              gconstpointer  unused)
{
  const char *text = "{\"at\": \"P1D\", \"contact\": \"ada@example.org\", \"event\": \"order.created\", \"payload\": "
                     "{\"total\": 30, \"items\": [], \"origin\": \"import\"}}";
  g_autoptr (JsonObject) saved = NULL;
  GtkWidget *dialog = open_part (fixture, PARCOURS_TEST_PART_ENTRY, text, &saved);
  GtkWidget *shown = find_widget (dialog, PARCOURS_TYPE_TYPED_FIELDS, NULL);
  ParcoursTypedFields *fields = PARCOURS_TYPED_FIELDS (shown);
  JsonObject *payload;

  g_assert_null (parcours_typed_fields_find (fields, "items"));
  parcours_value_editor_take (parcours_value_field_editor (parcours_typed_fields_find (fields, "status")),
                              parcours_json_new_string ("pending"));
  parcours_value_editor_take (parcours_value_field_editor (parcours_typed_fields_find (fields, "origin")), NULL);
  gtk_widget_activate_action (dialog, "part.save", NULL);
  payload = parcours_json_member_object (saved, "payload");
  g_assert_cmpuint (json_object_get_size (payload), ==, 3);
  g_assert_cmpstr (parcours_json_member_string (payload, "status"), ==, "pending");
  g_assert_cmpint (json_object_get_int_member (payload, "total"), ==, 30);

  dialog = open_part (fixture, PARCOURS_TEST_PART_ENTRY, text, &saved);
  take (dialog, "event", "order.paid");
  gtk_widget_activate_action (dialog, "part.save", NULL);
  g_assert_false (json_object_has_member (saved, "payload"));
}

/* Another test can be asked for, also one of another automation. */
static void
test_select (Fixture       *fixture,
             gconstpointer  unused)
{
  wait_for_run (fixture, 1);
  parcours_tests_window_select (window_of (fixture), "birthday-gift");
  wait_for (fixture, fixture->window, GTK_TYPE_LABEL, "Who uses the gift is thanked");
  wait_for (fixture, fixture->window, ADW_TYPE_ACTION_ROW, "ada@example.org takes this way and no other");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();

  g_test_add ("/tests/run", Fixture, NULL, set_up, test_run, tear_down);
  g_test_add ("/tests/edit", Fixture, NULL, set_up, test_edit, tear_down);
  g_test_add ("/tests/written", Fixture, NULL, set_up, test_written, tear_down);
  g_test_add ("/tests/way", Fixture, NULL, set_up, test_way, tear_down);
  g_test_add ("/tests/steps-of-way", Fixture, NULL, set_up, test_steps_of_way, tear_down);
  g_test_add ("/tests/payload", Fixture, NULL, set_up, test_payload, tear_down);
  g_test_add ("/tests/select", Fixture, NULL, set_up, test_select, tear_down);
  g_test_add ("/tests/delete", Fixture, NULL, set_up, test_delete, tear_down);

  return g_test_run ();
}
