/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Templates in a workspace: they bring what is missing, use what is there, are
 * taken back whole, and what is saved as one is what was drawn. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "fixture.h"
#include "parcours-blueprints.h"
#include "parcours-check-plan.h"
#include "parcours-json.h"
#include "parcours-project-blueprints.h"
#include "parcours-scenario-result.h"
#include "parcours-store-library.h"

static void
set_up_empty (Fixture      *fixture,
              gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("parcours-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "empty.parcours", NULL);
  fixture->project = parcours_project_open (fixture->path, PARCOURS_STORE_CREATE, &error);
  g_assert_no_error (error);
}

/* Returns: (transfer none) */
static ParcoursAutomationItem *
add (Fixture           *fixture,
     ParcoursBlueprint *blueprint,
     const char        *name,
     char            ***news)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ParcoursAutomationItem *item;

  parcours_project_add_blueprint_async (fixture->project, blueprint, name, keep_result, &result);
  wait_for_result (&result);
  item = parcours_project_add_blueprint_finish (fixture->project, result, news, &error);
  g_assert_no_error (error);
  g_assert_nonnull (item);

  return item;
}

static void
wait_for_library (Fixture    *fixture,
                  const char *slug)
{
  while (!parcours_library_lookup (parcours_project_library (fixture->project), "automation", slug))
    g_main_context_iteration (NULL, TRUE);
}

static ParcoursLibrary *
load_library (Fixture *fixture)
{
  g_autoptr (ParcoursStore) store = parcours_store_open (fixture->path, PARCOURS_STORE_READ, NULL);
  ParcoursLibrary *library = parcours_store_load_library (store, NULL);

  g_assert_nonnull (library);

  return library;
}

static guint
count_scenarios (Fixture *fixture)
{
  g_autoptr (ParcoursStore) store = parcours_store_open (fixture->path, PARCOURS_STORE_READ, NULL);
  g_autoptr (ParcoursLibrary) library = parcours_store_load_scenarios (store, NULL);
  g_autoptr (GPtrArray) scenarios = parcours_library_list (library, "scenario");

  return scenarios->len;
}

static void
assert_no_errors (Fixture                *fixture,
                  ParcoursAutomationItem *item)
{
  g_autoptr (ParcoursLibrary) library = load_library (fixture);
  ParcoursAutomation *automation = parcours_automation_item_automation (item);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  ParcoursCheckContext context = { library, NULL, NULL, all };
  g_auto (GStrv) left_out = NULL;
  g_autoptr (GPtrArray) checks = NULL;

  g_ptr_array_add (all, automation);
  checks = parcours_check_automation (automation, parcours_automation_platform (automation), &context, &left_out);
  g_assert_cmpuint (parcours_checks_count (checks, PARCOURS_SEVERITY_ERROR), ==, 0);
}

/* All of them, twice: the second time nothing but the automation and its scenarios is new. */
static void
test_all_twice (Fixture      *fixture,
                gconstpointer unused)
{
  g_autoptr (GPtrArray) blueprints = parcours_blueprints_list (NULL);

  for (guint i = 0; i < blueprints->len; i++)
    {
      ParcoursBlueprint *blueprint = g_ptr_array_index (blueprints, i);
      g_auto (GStrv) news = NULL;
      ParcoursAutomationItem *first = add (fixture, blueprint, NULL, NULL);
      ParcoursAutomationItem *second = add (fixture, blueprint, NULL, &news);

      assert_no_errors (fixture, first);
      g_assert_cmpstr (parcours_automation_item_slug (first), !=, parcours_automation_item_slug (second));
      g_assert_cmpstr (parcours_automation_id (parcours_automation_item_automation (first)), !=,
                       parcours_automation_id (parcours_automation_item_automation (second)));
      for (guint j = 0; news[j] != NULL; j++)
        g_assert_true (g_str_has_prefix (news[j], "scenario "));
      g_assert_cmpuint (g_strv_length (news), ==, json_array_get_length (blueprint->scenarios));
    }
}

static void
assert_passes (const ParcoursBlueprint *blueprint)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursScenario) scenario = parcours_scenario_new_from_json (blueprint->node, NULL, &error);
  g_autoptr (ParcoursScenarioResult) result = NULL;

  g_assert_no_error (error);
  result = parcours_scenario_run (scenario);
  g_assert_cmpuint (result->cases->len, >=, 2);
  for (guint i = 0; i < result->cases->len; i++)
    g_assert_true (parcours_case_result_passed (g_ptr_array_index (result->cases, i)));
}

