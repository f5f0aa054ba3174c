/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "parcours-counts.h"

G_BEGIN_DECLS

/* No step has more ports. */
#define PARCOURS_MAX_PORTS 10

/**
 * ParcoursStepCount:
 * @in: how many have arrived at the step
 * @inside: how many are there now
 * @out: by port of its type, how many have left by it
 */
typedef struct
{
  guint64 in;
  guint64 inside;
  guint64 out[PARCOURS_MAX_PORTS];
} ParcoursStepCount;

#define PARCOURS_TYPE_STEP_COUNTS (parcours_step_counts_get_type ())

/**
 * ParcoursStepCounts:
 *
 * How many contacts stand where in one automation at one instant: what a canvas
 * shows. Filled once, then shared and never changed.
 */
typedef struct _ParcoursStepCounts ParcoursStepCounts;

GType                    parcours_step_counts_get_type (void);
ParcoursStepCounts      *parcours_step_counts_new      (guint64                    entered,
                                                        gboolean                   is_sample);
ParcoursStepCounts      *parcours_step_counts_read     (const ParcoursCounts      *counts,
                                                        guint                      automation,
                                                        guint                      until,
                                                        double                     scale);
ParcoursStepCounts      *parcours_step_counts_ref      (ParcoursStepCounts        *counts);
void                     parcours_step_counts_unref    (ParcoursStepCounts        *counts);
void                     parcours_step_counts_set      (ParcoursStepCounts        *counts,
                                                        const char                *id,
                                                        const ParcoursStepCount   *count);
const ParcoursStepCount *parcours_step_counts_get      (const ParcoursStepCounts  *counts,
                                                        const char                *id);
guint64                  parcours_step_counts_entered  (const ParcoursStepCounts  *counts);
gboolean                 parcours_step_counts_is_sample (const ParcoursStepCounts *counts);
gboolean                 parcours_step_counts_is_whole (const ParcoursStepCounts  *counts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursStepCounts, parcours_step_counts_unref)

G_END_DECLS
