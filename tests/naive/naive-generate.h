/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonObject *naive_generate        (guint32     seed);
JsonObject *naive_generate_lively (guint32     seed);

void        naive_add_unreached   (JsonObject *root,
                                   guint32     seed);
void        naive_add_versions    (JsonObject *root,
                                   guint32     seed);

G_END_DECLS
