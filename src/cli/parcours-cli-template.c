/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "parcours-blueprints.h"
#include "parcours-cli-commands.h"
#include "parcours-cli-output.h"
#include "parcours-cli-workspace.h"
#include "parcours-json.h"
#include "parcours-project-blueprints.h"

/* What a command works with. */
typedef struct
{
  char *workspace;          /* (owned) (nullable) */
  char *platform;           /* (owned) (nullable) */
  char *name;               /* (owned) (nullable) */
  char *title;              /* (owned) (nullable) */
  char *description;        /* (owned) (nullable) */
  char *category;           /* (owned) (nullable) */
  char *output;             /* (owned) (nullable) */
  gboolean json;
  char **words;             /* (unowned) what follows the command */
  ParcoursProject *project; /* (owned) (nullable) */
} Request;

static void
request_clear (Request *request)
{
  g_free (request->workspace);
  g_free (request->platform);
  g_free (request->name);
  g_free (request->title);
  g_free (request->description);
  g_free (request->category);
  g_free (request->output);
  g_clear_pointer (&request->project, parcours_cli_close);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static JsonNode *
blueprint_to_json (const ParcoursBlueprint *blueprint)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", blueprint->name);
  json_object_set_string_member (object, "title", blueprint->title);
  json_object_set_string_member (object, "description", blueprint->description);
  json_object_set_string_member (object, "category", blueprint->category);
  json_object_set_string_member (object, "platform",
                                 parcours_platform_name (parcours_automation_platform (blueprint->automation)));
  json_object_set_boolean_member (object, "own", blueprint->is_own);
  json_object_set_int_member (object, "steps", parcours_automation_n_steps (blueprint->automation));
  json_object_set_int_member (object, "scenarios", json_array_get_length (blueprint->scenarios));
  json_node_take_object (node, object);

  return node;
}

static void
print_blueprints_json (GPtrArray *blueprints)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < blueprints->len; i++)
    json_array_add_element (array, blueprint_to_json (g_ptr_array_index (blueprints, i)));
  json_node_take_array (node, array);
  parcours_cli_print_json (node);
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
print_blueprints (GPtrArray *blueprints)
{
  static const gboolean to_the_right[] = { FALSE, FALSE, FALSE };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_ptr_array_add (rows, new_row (_("Name"), _("Category"), _("Title")));
  for (guint i = 0; i < blueprints->len; i++)
    {
      const ParcoursBlueprint *blueprint = g_ptr_array_index (blueprints, i);

      g_ptr_array_add (rows, new_row (blueprint->name, blueprint->category, blueprint->title));
    }
  parcours_cli_print_table (rows, to_the_right);
}

/* A file that cannot be read is told, and does not hide the others. */
static int
list (Request *request)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) blueprints = parcours_blueprints_list (errors);
  ParcoursPlatform platform;

  if (request->words[0] != NULL)
    return parcours_cli_fail (_("“%s” is too much"), request->words[0]);
  if (request->platform != NULL && !parcours_platform_from_name (request->platform, &platform))
    return parcours_cli_no_platform (request->platform);
  for (guint i = blueprints->len; request->platform != NULL && i > 0; i--)
    {
      const ParcoursBlueprint *blueprint = g_ptr_array_index (blueprints, i - 1);

      if (parcours_automation_platform (blueprint->automation) != platform)
        g_ptr_array_remove_index (blueprints, i - 1);
    }
  if (request->json)
    print_blueprints_json (blueprints);
  else
    print_blueprints (blueprints);
  fflush (stdout);
  for (guint i = 0; i < errors->len; i++)
    parcours_cli_fail ("%s", (const char *) g_ptr_array_index (errors, i));

  return errors->len > 0 ? PARCOURS_EXIT_USAGE : PARCOURS_EXIT_DONE;
}

static void
print_news (const Request          *request,
            ParcoursAutomationItem *item,
            char                  **news)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  json_node_take_object (node, object);
  json_object_set_string_member (object, "automation", parcours_automation_item_slug (item));
  for (guint i = 0; news[i] != NULL; i++)
    json_array_add_string_element (array, news[i]);
  json_object_set_array_member (object, "added", array);
  if (request->json)
    parcours_cli_print_json (node);
  else
    {
      /* Translators: the name of an automation, then its short name in commands. */
      printf (_("“%1$s” (%2$s) is in the workspace\n"), parcours_automation_item_name (item),
              parcours_automation_item_slug (item));
      for (guint i = 0; news[i] != NULL; i++)
        {
          /* Translators: what was added to the workspace besides: kind and short name. */
          printf (_("  added: %s\n"), news[i]);
        }
    }
}

