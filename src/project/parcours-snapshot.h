/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-frame.h"
#include "parcours-population.h"
#include "parcours-store.h"

G_BEGIN_DECLS

/**
 * ParcoursSnapshot:
 *
 * The contacts of a workspace in memory, as far as somebody has asked about
 * them. It is for one thread, that of its connection.
 */
typedef struct _ParcoursSnapshot ParcoursSnapshot;

ParcoursSnapshot   *parcours_snapshot_new        (ParcoursTexts      *texts);
void                parcours_snapshot_free       (ParcoursSnapshot   *snapshot);
ParcoursTexts      *parcours_snapshot_texts      (ParcoursSnapshot   *snapshot);
ParcoursPopulation *parcours_snapshot_population (ParcoursSnapshot   *snapshot,
                                                  ParcoursStore      *store,
                                                  guint               generation,
                                                  ParcoursFrame      *frame,
                                                  GCancellable       *cancellable,
                                                  GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursSnapshot, parcours_snapshot_free)

G_END_DECLS
