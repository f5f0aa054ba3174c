/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-refusal.h"

static const char *refusal_names[PARCOURS_N_REFUSALS] = {
  [PARCOURS_REFUSAL_NONE] = "none",
  [PARCOURS_REFUSAL_INACTIVE] = "inactive",
  [PARCOURS_REFUSAL_FILTER] = "filter",
  [PARCOURS_REFUSAL_UNCONFIRMED] = "unconfirmed",
  [PARCOURS_REFUSAL_ENTRY_SEGMENT] = "entry-segment",
  [PARCOURS_REFUSAL_RUNS_ONCE] = "runs-once",
  [PARCOURS_REFUSAL_REENTRY] = "reentry",
  [PARCOURS_REFUSAL_PARALLEL] = "parallel",
  [PARCOURS_REFUSAL_ENTRY_CAP] = "entry-cap",
  [PARCOURS_REFUSAL_NO_DATE] = "no-date",
  [PARCOURS_REFUSAL_DISARMED] = "disarmed",
  [PARCOURS_REFUSAL_DELETED] = "deleted",
  [PARCOURS_REFUSAL_NOT_TRIGGERED] = "not-triggered",
};

static const char *ending_names[PARCOURS_N_ENDINGS] = {
  [PARCOURS_ENDING_COMPLETED] = "completed",
  [PARCOURS_ENDING_END_STEP] = "end-step",
  [PARCOURS_ENDING_EXIT_CONDITION] = "exit-condition",
  [PARCOURS_ENDING_ENDED_BY] = "ended-by",
  [PARCOURS_ENDING_GOAL_UNMET] = "goal-unmet",
  [PARCOURS_ENDING_DELETED] = "deleted",
  [PARCOURS_ENDING_STEP_LIMIT] = "step-limit",
};

static const char *outcome_names[PARCOURS_N_OUTCOMES] = {
  [PARCOURS_OUTCOME_DONE] = "done",
  [PARCOURS_OUTCOME_UNCHANGED] = "unchanged",
  [PARCOURS_OUTCOME_DELAYED] = "delayed",
  [PARCOURS_OUTCOME_NO_ADDRESS] = "no-address",
  [PARCOURS_OUTCOME_BOUNCED] = "bounced",
  [PARCOURS_OUTCOME_BLOCKED] = "blocked",
  [PARCOURS_OUTCOME_NO_CONSENT] = "no-consent",
  [PARCOURS_OUTCOME_NO_DEVICE] = "no-device",
  [PARCOURS_OUTCOME_NO_PASS] = "no-pass",
  [PARCOURS_OUTCOME_QUIET_HOURS] = "quiet-hours",
  [PARCOURS_OUTCOME_FREQUENCY_CAP] = "frequency-cap",
  [PARCOURS_OUTCOME_SEND_LIMIT] = "send-limit",
  [PARCOURS_OUTCOME_NO_DEAL] = "no-deal",
  [PARCOURS_OUTCOME_NO_TASK] = "no-task",
  [PARCOURS_OUTCOME_NO_ACCOUNT] = "no-account",
  [PARCOURS_OUTCOME_ALREADY_LINKED] = "already-linked",
  [PARCOURS_OUTCOME_NO_VALUE] = "no-value",
  [PARCOURS_OUTCOME_DIVISION_BY_ZERO] = "division-by-zero",
  [PARCOURS_OUTCOME_OUT_OF_RANGE] = "out-of-range",
  [PARCOURS_OUTCOME_MISSING_REFERENCE] = "missing-reference",
  [PARCOURS_OUTCOME_DELETED] = "deleted",
};

static const char *fate_names[PARCOURS_N_FATES] = {
  [PARCOURS_FATE_STAYED] = "stayed",
  [PARCOURS_FATE_RELEASED] = "released",
  [PARCOURS_FATE_MOVED] = "moved",
  [PARCOURS_FATE_STRANDED] = "stranded",
  [PARCOURS_FATE_DOUBLED] = "doubled",
};

/**
 * parcours_fate_name:
 * @fate: what became of a passage
 *
 * Returns: (transfer none): its name in files
 */
const char *
parcours_fate_name (ParcoursFate fate)
{
  return fate_names[fate];
}

/**
 * parcours_refusal_name:
 * @refusal: a reason
 *
 * Returns: (transfer none): its name in files
 */
const char *
parcours_refusal_name (ParcoursRefusal refusal)
{
  return refusal_names[refusal];
}

/**
 * parcours_refusal_parse:
 * @name: a name
 * @refusal: (out): the reason
 *
 * Returns: whether @name is a reason
 */
gboolean
parcours_refusal_parse (const char *name,
                        guint8     *refusal)
{
  for (guint i = 0; i < PARCOURS_N_REFUSALS; i++)
    {
      if (g_str_equal (refusal_names[i], name))
        {
          *refusal = (guint8) i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * parcours_ending_name:
 * @ending: a reason
 *
 * Returns: (transfer none): its name in files
 */
const char *
parcours_ending_name (ParcoursEnding ending)
{
  return ending_names[ending];
}

/**
 * parcours_outcome_name:
 * @outcome: an outcome
 *
 * Returns: (transfer none): its name in files
 */
const char *
parcours_outcome_name (ParcoursOutcome outcome)
{
  return outcome_names[outcome];
}

/**
 * parcours_outcome_is_skip:
 * @outcome: an outcome
 *
 * Returns: whether the step was skipped, for a reason that the outcome names
 */
gboolean
parcours_outcome_is_skip (ParcoursOutcome outcome)
{
  return outcome > PARCOURS_OUTCOME_DELAYED;
}
