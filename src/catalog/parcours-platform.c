/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-catalog-data.h"
#include "parcours-json.h"
#include "parcours-platform.h"

typedef struct
{
  JsonNode *tree;   /* (owned) names and labels point into it */
  guint n;
  const char *names[PARCOURS_MAX_PLATFORMS + 1]; /* (array zero-terminated=1) */
  const char *labels[PARCOURS_MAX_PLATFORMS];
} Platforms;

static gpointer
load_once (gpointer data)
{
  JsonNode *node = parcours_catalog_load ("platforms.json");
  JsonObject *file = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *array = parcours_json_member_array (file, "platforms");
  Platforms *platforms = g_new0 (Platforms, 1);

  platforms->tree = node;
  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), PARCOURS_MAX_PLATFORMS); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *platform = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;

      platforms->names[i] = parcours_json_member_string (platform, "name");
      platforms->labels[i] = parcours_json_member_string (platform, "label");
      if (platforms->names[i] == NULL || platforms->labels[i] == NULL)
        g_error ("The catalogue is damaged: platforms.json: platform %u has no name or no label", i + 1);
      platforms->n++;
    }
  if (platforms->n == 0 || !g_str_equal (platforms->names[0], "any"))
    g_error ("The catalogue is damaged: platforms.json: the first platform is not “any”");

  return platforms;
}

static const Platforms *
all_platforms (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_once, NULL);
}

/**
 * parcours_n_platforms:
 *
 * Returns: how many platforms there are, *Any* among them
 */
guint
parcours_n_platforms (void)
{
  return all_platforms ()->n;
}

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
  const Platforms *platforms = all_platforms ();

  for (guint i = 0; name != NULL && i < platforms->n; i++)
    {
      if (g_str_equal (platforms->names[i], name))
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
  return all_platforms ()->names[platform];
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
  /* Brands are not translated. */
  return platform == PARCOURS_PLATFORM_ANY ? _("Any platform") : all_platforms ()->labels[platform];
}

/**
 * parcours_platform_names:
 *
 * Returns: (transfer full): the names of all platforms, with commas between them, to be shown
 */
char *
parcours_platform_names (void)
{
  return g_strjoinv (", ", (char **) all_platforms ()->names);
}
