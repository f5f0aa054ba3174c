/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-catalog.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_PALETTE (parcours_palette_get_type ())

/**
 * ParcoursPalette:
 *
 * The steps that a platform offers, by category, to be searched by what any
 * platform calls them and in both languages. A step can be dragged to a canvas;
 * Enter or a double click emits `row-activated` with its #ParcoursRow.
 */
G_DECLARE_FINAL_TYPE (ParcoursPalette, parcours_palette, PARCOURS, PALETTE, AdwBin)

/**
 * ParcoursPaletteScope:
 * @PARCOURS_PALETTE_ALL: every step
 * @PARCOURS_PALETTE_TRIGGERS: what lets contacts in
 * @PARCOURS_PALETTE_FOLLOWING: what can follow another step
 *
 * Which steps a palette offers.
 */
typedef enum
{
  PARCOURS_PALETTE_ALL,
  PARCOURS_PALETTE_TRIGGERS,
  PARCOURS_PALETTE_FOLLOWING,
} ParcoursPaletteScope;

GtkWidget *parcours_palette_new          (void);
void       parcours_palette_set_platform (ParcoursPalette      *palette,
                                          ParcoursPlatform      platform);
void       parcours_palette_set_scope    (ParcoursPalette      *palette,
                                          ParcoursPaletteScope  scope);
void       parcours_palette_clear_search (ParcoursPalette      *palette);
void       parcours_palette_focus_search (ParcoursPalette      *palette);

G_END_DECLS
