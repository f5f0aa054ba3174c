/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-place.h"

/**
 * parcours_place_member:
 * @place: where an object stands
 * @key: a key
 *
 * Returns: where that member of it stands, or would stand
 */
ParcoursPlace
parcours_place_member (const ParcoursPlace *place,
                       const char          *key)
{
  JsonObject *object = place->node != NULL && JSON_NODE_HOLDS_OBJECT (place->node) ? json_node_get_object (place->node)
                                                                                    : NULL;

  return (ParcoursPlace){ place, key, 0, object != NULL ? json_object_get_member (object, key) : NULL };
}

/**
 * parcours_place_element:
 * @place: where an array stands
 * @index: the number of an element, from 0
 *
 * Returns: where the element stands
 */
ParcoursPlace
parcours_place_element (const ParcoursPlace *place,
                        guint                index)
{
  return (ParcoursPlace){ place, NULL, index, json_array_get_element (json_node_get_array (place->node), index) };
}

/**
 * parcours_place_path:
 * @place: a place
 *
 * Returns: (transfer full): how people find it, such as `contacts[0].lists`, empty for the whole document
 */
char *
parcours_place_path (const ParcoursPlace *place)
{
  g_autofree char *parent = place->parent != NULL ? parcours_place_path (place->parent) : NULL;

  if (place->parent == NULL)
    return g_strdup ("");
  if (place->key == NULL)
    return g_strdup_printf ("%s[%u]", parent, place->index);

  return *parent != '\0' ? g_strdup_printf ("%s.%s", parent, place->key) : g_strdup (place->key);
}

/**
 * parcours_place_prefix:
 * @place: a place
 * @error: (inout): an error about what stands there
 *
 * Puts the place before the message.
 *
 * Returns: %FALSE
 */
gboolean
parcours_place_prefix (const ParcoursPlace  *place,
                       GError              **error)
{
  g_autofree char *path = parcours_place_path (place);

  if (*path != '\0')
    g_prefix_error (error, "%s: ", path);

  return FALSE;
}

/**
 * parcours_place_fail:
 * @place: a place
 * @error: return location for an error
 * @message: what is wrong there, in the user's language
 *
 * Returns: %FALSE
 */
gboolean
parcours_place_fail (const ParcoursPlace  *place,
                     GError              **error,
                     const char           *message)
{
  g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, message);

  return parcours_place_prefix (place, error);
}

/**
 * parcours_place_is_there:
 * @place: a place
 *
 * Returns: whether something stands there, and not null
 */
gboolean
parcours_place_is_there (const ParcoursPlace *place)
{
  return place->node != NULL && !JSON_NODE_HOLDS_NULL (place->node);
}

/**
 * parcours_place_check_keys:
 * @place: where an object has to stand
 * @keys: (array zero-terminated=1): the keys that it may have
 * @error: return location for an error
 *
 * A key that nobody reads is a slip: an expectation under it would never fail.
 *
 * Returns: whether there is an object and it has no other keys
 */
gboolean
parcours_place_check_keys (const ParcoursPlace  *place,
                           const char *const    *keys,
                           GError              **error)
{
  JsonObject *object;
  g_autoptr (GList) members = NULL;
  g_autofree char *message = NULL;
  g_autofree char *known = NULL;

  if (!parcours_place_object (place, &object, error))
    return FALSE;
  members = json_object_get_members (object);
  for (GList *l = members; l != NULL; l = l->next)
    {
      if (g_strv_contains (keys, l->data))
        continue;
      known = g_strjoinv (", ", (char **) keys);
      message = g_strdup_printf (_("there is no key “%1$s” here; known are %2$s"), (const char *) l->data, known);
      return parcours_place_fail (place, error, message);
    }

  return TRUE;
}

/**
 * parcours_place_object:
 * @place: a place
 * @object: (out) (transfer none): the object that stands there
 * @error: return location for an error
 *
 * Returns: whether there is an object
 */
