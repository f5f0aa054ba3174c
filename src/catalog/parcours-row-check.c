/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-catalog-private.h"
#include "parcours-json.h"
#include "parcours-text.h"

/*
 * Whether a row of a platform's file holds together with its step type, so that
 * who adds one by hand is told what is wrong and where.
 */

static gboolean
check_words (const ParcoursRow  *row,
             GError            **error)
{
  if (row->label == NULL || row->label_fr == NULL || row->category == NULL || row->category_fr == NULL)
    return parcours_catalog_fail (error, "label or category is missing in one language");

  return TRUE;
}

static gboolean
check_lists (const ParcoursRow  *row,
             JsonObject         *platform,
             GError            **error)
{
  JsonObject *features = parcours_json_member_object (platform, "features");
  JsonObject *plans = parcours_json_member_object (platform, "plans");

  for (guint i = 0; row->ports[i] != NULL; i++)
    {
      if (parcours_step_type_port (row->type, row->ports[i]) < 0)
        return parcours_catalog_fail (error, "%s has no port “%s”", row->type->name, row->ports[i]);
    }
  for (guint i = 0; row->requires[i] != NULL; i++)
    {
      if (features == NULL || !json_object_has_member (features, row->requires[i]))
        return parcours_catalog_fail (error, "the platform has no feature “%s”", row->requires[i]);
    }
  for (guint i = 0; row->plans[i] != NULL; i++)
    {
      if (plans == NULL || !json_object_has_member (plans, row->plans[i]))
        return parcours_catalog_fail (error, "the platform has no plan “%s”", row->plans[i]);
    }
  for (guint i = 0; row->uses[i] != NULL; i++)
    {
      if (!parcours_slug_is_valid (row->uses[i]))
        return parcours_catalog_fail (error, "“%s” is no slug", row->uses[i]);
    }

  return TRUE;
}

/* A parameter fixed to null is always left out, so it must be one that may be. */
static gboolean
check_value (const ParcoursParam  *param,
             JsonObject           *change,
             const char           *name,
             GError              **error)
{
  JsonNode *value = json_object_get_member (change, name);

  if (value == NULL)
    return TRUE;
  if (JSON_NODE_HOLDS_NULL (value))
    return (g_str_equal (name, "fixed") && !param->required) ||
           parcours_catalog_fail (error, "%s: %s cannot be null", param->name, name);

  return parcours_param_check (param, value, error);
}

static gboolean
check_choices (const ParcoursParam  *param,
               JsonObject           *change,
               GError              **error)
{
  g_auto (GStrv) choices = parcours_catalog_strings (change, "choices");

  for (guint i = 0; param->choices != NULL && choices[i] != NULL; i++)
    {
      if (!g_strv_contains ((const char *const *) param->choices, choices[i]))
        return parcours_catalog_fail (error, "%s: there is no choice “%s”", param->name, choices[i]);
    }

  return TRUE;
}

static gboolean
check_change (const ParcoursParam  *param,
              JsonObject           *change,
              GError              **error)
{
  static const char *const keys[] = { "fixed", "default", "required", "hidden", "choices", "modes", "like",
                                      NULL };
  g_autoptr (GList) members = json_object_get_members (change);

  for (GList *l = members; l != NULL; l = l->next)
    {
      if (!g_strv_contains (keys, l->data))
        return parcours_catalog_fail (error, "%s: a row cannot change “%s”", param->name,
                                      (const char *) l->data);
    }

  return check_value (param, change, "fixed", error) && check_value (param, change, "default", error) &&
         check_value (param, change, "like", error) && check_choices (param, change, error);
}

static gboolean
check_params (const ParcoursRow  *row,
              GError            **error)
{
  for (guint i = 0; i < row->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (row->type->params, i);
      JsonObject *change = g_hash_table_lookup (row->params, param->name);

      if (change != NULL && !check_change (param, change, error))
        return FALSE;
    }

  return TRUE;
}

/* The rows that a constraint names are all read by now. */
static gboolean
check_named_rows (const ParcoursCatalog  *catalog,
                  JsonObject             *constraint,
                  GError                **error)
{
  g_auto (GStrv) rows = parcours_catalog_strings (constraint, "rows");

  for (guint i = 0; rows[i] != NULL; i++)
    {
      if (parcours_catalog_row (catalog, rows[i]) == NULL)
        return parcours_catalog_fail (error, "there is no row “%s”", rows[i]);
    }

  return TRUE;
}

static gboolean
check_constraints (const ParcoursRow      *row,
                   const ParcoursCatalog  *catalog,
                   GError                **error)
{
  for (guint i = 0; row->constraints != NULL && i < json_array_get_length (row->constraints); i++)
    {
      JsonNode *node = json_array_get_element (row->constraints, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return parcours_catalog_fail (error, "a constraint is an object");
      if (!parcours_constraint_check (json_node_get_object (node), row, error) ||
          !check_named_rows (catalog, json_node_get_object (node), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_row_check:
 * @row: a row
 * @catalog: a catalogue whose rows are all there
 * @error: return location for an error
 *
 * Returns: whether everything that @row names exists and every preset has its parameter's type
 */
gboolean
parcours_row_check (const ParcoursRow      *row,
                    const ParcoursCatalog  *catalog,
                    GError                **error)
{
  JsonObject *platform = parcours_catalog_platform (catalog, row->platform);

  if (check_words (row, error) && check_lists (row, platform, error) && check_params (row, error) &&
      check_constraints (row, catalog, error))
    return TRUE;
  g_prefix_error (error, "%s: ", row->id);

  return FALSE;
}
