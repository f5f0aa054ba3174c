/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-catalog-private.h"
#include "parcours-json.h"

struct _ParcoursCatalog
{
  GPtrArray *types;                         /* (owned) (element-type ParcoursStepType) */
  GPtrArray *topics;                        /* (owned) (element-type ParcoursTopic) */
  GPtrArray *rows[PARCOURS_MAX_PLATFORMS];    /* (owned) (element-type ParcoursRow) */
  JsonObject *platforms[PARCOURS_MAX_PLATFORMS]; /* (owned) */
  GPtrArray *capabilities;                  /* (owned) (element-type ParcoursCapability) */
  GPtrArray *recipes;                       /* (owned) (element-type ParcoursRecipe) */
  GHashTable *types_by_name;                /* (owned) (element-type utf8 ParcoursStepType) */
  GHashTable *topics_by_name;               /* (owned) (element-type utf8 ParcoursTopic) */
  GHashTable *rows_by_id;                   /* (owned) (element-type utf8 ParcoursRow) */
};

/**
 * parcours_catalog_quote:
 * @words: a platform's own words, by language
 *
 * Returns: (transfer none) (nullable): those of the language in use
 */
const char *
parcours_catalog_quote (JsonObject *words)
{
  return parcours_json_member_string (words, parcours_catalog_speaks_french () ? "fr" : "en");
}

/* The object of a file, if the file is of the kind expected. */
static JsonObject *
open_file (JsonNode    *node,
           const char  *format,
           GError     **error)
{
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (g_strcmp0 (parcours_json_member_string (object, "format"), format) == 0)
    return object;
  parcours_catalog_fail (error, "this is not a file of the format “%s”", format);

  return NULL;
}

/* One thing by name, of a file that is an object of things. */
static JsonObject *
open_member (JsonObject  *things,
             const char  *name,
             GError     **error)
{
  JsonObject *object = parcours_json_member_object (things, name);

  if (object == NULL)
    parcours_catalog_fail (error, "%s: this is no object", name);

  return object;
}

static gboolean
read_topics (ParcoursCatalog  *catalog,
             JsonObject       *file,
             GError          **error)
{
  JsonObject *topics = parcours_json_member_object (file, "topics");
  g_autoptr (GList) members = topics != NULL ? json_object_get_members (topics) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonObject *object = open_member (topics, l->data, error);
      ParcoursTopic *topic = NULL;

      if (object != NULL)
        topic = parcours_topic_new_from_json (l->data, catalog->topics->len, object, error);
      if (topic == NULL)
        return FALSE;
      g_ptr_array_add (catalog->topics, topic);
      g_hash_table_insert (catalog->topics_by_name, topic->name, topic);
    }

  return members != NULL || parcours_catalog_fail (error, "there are no topics");
}

static gboolean
read_types (ParcoursCatalog  *catalog,
            JsonObject       *file,
            GError          **error)
{
  JsonObject *types = parcours_json_member_object (file, "steps");
  JsonObject *common = parcours_json_member_object (file, "common");
  g_autoptr (GList) members = types != NULL ? json_object_get_members (types) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonObject *object = open_member (types, l->data, error);
      ParcoursStepType *type = NULL;

      if (object != NULL)
        type = parcours_step_type_new_from_json (l->data, catalog->types->len, object, common, error);
      if (type == NULL)
        return FALSE;
      g_ptr_array_add (catalog->types, type);
      g_hash_table_insert (catalog->types_by_name, type->name, type);
    }
  for (guint i = 0; i < catalog->types->len; i++)
    {
      if (!parcours_step_type_check (g_ptr_array_index (catalog->types, i), catalog, error))
        return FALSE;
    }

  return members != NULL || parcours_catalog_fail (error, "there are no step types");
}

