/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-run-report.h"
#include "parcours-store-runs.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_RUN_RECORD (parcours_run_record_get_type ())

/**
 * ParcoursRunRecord:
 *
 * A simulation that a workspace keeps: what was run, with which automations, and
 * what came of it. Emits `changed` when more of it is known.
 */
G_DECLARE_FINAL_TYPE (ParcoursRunRecord, parcours_run_record, PARCOURS, RUN_RECORD, GObject)

ParcoursRunRecord        *parcours_run_record_new         (ParcoursRun             *run,
                                                           const char              *slug,
                                                           guint                    generation,
                                                           const ParcoursZone      *zone);
ParcoursRunRecord        *parcours_run_record_new_saved   (const ParcoursSavedRun  *saved);
ParcoursSavedRun         *parcours_run_record_to_saved    (ParcoursRunRecord       *record);

gint64                    parcours_run_record_id          (ParcoursRunRecord       *record);
const char               *parcours_run_record_name        (ParcoursRunRecord       *record);
void                      parcours_run_record_set_name    (ParcoursRunRecord       *record,
                                                           const char              *name);
gint64                    parcours_run_record_at          (ParcoursRunRecord       *record);
const char               *parcours_run_record_slug        (ParcoursRunRecord       *record);
const ParcoursRunOptions *parcours_run_record_options     (ParcoursRunRecord       *record);
GPtrArray                *parcours_run_record_automations (ParcoursRunRecord       *record);
ParcoursAutomation       *parcours_run_record_automation  (ParcoursRunRecord       *record,
                                                           const char              *slug);
const ParcoursRunReport  *parcours_run_record_report      (ParcoursRunRecord       *record);
void                      parcours_run_record_set_pressure (ParcoursRunRecord      *record,
                                                           const ParcoursPressure  *pressure);
ParcoursRun              *parcours_run_record_run         (ParcoursRunRecord       *record);
void                      parcours_run_record_drop_run    (ParcoursRunRecord       *record);
gboolean                  parcours_run_record_is_stale    (ParcoursRunRecord       *record,
                                                           ParcoursProject         *project);

G_END_DECLS
