/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `simulate --compare`: the same people with the same luck, and something changed. */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>

#include "parcours-cli-compare.h"
#include "parcours-cli-output.h"
#include "parcours-cli-workspace.h"
#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-run-pair.h"
#include "parcours-step-words.h"
#include "parcours-store-contacts.h"

#define N_COLUMNS 5

/* So many contacts are named; JSON has them all. */
#define MAX_NAMED 10

/**
 * parcours_cli_comparison_is_wanted:
 * @comparison: what the options say
 *
 * Returns: whether anything is to be compared
 */
gboolean
parcours_cli_comparison_is_wanted (const ParcoursCliComparison *comparison)
{
  return comparison->path != NULL || comparison->seed >= 0;
}

/**
 * parcours_cli_comparison_check:
 * @comparison: what the options say
 *
 * Returns: %PARCOURS_EXIT_DONE, or what is wrong with the options, which is printed
 */
int
parcours_cli_comparison_check (const ParcoursCliComparison *comparison)
{
  if (comparison->n_runs < 1 || comparison->n_runs > PARCOURS_RUN_PAIR_MAX_RUNS)
    return parcours_cli_fail (_("--runs: there have to be 1 to %d runs"), PARCOURS_RUN_PAIR_MAX_RUNS);
  if (comparison->n_runs > 1 && !parcours_cli_comparison_is_wanted (comparison))
    return parcours_cli_fail (_("--runs: say with --compare what to compare with"));

  return PARCOURS_EXIT_DONE;
}

static gboolean
has_automation (const ParcoursRunPlan *plan,
                const char            *slug)
{
  for (guint i = 0; i < parcours_run_plan_n_automations (plan); i++)
    {
      if (g_str_equal (parcours_automation_slug (parcours_run_plan_nth_automation (plan, i)), slug))
        return TRUE;
    }

  return FALSE;
}

/* The automation in the place of the one file that is simulated: luck goes by the id. */
static ParcoursAutomation *
rename_automation (const ParcoursCliRequest  *request,
                   ParcoursAutomation        *automation,
                   GError                   **error)
{
  g_autoptr (ParcoursAutomation) file = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (g_strv_length (request->files) != 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("it is “%s”, which is not simulated: name one file to compare it with"),
                   parcours_automation_slug (automation));
      return NULL;
    }
  file = parcours_automation_load (request->files[0], error);
  if (file == NULL)
    return NULL;
  node = parcours_automation_to_json (automation);
  json_object_set_string_member (json_node_get_object (node), "id", parcours_automation_id (file));
  json_object_set_string_member (json_node_get_object (node), "slug", parcours_automation_slug (file));

  return parcours_automation_from_json (node, error);
}

/* It stands for that of the same slug, else for the one file that is simulated. */
static gboolean
change_automation (const ParcoursCliRequest  *request,
                   ParcoursRunPlan           *plan,
                   JsonNode                  *node,
                   GError                   **error)
{
  g_autoptr (ParcoursAutomation) automation = parcours_automation_from_json (node, error);
  g_autoptr (ParcoursAutomation) renamed = NULL;

  if (automation == NULL)
    return FALSE;
  if (!has_automation (plan, parcours_automation_slug (automation)))
    {
      renamed = rename_automation (request, automation, error);
      if (renamed == NULL)
        return FALSE;
    }
  parcours_run_plan_add (plan, renamed != NULL ? renamed : automation);

  return TRUE;
}

static gboolean
change_behaviour (ParcoursRunPlan  *plan,
                  JsonNode         *node,
                  GError          **error)
{
  g_autoptr (ParcoursBehaviour) behaviour = parcours_behaviour_new_from_json (node, error);

  if (behaviour != NULL)
    parcours_run_plan_set_behaviour (plan, behaviour);

  return behaviour != NULL;
}

static gboolean
change_timeline (ParcoursRunPlan  *plan,
                 JsonNode         *node,
                 GError          **error)
{
  g_autoptr (ParcoursTimeline) timeline = parcours_timeline_new_from_json (node, error);

  if (timeline != NULL)
    parcours_run_plan_set_timeline (plan, timeline);

  return timeline != NULL;
}

/* What a file changes is told by its format; without one it holds settings of the workspace. */
static gboolean
change (const ParcoursCliRequest  *request,
        ParcoursRunPlan           *plan,
        JsonNode                  *node,
        GError                   **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *format = object != NULL ? parcours_json_member_string (object, "format") : NULL;

  if (g_strcmp0 (format, PARCOURS_BEHAVIOUR_FORMAT) == 0)
    return change_behaviour (plan, node, error);
  if (g_strcmp0 (format, PARCOURS_TIMELINE_FORMAT) == 0)
    return change_timeline (plan, node, error);
  if (object == NULL || format != NULL)
    return change_automation (request, plan, node, error);
  parcours_run_plan_set_settings (plan, object);

  return TRUE;
}

