/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-canvas.h"
#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_EDITOR (parcours_editor_get_type ())

/**
 * ParcoursEditor:
 *
 * An automation that is open: its canvas, and what floats over that. It emits
 * `message` with a text and whether Undo belongs to it, `step-activated` with the
 * id of a step, and `add-requested` as the canvas does, with the place in its own
 * coordinates.
 *
 * Properties: `document`, `selected` (id of the one selected step, nullable).
 */
G_DECLARE_FINAL_TYPE (ParcoursEditor, parcours_editor, PARCOURS, EDITOR, AdwBin)

GtkWidget              *parcours_editor_new          (ParcoursProject        *project,
                                                      ParcoursAutomationItem *item,
                                                      ParcoursDocument       *document);
ParcoursAutomationItem *parcours_editor_get_item     (ParcoursEditor         *editor);
ParcoursDocument       *parcours_editor_get_document (ParcoursEditor         *editor);
ParcoursCanvas         *parcours_editor_get_canvas   (ParcoursEditor         *editor);
const char             *parcours_editor_get_slug     (ParcoursEditor         *editor);
void                    parcours_editor_set_checks   (ParcoursEditor         *editor,
                                                      GPtrArray              *checks);
void                    parcours_editor_add_row      (ParcoursEditor         *editor,
                                                      const ParcoursRow      *row);

G_END_DECLS
