/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_MESSAGE_RENDER (parcours_message_render_get_type ())

/**
 * ParcoursMessageRender:
 *
 * Fills texts with the data of one contact of a workspace, as the engine does
 * when it sends. Contacts are read in the reader's thread, and kept for the
 * next time.
 */
G_DECLARE_FINAL_TYPE (ParcoursMessageRender, parcours_message_render, PARCOURS, MESSAGE_RENDER, GObject)

ParcoursMessageRender *parcours_message_render_new    (ParcoursProject       *project);
void                   parcours_message_render_async  (ParcoursMessageRender *render,
                                                       gint64                 contact,
                                                       const char *const     *texts,
                                                       GCancellable          *cancellable,
                                                       GAsyncReadyCallback    callback,
                                                       gpointer               user_data);
char                 **parcours_message_render_finish (ParcoursMessageRender *render,
                                                       GAsyncResult          *result,
                                                       GError               **error);
gboolean               parcours_message_hole_is_known (ParcoursLibrary       *library,
                                                       const char            *hole);

G_END_DECLS