static ParcoursRunPlan *
changed_plan (const ParcoursCliRequest     *request,
              const ParcoursCliComparison  *comparison,
              ParcoursProject              *project,
              GError                      **error)
{
  g_autoptr (ParcoursRunPlan) plan = parcours_cli_request_plan (request, project, error);
  g_autoptr (JsonNode) node = NULL;
  GError *local_error = NULL;

  if (plan == NULL)
    return NULL;
  if (comparison->seed >= 0)
    parcours_run_plan_set_seed (plan, (guint64) comparison->seed);
  if (comparison->path == NULL)
    return g_steal_pointer (&plan);
  node = parcours_json_load (comparison->path, error);
  if (node == NULL)
    return NULL;
  if (!change (request, plan, node, &local_error))
    {
      g_autofree char *name = g_filename_display_name (comparison->path);

      g_propagate_prefixed_error (error, local_error, "%s: ", name);
      return NULL;
    }

  return g_steal_pointer (&plan);
}

static char *
figure (const ParcoursPairing *pairing,
        double                 number)
{
  return parcours_number_to_words (parcours_pairing_n_runs (pairing) == 1 ? number : round (number * 10) / 10);
}

static char **
make_row (const ParcoursPairing *pairing,
          char                  *name,
          const char            *path)
{
  char **row = g_new0 (char *, N_COLUMNS + 1);
  g_autofree char *difference = NULL;
  ParcoursPaired paired;

  parcours_pairing_lookup (pairing, path, &paired);
  difference = figure (pairing, fabs (paired.difference));
  row[0] = name;
  row[1] = figure (pairing, paired.before);
  row[2] = figure (pairing, paired.after);
  row[3] = g_strconcat (paired.difference < 0 ? "−" : paired.difference > 0 ? "+" : "", difference, NULL);
  row[4] = isnan (paired.margin) ? g_strdup ("") : figure (pairing, paired.margin);

  return row;
}

static void
add_steps (ParcoursRunPair    *pair,
           ParcoursRun        *run,
           ParcoursAutomation *automation,
           ParcoursAutomation *without,
           GPtrArray          *rows)
{
  const ParcoursPairing *pairing = parcours_run_pair_pairing (pair);
  const char *slug = parcours_automation_slug (automation);
  g_autoptr (GArray) order = parcours_run_steps_in_order (run, (guint) parcours_run_find_automation (run, slug));

  for (guint i = 0; i < order->len; i++)
    {
      ParcoursStep *step =
        parcours_program_nth_step (parcours_run_counts (run)->program, g_array_index (order, guint, i), NULL);
      g_autofree char *path = g_strconcat (slug, "/steps/", step->id, "/in", NULL);
      g_autofree char *name = NULL;

      if (without != NULL && parcours_automation_step (without, step->id) != NULL)
        continue;
      name = parcours_step_to_words (step, automation, parcours_run_library (run));
      g_ptr_array_add (rows, make_row (pairing, parcours_cli_shorten (name), path));
    }
}

/* The steps as they are after the change, then those that it has taken away. */
static void
print_automation (ParcoursRunPair    *pair,
                  ParcoursAutomation *automation)
{
  static const gboolean to_the_right[N_COLUMNS] = { FALSE, TRUE, TRUE, TRUE, TRUE };
  const char *head[] = { _("Step"), _("Before"), _("After"), _("Difference"), _("± (95 %)"), NULL };
  const ParcoursPairing *pairing = parcours_run_pair_pairing (pair);
  ParcoursRun *before = parcours_run_pair_before (pair);
  const char *slug = parcours_automation_slug (automation);
  int old = parcours_run_find_automation (before, slug);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *entered = g_strconcat (slug, "/entered", NULL);
  g_autofree char *inside = g_strconcat (slug, "/inside", NULL);

  printf ("\n%s\n", parcours_automation_name (automation));
  g_ptr_array_add (rows, g_strdupv ((char **) head));
  add_steps (pair, parcours_run_pair_after (pair), automation, NULL, rows);
  if (old >= 0)
    add_steps (pair, before, parcours_run_automation (before, (guint) old), automation, rows);
  g_ptr_array_add (rows, make_row (pairing, g_strdup (_("Whole automation")), entered));
  g_ptr_array_add (rows, make_row (pairing, g_strdup (_("Still inside")), inside));
  parcours_cli_print_table (rows, to_the_right);
}

