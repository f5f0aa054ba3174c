/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-project-remotes.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_SERVER_PAGE (parcours_server_page_get_type ())

/**
 * ParcoursServerPage:
 *
 * The server of a workspace: what it is at, what has to be decided, what waits
 * and what happened. It has servers told what waits for as long as the project is
 * open. Its actions: server.connect, server.disconnect, server.check,
 * server.retry, server.enter-token.
 */
G_DECLARE_FINAL_TYPE (ParcoursServerPage, parcours_server_page, PARCOURS, SERVER_PAGE, AdwBin)

GtkWidget *parcours_server_page_new           (ParcoursProject    *project);
void       parcours_server_page_set_project   (ParcoursServerPage *page,
                                               ParcoursProject    *project);
void       parcours_server_page_show_conflict (ParcoursServerPage *page,
                                               const char         *slug);

G_END_DECLS
