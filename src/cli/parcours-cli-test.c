/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "parcours-cli-commands.h"
#include "parcours-cli-coverage.h"
#include "parcours-cli-output.h"
#include "parcours-cli-workspace.h"
#include "parcours-json.h"
#include "parcours-project-tests.h"

/* A scenario, and what came of it. */
typedef struct
{
  char *path;                     /* (owned) its file, or that of the workspace */
  char *slug;                     /* (owned) (nullable) its name in the workspace */
  ParcoursScenarioResult *result; /* (owned) (nullable) */
  GError *error;                  /* (owned) (nullable) why it could not be read */
} TestedFile;

static void
clear_file (gpointer data)
{
  TestedFile *file = data;

  g_clear_pointer (&file->path, g_free);
  g_clear_pointer (&file->slug, g_free);
  g_clear_pointer (&file->result, parcours_scenario_result_free);
  g_clear_error (&file->error);
}

/* A comment of TAP, however many lines it has. */
static void
print_comment (const char *prefix,
               const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    printf ("# %s%s\n", prefix, lines[i]);
}

static char *
short_name (const TestedFile *file)
{
  g_autofree char *base = g_path_get_basename (file->path);

  return file->slug != NULL ? g_build_filename (base, file->slug, NULL) : g_steal_pointer (&base);
}

/* A # in a description would begin a directive. */
static char *
describe (const TestedFile *file,
          const char       *name)
{
  g_autofree char *base = short_name (file);
  g_autofree char *text = *name != '\0' ? g_strdup_printf ("%s: %s", base, name) : g_strdup (base);

  return g_strdelimit (g_steal_pointer (&text), "#\n", ' ');
}

static void
print_failure (const ParcoursFailure *failure)
{
  g_autofree char *where = failure->contact != NULL ? g_strdup_printf ("%s, %s", failure->path, failure->contact)
                                                    : g_strdup (failure->path);

  print_comment ("", where);
  /* Translators: what a test expected; keep the space at the end. */
  print_comment (_("  expected: "), failure->expected);
  /* Translators: what was the case instead; keep the space at the end. */
  print_comment (_("  was:      "), failure->actual);
  for (guint i = 0; failure->reasons[i] != NULL; i++)
    {
      /* Translators: why that was the case; keep the space at the end. */
      print_comment (_("  because:  "), failure->reasons[i]);
    }
}

static void
print_case (const TestedFile         *file,
            const ParcoursCaseResult *result,
            guint                     number)
{
  g_autofree char *description = describe (file, result->name);

  printf ("%s %u - %s\n", parcours_case_result_passed (result) ? "ok" : "not ok", number, description);
  if (result->error != NULL)
    print_comment ("", result->error->message);
  for (guint i = 0; i < result->failures->len; i++)
    print_failure (g_ptr_array_index (result->failures, i));
}

static void
print_coverage (const TestedFile *file)
{
  const ParcoursCoverage *coverage = file->result->coverage;
  g_auto (GStrv) never = parcours_coverage_never (coverage);
  g_autofree char *names = g_strjoinv (", ", never);
  g_autofree char *base = short_name (file);
  g_autofree char *line = NULL;

  if (never[0] == NULL)
    line = g_strdup_printf (_("%1$s: all %2$u ports taken"), base, parcours_coverage_n_ports (coverage));
  else
    line = g_strdup_printf (_("%1$s: %2$u of %3$u ports taken, never: %4$s"), base, parcours_coverage_n_taken (coverage),
                            parcours_coverage_n_ports (coverage), names);
  print_comment ("", line);
}

static void
print_tap (GArray *files)
{
  guint n = 0;

  for (guint i = 0; i < files->len; i++)
    {
      const TestedFile *file = &g_array_index (files, TestedFile, i);

      n += file->result != NULL ? file->result->cases->len : 1;
    }
  printf ("1..%u\n", n);
  n = 0;
  for (guint i = 0; i < files->len; i++)
    {
      const TestedFile *file = &g_array_index (files, TestedFile, i);

      if (file->result == NULL)
        {
          g_autofree char *description = describe (file, "");

          printf ("not ok %u - %s\n", ++n, description);
          print_comment ("", file->error->message);
          continue;
        }
      for (guint j = 0; j < file->result->cases->len; j++)
        print_case (file, g_ptr_array_index (file->result->cases, j), ++n);
      print_coverage (file);
    }
}

/* Of all scenarios together: the same port is taken by any of them. */
static void
print_all_coverage (GArray *files)
{
  g_autoptr (ParcoursCoverage) all = parcours_coverage_new ();

  for (guint i = 0; i < files->len; i++)
    {
      const TestedFile *file = &g_array_index (files, TestedFile, i);

      if (file->result != NULL)
        parcours_coverage_merge (all, file->result->coverage);
    }
  parcours_cli_print_coverage (all, "# ");
}