static gboolean
add_row (ParcoursCatalog  *catalog,
         ParcoursRow      *row,
         GError          **error)
{
  g_ptr_array_add (catalog->rows[row->platform], row);

  return g_hash_table_insert (catalog->rows_by_id, row->id, row) ||
         parcours_catalog_fail (error, "%s: two rows have this id", row->id);
}

/* The other types that the form of the row offers instead. */
static gboolean
add_variants (ParcoursCatalog  *catalog,
              ParcoursRow      *row,
              JsonObject       *object,
              GError          **error)
{
  g_auto (GStrv) also = parcours_catalog_strings (object, "also");

  for (guint i = 0; also[i] != NULL; i++)
    {
      const ParcoursStepType *type = parcours_catalog_type (catalog, also[i]);

      if (type == NULL)
        return parcours_catalog_fail (error, "%s: there is no step type “%s”", row->id, also[i]);
      g_ptr_array_add (row->variants, parcours_row_new_variant (row, type));
    }

  return TRUE;
}

static gboolean
read_row (ParcoursCatalog   *catalog,
          ParcoursPlatform   platform,
          JsonNode          *node,
          JsonObject        *file,
          JsonObject        *common,
          GError           **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id = parcours_json_member_string (object, "id");
  const char *name = parcours_json_member_string (object, "type");
  const ParcoursStepType *type = name != NULL ? parcours_catalog_type (catalog, name) : NULL;
  ParcoursRow *row;

  if (id == NULL)
    return parcours_catalog_fail (error, "a row is an object with an id");
  if (type == NULL)
    return parcours_catalog_fail (error, "%s: there is no step type “%s”", id, name != NULL ? name : "");
  row = parcours_row_new_from_json (platform, type, object, file, common, error);

  return row != NULL && add_row (catalog, row, error) && add_variants (catalog, row, object, error);
}

static gboolean
add_type_rows (ParcoursCatalog  *catalog,
               JsonObject       *common,
               GError          **error)
{
  for (guint i = 0; i < catalog->types->len; i++)
    {
      if (!add_row (catalog, parcours_row_new_for_type (g_ptr_array_index (catalog->types, i), common), error))
        return FALSE;
    }

  return TRUE;
}

/* What the platform changes of the parameters that every trigger has: its
 * `triggers`, and what holds where `runs` is left out. */
static JsonObject *
read_common (JsonObject *file)
{
  JsonObject *triggers = parcours_json_member_object (file, "triggers");
  const char *runs = parcours_json_member_string (file, "runs");
  JsonObject *common = parcours_json_copy_object (triggers);
  JsonObject *change;

  if (runs == NULL)
    return common;
  change = parcours_json_copy_object (parcours_json_member_object (triggers, "runs"));
  json_object_set_string_member (change, "default", runs);
  json_object_set_object_member (common, "runs", change);

  return common;
}

static gboolean
check_notices (ParcoursCatalog  *catalog,
               JsonObject       *file,
               GError          **error)
{
  g_auto (GStrv) notices = parcours_catalog_strings (file, "notices");

  for (guint i = 0; notices[i] != NULL; i++)
    {
      if (!g_hash_table_contains (catalog->types_by_name, notices[i]))
        return parcours_catalog_fail (error, "notices: there is no step type “%s”", notices[i]);
    }

  return TRUE;
}

