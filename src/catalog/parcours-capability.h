/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-row.h"

G_BEGIN_DECLS

/**
 * ParcoursCapability:
 * @id: the id of `catalog.tsv`, such as `ac.cap-scoring`
 * @platform: the platform that has it
 * @label: the platform's own words for it, in English
 * @label_fr: the same in French
 * @category: where it belongs, in English
 * @category_fr: the same in French
 * @where: where a person finds it here, a sentence to be translated
 * @carried_by: by what Parcours has it, in the words of the vocabulary
 * @requires: (array zero-terminated=1): features that must be there
 * @plans: (array zero-terminated=1): the plans that have it; empty for every plan
 * @notes: (array zero-terminated=1): what was decided where the platform leaves something open, to be translated
 *
 * Something that a platform can do across its steps, immutable.
 */
typedef struct
{
  char *id;
  ParcoursPlatform platform;
  char *label;
  char *label_fr;
  char *category;
  char *category_fr;
  char *where;
  char *carried_by;
  char **requires;
  char **plans;
  char **notes;
} ParcoursCapability;

ParcoursCapability *parcours_capability_new_from_json (JsonObject                *object,
                                                       JsonObject                *file,
                                                       GError                   **error);
void                parcours_capability_free          (ParcoursCapability        *capability);
const char         *parcours_capability_label         (const ParcoursCapability  *capability);
const char         *parcours_capability_category      (const ParcoursCapability  *capability);
JsonNode           *parcours_capability_to_json       (const ParcoursCapability  *capability);

G_END_DECLS
