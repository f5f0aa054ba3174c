/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-blueprint.h"
#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-scenario.h"

struct _ParcoursScenario
{
  char *name;       /* (owned) */
  GPtrArray *cases; /* (owned) (element-type ParcoursCase) */
};

/**
 * parcours_scenario_free:
 * @self: (transfer full): a scenario
 */
void
parcours_scenario_free (ParcoursScenario *self)
{
  g_free (self->name);
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_free (self);
}

/* The keys of the scenario, and over them those of one of its cases. */
static JsonNode *
merge (JsonObject *scenario,
       JsonObject *own)
{
  JsonObject *merged = parcours_json_copy_object (scenario);

  if (own != NULL)
    parcours_json_add_members (merged, own);
  json_object_remove_member (merged, "cases");

  return parcours_json_take_object (merged);
}

static gboolean
add_case (ParcoursScenario  *self,
          JsonObject        *scenario,
          JsonObject        *own,
          const char        *folder,
          GError           **error)
{
  g_autoptr (JsonNode) node = merge (scenario, own);
  ParcoursCase *added = parcours_case_new (node, folder, error);
  const char *name = parcours_json_member_string (json_node_get_object (node), "name");

  if (added == NULL)
    {
      g_prefix_error (error, _("case “%s”, "), name != NULL ? name : "");
      return FALSE;
    }
  g_ptr_array_add (self->cases, added);

  return TRUE;
}

static gboolean
check_case (const ParcoursPlace  *place,
            GError              **error)
{
  ParcoursPlace name = parcours_place_member (place, "name");
  ParcoursPlace format = parcours_place_member (place, "format");
  JsonObject *object;
  const char *text;

  if (!parcours_place_object (place, &object, error) || !parcours_place_string (&name, &text, error))
    return FALSE;

  return format.node == NULL || parcours_place_fail (&format, error, _("only the scenario itself says its format"));
}

/* The scenario itself is the first case, unless it only holds what its cases share. */
static gboolean
add_cases (ParcoursScenario     *self,
           const ParcoursPlace  *head,
           const char           *folder,
           GError              **error)
{
  ParcoursPlace cases = parcours_place_member (head, "cases");
  JsonObject *object = json_node_get_object (head->node);
  JsonArray *array = NULL;

  if (parcours_place_is_there (&cases) && !parcours_place_array (&cases, &array, error))
    return FALSE;
  if ((array == NULL || json_object_has_member (object, "expect")) && !add_case (self, object, NULL, folder, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      ParcoursPlace place = parcours_place_element (&cases, i);

      if (!check_case (&place, error) || !add_case (self, object, json_node_get_object (place.node), folder, error))
        return FALSE;
    }

  return TRUE;
}

/* A template is tested by all its scenarios. */
static ParcoursScenario *
new_from_blueprint (JsonNode  *node,
                    GError   **error)
{
  g_autoptr (ParcoursBlueprint) blueprint = parcours_blueprint_new_from_json ("", FALSE, node, error);
  g_autoptr (ParcoursScenario) self = g_new0 (ParcoursScenario, 1);

  self->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_case_free);
  if (blueprint == NULL)
    return NULL;
  self->name = g_strdup (blueprint->title);
  for (guint i = 0; i < json_array_get_length (blueprint->scenarios); i++)
    {
      g_autoptr (JsonNode) scenario = parcours_blueprint_scenario (blueprint, i);
      ParcoursPlace head = { NULL, NULL, 0, scenario };

      if (!add_cases (self, &head, NULL, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * parcours_scenario_new_from_json:
 * @node: a scenario, or a template, which has some
 * @folder: (nullable): where the files that it names lie
 * @error: return location for an error, whose message names the case and the key that is wrong
 *
 * Returns: (transfer full): the scenario, or %NULL
 */
ParcoursScenario *
parcours_scenario_new_from_json (JsonNode    *node,
                                 const char  *folder,
                                 GError     **error)
{
  g_autoptr (ParcoursScenario) self = g_new0 (ParcoursScenario, 1);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *format = parcours_json_member_string (object, "format");
  ParcoursPlace head = { NULL, NULL, 0, node };

  self->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_case_free);
  if (format != NULL && g_str_has_prefix (format, "parcours-template/"))
    return new_from_blueprint (node, error);
  if (format != NULL && g_str_has_prefix (format, "parcours-scenario/") &&
      !g_str_equal (format, PARCOURS_SCENARIO_FORMAT))
    {
      g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_UNKNOWN_VERSION,
                           _("This scenario was written by a newer Parcours"));
      return NULL;
    }
  if (format != NULL && g_str_has_prefix (format, "parcours-automation/"))
    {
      g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("This is an automation, and not a test"));
      return NULL;
    }
  if (g_strcmp0 (format, PARCOURS_SCENARIO_FORMAT) != 0)
    {
      g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("This is not a scenario of Parcours"));
      return NULL;
    }
  self->name = g_strdup (parcours_json_member_string (object, "name"));

  return add_cases (self, &head, folder, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * parcours_scenario_load:
 * @path: the name of a file
 * @error: return location for an error, whose message names the file
 *
 * Returns: (transfer full): the scenario, or %NULL
 */
ParcoursScenario *
parcours_scenario_load (const char  *path,
                        GError     **error)
{
  g_autoptr (JsonNode) node = parcours_json_load (path, error);
  g_autofree char *folder = g_path_get_dirname (path);
  ParcoursScenario *self;

  if (node == NULL)
    return NULL;
  self = parcours_scenario_new_from_json (node, folder, error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", path);

  return self;
}

/**
 * parcours_scenario_name:
 * @self: a scenario
 *
 * Returns: (transfer none) (nullable): what it is called
 */
const char *
parcours_scenario_name (const ParcoursScenario *self)
{
  return self->name;
}

/**
 * parcours_scenario_n_cases:
 * @self: a scenario
 *
 * Returns: how many cases it has
 */
guint
parcours_scenario_n_cases (const ParcoursScenario *self)
{
  return self->cases->len;
}

/**
 * parcours_scenario_nth_case:
 * @self: a scenario
 * @n: a number below parcours_scenario_n_cases()
 *
 * Returns: (transfer none): the case
 */
ParcoursCase *
parcours_scenario_nth_case (const ParcoursScenario *self,
                            guint                   n)
{
  return g_ptr_array_index (self->cases, n);
}
