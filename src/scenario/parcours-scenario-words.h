/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "parcours-expectation.h"
#include "parcours-names.h"

G_BEGIN_DECLS

char *parcours_scenario_entry_words       (JsonObject            *entry,
                                           const ParcoursNames   *names);
char *parcours_scenario_time_to_words     (const char            *time);
char *parcours_scenario_entry_time        (JsonObject            *entry,
                                           const ParcoursNames   *names);
char *parcours_scenario_expectation_words (const char            *key,
                                           JsonNode              *value,
                                           const ParcoursNames   *names);
char *parcours_failure_expected_words     (const ParcoursFailure *failure,
                                           const ParcoursNames   *names);
char *parcours_failure_actual_words       (const ParcoursFailure *failure,
                                           const ParcoursNames   *names);

G_END_DECLS
