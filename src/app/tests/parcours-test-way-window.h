/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_TEST_WAY_WINDOW (parcours_test_way_window_get_type ())

/**
 * ParcoursTestWayWindow:
 *
 * Says what happens to a contact of a scenario, and why.
 */
G_DECLARE_FINAL_TYPE (ParcoursTestWayWindow, parcours_test_way_window, PARCOURS, TEST_WAY_WINDOW, AdwWindow)

GtkWidget *parcours_test_way_window_new (GtkWindow       *parent,
                                         ParcoursProject *project,
                                         const char      *slug,
                                         guint            n,
                                         const char      *contact);

G_END_DECLS
