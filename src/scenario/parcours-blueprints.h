/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-blueprint.h"

G_BEGIN_DECLS

/*
 * The templates there are: those that come with the program, in the user's
 * language, and those that a person has saved, which every workspace offers.
 */
GPtrArray         *parcours_blueprints_list   (GPtrArray         *errors);
GPtrArray         *parcours_blueprints_with   (const ParcoursRow *row,
                                               guint              max);
ParcoursBlueprint *parcours_blueprints_find   (const char        *name,
                                               GError           **error);
ParcoursBlueprint *parcours_blueprints_save   (ParcoursBlueprint *blueprint,
                                               GError           **error);
gboolean           parcours_blueprints_delete (const char        *name,
                                               GError           **error);
char              *parcours_blueprints_folder (void);

G_END_DECLS
