/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-check.h"

G_BEGIN_DECLS

ParcoursCheck *parcours_check_new     (const char     *code,
                                       char           *message);
void           parcours_check_add_fix (ParcoursCheck  *check,
                                       const char     *label,
                                       ParcoursEdit   *edit,
                                       gboolean        only_answer);

G_END_DECLS
