/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "parcours-job.h"
#include "parcours-project.h"
#include "parcours-run-plan.h"

G_BEGIN_DECLS

/**
 * ParcoursRun:
 *
 * What came of simulating automations over contacts: the counts, and what is
 * needed to ask why. Immutable, and safe to hand from thread to thread.
 */
typedef struct _ParcoursRun ParcoursRun;

#define PARCOURS_TYPE_RUN (parcours_run_get_type ())

GType                     parcours_run_get_type       (void);
ParcoursRun              *parcours_run_ref            (ParcoursRun               *run);
void                      parcours_run_unref          (ParcoursRun               *run);
const ParcoursRunOptions *parcours_run_options        (ParcoursRun               *run);
ParcoursSimulation       *parcours_run_simulation     (ParcoursRun               *run);
ParcoursLibrary          *parcours_run_library        (ParcoursRun               *run);
const ParcoursCounts     *parcours_run_counts         (ParcoursRun               *run);
guint                     parcours_run_n_contacts     (ParcoursRun               *run);
guint                     parcours_run_n_new          (ParcoursRun               *run);
gboolean                  parcours_run_is_sample      (ParcoursRun               *run);
double                    parcours_run_scale          (ParcoursRun               *run);
guint                     parcours_run_n_automations  (ParcoursRun               *run);
ParcoursAutomation       *parcours_run_automation     (ParcoursRun               *run,
                                                       guint                      n);
int                       parcours_run_find_automation (ParcoursRun              *run,
                                                       const char                *slug);
gboolean                  parcours_run_find_contact   (ParcoursRun               *run,
                                                       gint64                     id,
                                                       guint                     *contact);
guint                     parcours_run_bucket         (ParcoursRun               *run,
                                                       gint64                     at);
GArray                   *parcours_run_steps_in_order (ParcoursRun               *run,
                                                       guint                      automation);

char                     *parcours_run_load_address   (ParcoursRun               *run,
                                                       ParcoursStore             *store,
                                                       guint64                    key);

void                      parcours_project_run_async  (ParcoursProject           *project,
                                                       const char                *slug,
                                                       const ParcoursRunOptions  *options,
                                                       ParcoursJob               *job,
                                                       GAsyncReadyCallback        callback,
                                                       gpointer                   user_data);
ParcoursRun              *parcours_project_run_finish (ParcoursProject           *project,
                                                       GAsyncResult              *result,
                                                       GError                   **error);
void                      parcours_run_plan_run_async (ParcoursRunPlan          *plan,
                                                       ParcoursJob               *job,
                                                       GAsyncReadyCallback        callback,
                                                       gpointer                   user_data);
ParcoursRun              *parcours_run_plan_run_finish (GAsyncResult            *result,
                                                       GError                   **error);
ParcoursRun              *parcours_project_run        (ParcoursProject           *project,
                                                       const char                *slug,
                                                       const ParcoursRunOptions  *options,
                                                       ParcoursJob               *job,
                                                       GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursRun, parcours_run_unref)

G_END_DECLS
