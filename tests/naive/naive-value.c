/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "naive-value.h"
#include "parcours-json.h"
#include "parcours-text.h"
#include "parcours-time.h"

typedef struct
{
  gpointer data;
  GDestroyNotify free_func;
} Kept;

/* What the present case has made. Who owns what would only hide the rules. */
static GArray *pool;

/**
 * naive_keep:
 * @data: (transfer full): something
 * @free_func: how it is freed
 *
 * Returns: (transfer none): @data, which lives until naive_pool_clear()
 */
gpointer
naive_keep (gpointer       data,
            GDestroyNotify free_func)
{
  Kept kept = { data, free_func };

  if (pool == NULL)
    pool = g_array_new (FALSE, FALSE, sizeof (Kept));
  g_array_append_val (pool, kept);

  return data;
}

/**
 * naive_keep_text:
 * @text: (transfer full) (nullable): a text
 *
 * Returns: (transfer none): @text, which lives until naive_pool_clear()
 */
const char *
naive_keep_text (char *text)
{
  return text != NULL ? naive_keep (text, g_free) : NULL;
}

/**
 * naive_pool_clear:
 *
 * Frees all that was kept.
 */
void
naive_pool_clear (void)
{
  for (guint i = pool != NULL ? pool->len : 0; i > 0; i--)
    {
      Kept *kept = &g_array_index (pool, Kept, i - 1);

      kept->free_func (kept->data);
    }
  g_clear_pointer (&pool, g_array_unref);
}

static NaiveValue *
value_new (NaiveType type)
{
  NaiveValue *value = naive_new (NaiveValue);

  value->type = type;

  return value;
}

/**
 * naive_number:
 * @number: a number
 *
 * Returns: (transfer none): it as a value
 */
const NaiveValue *
naive_number (double number)
{
  NaiveValue *value = value_new (NAIVE_NUMBER);

  value->number = number;

  return value;
}

/**
 * naive_text:
 * @text: (nullable): a text
 *
 * Returns: (transfer none) (nullable): it as a value; blank text is missing
 */
const NaiveValue *
naive_text (const char *text)
{
  NaiveValue *value;

  if (parcours_text_is_blank (text))
    return NULL;
  value = value_new (NAIVE_TEXT);
  value->text = naive_keep_text (g_strdup (text));

  return value;
}

/**
 * naive_bool:
 * @boolean: a boolean
 *
 * Returns: (transfer none): it as a value
 */
const NaiveValue *
naive_bool (gboolean boolean)
{
  NaiveValue *value = value_new (NAIVE_BOOL);

  value->number = boolean ? 1. : 0.;

  return value;
}

/**
 * naive_instant:
 * @at: an instant
 *
 * Returns: (transfer none): it as a value
 */
const NaiveValue *
naive_instant (gint64 at)
{
  NaiveValue *value = value_new (NAIVE_INSTANT);

  value->number = (double) at;

  return value;
}

/**
 * naive_day:
 * @day: a day
 *
 * Returns: (transfer none): it as a value
 */
const NaiveValue *
naive_day (gint32 day)
{
  NaiveValue *value = value_new (NAIVE_DAY);

  value->number = day;

  return value;
}

/**
 * naive_list:
 * @items: (element-type NaiveValue): values, kept
 *
 * Returns: (transfer none): them as a value
 */
const NaiveValue *
naive_list (GPtrArray *items)
{
  NaiveValue *value = value_new (NAIVE_LIST);

  value->items = items;

  return value;
}

/**
 * naive_object:
 * @members: (element-type utf8 NaiveValue): members, kept
 *
 * Returns: (transfer none): them as a value
 */
const NaiveValue *
naive_object (GHashTable *members)
{
  NaiveValue *value = value_new (NAIVE_OBJECT);

  value->members = members;

  return value;
}

