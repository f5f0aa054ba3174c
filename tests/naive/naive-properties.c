/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What holds for every run, whatever the rules: tried on random cases, without the second engine where it is not needed. */

#include "config.h"

#include <string.h>

#include "naive-check.h"
#include "naive-engine.h"
#include "naive-generate.h"
#include "naive-properties.h"
#include "parcours-chunks.h"
#include "parcours-json.h"
#include "parcours-pairing.h"
#include "parcours-predicate.h"
#include "parcours-program-private.h"

#ifdef __SANITIZE_ADDRESS__
#define N_CASES 10
#define N_THREADED 1
#define N_CHUNKED 5
#else
#define N_CASES 40
#define N_THREADED 2
#define N_CHUNKED 30
#endif
/* One chunk for each of three threads. */
#define MANY (2 * PARCOURS_CHUNK + 100)

/**
 * naive_first_seed:
 *
 * Returns: the seed of the first case, always the same one unless PARCOURS_NAIVE_SEED says another
 */
guint
naive_first_seed (void)
{
  const char *seed = g_getenv ("PARCOURS_NAIVE_SEED");

  return seed != NULL ? (guint) g_ascii_strtoull (seed, NULL, 10) : 1;
}

/**
 * naive_n_cases:
 * @usual: how many cases are tried each time
 *
 * Returns: how many are tried now: as many times more as PARCOURS_NAIVE_TIMES says
 */
guint
naive_n_cases (guint usual)
{
  const char *times = g_getenv ("PARCOURS_NAIVE_TIMES");

  return times != NULL ? usual * (guint) g_ascii_strtoull (times, NULL, 10) : usual;
}

/* What happens to each contact, a line each. */
static GPtrArray *
logs_of (JsonObject *root)
{
  GPtrArray *logs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaiveCase) the_case = naive_case_new (root, &error);
  g_autoptr (ParcoursSimulation) simulation = NULL;

  g_assert_no_error (error);
  simulation = naive_real_simulation (the_case, TRUE, &error);
  g_assert_no_error (error);
  parcours_simulation_learn (simulation, 1, NULL, NULL);
  for (guint i = 0; i < the_case->contacts->len; i++)
    g_ptr_array_add (logs, naive_real_log (simulation, i));

  return logs;
}

/* Every line before @end, and without @but, stands in both logs. */
static void
assert_same_logs (guint       seed,
                  GPtrArray  *one,
                  GPtrArray  *other,
                  const char *end,
                  const char *but)
{
  for (guint i = 0; i < one->len; i++)
    {
      GPtrArray *log = g_ptr_array_index (one, i);
      GPtrArray *lines = g_ptr_array_index (other, i);
      guint place = 0;

      for (guint j = 0; j < lines->len; j++)
        {
          const char *line = g_ptr_array_index (lines, j);

          if ((end != NULL && strcmp (line, end) >= 0) || (but != NULL && strstr (line, but) != NULL))
            continue;
          if (place == log->len || !g_str_equal (line, g_ptr_array_index (log, place)))
            g_error ("seed %u, contact %u: “%s” instead of “%s”", seed, i, line,
                     place < log->len ? (const char *) g_ptr_array_index (log, place) : "nothing");
          place++;
        }
      g_assert_cmpuint (place, ==, log->len);
    }
}

static void
add_step (JsonObject *automation,
          const char *id,
          const char *type,
          const char *tag)
{
  g_autofree char *text = g_strdup_printf ("{\"type\": \"%s\", \"params\": {\"tag\": \"%s\"}}", type, tag);
  JsonNode *step = json_from_string (text, NULL);

  json_object_set_member (parcours_json_member_object (automation, "steps"), id, step);
}

/* A step that nobody reaches changes nobody's luck, whatever it does and wherever it stands in the order of the steps. */
static void
test_unreached (void)
{
  for (guint seed = naive_first_seed (), n = naive_n_cases (N_CASES); n > 0; seed++, n--)
    {
      g_autoptr (JsonObject) root = naive_generate_lively (seed);
      g_autoptr (GPtrArray) before = logs_of (root);
      g_autoptr (GPtrArray) after = NULL;

      naive_add_unreached (root, seed);
      after = logs_of (root);
      assert_same_logs (seed, before, after, NULL, NULL);
    }
}

