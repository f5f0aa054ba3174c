/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* More bars nobody tells apart: days are then drawn together. */
#define PARCOURS_DAY_CHART_BARS 180

/* So many series have a colour of their own. */
#define PARCOURS_DAY_CHART_COLORS 5

#define PARCOURS_TYPE_DAY_CHART (parcours_day_chart_get_type ())

/**
 * ParcoursDayChart:
 *
 * Figures over the days of a run: series stacked as bars, and one as a line. The
 * day under the pointer, or chosen with the arrow keys, says its figures. A click
 * on it, or Enter, emits `day-activated` with the last day of the bar, in days
 * since 1970.
 */
G_DECLARE_FINAL_TYPE (ParcoursDayChart, parcours_day_chart, PARCOURS, DAY_CHART, GtkWidget)

void  parcours_day_chart_clear       (ParcoursDayChart *self,
                                      const char       *name,
                                      gint32            first_day,
                                      guint             n_days);
void  parcours_day_chart_add_series  (ParcoursDayChart *self,
                                      const char       *name,
                                      const char       *color,
                                      const guint64    *figures);
void  parcours_day_chart_set_line    (ParcoursDayChart *self,
                                      const char       *name,
                                      const guint64    *figures);
void  parcours_day_chart_finish      (ParcoursDayChart *self);
guint parcours_day_chart_n_bars      (ParcoursDayChart *self);
guint parcours_day_chart_n_series    (ParcoursDayChart *self);
char *parcours_day_chart_bar_to_words (ParcoursDayChart *self,
                                      guint             bar);
guint64 parcours_day_chart_figure    (ParcoursDayChart *self,
                                      guint             series,
                                      guint             bar);

G_END_DECLS
