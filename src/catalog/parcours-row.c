/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-catalog-data.h"
#include "parcours-json.h"
#include "parcours-row.h"

static void
change_param (ParcoursRow *row,
              const char  *name,
              JsonObject  *change)
{
  g_hash_table_insert (row->params, g_strdup (name), parcours_json_copy_object (change));
}

/* What a platform changes of the parameters that many types share; a row may say otherwise. */
static void
read_common (ParcoursRow *row,
             JsonObject  *common)
{
  g_autoptr (GList) members = common != NULL ? json_object_get_members (common) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonObject *change = parcours_json_member_object (common, l->data);

      if (change != NULL && parcours_step_type_param (row->type, l->data) != NULL)
        change_param (row, l->data, change);
    }
}

static gboolean
read_params (ParcoursRow  *row,
             JsonObject   *params,
             GError      **error)
{
  g_autoptr (GList) members = params != NULL ? json_object_get_members (params) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonObject *change = parcours_json_member_object (params, l->data);

      if (change == NULL || parcours_step_type_param (row->type, l->data) == NULL)
        return parcours_catalog_fail (error, "%s: %s has no parameter “%s”, or its change is no object",
                                      row->id, row->type->name, (const char *) l->data);
      change_param (row, l->data, change);
    }

  return TRUE;
}

static ParcoursRow *
new_row (const char             *id,
         ParcoursPlatform        platform,
         const ParcoursStepType *type)
{
  ParcoursRow *row = g_new0 (ParcoursRow, 1);

  row->id = g_strdup (id);
  row->platform = platform;
  row->type = type;
  row->params = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  row->variants = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_row_free);

  return row;
}

/**
 * parcours_row_new_from_json:
 * @platform: the platform
 * @type: the step type that carries the row
 * @object: its description in the platform's file
 * @file: the platform's file, whose `notes` it may name
 * @common: (nullable): what the platform changes of the parameters that all triggers have
 * @error: return location for an error
 *
 * Returns: (transfer full): the row, or %NULL
 */
ParcoursRow *
parcours_row_new_from_json (ParcoursPlatform        platform,
                            const ParcoursStepType *type,
                            JsonObject             *object,
                            JsonObject             *file,
                            JsonObject             *common,
                            GError                **error)
{
  ParcoursRow *row = new_row (parcours_json_member_string (object, "id"), platform, type);
  JsonObject *label = parcours_json_member_object (object, "label");
  JsonObject *category = parcours_json_member_object (object, "category");
  JsonArray *constraints = parcours_json_member_array (object, "constraints");

  row->label = g_strdup (parcours_json_member_string (label, "en"));
  row->label_fr = g_strdup (parcours_json_member_string (label, "fr"));
  row->category = g_strdup (parcours_json_member_string (category, "en"));
  row->category_fr = g_strdup (parcours_json_member_string (category, "fr"));
  row->help = g_strdup (parcours_json_member_string (object, "help"));
  row->ports = json_object_has_member (object, "ports") ? parcours_catalog_strings (object, "ports")
                                                        : g_strdupv (type->ports);
  row->constraints = constraints != NULL ? parcours_json_copy_array (constraints) : NULL;
  row->requires = parcours_catalog_strings (object, "requires");
  row->plans = parcours_catalog_strings (object, "plans");
  row->uses = parcours_catalog_strings (object, "uses");
  read_common (row, common);
  if (!read_params (row, parcours_json_member_object (object, "params"), error) ||
      !parcours_catalog_read_notes (object, file, &row->notes, error))
    g_clear_pointer (&row, parcours_row_free);

  return row;
}

/**
 * parcours_row_new_for_type:
 * @type: a step type
 * @common: (nullable): what the platform changes of the parameters that all triggers have
 *
 * Returns: (transfer full): the row by which platform *Any* offers @type: under its own name, without limits
 */
