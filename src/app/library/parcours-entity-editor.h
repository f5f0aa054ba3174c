/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-kind.h"
#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_ENTITY_EDITOR (parcours_entity_editor_get_type ())

/**
 * ParcoursEntityEditor:
 *
 * The form of something that references can name: its name, its columns as the
 * data about its kind says, who names it. Every change is written at once.
 *
 * Signals: `message` (text, whether it can be undone); `edit-message` (kind,
 * slug); `delete` (kind, slug); `open` (automation, step, kind, slug; all
 * nullable) when a person follows one of those that name it.
 */
G_DECLARE_FINAL_TYPE (ParcoursEntityEditor, parcours_entity_editor, PARCOURS, ENTITY_EDITOR, GtkWidget)

GtkWidget *parcours_entity_editor_new  (ParcoursProject      *project);
void       parcours_entity_editor_show (ParcoursEntityEditor *editor,
                                        const char           *kind,
                                        const char           *slug);

/* What the forms of entities share. */

G_END_DECLS
