/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-run-report.h"

G_BEGIN_DECLS

/**
 * ParcoursRunTable:
 * @PARCOURS_RUN_TABLE_STEPS: a row for each way by which a step can be left
 * @PARCOURS_RUN_TABLE_MESSAGES: a row for each message: sent, what people did, revenue
 * @PARCOURS_RUN_TABLE_DAYS: a row for each day: entered, inside, sent by message
 *
 * A table of a report.
 */
typedef enum
{
  PARCOURS_RUN_TABLE_STEPS,
  PARCOURS_RUN_TABLE_MESSAGES,
  PARCOURS_RUN_TABLE_DAYS,
} ParcoursRunTable;

char *parcours_run_report_to_csv (const ParcoursRunReport *report,
                                  guint                    automation,
                                  ParcoursRunTable         table);

G_END_DECLS
