/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-store-private.h"

G_BEGIN_DECLS

gboolean parcours_store_entity_id    (ParcoursStore  *store,
                                      const char     *kind,
                                      const char     *slug,
                                      gint64         *id,
                                      GError        **error);
gboolean parcours_store_fail_missing (ParcoursStore  *store,
                                      const char     *kind,
                                      const char     *slug,
                                      GError        **error);

G_END_DECLS