/* Nothing is wrong with any of them in the sample, which has settings, platforms and things of its own. */
static void
test_all_in_sample (Fixture      *fixture,
                    gconstpointer unused)
{
  g_autoptr (GPtrArray) blueprints = parcours_blueprints_list (NULL);

  for (guint i = 0; i < blueprints->len; i++)
    {
      ParcoursBlueprint *blueprint = g_ptr_array_index (blueprints, i);
      ParcoursAutomation *automation =
        parcours_automation_item_automation (add (fixture, blueprint, NULL, NULL));
      g_autoptr (ParcoursCheckPlan) plan = NULL;
      g_autoptr (GPtrArray) checks = NULL;
      g_autoptr (ParcoursBlueprint) made = NULL;

      wait_for_library (fixture, parcours_automation_slug (automation));
      plan = parcours_check_plan_new (fixture->project, automation, parcours_automation_platform (automation));
      checks = parcours_check_plan_run (plan, NULL, NULL, NULL, NULL);
      for (guint c = 0; c < checks->len; c++)
        {
          const ParcoursCheck *check = g_ptr_array_index (checks, c);

          if (check->severity == PARCOURS_SEVERITY_ERROR)
            g_error ("%s: %s: %s", blueprint->name, check->code, check->message);
        }
      made = parcours_project_make_blueprint (fixture->project, parcours_automation_slug (automation), "Mine", "", "", NULL);
      g_test_message ("%s", blueprint->name);
      assert_passes (made);
    }
}

/* The pages of the example become those of the workspace, in what is tested as well. */
static void
test_domain (Fixture      *fixture,
             gconstpointer unused)
{
  g_autoptr (ParcoursBlueprint) blueprint = parcours_blueprints_find ("activecampaign/lead-scoring", NULL);
  ParcoursAutomationItem *item = add (fixture, blueprint, NULL, NULL);
  g_autoptr (ParcoursBlueprint) made = NULL;
  g_autofree char *text = NULL;

  wait_for_library (fixture, parcours_automation_item_slug (item));
  made = parcours_project_make_blueprint (fixture->project, parcours_automation_item_slug (item), "Mine", "", "", NULL);
  text = parcours_json_to_line (made->node);
  g_assert_null (strstr (text, "www.example.com"));
  g_assert_nonnull (strstr (text, "\"maison-lavande.example.org/prices*\""));
  g_assert_nonnull (strstr (text, "\"maison-lavande.example.org/prices/large\""));
  g_assert_nonnull (strstr (text, "https://maison-lavande.example.org/meeting"));
  assert_passes (made);
}

/* What is there stays as it is. */
static void
test_keeps (Fixture      *fixture,
            gconstpointer unused)
{
  g_autoptr (ParcoursBlueprint) blueprint = parcours_blueprints_find ("activecampaign/birthday", NULL);
  g_autoptr (ParcoursLibrary) before = load_library (fixture);
  g_autoptr (ParcoursLibrary) after = NULL;
  g_auto (GStrv) news = NULL;

  g_assert_nonnull (parcours_library_lookup (before, "field", "birthday"));
  g_assert_nonnull (parcours_library_lookup (before, "list", "newsletter"));
  add (fixture, blueprint, "A Birthday", &news);
  after = load_library (fixture);
  g_assert_false (g_strv_contains ((const char *const *) news, "field birthday"));
  g_assert_false (g_strv_contains ((const char *const *) news, "list newsletter"));
  g_assert_true (g_strv_contains ((const char *const *) news, "email birthday-wishes"));
  g_assert_true (json_object_equal (parcours_library_lookup (before, "list", "newsletter")->attributes,
                                    parcours_library_lookup (after, "list", "newsletter")->attributes));
  g_assert_nonnull (parcours_project_find_automation (fixture->project, "a-birthday"));
}

static void
take_back (Fixture    *fixture,
           const char *slug,
           char      **news)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  parcours_project_remove_blueprint_async (fixture->project, slug, (const char *const *) news, keep_result, &result);
  wait_for_result (&result);
  g_assert_true (parcours_project_remove_blueprint_finish (fixture->project, result, &error));
  g_assert_no_error (error);
}

/* Taken back, nothing of it is left but what another automation has come to use; and it can be made again. */
static void
test_take_back (Fixture      *fixture,
                gconstpointer unused)
{
  g_autoptr (ParcoursBlueprint) welcome = parcours_blueprints_find ("brevo/welcome", NULL);
  g_autoptr (ParcoursBlueprint) onboarding = parcours_blueprints_find ("brevo/onboarding", NULL);
  g_auto (GStrv) news = NULL;
  g_auto (GStrv) again = NULL;
  g_autoptr (ParcoursLibrary) library = NULL;
  g_autofree char *slug = NULL;

  slug = g_strdup (parcours_automation_item_slug (add (fixture, welcome, NULL, &news)));
  add (fixture, onboarding, NULL, NULL);
  take_back (fixture, slug, news);
  g_assert_null (parcours_project_find_automation (fixture->project, slug));
  library = load_library (fixture);
  g_assert_null (parcours_library_lookup (library, "email", "welcome-hello"));
  g_assert_null (parcours_library_lookup (library, "list", "newsletter"));
  /* Onboarding writes to customers and signs as the same team. */
  g_assert_nonnull (parcours_library_lookup (library, "list", "customers"));
  g_assert_nonnull (parcours_library_lookup (library, "sender", "team"));
  g_assert_cmpuint (count_scenarios (fixture), ==, 1);
  add (fixture, welcome, NULL, &again);
  g_assert_true (g_strv_contains ((const char *const *) again, "email welcome-hello"));
  g_assert_cmpuint (count_scenarios (fixture), ==, 2);
}

