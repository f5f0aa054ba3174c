/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "parcours-document.h"
#include "parcours-store-automations.h"

G_BEGIN_DECLS

#define PARCOURS_TYPE_AUTOMATION_ITEM (parcours_automation_item_get_type ())

/**
 * ParcoursAutomationItem:
 *
 * An automation of a workspace in the list of them. While its document is open
 * it follows that.
 */
G_DECLARE_FINAL_TYPE (ParcoursAutomationItem, parcours_automation_item, PARCOURS, AUTOMATION_ITEM, GObject)

ParcoursAutomationItem *parcours_automation_item_new          (const ParcoursAutomationInfo *info,
                                                               ParcoursAutomation           *automation);
const char             *parcours_automation_item_slug         (ParcoursAutomationItem       *item);
const char             *parcours_automation_item_name         (ParcoursAutomationItem       *item);
ParcoursPlatform        parcours_automation_item_platform     (ParcoursAutomationItem       *item);
ParcoursAutomation     *parcours_automation_item_automation   (ParcoursAutomationItem       *item);
ParcoursDocument       *parcours_automation_item_document     (ParcoursAutomationItem       *item);
void                    parcours_automation_item_set_document (ParcoursAutomationItem       *item,
                                                               ParcoursDocument             *document);
gboolean                parcours_automation_item_is_ready     (ParcoursAutomationItem       *item);
void                    parcours_automation_item_set_ready    (ParcoursAutomationItem       *item,
                                                               gboolean                      ready);
gint64                  parcours_automation_item_active_since (ParcoursAutomationItem       *item);
void                    parcours_automation_item_set_active_since (ParcoursAutomationItem   *item,
                                                               gint64                        since);
guint                   parcours_automation_item_n_problems   (ParcoursAutomationItem       *item);
guint                   parcours_automation_item_n_errors     (ParcoursAutomationItem       *item);
void                    parcours_automation_item_set_problems (ParcoursAutomationItem       *item,
                                                               guint                         n_errors,
                                                               guint                         n_warnings);
const char             *parcours_automation_item_published    (ParcoursAutomationItem       *item);
void                    parcours_automation_item_set_published (ParcoursAutomationItem      *item,
                                                               const char                   *digest);
gboolean                parcours_automation_item_is_changed   (ParcoursAutomationItem       *item);

G_END_DECLS
