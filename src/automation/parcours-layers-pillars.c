/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-layout-private.h"

/* In each round every pillar moves towards the middle of what it is linked with, first pushing, then not. */
#define N_PUSHING_ROUNDS 32
#define N_ROUNDS 64
/* Cards rest on half a snap, so that a step stands in the middle above two columns. */
#define REST (PARCOURS_SNAP / 2)

/*
 * A chain in which one vertex follows the other is a pillar: all of it stands in
 * one column. Pillars never cross, so in all layers together they have an order
 * from left to right.
 */
typedef struct
{
  const ParcoursLayers *layers;
  guint n;
  guint *pillar;    /* (owned): by vertex */
  guint *order;     /* (owned): pillars, each after all that stand to its left */
  guint *n_lefts;   /* (owned): by pillar, how many vertices have a neighbour to their left */
  guint *members;   /* (owned): vertices by pillar */
  guint *first;     /* (owned): by pillar, one more than pillars: its first entry in @members */
  double *half;     /* (owned): by pillar, how much room it takes to either side */
  double *x;        /* (owned): by pillar */
  double *from_left;  /* (owned) */
  double *from_right; /* (owned) */
} Pillars;

static guint
n_down (const ParcoursLayers *layers,
        guint                 vertex)
{
  return layers->first_down[vertex + 1] - layers->first_down[vertex];
}

static guint
n_up (const ParcoursLayers *layers,
      guint                 vertex)
{
  return layers->first_up[vertex + 1] - layers->first_up[vertex];
}

/* Where one vertex follows another alone, and no pillar would be crossed, both are of one pillar. */
static void
find_pillars (Pillars *pillars)
{
  const ParcoursLayers *layers = pillars->layers;

  for (guint i = 0; i < layers->n; i++)
    pillars->pillar[i] = G_MAXUINT;
  for (guint layer = 0; layer < layers->n_layers; layer++)
    {
      guint last_place = 0;

      for (guint i = layers->first_in_layer[layer]; i < layers->first_in_layer[layer + 1]; i++)
        {
          guint vertex = layers->order[i];
          guint lower;

          if (pillars->pillar[vertex] == G_MAXUINT)
            pillars->pillar[vertex] = pillars->n++;
          if (n_down (layers, vertex) != 1)
            continue;
          lower = layers->lower[layers->first_down[vertex]];
          if (n_up (layers, lower) != 1 || layers->place[lower] < last_place)
            continue;
          last_place = layers->place[lower];
          pillars->pillar[lower] = pillars->pillar[vertex];
        }
    }
}

static void
list_members (Pillars *pillars)
{
  const ParcoursLayers *layers = pillars->layers;
  g_autofree guint *filled = g_new0 (guint, pillars->n);

  pillars->first = g_new0 (guint, pillars->n + 1);
  for (guint i = 0; i < layers->n; i++)
    pillars->first[pillars->pillar[i] + 1]++;
  for (guint i = 0; i < pillars->n; i++)
    pillars->first[i + 1] += pillars->first[i];
  for (guint i = 0; i < layers->n; i++)
    {
      guint pillar = pillars->pillar[i];

      pillars->members[pillars->first[pillar] + filled[pillar]++] = i;
    }
}

/* The vertex beside @vertex in its layer; G_MAXUINT at the end. */
static guint
neighbour (const ParcoursLayers *layers,
           guint                 vertex,
           int                   side)
{
  guint layer = layers->layer[vertex];
  guint place = layers->place[vertex];

  if (side < 0 ? place == 0 : layers->first_in_layer[layer] + place + 1 == layers->first_in_layer[layer + 1])
    return G_MAXUINT;

  return layers->order[layers->first_in_layer[layer] + place + side];
}

static void
sort_pillars (Pillars *pillars)
{
  guint n_sorted = 0;

  for (guint i = 0; i < pillars->layers->n; i++)
    pillars->n_lefts[pillars->pillar[i]] += pillars->layers->place[i] > 0;
  for (guint i = 0; i < pillars->n; i++)
    {
      if (pillars->n_lefts[i] == 0)
        pillars->order[n_sorted++] = i;
    }
  for (guint i = 0; i < n_sorted; i++)
    {
      guint pillar = pillars->order[i];

      for (guint k = pillars->first[pillar]; k < pillars->first[pillar + 1]; k++)
        {
          guint right = neighbour (pillars->layers, pillars->members[k], 1);

          if (right != G_MAXUINT && --pillars->n_lefts[pillars->pillar[right]] == 0)
            pillars->order[n_sorted++] = pillars->pillar[right];
        }
    }
  g_assert (n_sorted == pillars->n);
}

/* What parts or joins stands in the middle of that, what only follows between both, what has no links where it is. */
static double
find_wish (const Pillars *pillars,
           guint          pillar)
{
  const ParcoursLayers *layers = pillars->layers;
  guint top = pillars->members[pillars->first[pillar]];
  guint foot = top;
  double above = 0, below = 0;
  guint n_above, n_below;

  for (guint k = pillars->first[pillar]; k < pillars->first[pillar + 1]; k++)
    {
      guint vertex = pillars->members[k];

      top = layers->layer[vertex] < layers->layer[top] ? vertex : top;
      foot = layers->layer[vertex] > layers->layer[foot] ? vertex : foot;
    }
  n_above = n_up (layers, top);
  n_below = n_down (layers, foot);
  for (guint i = layers->first_up[top]; i < layers->first_up[top + 1]; i++)
    above += pillars->x[pillars->pillar[layers->upper[layers->up[i]]]] / n_above;
  for (guint i = layers->first_down[foot]; i < layers->first_down[foot + 1]; i++)
    below += pillars->x[pillars->pillar[layers->lower[i]]] / n_below;
  if (n_above == 0 && n_below == 0)
    return pillars->x[pillar];
  if (n_above == 0 || (n_below > 1 && n_above < 2))
    return below;
  if (n_below == 0 || (n_above > 1 && n_below < 2))
    return above;

  return (above + below) / 2;
}

