/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-scenario-result.h"

JsonNode               *scenario_json (const char  *changes);
ParcoursScenarioResult *scenario_run  (const char  *changes,
                                       GError     **error);
char                   *scenario_fail (const char  *changes);
ParcoursCase           *scenario_case (const char  *changes);
