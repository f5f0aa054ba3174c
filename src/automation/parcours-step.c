/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-step.h"
#include "parcours-text.h"

#define MAX_ID_LENGTH 64

/**
 * parcours_step_id_is_valid:
 * @id: (nullable): a text
 *
 * Returns: whether @id can name a step: `[a-z][a-z0-9-]{0,63}`
 */
gboolean
parcours_step_id_is_valid (const char *id)
{
  if (id == NULL || *id < 'a' || *id > 'z' || strlen (id) > MAX_ID_LENGTH)
    return FALSE;

  return strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (id);
}

static gboolean
read_place (ParcoursStep *step,
            JsonArray    *at)
{
  if (at == NULL)
    return TRUE;

  return json_array_get_length (at) == 2 &&
         parcours_json_number (json_array_get_element (at, 0), &step->x) &&
         parcours_json_number (json_array_get_element (at, 1), &step->y);
}

/**
 * parcours_step_new:
 * @id: its name in the automation
 * @node: what stands under that name in a file
 * @error: return location for an error
 *
 * A step of an unknown type is read all the same; using it is a problem that the checks name.
 *
 * Returns: (transfer full): the step, or %NULL
 */
ParcoursStep *
parcours_step_new (const char  *id,
                   JsonNode    *node,
                   GError     **error)
{
  g_autoptr (ParcoursStep) step = g_new0 (ParcoursStep, 1);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *params = parcours_json_member_object (object, "params");
  const char *type = parcours_json_member_string (object, "type");

  g_atomic_ref_count_init (&step->ref_count);
  step->node = json_node_ref (node);
  step->id = g_strdup (id);
  step->params = parcours_json_copy_object (params);
  if (!parcours_step_id_is_valid (id))
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, _("“%s” cannot name a step"), id);
      return NULL;
    }
  if (type == NULL || !read_place (step, parcours_json_member_array (object, "at")))
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID,
                   _("The step “%s” has no type, or its place is not two numbers"), id);
      return NULL;
    }
  step->type_name = g_strdup (type);
  step->type = parcours_catalog_type (parcours_catalog_get (), type);
  step->row_id = g_strdup (parcours_json_member_string (object, "row"));
  step->title = g_strdup (parcours_json_member_string (object, "title"));
  step->note = g_strdup (parcours_json_member_string (object, "note"));

  return g_steal_pointer (&step);
}

/**
 * parcours_step_ref:
 * @step: a step
 *
 * Returns: (transfer full): @step
 */
ParcoursStep *
parcours_step_ref (ParcoursStep *step)
{
  g_atomic_ref_count_inc (&step->ref_count);

  return step;
}

/**
 * parcours_step_unref:
 * @step: (transfer full): a step
 */
void
parcours_step_unref (ParcoursStep *step)
{
  if (!g_atomic_ref_count_dec (&step->ref_count))
    return;
  g_free (step->id);
  g_free (step->type_name);
  g_free (step->row_id);
  json_object_unref (step->params);
  g_free (step->title);
  g_free (step->note);
  json_node_unref (step->node);
  g_free (step);
}

/**
 * parcours_step_with_member:
 * @step: a step
 * @name: a key of its JSON, such as `title`
 * @value: (nullable): its new value, or %NULL to leave it out
 *
 * Returns: (transfer full): the JSON of the step so changed
 */
JsonNode *
parcours_step_with_member (const ParcoursStep *step,
                           const char         *name,
                           JsonNode           *value)
{
  return parcours_json_with_member (json_node_get_object (step->node), name, value);
}

/**
 * parcours_step_with_param:
 * @step: a step
 * @name: a parameter
 * @value: (nullable): its new value, or %NULL to leave it out
 *
 * Returns: (transfer full): the JSON of the step so changed
 */
JsonNode *
parcours_step_with_param (const ParcoursStep *step,
                          const char         *name,
                          JsonNode           *value)
{
  g_autoptr (JsonNode) params = parcours_json_with_member (step->params, name, value);

  return parcours_step_with_member (step, "params", params);
}

/**
 * parcours_step_at:
 * @step: a step
 * @x: the middle of its card, in canvas units
 * @y: the upper edge of its card
 *
 * Returns: (transfer full): the JSON of the step moved there
 */
