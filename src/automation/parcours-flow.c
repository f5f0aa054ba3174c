/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-flow.h"

/*
 * Layout, elapsed days, drawing and outline all walk the links of documents of up
 * to some ten thousand steps at every edit, so names are looked up once, here.
 * Edges out of a step are neighbours, because the automation sorts its links;
 * edges into a step are listed behind a table of starts.
 *
 * The order is that of reading: a step comes after all that lead to it, a branch
 * is told to its end before the next begins. It is the reverse order in which a
 * search in depth leaves the steps, with the last port first.
 */
struct _ParcoursFlow
{
  ParcoursAutomation *automation; /* (owned) */
  guint n_steps;
  guint n_edges;
  ParcoursFlowEdge *edges; /* (owned) */
  gboolean *is_back;       /* (owned): by edge */
  guint *first_out;        /* (owned): by step, one more than steps */
  guint *first_in;         /* (owned): by step, one more than steps */
  guint *in;               /* (owned): edges by the step they enter */
  guint *order;            /* (owned): steps in reading order */
  guint *places;           /* (owned): by step, its place in @order */
  guint *depths;           /* (owned): by step */
};

typedef enum
{
  UNSEEN,
  OPEN,
  DONE,
} SearchState;

typedef struct
{
  guint step;
  guint next;
} SearchFrame;

static GHashTable *
number_steps (ParcoursAutomation *automation)
{
  GHashTable *numbers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    g_hash_table_insert (numbers, parcours_automation_nth_step (automation, i)->id, GUINT_TO_POINTER (i));

  return numbers;
}

/* A port that the step has not, in a broken document, comes after all it has. */
static void
set_port (ParcoursFlow     *flow,
          ParcoursFlowEdge *edge)
{
  const ParcoursStep *step = parcours_automation_nth_step (flow->automation, edge->from);
  int port = parcours_step_port (step, edge->link->port);

  edge->n_ports = parcours_step_n_ports (step);
  edge->port = port >= 0 ? (guint) port : edge->n_ports;
  edge->n_ports = MAX (edge->n_ports, edge->port + 1);
}

static void
read_edges (ParcoursFlow *flow)
{
  g_autoptr (GHashTable) numbers = number_steps (flow->automation);
  guint n_links = parcours_automation_n_links (flow->automation);

  flow->edges = g_new0 (ParcoursFlowEdge, n_links);
  for (guint i = 0; i < n_links; i++)
    {
      const ParcoursLink *link = parcours_automation_nth_link (flow->automation, i);
      ParcoursFlowEdge *edge = &flow->edges[flow->n_edges];
      gpointer from, to;

      if (!g_hash_table_lookup_extended (numbers, link->from, NULL, &from) ||
          !g_hash_table_lookup_extended (numbers, link->to, NULL, &to))
        continue;
      edge->from = GPOINTER_TO_UINT (from);
      edge->to = GPOINTER_TO_UINT (to);
      edge->link = link;
      set_port (flow, edge);
      flow->n_edges++;
    }
}

static void
list_edges (ParcoursFlow *flow)
{
  g_autofree guint *filled = g_new0 (guint, flow->n_steps + 1);

  flow->first_out = g_new0 (guint, flow->n_steps + 1);
  flow->first_in = g_new0 (guint, flow->n_steps + 1);
  flow->in = g_new0 (guint, flow->n_edges);
  for (guint i = 0; i < flow->n_edges; i++)
    {
      flow->first_out[flow->edges[i].from + 1]++;
      flow->first_in[flow->edges[i].to + 1]++;
    }
  for (guint i = 0; i < flow->n_steps; i++)
    {
      flow->first_out[i + 1] += flow->first_out[i];
      flow->first_in[i + 1] += flow->first_in[i];
    }
  for (guint i = 0; i < flow->n_edges; i++)
    {
      guint to = flow->edges[i].to;

      flow->in[flow->first_in[to] + filled[to]++] = i;
    }
}

