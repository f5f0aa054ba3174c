/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-checker.h"
#include "parcours-json.h"

/*
 * The automation as checks look at it, and the list of what they find. What is
 * dear to work out, such as the parameters that hold and the conditions, is
 * worked out once.
 */

static const ParcoursRow *
basis_of (const ParcoursStep *step,
          const ParcoursRow  *row)
{
  if (row != NULL || step->type == NULL)
    return row;

  return parcours_catalog_counterpart (parcours_catalog_get (), PARCOURS_PLATFORM_ANY, step->type_name, NULL);
}

/* A missing `runs` takes the platform's preset. */
static void
add_runs (const Checker *self,
          CheckedStep   *step)
{
  const char *runs = parcours_json_member_string (parcours_checker_platform (self), "runs");

  if (step->step->type->kind == PARCOURS_STEP_TRIGGER && runs != NULL &&
      !json_object_has_member (step->params, "runs"))
    json_object_set_string_member (step->params, "runs", runs);
}

static JsonNode *
find_asked (const CheckedStep *step)
{
  JsonObject *until = parcours_json_member_object (step->params, "until");
  JsonNode *asked = json_object_get_member (step->params, "if");

  if (asked == NULL && until != NULL)
    asked = json_object_get_member (until, "if");

  return asked;
}

static void
note_row (Checker *self,
          guint    step)
{
  const ParcoursRow *row = self->steps[step].row;
  GArray *steps = row != NULL ? g_hash_table_lookup (self->steps_of_row, row->id) : NULL;

  if (row == NULL)
    return;
  if (steps == NULL)
    {
      steps = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->steps_of_row, row->id, steps);
    }
  g_array_append_val (steps, step);
}

static void
look_at_step (Checker *self,
              guint    number)
{
  CheckedStep *checked = &self->steps[number];
  JsonNode *asked;

  checked->step = parcours_ways_step (self->ways, number);
  checked->row = checked->step->type != NULL ? parcours_step_row (checked->step, self->platform) : NULL;
  checked->basis = basis_of (checked->step, checked->row);
  if (checked->basis == NULL)
    {
      checked->params = parcours_json_copy_object (checked->step->params);
      return;
    }
  note_row (self, number);
  checked->params = parcours_row_effective_params (checked->basis, checked->step->params);
  add_runs (self, checked);
  asked = find_asked (checked);
  checked->asked = asked != NULL ? parcours_condition_parse (asked, NULL) : NULL;
  if (checked->step->type->kind == PARCOURS_STEP_TRIGGER)
    g_array_append_val (self->triggers, number);
}

/* Where contacts come in: triggers, the start of entries without one, and goals that take them from anywhere. */
static void
find_live (Checker *self)
{
  g_autoptr (GArray) starts = g_array_copy (self->triggers);
  const char *start = parcours_json_member_string (parcours_automation_settings (self->automation), "start");
  guint number = start != NULL ? parcours_ways_find (self->ways, start) : PARCOURS_NO_STEP;

  if (number != PARCOURS_NO_STEP)
    g_array_append_val (starts, number);
  for (guint i = 0; starts->len > 0 && i < self->ways->n_steps; i++)
    {
      if (parcours_checker_has_operation (self, i, "goal") &&
          g_strcmp0 (parcours_checker_string (self, i, "reach"), "above") != 0)
        g_array_append_val (starts, i);
    }
  self->live = parcours_ways_reach (self->ways, (guint *) (gpointer) starts->data, starts->len);
}

/**
 * parcours_checker_new:
 * @automation: an automation
 * @platform: the platform on which it shall run
 * @context: what is known around it
 *
 * Returns: (transfer full): a checker that has found nothing yet
 */
Checker *
parcours_checker_new (ParcoursAutomation         *automation,
                      ParcoursPlatform            platform,
                      const ParcoursCheckContext *context)
{
  Checker *self = g_new0 (Checker, 1);

  self->automation = parcours_automation_ref (automation);
  self->platform = platform;
  self->context = context;
  self->ways = parcours_ways_new (automation);
  self->steps = g_new0 (CheckedStep, MAX (self->ways->n_steps, 1));
  self->triggers = g_array_new (FALSE, FALSE, sizeof (guint));
  self->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_check_unref);
  self->reported = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->left_out = g_hash_table_new (g_str_hash, g_str_equal);
  self->named_steps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->next_numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->steps_of_row = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  self->features = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->moves_left = MAX_MOVES;
  self->searches_left = MAX_SEARCHES;
  for (guint i = 0; i < self->ways->n_steps; i++)
    look_at_step (self, i);
  find_live (self);

  return self;
}

/**
 * parcours_checker_free:
 * @self: (transfer full): a checker
 */
void
parcours_checker_free (Checker *self)
{
  for (guint i = 0; i < self->ways->n_steps; i++)
    {
      json_object_unref (self->steps[i].params);
      g_clear_pointer (&self->steps[i].asked, parcours_condition_unref);
    }
  g_free (self->steps);
  parcours_ways_free (self->ways);
  parcours_automation_unref (self->automation);
  g_array_unref (self->triggers);
  g_free (self->live);
  g_ptr_array_unref (self->checks);
  g_hash_table_unref (self->reported);
  g_hash_table_unref (self->left_out);
  g_hash_table_unref (self->named_steps);
  g_hash_table_unref (self->next_numbers);
  g_hash_table_unref (self->lists);
  g_hash_table_unref (self->steps_of_row);
  g_hash_table_unref (self->features);
  g_clear_pointer (&self->deeds, g_hash_table_unref);
  g_free (self);
}

static char *
report_key (const char *code,
            const char *step,
            const char *port,
            const char *param)
{
  return g_strdup_printf ("%s %s %s %s", code, step != NULL ? step : "", port != NULL ? port : "",
                          param != NULL ? param : "");
}

