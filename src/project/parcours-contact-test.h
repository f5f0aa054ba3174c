/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-project.h"
#include "parcours-run.h"

G_BEGIN_DECLS

/*
 * What happens to one contact in a run, kept as a test of the workspace: the
 * contact as it is now, under another name, what people and the shop did, and
 * what the automations shall do then.
 */
void  parcours_project_add_contact_test_async  (ParcoursProject      *project,
                                                ParcoursRun          *run,
                                                guint                 contact,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
char *parcours_project_add_contact_test_finish (ParcoursProject      *project,
                                                GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
