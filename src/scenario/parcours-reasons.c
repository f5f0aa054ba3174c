/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why a contact is not where it was expected: what decided, in sentences. */

#include "config.h"

#include "parcours-expectation-private.h"
#include "parcours-explanation.h"

/* More than these tell nobody anything. */
#define MAX_REASONS 4

/* Whether it decided something: where a split was left, why a step did nothing, why a passage is over. */
static gboolean
decides (ParcoursProgram         *program,
         const ParcoursHappening *happening)
{
  switch (happening->what)
    {
    case PARCOURS_WHAT_PASSED:
      return happening->why == PARCOURS_OUTCOME_DONE &&
             parcours_step_n_ports (parcours_program_nth_step (program, (guint) happening->step, NULL)) > 1;
    case PARCOURS_WHAT_ENDED:
      return happening->why != PARCOURS_ENDING_COMPLETED && happening->why != PARCOURS_ENDING_END_STEP;
    case PARCOURS_WHAT_SKIPPED:
    case PARCOURS_WHAT_FAILED:
    case PARCOURS_WHAT_REFUSED:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Whether nothing more has happened to the passage: it still waits there. */
static gboolean
is_last (const ParcoursExplanation *explanation,
         guint                      n)
{
  const ParcoursHappening *happening = parcours_explanation_nth (explanation, n);

  for (guint i = n + 1; i < parcours_explanation_n (explanation); i++)
    {
      const ParcoursHappening *later = parcours_explanation_nth (explanation, i);

      if (later->automation == happening->automation && later->enrolment == happening->enrolment)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_wanted (ParcoursPlay              *play,
           const ParcoursExplanation *explanation,
           guint                      n,
           int                        step)
{
  const ParcoursHappening *happening = parcours_explanation_nth (explanation, n);

  if (step >= 0)
    return happening->step == step && happening->what != PARCOURS_WHAT_EVENT && happening->what != PARCOURS_WHAT_SENT;
  if (happening->what == PARCOURS_WHAT_WAITING)
    return is_last (explanation, n);

  return decides (parcours_play_program (play), happening);
}

/* The reasons why a contact never entered, for one automation or for all of them. */
static void
add_outside (GPtrArray                 *reasons,
             const ParcoursExplanation *explanation,
             ParcoursProgram           *program,
             int                        automation)
{
  for (guint i = 0; i < parcours_program_n_automations (program); i++)
    {
      if ((automation < 0 || automation == (int) i) && !parcours_explanation_has_entered (explanation, i))
        g_ptr_array_add (reasons, parcours_explanation_entry_words (explanation, i));
    }
}

/* What decided about a contact up to an instant: all of it, or at one step. */
char **
parcours_reasons (ParcoursPlay *play,
                  gint64        at,
                  guint         contact,
                  int           automation,
                  int           step)
{
  ParcoursProgram *program = parcours_play_program (play);
  const char *slug = automation >= 0
    ? parcours_automation_slug (parcours_program_nth_automation (program, (guint) automation)) : NULL;
  g_autoptr (ParcoursExplanation) explanation = parcours_explain_contact (parcours_play_simulation (play, at), contact,
                                                                          slug);
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < parcours_explanation_n (explanation); i++)
    {
      if (is_wanted (play, explanation, i, step))
        g_ptr_array_add (reasons, parcours_explanation_to_words (explanation, parcours_explanation_nth (explanation, i)));
    }
  if (reasons->len == 0)
    add_outside (reasons, explanation, program, automation);
  if (reasons->len > MAX_REASONS)
    g_ptr_array_remove_range (reasons, 0, reasons->len - MAX_REASONS);
  g_ptr_array_add (reasons, NULL);

  return g_strdupv ((char **) reasons->pdata);
}
