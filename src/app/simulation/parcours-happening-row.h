/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-explanation.h"

G_BEGIN_DECLS

GtkWidget *parcours_happening_row_new (const ParcoursExplanation *explanation,
                                       const ParcoursHappening   *happening);

G_END_DECLS
