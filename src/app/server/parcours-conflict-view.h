/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-project-remotes.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CONFLICT_VIEW (parcours_conflict_view_get_type ())

/**
 * ParcoursConflictView:
 *
 * Both versions of an automation that was changed here and on a server, side by
 * side, with what differs marked. It emits `decided` with a #ParcoursResolution,
 * or -1 to decide later.
 */
G_DECLARE_FINAL_TYPE (ParcoursConflictView, parcours_conflict_view, PARCOURS, CONFLICT_VIEW, AdwBin)

const char *parcours_conflict_view_slug (ParcoursConflictView *view);
void        parcours_conflict_view_show (ParcoursConflictView *view,
                                         ParcoursProject      *project,
                                         ParcoursRemote       *remote,
                                         ParcoursConflict     *conflict);

G_END_DECLS
