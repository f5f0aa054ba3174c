/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The engine against a second one that was written apart from it, on random cases. */

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "naive-check.h"
#include "naive-generate-private.h"
#include "parcours-json.h"

/* How many disagreements are told before the others are passed over, unless PARCOURS_NAIVE_TOLD says otherwise. */
#define N_TOLD 3

/* How many cases are tried each time, always the same ones and others, and how many seconds one of the others may
 * work: what is drawn may be a storm in which one engine is at it for hours. */
#ifdef __SANITIZE_ADDRESS__
#define N_FIXED 30
#define N_RANDOM 10
#define MAX_SECONDS 60
#else
#define N_FIXED 300
#define N_RANDOM 80
#define MAX_SECONDS 10
#endif

/* And how many more to make it small if the engines disagree. */
#define MAX_SHRINKING 120

/* So many cases use all that is read once. */
#define N_WARM 10

/* In how many cases steps are counted, without running them. */
#define N_TYPED 800

/* In how many it is counted what becomes of people when an automation is replaced. */
#define N_EDITED 250

static guint n_told;

/* How long a case may take, 0 for as long as it takes. */
static guint n_seconds;

/* Stops this process when it has worked for so long; 0 never. */
static void
set_limit (guint seconds)
{
  struct itimerval limit = { .it_value = { .tv_sec = seconds } };

  setitimer (ITIMER_VIRTUAL, &limit, NULL);
}

static guint
number_from_environment (const char *name,
                         guint       fallback)
{
  const char *text = g_getenv (name);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : fallback;
}

/* The smallest case that shows the disagreement: as a file that may be kept among the cases, and in the log, which is
 * all that is left of a machine far away. */
static char *
write_case (JsonNode *root,
            guint32   seed)
{
  g_autofree char *name = g_strdup_printf ("naive-%u.json", seed);
  char *path = g_test_build_filename (G_TEST_BUILT, name, NULL);
  g_autofree char *text = parcours_json_to_text (root);
  g_autofree char *line = parcours_json_to_line (root);

  g_test_message ("%s", line);
  if (!g_file_set_contents (path, text, -1, NULL))
    g_test_message ("%s cannot be written", path);

  return path;
}

static void
tell (JsonNode *root,
      guint32   seed)
{
  g_autofree char *difference = NULL;
  g_autofree char *path = NULL;

  g_test_fail ();
  g_test_message ("seed %u: the engines disagree", seed);
  if (n_told++ >= number_from_environment ("PARCOURS_NAIVE_TOLD", N_TOLD))
    return;
  set_limit (n_seconds > 0 ? MAX_SHRINKING : 0);
  naive_shrink (root);
  naive_check (json_node_get_object (root), &difference, NULL);
  path = write_case (root, seed);
  g_test_message ("%s: %s", path, difference);
}

/* In how many cases each type of step occurs. */
static void
count_types (JsonObject *root,
             GHashTable *counts)
{
  JsonArray *automations = parcours_json_member_array (root, "automations");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer type;

  for (guint i = 0; i < json_array_get_length (automations); i++)
    {
      JsonObject *steps = parcours_json_member_object (json_array_get_object_element (automations, i), "steps");
      g_autoptr (GList) all = json_object_get_values (steps);

      for (GList *l = all; l != NULL; l = l->next)
        g_hash_table_add (seen, (gpointer) parcours_json_member_string (json_node_get_object (l->data), "type"));
    }
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &type, NULL))
    g_hash_table_replace (counts, g_strdup (type),
                          GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, type)) + 1));
}

/* The cases have steps of every type; PARCOURS_NAIVE_TYPES has the table told. */
static void
test_types (void)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint32 seed = 1; seed <= N_TYPED; seed++)
    {
      g_autoptr (JsonObject) root = naive_generate (seed);

      count_types (root, counts);
    }
  for (guint i = 0; i < parcours_catalog_n_types (catalog); i++)
    {
      const char *name = parcours_catalog_nth_type (catalog, i)->name;
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));

      if (g_getenv ("PARCOURS_NAIVE_TYPES") != NULL)
        g_test_message ("%5u of %u cases: %s", n, N_TYPED, name);
      if (n == 0)
        {
          g_test_message ("no case has a step of the type %s", name);
          g_test_fail ();
        }
    }
}

/* Of four cases one is as it is drawn; in the others more people are inside, in two of them while automations are
 * replaced. */
static JsonObject *
make_case (guint32 seed)
{
  JsonObject *root = seed % 4 == 3 ? naive_generate (seed) : naive_generate_lively (seed);

  if (seed % 2 == 0)
    naive_add_versions (root, seed);

  return root;
}

