/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-step.h"

G_BEGIN_DECLS

#define PARCOURS_AUTOMATION_FORMAT "parcours-automation/1"

/* Of a file, in bytes: a drawing is not larger, and what is larger would keep the window busy. */
#define PARCOURS_AUTOMATION_MAX_SIZE (8 * 1024 * 1024)

/**
 * ParcoursLink:
 * @from: the id of the step that contacts leave
 * @port: the port by which they leave it
 * @to: the id of the step that they enter
 * @node: (nullable): the JSON it was read from if that has unknown keys
 */
typedef struct
{
  char *from;
  char *port;
  char *to;
  JsonNode *node;
} ParcoursLink;

/**
 * ParcoursAutomation:
 *
 * An automation: steps, links and settings (DESIGN section 5). It never changes:
 * an edit makes a new one that shares all unchanged steps, so a run, an undo
 * stack and a canvas each simply keep the one they know.
 */
typedef struct _ParcoursAutomation ParcoursAutomation;

ParcoursAutomation *parcours_automation_new          (const char                *name,
                                                      const char                *slug,
                                                      ParcoursPlatform           platform);
ParcoursAutomation *parcours_automation_from_json    (JsonNode                  *node,
                                                      GError                   **error);
ParcoursAutomation *parcours_automation_load         (const char                *path,
                                                      GError                   **error);
JsonNode           *parcours_automation_to_json      (const ParcoursAutomation  *automation);
char               *parcours_automation_digest       (const ParcoursAutomation  *automation);
ParcoursAutomation *parcours_automation_ref          (ParcoursAutomation        *automation);
void                parcours_automation_unref        (ParcoursAutomation        *automation);

const char         *parcours_automation_id           (const ParcoursAutomation  *automation);
const char         *parcours_automation_slug         (const ParcoursAutomation  *automation);
const char         *parcours_automation_name         (const ParcoursAutomation  *automation);
ParcoursPlatform    parcours_automation_platform     (const ParcoursAutomation  *automation);
JsonObject         *parcours_automation_head         (const ParcoursAutomation  *automation);
JsonObject         *parcours_automation_settings     (const ParcoursAutomation  *automation);

guint               parcours_automation_n_steps      (const ParcoursAutomation  *automation);
ParcoursStep       *parcours_automation_nth_step     (const ParcoursAutomation  *automation,
                                                      guint                      n);
ParcoursStep       *parcours_automation_step         (const ParcoursAutomation  *automation,
                                                      const char                *id);
guint               parcours_automation_n_links      (const ParcoursAutomation  *automation);
const ParcoursLink *parcours_automation_nth_link     (const ParcoursAutomation  *automation,
                                                      guint                      n);
const ParcoursLink *parcours_automation_link         (const ParcoursAutomation  *automation,
                                                      const char                *from,
                                                      const char                *port);
GPtrArray          *parcours_automation_links_into   (const ParcoursAutomation  *automation,
                                                      const char                *to);
GPtrArray          *parcours_automation_links_out_of (const ParcoursAutomation  *automation,
                                                      const char                *from);
gboolean            parcours_automation_reaches      (const ParcoursAutomation  *automation,
                                                      const char                *from,
                                                      const char                *to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursAutomation, parcours_automation_unref)

G_END_DECLS
