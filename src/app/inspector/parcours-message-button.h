/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-form.h"

G_BEGIN_DECLS

/* A button below the choice of a message, which opens the editor of messages by the action `win.edit-message`. */
gboolean   parcours_param_is_message       (const ParcoursParam *param);
GtkWidget *parcours_message_button_new     (const ParcoursParam *param);
void       parcours_message_button_refresh (GtkWidget           *button,
                                            ParcoursForm        *form,
                                            JsonObject          *params);

G_END_DECLS
