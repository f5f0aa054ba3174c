/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-time.h"

G_BEGIN_DECLS

/* Times and days as people type them. */

GtkWidget *parcours_time_entry_new (void);
gboolean   parcours_time_read      (const char *text,
                                    int        *seconds);
char      *parcours_time_write     (int         seconds);

GtkWidget *parcours_day_entry_new  (GtkWidget **entry);
gboolean   parcours_day_read       (const char *text,
                                    gint32     *day);

G_END_DECLS
