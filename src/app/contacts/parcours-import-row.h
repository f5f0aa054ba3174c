/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-import.h"

G_BEGIN_DECLS

GtkWidget *parcours_import_row_new   (ParcoursLibrary       *library,
                                      ParcoursImportColumn  *column);
void       parcours_import_row_apply (GtkWidget             *row,
                                      ParcoursImportColumn  *column);

G_END_DECLS
