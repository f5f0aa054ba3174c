/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-contact-list.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_CONTACT_CHOOSER (parcours_contact_chooser_get_type ())

/**
 * ParcoursContactChooser:
 *
 * A button that says which contact is chosen and opens a search for another.
 * Nobody in particular is chosen first: whoever comes first. Emits `chosen`.
 */
G_DECLARE_FINAL_TYPE (ParcoursContactChooser, parcours_contact_chooser, PARCOURS, CONTACT_CHOOSER, GtkWidget)

GtkWidget *parcours_contact_chooser_new    (ParcoursProject        *project);
gint64     parcours_contact_chooser_get_id (ParcoursContactChooser *chooser);

G_END_DECLS
