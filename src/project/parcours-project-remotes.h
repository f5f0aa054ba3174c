/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-project.h"
#include "parcours-remote.h"

G_BEGIN_DECLS

GListModel     *parcours_project_remotes             (ParcoursProject      *project);
ParcoursRemote *parcours_project_find_remote         (ParcoursProject      *project,
                                                      const char           *name);
void            parcours_project_start_remotes       (ParcoursProject      *project);

void            parcours_project_add_remote_async    (ParcoursProject      *project,
                                                      const char           *name,
                                                      const char           *url,
                                                      const char           *token,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
ParcoursRemote *parcours_project_add_remote_finish   (ParcoursProject      *project,
                                                      GAsyncResult         *result,
                                                      GError              **keyring_error,
                                                      GError              **error);
ParcoursRemote *parcours_project_add_remote          (ParcoursProject      *project,
                                                      const char           *name,
                                                      const char           *url,
                                                      const char           *token,
                                                      GError              **keyring_error,
                                                      GError              **error);
void            parcours_project_remove_remote_async (ParcoursProject      *project,
                                                      const char           *name,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean        parcours_project_remove_remote_finish (ParcoursProject     *project,
                                                      GAsyncResult         *result,
                                                      GError              **error);
gboolean        parcours_project_remove_remote       (ParcoursProject      *project,
                                                      const char           *name,
                                                      GError              **error);

G_END_DECLS
