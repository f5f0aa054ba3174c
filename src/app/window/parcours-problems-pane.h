/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-check.h"
#include "parcours-document.h"
#include "parcours-library.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_PROBLEMS_PANE (parcours_problems_pane_get_type ())

/**
 * ParcoursProblemsPane:
 *
 * What is wrong with an automation, the gravest first, each with the ways to mend
 * it. Emits `step-chosen` with the id of a step (nullable), `fixed` with the
 * #ParcoursEdit that a person wants, and `closed`.
 */
G_DECLARE_FINAL_TYPE (ParcoursProblemsPane, parcours_problems_pane, PARCOURS, PROBLEMS_PANE, AdwBin)

void     parcours_problems_pane_set         (ParcoursProblemsPane *pane,
                                             ParcoursDocument     *document,
                                             GPtrArray            *checks,
                                             ParcoursLibrary      *library);
gboolean parcours_problems_pane_select_step (ParcoursProblemsPane *pane,
                                             const char           *step);

G_END_DECLS
