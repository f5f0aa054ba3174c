/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-automation.h"
#include "parcours-behaviour.h"
#include "parcours-library.h"
#include "parcours-place.h"
#include "parcours-timeline.h"

G_BEGIN_DECLS

/**
 * ParcoursLibraryMaker:
 *
 * Makes the library of a scenario: what it declares under `entities`, and, unless
 * it is strict, with defaults what its contacts, steps, timeline and behaviour
 * name besides. Conditions make nothing: what only they name is unknown
 * (vocabulary, section 8, decision 18).
 */
typedef struct _ParcoursLibraryMaker ParcoursLibraryMaker;

ParcoursLibraryMaker *parcours_library_maker_new            (gboolean                   strict);
void                  parcours_library_maker_free           (ParcoursLibraryMaker      *self);
ParcoursLibrary      *parcours_library_maker_finish         (ParcoursLibraryMaker      *self);

const char           *parcours_library_singular             (const char                *plural);
const char           *parcours_library_plural               (const char                *kind);

gboolean              parcours_library_maker_declare        (ParcoursLibraryMaker      *self,
                                                             const ParcoursPlace       *entities,
                                                             GError                   **error);
gboolean              parcours_library_maker_need           (ParcoursLibraryMaker      *self,
                                                             const char                *kind,
                                                             const char                *slug,
                                                             JsonNode                  *value,
                                                             GError                   **error);
gboolean              parcours_library_maker_add_automation (ParcoursLibraryMaker      *self,
                                                             const ParcoursAutomation  *automation,
                                                             GError                   **error);
gboolean              parcours_library_maker_add_timeline   (ParcoursLibraryMaker      *self,
                                                             const ParcoursTimeline    *timeline,
                                                             GError                   **error);
gboolean              parcours_library_maker_add_event      (ParcoursLibraryMaker      *self,
                                                             const char                *topic,
                                                             const char                *subject,
                                                             JsonObject                *payload,
                                                             GError                   **error);
gboolean              parcours_library_maker_add_behaviour  (ParcoursLibraryMaker      *self,
                                                             const ParcoursBehaviour   *behaviour,
                                                             GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursLibraryMaker, parcours_library_maker_free)

G_END_DECLS
