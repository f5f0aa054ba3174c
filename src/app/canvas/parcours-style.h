/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void    parcours_style_install  (GdkDisplay *display);
GdkRGBA parcours_style_look_up (GtkWidget  *widget,
                                const char *name);

G_END_DECLS