ParcoursRow *
parcours_row_new_for_type (const ParcoursStepType *type,
                           JsonObject             *common)
{
  ParcoursRow *row = new_row (type->name, PARCOURS_PLATFORM_ANY, type);

  row->ports = g_strdupv (type->ports);
  row->requires = g_new0 (char *, 1);
  row->plans = g_new0 (char *, 1);
  row->uses = g_new0 (char *, 1);
  row->notes = g_new0 (char *, 1);
  read_common (row, common);

  return row;
}

/**
 * parcours_row_new_variant:
 * @row: a row
 * @type: another step type, which the form of @row offers instead of its own
 *
 * Returns: (transfer full): the same row on @type
 */
ParcoursRow *
parcours_row_new_variant (const ParcoursRow      *row,
                          const ParcoursStepType *type)
{
  ParcoursRow *variant = new_row (row->id, row->platform, type);

  variant->label = g_strdup (row->label);
  variant->label_fr = g_strdup (row->label_fr);
  variant->category = g_strdup (row->category);
  variant->category_fr = g_strdup (row->category_fr);
  variant->ports = g_strdupv (type->ports);
  variant->requires = g_strdupv (row->requires);
  variant->plans = g_strdupv (row->plans);
  variant->uses = g_strdupv (row->uses);
  variant->notes = g_strdupv (row->notes);

  return variant;
}

/**
 * parcours_row_free:
 * @row: (transfer full): a row
 */
void
parcours_row_free (ParcoursRow *row)
{
  g_free (row->id);
  g_free (row->label);
  g_free (row->label_fr);
  g_free (row->category);
  g_free (row->category_fr);
  g_free (row->help);
  g_strfreev (row->ports);
  g_hash_table_unref (row->params);
  g_clear_pointer (&row->constraints, json_array_unref);
  g_strfreev (row->requires);
  g_strfreev (row->plans);
  g_strfreev (row->uses);
  g_strfreev (row->notes);
  g_ptr_array_unref (row->variants);
  g_free (row);
}

/**
 * parcours_row_for_type:
 * @row: a row
 * @type: the name of a step type
 *
 * Returns: (transfer none) (nullable): @row, or its variant on @type, or %NULL if it does not offer @type
 */
const ParcoursRow *
parcours_row_for_type (const ParcoursRow *row,
                       const char        *type)
{
  if (g_str_equal (row->type->name, type))
    return row;
  for (guint i = 0; i < row->variants->len; i++)
    {
      const ParcoursRow *variant = g_ptr_array_index (row->variants, i);

      if (g_str_equal (variant->type->name, type))
        return variant;
    }

  return NULL;
}

/**
 * parcours_row_label:
 * @row: a row
 *
 * Returns: (transfer none): what the platform calls the step, in the user's language
 */
const char *
parcours_row_label (const ParcoursRow *row)
{
  if (row->label == NULL)
    return _(row->type->title);

  return row->label_fr != NULL && parcours_catalog_speaks_french () ? row->label_fr : row->label;
}

/**
 * parcours_row_category:
 * @row: a row
 *
 * Returns: (transfer none): where the platform lists the step, in the user's language
 */
const char *
parcours_row_category (const ParcoursRow *row)
{
  if (row->category == NULL)
    return _(row->type->category);

  return row->category_fr != NULL && parcours_catalog_speaks_french () ? row->category_fr : row->category;
}

/**
 * parcours_row_help:
 * @row: a row
 *
 * Returns: (transfer none): what the step does on its platform, in the user's language
 */
const char *
parcours_row_help (const ParcoursRow *row)
{
  return _(row->help != NULL ? row->help : row->type->help);
}

/**
 * parcours_row_dup_notes:
 * @row: a row
 *
 * Returns: (transfer full) (nullable): what was decided where the platform leaves something open, a line each, in
 *   the user's language; %NULL where it leaves nothing open
 */
char *
parcours_row_dup_notes (const ParcoursRow *row)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  if (row->notes[0] == NULL)
    return NULL;
  for (guint i = 0; row->notes[i] != NULL; i++)
    g_strv_builder_add (builder, _(row->notes[i]));
  lines = g_strv_builder_end (builder);

  return g_strjoinv ("\n", lines);
}

