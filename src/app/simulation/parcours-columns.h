/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PARCOURS_TYPE_COLUMNS (parcours_columns_get_type ())

/**
 * ParcoursColumns:
 *
 * Two widgets beside each other, and below each other where there is no room.
 *
 * Properties: `start` and `end` (the widgets); `end-width`, how wide the second
 * one is beside the first; `width`, from which on they stand beside each other.
 */
G_DECLARE_FINAL_TYPE (ParcoursColumns, parcours_columns, PARCOURS, COLUMNS, GtkWidget)

G_END_DECLS
