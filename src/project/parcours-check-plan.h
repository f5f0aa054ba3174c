/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-checks.h"
#include "parcours-project.h"
#include "parcours-snapshot.h"

G_BEGIN_DECLS

/**
 * ParcoursCheckPlan:
 *
 * All that checking an automation of the workspace depends on, as it was when the
 * plan was made: another thread may carry it out while the workspace changes.
 */
typedef struct _ParcoursCheckPlan ParcoursCheckPlan;

ParcoursCheckPlan *parcours_check_plan_new  (ParcoursProject     *project,
                                             ParcoursAutomation  *automation,
                                             ParcoursPlatform     platform);
void               parcours_check_plan_free (ParcoursCheckPlan   *plan);
GPtrArray         *parcours_check_plan_run  (ParcoursCheckPlan   *plan,
                                             ParcoursStore       *store,
                                             ParcoursSnapshot    *snapshot,
                                             GCancellable        *cancellable,
                                             char              ***left_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursCheckPlan, parcours_check_plan_free)

G_END_DECLS
