/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-portability.h"

G_BEGIN_DECLS

/**
 * ParcoursPortabilityFunc:
 * @converted: the automation on another platform, or on its own with one step replaced by what the other offers
 * @is_copy: whether it shall stand beside the first one, rather than in its place
 * @user_data: what was given with the function
 *
 * Called when a person wants it so; not at all if they only look.
 */
typedef void (*ParcoursPortabilityFunc) (ParcoursAutomation *converted,
                                         gboolean            is_copy,
                                         gpointer            user_data);

#define PARCOURS_TYPE_PORTABILITY_DIALOG (parcours_portability_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ParcoursPortabilityDialog, parcours_portability_dialog, PARCOURS, PORTABILITY_DIALOG, AdwWindow)

GtkWidget *parcours_portability_dialog_new (GtkWindow               *parent,
                                            ParcoursAutomation      *automation,
                                            ParcoursLibrary         *library,
                                            gboolean                 is_editable,
                                            ParcoursPortabilityFunc  done,
                                            gpointer                 user_data);

G_END_DECLS
