/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `simulate --swap`: another version takes the place of an automation while people are inside. */

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "parcours-cli-output.h"
#include "parcours-cli-rehearse.h"
#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-step-words.h"
#include "parcours-time.h"

/* So many contacts are named; JSON has them all. */
#define MAX_NAMED 10

/**
 * parcours_cli_rehearsal_clear:
 * @rehearsal: what the options say
 *
 * Frees what the options have set.
 */
void
parcours_cli_rehearsal_clear (ParcoursCliRehearsal *rehearsal)
{
  g_free (rehearsal->path);
  g_free (rehearsal->at);
  g_strfreev (rehearsal->moves);
}

/**
 * parcours_cli_rehearsal_check:
 * @rehearsal: what the options say
 *
 * Returns: %PARCOURS_EXIT_DONE, or what is wrong with the options, which is printed
 */
int
parcours_cli_rehearsal_check (const ParcoursCliRehearsal *rehearsal)
{
  if (rehearsal->path == NULL && (rehearsal->at != NULL || rehearsal->moves != NULL))
    return parcours_cli_fail (_("Say with --swap which version to swap in"));
  if (rehearsal->path != NULL && rehearsal->at == NULL)
    return parcours_cli_fail (_("--swap: say with --swap-at when to swap it in"));
  for (guint i = 0; rehearsal->moves != NULL && rehearsal->moves[i] != NULL; i++)
    {
      if (strchr (rehearsal->moves[i], '=') == NULL)
        return parcours_cli_fail (_("--swap-move: write OLD=NEW, the ids of two steps"));
    }

  return PARCOURS_EXIT_DONE;
}

static gboolean
has_automation (const ParcoursRunPlan *plan,
                const char            *slug)
{
  for (guint i = 0; i < parcours_run_plan_n_automations (plan); i++)
    {
      if (g_str_equal (parcours_automation_slug (parcours_run_plan_nth_automation (plan, i)), slug))
        return TRUE;
    }

  return FALSE;
}

/* A number alone is that of a day, from 0. */
static char *
read_when (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text) ? g_strdup_printf ("P%sD", text) : g_strdup (text);
}

static JsonObject *
read_moves (char **moves)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; moves != NULL && moves[i] != NULL; i++)
    {
      const char *equals = strchr (moves[i], '=');
      g_autofree char *from = g_strndup (moves[i], (gsize) (equals - moves[i]));

      if (equals[1] != '\0')
        json_object_set_string_member (object, from, equals + 1);
      else
        json_object_set_null_member (object, from);
    }

  return object;
}

/**
 * parcours_cli_rehearsal_apply:
 * @rehearsal: what the options say
 * @request: what is simulated
 * @zone: the workspace's zone
 * @plan: the plan of it
 * @error: return location for an error
 *
 * Swaps the version in, if there is any: for the automation of its slug, else for the one file that is simulated.
 *
 * Returns: whether it could be done
 */
gboolean
parcours_cli_rehearsal_apply (const ParcoursCliRehearsal  *rehearsal,
                              const ParcoursCliRequest    *request,
                              const ParcoursZone          *zone,
                              ParcoursRunPlan             *plan,
                              GError                     **error)
{
  const ParcoursRunOptions *options = parcours_run_plan_options (plan);
  g_autoptr (ParcoursAutomation) version = NULL;
  g_autoptr (ParcoursAutomation) file = NULL;
  g_autofree char *when = rehearsal->path != NULL ? read_when (rehearsal->at) : NULL;
  g_autoptr (JsonObject) moves = NULL;
  const char *slug;
  gint64 at;

  if (rehearsal->path == NULL)
    return TRUE;
  version = parcours_automation_load (rehearsal->path, error);
  if (version == NULL)
    return FALSE;
  slug = parcours_automation_slug (version);
  if (!has_automation (plan, slug) && g_strv_length (request->files) == 1)
    {
      file = parcours_automation_load (request->files[0], error);
      if (file == NULL)
        return FALSE;
      slug = parcours_automation_slug (file);
    }
  if (!has_automation (plan, slug))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("--swap: “%s” is not simulated: name one file in whose place it comes"), slug);
      return FALSE;
    }
  if (!parcours_timeline_instant (when, options->from, zone, &at))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("--swap-at: “%s” is no instant; write 2026-03-12, P10D or the number of a day"), rehearsal->at);
      return FALSE;
    }
  if (at < options->from || at >= options->from + (gint64) options->days * PARCOURS_DAY)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--swap-at: “%s” lies outside the time that is simulated"),
                   rehearsal->at);
      return FALSE;
    }
  moves = read_moves (rehearsal->moves);
  parcours_run_plan_swap (plan, slug, when, version, moves);

  return TRUE;
}

