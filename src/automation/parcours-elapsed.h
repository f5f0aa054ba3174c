/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-flow.h"

G_BEGIN_DECLS

/* A step that has no last day: something before it waits without a limit. */
#define PARCOURS_ELAPSED_NEVER (-1)

/**
 * ParcoursElapsed:
 *
 * On which day after their entry contacts can stand at each step, as the waits
 * of the automation have it: what nobody can say before a run is left open.
 */
typedef struct _ParcoursElapsed ParcoursElapsed;

ParcoursElapsed *parcours_elapsed_new     (const ParcoursFlow     *flow);
void             parcours_elapsed_free    (ParcoursElapsed        *elapsed);
int              parcours_elapsed_first   (const ParcoursElapsed  *elapsed,
                                           guint                   step);
int              parcours_elapsed_last    (const ParcoursElapsed  *elapsed,
                                           guint                   step);
gboolean         parcours_elapsed_is_new  (const ParcoursElapsed  *elapsed,
                                           guint                   step);
char            *parcours_elapsed_label   (const ParcoursElapsed  *elapsed,
                                           guint                   step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursElapsed, parcours_elapsed_free)

G_END_DECLS
