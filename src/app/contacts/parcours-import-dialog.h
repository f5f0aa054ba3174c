/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_IMPORT_DIALOG (parcours_import_dialog_get_type ())

/**
 * ParcoursImportDialog:
 *
 * Brings contacts in from a file: what becomes of its columns, how far it is, and
 * what came of it. `imported` says that contacts have come.
 */
G_DECLARE_FINAL_TYPE (ParcoursImportDialog, parcours_import_dialog, PARCOURS, IMPORT_DIALOG, AdwWindow)

GtkWidget *parcours_import_dialog_new (ParcoursProject *project,
                                       GtkWindow       *parent,
                                       const char      *path);

G_END_DECLS
