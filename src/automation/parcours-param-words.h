/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-catalog.h"
#include "parcours-names.h"

G_BEGIN_DECLS

char *parcours_param_to_words (const ParcoursStepType *type,
                               const ParcoursParam    *param,
                               JsonObject             *params,
                               const ParcoursNames    *names);
char *parcours_param_to_brief (const ParcoursStepType *type,
                               const ParcoursParam    *param,
                               JsonObject             *params,
                               gboolean                at_start,
                               const ParcoursNames    *names);
char *parcours_template_to_words (const char          *text,
                                  const ParcoursNames *names);

G_END_DECLS