JsonNode *
parcours_step_at (const ParcoursStep *step,
                  double              x,
                  double              y)
{
  g_autoptr (JsonNode) at = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_sized_new (2);

  json_array_add_double_element (array, x);
  json_array_add_double_element (array, y);
  json_node_take_array (at, array);

  return parcours_step_with_member (step, "at", at);
}

/**
 * parcours_step_origin:
 * @step: a step
 *
 * Returns: (transfer none) (nullable): the row it was made from, else that of platform *Any*; %NULL where its type
 *   is not known
 */
const ParcoursRow *
parcours_step_origin (const ParcoursStep *step)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  const ParcoursRow *row = step->row_id != NULL ? parcours_catalog_row (catalog, step->row_id) : NULL;

  if (row != NULL)
    row = parcours_row_for_type (row, step->type_name);

  return row != NULL ? row : parcours_catalog_row (catalog, step->type_name);
}

/**
 * parcours_step_row:
 * @step: a step
 * @platform: a platform
 *
 * Returns: (transfer none) (nullable): the row it was made from if that is of @platform, else the row of
 *   @platform that fits it best, %NULL if the platform does not offer it
 */
const ParcoursRow *
parcours_step_row (const ParcoursStep *step,
                   ParcoursPlatform    platform)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  const ParcoursRow *row = step->row_id != NULL ? parcours_catalog_row (catalog, step->row_id) : NULL;
  g_autoptr (JsonObject) params = NULL;

  if (row != NULL)
    row = parcours_row_for_type (row, step->type_name);
  if (row != NULL && row->platform == platform)
    return row;
  params = row != NULL ? parcours_row_effective_params (row, step->params) : parcours_json_copy_object (step->params);

  return parcours_catalog_counterpart (catalog, platform, step->type_name, params);
}

/**
 * parcours_step_name:
 * @step: a step
 * @row: (nullable): the row by which the platform offers it
 *
 * Returns: (transfer none): what people call it: the name they gave it, else the platform's, else our own
 */
const char *
parcours_step_name (const ParcoursStep *step,
                    const ParcoursRow  *row)
{
  if (!parcours_text_is_blank (step->title))
    return step->title;
  if (row != NULL)
    return parcours_row_label (row);

  return step->type != NULL ? _(step->type->title) : step->id;
}

/* A random split has as many ports as weights. */
static guint
n_shares (const ParcoursStep *step)
{
  JsonArray *weights = parcours_json_member_array (step->params, "weights");
  guint n_ports = g_strv_length (step->type->ports);

  return weights != NULL ? CLAMP (json_array_get_length (weights), 2, n_ports) : 2;
}

/**
 * parcours_step_n_ports:
 * @step: a step
 *
 * Returns: by how many ports contacts can leave it, with its parameters as they are
 */
guint
parcours_step_n_ports (const ParcoursStep *step)
{
  if (step->type == NULL)
    return 0;
  if (g_strcmp0 (step->type->operation, "route.random") == 0)
    return n_shares (step);

  return g_strv_length (step->type->ports);
}

/**
 * parcours_step_nth_port:
 * @step: a step
 * @n: a number below parcours_step_n_ports()
 *
 * Returns: (transfer none): the name of the port, in drawing order
 */
const char *
parcours_step_nth_port (const ParcoursStep *step,
                        guint               n)
{
  return step->type->ports[n];
}

/**
 * parcours_step_port_label:
 * @step: a step
 * @n: a number below parcours_step_n_ports()
 *
 * Returns: (transfer none): what the port is called in words, or its name where it has none
 */
const char *
parcours_step_port_label (const ParcoursStep *step,
                          guint               n)
{
  const char *name = parcours_step_nth_port (step, n);
  const char *label = parcours_step_type_port_label (step->type, name);

  return label != NULL ? label : name;
}

/**
 * parcours_step_port:
 * @step: a step
 * @port: the name of a port
 *
 * Returns: its place in drawing order, or -1 if the step has none of that name
 */
int
parcours_step_port (const ParcoursStep *step,
                    const char         *port)
{
  for (guint i = 0; i < parcours_step_n_ports (step); i++)
    {
      if (g_str_equal (step->type->ports[i], port))
        return (int) i;
    }

  return -1;
}
