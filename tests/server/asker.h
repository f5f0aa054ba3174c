/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sync/server-process.h"

G_BEGIN_DECLS

/**
 * Reply:
 *
 * What a server said to a plain HTTP request, as another client than ours sees it.
 */
typedef struct
{
  guint status;
  SoupMessageHeaders *headers; /* (owned) */
  GBytes *body;                /* (owned) decoded */
  JsonNode *json;              /* (owned) (nullable) the body, if it is JSON */
} Reply;

Reply       *ask               (ServerProcess      *server,
                                const char         *method,
                                const char         *path,
                                const char *const  *fields,
                                const char         *body);
Reply       *ask_with_bytes    (ServerProcess      *server,
                                const char         *method,
                                const char         *path,
                                const char *const  *fields,
                                GBytes             *body);
void         reply_free        (Reply              *reply);
const char  *reply_field       (Reply              *reply,
                                const char         *name);
const char  *reply_problem     (Reply              *reply);
const char  *reply_string      (Reply              *reply,
                                const char         *name);
gint64       reply_number      (Reply              *reply,
                                const char         *name);
char        *make_document     (const char         *id,
                                const char         *name);
char        *say               (ServerProcess      *server,
                                const char         *bytes,
                                gssize              length,
                                guint               patience_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, reply_free)

G_END_DECLS
