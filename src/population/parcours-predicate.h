/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-state.h"

G_BEGIN_DECLS

/**
 * ParcoursPredicate:
 *
 * A condition compiled on a frame. It is tested on the state of one contact by
 * jumps from leaf to leaf, or counted over a whole population column by column.
 * Immutable and shared by threads.
 */
typedef struct _ParcoursPredicate ParcoursPredicate;

ParcoursPredicate *parcours_predicate_new         (const ParcoursCondition *condition,
                                                   ParcoursFrame           *frame,
                                                   const char              *automation,
                                                   const ParcoursZone      *zone);
void               parcours_predicate_free        (ParcoursPredicate       *predicate);
guint64            parcours_predicate_reads       (const ParcoursPredicate *predicate);
gboolean           parcours_predicate_is_timed    (const ParcoursPredicate *predicate);

gboolean           parcours_predicate_test        (const ParcoursPredicate *predicate,
                                                   const ParcoursState     *state);
gint64             parcours_predicate_next_change (const ParcoursPredicate *predicate,
                                                   const ParcoursState     *state);

guint              parcours_predicate_count       (const ParcoursPredicate *predicate,
                                                   ParcoursState           *state,
                                                   guint                    first,
                                                   guint                    end,
                                                   gint64                   now,
                                                   guint64                 *matches);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursPredicate, parcours_predicate_free)

G_END_DECLS
