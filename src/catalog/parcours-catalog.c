/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>

#include "parcours-catalog-resources.h"
#include "parcours-catalog.h"
#include "parcours-error.h"
#include "parcours-json.h"

#define RESOURCE_PATH "/org/parcours/Parcours/catalog/"

struct _ParcoursCatalog
{
  GPtrArray *types;                         /* (owned) (element-type ParcoursStepType) */
  GPtrArray *topics;                        /* (owned) (element-type ParcoursTopic) */
  GPtrArray *rows[PARCOURS_N_PLATFORMS];    /* (owned) (element-type ParcoursRow) */
  JsonObject *platforms[PARCOURS_N_PLATFORMS]; /* (owned) */
  GHashTable *types_by_name;                /* (owned) (element-type utf8 ParcoursStepType) */
  GHashTable *topics_by_name;               /* (owned) (element-type utf8 ParcoursTopic) */
  GHashTable *rows_by_id;                   /* (owned) (element-type utf8 ParcoursRow) */
};

static gboolean
read_topics (ParcoursCatalog  *catalog,
             JsonObject       *topics,
             GError          **error)
{
  g_autoptr (GList) members = json_object_get_members (topics);

  for (GList *l = members; l != NULL; l = l->next)
    {
      ParcoursTopic *topic = parcours_topic_new_from_json (l->data, catalog->topics->len,
                                                           json_object_get_object_member (topics, l->data), error);

      if (topic == NULL)
        return FALSE;
      g_ptr_array_add (catalog->topics, topic);
      g_hash_table_insert (catalog->topics_by_name, topic->name, topic);
    }

  return TRUE;
}

static gboolean
read_types (ParcoursCatalog  *catalog,
            JsonObject       *types,
            GError          **error)
{
  g_autoptr (GList) members = json_object_get_members (types);

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonObject *object = json_object_get_object_member (types, l->data);
      ParcoursStepType *type = parcours_step_type_new_from_json (l->data, catalog->types->len, object, error);
      ParcoursRow *row;

      if (type == NULL)
        return FALSE;
      g_ptr_array_add (catalog->types, type);
      g_hash_table_insert (catalog->types_by_name, type->name, type);
      row = parcours_row_new_for_type (type);
      g_ptr_array_add (catalog->rows[PARCOURS_PLATFORM_ANY], row);
      g_hash_table_insert (catalog->rows_by_id, row->id, row);
    }

  return TRUE;
}

static gboolean
read_row (ParcoursCatalog   *catalog,
          ParcoursPlatform   platform,
          JsonObject        *object,
          GError           **error)
{
  const char *name = parcours_json_member_string (object, "type");
  const ParcoursStepType *type = name != NULL ? parcours_catalog_type (catalog, name) : NULL;
  ParcoursRow *row;

  if (type == NULL)
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, "%s: there is no step type “%s”",
                   parcours_json_member_string (object, "id"), name);
      return FALSE;
    }
  row = parcours_row_new_from_json (platform, type, object, error);
  if (row == NULL)
    return FALSE;
  g_ptr_array_add (catalog->rows[platform], row);

  return g_hash_table_insert (catalog->rows_by_id, row->id, row);
}

