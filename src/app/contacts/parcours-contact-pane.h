/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-project.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CONTACT_PANE (parcours_contact_pane_get_type ())

/**
 * ParcoursContactPane:
 *
 * All that there is to be said of one contact, to be changed in place. What
 * cannot be written is said by `message`, and the pane shows what is stored.
 */
G_DECLARE_FINAL_TYPE (ParcoursContactPane, parcours_contact_pane, PARCOURS, CONTACT_PANE, GtkWidget)

GtkWidget *parcours_contact_pane_new         (ParcoursProject      *project);
gint64     parcours_contact_pane_contact     (ParcoursContactPane  *pane);
void       parcours_contact_pane_set_contact (ParcoursContactPane  *pane,
                                              gint64                id);

G_END_DECLS
