/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-value-editors.h"

static ParcoursParamType
type_of (const ParcoursTestSubject *subject,
         gboolean                   is_test)
{
  switch (subject->type)
    {
    case PARCOURS_FIELD_NUMBER:
      return PARCOURS_PARAM_NUMBER;
    case PARCOURS_FIELD_MONEY:
      return is_test ? PARCOURS_PARAM_NUMBER : PARCOURS_PARAM_MONEY;
    case PARCOURS_FIELD_DATE:
      return PARCOURS_FORM_TYPE (is_test ? PARCOURS_FORM_TIME_REF : PARCOURS_FORM_DATE);
    case PARCOURS_FIELD_DATETIME:
      return is_test ? PARCOURS_FORM_TYPE (PARCOURS_FORM_TIME_REF) : PARCOURS_PARAM_INSTANT;
    case PARCOURS_FIELD_BIRTHDAY:
      return PARCOURS_FORM_TYPE (is_test ? PARCOURS_FORM_TIME_REF : PARCOURS_FORM_BIRTHDAY);
    case PARCOURS_FIELD_BOOL:
      return PARCOURS_FORM_TYPE (PARCOURS_FORM_BOOL_CHOICE);
    case PARCOURS_FIELD_CHOICE:
      return PARCOURS_PARAM_CHOICE;
    case PARCOURS_FIELD_CHOICES:
      return PARCOURS_PARAM_CHOICES;
    case PARCOURS_FIELD_USER:
      return PARCOURS_PARAM_REF;
    case PARCOURS_FIELD_TEXT:
    case PARCOURS_FIELD_UNKNOWN:
    default:
      return PARCOURS_PARAM_TEXT;
    }
}

static ParcoursParamType
plural_of (ParcoursParamType type)
{
  switch (type)
    {
    case PARCOURS_PARAM_CHOICE:
      return PARCOURS_PARAM_CHOICES;
    case PARCOURS_PARAM_REF:
      return PARCOURS_PARAM_REFS;
    case PARCOURS_PARAM_CHOICES:
      return type;
    default:
      return PARCOURS_FORM_TYPE (PARCOURS_FORM_TEXTS);
    }
}

/**
 * parcours_subject_param:
 * @subject: what a value is for; it must live as long as @param
 * @op: how it is tested; for `is-not-empty` it is no test, but a value that is written
 * @param: (out caller-allocates): a parameter whose editor takes such a value
 */
void
parcours_subject_param (const ParcoursTestSubject *subject,
                        ParcoursOp                 op,
                        ParcoursParam             *param)
{
  *param = (ParcoursParam){ (char *) "value", type_of (subject, op != PARCOURS_OP_NOT_EMPTY) };
  param->kind = (char *) subject->kind;
  if (op == PARCOURS_OP_ONE_OF || op == PARCOURS_OP_NONE_OF || op == PARCOURS_OP_ALL_OF || op == PARCOURS_OP_ANY_OF)
    param->type = plural_of (param->type);
  else if (op == PARCOURS_OP_ANNIVERSARY)
    param->type = PARCOURS_PARAM_OFFSET;
  else if (op == PARCOURS_OP_MATCHES_URL)
    param->type = PARCOURS_PARAM_URL_PATTERN;
  param->required = op != PARCOURS_OP_NOT_EMPTY;
  /* A field of a closed list without a list takes any word. */
  if ((param->type == PARCOURS_PARAM_CHOICE || param->type == PARCOURS_PARAM_CHOICES) &&
      (subject->options == NULL || subject->options[0] == NULL))
    param->type = param->type == PARCOURS_PARAM_CHOICE ? PARCOURS_PARAM_TEXT : PARCOURS_FORM_TYPE (PARCOURS_FORM_TEXTS);
  param->choices = subject->options;
  param->choice_labels = subject->option_labels;
}
