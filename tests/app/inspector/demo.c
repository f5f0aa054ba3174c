/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A window with an inspector, to look at. It shows a step of the row that is
 * named, or of an automation in a file; with --shot it saves a picture and ends.
 */

#include "config.h"

#include <adwaita.h>
#include <locale.h>

#include "fixture.h"
#include "parcours-i18n.h"
#include "parcours-inspector.h"
#include "parcours-json.h"
#include "parcours-value-editors.h"

static char *row_id = NULL;
static char *params = NULL;
static char *file = NULL;
static char *step = NULL;
static char *shot = NULL;
static int width = 344;
static int height = 820;
static gboolean dark = FALSE;
static gboolean rtl = FALSE;
static gboolean expand = FALSE;
static char *sample = NULL;

static const GOptionEntry options[] = {
  { "row", 0, 0, G_OPTION_ARG_STRING, &row_id, "A row of the catalogue", "ID" },
  { "params", 0, 0, G_OPTION_ARG_STRING, &params, "Its parameters, with apostrophes", "JSON" },
  { "file", 0, 0, G_OPTION_ARG_FILENAME, &file, "An automation", "FILE" },
  { "step", 0, 0, G_OPTION_ARG_STRING, &step, "One of its steps", "ID" },
  { "shot", 0, 0, G_OPTION_ARG_FILENAME, &shot, "Save a picture and end", "FILE" },
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "Width of the pane", "PIXELS" },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, "Height of the pane", "PIXELS" },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "Dark", NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, "From right to left", NULL },
  { "sample", 0, 0, G_OPTION_ARG_FILENAME, &sample, "Count contacts, in a sample workspace made here", "FILE" },
  { "expand", 0, 0, G_OPTION_ARG_NONE, &expand, "Open the forms of conditions", NULL },
  { NULL }
};

static void
expand_all (GtkWidget *widget)
{
  if (GTK_IS_EXPANDER (widget))
    gtk_expander_set_expanded (GTK_EXPANDER (widget), TRUE);
  if (PARCOURS_IS_LEAF_EDITOR (widget))
    parcours_leaf_editor_expand (PARCOURS_LEAF_EDITOR (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    expand_all (child);
}

static gboolean
save_shot (gpointer user_data)
{
  GtkWidget *window = user_data;
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  int w = gtk_widget_get_width (window), h = gtk_widget_get_height (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, w, h);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, w, h));
  gdk_texture_save_to_png (texture, shot);
  gtk_window_destroy (GTK_WINDOW (window));

  return G_SOURCE_REMOVE;
}

static void
print_cb (ParcoursDocument *document)
{
  const ParcoursStep *shown = parcours_automation_nth_step (parcours_document_automation (document), 0);
  g_autofree char *line = shown != NULL ? parcours_json_to_line (shown->node) : NULL;

  g_print ("%s\n", line != NULL ? line : "settings");
}

static void
count_in_sample (ParcoursInspector *inspector)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursProject) project = NULL;
  g_autoptr (ParcoursLive) live = NULL;
  g_autoptr (ParcoursJob) job = parcours_job_new ("Sample");

  if (g_file_test (sample, G_FILE_TEST_EXISTS))
    project = parcours_project_open (sample, PARCOURS_STORE_WRITE, &error);
  else
    project = parcours_project_new_sample (sample, 2000, 1, job, &error);
  g_assert_no_error (error);
  live = parcours_live_new (project);
  parcours_inspector_set_project (inspector, project);
  parcours_inspector_set_live (inspector, live);
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = gtk_application_window_new (application);
  GtkWidget *inspector = parcours_inspector_new ();
  g_autoptr (ParcoursLibrary) library = fixture_library ();
  g_autoptr (ParcoursDocument) document = NULL;
  g_autofree char *id = g_strdup (step);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                            : ADW_COLOR_SCHEME_FORCE_LIGHT);
  if (rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (file != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ParcoursAutomation) automation = parcours_automation_load (file, &error);

      g_assert_no_error (error);
      document = parcours_document_new (automation);
    }
  else
    {
      const ParcoursRow *row = row_id != NULL ? parcours_catalog_row (parcours_catalog_get (), row_id) : NULL;

      document = fixture_document (row != NULL ? row->platform : PARCOURS_PLATFORM_ANY);
      if (row != NULL)
        id = fixture_add_row (document, row, params);
    }
  g_signal_connect (document, "changed", G_CALLBACK (print_cb), NULL);
  parcours_inspector_set_library (PARCOURS_INSPECTOR (inspector), library);
  if (sample != NULL)
    count_in_sample (PARCOURS_INSPECTOR (inspector));
  parcours_inspector_set_document (PARCOURS_INSPECTOR (inspector), document);
  parcours_inspector_set_step (PARCOURS_INSPECTOR (inspector), id);
  if (expand)
    expand_all (inspector);
  gtk_window_set_child (GTK_WINDOW (window), inspector);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_present (GTK_WINDOW (window));
  if (shot != NULL)
    g_timeout_add (sample != NULL ? 4000 : 600, save_shot, window);
}

int
main (int    argc,
      char **argv)
{
  char *arguments[] = { argv[0], NULL };
  char **test_arguments = arguments;
  int n_arguments = 1;
  g_autoptr (AdwApplication) application = NULL;
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  g_test_init (&n_arguments, &test_arguments, NULL);
  parcours_i18n_init ();
  application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 0, NULL);
}
