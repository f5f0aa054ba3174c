/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-explanation.h"

G_BEGIN_DECLS

/* So many contacts stand as examples for a reason. */
#define PARCOURS_N_EXAMPLES 3

/**
 * ParcoursAbsence:
 * @why: (owned): the reason, a sentence without a full stop in the user's language
 * @has_entered: whether they were in the automation
 * @n: how many contacts
 * @examples: the numbers of the first of them, at most @n
 *
 * Contacts who never came to a step, all for the same reason.
 */
typedef struct
{
  char *why;
  gboolean has_entered;
  guint n;
  guint examples[PARCOURS_N_EXAMPLES];
} ParcoursAbsence;

/**
 * ParcoursAbsences:
 *
 * Why those who did not come to a step did not, over all contacts of a run.
 * Immutable.
 */
typedef struct _ParcoursAbsences ParcoursAbsences;

ParcoursAbsences      *parcours_absences_find       (ParcoursSimulation     *simulation,
                                                     guint                   step,
                                                     guint                   n_contacts,
                                                     ParcoursProgress        progress,
                                                     gpointer                user_data,
                                                     GCancellable           *cancellable,
                                                     GError                **error);
void                   parcours_absences_free       (ParcoursAbsences       *absences);
guint                  parcours_absences_n_contacts (const ParcoursAbsences *absences);
guint                  parcours_absences_n_reached  (const ParcoursAbsences *absences);
guint                  parcours_absences_n          (const ParcoursAbsences *absences);
const ParcoursAbsence *parcours_absences_nth        (const ParcoursAbsences *absences,
                                                     guint                   n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursAbsences, parcours_absences_free)

G_END_DECLS
