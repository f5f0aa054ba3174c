/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-row.h"

static const struct
{
  const char *name;
  const char *label;
} platforms[PARCOURS_N_PLATFORMS] = {
  [PARCOURS_PLATFORM_ANY] = { "any", N_("Any platform") },
  [PARCOURS_PLATFORM_ACTIVECAMPAIGN] = { "activecampaign", "ActiveCampaign" },
  [PARCOURS_PLATFORM_MAILCHIMP] = { "mailchimp", "Mailchimp" },
  [PARCOURS_PLATFORM_BREVO] = { "brevo", "Brevo" },
};

/**
 * parcours_platform_from_name:
 * @name: (nullable): a name from a file or a command line
 * @platform: (out): the platform
 *
 * Returns: whether @name is a platform
 */
gboolean
parcours_platform_from_name (const char       *name,
                             ParcoursPlatform *platform)
{
  for (guint i = 0; name != NULL && i < PARCOURS_N_PLATFORMS; i++)
    {
      if (g_str_equal (platforms[i].name, name))
        {
          *platform = (ParcoursPlatform) i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * parcours_platform_name:
 * @platform: a platform
 *
 * Returns: (transfer none): its name in files and on the command line
 */
const char *
parcours_platform_name (ParcoursPlatform platform)
{
  return platforms[platform].name;
}

/**
 * parcours_platform_label:
 * @platform: a platform
 *
 * Returns: (transfer none): its name for people
 */
const char *
parcours_platform_label (ParcoursPlatform platform)
{
  return _(platforms[platform].label);
}

static char **
read_strings (JsonObject *object,
              const char *name)
{
  JsonArray *array = parcours_json_member_array (object, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));

  return g_strv_builder_end (builder);
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
        {
          g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, "%s: %s has no parameter “%s”",
                       row->id, row->type->name, (const char *) l->data);
          return FALSE;
        }
      g_hash_table_insert (row->params, g_strdup (l->data), json_object_ref (change));
    }

  return TRUE;
}

/**
 * parcours_row_new_from_json:
 * @platform: the platform
 * @type: the step type that carries the row
 * @object: its description in the platform's file
 * @error: return location for an error
 *
 * Returns: (transfer full): the row, or %NULL
 */
ParcoursRow *
parcours_row_new_from_json (ParcoursPlatform        platform,
                            const ParcoursStepType *type,
                            JsonObject             *object,
                            GError                **error)
{
  ParcoursRow *row = g_new0 (ParcoursRow, 1);
  JsonObject *label = parcours_json_member_object (object, "label");
  JsonObject *category = parcours_json_member_object (object, "category");
  JsonArray *constraints = parcours_json_member_array (object, "constraints");

  row->id = g_strdup (parcours_json_member_string (object, "id"));
  row->platform = platform;
  row->type = type;
  row->label = g_strdup (parcours_json_member_string (label, "en"));
  row->label_fr = g_strdup (parcours_json_member_string (label, "fr"));
  row->category = g_strdup (parcours_json_member_string (category, "en"));
  row->category_fr = g_strdup (parcours_json_member_string (category, "fr"));
  row->ports = json_object_has_member (object, "ports") ? read_strings (object, "ports")
                                                        : g_strdupv (type->ports);
  row->params = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  row->constraints = constraints != NULL ? json_array_ref (constraints) : NULL;
  row->requires = read_strings (object, "requires");
  row->plans = read_strings (object, "plans");
  row->uses = read_strings (object, "uses");
  if (!read_params (row, parcours_json_member_object (object, "params"), error))
    {
      parcours_row_free (row);
      return NULL;
    }

  return row;
}

/**
 * parcours_row_new_for_type:
 * @type: a step type
 *
 * Returns: (transfer full): the row by which platform *Any* offers @type: under its own name, without limits
 */
ParcoursRow *
parcours_row_new_for_type (const ParcoursStepType *type)
{
  ParcoursRow *row = g_new0 (ParcoursRow, 1);

  row->id = g_strdup (type->name);
  row->platform = PARCOURS_PLATFORM_ANY;
  row->type = type;
  row->ports = g_strdupv (type->ports);
  row->params = g_hash_table_new (g_str_hash, g_str_equal);
  row->requires = g_new0 (char *, 1);
  row->plans = g_new0 (char *, 1);
  row->uses = g_new0 (char *, 1);

  return row;
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
  g_strfreev (row->ports);
  g_hash_table_unref (row->params);
  g_clear_pointer (&row->constraints, json_array_unref);
  g_strfreev (row->requires);
  g_strfreev (row->plans);
  g_strfreev (row->uses);
  g_free (row);
}

/* Platforms' own words are quotations: they stand in the data in both
 * languages, and the language in use is asked of the catalogue of messages. */
static gboolean
speaks_french (void)
{
  /* Translators: the code of your language, such as "fr"; leave it if your language has no words of the
     platforms' own in data/catalog. */
  return g_str_has_prefix (C_("language of platform labels", "en"), "fr");
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

  return row->label_fr != NULL && speaks_french () ? row->label_fr : row->label;
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

  return row->category_fr != NULL && speaks_french () ? row->category_fr : row->category;
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
 * Returns: (transfer none) (nullable): the value that the row fixes, which no person sees or changes
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
