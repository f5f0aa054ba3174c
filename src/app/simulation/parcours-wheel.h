/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void parcours_wheel_set_taken (GtkWidget *scrolled,
                               gboolean   taken);

G_END_DECLS
