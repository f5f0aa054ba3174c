/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "parcours-catalog.h"
#include "parcours-cli-commands.h"
#include "parcours-cli-output.h"

static void
add_rows (JsonArray        *array,
          ParcoursPlatform  platform)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();

  for (guint i = 0; i < parcours_catalog_n_rows (catalog, platform); i++)
    json_array_add_element (array, parcours_row_to_json (parcours_catalog_nth_row (catalog, platform, i)));
}

static void
add_capabilities (JsonArray        *array,
                  ParcoursPlatform  platform)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();

  for (guint i = 0; i < parcours_catalog_n_capabilities (catalog); i++)
    {
      const ParcoursCapability *capability = parcours_catalog_nth_capability (catalog, i);

      if (capability->platform == platform)
        json_array_add_element (array, parcours_capability_to_json (capability));
    }
}

static void
print_json (ParcoursPlatform first,
            ParcoursPlatform last)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = first; i <= last; i++)
    {
      add_rows (array, i);
      add_capabilities (array, i);
    }
  json_node_take_array (node, array);
  parcours_cli_print_json (node);
}

static char **
new_row (const char *a,
         const char *b,
         const char *c,
         const char *d)
{
  const char *cells[] = { a, b, c, d, NULL };

  return g_strdupv ((char **) cells);
}

static void
add_capability_rows (GPtrArray        *rows,
                     ParcoursPlatform  platform)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();

  for (guint i = 0; i < parcours_catalog_n_capabilities (catalog); i++)
    {
      const ParcoursCapability *capability = parcours_catalog_nth_capability (catalog, i);

      const char *label = parcours_capability_label (capability);

      /* The category in the language of the name. */
      if (capability->platform == platform)
        g_ptr_array_add (rows, new_row (capability->id, "capability",
                                        label == capability->label ? capability->category : capability->category_fr, label));
    }
}

static void
print_table (ParcoursPlatform first,
             ParcoursPlatform last)
{
  static const gboolean to_the_right[] = { FALSE, FALSE, FALSE, FALSE };
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_ptr_array_add (rows, new_row (_("Id"), _("Kind"), _("Category"), _("Name")));
  for (guint i = first; i <= last; i++)
    {
      for (guint j = 0; j < parcours_catalog_n_rows (catalog, i); j++)
        {
          const ParcoursRow *row = parcours_catalog_nth_row (catalog, i, j);

          g_ptr_array_add (rows, new_row (row->id, parcours_step_kind_name (row->type->kind),
                                          parcours_row_category (row), parcours_row_label (row)));
        }
      add_capability_rows (rows, i);
    }
  parcours_cli_print_table (rows, to_the_right);
}

int
parcours_cli_catalog (int    argc,
                      char **argv)
{
  g_autofree char *name = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "platform", 'p', 0, G_OPTION_ARG_STRING, &name, N_("Only of this platform, such as brevo or any"),
      N_("PLATFORM") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL },
    { NULL }
  };
  ParcoursPlatform first = PARCOURS_PLATFORM_ANY + 1, last = PARCOURS_N_PLATFORMS - 1;
  int status;

  if (!parcours_cli_parse (&argc, &argv, "", _("Lists every trigger, action and rule that can be drawn."), entries,
                           &status))
    return status;
  if (argc > 1)
    return parcours_cli_fail (_("“%s” is too much"), argv[1]);
  if (name != NULL)
    {
      if (!parcours_platform_from_name (name, &first))
        return parcours_cli_no_platform (name);
      last = first;
    }
  if (json)
    print_json (first, last);
  else
    print_table (first, last);

  return PARCOURS_EXIT_DONE;
}
