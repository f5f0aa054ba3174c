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
  ParcoursMoment moment;
  JsonNode *at;

  if (type == NULL)
    return FALSE;
  if (type->kind == PARCOURS_STEP_WAIT)
    return !is_zero (parcours_checker_string (self, step, "for"));

  at = json_object_get_member (self->steps[step].params, "at");

  return type->kind == PARCOURS_STEP_ACTION && parcours_step_type_param (type, "at") != NULL && at != NULL &&
         parcours_moment_parse (at, &moment, NULL);
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
  guint next; /* the next of its ways to be followed */
} Visited;

/* A search for ways that lead back to where one comes from. */
typedef struct
{
  Checker *checker;
  guint8 *states;    /* (owned) of each step: 0 not seen, 1 on the way, 2 done */
  GArray *path;      /* (owned) (element-type Visited) from where the search began */
  gboolean (*follows) (Checker *self, const ParcoursWay *way);
  void (*found) (Checker *self, const ParcoursWay *way);
} Search;

static void
enter (Search *search,
       guint   step)
{
  Visited visited = { step, 0 };

  search->states[step] = 1;
  g_array_append_val (search->path, visited);
}

/* Depth first: a way to a step on the way leads back. */
static void
search_from (Search *search,
             guint   root)
{
  const ParcoursWays *ways = search->checker->ways;

  enter (search, root);
  while (search->path->len > 0)
    {
      Visited *top = &g_array_index (search->path, Visited, search->path->len - 1);
      const ParcoursWay *way;

      if (top->next == parcours_ways_n_out (ways, top->step))
        {
          search->states[top->step] = 2;
          g_array_set_size (search->path, search->path->len - 1);
          continue;
        }
      way = parcours_ways_nth_out (ways, top->step, top->next++);
      if (!search->follows (search->checker, way))
        continue;
      if (search->states[way->to] == 1)
        search->found (search->checker, way);
      if (search->states[way->to] == 0)
        enter (search, way->to);
    }
}

static void
search_all (Checker  *self,
            gboolean (*follows) (Checker *self, const ParcoursWay *way),
            void     (*found) (Checker *self, const ParcoursWay *way))
{
  Search search = { self, g_new0 (guint8, MAX (self->ways->n_steps, 1)), g_array_new (FALSE, FALSE, sizeof (Visited)),
                    follows, found };

  for (guint i = 0; i < self->ways->n_steps; i++)
    {
      guint step = parcours_ways_nth (self->ways, i);

      if (search.states[step] == 0)
        search_from (&search, step);
    }
  g_free (search.states);
  g_array_unref (search.path);
}

/* Links to triggers are a mistake of their own. */
static gboolean
is_link (Checker           *self,
         const ParcoursWay *way)
{
  return way->port != NULL && !parcours_checker_is_trigger (self, way->to);
}

static gboolean
is_at_once (Checker           *self,
            const ParcoursWay *way)
{
  return way->taken && !parcours_checker_holds (self, way->from) && !parcours_checker_holds (self, way->to);
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
  search_all (self, is_link, report_cycle);
  search_all (self, is_at_once, report_loop);
}