static char **
make_head (void)
{
  const char *head[] = { _("Step"), C_("people inside", "Stayed"), C_("people inside", "Released"), C_("people inside", "Moved"),
                         C_("people inside", "Stranded"), C_("people inside", "Doubled"), _("Moved to"), NULL };

  return g_strdupv ((char **) head);
}

static char *
name_step (ParcoursRun *run,
           int          step)
{
  ParcoursProgram *program = parcours_simulation_program (parcours_run_simulation (run));
  guint automation;
  ParcoursStep *of = parcours_program_nth_step (program, (guint) step, &automation);

  return parcours_step_to_words (of, parcours_program_nth_automation (program, automation), parcours_run_library (run));
}

static char **
make_row (const ParcoursRunStudy *study,
          char                   *name,
          int                     step)
{
  const ParcoursRehearsal *rehearsal = parcours_run_study_rehearsal (study);
  GPtrArray *cells = g_ptr_array_new ();
  int refuge = step >= 0 ? parcours_rehearsal_refuge (rehearsal, step) : -1;
  gboolean moved = parcours_rehearsal_count (rehearsal, step, PARCOURS_FATE_MOVED) > 0;

  g_ptr_array_add (cells, name);
  for (guint fate = 0; fate < PARCOURS_N_FATES; fate++)
    g_ptr_array_add (cells, parcours_cli_number (parcours_rehearsal_count (rehearsal, step, (ParcoursFate) fate)));
  g_ptr_array_add (cells, moved && refuge >= 0 ? name_step (parcours_run_study_run (study), refuge) : g_strdup (""));
  g_ptr_array_add (cells, NULL);

  return (char **) g_ptr_array_free (cells, FALSE);
}

static void
print_named (const ParcoursRunStudy *study,
             ParcoursFate            fate,
             const char             *title)
{
  const GArray *rows = parcours_rehearsal_rows (parcours_run_study_rehearsal (study));
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const ParcoursRehearsed *row = &g_array_index (rows, ParcoursRehearsed, i);
      g_autofree char *name = NULL;

      if (row->fate != fate)
        continue;
      if (n == 0)
        printf ("\n%s\n", title);
      if (n++ == MAX_NAMED)
        {
          printf ("  …\n");
          break;
        }
      name = parcours_run_study_name (study, row->key);
      printf ("  %s\n", name);
    }
}

static void
print_swap (const ParcoursRunStudy *study,
            const ParcoursZone     *zone,
            guint                   swap)
{
  static const gboolean to_the_right[] = { FALSE, TRUE, TRUE, TRUE, TRUE, TRUE, FALSE };
  const ParcoursRehearsal *rehearsal = parcours_run_study_rehearsal (study);
  ParcoursProgram *program = parcours_simulation_program (parcours_run_simulation (parcours_run_study_run (study)));
  gint64 at;
  int automation = parcours_rehearsal_swapped (rehearsal, swap, &at);
  g_autofree char *when = parcours_local_format (parcours_zone_to_local (zone, at));
  g_autoptr (GArray) steps = parcours_rehearsal_steps (rehearsal, automation);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  printf ("\n");
  printf (_("%1$s, another version from %2$s on: who was inside"),
          parcours_automation_name (parcours_program_nth_automation (program, (guint) automation)), when);
  printf ("\n");
  g_ptr_array_add (rows, make_head ());
  for (guint i = 0; i < steps->len; i++)
    {
      int step = g_array_index (steps, int, i);
      g_autofree char *name = name_step (parcours_run_study_run (study), step);

      g_ptr_array_add (rows, make_row (study, parcours_cli_shorten (name), step));
    }
  g_ptr_array_add (rows, make_row (study, g_strdup (_("Whole automation")), -1));
  parcours_cli_print_table (rows, to_the_right);
}

/**
 * parcours_cli_print_rehearsal:
 * @study: a study with a rehearsal
 * @zone: the workspace's zone
 *
 * Prints what became of who was inside, and who they are.
 */
void
parcours_cli_print_rehearsal (const ParcoursRunStudy *study,
                              const ParcoursZone     *zone)
{
  const ParcoursRehearsal *rehearsal = parcours_run_study_rehearsal (study);

  for (guint i = 0; i < parcours_rehearsal_n_swaps (rehearsal); i++)
    print_swap (study, zone, i);
  print_named (study, PARCOURS_FATE_RELEASED, _("Released, having waited long enough:"));
  print_named (study, PARCOURS_FATE_MOVED, _("Moved to the next step:"));
  print_named (study, PARCOURS_FATE_STRANDED, _("Stranded, with nothing left to do:"));
  print_named (study, PARCOURS_FATE_DOUBLED, _("Doubled, doing something a second time:"));
}
