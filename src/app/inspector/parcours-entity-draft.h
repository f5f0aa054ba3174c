/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-form.h"
#include "parcours-kind.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_ENTITY_DRAFT (parcours_entity_draft_get_type ())

/**
 * ParcoursEntityDraft:
 *
 * Asks for the name of something new, and for what of it must be said or can be chosen only once.
 * Emits `made` (slug) when it is there, and `cancelled`.
 */
G_DECLARE_FINAL_TYPE (ParcoursEntityDraft, parcours_entity_draft, PARCOURS, ENTITY_DRAFT, GtkWidget)

GtkWidget     *parcours_entity_draft_new  (ParcoursProject          *project,
                                           const ParcoursKind       *kind,
                                           JsonObject               *given,
                                           const char               *label);
ParcoursParam *parcours_kind_column_param (const ParcoursKindColumn *column);

G_END_DECLS
