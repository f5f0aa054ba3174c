/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-automation.h"
#include "parcours-form.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_TEST_PART_DIALOG (parcours_test_part_dialog_get_type ())

/**
 * ParcoursTestPart:
 * @PARCOURS_TEST_PART_CONTACT: a contact
 * @PARCOURS_TEST_PART_ENTRY: an entry of the timeline
 * @PARCOURS_TEST_PART_EXPECTATION: an expectation about a contact, with a single key
 */
typedef enum
{
  PARCOURS_TEST_PART_CONTACT,
  PARCOURS_TEST_PART_ENTRY,
  PARCOURS_TEST_PART_EXPECTATION,
} ParcoursTestPart;

/**
 * ParcoursTestPartDialog:
 *
 * Edits a part of a scenario: in a form where it is of the usual kind, else as it is written. Emits `saved` with a
 * JsonObject, %NULL if the part is to go.
 */
G_DECLARE_FINAL_TYPE (ParcoursTestPartDialog, parcours_test_part_dialog, PARCOURS, TEST_PART_DIALOG, AdwWindow)

GtkWidget *parcours_test_part_dialog_new   (GtkWindow              *parent,
                                            ParcoursForm           *form,
                                            ParcoursTestPart        part,
                                            JsonObject             *object,
                                            const char *const      *contacts,
                                            ParcoursAutomation     *automation);
GtkWidget *parcours_test_part_dialog_field (ParcoursTestPartDialog *self,
                                            const char             *name);
JsonObject *parcours_test_part_copy        (JsonObject             *object);

G_END_DECLS
