/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "parcours-cli-import.h"
#include "parcours-cli-output.h"
#include "parcours-cli-workspace.h"
#include "parcours-project-import.h"

typedef struct
{
  char *workspace;
  char *list;
  char *new_list;
  char *status;
  char *tag;
  gboolean create;
  gboolean keep;
  gboolean dry_run;
  gboolean json;
  ParcoursProject *project; /* (owned) (nullable) */
} Request;

static void
request_clear (Request *request)
{
  g_free (request->workspace);
  g_free (request->list);
  g_free (request->new_list);
  g_free (request->status);
  g_free (request->tag);
  g_clear_pointer (&request->project, parcours_cli_close);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static const char *
target_name (ParcoursImportTarget target)
{
  static const char *const names[] = {
    "ignore", "field", "new-field", "score", "tags", "groups", "audiences", "lists", "list", "list-since", "status", "since",
    "consent", "blocked", "blocked-senders", "key",
  };

  return names[target];
}

static void
print_plan_json (ParcoursImport *import)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *columns = json_array_new ();

  for (guint i = 0; i < import->columns->len; i++)
    {
      const ParcoursImportColumn *column = g_ptr_array_index (import->columns, i);
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "header", column->header);
      json_object_set_string_member (one, "target", target_name (column->target));
      if (column->slug != NULL)
        json_object_set_string_member (one, "slug", column->slug);
      json_object_set_string_member (one, "type", parcours_field_type_name (column->type));
      json_object_set_int_member (one, "values", column->n_values);
      json_array_add_object_element (columns, one);
    }
  json_object_set_int_member (object, "rows", import->n_rows);
  json_object_set_string_member (object, "source", import->source);
  json_object_set_string_member (object, "encoding", parcours_csv_encoding (import->csv));
  json_object_set_array_member (object, "columns", columns);
  json_node_take_object (node, object);
  parcours_cli_print_json (node);
}

static void
print_plan (ParcoursImport *import)
{
  static const gboolean to_the_right[] = { FALSE, FALSE, FALSE, FALSE };
  const char *header[] = { _("Column"), _("Becomes"), _("Type"), _("For example"), NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_ptr_array_add (rows, g_strdupv ((char **) header));
  for (guint i = 0; i < import->columns->len; i++)
    {
      const ParcoursImportColumn *column = g_ptr_array_index (import->columns, i);
      g_autofree char *becomes = column->slug != NULL ? g_strdup_printf ("%s:%s", target_name (column->target), column->slug)
                                                      : g_strdup (target_name (column->target));
      g_autofree char *sample = g_strdup (column->samples != NULL && column->samples[0] != NULL ? column->samples[0] : "");
      const char *cells[] = { column->header, becomes, parcours_field_type_name (column->type),
                              g_strdelimit (sample, "\n\r\t", ' '), NULL };

      g_ptr_array_add (rows, g_strdupv ((char **) cells));
    }
  parcours_cli_print_table (rows, to_the_right);
}

static void
print_report_json (const ParcoursImportReport *report)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *refused = json_array_new ();
  JsonArray *made = json_array_new ();

  for (guint i = 0; i < report->refused->len; i++)
    {
      const ParcoursRefusedRow *row = g_ptr_array_index (report->refused, i);
      JsonObject *one = json_object_new ();

      json_object_set_int_member (one, "line", row->line);
      json_object_set_string_member (one, "reason", row->reason);
      json_array_add_object_element (refused, one);
    }
  for (guint i = 0; i < report->made->len; i++)
    json_array_add_string_element (made, g_ptr_array_index (report->made, i));
  json_object_set_int_member (object, "added", report->n_added);
  json_object_set_int_member (object, "merged", report->n_merged);
  json_object_set_int_member (object, "skipped", report->n_skipped);
  json_object_set_array_member (object, "refused", refused);
  json_object_set_array_member (object, "made", made);
  json_node_take_object (node, object);
  parcours_cli_print_json (node);
}

/**
 * parcours_cli_print_refused:
 * @report: what came of an import
 *
 * Says which rows were left out and why, a line each.
 */
void
parcours_cli_print_refused (const ParcoursImportReport *report)
{
  for (guint i = 0; i < report->refused->len; i++)
    {
      const ParcoursRefusedRow *row = g_ptr_array_index (report->refused, i);
      g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, row->line);

      /* Translators: the number of a line of a file, and what is wrong in it. */
      fprintf (stderr, _("Line %s: %s\n"), line, row->reason);
    }
}

static void
print_report (const ParcoursImportReport *report)
{
  g_autofree char *added = parcours_cli_number ((guint64) report->n_added);
  g_autofree char *merged = parcours_cli_number ((guint64) report->n_merged);
  g_autofree char *skipped = parcours_cli_number ((guint64) report->n_skipped);
  g_autofree char *refused = parcours_cli_number (report->refused->len);

  parcours_cli_print_refused (report);
  printf (_("Contacts added: %s\n"), added);
  printf (_("Contacts merged: %s\n"), merged);
  if (report->n_skipped > 0)
    printf (_("Rows left out, because the contact is there: %s\n"), skipped);
  if (report->refused->len > 0)
    printf (_("Rows refused: %s\n"), refused);
}

static ParcoursImportPreview *
read_file (Request     *request,
           const char  *path,
           GError     **error)
{
  g_autoptr (ParcoursJob) job = parcours_job_new (_("Read the file"));
  g_autoptr (GAsyncResult) result = NULL;

  parcours_project_preview_import_async (request->project, path, parcours_job_cancellable (job), parcours_cli_keep_result,
                                         &result);

  return parcours_project_preview_import_finish (request->project, parcours_cli_wait (job, &result), error);
}

