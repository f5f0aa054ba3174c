/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-time.h"

G_BEGIN_DECLS

/* Entries for times and days. */

GtkWidget *parcours_time_entry_new (void);
GtkWidget *parcours_day_entry_new  (GtkWidget **entry);

G_END_DECLS
