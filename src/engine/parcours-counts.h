/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-program.h"
#include "parcours-refusal.h"

G_BEGIN_DECLS

/* What is counted of a message: sent, and then each reaction. */
#define PARCOURS_N_COUNTED (PARCOURS_N_REACTIONS + 1)

/**
 * ParcoursCounts:
 * @n_contacts: how many contacts have run
 * @from: the first instant
 * @bucket: how many seconds a bucket has
 * @n_buckets: how many buckets there are
 * @rows: (array): a row for each bucket. In a row: by step, how many arrived there otherwise than by a port, from 0;
 *   how many left it otherwise than by a port, from @out; by port, how many left by it, from @ports; by message and
 *   %PARCOURS_N_COUNTED, from @reactions; by automation, how many entered, from @entered
 * @width: of a row
 * @outcomes: (array): by step and #ParcoursOutcome; not who left a step that acts by its port and is just done
 * @failed: (array): by step, how many ended there with an error
 * @endings: (array): by automation and #ParcoursEnding
 * @refusals: (array): by trigger step and #ParcoursRefusal
 * @revenue: (array): by message, what people bought because of it, in hundredths of the currency
 *
 * What a run adds up: plain numbers, so that parts of a run can be added. At
 * every step, in = ports + out + inside; who leaves by a port arrives where that leads. What happens in one bucket lies
 * together, since a contact that runs stays in one for a while.
 */
typedef struct
{
  ParcoursProgram *program; /* (owned) */
  guint n_contacts;
  gint64 from;
  gint64 bucket;
  guint n_buckets;
  guint32 *rows;
  guint width;
  guint out;
  guint ports;
  guint reactions;
  guint entered;
  guint32 *outcomes;
  guint32 *failed;
  guint32 *endings;
  guint32 *refusals;
  guint64 *revenue;
  guint64 n_steps_run;
} ParcoursCounts;

ParcoursCounts *parcours_counts_new        (ParcoursProgram      *program,
                                            gint64                from,
                                            gint64                to,
                                            gint64                bucket);
void            parcours_counts_free       (ParcoursCounts       *counts);
void            parcours_counts_clear      (ParcoursCounts       *counts);
void            parcours_counts_add        (ParcoursCounts       *counts,
                                            const ParcoursCounts *more);
void            parcours_counts_subtract   (ParcoursCounts       *counts,
                                            const ParcoursCounts *less);

guint           parcours_counts_bucket     (const ParcoursCounts *counts,
                                            gint64                at);
guint64         parcours_counts_step_in    (const ParcoursCounts *counts,
                                            guint                 step,
                                            guint                 until);
guint64         parcours_counts_step_inside (const ParcoursCounts *counts,
                                            guint                 step,
                                            guint                 until);
guint64         parcours_counts_port       (const ParcoursCounts *counts,
                                            guint                 step,
                                            guint                 port,
                                            guint                 until);
guint64         parcours_counts_entered    (const ParcoursCounts *counts,
                                            guint                 automation,
                                            guint                 until);
guint64         parcours_counts_inside     (const ParcoursCounts *counts,
                                            guint                 automation,
                                            guint                 until);
guint64         parcours_counts_ended      (const ParcoursCounts *counts,
                                            guint                 automation,
                                            ParcoursEnding        ending);
guint64         parcours_counts_outcome    (const ParcoursCounts *counts,
                                            guint                 step,
                                            ParcoursOutcome       outcome);
guint64         parcours_counts_refused    (const ParcoursCounts *counts,
                                            guint                 step,
                                            ParcoursRefusal       refusal);
guint64         parcours_counts_sent       (const ParcoursCounts *counts,
                                            guint                 bucket);
guint64         parcours_counts_message    (const ParcoursCounts *counts,
                                            guint                 message,
                                            guint                 which,
                                            guint                 until);
double          parcours_counts_revenue    (const ParcoursCounts *counts,
                                            guint                 message);
JsonNode       *parcours_counts_to_json    (const ParcoursCounts *counts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursCounts, parcours_counts_free)

G_END_DECLS