gboolean
parcours_place_object (const ParcoursPlace  *place,
                       JsonObject          **object,
                       GError              **error)
{
  if (place->node == NULL || !JSON_NODE_HOLDS_OBJECT (place->node))
    return parcours_place_fail (place, error, _("this has to be an object"));
  *object = json_node_get_object (place->node);

  return TRUE;
}

/**
 * parcours_place_array:
 * @place: a place
 * @array: (out) (transfer none): the array that stands there
 * @error: return location for an error
 *
 * Returns: whether there is an array
 */
gboolean
parcours_place_array (const ParcoursPlace  *place,
                      JsonArray           **array,
                      GError              **error)
{
  if (place->node == NULL || !JSON_NODE_HOLDS_ARRAY (place->node))
    return parcours_place_fail (place, error, _("this has to be an array"));
  *array = json_node_get_array (place->node);

  return TRUE;
}

/**
 * parcours_place_string:
 * @place: a place
 * @text: (out) (transfer none): the text that stands there
 * @error: return location for an error
 *
 * Returns: whether there is a text
 */
gboolean
parcours_place_string (const ParcoursPlace  *place,
                       const char          **text,
                       GError              **error)
{
  *text = parcours_json_string (place->node);

  return *text != NULL || parcours_place_fail (place, error, _("this has to be a text"));
}

/**
 * parcours_place_boolean:
 * @place: a place
 * @value: (out): the truth value that stands there
 * @error: return location for an error
 *
 * Returns: whether there is one
 */
gboolean
parcours_place_boolean (const ParcoursPlace  *place,
                        gboolean             *value,
                        GError              **error)
{
  if (place->node == NULL || !JSON_NODE_HOLDS_VALUE (place->node) ||
      json_node_get_value_type (place->node) != G_TYPE_BOOLEAN)
    return parcours_place_fail (place, error, _("this has to be true or false"));
  *value = json_node_get_boolean (place->node);

  return TRUE;
}

/**
 * parcours_place_integer:
 * @place: a place
 * @minimum: the least that it may be
 * @value: (out): the whole number that stands there
 * @error: return location for an error
 *
 * Returns: whether there is one
 */
gboolean
parcours_place_integer (const ParcoursPlace  *place,
                        int                   minimum,
                        gint64               *value,
                        GError              **error)
{
  double number;
  g_autofree char *message = NULL;

  if (place->node != NULL && parcours_json_number (place->node, &number) && number == floor (number) &&
      number >= minimum)
    {
      *value = (gint64) number;
      return TRUE;
    }
  message = g_strdup_printf (_("this has to be a whole number of at least %d"), minimum);

  return parcours_place_fail (place, error, message);
}

/**
 * parcours_place_foreach:
 * @place: where an array or an object has to stand
 * @func: (scope call): called for each element, or each member in the order of the keys
 * @user_data: for @func
 * @error: return location for an error
 *
 * Returns: whether there is an array or an object, and all calls said that they went well
 */
gboolean
parcours_place_foreach (const ParcoursPlace  *place,
                        ParcoursPlaceFunc     func,
                        gpointer              user_data,
                        GError              **error)
{
  g_autoptr (GList) members = NULL;

  if (place->node != NULL && JSON_NODE_HOLDS_ARRAY (place->node))
    {
      for (guint i = 0; i < json_array_get_length (json_node_get_array (place->node)); i++)
        {
          ParcoursPlace element = parcours_place_element (place, i);

          if (!func (&element, user_data, error))
            return FALSE;
        }
      return TRUE;
    }
  if (place->node == NULL || !JSON_NODE_HOLDS_OBJECT (place->node))
    return parcours_place_fail (place, error, _("this has to be an array or an object"));
  members = parcours_json_sorted_members (json_node_get_object (place->node));
  for (GList *l = members; l != NULL; l = l->next)
    {
      ParcoursPlace member = parcours_place_member (place, l->data);

      if (!func (&member, user_data, error))
        return FALSE;
    }

  return TRUE;
}