static gboolean
read_platform (ParcoursCatalog  *catalog,
               JsonObject       *object,
               GError          **error)
{
  JsonArray *rows = parcours_json_member_array (object, "rows");
  ParcoursPlatform platform;

  if (!parcours_platform_from_name (parcours_json_member_string (object, "platform"), &platform))
    {
      g_set_error_literal (error, PARCOURS_ERROR, PARCOURS_ERROR_INVALID, "a platform file names no platform");
      return FALSE;
    }
  g_clear_pointer (&catalog->platforms[platform], json_object_unref);
  catalog->platforms[platform] = json_object_ref (object);
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      if (!read_row (catalog, platform, json_array_get_object_element (rows, i), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * parcours_catalog_new:
 * @topics: the tree of `topics.json`
 * @steps: the tree of `steps.json`
 * @platforms: (array zero-terminated=1): the trees of the platforms' files
 * @error: return location for an error
 *
 * Returns: (transfer full): a catalogue, or %NULL
 */
ParcoursCatalog *
parcours_catalog_new (JsonNode  *topics,
                      JsonNode  *steps,
                      JsonNode **platforms,
                      GError   **error)
{
  ParcoursCatalog *catalog = g_new0 (ParcoursCatalog, 1);
  gboolean ok;

  catalog->types = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_step_type_free);
  catalog->topics = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_topic_free);
  for (guint i = 0; i < PARCOURS_N_PLATFORMS; i++)
    {
      catalog->rows[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_row_free);
      catalog->platforms[i] = json_object_new ();
    }
  catalog->types_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  catalog->topics_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  catalog->rows_by_id = g_hash_table_new (g_str_hash, g_str_equal);

  ok = read_topics (catalog, parcours_json_member_object (json_node_get_object (topics), "topics"), error) &&
       read_types (catalog, parcours_json_member_object (json_node_get_object (steps), "steps"), error);
  for (guint i = 0; ok && platforms[i] != NULL; i++)
    ok = read_platform (catalog, json_node_get_object (platforms[i]), error);
  if (!ok)
    g_clear_pointer (&catalog, parcours_catalog_free);

  return catalog;
}

/**
 * parcours_catalog_free:
 * @catalog: (transfer full): a catalogue from parcours_catalog_new()
 */
void
parcours_catalog_free (ParcoursCatalog *catalog)
{
  g_hash_table_unref (catalog->types_by_name);
  g_hash_table_unref (catalog->topics_by_name);
  g_hash_table_unref (catalog->rows_by_id);
  for (guint i = 0; i < PARCOURS_N_PLATFORMS; i++)
    {
      g_ptr_array_unref (catalog->rows[i]);
      json_object_unref (catalog->platforms[i]);
    }
  g_ptr_array_unref (catalog->topics);
  g_ptr_array_unref (catalog->types);
  g_free (catalog);
}

static JsonNode *
load_resource (const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCE_PATH, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (parcours_catalog_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  JsonNode *node;

  if (bytes == NULL)
    g_error ("The catalogue is not in the program: %s", error->message);
  node = parcours_json_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  if (node == NULL)
    g_error ("The catalogue is damaged: %s: %s", name, error->message);

  return node;
}

static gpointer
load_once (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) topics = load_resource ("topics.json");
  g_autoptr (JsonNode) steps = load_resource ("steps.json");
  g_autoptr (JsonNode) any = load_resource ("any.json");
  g_autoptr (JsonNode) activecampaign = load_resource ("activecampaign.json");
  g_autoptr (JsonNode) mailchimp = load_resource ("mailchimp.json");
  g_autoptr (JsonNode) brevo = load_resource ("brevo.json");
  JsonNode *platforms[] = { any, activecampaign, mailchimp, brevo, NULL };
  ParcoursCatalog *catalog = parcours_catalog_new (topics, steps, platforms, &error);

  if (catalog == NULL)
    g_error ("The catalogue is damaged: %s", error->message);

  return catalog;
}

/**
 * parcours_catalog_get:
 *
 * Returns: (transfer none): the catalogue of this program
 */
const ParcoursCatalog *
parcours_catalog_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_once, NULL);
}

/**
 * parcours_catalog_n_types:
 * @catalog: the catalogue
 *
 * Returns: how many step types there are
 */
guint
parcours_catalog_n_types (const ParcoursCatalog *catalog)
{
  return catalog->types->len;
}

/**
 * parcours_catalog_nth_type:
 * @catalog: the catalogue
 * @n: a number below parcours_catalog_n_types()
 *
 * Returns: (transfer none): the step type
 */
const ParcoursStepType *
parcours_catalog_nth_type (const ParcoursCatalog *catalog,
                           guint                  n)
{
  return g_ptr_array_index (catalog->types, n);
}

/**
 * parcours_catalog_type:
 * @catalog: the catalogue
 * @name: the name of a step type
 *
 * Returns: (transfer none) (nullable): the step type, or %NULL
 */
const ParcoursStepType *
parcours_catalog_type (const ParcoursCatalog *catalog,
                       const char            *name)
{
  return g_hash_table_lookup (catalog->types_by_name, name);
}

/**
 * parcours_catalog_n_topics:
 * @catalog: the catalogue
 *
 * Returns: how many topics there are
 */
guint
parcours_catalog_n_topics (const ParcoursCatalog *catalog)
{
  return catalog->topics->len;
}

