/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What holds where a version is swapped in mid-run (DESIGN rule 15), whatever the two versions are. */

#include "config.h"

#include <string.h>

#include "naive-generate.h"
#include "naive-properties.h"
#include "naive-real.h"
#include "parcours-json.h"

#ifdef __SANITIZE_ADDRESS__
#define N_CASES 10
#else
#define N_CASES 40
#endif
#define MANY (2 * PARCOURS_CHUNK + 100)

static GPtrArray *
logs_of (JsonObject *root,
         guint       seed)
{
  GPtrArray *logs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaiveCase) the_case = naive_case_new (root, &error);
  g_autoptr (ParcoursSimulation) simulation = NULL;

  g_assert_no_error (error);
  simulation = naive_real_simulation (the_case, TRUE, &error);
  if (simulation == NULL)
    g_error ("seed %u: %s", seed, error->message);
  parcours_simulation_learn (simulation, 1, NULL, NULL);
  for (guint i = 0; i < the_case->contacts->len; i++)
    g_ptr_array_add (logs, naive_real_log (simulation, i));

  return logs;
}

/* At an instant of its own for every seed; after a day and a half on average. */
static char *
moment_of (guint seed)
{
  return g_strdup_printf ("PT%uM", (seed * 7919u) % (3 * 24 * 60));
}

/* Each automation is replaced by the one in the same place of @others. */
static void
add_swaps (JsonObject *root,
           JsonObject *others,
           guint       seed)
{
  JsonArray *automations = parcours_json_member_array (root, "automations");
  JsonArray *versions = parcours_json_member_array (others, "automations");
  JsonArray *timeline = parcours_json_member_array (root, "timeline");
  g_autofree char *at = moment_of (seed);

  if (timeline == NULL)
    {
      timeline = json_array_new ();
      json_object_set_array_member (root, "timeline", timeline);
    }
  for (guint i = 0; i < json_array_get_length (automations); i++)
    {
      const char *slug = parcours_json_member_string (json_array_get_object_element (automations, i), "slug");
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "at", at);
      json_object_set_string_member (entry, "for", slug);
      json_object_set_member (entry, "swap",
                              json_node_copy (json_array_get_element (versions, i % json_array_get_length (versions))));
      json_array_add_object_element (timeline, entry);
    }
}

static gboolean
is_told (const char *line,
         const char *end)
{
  return strstr (line, " swapped ") == NULL && (end == NULL || strcmp (line, end) < 0);
}

static const char *
next_told (GPtrArray  *log,
           guint      *place,
           const char *end)
{
  while (*place < log->len)
    {
      const char *line = g_ptr_array_index (log, (*place)++);

      if (is_told (line, end))
        return line;
    }

  return NULL;
}

/* The same happens in both, before @end, besides what is told of the swap itself. */
static void
assert_same_logs (guint       seed,
                  GPtrArray  *one,
                  GPtrArray  *other,
                  const char *end)
{
  for (guint i = 0; i < one->len; i++)
    {
      const char *line = NULL, *expected;
      guint place = 0, other_place = 0;

      do
        {
          expected = next_told (g_ptr_array_index (one, i), &place, end);
          line = next_told (g_ptr_array_index (other, i), &other_place, end);
          if (g_strcmp0 (line, expected) != 0)
            g_error ("seed %u, contact %u: “%s” instead of “%s”", seed, i, line, expected);
        }
      while (line != NULL);
    }
}

/* A version that takes the place of itself changes nothing. */
static void
test_itself (void)
{
  for (guint seed = naive_first_seed (), n = naive_n_cases (N_CASES); n > 0; seed++, n--)
    {
      g_autoptr (JsonObject) root = naive_generate_lively (seed);
      g_autoptr (GPtrArray) before = logs_of (root, seed);
      g_autoptr (GPtrArray) after = NULL;

      add_swaps (root, root, seed);
      after = logs_of (root, seed);
      assert_same_logs (seed, before, after, NULL);
    }
}

