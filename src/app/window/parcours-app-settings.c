/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-app-settings.h"

/* So many workspaces are offered again. */
#define MAX_RECENT 10

/* A program that was built and not installed has its schema where the build put it. */
static GSettingsSchema *
find_schema (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *build = g_path_get_dirname (PARCOURS_BUILD_SCHEMADIR);
  g_autofree char *prefix = g_strconcat (build, G_DIR_SEPARATOR_S, NULL);
  g_autoptr (GSettingsSchemaSource) source = NULL;
  GSettingsSchemaSource *fallback = g_settings_schema_source_get_default ();

  if (program != NULL && g_str_has_prefix (program, prefix))
    source = g_settings_schema_source_new_from_directory (PARCOURS_BUILD_SCHEMADIR, fallback, TRUE, NULL);
  if (source == NULL)
    source = fallback != NULL ? g_settings_schema_source_ref (fallback) : NULL;

  return source != NULL ? g_settings_schema_source_lookup (source, PARCOURS_APPLICATION_ID, TRUE) : NULL;
}

/**
 * parcours_app_settings_get:
 *
 * Returns: (transfer none): what the program remembers from one start to the next
 */
GSettings *
parcours_app_settings_get (void)
{
  static GSettings *settings;

  if (settings == NULL)
    {
      g_autoptr (GSettingsSchema) schema = find_schema ();

      if (schema == NULL)
        g_error ("The settings of Parcours are not installed: there is no schema %s", PARCOURS_APPLICATION_ID);
      settings = g_settings_new_full (schema, NULL, NULL);
    }

  return settings;
}

/**
 * parcours_app_settings_remember:
 * @path: the file of a workspace
 *
 * Remembers that it was open: it is opened at the next start, and offered in the menu.
 */
void
parcours_app_settings_remember (const char *path)
{
  GSettings *settings = parcours_app_settings_get ();
  g_auto (GStrv) recent = g_settings_get_strv (settings, "recent-workspaces");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;
  guint n = 1;

  g_strv_builder_add (builder, path);
  for (char **other = recent; *other != NULL && n < MAX_RECENT; other++)
    {
      if (g_str_equal (*other, path))
        continue;
      g_strv_builder_add (builder, *other);
      n++;
    }
  paths = g_strv_builder_end (builder);
  g_settings_set_string (settings, "last-workspace", path);
  g_settings_set_strv (settings, "recent-workspaces", (const char * const *) paths);
}

/**
 * parcours_app_settings_last:
 *
 * Returns: (transfer full) (nullable): the workspace that was open last, %NULL if there is none or it has gone
 */
char *
parcours_app_settings_last (void)
{
  g_autofree char *path = g_settings_get_string (parcours_app_settings_get (), "last-workspace");

  return *path != '\0' && g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}
