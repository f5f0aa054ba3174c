/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_WORKSPACE_SETTINGS (parcours_workspace_settings_get_type ())

/**
 * ParcoursWorkspaceSettings:
 *
 * A window with the settings of a workspace: what its client has, and what holds for all its automations. Each
 * change is written at once and can be undone here and in the library.
 */
G_DECLARE_FINAL_TYPE (ParcoursWorkspaceSettings, parcours_workspace_settings, PARCOURS, WORKSPACE_SETTINGS, AdwWindow)

GtkWidget *parcours_workspace_settings_new     (GtkWindow                 *parent,
                                                ParcoursProject           *project);
GtkWidget *parcours_workspace_settings_field   (ParcoursWorkspaceSettings *self,
                                                const char                *setting);
GtkWidget *parcours_workspace_settings_feature (ParcoursWorkspaceSettings *self,
                                                const char                *feature);

G_END_DECLS
