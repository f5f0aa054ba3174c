/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-import.h"

G_BEGIN_DECLS

int  parcours_cli_import_contacts (int                          argc,
                                   char                       **argv);
void parcours_cli_print_refused   (const ParcoursImportReport  *report);

G_END_DECLS