/* Returns whether the engines agree. */
static gboolean
run_case (guint32 seed)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *difference = NULL;
  g_autoptr (GError) error = NULL;

  json_node_take_object (root, make_case (seed));
  if (g_getenv ("PARCOURS_NAIVE_SHOW") != NULL)
    {
      g_autofree char *text = parcours_json_to_text (root);

      g_print ("%s", text);
    }
  if (!naive_check (json_node_get_object (root), &difference, &error))
    g_error ("seed %u: %s", seed, error->message);
  if (difference != NULL)
    tell (root, seed);

  return difference == NULL;
}

static void
count_fates (JsonObject *root,
             guint       seen[PARCOURS_N_FATES])
{
  g_autoptr (NaiveCase) the_case = naive_case_new (root, NULL);
  g_autoptr (NaiveEngine) engine = naive_engine_new (the_case);

  naive_engine_run (engine);
  for (guint i = 0; i < the_case->contacts->len; i++)
    {
      GPtrArray *log = naive_engine_log (engine, i);

      for (guint j = 0; j < log->len; j++)
        {
          const char *line = g_ptr_array_index (log, j);

          for (guint k = 0; strstr (line, " swapped ") != NULL && k < PARCOURS_N_FATES; k++)
            seen[k] += g_str_has_suffix (line, parcours_fate_name (k)) ? 1 : 0;
        }
    }
}

/* All that an edit can bring becomes of people who are inside. */
static void
test_fates (void)
{
  guint seen[PARCOURS_N_FATES] = { 0 };

  for (guint32 seed = 2; seed <= N_EDITED; seed += 2)
    {
      g_autoptr (JsonObject) root = make_case (seed);

      count_fates (root, seen);
    }
  for (guint i = 0; i < PARCOURS_N_FATES; i++)
    {
      g_test_message ("%u passages: %s", seen[i], parcours_fate_name (i));
      if (seen[i] == 0)
        g_test_fail ();
    }
}

/* Always the same ones. */
static void
test_fixed (void)
{
  for (guint32 seed = 1; seed <= N_FIXED; seed++)
    run_case (seed);
}

/* Runs the case in a process of its own, which is stopped when it takes too long. Returns whether it ended. */
static gboolean
try_case (guint32 seed)
{
  int status;
  pid_t child;

  fflush (NULL);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      gboolean agrees;

      set_limit (n_seconds);
      agrees = run_case (seed);
      fflush (NULL);
      _exit (agrees ? EXIT_SUCCESS : EXIT_FAILURE);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGVTALRM)
    return FALSE;
  if (!WIFEXITED (status) || WEXITSTATUS (status) != EXIT_SUCCESS)
    {
      g_test_message ("to repeat it: PARCOURS_NAIVE_SEED=%u PARCOURS_NAIVE_CASES=1", seed);
      n_told++;
      g_test_fail ();
    }

  return TRUE;
}

/* Others each time. By hand, PARCOURS_NAIVE_CASES says how many, PARCOURS_NAIVE_SEED repeats those that were told,
 * PARCOURS_NAIVE_SECONDS gives them more time, and PARCOURS_NAIVE_SHOW has them printed before they are run. */
static void
test_random (void)
{
  guint n = number_from_environment ("PARCOURS_NAIVE_CASES", N_RANDOM);
  guint32 seed = number_from_environment ("PARCOURS_NAIVE_SEED", (guint32) g_test_rand_int_range (1000000, G_MAXINT32));

  n_seconds = number_from_environment ("PARCOURS_NAIVE_SECONDS", MAX_SECONDS);
  g_test_message ("PARCOURS_NAIVE_SEED=%u PARCOURS_NAIVE_CASES=%u", seed, n);
  /* The catalogue and the zones are read here, or each process would read them for itself. */
  for (guint32 i = 1; i <= N_WARM; i++)
    run_case (i);
  for (guint i = 0; i < n; i++)
    {
      if (!try_case (seed + i))
        g_test_message ("seed %u: passed over after %u seconds", seed + i, n_seconds);
    }
}

/* Cases on which the engines once disagreed. */
static void
test_kept (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "naive", "cases", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint n = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autofree char *difference = NULL;
      g_autoptr (JsonNode) root = NULL;

      g_file_get_contents (path, &text, NULL, &error);
      g_assert_no_error (error);
      root = parcours_json_parse (text, -1, &error);
      g_assert_no_error (error);
      naive_check (json_node_get_object (root), &difference, &error);
      g_assert_no_error (error);
      if (difference != NULL)
        {
          g_test_message ("%s: %s", name, difference);
          g_test_fail ();
        }
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engines/kept", test_kept);
  g_test_add_func ("/engines/fixed", test_fixed);
  g_test_add_func ("/engines/random", test_random);
  g_test_add_func ("/engines/types", test_types);
  g_test_add_func ("/engines/fates", test_fates);

  return g_test_run ();
}
