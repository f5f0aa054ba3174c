/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-form.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_BEHAVIOUR_EDITOR (parcours_behaviour_editor_get_type ())

/**
 * ParcoursBehaviourEditor:
 *
 * Shows a behaviour: its rules for messages, what people do by themselves, how many come new. Emits `changed` when a
 * person has changed it.
 */
G_DECLARE_FINAL_TYPE (ParcoursBehaviourEditor, parcours_behaviour_editor, PARCOURS, BEHAVIOUR_EDITOR, AdwBin)

GtkWidget *parcours_behaviour_editor_new   (ParcoursForm            *form);
void       parcours_behaviour_editor_show  (ParcoursBehaviourEditor *self,
                                            JsonNode                *behaviour,
                                            gboolean                 is_editable);
JsonNode  *parcours_behaviour_editor_value (ParcoursBehaviourEditor *self);

G_END_DECLS
