/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-contact.h"
#include "parcours-project.h"
#include "parcours-typed-fields.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CONTACT_FIELDS (parcours_contact_fields_get_type ())

/**
 * ParcoursContactFields:
 *
 * What a contact holds and a person may change, each with the widget that its type wants: fields, channels, groups,
 * audiences, blocked senders. Emits `changed` (message, whether it was written) when something was, or could not be.
 */
G_DECLARE_FINAL_TYPE (ParcoursContactFields, parcours_contact_fields, PARCOURS, CONTACT_FIELDS, GtkWidget)

GtkWidget           *parcours_contact_fields_new (ParcoursProject        *project);
void                 parcours_contact_fields_set (ParcoursContactFields  *self,
                                                  ParcoursContact        *contact);
ParcoursTypedFields *parcours_contact_fields_own (ParcoursContactFields  *self);
ParcoursTypedFields *parcours_contact_fields_more (ParcoursContactFields *self);

G_END_DECLS
