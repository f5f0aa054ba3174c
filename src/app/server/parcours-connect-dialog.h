/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-project-remotes.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CONNECT_DIALOG (parcours_connect_dialog_get_type ())

/**
 * ParcoursConnectDialog:
 *
 * Asks for the name, the address and the token of a server, and tries them. It
 * stays open until they work or somebody cancels; then `done` is emitted, with
 * the #ParcoursRemote, or %NULL if nothing was connected, and why the token is
 * known only until the workspace is closed, if that is so.
 */
G_DECLARE_FINAL_TYPE (ParcoursConnectDialog, parcours_connect_dialog, PARCOURS, CONNECT_DIALOG, AdwWindow)

GtkWidget *parcours_connect_dialog_new       (GtkWindow       *parent,
                                              ParcoursProject *project);
GtkWidget *parcours_connect_dialog_new_token (GtkWindow       *parent,
                                              ParcoursProject *project,
                                              ParcoursRemote  *remote);

G_END_DECLS
