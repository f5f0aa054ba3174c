/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-edit.h"
#include "parcours-ways.h"

G_BEGIN_DECLS

const ParcoursRecipe *parcours_nearest_recipe (const ParcoursStep   *step,
                                               ParcoursPlatform      platform);
char                 *parcours_nearest_words  (const ParcoursRecipe *recipe,
                                               ParcoursPlatform      platform);
ParcoursEdit         *parcours_nearest_edit   (const ParcoursRecipe *recipe,
                                               const ParcoursWays   *ways,
                                               guint                 step,
                                               ParcoursPlatform      platform);

G_END_DECLS
