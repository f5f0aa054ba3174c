/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-run-record.h"
#include "parcours-study-dialog.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_COMPARE_DIALOG (parcours_compare_dialog_get_type ())

/**
 * ParcoursCompareDialog:
 *
 * Asks what to compare a simulation with, and shows the same people with the same luck under both: what
 * the change makes of each count, how sure that is, and whose way it changes.
 */
G_DECLARE_FINAL_TYPE (ParcoursCompareDialog, parcours_compare_dialog, PARCOURS, COMPARE_DIALOG, ParcoursStudyDialog)

GtkWidget *parcours_compare_dialog_new (GtkWindow                *parent,
                                        ParcoursProject          *project,
                                        const char               *slug,
                                        const ParcoursRunOptions *options,
                                        ParcoursAutomation       *simulated,
                                        ParcoursRunRecord        *record);

G_END_DECLS
