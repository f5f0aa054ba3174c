/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_BEHAVIOURS_WINDOW (parcours_behaviours_window_get_type ())

/**
 * ParcoursBehavioursWindow:
 *
 * How people behave: the behaviours of a workspace, which can be changed, and those that come with Parcours, which can
 * be duplicated. What is changed is written at once, and can be undone.
 */
G_DECLARE_FINAL_TYPE (ParcoursBehavioursWindow, parcours_behaviours_window, PARCOURS, BEHAVIOURS_WINDOW, AdwWindow)

GtkWidget *parcours_behaviours_window_new    (GtkWindow                *parent,
                                              ParcoursProject          *project,
                                              const char               *slug);
GtkWidget *parcours_behaviours_window_editor (ParcoursBehavioursWindow *self);

G_END_DECLS
