/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The scenarios of a workspace: they run on its automations as they are now, say in plain words what was not met, and
 * come and go as files. */

#include "config.h"

#include <string.h>

#include "fixture.h"
#include "parcours-blueprints.h"
#include "parcours-contact-test.h"
#include "parcours-json.h"
#include "parcours-project-blueprints.h"
#include "parcours-project-tests.h"
#include "parcours-scenario-words.h"
#include "parcours-step-edits.h"
#include "parcours-step-words.h"
#include "parcours-store-contacts.h"

/* So many contacts are saved as tests. */
#define N_SAVED 30

static ParcoursAutomationItem *
add_template (Fixture    *fixture,
              const char *name)
{
  g_autoptr (ParcoursBlueprint) blueprint = parcours_blueprints_find (name, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  ParcoursAutomationItem *item;

  parcours_project_add_blueprint_async (fixture->project, blueprint, NULL, keep_result, &result);
  wait_for_result (&result);
  item = parcours_project_add_blueprint_finish (fixture->project, result, NULL, NULL);
  g_assert_nonnull (item);

  return item;
}

static GPtrArray *
run (Fixture    *fixture,
     const char *slug)
{
  g_autoptr (ParcoursJob) job = parcours_job_new ("");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *tests;

  parcours_project_run_tests_async (fixture->project, slug, job, keep_result, &result);
  wait_for_result (&result);
  tests = parcours_project_tests_finish (fixture->project, result, &error);
  g_assert_no_error (error);

  return tests;
}

static GPtrArray *
load (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  parcours_project_load_tests_async (fixture->project, NULL, keep_result, &result);
  wait_for_result (&result);

  return parcours_project_tests_finish (fixture->project, result, NULL);
}

static const ParcoursWorkspaceTest *
find (GPtrArray  *tests,
      const char *automation)
{
  for (guint i = 0; i < tests->len; i++)
    {
      const ParcoursWorkspaceTest *test = g_ptr_array_index (tests, i);

      if (g_strcmp0 (test->automation, automation) == 0)
        return test;
    }

  return NULL;
}

/* The sample comes with tests of all its automations, which pass and go nearly every way, in the user's language. */
static void
test_sample (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autoptr (GPtrArray) tests = run (fixture, NULL);
  g_autoptr (ParcoursCoverage) coverage = parcours_tests_coverage (tests, NULL);
  GListModel *items = parcours_project_automations (fixture->project);

  for (guint i = 0; i < tests->len; i++)
    {
      const ParcoursWorkspaceTest *test = g_ptr_array_index (tests, i);

      g_assert_no_error (test->error);
      if (!parcours_workspace_test_passed (test))
        g_error ("%s does not pass", test->slug);
      g_assert_cmpuint (test->result->cases->len, >=, 2);
      g_assert_cmpstr (test->label, ==, parcours_json_member_string (test->document, "name"));
    }
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ParcoursAutomationItem) item = g_list_model_get_item (items, i);

      g_assert_nonnull (find (tests, parcours_automation_item_slug (item)));
    }
  g_assert_cmpuint (parcours_coverage_n_taken (coverage), >=, parcours_coverage_n_ports (coverage) - 2);
}

static const ParcoursWorkspaceTest *
find_slug (GPtrArray  *tests,
           const char *slug)
{
  for (guint i = 0; i < tests->len; i++)
    {
      const ParcoursWorkspaceTest *test = g_ptr_array_index (tests, i);

      if (g_str_equal (test->slug, slug))
        return test;
    }

  return NULL;
}

static char *
add_contact (Fixture     *fixture,
             ParcoursRun *run,
             guint        contact)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *slug;

  parcours_project_add_contact_test_async (fixture->project, run, contact, keep_result, &result);
  wait_for_result (&result);
  slug = parcours_project_add_contact_test_finish (fixture->project, result, &error);
  g_assert_no_error (error);

  return slug;
}

static char *
document_text (const ParcoursWorkspaceTest *test)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), test->document);

  return parcours_json_to_line (node);
}

