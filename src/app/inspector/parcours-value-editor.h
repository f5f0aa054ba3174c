/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-form.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_VALUE_EDITOR (parcours_value_editor_get_type ())

/**
 * ParcoursValueEditor:
 *
 * Shows a value of one parameter and lets a person change it. Its children
 * stand below each other. It emits `changed` when the person, and nobody else,
 * has changed the value; `notify::complaint` when what was typed is no value.
 */
G_DECLARE_DERIVABLE_TYPE (ParcoursValueEditor, parcours_value_editor, PARCOURS, VALUE_EDITOR, GtkWidget)

/**
 * ParcoursValueEditorClass:
 * @build: makes the widgets; form and parameter are there
 * @show: shows @value (nullable) among the values @scope (nullable) of the parameters beside it without losing
 *   the focus; returns whether it could, else it shows that nothing is chosen
 *
 * What an editor has to say of itself.
 */
struct _ParcoursValueEditorClass
{
  GtkWidgetClass parent_class;

  void     (*build) (ParcoursValueEditor *self);
  gboolean (*show)  (ParcoursValueEditor *self,
                     JsonNode            *value,
                     JsonObject          *scope);
};

ParcoursValueEditor *parcours_value_editor_new        (ParcoursForm         *form,
                                                       const ParcoursParam  *param);
ParcoursForm        *parcours_value_editor_form       (ParcoursValueEditor  *self);
const ParcoursParam *parcours_value_editor_param      (ParcoursValueEditor  *self);
JsonNode            *parcours_value_editor_value      (ParcoursValueEditor  *self);
JsonObject          *parcours_value_editor_scope      (ParcoursValueEditor  *self);
gboolean             parcours_value_editor_fits       (ParcoursValueEditor  *self);
const char          *parcours_value_editor_complaint  (ParcoursValueEditor  *self);
GtkWidget           *parcours_value_editor_target     (ParcoursValueEditor  *self);
void                 parcours_value_editor_set_value  (ParcoursValueEditor  *self,
                                                       JsonNode             *value,
                                                       JsonObject           *scope);

/* For the types of editors. */
void                 parcours_value_editor_append     (ParcoursValueEditor  *self,
                                                       GtkWidget            *child);
void                 parcours_value_editor_set_target (ParcoursValueEditor  *self,
                                                       GtkWidget            *target);
void                 parcours_value_editor_settle_after (ParcoursValueEditor *self,
                                                       GtkWidget            *entry);
gboolean             parcours_value_editor_is_settling (ParcoursValueEditor *self);
void                 parcours_value_editor_take       (ParcoursValueEditor  *self,
                                                       JsonNode             *value);
void                 parcours_value_editor_complain   (ParcoursValueEditor  *self,
                                                       const char           *complaint);
void                 parcours_value_editor_set_title  (ParcoursValueEditor  *self,
                                                       const char           *title);

G_END_DECLS
