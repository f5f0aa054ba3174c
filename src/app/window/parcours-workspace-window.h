/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-application.h"
#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_WORKSPACE_WINDOW (parcours_workspace_window_get_type ())

/**
 * ParcoursWorkspaceWindow:
 *
 * The window of one workspace.
 */
G_DECLARE_FINAL_TYPE (ParcoursWorkspaceWindow, parcours_workspace_window, PARCOURS, WORKSPACE_WINDOW, AdwApplicationWindow)

ParcoursWorkspaceWindow *parcours_workspace_window_new              (ParcoursApplication     *application);
ParcoursProject         *parcours_workspace_window_get_project      (ParcoursWorkspaceWindow *window);
gboolean                 parcours_workspace_window_is_idle          (ParcoursWorkspaceWindow *window);
void                     parcours_workspace_window_open_workspace   (ParcoursWorkspaceWindow *window,
                                                                     const char              *path);
void                     parcours_workspace_window_create_workspace (ParcoursWorkspaceWindow *window,
                                                                     const char              *path);
void                     parcours_workspace_window_import           (ParcoursWorkspaceWindow *window,
                                                                     GFile                   *file);
void                     parcours_workspace_window_say              (ParcoursWorkspaceWindow *window,
                                                                     const char              *text);

G_END_DECLS