/* An automation that lets nobody in, and that nobody asks about, changes nothing in the others. */
static void
test_unrelated (void)
{
  for (guint seed = naive_first_seed (), n = naive_n_cases (N_CASES); n > 0; seed++, n--)
    {
      g_autoptr (JsonObject) root = naive_generate_lively (seed);
      g_autoptr (GPtrArray) before = logs_of (root);
      g_autoptr (GPtrArray) after = NULL;
      JsonNode *node = json_from_string ("{\"format\": \"parcours-automation/1\", \"id\": \"aaa\", \"slug\": \"aaa\","
                                         " \"name\": \"aaa\", \"platform\": \"any\", \"settings\": {}, \"steps\": {},"
                                         " \"links\": [{\"from\": \"t\", \"port\": \"next\", \"to\": \"a\"}]}", NULL);

      add_step (json_node_get_object (node), "t", "trigger.tag-added", "nobody-has-it");
      add_step (json_node_get_object (node), "a", "action.add-tag", "vip");
      json_array_add_element (parcours_json_member_array (root, "automations"), node);
      after = logs_of (root);
      assert_same_logs (seed, before, after, NULL, " refused aaa ");
    }
}

/* A part of the period gives that part of what happens. */
static void
test_prefix (void)
{
  for (guint seed = naive_first_seed (), n = naive_n_cases (N_CASES); n > 0; seed++, n--)
    {
      g_autoptr (JsonObject) root = naive_generate_lively (seed);
      g_autoptr (GPtrArray) whole = logs_of (root);
      g_autoptr (GPtrArray) part = NULL;
      g_autoptr (NaiveCase) the_case = NULL;
      g_autofree char *end = NULL;

      json_object_set_string_member (root, "for", "P1DT7H");
      part = logs_of (root);
      the_case = naive_case_new (root, NULL);
      end = parcours_instant_format (the_case->settings.to);
      assert_same_logs (seed, part, whole, end, NULL);
    }
}

/* Who is where at the end: "automation step" -> how many passages. */
static GHashTable *
find_inside (GPtrArray *logs)
{
  GHashTable *inside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < logs->len; i++)
    {
      g_autoptr (GHashTable) passages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      GPtrArray *log = g_ptr_array_index (logs, i);
      GHashTableIter iter;
      gpointer passage, step;

      for (guint j = 0; j < log->len; j++)
        {
          g_auto (GStrv) words = g_strsplit (g_ptr_array_index (log, j), " ", 5);

          if (g_str_equal (words[1], "waiting"))
            g_hash_table_replace (passages, g_strdup (words[2]), g_strdup (words[3]));
          else if (g_str_equal (words[1], "ended") || g_str_equal (words[1], "failed"))
            g_hash_table_remove (passages, words[2]);
        }
      g_hash_table_iter_init (&iter, passages);
      while (g_hash_table_iter_next (&iter, &passage, &step))
        {
          g_autofree char *slug = g_strndup (passage, strcspn (passage, "#"));
          g_autofree char *key = g_strdup_printf ("%s %s", slug, (char *) step);
          gpointer n = g_hash_table_lookup (inside, key);

          g_hash_table_replace (inside, g_steal_pointer (&key), GSIZE_TO_POINTER (GPOINTER_TO_SIZE (n) + 1));
        }
    }

  return inside;
}

static void
assert_step_conserves (const ParcoursCounts *counts,
                       guint                 number,
                       GHashTable           *inside)
{
  guint automation;
  const ParcoursStep *step = parcours_program_nth_step (counts->program, number, &automation);
  g_autofree char *key =
    g_strdup_printf ("%s %s", parcours_automation_slug (parcours_program_nth_automation (counts->program, automation)),
                     step->id);

  g_assert_cmpuint (parcours_counts_step_inside (counts, number, G_MAXUINT), ==,
                    GPOINTER_TO_SIZE (g_hash_table_lookup (inside, key)));
}

