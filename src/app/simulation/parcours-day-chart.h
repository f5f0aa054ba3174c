/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-run.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_DAY_CHART (parcours_day_chart_get_type ())

/**
 * ParcoursDayChart:
 *
 * An automation over the days of a run: bars for the contacts who entered on a
 * day, a line for those who were inside at its end. A tooltip tells the figures
 * of the day under the pointer.
 */
G_DECLARE_FINAL_TYPE (ParcoursDayChart, parcours_day_chart, PARCOURS, DAY_CHART, GtkWidget)

void parcours_day_chart_set_run (ParcoursDayChart   *chart,
                                 ParcoursRun        *run,
                                 guint               automation,
                                 const ParcoursZone *zone);

G_END_DECLS
