/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-picker.h"

G_BEGIN_DECLS

GtkWidget *parcours_personalise_new (ParcoursForm *form);

G_END_DECLS
