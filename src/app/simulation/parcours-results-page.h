/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-run.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_RESULTS_PAGE (parcours_results_page_get_type ())

/**
 * ParcoursResultsPage:
 *
 * What came of simulating the automations over all contacts: who entered, who is
 * inside, who left, what would have been sent, step by step. It runs the
 * simulation itself, with a progress bar and Cancel.
 */
G_DECLARE_FINAL_TYPE (ParcoursResultsPage, parcours_results_page, PARCOURS, RESULTS_PAGE, AdwBin)

void parcours_results_page_set_project (ParcoursResultsPage      *page,
                                        ParcoursProject          *project);
void parcours_results_page_run         (ParcoursResultsPage      *page,
                                        const char               *slug,
                                        const ParcoursRunOptions *options);
void parcours_results_page_stop        (ParcoursResultsPage      *page);

G_END_DECLS
