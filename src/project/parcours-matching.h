/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-condition.h"
#include "parcours-snapshot.h"
#include "parcours-zone.h"

G_BEGIN_DECLS

/**
 * ParcoursMatching:
 * @bits: (array): a bit for each number of a contact, set where the condition is met
 * @n_bits: how many
 * @n_matches: by how many contacts it is met
 * @total: how many there are
 *
 * Which contacts of a workspace meet a condition.
 */
typedef struct
{
  guint64 *bits;
  gint64 n_bits;
  guint n_matches;
  guint total;
} ParcoursMatching;

/**
 * ParcoursMatchingContext:
 * @snapshot: what is kept from one question to the next
 * @library: what the condition's references resolve to
 * @automation: (nullable): the slug of the automation whose condition it is
 * @zone: the zone of the workspace
 * @generation: of the workspace, see parcours_project_generation()
 * @now: the instant of evaluation
 */
typedef struct
{
  ParcoursSnapshot *snapshot;
  ParcoursLibrary *library;
  const char *automation;
  const ParcoursZone *zone;
  guint generation;
  gint64 now;
} ParcoursMatchingContext;

ParcoursPopulation *parcours_matching_find (const ParcoursMatchingContext  *context,
                                            ParcoursStore                  *store,
                                            const ParcoursCondition        *condition,
                                            guint64                       **places,
                                            guint64                        *n_matches,
                                            GCancellable                   *cancellable,
                                            GError                        **error);
ParcoursMatching   *parcours_matching_new  (const ParcoursMatchingContext  *context,
                                            ParcoursStore                  *store,
                                            const ParcoursCondition        *condition,
                                            GCancellable                   *cancellable,
                                            GError                        **error);
void                parcours_matching_free (ParcoursMatching               *matching);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursMatching, parcours_matching_free)

G_END_DECLS
