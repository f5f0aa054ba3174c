/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-case.h"

G_BEGIN_DECLS

#define PARCOURS_SCENARIO_FORMAT "parcours-scenario/1"

/**
 * ParcoursScenario:
 *
 * Tests for automations: what people do, and what shall come of it (DESIGN
 * section 8, vocabulary, section 7). Immutable.
 */
typedef struct _ParcoursScenario ParcoursScenario;

ParcoursScenario *parcours_scenario_new_from_json (JsonNode                *node,
                                                   const char              *folder,
                                                   GError                 **error);
JsonNode         *parcours_scenario_complete      (JsonObject              *scenario,
                                                   JsonArray               *automations,
                                                   JsonObject              *entities);
JsonNode         *parcours_scenario_rename        (JsonNode                *scenario,
                                                   const char              *from,
                                                   const char              *to);
ParcoursScenario *parcours_scenario_load          (const char              *path,
                                                   GError                 **error);
void              parcours_scenario_free          (ParcoursScenario        *self);
const char       *parcours_scenario_name          (const ParcoursScenario  *self);
guint             parcours_scenario_n_cases       (const ParcoursScenario  *self);
ParcoursCase     *parcours_scenario_nth_case      (const ParcoursScenario  *self,
                                                   guint                    n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursScenario, parcours_scenario_free)

G_END_DECLS
