/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-text.h"

/**
 * parcours_json_parse:
 * @data: a text
 * @length: its length in bytes, or -1 if it ends with a nul byte
 * @error: return location for an error
 *
 * Returns: (transfer full): the tree, or %NULL
 */
JsonNode *
parcours_json_parse (const char  *data,
                     gssize       length,
                     GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  if (length < 0)
    length = (gssize) strlen (data);
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  if (!parcours_json_scan (data, (gsize) length, error))
    return NULL;
  if (!json_parser_load_from_data (parser, data, length, error))
    return NULL;

  return json_parser_steal_root (parser);
}

/* Reads no more than PARCOURS_JSON_MAX_SIZE, as pipes and devices do not tell their size. */
static GByteArray *
read_file (const char  *path,
           GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (65536);
  gssize n;

  if (stream == NULL)
    {
      if (error != NULL && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        {
          g_clear_error (error);
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no file “%s”. Check its name."), path);
        }
      return NULL;
    }
  do
    {
      guint8 chunk[65536];

      n = g_input_stream_read (G_INPUT_STREAM (stream), chunk, sizeof chunk, NULL, error);
      if (n < 0)
        {
          g_prefix_error (error, "%s: ", path);
          return NULL;
        }
      g_byte_array_append (bytes, chunk, (guint) n);
    }
  while (n > 0 && bytes->len <= PARCOURS_JSON_MAX_SIZE);

  return g_steal_pointer (&bytes);
}

/**
 * parcours_json_load:
 * @path: the name of a file
 * @error: return location for an error, of GIO or of Parcours, whose message names the file
 *
 * Returns: (transfer full): the tree, or %NULL
 */
JsonNode *
parcours_json_load (const char  *path,
                    GError     **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  JsonNode *node;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("“%s” is a folder"), path);
      return NULL;
    }
  bytes = read_file (path, error);
  if (bytes == NULL)
    return NULL;
  node = parcours_json_parse ((const char *) bytes->data, (gssize) bytes->len, error);
  if (node == NULL)
    g_prefix_error (error, "%s: ", path);

  return node;
}

/**
 * parcours_json_save:
 * @node: a tree
 * @path: the name of the file to write
 * @error: return location for an error
 *
 * Writes the canonical text. The file is replaced whole or not at all.
 *
 * Returns: whether the file was written
 */
gboolean
parcours_json_save (JsonNode    *node,
                    const char  *path,
                    GError     **error)
{
  g_autofree char *text = parcours_json_to_text (node);

  return g_file_set_contents (path, text, -1, error);
}

/**
 * parcours_json_sorted_members:
 * @object: an object
 *
 * Returns: (transfer container) (element-type utf8): its member names in byte order
 */
GList *
parcours_json_sorted_members (JsonObject *object)
{
  return g_list_sort (json_object_get_members (object), (GCompareFunc) strcmp);
}

typedef struct
{
  GString *text; /* (owned by the caller) */
  int indent;    /* the columns of a level, or -1 for one line */
} Writer;

static void write_node (Writer   *writer,
                        JsonNode *node,
                        int       level);

static void
write_string (GString    *out,
              const char *text)
{
  g_string_append_c (out, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      switch (*c)
        {
        case '"':
        case '\\':
          g_string_append_c (out, '\\');
          g_string_append_c (out, *c);
          break;
        case '\n':
          g_string_append (out, "\\n");
          break;
        case '\t':
          g_string_append (out, "\\t");
          break;
        default:
          if ((guchar) *c < 0x20 || *c == 0x7f)
            g_string_append_printf (out, "\\u%04x", (guint) *c);
          else
            g_string_append_c (out, *c);
        }
    }
  g_string_append_c (out, '"');
}

static void
start_line (Writer *writer,
            int     level)
{
  if (writer->indent < 0)
    return;
  g_string_append_c (writer->text, '\n');
  for (int i = 0; i < level * writer->indent; i++)
    g_string_append_c (writer->text, ' ');
}

static void
write_object (Writer     *writer,
              JsonObject *object,
              int         level)
{
  g_autoptr (GList) members = parcours_json_sorted_members (object);

  g_string_append_c (writer->text, '{');
  for (GList *l = members; l != NULL; l = l->next)
    {
      if (l != members)
        g_string_append_c (writer->text, ',');
      start_line (writer, level + 1);
      write_string (writer->text, l->data);
      g_string_append (writer->text, writer->indent < 0 ? ":" : ": ");
      write_node (writer, json_object_get_member (object, l->data), level + 1);
    }
  if (members != NULL)
    start_line (writer, level);
  g_string_append_c (writer->text, '}');
}

static gboolean
is_flat (JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!JSON_NODE_HOLDS_VALUE (json_array_get_element (array, i)) &&
          !JSON_NODE_HOLDS_NULL (json_array_get_element (array, i)))
        return FALSE;
    }

  return TRUE;
}

