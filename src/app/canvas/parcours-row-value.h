/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "parcours-row.h"

G_BEGIN_DECLS

/*
 * A row of the catalogue as a value, to be dragged from the palette: rows live as
 * long as the program, so the value is the pointer.
 */
#define PARCOURS_TYPE_ROW (parcours_row_value_get_type ())

GType parcours_row_value_get_type (void);

G_END_DECLS
