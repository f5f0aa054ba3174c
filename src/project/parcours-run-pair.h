/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-pairing.h"
#include "parcours-run.h"

G_BEGIN_DECLS

/* Beyond so many runs the margins hardly shrink any more. */
#define PARCOURS_RUN_PAIR_MAX_RUNS 1000

/* So many contacts that go another way are known by their address. */
#define PARCOURS_RUN_PAIR_NAMED 100

/**
 * ParcoursRunPair:
 *
 * What came of simulating the same contacts twice, with something changed: two
 * versions of an automation, two behaviours, other settings. Immutable.
 */
typedef struct _ParcoursRunPair ParcoursRunPair;

ParcoursRunPair       *parcours_run_pair_ref        (ParcoursRunPair      *pair);
void                   parcours_run_pair_unref      (ParcoursRunPair      *pair);
const ParcoursPairing *parcours_run_pair_pairing    (ParcoursRunPair      *pair);
ParcoursRun           *parcours_run_pair_before     (ParcoursRunPair      *pair);
ParcoursRun           *parcours_run_pair_after      (ParcoursRunPair      *pair);
GArray                *parcours_run_pair_other_ways (ParcoursRunPair      *pair);
char                  *parcours_run_pair_name       (ParcoursRunPair      *pair,
                                                     guint                 n);

void                   parcours_run_pair_async      (ParcoursRunPlan      *before,
                                                     ParcoursRunPlan      *after,
                                                     guint                 n_runs,
                                                     ParcoursJob          *job,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
ParcoursRunPair       *parcours_run_pair_finish     (GAsyncResult         *result,
                                                     GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursRunPair, parcours_run_pair_unref)

G_END_DECLS
