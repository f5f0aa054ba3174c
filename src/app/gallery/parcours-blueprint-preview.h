/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-automation.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_BLUEPRINT_PREVIEW (parcours_blueprint_preview_get_type ())

/**
 * ParcoursBlueprintPreview:
 *
 * A small picture of an automation: its steps and links as they look from afar.
 */
G_DECLARE_FINAL_TYPE (ParcoursBlueprintPreview, parcours_blueprint_preview, PARCOURS, BLUEPRINT_PREVIEW, GtkWidget)

GtkWidget *parcours_blueprint_preview_new (ParcoursAutomation *automation);

G_END_DECLS
