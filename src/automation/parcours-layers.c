/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-layout-private.h"

/* Room to either side of a card, so that two stand a column apart. */
#define CARD_MARGIN 8
#define MIN_CARD_HALF (PARCOURS_COLUMN_PITCH / 2)
/* A lane that carries the name of a branch needs room for it. */
#define LANE_HALF 12
#define NAMED_LANE_HALF 72

/* Links over many layers would cost more lanes than there are steps; the longest go without. */
#define MAX_LANES_PER_STEP 8

typedef struct
{
  const ParcoursFlow *flow;
  const guint *steps;
  guint n_steps;
  GHashTable *vertices; /* (owned): from the number of a step to its vertex */
  ParcoursLayers *layers;
  GArray *edges;        /* (owned) (element-type Edge) */
} Builder;

typedef struct
{
  guint upper;
  guint lower;
  double lean;
} Edge;

static guint
vertex_of (Builder *builder,
           guint    step)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (builder->vertices, GUINT_TO_POINTER (step)));
}

/* The longest way from above decides; steps come in reading order. */
static void
find_layers (Builder *builder)
{
  for (guint i = 0; i < builder->n_steps; i++)
    {
      guint *layer = &builder->layers->layer[i];

      for (guint k = 0; k < parcours_flow_n_in (builder->flow, builder->steps[i]); k++)
        {
          guint edge = parcours_flow_in (builder->flow, builder->steps[i], k);
          guint above = vertex_of (builder, parcours_flow_edge (builder->flow, edge)->from);

          if (!parcours_flow_is_back (builder->flow, edge))
            *layer = MAX (*layer, builder->layers->layer[above] + 1);
        }
    }
}

/* A trigger that lets contacts in further down stands beside the way, not far above it. */
static void
lower_starts (Builder *builder)
{
  for (guint i = 0; i < builder->n_steps; i++)
    {
      guint step = builder->steps[i];
      guint nearest = G_MAXUINT;

      if (builder->layers->layer[i] > 0)
        continue;
      for (guint k = 0; k < parcours_flow_n_out (builder->flow, step); k++)
        {
          guint edge = parcours_flow_out (builder->flow, step, k);

          if (!parcours_flow_is_back (builder->flow, edge))
            nearest = MIN (nearest, builder->layers->layer[vertex_of (builder, parcours_flow_edge (builder->flow, edge)->to)]);
        }
      if (nearest != G_MAXUINT)
        builder->layers->layer[i] = nearest - 1;
    }
}

static guint
span_of (Builder                *builder,
         const ParcoursFlowEdge *edge)
{
  return builder->layers->layer[vertex_of (builder, edge->to)] - builder->layers->layer[vertex_of (builder, edge->from)];
}

/* Calls @func with each edge that leads down. */
static void
each_edge (Builder *builder,
           void   (*func) (Builder                *builder,
                           const ParcoursFlowEdge *edge,
                           gpointer                data),
           gpointer data)
{
  for (guint i = 0; i < builder->n_steps; i++)
    {
      for (guint k = 0; k < parcours_flow_n_out (builder->flow, builder->steps[i]); k++)
        {
          guint edge = parcours_flow_out (builder->flow, builder->steps[i], k);

          if (!parcours_flow_is_back (builder->flow, edge))
            func (builder, parcours_flow_edge (builder->flow, edge), data);
        }
    }
}

typedef struct
{
  guint longest;
  guint64 n_lanes;
} LaneCount;

static void
count_lanes (Builder                *builder,
             const ParcoursFlowEdge *edge,
             gpointer                data)
{
  LaneCount *count = data;
  guint span = span_of (builder, edge);

  if (span <= count->longest)
    count->n_lanes += span - 1;
}

/* How many layers a link may span and still have lanes. */
static guint
find_longest (Builder *builder)
{
  LaneCount count = { builder->n_steps, 0 };

  for (;;)
    {
      count.n_lanes = 0;
      each_edge (builder, count_lanes, &count);
      if (count.n_lanes <= (guint64) MAX_LANES_PER_STEP * builder->n_steps || count.longest == 1)
        return count.longest;
      count.longest /= 2;
    }
}

