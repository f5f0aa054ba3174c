/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-study-dialog.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_PRESSURE_DIALOG (parcours_pressure_dialog_get_type ())

/**
 * ParcoursPressureDialog:
 *
 * Shows what automations together do to people: how many messages within a day and a week, what two of them write,
 * who is sent round in circles.
 */
G_DECLARE_FINAL_TYPE (ParcoursPressureDialog, parcours_pressure_dialog, PARCOURS, PRESSURE_DIALOG, ParcoursStudyDialog)

GtkWidget *parcours_pressure_dialog_new (GtkWindow                *parent,
                                        ParcoursProject          *project,
                                        const char               *slug,
                                        const ParcoursRunOptions *options);

G_END_DECLS
