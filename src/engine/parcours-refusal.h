/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ParcoursRefusal:
 *
 * Why a trigger that fired did not let the contact in, in the order in which
 * the rules are asked (vocabulary, section 6).
 */
typedef enum
{
  PARCOURS_REFUSAL_NONE,
  PARCOURS_REFUSAL_INACTIVE,
  PARCOURS_REFUSAL_FILTER,
  PARCOURS_REFUSAL_UNCONFIRMED,
  PARCOURS_REFUSAL_ENTRY_SEGMENT,
  PARCOURS_REFUSAL_RUNS_ONCE,
  PARCOURS_REFUSAL_REENTRY,
  PARCOURS_REFUSAL_PARALLEL,
  PARCOURS_REFUSAL_ENTRY_CAP,
  PARCOURS_REFUSAL_NO_DATE,
  PARCOURS_REFUSAL_DISARMED,
  PARCOURS_REFUSAL_DELETED,
  PARCOURS_REFUSAL_NOT_TRIGGERED,
} ParcoursRefusal;

#define PARCOURS_N_REFUSALS 13

/**
 * ParcoursEnding:
 *
 * Why a passage ended (vocabulary, section 6).
 */
typedef enum
{
  PARCOURS_ENDING_COMPLETED,
  PARCOURS_ENDING_END_STEP,
  PARCOURS_ENDING_EXIT_CONDITION,
  PARCOURS_ENDING_ENDED_BY,
  PARCOURS_ENDING_GOAL_UNMET,
  PARCOURS_ENDING_DELETED,
  PARCOURS_ENDING_STEP_LIMIT,
} ParcoursEnding;

#define PARCOURS_N_ENDINGS 7

/**
 * ParcoursOutcome:
 *
 * What came of a step that acts (vocabulary, section 2).
 */
typedef enum
{
  PARCOURS_OUTCOME_DONE,
  PARCOURS_OUTCOME_UNCHANGED,
  PARCOURS_OUTCOME_DELAYED,
  PARCOURS_OUTCOME_NO_ADDRESS,
  PARCOURS_OUTCOME_BOUNCED,
  PARCOURS_OUTCOME_BLOCKED,
  PARCOURS_OUTCOME_NO_CONSENT,
  PARCOURS_OUTCOME_NO_DEVICE,
  PARCOURS_OUTCOME_NO_PASS,
  PARCOURS_OUTCOME_QUIET_HOURS,
  PARCOURS_OUTCOME_FREQUENCY_CAP,
  PARCOURS_OUTCOME_SEND_LIMIT,
  PARCOURS_OUTCOME_NO_DEAL,
  PARCOURS_OUTCOME_NO_TASK,
  PARCOURS_OUTCOME_NO_ACCOUNT,
  PARCOURS_OUTCOME_ALREADY_LINKED,
  PARCOURS_OUTCOME_NO_VALUE,
  PARCOURS_OUTCOME_DIVISION_BY_ZERO,
  PARCOURS_OUTCOME_OUT_OF_RANGE,
  PARCOURS_OUTCOME_MISSING_REFERENCE,
  PARCOURS_OUTCOME_DELETED,
} ParcoursOutcome;

#define PARCOURS_N_OUTCOMES 21

/**
 * ParcoursFate:
 * @PARCOURS_FATE_STAYED: the step is still there, and the contact goes on waiting
 * @PARCOURS_FATE_RELEASED: it has waited long enough for the wait as it is now
 * @PARCOURS_FATE_MOVED: its step is gone, so it went to the next one that is left
 * @PARCOURS_FATE_STRANDED: its step is gone, and nothing after it is left: the passage ended
 * @PARCOURS_FATE_DOUBLED: later, it did something again that it had done before
 *
 * What becomes of who is inside an automation when another version takes its place (DESIGN rule 15).
 */
typedef enum
{
  PARCOURS_FATE_STAYED,
  PARCOURS_FATE_RELEASED,
  PARCOURS_FATE_MOVED,
  PARCOURS_FATE_STRANDED,
  PARCOURS_FATE_DOUBLED,
} ParcoursFate;

#define PARCOURS_N_FATES 5

const char *parcours_fate_name        (ParcoursFate     fate);
const char *parcours_refusal_name     (ParcoursRefusal  refusal);
gboolean    parcours_refusal_parse    (const char      *name,
                                       guint8          *refusal);
const char *parcours_ending_name      (ParcoursEnding   ending);
const char *parcours_outcome_name     (ParcoursOutcome  outcome);
gboolean    parcours_outcome_is_skip  (ParcoursOutcome  outcome);

G_END_DECLS