static guint
add_lane (Builder *builder,
          guint    layer,
          double   half)
{
  ParcoursLayers *layers = builder->layers;

  layers->step[layers->n] = PARCOURS_LAYOUT_LANE;
  layers->layer[layers->n] = layer;
  layers->half[layers->n] = half;

  return layers->n++;
}

static void
add_edge (Builder                *builder,
          const ParcoursFlowEdge *edge,
          gpointer                data)
{
  guint longest = *(guint *) data;
  guint span = span_of (builder, edge);
  Edge piece = { vertex_of (builder, edge->from), 0, (edge->port + 1) / (edge->n_ports + 1.) };
  guint layer = builder->layers->layer[piece.upper];

  if (span > longest)
    return;
  for (guint i = 1; i < span; i++)
    {
      piece.lower = add_lane (builder, layer + i, i == 1 && edge->n_ports > 1 ? NAMED_LANE_HALF : LANE_HALF);
      g_array_append_val (builder->edges, piece);
      piece.upper = piece.lower;
      piece.lean = .5;
    }
  piece.lower = vertex_of (builder, edge->to);
  g_array_append_val (builder->edges, piece);
}

static void
resize_vertices (ParcoursLayers *layers,
                 guint64         n)
{
  layers->step = g_renew (guint, layers->step, n);
  layers->layer = g_renew (guint, layers->layer, n);
  layers->half = g_renew (double, layers->half, n);
}

static void
make_edges (Builder *builder)
{
  guint longest = find_longest (builder);
  LaneCount count = { longest, 0 };

  each_edge (builder, count_lanes, &count);
  resize_vertices (builder->layers, builder->n_steps + count.n_lanes);
  each_edge (builder, add_edge, &longest);
}

/* Lists the edges by their ends, in a stable way: ports of a step stay in their order. */
static void
list_edges (Builder *builder)
{
  ParcoursLayers *layers = builder->layers;
  guint n_edges = builder->edges->len;
  g_autofree guint *down = g_new0 (guint, layers->n + 1);
  g_autofree guint *up = g_new0 (guint, layers->n + 1);

  layers->n_edges = n_edges;
  layers->upper = g_new (guint, n_edges);
  layers->lower = g_new (guint, n_edges);
  layers->lean = g_new (double, n_edges);
  layers->up = g_new (guint, n_edges);
  layers->first_down = g_new0 (guint, layers->n + 1);
  layers->first_up = g_new0 (guint, layers->n + 1);
  for (guint i = 0; i < n_edges; i++)
    {
      layers->first_down[g_array_index (builder->edges, Edge, i).upper + 1]++;
      layers->first_up[g_array_index (builder->edges, Edge, i).lower + 1]++;
    }
  for (guint i = 0; i < layers->n; i++)
    {
      layers->first_down[i + 1] += layers->first_down[i];
      layers->first_up[i + 1] += layers->first_up[i];
    }
  for (guint i = 0; i < n_edges; i++)
    {
      const Edge *edge = &g_array_index (builder->edges, Edge, i);
      guint place = layers->first_down[edge->upper] + down[edge->upper]++;

      layers->upper[place] = edge->upper;
      layers->lower[place] = edge->lower;
      layers->lean[place] = edge->lean;
    }
  for (guint i = 0; i < n_edges; i++)
    layers->up[layers->first_up[layers->lower[i]] + up[layers->lower[i]]++] = i;
}

