/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-layout-private.h"

/* More sweeps hardly ever find a better order. */
#define MAX_SWEEPS 12
#define MAX_EXCHANGES 4

/* Sums over a prefix of a layer, in logarithmic time (a Fenwick tree). */
typedef struct
{
  guint n;
  guint *sums;
} Tally;

static void
tally_add (Tally *tally,
           guint  place)
{
  for (guint i = place + 1; i <= tally->n; i += i & -i)
    tally->sums[i]++;
}

/* How many were added at or before @place. */
static guint
tally_up_to (const Tally *tally,
             guint        place)
{
  guint sum = 0;

  for (guint i = place + 1; i > 0; i -= i & -i)
    sum += tally->sums[i];

  return sum;
}

static guint
layer_size (const ParcoursLayers *layers,
            guint                 layer)
{
  return layers->first_in_layer[layer + 1] - layers->first_in_layer[layer];
}

/* Edges of a layer come by upper end and port, so ports in the wrong order count as crossings too. */
static guint64
count_below (const ParcoursLayers *layers,
             guint                 layer,
             Tally                *tally)
{
  guint64 crossings = 0;
  guint n_seen = 0;

  tally->n = layer_size (layers, layer + 1);
  memset (tally->sums, 0, sizeof (guint) * (tally->n + 1));
  for (guint i = layers->first_in_layer[layer]; i < layers->first_in_layer[layer + 1]; i++)
    {
      guint vertex = layers->order[i];

      for (guint edge = layers->first_down[vertex]; edge < layers->first_down[vertex + 1]; edge++)
        {
          guint place = layers->place[layers->lower[edge]];

          crossings += n_seen - tally_up_to (tally, place);
          tally_add (tally, place);
          n_seen++;
        }
    }

  return crossings;
}

/* How many pairs of edges cross. */
guint64
parcours_layers_crossings (const ParcoursLayers *layers)
{
  g_autofree guint *sums = g_new (guint, layers->n + 1);
  Tally tally = { 0, sums };
  guint64 crossings = 0;

  for (guint layer = 0; layer + 1 < layers->n_layers; layer++)
    crossings += count_below (layers, layer, &tally);

  return crossings;
}

/* The mean place of what is linked with @vertex in the layer above or below; its own without any. */
static double
mean_place (const ParcoursLayers *layers,
            guint                 vertex,
            gboolean              above)
{
  guint first = above ? layers->first_up[vertex] : layers->first_down[vertex];
  guint last = above ? layers->first_up[vertex + 1] : layers->first_down[vertex + 1];
  double sum = 0;

  if (first == last)
    return layers->place[vertex];
  for (guint i = first; i < last; i++)
    {
      guint edge = above ? layers->up[i] : i;

      sum += above ? layers->place[layers->upper[edge]] + layers->lean[edge] - .5
                   : layers->place[layers->lower[edge]];
    }

  return sum / (last - first);
}

typedef struct
{
  guint vertex;
  guint place;
  double mean;
} Ranked;

static int
compare_ranked (gconstpointer a,
                gconstpointer b)
{
  const Ranked *ranked_a = a;
  const Ranked *ranked_b = b;

  if (ranked_a->mean != ranked_b->mean)
    return ranked_a->mean < ranked_b->mean ? -1 : 1;

  return ranked_a->place < ranked_b->place ? -1 : 1;
}

static void
sort_layer (ParcoursLayers *layers,
            guint           layer,
            gboolean        above,
            Ranked         *ranked)
{
  guint first = layers->first_in_layer[layer];
  guint n = layer_size (layers, layer);

  for (guint i = 0; i < n; i++)
    {
      guint vertex = layers->order[first + i];

      ranked[i] = (Ranked) { vertex, i, mean_place (layers, vertex, above) };
    }
  qsort (ranked, n, sizeof (Ranked), compare_ranked);
  for (guint i = 0; i < n; i++)
    {
      layers->order[first + i] = ranked[i].vertex;
      layers->place[ranked[i].vertex] = i;
    }
}

static void
sweep (ParcoursLayers *layers,
       gboolean        down,
       Ranked         *ranked)
{
  for (guint i = 1; i < layers->n_layers; i++)
    sort_layer (layers, down ? i : layers->n_layers - 1 - i, down, ranked);
}

/* How many pairs of an edge of @left and one of @right cross in one direction if @left stands before @right. */
static int
crossings_of (const ParcoursLayers *layers,
              guint                 left,
              guint                 right,
              gboolean              above)
{
  const guint *first = above ? layers->first_up : layers->first_down;
  int crossings = 0;

  for (guint i = first[left]; i < first[left + 1]; i++)
    {
      for (guint k = first[right]; k < first[right + 1]; k++)
        {
          guint edge_left = above ? layers->up[i] : i;
          guint edge_right = above ? layers->up[k] : k;
          guint place_left = layers->place[above ? layers->upper[edge_left] : layers->lower[edge_left]];
          guint place_right = layers->place[above ? layers->upper[edge_right] : layers->lower[edge_right]];

          if (place_left > place_right)
            crossings++;
          else if (place_left == place_right && above && layers->lean[edge_left] > layers->lean[edge_right])
            crossings++;
        }
    }

  return crossings;
}

static gboolean
exchange_in_layer (ParcoursLayers *layers,
                   guint           layer)
{
  gboolean changed = FALSE;

  for (guint i = layers->first_in_layer[layer] + 1; i < layers->first_in_layer[layer + 1]; i++)
    {
      guint left = layers->order[i - 1];
      guint right = layers->order[i];
      int now = crossings_of (layers, left, right, TRUE) + crossings_of (layers, left, right, FALSE);
      int then = crossings_of (layers, right, left, TRUE) + crossings_of (layers, right, left, FALSE);

      if (then >= now)
        continue;
      layers->order[i - 1] = right;
      layers->order[i] = left;
      layers->place[right]--;
      layers->place[left]++;
      changed = TRUE;
    }

  return changed;
}

static void
exchange_neighbours (ParcoursLayers *layers)
{
  gboolean changed = TRUE;

  for (guint i = 0; i < MAX_EXCHANGES && changed; i++)
    {
      changed = FALSE;
      for (guint layer = 0; layer < layers->n_layers; layer++)
        changed |= exchange_in_layer (layers, layer);
    }
}

static void
set_order (ParcoursLayers *layers,
           const guint    *order)
{
  memcpy (layers->order, order, sizeof (guint) * layers->n);
  for (guint layer = 0; layer < layers->n_layers; layer++)
    {
      for (guint i = layers->first_in_layer[layer]; i < layers->first_in_layer[layer + 1]; i++)
        layers->place[order[i]] = i - layers->first_in_layer[layer];
    }
}

/* Looks for an order with fewer crossings; the first one is kept where none is found. */
void
parcours_layers_sort (ParcoursLayers *layers)
{
  g_autofree guint *best = g_memdup2 (layers->order, sizeof (guint) * layers->n);
  g_autofree Ranked *ranked = g_new (Ranked, layers->n);
  guint64 fewest = parcours_layers_crossings (layers);

  for (guint i = 0; i < MAX_SWEEPS && fewest > 0; i++)
    {
      guint64 crossings;

      sweep (layers, i % 2 == 0, ranked);
      exchange_neighbours (layers);
      crossings = parcours_layers_crossings (layers);
      if (crossings >= fewest)
        continue;
      fewest = crossings;
      memcpy (best, layers->order, sizeof (guint) * layers->n);
    }
  set_order (layers, best);
}
