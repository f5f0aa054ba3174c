/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "parcours-check-fixes.h"
#include "parcours-check-names.h"
#include "parcours-check-values.h"
#include "parcours-json.h"
#include "parcours-phrase.h"

/*
 * Whether the parameters of each step are there, can be read, and are such as
 * the platform lets people choose. What they name is looked up elsewhere.
 */

typedef struct
{
  Checker *checker;
  guint step;
  const ParcoursParam *param;
  JsonNode *value;       /* what the step says, %NULL or null for nothing */
} Given;

static const CheckedStep *
checked (const Given *given)
{
  return &given->checker->steps[given->step];
}

static const char *
platform_label (const Given *given)
{
  return parcours_platform_label (given->checker->platform);
}

static const char *
step_name (const Given *given)
{
  return parcours_checker_step_name (given->checker, given->step);
}

static const char *
choice_label (const ParcoursParam *param,
              const char          *choice)
{
  for (guint i = 0; param->choices != NULL && param->choices[i] != NULL; i++)
    {
      if (g_str_equal (param->choices[i], choice))
        return _(param->choice_labels[i]);
    }

  return choice;
}

static void
fix_remove (const Given   *given,
            ParcoursCheck *check,
            gboolean       only_answer)
{
  g_autofree char *label = parcours_phrase_fill (_("Remove “{setting}”"),
                                                 "setting", _(given->param->label), NULL);

  parcours_fix_param (given->checker, check, given->step, given->param->name, NULL, label, only_answer);
}

/* Where there is one thing to choose from, it is chosen. */
static void
fix_missing (const Given   *given,
             ParcoursCheck *check)
{
  const char *kind = given->param->type == PARCOURS_PARAM_REF ? parcours_param_kind (given->param, checked (given)->params)
                                                              : NULL;
  const ParcoursEntity *entity = kind != NULL ? parcours_name_only (given->checker, kind) : NULL;
  g_autofree char *label = entity != NULL ? parcours_phrase_fill (_("Use “{name}”"),
                                                                  "name", entity->label, NULL) : NULL;

  if (entity != NULL)
    parcours_fix_text (given->checker, check, given->step, given->param->name, entity->slug, label, TRUE);
}

static void
check_missing (const Given *given)
{
  const CheckedStep *step = checked (given);
  ParcoursCheck *check;

  if (step->row == NULL || !parcours_row_requires_param (step->row, given->param) ||
      !parcours_param_is_shown (given->param, step->params) ||
      !parcours_value_is_nothing (json_object_get_member (step->params, given->param->name)))
    return;
  /* Translators: the first %s is the name of a setting, the second the name of a step. */
  check = parcours_checker_report (given->checker, "parameter-missing", given->step, NULL, given->param->name,
                                   parcours_phrase_fill (_("The setting “{setting}” of “{step}” is still "
                                                            "empty."),
                                                         "setting", _(given->param->label),
                                                         "step", step_name (given), NULL));
  fix_missing (given, check);
}

