/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `explain --step` without a contact: why those who did not come to a step did not. */

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "parcours-absences.h"
#include "parcours-cli-absences.h"
#include "parcours-cli-output.h"
#include "parcours-phrase.h"
#include "parcours-step-words.h"

typedef struct
{
  ParcoursSimulation *simulation; /* (unowned) */
  guint step;
  ParcoursAbsences *absences;     /* (owned) */
  ParcoursCliNameFunc name;
  gpointer world;
} Report;

static void
report_progress (guint                 done,
                 guint                 total,
                 const ParcoursCounts *counts,
                 gpointer              bar)
{
  parcours_cli_bar_move (bar, done, total);
}

static char *
name_examples (const Report          *report,
               const ParcoursAbsence *absence)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < MIN (absence->n, PARCOURS_N_EXAMPLES); i++)
    g_ptr_array_add (names, report->name (report->world, absence->examples[i]));

  return parcours_phrase_join (names, PARCOURS_JOIN_COMMAS);
}

static void
print_group (const Report *report,
             gboolean      have_entered)
{
  for (guint i = 0; i < parcours_absences_n (report->absences); i++)
    {
      const ParcoursAbsence *absence = parcours_absences_nth (report->absences, i);
      g_autofree char *n = parcours_cli_number (absence->n);
      g_autofree char *names = NULL;

      if (absence->has_entered != have_entered)
        continue;
      names = name_examples (report, absence);
      /* Translators: how many contacts, why they did not come to a step, and a few of them. */
      printf (_("%1$10s  %2$s (such as %3$s)\n"), n, absence->why, names);
    }
}

static guint
count (const ParcoursAbsences *absences,
       gboolean                have_entered)
{
  guint n = 0;

  for (guint i = 0; i < parcours_absences_n (absences); i++)
    n += parcours_absences_nth (absences, i)->has_entered == have_entered ? parcours_absences_nth (absences, i)->n : 0;

  return n;
}

static void
print_words (const Report *report)
{
  ParcoursProgram *program = parcours_simulation_program (report->simulation);
  guint automation;
  const ParcoursStep *step = parcours_program_nth_step (program, report->step, &automation);
  ParcoursAutomation *in = parcours_program_nth_automation (program, automation);
  guint n_inside = count (report->absences, TRUE), n_outside = count (report->absences, FALSE);
  g_autofree char *name = parcours_step_to_words (step, in, parcours_program_library (program));
  g_autofree char *reached = parcours_cli_number (parcours_absences_n_reached (report->absences));
  g_autofree char *all = parcours_cli_number (parcours_absences_n_contacts (report->absences));
  g_autofree char *inside = parcours_cli_number (n_inside);
  g_autofree char *outside = parcours_cli_number (n_outside);

  printf (_("%1$s of %2$s contacts came to “%3$s” in “%4$s”\n"), reached, all, name, parcours_automation_name (in));
  if (n_inside > 0)
    printf (ngettext ("\n%s entered and did not come there:\n", "\n%s entered and did not come there:\n", n_inside), inside);
  print_group (report, TRUE);
  if (n_outside > 0)
    printf (ngettext ("\n%s never entered:\n", "\n%s never entered:\n", n_outside), outside);
  print_group (report, FALSE);
}

static JsonNode *
absence_to_json (const Report          *report,
                 const ParcoursAbsence *absence)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *examples = json_array_new ();

  for (guint i = 0; i < MIN (absence->n, PARCOURS_N_EXAMPLES); i++)
    {
      g_autofree char *name = report->name (report->world, absence->examples[i]);

      json_array_add_string_element (examples, name);
    }
  json_object_set_int_member (object, "contacts", absence->n);
  json_object_set_boolean_member (object, "entered", absence->has_entered);
  json_object_set_array_member (object, "examples", examples);
  json_object_set_string_member (object, "why", absence->why);
  json_node_take_object (node, object);

  return node;
}

static JsonNode *
to_json (const Report *report)
{
  ParcoursProgram *program = parcours_simulation_program (report->simulation);
  guint automation;
  const char *id = parcours_program_nth_step (program, report->step, &automation)->id;
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *reasons = json_array_new ();

  for (guint i = 0; i < parcours_absences_n (report->absences); i++)
    json_array_add_element (reasons, absence_to_json (report, parcours_absences_nth (report->absences, i)));
  json_object_set_string_member (object, "automation",
                                 parcours_automation_slug (parcours_program_nth_automation (program, automation)));
  json_object_set_int_member (object, "contacts", parcours_absences_n_contacts (report->absences));
  json_object_set_int_member (object, "reached", parcours_absences_n_reached (report->absences));
  json_object_set_array_member (object, "reasons", reasons);
  json_object_set_string_member (object, "step", id);
  json_node_take_object (node, object);

  return node;
}

/**
 * parcours_cli_explain_absences:
 * @simulation: a simulation; see parcours_simulation_learn()
 * @step: a step of its program
 * @name: (scope call): tells what contacts are called
 * @world: for @name
 * @as_json: whether to print JSON
 *
 * Prints how many contacts came to @step, and of the others what kept them away.
 *
 * Returns: the status to leave with
 */
int
parcours_cli_explain_absences (ParcoursSimulation  *simulation,
                               guint                step,
                               ParcoursCliNameFunc  name,
                               gpointer             world,
                               gboolean             as_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursAbsences) absences = NULL;
  ParcoursCliBar bar;
  Report report = { simulation, step, NULL, name, world };

  parcours_cli_bar_begin (&bar);
  absences = parcours_absences_find (simulation, step, G_MAXUINT, report_progress, &bar, NULL, &error);
  parcours_cli_bar_end (&bar);
  if (absences == NULL)
    return parcours_cli_fail_with (error);
  report.absences = absences;
  if (as_json)
    {
      g_autoptr (JsonNode) node = to_json (&report);

      parcours_cli_print_json (node);
    }
  else
    {
      print_words (&report);
    }

  return PARCOURS_EXIT_DONE;
}
