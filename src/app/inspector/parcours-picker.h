/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "parcours-form.h"
#include "parcours-pick-item.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_PICKER (parcours_picker_get_type ())

/**
 * ParcoursPicker:
 *
 * A button that says what is chosen and opens a list with a search to choose
 * something else, or to make something new. The list is made when it opens: it
 * emits `fill` (GListStore of ParcoursPickItem) then, and `picked` (id) when a
 * person has chosen.
 */
G_DECLARE_FINAL_TYPE (ParcoursPicker, parcours_picker, PARCOURS, PICKER, GtkWidget)

GtkWidget *parcours_picker_new          (ParcoursForm   *form);
GtkWidget *parcours_picker_button       (ParcoursPicker *picker);
void       parcours_picker_set_label    (ParcoursPicker *picker,
                                         const char     *label,
                                         gboolean        is_chosen);
void       parcours_picker_set_missing  (ParcoursPicker *picker,
                                         gboolean        is_missing);
void       parcours_picker_set_icon     (ParcoursPicker *picker,
                                         const char     *icon_name,
                                         const char     *label);
void       parcours_picker_set_new_kind (ParcoursPicker *picker,
                                         const char     *kind,
                                         JsonObject     *given);

G_END_DECLS
