/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-version-list.h"

G_BEGIN_DECLS

GPtrArray *parcours_version_row_fill (AdwComboRow        *row,
                                      ParcoursProject    *project,
                                      GAsyncResult       *result,
                                      ParcoursAutomation *simulated);

G_END_DECLS
