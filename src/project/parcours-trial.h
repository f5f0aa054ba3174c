/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-predicate-explain.h"
#include "parcours-project.h"

G_BEGIN_DECLS

/* A condition asked about one contact of the workspace, with what the contact has. */
void                          parcours_project_try_condition_async  (ParcoursProject      *project,
                                                                     const char           *automation,
                                                                     JsonNode             *condition,
                                                                     gint64                contact,
                                                                     GCancellable         *cancellable,
                                                                     GAsyncReadyCallback   callback,
                                                                     gpointer              user_data);
ParcoursPredicateExplanation *parcours_project_try_condition_finish (ParcoursProject      *project,
                                                                     GAsyncResult         *result,
                                                                     GError              **error);

G_END_DECLS