/* Lists of plain values, such as positions, stay on one line, so that a moved
 * step is one changed line in a difference. */
static void
write_array (Writer    *writer,
             JsonArray *array,
             int        level)
{
  guint length = json_array_get_length (array);
  gboolean flat = is_flat (array);

  g_string_append_c (writer->text, '[');
  for (guint i = 0; i < length; i++)
    {
      if (i > 0)
        g_string_append (writer->text, flat && writer->indent >= 0 ? ", " : ",");
      if (!flat)
        start_line (writer, level + 1);
      write_node (writer, json_array_get_element (array, i), level + 1);
    }
  if (!flat)
    start_line (writer, level);
  g_string_append_c (writer->text, ']');
}

/* JSON has no word for what is not finite. */
static void
write_number (GString  *out,
              JsonNode *node)
{
  g_autofree char *text = NULL;

  if (json_node_get_value_type (node) == G_TYPE_INT64)
    text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  else if (isfinite (json_node_get_double (node)))
    text = parcours_number_format (json_node_get_double (node));
  g_string_append (out, text != NULL ? text : "null");
}

static void
write_node (Writer   *writer,
            JsonNode *node,
            int       level)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    write_object (writer, json_node_get_object (node), level);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    write_array (writer, json_node_get_array (node), level);
  else if (JSON_NODE_HOLDS_NULL (node))
    g_string_append (writer->text, "null");
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_string_append (writer->text, json_node_get_boolean (node) ? "true" : "false");
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    write_string (writer->text, json_node_get_string (node));
  else
    write_number (writer->text, node);
}

/**
 * parcours_json_to_text:
 * @node: a tree
 *
 * The canonical form of files: keys in byte order, two columns a level, numbers
 * as the shortest decimal that reads back equal, one newline at the end. Equal
 * trees give equal bytes.
 *
 * Returns: (transfer full): the text
 */
char *
parcours_json_to_text (JsonNode *node)
{
  Writer writer = { g_string_new (NULL), 2 };

  write_node (&writer, node, 0);
  g_string_append_c (writer.text, '\n');

  return g_string_free (writer.text, FALSE);
}

/**
 * parcours_json_to_line:
 * @node: a tree
 *
 * Returns: (transfer full): the canonical form on one line, without a newline
 */
char *
parcours_json_to_line (JsonNode *node)
{
  Writer writer = { g_string_new (NULL), -1 };

  write_node (&writer, node, 0);

  return g_string_free (writer.text, FALSE);
}

/**
 * parcours_json_digest:
 * @node: a tree
 *
 * Returns: (transfer full): a SHA-256 of the canonical form, in hexadecimal
 */
char *
parcours_json_digest (JsonNode *node)
{
  g_autofree char *line = parcours_json_to_line (node);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, line, -1);
}

/**
 * parcours_json_equal:
 * @a: (nullable): a tree
 * @b: (nullable): another
 *
 * Returns: whether both mean the same; 1 equals 1.0, the order of keys does not count
 */
gboolean
parcours_json_equal (JsonNode *a,
                     JsonNode *b)
{
  g_autofree char *line_a = NULL;
  g_autofree char *line_b = NULL;

  if (a == b || a == NULL || b == NULL)
    return a == b;
  line_a = parcours_json_to_line (a);
  line_b = parcours_json_to_line (b);

  return g_str_equal (line_a, line_b);
}

/**
 * parcours_json_string:
 * @node: (nullable): a node
 *
 * Returns: (transfer none) (nullable): its text, or %NULL if it is none
 */
const char *
parcours_json_string (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

/**
 * parcours_json_number:
 * @node: (nullable): a node
 * @number: (out): its value
 *
 * Returns: whether @node is a number
 */
gboolean
parcours_json_number (JsonNode *node,
                      double   *number)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    *number = (double) json_node_get_int (node);
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    *number = json_node_get_double (node);
  else
    return FALSE;

  return TRUE;
}

/**
 * parcours_json_member_string:
 * @object: (nullable): an object
 * @name: a member
 *
 * Returns: (transfer none) (nullable): the member's text, or %NULL if it is missing or no text
 */
const char *
parcours_json_member_string (JsonObject *object,
                             const char *name)
{
  return object != NULL ? parcours_json_string (json_object_get_member (object, name)) : NULL;
}

/**
 * parcours_json_member_boolean:
 * @object: (nullable): an object
 * @name: a member
 * @fallback: what holds if the member is missing or no boolean
 *
 * Returns: the member's value
 */
gboolean
parcours_json_member_boolean (JsonObject *object,
                              const char *name,
                              gboolean    fallback)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fallback;

  return json_node_get_boolean (node);
}

/**
 * parcours_json_member_number:
 * @object: (nullable): an object
 * @name: a member
 * @fallback: what holds if the member is missing or no number
 *
 * Returns: the member's value
 */
