/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "naive-case.h"
#include "parcours-simulation.h"

G_BEGIN_DECLS

ParcoursPopulation *naive_real_population (NaiveCase           *the_case,
                                           ParcoursTexts       *texts);
ParcoursSimulation *naive_real_simulation (NaiveCase           *the_case,
                                           gboolean             all,
                                           GError             **error);
void                naive_watch_all       (NaiveCase           *the_case,
                                           ParcoursProgram     *program);
GPtrArray          *naive_real_log        (ParcoursSimulation  *simulation,
                                           guint                contact);

G_END_DECLS
