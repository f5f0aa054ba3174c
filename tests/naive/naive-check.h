/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "naive-engine.h"
#include "naive-real.h"

G_BEGIN_DECLS

gboolean naive_check  (JsonObject  *root,
                       char       **difference,
                       GError     **error);
void     naive_shrink (JsonNode    *root);
char    *naive_compare_engines (NaiveCase           *the_case,
                                NaiveEngine         *engine,
                                ParcoursSimulation  *lean,
                                ParcoursSimulation  *full);

G_END_DECLS
