/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-run.h"

G_BEGIN_DECLS

void parcours_cli_print_run (ParcoursRun        *run,
                             const ParcoursZone *zone);

G_END_DECLS
