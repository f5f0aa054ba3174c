/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Templates: all that come with the program are fit to begin with, a person's own
 * are kept, and what cannot be read says why in one line. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "parcours-blueprints.h"
#include "parcours-checks.h"
#include "parcours-drawing.h"
#include "parcours-json.h"
#include "parcours-layout.h"
#include "parcours-library-maker.h"
#include "parcours-scenario-result.h"

#define N_BLUEPRINTS 12

typedef void (*BlueprintTest) (ParcoursBlueprint *blueprint);

static void
for_each (BlueprintTest test)
{
  g_autoptr (GPtrArray) blueprints = parcours_blueprints_list (NULL);

  g_assert_cmpuint (blueprints->len, >=, 3 * N_BLUEPRINTS);
  for (guint i = 0; i < blueprints->len; i++)
    {
      g_test_message ("%s", ((ParcoursBlueprint *) g_ptr_array_index (blueprints, i))->name);
      test (g_ptr_array_index (blueprints, i));
    }
}

/* Every platform has the twelve, under the same names. */
static void
test_all_there (void)
{
  static const char *const names[] = { "abandoned-cart", "birthday", "lead-scoring", "loyalty-tier", "onboarding",
                                       "post-purchase", "re-permission", "rss-digest", "sales-hand-off",
                                       "webinar-reminder", "welcome", "win-back" };

  for (guint p = PARCOURS_PLATFORM_ACTIVECAMPAIGN; p < PARCOURS_N_PLATFORMS; p++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        {
          g_autofree char *name = g_strconcat (parcours_platform_name (p), "/", names[i], NULL);
          g_autoptr (GError) error = NULL;
          g_autoptr (ParcoursBlueprint) blueprint = parcours_blueprints_find (name, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (parcours_automation_platform (blueprint->automation), ==, p);
          g_assert_cmpstr (blueprint->title, !=, "");
          g_assert_cmpstr (blueprint->description, !=, "");
          g_assert_cmpstr (blueprint->category, !=, "");
          g_assert_false (blueprint->is_own);
        }
    }
}

static ParcoursLibrary *
library_of (const ParcoursBlueprint *blueprint)
{
  g_autoptr (ParcoursLibraryMaker) maker = parcours_library_maker_new (TRUE);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), blueprint->entities);
  ParcoursPlace place = { NULL, NULL, 0, node };

  g_assert_true (parcours_library_maker_declare (maker, &place, NULL));

  return parcours_library_maker_finish (maker);
}

static char *
join_names (JsonObject *kinds)
{
  GString *names = g_string_new (NULL);
  g_autoptr (GList) plurals = parcours_json_sorted_members (kinds);

  for (GList *l = plurals; l != NULL; l = l->next)
    {
      g_autoptr (GList) slugs = parcours_json_sorted_members (json_object_get_object_member (kinds, l->data));

      for (GList *s = slugs; s != NULL; s = s->next)
        g_string_append_printf (names, "%s %s, ", (const char *) l->data, (const char *) s->data);
    }

  return g_string_free (names, FALSE);
}

static void
assert_same_names (JsonObject *brought,
                   JsonObject *needed)
{
  g_autofree char *one = join_names (brought);
  g_autofree char *other = join_names (needed);

  g_assert_cmpstr (one, ==, other);
}

/* It brings all that it refers to, and nothing else; nothing is wrong with it. */
static void
check_clean (ParcoursBlueprint *blueprint)
{
  g_autoptr (ParcoursLibrary) library = library_of (blueprint);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  ParcoursCheckContext context = { library, NULL, NULL, all };
  g_auto (GStrv) left_out = NULL;
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (JsonObject) collected = parcours_blueprint_collect (blueprint->automation, library);

  g_ptr_array_add (all, blueprint->automation);
  checks = parcours_check_automation (blueprint->automation, parcours_automation_platform (blueprint->automation), &context,
                                      &left_out);
  for (guint i = 0; i < checks->len; i++)
    {
      const ParcoursCheck *found = g_ptr_array_index (checks, i);

      if (found->severity != PARCOURS_SEVERITY_NOTE)
        g_error ("%s: %s: %s", blueprint->name, found->code, found->message);
    }
  for (guint i = 0; i < parcours_automation_n_steps (blueprint->automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (blueprint->automation, i);

      g_assert_nonnull (parcours_step_row (step, parcours_automation_platform (blueprint->automation)));
      g_assert_nonnull (step->row_id);
    }
  assert_same_names (blueprint->entities, collected);
}

static void
test_clean (void)
{
  for_each (check_clean);
}

/* At least one who goes the good way and one who does not, and every exit is taken. */
static void
check_scenarios (ParcoursBlueprint *blueprint)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursScenario) scenario = parcours_scenario_new_from_json (blueprint->node, NULL, &error);
  g_autoptr (ParcoursScenarioResult) result = NULL;
  g_auto (GStrv) never = NULL;

  g_assert_no_error (error);
  result = parcours_scenario_run (scenario);
  g_assert_cmpuint (result->cases->len, >=, 2);
  for (guint i = 0; i < result->cases->len; i++)
    {
      const ParcoursCaseResult *one = g_ptr_array_index (result->cases, i);

      if (!parcours_case_result_passed (one))
        g_error ("%s: %s", blueprint->name, one->name);
      g_assert_cmpuint (one->n_expectations, >, 0);
    }
  never = parcours_coverage_never (result->coverage);
  g_assert_cmpuint (g_strv_length (never), ==, 0);
}