static int
new (Request *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursBlueprint) blueprint = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) news = NULL;
  ParcoursAutomationItem *item;

  if (request->words[0] == NULL || request->words[1] != NULL)
    return parcours_cli_fail (_("Name one template; parcours-cli template list shows those there are"));
  blueprint = parcours_blueprints_find (request->words[0], &error);
  if (blueprint != NULL)
    request->project = parcours_cli_open_workspace (request->workspace, PARCOURS_STORE_WRITE, &error);
  if (request->project == NULL)
    return parcours_cli_fail_with (error);
  parcours_project_add_blueprint_async (request->project, blueprint, request->name, parcours_cli_keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  item = parcours_project_add_blueprint_finish (request->project, result, &news, &error);
  if (item == NULL)
    return parcours_cli_fail_with (error);
  print_news (request, item, news);

  return PARCOURS_EXIT_DONE;
}

/* Where it was saved, or among a person's own. */
static ParcoursBlueprint *
save_blueprint (const Request     *request,
                ParcoursBlueprint *blueprint,
                GError           **error)
{
  if (request->output == NULL)
    return parcours_blueprints_save (blueprint, error);

  return parcours_json_save (blueprint->node, request->output, error) ? parcours_blueprint_ref (blueprint) : NULL;
}

static int
save (Request *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursBlueprint) blueprint = NULL;
  g_autoptr (ParcoursBlueprint) saved = NULL;
  ParcoursAutomationItem *item;
  const char *slug = request->words[0];
  const char *title = request->title;

  if (slug == NULL || request->words[1] != NULL)
    return parcours_cli_fail (_("Name one automation of the workspace"));
  request->project = parcours_cli_open_workspace (request->workspace, PARCOURS_STORE_READ, &error);
  if (request->project == NULL)
    return parcours_cli_fail_with (error);
  item = parcours_project_find_automation (request->project, slug);
  if (title == NULL && item != NULL)
    title = parcours_automation_item_name (item);
  blueprint = parcours_project_make_blueprint (request->project, slug, title,
                                               request->description != NULL ? request->description : "",
                                               request->category != NULL ? request->category : "", &error);
  saved = blueprint != NULL ? save_blueprint (request, blueprint, &error) : NULL;
  if (saved == NULL)
    return parcours_cli_fail_with (error);
  if (request->json)
    {
      g_autoptr (JsonNode) node = blueprint_to_json (saved);

      parcours_cli_print_json (node);
    }
  else
    printf (_("Saved as “%s”\n"), request->output != NULL ? request->output : saved->name);

  return PARCOURS_EXIT_DONE;
}

static const struct
{
  const char *name;
  int (*run) (Request *request);
} commands[] = {
  { "list", list },
  { "new", new },
  { "save", save },
};

int
parcours_cli_template (int    argc,
                       char **argv)
{
  g_auto (Request) request = { NULL };
  const GOptionEntry entries[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &request.workspace,
      N_("The workspace; left out, the one that the window opens"), N_("FILE") },
    { "platform", 'p', 0, G_OPTION_ARG_STRING, &request.platform, N_("Only those for this platform"), N_("PLATFORM") },
    { "name", 'n', 0, G_OPTION_ARG_STRING, &request.name, N_("What the new automation is called"), N_("NAME") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &request.title, N_("What the template is called"), N_("TITLE") },
    { "description", 0, 0, G_OPTION_ARG_STRING, &request.description, N_("What it is good for, in a sentence"), N_("TEXT") },
    { "category", 0, 0, G_OPTION_ARG_STRING, &request.category, N_("What it stands under in the list"), N_("TEXT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &request.output, N_("Save it there instead of among your own"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &request.json, N_("Print JSON"), NULL },
    { NULL }
  };
  int status;

  if (!parcours_cli_parse (&argc, &argv, _("list|new TEMPLATE|save AUTOMATION"),
                           _("Lists the templates of automations, makes an automation from one, or saves one: the flow "
                             "with what it refers to and its scenarios, without contacts. A template is named as in the "
                             "list, or by its file."),
                           entries, &status))
    return status;
  for (guint i = 0; argc >= 2 && i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].name, argv[1]))
        {
          request.words = argv + 2;
          return commands[i].run (&request);
        }
    }
  if (argc >= 2)
    return parcours_cli_fail (_("There is no command “template %s”; parcours-cli template --help lists them"), argv[1]);

  return parcours_cli_fail (_("Say what to do; parcours-cli template --help lists the commands"));
}
