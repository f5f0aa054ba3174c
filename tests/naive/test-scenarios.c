/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every scenario on the second engine: what happens to each contact is what happens on the first, and what the
 * scenario expects is so there too. */

#include "config.h"

#include <string.h>

#include "naive-cast.h"
#include "naive-check.h"
#include "naive-judge.h"
#include "parcours-json.h"
#include "parcours-program-private.h"
#include "parcours-scenario.h"

/* The engine that loads everything, over the same people. */
static ParcoursSimulation *
full_simulation (NaiveCase          *the_case,
                 ParcoursCase       *scenario,
                 ParcoursSimulation *lean,
                 GError            **error)
{
  g_autoptr (ParcoursProgram) program =
    parcours_program_new (scenario->automations, parcours_simulation_program (lean)->texts, scenario->library,
                          scenario->behaviour, scenario->timeline, &scenario->settings, error);
  g_autoptr (ParcoursSimulation) whole = NULL;

  if (program == NULL)
    return NULL;
  naive_watch_all (the_case, program);

  whole = parcours_simulation_new (program, parcours_simulation_population (lean));

  return parcours_simulation_until (whole, the_case->settings.to);
}

/* Leaves out whom the scenario leaves out. */
static void
select_contacts (NaiveCase    *the_case,
                 ParcoursCase *scenario)
{
  JsonNode *where = parcours_cast_where (scenario->cast);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (NaiveEngine) engine = NULL;

  if (where == NULL)
    return;
  engine = naive_engine_new (the_case);
  for (guint i = 0; i < the_case->contacts->len; i++)
    {
      if (naive_engine_test (engine, i, where, the_case->settings.from))
        g_ptr_array_add (kept, g_ptr_array_index (the_case->contacts, i));
    }
  g_ptr_array_set_size (the_case->contacts, 0);
  g_ptr_array_extend (the_case->contacts, kept, NULL, NULL);
}

/* Runs up to and with the instant of the expectation, and asks. */
static void
judge_expectation (NaiveCase  *the_case,
                   JsonObject *expectation,
                   GString    *failures)
{
  gint64 to = the_case->settings.to, at;
  const char *text = parcours_json_member_string (expectation, "at");
  g_autoptr (NaiveEngine) engine = NULL;

  /* What the checks report does not hang on a run: that is left to the real program. */
  if (json_object_has_member (expectation, "check"))
    return;
  if (text != NULL && parcours_timeline_instant (text, the_case->settings.from, the_case->settings.zone, &at))
    the_case->settings.to = at + 1;
  engine = naive_engine_new (the_case);
  g_assert_true (naive_engine_run (engine));
  if (json_object_has_member (expectation, "contact"))
    naive_judge (engine, expectation, text != NULL ? at : to, failures);
  else
    naive_judge_run (engine, expectation, text != NULL ? at : to, failures);
  the_case->settings.to = to;
}

static void
judge_case (NaiveCase    *the_case,
            ParcoursCase *scenario)
{
  JsonArray *expect = parcours_json_member_array (json_node_get_object (scenario->node), "expect");
  g_autoptr (GString) failures = g_string_new (NULL);

  for (guint i = 0; expect != NULL && i < json_array_get_length (expect); i++)
    judge_expectation (the_case, json_array_get_object_element (expect, i), failures);
  if (failures->len == 0)
    return;
  g_test_message ("%s: %s", scenario->name, failures->str);
  g_test_fail ();
}

static void
check_case (ParcoursCase *scenario)
{
  g_autoptr (NaiveCase) the_case = naive_case_from_scenario (scenario);
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursPlay) play = parcours_play_new (scenario, FALSE, &error);
  g_autoptr (ParcoursSimulation) full = NULL;
  g_autoptr (NaiveEngine) engine = NULL;
  g_autofree char *difference = NULL;
  ParcoursSimulation *lean;

  g_assert_no_error (error);
  select_contacts (the_case, scenario);
  lean = parcours_play_simulation (play, the_case->settings.to - 1);
  full = full_simulation (the_case, scenario, lean, &error);
  g_assert_no_error (error);
  engine = naive_engine_new (the_case);
  g_assert_true (naive_engine_run (engine));
  difference = naive_compare_engines (the_case, engine, lean, full);
  g_clear_pointer (&engine, naive_engine_free);
  judge_case (the_case, scenario);
  if (difference == NULL)
    return;
  g_test_message ("%s: %s", scenario->name, difference);
  g_test_fail ();
}

static void
test_scenario (gconstpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursScenario) scenario = parcours_scenario_load (path, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < parcours_scenario_n_cases (scenario); i++)
    check_case (parcours_scenario_nth_case (scenario, i));
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A test for each file. */
static void
add_folder (const char *folder,
            GPtrArray  *paths)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        add_folder (path, paths);
      if (g_str_has_suffix (name, ".json"))
        g_ptr_array_add (paths, path);
      else
        g_free (path);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = NULL;

  g_test_init (&argc, &argv, NULL);

  folder = g_test_build_filename (G_TEST_DIST, "scenarios", NULL);
  add_folder (folder, paths);
  g_ptr_array_sort (paths, compare_names);
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autofree char *name = g_strconcat ("/scenarios/", path + strlen (folder) + 1, NULL);

      *strrchr (name, '.') = '\0';
      g_test_add_data_func (name, path, test_scenario);
    }

  return g_test_run ();
}