static gboolean
has_once_rule (const ParcoursRow *row,
               const char        *param)
{
  for (guint i = 0; row->constraints != NULL && i < json_array_get_length (row->constraints); i++)
    {
      JsonObject *constraint = json_array_get_object_element (row->constraints, i);

      if (g_strcmp0 (parcours_json_member_string (constraint, "code"), "runs-fixed") == 0 &&
          g_strcmp0 (parcours_json_member_string (constraint, "param"), param) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What holds on the platform whatever the step says, or where it says nothing. */
static JsonNode *
platform_value (const Given *given)
{
  const ParcoursRow *row = checked (given)->row;
  JsonNode *fixed = parcours_row_fixed (row, given->param->name);

  if (fixed != NULL)
    return fixed;
  if (g_str_equal (given->param->name, "runs"))
    return json_object_get_member (parcours_checker_platform (given->checker), "runs");

  return parcours_row_default (row, given->param);
}

/* A schedule that the platform has no setting for can be a wait of its own. */
static void
fix_schedule (const Given   *given,
              ParcoursCheck *check)
{
  ParcoursMoment moment;
  JsonObject *params;

  if (checked (given)->step->type->kind != PARCOURS_STEP_ACTION ||
      !parcours_moment_parse (given->value, &moment, NULL))
    return;
  params = json_object_new ();
  json_object_set_member (params, "moment", json_node_ref (given->value));
  parcours_fix_insert_before (given->checker, check, given->step, "wait.moment", params, given->param->name,
                              _("Wait Until Then"), FALSE);
}

static void
report_not_offered (const Given *given)
{
  ParcoursCheck *check;

  check = parcours_checker_report (given->checker, "parameter-not-offered", given->step, NULL, given->param->name,
                                   /* Translators: a setting, a step and a platform. */
                                   parcours_phrase_fill (_("“{setting}” is no setting of “{step}” on the "
                                                            "platform {platform}. It is kept, and it counts "
                                                            "in a run."),
                                                         "setting", _(given->param->label),
                                                         "step", step_name (given),
                                                         "platform", platform_label (given), NULL));
  fix_remove (given, check, FALSE);
}

static void
report_without_effect (const Given *given)
{
  ParcoursCheck *check;

  check = parcours_checker_report (given->checker, "parameter-not-offered", given->step, NULL, given->param->name,
                                   parcours_phrase_fill (_("“{setting}” does nothing with the other settings "
                                                            "of “{step}”. It is kept."),
                                                         "setting", _(given->param->label),
                                                         "step", step_name (given), NULL));
  fix_remove (given, check, TRUE);
}

/* Whether the platform lets people set the parameter; where not, its value may still be the platform's. */
static void
check_offered (const Given *given)
{
  const ParcoursRow *row = checked (given)->row;
  JsonNode *usual;

  if (row == NULL)
    return;
  if (!parcours_param_is_shown (given->param, checked (given)->params))
    {
      report_without_effect (given);
      return;
    }
  if (parcours_row_shows_param (row, given->param) || has_once_rule (row, given->param->name))
    return;
  usual = platform_value (given);
  if (usual == NULL || !parcours_json_equal (usual, given->value))
    report_not_offered (given);
}

static char *
list_choices (const ParcoursParam *param,
              char               **choices)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    /* Translators: between the members of a list. */
    g_string_append_printf (list, "%s%s", i > 0 ? C_("list", ", ") : "", choice_label (param, choices[i]));

  return g_string_free (list, FALSE);
}

/* What is left of an array of choices without those that are not offered. */
static void
fix_choices (const Given   *given,
             ParcoursCheck *check,
             char         **choices)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *kept = json_array_new ();
  JsonArray *array = json_node_get_array (given->value);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *choice = parcours_json_string (json_array_get_element (array, i));

      if (choice != NULL && g_strv_contains ((const char *const *) choices, choice))
        json_array_add_string_element (kept, choice);
    }
  node = parcours_json_take_array (kept);
  if (json_array_get_length (kept) > 0)
    parcours_fix_param (given->checker, check, given->step, given->param->name, node, _("Keep What Is Offered"), TRUE);
}

static void
fix_choice (const Given   *given,
            ParcoursCheck *check,
            char         **choices)
{
  JsonNode *usual = parcours_row_default (checked (given)->basis, given->param);
  const char *choice = g_strv_length (choices) == 1 ? choices[0] : parcours_json_string (usual);
  g_autofree char *label = NULL;

  if (choice == NULL || !g_strv_contains ((const char *const *) choices, choice))
    return;
  label = parcours_phrase_fill (_("Use “{choice}”"), "choice", choice_label (given->param, choice), NULL);
  parcours_fix_text (given->checker, check, given->step, given->param->name, choice, label,
                     g_strv_length (choices) == 1);
}

static void
report_choice (const Given *given)
{
  g_auto (GStrv) choices = parcours_row_choices (checked (given)->basis, given->param);
  g_autofree char *line = parcours_json_to_line (given->value);
  g_autofree char *list = list_choices (given->param, choices);
  char *message = choices != NULL && choices[0] != NULL
    /* Translators: a setting, a step, what somebody wrote, and what there is to choose from. */
    ? parcours_phrase_fill (_("The setting “{setting}” of “{step}” cannot be {value}. There is: {choices}."),
                            "setting", _(given->param->label), "step", step_name (given), "value", line,
                            "choices", list, NULL)
    : parcours_phrase_fill (_("The setting “{setting}” of “{step}” cannot be {value} here."),
                            "setting", _(given->param->label), "step", step_name (given), "value", line, NULL);
  ParcoursCheck *check = parcours_checker_report (given->checker, "value-not-offered", given->step, NULL,
                                                  given->param->name, message);

  /* What defines a step also decides which other settings it needs. */
  if (choices == NULL || given->param->choices == NULL || given->param->defines)
    return;
  if (JSON_NODE_HOLDS_ARRAY (given->value))
    fix_choices (given, check, choices);
  else
    fix_choice (given, check, choices);
}

static void
report_invalid (const Given *given,
                const char  *reason)
{
  g_autofree char *line = parcours_json_to_line (given->value);
  char *message = reason != NULL
    /* Translators: a setting, a step, and why. */
    ? parcours_phrase_fill (_("The setting “{setting}” of “{step}” cannot be read: {reason}."),
                            "setting", _(given->param->label), "step", step_name (given),
                            "reason", reason, NULL)
    : parcours_phrase_fill (_("The setting “{setting}” of “{step}” cannot be {value}."),
                            "setting", _(given->param->label), "step", step_name (given), "value", line, NULL);
  ParcoursCheck *check = parcours_checker_report (given->checker, "parameter-invalid", given->step, NULL,
                                                  given->param->name, message);

  if (checked (given)->row != NULL && !parcours_row_requires_param (checked (given)->row, given->param))
    fix_remove (given, check, FALSE);
}

