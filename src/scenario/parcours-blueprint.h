/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-automation.h"
#include "parcours-library.h"

G_BEGIN_DECLS

#define PARCOURS_BLUEPRINT_FORMAT "parcours-template/1"

/**
 * ParcoursBlueprint:
 * @name: its name in commands: `brevo/welcome`, or of a person's own the name of its file
 * @is_own: whether a person saved it
 * @node: all of it, keys that nobody knows included
 * @title: what people call it
 * @description: in a sentence, what it is good for; may be empty
 * @category: what it stands under in a list; may be empty
 * @automation: the flow
 * @entities: what the flow refers to, as in a scenario
 * @scenarios: its tests: scenarios without `format`, `automations`, and the entities above
 *
 * What people call a template: a flow to begin with, and all that it needs in a
 * workspace that has nothing of it. (In the code a template is a text with
 * holes.) Immutable.
 */
typedef struct
{
  gatomicrefcount ref_count;
  char *name;
  gboolean is_own;
  JsonNode *node;
  char *title;
  char *description;
  char *category;
  ParcoursAutomation *automation;
  JsonObject *entities;
  JsonArray *scenarios;
} ParcoursBlueprint;

ParcoursBlueprint *parcours_blueprint_new           (const char              *title,
                                                     const char              *description,
                                                     const char              *category,
                                                     ParcoursAutomation      *automation,
                                                     JsonObject              *entities,
                                                     JsonArray               *scenarios,
                                                     GError                 **error);
ParcoursBlueprint *parcours_blueprint_new_from_json (const char              *name,
                                                     gboolean                 is_own,
                                                     JsonNode                *node,
                                                     GError                 **error);
ParcoursBlueprint *parcours_blueprint_ref           (ParcoursBlueprint       *blueprint);
void               parcours_blueprint_unref         (ParcoursBlueprint       *blueprint);
ParcoursBlueprint *parcours_blueprint_with_host     (ParcoursBlueprint       *blueprint,
                                                     const char              *host);
JsonNode          *parcours_blueprint_scenario      (const ParcoursBlueprint *blueprint,
                                                     guint                    n);

/* parcours-blueprint-references.c */
JsonObject *parcours_blueprint_collect (const ParcoursAutomation *automation,
                                        const ParcoursLibrary    *library);

/* parcours-blueprint-words.c */
void parcours_blueprint_translate (JsonNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursBlueprint, parcours_blueprint_unref)

G_END_DECLS
