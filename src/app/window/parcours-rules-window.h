/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-platform.h"

G_BEGIN_DECLS

GtkWidget *parcours_rules_window_new (GtkWindow        *parent,
                                      ParcoursPlatform  platform);

G_END_DECLS
