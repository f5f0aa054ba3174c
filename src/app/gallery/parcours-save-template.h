/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_SAVE_TEMPLATE (parcours_save_template_get_type ())

/**
 * ParcoursSaveTemplate:
 *
 * Asks under which title, and for what, an automation is saved as a template, and
 * saves it. The signal `saved` (title) says that it was.
 */
G_DECLARE_FINAL_TYPE (ParcoursSaveTemplate, parcours_save_template, PARCOURS, SAVE_TEMPLATE, AdwWindow)

GtkWidget *parcours_save_template_new (GtkWindow       *parent,
                                       ParcoursProject *project,
                                       const char      *slug);

G_END_DECLS
