/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-automation.h"
#include "parcours-library.h"

G_BEGIN_DECLS

/*
 * Who names an entity: steps of automations, and other entities.
 */
gboolean   parcours_step_uses       (const ParcoursStep       *step,
                                     const char               *kind,
                                     const char               *slug);
GPtrArray *parcours_automation_uses (const ParcoursAutomation *automation,
                                     const char               *kind,
                                     const char               *slug);
gboolean   parcours_columns_use     (JsonObject               *columns,
                                     const char               *kind,
                                     const char               *slug);

G_END_DECLS
