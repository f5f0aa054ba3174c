/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "parcours-store.h"

G_BEGIN_DECLS

gboolean parcours_store_add_bundle (ParcoursStore  *store,
                                    JsonObject     *bundle,
                                    GPtrArray      *differences,
                                    GPtrArray      *news,
                                    GError        **error);

G_END_DECLS
