/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-geometry.h"

G_BEGIN_DECLS

/**
 * ParcoursGrid:
 *
 * Finds numbered things by where they lie. A thing may lie in several boxes; it
 * is found once.
 */
typedef struct _ParcoursGrid ParcoursGrid;

ParcoursGrid *parcours_grid_new    (guint               n);
void          parcours_grid_free   (ParcoursGrid       *grid);
void          parcours_grid_add    (ParcoursGrid       *grid,
                                    guint               thing,
                                    const ParcoursBox  *box);
void          parcours_grid_remove (ParcoursGrid       *grid,
                                    guint               thing,
                                    const ParcoursBox  *box);
void          parcours_grid_find   (ParcoursGrid       *grid,
                                    const ParcoursBox  *box,
                                    GArray             *things);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursGrid, parcours_grid_free)

G_END_DECLS
