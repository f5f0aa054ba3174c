/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-coverage.h"
#include "parcours-expectation.h"
#include "parcours-scenario.h"

G_BEGIN_DECLS

/**
 * ParcoursCaseResult:
 * @name: what the case is called
 * @n_expectations: how many things it expects
 * @failures: (element-type ParcoursFailure): what was not met, in order
 * @error: (nullable): why it could not run at all
 */
typedef struct
{
  char *name;
  guint n_expectations;
  GPtrArray *failures;
  GError *error;
} ParcoursCaseResult;

/**
 * ParcoursScenarioResult:
 * @name: (nullable): what the scenario is called
 * @cases: (element-type ParcoursCaseResult): what came of each case
 * @coverage: which ports were taken, over all cases
 *
 * What came of a scenario.
 */
typedef struct
{
  char *name;
  GPtrArray *cases;
  ParcoursCoverage *coverage;
} ParcoursScenarioResult;

ParcoursScenarioResult *parcours_scenario_run            (ParcoursScenario             *scenario);
void                    parcours_scenario_result_free    (ParcoursScenarioResult       *result);
gboolean                parcours_case_result_passed      (const ParcoursCaseResult     *result);
JsonNode               *parcours_scenario_result_to_json (const ParcoursScenarioResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursScenarioResult, parcours_scenario_result_free)

G_END_DECLS
