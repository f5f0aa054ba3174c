/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-run-record.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_RESULTS_PAGE (parcours_results_page_get_type ())

/**
 * ParcoursResultsPage:
 *
 * The simulations that a workspace keeps, and what came of one of them. It runs
 * the simulation itself, with a progress bar and Cancel, and then looks at each
 * contact of it.
 *
 * Signals:
 *
 * - `message (utf8 text)`: something to be told
 * - `deleted (utf8 id)`: a run is gone; parcours_results_page_undelete() takes that back
 * - `show-on-canvas (utf8 slug)`: somebody wants to see an automation
 */
G_DECLARE_FINAL_TYPE (ParcoursResultsPage, parcours_results_page, PARCOURS, RESULTS_PAGE, AdwBin)

void               parcours_results_page_set_project (ParcoursResultsPage      *page,
                                                      ParcoursProject          *project);
void               parcours_results_page_run         (ParcoursResultsPage      *page,
                                                      const char               *slug,
                                                      const ParcoursRunOptions *options);
void               parcours_results_page_stop        (ParcoursResultsPage      *page);
void               parcours_results_page_undelete    (ParcoursResultsPage      *page,
                                                      const char               *id);
ParcoursRunRecord *parcours_results_page_record      (ParcoursResultsPage      *page);

G_END_DECLS
