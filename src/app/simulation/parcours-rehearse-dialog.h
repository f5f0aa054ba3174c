/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-study-dialog.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_REHEARSE_DIALOG (parcours_rehearse_dialog_get_type ())

/**
 * ParcoursRehearseDialog:
 *
 * Asks which version people are inside and when the one on the canvas takes its place, and shows who stays, is
 * released, moved, stranded or doubled.
 */
G_DECLARE_FINAL_TYPE (ParcoursRehearseDialog, parcours_rehearse_dialog, PARCOURS, REHEARSE_DIALOG, ParcoursStudyDialog)

GtkWidget *parcours_rehearse_dialog_new (GtkWindow                *parent,
                                        ParcoursProject          *project,
                                        const char               *slug,
                                        const ParcoursRunOptions *options,
                                        ParcoursAutomation       *simulated);

G_END_DECLS
