/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "parcours-server-database.h"
#include "parcours-server-tokens.h"

G_BEGIN_DECLS

/**
 * ParcoursServerLimits:
 * @max_body: how many bytes a body may have, also after decompression
 * @rate: how many requests a second a token may make on average, or 0 for any number
 */
typedef struct
{
  gsize max_body;
  guint rate;
} ParcoursServerLimits;

/**
 * ParcoursServerService:
 *
 * The protocol of data/api/parcours.yaml: finds out what a request is about, who
 * makes it and whether that may be, lets the automations answer, and sees to it
 * that what is asked twice under one Idempotency-Key happens once.
 */
typedef struct _ParcoursServerService ParcoursServerService;

ParcoursServerService *parcours_server_service_new          (ParcoursServerDatabase      *database,
                                                             ParcoursServerTokens        *tokens,
                                                             const ParcoursServerLimits  *limits);
void                   parcours_server_service_free         (ParcoursServerService       *service);
void                   parcours_server_service_attach       (ParcoursServerService       *service,
                                                             SoupServer                  *server,
                                                             gboolean                     verbose);
void                   parcours_server_service_set_stopping (ParcoursServerService       *service);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursServerService, parcours_server_service_free)

G_END_DECLS
