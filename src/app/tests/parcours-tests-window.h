/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-project-tests.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_TESTS_WINDOW (parcours_tests_window_get_type ())

/**
 * ParcoursTestsWindow:
 *
 * The scenarios of a workspace: which hold and which do not, what they leave untried, and each of them to be read and
 * edited.
 */
G_DECLARE_FINAL_TYPE (ParcoursTestsWindow, parcours_tests_window, PARCOURS, TESTS_WINDOW, AdwWindow)

GtkWidget *parcours_tests_window_new    (GtkWindow           *parent,
                                         ParcoursProject     *project,
                                         const char          *automation);
void       parcours_tests_window_prefer (ParcoursTestsWindow *self,
                                         const char          *automation);
void       parcours_tests_window_select (ParcoursTestsWindow *self,
                                         const char          *slug);
GPtrArray *parcours_tests_window_tests  (ParcoursTestsWindow *self);

G_END_DECLS
