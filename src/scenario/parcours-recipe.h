/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-automation.h"
#include "parcours-library.h"

G_BEGIN_DECLS

#define PARCOURS_RECIPE_FORMAT "parcours-template/1"

/**
 * ParcoursRecipe:
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
} ParcoursRecipe;

ParcoursRecipe *parcours_recipe_new           (const char              *title,
                                               const char              *description,
                                               const char              *category,
                                               ParcoursAutomation      *automation,
                                               JsonObject              *entities,
                                               JsonArray               *scenarios,
                                               GError                 **error);
ParcoursRecipe *parcours_recipe_new_from_json (const char              *name,
                                               gboolean                 is_own,
                                               JsonNode                *node,
                                               GError                 **error);
ParcoursRecipe *parcours_recipe_ref           (ParcoursRecipe          *recipe);
void            parcours_recipe_unref         (ParcoursRecipe          *recipe);
JsonNode       *parcours_recipe_scenario      (const ParcoursRecipe    *recipe,
                                               guint                    n);

/* parcours-recipe-references.c */
JsonObject     *parcours_recipe_collect       (const ParcoursAutomation *automation,
                                               const ParcoursLibrary    *library);

/* parcours-recipe-words.c */
void            parcours_recipe_translate     (JsonNode                *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursRecipe, parcours_recipe_unref)

G_END_DECLS
