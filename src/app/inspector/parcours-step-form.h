/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-form.h"
#include "parcours-problem-cards.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_STEP_FORM (parcours_step_form_get_type ())

/**
 * ParcoursStepForm:
 *
 * The form of one step: a field for each parameter that the catalogue lets a
 * person set, what the step holds beside them, its name and its note. It
 * follows the document, and what it changes goes through the document.
 */
G_DECLARE_FINAL_TYPE (ParcoursStepForm, parcours_step_form, PARCOURS, STEP_FORM, GtkWidget)

GtkWidget *parcours_step_form_new     (ParcoursForm      *form);
void       parcours_step_form_refresh (ParcoursStepForm  *self);
void       parcours_step_form_clear_problems (ParcoursStepForm *self);
gboolean   parcours_step_form_add_problem    (ParcoursStepForm *self,
                                              ParcoursCheck    *check,
                                              ParcoursFixFunc   fix_func,
                                              gpointer          user_data);
gboolean   parcours_step_form_is_for  (ParcoursStepForm  *self,
                                       const char        *step,
                                       const ParcoursRow *row);
GtkWidget *parcours_step_form_field   (ParcoursStepForm  *self,
                                       const char        *param);

G_END_DECLS
