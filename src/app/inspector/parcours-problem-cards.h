/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-check.h"

G_BEGIN_DECLS

typedef void (*ParcoursFixFunc) (const ParcoursFix *fix,
                                 gpointer           user_data);

GtkWidget *parcours_problem_card_new (ParcoursCheck   *check,
                                      ParcoursFixFunc  fix_func,
                                      gpointer         user_data);
GtkWidget *parcours_problem_line_new (ParcoursCheck   *check,
                                      ParcoursFixFunc  fix_func,
                                      gpointer         user_data);

G_END_DECLS
