/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-row.h"

G_BEGIN_DECLS

#define PARCOURS_RECIPE_N_NEEDS 3

/**
 * ParcoursRecipe:
 * @types: the step type that it stands in for, or with `*` at the end all that begin so
 * @platforms: a bit for each platform that it is for
 * @needs: (nullable): the step types that the platform must offer, by the holes {a}, {b} and {c}
 * @condition: (nullable): values that the parameters of the step must have, see parcours_params_hold()
 * @has: (nullable): parameters that the step must say: `text` or `any`; a name may be a path
 * @sentence: in English, a msgid: how nearly the same is built, or why nothing comes near
 * @is_way: whether @sentence says how, rather than why not
 * @keeps: whether what is built does the same to the same contacts at the same time
 * @build: (nullable): what is built, where it can be without asking anybody: `steps`, `links`, `out`, `in`
 *
 * How to build nearly the same where a platform does not offer a step, immutable. See src/README.md.
 */
typedef struct
{
  char *types;
  guint platforms;
  char *needs[PARCOURS_RECIPE_N_NEEDS];
  JsonObject *condition;
  JsonObject *has;
  char *sentence;
  gboolean is_way;
  gboolean keeps;
  JsonObject *build;
} ParcoursRecipe;

ParcoursRecipe *parcours_recipe_new_from_json (JsonObject            *object,
                                               GError               **error);
void            parcours_recipe_free          (ParcoursRecipe        *recipe);
gboolean        parcours_recipe_is_for        (const ParcoursRecipe  *recipe,
                                               const char            *type);
gboolean        parcours_recipe_suits         (const ParcoursRecipe  *recipe,
                                               JsonObject            *params);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursRecipe, parcours_recipe_free)

G_END_DECLS
