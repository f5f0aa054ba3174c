/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A window with the page of the servers of a workspace, to look at:
 * demo-server [--dark] [--compare SLUG] [--connect] [--publish SLUG] [--width N] WORKSPACE
 * The token comes from the keyring, or from PARCOURS_TOKEN.
 */

#include "config.h"

#include <adwaita.h>
#include <locale.h>

#include "parcours-i18n.h"
#include "parcours-publish.h"
#include "parcours-server-page.h"
#include "parcours-style.h"

static char *compare = NULL;
static char *publish = NULL;
static gboolean dark = FALSE;
static gboolean ask = FALSE;
static int width = 1100;

static const GOptionEntry options[] = {
  { "compare", 0, 0, G_OPTION_ARG_STRING, &compare, "Show both versions of an automation", "SLUG" },
  { "publish", 0, 0, G_OPTION_ARG_STRING, &publish, "Publish an automation", "SLUG" },
  { "connect", 0, 0, G_OPTION_ARG_NONE, &ask, "Ask for a server", NULL },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "Dark", NULL },
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "Width of the window", "PIXELS" },
  { NULL }
};

static void
on_published (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = parcours_publish_finish (result, &error);

  g_print ("%s\n", words != NULL ? words : error->message);
}

static void
set_token (ParcoursProject *project,
           const char      *token)
{
  GListModel *remotes = parcours_project_remotes (project);

  for (guint i = 0; token != NULL && i < g_list_model_get_n_items (remotes); i++)
    {
      g_autoptr (ParcoursRemote) remote = g_list_model_get_item (remotes, i);

      parcours_remote_set_token (remote, token);
    }
}

static GtkWidget *
make_window (ParcoursProject *project)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = parcours_server_page_new (project);

  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), parcours_project_name (project));
  gtk_window_set_default_size (GTK_WINDOW (window), width, 800);
  gtk_window_present (GTK_WINDOW (window));
  if (compare != NULL)
    parcours_server_page_show_conflict (PARCOURS_SERVER_PAGE (page), compare);
  if (ask)
    gtk_widget_activate_action (page, "server.connect", NULL);
  if (publish != NULL)
    parcours_publish_async (GTK_WINDOW (window), project, publish, on_published, NULL);

  return window;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("WORKSPACE");
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursProject) project = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  setlocale (LC_ALL, "");
  parcours_i18n_init ();
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    g_error ("%s", error != NULL ? error->message : "Name a workspace");
  adw_init ();
  parcours_style_install (gdk_display_get_default ());
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  project = parcours_project_open (argv[1], PARCOURS_STORE_WRITE, &error);
  if (project == NULL)
    g_error ("%s", error->message);
  set_token (project, g_getenv ("PARCOURS_TOKEN"));
  g_signal_connect_swapped (make_window (project), "close-request", G_CALLBACK (g_main_loop_quit), loop);
  g_main_loop_run (loop);

  return 0;
}