/* Leaves @start and all below it, the last port first; @next is one past the last free entry of @ranked. */
static void
rank_from (ParcoursLayers *layers,
           guint           start,
           guint          *done,
           GArray         *stack,
           guint          *ranked,
           guint          *next)
{
  g_array_append_val (stack, start);
  while (stack->len > 0)
    {
      guint vertex = g_array_index (stack, guint, stack->len - 1);
      guint n_down = layers->first_down[vertex + 1] - layers->first_down[vertex];

      if (done[vertex] == n_down)
        {
          ranked[--*next] = vertex;
          g_array_set_size (stack, stack->len - 1);
          done[vertex]++;
          continue;
        }
      vertex = layers->lower[layers->first_down[vertex + 1] - 1 - done[vertex]++];
      if (done[vertex] == 0)
        g_array_append_val (stack, vertex);
    }
}

/* Fills the layers from @ranked, which is sorted from left to right. */
static void
fill_layers (ParcoursLayers *layers,
             const guint    *ranked)
{
  g_autofree guint *filled = NULL;

  for (guint i = 0; i < layers->n; i++)
    layers->n_layers = MAX (layers->n_layers, layers->layer[i] + 1);
  filled = g_new0 (guint, layers->n_layers);
  layers->first_in_layer = g_new0 (guint, layers->n_layers + 1);
  layers->order = g_new (guint, layers->n);
  layers->place = g_new (guint, layers->n);
  for (guint i = 0; i < layers->n; i++)
    layers->first_in_layer[layers->layer[i] + 1]++;
  for (guint i = 0; i < layers->n_layers; i++)
    layers->first_in_layer[i + 1] += layers->first_in_layer[i];
  for (guint i = 0; i < layers->n; i++)
    {
      guint layer = layers->layer[ranked[i]];

      layers->place[ranked[i]] = filled[layer]++;
      layers->order[layers->first_in_layer[layer] + layers->place[ranked[i]]] = ranked[i];
    }
}

/* The first order is that of reading, lanes included: for a flow without joins it has no crossing. */
static void
order_first (ParcoursLayers *layers)
{
  g_autofree guint *done = g_new0 (guint, layers->n);
  g_autofree guint *ranked = g_new (guint, layers->n);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));
  guint next = layers->n;

  for (guint i = layers->n; i > 0; i--)
    {
      if (layers->first_up[i] == layers->first_up[i - 1])
        rank_from (layers, i - 1, done, stack, ranked, &next);
    }
  fill_layers (layers, ranked);
}

static void
add_steps (Builder *builder)
{
  ParcoursAutomation *automation = parcours_flow_automation (builder->flow);
  ParcoursLayers *layers = builder->layers;

  layers->n = builder->n_steps;
  resize_vertices (layers, layers->n);
  for (guint i = 0; i < builder->n_steps; i++)
    {
      ParcoursBox box = parcours_step_box (parcours_automation_nth_step (automation, builder->steps[i]), 0, 0);

      layers->step[i] = builder->steps[i];
      layers->layer[i] = 0;
      layers->half[i] = MAX (box.width / 2 + CARD_MARGIN, MIN_CARD_HALF);
      g_hash_table_insert (builder->vertices, GUINT_TO_POINTER (builder->steps[i]), GUINT_TO_POINTER (i));
    }
}

/* Cuts steps that hang together into layers. @steps are in reading order. */
ParcoursLayers *
parcours_layers_new (const ParcoursFlow *flow,
                     const guint        *steps,
                     guint               n_steps)
{
  g_autoptr (GHashTable) vertices = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  ParcoursLayers *layers = g_new0 (ParcoursLayers, 1);
  Builder builder = { flow, steps, n_steps, vertices, layers, edges };

  add_steps (&builder);
  find_layers (&builder);
  lower_starts (&builder);
  make_edges (&builder);
  list_edges (&builder);
  order_first (layers);

  return layers;
}

void
parcours_layers_free (ParcoursLayers *layers)
{
  g_free (layers->step);
  g_free (layers->layer);
  g_free (layers->place);
  g_free (layers->half);
  g_free (layers->upper);
  g_free (layers->lower);
  g_free (layers->lean);
  g_free (layers->first_down);
  g_free (layers->first_up);
  g_free (layers->up);
  g_free (layers->first_in_layer);
  g_free (layers->order);
  g_free (layers);
}
