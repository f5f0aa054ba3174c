/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-condition.h"
#include "parcours-form.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_COUNT_LABEL (parcours_count_label_get_type ())

/**
 * ParcoursCountLabel:
 *
 * How many contacts meet a condition, counted a moment after it last changed.
 * Without anybody who counts it is not there. What depends on the way of each
 * contact is not counted.
 */
G_DECLARE_FINAL_TYPE (ParcoursCountLabel, parcours_count_label, PARCOURS, COUNT_LABEL, GtkWidget)

GtkWidget *parcours_count_label_new           (ParcoursForm       *form,
                                               gboolean            is_large);
void       parcours_count_label_set_condition (ParcoursCountLabel *self,
                                               ParcoursCondition  *condition);

G_END_DECLS
