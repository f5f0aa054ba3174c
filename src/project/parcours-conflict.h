/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "parcours-automation.h"
#include "parcours-store-conflicts.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CONFLICT (parcours_conflict_get_type ())

/**
 * ParcoursConflict:
 *
 * An automation that was changed here and on a server: what the server has and
 * what both come from. Ours is the automation itself. It never changes: a list
 * replaces it.
 */
G_DECLARE_FINAL_TYPE (ParcoursConflict, parcours_conflict, PARCOURS, CONFLICT, GObject)

ParcoursConflict   *parcours_conflict_new        (const ParcoursConflictInfo *info,
                                                  const char                 *base);
const char         *parcours_conflict_slug       (ParcoursConflict           *conflict);
const char         *parcours_conflict_etag       (ParcoursConflict           *conflict);
int                 parcours_conflict_revision   (ParcoursConflict           *conflict);
gint64              parcours_conflict_at         (ParcoursConflict           *conflict);
gboolean            parcours_conflict_is_deleted (ParcoursConflict           *conflict);
gboolean            parcours_conflict_is_fetched (ParcoursConflict           *conflict);
ParcoursAutomation *parcours_conflict_theirs     (ParcoursConflict           *conflict);
ParcoursAutomation *parcours_conflict_base       (ParcoursConflict           *conflict);
gboolean            parcours_conflict_same       (ParcoursConflict           *conflict,
                                                  ParcoursConflict           *other);

G_END_DECLS