double
parcours_json_member_number (JsonObject *object,
                             const char *name,
                             double      fallback)
{
  double number;

  if (object == NULL || !parcours_json_number (json_object_get_member (object, name), &number))
    return fallback;

  return number;
}

/**
 * parcours_json_member_object:
 * @object: (nullable): an object
 * @name: a member
 *
 * Returns: (transfer none) (nullable): the member, or %NULL if it is missing or no object
 */
JsonObject *
parcours_json_member_object (JsonObject *object,
                             const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * parcours_json_member_array:
 * @object: (nullable): an object
 * @name: a member
 *
 * Returns: (transfer none) (nullable): the member, or %NULL if it is missing or no array
 */
JsonArray *
parcours_json_member_array (JsonObject *object,
                            const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * parcours_json_new_string:
 * @text: (nullable): a text
 *
 * Returns: (transfer full): a node that holds it, or null
 */
JsonNode *
parcours_json_new_string (const char *text)
{
  return text != NULL ? json_node_init_string (json_node_alloc (), text)
                      : json_node_init_null (json_node_alloc ());
}

/**
 * parcours_json_take_object:
 * @object: (transfer full): an object that nobody else knows
 *
 * Returns: (transfer full): a node that holds it
 */
JsonNode *
parcours_json_take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);

  return node;
}

/**
 * parcours_json_take_array:
 * @array: (transfer full): an array that nobody else knows
 *
 * Returns: (transfer full): a node that holds it
 */
JsonNode *
parcours_json_take_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);

  return node;
}

/**
 * parcours_json_ref_member:
 * @object: an object
 * @name: the name of a member
 *
 * Returns: (transfer full) (nullable): another reference to the node of the member, %NULL if there is none. Unlike
 *   json_object_dup_member() it is safe where another thread knows the object.
 */
JsonNode *
parcours_json_ref_member (JsonObject *object,
                          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL ? json_node_ref (node) : NULL;
}

/**
 * parcours_json_ref_element:
 * @array: an array
 * @n: which element, less than its length
 *
 * Returns: (transfer full): another reference to the node of the element. Unlike json_array_dup_element() it is safe
 *   where another thread knows the array.
 */
JsonNode *
parcours_json_ref_element (JsonArray *array,
                           guint      n)
{
  return json_node_ref (json_array_get_element (array, n));
}

/**
 * parcours_json_copy_object:
 * @object: (nullable): an object
 *
 * Returns: (transfer full): another with the same members, or none; they share the nodes
 */
JsonObject *
parcours_json_copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();

  if (object != NULL)
    parcours_json_add_members (copy, object);

  return copy;
}

/**
 * parcours_json_copy_member:
 * @object: (nullable): an object
 * @name: the name of a member
 *
 * Returns: (transfer full) (nullable): another object with the members of the one that the member holds, %NULL if it
 *   holds none
 */
JsonObject *
parcours_json_copy_member (JsonObject *object,
                           const char *name)
{
  JsonObject *member = parcours_json_member_object (object, name);

  return member != NULL ? parcours_json_copy_object (member) : NULL;
}

/**
 * parcours_json_add_members:
 * @object: an object
 * @other: an object whose members it shall have too, over those of the same names
 */
void
parcours_json_add_members (JsonObject *object,
                           JsonObject *other)
{
  g_autoptr (GList) names = json_object_get_members (other);

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (object, l->data, parcours_json_ref_member (other, l->data));
}

/**
 * parcours_json_copy_array:
 * @array: an array
 *
 * Returns: (transfer full): another with the same elements; they share the nodes
 */
JsonArray *
parcours_json_copy_array (JsonArray *array)
{
  JsonArray *copy = json_array_sized_new (json_array_get_length (array));

  for (guint i = 0; i < json_array_get_length (array); i++)
    json_array_add_element (copy, parcours_json_ref_element (array, i));

  return copy;
}

/**
 * parcours_json_array_has:
 * @array: (nullable): an array of texts
 * @text: a text
 *
 * Returns: whether the text is one of them
 */
gboolean
parcours_json_array_has (JsonArray  *array,
                         const char *text)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      if (g_strcmp0 (json_array_get_string_element (array, i), text) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * parcours_json_with_member:
 * @object: (nullable): an object
 * @name: the name of a member
 * @value: (nullable): what it shall hold, %NULL for no such member
 *
 * Returns: (transfer full): a copy of @object with that one member changed
 */
JsonNode *
parcours_json_with_member (JsonObject *object,
                           const char *name,
                           JsonNode   *value)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *copy = parcours_json_copy_object (object);

  if (value != NULL)
    json_object_set_member (copy, name, json_node_ref (value));
  else
    json_object_remove_member (copy, name);
  json_node_take_object (node, copy);

  return node;
}
