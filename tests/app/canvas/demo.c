/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A window with a canvas and made-up counts, to look at and for the tests that
 * drive it with a real mouse. With --shot it saves a picture of itself and ends.
 * ADW_DEBUG_HIGH_CONTRAST=1 in the environment shows it with high contrast.
 */

#include "config.h"

#include <adwaita.h>
#include <locale.h>

#include "parcours-canvas.h"
#include "parcours-document.h"
#include "parcours-i18n.h"
#include "parcours-minimap.h"
#include "parcours-outline.h"
#include "parcours-row-value.h"
#include "parcours-style.h"
#include "sample.h"

static int n_steps = 0;
static double zoom = 0;
static char *shot = NULL;
static char *selected = NULL;
static char *platform = NULL;
static gboolean dark = FALSE;
static gboolean no_counts = FALSE;
static gboolean problems = FALSE;
static gboolean walk = FALSE;
static gboolean empty = FALSE;
static gboolean outline = FALSE;

static const GOptionEntry options[] = {
  { "steps", 0, 0, G_OPTION_ARG_INT, &n_steps, "Show a flow of this many steps", "N" },
  { "zoom", 0, 0, G_OPTION_ARG_DOUBLE, &zoom, "Zoom", "SCALE" },
  { "shot", 0, 0, G_OPTION_ARG_FILENAME, &shot, "Save a picture and end", "FILE" },
  { "select", 0, 0, G_OPTION_ARG_STRING, &selected, "Select a step", "ID" },
  { "platform", 0, 0, G_OPTION_ARG_STRING, &platform, "Look at it on a platform", "NAME" },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "Dark", NULL },
  { "no-counts", 0, 0, G_OPTION_ARG_NONE, &no_counts, "Nothing has run", NULL },
  { "problems", 0, 0, G_OPTION_ARG_NONE, &problems, "With problems", NULL },
  { "walk", 0, 0, G_OPTION_ARG_NONE, &walk, "With a path", NULL },
  { "empty", 0, 0, G_OPTION_ARG_NONE, &empty, "An automation without steps", NULL },
  { "outline", 0, 0, G_OPTION_ARG_NONE, &outline, "With the list of steps", NULL },
  { NULL }
};

static gboolean
save_shot (gpointer user_data)
{
  GtkWidget *window = user_data;
  GtkWidget *child = gtk_window_get_child (GTK_WINDOW (window));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (child);
  int width = gtk_widget_get_width (child), height = gtk_widget_get_height (child);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_texture_save_to_png (texture, shot);
  gtk_window_destroy (GTK_WINDOW (window));

  return G_SOURCE_REMOVE;
}

static ParcoursAutomation *
choose_automation (void)
{
  if (empty)
    return parcours_automation_new ("Empty", "empty", PARCOURS_PLATFORM_ANY);

  return n_steps > 0 ? sample_large ((guint) n_steps) : sample_automation ();
}

static void
add_states (ParcoursCanvas *canvas)
{
  const ParcoursStepProblem list[] = { { (char *) "opened", NULL, 1, TRUE }, { (char *) "split", (char *) "b", 2, TRUE },
                                       { (char *) "code", NULL, 3, FALSE } };
  const char *const path[] = { "joined", "hello", "pause", "opened", "split", "photo", NULL };
  const char *const selection[] = { selected, NULL };
  ParcoursPlatform value;

  if (problems)
    parcours_canvas_set_problems (canvas, list, G_N_ELEMENTS (list));
  if (walk)
    parcours_canvas_set_path (canvas, path);
  if (platform != NULL && parcours_platform_from_name (platform, &value))
    parcours_canvas_set_platform (canvas, value);
  if (selected != NULL)
    parcours_canvas_set_selection (canvas, selection);
}

static void
message_cb (ParcoursCanvas *canvas,
            const char     *message,
            gboolean        can_undo,
            GtkLabel       *label)
{
  gtk_label_set_label (label, message);
}

/* What a test wants to know and cannot see. */
static void
tell_state (ParcoursCanvas *canvas)
{
  GtkLabel *label = g_object_get_data (G_OBJECT (canvas), "state");
  ParcoursDocument *document = parcours_canvas_get_document (canvas);
  ParcoursAutomation *automation = parcours_document_automation (document);
  g_auto (GStrv) ids = parcours_canvas_get_selection (canvas);
  g_autofree char *selection = g_strjoinv (" ", ids);
  const ParcoursStep *step = ids[0] != NULL ? parcours_automation_step (automation, ids[0]) : NULL;
  ParcoursBox view = parcours_canvas_get_view (canvas);
  g_autofree char *text =
    g_strdup_printf ("state: %u steps, %u links, selected %s at %g %g, zoom %.0f, view %.0f %.0f",
                     parcours_automation_n_steps (automation), parcours_automation_n_links (automation), selection,
                     step != NULL ? step->x : 0, step != NULL ? step->y : 0, 100 * parcours_canvas_get_zoom (canvas),
                     view.x, view.y);

  gtk_label_set_label (label, text);
}

