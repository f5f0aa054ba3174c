/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "parcours-param.h"

G_BEGIN_DECLS

/**
 * ParcoursStepKind:
 *
 * What a step looks like and where it may stand.
 */
typedef enum
{
  PARCOURS_STEP_TRIGGER,
  PARCOURS_STEP_ACTION,
  PARCOURS_STEP_WAIT,
  PARCOURS_STEP_SPLIT,
  PARCOURS_STEP_GOAL,
  PARCOURS_STEP_FLOW,
} ParcoursStepKind;

/**
 * ParcoursStepFamily:
 *
 * Which part of the engine carries a step (DESIGN section 6).
 */
typedef enum
{
  PARCOURS_FAMILY_EVENT,
  PARCOURS_FAMILY_DATE,
  PARCOURS_FAMILY_POLL,
  PARCOURS_FAMILY_ABSENCE,
  PARCOURS_FAMILY_DIRECT,
  PARCOURS_FAMILY_EFFECT,
  PARCOURS_FAMILY_WAIT,
  PARCOURS_FAMILY_BRANCH,
  PARCOURS_FAMILY_ROUTER,
  PARCOURS_FAMILY_GOAL,
  PARCOURS_FAMILY_JUMP,
  PARCOURS_FAMILY_ENROL,
  PARCOURS_FAMILY_END,
} ParcoursStepFamily;

/**
 * ParcoursStepSentence:
 * @condition: (nullable): values that parameters must have, as parcours_params_hold() reads it
 * @text: in English, a msgid with holes for parameters
 *
 * What a card says of a step, if the step is like that.
 */
typedef struct
{
  JsonObject *condition;
  char *text;
} ParcoursStepSentence;

/**
 * ParcoursStepType:
 * @name: such as `trigger.tag-added`
 * @index: its place in the catalogue, from 0
 * @kind: what it looks like
 * @family: what carries it
 * @operation: (nullable): for effects, waits and routers, the operation, such as `tag.add`
 * @ports: (array zero-terminated=1): the ports in drawing order
 * @port_labels: (nullable): what the ports are called in English, msgids, by their names
 * @also: (array zero-terminated=1): other types that its form offers instead, such as other ways to wait
 * @icon: the icon's name without `-symbolic`
 * @category: under which it is listed on platform *Any*, a msgid
 * @title: in English, a msgid
 * @headline: (nullable): in English, a msgid with holes for parameters: what a card says instead of
 *   the platform's own words, where that tells more
 * @sentences: (element-type ParcoursStepSentence): what a card says below the title: the first whose
 *   condition holds; the last one has none
 * @help: in English, a msgid
 * @params: (element-type ParcoursParam): in the order of the form; those that all types of the kind
 *   or family have come last
 * @fixed: (nullable): parameters that the type itself fixes
 * @rule: the whole object of the data file: what the family reads from it
 *
 * What a step does, immutable.
 */
typedef struct
{
  char *name;
  guint index;
  ParcoursStepKind kind;
  ParcoursStepFamily family;
  char *operation;
  char **ports;
  JsonObject *port_labels;
  char **also;
  char *icon;
  char *category;
  char *title;
  char *headline;
  GPtrArray *sentences;
  char *help;
  GPtrArray *params;
  JsonObject *fixed;
  JsonObject *rule;
} ParcoursStepType;

ParcoursStepType    *parcours_step_type_new_from_json (const char             *name,
                                                       guint                   index,
                                                       JsonObject             *object,
                                                       JsonObject             *common,
                                                       GError                **error);
void                 parcours_step_type_free          (ParcoursStepType       *type);
const ParcoursParam *parcours_step_type_param         (const ParcoursStepType *type,
                                                       const char             *name);
int                  parcours_step_type_port          (const ParcoursStepType *type,
                                                       const char             *port);
const char          *parcours_step_type_sentence      (const ParcoursStepType *type,
                                                       JsonObject             *params);
const char          *parcours_step_type_port_label    (const ParcoursStepType *type,
                                                       const char             *port);
const char          *parcours_step_kind_name          (ParcoursStepKind        kind);
const char          *parcours_step_family_name        (ParcoursStepFamily      family);

G_END_DECLS
