/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-form.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_TRY_BUTTON (parcours_try_button_get_type ())

/**
 * ParcoursTryButton:
 *
 * A button that asks a condition about one contact and shows why it is met or not: each question, what the contact
 * has, and the smallest change that would turn the answer.
 */
G_DECLARE_FINAL_TYPE (ParcoursTryButton, parcours_try_button, PARCOURS, TRY_BUTTON, GtkWidget)

GtkWidget *parcours_try_button_new           (ParcoursForm       *form);
void       parcours_try_button_set_condition (ParcoursTryButton  *self,
                                              JsonNode           *condition);
void       parcours_try_button_try           (ParcoursTryButton  *self,
                                              gint64              contact);

G_END_DECLS