static void
activated_cb (ParcoursCanvas *canvas,
              const char     *id,
              GtkLabel       *label)
{
  g_autofree char *text = g_strconcat ("activated ", id, NULL);

  gtk_label_set_label (label, text);
}

static void
add_requested_cb (ParcoursCanvas *canvas,
                  const char     *from,
                  const char     *port,
                  double          x,
                  double          y,
                  gpointer        user_data)
{
  const char *id = from != NULL ? "wait.duration" : "trigger.tag-added";

  parcours_canvas_add_step (canvas, parcours_catalog_row (parcours_catalog_get (), id), from, port);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            gpointer       row)
{
  return gdk_content_provider_new_typed (PARCOURS_TYPE_ROW, row);
}

/* Two rows of a palette. */
static GtkWidget *
new_palette (void)
{
  static const char *rows[] = { "action.send-sms", "flow.end" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const ParcoursRow *row = parcours_catalog_row (parcours_catalog_get (), rows[i]);
      GtkWidget *label = gtk_label_new (parcours_row_label (row));
      GtkDragSource *source = gtk_drag_source_new ();

      g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), (gpointer) row);
      gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
      gtk_box_append (GTK_BOX (box), label);
    }

  return box;
}

static GtkWidget *
new_content (void)
{
  g_autoptr (ParcoursAutomation) automation = choose_automation ();
  g_autoptr (ParcoursDocument) document = parcours_document_new (automation);
  g_autoptr (ParcoursLibrary) library = sample_library ();
  g_autoptr (ParcoursStepCounts) counts = n_steps > 0 ? sample_flow (automation, 80000) : sample_counts ();
  GtkWidget *canvas = parcours_canvas_new (document);
  GtkWidget *minimap = parcours_minimap_new (PARCOURS_CANVAS (canvas));
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *beside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *state = gtk_label_new (NULL);

  parcours_canvas_set_library (PARCOURS_CANVAS (canvas), library);
  if (!no_counts)
    parcours_canvas_set_counts (PARCOURS_CANVAS (canvas), counts);
  add_states (PARCOURS_CANVAS (canvas));
  g_signal_connect (canvas, "message", G_CALLBACK (message_cb), label);
  g_object_set_data (G_OBJECT (canvas), "state", state);
  g_signal_connect (canvas, "selection-changed", G_CALLBACK (tell_state), NULL);
  g_signal_connect (canvas, "view-changed", G_CALLBACK (tell_state), NULL);
  g_signal_connect (canvas, "step-activated", G_CALLBACK (activated_cb), label);
  g_signal_connect (canvas, "add-requested", G_CALLBACK (add_requested_cb), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), canvas);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scrolled);
  gtk_widget_set_halign (minimap, GTK_ALIGN_END);
  gtk_widget_set_valign (minimap, GTK_ALIGN_END);
  gtk_widget_set_margin_end (minimap, 12);
  gtk_widget_set_margin_bottom (minimap, 12);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), minimap);
  if (outline)
    gtk_box_append (GTK_BOX (beside), parcours_outline_new (PARCOURS_CANVAS (canvas)));
  gtk_box_append (GTK_BOX (beside), overlay);
  gtk_box_append (GTK_BOX (box), beside);
  if (shot == NULL)
    {
      gtk_box_append (GTK_BOX (box), new_palette ());
      gtk_box_append (GTK_BOX (box), label);
      gtk_box_append (GTK_BOX (box), state);
    }
  g_object_set_data (G_OBJECT (box), "canvas", canvas);

  return box;
}

static gboolean
prepare_shot (gpointer user_data)
{
  GtkWidget *window = user_data;
  ParcoursCanvas *canvas = g_object_get_data (G_OBJECT (gtk_window_get_child (GTK_WINDOW (window))), "canvas");

  if (zoom > 0)
    parcours_canvas_set_zoom (canvas, zoom);
  if (shot != NULL)
    g_timeout_add (600, save_shot, window);

  return G_SOURCE_REMOVE;
}

static void
activate_cb (GtkApplication *application,
             gpointer        user_data)
{
  GtkWidget *window = gtk_application_window_new (application);

  if (dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  parcours_style_install (gdk_display_get_default ());
  gtk_window_set_title (GTK_WINDOW (window), "Parcours canvas");
  gtk_window_set_default_size (GTK_WINDOW (window), 960, shot != NULL ? 760 : 860);
  gtk_window_set_child (GTK_WINDOW (window), new_content ());
  gtk_window_present (GTK_WINDOW (window));
  g_timeout_add (300, prepare_shot, window);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (AdwApplication) application = adw_application_new ("org.parcours.CanvasDemo", G_APPLICATION_NON_UNIQUE);

  setlocale (LC_ALL, "");
  parcours_i18n_init ();
  g_application_add_main_option_entries (G_APPLICATION (application), options);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
