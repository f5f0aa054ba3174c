/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-form.h"
#include "parcours-project-tests.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_TEST_VIEW (parcours_test_view_get_type ())

/**
 * ParcoursTestView:
 *
 * A scenario to be read and edited, with what came of it. Emits `changed` (a JsonObject) when a person has changed it,
 * and `way` (case, contact) when one wants to know what happens to somebody.
 */
G_DECLARE_FINAL_TYPE (ParcoursTestView, parcours_test_view, PARCOURS, TEST_VIEW, AdwBin)

GtkWidget *parcours_test_view_new  (ParcoursForm                *form);
void       parcours_test_view_show (ParcoursTestView            *self,
                                    const ParcoursWorkspaceTest *test,
                                    ParcoursAutomation          *automation,
                                    gboolean                     editable);

G_END_DECLS
