/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void        parcours_bundle_put  (JsonNode    *document,
                                  JsonObject  *bundle);
JsonObject *parcours_bundle_take (JsonNode    *document);

G_END_DECLS
