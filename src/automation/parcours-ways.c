/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-json.h"
#include "parcours-ways.h"

static gboolean
is_trigger (const ParcoursStep *step)
{
  return step->type != NULL && step->type->kind == PARCOURS_STEP_TRIGGER;
}

/* A wait without a limit keeps its contacts until they go by `next`, and no link brings anybody to a trigger. */
static gboolean
is_taken (const ParcoursStep *step,
          const char         *port,
          const ParcoursStep *to)
{
  JsonNode *limit = json_object_get_member (step->params, "limit");

  return !is_trigger (to) &&
         (!g_str_equal (port, "timeout") || (limit != NULL && !JSON_NODE_HOLDS_NULL (limit)));
}

static guint
jump_target (const ParcoursWays *self,
             const ParcoursStep *step)
{
  const char *target;

  if (step->type == NULL || step->type->family != PARCOURS_FAMILY_JUMP)
    return PARCOURS_NO_STEP;
  target = parcours_json_member_string (step->params, "step");

  return target != NULL ? parcours_ways_find (self, target) : PARCOURS_NO_STEP;
}

static void
find_ways (ParcoursWays *self)
{
  GArray *ways = g_array_sized_new (FALSE, FALSE, sizeof (ParcoursWay), parcours_flow_n_edges (self->flow));

  self->first_out = g_new0 (guint, self->n_steps + 1);
  for (guint i = 0; i < self->n_steps; i++)
    {
      const ParcoursStep *step = parcours_ways_step (self, i);
      ParcoursWay jump = { i, jump_target (self, step), NULL, TRUE };

      self->first_out[i] = ways->len;
      for (guint e = 0; e < parcours_flow_n_out (self->flow, i); e++)
        {
          guint number = parcours_flow_out (self->flow, i, e);
          const ParcoursFlowEdge *edge = parcours_flow_edge (self->flow, number);
          const ParcoursStep *to = parcours_ways_step (self, edge->to);
          ParcoursWay way = { i, edge->to, edge->link->port, is_taken (step, edge->link->port, to) };

          g_array_append_val (ways, way);
        }
      if (jump.to != PARCOURS_NO_STEP && !is_trigger (parcours_ways_step (self, jump.to)))
        g_array_append_val (ways, jump);
    }
  self->first_out[self->n_steps] = ways->len;
  self->n_ways = ways->len;
  self->ways = (ParcoursWay *) (gpointer) g_array_free (ways, FALSE);
}

static void
turn_ways (ParcoursWays *self)
{
  g_autofree guint *filled = g_new0 (guint, self->n_steps + 1);

  self->first_in = g_new0 (guint, self->n_steps + 1);
  self->in = g_new0 (guint, self->n_ways);
  for (guint i = 0; i < self->n_ways; i++)
    self->first_in[self->ways[i].to + 1]++;
  for (guint i = 0; i < self->n_steps; i++)
    self->first_in[i + 1] += self->first_in[i];
  for (guint i = 0; i < self->n_ways; i++)
    {
      guint to = self->ways[i].to;

      self->in[self->first_in[to] + filled[to]++] = i;
    }
}

/**
 * parcours_ways_new:
 * @automation: an automation
 *
 * Returns: (transfer full): the ways that contacts can go through it
 */
ParcoursWays *
parcours_ways_new (ParcoursAutomation *automation)
{
  ParcoursWays *self = g_new0 (ParcoursWays, 1);

  self->automation = parcours_automation_ref (automation);
  self->flow = parcours_flow_new (automation);
  self->n_steps = parcours_automation_n_steps (automation);
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->n_steps; i++)
    g_hash_table_insert (self->numbers, parcours_ways_step (self, i)->id, GUINT_TO_POINTER (i));
  find_ways (self);
  turn_ways (self);

  return self;
}

/**
 * parcours_ways_free:
 * @self: (transfer full): the ways of an automation
 */
void
parcours_ways_free (ParcoursWays *self)
{
  g_hash_table_unref (self->numbers);
  g_free (self->ways);
  g_free (self->first_out);
  g_free (self->in);
  g_free (self->first_in);
  parcours_flow_free (self->flow);
  parcours_automation_unref (self->automation);
  g_free (self);
}

/**
 * parcours_ways_find:
 * @self: the ways of an automation
 * @id: the id of a step
 *
 * Returns: the number of the step, or %PARCOURS_NO_STEP
 */
guint
parcours_ways_find (const ParcoursWays *self,
                    const char         *id)
{
  gpointer number;

  return g_hash_table_lookup_extended (self->numbers, id, NULL, &number) ? GPOINTER_TO_UINT (number)
                                                                         : PARCOURS_NO_STEP;
}

/**
 * parcours_ways_reach:
 * @self: the ways of an automation
 * @starts: (array length=n_starts): the numbers of steps
 * @n_starts: how many
 *
 * Returns: (transfer full) (array): for each step whether contacts can come there from one of @starts; the
 *   starts themselves are reached
 */
gboolean *
parcours_ways_reach (const ParcoursWays *self,
                     const guint        *starts,
                     guint               n_starts)
{
  gboolean *reached = g_new0 (gboolean, MAX (self->n_steps, 1));
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint));

  if (n_starts > 0)
    g_array_append_vals (waiting, starts, n_starts);
  while (waiting->len > 0)
    {
      guint step = g_array_index (waiting, guint, waiting->len - 1);

      g_array_set_size (waiting, waiting->len - 1);
      if (reached[step])
        continue;
      reached[step] = TRUE;
      for (guint i = 0; i < parcours_ways_n_out (self, step); i++)
        {
          const ParcoursWay *way = parcours_ways_nth_out (self, step, i);

          if (way->taken && !reached[way->to])
            g_array_append_val (waiting, way->to);
        }
    }

  return reached;
}
