/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A scenario that stands in a template or in a workspace leaves out what stands beside it there. */

#include "config.h"

#include "parcours-json.h"
#include "parcours-scenario.h"

/* The entities that all share, and with them those that only @own has: deals, above all. */
static JsonNode *
join_entities (JsonObject *entities,
               JsonObject *own)
{
  JsonObject *joined = parcours_json_copy_object (entities);
  g_autoptr (GList) kinds = own != NULL ? json_object_get_members (own) : NULL;

  for (GList *l = kinds; l != NULL; l = l->next)
    {
      JsonObject *theirs = parcours_json_member_object (entities, l->data);
      JsonObject *ours = parcours_json_member_object (own, l->data);
      JsonObject *kind = parcours_json_copy_object (theirs);

      if (ours != NULL)
        parcours_json_add_members (kind, ours);
      json_object_set_object_member (joined, l->data, kind);
    }

  return parcours_json_take_object (joined);
}

static JsonArray *
complete_cases (JsonObject *entities,
                JsonArray  *cases)
{
  JsonArray *complete = json_array_new ();

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonNode *node = json_array_get_element (cases, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      JsonObject *own = parcours_json_member_object (object, "entities");
      JsonObject *changed;

      if (own == NULL)
        {
          json_array_add_element (complete, json_node_ref (node));
          continue;
        }
      changed = parcours_json_copy_object (object);
      json_object_set_member (changed, "entities", join_entities (entities, own));
      json_array_add_object_element (complete, changed);
    }

  return complete;
}

/**
 * parcours_scenario_complete:
 * @scenario: a scenario, without `format`; its own entities stand over those of @entities
 * @automations: what it tests: documents, or names of files
 * @entities: what they refer to, by plural and slug
 *
 * Returns: (transfer full): the scenario as it would stand in a file of its own
 */
JsonNode *
parcours_scenario_complete (JsonObject *scenario,
                            JsonArray  *automations,
                            JsonObject *entities)
{
  JsonObject *object = parcours_json_copy_object (scenario);
  JsonArray *cases = parcours_json_member_array (scenario, "cases");

  json_object_set_string_member (object, "format", PARCOURS_SCENARIO_FORMAT);
  json_object_set_array_member (object, "automations", parcours_json_copy_array (automations));
  json_object_set_member (object, "entities", join_entities (entities, parcours_json_member_object (scenario, "entities")));
  if (cases != NULL)
    json_object_set_array_member (object, "cases", complete_cases (entities, cases));

  return parcours_json_take_object (object);
}