/**
 * parcours_catalog_nth_topic:
 * @catalog: the catalogue
 * @n: a number below parcours_catalog_n_topics()
 *
 * Returns: (transfer none): the topic
 */
const ParcoursTopic *
parcours_catalog_nth_topic (const ParcoursCatalog *catalog,
                            guint                  n)
{
  return g_ptr_array_index (catalog->topics, n);
}

/**
 * parcours_catalog_topic:
 * @catalog: the catalogue
 * @name: the name of a topic
 *
 * Returns: (transfer none) (nullable): the topic, or %NULL
 */
const ParcoursTopic *
parcours_catalog_topic (const ParcoursCatalog *catalog,
                        const char            *name)
{
  return g_hash_table_lookup (catalog->topics_by_name, name);
}

/**
 * parcours_catalog_n_rows:
 * @catalog: the catalogue
 * @platform: a platform
 *
 * Returns: how many steps the platform offers
 */
guint
parcours_catalog_n_rows (const ParcoursCatalog *catalog,
                         ParcoursPlatform       platform)
{
  return catalog->rows[platform]->len;
}

/**
 * parcours_catalog_nth_row:
 * @catalog: the catalogue
 * @platform: a platform
 * @n: a number below parcours_catalog_n_rows()
 *
 * Returns: (transfer none): the row
 */
const ParcoursRow *
parcours_catalog_nth_row (const ParcoursCatalog *catalog,
                          ParcoursPlatform       platform,
                          guint                  n)
{
  return g_ptr_array_index (catalog->rows[platform], n);
}

/**
 * parcours_catalog_row:
 * @catalog: the catalogue
 * @id: the id of a row, such as `ac.tag-added`
 *
 * Returns: (transfer none) (nullable): the row, or %NULL
 */
const ParcoursRow *
parcours_catalog_row (const ParcoursCatalog *catalog,
                      const char            *id)
{
  return g_hash_table_lookup (catalog->rows_by_id, id);
}

/* How well a step's parameters fit a row: a fixed value that agrees counts for
 * it, one that contradicts counts more against it. */
static int
score_row (const ParcoursRow *row,
           JsonObject        *params)
{
  GHashTableIter iter;
  gpointer name;
  int score = 0;

  g_hash_table_iter_init (&iter, row->params);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      JsonNode *value = params != NULL ? json_object_get_member (params, name) : NULL;
      JsonNode *fixed = parcours_row_fixed (row, name);
      const ParcoursParam *param = parcours_step_type_param (row->type, name);

      if (fixed != NULL && value != NULL)
        score += parcours_json_equal (fixed, value) ? 4 : -16;
      else if (fixed != NULL)
        score -= param->any ? 2 : 1;
      else if (parcours_row_requires_param (row, param))
        score += value != NULL ? 2 : -2;
    }

  return score;
}

/**
 * parcours_catalog_counterpart:
 * @catalog: the catalogue
 * @platform: a platform
 * @type: the name of a step type
 * @params: (nullable): the parameters of a step of that type
 *
 * Returns: (transfer none) (nullable): the row of @platform that carries @type and whose presets agree
 *   best with @params, the first of equals, or %NULL if the platform does not offer @type
 */
const ParcoursRow *
parcours_catalog_counterpart (const ParcoursCatalog *catalog,
                              ParcoursPlatform       platform,
                              const char            *type,
                              JsonObject            *params)
{
  const ParcoursRow *best = NULL;
  int best_score = G_MININT;

  for (guint i = 0; i < catalog->rows[platform]->len; i++)
    {
      const ParcoursRow *row = g_ptr_array_index (catalog->rows[platform], i);
      int score;

      if (!g_str_equal (row->type->name, type))
        continue;
      score = score_row (row, params);
      if (score > best_score)
        {
          best = row;
          best_score = score;
        }
    }

  return best;
}

/**
 * parcours_catalog_platform:
 * @catalog: the catalogue
 * @platform: a platform
 *
 * Returns: (transfer none): the platform's presets: `entry`, `runs`, `consent`, `cap`
 */
JsonObject *
parcours_catalog_platform (const ParcoursCatalog *catalog,
                           ParcoursPlatform       platform)
{
  return catalog->platforms[platform];
}
