/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-edit.h"
#include "parcours-flow.h"
#include "parcours-geometry.h"

G_BEGIN_DECLS

ParcoursPoint *parcours_layout_places (const ParcoursFlow  *flow);
ParcoursEdit  *parcours_layout_tidy   (ParcoursAutomation  *automation);

G_END_DECLS
