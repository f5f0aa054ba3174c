/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PARCOURS_TYPE_SPLIT (parcours_split_get_type ())

/**
 * ParcoursSplit:
 *
 * A content with a pane at its start and one at its end. Where there is room the
 * panes stand beside the content, and their widths can be dragged; where there is
 * not they slide over it, and Escape or a click beside them closes them.
 *
 * Properties: `start`, `content`, `end` (the widgets); `show-start`, `show-end`
 * and `start-width`, `end-width` hold where there is room, and are there to be
 * kept; `start-open`, `end-open` tell what is seen now; `start-collapsed`,
 * `end-collapsed` whether the pane lies over the content.
 */
G_DECLARE_FINAL_TYPE (ParcoursSplit, parcours_split, PARCOURS, SPLIT, GtkWidget)

GtkWidget *parcours_split_new      (void);
void       parcours_split_close    (ParcoursSplit *split);

G_END_DECLS
