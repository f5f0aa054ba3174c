/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-check-context.h"

G_BEGIN_DECLS

/**
 * ParcoursVerdict:
 * @PARCOURS_VERDICT_SAME: the platform offers the step, and it does the same
 * @PARCOURS_VERDICT_DIFFERENT: the platform offers the step, with differences
 * @PARCOURS_VERDICT_REPLACED: the platform does not offer the step; something near it can be built
 * @PARCOURS_VERDICT_BY_HAND: it does not; somebody has to build something near it
 * @PARCOURS_VERDICT_MISSING: it does not, and nothing comes near
 *
 * How a step fits another platform.
 */
typedef enum
{
  PARCOURS_VERDICT_SAME,
  PARCOURS_VERDICT_DIFFERENT,
  PARCOURS_VERDICT_REPLACED,
  PARCOURS_VERDICT_BY_HAND,
  PARCOURS_VERDICT_MISSING,
} ParcoursVerdict;

#define PARCOURS_N_VERDICTS 5

/**
 * ParcoursDifference:
 * @code: what kind it is: `default`, `fixed`, `not-shown`, `reentry`, `parallel`, `runs`, `cap`, `consent`, or the
 *   code of the check that is broken there and was not here
 * @param: (nullable): the parameter concerned
 * @here: (nullable): its value here
 * @there: (nullable): its value there
 * @message: the same in a sentence of the user's language
 * @is_kept: whether a conversion says it so that it stays as it is here
 *
 * Something that is not the same on another platform.
 */
typedef struct
{
  const char *code;
  char *param;
  JsonNode *here;
  JsonNode *there;
  char *message;
  gboolean is_kept;
} ParcoursDifference;

/**
 * ParcoursFit:
 * @step: (nullable): the id of the step, %NULL for the automation itself: its entry rules
 * @name: what the step is called here
 * @here: (nullable): the row by which it is offered here
 * @there: (nullable): the row by which it is offered there
 * @verdict: how it fits
 * @differences: (element-type ParcoursDifference): what is different
 * @way: (nullable): how to build something near it, or why that cannot be
 * @keeps: whether what is built does the same
 *
 * How one step of an automation fits another platform.
 */
typedef struct
{
  char *step;
  char *name;
  const ParcoursRow *here;
  const ParcoursRow *there;
  ParcoursVerdict verdict;
  GPtrArray *differences;
  char *way;
  gboolean keeps;
} ParcoursFit;

/**
 * ParcoursPortability:
 * @automation: the automation
 * @converted: what a conversion makes of it
 * @platform: the other platform
 * @fits: (element-type ParcoursFit): the automation itself, then its steps in the order in which one reads them
 * @n: how many steps there are of each verdict
 *
 * How an automation fits another platform, immutable.
 */
typedef struct
{
  ParcoursAutomation *automation;
  ParcoursAutomation *converted;
  ParcoursPlatform platform;
  GPtrArray *fits;
  guint n[PARCOURS_N_VERDICTS];
} ParcoursPortability;

ParcoursPortability *parcours_portability_new      (ParcoursAutomation          *automation,
                                                    ParcoursPlatform             platform,
                                                    const ParcoursCheckContext  *context);
void                 parcours_portability_free     (ParcoursPortability         *portability);
gboolean             parcours_portability_fits     (const ParcoursPortability   *portability);
char               **parcours_portability_losses   (const ParcoursPortability   *portability);
JsonNode            *parcours_portability_to_json  (const ParcoursPortability   *portability);
const char          *parcours_verdict_name         (ParcoursVerdict              verdict);
const char          *parcours_verdict_words        (ParcoursVerdict              verdict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursPortability, parcours_portability_free)

G_END_DECLS
