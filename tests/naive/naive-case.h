/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "parcours-automation.h"
#include "parcours-behaviour.h"
#include "parcours-library.h"
#include "parcours-program.h"
#include "parcours-timeline.h"

G_BEGIN_DECLS

/**
 * NaiveCase:
 * @root: the document
 * @universe: the entities, the same for all cases
 * @settings: when the run takes place, and what holds in the workspace
 * @library: what the entities declare
 * @automations: (element-type ParcoursAutomation): by slug
 * @behaviour: (nullable): how contacts behave
 * @timeline: what is written down to happen
 * @contacts: (element-type JsonObject): in the order of their keys
 *
 * One random case, a document in the form of a scenario (vocabulary, section 7),
 * read as far as both engines may share it: the documents, not what they mean.
 */
typedef struct
{
  JsonObject *root;
  JsonNode *universe;
  ParcoursSettings settings;
  ParcoursLibrary *library;
  GPtrArray *automations;
  ParcoursBehaviour *behaviour;
  ParcoursTimeline *timeline;
  GPtrArray *contacts;
} NaiveCase;

NaiveCase  *naive_case_new      (JsonObject   *root,
                                 GError      **error);
void        naive_case_free     (NaiveCase    *self);
const char *naive_case_address  (JsonObject   *contact);
guint64     naive_case_key      (JsonObject   *contact);
gboolean    naive_case_is_active (NaiveCase   *self,
                                  const char  *automation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaiveCase, naive_case_free)

G_END_DECLS
