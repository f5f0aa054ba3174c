/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-json.h"
#include "parcours-lots.h"

static const char *
type_of (const char *key,
         gpointer    user_data)
{
  return g_str_equal (key, "expires") ? "date" : "number";
}

static ParcoursValue
read_lots (JsonArray     *lots,
           ParcoursTexts *texts,
           ParcoursArena *arena)
{
  ParcoursArray *array = parcours_arena_new0 (arena, ParcoursArray, 1);

  array->values = parcours_arena_new0 (arena, ParcoursValue, json_array_get_length (lots) + 1);
  for (guint i = 0; i < json_array_get_length (lots); i++)
    {
      JsonNode *lot = json_array_get_element (lots, i);
      ParcoursValue value = { PARCOURS_VALUE_OBJECT };

      if (!JSON_NODE_HOLDS_OBJECT (lot))
        continue;
      value.object = parcours_object_from_json (json_node_get_object (lot), type_of, NULL, texts, arena);
      array->values[array->n_values++] = value;
    }

  return (ParcoursValue){ PARCOURS_VALUE_ARRAY, { .array = array } };
}

/**
 * parcours_lots_read:
 * @node: a balance: a number, or an object with `value` and `lots`, each of which has `value` and `expires`, its last
 *   day; what is in no lot never expires
 * @texts: the texts of the population
 * @arena: where to put the lots
 * @columns: (inout): the columns of the balance, of which `value` and `lots` are set
 *
 * Returns: whether @node is a balance
 */
gboolean
parcours_lots_read (JsonNode       *node,
                    ParcoursTexts  *texts,
                    ParcoursArena  *arena,
                    ParcoursObject *columns)
{
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *lots = parcours_json_member_array (object, "lots");
  double value;

  if (!parcours_json_number (object != NULL ? json_object_get_member (object, "value") : node, &value))
    return FALSE;
  parcours_object_set (columns, g_quark_from_static_string ("value"), parcours_value_number (value), arena);
  if (lots != NULL)
    parcours_object_set (columns, g_quark_from_static_string ("lots"), read_lots (lots, texts, arena), arena);

  return TRUE;
}