static char *
address_of (ParcoursRunPair *pair,
            ParcoursStore   *store,
            guint64          key)
{
  char *address = store != NULL ? parcours_run_load_address (parcours_run_pair_before (pair), store, key) : NULL;

  return address != NULL ? address : g_strdup_printf ("%016" G_GINT64_MODIFIER "x", key);
}

static void
print_other_ways (ParcoursRunPair *pair,
                  ParcoursStore   *store)
{
  GArray *keys = parcours_run_pair_other_ways (pair);
  guint n_contacts = parcours_run_n_contacts (parcours_run_pair_before (pair));
  g_autofree char *n = parcours_cli_number (keys->len);
  g_autofree char *all = parcours_cli_number (n_contacts);

  printf ("\n");
  if (keys->len == 0)
    {
      printf (_("All %s contacts go the same way.\n"), all);
      return;
    }
  printf (ngettext ("%1$s of %2$s contacts goes another way:\n", "%1$s of %2$s contacts go another way:\n", keys->len), n,
          all);
  for (guint i = 0; i < MIN (keys->len, MAX_NAMED); i++)
    {
      g_autofree char *address = address_of (pair, store, g_array_index (keys, guint64, i));

      printf ("  %s\n", address);
    }
  if (keys->len > MAX_NAMED)
    printf ("  …\n");
}

static void
print_json (ParcoursRunPair *pair,
            ParcoursStore   *store)
{
  g_autoptr (JsonNode) node = parcours_pairing_to_json (parcours_run_pair_pairing (pair));
  GArray *keys = parcours_run_pair_other_ways (pair);
  JsonArray *contacts = json_array_new ();

  for (guint i = 0; i < keys->len; i++)
    {
      g_autofree char *address = address_of (pair, store, g_array_index (keys, guint64, i));

      json_array_add_string_element (contacts, address);
    }
  json_object_set_int_member (json_node_get_object (node), "contacts",
                              parcours_run_n_contacts (parcours_run_pair_before (pair)));
  json_object_set_array_member (json_node_get_object (node), "other-ways", contacts);
  parcours_cli_print_json (node);
}

static void
print (ParcoursRunPair *pair,
       ParcoursStore   *store)
{
  ParcoursRun *after = parcours_run_pair_after (pair);
  guint n_runs = parcours_pairing_n_runs (parcours_run_pair_pairing (pair));
  g_autofree char *contacts = parcours_cli_number (parcours_run_n_contacts (after));

  printf (ngettext ("%2$s contacts, the same luck in %1$u run", "%2$s contacts, the same luck in each of %1$u runs", n_runs),
          n_runs, contacts);
  printf ("\n");
  for (guint i = 0; i < parcours_run_n_automations (after); i++)
    print_automation (pair, parcours_run_automation (after, i));
  print_other_ways (pair, store);
}

/**
 * parcours_cli_compare:
 * @request: what is simulated
 * @comparison: with what it is compared
 * @project: what parcours_cli_request_open() returned
 * @json: whether to print JSON
 *
 * Simulates both, and prints what the change makes of each count and whose way it changes.
 *
 * Returns: the exit status
 */
int
parcours_cli_compare (const ParcoursCliRequest    *request,
                      const ParcoursCliComparison *comparison,
                      ParcoursProject             *project,
                      gboolean                     json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursRunPlan) before = parcours_cli_request_plan (request, project, &error);
  g_autoptr (ParcoursRunPlan) after = before != NULL ? changed_plan (request, comparison, project, &error) : NULL;
  g_autoptr (ParcoursJob) job = parcours_job_new (_("Comparing"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ParcoursRunPair) pair = NULL;
  g_autoptr (ParcoursStore) store = NULL;

  if (after == NULL)
    return parcours_cli_fail_with (error);
  parcours_run_pair_async (g_steal_pointer (&before), g_steal_pointer (&after), (guint) comparison->n_runs, job,
                           parcours_cli_keep_result, &result);
  pair = parcours_run_pair_finish (parcours_cli_wait (job, &result), &error);
  if (pair == NULL)
    return parcours_cli_fail_with (error);
  store = parcours_store_open (parcours_project_path (project), PARCOURS_STORE_READ, NULL);
  if (json)
    print_json (pair, store);
  else
    print (pair, store);

  return PARCOURS_EXIT_DONE;
}
