/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-edit.h"
#include "parcours-geometry.h"

G_BEGIN_DECLS

/*
 * What a person does to the graph of an automation, as edits. Each keeps the
 * rules of the document: one link leaves a port, none enters a trigger, none
 * closes a cycle. What cannot be done is refused with a reason.
 */

gboolean      parcours_graph_offers_port (ParcoursAutomation  *automation,
                                          const char          *id,
                                          const char          *port);
char         *parcours_graph_step_name   (ParcoursAutomation  *automation,
                                          const char          *id);
char         *parcours_graph_new_id      (ParcoursAutomation  *automation,
                                          GHashTable          *taken,
                                          const char          *wish);

ParcoursEdit *parcours_graph_add         (ParcoursAutomation  *automation,
                                          const ParcoursRow   *row,
                                          double               x,
                                          double               y,
                                          char               **id);
ParcoursPoint parcours_graph_find_room   (ParcoursAutomation  *automation,
                                          double               x,
                                          double               y);
ParcoursEdit *parcours_graph_add_trigger (ParcoursAutomation  *automation,
                                          const ParcoursRow   *row,
                                          char               **id);
gboolean      parcours_graph_can_insert  (ParcoursAutomation  *automation,
                                          const ParcoursRow   *row,
                                          const char          *from,
                                          const char          *port,
                                          GError             **error);
ParcoursEdit *parcours_graph_insert      (ParcoursAutomation  *automation,
                                          const ParcoursRow   *row,
                                          const char          *from,
                                          const char          *port,
                                          char               **id,
                                          GError             **error);

gboolean      parcours_graph_can_link    (ParcoursAutomation  *automation,
                                          const char          *from,
                                          const char          *port,
                                          const char          *to,
                                          GError             **error);
ParcoursEdit *parcours_graph_link        (ParcoursAutomation  *automation,
                                          const char          *from,
                                          const char          *port,
                                          const char          *to,
                                          GError             **error);
ParcoursEdit *parcours_graph_jump        (ParcoursAutomation  *automation,
                                          const char          *from,
                                          const char          *port,
                                          const char          *to,
                                          char               **id,
                                          GError             **error);
ParcoursEdit *parcours_graph_unlink      (ParcoursAutomation  *automation,
                                          const char          *from,
                                          const char          *port);
ParcoursEdit *parcours_graph_remove      (ParcoursAutomation  *automation,
                                          const char * const  *ids);

G_END_DECLS
