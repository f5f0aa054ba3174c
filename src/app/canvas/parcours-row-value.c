/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-row-value.h"

static gpointer
copy_row (gpointer row)
{
  return row;
}

static void
free_row (gpointer row)
{
}

G_DEFINE_BOXED_TYPE (ParcoursRow, parcours_row_value, copy_row, free_row)
