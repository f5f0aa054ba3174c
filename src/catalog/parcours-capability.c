/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-capability.h"
#include "parcours-catalog-data.h"
#include "parcours-json.h"

/**
 * parcours_capability_new_from_json:
 * @object: its description in `capabilities.json`
 * @file: the whole file, whose `notes` it may name
 * @error: return location for an error
 *
 * Returns: (transfer full): the capability, or %NULL
 */
ParcoursCapability *
parcours_capability_new_from_json (JsonObject  *object,
                                   JsonObject  *file,
                                   GError     **error)
{
  ParcoursCapability *capability = g_new0 (ParcoursCapability, 1);
  JsonObject *label = parcours_json_member_object (object, "label");
  JsonObject *category = parcours_json_member_object (object, "category");

  capability->id = g_strdup (parcours_json_member_string (object, "id"));
  capability->label = g_strdup (parcours_json_member_string (label, "en"));
  capability->label_fr = g_strdup (parcours_json_member_string (label, "fr"));
  capability->category = g_strdup (parcours_json_member_string (category, "en"));
  capability->category_fr = g_strdup (parcours_json_member_string (category, "fr"));
  capability->where = g_strdup (parcours_json_member_string (object, "where"));
  capability->carried_by = g_strdup (parcours_json_member_string (object, "carried-by"));
  capability->requires = parcours_catalog_strings (object, "requires");
  capability->plans = parcours_catalog_strings (object, "plans");
  if (!parcours_platform_from_name (parcours_json_member_string (object, "platform"), &capability->platform) ||
      capability->id == NULL || capability->label == NULL || capability->label_fr == NULL ||
      capability->category == NULL || capability->category_fr == NULL || capability->where == NULL ||
      capability->carried_by == NULL)
    {
      parcours_catalog_fail (error, "%s: a capability has id, platform, label, category, where and carried-by",
                             capability->id != NULL ? capability->id : "");
      g_clear_pointer (&capability, parcours_capability_free);
    }
  else if (!parcours_catalog_read_notes (object, file, &capability->notes, error))
    g_clear_pointer (&capability, parcours_capability_free);

  return capability;
}

/**
 * parcours_capability_free:
 * @capability: (transfer full): a capability
 */
void
parcours_capability_free (ParcoursCapability *capability)
{
  g_free (capability->id);
  g_free (capability->label);
  g_free (capability->label_fr);
  g_free (capability->category);
  g_free (capability->category_fr);
  g_free (capability->where);
  g_free (capability->carried_by);
  g_strfreev (capability->requires);
  g_strfreev (capability->plans);
  g_strfreev (capability->notes);
  g_free (capability);
}

/**
 * parcours_capability_label:
 * @capability: a capability
 *
 * Returns: (transfer none): what the platform calls it, in the user's language
 */
const char *
parcours_capability_label (const ParcoursCapability *capability)
{
  return parcours_catalog_speaks_french () ? capability->label_fr : capability->label;
}

/**
 * parcours_capability_category:
 * @capability: a capability
 *
 * Returns: (transfer none): where it belongs, in the user's language
 */
const char *
parcours_capability_category (const ParcoursCapability *capability)
{
  return parcours_catalog_speaks_french () ? capability->category_fr : capability->category;
}

static JsonArray *
strings_to_json (char **strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);

  return array;
}

/**
 * parcours_capability_to_json:
 * @capability: a capability
 *
 * It has the keys of a row too: no step type carries it, so it has no parameters and no constraints.
 *
 * Returns: (transfer full): what `parcours-cli catalog --json` says of the capability
 */
JsonNode *
parcours_capability_to_json (const ParcoursCapability *capability)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "id", capability->id);
  json_object_set_string_member (object, "platform", parcours_platform_name (capability->platform));
  json_object_set_string_member (object, "kind", "capability");
  json_object_set_string_member (object, "label", capability->label);
  json_object_set_string_member (object, "label_fr", capability->label_fr);
  json_object_set_string_member (object, "category", capability->category);
  json_object_set_string_member (object, "category_fr", capability->category_fr);
  json_object_set_string_member (object, "where", capability->where);
  json_object_set_string_member (object, "carried-by", capability->carried_by);
  json_object_set_null_member (object, "type");
  json_object_set_array_member (object, "params", json_array_new ());
  json_object_set_array_member (object, "constraints", json_array_new ());
  json_object_set_array_member (object, "requires", strings_to_json (capability->requires));
  json_object_set_array_member (object, "plans", strings_to_json (capability->plans));
  json_object_set_array_member (object, "notes", strings_to_json (capability->notes));

  return parcours_json_take_object (g_steal_pointer (&object));
}
