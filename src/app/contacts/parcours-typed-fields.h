/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-form.h"
#include "parcours-value-field.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_TYPED_FIELDS (parcours_typed_fields_get_type ())

/**
 * ParcoursTypedFields:
 *
 * A list of values of a contact or of a record, each with the widget that its type wants. Emits `changed` (key, value:
 * a JsonNode or %NULL) when a person has finished with one: at once where it is chosen, when the cursor leaves or rests
 * where it is typed.
 */
G_DECLARE_FINAL_TYPE (ParcoursTypedFields, parcours_typed_fields, PARCOURS, TYPED_FIELDS, GtkWidget)

GtkWidget         *parcours_typed_fields_new        (ParcoursForm         *form);
void               parcours_typed_fields_add_field  (ParcoursTypedFields  *self,
                                                     const char           *kind,
                                                     const char           *slug,
                                                     const char           *label);
void               parcours_typed_fields_add_key    (ParcoursTypedFields  *self,
                                                     const char           *owner,
                                                     const char           *key);
void               parcours_typed_fields_add_param  (ParcoursTypedFields  *self,
                                                     const char           *key,
                                                     const ParcoursParam  *param);
void               parcours_typed_fields_set        (ParcoursTypedFields  *self,
                                                     const char           *key,
                                                     JsonNode             *value);
void               parcours_typed_fields_set_text   (ParcoursTypedFields  *self,
                                                     const char           *key,
                                                     const char           *text);
char              *parcours_typed_fields_to_text    (ParcoursTypedFields  *self,
                                                     const char           *key,
                                                     JsonNode             *value);
void               parcours_typed_fields_flush      (ParcoursTypedFields  *self);
void               parcours_typed_fields_clear      (ParcoursTypedFields  *self);
guint              parcours_typed_fields_n          (ParcoursTypedFields  *self);
ParcoursValueField *parcours_typed_fields_find      (ParcoursTypedFields  *self,
                                                     const char           *key);

G_END_DECLS
