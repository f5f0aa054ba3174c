/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-names.h"
#include "parcours-predicate.h"

G_BEGIN_DECLS

/**
 * ParcoursPredicateExplanation:
 * @condition: (owned): the question
 * @children: (owned) (nullable) (element-type ParcoursPredicateExplanation): of a group, its parts; of a saved
 *   segment, what it asks
 * @met: the verdict
 * @known: whether the question can be asked at all; one about a thing that does not exist is never met
 * @words: the question in the user's language, as a sentence without a full stop
 * @value: (nullable): what the contact has, in codes: a number, a text, a list of slugs, or for events,
 *   records and automations an object; %NULL for groups and for what is missing
 * @value_words: (nullable): the same in words: "12", "not known", "2 times, last on 4 March 2026"
 * @type: of a field, its type
 * @number: of a number, and of a count of events, what the contact has; NAN if missing
 * @comparison: what @number is compared with, where @has_number
 * @has_number: whether the question is one about a number
 *
 * Why a condition is or is not met by one contact: a tree like the condition.
 */
typedef struct _ParcoursPredicateExplanation ParcoursPredicateExplanation;
struct _ParcoursPredicateExplanation
{
  ParcoursCondition *condition;
  GPtrArray *children;
  gboolean met;
  gboolean known;
  char *words;
  JsonNode *value;
  char *value_words;
  ParcoursFieldType type;
  double number;
  ParcoursComparison comparison;
  gboolean has_number;
};

/**
 * ParcoursTurnKind:
 *
 * What would have to be different.
 */
typedef enum
{
  PARCOURS_TURN_NUMBER,
  PARCOURS_TURN_VALUE,
  PARCOURS_TURN_MEMBER,
  PARCOURS_TURN_EVENTS,
  PARCOURS_TURN_OTHER,
} ParcoursTurnKind;

/**
 * ParcoursTurn:
 * @kind: what would have to be different
 * @leaf: the one question whose answer would turn everything
 * @towards: what the whole would be then
 * @by: of numbers and events, by how much; NAN where there is nothing to count from
 * @to: of numbers and events, what would be enough
 *
 * The smallest change of one thing that would turn the verdict.
 */
typedef struct
{
  ParcoursTurnKind kind;
  const ParcoursPredicateExplanation *leaf;
  gboolean towards;
  double by;
  double to;
} ParcoursTurn;

ParcoursPredicateExplanation *parcours_predicate_explain    (const ParcoursPredicate   *predicate,
                                                    const ParcoursState       *state,
                                                    const ParcoursNames       *names);
void                 parcours_predicate_explanation_free     (ParcoursPredicateExplanation       *explanation);
gboolean             parcours_predicate_explanation_find_turn (const ParcoursPredicateExplanation *explanation,
                                                     ParcoursTurn              *turn);
char                *parcours_turn_to_words        (const ParcoursTurn        *turn,
                                                    const char                *port,
                                                    const ParcoursNames       *names);
JsonNode            *parcours_predicate_explanation_to_json  (const ParcoursPredicateExplanation *explanation,
                                                    const ParcoursNames       *names);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParcoursPredicateExplanation, parcours_predicate_explanation_free)

G_END_DECLS