/* What belongs to a whole comes with it, so a programme that others have added to brings more. */
static void
assert_has_all (JsonObject *made,
                JsonObject *wanted)
{
  g_autoptr (GList) plurals = json_object_get_members (wanted);

  for (GList *l = plurals; l != NULL; l = l->next)
    {
      g_autoptr (GList) slugs = json_object_get_members (json_object_get_object_member (wanted, l->data));

      g_assert_true (json_object_has_member (made, l->data));
      for (GList *s = slugs; s != NULL; s = s->next)
        g_assert_true (json_object_has_member (json_object_get_object_member (made, l->data), s->data));
    }
}

/* From a template into a workspace and back: the same entities, and scenarios that still pass. */
static void
test_round_trip (Fixture      *fixture,
                 gconstpointer unused)
{
  g_autoptr (GPtrArray) blueprints = parcours_blueprints_list (NULL);

  for (guint i = 0; i < blueprints->len; i++)
    {
      const ParcoursBlueprint *blueprint = g_ptr_array_index (blueprints, i);
      g_autoptr (GError) error = NULL;
      ParcoursAutomationItem *item = add (fixture, (ParcoursBlueprint *) blueprint, NULL, NULL);
      g_autoptr (ParcoursBlueprint) made = NULL;

      wait_for_library (fixture, parcours_automation_item_slug (item));
      made = parcours_project_make_blueprint (fixture->project, parcours_automation_item_slug (item), "Mine", "", "", &error);
      g_assert_no_error (error);
      assert_has_all (made->entities, blueprint->entities);
      g_assert_cmpuint (json_array_get_length (made->scenarios), ==, json_array_get_length (blueprint->scenarios));
      g_assert_cmpuint (parcours_automation_n_steps (made->automation), ==,
                        parcours_automation_n_steps (blueprint->automation));
      assert_passes (made);
    }
}

/* A template of the sample has what its references name, and what these name; and nobody's address. */
static void
test_from_sample (Fixture      *fixture,
                  gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursBlueprint) blueprint =
    parcours_project_make_blueprint (fixture->project, "welcome-series", "Ours", "What we do.", "Welcome", &error);
  static const char *const needed[][2] = {
    { "lists", "newsletter" }, { "forms", "gift-guide" }, { "tags", "gift-guide" }, { "tags", "wholesale" },
    { "emails", "welcome" }, { "emails", "your-code" }, { "emails", "reminder-photo" }, { "senders", "maison-lavande" },
    { "fields", "country" }, { "scores", "engagement" },
  };

  g_assert_no_error (error);
  g_assert_cmpstr (blueprint->title, ==, "Ours");
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      JsonObject *kind = parcours_json_member_object (blueprint->entities, needed[i][0]);

      if (kind == NULL || !json_object_has_member (kind, needed[i][1]))
        g_error ("%s %s is missing", needed[i][0], needed[i][1]);
    }
  g_assert_false (json_object_has_member (blueprint->entities, "accounts"));
  g_assert_false (json_object_has_member (blueprint->entities, "pipelines"));
  g_assert_false (json_object_has_member (parcours_json_member_object (blueprint->entities, "tags"), "vip"));
  g_assert_null (parcours_project_make_blueprint (fixture->project, "not-there", "Ours", "", "", &error));
  g_assert_nonnull (error);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("parcours-home-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/blueprints/all-twice", Fixture, NULL, set_up_empty, test_all_twice, fixture_tear_down);
  g_test_add ("/blueprints/all-in-sample", Fixture, NULL, fixture_set_up, test_all_in_sample, fixture_tear_down);
  g_test_add ("/blueprints/domain", Fixture, NULL, fixture_set_up, test_domain, fixture_tear_down);
  g_test_add ("/blueprints/keeps", Fixture, NULL, fixture_set_up, test_keeps, fixture_tear_down);
  g_test_add ("/blueprints/take-back", Fixture, NULL, set_up_empty, test_take_back, fixture_tear_down);
  g_test_add ("/blueprints/round-trip", Fixture, NULL, set_up_empty, test_round_trip, fixture_tear_down);
  g_test_add ("/blueprints/from-sample", Fixture, NULL, fixture_set_up, test_from_sample, fixture_tear_down);
  status = g_test_run ();
  g_rmdir (home);

  return status;
}
