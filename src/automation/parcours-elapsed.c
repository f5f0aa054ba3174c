/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-duration.h"
#include "parcours-elapsed.h"
#include "parcours-json.h"
#include "parcours-moment.h"
#include "parcours-time.h"

/* Seconds, the longest time of all. */
#define NEVER G_MAXINT64

/* The least and the longest time, in seconds. */
typedef struct
{
  gint64 least;
  gint64 most;
} Span;

struct _ParcoursElapsed
{
  guint n_steps;
  Span *spans;      /* (owned): by step, when contacts arrive */
  gboolean *is_new; /* (owned): by step */
};

static gint64
add (gint64 a,
     gint64 b)
{
  return a == NEVER || b == NEVER ? NEVER : a + b;
}

static gint64
read_duration (JsonObject *params,
               const char *name,
               gint64      fallback)
{
  const char *text = parcours_json_member_string (params, name);
  ParcoursDuration duration;

  if (text == NULL || !parcours_duration_parse (text, &duration))
    return fallback;

  return parcours_duration_approximate (&duration);
}

/* After how long such a moment comes again, at the latest. */
static gint64
read_moment (JsonObject *params,
             const char *name)
{
  JsonNode *node = json_object_get_member (params, name);
  ParcoursMoment moment;

  if (node == NULL || !parcours_moment_parse (node, &moment, NULL) || moment.date != PARCOURS_DAY_MISSING)
    return NEVER;
  if (moment.month > 0)
    return 366 * (gint64) PARCOURS_DAY;
  if (moment.day > 0)
    return 31 * (gint64) PARCOURS_DAY;
  if (moment.weekdays != 0)
    return 7 * (gint64) PARCOURS_DAY;

  return moment.hour >= 0 ? PARCOURS_DAY : PARCOURS_HOUR;
}

/* How long a step with a limit holds contacts who leave it by @port. */
static Span
limited_span (JsonObject *params,
              const char *port)
{
  gint64 limit = read_duration (params, "limit", NEVER);

  if (g_str_equal (port, "timeout"))
    return (Span) { limit == NEVER ? 0 : limit, limit };

  return (Span) { 0, limit };
}

static Span
wait_span (const ParcoursStep *step,
           JsonObject         *params,
           const char         *port)
{
  const char *operation = step->type->operation;
  gint64 time;

  if (g_strcmp0 (operation, "wait.duration") == 0)
    {
      time = read_duration (params, "for", 0);
      return (Span) { time, time };
    }
  if (g_strcmp0 (operation, "wait.moment") == 0)
    return (Span) { 0, read_moment (params, "moment") };
  if (g_strcmp0 (operation, "wait.date") == 0)
    return (Span) { 0, NEVER };

  return limited_span (params, port);
}

static JsonObject *
effective_params (const ParcoursStep *step,
                  ParcoursPlatform    platform)
{
  const ParcoursRow *row = parcours_step_row (step, platform);

  return row != NULL ? parcours_row_effective_params (row, step->params) : parcours_json_copy_object (step->params);
}

/* How long the step holds contacts who leave it by @port. */
static Span
hold (const ParcoursStep *step,
      ParcoursPlatform    platform,
      const char         *port)
{
  g_autoptr (JsonObject) params = NULL;

  if (step->type == NULL)
    return (Span) { 0, 0 };
  if (step->type->kind != PARCOURS_STEP_WAIT && step->type->kind != PARCOURS_STEP_GOAL &&
      !json_object_has_member (step->params, "at"))
    return (Span) { 0, 0 };
  params = effective_params (step, platform);
  if (step->type->kind == PARCOURS_STEP_WAIT)
    return wait_span (step, params, port);
  if (step->type->kind == PARCOURS_STEP_GOAL)
    return (Span) { 0, g_strcmp0 (parcours_json_member_string (params, "unmet"), "wait") == 0 ? NEVER : 0 };
  if (step->type->kind == PARCOURS_STEP_ACTION)
    return (Span) { 0, read_moment (params, "at") };

  return (Span) { 0, 0 };
}

static void
find_span (ParcoursElapsed    *elapsed,
           const ParcoursFlow *flow,
           guint               step)
{
  ParcoursAutomation *automation = parcours_flow_automation (flow);
  ParcoursPlatform platform = parcours_automation_platform (automation);
  gboolean any = FALSE;

  for (guint i = 0; i < parcours_flow_n_in (flow, step); i++)
    {
      guint edge = parcours_flow_in (flow, step, i);
      const ParcoursFlowEdge *ends = parcours_flow_edge (flow, edge);
      Span *span = &elapsed->spans[step];
      Span held, arrival;

      if (parcours_flow_is_back (flow, edge))
        continue;
      held = hold (parcours_automation_nth_step (automation, ends->from), platform, ends->link->port);
      arrival.least = add (elapsed->spans[ends->from].least, held.least);
      arrival.most = add (elapsed->spans[ends->from].most, held.most);
      span->least = any ? MIN (span->least, arrival.least) : arrival.least;
      span->most = any ? MAX (span->most, arrival.most) : arrival.most;
      any = TRUE;
    }
}

