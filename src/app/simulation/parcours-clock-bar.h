/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-live.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CLOCK_BAR (parcours_clock_bar_get_type ())

/**
 * ParcoursClockBar:
 *
 * The clock below the canvas: which instant of the simulated period is looked at,
 * playing and scrubbing through it, and what it is simulated with. It knows what
 * has been simulated from its #ParcoursLive and tells that one its settings.
 *
 * Properties: `at` (an instant), `playing`.
 */
G_DECLARE_FINAL_TYPE (ParcoursClockBar, parcours_clock_bar, PARCOURS, CLOCK_BAR, AdwBin)

void     parcours_clock_bar_set_live    (ParcoursClockBar *bar,
                                         ParcoursProject  *project,
                                         ParcoursLive     *live);
gint64   parcours_clock_bar_get_at      (ParcoursClockBar *bar);
void     parcours_clock_bar_set_at      (ParcoursClockBar *bar,
                                         gint64            at);
gboolean parcours_clock_bar_is_playing  (ParcoursClockBar *bar);
void     parcours_clock_bar_set_playing (ParcoursClockBar *bar,
                                         gboolean          playing);
void     parcours_clock_bar_step        (ParcoursClockBar *bar,
                                         int               buckets);

G_END_DECLS
