/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "parcours-problem.h"
#include "parcours-server-entry.h"

G_BEGIN_DECLS

/**
 * ParcoursServerReply:
 * @status: an HTTP status
 * @body: (nullable): JSON in UTF-8
 * @digest: (nullable): what the entity tag is made of
 * @revision: the number of the revision it is about, or 0
 * @modified: when what it shows was changed last, or 0
 * @retry_after: seconds after which asking again may help, or 0
 * @location: (nullable): the path of what was created
 * @allow: (nullable): the methods that would have been allowed
 * @replayed: whether the same was said before
 * @closes: whether the connection ends with it
 *
 * An answer, before it is cut to what the one who asks has and understands.
 */
typedef struct
{
  guint status;
  GBytes *body;
  char *digest;
  gint64 revision;
  gint64 modified;
  guint retry_after;
  char *location;
  char *allow;
  gboolean replayed;
  gboolean closes;
} ParcoursServerReply;

ParcoursServerReply *parcours_server_reply_new          (guint                       status);
ParcoursServerReply *parcours_server_reply_new_json     (guint                       status,
                                                         JsonNode                   *node);
ParcoursServerReply *parcours_server_reply_new_problem  (ParcoursProblem             problem,
                                                         const ParcoursServerEntry  *current,
                                                         const char                 *detail);
ParcoursServerReply *parcours_server_reply_new_error    (const GError               *error);
void                 parcours_server_reply_free         (ParcoursServerReply        *reply);
void                 parcours_server_reply_send         (ParcoursServerReply        *reply,
                                                         SoupServerMessage          *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursServerReply, parcours_server_reply_free)

G_END_DECLS
