/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PARCOURS_TYPE_APPLICATION (parcours_application_get_type ())

/**
 * ParcoursApplication:
 *
 * The program with a window for each open workspace.
 */
G_DECLARE_FINAL_TYPE (ParcoursApplication, parcours_application, PARCOURS, APPLICATION, AdwApplication)

ParcoursApplication *parcours_application_new            (void);
void                 parcours_application_open_workspace (ParcoursApplication *application,
                                                          const char          *path);

G_END_DECLS
