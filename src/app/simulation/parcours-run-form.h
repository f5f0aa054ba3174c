/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-project.h"
#include "parcours-run-options.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_RUN_FORM (parcours_run_form_get_type ())

/**
 * ParcoursRunForm:
 *
 * What a simulation is made with, as four buttons, each of which opens what it
 * sets: the period, the behaviour, the speed at which it is played, the seed.
 * Emits `changed`. Folded, it is one button that opens all four.
 */
G_DECLARE_FINAL_TYPE (ParcoursRunForm, parcours_run_form, PARCOURS, RUN_FORM, AdwBin)

void                parcours_run_form_set_project (ParcoursRunForm          *form,
                                                   ParcoursProject          *project,
                                                   const ParcoursRunOptions *options);
ParcoursRunOptions *parcours_run_form_dup_options (ParcoursRunForm          *form);
double              parcours_run_form_get_speed   (ParcoursRunForm          *form);
int                 parcours_run_form_get_full_width (ParcoursRunForm       *form);
void                parcours_run_form_set_folded  (ParcoursRunForm          *form,
                                                   gboolean                  folded);

G_END_DECLS
