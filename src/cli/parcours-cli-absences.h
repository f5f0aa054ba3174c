/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-simulation.h"

G_BEGIN_DECLS

/**
 * ParcoursCliNameFunc:
 * @world: where names are looked up
 * @contact: the number of a contact
 *
 * Returns: (transfer full): what the contact is called
 */
typedef char *(*ParcoursCliNameFunc) (gpointer world,
                                      guint    contact);

int parcours_cli_explain_absences (ParcoursSimulation  *simulation,
                                   guint                step,
                                   ParcoursCliNameFunc  name,
                                   gpointer             world,
                                   gboolean             as_json);

G_END_DECLS
