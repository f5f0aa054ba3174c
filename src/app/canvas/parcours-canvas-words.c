/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-canvas-private.h"
#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-phrase.h"
#include "parcours-step-words.h"

/* A longer name does not fit on a card. */
#define MOST_LETTERS 19

static const ParcoursStepCount *
count_of (ParcoursCanvas     *self,
          const ParcoursStep *step)
{
  return self->counts != NULL ? parcours_step_counts_get (self->counts, step->id) : NULL;
}

/* How many have passed a goal, and which share of all who entered that is. */
static char *
reached (ParcoursCanvas     *self,
         const ParcoursStep *step)
{
  const ParcoursStepCount *count = count_of (self, step);
  guint64 entered = self->counts != NULL ? parcours_step_counts_entered (self->counts) : 0;
  g_autofree char *number = NULL;
  g_autofree char *share = NULL;

  if (count == NULL || entered == 0)
    return NULL;
  number = parcours_count_to_words (count->out[0]);
  share = parcours_percent_to_words ((double) count->out[0] / (double) entered);

  /* Translators: on a goal: how many contacts have reached it, and which share that is of all who entered. */
  return parcours_phrase_fill (_("{number} reached · {share}"), "number", number, "share", share, NULL);
}

/* What stands below the name of a step; of a goal that has run, how many have reached it. */
char *
parcours_canvas_sentence (ParcoursCanvas     *self,
                          const ParcoursStep *step)
{
  char *words = NULL;

  if (step->type != NULL && step->type->kind == PARCOURS_STEP_GOAL)
    words = reached (self, step);

  return words != NULL ? words : parcours_step_sentence (step, parcours_canvas_automation (self), self->library);
}

static gboolean
is_end (const ParcoursStep *step)
{
  return step->type != NULL && g_strcmp0 (step->type->operation, "flow.end") == 0;
}

/*
 * The name of a step, as short as a card needs it: what a platform adds in
 * brackets, "Adjust score (contact)", the sentence below says anyway, and the
 * card of an end has room for a word.
 */
char *
parcours_canvas_headline (ParcoursCanvas     *self,
                          const ParcoursStep *step)
{
  char *headline;
  char *bracket;

  if (step->title == NULL && is_end (step))
    /* Translators: the last step of a path, in one word. */
    return g_strdup (C_("step", "End"));
  headline = parcours_step_headline (step, parcours_canvas_automation (self), self->library);
  bracket = strstr (headline, " (");
  if (step->title == NULL && bracket != NULL && g_str_has_suffix (headline, ")") &&
      g_utf8_strlen (headline, -1) > MOST_LETTERS)
    *bracket = '\0';

  return headline;
}

/* What stands for the step where there is room for one line: what it says, for that says more than its name. */
char *
parcours_canvas_brief (ParcoursCanvas     *self,
                       const ParcoursStep *step)
{
  ParcoursStepKind kind = step->type != NULL ? step->type->kind : PARCOURS_STEP_FLOW;
  g_autofree char *sentence = NULL;
  char *end;

  if (step->title != NULL || kind == PARCOURS_STEP_GOAL || kind == PARCOURS_STEP_FLOW ||
      g_strcmp0 (step->type->operation, "route.random") == 0)
    return parcours_canvas_headline (self, step);
  sentence = parcours_step_sentence (step, parcours_canvas_automation (self), self->library);
  end = strstr (sentence, " · ");
  if (end != NULL)
    *end = '\0';

  return *sentence != '\0' ? g_steal_pointer (&sentence) : parcours_canvas_headline (self, step);
}

/* By which branches one comes to the step: "Yes", or "A, B"; %NULL where no step before it has more than one. */
char *
parcours_canvas_branch (ParcoursCanvas *self,
                        const char     *id)
{
  const ParcoursFlow *flow = parcours_drawing_flow (self->drawing);
  guint step = (guint) parcours_canvas_find (self, id);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < parcours_flow_n_in (flow, step); i++)
    {
      const ParcoursFlowEdge *edge = parcours_flow_edge (flow, parcours_flow_in (flow, step, i));

      if (edge->port < parcours_step_n_ports (parcours_drawing_step (self->drawing, edge->from)) &&
          parcours_canvas_port_label (self, edge->from, edge->port) != NULL)
        g_ptr_array_add (names, g_strdup (parcours_canvas_port_label (self, edge->from, edge->port)));
    }

  return names->len > 0 ? parcours_phrase_join (names, PARCOURS_JOIN_COMMAS) : NULL;
}