static gboolean
is_choice (const ParcoursParam *param)
{
  return param->type == PARCOURS_PARAM_CHOICE || param->type == PARCOURS_PARAM_CHOICES ||
         param->type == PARCOURS_PARAM_TARGET;
}

static gboolean
is_offered (const Given *given)
{
  const ParcoursRow *row = checked (given)->row;

  return row == NULL || !parcours_row_shows_param (row, given->param) ||
         parcours_row_offers_value (row, given->param, given->value);
}

/* A value source or an owner rule in another form than those that the platform has. */
static gboolean
is_of_other_mode (const Given *given)
{
  return (given->param->type == PARCOURS_PARAM_VALUE_SOURCE || given->param->type == PARCOURS_PARAM_OWNER_RULE) &&
         JSON_NODE_HOLDS_OBJECT (given->value) && !is_offered (given);
}

/* What cannot be read is reported under the code that fits it best. */
static void
check_value (const Given *given)
{
  g_autoptr (GError) error = NULL;

  if (parcours_value_means_any (given->param, given->value) || parcours_value_is_several (given->param, given->value))
    return;
  if (!parcours_value_can_be_read (given->param, given->value, &error))
    {
      if (is_choice (given->param) || is_of_other_mode (given))
        report_choice (given);
      else if (given->param->type != PARCOURS_PARAM_WEIGHTS && given->param->type != PARCOURS_PARAM_KEYWORD)
        report_invalid (given, error != NULL ? error->message : NULL);
      return;
    }
  if (!is_offered (given))
    report_choice (given);
}

static void
check_param (Checker             *self,
             guint                step,
             const ParcoursParam *param)
{
  JsonNode *value = json_object_get_member (self->steps[step].step->params, param->name);
  Given given = { self, step, param, value };

  check_missing (&given);
  if (parcours_value_is_nothing (value))
    return;
  check_offered (&given);
  check_value (&given);
}

static void
check_unknown_param (Checker    *self,
                     guint       step,
                     const char *name)
{
  JsonNode *value = json_object_get_member (self->steps[step].step->params, name);
  ParcoursParam unknown = { .name = (char *) name, .label = (char *) name };
  Given given = { self, step, &unknown, value };
  ParcoursCheck *check;

  check = parcours_checker_report (self, "parameter-not-offered", step, NULL, name,
                                   parcours_phrase_fill (_("“{step}” is no setting of “{other}”. It is kept."),
                                                         "step", name,
                                                         "other", parcours_checker_step_name (self, step),
                                                         NULL));
  if (check == NULL)
    return;
  if (g_str_equal (name, "at"))
    fix_schedule (&given, check);
  fix_remove (&given, check, FALSE);
}

static void
check_step (Checker *self,
            guint    step)
{
  const ParcoursStepType *type = self->steps[step].step->type;
  g_autoptr (GList) names = json_object_get_members (self->steps[step].step->params);

  for (guint i = 0; i < type->params->len; i++)
    check_param (self, step, g_ptr_array_index (type->params, i));
  for (GList *l = names; l != NULL; l = l->next)
    {
      if (parcours_step_type_param (type, l->data) == NULL &&
          (type->fixed == NULL || !json_object_has_member (type->fixed, l->data)) &&
          !parcours_value_is_nothing (json_object_get_member (self->steps[step].step->params, l->data)))
        check_unknown_param (self, step, l->data);
    }
}

static void
check_settings (Checker *self)
{
  JsonObject *settings = parcours_automation_settings (self->automation);
  g_autoptr (GList) names = settings != NULL ? parcours_json_sorted_members (settings) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autoptr (GError) error = NULL;
      ParcoursCheck *check;

      if (parcours_setting_can_be_read (l->data, json_object_get_member (settings, l->data), &error))
        continue;
      check = parcours_checker_report (self, "parameter-invalid", PARCOURS_NO_STEP, NULL, l->data,
                                       /* Translators: a setting of the automation, and why. */
                                       parcours_phrase_fill (_("The setting “{name}” of the automation "
                                                                "cannot be read: {reason}."),
                                                             "name", (const char *) l->data,
                                                             "reason", error->message, NULL));
      parcours_fix_setting (self, check, NULL, l->data, NULL, _("Use the Platform’s Own"), FALSE);
    }
}

/**
 * parcours_check_params:
 * @self: the checker
 *
 * Reports `parameter-missing`, `parameter-invalid`, `parameter-not-offered` and, of choices, `value-not-offered`.
 */
void
parcours_check_params (Checker *self)
{
  for (guint i = 0; i < self->ways->n_steps; i++)
    {
      if (self->steps[i].step->type != NULL)
        check_step (self, i);
    }
  check_settings (self);
}