/* Leaves @start and all that it leads to; @place is one past the last free place of the order. */
static void
search_from (ParcoursFlow *flow,
             guint         start,
             SearchState  *states,
             GArray       *stack,
             guint        *place)
{
  SearchFrame first = { start, 0 };

  states[start] = OPEN;
  g_array_append_val (stack, first);
  while (stack->len > 0)
    {
      SearchFrame *frame = &g_array_index (stack, SearchFrame, stack->len - 1);
      guint n_out = flow->first_out[frame->step + 1] - flow->first_out[frame->step];
      SearchFrame next = { 0, 0 };
      guint edge;

      if (frame->next == n_out)
        {
          states[frame->step] = DONE;
          flow->order[--*place] = frame->step;
          g_array_set_size (stack, stack->len - 1);
          continue;
        }
      edge = flow->first_out[frame->step] + n_out - 1 - frame->next++;
      next.step = flow->edges[edge].to;
      if (states[next.step] == OPEN)
        flow->is_back[edge] = TRUE;
      if (states[next.step] != UNSEEN)
        continue;
      states[next.step] = OPEN;
      g_array_append_val (stack, next);
    }
}

static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  ParcoursAutomation *automation = user_data;
  const ParcoursStep *step_a = parcours_automation_nth_step (automation, *(const guint *) a);
  const ParcoursStep *step_b = parcours_automation_nth_step (automation, *(const guint *) b);

  if (step_a->x != step_b->x)
    return step_a->x < step_b->x ? -1 : 1;
  if (step_a->y != step_b->y)
    return step_a->y < step_b->y ? -1 : 1;

  return g_strcmp0 (step_a->id, step_b->id);
}

/* Where nothing leads: triggers and loose steps, as they stand from left to right. */
static GArray *
list_starts (const ParcoursFlow *flow)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < flow->n_steps; i++)
    {
      if (parcours_flow_n_in (flow, i) == 0)
        g_array_append_val (starts, i);
    }
  g_array_sort_with_data (starts, compare_places, flow->automation);

  return starts;
}

/* What nothing leads to is a start; a cycle that nothing leads into starts at its first step. */
static void
find_order (ParcoursFlow *flow)
{
  g_autoptr (GArray) starts = list_starts (flow);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (SearchFrame));
  g_autofree SearchState *states = g_new0 (SearchState, flow->n_steps);
  guint place = flow->n_steps;

  flow->order = g_new0 (guint, flow->n_steps);
  flow->places = g_new0 (guint, flow->n_steps);
  flow->is_back = g_new0 (gboolean, flow->n_edges);
  for (guint i = starts->len; i > 0; i--)
    search_from (flow, g_array_index (starts, guint, i - 1), states, stack, &place);
  for (guint i = 0; i < flow->n_steps; i++)
    {
      if (states[i] == UNSEEN)
        search_from (flow, i, states, stack, &place);
    }
  for (guint i = 0; i < flow->n_steps; i++)
    flow->places[flow->order[i]] = i;
}

/* The nearest step that all ways to both pass, walking up; the number of steps stands for none. */
static guint
common_dominator (const ParcoursFlow *flow,
                  const guint        *dominators,
                  guint               a,
                  guint               b)
{
  while (a != b)
    {
      if (a == flow->n_steps || b == flow->n_steps)
        return flow->n_steps;
      if (flow->places[a] > flow->places[b])
        a = dominators[a];
      else
        b = dominators[b];
    }

  return a;
}

/*
 * A branch stands one deeper than its split, what follows where all branches
 * have met stands as the split does. That is the depth in the tree of
 * dominators, of which only the first step of a branch adds one.
 */
static void
find_depths (ParcoursFlow *flow)
{
  g_autofree guint *dominators = g_new0 (guint, flow->n_steps);

  flow->depths = g_new0 (guint, flow->n_steps);
  for (guint i = 0; i < flow->n_steps; i++)
    {
      guint step = flow->order[i];
      guint dominator = flow->n_steps;
      guint n_ways = 0;

      for (guint k = 0; k < parcours_flow_n_in (flow, step); k++)
        {
          guint edge = parcours_flow_in (flow, step, k);
          guint from = flow->edges[edge].from;

          if (!flow->is_back[edge])
            dominator = n_ways++ == 0 ? from : common_dominator (flow, dominators, dominator, from);
        }
      dominators[step] = dominator;
      if (dominator == flow->n_steps)
        continue;
      flow->depths[step] = flow->depths[dominator];
      if (n_ways == 1 && parcours_flow_n_out (flow, dominator) > 1)
        flow->depths[step]++;
    }
}

/**
 * parcours_flow_new:
 * @automation: (transfer none): an automation
 *
 * Returns: (transfer full): its links by number
 */
ParcoursFlow *
parcours_flow_new (ParcoursAutomation *automation)
{
  ParcoursFlow *flow = g_new0 (ParcoursFlow, 1);

  flow->automation = parcours_automation_ref (automation);
  flow->n_steps = parcours_automation_n_steps (automation);
  read_edges (flow);
  list_edges (flow);
  find_order (flow);
  find_depths (flow);

  return flow;
}

