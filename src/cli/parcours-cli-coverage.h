/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-coverage.h"

G_BEGIN_DECLS

void parcours_cli_print_coverage (const ParcoursCoverage *coverage,
                                  const char             *prefix);

G_END_DECLS
