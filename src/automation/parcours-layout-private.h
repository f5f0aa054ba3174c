/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-flow.h"
#include "parcours-geometry.h"

G_BEGIN_DECLS

/* A vertex that stands for no step but for a link that passes a layer. */
#define PARCOURS_LAYOUT_LANE G_MAXUINT

/**
 * ParcoursLayers:
 * @n: how many vertices there are: steps, and a lane wherever a link passes a layer
 * @n_layers: how many layers there are
 * @step: (array length=n): the number of the step, or %PARCOURS_LAYOUT_LANE
 * @layer: (array length=n): in which layer it stands, from the top
 * @place: (array length=n): its place in the layer, from the left
 * @half: (array length=n): how much room it takes to either side
 * @n_edges: how many edges there are, each from a layer to the next
 * @upper: (array length=n_edges): the upper end; edges are sorted by it, then by port
 * @lower: (array length=n_edges): the lower end
 * @lean: (array length=n_edges): where on its card the edge begins, from 0 to 1
 * @first_down: (array): by vertex, one more than vertices: its first edge downwards
 * @first_up: (array): by vertex, one more than vertices: its first entry in @up
 * @up: (array length=n_edges): edges by their lower end
 * @first_in_layer: (array): by layer, one more than layers: its first entry in @order
 * @order: (array length=n): vertices by layer, then place
 *
 * A part of a flow whose steps hang together, cut into layers.
 */
typedef struct
{
  guint n;
  guint n_layers;
  guint *step;
  guint *layer;
  guint *place;
  double *half;
  guint n_edges;
  guint *upper;
  guint *lower;
  double *lean;
  guint *first_down;
  guint *first_up;
  guint *up;
  guint *first_in_layer;
  guint *order;
} ParcoursLayers;

ParcoursLayers *parcours_layers_new       (const ParcoursFlow   *flow,
                                           const guint          *steps,
                                           guint                 n_steps);
void            parcours_layers_free      (ParcoursLayers       *layers);
guint64         parcours_layers_crossings (const ParcoursLayers *layers);
void            parcours_layers_sort      (ParcoursLayers       *layers);
double         *parcours_layers_columns   (const ParcoursLayers *layers);
void            parcours_layers_straighten (const ParcoursLayers *layers,
                                            double               *x);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursLayers, parcours_layers_free)

G_END_DECLS
