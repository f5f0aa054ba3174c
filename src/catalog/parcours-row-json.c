/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-json.h"
#include "parcours-row.h"

static JsonArray *
strings_to_json (char **strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);

  return array;
}

static void
add_node (JsonObject *object,
          const char *name,
          JsonNode   *node)
{
  if (node != NULL)
    json_object_set_member (object, name, json_node_ref (node));
}

static JsonObject *
param_to_json (const ParcoursRow   *row,
               const ParcoursParam *param)
{
  JsonObject *object = json_object_new ();
  g_auto (GStrv) choices = parcours_row_choices (row, param);

  json_object_set_string_member (object, "name", param->name);
  json_object_set_string_member (object, "type", parcours_param_type_name (param->type));
  if (param->kind != NULL)
    json_object_set_string_member (object, "kind", param->kind);
  json_object_set_boolean_member (object, "required", parcours_row_requires_param (row, param));
  json_object_set_boolean_member (object, "any", param->any);
  json_object_set_boolean_member (object, "shown", parcours_row_shows_param (row, param));
  add_node (object, "default", parcours_row_default (row, param));
  add_node (object, "fixed", parcours_row_fixed (row, param->name));
  if (choices != NULL)
    json_object_set_array_member (object, "choices", strings_to_json (choices));

  return object;
}

static JsonArray *
params_to_json (const ParcoursRow *row)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < row->type->params->len; i++)
    json_array_add_object_element (array, param_to_json (row, g_ptr_array_index (row->type->params, i)));

  return array;
}

static JsonArray *
also_to_json (const ParcoursRow *row)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < row->variants->len; i++)
    {
      const ParcoursRow *variant = g_ptr_array_index (row->variants, i);

      json_array_add_string_element (array, variant->type->name);
    }

  return array;
}

/**
 * parcours_row_to_json:
 * @row: a row
 *
 * Rows of platform *Any* have no French of their own: theirs is in the catalogue of messages.
 *
 * Returns: (transfer full): what `parcours-cli catalog --json` says of the row
 */
JsonNode *
parcours_row_to_json (const ParcoursRow *row)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "id", row->id);
  json_object_set_string_member (object, "platform", parcours_platform_name (row->platform));
  json_object_set_string_member (object, "kind", parcours_step_kind_name (row->type->kind));
  json_object_set_string_member (object, "type", row->type->name);
  json_object_set_string_member (object, "family", parcours_step_family_name (row->type->family));
  json_object_set_string_member (object, "label", row->label != NULL ? row->label : row->type->title);
  json_object_set_member (object, "label_fr", parcours_json_new_string (row->label_fr));
  json_object_set_string_member (object, "category",
                                 row->category != NULL ? row->category : row->type->category);
  json_object_set_member (object, "category_fr", parcours_json_new_string (row->category_fr));
  json_object_set_string_member (object, "help", row->help != NULL ? row->help : row->type->help);
  json_object_set_array_member (object, "params", params_to_json (row));
  json_object_set_array_member (object, "ports", strings_to_json (row->ports));
  json_object_set_array_member (object, "also", also_to_json (row));
  json_object_set_array_member (object, "constraints",
                                row->constraints != NULL ? parcours_json_copy_array (row->constraints) : json_array_new ());
  json_object_set_array_member (object, "requires", strings_to_json (row->requires));
  json_object_set_array_member (object, "plans", strings_to_json (row->plans));
  json_object_set_array_member (object, "uses", strings_to_json (row->uses));
  json_object_set_array_member (object, "notes", strings_to_json (row->notes));

  return parcours_json_take_object (g_steal_pointer (&object));
}
