/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-trace.h"

G_BEGIN_DECLS

/**
 * ParcoursHappening:
 * @at: when
 * @what: what happened
 * @automation: the automation of the program, or -1
 * @enrolment: which passage of the contact through the automation, from 1, or 0
 * @step: the step of the program, or -1
 * @port: the place of the port by which it was left, or -1
 * @why: an outcome, a refusal or an ending, by @what
 * @until: of a wait, when it ends at the latest, %PARCOURS_INSTANT_NEVER for never
 * @topic: (nullable): the event that it is or that caused it, its topic
 * @subject: (nullable): of what
 * @payload: (nullable): with what
 * @condition: (nullable): the condition that decided, as it was written
 * @verdict: what the condition said
 * @decided: (nullable): the condition again, with what each of its questions found
 * @values: (nullable): what the contact had, in words
 * @lacking: (nullable): of a condition that asks for several things, those that were not so, in words
 *
 * One thing that happened to a contact, with the values that decided.
 */
typedef struct
{
  gint64 at;
  ParcoursWhat what;
  int automation;
  guint enrolment;
  int step;
  int port;
  int why;
  gint64 until;
  const ParcoursTopic *topic;
  char *subject;
  JsonNode *payload;
  JsonNode *condition;
  gboolean verdict;
  JsonNode *decided;
  char *values;
  char *lacking;
} ParcoursHappening;

/**
 * ParcoursExplanation:
 *
 * Why a contact went where it went, and why it did not enter where it did not.
 * Immutable.
 */
typedef struct _ParcoursExplanation ParcoursExplanation;

gboolean                 parcours_happening_is_news        (const ParcoursHappening   *happening);

ParcoursExplanation     *parcours_explain_contact          (ParcoursSimulation        *simulation,
                                                            guint                      contact,
                                                            const char                *automation);
void                     parcours_explanation_free         (ParcoursExplanation       *explanation);
guint                    parcours_explanation_n            (const ParcoursExplanation *explanation);
const ParcoursHappening *parcours_explanation_nth          (const ParcoursExplanation *explanation,
                                                            guint                      n);
const ParcoursZone      *parcours_explanation_zone         (const ParcoursExplanation *explanation);
gboolean                 parcours_explanation_has_reached  (const ParcoursExplanation *explanation,
                                                            guint                      step);
gboolean                 parcours_explanation_has_entered  (const ParcoursExplanation *explanation,
                                                            guint                      automation);
const ParcoursHappening *parcours_explanation_nearest      (const ParcoursExplanation *explanation,
                                                            guint                      automation);
char                    *parcours_explanation_to_words     (const ParcoursExplanation *explanation,
                                                            const ParcoursHappening   *happening);
char                    *parcours_explanation_entry_words  (const ParcoursExplanation *explanation,
                                                            guint                      automation);
char                    *parcours_explanation_absence_words (const ParcoursExplanation *explanation,
                                                            guint                      step);
char                    *parcours_explanation_absence_reason (const ParcoursExplanation *explanation,
                                                            guint                      step);
JsonNode                *parcours_explanation_to_json      (const ParcoursExplanation *explanation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursExplanation, parcours_explanation_free)

G_END_DECLS
