/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-object-params.h"

G_BEGIN_DECLS

const ParcoursParam *parcours_leaf_param  (JsonObject   *leaf);
const char          *parcours_where_owner (ParcoursForm *form,
                                           JsonObject   *scope);

G_END_DECLS
