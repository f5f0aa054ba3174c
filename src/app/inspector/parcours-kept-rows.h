/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-form.h"

G_BEGIN_DECLS

GtkWidget *parcours_kept_rows_new     (ParcoursForm       *form);
void       parcours_kept_rows_refresh (GtkWidget          *rows,
                                       const ParcoursStep *step,
                                       const ParcoursRow  *row);

G_END_DECLS
