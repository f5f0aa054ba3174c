/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-project-remotes.h"

G_BEGIN_DECLS

/*
 * What the Publish button does: publishes on the server of the workspace, and
 * asks for one first where there is none.
 */
void  parcours_publish_async  (GtkWindow            *parent,
                               ParcoursProject      *project,
                               const char           *slug,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
char *parcours_publish_finish (GAsyncResult         *result,
                               GError              **error);

G_END_DECLS
