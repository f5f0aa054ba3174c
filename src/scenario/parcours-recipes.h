/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-recipe.h"

G_BEGIN_DECLS

/*
 * The templates there are: those that come with the program, in the user's
 * language, and those that a person has saved, which every workspace offers.
 */
GPtrArray      *parcours_recipes_list   (GPtrArray       *errors);
ParcoursRecipe *parcours_recipes_find   (const char      *name,
                                         GError         **error);
ParcoursRecipe *parcours_recipes_save   (ParcoursRecipe  *recipe,
                                         GError         **error);
gboolean        parcours_recipes_delete (const char      *name,
                                         GError         **error);
char           *parcours_recipes_folder (void);

G_END_DECLS
