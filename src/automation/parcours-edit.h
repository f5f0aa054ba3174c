/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-automation.h"

G_BEGIN_DECLS

/**
 * ParcoursEdit:
 *
 * One thing that a person does to an automation, with a name for the Undo
 * button: a list of changes, each of which says what stood there before and what
 * stands there after. So the inverse is the same list with the two exchanged,
 * the difference of two documents is an edit too, and an edit is refused where
 * something else stands there than it expects.
 */
typedef struct _ParcoursEdit ParcoursEdit;

/**
 * ParcoursChangeTarget:
 * @PARCOURS_CHANGE_STEP: a step, by its id; values are the step's JSON
 * @PARCOURS_CHANGE_LINK: a link, by from and port; values are the id it leads to
 * @PARCOURS_CHANGE_HEAD: a key of the document, such as `name` or `settings`
 */
typedef enum
{
  PARCOURS_CHANGE_STEP,
  PARCOURS_CHANGE_LINK,
  PARCOURS_CHANGE_HEAD,
} ParcoursChangeTarget;

/**
 * ParcoursChange:
 * @target: what is changed
 * @name: the id of the step, from which the link leads, or the key
 * @port: (nullable): of a link, its port
 * @before: (nullable): what stood there, %NULL for nothing
 * @after: (nullable): what will stand there, %NULL for nothing
 */
typedef struct
{
  ParcoursChangeTarget target;
  char *name;
  char *port;
  JsonNode *before;
  JsonNode *after;
} ParcoursChange;

ParcoursEdit         *parcours_edit_new           (const char                *label);
ParcoursEdit         *parcours_edit_ref           (ParcoursEdit              *edit);
void                  parcours_edit_unref         (ParcoursEdit              *edit);
ParcoursEdit         *parcours_edit_from_json     (JsonNode                  *node,
                                                   GError                   **error);
JsonNode             *parcours_edit_to_json       (const ParcoursEdit        *edit);
const char           *parcours_edit_label         (const ParcoursEdit        *edit);
void                  parcours_edit_set_merge_key (ParcoursEdit              *edit,
                                                   const char                *key);
const char           *parcours_edit_merge_key     (const ParcoursEdit        *edit);
guint                 parcours_edit_n_changes     (const ParcoursEdit        *edit);
const ParcoursChange *parcours_edit_nth_change    (const ParcoursEdit        *edit,
                                                   guint                      n);
gboolean              parcours_edit_is_empty      (const ParcoursEdit        *edit);
gboolean              parcours_edit_only_moves    (const ParcoursEdit        *edit);

ParcoursEdit         *parcours_edit_invert        (const ParcoursEdit        *edit);
ParcoursEdit         *parcours_edit_combine       (const ParcoursEdit        *first,
                                                   const ParcoursEdit        *second);
ParcoursAutomation   *parcours_edit_apply         (const ParcoursEdit        *edit,
                                                   const ParcoursAutomation  *automation,
                                                   GError                   **error);
ParcoursEdit         *parcours_edit_between       (const ParcoursAutomation  *from,
                                                   const ParcoursAutomation  *to,
                                                   const char                *label);

void                  parcours_edit_set_step      (ParcoursEdit              *edit,
                                                   const ParcoursAutomation  *automation,
                                                   const char                *id,
                                                   JsonNode                  *node);
void                  parcours_edit_set_link      (ParcoursEdit              *edit,
                                                   const ParcoursAutomation  *automation,
                                                   const char                *from,
                                                   const char                *port,
                                                   const char                *to);
void                  parcours_edit_set_head      (ParcoursEdit              *edit,
                                                   const ParcoursAutomation  *automation,
                                                   const char                *name,
                                                   JsonNode                  *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursEdit, parcours_edit_unref)

G_END_DECLS
