/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-project.h"

G_BEGIN_DECLS

/**
 * ParcoursEntityUse:
 * @automation: (nullable): the slug of an automation that names the entity
 * @step: (nullable): the id of the first of its steps that does, %NULL where its settings do
 * @kind: (nullable): the kind of another entity that does
 * @slug: (nullable): the slug of that
 * @name: what it is called; where it is neither, what the settings of the workspace speak of
 * @detail: (nullable): which steps of the automation, for people
 *
 * Who names an entity of the library.
 */
typedef struct
{
  char *automation;
  char *step;
  char *kind;
  char *slug;
  char *name;
  char *detail;
} ParcoursEntityUse;

void       parcours_entity_use_free   (ParcoursEntityUse *use);
GPtrArray *parcours_project_find_uses (ParcoursProject   *project,
                                       const char        *kind,
                                       const char        *slug);

G_END_DECLS