static JsonNode *
change_of (const ParcoursRow *row,
           const char        *param,
           const char        *what)
{
  JsonObject *change = g_hash_table_lookup (row->params, param);

  return change != NULL ? json_object_get_member (change, what) : NULL;
}

/**
 * parcours_row_fixed:
 * @row: a row
 * @param: the name of a parameter
 *
 * Returns: (transfer none) (nullable): the value that the row fixes, which no person sees or changes;
 *   a null node says that the parameter is always left out, which means any
 */
JsonNode *
parcours_row_fixed (const ParcoursRow *row,
                    const char        *param)
{
  JsonNode *fixed = change_of (row, param, "fixed");

  if (fixed == NULL && row->type->fixed != NULL)
    fixed = json_object_get_member (row->type->fixed, param);

  return fixed;
}

/**
 * parcours_row_default:
 * @row: a row
 * @param: a parameter of its type
 *
 * Returns: (transfer none) (nullable): what holds where a step leaves the parameter out
 */
JsonNode *
parcours_row_default (const ParcoursRow   *row,
                      const ParcoursParam *param)
{
  JsonNode *fallback = change_of (row, param->name, "default");

  return fallback != NULL ? fallback : param->fallback;
}

static gboolean
flag_of (const ParcoursRow *row,
         const char        *param,
         const char        *what,
         gboolean           fallback)
{
  return parcours_json_member_boolean (g_hash_table_lookup (row->params, param), what, fallback);
}

/**
 * parcours_row_requires_param:
 * @row: a row
 * @param: a parameter of its type
 *
 * Returns: whether a step of this row without the parameter has an error
 */
gboolean
parcours_row_requires_param (const ParcoursRow   *row,
                             const ParcoursParam *param)
{
  return flag_of (row, param->name, "required", param->required);
}

/**
 * parcours_row_shows_param:
 * @row: a row
 * @param: a parameter of its type
 *
 * Returns: whether the platform lets people set the parameter
 */
gboolean
parcours_row_shows_param (const ParcoursRow   *row,
                          const ParcoursParam *param)
{
  return parcours_row_fixed (row, param->name) == NULL && !flag_of (row, param->name, "hidden", FALSE);
}

static gboolean
takes_field (JsonObject           *constraint,
             const ParcoursEntity *field)
{
  JsonArray *types = parcours_json_member_array (constraint, "types");

  if (parcours_json_array_has (parcours_json_member_array (constraint, "not"), field->slug))
    return FALSE;
  if (types != NULL && !parcours_json_array_has (types, parcours_json_member_string (field->attributes, "type")))
    return FALSE;

  return !parcours_json_member_boolean (constraint, "custom", FALSE) ||
         !parcours_json_member_boolean (field->attributes, "builtin", FALSE);
}

/**
 * parcours_row_takes_field:
 * @row: a row
 * @param: the name of a parameter that holds a field, or a date
 * @field: a field
 *
 * Returns: whether no constraint of the row forbids the field there
 */
gboolean
parcours_row_takes_field (const ParcoursRow    *row,
                          const char           *param,
                          const ParcoursEntity *field)
{
  for (guint i = 0; row->constraints != NULL && i < json_array_get_length (row->constraints); i++)
    {
      JsonObject *constraint = json_array_get_object_element (row->constraints, i);

      if (g_strcmp0 (parcours_json_member_string (constraint, "code"), "field-not-allowed") == 0 &&
          g_strcmp0 (parcours_json_member_string (constraint, "param"), param) == 0 && !takes_field (constraint, field))
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_row_offers_port:
 * @row: a row
 * @port: the name of a port
 *
 * Returns: whether a link may leave by @port on this platform
 */
gboolean
parcours_row_offers_port (const ParcoursRow *row,
                          const char        *port)
{
  return g_strv_contains ((const char *const *) row->ports, port);
}

/* The modes of a value source or an owner rule are its possible keys. */
static gboolean
offers_modes (JsonArray  *modes,
              JsonObject *value)
{
  for (guint i = 0; modes != NULL && i < json_array_get_length (modes); i++)
    {
      if (json_object_has_member (value, json_array_get_string_element (modes, i)))
        return TRUE;
    }

  return modes == NULL;
}

/* What of a value is chosen: of a date its owner, of a value source the value. */
static JsonNode *
chosen_part (const ParcoursParam *param,
             JsonNode            *value)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;

  if (object == NULL)
    return value;

  return json_object_get_member (object, param->type == PARCOURS_PARAM_DATE_SOURCE ? "of" : "value");
}

static gboolean
is_among (char     **choices,
          JsonNode  *value)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  const char *text = parcours_json_string (value);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      if (!is_among (choices, json_array_get_element (array, i)))
        return FALSE;
    }

  return array != NULL || (text != NULL && g_strv_contains ((const char *const *) choices, text));
}

