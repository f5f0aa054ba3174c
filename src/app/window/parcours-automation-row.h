/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-automation-item.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_AUTOMATION_ROW (parcours_automation_row_get_type ())

/**
 * ParcoursAutomationRow:
 *
 * An automation in the sidebar: its name, how large it is, how many are inside,
 * and a badge with its state. Emits `menu-requested` with a place in it.
 */
G_DECLARE_FINAL_TYPE (ParcoursAutomationRow, parcours_automation_row, PARCOURS, AUTOMATION_ROW, AdwBin)

GtkWidget              *parcours_automation_row_new        (void);
void                    parcours_automation_row_set_item   (ParcoursAutomationRow  *row,
                                                            ParcoursAutomationItem *item);
ParcoursAutomationItem *parcours_automation_row_get_item   (ParcoursAutomationRow  *row);
void                    parcours_automation_row_set_inside (ParcoursAutomationRow  *row,
                                                            gint64                  n_inside,
                                                            gboolean                is_sample);

G_END_DECLS