/* What happens to contacts in a run holds as a test, nearly always, and says nobody's name. */
static void
test_contacts (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr (ParcoursRunOptions) options = parcours_run_options_new (parcours_project_zone (fixture->project));
  g_autoptr (ParcoursRun) made = parcours_project_run (fixture->project, NULL, options, NULL, NULL);
  g_autoptr (ParcoursStore) store = parcours_store_open (fixture->path, PARCOURS_STORE_READ, NULL);
  const ParcoursPopulation *population = parcours_simulation_population (parcours_run_simulation (made));
  g_autoptr (GPtrArray) slugs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) tests = NULL;
  guint n_held = 0, n_entered = 0;

  for (guint i = 0; i < N_SAVED; i++)
    g_ptr_array_add (slugs, add_contact (fixture, made, i));
  tests = run (fixture, NULL);
  for (guint i = 0; i < N_SAVED; i++)
    {
      const ParcoursWorkspaceTest *test = find_slug (tests, g_ptr_array_index (slugs, i));
      g_autofree char *text = document_text (test);
      g_autofree char *address = parcours_store_load_address (store, population->ids[i], NULL);

      g_assert_no_error (test->error);
      g_assert_null (strstr (text, address));
      g_assert_nonnull (strstr (text, "ada@example.org"));
      n_held += parcours_workspace_test_passed (test) ? 1 : 0;
      n_entered += strstr (text, "\"path\":[") != NULL ? 1 : 0;
    }
  /* Who is with others at the same second, or is sent to what they share, may go another way alone. */
  g_assert_cmpuint (n_held, >=, N_SAVED - N_SAVED / 10);
  g_assert_cmpuint (n_entered, >=, N_SAVED / 10);
}

/* Who only comes during the simulation is no contact of the workspace. */
static void
test_newcomer (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr (ParcoursRunOptions) options = parcours_run_options_new (parcours_project_zone (fixture->project));
  g_autoptr (ParcoursRun) made = parcours_project_run (fixture->project, NULL, options, NULL, NULL);
  const ParcoursPopulation *population = parcours_simulation_population (parcours_run_simulation (made));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  parcours_project_add_contact_test_async (fixture->project, made, population->n, keep_result, &result);
  wait_for_result (&result);
  g_assert_null (parcours_project_add_contact_test_finish (fixture->project, result, &error));
  g_assert_nonnull (error);
}

static void
test_run (Fixture       *fixture,
          gconstpointer  unused)
{
  ParcoursAutomationItem *item = add_template (fixture, "brevo/welcome");
  const char *slug = parcours_automation_item_slug (item);
  g_autoptr (GPtrArray) tests = run (fixture, NULL);
  const ParcoursWorkspaceTest *test = find (tests, slug);
  g_autoptr (ParcoursCoverage) coverage = parcours_tests_coverage (tests, slug);
  g_autoptr (ParcoursCoverage) none = parcours_tests_coverage (tests, "nothing");

  g_assert_nonnull (test);
  g_assert_no_error (test->error);
  g_assert_true (parcours_workspace_test_passed (test));
  g_assert_cmpuint (test->result->cases->len, ==, 2);
  g_assert_cmpuint (parcours_coverage_n_taken (coverage), ==, parcours_coverage_n_ports (coverage));
  g_assert_cmpuint (parcours_coverage_n_ports (coverage), >, 5);
  g_assert_cmpuint (parcours_coverage_n_ports (none), ==, 0);
}

/* The document as it is now counts, saved or not; what is not met is said in words. */
static void
test_words (Fixture       *fixture,
            gconstpointer  unused)
{
  ParcoursAutomationItem *item = add_template (fixture, "brevo/welcome");
  const char *slug = parcours_automation_item_slug (item);
  g_autoptr (ParcoursDocument) document = fixture_open (fixture, slug);
  ParcoursAutomation *automation = parcours_document_automation (document);
  g_autoptr (JsonNode) value = parcours_json_parse ("\"welcome-code\"", -1, NULL);
  g_autoptr (ParcoursEdit) edit = parcours_step_edit_param (automation, "best", "email", value);
  g_autoptr (GPtrArray) tests = NULL;
  const ParcoursWorkspaceTest *test;
  const ParcoursCaseResult *result;
  const ParcoursFailure *failure;
  ParcoursNames names;
  g_autofree char *expected = NULL;
  g_autofree char *actual = NULL;

  g_assert_true (parcours_document_apply (document, edit, NULL));
  tests = run (fixture, NULL);
  test = find (tests, slug);
  g_assert_false (parcours_workspace_test_passed (test));
  result = g_ptr_array_index (test->result->cases, 0);
  g_assert_cmpuint (result->failures->len, ==, 1);
  failure = g_ptr_array_index (result->failures, 0);
  names = parcours_automation_names (parcours_document_automation (document), parcours_project_library (fixture->project));
  expected = parcours_failure_expected_words (failure, &names);
  actual = parcours_failure_actual_words (failure, &names);
  g_assert_true (g_str_has_prefix (expected, "does not get “"));
  g_assert_cmpstr (failure->contact, ==, "ada@example.org");
  g_assert_cmpstr (actual, !=, "");
}

