/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ParcoursParamType:
 *
 * What a parameter of a step may hold: the types of the vocabulary, section 3.
 * The inspector has one form row for each, the checks one test.
 */
typedef enum
{
  PARCOURS_PARAM_TEXT,
  PARCOURS_PARAM_TEMPLATE,
  PARCOURS_PARAM_NUMBER,
  PARCOURS_PARAM_INTEGER,
  PARCOURS_PARAM_MONEY,
  PARCOURS_PARAM_BOOL,
  PARCOURS_PARAM_CHOICE,
  PARCOURS_PARAM_CHOICES,
  PARCOURS_PARAM_ADDRESS,
  PARCOURS_PARAM_URL,
  PARCOURS_PARAM_KEYWORD,
  PARCOURS_PARAM_URL_PATTERN,
  PARCOURS_PARAM_TEXT_PATTERN,
  PARCOURS_PARAM_DURATION,
  PARCOURS_PARAM_OFFSET,
  PARCOURS_PARAM_TIME_OF_DAY,
  PARCOURS_PARAM_INSTANT,
  PARCOURS_PARAM_MOMENT,
  PARCOURS_PARAM_DATE_SOURCE,
  PARCOURS_PARAM_REF,
  PARCOURS_PARAM_REFS,
  PARCOURS_PARAM_STEP,
  PARCOURS_PARAM_TOPIC,
  PARCOURS_PARAM_CONDITION,
  PARCOURS_PARAM_WHERE,
  PARCOURS_PARAM_COUNT_TEST,
  PARCOURS_PARAM_FIELD_VALUE,
  PARCOURS_PARAM_VALUE_SOURCE,
  PARCOURS_PARAM_OWNER_RULE,
  PARCOURS_PARAM_TARGET,
  PARCOURS_PARAM_WEIGHTS,
  PARCOURS_PARAM_WINNER_RULE,
  PARCOURS_PARAM_LATCH_RULE,
  PARCOURS_PARAM_SEND_LIMIT,
  PARCOURS_PARAM_DUE,
  PARCOURS_PARAM_TASK,
  PARCOURS_PARAM_OPERAND,
} ParcoursParamType;

/**
 * ParcoursParam:
 * @name: the key in a step's `params`
 * @type: what it may hold
 * @kind: (nullable): for references, the kind of thing referred to, such as `list`;
 *   `*` and the name of another parameter where that one decides, see parcours_param_kind()
 * @choices: (nullable) (array zero-terminated=1): for choices, the values
 * @label: its name in English, a msgid
 * @choice_labels: (nullable): the names of @choices in English, msgids
 * @help: (nullable): a sentence about it in English, a msgid
 * @required: whether a step without it has an error
 * @any: whether leaving it out means "any", which the form then offers
 * @defines: whether it says what the step is, so that a row that fixes it to one value is no
 *   counterpart of a step that has another
 * @fallback: (nullable): what holds when it is left out
 * @condition: (nullable): the parameter is shown only where these others have these values
 *
 * One parameter of a step type, immutable.
 */
typedef struct
{
  char *name;
  ParcoursParamType type;
  char *kind;
  char **choices;
  char *label;
  char **choice_labels;
  char *help;
  gboolean required;
  gboolean any;
  gboolean defines;
  JsonNode *fallback;
  JsonObject *condition;
} ParcoursParam;

ParcoursParam *parcours_param_new_from_json (const char           *name,
                                             JsonObject           *object,
                                             GError              **error);
void           parcours_param_free          (ParcoursParam        *param);
gboolean       parcours_param_is_shown      (const ParcoursParam  *param,
                                             JsonObject           *params);
gboolean       parcours_param_check         (const ParcoursParam  *param,
                                             JsonNode             *value,
                                             GError              **error);
const char    *parcours_param_kind          (const ParcoursParam  *param,
                                             JsonObject           *params);
const char    *parcours_param_type_name     (ParcoursParamType     type);
JsonNode      *parcours_params_value        (JsonObject           *params,
                                             const char           *path);
gboolean       parcours_params_hold         (JsonObject           *params,
                                             JsonObject           *condition);

G_END_DECLS
