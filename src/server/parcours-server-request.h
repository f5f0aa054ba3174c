/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-server-reply.h"
#include "parcours-server-tokens.h"

G_BEGIN_DECLS

/**
 * ParcoursServerRequest:
 * @method: its method; a `HEAD` is a `GET` here
 * @path: its path
 * @id: (nullable): the id of an automation in the path
 * @number: (nullable): the number of a revision in the path
 * @query: (nullable) (element-type utf8 utf8): the query
 * @if_match: (nullable): the precondition of that name
 * @if_none_match: (nullable): the precondition of that name
 * @key: (nullable): the Idempotency-Key
 * @token: (nullable): who asks; %NULL only where everybody may
 * @body: (nullable): the body, decoded
 *
 * What is asked for, read from HTTP and checked as far as that goes.
 */
typedef struct
{
  const char *method;
  char *path;
  char *id;
  char *number;
  GHashTable *query;
  char *if_match;
  char *if_none_match;
  char *key;
  ParcoursServerToken *token;
  GBytes *body;
} ParcoursServerRequest;

ParcoursServerRequest *parcours_server_request_new         (SoupServerMessage            *message,
                                                            ParcoursServerReply         **refusal);
void                   parcours_server_request_free        (ParcoursServerRequest        *request);
gboolean               parcours_server_request_take_body   (ParcoursServerRequest        *request,
                                                            GBytes                       *body,
                                                            const char                   *coding,
                                                            gsize                         limit,
                                                            ParcoursServerReply         **refusal);
const char            *parcours_server_request_param       (const ParcoursServerRequest  *request,
                                                            const char                   *name);
gboolean               parcours_server_request_number      (const ParcoursServerRequest  *request,
                                                            const char                   *name,
                                                            gint64                        fallback,
                                                            gint64                        minimum,
                                                            gint64                        maximum,
                                                            gint64                       *number,
                                                            ParcoursServerReply         **refusal);
char                  *parcours_server_request_fingerprint (const ParcoursServerRequest  *request);
gboolean               parcours_server_id_is_valid         (const char                   *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursServerRequest, parcours_server_request_free)

G_END_DECLS