/**
 * parcours_checker_report:
 * @self: the checker
 * @code: the code of the check
 * @step: the number of the step concerned, or %PARCOURS_NO_STEP
 * @port: (nullable): its port
 * @param: (nullable): its parameter
 * @message: (transfer full): what was found
 *
 * The same words about the same thing are reported once.
 *
 * Returns: (transfer none) (nullable): the finding, to be filled, or %NULL if it has been reported before
 */
ParcoursCheck *
parcours_checker_report (Checker    *self,
                         const char *code,
                         guint       step,
                         const char *port,
                         const char *param,
                         char       *message)
{
  const char *id = step != PARCOURS_NO_STEP ? self->steps[step].step->id : NULL;
  g_autofree char *owned = message;
  g_autofree char *key = report_key (code, id, port, param);
  ParcoursCheck *check;

  g_hash_table_add (self->reported, g_strdup (key));
  if (!g_hash_table_add (self->reported, g_strconcat (key, " ", message, NULL)))
    return NULL;
  check = parcours_check_new (code, g_steal_pointer (&owned));
  check->step = g_strdup (id);
  check->port = g_strdup (port);
  check->param = g_strdup (param);
  g_ptr_array_add (self->checks, check);

  return check;
}

/**
 * parcours_checker_has_reported:
 * @self: the checker
 * @code: the code of a check
 * @step: the number of a step
 * @param: (nullable): a parameter of it
 *
 * Returns: whether that has been reported
 */
gboolean
parcours_checker_has_reported (Checker    *self,
                               const char *code,
                               guint       step,
                               const char *param)
{
  g_autofree char *key = report_key (code, self->steps[step].step->id, NULL, param);

  return g_hash_table_contains (self->reported, key);
}

/**
 * parcours_check_set_other:
 * @check: (nullable): a finding
 * @self: its checker
 * @other: the number of the second step concerned
 */
void
parcours_check_set_other (ParcoursCheck *check,
                          Checker       *self,
                          guint          other)
{
  if (check == NULL || other == PARCOURS_NO_STEP)
    return;
  g_free (check->other);
  check->other = g_strdup (self->steps[other].step->id);
}

/**
 * parcours_checker_leave_out:
 * @self: the checker
 * @code: (transfer none): the code of a check that cannot be made, because what it needs is not known
 */
void
parcours_checker_leave_out (Checker    *self,
                            const char *code)
{
  g_hash_table_add (self->left_out, (gpointer) code);
}

/**
 * parcours_checker_step_name:
 * @self: the checker
 * @step: the number of a step
 *
 * Returns: (transfer none): what people call the step
 */
const char *
parcours_checker_step_name (const Checker *self,
                            guint          step)
{
  return parcours_step_name (self->steps[step].step, self->steps[step].row);
}

/**
 * parcours_checker_param_name:
 * @self: the checker
 * @step: the number of a step
 * @param: a key of its parameters
 *
 * Returns: (transfer none): what people call the parameter
 */
const char *
parcours_checker_param_name (const Checker *self,
                             guint          step,
                             const char    *param)
{
  const ParcoursStepType *type = self->steps[step].step->type;
  const ParcoursParam *known = type != NULL ? parcours_step_type_param (type, param) : NULL;

  return known != NULL ? _(known->label) : param;
}

/**
 * parcours_checker_string:
 * @self: the checker
 * @step: the number of a step
 * @param: a parameter
 *
 * Returns: (transfer none) (nullable): the text that the parameter holds in a run
 */
const char *
parcours_checker_string (const Checker *self,
                         guint          step,
                         const char    *param)
{
  return parcours_json_member_string (self->steps[step].params, param);
}

/**
 * parcours_checker_runs_once:
 * @self: the checker
 *
 * Returns: whether there are triggers, and each lets a contact in once
 */
gboolean
parcours_checker_runs_once (const Checker *self)
{
  for (guint i = 0; i < self->triggers->len; i++)
    {
      if (g_strcmp0 (parcours_checker_string (self, g_array_index (self->triggers, guint, i), "runs"), "once") != 0)
        return FALSE;
    }

  return self->triggers->len > 0;
}

/**
 * parcours_checker_entity:
 * @self: the checker
 * @kind: a kind of things that references name
 * @slug: (nullable): a slug
 *
 * Returns: (transfer none) (nullable): the thing, as far as a library is there
 */
const ParcoursEntity *
parcours_checker_entity (const Checker *self,
                         const char    *kind,
                         const char    *slug)
{
  return parcours_library_lookup (self->context->library, kind, slug);
}

/**
 * parcours_checker_is_trigger:
 * @self: the checker
 * @step: the number of a step
 *
 * Returns: whether it lets contacts in
 */
gboolean
parcours_checker_is_trigger (const Checker *self,
                             guint          step)
{
  const ParcoursStepType *type = self->steps[step].step->type;

  return type != NULL && type->kind == PARCOURS_STEP_TRIGGER;
}

/**
 * parcours_checker_has_operation:
 * @self: the checker
 * @step: the number of a step
 * @operation: an operation of the catalogue
 *
 * Returns: whether the step carries it out
 */
gboolean
parcours_checker_has_operation (const Checker *self,
                                guint          step,
                                const char    *operation)
{
  const ParcoursStepType *type = self->steps[step].step->type;

  return type != NULL && g_strcmp0 (type->operation, operation) == 0;
}

/**
 * parcours_checker_platform:
 * @self: the checker
 *
 * Returns: (transfer none): what the catalogue says of the platform as a whole
 */
JsonObject *
parcours_checker_platform (const Checker *self)
{
  return parcours_catalog_platform (parcours_catalog_get (), self->platform);
}
