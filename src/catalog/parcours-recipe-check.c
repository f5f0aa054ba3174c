/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-catalog-private.h"
#include "parcours-json.h"

/*
 * Whether a recipe holds together with the step types, so that who adds one by
 * hand is told what is wrong.
 */

typedef struct
{
  const ParcoursRecipe *recipe;
  const ParcoursCatalog *catalog;
  JsonObject *steps; /* (nullable) of what is built, by names of the recipe's own */
} Recipe;

static gboolean
check_for (const Recipe  *self,
           GError       **error)
{
  for (guint i = 0; i < parcours_catalog_n_types (self->catalog); i++)
    {
      if (parcours_recipe_is_for (self->recipe, parcours_catalog_nth_type (self->catalog, i)->name))
        return TRUE;
    }

  return parcours_catalog_fail (error, "there is no such step type");
}

static gboolean
check_needs (const Recipe  *self,
             GError       **error)
{
  for (guint i = 0; i < PARCOURS_RECIPE_N_NEEDS && self->recipe->needs[i] != NULL; i++)
    {
      if (parcours_catalog_type (self->catalog, self->recipe->needs[i]) == NULL)
        return parcours_catalog_fail (error, "there is no step type “%s”", self->recipe->needs[i]);
    }

  return TRUE;
}

static gboolean
has_holes (JsonNode *node)
{
  g_autofree char *line = parcours_json_to_line (node);

  return strstr (line, "\"$") != NULL;
}

static gboolean
check_params (const ParcoursStepType  *type,
              JsonObject              *params,
              GError                 **error)
{
  g_autoptr (GList) names = params != NULL ? json_object_get_members (params) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      const ParcoursParam *param = parcours_step_type_param (type, l->data);
      JsonNode *value = json_object_get_member (params, l->data);

      if (param == NULL)
        return parcours_catalog_fail (error, "%s has no parameter “%s”", type->name, (const char *) l->data);
      if (!has_holes (value) && !parcours_param_check (param, value, error))
        return FALSE;
    }

  return TRUE;
}

static const ParcoursStepType *
type_of_step (const Recipe *self,
              const char   *name)
{
  JsonObject *step = name != NULL ? parcours_json_member_object (self->steps, name) : NULL;
  const char *type = parcours_json_member_string (step, "type");

  return type != NULL ? parcours_catalog_type (self->catalog, type) : NULL;
}

static gboolean
check_step (const Recipe  *self,
            const char    *name,
            GError       **error)
{
  const ParcoursStepType *type = type_of_step (self, name);

  if (type == NULL)
    return parcours_catalog_fail (error, "the step “%s” has no type that is known", name);

  return check_params (type, parcours_json_member_object (parcours_json_member_object (self->steps, name), "params"), error);
}

/* An exit of a step that is built: `{"from": step, "port": port}`. */
static gboolean
check_exit (const Recipe  *self,
            JsonObject    *exit,
            GError       **error)
{
  const ParcoursStepType *type = type_of_step (self, parcours_json_member_string (exit, "from"));
  const char *port = parcours_json_member_string (exit, "port");

  return (type != NULL && port != NULL && parcours_step_type_port (type, port) >= 0) ||
         parcours_catalog_fail (error, "a link leaves a step of the recipe by one of its ports");
}

static gboolean
check_links (const Recipe  *self,
             JsonArray     *links,
             GError       **error)
{
  for (guint i = 0; links != NULL && i < json_array_get_length (links); i++)
    {
      JsonNode *node = json_array_get_element (links, i);
      JsonObject *link = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (!check_exit (self, link, error))
        return FALSE;
      if (type_of_step (self, parcours_json_member_string (link, "to")) == NULL)
        return parcours_catalog_fail (error, "a link leads to a step of the recipe");
    }

  return TRUE;
}

static gboolean
check_build (const Recipe  *self,
             GError       **error)
{
  JsonObject *out = parcours_json_member_object (self->recipe->build, "out");
  g_autoptr (GList) names = self->steps != NULL ? json_object_get_members (self->steps) : NULL;
  g_autoptr (GList) ports = out != NULL ? json_object_get_members (out) : NULL;

  if (self->recipe->build == NULL)
    return TRUE;
  if (type_of_step (self, "self") == NULL && !json_object_has_member (self->recipe->build, "in"))
    return parcours_catalog_fail (error, "it builds a step “self”, or says where what led there leads “in”");
  for (GList *l = names; l != NULL; l = l->next)
    {
      if (!check_step (self, l->data, error))
        return FALSE;
    }
  for (GList *l = ports; l != NULL; l = l->next)
    {
      if (!check_exit (self, parcours_json_member_object (out, l->data), error))
        return FALSE;
    }

  return check_links (self, parcours_json_member_array (self->recipe->build, "links"), error);
}

/* Whether @recipe holds together with the step types of @catalog. */
gboolean
parcours_recipe_check (const ParcoursRecipe   *recipe,
                       const ParcoursCatalog  *catalog,
                       GError                **error)
{
  Recipe self = { recipe, catalog, parcours_json_member_object (recipe->build, "steps") };

  if (check_for (&self, error) && check_needs (&self, error) && check_build (&self, error))
    return TRUE;
  g_prefix_error (error, "%s: ", recipe->types);

  return FALSE;
}
