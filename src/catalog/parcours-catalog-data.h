/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How the catalogue's own files read their data, and refuse it. */
gboolean     parcours_catalog_fail       (GError                **error,
                                          const char             *format,
                                          ...) G_GNUC_PRINTF (2, 3);
JsonNode    *parcours_catalog_load       (const char             *name);
char       **parcours_catalog_strings    (JsonObject             *object,
                                          const char             *name);
gboolean     parcours_catalog_read_notes (JsonObject             *object,
                                          JsonObject             *file,
                                          char                 ***notes,
                                          GError                **error);
gboolean     parcours_catalog_speaks_french (void);

G_END_DECLS