static gboolean
fail_slug (const char  *option,
           const char  *slug,
           GError     **error)
{
  g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_NOT_FOUND,
               /* Translators: an option of the command line, and what was given to it. */
               _("--%s: there is no “%s” in this workspace"), option, slug);

  return FALSE;
}

static gboolean
apply_options (Request         *request,
               ParcoursImport  *import,
               GError         **error)
{
  ParcoursLibrary *library = parcours_project_library (request->project);

  if (request->list != NULL && parcours_library_lookup (library, "list", request->list) == NULL)
    return fail_slug ("list", request->list, error);
  if (request->tag != NULL && parcours_library_lookup (library, "tag", request->tag) == NULL)
    return fail_slug ("tag", request->tag, error);
  if (request->status != NULL && (!parcours_list_status_parse (request->status, &import->status) ||
                                  import->status == PARCOURS_LIST_ANY || import->status == PARCOURS_LIST_NONE))
    {
      g_set_error (error, PARCOURS_STORE_ERROR, PARCOURS_STORE_ERROR_INVALID,
                   _("--status: there is no “%s”; there are active, unconfirmed, unsubscribed and bounced"), request->status);
      return FALSE;
    }
  if (request->list != NULL)
    {
      g_free (import->list);
      import->list = g_strdup (request->list);
    }
  if (request->new_list != NULL)
    {
      g_free (import->new_list);
      import->new_list = g_strdup (request->new_list);
    }
  if (request->tag != NULL)
    {
      g_free (import->tag);
      import->tag = g_strdup (request->tag);
    }
  import->merge = !request->keep;

  return TRUE;
}

static gboolean
import_file (Request                *request,
             ParcoursImportPreview  *preview,
             GError                **error)
{
  g_autoptr (ParcoursJob) job = parcours_job_new (_("Import contacts"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ParcoursImportReport) report = NULL;

  parcours_project_import_async (request->project, preview, job, parcours_cli_keep_result, &result);
  report = parcours_project_import_finish (request->project, parcours_cli_wait (job, &result), error);
  if (report == NULL)
    return FALSE;
  if (request->json)
    print_report_json (report);
  else
    print_report (report);

  return TRUE;
}

/* To say what would become of a file nothing is made, not even the workspace. */
static ParcoursProject *
open_workspace (const Request  *request,
                GError        **error)
{
  g_autofree char *own = request->workspace == NULL ? parcours_project_default_path () : NULL;
  const char *path = own != NULL ? own : request->workspace;

  if (!request->dry_run)
    return parcours_cli_open_workspace (request->workspace, request->create ? PARCOURS_STORE_CREATE : PARCOURS_STORE_WRITE,
                                        error);
  if (request->create && !g_file_test (path, G_FILE_TEST_EXISTS))
    return parcours_cli_open_empty (error);

  return parcours_cli_open_workspace (request->workspace, PARCOURS_STORE_READ, error);
}

static gboolean
run (Request     *request,
     const char  *path,
     GError     **error)
{
  g_autoptr (ParcoursImportPreview) preview = NULL;

  request->project = open_workspace (request, error);
  if (request->project == NULL)
    return FALSE;
  preview = read_file (request, path, error);
  if (preview == NULL || !apply_options (request, preview->import, error))
    return FALSE;
  if (!request->dry_run)
    return import_file (request, g_steal_pointer (&preview), error);
  if (request->json)
    print_plan_json (preview->import);
  else
    print_plan (preview->import);

  return TRUE;
}

/**
 * parcours_cli_import_contacts:
 * @argc: how many words there are
 * @argv: the words, the first is `import`
 *
 * Returns: the exit status of the program
 */
int
parcours_cli_import_contacts (int    argc,
                              char **argv)
{
  g_auto (Request) request = { 0 };
  const GOptionEntry entries[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &request.workspace, N_("The workspace"), N_("FILE") },
    { "create", 0, 0, G_OPTION_ARG_NONE, &request.create, N_("Make the workspace if there is none"), NULL },
    { "list", 'l', 0, G_OPTION_ARG_STRING, &request.list, N_("Put all on this list"), N_("SLUG") },
    { "new-list", 0, 0, G_OPTION_ARG_STRING, &request.new_list, N_("Put all on the list of this name, and make it if there is none"),
      N_("NAME") },
    { "status", 0, 0, G_OPTION_ARG_STRING, &request.status, N_("Their status on it: active, unconfirmed, unsubscribed or bounced"),
      N_("STATUS") },
    { "tag", 't', 0, G_OPTION_ARG_STRING, &request.tag, N_("Give all this tag"), N_("SLUG") },
    { "keep", 'k', 0, G_OPTION_ARG_NONE, &request.keep, N_("Leave contacts as they are that are there already"), NULL },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &request.dry_run, N_("Only say what would become of the columns"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &request.json, N_("Print JSON"), NULL },
    { NULL }
  };
  g_autoptr (GError) error = NULL;
  int status;

  if (!parcours_cli_parse (&argc, &argv, _("FILE"), _("Brings contacts in from a CSV file, all or nothing."), entries, &status))
    return status;
  if (argc < 2)
    return parcours_cli_fail (_("Which file? Name a CSV file"));
  if (request.list != NULL && request.new_list != NULL)
    return parcours_cli_fail (_("All can be put on one list: --list or --new-list, not both"));
  if (argc > 2)
    return parcours_cli_fail (_("“%s” is too much"), argv[2]);

  return run (&request, argv[1], &error) ? PARCOURS_EXIT_DONE : parcours_cli_fail_with (error);
}
