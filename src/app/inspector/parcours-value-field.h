/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-value-editor.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_VALUE_FIELD (parcours_value_field_get_type ())

/**
 * ParcoursValueField:
 *
 * An editor with the name of its parameter, a sentence of help, and what is
 * wrong with the value. Emits `changed` with its editor.
 */
G_DECLARE_FINAL_TYPE (ParcoursValueField, parcours_value_field, PARCOURS, VALUE_FIELD, GtkWidget)

GtkWidget           *parcours_value_field_new       (ParcoursForm         *form,
                                                     const ParcoursParam  *param);
ParcoursValueEditor *parcours_value_field_editor    (ParcoursValueField   *field);
const ParcoursParam *parcours_value_field_param     (ParcoursValueField   *field);
void                 parcours_value_field_hide_title (ParcoursValueField  *field);
void                 parcours_value_field_set_value (ParcoursValueField   *field,
                                                     JsonNode             *value,
                                                     JsonObject           *scope);
void                 parcours_value_field_clear_problems (ParcoursValueField *field);
void                 parcours_value_field_add_problem    (ParcoursValueField *field,
                                                          GtkWidget          *line,
                                                          const char         *message);

G_END_DECLS
