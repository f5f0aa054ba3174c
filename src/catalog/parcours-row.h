/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-library.h"
#include "parcours-platform.h"
#include "parcours-step-type.h"

G_BEGIN_DECLS

/**
 * ParcoursRow:
 * @id: the id of `catalog.tsv`, such as `ac.tag-added`; on *Any* the name of the type
 * @platform: the platform that offers it
 * @type: the step type that carries it
 * @label: the platform's own words for it, in English
 * @label_fr: the same in French
 * @category: the platform's own category, in English
 * @category_fr: the same in French
 * @help: (nullable): what it does in English, a msgid, where it does less or more than its type says
 * @ports: (array zero-terminated=1): the ports that the platform offers
 * @params: (element-type utf8 JsonObject): what the row changes of the type's parameters:
 *   `fixed` (null: always left out), `default`, `required`, `hidden`, `choices`, `modes`, `like`
 * @constraints: (nullable): rules that a design can break, for the checks
 * @requires: (array zero-terminated=1): features that must be there
 * @plans: (array zero-terminated=1): the plans that have it; empty for every plan
 * @uses: (array zero-terminated=1): what people use it for, slugs of templates
 * @notes: (array zero-terminated=1): what was decided where the platform leaves something open, to be translated
 * @variants: (element-type ParcoursRow): the same row on other step types, which its form offers
 *   instead: other ways to wait
 *
 * A step as one platform offers it, immutable.
 */
typedef struct
{
  char *id;
  ParcoursPlatform platform;
  const ParcoursStepType *type;
  char *label;
  char *label_fr;
  char *category;
  char *category_fr;
  char *help;
  char **ports;
  GHashTable *params;
  JsonArray *constraints;
  char **requires;
  char **plans;
  char **uses;
  char **notes;
  GPtrArray *variants;
} ParcoursRow;

ParcoursRow       *parcours_row_new_from_json   (ParcoursPlatform        platform,
                                                 const ParcoursStepType *type,
                                                 JsonObject             *object,
                                                 JsonObject             *file,
                                                 JsonObject             *common,
                                                 GError                **error);
ParcoursRow       *parcours_row_new_for_type    (const ParcoursStepType *type,
                                                 JsonObject             *common);
ParcoursRow       *parcours_row_new_variant     (const ParcoursRow      *row,
                                                 const ParcoursStepType *type);
void               parcours_row_free            (ParcoursRow            *row);
const char        *parcours_row_label           (const ParcoursRow      *row);
const char        *parcours_row_category        (const ParcoursRow      *row);
const char        *parcours_row_help            (const ParcoursRow      *row);
char              *parcours_row_dup_notes       (const ParcoursRow      *row);
const ParcoursRow *parcours_row_for_type        (const ParcoursRow      *row,
                                                 const char             *type);

JsonNode          *parcours_row_fixed           (const ParcoursRow      *row,
                                                 const char             *param);
JsonNode          *parcours_row_default         (const ParcoursRow      *row,
                                                 const ParcoursParam    *param);
gboolean           parcours_row_requires_param  (const ParcoursRow      *row,
                                                 const ParcoursParam    *param);
gboolean           parcours_row_shows_param     (const ParcoursRow      *row,
                                                 const ParcoursParam    *param);
gboolean           parcours_row_takes_field     (const ParcoursRow      *row,
                                                 const char             *param,
                                                 const ParcoursEntity   *field);
char             **parcours_row_choices         (const ParcoursRow      *row,
                                                 const ParcoursParam    *param);
gboolean           parcours_row_offers_value    (const ParcoursRow      *row,
                                                 const ParcoursParam    *param,
                                                 JsonNode               *value);
gboolean           parcours_row_offers_port     (const ParcoursRow      *row,
                                                 const char             *port);
JsonObject        *parcours_row_effective_params (const ParcoursRow     *row,
                                                  JsonObject            *params);
int                parcours_row_agreement       (const ParcoursRow      *row,
                                                 JsonObject             *params);
char             **parcours_row_listens         (const ParcoursRow      *row,
                                                 JsonObject             *params);
char             **parcours_row_publishes       (const ParcoursRow      *row,
                                                 JsonObject             *params);
JsonNode          *parcours_row_to_json         (const ParcoursRow      *row);

G_END_DECLS
