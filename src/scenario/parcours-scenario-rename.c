/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A scenario of a template says by its slug where it means the automation, which has another one in a workspace. */

#include "config.h"

#include <string.h>

#include "parcours-json.h"
#include "parcours-scenario.h"

typedef struct
{
  const char *from;
  const char *to;
} Renaming;

static JsonNode *renamed (const Renaming *self,
                          JsonNode       *node,
                          const char     *key,
                          JsonObject     *beside);

/* Whether a text under a key names an automation, or a step of one: alone, a step is one of the only automation. */
static gboolean
names_automation (const char *key,
                  const char *text,
                  JsonObject *beside)
{
  static const char *const keys[] = { "automation", "for", "in-automation", NULL };
  static const char *const step_keys[] = { "goal", "step", NULL };
  const char *event = beside != NULL ? parcours_json_member_string (beside, "event") : NULL;

  if (key == NULL)
    return FALSE;
  if (g_str_equal (key, "subject"))
    return event != NULL && (g_str_has_prefix (event, "automation.") || g_str_has_prefix (event, "goal."));

  return g_strv_contains (keys, key) || (g_strv_contains (step_keys, key) && strchr (text, '/') != NULL);
}

/* Returns: (transfer full) (nullable): %NULL where it names another one */
static char *
other_name (const Renaming *self,
            const char     *name)
{
  gsize length = strlen (self->from);

  if (!g_str_has_prefix (name, self->from) || (name[length] != '\0' && name[length] != '/'))
    return NULL;

  return g_strconcat (self->to, name + length, NULL);
}

static JsonNode *
renamed_object (const Renaming *self,
                JsonObject     *object,
                const char     *key)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *copy = json_object_new ();
  gboolean are_automations = g_strcmp0 (key, "inside") == 0;
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *member = json_object_get_member (object, l->data);
      g_autofree char *other = are_automations ? other_name (self, l->data) : NULL;

      json_object_set_member (copy, other != NULL ? other : l->data, renamed (self, member, l->data, object));
    }
  json_node_take_object (node, copy);

  return node;
}

static JsonNode *
renamed_array (const Renaming *self,
               JsonArray      *array,
               const char     *key)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *copy = json_array_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    json_array_add_element (copy, renamed (self, json_array_get_element (array, i), key, NULL));
  json_node_take_array (node, copy);

  return node;
}

/* Returns: (transfer full) */
static JsonNode *
renamed (const Renaming *self,
         JsonNode       *node,
         const char     *key,
         JsonObject     *beside)
{
  const char *text = parcours_json_string (node);
  g_autofree char *other = text != NULL && names_automation (key, text, beside) ? other_name (self, text) : NULL;

  if (other != NULL)
    return parcours_json_new_string (other);
  if (JSON_NODE_HOLDS_OBJECT (node))
    return renamed_object (self, json_node_get_object (node), key);

  return JSON_NODE_HOLDS_ARRAY (node) ? renamed_array (self, json_node_get_array (node), key) : json_node_ref (node);
}

/**
 * parcours_scenario_rename:
 * @scenario: a scenario, whose automations stand elsewhere
 * @from: the slug that it calls an automation by
 * @to: the one that the automation has now
 *
 * Returns: (transfer full): the scenario, which says the new one wherever it means that automation or a step of it
 */
JsonNode *
parcours_scenario_rename (JsonNode   *scenario,
                          const char *from,
                          const char *to)
{
  Renaming self = { from, to };

  return renamed (&self, scenario, NULL, NULL);
}
