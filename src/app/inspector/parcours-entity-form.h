/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-form.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_ENTITY_FORM (parcours_entity_form_get_type ())

/**
 * ParcoursEntityForm:
 *
 * Asks for the name of something new that references can name, and has it made.
 * Emits `made` (slug) when it is there, `cancelled` when nobody wants it any more.
 */
G_DECLARE_FINAL_TYPE (ParcoursEntityForm, parcours_entity_form, PARCOURS, ENTITY_FORM, GtkWidget)

GtkWidget  *parcours_entity_form_new   (ParcoursForm       *form);
void        parcours_entity_form_start (ParcoursEntityForm *self,
                                        const char         *kind,
                                        const char         *parent,
                                        const char         *parent_slug,
                                        const char         *label);

const char *parcours_new_kind_label    (const char         *kind);

G_END_DECLS
