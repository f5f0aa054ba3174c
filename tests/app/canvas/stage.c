/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-style.h"
#include "stage.h"

#define WIDTH 1280
#define HEIGHT 800

/* Whether there is a display to draw on. */
gboolean
stage_init (void)
{
  if (!gtk_init_check ())
    return FALSE;
  adw_init ();
  parcours_style_install (gdk_display_get_default ());
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  return TRUE;
}

static void
before_paint_cb (GdkFrameClock *clock,
                 Stage         *stage)
{
  stage->began = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock,
                Stage         *stage)
{
  stage->paint_ms = (double) (g_get_monotonic_time () - stage->began) / 1000;
  stage->n_frames++;
}

/* Shows the automation; the first frame is there. */
Stage *
stage_new (ParcoursAutomation *automation,
           ParcoursStepCounts *counts)
{
  Stage *stage = g_new0 (Stage, 1);
  GdkFrameClock *clock;

  stage->document = parcours_document_new (automation);
  stage->window = gtk_window_new ();
  stage->canvas = PARCOURS_CANVAS (parcours_canvas_new (stage->document));
  parcours_canvas_set_counts (stage->canvas, counts);
  gtk_window_set_decorated (GTK_WINDOW (stage->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (stage->window), GTK_WIDGET (stage->canvas));
  gtk_widget_realize (stage->window);
  clock = gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (stage->window)));
  stage->before_id = g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), stage);
  stage->after_id = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), stage);
  gtk_window_present (GTK_WINDOW (stage->window));
  stage_frame (stage);

  return stage;
}

void
stage_free (Stage *stage)
{
  GdkFrameClock *clock = gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (stage->window)));

  g_signal_handler_disconnect (clock, stage->before_id);
  g_signal_handler_disconnect (clock, stage->after_id);
  gtk_window_destroy (GTK_WINDOW (stage->window));
  g_object_unref (stage->document);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_free (stage);
}

/* Waits for the next frame, whether anything has changed or not. */
void
stage_frame (Stage *stage)
{
  guint n = stage->n_frames;

  gtk_widget_queue_draw (GTK_WIDGET (stage->canvas));
  while (stage->n_frames == n)
    g_main_context_iteration (NULL, TRUE);
}

/* Waits until nothing more is to be made or painted. */
void
stage_settle (Stage *stage)
{
  do
    stage_frame (stage);
  while (stage->canvas->update_id != 0);
  stage_frame (stage);
}

/* Does @func before each of so many frames; how long each took, in milliseconds. */
GArray *
stage_run (Stage     *stage,
           guint      n_frames,
           StageFunc  func)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n_frames; i++)
    {
      func (stage, i);
      stage_frame (stage);
      g_array_append_val (times, stage->paint_ms);
    }

  return times;
}

static guint count_nodes (GskRenderNode *node);

static guint
count_children (GskRenderNode *node)
{
  guint n = 0;

  for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
    n += count_nodes (gsk_container_node_get_child (node, i));

  return n;
}

/* Render nodes that draw something, each as often as it is drawn. */
static guint
count_nodes (GskRenderNode *node)
{
  if (node == NULL)
    return 0;
  switch ((int) gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      return count_children (node);
    case GSK_TRANSFORM_NODE:
      return count_nodes (gsk_transform_node_get_child (node));
    case GSK_OPACITY_NODE:
      return count_nodes (gsk_opacity_node_get_child (node));
    case GSK_CLIP_NODE:
      return count_nodes (gsk_clip_node_get_child (node));
    case GSK_ROUNDED_CLIP_NODE:
      return count_nodes (gsk_rounded_clip_node_get_child (node));
    case GSK_DEBUG_NODE:
      return count_nodes (gsk_debug_node_get_child (node));
    default:
      return 1;
    }
}

/* How many things one frame draws. */
guint
stage_n_nodes (Stage *stage)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (stage->canvas));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gdk_paintable_snapshot (paintable, snapshot, WIDTH, HEIGHT);
  node = gtk_snapshot_free_to_node (snapshot);

  return count_nodes (node);
}
