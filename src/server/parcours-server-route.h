/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-server-automations.h"

G_BEGIN_DECLS

typedef ParcoursServerReply *(*ParcoursServerHandler) (ParcoursServerDatabase       *database,
                                                       const ParcoursServerRequest  *request,
                                                       GError                      **error);

/**
 * ParcoursServerRoute:
 * @path: a path, in which {id} and {number} stand for any segment
 * @method: a method
 * @handler: who answers
 * @is_public: whether no token is needed
 * @writes: whether it changes something
 * @has_body: whether it takes a document
 */
typedef struct
{
  const char *path;
  const char *method;
  ParcoursServerHandler handler;
  gboolean is_public;
  gboolean writes;
  gboolean has_body;
} ParcoursServerRoute;

const ParcoursServerRoute *parcours_server_route_find (ParcoursServerRequest  *request,
                                                       ParcoursServerReply   **refusal);

G_END_DECLS
