/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "parcours-store.h"
#include "parcours-zone.h"

G_BEGIN_DECLS

/*
 * Settings of the workspace, each JSON under a name: "name" and "currency" (texts), "timezone" (an IANA name),
 * "platform", "features" and "plan" (what the client has, see capabilities), "frequency-cap" and "quiet-hours" (as in
 * an automation), "tracked-domains" (hosts), "behaviour" (the slug of the default one).
 */
JsonNode           *parcours_store_get_setting     (ParcoursStore  *store,
                                                    const char     *name,
                                                    GError        **error);
gboolean            parcours_store_set_setting     (ParcoursStore  *store,
                                                    const char     *name,
                                                    JsonNode       *value,
                                                    GError        **error);
gboolean            parcours_store_set_text        (ParcoursStore  *store,
                                                    const char     *name,
                                                    const char     *text,
                                                    GError        **error);
char               *parcours_store_get_text        (ParcoursStore  *store,
                                                    const char     *name,
                                                    GError        **error);
JsonNode           *parcours_store_load_settings   (ParcoursStore  *store,
                                                    GError        **error);
const ParcoursZone *parcours_store_zone            (ParcoursStore  *store);

G_END_DECLS
