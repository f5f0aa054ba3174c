/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-project.h"
#include "parcours-store-records.h"
#include "parcours-typed-fields.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_RECORD_DIALOG (parcours_record_dialog_get_type ())

/**
 * ParcoursRecordDialog:
 *
 * A window in which a record of a contact is changed, added or deleted. Emits `changed` (message) when that is written.
 */
G_DECLARE_FINAL_TYPE (ParcoursRecordDialog, parcours_record_dialog, PARCOURS, RECORD_DIALOG, AdwWindow)

GtkWidget           *parcours_record_dialog_new    (GtkWindow                   *parent,
                                                    ParcoursProject             *project,
                                                    gint64                       contact,
                                                    const char                  *kind,
                                                    const ParcoursStoredRecord  *record);
ParcoursTypedFields *parcours_record_dialog_fields (ParcoursRecordDialog        *self);

G_END_DECLS
