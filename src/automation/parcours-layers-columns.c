/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-layout-private.h"

/* Each round lets every layer follow its neighbours once downwards and once upwards. */
#define N_ROUNDS 16

/* Vertices of a layer that touch, and so move as one. */
typedef struct
{
  guint first;
  guint n;
  double weight;
  double wish; /* the mean wish of the first place */
} Block;

typedef struct
{
  const ParcoursLayers *layers;
  double *x;       /* (owned by the caller): by vertex, its middle */
  double *offsets; /* (owned): by place in a layer, from the first vertex, with all of them touching */
  Block *blocks;   /* (owned) */
} Columns;

static gboolean
is_lane (const ParcoursLayers *layers,
         guint                 vertex)
{
  return layers->step[vertex] == PARCOURS_LAYOUT_LANE;
}

/* Long links want to be straight most of all. */
static double
edge_weight (const ParcoursLayers *layers,
             guint                 edge)
{
  guint n_lanes = is_lane (layers, layers->upper[edge]) + is_lane (layers, layers->lower[edge]);

  return n_lanes == 2 ? 8 : n_lanes == 1 ? 2 : 1;
}

/* Where what is linked with @vertex above or below would have it, and how much that counts. */
static double
wish_of (const Columns *columns,
         guint          vertex,
         gboolean       above,
         double        *weight)
{
  const ParcoursLayers *layers = columns->layers;
  double sum = 0;

  *weight = 0;
  for (guint i = layers->first_up[vertex]; above && i < layers->first_up[vertex + 1]; i++)
    {
      double w = edge_weight (layers, layers->up[i]);

      sum += w * columns->x[layers->upper[layers->up[i]]];
      *weight += w;
    }
  for (guint i = layers->first_down[vertex]; !above && i < layers->first_down[vertex + 1]; i++)
    {
      double w = edge_weight (layers, i);

      sum += w * columns->x[layers->lower[i]];
      *weight += w;
    }
  if (*weight > 0)
    return sum / *weight;
  *weight = .01;

  return columns->x[vertex];
}

static void
find_offsets (Columns *columns,
              guint    first,
              guint    n)
{
  const ParcoursLayers *layers = columns->layers;

  columns->offsets[0] = 0;
  for (guint i = 1; i < n; i++)
    columns->offsets[i] = columns->offsets[i - 1] + layers->half[layers->order[first + i - 1]] +
                          layers->half[layers->order[first + i]];
}

/*
 * The places that are nearest to all wishes while no two vertices overlap: with
 * the offsets taken off, that is the nearest sequence that does not fall, found
 * by pooling those that would (isotonic regression).
 */
static void
place_layer (Columns  *columns,
             guint     layer,
             gboolean  above)
{
  guint first = columns->layers->first_in_layer[layer];
  guint n = columns->layers->first_in_layer[layer + 1] - first;
  guint n_blocks = 0;

  find_offsets (columns, first, n);
  for (guint i = 0; i < n; i++)
    {
      Block block = { i, 1, 0, 0 };

      block.wish = wish_of (columns, columns->layers->order[first + i], above, &block.weight) - columns->offsets[i];
      while (n_blocks > 0 && columns->blocks[n_blocks - 1].wish > block.wish)
        {
          const Block *last = &columns->blocks[--n_blocks];
          double weight = last->weight + block.weight;

          block = (Block) { last->first, last->n + block.n, weight,
                            (last->wish * last->weight + block.wish * block.weight) / weight };
        }
      columns->blocks[n_blocks++] = block;
    }
  for (guint b = 0; b < n_blocks; b++)
    {
      for (guint i = columns->blocks[b].first; i < columns->blocks[b].first + columns->blocks[b].n; i++)
        columns->x[columns->layers->order[first + i]] = columns->blocks[b].wish + columns->offsets[i];
    }
}

static void
place_first (Columns *columns)
{
  const ParcoursLayers *layers = columns->layers;

  for (guint layer = 0; layer < layers->n_layers; layer++)
    {
      guint first = layers->first_in_layer[layer];
      guint n = layers->first_in_layer[layer + 1] - first;

      find_offsets (columns, first, n);
      for (guint i = 0; i < n; i++)
        columns->x[layers->order[first + i]] = columns->offsets[i] - columns->offsets[n - 1] / 2;
    }
}

/* Where each vertex stands across, its middle. */
double *
parcours_layers_columns (const ParcoursLayers *layers)
{
  g_autofree double *offsets = g_new (double, layers->n);
  g_autofree Block *blocks = g_new (Block, layers->n);
  Columns columns = { layers, g_new (double, layers->n), offsets, blocks };

  place_first (&columns);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      for (guint layer = 1; layer < layers->n_layers; layer++)
        place_layer (&columns, layer, TRUE);
      for (guint layer = layers->n_layers - 1; layer > 0; layer--)
        place_layer (&columns, layer - 1, FALSE);
    }
  parcours_layers_straighten (layers, columns.x);

  return columns.x;
}