static gboolean
read_platform (ParcoursCatalog  *catalog,
               JsonObject       *file,
               GError          **error)
{
  JsonArray *rows = parcours_json_member_array (file, "rows");
  g_autoptr (JsonObject) common = read_common (file);
  ParcoursPlatform platform;

  if (!parcours_platform_from_name (parcours_json_member_string (file, "platform"), &platform))
    return parcours_catalog_fail (error, "a platform's file names no platform");
  if (!check_notices (catalog, file, error))
    return FALSE;
  json_object_unref (catalog->platforms[platform]);
  catalog->platforms[platform] = parcours_json_copy_object (file);
  if (platform == PARCOURS_PLATFORM_ANY)
    return add_type_rows (catalog, common, error);
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      if (!read_row (catalog, platform, json_array_get_element (rows, i), file, common, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_platforms (ParcoursCatalog  *catalog,
                JsonNode        **platforms,
                GError          **error)
{
  for (guint i = 0; platforms[i] != NULL; i++)
    {
      JsonObject *file = open_file (platforms[i], "parcours-platform/1", error);

      if (file == NULL || !read_platform (catalog, file, error))
        return FALSE;
    }
  if (catalog->rows[PARCOURS_PLATFORM_ANY]->len == 0 && !add_type_rows (catalog, NULL, error))
    return FALSE;
  for (guint i = PARCOURS_PLATFORM_ANY + 1; i < PARCOURS_N_PLATFORMS; i++)
    {
      for (guint j = 0; j < catalog->rows[i]->len; j++)
        {
          if (!parcours_row_check (g_ptr_array_index (catalog->rows[i], j), catalog, error))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_capabilities (ParcoursCatalog  *catalog,
                   JsonObject       *file,
                   GError          **error)
{
  JsonArray *array = parcours_json_member_array (file, "capabilities");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      ParcoursCapability *capability = parcours_capability_new_from_json (object, file, error);

      if (capability == NULL)
        return FALSE;
      g_ptr_array_add (catalog->capabilities, capability);
    }

  return TRUE;
}

static gboolean
read_recipes (ParcoursCatalog  *catalog,
              JsonObject       *file,
              GError          **error)
{
  JsonArray *array = parcours_json_member_array (file, "recipes");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      ParcoursRecipe *recipe = parcours_recipe_new_from_json (object, error);

      if (recipe == NULL)
        return FALSE;
      g_ptr_array_add (catalog->recipes, recipe);
      if (!parcours_recipe_check (recipe, catalog, error))
        return FALSE;
    }

  return TRUE;
}

static ParcoursCatalog *
new_empty (void)
{
  ParcoursCatalog *catalog = g_new0 (ParcoursCatalog, 1);

  catalog->types = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_step_type_free);
  catalog->topics = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_topic_free);
  for (guint i = 0; i < PARCOURS_N_PLATFORMS; i++)
    {
      catalog->rows[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_row_free);
      catalog->platforms[i] = json_object_new ();
    }
  catalog->capabilities = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_capability_free);
  catalog->recipes = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_recipe_free);
  catalog->types_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  catalog->topics_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  catalog->rows_by_id = g_hash_table_new (g_str_hash, g_str_equal);

  return catalog;
}

/**
 * parcours_catalog_new:
 * @topics: the tree of `topics.json`
 * @steps: the tree of `steps.json`
 * @platforms: (array zero-terminated=1): the trees of the platforms' files
 * @capabilities: (nullable): the tree of `capabilities.json`
 * @recipes: (nullable): the tree of `recipes.json`
 * @error: return location for an error
 *
 * The parts are held against each other: whatever one of them names exists, and
 * every preset has its parameter's type.
 *
 * Returns: (transfer full): a catalogue, or %NULL
 */
ParcoursCatalog *
parcours_catalog_new (JsonNode  *topics,
                      JsonNode  *steps,
                      JsonNode **platforms,
                      JsonNode  *capabilities,
                      JsonNode  *recipes,
                      GError   **error)
{
  ParcoursCatalog *catalog = new_empty ();
  JsonObject *topics_file = open_file (topics, "parcours-topics/1", error);
  JsonObject *steps_file = topics_file != NULL ? open_file (steps, "parcours-steps/1", error) : NULL;
  JsonObject *capabilities_file = NULL, *recipes_file = NULL;
  gboolean ok = steps_file != NULL;

  if (ok && capabilities != NULL)
    ok = (capabilities_file = open_file (capabilities, "parcours-capabilities/1", error)) != NULL;
  if (ok && recipes != NULL)
    ok = (recipes_file = open_file (recipes, "parcours-recipes/1", error)) != NULL;
  ok = ok && read_topics (catalog, topics_file, error) && read_types (catalog, steps_file, error) &&
       read_platforms (catalog, platforms, error) && read_capabilities (catalog, capabilities_file, error) &&
       read_recipes (catalog, recipes_file, error);
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
  g_ptr_array_unref (catalog->capabilities);
  g_ptr_array_unref (catalog->recipes);
  g_ptr_array_unref (catalog->topics);
  g_ptr_array_unref (catalog->types);
  g_free (catalog);
}

