/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-simulation.h"

ParcoursSimulation *reference_simulation_new (const char        *folder,
                                              guint              n,
                                              const char *const *zones,
                                              guint              winner_after);
ParcoursSimulation *reference_simulation_new_endless (const char *folder,
                                                      guint       n);
ParcoursSimulation *reference_simulation_new_arriving (const char *folder,
                                                       guint       n,
                                                       const char *segment);
ParcoursLibrary    *reference_library_new    (void);
