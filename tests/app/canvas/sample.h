/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-automation.h"
#include "parcours-library.h"
#include "parcours-step-counts.h"

G_BEGIN_DECLS

ParcoursAutomation *sample_automation (void);
ParcoursAutomation *sample_large      (guint n_steps);
ParcoursLibrary    *sample_library    (void);
ParcoursStepCounts *sample_counts     (void);
ParcoursStepCounts *sample_flow       (ParcoursAutomation *automation,
                                       guint64             entered);

G_END_DECLS
