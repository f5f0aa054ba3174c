/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-elapsed.h"
#include "parcours-flow.h"
#include "parcours-route.h"

G_BEGIN_DECLS

/* No step, no link. */
#define PARCOURS_DRAWING_NOTHING G_MAXUINT

/**
 * ParcoursDrawnLink:
 * @from: the number of the step that it leaves
 * @to: the number of the step that it enters
 * @port: the place of its port among the ports of the step; 0 for a jump
 * @is_jump: whether it is no link but shows where a jump leads
 * @link: (nullable): the link, %NULL for a jump
 * @route: its way
 */
typedef struct
{
  guint from;
  guint to;
  guint port;
  gboolean is_jump;
  const ParcoursLink *link;
  ParcoursRoute route;
} ParcoursDrawnLink;

/**
 * ParcoursDrawing:
 *
 * Where everything of an automation is drawn: cards by the number of their step,
 * links in the order of the document, jumps behind them. It follows a card that
 * is being dragged; for an automation that has changed otherwise one makes a new one.
 */
typedef struct _ParcoursDrawing ParcoursDrawing;

ParcoursDrawing         *parcours_drawing_new        (ParcoursAutomation     *automation);
void                     parcours_drawing_free       (ParcoursDrawing        *drawing);
const ParcoursFlow      *parcours_drawing_flow       (const ParcoursDrawing  *drawing);
const ParcoursElapsed   *parcours_drawing_elapsed    (const ParcoursDrawing  *drawing);
guint                    parcours_drawing_n_steps    (const ParcoursDrawing  *drawing);
ParcoursStep            *parcours_drawing_step       (const ParcoursDrawing  *drawing,
                                                      guint                   step);
const ParcoursBox       *parcours_drawing_box        (const ParcoursDrawing  *drawing,
                                                      guint                   step);
guint                    parcours_drawing_n_links    (const ParcoursDrawing  *drawing);
const ParcoursDrawnLink *parcours_drawing_link       (const ParcoursDrawing  *drawing,
                                                      guint                   link);
guint                    parcours_drawing_find_link  (const ParcoursDrawing  *drawing,
                                                      const char             *from,
                                                      const char             *port);
ParcoursBox              parcours_drawing_bounds     (ParcoursDrawing        *drawing);

guint                    parcours_drawing_step_at    (ParcoursDrawing        *drawing,
                                                      double                  x,
                                                      double                  y);
guint                    parcours_drawing_link_at    (ParcoursDrawing        *drawing,
                                                      double                  x,
                                                      double                  y,
                                                      double                  tolerance);
void                     parcours_drawing_steps_in   (ParcoursDrawing        *drawing,
                                                      const ParcoursBox      *box,
                                                      GArray                 *steps);
void                     parcours_drawing_links_in   (ParcoursDrawing        *drawing,
                                                      const ParcoursBox      *box,
                                                      GArray                 *links);

void                     parcours_drawing_place      (ParcoursDrawing        *drawing,
                                                      guint                   step,
                                                      double                  x,
                                                      double                  y);
void                     parcours_drawing_reroute    (ParcoursDrawing        *drawing,
                                                      GArray                 *links);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursDrawing, parcours_drawing_free)

G_END_DECLS
