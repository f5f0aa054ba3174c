/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-run-record.h"

G_BEGIN_DECLS

/* So many runs can be asked why, as long as the workspace is open. */
#define PARCOURS_RUNS_REMEMBERED 3

GListModel *parcours_project_runs             (ParcoursProject      *project);
void        parcours_project_keep_run_async   (ParcoursProject      *project,
                                               ParcoursRunRecord    *record,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void        parcours_project_delete_run_async (ParcoursProject      *project,
                                               ParcoursRunRecord    *record,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean    parcours_project_run_kept_finish  (ParcoursProject      *project,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
