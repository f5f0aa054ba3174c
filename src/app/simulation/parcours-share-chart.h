/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PARCOURS_TYPE_SHARE_CHART (parcours_share_chart_get_type ())

/**
 * ParcoursShareChart:
 *
 * How many contacts get how many messages: a bar each, with its figure above and
 * its name below. Bars beyond a limit are hatched.
 */
G_DECLARE_FINAL_TYPE (ParcoursShareChart, parcours_share_chart, PARCOURS, SHARE_CHART, GtkWidget)

void parcours_share_chart_set (ParcoursShareChart *self,
                               const guint        *shares,
                               guint               n_shares,
                               guint               limit);

G_END_DECLS
