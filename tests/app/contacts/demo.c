/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A window with the contacts of a sample workspace, to look at. With --shot it
 * saves a picture of itself and ends.
 */

#include "config.h"

#include <adwaita.h>
#include <locale.h>

#include "parcours-contacts-page.h"
#include "parcours-i18n.h"
#include "parcours-json.h"
#include "parcours-sample.h"

static int n_contacts = PARCOURS_SAMPLE_CONTACTS;
static char *workspace = NULL;
static char *shot = NULL;
static char *import = NULL;
static char *filter = NULL;
static int selected = 0;
static gboolean dark = FALSE;
static int width = 1440;

static const GOptionEntry options[] = {
  { "contacts", 0, 0, G_OPTION_ARG_INT, &n_contacts, "How many contacts; 0 for an empty workspace", "N" },
  { "workspace", 0, 0, G_OPTION_ARG_FILENAME, &workspace, "A workspace that is there", "FILE" },
  { "shot", 0, 0, G_OPTION_ARG_FILENAME, &shot, "Save a picture and end", "FILE" },
  { "import", 0, 0, G_OPTION_ARG_FILENAME, &import, "Import a file", "FILE" },
  { "filter", 0, 0, G_OPTION_ARG_STRING, &filter, "Only contacts who meet this", "CONDITION" },
  { "select", 0, 0, G_OPTION_ARG_INT, &selected, "Show this contact", "NUMBER" },
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "Width of the window", "PIXELS" },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "Dark", NULL },
  { NULL }
};

static gboolean
save_shot (gpointer user_data)
{
  GtkApplication *application = user_data;
  GtkWidget *window = GTK_WIDGET (gtk_application_get_windows (application)->data);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window), gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  gdk_texture_save_to_png (texture, shot);
  g_application_quit (G_APPLICATION (application));

  return G_SOURCE_REMOVE;
}

static ParcoursProject *
open_project (void)
{
  g_autofree char *folder = g_dir_make_tmp ("parcours-contacts-XXXXXX", NULL);
  g_autofree char *path = workspace != NULL ? g_strdup (workspace) : g_build_filename (folder, "demo.parcours", NULL);
  g_autoptr (GError) error = NULL;
  ParcoursProject *project;

  if (workspace == NULL && n_contacts > 0)
    {
      g_autoptr (ParcoursStore) store = parcours_store_open (path, PARCOURS_STORE_CREATE, &error);

      if (store == NULL || !parcours_sample_fill (store, 1, (guint) n_contacts, g_get_real_time () / G_USEC_PER_SEC, NULL, NULL,
                                                  NULL, &error))
        g_error ("%s", error->message);
    }
  project = parcours_project_open (path, PARCOURS_STORE_CREATE, &error);
  if (project == NULL)
    g_error ("%s", error->message);

  return project;
}

static void
message_cb (ParcoursContactsPage *page,
            const char           *message,
            AdwToastOverlay      *overlay)
{
  adw_toast_overlay_add_toast (overlay, adw_toast_new (message));
}

static void
activate_cb (GtkApplication *application,
             gpointer        user_data)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (ParcoursProject) project = open_project ();
  GtkWidget *page = parcours_contacts_page_new (project);

  if (dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_widget_set_vexpand (overlay, TRUE);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), overlay);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Parcours contacts");
  gtk_window_set_default_size (GTK_WINDOW (window), width, 900);
  g_signal_connect (page, "message", G_CALLBACK (message_cb), overlay);
  gtk_window_present (GTK_WINDOW (window));
  if (filter != NULL)
    {
      g_autoptr (JsonNode) condition = parcours_json_parse (filter, -1, NULL);

      parcours_contacts_page_filter (PARCOURS_CONTACTS_PAGE (page), condition);
    }
  if (selected > 0)
    parcours_contacts_page_show (PARCOURS_CONTACTS_PAGE (page), selected);
  if (import != NULL)
    parcours_contacts_page_import (PARCOURS_CONTACTS_PAGE (page), import);
  if (shot != NULL)
    g_timeout_add (2500, save_shot, application);
  g_object_set_data_full (G_OBJECT (application), "project", g_object_ref (project), g_object_unref);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (AdwApplication) application = adw_application_new ("org.parcours.ContactsDemo", G_APPLICATION_NON_UNIQUE);
  int status;

  setlocale (LC_ALL, "");
  parcours_i18n_init ();
  g_application_add_main_option_entries (G_APPLICATION (application), options);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  if (g_object_get_data (G_OBJECT (application), "project") != NULL)
    parcours_project_close (g_object_get_data (G_OBJECT (application), "project"));

  return status;
}
