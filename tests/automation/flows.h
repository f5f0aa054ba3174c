/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-automation.h"

G_BEGIN_DECLS

JsonNode           *test_json             (const char *text);
ParcoursAutomation *test_automation       (const char *steps,
                                           const char *links);
ParcoursAutomation *test_random_flow      (GRand      *rand,
                                           guint       n_steps,
                                           double      n_joins);
void                test_assert_rules     (ParcoursAutomation *automation);
const ParcoursRow  *test_row              (const char *id);

G_END_DECLS
