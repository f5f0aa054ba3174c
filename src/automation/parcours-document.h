/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "parcours-edit.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_DOCUMENT (parcours_document_get_type ())

/**
 * ParcoursDocument:
 *
 * An automation that is being edited: its present form, and the edits that led
 * to it and away from it. All who show it share one document. It emits
 * `changed` after each edit, and `edited` with what has to be logged.
 */
G_DECLARE_FINAL_TYPE (ParcoursDocument, parcours_document, PARCOURS, DOCUMENT, GObject)

ParcoursDocument   *parcours_document_new        (ParcoursAutomation  *automation);
ParcoursAutomation *parcours_document_automation (ParcoursDocument    *document);
gboolean            parcours_document_apply      (ParcoursDocument    *document,
                                                  ParcoursEdit        *edit,
                                                  GError             **error);
gboolean            parcours_document_undo       (ParcoursDocument    *document);
gboolean            parcours_document_redo       (ParcoursDocument    *document);
gboolean            parcours_document_can_undo   (ParcoursDocument    *document);
gboolean            parcours_document_can_redo   (ParcoursDocument    *document);
const char         *parcours_document_undo_label (ParcoursDocument    *document);
const char         *parcours_document_redo_label (ParcoursDocument    *document);
void                parcours_document_end_burst  (ParcoursDocument    *document);
void                parcours_document_restore    (ParcoursDocument    *document,
                                                  GPtrArray           *done,
                                                  GPtrArray           *undone);

G_END_DECLS