static void
test_scenarios (void)
{
  for_each (check_scenarios);
}

static gboolean
lies_between (double value,
              double a,
              double b)
{
  return value > MIN (a, b) + 0.5 && value < MAX (a, b) - 0.5;
}

static gboolean
pieces_cross (const ParcoursPoint *a,
              const ParcoursPoint *b)
{
  gboolean is_level = a[0].y == a[1].y;
  const ParcoursPoint *level = is_level ? a : b;
  const ParcoursPoint *upright = is_level ? b : a;

  return is_level != (b[0].y == b[1].y) && lies_between (upright[0].x, level[0].x, level[1].x) &&
         lies_between (level[0].y, upright[0].y, upright[1].y);
}

static gboolean
routes_cross (const ParcoursDrawnLink *one,
              const ParcoursDrawnLink *other)
{
  for (guint i = 0; i + 1 < one->route.n; i++)
    {
      for (guint j = 0; j + 1 < other->route.n; j++)
        {
          if (pieces_cross (one->route.points + i, other->route.points + j))
            return TRUE;
        }
    }

  return FALSE;
}

/* No card lies on another, no link crosses another, and tidying up has nothing to do. */
static void
check_drawing (ParcoursBlueprint *blueprint)
{
  g_autoptr (ParcoursDrawing) drawing = parcours_drawing_new (blueprint->automation);
  g_autoptr (ParcoursEdit) tidy = parcours_layout_tidy (blueprint->automation);
  guint n_steps = parcours_drawing_n_steps (drawing);
  guint n_links = parcours_drawing_n_links (drawing);

  for (guint i = 0; i < n_steps; i++)
    {
      for (guint j = 0; j < i; j++)
        g_assert_false (parcours_box_intersects (parcours_drawing_box (drawing, i), parcours_drawing_box (drawing, j)));
    }
  for (guint i = 0; i < n_links; i++)
    {
      for (guint j = 0; j < i; j++)
        {
          const ParcoursDrawnLink *one = parcours_drawing_link (drawing, i);
          const ParcoursDrawnLink *other = parcours_drawing_link (drawing, j);

          if (one->from != other->from && one->to != other->to && routes_cross (one, other))
            g_error ("%s: the links from “%s” and “%s” cross", blueprint->name, one->link->from, other->link->from);
        }
    }
  g_assert_true (tidy == NULL || parcours_edit_is_empty (tidy));
}

static void
test_drawing (void)
{
  for_each (check_drawing);
}

/* A small one, of which tests change some keys. */
static const char base[] =
  "{'format': 'parcours-template/1', 'title': 'Mine', 'description': 'For me.', 'category': '',"
  " 'automation': {'format': 'parcours-automation/1', 'id': 'mine', 'slug': 'mine', 'name': 'Mine', 'platform': 'any',"
  "   'settings': {}, 'steps': {'start': {'type': 'trigger.tag-added', 'params': {'tag': 'vip'}}}, 'links': []},"
  " 'entities': {'tags': {'vip': {'name': 'VIP'}}}, 'scenarios': []}";

static JsonNode *
changed_base (const char *changes)
{
  g_autofree char *text = g_strdelimit (g_strdup (base), "'", '"');
  g_autofree char *other = g_strdelimit (g_strdup (changes), "'", '"');
  JsonNode *node = json_from_string (text, NULL);
  g_autoptr (JsonNode) changed = json_from_string (other, NULL);
  JsonObject *object = json_node_get_object (node);
  g_autoptr (GList) members = json_object_get_members (json_node_get_object (changed));

  for (GList *l = members; l != NULL; l = l->next)
    json_object_set_member (object, l->data, json_object_dup_member (json_node_get_object (changed), l->data));

  return node;
}

