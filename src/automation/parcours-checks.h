/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-check.h"
#include "parcours-check-context.h"

G_BEGIN_DECLS

GPtrArray    *parcours_check_automation  (ParcoursAutomation          *automation,
                                          ParcoursPlatform             platform,
                                          const ParcoursCheckContext  *context,
                                          char                      ***left_out);
guint         parcours_checks_count      (GPtrArray                   *checks,
                                          ParcoursSeverity             severity);
ParcoursEdit *parcours_checks_fix_at_once (ParcoursAutomation         *automation,
                                          ParcoursPlatform             platform,
                                          const ParcoursCheckContext  *context,
                                          guint                       *n_fixed);

G_END_DECLS
