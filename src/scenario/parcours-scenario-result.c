/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-scenario-result.h"

static void
case_result_free (gpointer data)
{
  ParcoursCaseResult *result = data;

  g_free (result->name);
  g_ptr_array_unref (result->failures);
  g_clear_error (&result->error);
  g_free (result);
}

/**
 * parcours_scenario_result_free:
 * @result: (transfer full): a result
 */
void
parcours_scenario_result_free (ParcoursScenarioResult *result)
{
  g_free (result->name);
  g_ptr_array_unref (result->cases);
  parcours_coverage_free (result->coverage);
  g_free (result);
}

static ParcoursCaseResult *
run_case (ParcoursCase     *played,
          ParcoursCoverage *coverage)
{
  ParcoursCaseResult *result = g_new0 (ParcoursCaseResult, 1);
  g_autoptr (ParcoursPlay) play = parcours_play_new (played, TRUE, &result->error);

  result->name = g_strdup (played->name != NULL ? played->name : "");
  if (play == NULL)
    {
      g_prefix_error (&result->error, _("case “%s”, "), result->name);
      result->failures = g_ptr_array_new ();
      return result;
    }
  result->n_expectations = parcours_play_n_expectations (play);
  if (result->n_expectations == 0)
    g_set_error (&result->error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("case “%s”, expects nothing"), result->name);
  result->failures = parcours_play_check (play);
  parcours_coverage_add (coverage, parcours_play_counts (play));

  return result;
}

/**
 * parcours_scenario_run:
 * @scenario: a scenario
 *
 * Returns: (transfer full): what came of its cases
 */
ParcoursScenarioResult *
parcours_scenario_run (ParcoursScenario *scenario)
{
  ParcoursScenarioResult *result = g_new0 (ParcoursScenarioResult, 1);

  result->name = g_strdup (parcours_scenario_name (scenario));
  result->cases = g_ptr_array_new_with_free_func (case_result_free);
  result->coverage = parcours_coverage_new ();
  for (guint i = 0; i < parcours_scenario_n_cases (scenario); i++)
    g_ptr_array_add (result->cases, run_case (parcours_scenario_nth_case (scenario, i), result->coverage));

  return result;
}

/**
 * parcours_case_result_passed:
 * @result: what came of a case
 *
 * Returns: whether it ran and all that it expects was met
 */
gboolean
parcours_case_result_passed (const ParcoursCaseResult *result)
{
  return result->error == NULL && result->failures->len == 0;
}

static JsonObject *
failure_to_json (const ParcoursFailure *failure)
{
  JsonObject *object = json_object_new ();
  JsonArray *reasons = json_array_new ();

  for (guint i = 0; failure->reasons[i] != NULL; i++)
    json_array_add_string_element (reasons, failure->reasons[i]);
  json_object_set_string_member (object, "expectation", failure->path);
  if (failure->contact != NULL)
    json_object_set_string_member (object, "contact", failure->contact);
  json_object_set_string_member (object, "expected", failure->expected);
  json_object_set_string_member (object, "actual", failure->actual);
  json_object_set_array_member (object, "reasons", reasons);

  return object;
}

static JsonObject *
case_to_json (const ParcoursCaseResult *result)
{
  JsonObject *object = json_object_new ();
  JsonArray *failures = json_array_new ();

  for (guint i = 0; i < result->failures->len; i++)
    json_array_add_object_element (failures, failure_to_json (g_ptr_array_index (result->failures, i)));
  json_object_set_string_member (object, "name", result->name);
  json_object_set_boolean_member (object, "passed", parcours_case_result_passed (result));
  json_object_set_array_member (object, "failures", failures);
  if (result->error != NULL)
    json_object_set_string_member (object, "error", result->error->message);

  return object;
}

/**
 * parcours_scenario_result_to_json:
 * @result: what came of a scenario
 *
 * Returns: (transfer full): {"name", "cases": [...], "coverage"}
 */
JsonNode *
parcours_scenario_result_to_json (const ParcoursScenarioResult *result)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *cases = json_array_new ();

  for (guint i = 0; i < result->cases->len; i++)
    json_array_add_object_element (cases, case_to_json (g_ptr_array_index (result->cases, i)));
  if (result->name != NULL)
    json_object_set_string_member (object, "name", result->name);
  json_object_set_array_member (object, "cases", cases);
  json_object_set_member (object, "coverage", parcours_coverage_to_json (result->coverage));
  json_node_take_object (node, object);

  return node;
}