/* At every step, in = out + inside: who is counted inside waits there. Of every automation, entered = ended + inside. */
static void
test_conservation (void)
{
  for (guint seed = naive_first_seed (), n = naive_n_cases (N_CASES); n > 0; seed++, n--)
    {
      g_autoptr (JsonObject) root = naive_generate_lively (seed);
      g_autoptr (NaiveCase) the_case = naive_case_new (root, NULL);
      g_autoptr (ParcoursSimulation) simulation = naive_real_simulation (the_case, FALSE, NULL);
      g_autoptr (ParcoursCounts) counts =
        parcours_simulation_count (simulation, G_MAXUINT, PARCOURS_DAY, 1, NULL, NULL, NULL, NULL);
      g_autoptr (GPtrArray) logs = logs_of (root);
      g_autoptr (GHashTable) inside = find_inside (logs);

      for (guint i = 0; i < parcours_program_n_steps (counts->program); i++)
        {
          if (parcours_program_nth_step (counts->program, i, NULL)->type->kind != PARCOURS_STEP_TRIGGER)
            assert_step_conserves (counts, i, inside);
        }
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
count_on (JsonObject *root,
          guint       n_threads,
          guint       chunk)
{
  g_autoptr (NaiveCase) the_case = naive_case_new (root, NULL);
  g_autoptr (ParcoursSimulation) simulation = naive_real_simulation (the_case, FALSE, NULL);
  g_autoptr (ParcoursCounts) counts = NULL;
  g_autoptr (JsonNode) json = NULL;

  parcours_simulation_set_chunk (simulation, chunk);
  counts = parcours_simulation_count (simulation, G_MAXUINT, PARCOURS_DAY, n_threads, NULL, NULL, NULL, NULL);
  json = parcours_counts_to_json (counts);

  return parcours_json_to_text (json);
}

/* So many people like those of the case. */
static void
multiply_contacts (JsonObject *root,
                   guint       n_wanted)
{
  JsonArray *contacts = parcours_json_member_array (root, "contacts");
  guint n = json_array_get_length (contacts);

  for (guint i = n; i < n_wanted; i++)
    {
      g_autoptr (JsonNode) copy = json_node_copy (json_array_get_element (contacts, i % n));
      g_autoptr (JsonObject) contact = json_object_new ();
      g_autoptr (GList) names = json_object_get_members (json_node_get_object (copy));
      g_autofree char *email = g_strdup_printf ("many%u@example.org", i);

      for (GList *l = names; l != NULL; l = l->next)
        json_object_set_member (contact, l->data,
                                json_node_ref (json_object_get_member (json_node_get_object (copy), l->data)));
      json_object_set_string_member (contact, "email", email);
      json_array_add_object_element (contacts, g_steal_pointer (&contact));
    }
}

/* The same bytes on one, two and three threads, also of what people share. */
static void
test_threads (void)
{
  for (guint seed = naive_first_seed (), n = naive_n_cases (N_THREADED); n > 0; seed++, n--)
    {
      g_autoptr (JsonObject) root = naive_generate (seed);
      g_autofree char *one = NULL;

      multiply_contacts (root, MANY);
      one = count_on (root, 1, PARCOURS_CHUNK);
      for (guint n_threads = 2; n_threads <= 3; n_threads++)
        {
          g_autofree char *other = count_on (root, n_threads, PARCOURS_CHUNK);

          g_assert_cmpstr (one, ==, other);
        }
    }
}

/* Nor does it matter how many people a thread takes at a time. */
static void
test_chunks (void)
{
  static const guint chunks[] = { 1, 7, 16 };

  for (guint seed = naive_first_seed (), n = naive_n_cases (N_CHUNKED); n > 0; seed++, n--)
    {
      g_autoptr (JsonObject) root = naive_generate_lively (seed);
      g_autofree char *one = NULL;

      multiply_contacts (root, 40);
      one = count_on (root, 1, PARCOURS_CHUNK);
      for (guint i = 0; i < G_N_ELEMENTS (chunks); i++)
        {
          g_autofree char *other = count_on (root, 1 + i, chunks[i]);

          if (!g_str_equal (one, other))
            g_error ("seed %u: chunks of %u on %u threads give other counts", seed, chunks[i], 1 + i);
        }
    }
}

/* A version that is compared with itself differs nowhere. */
static void
test_itself (void)
{
  for (guint seed = naive_first_seed (), n = naive_n_cases (N_CASES); n > 0; seed++, n--)
    {
      g_autoptr (JsonObject) root = naive_generate_lively (seed);
      g_autoptr (NaiveCase) the_case = naive_case_new (root, NULL);
      g_autoptr (ParcoursSimulation) one = naive_real_simulation (the_case, FALSE, NULL);
      g_autoptr (ParcoursSimulation) other = naive_real_simulation (the_case, FALSE, NULL);
      g_autoptr (ParcoursCounts) before =
        parcours_simulation_count (one, G_MAXUINT, PARCOURS_DAY, 1, NULL, NULL, NULL, NULL);
      g_autoptr (ParcoursCounts) after =
        parcours_simulation_count (other, G_MAXUINT, PARCOURS_DAY, 2, NULL, NULL, NULL, NULL);
      g_autoptr (ParcoursPairing) pairing = parcours_pairing_new ();
      g_autoptr (GArray) ways = NULL;

      parcours_pairing_add (pairing, before, after);
      ways = parcours_pairing_find_other_ways (one, other, G_MAXUINT, 1, NULL, NULL);
      if (parcours_pairing_differs (pairing) || ways->len > 0)
        g_error ("seed %u: a version differs from itself", seed);
    }
}

/* All conditions in a document that can be asked outside a passage. */
static void
find_conditions (JsonNode  *node,
                 GPtrArray *found)
{
  static const char *names[] = { "if", "exit", "entry-segment", "contact", "segment" };

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        find_conditions (json_array_get_element (json_node_get_array (node), i), found);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        {
          JsonNode *condition = json_object_get_member (json_node_get_object (node), names[i]);
          g_autofree char *text = condition != NULL && JSON_NODE_HOLDS_OBJECT (condition)
                                    ? parcours_json_to_line (condition) : NULL;

          if (text != NULL && strstr (text, "\"since\":\"") == NULL && strstr (text, "\"trigger\"") == NULL)
            g_ptr_array_add (found, condition);
        }
      for (GList *l = values; l != NULL; l = l->next)
        find_conditions (l->data, found);
    }
}

static void
assert_condition (guint               seed,
                  NaiveCase          *the_case,
                  NaiveEngine        *engine,
                  ParcoursPopulation *population,
                  ParcoursFrame      *frame,
                  JsonNode           *node)
{
  g_autoptr (ParcoursCondition) condition = parcours_condition_parse (node, NULL);
  g_autoptr (ParcoursPredicate) predicate = NULL;
  g_autoptr (ParcoursBinding) binding = NULL;
  g_autoptr (ParcoursState) state = NULL;
  guint64 matches[1] = { 0 };
  guint n = 0;

  if (condition == NULL)
    return;
  predicate = parcours_predicate_new (condition, frame, NULL, NULL);
  binding = parcours_binding_new (frame, population);
  state = parcours_state_new (binding);
  for (guint i = 0; i < population->n; i++)
    {
      gboolean row;

      parcours_state_load (state, i, the_case->settings.from);
      row = parcours_predicate_test (predicate, state);
      n += row ? 1 : 0;
      if (row != naive_engine_test (engine, i, node, the_case->settings.from))
        {
          g_autofree char *text = parcours_json_to_line (node);

          g_error ("seed %u, contact %u: %s is %s", seed, i, text, row ? "true in the first engine" : "false in the first");
        }
    }
  g_assert_cmpuint (parcours_predicate_count (predicate, state, 0, population->n, the_case->settings.from, matches), ==, n);
}

/* A condition is the same for one contact, for a column of contacts, and as the second engine understands it. */
static void
test_predicates (void)
{
  for (guint seed = naive_first_seed (), n = naive_n_cases (N_CASES); n > 0; seed++, n--)
    {
      g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
      g_autoptr (NaiveCase) the_case = NULL;
      g_autoptr (NaiveEngine) engine = NULL;
      g_autoptr (ParcoursTexts) texts = parcours_texts_new ();
      g_autoptr (ParcoursPopulation) population = NULL;
      g_autoptr (GPtrArray) conditions = g_ptr_array_new ();

      json_node_take_object (root, naive_generate (seed));
      the_case = naive_case_new (json_node_get_object (root), NULL);
      engine = naive_engine_new (the_case);
      population = naive_real_population (the_case, texts);
      find_conditions (root, conditions);
      for (guint i = 0; i < conditions->len; i++)
        {
          g_autoptr (ParcoursFrame) frame = parcours_frame_new (texts, the_case->library);

          assert_condition (seed, the_case, engine, population, frame, g_ptr_array_index (conditions, i));
        }
    }
}

/**
 * naive_add_properties:
 *
 * Adds these tests to the program.
 */
void
naive_add_properties (void)
{
  g_test_add_func ("/properties/unreached", test_unreached);
  g_test_add_func ("/properties/unrelated", test_unrelated);
  g_test_add_func ("/properties/prefix", test_prefix);
  g_test_add_func ("/properties/conservation", test_conservation);
  g_test_add_func ("/properties/threads", test_threads);
  g_test_add_func ("/properties/chunks", test_chunks);
  g_test_add_func ("/properties/itself", test_itself);
  g_test_add_func ("/properties/predicates", test_predicates);
}
