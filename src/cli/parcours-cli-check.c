/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "parcours-check-plan.h"
#include "parcours-cli-commands.h"
#include "parcours-cli-output.h"
#include "parcours-cli-workspace.h"
#include "parcours-json.h"
#include "parcours-library.h"

/* What checks are made with. */
typedef struct
{
  ParcoursProject *project;   /* (nullable) */
  ParcoursStore *store;       /* (nullable) of @project */
  ParcoursSnapshot *snapshot; /* (nullable) of @project */
  gboolean has_platform;
  ParcoursPlatform platform;
} Checking;

static GPtrArray *
check (const Checking       *checking,
       ParcoursAutomation   *automation,
       char               ***left_out)
{
  ParcoursPlatform platform = checking->has_platform ? checking->platform : parcours_automation_platform (automation);
  const ParcoursCheckContext nothing = { NULL };
  g_autoptr (ParcoursCheckPlan) plan = NULL;

  if (checking->project == NULL)
    return parcours_check_automation (automation, platform, &nothing, left_out);
  plan = parcours_check_plan_new (checking->project, automation, platform);

  return parcours_check_plan_run (plan, checking->store, checking->snapshot, NULL, left_out);
}

static JsonNode *
to_json (const char  *path,
         GPtrArray   *checks,
         char       **left_out)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  JsonArray *codes = json_array_new ();

  for (guint i = 0; i < checks->len; i++)
    json_array_add_element (array, parcours_check_to_json (g_ptr_array_index (checks, i)));
  for (guint i = 0; left_out[i] != NULL; i++)
    json_array_add_string_element (codes, left_out[i]);
  json_object_set_string_member (object, "file", path);
  json_object_set_array_member (object, "checks", array);
  json_object_set_array_member (object, "left-out", codes);

  return parcours_json_take_object (object);
}

static const char *
severity_words (ParcoursSeverity severity)
{
  switch (severity)
    {
    case PARCOURS_SEVERITY_ERROR:
      return _("error");
    case PARCOURS_SEVERITY_WARNING:
      return _("warning");
    case PARCOURS_SEVERITY_NOTE:
    default:
      return _("note");
    }
}

static void
print_checks (const char  *path,
              GPtrArray   *checks,
              char       **left_out)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const ParcoursCheck *found = g_ptr_array_index (checks, i);

      printf ("%s:%s%s %s: %s [%s]\n", path, found->step != NULL ? found->step : "", found->step != NULL ? ":" : "",
              severity_words (found->severity), found->message, found->code);
      for (guint j = 0; found->fixes != NULL && j < found->fixes->len; j++)
        {
          const ParcoursFix *fix = g_ptr_array_index (found->fixes, j);

          printf ("  %s\n", fix->label);
        }
    }
  if (checks->len == 0)
    printf (_("%s: nothing is wrong\n"), path);
  if (left_out[0] != NULL)
    {
      g_autofree char *codes = g_strjoinv (", ", left_out);

      printf (_("%1$s: not checked, because there is no workspace: %2$s\n"), path, codes);
    }
}

static int
check_files (const Checking  *checking,
             char           **files,
             gboolean         json)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  int status = PARCOURS_EXIT_DONE;

  json_node_take_array (node, array);
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ParcoursAutomation) automation = parcours_automation_load (files[i], &error);
      g_autoptr (GPtrArray) checks = NULL;
      g_auto (GStrv) left_out = NULL;

      if (automation == NULL)
        {
          status = parcours_cli_fail_with (error);
          continue;
        }
      checks = check (checking, automation, &left_out);
      if (json)
        json_array_add_element (array, to_json (files[i], checks, left_out));
      else
        print_checks (files[i], checks, left_out);
      if (parcours_checks_count (checks, PARCOURS_SEVERITY_ERROR) > 0 && status == PARCOURS_EXIT_DONE)
        status = PARCOURS_EXIT_NO;
    }
  if (json)
    parcours_cli_print_json (node);
  fflush (stdout);

  return status;
}

static int
check_with (Checking    *checking,
            const char  *workspace,
            char       **files,
            gboolean     json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursTexts) texts = parcours_texts_new ();
  int status;

  if (workspace == NULL)
    return check_files (checking, files, json);
  checking->project = parcours_cli_open_workspace (workspace, PARCOURS_STORE_READ, &error);
  if (checking->project == NULL)
    return parcours_cli_fail_with (error);
  checking->store = parcours_store_open (workspace, PARCOURS_STORE_READ, &error);
  checking->snapshot = parcours_snapshot_new (texts);
  status = checking->store != NULL ? check_files (checking, files, json) : parcours_cli_fail_with (error);
  parcours_snapshot_free (checking->snapshot);
  g_clear_pointer (&checking->store, parcours_store_close);
  parcours_cli_close (checking->project);

  return status;
}

int
parcours_cli_check (int    argc,
                    char **argv)
{
  g_autofree char *workspace = NULL;
  g_autofree char *platform = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &workspace, N_("The workspace that the automations are for"), N_("FILE") },
    { "platform", 'p', 0, G_OPTION_ARG_STRING, &platform, N_("Where they are to run, instead of what they say"),
      N_("PLATFORM") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL },
    { NULL }
  };
  Checking checking = { NULL };
  int status;

  if (!parcours_cli_parse (&argc, &argv, _("AUTOMATION…"),
                           _("Says what is wrong with automations. The status is 1 if there is an error among it."), entries,
                           &status))
    return status;
  if (argc < 2)
    return parcours_cli_fail (_("Name the automations to check"));
  checking.has_platform = platform != NULL;
  if (platform != NULL && !parcours_platform_from_name (platform, &checking.platform))
    return parcours_cli_no_platform (platform);

  return check_with (&checking, workspace, argv + 1, json);
}
