/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "parcours-project.h"
#include "parcours-run.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_AUTOMATION_LIST (parcours_automation_list_get_type ())

/**
 * ParcoursAutomationList:
 *
 * The automations of the workspace, to choose one. Emits `chosen` with the slug
 * of the one that a person wants to see. The menu of a row acts by `win.` actions
 * that take a slug.
 */
G_DECLARE_FINAL_TYPE (ParcoursAutomationList, parcours_automation_list, PARCOURS, AUTOMATION_LIST, AdwBin)

void parcours_automation_list_set_project (ParcoursAutomationList *list,
                                           ParcoursProject        *project);
void parcours_automation_list_select      (ParcoursAutomationList *list,
                                           const char             *slug);
void parcours_automation_list_set_run     (ParcoursAutomationList *list,
                                           ParcoursRun            *run,
                                           gint64                  at);

G_END_DECLS
