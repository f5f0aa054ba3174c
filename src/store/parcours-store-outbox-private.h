/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-store-private.h"
#include "parcours-store-remotes.h"

G_BEGIN_DECLS

gint64   parcours_store_remote_id       (ParcoursStore  *store,
                                         const char     *name,
                                         GError        **error);
gboolean parcours_store_put_publication (ParcoursStore  *store,
                                         gint64          remote,
                                         const char     *automation,
                                         int             revision,
                                         const char     *etag,
                                         int             version,
                                         const char     *document,
                                         GError        **error);

G_END_DECLS
