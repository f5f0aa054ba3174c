/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-pressure.h"
#include "parcours-rehearsal.h"
#include "parcours-run.h"

G_BEGIN_DECLS

/**
 * ParcoursRunStudy:
 *
 * A run, and what is found by looking at each of its contacts: what became of who
 * was inside when a version was swapped, and what automations together do to
 * people. It knows what the contacts are called that it names. Immutable.
 */
typedef struct _ParcoursRunStudy ParcoursRunStudy;

void                     parcours_run_study_free      (ParcoursRunStudy       *study);
ParcoursRun             *parcours_run_study_run       (const ParcoursRunStudy *study);
const ParcoursRehearsal *parcours_run_study_rehearsal (const ParcoursRunStudy *study);
const ParcoursPressure  *parcours_run_study_pressure  (const ParcoursRunStudy *study);
char                    *parcours_run_study_name      (const ParcoursRunStudy *study,
                                                       guint64                 key);
JsonNode                *parcours_run_study_to_json   (const ParcoursRunStudy *study);

void                     parcours_run_study_async     (ParcoursRunPlan        *plan,
                                                       gboolean                pressure,
                                                       ParcoursJob            *job,
                                                       GAsyncReadyCallback     callback,
                                                       gpointer                user_data);
ParcoursRunStudy        *parcours_run_study_finish    (GAsyncResult           *result,
                                                       GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursRunStudy, parcours_run_study_free)

G_END_DECLS
