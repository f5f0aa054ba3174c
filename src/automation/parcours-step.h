/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-catalog.h"

G_BEGIN_DECLS

/**
 * ParcoursStep:
 * @id: its name in the automation, `[a-z][a-z0-9-]{0,63}`, never changed
 * @type_name: the step type, known to the catalogue or not
 * @type: (nullable): the step type, %NULL if this Parcours does not know it
 * @row_id: (nullable): the catalogue row it was made from
 * @params: its parameters
 * @x: the middle of its card, in canvas units (pixels at 100 %)
 * @y: the upper edge of its card
 * @title: (nullable): a person's name for it
 * @note: (nullable): a person's note on it
 * @node: the JSON it was read from, unknown keys included
 *
 * One step of an automation, immutable.
 */
typedef struct
{
  gatomicrefcount ref_count;
  char *id;
  char *type_name;
  const ParcoursStepType *type;
  char *row_id;
  JsonObject *params;
  double x;
  double y;
  char *title;
  char *note;
  JsonNode *node;
} ParcoursStep;

ParcoursStep      *parcours_step_new         (const char          *id,
                                              JsonNode            *node,
                                              GError             **error);
ParcoursStep      *parcours_step_ref         (ParcoursStep        *step);
void               parcours_step_unref       (ParcoursStep        *step);
gboolean           parcours_step_id_is_valid (const char          *id);

JsonNode          *parcours_step_with_member (const ParcoursStep  *step,
                                              const char          *name,
                                              JsonNode            *value);
JsonNode          *parcours_step_with_param  (const ParcoursStep  *step,
                                              const char          *name,
                                              JsonNode            *value);
JsonNode          *parcours_step_at          (const ParcoursStep  *step,
                                              double               x,
                                              double               y);

const ParcoursRow *parcours_step_origin      (const ParcoursStep  *step);
const ParcoursRow *parcours_step_row         (const ParcoursStep  *step,
                                              ParcoursPlatform     platform);
const char        *parcours_step_name        (const ParcoursStep  *step,
                                              const ParcoursRow   *row);
guint              parcours_step_n_ports     (const ParcoursStep  *step);
const char        *parcours_step_nth_port    (const ParcoursStep  *step,
                                              guint                n);
const char        *parcours_step_port_label  (const ParcoursStep  *step,
                                              guint                n);
int                parcours_step_port        (const ParcoursStep  *step,
                                              const char          *port);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursStep, parcours_step_unref)

G_END_DECLS