static const NaiveValue *
value_from_text (const char *text,
                 const char *type)
{
  double number;
  gint64 at;
  gint32 day;

  if (type == NULL)
    return naive_text (text);
  if ((g_str_equal (type, "number") || g_str_equal (type, "money") || g_str_equal (type, "integer")) &&
      parcours_number_parse (text, &number))
    return naive_number (number);
  if (g_str_equal (type, "instant") && parcours_instant_parse (text, &at))
    return naive_instant (at);
  if (g_str_equal (type, "date") && parcours_day_parse (text, &day))
    return naive_day (day);
  if (g_str_equal (type, "url"))
    return naive_text (naive_keep_text (parcours_url_normalize (text)));

  return naive_text (text);
}

/**
 * naive_value_from_json:
 * @node: a value of JSON
 * @type: (nullable): its declared type
 * @types: (nullable): tells the declared types of keys inside it
 * @user_data: for @types
 *
 * Returns: (transfer none) (nullable): the value
 */
const NaiveValue *
naive_value_from_json (JsonNode   *node,
                       const char *type,
                       NaiveTypes  types,
                       gpointer    user_data)
{
  GPtrArray *items;
  double number;

  if (JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return naive_object (naive_members_from_json (json_node_get_object (node), types, user_data));
  if (parcours_json_number (node, &number))
    return naive_number (number);
  if (parcours_json_string (node) != NULL)
    return value_from_text (parcours_json_string (node), type);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return naive_bool (json_node_get_boolean (node));
  items = naive_items_new ();
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    g_ptr_array_add (items, (gpointer) naive_value_from_json (json_array_get_element (json_node_get_array (node), i),
                                                              NULL, types, user_data));

  return naive_list (items);
}

static gboolean
lists_equal (GPtrArray *a,
             GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      if (!naive_value_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
        return FALSE;
    }

  return TRUE;
}

/**
 * naive_value_equal:
 * @a: (nullable): a value
 * @b: (nullable): another
 *
 * Returns: whether both are the same, or both are missing; objects never are
 */
gboolean
naive_value_equal (const NaiveValue *a,
                   const NaiveValue *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (a->type != b->type)
    return FALSE;
  if (a->type == NAIVE_TEXT)
    return g_str_equal (a->text, b->text);
  if (a->type == NAIVE_LIST)
    return lists_equal (a->items, b->items);

  return a->type != NAIVE_OBJECT && a->number == b->number;
}

/**
 * naive_value_is_text:
 * @value: (nullable): a value
 * @text: a text
 *
 * Returns: whether @value is just this text
 */
gboolean
naive_value_is_text (const NaiveValue *value,
                     const char       *text)
{
  return g_strcmp0 (naive_value_text (value), text) == 0;
}

/**
 * naive_value_number:
 * @value: (nullable): a value
 * @fallback: what counts where @value is no number
 *
 * Returns: the number
 */
double
naive_value_number (const NaiveValue *value,
                    double            fallback)
{
  return value != NULL && value->type == NAIVE_NUMBER ? value->number : fallback;
}

/**
 * naive_value_text:
 * @value: (nullable): a value
 *
 * Returns: (transfer none) (nullable): the text, %NULL where @value is none
 */
const char *
naive_value_text (const NaiveValue *value)
{
  return value != NULL && value->type == NAIVE_TEXT ? value->text : NULL;
}

static JsonNode *
members_to_json (GHashTable *members)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autoptr (GPtrArray) keys = naive_keys (members);

  for (guint i = 0; i < keys->len; i++)
    json_object_set_member (object, g_ptr_array_index (keys, i),
                            naive_value_to_json (naive_get (members, g_ptr_array_index (keys, i))));
  json_node_take_object (node, object);

  return node;
}

static JsonNode *
items_to_json (GPtrArray *items)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < items->len; i++)
    json_array_add_element (array, naive_value_to_json (g_ptr_array_index (items, i)));
  json_node_take_array (node, array);

  return node;
}

