/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-object.h"
#include "parcours-where.h"

G_BEGIN_DECLS

/**
 * ParcoursFilter:
 *
 * A payload filter whose literals are numbers of a pool of texts: what decides
 * whether an event or a record passes. Immutable.
 */
typedef struct _ParcoursFilter ParcoursFilter;

/**
 * ParcoursLookup:
 * @source: what is tested
 * @key: a key
 *
 * Returns: the value that @source has under @key
 */
typedef ParcoursValue (*ParcoursLookup) (gconstpointer source,
                                         GQuark        key);

ParcoursFilter *parcours_filter_new          (const ParcoursWhere  *where,
                                              ParcoursTexts        *texts);
void            parcours_filter_free         (ParcoursFilter       *filter);
gboolean        parcours_filter_test         (const ParcoursFilter *filter,
                                              gconstpointer         source,
                                              ParcoursLookup        lookup,
                                              gint64                now,
                                              const ParcoursZone   *zone);
gboolean        parcours_filter_test_object  (const ParcoursFilter *filter,
                                              const ParcoursObject *object,
                                              gint64                now,
                                              const ParcoursZone   *zone);
gint64          parcours_filter_next_change  (const ParcoursFilter *filter,
                                              gconstpointer         source,
                                              ParcoursLookup        lookup,
                                              gint64                now,
                                              const ParcoursZone   *zone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursFilter, parcours_filter_free)

G_END_DECLS
