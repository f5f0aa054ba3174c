/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-why.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_WHY_WINDOW (parcours_why_window_get_type ())

/**
 * ParcoursWhyWindow:
 *
 * Says why a contact went where it went, or what kept others from a step. From
 * the reasons one comes to the contacts that are named for them, and back.
 */
G_DECLARE_FINAL_TYPE (ParcoursWhyWindow, parcours_why_window, PARCOURS, WHY_WINDOW, AdwWindow)

GtkWidget *parcours_why_window_new_for_step    (GtkWindow       *parent,
                                                ParcoursProject *project,
                                                ParcoursRun     *run,
                                                const char      *automation,
                                                const char      *step);
GtkWidget *parcours_why_window_new_for_contact (GtkWindow       *parent,
                                                ParcoursProject *project,
                                                ParcoursRun     *run,
                                                gint64           id);
GtkWidget *parcours_why_window_new_for_key     (GtkWindow       *parent,
                                                ParcoursProject *project,
                                                ParcoursRun     *before,
                                                ParcoursRun     *run,
                                                guint64          key);

G_END_DECLS
