/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-form.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_AUTOMATION_FORM (parcours_automation_form_get_type ())

/**
 * ParcoursAutomationForm:
 *
 * The form of an automation: its name, who may enter and how often, what ends
 * it, when it keeps quiet. It follows the document.
 */
G_DECLARE_FINAL_TYPE (ParcoursAutomationForm, parcours_automation_form, PARCOURS, AUTOMATION_FORM, GtkWidget)

GtkWidget *parcours_automation_form_new     (ParcoursForm           *form);
void       parcours_automation_form_refresh (ParcoursAutomationForm *self);
GtkWidget *parcours_automation_form_field   (ParcoursAutomationForm *self,
                                             const char             *setting);

G_END_DECLS
