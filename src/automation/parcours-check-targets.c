/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-check-fixes.h"
#include "parcours-check-values.h"
#include "parcours-json.h"
#include "parcours-phrase.h"

/*
 * Several things named where a step takes one. The fix makes a step of each, so
 * it comes last and leaves alone steps that have other errors, which it would
 * only multiply.
 */

static GHashTable *
find_faulty (Checker *self)
{
  GHashTable *faulty = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->checks->len; i++)
    {
      const ParcoursCheck *check = g_ptr_array_index (self->checks, i);

      if (check->step != NULL && check->severity == PARCOURS_SEVERITY_ERROR)
        g_hash_table_add (faulty, check->step);
    }

  return faulty;
}

/* The different values of an array, in their order. */
static JsonArray *
different (JsonArray *array)
{
  JsonArray *values = json_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *value = json_array_get_element (array, i);

      if (!parcours_value_is_nothing (value) && g_hash_table_add (seen, parcours_json_to_line (value)))
        json_array_add_element (values, json_node_ref (value));
    }

  return values;
}

/* Whether each of them could stand there by itself. */
static gboolean
can_stand (const ParcoursParam *param,
           JsonArray           *values)
{
  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      if (!parcours_param_check (param, json_array_get_element (values, i), NULL))
        return FALSE;
    }

  return json_array_get_length (values) > 0 && param->type != PARCOURS_PARAM_TOPIC && param->type != PARCOURS_PARAM_STEP;
}

static gboolean
stands_alone (const ParcoursRow *row)
{
  for (guint i = 0; row->constraints != NULL && i < json_array_get_length (row->constraints); i++)
    {
      if (g_strcmp0 (parcours_json_member_string (json_array_get_object_element (row->constraints, i), "rule"),
                     "alone") == 0)
        return TRUE;
    }

  return FALSE;
}

static void
fix_targets (Checker             *self,
             ParcoursCheck       *check,
             guint                step,
             const ParcoursParam *param,
             JsonArray           *values)
{
  const CheckedStep *checked = &self->steps[step];
  gboolean is_trigger = parcours_checker_is_trigger (self, step);

  if (check == NULL || !can_stand (param, values))
    return;
  if (json_array_get_length (values) == 1)
    {
      parcours_fix_param (self, check, step, param->name, json_array_get_element (values, 0), _("Name It Alone"), TRUE);
      return;
    }
  if (checked->row == NULL || stands_alone (checked->row) ||
      (!is_trigger && checked->step->type->kind != PARCOURS_STEP_ACTION))
    return;
  parcours_fix_each_value (self, check, step, param->name, values,
                           is_trigger ? _("Make One Trigger for Each") : _("Make One Step for Each"));
}

static void
check_targets (Checker             *self,
               guint                step,
               const ParcoursParam *param,
               JsonNode            *value,
               GHashTable          *faulty)
{
  const char *id = self->steps[step].step->id;
  gboolean is_faulty = g_hash_table_contains (faulty, id);
  JsonArray *values;
  ParcoursCheck *check;

  if (parcours_value_is_nothing (value) || !parcours_value_is_several (param, value))
    return;
  values = different (json_node_get_array (value));
  check = parcours_checker_report (self, "several-targets", step, NULL, param->name,
                                   parcours_phrase_fill (_("“{setting}” of “{step}” takes one thing. Several "
                                                            "take several steps."),
                                                         "setting", _(param->label),
                                                         "step", parcours_checker_step_name (self, step),
                                                         NULL));
  if (!is_faulty)
    fix_targets (self, check, step, param, values);
  g_hash_table_add (faulty, (gpointer) id);
  json_array_unref (values);
}

/**
 * parcours_check_targets:
 * @self: the checker, when all other checks have been made
 *
 * Reports `several-targets`.
 */
void
parcours_check_targets (Checker *self)
{
  g_autoptr (GHashTable) faulty = find_faulty (self);

  for (guint i = 0; i < self->ways->n_steps; i++)
    {
      const ParcoursStep *step = self->steps[i].step;

      for (guint p = 0; step->type != NULL && p < step->type->params->len; p++)
        {
          const ParcoursParam *param = g_ptr_array_index (step->type->params, p);

          check_targets (self, i, param, json_object_get_member (step->params, param->name), faulty);
        }
    }
}
