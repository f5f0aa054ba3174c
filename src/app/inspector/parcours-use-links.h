/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-row.h"

G_BEGIN_DECLS

GtkWidget *parcours_use_links_new (const ParcoursRow *row);

G_END_DECLS
