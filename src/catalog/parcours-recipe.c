/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-catalog-data.h"
#include "parcours-json.h"
#include "parcours-recipe.h"

static gboolean
read_platforms (ParcoursRecipe  *recipe,
                JsonObject      *object,
                GError         **error)
{
  g_auto (GStrv) names = parcours_catalog_strings (object, "on");

  recipe->platforms = names[0] == NULL ? G_MAXUINT32 : 0;
  for (guint i = 0; names[i] != NULL; i++)
    {
      ParcoursPlatform platform;

      if (!parcours_platform_from_name (names[i], &platform))
        return parcours_catalog_fail (error, "there is no platform “%s”", names[i]);
      recipe->platforms |= 1u << platform;
    }

  return TRUE;
}

static gboolean
read_needs (ParcoursRecipe  *recipe,
            JsonObject      *object,
            GError         **error)
{
  g_auto (GStrv) needs = parcours_catalog_strings (object, "needs");

  if (g_strv_length (needs) > PARCOURS_RECIPE_N_NEEDS)
    return parcours_catalog_fail (error, "a recipe needs %d steps at most", PARCOURS_RECIPE_N_NEEDS);
  for (guint i = 0; needs[i] != NULL; i++)
    recipe->needs[i] = g_strdup (needs[i]);

  return TRUE;
}

/**
 * parcours_recipe_new_from_json:
 * @object: (nullable): its description in `recipes.json`
 * @error: return location for an error
 *
 * Returns: (transfer full): the recipe, or %NULL
 */
ParcoursRecipe *
parcours_recipe_new_from_json (JsonObject  *object,
                               GError     **error)
{
  g_autoptr (ParcoursRecipe) recipe = g_new0 (ParcoursRecipe, 1);
  const char *says = parcours_json_member_string (object, "says");

  recipe->types = g_strdup (parcours_json_member_string (object, "for"));
  recipe->sentence = g_strdup (says != NULL ? says : parcours_json_member_string (object, "why"));
  recipe->is_way = says != NULL;
  recipe->keeps = parcours_json_member_boolean (object, "keeps", FALSE);
  recipe->condition = parcours_json_copy_member (object, "if");
  recipe->has = parcours_json_copy_member (object, "has");
  recipe->build = parcours_json_copy_member (object, "build");
  if (recipe->types == NULL || recipe->sentence == NULL)
    {
      parcours_catalog_fail (error, "a recipe says what it is “for”, and how (“says”) or why not (“why”)");
      return NULL;
    }
  if (!read_platforms (recipe, object, error) || !read_needs (recipe, object, error))
    {
      g_prefix_error (error, "%s: ", recipe->types);
      return NULL;
    }

  return g_steal_pointer (&recipe);
}

/**
 * parcours_recipe_free:
 * @recipe: (transfer full): a recipe
 */
void
parcours_recipe_free (ParcoursRecipe *recipe)
{
  g_free (recipe->types);
  for (guint i = 0; i < PARCOURS_RECIPE_N_NEEDS; i++)
    g_free (recipe->needs[i]);
  g_clear_pointer (&recipe->condition, json_object_unref);
  g_clear_pointer (&recipe->has, json_object_unref);
  g_clear_pointer (&recipe->build, json_object_unref);
  g_free (recipe->sentence);
  g_free (recipe);
}

/**
 * parcours_recipe_is_for:
 * @recipe: a recipe
 * @type: the name of a step type
 *
 * Returns: whether it stands in for steps of @type
 */
gboolean
parcours_recipe_is_for (const ParcoursRecipe *recipe,
                        const char           *type)
{
  gsize length = strcspn (recipe->types, "*");

  return recipe->types[length] == '*' ? strncmp (recipe->types, type, length) == 0
                                      : g_str_equal (recipe->types, type);
}

/**
 * parcours_recipe_suits:
 * @recipe: a recipe for the type of a step
 * @params: all parameters of the step, presets included
 *
 * Returns: whether the step says what the recipe asks for
 */
gboolean
parcours_recipe_suits (const ParcoursRecipe *recipe,
                       JsonObject           *params)
{
  g_autoptr (GList) names = recipe->has != NULL ? json_object_get_members (recipe->has) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *value = parcours_params_value (params, l->data);
      gboolean text = g_strcmp0 (parcours_json_member_string (recipe->has, l->data), "text") == 0;

      if (value == NULL || (text && parcours_json_string (value) == NULL))
        return FALSE;
    }

  return parcours_params_hold (params, recipe->condition);
}
