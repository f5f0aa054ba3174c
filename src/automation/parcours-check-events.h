/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-checker.h"

G_BEGIN_DECLS

/**
 * Occurrence:
 * @topic: what happens: a topic, or a text that is the same for what happens at the same moment
 * @known: (owned): what is known of its details: texts and patterns by key
 * @subject: (nullable): the subject among @known, if it is one thing
 * @trigger: (nullable): the trigger that it lets contacts in by
 * @params: (owned) (nullable): what holds for @trigger
 * @entry: (nullable): the entry of the catalogue that says what lets contacts in
 *
 * Something that may happen to a contact, as far as it can be told from a step:
 * what lets contacts in at a trigger, or what a step causes. Private to this folder.
 */
typedef struct
{
  char *topic;
  JsonObject *known;
  const char *subject;
  const ParcoursStep *trigger;
  JsonObject *params;
  JsonObject *entry;
} Occurrence;

Occurrence *parcours_occurrence_new     (const char         *topic,
                                         JsonObject         *known);
void        parcours_occurrence_free    (Occurrence         *occurrence);
void        parcours_occurrence_admits  (const ParcoursStep *trigger,
                                         JsonObject         *params,
                                         GPtrArray          *occurrences);
void        parcours_occurrence_causes  (const ParcoursStep *step,
                                         const ParcoursRow  *row,
                                         JsonObject         *params,
                                         const char         *automation,
                                         GPtrArray          *occurrences);
void        parcours_occurrence_follow  (const Occurrence   *occurrence,
                                         ParcoursLibrary    *library,
                                         GPtrArray          *occurrences);
gboolean    parcours_occurrence_may_be  (const Occurrence   *one,
                                         const Occurrence   *other);

G_END_DECLS
