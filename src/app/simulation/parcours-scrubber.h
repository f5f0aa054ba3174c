/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-zone.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_SCRUBBER (parcours_scrubber_get_type ())

/**
 * ParcoursScrubber:
 *
 * A period, with how much happened on each part of it as bars, and a playhead
 * that can be dragged, clicked and moved by keys to any instant. To a screen
 * reader it is a slider. Emits `moved` when a person has moved the playhead.
 */
G_DECLARE_FINAL_TYPE (ParcoursScrubber, parcours_scrubber, PARCOURS, SCRUBBER, GtkWidget)

void   parcours_scrubber_set_period (ParcoursScrubber   *scrubber,
                                     gint64              from,
                                     gint64              to,
                                     gint64              step,
                                     const ParcoursZone *zone);
void   parcours_scrubber_set_bars   (ParcoursScrubber   *scrubber,
                                     const double       *bars,
                                     guint               n_bars);
void   parcours_scrubber_set_at     (ParcoursScrubber   *scrubber,
                                     gint64              at,
                                     const char         *words);
gint64 parcours_scrubber_get_at     (ParcoursScrubber   *scrubber);

G_END_DECLS
