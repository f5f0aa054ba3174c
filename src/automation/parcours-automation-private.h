/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-automation.h"

G_BEGIN_DECLS

struct _ParcoursAutomation
{
  gatomicrefcount ref_count;
  JsonObject *head;      /* (owned) every key but "steps" and "links" */
  GPtrArray *steps;      /* (owned) (element-type ParcoursStep) by id */
  GHashTable *steps_by_id; /* (owned) (element-type utf8 ParcoursStep) */
  GPtrArray *links;      /* (owned) (element-type ParcoursLink) by from, then port order */
};

ParcoursAutomation *parcours_automation_copy     (const ParcoursAutomation *automation);
gboolean            parcours_automation_set_step (ParcoursAutomation       *automation,
                                                  const char               *id,
                                                  JsonNode                 *node,
                                                  GError                  **error);
JsonNode           *parcours_automation_link_value (const ParcoursAutomation *automation,
                                                  const char               *from,
                                                  const char               *port);
void                parcours_automation_set_link (ParcoursAutomation       *automation,
                                                  const char               *from,
                                                  const char               *port,
                                                  JsonNode                 *value);
void                parcours_automation_set_head (ParcoursAutomation       *automation,
                                                  const char               *name,
                                                  JsonNode                 *value);

G_END_DECLS
