/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-check-fixes.h"
#include "parcours-json.h"
#include "parcours-phrase.h"

/*
 * Ways back: by links, which may not be, and by jumps that meet no wait.
 */

static void
report_cycle (Checker                *self,
              const ParcoursWay *way)
{
  const char *from = self->steps[way->from].step->id;
  ParcoursCheck *check;

  check = parcours_checker_report (self, "link-cycle", way->from, way->port, NULL,
                                   parcours_phrase_fill (_("A link leads from “{step}” back to “{other}”. "
                                                            "The only way back is a step that says so."),
                                                         "step", parcours_checker_step_name (self, way->from),
                                                         "other", parcours_checker_step_name (self, way->to),
                                                         NULL));
  parcours_check_set_other (check, self, way->to);
  parcours_fix_jump (self, check, way, _("Make It a Jump"), TRUE);
  parcours_fix_link (self, check, from, way->port, NULL, _("Remove the Link"), FALSE);
}

static gboolean
is_zero (const char *text)
{
  ParcoursDuration duration;

  return text != NULL && parcours_duration_parse (text, &duration) && parcours_duration_approximate (&duration) == 0;
}

/**
 * parcours_checker_holds:
 * @self: the checker
 * @step: the number of a step
 *
 * Returns: whether time passes there: at waits, and at actions with a time of their own
 */
gboolean
parcours_checker_holds (const Checker *self,
                        guint          step)
{
  const ParcoursStepType *type = self->steps[step].step->type;

  if (type == NULL)
    return FALSE;
  if (type->kind == PARCOURS_STEP_WAIT)
    return !is_zero (parcours_checker_string (self, step, "for"));

  return type->kind == PARCOURS_STEP_ACTION && json_object_has_member (self->steps[step].params, "at");
}

static void
report_loop (Checker                *self,
             const ParcoursWay *way)
{
  ParcoursCheck *check;
  JsonObject *params;

  check = parcours_checker_report (self, "loop-without-wait", way->from, way->port, NULL,
                                   parcours_phrase_fill (_("Contacts go from “{step}” back to “{other}” "
                                                            "without any wait on the way, so they would go "
                                                            "round and round in one instant."),
                                                         "step", parcours_checker_step_name (self, way->from),
                                                         "other", parcours_checker_step_name (self, way->to),
                                                         NULL));
  parcours_check_set_other (check, self, way->to);
  if (check == NULL || way->port != NULL)
    return;
  params = json_object_new ();
  json_object_set_string_member (params, "for", "P1D");
  parcours_fix_insert_before (self, check, way->from, "wait.duration", params, NULL, _("Insert Wait 1 Day"), FALSE);
}

typedef struct
{
  guint step;
  guint next; /* the next of its edges to be followed */
} Visited;

/* Depth first, over steps at which no time passes: an way to a step on the way is a loop. */
static void
search_loops (Checker *self,
              guint    root,
              guint8  *states,
              GArray  *path)
{
  Visited first = { root, 0 };

  states[root] = 1;
  g_array_append_val (path, first);
  while (path->len > 0)
    {
      Visited *top = &g_array_index (path, Visited, path->len - 1);
      const ParcoursWay *way;
      Visited below = { 0, 0 };

      if (top->next == parcours_ways_n_out (self->ways, top->step))
        {
          states[top->step] = 2;
          g_array_set_size (path, path->len - 1);
          continue;
        }
      way = parcours_ways_nth_out (self->ways, top->step, top->next++);
      if (!way->taken || parcours_checker_holds (self, way->to))
        continue;
      if (states[way->to] == 1)
        report_loop (self, way);
      if (states[way->to] != 0)
        continue;
      below.step = way->to;
      states[way->to] = 1;
      g_array_append_val (path, below);
    }
}

/**
 * parcours_check_loops:
 * @self: the checker
 *
 * Reports `link-cycle` and `loop-without-wait`.
 */
void
parcours_check_loops (Checker *self)
{
  g_autofree guint8 *states = g_new0 (guint8, MAX (self->ways->n_steps, 1));
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (Visited));

  for (guint i = 0; i < self->ways->n_ways; i++)
    {
      if (self->ways->ways[i].closes)
        report_cycle (self, &self->ways->ways[i]);
    }
  for (guint i = 0; i < self->ways->n_steps; i++)
    {
      guint step = parcours_ways_nth (self->ways, i);

      if (states[step] == 0 && !parcours_checker_holds (self, step))
        search_loops (self, step, states, path);
    }
}
