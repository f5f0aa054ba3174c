/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_MESSAGE_EDITOR (parcours_message_editor_get_type ())

/**
 * ParcoursMessageEditor:
 *
 * A message of the library: what it says, and beside that how a contact would
 * see it. What a person writes is in the workspace a moment later. Emits
 * `message` (text) when something went wrong.
 */
G_DECLARE_FINAL_TYPE (ParcoursMessageEditor, parcours_message_editor, PARCOURS, MESSAGE_EDITOR, GtkWidget)

GtkWidget *parcours_message_editor_new         (ParcoursProject       *project,
                                                const char            *kind,
                                                const char            *slug);
void       parcours_message_editor_flush       (ParcoursMessageEditor *editor);
void       parcours_message_editor_import_html (ParcoursMessageEditor *editor,
                                                const char            *data,
                                                gsize                  length);
void       parcours_message_editor_import_file (ParcoursMessageEditor *editor,
                                                GFile                 *file);
void       parcours_message_editor_to_text     (ParcoursMessageEditor *editor);

GtkWidget *parcours_message_window_new         (GtkWindow             *parent,
                                                ParcoursProject       *project,
                                                const char            *kind,
                                                const char            *slug);

G_END_DECLS
