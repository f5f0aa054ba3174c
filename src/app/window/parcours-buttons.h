/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *parcours_icon_button_new (const char *icon,
                                     const char *action,
                                     const char *words);
GtkWidget *parcours_more_button_new (GMenuModel *menu,
                                     const char *words);

G_END_DECLS
