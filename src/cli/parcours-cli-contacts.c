/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "parcours-cli-commands.h"
#include "parcours-cli-import.h"
#include "parcours-cli-output.h"
#include "parcours-cli-workspace.h"
#include "parcours-contact-list.h"
#include "parcours-json.h"
#include "parcours-project-import.h"

#define DEFAULT_LIMIT 50

/* What all commands but import have in common. */
typedef struct
{
  char *workspace;
  char *where;
  char *search;
  char *sort;
  char *output;
  gboolean descending;
  gboolean json;
  int limit;
  ParcoursProject *project;  /* (owned) (nullable) */
  ParcoursContactList *list; /* (owned) (nullable) */
} Request;

static void
request_clear (Request *request)
{
  g_free (request->workspace);
  g_free (request->where);
  g_free (request->search);
  g_free (request->sort);
  g_free (request->output);
  g_clear_object (&request->list);
  if (request->project != NULL)
    parcours_project_close (request->project);
  g_clear_object (&request->project);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

/* The contacts that are meant, in the order that is asked for. */
static gboolean
open_list (Request  *request,
           GError  **error)
{
  g_autoptr (JsonNode) condition = NULL;

  if (request->where != NULL)
    {
      condition = parcours_cli_parse_condition (request->where, error);
      if (condition == NULL)
        return FALSE;
    }
  request->project = parcours_cli_open_workspace (request->workspace, PARCOURS_STORE_READ, error);
  if (request->project == NULL)
    return FALSE;
  request->list = parcours_contact_list_new (request->project);
  parcours_contact_list_set_search (request->list, request->search);
  parcours_contact_list_set_sort (request->list, request->sort, request->descending);
  if (!parcours_contact_list_set_condition (request->list, condition, error))
    return FALSE;
  while (parcours_contact_list_is_busy (request->list))
    g_main_context_iteration (NULL, TRUE);
  if (parcours_contact_list_error (request->list) == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (parcours_contact_list_error (request->list)));

  return FALSE;
}

static int
compare_text (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
sorted_keys (GHashTable *table)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_text);

  return keys;
}

static char **
contact_to_row (ParcoursContact *contact)
{
  g_autoptr (GPtrArray) tags = sorted_keys (contact->sets[PARCOURS_SET_TAGS]);
  g_autoptr (GPtrArray) lists = sorted_keys (contact->lists);
  const char *email = parcours_contact_field (contact, "email");
  char **row = g_new0 (char *, 5);

  g_ptr_array_add (tags, NULL);
  g_ptr_array_add (lists, NULL);
  row[0] = g_strdup (email != NULL ? email : "");
  row[1] = parcours_contact_name (contact);
  row[2] = g_strjoinv (", ", (char **) lists->pdata);
  row[3] = g_strjoinv (", ", (char **) tags->pdata);

  return row;
}

static ParcoursContact *
nth_contact (Request              *request,
             guint                 i,
             ParcoursContactItem **item)
{
  *item = g_list_model_get_item (G_LIST_MODEL (request->list), i);
  while (parcours_contact_item_contact (*item) == NULL && !parcours_contact_item_is_gone (*item) &&
         parcours_contact_list_error (request->list) == NULL)
    g_main_context_iteration (NULL, TRUE);

  return parcours_contact_item_contact (*item);
}

static void
print_contacts (Request *request,
                guint    n)
{
  static const gboolean to_the_right[] = { FALSE, FALSE, FALSE, FALSE };
  const char *header[] = { _("Email"), _("Name"), _("Lists"), _("Tags"), NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  json_node_take_array (node, array);
  g_ptr_array_add (rows, g_strdupv ((char **) header));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ParcoursContactItem) item = NULL;
      ParcoursContact *contact = nth_contact (request, i, &item);

      if (contact != NULL && request->json)
        json_array_add_element (array, parcours_contact_to_json (contact));
      else if (contact != NULL)
        g_ptr_array_add (rows, contact_to_row (contact));
    }
  if (request->json)
    parcours_cli_print_json (node);
  else
    parcours_cli_print_table (rows, to_the_right);
}

