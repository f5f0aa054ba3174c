/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-capability.h"
#include "parcours-recipe.h"
#include "parcours-row.h"
#include "parcours-topic.h"

G_BEGIN_DECLS

/**
 * ParcoursCatalog:
 *
 * Every step type, every row of every platform, every topic and every capability,
 * read once from the resources of the program and never changed.
 */
typedef struct _ParcoursCatalog ParcoursCatalog;

const ParcoursCatalog  *parcours_catalog_get         (void);
ParcoursCatalog        *parcours_catalog_new         (JsonNode               *topics,
                                                      JsonNode               *steps,
                                                      JsonNode              **platforms,
                                                      JsonNode               *capabilities,
                                                      JsonNode               *recipes,
                                                      GError                **error);
void                    parcours_catalog_free        (ParcoursCatalog        *catalog);

guint                   parcours_catalog_n_types     (const ParcoursCatalog  *catalog);
const ParcoursStepType *parcours_catalog_nth_type    (const ParcoursCatalog  *catalog,
                                                      guint                   n);
const ParcoursStepType *parcours_catalog_type        (const ParcoursCatalog  *catalog,
                                                      const char             *name);

guint                   parcours_catalog_n_topics    (const ParcoursCatalog  *catalog);
const ParcoursTopic    *parcours_catalog_nth_topic   (const ParcoursCatalog  *catalog,
                                                      guint                   n);
const ParcoursTopic    *parcours_catalog_topic       (const ParcoursCatalog  *catalog,
                                                      const char             *name);

guint                   parcours_catalog_n_rows      (const ParcoursCatalog  *catalog,
                                                      ParcoursPlatform        platform);
const ParcoursRow      *parcours_catalog_nth_row     (const ParcoursCatalog  *catalog,
                                                      ParcoursPlatform        platform,
                                                      guint                   n);
const ParcoursRow      *parcours_catalog_row         (const ParcoursCatalog  *catalog,
                                                      const char             *id);
const ParcoursRow      *parcours_catalog_counterpart (const ParcoursCatalog  *catalog,
                                                      ParcoursPlatform        platform,
                                                      const char             *type,
                                                      JsonObject             *params);
const ParcoursRecipe   *parcours_catalog_recipe      (const ParcoursCatalog  *catalog,
                                                      ParcoursPlatform        platform,
                                                      const char             *type,
                                                      JsonObject             *params);
char                  **parcours_catalog_alternatives (const ParcoursCatalog *catalog,
                                                       const ParcoursRow     *row);
const char             *parcours_catalog_quote       (JsonObject             *words);
JsonObject             *parcours_catalog_platform    (const ParcoursCatalog  *catalog,
                                                      ParcoursPlatform        platform);
gboolean                parcours_catalog_is_notice   (const ParcoursCatalog  *catalog,
                                                      ParcoursPlatform        platform,
                                                      const char             *type);

guint                     parcours_catalog_n_capabilities   (const ParcoursCatalog *catalog);
const ParcoursCapability *parcours_catalog_nth_capability   (const ParcoursCatalog *catalog,
                                                             guint                  n);

guint                     parcours_catalog_n_recipes        (const ParcoursCatalog *catalog);
const ParcoursRecipe     *parcours_catalog_nth_recipe       (const ParcoursCatalog *catalog,
                                                             guint                  n);

G_END_DECLS
