/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_FIT_DIALOG (parcours_fit_dialog_get_type ())

/**
 * ParcoursFitDialog:
 *
 * Learns a behaviour from what has happened in the workspace, shows what was observed beside what was made of it, and
 * keeps it if a person wants it. Emits `kept` with the slug.
 */
G_DECLARE_FINAL_TYPE (ParcoursFitDialog, parcours_fit_dialog, PARCOURS, FIT_DIALOG, AdwWindow)

GtkWidget *parcours_fit_dialog_new (GtkWindow       *parent,
                                    ParcoursProject *project);

G_END_DECLS