static int
list_contacts (int    argc,
               char **argv)
{
  g_auto (Request) request = { .limit = DEFAULT_LIMIT };
  const GOptionEntry entries[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &request.workspace, N_("The workspace"), N_("FILE") },
    { "where", 0, 0, G_OPTION_ARG_STRING, &request.where, N_("Only contacts who meet this condition (JSON, or @FILE)"),
      N_("CONDITION") },
    { "search", 0, 0, G_OPTION_ARG_STRING, &request.search, N_("Only contacts with these words in name, email or phone"),
      N_("WORDS") },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &request.sort, N_("Sort by name, a field, or score:SLUG"), N_("COLUMN") },
    { "descending", 0, 0, G_OPTION_ARG_NONE, &request.descending, N_("The greatest first"), NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &request.limit, N_("How many at most; 0 for all (default: 50)"), N_("N") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &request.json, N_("Print JSON"), NULL },
    { NULL }
  };
  g_autoptr (GError) error = NULL;
  guint n, shown;
  int status;

  if (!parcours_cli_parse (&argc, &argv, "", _("Lists contacts."), entries, &status))
    return status;
  if (argc > 1)
    return parcours_cli_fail (_("“%s” is too much"), argv[1]);
  if (request.limit < 0)
    return parcours_cli_fail (_("The limit cannot be below 0"));
  if (!open_list (&request, &error))
    return parcours_cli_fail_with (error);
  n = g_list_model_get_n_items (G_LIST_MODEL (request.list));
  shown = request.limit == 0 ? n : MIN (n, (guint) request.limit);
  print_contacts (&request, shown);
  if (parcours_contact_list_error (request.list) != NULL)
    return parcours_cli_fail_with ((GError *) parcours_contact_list_error (request.list));
  if (shown < n && !request.json)
    fprintf (stderr, _("%u of %u contacts; --limit 0 shows all\n"), shown, n);

  return PARCOURS_EXIT_DONE;
}

static void
print_count (Request *request)
{
  guint matches = g_list_model_get_n_items (G_LIST_MODEL (request->list));
  gint64 total = parcours_project_n_contacts (request->project);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  if (!request->json)
    {
      printf ("%u\n", matches);
      return;
    }
  object = json_object_new ();
  json_object_set_int_member (object, "matches", matches);
  json_object_set_int_member (object, "total", total);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  parcours_cli_print_json (node);
}

static int
count_contacts (int    argc,
                char **argv)
{
  g_auto (Request) request = { 0 };
  const GOptionEntry entries[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &request.workspace, N_("The workspace"), N_("FILE") },
    { "where", 0, 0, G_OPTION_ARG_STRING, &request.where, N_("The condition (JSON, or @FILE)"), N_("CONDITION") },
    { "search", 0, 0, G_OPTION_ARG_STRING, &request.search, N_("Only contacts with these words in name, email or phone"),
      N_("WORDS") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &request.json, N_("Print JSON"), NULL },
    { NULL }
  };
  g_autoptr (GError) error = NULL;
  int status;

  if (!parcours_cli_parse (&argc, &argv, _("[CONDITION]"), _("Counts the contacts who meet a condition."), entries, &status))
    return status;
  if (argc > 2 || (argc > 1 && request.where != NULL))
    return parcours_cli_fail (_("“%s” is too much"), argv[argc - 1]);
  if (argc > 1)
    request.where = g_strdup (argv[1]);
  if (!open_list (&request, &error))
    return parcours_cli_fail_with (error);
  print_count (&request);

  return PARCOURS_EXIT_DONE;
}

/* To standard output where no file is named: what is written elsewhere first, so that half a file is never printed. */
static gboolean
print_file (const char  *path,
            GError     **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);

  if (file == NULL)
    return FALSE;

  return fwrite (g_mapped_file_get_contents (file), 1, g_mapped_file_get_length (file), stdout) ==
         g_mapped_file_get_length (file);
}