static void
test_way (Fixture       *fixture,
          gconstpointer  unused)
{
  ParcoursAutomationItem *item = add_template (fixture, "brevo/welcome");
  g_autoptr (GPtrArray) tests = load (fixture);
  const ParcoursWorkspaceTest *test = find (tests, parcours_automation_item_slug (item));
  g_autoptr (GAsyncResult) result = NULL, other = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursTestWay) way = NULL, nobody = NULL;

  parcours_test_way_async (fixture->project, test->slug, 1, "bo@example.org", NULL, keep_result, &result);
  wait_for_result (&result);
  way = parcours_test_way_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (parcours_explanation_n (parcours_test_way_explanation (way)), >, 5);
  parcours_test_way_async (fixture->project, test->slug, 0, "bo@example.org", NULL, keep_result, &other);
  wait_for_result (&other);
  nobody = parcours_test_way_finish (other, &error);
  g_assert_null (nobody);
  g_assert_nonnull (strstr (error->message, "bo@example.org"));
}

static char *
import (Fixture    *fixture,
        const char *path,
        GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  parcours_project_import_test_async (fixture->project, path, keep_result, &result);
  wait_for_result (&result);

  return parcours_project_import_test_finish (fixture->project, result, error);
}

/* What is exported stands by itself; imported again it tests the automation of the workspace. */
static void
test_files (Fixture       *fixture,
            gconstpointer  unused)
{
  ParcoursAutomationItem *item = add_template (fixture, "brevo/welcome");
  g_autofree char *slug = g_strdup (parcours_automation_item_slug (item));
  g_autofree char *path = g_build_filename (fixture->folder, "test.json", NULL);
  g_autoptr (GPtrArray) tests = load (fixture);
  const ParcoursWorkspaceTest *test = find (tests, slug);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parcours_project_complete_test (fixture->project, test, &error);
  g_autoptr (ParcoursScenario) alone = NULL;
  g_autoptr (ParcoursScenarioResult) result = NULL;
  g_autofree char *imported = NULL, *again = NULL;
  g_autoptr (GPtrArray) ran = NULL;

  g_assert_no_error (error);
  g_assert_true (parcours_json_save (node, path, &error));
  alone = parcours_scenario_load (path, &error);
  g_assert_no_error (error);
  result = parcours_scenario_run (alone);
  g_assert_true (parcours_case_result_passed (g_ptr_array_index (result->cases, 0)));
  imported = import (fixture, path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (imported, !=, test->slug);
  ran = run (fixture, imported);
  g_assert_cmpuint (ran->len, ==, 1);
  g_assert_cmpstr (((const ParcoursWorkspaceTest *) g_ptr_array_index (ran, 0))->automation, ==, slug);
  g_assert_true (parcours_workspace_test_passed (g_ptr_array_index (ran, 0)));
  g_assert_true (g_file_set_contents (path, "{\"format\": \"parcours-scenario/9\"}", -1, NULL));
  again = import (fixture, path, &error);
  g_assert_null (again);
  g_assert_nonnull (error);
}

/* What a scenario tests may be gone. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  unused)
{
  ParcoursAutomationItem *item = add_template (fixture, "brevo/welcome");
  g_autofree char *slug = g_strdup (parcours_automation_item_slug (item));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) tests = NULL;
  const ParcoursWorkspaceTest *test;

  parcours_project_delete_automation_async (fixture->project, slug, keep_result, &result);
  wait_for_result (&result);
  g_assert_true (parcours_project_change_finish (fixture->project, result, NULL));
  tests = run (fixture, NULL);
  test = find (tests, slug);
  g_assert_null (test->result);
  g_assert_nonnull (strstr (test->error->message, slug));
}

typedef struct
{
  const char *key;
  const char *value;
  const char *words;
} Saying;

static void
test_sayings (void)
{
  static const Saying sayings[] = {
    { "tags", "{\"vip\": true, \"lost\": false}", "has the tag Vip; does not have the tag lost" },
    { "lists", "{\"news\": \"active\"}", "is active on the list news" },
    { "path", "[]", "does not enter" },
    { "not-passed", "[\"a\", \"b\"]", "passes none of these steps: a, b" },
    { "passes", "[\"a\", \"b\"]", "passes a → b" },
    { "waiting-at", "null", "waits nowhere" },
    { "ended", "null", "is still inside" },
    { "not-sent", "[\"hello\"]", "does not get “Hello”" },
    { "sent", "{\"hello\": 1}", "gets “Hello” exactly 1 time" },
    { "sent", "{\"hello\": \">=2\"}", "gets “Hello” at least 2 times" },
    { "sent", "{\"hello\": 0}", "does not get “Hello”" },
    { "entered", "0", "does not enter" },
    { "entered", "3", "enters exactly 3 times" },
    { "deals", "[{\"status\": \"won\"}]", "has a won deal" },
    { "meets", "{\"tag\": \"vip\"}", "has the tag Vip" },
    { "swapped", "{\"moved\": 1}", "swapped: {\"moved\":1}" },
  };
  g_autoptr (ParcoursLibrary) library = parcours_library_new ();
  const ParcoursNames names = { library };

  parcours_library_add (library, "tag", "vip", "Vip", NULL);
  parcours_library_add (library, "email", "hello", "Hello", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sayings); i++)
    {
      g_autoptr (JsonNode) value = parcours_json_parse (sayings[i].value, -1, NULL);
      g_autofree char *words = parcours_scenario_expectation_words (sayings[i].key, value, &names);

      g_assert_cmpstr (words, ==, sayings[i].words);
    }
}

static void
test_entries (void)
{
  static const char *const entries[][3] = {
    { "{\"at\": \"P0D\", \"event\": \"email.opened\", \"subject\": \"hello\"}", "has opened the email Hello", "at the beginning" },
    { "{\"at\": \"P2D\", \"event\": \"order.created\"}", "has placed an order", "2 days after the beginning" },
    { "{\"on\": {\"event\": \"email.sent\", \"subject\": \"hello\"}, \"after\": \"PT3H\", \"event\": \"email.opened\"}",
      "has opened the email Hello", "3 hours after each: Was sent “Hello”" },
    { "{\"contact\": \"a@b.example\", \"step\": \"split\", \"port\": \"b\"}", "leaves “split” by b", "as soon as it comes to that" },
    { "{\"at\": \"P1D\", \"for\": \"welcome\", \"active\": false}", "“welcome” is paused", "1 day after the beginning" },
    { "{\"at\": \"2026-12-30T21:39:35\", \"for\": \"welcome\", \"active\": false}", "“welcome” is paused",
      "30 December 2026, 21:39" },
  };
  g_autoptr (ParcoursLibrary) library = parcours_library_new ();
  const ParcoursNames names = { library };

  parcours_library_add (library, "email", "hello", "Hello", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr (JsonNode) node = parcours_json_parse (entries[i][0], -1, NULL);
      g_autofree char *words = parcours_scenario_entry_words (json_node_get_object (node), &names);
      g_autofree char *time = parcours_scenario_entry_time (json_node_get_object (node), &names);

      g_assert_cmpstr (words, ==, entries[i][1]);
      g_assert_cmpstr (time, ==, entries[i][2]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/project-tests/sample", Fixture, NULL, fixture_set_up, test_sample, fixture_tear_down);
  g_test_add ("/project-tests/contacts", Fixture, NULL, fixture_set_up, test_contacts, fixture_tear_down);
  g_test_add ("/project-tests/newcomer", Fixture, NULL, fixture_set_up, test_newcomer, fixture_tear_down);
  g_test_add ("/project-tests/run", Fixture, NULL, fixture_set_up, test_run, fixture_tear_down);
  g_test_add ("/project-tests/words", Fixture, NULL, fixture_set_up, test_words, fixture_tear_down);
  g_test_add ("/project-tests/way", Fixture, NULL, fixture_set_up, test_way, fixture_tear_down);
  g_test_add ("/project-tests/files", Fixture, NULL, fixture_set_up, test_files, fixture_tear_down);
  g_test_add ("/project-tests/gone", Fixture, NULL, fixture_set_up, test_gone, fixture_tear_down);
  g_test_add_func ("/project-tests/sayings", test_sayings);
  g_test_add_func ("/project-tests/entries", test_entries);

  return g_test_run ();
}
