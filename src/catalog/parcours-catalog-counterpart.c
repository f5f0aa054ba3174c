/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-catalog-private.h"
#include "parcours-json.h"

/*
 * Which row of a platform carries a step that was made elsewhere. Rows of one
 * type differ by their presets, so the row wins whose presets agree with the
 * step's parameters in most keys. What a step holds only because it is the type's
 * default says little, since nobody chose it.
 */

enum
{
  AGREES = 4,        /* the step says what the row fixes */
  ASKED_FOR = 2,     /* the step says what the row needs */
  FITS = 1,          /* the step leaves out, or says, what suits the row */
  UNSAID = -1,       /* the step leaves open what the row fixes or needs */
  NARROWED = -4,     /* the step takes any, or has yet to choose, where the row takes one */
  CONTRADICTS = -16, /* the step says something else */
};

static int
score_fixed (const ParcoursParam *param,
             JsonNode            *fixed,
             JsonNode            *value)
{
  if (value != NULL && parcours_json_equal (fixed, value))
    return AGREES;
  if (value == NULL && JSON_NODE_HOLDS_NULL (fixed))
    return FITS;
  if (value == NULL)
    {
      if (param->fallback != NULL && parcours_json_equal (param->fallback, fixed))
        return 0;
      return param->any || (param->required && param->fallback == NULL) ? NARROWED : UNSAID;
    }
  /* "Any" is no other step, but a wider one. */
  if (param->fallback != NULL && parcours_json_equal (param->fallback, value) &&
      (!param->defines || g_strcmp0 (parcours_json_string (value), "any") == 0))
    return UNSAID;

  return param->defines ? G_MININT : CONTRADICTS;
}

static int
score_changed (const ParcoursRow   *row,
               const ParcoursParam *param,
               JsonObject          *change,
               JsonNode            *value)
{
  gboolean said = value != NULL && (param->fallback == NULL || !parcours_json_equal (param->fallback, value));
  int score = 0;

  if (parcours_json_member_boolean (change, "required", FALSE))
    score += value != NULL ? ASKED_FOR : UNSAID;
  if (json_object_has_member (change, "like"))
    score += parcours_json_equal (json_object_get_member (change, "like"), value) ? FITS : UNSAID;
  if (said && json_object_has_member (change, "default"))
    score += parcours_json_equal (json_object_get_member (change, "default"), value) ? FITS : UNSAID;
  if (said && !parcours_row_shows_param (row, param))
    score += UNSAID;
  if (said && !parcours_row_offers_value (row, param, value))
    score += UNSAID;

  return score;
}

static JsonNode *
find_value (JsonObject *params,
            const char *name)
{
  JsonNode *value = params != NULL ? json_object_get_member (params, name) : NULL;

  return value != NULL && !JSON_NODE_HOLDS_NULL (value) ? value : NULL;
}

/**
 * parcours_row_agreement:
 * @row: a row
 * @params: (nullable): the parameters of a step of the same type
 *
 * Returns: how well the presets of @row agree with @params, more is better; %G_MININT if @row is
 *   another step, because it fixes to something else what defines one
 */
int
parcours_row_agreement (const ParcoursRow *row,
                        JsonObject        *params)
{
  GHashTableIter iter;
  gpointer name, change;
  int total = 0;

  g_hash_table_iter_init (&iter, row->params);
  while (g_hash_table_iter_next (&iter, &name, &change))
    {
      const ParcoursParam *param = parcours_step_type_param (row->type, name);
      JsonNode *value = find_value (params, name);
      JsonNode *fixed = parcours_row_fixed (row, name);
      int score = fixed != NULL ? score_fixed (param, fixed, value)
                                : score_changed (row, param, change, value);

      if (score == G_MININT)
        return G_MININT;
      total += score;
    }

  return total;
}

/**
 * parcours_catalog_counterpart:
 * @catalog: the catalogue
 * @platform: a platform
 * @type: the name of a step type
 * @params: (nullable): the parameters of a step of that type: those it says, or all that hold
 *
 * Returns: (transfer none) (nullable): the row of @platform that carries @type and whose presets agree
 *   best with @params, the first of equals, or %NULL if the platform does not offer such a step
 */
const ParcoursRow *
parcours_catalog_counterpart (const ParcoursCatalog *catalog,
                              ParcoursPlatform       platform,
                              const char            *type,
                              JsonObject            *params)
{
  const ParcoursRow *best = NULL;
  int best_score = G_MININT;

  for (guint i = 0; i < parcours_catalog_n_rows (catalog, platform); i++)
    {
      const ParcoursRow *row = parcours_row_for_type (parcours_catalog_nth_row (catalog, platform, i), type);
      int score = row != NULL ? parcours_row_agreement (row, params) : G_MININT;

      if (score > best_score)
        {
          best = row;
          best_score = score;
        }
    }

  return best;
}

static gboolean
offers_needs (const ParcoursCatalog *catalog,
              ParcoursPlatform       platform,
              const ParcoursRecipe  *recipe)
{
  for (guint i = 0; i < PARCOURS_RECIPE_N_NEEDS && recipe->needs[i] != NULL; i++)
    {
      if (parcours_catalog_counterpart (catalog, platform, recipe->needs[i], NULL) == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_catalog_recipe:
 * @catalog: the catalogue
 * @platform: a platform that does not offer such a step
 * @type: the name of the step's type
 * @params: all parameters of the step, presets included
 *
 * Returns: (transfer none) (nullable): how to build nearly the same there, or why that cannot be: the first
 *   recipe that suits the step and whose steps the platform has
 */
const ParcoursRecipe *
parcours_catalog_recipe (const ParcoursCatalog *catalog,
                         ParcoursPlatform       platform,
                         const char            *type,
                         JsonObject            *params)
{
  for (guint i = 0; i < parcours_catalog_n_recipes (catalog); i++)
    {
      const ParcoursRecipe *recipe = parcours_catalog_nth_recipe (catalog, i);

      if (parcours_recipe_is_for (recipe, type) && (recipe->platforms & 1u << platform) != 0 &&
          g_strcmp0 (recipe->needs[0], type) != 0 && parcours_recipe_suits (recipe, params) &&
          offers_needs (catalog, platform, recipe))
        return recipe;
    }

  return NULL;
}

/**
 * parcours_catalog_alternatives:
 * @catalog: the catalogue
 * @row: the row of a step
 *
 * Returns: (transfer full): the types that the form of the step offers instead of its own, as far as the
 *   platform has them: a wait may be for a time, until a moment or until a date
 */
char **
parcours_catalog_alternatives (const ParcoursCatalog *catalog,
                               const ParcoursRow     *row)
{
  g_autoptr (GStrvBuilder) types = g_strv_builder_new ();

  for (guint i = 0; row->type->also[i] != NULL; i++)
    {
      if (parcours_catalog_counterpart (catalog, row->platform, row->type->also[i], NULL) != NULL)
        g_strv_builder_add (types, row->type->also[i]);
    }

  return g_strv_builder_end (types);
}
