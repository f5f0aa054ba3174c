/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-library-maker.h"
#include "parcours-population.h"

G_BEGIN_DECLS

/**
 * ParcoursCast:
 *
 * The people of a scenario: who they are, and all that is theirs at the start
 * (vocabulary, section 7). Immutable.
 */
typedef struct _ParcoursCast ParcoursCast;

ParcoursCast       *parcours_cast_new     (const ParcoursPlace     *contacts,
                                           const ParcoursPlace     *entities,
                                           const char              *folder,
                                           GError                 **error);
void                parcours_cast_free    (ParcoursCast            *self);
guint               parcours_cast_size    (const ParcoursCast      *self);
const char         *parcours_cast_nth     (const ParcoursCast      *self,
                                           guint                    n);
const char         *parcours_cast_name    (const ParcoursCast      *self,
                                           guint64                  key);
JsonNode           *parcours_cast_where   (const ParcoursCast      *self);
gboolean            parcours_cast_need    (const ParcoursCast      *self,
                                           ParcoursLibraryMaker    *maker,
                                           GError                 **error);
ParcoursPopulation *parcours_cast_build   (const ParcoursCast      *self,
                                           const ParcoursLibrary   *library,
                                           const ParcoursTimeline  *timeline,
                                           ParcoursTexts           *texts,
                                           const ParcoursZone      *zone,
                                           gint64                   from,
                                           const gboolean          *kept,
                                           GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursCast, parcours_cast_free)

G_END_DECLS
