/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-simulation.h"

G_BEGIN_DECLS

/**
 * ParcoursPaired:
 * @before: a count in the one simulation, the mean of all runs
 * @after: the same in the other
 * @difference: @after - @before
 * @margin: half the width of the 95 % confidence interval around @difference, NAN after a single run
 *
 * One count, compared.
 */
typedef struct
{
  double before;
  double after;
  double difference;
  double margin;
} ParcoursPaired;

/**
 * ParcoursPairing:
 *
 * Two simulations of the same people with the same luck, compared count by count:
 * what one and the same future would have been with another version of an
 * automation. Each run adds a future with another seed; since a run differs from
 * its partner only by what was changed, few runs are enough.
 */
typedef struct _ParcoursPairing ParcoursPairing;

ParcoursPairing *parcours_pairing_new     (void);
void             parcours_pairing_free    (ParcoursPairing      *pairing);
void             parcours_pairing_add     (ParcoursPairing      *pairing,
                                           const ParcoursCounts *before,
                                           const ParcoursCounts *after);
guint            parcours_pairing_n_runs  (const ParcoursPairing *pairing);
gboolean         parcours_pairing_lookup  (const ParcoursPairing *pairing,
                                           const char           *path,
                                           ParcoursPaired       *paired);
gboolean         parcours_pairing_differs (const ParcoursPairing *pairing);
JsonNode        *parcours_pairing_to_json (const ParcoursPairing *pairing);

GArray          *parcours_pairing_find_other_ways (ParcoursSimulation  *before,
                                                   ParcoursSimulation  *after,
                                                   guint                n_contacts,
                                                   guint                n_threads,
                                                   GCancellable        *cancellable,
                                                   GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursPairing, parcours_pairing_free)

G_END_DECLS
