/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-edit.h"
#include "parcours-ways.h"

G_BEGIN_DECLS

char *parcours_nearest_way (const ParcoursWays  *ways,
                            guint                step,
                            ParcoursPlatform     platform,
                            ParcoursEdit       **edit);

G_END_DECLS
