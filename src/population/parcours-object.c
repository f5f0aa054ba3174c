/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "parcours-json.h"
#include "parcours-object.h"
#include "parcours-text.h"
#include "parcours-time.h"

static ParcoursValue value_from_json (JsonNode         *node,
                                      const char       *type,
                                      ParcoursKeyTypes  types,
                                      gpointer          user_data,
                                      ParcoursTexts    *texts,
                                      ParcoursArena    *arena);

static gboolean
is_type (const char *type,
         const char *name)
{
  return type != NULL && g_str_equal (type, name);
}

/* What the key is declared as decides; an undeclared key keeps its JSON type. */
static ParcoursValue
text_from_json (const char    *text,
                const char    *type,
                ParcoursTexts *texts)
{
  double number;
  gint64 at;
  gint32 day;

  if ((is_type (type, "money") || is_type (type, "number") || is_type (type, "integer")) &&
      parcours_number_parse (text, &number))
    return parcours_value_number (number);
  if (is_type (type, "instant") || is_type (type, "datetime"))
    {
      if (parcours_instant_parse (text, &at) || parcours_local_parse (text, &at))
        return parcours_value_instant (at);
    }
  if (is_type (type, "date") && parcours_day_parse (text, &day))
    return parcours_value_day (day);
  if (is_type (type, "url"))
    {
      g_autofree char *url = parcours_url_normalize (text);

      return parcours_value_text (parcours_texts_intern (texts, url));
    }

  return parcours_value_text (parcours_texts_intern (texts, text));
}

static ParcoursValue
array_from_json (JsonArray        *json,
                 ParcoursKeyTypes  types,
                 gpointer          user_data,
                 ParcoursTexts    *texts,
                 ParcoursArena    *arena)
{
  ParcoursArray *array = parcours_arena_new0 (arena, ParcoursArray, 1);

  array->n_values = json_array_get_length (json);
  array->values = parcours_arena_new0 (arena, ParcoursValue, array->n_values);
  for (guint i = 0; i < array->n_values; i++)
    array->values[i] = value_from_json (json_array_get_element (json, i), NULL, types, user_data, texts, arena);

  return (ParcoursValue){ PARCOURS_VALUE_ARRAY, { .array = array } };
}

static ParcoursValue
value_from_json (JsonNode         *node,
                 const char       *type,
                 ParcoursKeyTypes  types,
                 gpointer          user_data,
                 ParcoursTexts    *texts,
                 ParcoursArena    *arena)
{
  double number;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      ParcoursObject *object = parcours_object_from_json (json_node_get_object (node), types, user_data, texts, arena);

      return (ParcoursValue){ PARCOURS_VALUE_OBJECT, { .object = object } };
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    return array_from_json (json_node_get_array (node), types, user_data, texts, arena);
  if (JSON_NODE_HOLDS_NULL (node))
    return (ParcoursValue){ PARCOURS_VALUE_MISSING };
  if (parcours_json_number (node, &number))
    return parcours_value_number (number);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return parcours_value_bool (json_node_get_boolean (node));

  return text_from_json (json_node_get_string (node), type, texts);
}

/**
 * parcours_object_from_json:
 * @json: an object
 * @types: (nullable) (scope call): tells the declared types of keys
 * @user_data: for @types
 * @texts: the pool for its texts
 * @arena: what it will belong to
 *
 * Returns: (transfer none): the object
 */
ParcoursObject *
parcours_object_from_json (JsonObject       *json,
                           ParcoursKeyTypes  types,
                           gpointer          user_data,
                           ParcoursTexts    *texts,
                           ParcoursArena    *arena)
{
  g_autoptr (GList) names = json_object_get_members (json);
  ParcoursObject *object = parcours_object_new (json_object_get_size (json), arena);

  for (GList *l = names; l != NULL; l = l->next)
    {
      ParcoursMember *member = &object->members[object->n_members++];
      const char *type = types != NULL ? types (l->data, user_data) : NULL;

      member->key = g_quark_from_string (l->data);
      member->value = value_from_json (json_object_get_member (json, l->data), type, types, user_data, texts, arena);
    }

  return object;
}

/**
 * parcours_object_new:
 * @size: for how many members there has to be room
 * @arena: what it will belong to
 *
 * Returns: (transfer none): an object without members
 */
ParcoursObject *
parcours_object_new (guint          size,
                     ParcoursArena *arena)
{
  ParcoursObject *object = parcours_arena_new0 (arena, ParcoursObject, 1);

  object->size = size;
  object->members = parcours_arena_new0 (arena, ParcoursMember, size);

  return object;
}

