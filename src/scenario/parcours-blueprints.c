/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "parcours-blueprints.h"
#include "parcours-error.h"
#include "parcours-json.h"
#include "parcours-templates-resources.h"
#include "parcours-text.h"

#define RESOURCES "/org/parcours/Parcours/templates/"
#define SUFFIX ".json"

/**
 * parcours_blueprints_folder:
 *
 * Returns: (transfer full): where the templates lie that a person has saved
 */
char *
parcours_blueprints_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "parcours", "templates", NULL);
}

static char *
own_path (const char *name)
{
  g_autofree char *folder = parcours_blueprints_folder ();
  g_autofree char *file = g_strconcat (name, SUFFIX, NULL);

  return g_build_filename (folder, file, NULL);
}

static char *
name_of (const char *file)
{
  return g_strndup (file, strlen (file) - strlen (SUFFIX));
}

static ParcoursBlueprint *
load_own (const char *name,
          const char *path,
          GError    **error)
{
  g_autoptr (JsonNode) node = parcours_json_load (path, error);
  ParcoursBlueprint *blueprint;

  if (node == NULL)
    return NULL;
  blueprint = parcours_blueprint_new_from_json (name, TRUE, node, error);
  if (blueprint == NULL)
    g_prefix_error (error, "%s: ", path);

  return blueprint;
}

/* What comes with the program can be read: a test reads all of it. Parsed without sealing it, since its words are
 * put into the user's language where they stand. */
static ParcoursBlueprint *
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
  parcours_blueprint_translate (node);

  return parcours_blueprint_new_from_json (name, FALSE, node, NULL);
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
  const ParcoursBlueprint *one = *(const ParcoursBlueprint *const *) a;
  const ParcoursBlueprint *other = *(const ParcoursBlueprint *const *) b;
  int order = g_utf8_collate (one->title, other->title);

  return order != 0 ? order : strcmp (one->name, other->name);
}

static void
add_built_in (GPtrArray  *blueprints,
              const char *platform)
{
  g_autofree char *folder = g_strconcat (RESOURCES, platform, NULL);
  g_auto (GStrv) files = g_resource_enumerate_children (parcours_templates_get_resource (), folder,
                                                        G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      g_autofree char *base = name_of (files[i]);
      g_autofree char *name = g_strconcat (platform, "/", base, NULL);

      g_ptr_array_add (blueprints, load_built_in (name));
    }
}

static void
add_own (GPtrArray *blueprints,
         GPtrArray *errors)
{
  g_autofree char *folder = parcours_blueprints_folder ();
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
      ParcoursBlueprint *blueprint = load_own (g_ptr_array_index (names, i), path, &error);

      if (blueprint != NULL)
        g_ptr_array_add (blueprints, blueprint);
      else if (errors != NULL)
        g_ptr_array_add (errors, g_strdup (error->message));
    }
}

/**
 * parcours_blueprints_list:
 * @errors: (nullable) (element-type utf8): takes a line for each file of a person's own that cannot be read
 *
 * Returns: (transfer full) (element-type ParcoursBlueprint): all templates: a person's own, then those of the program,
 *   both by title
 */
GPtrArray *
parcours_blueprints_list (GPtrArray *errors)
{
  GPtrArray *blueprints = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_blueprint_unref);
  g_autoptr (GPtrArray) built_in = g_ptr_array_new ();

  add_own (blueprints, errors);
  g_ptr_array_sort (blueprints, compare_titles);
  for (guint i = 0; i < PARCOURS_N_PLATFORMS; i++)
    add_built_in (built_in, parcours_platform_name (i));
  g_ptr_array_sort (built_in, compare_titles);
  g_ptr_array_extend (blueprints, built_in, NULL, NULL);

  return blueprints;
}

static gboolean
has_row (const ParcoursBlueprint *blueprint,
         const ParcoursRow       *row)
{
  for (guint i = 0; i < parcours_automation_n_steps (blueprint->automation); i++)
    {
      if (parcours_step_origin (parcours_automation_nth_step (blueprint->automation, i)) == row)
        return TRUE;
    }

  return FALSE;
}

/* Whether a template is there for what people use the row for. */
static gboolean
is_use (const ParcoursBlueprint *blueprint,
        const ParcoursRow       *row)
{
  const char *name = strrchr (blueprint->name, '/') + 1;

  return g_strv_contains ((const char *const *) row->uses, name);
}

/**
 * parcours_blueprints_with:
 * @row: a row of the catalogue
 * @max: how many templates at most
 *
 * Returns: (transfer full) (element-type ParcoursBlueprint): templates of its platform to learn the row from: first those
 *   for what people use it for, then others in which it stands
 */
GPtrArray *
parcours_blueprints_with (const ParcoursRow *row,
                          guint              max)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_blueprint_unref);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) parcours_blueprint_unref);

  add_built_in (all, parcours_platform_name (row->platform));
  g_ptr_array_sort (all, compare_titles);
  for (int is_wanted = TRUE; is_wanted >= FALSE; is_wanted--)
    {
      for (guint i = 0; i < all->len && found->len < max; i++)
        {
          ParcoursBlueprint *blueprint = g_ptr_array_index (all, i);

          if (is_use (blueprint, row) == is_wanted && (is_wanted || has_row (blueprint, row)))
            g_ptr_array_add (found, parcours_blueprint_ref (blueprint));
        }
    }

  return found;
}

/**
 * parcours_blueprints_find:
 * @name: the name of a template, or of a file
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the template
 */
ParcoursBlueprint *
parcours_blueprints_find (const char *name,
                          GError    **error)
{
  g_autofree char *path = g_str_has_suffix (name, SUFFIX) ? g_strdup (name) : own_path (name);
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *base = name_of (file);
  ParcoursBlueprint *blueprint = load_built_in (name);

  if (blueprint != NULL)
    return blueprint;
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
 * parcours_blueprints_save:
 * @blueprint: a template
 * @error: return location for an error, whose message names the file
 *
 * Puts it among a person's own, beside those that are called the same.
 *
 * Returns: (transfer full) (nullable): the template as it is there
 */
ParcoursBlueprint *
parcours_blueprints_save (ParcoursBlueprint *blueprint,
                          GError           **error)
{
  g_autofree char *folder = parcours_blueprints_folder ();
  g_autofree char *wish = parcours_slug_from_label (blueprint->title, "template");
  g_autofree char *name = parcours_slug_make_unique (wish, is_taken, NULL);
  g_autofree char *path = own_path (name);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_FAILED, _("The folder “%1$s” cannot be made: %2$s"), folder,
                   g_strerror (errno));
      return NULL;
    }

  if (!parcours_json_save (blueprint->node, path, error))
    return NULL;

  return parcours_blueprint_new_from_json (name, TRUE, blueprint->node, error);
}

/**
 * parcours_blueprints_delete:
 * @name: the name of a template that a person has saved
 * @error: return location for an error
 *
 * Returns: whether it is gone
 */
gboolean
parcours_blueprints_delete (const char *name,
                            GError    **error)
{
  g_autofree char *path = own_path (name);

  if (g_unlink (path) == 0)
    return TRUE;
  g_set_error (error, PARCOURS_ERROR, PARCOURS_ERROR_FAILED, _("“%1$s” cannot be deleted: %2$s"), path, g_strerror (errno));

  return FALSE;
}
