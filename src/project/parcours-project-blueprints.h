/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-blueprint.h"
#include "parcours-project.h"

G_BEGIN_DECLS

void                    parcours_project_add_blueprint_async     (ParcoursProject    *project,
                                                                  ParcoursBlueprint  *blueprint,
                                                                  const char         *name,
                                                                  GAsyncReadyCallback callback,
                                                                  gpointer            user_data);
ParcoursAutomationItem *parcours_project_add_blueprint_finish    (ParcoursProject    *project,
                                                                  GAsyncResult       *result,
                                                                  char             ***news,
                                                                  GError            **error);
void                    parcours_project_remove_blueprint_async  (ParcoursProject    *project,
                                                                  const char         *slug,
                                                                  const char *const  *news,
                                                                  GAsyncReadyCallback callback,
                                                                  gpointer            user_data);
gboolean                parcours_project_remove_blueprint_finish (ParcoursProject    *project,
                                                                  GAsyncResult       *result,
                                                                  GError            **error);
ParcoursBlueprint      *parcours_project_make_blueprint          (ParcoursProject    *project,
                                                                  const char         *slug,
                                                                  const char         *title,
                                                                  const char         *description,
                                                                  const char         *category,
                                                                  GError            **error);

G_END_DECLS