static void
assert_with (const char *id,
             guint       max,
             const char *names)
{
  g_autoptr (GPtrArray) found = parcours_blueprints_with (parcours_catalog_row (parcours_catalog_get (), id), max);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? " " : "", ((ParcoursBlueprint *) g_ptr_array_index (found, i))->name);
  g_assert_cmpstr (list->str, ==, names);
}

/* The templates that a step leads to: those for its uses first, then those in which it stands; of its platform alone. */
static void
test_with (void)
{
  assert_with ("brevo.anniversary", 1, "brevo/birthday");
  assert_with ("mc.wait-rule", 2, "mailchimp/tag-series mailchimp/abandoned-cart");
  assert_with ("ac.goal", 9, "activecampaign/abandoned-cart activecampaign/reminder-loop activecampaign/welcome activecampaign/win-back");
  assert_with ("ac.perform-math", 3, "activecampaign/points-counter");
}

/* What people use a row for names templates of its platform, so that every step leads to at least one. */
static void
test_uses (void)
{
  for (guint p = PARCOURS_PLATFORM_ACTIVECAMPAIGN; p < PARCOURS_N_PLATFORMS; p++)
    {
      for (guint i = 0; i < parcours_catalog_n_rows (parcours_catalog_get (), p); i++)
        {
          const ParcoursRow *row = parcours_catalog_nth_row (parcours_catalog_get (), p, i);
          g_autoptr (GPtrArray) found = parcours_blueprints_with (row, 1);

          for (guint u = 0; row->uses[u] != NULL; u++)
            {
              g_autofree char *name = g_strconcat (parcours_platform_name (p), "/", row->uses[u], NULL);
              g_autoptr (ParcoursBlueprint) blueprint = parcours_blueprints_find (name, NULL);

              if (blueprint == NULL)
                g_error ("%s: there is no template “%s”", row->id, name);
            }
          if (found->len == 0)
            g_error ("%s: no template shows it", row->id);
        }
    }
}

static const struct
{
  const char *changes;
  const char *message; /* part of it */
} bad[] = {
  { "{'format': 'parcours-template/2'}", "newer Parcours" },
  { "{'format': 'parcours-automation/1'}", "not a template" },
  { "{'format': null}", "not a template" },
  { "{'title': null}", "title: this has to be a text" },
  { "{'description': 7}", "description: this has to be a text" },
  { "{'automation': null}", "automation: this has to be an object" },
  { "{'automation': {'format': 'parcours-automation/9'}}", "automation: " },
  { "{'automation': {'format': 'parcours-automation/1', 'id': 'a', 'slug': 'a', 'name': 'A', 'platform': 'any',"
    " 'steps': {'start': {'type': 'trigger.full-moon', 'params': {}}}, 'links': []}}",
    "automation.steps.start: there is no type of steps “trigger.full-moon”" },
  { "{'entities': []}", "entities: this has to be an object" },
  { "{'entities': {'planets': {}}}", "entities.planets: there is no such kind" },
  { "{'entities': {'deals': {}}}", "entities.deals: these belong to contacts" },
  { "{'scenarios': {}}", "scenarios: this has to be an array" },
  { "{'scenarios': ['no']}", "scenarios[0]: this has to be an object" },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JsonNode) node = changed_base (bad[i].changes);
      g_autoptr (GError) error = NULL;

      g_assert_null (parcours_blueprint_new_from_json ("mine", TRUE, node, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, bad[i].message));
      g_assert_null (strchr (error->message, '\n'));
    }
}

/* A template without scenarios, and one with a scenario that cannot be read. */
static void
test_bad_scenario (void)
{
  g_autoptr (JsonNode) none = changed_base ("{}");
  g_autoptr (JsonNode) wrong = changed_base ("{'scenarios': [{'name': 'First', 'from': 'soon'}]}");
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursScenario) empty = parcours_scenario_new_from_json (none, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (parcours_scenario_n_cases (empty), ==, 0);
  g_assert_null (parcours_scenario_new_from_json (wrong, NULL, &error));
  g_assert_nonnull (strstr (error->message, "case “First”, from: "));
}

static guint
count_own (GPtrArray *blueprints)
{
  guint n = 0;

  for (guint i = 0; i < blueprints->len; i++)
    n += ((const ParcoursBlueprint *) g_ptr_array_index (blueprints, i))->is_own ? 1 : 0;

  return n;
}