/**
 * parcours_object_copy:
 * @object: (nullable): an object
 * @arena: what the copy will belong to
 *
 * Returns: (transfer none): a shallow copy
 */
ParcoursObject *
parcours_object_copy (const ParcoursObject *object,
                      ParcoursArena        *arena)
{
  guint n_members = object != NULL ? object->n_members : 0;
  ParcoursObject *copy = parcours_object_new (n_members, arena);

  copy->n_members = n_members;
  if (n_members > 0)
    memcpy (copy->members, object->members, n_members * sizeof (ParcoursMember));

  return copy;
}

/**
 * parcours_object_set:
 * @object: an object
 * @key: a key
 * @value: its new value
 * @arena: what the object belongs to
 */
void
parcours_object_set (ParcoursObject *object,
                     GQuark          key,
                     ParcoursValue   value,
                     ParcoursArena  *arena)
{
  for (guint i = 0; i < object->n_members; i++)
    {
      if (object->members[i].key == key)
        {
          object->members[i].value = value;
          return;
        }
    }
  if (object->n_members == object->size)
    {
      ParcoursObject *larger = parcours_object_new (MAX (4, object->size * 2), arena);

      if (object->n_members > 0)
        memcpy (larger->members, object->members, object->n_members * sizeof (ParcoursMember));
      object->members = larger->members;
      object->size = larger->size;
    }
  object->members[object->n_members++] = (ParcoursMember){ key, value };
}

/**
 * parcours_value_equal:
 * @a: a value
 * @b: another
 *
 * Returns: whether both are the same plain value
 */
gboolean
parcours_value_equal (ParcoursValue a,
                      ParcoursValue b)
{
  if (a.type != b.type)
    return FALSE;
  switch (a.type)
    {
    case PARCOURS_VALUE_MISSING:
      return TRUE;
    case PARCOURS_VALUE_NUMBER:
      return a.number == b.number;
    case PARCOURS_VALUE_TEXT:
      return a.text == b.text;
    case PARCOURS_VALUE_BOOL:
      return !a.boolean == !b.boolean;
    case PARCOURS_VALUE_INSTANT:
      return a.at == b.at;
    case PARCOURS_VALUE_DAY:
      return a.day == b.day;
    case PARCOURS_VALUE_OBJECT:
    case PARCOURS_VALUE_ARRAY:
    default:
      return a.object == b.object;
    }
}

static JsonNode *
new_text (char *text)
{
  JsonNode *node = parcours_json_new_string (text);

  g_free (text);

  return node;
}

/**
 * parcours_value_to_json:
 * @value: a value
 * @texts: the pool of its texts
 *
 * Returns: (transfer full): the value for files and people
 */
JsonNode *
parcours_value_to_json (ParcoursValue        value,
                        const ParcoursTexts *texts)
{
  JsonArray *array;

  switch (value.type)
    {
    case PARCOURS_VALUE_NUMBER:
      return json_node_init_double (json_node_alloc (), value.number);
    case PARCOURS_VALUE_TEXT:
      return new_text (parcours_texts_format (texts, value.text));
    case PARCOURS_VALUE_BOOL:
      return json_node_init_boolean (json_node_alloc (), value.boolean);
    case PARCOURS_VALUE_INSTANT:
      return new_text (parcours_instant_format (value.at));
    case PARCOURS_VALUE_DAY:
      return new_text (parcours_day_format (value.day));
    case PARCOURS_VALUE_OBJECT:
      return parcours_object_to_json (value.object, texts);
    case PARCOURS_VALUE_ARRAY:
      array = json_array_new ();
      for (guint i = 0; i < value.array->n_values; i++)
        json_array_add_element (array, parcours_value_to_json (value.array->values[i], texts));
      return parcours_json_take_array (array);
    case PARCOURS_VALUE_MISSING:
    default:
      return json_node_init_null (json_node_alloc ());
    }
}

/**
 * parcours_object_to_json:
 * @object: an object
 * @texts: the pool of its texts
 *
 * Returns: (transfer full): the object for files and people
 */
JsonNode *
parcours_object_to_json (const ParcoursObject *object,
                         const ParcoursTexts  *texts)
{
  JsonObject *json = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < object->n_members; i++)
    json_object_set_member (json, g_quark_to_string (object->members[i].key),
                            parcours_value_to_json (object->members[i].value, texts));
  json_node_take_object (node, json);

  return node;
}
