/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-catalog-data.h"
#include "parcours-catalog.h"

G_BEGIN_DECLS

/* The tests on the catalogue's data that need more than the object in hand. */
gboolean     parcours_step_type_check    (const ParcoursStepType *type,
                                          const ParcoursCatalog  *catalog,
                                          GError                **error);
gboolean     parcours_row_check          (const ParcoursRow      *row,
                                          const ParcoursCatalog  *catalog,
                                          GError                **error);
gboolean     parcours_recipe_check       (const ParcoursRecipe   *recipe,
                                          const ParcoursCatalog  *catalog,
                                          GError                **error);
gboolean     parcours_constraint_check   (JsonObject             *constraint,
                                          const ParcoursRow      *row,
                                          GError                **error);

G_END_DECLS
