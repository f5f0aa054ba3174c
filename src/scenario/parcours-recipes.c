/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-recipes.h"
#include "parcours-templates-resources.h"
#include "parcours-text.h"

#define RESOURCES "/org/parcours/Parcours/templates/"
#define SUFFIX ".json"

/**
 * parcours_recipes_folder:
 *
 * Returns: (transfer full): where the templates lie that a person has saved
 */
char *
parcours_recipes_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "parcours", "templates", NULL);
}

static char *
own_path (const char *name)
{
  g_autofree char *folder = parcours_recipes_folder ();
  g_autofree char *file = g_strconcat (name, SUFFIX, NULL);

  return g_build_filename (folder, file, NULL);
}

static char *
name_of (const char *file)
{
  return g_strndup (file, strlen (file) - strlen (SUFFIX));
}

static ParcoursRecipe *
load_own (const char  *name,
          const char  *path,
          GError     **error)
{
  g_autoptr (JsonNode) node = parcours_json_load (path, error);
  ParcoursRecipe *recipe;

  if (node == NULL)
    return NULL;
  recipe = parcours_recipe_new_from_json (name, TRUE, node, error);
  if (recipe == NULL)
    g_prefix_error (error, "%s: ", path);

  return recipe;
}

/* What comes with the program can be read: a test reads all of it. Parsed without sealing it, since its words are
 * put into the user's language where they stand. */
static ParcoursRecipe *
load_built_in (const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, SUFFIX, NULL);
  g_autoptr (GBytes) bytes =
    g_resource_lookup_data (parcours_templates_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonNode) node = NULL;

  if (bytes == NULL)
    return NULL;
  /* A resource ends with a zero byte that is not part of it. */
  node = json_from_string (g_bytes_get_data (bytes, NULL), NULL);
  parcours_recipe_translate (node);

  return parcours_recipe_new_from_json (name, FALSE, node, NULL);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static int
compare_titles (gconstpointer a,
                gconstpointer b)
{
  const ParcoursRecipe *one = *(const ParcoursRecipe *const *) a;
  const ParcoursRecipe *other = *(const ParcoursRecipe *const *) b;
  int order = g_utf8_collate (one->title, other->title);

  return order != 0 ? order : strcmp (one->name, other->name);
}

static void
add_built_in (GPtrArray  *recipes,
              const char *platform)
{
  g_autofree char *folder = g_strconcat (RESOURCES, platform, NULL);
  g_auto (GStrv) files = g_resource_enumerate_children (parcours_templates_get_resource (), folder,
                                                        G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      g_autofree char *base = name_of (files[i]);
      g_autofree char *name = g_strconcat (platform, "/", base, NULL);

      g_ptr_array_add (recipes, load_built_in (name));
    }
}

static void
add_own (GPtrArray *recipes,
         GPtrArray *errors)
{
  g_autofree char *folder = parcours_recipes_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (const char *file = dir != NULL ? g_dir_read_name (dir) : NULL; file != NULL; file = g_dir_read_name (dir))
    {
      if (g_str_has_suffix (file, SUFFIX))
        g_ptr_array_add (names, name_of (file));
    }
  g_ptr_array_sort (names, compare_texts);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = own_path (g_ptr_array_index (names, i));
      g_autoptr (GError) error = NULL;
      ParcoursRecipe *recipe = load_own (g_ptr_array_index (names, i), path, &error);

      if (recipe != NULL)
        g_ptr_array_add (recipes, recipe);
      else if (errors != NULL)
        g_ptr_array_add (errors, g_strdup (error->message));
    }
}

/**
 * parcours_recipes_list:
 * @errors: (nullable) (element-type utf8): takes a line for each file of a person's own that cannot be read
 *
 * Returns: (transfer full) (element-type ParcoursRecipe): all templates: a person's own, then those of the program, both by title
 */
GPtrArray *
parcours_recipes_list (GPtrArray *errors)
{
  GPtrArray *recipes = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_recipe_unref);
  g_autoptr (GPtrArray) built_in = g_ptr_array_new ();

  add_own (recipes, errors);
  g_ptr_array_sort (recipes, compare_titles);
  for (guint i = 0; i < PARCOURS_N_PLATFORMS; i++)
    add_built_in (built_in, parcours_platform_name (i));
  g_ptr_array_sort (built_in, compare_titles);
  g_ptr_array_extend (recipes, built_in, NULL, NULL);

  return recipes;
}

/**
 * parcours_recipes_find:
 * @name: the name of a template, or of a file
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the template
 */
ParcoursRecipe *
parcours_recipes_find (const char  *name,
                       GError     **error)
{
  g_autofree char *path = g_str_has_suffix (name, SUFFIX) ? g_strdup (name) : own_path (name);
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *base = name_of (file);
  ParcoursRecipe *recipe = load_built_in (name);

  if (recipe != NULL)
    return recipe;
  if (g_str_has_suffix (name, SUFFIX) || g_file_test (path, G_FILE_TEST_EXISTS))
    return load_own (base, path, error);
  g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_NOT_FOUND,
               _("There is no template “%s”; “parcours-cli template list” shows those there are"), name);

  return NULL;
}

static gboolean
is_taken (const char *name,
          gpointer    user_data)
{
  g_autofree char *path = own_path (name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * parcours_recipes_save:
 * @recipe: a template
 * @error: return location for an error, whose message names the file
 *
 * Puts it among a person's own, beside those that are called the same.
 *
 * Returns: (transfer full) (nullable): the template as it is there
 */
ParcoursRecipe *
parcours_recipes_save (ParcoursRecipe  *recipe,
                       GError         **error)
{
  g_autofree char *folder = parcours_recipes_folder ();
  g_autofree char *wish = parcours_slug_from_label (recipe->title, "template");
  g_autofree char *name = parcours_slug_make_unique (wish, is_taken, NULL);
  g_autofree char *path = own_path (name);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_FAILED, _("The folder “%1$s” cannot be made: %2$s"), folder,
                   g_strerror (errno));
      return NULL;
    }

  return parcours_json_save (recipe->node, path, error) ? parcours_recipe_new_from_json (name, TRUE, recipe->node, error)
                                                        : NULL;
}

/**
 * parcours_recipes_delete:
 * @name: the name of a template that a person has saved
 * @error: return location for an error
 *
 * Returns: whether it is gone
 */
gboolean
parcours_recipes_delete (const char  *name,
                         GError     **error)
{
  g_autofree char *path = own_path (name);

  if (g_unlink (path) == 0)
    return TRUE;
  g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_FAILED, _("“%1$s” cannot be deleted: %2$s"), path, g_strerror (errno));

  return FALSE;
}
