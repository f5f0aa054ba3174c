/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "parcours-catalog.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_PALETTE_ITEM (parcours_palette_item_get_type ())

/**
 * ParcoursPaletteItem:
 *
 * A line of the palette: a category with its steps, or a step.
 */
G_DECLARE_FINAL_TYPE (ParcoursPaletteItem, parcours_palette_item, PARCOURS, PALETTE_ITEM, GObject)

/**
 * ParcoursPaletteFit:
 * @PARCOURS_PALETTE_FIT_NAME: they are what is shown of it
 * @PARCOURS_PALETTE_FIT_IN_NAME: all of them stand in what is shown of it, in any order
 * @PARCOURS_PALETTE_FIT_OTHER: it is found by something else, such as its name elsewhere
 *
 * How well words fit a line, best first.
 */
typedef enum
{
  PARCOURS_PALETTE_FIT_NAME,
  PARCOURS_PALETTE_FIT_IN_NAME,
  PARCOURS_PALETTE_FIT_OTHER,
} ParcoursPaletteFit;

GListModel        *parcours_palette_items_new       (ParcoursPlatform     platform);
const char        *parcours_palette_item_label      (ParcoursPaletteItem *item);
const ParcoursRow *parcours_palette_item_row        (ParcoursPaletteItem *item);
GListModel        *parcours_palette_item_children   (ParcoursPaletteItem *item);
gboolean           parcours_palette_item_is_missing (ParcoursPaletteItem *item);
gboolean           parcours_palette_item_matches    (ParcoursPaletteItem *item,
                                                     char               **words);
gboolean           parcours_palette_item_is_near    (ParcoursPaletteItem *item,
                                                     char               **words);
ParcoursPaletteFit parcours_palette_item_fit        (ParcoursPaletteItem *item,
                                                     char               **words);

G_END_DECLS
