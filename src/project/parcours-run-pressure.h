/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-pressure.h"
#include "parcours-run.h"

G_BEGIN_DECLS

void              parcours_run_pressure_async  (ParcoursRun          *run,
                                                ParcoursJob          *job,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
ParcoursPressure *parcours_run_pressure_finish (GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