/**
 * parcours_flow_free:
 * @flow: (transfer full): a flow
 */
void
parcours_flow_free (ParcoursFlow *flow)
{
  parcours_automation_unref (flow->automation);
  g_free (flow->edges);
  g_free (flow->is_back);
  g_free (flow->first_out);
  g_free (flow->first_in);
  g_free (flow->in);
  g_free (flow->order);
  g_free (flow->places);
  g_free (flow->depths);
  g_free (flow);
}

/**
 * parcours_flow_automation:
 * @flow: a flow
 *
 * Returns: (transfer none): whose links it has
 */
ParcoursAutomation *
parcours_flow_automation (const ParcoursFlow *flow)
{
  return flow->automation;
}

/**
 * parcours_flow_n_steps:
 * @flow: a flow
 *
 * Returns: how many steps it has
 */
guint
parcours_flow_n_steps (const ParcoursFlow *flow)
{
  return flow->n_steps;
}

/**
 * parcours_flow_find:
 * @flow: a flow
 * @id: the id of a step
 *
 * Returns: the number of the step, or -1
 */
int
parcours_flow_find (const ParcoursFlow *flow,
                    const char         *id)
{
  guint low = 0, high = flow->n_steps;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      int order = g_strcmp0 (parcours_automation_nth_step (flow->automation, middle)->id, id);

      if (order == 0)
        return (int) middle;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return -1;
}

/**
 * parcours_flow_n_edges:
 * @flow: a flow
 *
 * Returns: how many links have two ends
 */
guint
parcours_flow_n_edges (const ParcoursFlow *flow)
{
  return flow->n_edges;
}

/**
 * parcours_flow_edge:
 * @flow: a flow
 * @edge: a number below parcours_flow_n_edges()
 *
 * Returns: (transfer none): the edge
 */
const ParcoursFlowEdge *
parcours_flow_edge (const ParcoursFlow *flow,
                    guint               edge)
{
  return &flow->edges[edge];
}

/**
 * parcours_flow_n_out:
 * @flow: a flow
 * @step: a step
 *
 * Returns: how many edges leave the step
 */
guint
parcours_flow_n_out (const ParcoursFlow *flow,
                     guint               step)
{
  return flow->first_out[step + 1] - flow->first_out[step];
}

/**
 * parcours_flow_out:
 * @flow: a flow
 * @step: a step
 * @n: a number below parcours_flow_n_out()
 *
 * Returns: the number of the edge, in port order
 */
guint
parcours_flow_out (const ParcoursFlow *flow,
                   guint               step,
                   guint               n)
{
  return flow->first_out[step] + n;
}

/**
 * parcours_flow_n_in:
 * @flow: a flow
 * @step: a step
 *
 * Returns: how many edges enter the step
 */
guint
parcours_flow_n_in (const ParcoursFlow *flow,
                    guint               step)
{
  return flow->first_in[step + 1] - flow->first_in[step];
}

/**
 * parcours_flow_in:
 * @flow: a flow
 * @step: a step
 * @n: a number below parcours_flow_n_in()
 *
 * Returns: the number of the edge
 */
guint
parcours_flow_in (const ParcoursFlow *flow,
                  guint               step,
                  guint               n)
{
  return flow->in[flow->first_in[step] + n];
}

/**
 * parcours_flow_is_back:
 * @flow: a flow
 * @edge: an edge
 *
 * Returns: whether the edge closes a cycle, which only broken documents have
 */
gboolean
parcours_flow_is_back (const ParcoursFlow *flow,
                       guint               edge)
{
  return flow->is_back[edge];
}

/**
 * parcours_flow_nth:
 * @flow: a flow
 * @n: a number below parcours_flow_n_steps()
 *
 * Returns: the step at that place of the reading order: after all that lead to it, branch by branch
 */
guint
parcours_flow_nth (const ParcoursFlow *flow,
                   guint               n)
{
  return flow->order[n];
}

/**
 * parcours_flow_place:
 * @flow: a flow
 * @step: a step
 *
 * Returns: its place in the reading order
 */
guint
parcours_flow_place (const ParcoursFlow *flow,
                     guint               step)
{
  return flow->places[step];
}

/**
 * parcours_flow_depth:
 * @flow: a flow
 * @step: a step
 *
 * Returns: inside how many splits the step stands whose branches have not met again
 */
guint
parcours_flow_depth (const ParcoursFlow *flow,
                     guint               step)
{
  return flow->depths[step];
}
