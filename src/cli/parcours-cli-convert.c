/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "parcours-cli-commands.h"
#include "parcours-cli-output.h"
#include "parcours-json.h"
#include "parcours-platform-edits.h"
#include "parcours-portability.h"

static gboolean
read_platform (const char       *name,
               ParcoursPlatform *platform,
               int              *status)
{
  if (name == NULL)
    *status = parcours_cli_fail (_("Say with --to on which platform, such as brevo or any"));
  else if (!parcours_platform_from_name (name, platform))
    *status = parcours_cli_no_platform (name);
  else
    return TRUE;

  return FALSE;
}

static char **
new_row (const char *a,
         const char *b,
         const char *c)
{
  const char *cells[] = { a, b, c, NULL };

  return g_strdupv ((char **) cells);
}

static void
add_fit (GPtrArray         *rows,
         const ParcoursFit *fit)
{
  const char *what = fit->step != NULL ? parcours_verdict_words (fit->verdict) : "";

  if (fit->way != NULL)
    g_ptr_array_add (rows, new_row (fit->name, what, fit->way));
  else if (fit->differences->len == 0 && fit->step != NULL)
    g_ptr_array_add (rows, new_row (fit->name, what, fit->there != NULL ? parcours_row_label (fit->there) : ""));
  for (guint i = 0; i < fit->differences->len; i++)
    {
      const ParcoursDifference *difference = g_ptr_array_index (fit->differences, i);
      gboolean is_first = i == 0 && fit->way == NULL;

      g_ptr_array_add (rows, new_row (is_first ? fit->name : "", is_first ? what : "", difference->message));
    }
}

static void
print_comparison (const ParcoursPortability *portability)
{
  static const gboolean to_the_right[] = { FALSE, FALSE, FALSE };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  printf (_("%1$s on %2$s"), parcours_automation_name (portability->automation), parcours_platform_label (portability->platform));
  printf ("\n");
  g_ptr_array_add (rows, new_row (_("Step"), parcours_platform_label (portability->platform), ""));
  for (guint i = 0; i < portability->fits->len; i++)
    add_fit (rows, g_ptr_array_index (portability->fits, i));
  parcours_cli_print_table (rows, to_the_right);
}

static int
compare_files (char             **files,
               ParcoursPlatform   platform,
               gboolean           json)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  int status = PARCOURS_EXIT_DONE;

  json_node_take_array (node, json_array_new ());
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ParcoursAutomation) automation = parcours_automation_load (files[i], &error);
      g_autoptr (ParcoursPortability) portability = NULL;

      if (automation == NULL)
        {
          status = parcours_cli_fail_with (error);
          continue;
        }
      portability = parcours_portability_new (automation, platform, NULL);
      if (json)
        json_array_add_element (json_node_get_array (node), parcours_portability_to_json (portability));
      else
        print_comparison (portability);
      if (!parcours_portability_fits (portability) && status == PARCOURS_EXIT_DONE)
        status = PARCOURS_EXIT_NO;
    }
  if (json)
    parcours_cli_print_json (node);
  fflush (stdout);

  return status;
}

int
parcours_cli_compare_platform (int    argc,
                               char **argv)
{
  g_autofree char *to = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "to", 't', 0, G_OPTION_ARG_STRING, &to, N_("The platform to compare with"), N_("PLATFORM") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL },
    { NULL }
  };
  ParcoursPlatform platform;
  int status;

  if (!parcours_cli_parse (&argc, &argv, _("AUTOMATION…"),
                           _("Says for each step what it would be on another platform: the same, different, or not there and "
                             "how to build something near it. The status is 1 if somebody would have to build something by hand."),
                           entries, &status))
    return status;
  if (argc < 2)
    return parcours_cli_fail (_("Name the automations to compare"));
  if (!read_platform (to, &platform, &status))
    return status;

  return compare_files (argv + 1, platform, json);
}

/* What was lost: with the rest as JSON, or a line each where it does not mix with the automation. */
static int
tell_losses (const ParcoursPortability *portability,
             JsonNode                  *copy,
             gboolean                   is_saved,
             gboolean                   json)
{
  g_autoptr (JsonNode) told = json ? parcours_portability_to_json (portability) : NULL;
  g_auto (GStrv) losses = parcours_portability_losses (portability);
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; losses[i] != NULL; i++)
    {
      json_array_add_string_element (array, losses[i]);
      if (!json)
        fprintf (stderr, "%s\n", losses[i]);
    }
  if (json)
    {
      json_object_set_array_member (json_node_get_object (told), "losses", g_steal_pointer (&array));
      if (!is_saved)
        json_object_set_member (json_node_get_object (told), "document", json_node_ref (copy));
      parcours_cli_print_json (told);
    }
  else if (!is_saved)
    parcours_cli_print_json (copy);

  return PARCOURS_EXIT_DONE;
}

static int
convert_file (const char       *path,
              ParcoursPlatform  platform,
              const char       *output,
              gboolean          json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursAutomation) automation = parcours_automation_load (path, &error);
  g_autoptr (ParcoursPortability) portability = NULL;
  g_autoptr (ParcoursAutomation) copy = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (automation == NULL)
    return parcours_cli_fail_with (error);
  if (parcours_automation_platform (automation) == platform)
    return parcours_cli_fail (_("%1$s is for %2$s already"), path, parcours_platform_label (platform));
  portability = parcours_portability_new (automation, platform, NULL);
  copy = parcours_platform_copy (automation, portability->converted);
  node = parcours_automation_to_json (copy);
  if (output != NULL && !parcours_json_save (node, output, &error))
    return parcours_cli_fail_with (error);

  return tell_losses (portability, node, output != NULL, json);
}

int
parcours_cli_convert (int    argc,
                      char **argv)
{
  g_autofree char *to = NULL;
  g_autofree char *output = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "to", 't', 0, G_OPTION_ARG_STRING, &to, N_("The platform to convert to"), N_("PLATFORM") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Where to write (default: standard output)"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON: what became of each step, what was lost, and the automation"), NULL },
    { NULL }
  };
  ParcoursPlatform platform;
  int status;

  if (!parcours_cli_parse (&argc, &argv, _("AUTOMATION"),
                           _("Writes a copy of an automation for another platform that means the same as far as the platform "
                             "can say it, and says what was lost."), entries, &status))
    return status;
  if (argc != 2)
    return parcours_cli_fail (_("Name one automation to convert"));
  if (!read_platform (to, &platform, &status))
    return status;

  return convert_file (argv[1], platform, output, json);
}