/**
 * parcours_row_choices:
 * @row: a row
 * @param: a parameter of its type
 *
 * Returns: (transfer full) (nullable): the values that the platform lets people choose from, or %NULL if
 *   the parameter has no choices
 */
char **
parcours_row_choices (const ParcoursRow   *row,
                      const ParcoursParam *param)
{
  JsonObject *change = g_hash_table_lookup (row->params, param->name);

  if (change != NULL && json_object_has_member (change, "choices"))
    return parcours_catalog_strings (change, "choices");

  return g_strdupv (param->choices);
}

/**
 * parcours_row_offers_value:
 * @row: a row
 * @param: a parameter of its type
 * @value: a value for it
 *
 * Returns: whether the platform offers @value, as far as choices and modes go
 */
gboolean
parcours_row_offers_value (const ParcoursRow   *row,
                           const ParcoursParam *param,
                           JsonNode            *value)
{
  g_auto (GStrv) choices = parcours_row_choices (row, param);
  JsonArray *modes = parcours_json_member_array (g_hash_table_lookup (row->params, param->name), "modes");
  JsonNode *chosen = chosen_part (param, value);

  if (modes != NULL && JSON_NODE_HOLDS_OBJECT (value) && !offers_modes (modes, json_node_get_object (value)))
    return FALSE;

  return choices == NULL || (chosen != NULL && is_among (choices, chosen));
}

static void
set_param (JsonObject *params,
           const char *name,
           JsonNode   *value)
{
  if (JSON_NODE_HOLDS_NULL (value))
    json_object_remove_member (params, name);
  else
    json_object_set_member (params, name, json_node_ref (value));
}

static void
add_defaults (const ParcoursRow *row,
              JsonObject        *params)
{
  for (guint i = 0; i < row->type->params->len; i++)
    {
      const ParcoursParam *param = g_ptr_array_index (row->type->params, i);
      JsonNode *fallback = parcours_row_default (row, param);

      if (fallback != NULL)
        set_param (params, param->name, fallback);
    }
}

static void
add_fixed (const ParcoursRow *row,
           JsonObject        *params)
{
  g_autoptr (GList) members = row->type->fixed != NULL ? json_object_get_members (row->type->fixed) : NULL;
  GHashTableIter iter;
  gpointer name;

  for (GList *l = members; l != NULL; l = l->next)
    set_param (params, l->data, json_object_get_member (row->type->fixed, l->data));
  g_hash_table_iter_init (&iter, row->params);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      JsonNode *fixed = parcours_row_fixed (row, name);

      if (fixed != NULL)
        set_param (params, name, fixed);
    }
}

/**
 * parcours_row_effective_params:
 * @row: a row
 * @params: (nullable): the parameters of a step made from it
 *
 * What holds in a run: the defaults of the type and of the row, then what the
 * step says, then what the type and the row fix. A null counts as left out.
 *
 * Returns: (transfer full): all parameters of the step
 */
JsonObject *
parcours_row_effective_params (const ParcoursRow *row,
                               JsonObject        *params)
{
  JsonObject *effective = json_object_new ();
  g_autoptr (GList) members = params != NULL ? json_object_get_members (params) : NULL;

  add_defaults (row, effective);
  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *value = json_object_get_member (params, l->data);

      if (!JSON_NODE_HOLDS_NULL (value))
        set_param (effective, l->data, value);
    }
  add_fixed (row, effective);

  return effective;
}
