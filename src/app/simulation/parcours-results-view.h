/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-project-tests.h"
#include "parcours-run-record.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_RESULTS_VIEW (parcours_results_view_get_type ())

/**
 * ParcoursResultsView:
 *
 * What came of one run for one of its automations: figures, days, messages,
 * steps, pressure, coverage, tests.
 *
 * Signals:
 *
 * - `step-activated (utf8 id)`: somebody wants to know more about a step
 * - `show-on-canvas ()`: somebody wants to see the automation
 */
G_DECLARE_FINAL_TYPE (ParcoursResultsView, parcours_results_view, PARCOURS, RESULTS_VIEW, AdwBin)

void parcours_results_view_set          (ParcoursResultsView     *self,
                                         const ParcoursRunReport *report,
                                         guint                    automation);
void parcours_results_view_set_idle     (ParcoursResultsView     *self,
                                         gboolean                 is_idle);
void parcours_results_view_set_tests    (ParcoursResultsView     *self,
                                         const char              *slug,
                                         GPtrArray               *tests);
void parcours_results_view_set_looking  (ParcoursResultsView     *self,
                                         double                   fraction,
                                         const char              *why_not);
void parcours_results_view_update_pressure (ParcoursResultsView  *self);
void parcours_results_view_toggle_table (ParcoursResultsView     *self);

G_END_DECLS
