/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-automation.h"

G_BEGIN_DECLS

/* Steps of every row of the catalogue, filled in so that nothing is wrong with them. */
JsonObject         *sample_params     (const ParcoursRow   *row,
                                       gboolean             all);
ParcoursAutomation *sample_automation (const ParcoursRow   *row,
                                       JsonObject          *params);

G_END_DECLS
