/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"
#include "parcours-json.h"

static void
test_settings (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) features = parse_json ("['deals', 'store']");
  g_autoptr (JsonNode) all = NULL;
  g_autofree char *zone = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *line = NULL;

  g_assert_true (parcours_store_zone (fixture->store) == parcours_zone_utc ());
  g_assert_true (parcours_store_set_text (fixture->store, "timezone", "Europe/Paris", &error));
  g_assert_true (parcours_store_set_setting (fixture->store, "features", features, &error));
  fixture_reopen (fixture);
  zone = parcours_store_get_text (fixture->store, "timezone", &error);
  g_assert_cmpstr (zone, ==, "Europe/Paris");
  g_assert_cmpstr (parcours_zone_name (parcours_store_zone (fixture->store)), ==, "Europe/Paris");
  missing = parcours_store_get_text (fixture->store, "plan", &error);
  g_assert_null (missing);
  g_assert_no_error (error);
  all = parcours_store_load_settings (fixture->store, &error);
  line = parcours_json_to_line (all);
  g_assert_cmpstr (line, ==, "{\"features\":[\"deals\",\"store\"],\"timezone\":\"Europe/Paris\"}");
  g_assert_true (parcours_store_set_text (fixture->store, "timezone", NULL, &error));
  g_assert_true (parcours_store_zone (fixture->store) == parcours_zone_utc ());
}

static void
test_slugs (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = add_entity (fixture->store, "list", "Été 2026", NULL);
  g_autofree char *second = add_entity (fixture->store, "list", "Été 2026!", NULL);
  g_autofree char *tag = add_entity (fixture->store, "tag", "Été 2026", NULL);
  g_autofree char *third = NULL;
  g_autofree char *back = NULL;
  g_autoptr (ParcoursLibrary) library = NULL;

  g_assert_cmpstr (first, ==, "ete-2026");
  g_assert_cmpstr (second, ==, "ete-2026-2");
  g_assert_cmpstr (tag, ==, "ete-2026");
  g_assert_true (parcours_store_set_entity (fixture->store, "list", first, "Printemps", NULL, &error));
  g_assert_true (parcours_store_delete_entity (fixture->store, "list", second, &error));
  g_assert_no_error (error);
  /* The slug of what was deleted is not used again, unless somebody names it. */
  third = add_entity (fixture->store, "list", "Été 2026", NULL);
  g_assert_cmpstr (third, ==, "ete-2026-3");
  fixture_reopen (fixture);
  library = parcours_store_load_library (fixture->store, &error);
  g_assert_cmpstr (parcours_library_label (library, "list", "ete-2026"), ==, "Printemps");
  g_assert_null (parcours_library_lookup (library, "list", "ete-2026-2"));
  back = parcours_store_add_entity (fixture->store, "list", "ete-2026-2", "Back", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (back, ==, "ete-2026-2");
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  unused)
{
  static const struct
  {
    const char *kind;
    const char *slug;
    ParcoursStoreError code;
  } cases[] = {
    { "tag", "vip", PARCOURS_STORE_ERROR_CONSTRAINT },
    { "field", "email", PARCOURS_STORE_ERROR_CONSTRAINT },
    { "tag", "VIP", PARCOURS_STORE_ERROR_INVALID },
    { "tag", "", PARCOURS_STORE_ERROR_INVALID },
    { "tag", "a/b", PARCOURS_STORE_ERROR_INVALID },
    { "stage", "a/b/c", PARCOURS_STORE_ERROR_INVALID },
    { "tag", "any", PARCOURS_STORE_ERROR_INVALID },
  };
  g_autofree char *vip = add_entity (fixture->store, "tag", "VIP", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *slug = parcours_store_add_entity (fixture->store, cases[i].kind, cases[i].slug, "Label", NULL, &error);

      g_assert_null (slug);
      g_assert_error (error, PARCOURS_STORE_ERROR, (int) cases[i].code);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (i == 0 ? parcours_store_delete_entity (fixture->store, "tag", "nobody", &error)
                             : parcours_store_set_entity (fixture->store, "tag", "nobody", "New", NULL, &error));
      g_assert_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND);
      g_assert_nonnull (strstr (error->message, "nobody"));
    }
}

static void
test_kinds (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *field = add_entity (fixture->store, "field", "Plan", "{'type': 'choice', 'options': ['Free', 'Pro']}");
  g_autofree char *pipeline = add_entity (fixture->store, "pipeline", "Sales", NULL);
  g_autofree char *stage = add_entity (fixture->store, "stage", "New", "{'pipeline': 'sales', 'order': 1}");
  g_autofree char *again = add_entity (fixture->store, "stage", "New", "{'pipeline': 'sales', 'order': 2}");
  g_autofree char *account = add_entity (fixture->store, "account", "Savonnerie Nord", "{'url': 'nord.example.org'}");
  g_autofree char *score = add_entity (fixture->store, "score", "Lead", "{'start': 5}");
  g_autofree char *behaviour = add_entity (fixture->store, "behaviour", "Fitted", "{'format': 'parcours-behaviour/1'}");
  g_autoptr (ParcoursLibrary) library = NULL;
  g_autoptr (ParcoursLibrary) entities = NULL;
  g_autoptr (JsonObject) fitted = NULL;
  const ParcoursEntity *entity;

  g_assert_cmpstr (stage, ==, "sales/new");
  g_assert_cmpstr (again, ==, "sales/new-2");
  library = parcours_store_load_library (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (parcours_library_field_type (library, "field", field), ==, PARCOURS_FIELD_CHOICE);
  g_assert_cmpint (parcours_library_field_type (library, "field", "email"), ==, PARCOURS_FIELD_TEXT);
  g_assert_cmpstr (parcours_library_label (library, "stage", "sales/new"), ==, "New");
  entity = parcours_library_lookup (library, "account", account);
  g_assert_cmpstr (entity->label, ==, "Savonnerie Nord");
  g_assert_cmpstr (parcours_json_member_string (entity->attributes, "url"), ==, "nord.example.org");
  g_assert_cmpfloat (parcours_json_member_number (parcours_library_lookup (library, "score", score)->attributes, "start", 0),
                     ==, 5);
  entities = parcours_store_load_entities (fixture->store, &error);
  g_assert_nonnull (parcours_library_lookup (entities, "account", account));
  g_assert_nonnull (parcours_library_lookup (entities, "stage", "sales/new"));
  /* Nothing refers to a behaviour: its name is there to choose it by, the rest is loaded when it is wanted. */
  g_assert_cmpstr (parcours_library_label (library, "behaviour", behaviour), ==, "Fitted");
  g_assert_cmpuint (json_object_get_size (parcours_library_lookup (library, "behaviour", behaviour)->attributes), ==, 0);
  fitted = parcours_store_load_entity (fixture->store, "behaviour", behaviour, NULL, &error);
  g_assert_cmpstr (parcours_json_member_string (fitted, "format"), ==, "parcours-behaviour/1");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/library/settings", Fixture, NULL, fixture_set_up, test_settings, fixture_tear_down);
  g_test_add ("/library/slugs", Fixture, NULL, fixture_set_up, test_slugs, fixture_tear_down);
  g_test_add ("/library/refused", Fixture, NULL, fixture_set_up, test_refused, fixture_tear_down);
  g_test_add ("/library/kinds", Fixture, NULL, fixture_set_up, test_kinds, fixture_tear_down);

  return g_test_run ();
}
