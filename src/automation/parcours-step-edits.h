/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-edit.h"

G_BEGIN_DECLS

/* What a person does to steps without touching the links between them, as edits. */

ParcoursEdit *parcours_step_edit_move    (ParcoursAutomation  *automation,
                                          const char * const  *ids,
                                          double               dx,
                                          double               dy);
ParcoursEdit *parcours_step_edit_rename  (ParcoursAutomation  *automation,
                                          const char          *id,
                                          const char          *title);
ParcoursEdit *parcours_step_edit_note    (ParcoursAutomation  *automation,
                                          const char          *id,
                                          const char          *note);
ParcoursEdit *parcours_step_edit_param   (ParcoursAutomation  *automation,
                                          const char          *id,
                                          const char          *name,
                                          JsonNode            *value);
ParcoursEdit *parcours_step_edit_replace (ParcoursAutomation  *automation,
                                          const char          *id,
                                          const ParcoursRow   *row,
                                          GError             **error);

G_END_DECLS