static gboolean
export_to (Request     *request,
           const char  *path,
           GError     **error)
{
  g_autoptr (ParcoursJob) job = parcours_job_new (_("Export contacts"));
  g_autoptr (GArray) ids = parcours_contact_list_ids (request->list);
  g_autoptr (GAsyncResult) result = NULL;
  gboolean all = request->where == NULL && request->search == NULL;

  parcours_project_export_async (request->project, path, all ? NULL : ids, job, parcours_cli_keep_result, &result);

  return parcours_project_export_finish (request->project, parcours_cli_wait (job, &result), error);
}

static gboolean
export_to_output (Request  *request,
                  GError  **error)
{
  g_autofree char *folder = g_dir_make_tmp ("parcours-XXXXXX", error);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "contacts.csv", NULL) : NULL;
  gboolean ok;

  if (path == NULL)
    return FALSE;
  ok = export_to (request, path, error) && print_file (path, error);
  remove (path);
  remove (folder);

  return ok;
}

static int
export_contacts (int    argc,
                 char **argv)
{
  g_auto (Request) request = { 0 };
  const GOptionEntry entries[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &request.workspace, N_("The workspace"), N_("FILE") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &request.output, N_("Where to write (default: standard output)"), N_("FILE") },
    { "where", 0, 0, G_OPTION_ARG_STRING, &request.where, N_("Only contacts who meet this condition (JSON, or @FILE)"),
      N_("CONDITION") },
    { "search", 0, 0, G_OPTION_ARG_STRING, &request.search, N_("Only contacts with these words in name, email or phone"),
      N_("WORDS") },
    { NULL }
  };
  g_autoptr (GError) error = NULL;
  int status;

  if (!parcours_cli_parse (&argc, &argv, "", _("Writes contacts as CSV, with all that an import brings back."), entries,
                           &status))
    return status;
  if (argc > 1)
    return parcours_cli_fail (_("“%s” is too much"), argv[1]);
  if (!open_list (&request, &error) ||
      !(request.output != NULL ? export_to (&request, request.output, &error) : export_to_output (&request, &error)))
    return parcours_cli_fail_with (error);

  return PARCOURS_EXIT_DONE;
}

static const struct
{
  const char *name;
  const char *command;
  const char *summary;
  int (*run) (int    argc,
              char **argv);
} actions[] = {
  { "import", "contacts import", N_("Bring contacts in from a CSV file"), parcours_cli_import_contacts },
  { "export", "contacts export", N_("Write contacts as CSV"), export_contacts },
  { "list", "contacts list", N_("List contacts"), list_contacts },
  { "count", "contacts count", N_("Count the contacts who meet a condition"), count_contacts },
};

static void
print_usage (FILE *out)
{
  fprintf (out, "%s\n\n%s\n", _("Usage: parcours-cli contacts ACTION [OPTION…]"), _("Actions:"));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    fprintf (out, "  %-12s %s\n", actions[i].name, _(actions[i].summary));
  fprintf (out, "\n%s\n", _("“parcours-cli contacts ACTION --help” tells more about an action."));
}

/**
 * parcours_cli_contacts:
 * @argc: how many words there are
 * @argv: the words, the first is `contacts`
 *
 * Returns: the exit status of the program
 */
int
parcours_cli_contacts (int    argc,
                       char **argv)
{
  if (argc < 2)
    {
      print_usage (stderr);
      return PARCOURS_EXIT_USAGE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    {
      print_usage (stdout);
      return PARCOURS_EXIT_DONE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (g_str_equal (argv[1], actions[i].name))
        {
          argv[1] = (char *) actions[i].command;
          return actions[i].run (argc - 1, argv + 1);
        }
    }

  return parcours_cli_fail (_("There is no action “%s”; parcours-cli contacts --help lists them"), argv[1]);
}
