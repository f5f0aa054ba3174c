/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-server-database.h"

G_BEGIN_DECLS

/**
 * ParcoursServerToken:
 * @name: who it was made for; revisions carry this name
 * @read_only: whether it may only read
 * @created: the instant at which it was made, or %PARCOURS_INSTANT_MISSING if it stands in a file
 */
typedef struct
{
  char *name;
  gboolean read_only;
  gint64 created;
} ParcoursServerToken;

/**
 * ParcoursServerTokens:
 *
 * Who may use the server. A token is 256 random bits, so a plain SHA-256 of it
 * cannot be turned back and is all that is kept; the token itself is shown once.
 */
typedef struct _ParcoursServerTokens ParcoursServerTokens;

ParcoursServerTokens *parcours_server_tokens_new       (ParcoursServerDatabase  *database);
void                  parcours_server_tokens_free      (ParcoursServerTokens    *tokens);
gboolean              parcours_server_tokens_load      (ParcoursServerTokens    *tokens,
                                                        const char              *path,
                                                        GError                 **error);
gboolean              parcours_server_tokens_check     (ParcoursServerTokens    *tokens,
                                                        const char              *secret,
                                                        ParcoursServerToken    **token,
                                                        GError                 **error);

char                 *parcours_server_tokens_create    (ParcoursServerTokens    *tokens,
                                                        const char              *name,
                                                        gboolean                 read_only,
                                                        GError                 **error);
gboolean              parcours_server_tokens_revoke    (ParcoursServerTokens    *tokens,
                                                        const char              *name,
                                                        GError                 **error);
GPtrArray            *parcours_server_tokens_list      (ParcoursServerTokens    *tokens,
                                                        GError                 **error);

void                  parcours_server_token_free       (ParcoursServerToken     *token);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursServerToken, parcours_server_token_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursServerTokens, parcours_server_tokens_free)

G_END_DECLS
