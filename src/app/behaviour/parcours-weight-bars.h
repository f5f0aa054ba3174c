/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define PARCOURS_TYPE_WEIGHT_BARS (parcours_weight_bars_get_type ())

/**
 * ParcoursWeightBars:
 *
 * A small bar for each hour of the day or day of the week, which says how much more happens then than usual: in the
 * middle as usual, at the bottom nothing. Emits `changed` when a person has moved one, with the mouse or the arrow keys.
 */
G_DECLARE_FINAL_TYPE (ParcoursWeightBars, parcours_weight_bars, PARCOURS, WEIGHT_BARS, AdwBin)

GtkWidget *parcours_weight_bars_new        (const char         *title,
                                            guint               n);
void       parcours_weight_bars_set_values (ParcoursWeightBars *self,
                                            JsonArray          *values);
JsonArray *parcours_weight_bars_values     (ParcoursWeightBars *self);

G_END_DECLS
