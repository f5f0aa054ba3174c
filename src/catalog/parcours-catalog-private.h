/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-catalog.h"

G_BEGIN_DECLS

/* What the catalogue's own files share: how data is refused, and the tests on
 * it that need more than the object in hand. */
gboolean     parcours_catalog_fail       (GError                **error,
                                          const char             *format,
                                          ...) G_GNUC_PRINTF (2, 3);
JsonNode    *parcours_catalog_load       (const char             *name);
char       **parcours_catalog_strings    (JsonObject             *object,
                                          const char             *name);
gboolean     parcours_catalog_read_notes (JsonObject             *object,
                                          JsonObject             *file,
                                          char                 ***notes,
                                          GError                **error);
gboolean     parcours_catalog_speaks_french (void);
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
