/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-project.h"
#include "parcours-run-options.h"
#include "parcours-simulation.h"
#include "parcours-snapshot.h"
#include "parcours-timeline.h"

G_BEGIN_DECLS

/**
 * ParcoursRunPlan:
 *
 * All that a simulation of the workspace depends on, as it was when the plan was
 * made: another thread may carry it out while the workspace changes.
 */
typedef struct _ParcoursRunPlan ParcoursRunPlan;

ParcoursRunPlan          *parcours_run_plan_new     (ParcoursProject           *project,
                                                     const char                *slug,
                                                     const ParcoursRunOptions  *options);
void                      parcours_run_plan_free    (ParcoursRunPlan           *plan);
void                      parcours_run_plan_add     (ParcoursRunPlan           *plan,
                                                     ParcoursAutomation        *automation);
guint                     parcours_run_plan_n_automations (const ParcoursRunPlan *plan);
void                      parcours_run_plan_set_behaviour (ParcoursRunPlan     *plan,
                                                     ParcoursBehaviour         *behaviour);
void                      parcours_run_plan_set_timeline (ParcoursRunPlan      *plan,
                                                     ParcoursTimeline          *timeline);
void                      parcours_run_plan_swap    (ParcoursRunPlan           *plan,
                                                     const char                *slug,
                                                     const char                *at,
                                                     ParcoursAutomation        *version,
                                                     JsonObject                *moves);
void                      parcours_run_plan_set_seed (ParcoursRunPlan          *plan,
                                                     guint64                    seed);
void                      parcours_run_plan_set_settings (ParcoursRunPlan      *plan,
                                                     JsonObject                *settings);
void                      parcours_run_plan_set_automations (ParcoursRunPlan   *plan,
                                                     GPtrArray                 *automations);
void                      parcours_run_plan_set_zone (ParcoursRunPlan          *plan,
                                                     const ParcoursZone        *zone);
void                      parcours_run_plan_set_threads (ParcoursRunPlan       *plan,
                                                     guint                      n_threads);
const char               *parcours_run_plan_path    (const ParcoursRunPlan     *plan);
ParcoursAutomation       *parcours_run_plan_nth_automation (const ParcoursRunPlan *plan,
                                                     guint                      n);
guint                     parcours_run_plan_threads (const ParcoursRunPlan     *plan);
const ParcoursRunOptions *parcours_run_plan_options (const ParcoursRunPlan     *plan);
ParcoursLibrary          *parcours_run_plan_library (const ParcoursRunPlan     *plan);
gint64                    parcours_run_plan_bucket  (const ParcoursRunPlan     *plan);
ParcoursSimulation       *parcours_run_plan_prepare (const ParcoursRunPlan     *plan,
                                                     ParcoursStore             *store,
                                                     ParcoursSnapshot          *snapshot,
                                                     GCancellable              *cancellable,
                                                     GError                   **error);
ParcoursBehaviour        *parcours_run_plan_find_behaviour (const char         *name,
                                                     ParcoursStore             *store,
                                                     GError                   **error);
gint64                    parcours_run_plan_count   (const ParcoursRunPlan     *plan,
                                                     const ParcoursCondition   *condition,
                                                     ParcoursStore             *store,
                                                     ParcoursSnapshot          *snapshot,
                                                     gint64                    *total,
                                                     GCancellable              *cancellable,
                                                     GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursRunPlan, parcours_run_plan_free)

G_END_DECLS
