/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-automation.h"
#include "parcours-step-counts.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_STEP_TALLY (parcours_step_tally_get_type ())

/**
 * ParcoursStepTally:
 *
 * How many contacts came to a step in the run, how many are there, and what
 * share left by each of its ports.
 */
G_DECLARE_FINAL_TYPE (ParcoursStepTally, parcours_step_tally, PARCOURS, STEP_TALLY, GtkWidget)

GtkWidget *parcours_step_tally_new (void);
void       parcours_step_tally_set (ParcoursStepTally        *tally,
                                    ParcoursAutomation       *automation,
                                    const ParcoursStep       *step,
                                    const ParcoursStepCounts *counts);

G_END_DECLS
