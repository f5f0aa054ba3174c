/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-project.h"
#include "parcours-simulation.h"

G_BEGIN_DECLS

ParcoursProject *parcours_cli_open_workspace (const char         *path,
                                              ParcoursStoreMode   mode,
                                              GError            **error);
ParcoursProject *parcours_cli_open_sample    (const char         *path,
                                              GError            **error);
ParcoursProject *parcours_cli_open_empty     (GError            **error);
ParcoursProject *parcours_cli_open_csv       (const char         *path,
                                              GError            **error);
char            *parcours_cli_name_contact    (ParcoursStore      *store,
                                              ParcoursSimulation *simulation,
                                              guint               contact);
void             parcours_cli_close          (ParcoursProject    *project);
GAsyncResult    *parcours_cli_wait           (ParcoursJob        *job,
                                              GAsyncResult      **result);
void             parcours_cli_keep_result    (GObject            *source,
                                              GAsyncResult       *result,
                                              gpointer            place);

G_END_DECLS