static void
print_json (GArray *files)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < files->len; i++)
    {
      const TestedFile *file = &g_array_index (files, TestedFile, i);
      JsonNode *element = file->result != NULL ? parcours_scenario_result_to_json (file->result)
                                               : parcours_json_take_object (json_object_new ());

      json_object_set_string_member (json_node_get_object (element), "file", file->path);
      if (file->slug != NULL)
        json_object_set_string_member (json_node_get_object (element), "test", file->slug);
      if (file->error != NULL)
        json_object_set_string_member (json_node_get_object (element), "error", file->error->message);
      json_array_add_element (array, element);
    }
  json_node_take_array (node, array);
  parcours_cli_print_json (node);
}

/* Bad input outweighs a test that fails. */
static int
exit_status (GArray *files)
{
  int status = PARCOURS_EXIT_DONE;

  for (guint i = 0; i < files->len; i++)
    {
      const TestedFile *file = &g_array_index (files, TestedFile, i);

      if (file->error != NULL)
        status = parcours_cli_fail_with (file->error);
      for (guint j = 0; file->result != NULL && j < file->result->cases->len; j++)
        {
          const ParcoursCaseResult *result = g_ptr_array_index (file->result->cases, j);

          if (result->error != NULL)
            status = parcours_cli_fail ("%s: %s", file->path, result->error->message);
          else if (result->failures->len > 0 && status == PARCOURS_EXIT_DONE)
            status = PARCOURS_EXIT_NO;
        }
    }

  return status;
}

static void
test_file (GArray     *files,
           const char *path)
{
  TestedFile file = { .path = g_strdup (path) };
  g_autoptr (ParcoursScenario) scenario = parcours_scenario_load (path, &file.error);

  if (scenario != NULL)
    file.result = parcours_scenario_run (scenario);
  g_array_append_val (files, file);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A folder stands for the scenarios in it, by name. */
static gboolean
test_folder (GArray     *files,
             const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  if (dir == NULL)
    return parcours_cli_fail_with (error), FALSE;
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      if (g_str_has_suffix (name, ".json"))
        g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
    }
  if (paths->len == 0)
    return parcours_cli_fail (_("There are no scenarios in the folder “%s”"), folder), FALSE;
  g_ptr_array_sort (paths, compare_names);
  for (guint i = 0; i < paths->len; i++)
    test_file (files, g_ptr_array_index (paths, i));

  return TRUE;
}

static GPtrArray *
run_workspace (const char *path,
               GError    **error)
{
  g_autoptr (ParcoursJob) job = parcours_job_new (_("Running the tests"));
  ParcoursProject *project = parcours_cli_open_workspace (path, PARCOURS_STORE_READ, error);
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *tests;

  if (project == NULL)
    return NULL;
  parcours_project_run_tests_async (project, NULL, job, parcours_cli_keep_result, &result);
  tests = parcours_project_tests_finish (project, parcours_cli_wait (job, &result), error);
  parcours_cli_close (project);

  return tests;
}

/* A workspace stands for the tests that it keeps, by name. */
static gboolean
test_workspace (GArray     *files,
                const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tests = run_workspace (path, &error);

  if (tests == NULL)
    return parcours_cli_fail_with (error), FALSE;
  if (tests->len == 0)
    return parcours_cli_fail (_("There are no tests in the workspace “%s”"), path), FALSE;
  for (guint i = 0; i < tests->len; i++)
    {
      ParcoursWorkspaceTest *test = g_ptr_array_index (tests, i);
      TestedFile file = { g_strdup (path), g_strdup (test->slug), g_steal_pointer (&test->result),
                          g_steal_pointer (&test->error) };

      g_array_append_val (files, file);
    }

  return TRUE;
}

/* Returns: whether there was anything to run */
static gboolean
test_path (GArray     *files,
           const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return test_folder (files, path);
  if (g_str_has_suffix (path, ".parcours"))
    return test_workspace (files, path);
  test_file (files, path);

  return TRUE;
}

int
parcours_cli_test (int    argc,
                   char **argv)
{
  gboolean json = FALSE, coverage = FALSE;
  const GOptionEntry entries[] = {
    { "coverage", 0, 0, G_OPTION_ARG_NONE, &coverage, N_("Tell of every port how often all scenarios took it"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL },
    { NULL }
  };
  g_autoptr (GArray) files = g_array_new (FALSE, TRUE, sizeof (TestedFile));
  int status;

  if (!parcours_cli_parse (&argc, &argv, _("SCENARIO…"),
                           _("Runs scenarios, and says as TAP which of their cases hold, and why others do not. A folder stands "
                             "for the scenarios in it, a workspace for the tests that it keeps."),
                           entries, &status))
    return status;
  if (argc < 2)
    return parcours_cli_fail (_("Name the scenarios to run"));
  g_array_set_clear_func (files, clear_file);
  for (int i = 1; i < argc; i++)
    {
      if (!test_path (files, argv[i]))
        return PARCOURS_EXIT_USAGE;
    }
  if (json)
    print_json (files);
  else
    print_tap (files);
  if (coverage && !json)
    print_all_coverage (files);
  fflush (stdout);

  return exit_status (files);
}