/**
 * naive_value_to_json:
 * @value: (nullable): a value
 *
 * Returns: (transfer full): it in JSON
 */
JsonNode *
naive_value_to_json (const NaiveValue *value)
{
  if (value == NULL)
    return json_node_new (JSON_NODE_NULL);
  switch (value->type)
    {
    case NAIVE_NUMBER:
      return json_node_init_double (json_node_alloc (), value->number);
    case NAIVE_TEXT:
      return json_node_init_string (json_node_alloc (), value->text);
    case NAIVE_BOOL:
      return json_node_init_boolean (json_node_alloc (), value->number != 0.);
    case NAIVE_INSTANT:
      return json_node_init_string (json_node_alloc (),
                                    naive_keep_text (parcours_instant_format ((gint64) value->number)));
    case NAIVE_DAY:
      return json_node_init_string (json_node_alloc (), naive_keep_text (parcours_day_format ((gint32) value->number)));
    case NAIVE_LIST:
      return items_to_json (value->items);
    case NAIVE_OBJECT:
    default:
      return members_to_json (value->members);
    }
}

/**
 * naive_items_new:
 *
 * Returns: (transfer none): an empty array of values, kept
 */
GPtrArray *
naive_items_new (void)
{
  return naive_keep (g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * naive_members_new:
 *
 * Returns: (transfer none): an empty set of members, kept
 */
GHashTable *
naive_members_new (void)
{
  return naive_keep (g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                     (GDestroyNotify) g_hash_table_unref);
}

/**
 * naive_members_copy:
 * @members: (nullable): members
 *
 * Returns: (transfer none): the same members, to change
 */
GHashTable *
naive_members_copy (GHashTable *members)
{
  GHashTable *copy = naive_members_new ();
  GHashTableIter iter;
  gpointer key, value;

  if (members == NULL)
    return copy;
  g_hash_table_iter_init (&iter, members);
  while (g_hash_table_iter_next (&iter, &key, &value))
    naive_set (copy, key, value);

  return copy;
}

/**
 * naive_members_from_json:
 * @object: (nullable): an object
 * @types: (nullable): tells the declared types of keys
 * @user_data: for @types
 *
 * Returns: (transfer none): its members
 */
GHashTable *
naive_members_from_json (JsonObject *object,
                         NaiveTypes  types,
                         gpointer    user_data)
{
  GHashTable *members = naive_members_new ();
  g_autoptr (GList) keys = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *l = keys; l != NULL; l = l->next)
    naive_set (members, l->data, naive_value_from_json (json_object_get_member (object, l->data),
                                                        types != NULL ? types (l->data, user_data) : NULL, types,
                                                        user_data));

  return members;
}

/**
 * naive_get:
 * @members: (nullable): members
 * @key: a key
 *
 * Returns: (transfer none) (nullable): its value
 */
const NaiveValue *
naive_get (GHashTable *members,
           const char *key)
{
  return members != NULL ? g_hash_table_lookup (members, key) : NULL;
}

/**
 * naive_set:
 * @members: members
 * @key: a key
 * @value: (nullable): its new value
 */
void
naive_set (GHashTable       *members,
           const char       *key,
           const NaiveValue *value)
{
  if (value == NULL)
    g_hash_table_remove (members, key);
  else
    g_hash_table_replace (members, g_strdup (key), (gpointer) value);
}

/**
 * naive_set_default:
 * @members: members
 * @key: a key
 * @value: (nullable): its value, where it has none
 */
void
naive_set_default (GHashTable       *members,
                   const char       *key,
                   const NaiveValue *value)
{
  if (naive_get (members, key) == NULL)
    naive_set (members, key, value);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/**
 * naive_keys:
 * @table: a table with texts as keys
 *
 * Returns: (transfer full) (element-type utf8): the keys by their bytes
 */
GPtrArray *
naive_keys (GHashTable *table)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_texts);

  return keys;
}
