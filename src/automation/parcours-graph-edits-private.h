/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-edit.h"
#include "parcours-geometry.h"

G_BEGIN_DECLS

ParcoursEdit *parcours_graph_edit_for_name  (const char          *format,
                                             const char          *name);
ParcoursEdit *parcours_graph_edit_for_steps (ParcoursAutomation  *automation,
                                             const char * const  *ids,
                                             const char          *one,
                                             const char          *several);
gboolean      parcours_graph_is_free        (ParcoursAutomation  *automation,
                                             const ParcoursBox   *box);
void          parcours_graph_open_gap       (ParcoursEdit        *edit,
                                             ParcoursAutomation  *automation,
                                             const char          *id,
                                             double               by);

G_END_DECLS