/* How many contacts the step has to do with: those that wait at a wait, those that came to another; %NULL before a run. */
char *
parcours_canvas_count (ParcoursCanvas     *self,
                       const ParcoursStep *step)
{
  const ParcoursStepCount *count = count_of (self, step);
  gboolean is_wait = step->type != NULL && step->type->kind == PARCOURS_STEP_WAIT;

  return count != NULL ? parcours_count_to_words (is_wait ? count->inside : count->in) : NULL;
}

/* All that a step says, and the note on it. */
char *
parcours_canvas_tooltip (ParcoursCanvas     *self,
                         const ParcoursStep *step)
{
  g_autofree char *words = parcours_step_to_words (step, parcours_canvas_automation (self), self->library);

  return step->note != NULL ? g_strconcat (words, "\n", step->note, NULL) : g_steal_pointer (&words);
}

/* What a port is called; %NULL where the step has only one. */
const char *
parcours_canvas_port_label (ParcoursCanvas *self,
                            guint           step,
                            guint           port)
{
  const ParcoursStep *what = parcours_drawing_step (self->drawing, step);

  return parcours_step_n_ports (what) > 1 ? parcours_step_port_label (what, port) : NULL;
}

/* Where the step leads, in words: "then Send an email", "Yes: Send an email". */
static void
add_followers (ParcoursCanvas *self,
               guint           number,
               GPtrArray      *parts)
{
  const ParcoursFlow *flow = parcours_drawing_flow (self->drawing);

  for (guint i = 0; i < parcours_flow_n_out (flow, number); i++)
    {
      const ParcoursFlowEdge *edge = parcours_flow_edge (flow, parcours_flow_out (flow, number, i));
      const ParcoursStep *to = parcours_drawing_step (self->drawing, edge->to);
      const ParcoursStep *from = parcours_drawing_step (self->drawing, number);
      g_autofree char *name = parcours_step_to_words (to, parcours_canvas_automation (self), self->library);
      const char *port = edge->port < parcours_step_n_ports (from) ? parcours_canvas_port_label (self, number, edge->port)
                                                                   : edge->link->port;

      if (port != NULL)
        /* Translators: where a step of an automation leads, for a screen reader; {port} is Yes, No, A, B ... */
        g_ptr_array_add (parts, parcours_phrase_fill (_("{port}: {step}"), "port", port, "step", name, NULL));
      else
        /* Translators: which step of an automation comes after another, for a screen reader. */
        g_ptr_array_add (parts, parcours_phrase_fill (_("then {step}"), "step", name, NULL));
    }
}

static void
add_count (ParcoursCanvas     *self,
           const ParcoursStep *step,
           GPtrArray          *parts)
{
  const ParcoursStepCount *count = count_of (self, step);
  ParcoursStepKind kind = step->type != NULL ? step->type->kind : PARCOURS_STEP_FLOW;
  guint64 number = count != NULL ? (kind == PARCOURS_STEP_WAIT ? count->inside : count->in) : 0;
  g_autofree char *words = parcours_count_to_words (number);
  g_autofree char *reached_words = kind == PARCOURS_STEP_GOAL ? reached (self, step) : NULL;

  if (reached_words != NULL)
    g_ptr_array_add (parts, g_steal_pointer (&reached_words));
  else if (count != NULL)
    g_ptr_array_add (parts, parcours_phrase_fill (ngettext ("{n} contact", "{n} contacts", (gulong) number),
                                                  "n", words, NULL));
}

/**
 * parcours_canvas_describe_step:
 * @self: a canvas
 * @id: the id of a step
 *
 * Returns: (transfer full) (nullable): the step in one line: "Wait 2 days, 41 contacts, then Send an email,
 *   Welcome"; %NULL where there is no such step
 */
char *
parcours_canvas_describe_step (ParcoursCanvas *self,
                               const char     *id)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  int number = parcours_canvas_find (self, id);
  const ParcoursStepProblem *problem;
  const ParcoursStep *step;

  g_return_val_if_fail (PARCOURS_IS_CANVAS (self), NULL);

  if (number < 0)
    return NULL;
  step = parcours_drawing_step (self->drawing, (guint) number);
  g_ptr_array_add (parts, parcours_step_to_words (step, parcours_canvas_automation (self), self->library));
  add_count (self, step, parts);
  problem = g_hash_table_lookup (self->problems, id);
  if (problem != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_("problem %u"), problem->number));
  add_followers (self, (guint) number, parts);

  return parcours_phrase_join (parts, PARCOURS_JOIN_COMMAS);
}