/* Own templates: kept under a name of their own, found, deleted; a damaged file is told and hides no other. */
static void
test_own (void)
{
  g_autoptr (JsonNode) node = changed_base ("{}");
  g_autoptr (ParcoursBlueprint) blueprint = parcours_blueprint_new_from_json ("mine", TRUE, node, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursBlueprint) first = parcours_blueprints_save (blueprint, &error);
  g_autoptr (ParcoursBlueprint) second = parcours_blueprints_save (blueprint, &error);
  g_autoptr (ParcoursBlueprint) found = NULL;
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) blueprints = NULL;
  g_autofree char *folder = parcours_blueprints_folder ();
  g_autofree char *damaged = g_build_filename (folder, "damaged.json", NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (first->name, ==, "mine");
  g_assert_cmpstr (second->name, ==, "mine-2");
  found = parcours_blueprints_find ("mine-2", &error);
  g_assert_no_error (error);
  g_assert_true (parcours_json_equal (found->node, blueprint->node));
  g_assert_true (g_file_set_contents (damaged, "{\"format\": \"parcours-templ", -1, NULL));
  blueprints = parcours_blueprints_list (errors);
  g_assert_cmpuint (count_own (blueprints), ==, 2);
  g_assert_cmpuint (errors->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (errors, 0), "damaged.json"));
  g_assert_null (parcours_blueprints_find ("damaged", &error));
  g_clear_error (&error);
  g_assert_null (parcours_blueprints_find ("not-there", &error));
  g_assert_nonnull (strstr (error->message, "not-there"));
  g_clear_error (&error);
  g_assert_true (parcours_blueprints_delete ("mine", &error));
  g_assert_false (parcours_blueprints_delete ("mine", &error));
  g_assert_nonnull (strstr (error->message, "mine.json"));
  g_assert_true (parcours_blueprints_delete ("mine-2", NULL));
  g_unlink (damaged);
}

/* What stands in a text between paragraphs, holes and line ends is left as it is where nothing is translated. */
static void
test_words (void)
{
  static const char text[] = "Hello {{ contact.first-name }},\n\nthis is new.\n\n\nA line\nand another";
  g_autoptr (JsonNode) node = changed_base ("{'entities': {'emails': {'hello': {}}}}");
  JsonObject *entities = parcours_json_member_object (json_node_get_object (node), "entities");
  JsonObject *mail = parcours_json_member_object (parcours_json_member_object (entities, "emails"), "hello");

  json_object_set_string_member (mail, "body", text);
  parcours_blueprint_translate (node);
  g_assert_cmpstr (json_object_get_string_member (mail, "body"), ==, text);
}

/* The automation is called by its new slug wherever it is meant; a step or a contact of the same name is not. */
static void
test_rename (void)
{
  static const char before[] =
    "{'expect':[{'automation':'old','passes':['old']},{'step':'old/mail'},{'step':'old'},{'automation':'older'}],"
    "'for':'P30D','contacts':[{'inside':{'old':{'step':'old'}},'tags':['old']}],"
    "'timeline':[{'event':'automation.enrol-requested','subject':'old'},{'event':'tag.added','subject':'old'},"
    "{'for':'old','active':false},{'event':'goal.achieved','subject':'old/goal'}]}";
  static const char after[] =
    "{'expect':[{'automation':'new','passes':['old']},{'step':'new/mail'},{'step':'old'},{'automation':'older'}],"
    "'for':'P30D','contacts':[{'inside':{'new':{'step':'old'}},'tags':['old']}],"
    "'timeline':[{'event':'automation.enrol-requested','subject':'new'},{'event':'tag.added','subject':'old'},"
    "{'for':'new','active':false},{'event':'goal.achieved','subject':'new/goal'}]}";
  g_autofree char *text = g_strdelimit (g_strdup (before), "'", '"');
  g_autofree char *expected = g_strdelimit (g_strdup (after), "'", '"');
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (JsonNode) wanted = json_from_string (expected, NULL);
  g_autoptr (JsonNode) renamed = parcours_scenario_rename (node, "old", "new");

  g_assert_true (parcours_json_equal (renamed, wanted));
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("parcours-home-XXXXXX", NULL);
  g_autofree char *own = g_build_filename (home, "parcours", NULL);
  g_autofree char *templates = g_build_filename (own, "templates", NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/blueprints/all-there", test_all_there);
  g_test_add_func ("/blueprints/clean", test_clean);
  g_test_add_func ("/blueprints/scenarios", test_scenarios);
  g_test_add_func ("/blueprints/with", test_with);
  g_test_add_func ("/blueprints/uses", test_uses);
  g_test_add_func ("/blueprints/drawing", test_drawing);
  g_test_add_func ("/blueprints/bad", test_bad);
  g_test_add_func ("/blueprints/bad-scenario", test_bad_scenario);
  g_test_add_func ("/blueprints/own", test_own);
  g_test_add_func ("/blueprints/words", test_words);
  g_test_add_func ("/blueprints/rename", test_rename);
  status = g_test_run ();
  g_rmdir (templates);
  g_rmdir (own);
  g_rmdir (home);

  return status;
}