static gpointer
load_once (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) topics = parcours_catalog_load ("topics.json");
  g_autoptr (JsonNode) steps = parcours_catalog_load ("steps.json");
  g_autoptr (JsonNode) capabilities = parcours_catalog_load ("capabilities.json");
  g_autoptr (JsonNode) recipes = parcours_catalog_load ("recipes.json");
  JsonNode *platforms[PARCOURS_MAX_PLATFORMS + 1] = { NULL };
  ParcoursCatalog *catalog;

  for (guint i = 0; i < PARCOURS_N_PLATFORMS; i++)
    {
      g_autofree char *name = g_strconcat (parcours_platform_name (i), ".json", NULL);

      platforms[i] = parcours_catalog_load (name);
    }
  catalog = parcours_catalog_new (topics, steps, platforms, capabilities, recipes, &error);
  if (catalog == NULL)
    g_error ("The catalogue is damaged: %s", error->message);
  for (guint i = 0; i < PARCOURS_N_PLATFORMS; i++)
    json_node_unref (platforms[i]);

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

/**
 * parcours_catalog_platform:
 * @catalog: the catalogue
 * @platform: a platform
 *
 * Returns: (transfer none): the platform's presets: `entry`, `runs`, `consent`, `notices`, `cap`, and what its
 *   workspaces may have: `features` and `plans`, by slug, plans from the lowest
 */
JsonObject *
parcours_catalog_platform (const ParcoursCatalog *catalog,
                           ParcoursPlatform       platform)
{
  return catalog->platforms[platform];
}

/**
 * parcours_catalog_is_notice:
 * @catalog: the catalogue
 * @platform: a platform
 * @type: the name of a type of trigger
 *
 * Returns: whether the platform takes what is sent after such a trigger for a notice of an order, which asks for no
 *   consent (vocabulary, section 2)
 */
gboolean
parcours_catalog_is_notice (const ParcoursCatalog *catalog,
                            ParcoursPlatform       platform,
                            const char            *type)
{
  return parcours_json_array_has (parcours_json_member_array (catalog->platforms[platform], "notices"), type);
}

/**
 * parcours_catalog_n_capabilities:
 * @catalog: the catalogue
 *
 * Returns: how many capabilities the platforms have
 */
guint
parcours_catalog_n_capabilities (const ParcoursCatalog *catalog)
{
  return catalog->capabilities->len;
}

/**
 * parcours_catalog_nth_capability:
 * @catalog: the catalogue
 * @n: a number below parcours_catalog_n_capabilities()
 *
 * Returns: (transfer none): the capability
 */
const ParcoursCapability *
parcours_catalog_nth_capability (const ParcoursCatalog *catalog,
                                 guint                  n)
{
  return g_ptr_array_index (catalog->capabilities, n);
}

/**
 * parcours_catalog_n_recipes:
 * @catalog: the catalogue
 *
 * Returns: how many recipes there are for what a platform does not offer
 */
guint
parcours_catalog_n_recipes (const ParcoursCatalog *catalog)
{
  return catalog->recipes->len;
}

/**
 * parcours_catalog_nth_recipe:
 * @catalog: the catalogue
 * @n: a number below parcours_catalog_n_recipes()
 *
 * Returns: (transfer none): the recipe
 */
const ParcoursRecipe *
parcours_catalog_nth_recipe (const ParcoursCatalog *catalog,
                             guint                  n)
{
  return g_ptr_array_index (catalog->recipes, n);
}
