/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-automation.h"
#include "parcours-names.h"

G_BEGIN_DECLS

/*
 * Steps in the user's language. A card shows the headline and below it the
 * sentence; lists and screen readers get both on one line.
 */

ParcoursNames parcours_automation_names (const ParcoursAutomation *automation,
                                         const ParcoursLibrary    *library);
char         *parcours_step_headline    (const ParcoursStep       *step,
                                         const ParcoursAutomation *automation,
                                         const ParcoursLibrary    *library);
char         *parcours_step_sentence    (const ParcoursStep       *step,
                                         const ParcoursAutomation *automation,
                                         const ParcoursLibrary    *library);
char         *parcours_step_to_words    (const ParcoursStep       *step,
                                         const ParcoursAutomation *automation,
                                         const ParcoursLibrary    *library);

G_END_DECLS
