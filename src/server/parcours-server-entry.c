/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-server-entry.h"
#include "parcours-time.h"

/**
 * parcours_server_entry_free:
 * @entry: (transfer full): an entry
 */
void
parcours_server_entry_free (ParcoursServerEntry *entry)
{
  g_free (entry->id);
  g_free (entry->slug);
  g_free (entry->name);
  g_free (entry->platform);
  g_free (entry->digest);
  g_free (entry->by);
  g_free (entry);
}

static void
set_instant (JsonObject *object,
             const char *name,
             gint64      at)
{
  g_autofree char *text = parcours_instant_format (at);

  json_object_set_string_member (object, name, text);
}

/**
 * parcours_server_entry_to_json:
 * @entry: an entry
 *
 * Returns: (transfer full): the `Summary` of `data/api/parcours.yaml`
 */
JsonNode *
parcours_server_entry_to_json (const ParcoursServerEntry *entry)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "id", entry->id);
  json_object_set_string_member (object, "slug", entry->slug);
  json_object_set_string_member (object, "name", entry->name);
  json_object_set_string_member (object, "platform", entry->platform);
  json_object_set_int_member (object, "revision", entry->revision);
  json_object_set_string_member (object, "digest", entry->digest);
  set_instant (object, "updated", entry->updated);
  json_object_set_string_member (object, "by", entry->by);
  json_object_set_string_member (object, "state", entry->active_since != PARCOURS_INSTANT_MISSING ? "active" : "paused");
  if (entry->active_since != PARCOURS_INSTANT_MISSING)
    set_instant (object, "active-since", entry->active_since);
  json_object_set_boolean_member (object, "deleted", entry->deleted);
  json_node_take_object (node, object);

  return node;
}
