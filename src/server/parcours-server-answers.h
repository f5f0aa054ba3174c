/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-server-request.h"

G_BEGIN_DECLS

/*
 * What was said to requests that carried an Idempotency-Key. An answer is
 * written in the transaction of its effect, so after a crash there are both or
 * neither, and whoever asks again under the same key hears the same.
 */
gboolean parcours_server_answers_find   (ParcoursServerDatabase       *database,
                                         const ParcoursServerRequest  *request,
                                         ParcoursServerReply         **reply,
                                         GError                      **error);
gboolean parcours_server_answers_keep   (ParcoursServerDatabase       *database,
                                         const ParcoursServerRequest  *request,
                                         const ParcoursServerReply    *reply,
                                         GError                      **error);
gboolean parcours_server_answers_forget (ParcoursServerDatabase       *database,
                                         gint64                        before,
                                         GError                      **error);

G_END_DECLS
