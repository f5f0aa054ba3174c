/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-kind.h"
#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_ENTITY_DRAFT (parcours_entity_draft_get_type ())

/**
 * ParcoursEntityDraft:
 *
 * Asks for the name of something new, and for what of it can be chosen only once.
 * Emits `made` (slug) when it is there.
 */
G_DECLARE_FINAL_TYPE (ParcoursEntityDraft, parcours_entity_draft, PARCOURS, ENTITY_DRAFT, GtkWidget)

GtkWidget *parcours_entity_draft_new (ParcoursProject    *project,
                                      const ParcoursKind *kind);

G_END_DECLS
