/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-automation.h"

G_BEGIN_DECLS

/**
 * ParcoursFlowEdge:
 * @from: the number of the step that it leaves
 * @to: the number of the step that it enters
 * @port: the place of its port among the ports of the step, in drawing order
 * @n_ports: how many ports the step has, at least @port + 1
 * @link: the link, of the automation
 *
 * A link whose two ends exist.
 */
typedef struct
{
  guint from;
  guint to;
  guint port;
  guint n_ports;
  const ParcoursLink *link;
} ParcoursFlowEdge;

/**
 * ParcoursFlow:
 *
 * The links of an automation by number: steps are numbered as in the automation,
 * edges in the order of its links. Links into the void are left out. Where a
 * broken document has cycles, the edge that closes one counts as going nowhere
 * for order, depth and layers. Immutable.
 */
typedef struct _ParcoursFlow ParcoursFlow;

ParcoursFlow           *parcours_flow_new        (ParcoursAutomation  *automation);
void                    parcours_flow_free       (ParcoursFlow        *flow);
ParcoursAutomation     *parcours_flow_automation (const ParcoursFlow  *flow);
guint                   parcours_flow_n_steps    (const ParcoursFlow  *flow);
int                     parcours_flow_find       (const ParcoursFlow  *flow,
                                                  const char          *id);
guint                   parcours_flow_n_edges    (const ParcoursFlow  *flow);
const ParcoursFlowEdge *parcours_flow_edge       (const ParcoursFlow  *flow,
                                                  guint                edge);
guint                   parcours_flow_n_out      (const ParcoursFlow  *flow,
                                                  guint                step);
guint                   parcours_flow_out        (const ParcoursFlow  *flow,
                                                  guint                step,
                                                  guint                n);
guint                   parcours_flow_n_in       (const ParcoursFlow  *flow,
                                                  guint                step);
guint                   parcours_flow_in         (const ParcoursFlow  *flow,
                                                  guint                step,
                                                  guint                n);
gboolean                parcours_flow_is_back    (const ParcoursFlow  *flow,
                                                  guint                edge);
guint                   parcours_flow_nth        (const ParcoursFlow  *flow,
                                                  guint                n);
guint                   parcours_flow_place      (const ParcoursFlow  *flow,
                                                  guint                step);
guint                   parcours_flow_depth      (const ParcoursFlow  *flow,
                                                  guint                step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursFlow, parcours_flow_free)

G_END_DECLS
