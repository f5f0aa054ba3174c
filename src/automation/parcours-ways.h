/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-flow.h"

G_BEGIN_DECLS

#define PARCOURS_NO_STEP G_MAXUINT

/**
 * ParcoursWay:
 * @from: the number of the step that contacts leave
 * @to: the number of the step that they enter
 * @port: (nullable): the port by which they leave, %NULL for a jump
 * @taken: whether contacts can take it: nobody leaves by the limit of a wait that has none, nobody comes to
 *   a trigger by a link
 *
 * A way from one step to another: a link, or what a go-to step says.
 */
typedef struct
{
  guint from;
  guint to;
  const char *port;
  gboolean taken;
} ParcoursWay;

/**
 * ParcoursWays:
 * @flow: the links alone, and the order in which one reads the steps
 * @n_steps: how many steps there are; a step's number is its place in the automation
 * @n_ways: how many ways there are; those into the void are left out
 * @ways: (array length=n_ways): by the step they leave
 * @first_out: (array length=n_steps+1): where the ways that leave a step begin
 * @in: (array length=n_ways): the numbers of the ways, by the step they enter
 * @first_in: (array length=n_steps+1): where in @in the ways that enter a step begin
 *
 * All ways that contacts can go through an automation: made once in linear time,
 * after which neighbours are found without a search.
 */
typedef struct
{
  ParcoursAutomation *automation;
  ParcoursFlow *flow;
  GHashTable *numbers;
  guint n_steps;
  guint n_ways;
  ParcoursWay *ways;
  guint *first_out;
  guint *in;
  guint *first_in;
} ParcoursWays;

ParcoursWays *parcours_ways_new   (ParcoursAutomation *automation);
void          parcours_ways_free  (ParcoursWays       *self);
guint         parcours_ways_find  (const ParcoursWays *self,
                                   const char         *id);
gboolean     *parcours_ways_reach (const ParcoursWays *self,
                                   const guint        *starts,
                                   guint               n_starts);

static inline ParcoursStep *
parcours_ways_step (const ParcoursWays *self,
                    guint               number)
{
  return parcours_automation_nth_step (self->automation, number);
}

/* The step that one reads as the nth. */
static inline guint
parcours_ways_nth (const ParcoursWays *self,
                   guint               n)
{
  return parcours_flow_nth (self->flow, n);
}

/* As the how-manieth one reads the step. */
static inline guint
parcours_ways_place (const ParcoursWays *self,
                     guint               number)
{
  return parcours_flow_place (self->flow, number);
}

static inline guint
parcours_ways_n_in (const ParcoursWays *self,
                    guint               number)
{
  return self->first_in[number + 1] - self->first_in[number];
}

static inline const ParcoursWay *
parcours_ways_nth_in (const ParcoursWays *self,
                      guint               number,
                      guint               n)
{
  return &self->ways[self->in[self->first_in[number] + n]];
}

static inline guint
parcours_ways_n_out (const ParcoursWays *self,
                     guint               number)
{
  return self->first_out[number + 1] - self->first_out[number];
}

static inline const ParcoursWay *
parcours_ways_nth_out (const ParcoursWays *self,
                       guint               number,
                       guint               n)
{
  return &self->ways[self->first_out[number] + n];
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursWays, parcours_ways_free)

G_END_DECLS
