/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-bundle.h"
#include "parcours-json.h"

#define BUNDLE "bundle"

/**
 * parcours_bundle_put:
 * @document: an automation as JSON
 * @bundle: what it refers to: entities by plural and slug
 *
 * Has the document bring along what it refers to. A document of a workspace has no bundle: it is put in when it
 * leaves, and taken out when it comes.
 */
void
parcours_bundle_put (JsonNode   *document,
                     JsonObject *bundle)
{
  JsonObject *object = json_node_get_object (document);

  if (json_object_get_size (bundle) > 0)
    json_object_set_object_member (object, BUNDLE, parcours_json_copy_object (bundle));
}

/**
 * parcours_bundle_take:
 * @document: an automation as JSON, from which it is removed
 *
 * Returns: (transfer full) (nullable): what it brings along
 */
JsonObject *
parcours_bundle_take (JsonNode *document)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (document) ? json_node_get_object (document) : NULL;
  JsonObject *bundle = parcours_json_member_object (object, BUNDLE);
  JsonObject *taken = bundle != NULL ? parcours_json_copy_object (bundle) : NULL;

  if (object != NULL)
    json_object_remove_member (object, BUNDLE);

  return taken;
}
