/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-picker.h"
#include "parcours-value-editor.h"

G_BEGIN_DECLS

/* What references can name: things of the library, steps, topics. */

const char *parcours_reference_kind   (ParcoursForm        *form,
                                       const ParcoursParam *param,
                                       JsonObject          *scope);
void        parcours_references_fill  (ParcoursForm        *form,
                                       const ParcoursParam *param,
                                       const char          *kind,
                                       JsonObject          *scope,
                                       GListStore          *list);
char       *parcours_reference_label  (ParcoursForm        *form,
                                       const ParcoursParam *param,
                                       const char          *kind,
                                       const char          *slug,
                                       gboolean            *is_missing);
void        parcours_references_set_new (ParcoursPicker    *picker,
                                       ParcoursForm        *form,
                                       const ParcoursParam *param,
                                       const char          *kind,
                                       JsonObject          *scope);

G_END_DECLS
