/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-run-plan.h"
#include "parcours-run.h"

G_BEGIN_DECLS

ParcoursRun *parcours_run_new      (const ParcoursRunPlan *plan,
                                    ParcoursSimulation    *simulation,
                                    ParcoursCounts        *counts);
guint        parcours_run_n_wanted (const ParcoursRunPlan *plan,
                                    ParcoursSimulation    *simulation);
ParcoursRun *parcours_run_carry_out (const ParcoursRunPlan  *plan,
                                     ParcoursStore          *store,
                                     ParcoursSnapshot       *snapshot,
                                     ParcoursProgress        progress,
                                     gpointer                user_data,
                                     GCancellable           *cancellable,
                                     GError                **error);

G_END_DECLS
