/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-form.h"
#include "parcours-pick-item.h"

G_BEGIN_DECLS

void parcours_condition_menu_fill (ParcoursForm *form,
                                   GListStore   *list);
void parcours_where_menu_fill     (ParcoursForm *form,
                                   const char   *owner,
                                   GListStore   *list);

G_END_DECLS