static int
to_days (gint64 seconds)
{
  return seconds == NEVER ? PARCOURS_ELAPSED_NEVER : (int) (seconds / PARCOURS_DAY);
}

static gboolean
same_days (const ParcoursElapsed *elapsed,
           guint                  a,
           guint                  b)
{
  return parcours_elapsed_first (elapsed, a) == parcours_elapsed_first (elapsed, b) &&
         parcours_elapsed_last (elapsed, a) == parcours_elapsed_last (elapsed, b);
}

/* The day is worth saying where it changes, and once at the head if it ever does. */
static gboolean
is_news (const ParcoursElapsed *elapsed,
         const ParcoursFlow    *flow,
         guint                  step)
{
  for (guint i = 0; i < parcours_flow_n_in (flow, step); i++)
    {
      const ParcoursFlowEdge *edge = parcours_flow_edge (flow, parcours_flow_in (flow, step, i));
      const ParcoursStep *from = parcours_automation_nth_step (parcours_flow_automation (flow), edge->from);

      if (!same_days (elapsed, edge->from, step))
        return TRUE;
      if (from->type != NULL && from->type->kind == PARCOURS_STEP_TRIGGER)
        return TRUE;
    }

  return FALSE;
}

static gboolean
ever_changes (const ParcoursElapsed *elapsed)
{
  for (guint i = 0; i < elapsed->n_steps; i++)
    {
      if (elapsed->spans[i].most != 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * parcours_elapsed_new:
 * @flow: a flow
 *
 * Returns: (transfer full): the days of its steps; those of a loop, which only broken documents have, count once
 */
ParcoursElapsed *
parcours_elapsed_new (const ParcoursFlow *flow)
{
  ParcoursElapsed *elapsed = g_new0 (ParcoursElapsed, 1);
  gboolean changes;

  elapsed->n_steps = parcours_flow_n_steps (flow);
  elapsed->spans = g_new0 (Span, elapsed->n_steps);
  elapsed->is_new = g_new0 (gboolean, elapsed->n_steps);
  for (guint i = 0; i < elapsed->n_steps; i++)
    find_span (elapsed, flow, parcours_flow_nth (flow, i));
  changes = ever_changes (elapsed);
  for (guint i = 0; changes && i < elapsed->n_steps; i++)
    elapsed->is_new[i] = is_news (elapsed, flow, i);

  return elapsed;
}

/**
 * parcours_elapsed_free:
 * @elapsed: (transfer full): days
 */
void
parcours_elapsed_free (ParcoursElapsed *elapsed)
{
  g_free (elapsed->spans);
  g_free (elapsed->is_new);
  g_free (elapsed);
}

/**
 * parcours_elapsed_first:
 * @elapsed: days
 * @step: the number of a step
 *
 * Returns: the earliest day on which contacts arrive there, 0 being the day of their entry
 */
int
parcours_elapsed_first (const ParcoursElapsed *elapsed,
                        guint                  step)
{
  return to_days (elapsed->spans[step].least);
}

/**
 * parcours_elapsed_last:
 * @elapsed: days
 * @step: the number of a step
 *
 * Returns: the latest day on which contacts arrive there, or %PARCOURS_ELAPSED_NEVER
 */
int
parcours_elapsed_last (const ParcoursElapsed *elapsed,
                       guint                  step)
{
  return to_days (elapsed->spans[step].most);
}

/**
 * parcours_elapsed_is_new:
 * @elapsed: days
 * @step: the number of a step
 *
 * Returns: whether the day is another one there than just before
 */
gboolean
parcours_elapsed_is_new (const ParcoursElapsed *elapsed,
                         guint                  step)
{
  return elapsed->is_new[step];
}

/**
 * parcours_elapsed_label:
 * @elapsed: days
 * @step: the number of a step
 *
 * Returns: (transfer full): what stands beside the step, in the user's language: "day 3", "day 3–6" or
 *   "from day 3"
 */
char *
parcours_elapsed_label (const ParcoursElapsed *elapsed,
                        guint                  step)
{
  int first = parcours_elapsed_first (elapsed, step);
  int last = parcours_elapsed_last (elapsed, step);

  if (last == PARCOURS_ELAPSED_NEVER)
    /* Translators: beside a step of an automation: contacts get there on this day after they entered, or later */
    return g_strdup_printf (_("from day %d"), first);
  if (first == last)
    /* Translators: beside a step of an automation: contacts get there on this day after they entered */
    return g_strdup_printf (_("day %d"), first);

  /* Translators: beside a step of an automation: contacts get there between these days after they entered */
  return g_strdup_printf (_("day %d–%d"), first, last);
}