/* Until then, the run is that of the version before. */
static void
test_prefix (void)
{
  for (guint seed = naive_first_seed (), n = naive_n_cases (N_CASES); n > 0; seed++, n--)
    {
      g_autoptr (JsonObject) root = naive_generate_lively (seed);
      g_autoptr (JsonObject) others = naive_generate_lively (seed + N_CASES);
      g_autoptr (NaiveCase) the_case = naive_case_new (root, NULL);
      g_autoptr (GPtrArray) before = logs_of (root, seed);
      g_autoptr (GPtrArray) after = NULL;
      g_autofree char *at = moment_of (seed);
      g_autofree char *end = NULL;
      gint64 instant;

      g_assert_true (parcours_timeline_instant (at, the_case->settings.from, the_case->settings.zone, &instant));
      end = parcours_instant_format (instant);
      add_swaps (root, others, seed);
      after = logs_of (root, seed);
      assert_same_logs (seed, before, after, end);
    }
}

/* Who entered has ended or is inside; at every step, who is counted inside is there. */
static void
test_conservation (void)
{
  for (guint seed = naive_first_seed (), n = naive_n_cases (N_CASES); n > 0; seed++, n--)
    {
      g_autoptr (JsonObject) root = naive_generate_lively (seed);
      g_autoptr (JsonObject) others = naive_generate_lively (seed + N_CASES);
      g_autoptr (NaiveCase) the_case = NULL;
      g_autoptr (ParcoursSimulation) simulation = NULL;
      g_autoptr (ParcoursCounts) counts = NULL;

      add_swaps (root, others, seed);
      the_case = naive_case_new (root, NULL);
      simulation = naive_real_simulation (the_case, FALSE, NULL);
      counts = parcours_simulation_count (simulation, G_MAXUINT, PARCOURS_DAY, 1, NULL, NULL, NULL, NULL);
      for (guint i = 0; i < parcours_program_n_steps (counts->program); i++)
        g_assert_cmpuint (parcours_counts_step_inside (counts, i, G_MAXUINT), <=, counts->n_contacts * 100);
      for (guint i = 0; i < parcours_program_n_automations (counts->program); i++)
        {
          guint64 ended = 0;

          for (guint j = 0; j < PARCOURS_N_ENDINGS; j++)
            ended += parcours_counts_ended (counts, i, j);
          g_assert_cmpuint (parcours_counts_entered (counts, i, G_MAXUINT), ==,
                            ended + parcours_counts_inside (counts, i, G_MAXUINT));
        }
    }
}

static char *
count_on (NaiveCase *the_case,
          guint      n_threads)
{
  g_autoptr (ParcoursSimulation) simulation = naive_real_simulation (the_case, FALSE, NULL);
  g_autoptr (ParcoursCounts) counts =
    parcours_simulation_count (simulation, G_MAXUINT, PARCOURS_DAY, n_threads, NULL, NULL, NULL, NULL);
  g_autoptr (JsonNode) json = parcours_counts_to_json (counts);

  return parcours_json_to_text (json);
}

/* Some thousand people like those of the case. */
static void
multiply_contacts (JsonObject *root)
{
  JsonArray *contacts = parcours_json_member_array (root, "contacts");
  guint n = json_array_get_length (contacts);

  for (guint i = n; i < MANY; i++)
    {
      JsonObject *contact = parcours_json_copy_object (json_array_get_object_element (contacts, i % n));
      g_autofree char *email = g_strdup_printf ("many%u@example.org", i);

      json_object_set_string_member (contact, "email", email);
      json_array_add_object_element (contacts, contact);
    }
}

static void
test_threads (void)
{
  g_autoptr (JsonObject) root = naive_generate_lively (naive_first_seed ());
  g_autoptr (JsonObject) others = naive_generate_lively (naive_first_seed () + N_CASES);
  g_autoptr (NaiveCase) the_case = NULL;
  g_autofree char *one = NULL;

  add_swaps (root, others, naive_first_seed ());
  multiply_contacts (root);
  the_case = naive_case_new (root, NULL);
  one = count_on (the_case, 1);
  for (guint n_threads = 2; n_threads <= 3; n_threads++)
    {
      g_autofree char *other = count_on (the_case, n_threads);

      g_assert_cmpstr (one, ==, other);
    }
}

/**
 * naive_add_swaps:
 *
 * Adds these tests to the program.
 */
void
naive_add_swaps (void)
{
  g_test_add_func ("/swaps/itself", test_itself);
  g_test_add_func ("/swaps/prefix", test_prefix);
  g_test_add_func ("/swaps/conservation", test_conservation);
  g_test_add_func ("/swaps/threads", test_threads);
}
