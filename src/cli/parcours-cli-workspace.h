/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-job.h"
#include "parcours-project.h"

G_BEGIN_DECLS

ParcoursProject *parcours_cli_open_workspace  (const char          *path,
                                               ParcoursStoreMode    mode,
                                               GError             **error);
void             parcours_cli_keep_result     (GObject             *source,
                                               GAsyncResult        *result,
                                               gpointer             place);
GAsyncResult    *parcours_cli_wait            (GAsyncResult       **place,
                                               ParcoursJob         *job);
JsonNode        *parcours_cli_parse_condition (const char          *text,
                                               GError             **error);

G_END_DECLS
