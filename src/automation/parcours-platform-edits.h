/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-edit.h"

G_BEGIN_DECLS

/*
 * An automation on another platform. To *switch* leaves everything as it is
 * drawn: names, limits and what holds where nothing is said follow the platform.
 * To *convert* leaves the meaning as it is, as far as the platform can say it.
 */

ParcoursEdit       *parcours_platform_edit_switch (ParcoursAutomation *automation,
                                                   ParcoursPlatform    platform);
ParcoursAutomation *parcours_platform_build       (ParcoursAutomation *automation,
                                                   ParcoursPlatform    platform);
ParcoursAutomation *parcours_platform_build_step  (ParcoursAutomation *automation,
                                                   ParcoursPlatform    platform,
                                                   const char         *step);
ParcoursAutomation *parcours_platform_convert     (ParcoursAutomation *automation,
                                                   ParcoursPlatform    platform);
ParcoursAutomation *parcours_platform_copy        (ParcoursAutomation *automation,
                                                   ParcoursAutomation *converted);
gboolean            parcours_platform_shows_runs  (ParcoursPlatform    platform);
gboolean            parcours_platform_runs_once   (ParcoursAutomation *automation,
                                                   gboolean           *same);
JsonNode           *parcours_platform_entry       (ParcoursPlatform    platform,
                                                   const char         *name);

G_END_DECLS