/* How far @pillar is pushed from one side by those that stand there already, @places. */
static double
push (const Pillars *pillars,
      const double  *places,
      guint          pillar,
      double         wish,
      int            side)
{
  const ParcoursLayers *layers = pillars->layers;
  double place = wish;

  for (guint k = pillars->first[pillar]; k < pillars->first[pillar + 1]; k++)
    {
      guint vertex = pillars->members[k];
      guint other = neighbour (layers, vertex, side);
      double bound;

      if (other == G_MAXUINT)
        continue;
      bound = places[pillars->pillar[other]] - side * (pillars->half[pillars->pillar[other]] + pillars->half[pillar]);
      place = side < 0 ? MAX (place, bound) : MIN (place, bound);
    }

  return place;
}

static void
find_wishes (const Pillars *pillars,
             double        *wishes)
{
  for (guint i = 0; i < pillars->n; i++)
    wishes[i] = find_wish (pillars, i);
}

/*
 * Pushing only to the right keeps all apart, and so does pushing only to the
 * left; between the two nobody is favoured, and they are still apart. Everybody
 * goes half the way at once, so that two who wish for each other's place meet.
 */
static void
push_pillars (Pillars *pillars,
              double  *wishes)
{
  find_wishes (pillars, wishes);
  for (guint i = 0; i < pillars->n; i++)
    {
      guint pillar = pillars->order[i];

      pillars->from_left[pillar] = push (pillars, pillars->from_left, pillar, wishes[pillar], -1);
    }
  for (guint i = pillars->n; i > 0; i--)
    {
      guint pillar = pillars->order[i - 1];

      pillars->from_right[pillar] = push (pillars, pillars->from_right, pillar, wishes[pillar], 1);
    }
  for (guint i = 0; i < pillars->n; i++)
    pillars->x[i] = pillars->x[i] / 2 + (pillars->from_left[i] + pillars->from_right[i]) / 4;
}

/* Who was pushed by somebody who is gone again goes back as far as there is room, half the way at once. */
static void
relax_pillars (Pillars *pillars,
               double  *wishes)
{
  find_wishes (pillars, wishes);
  for (guint i = 0; i < pillars->n; i++)
    {
      guint pillar = pillars->order[i];
      double wish = (pillars->x[pillar] + wishes[pillar]) / 2;

      pillars->x[pillar] = push (pillars, pillars->x, pillar, push (pillars, pillars->x, pillar, wish, 1), -1);
    }
}

/* Rounding must not let neighbours touch, so pillars are rounded from the left; the middle of the first row is 0. */
static void
round_pillars (Pillars *pillars)
{
  guint left = pillars->pillar[pillars->layers->order[0]];
  guint right = pillars->pillar[pillars->layers->order[pillars->layers->first_in_layer[1] - 1]];
  double middle = (pillars->x[left] + pillars->x[right]) / 2;

  for (guint i = 0; i < pillars->n; i++)
    pillars->x[i] -= middle;
  for (guint i = 0; i < pillars->n; i++)
    {
      guint pillar = pillars->order[i];
      double wish = round (pillars->x[pillar] / REST) * REST;

      pillars->x[pillar] = ceil (push (pillars, pillars->x, pillar, wish, -1) / REST) * REST;
    }
}

/*
 * Where a pillar stands at first: in the middle of where its vertices stood; the
 * first round sets pillars apart. A lane below a card keeps the column of the card.
 */
static void
read_places (Pillars      *pillars,
             const double *x)
{
  for (guint i = 0; i < pillars->n; i++)
    {
      for (guint k = pillars->first[i]; k < pillars->first[i + 1]; k++)
        {
          pillars->x[i] += x[pillars->members[k]] / (pillars->first[i + 1] - pillars->first[i]);
          pillars->half[i] = MAX (pillars->half[i], pillars->layers->half[pillars->members[k]]);
        }
    }
}

/* Makes chains straight, near where their vertices stand at @x. */
void
parcours_layers_straighten (const ParcoursLayers *layers,
                            double               *x)
{
  Pillars pillars = { .layers = layers };
  g_autofree guint *pillar = pillars.pillar = g_new (guint, layers->n);
  g_autofree guint *members = pillars.members = g_new (guint, layers->n);
  g_autofree guint *order = pillars.order = g_new (guint, layers->n);
  g_autofree guint *n_lefts = pillars.n_lefts = g_new0 (guint, layers->n);
  g_autofree double *half = pillars.half = g_new0 (double, layers->n);
  g_autofree double *places = pillars.x = g_new0 (double, layers->n);
  g_autofree double *wishes = g_new (double, layers->n);
  g_autofree double *from_left = pillars.from_left = g_new (double, layers->n);
  g_autofree double *from_right = pillars.from_right = g_new (double, layers->n);

  find_pillars (&pillars);
  list_members (&pillars);
  sort_pillars (&pillars);
  read_places (&pillars, x);
  for (guint i = 0; i < N_PUSHING_ROUNDS; i++)
    push_pillars (&pillars, wishes);
  for (guint i = 0; i < N_ROUNDS; i++)
    relax_pillars (&pillars, wishes);
  round_pillars (&pillars);
  for (guint i = 0; i < layers->n; i++)
    x[i] = places[pillar[i]];
  g_free (pillars.first);
}
