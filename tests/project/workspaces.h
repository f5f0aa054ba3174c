/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-project-remotes.h"
#include "parcours-store-automations.h"

G_BEGIN_DECLS

ParcoursAutomation *workspace_automation (const char      *id,
                                          const char      *slug,
                                          const char      *name);
void                workspace_close      (ParcoursProject **project);
void                workspace_create     (const char      *path,
                                          guint            n_automations);
ParcoursProject    *workspace_open       (const char      *path);
void                workspace_rename     (ParcoursProject *project,
                                          const char      *slug,
                                          const char      *name);
const char         *workspace_name       (ParcoursProject *project,
                                          const char      *slug);
void                workspace_remove     (const char      *folder);

G_END_DECLS
