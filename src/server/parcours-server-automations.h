/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-server-request.h"

G_BEGIN_DECLS

/*
 * What can be asked of the automations: one function an operation of
 * data/api/parcours.yaml. Each returns the reply, or %NULL with an error of the
 * database. Those that change something run inside a transaction.
 */
ParcoursServerReply *parcours_server_read_health    (ParcoursServerDatabase       *database,
                                                     const ParcoursServerRequest  *request,
                                                     GError                      **error);
ParcoursServerReply *parcours_server_list           (ParcoursServerDatabase       *database,
                                                     const ParcoursServerRequest  *request,
                                                     GError                      **error);
ParcoursServerReply *parcours_server_read           (ParcoursServerDatabase       *database,
                                                     const ParcoursServerRequest  *request,
                                                     GError                      **error);
ParcoursServerReply *parcours_server_read_status    (ParcoursServerDatabase       *database,
                                                     const ParcoursServerRequest  *request,
                                                     GError                      **error);
ParcoursServerReply *parcours_server_list_revisions (ParcoursServerDatabase       *database,
                                                     const ParcoursServerRequest  *request,
                                                     GError                      **error);
ParcoursServerReply *parcours_server_read_revision  (ParcoursServerDatabase       *database,
                                                     const ParcoursServerRequest  *request,
                                                     GError                      **error);

ParcoursServerReply *parcours_server_create         (ParcoursServerDatabase       *database,
                                                     const ParcoursServerRequest  *request,
                                                     GError                      **error);
ParcoursServerReply *parcours_server_publish        (ParcoursServerDatabase       *database,
                                                     const ParcoursServerRequest  *request,
                                                     GError                      **error);
ParcoursServerReply *parcours_server_delete         (ParcoursServerDatabase       *database,
                                                     const ParcoursServerRequest  *request,
                                                     GError                      **error);
ParcoursServerReply *parcours_server_activate       (ParcoursServerDatabase       *database,
                                                     const ParcoursServerRequest  *request,
                                                     GError                      **error);
ParcoursServerReply *parcours_server_pause          (ParcoursServerDatabase       *database,
                                                     const ParcoursServerRequest  *request,
                                                     GError                      **error);

G_END_DECLS
