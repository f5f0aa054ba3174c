/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-import.h"

G_BEGIN_DECLS

gboolean parcours_import_propose (ParcoursImportColumn *column,
                                  const char           *source);

G_END_DECLS
