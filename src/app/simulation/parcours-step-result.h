/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "parcours-run-report.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_STEP_RESULT (parcours_step_result_get_type ())

/**
 * ParcoursStepResult:
 *
 * A step in the table of results.
 */
G_DECLARE_FINAL_TYPE (ParcoursStepResult, parcours_step_result, PARCOURS, STEP_RESULT, GObject)

/**
 * ParcoursResultColumn:
 *
 * What the table says of each step.
 */
typedef enum
{
  PARCOURS_RESULT_NAME,
  PARCOURS_RESULT_SHARE,
  PARCOURS_RESULT_ENTERED,
  PARCOURS_RESULT_INSIDE,
  PARCOURS_RESULT_LEFT,
  PARCOURS_RESULT_SENT,
  PARCOURS_N_RESULT_COLUMNS,
} ParcoursResultColumn;

GListModel             *parcours_step_results_new (const ParcoursReportAutomation *automation);
const char             *parcours_step_result_id   (ParcoursStepResult   *result);
const ParcoursStepType *parcours_step_result_type (ParcoursStepResult   *result);
gboolean                parcours_step_result_is_reached (ParcoursStepResult *result);
const char             *parcours_step_result_untaken (ParcoursStepResult *result);
double                  parcours_step_result_share (ParcoursStepResult  *result);
char                   *parcours_step_result_text (ParcoursStepResult   *result,
                                                   ParcoursResultColumn  column);

G_END_DECLS
