/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-behaviour-resources.h"
#include "parcours-behaviour.h"
#include "parcours-json.h"

static const char *const presets[] = { "cold-list", "loyal-customers", "retail-season", NULL };

/**
 * parcours_behaviour_presets:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of the presets
 */
const char *const *
parcours_behaviour_presets (void)
{
  return presets;
}

/**
 * parcours_behaviour_new_preset:
 * @name: a name
 *
 * Returns: (transfer full) (nullable): the preset, or %NULL if there is none of that name
 */
ParcoursBehaviour *
parcours_behaviour_new_preset (const char *name)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  gsize length;
  const char *data;

  if (!g_strv_contains (presets, name))
    return NULL;
  path = g_strconcat ("/org/parcours/Parcours/behaviour/", name, ".json", NULL);
  bytes = g_resource_lookup_data (parcours_behaviour_presets_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL);
  data = g_bytes_get_data (bytes, &length);
  node = parcours_json_parse (data, (gssize) length, NULL);
  g_assert (node != NULL);

  return parcours_behaviour_new_from_json (node, NULL);
}

/**
 * parcours_behaviour_load:
 * @name_or_path: the name of a preset, or of a file
 * @error: return location for an error, whose message names the file
 *
 * Returns: (transfer full): the behaviour, or %NULL
 */
ParcoursBehaviour *
parcours_behaviour_load (const char  *name_or_path,
                         GError     **error)
{
  ParcoursBehaviour *behaviour = parcours_behaviour_new_preset (name_or_path);
  g_autoptr (JsonNode) node = NULL;

  if (behaviour != NULL)
    return behaviour;
  node = parcours_json_load (name_or_path, error);
  if (node == NULL)
    return NULL;
  behaviour = parcours_behaviour_new_from_json (node, error);
  if (behaviour == NULL)
    g_prefix_error (error, "%s: ", name_or_path);

  return behaviour;
}
