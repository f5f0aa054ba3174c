/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-canvas-private.h"
#include "parcours-minimap.h"

/* Between the picture and the edge, in pixels. */
#define MARGIN 8
#define FRAME_WIDTH 1.5f

struct _ParcoursMinimap
{
  GtkWidget parent_instance;

  ParcoursCanvas *canvas; /* (owned) (nullable) */
  gulong view_changed_id;
  gulong content_changed_id;
  guint paint_id;         /* the tick that paints the picture, a part a frame */
};

enum
{
  PROP_CANVAS = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (ParcoursMinimap, parcours_minimap, GTK_TYPE_WIDGET)

/* Where the picture of @box goes: how many pixels a canvas unit has, and where the origin of the canvas is. */
static double
place_picture (ParcoursMinimap   *self,
               const ParcoursBox *box,
               ParcoursPoint     *origin)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN;
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - 2 * MARGIN;
  double scale = MIN (width / MAX (box->width, 1), height / MAX (box->height, 1));

  origin->x = MARGIN + (width - box->width * scale) / 2 - box->x * scale;
  origin->y = MARGIN + (height - box->height * scale) / 2 - box->y * scale;

  return scale;
}

static void
append_picture (ParcoursMinimap *self,
                GtkSnapshot     *snapshot,
                cairo_surface_t *picture,
                double           scale)
{
  ParcoursPoint origin;
  ParcoursBox box;
  cairo_t *cr;

  parcours_far_view_get_overview (self->canvas->far_view, &box);
  place_picture (self, &box, &origin);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (origin.x + box.x * scale, origin.y + box.y * scale,
                                                                 box.width * scale, box.height * scale));
  cairo_translate (cr, origin.x, origin.y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
}

/* What can be seen of the canvas, as far as it lies in the picture. */
static void
append_frame (ParcoursMinimap     *self,
              GtkSnapshot         *snapshot,
              const ParcoursPoint *origin,
              double               scale)
{
  const GdkRGBA *color = &parcours_painter_colors (self->canvas->painter)->select;
  ParcoursBox view = parcours_canvas_get_view (self->canvas);
  graphene_rect_t all = GRAPHENE_RECT_INIT (2, 2, gtk_widget_get_width (GTK_WIDGET (self)) - 4,
                                            gtk_widget_get_height (GTK_WIDGET (self)) - 4);
  graphene_rect_t frame = GRAPHENE_RECT_INIT (origin->x + view.x * scale, origin->y + view.y * scale, view.width * scale,
                                              view.height * scale);
  float widths[4] = { FRAME_WIDTH, FRAME_WIDTH, FRAME_WIDTH, FRAME_WIDTH };
  GdkRGBA colors[4] = { *color, *color, *color, *color };
  GskRoundedRect shape;

  if (!graphene_rect_intersection (&all, &frame, &frame))
    return;
  gsk_rounded_rect_init_from_rect (&shape, &frame, 4);
  gtk_snapshot_append_border (snapshot, &shape, widths, colors);
}

static void
parcours_minimap_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  ParcoursMinimap *self = PARCOURS_MINIMAP (widget);
  cairo_surface_t *picture;
  ParcoursPoint origin;
  ParcoursBox box;
  double scale;

  if (self->canvas == NULL)
    return;
  picture = parcours_far_view_get_overview (self->canvas->far_view, &box);
  if (picture == NULL)
    return;
  scale = place_picture (self, &box, &origin);
  append_picture (self, snapshot, picture, scale);
  append_frame (self, snapshot, &origin, scale);
}

static gboolean
paint_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  ParcoursMinimap *self = PARCOURS_MINIMAP (widget);

  if (self->canvas != NULL && parcours_far_view_update_overview (self->canvas->far_view))
    return G_SOURCE_CONTINUE;
  self->paint_id = 0;
  gtk_widget_queue_draw (widget);

  return G_SOURCE_REMOVE;
}

static gboolean
has_steps (ParcoursMinimap *self)
{
  return self->canvas != NULL && self->canvas->drawing != NULL && parcours_drawing_n_steps (self->canvas->drawing) > 0;
}

/* A map that nobody sees costs nothing; one of nothing is not seen. */
static void
content_changed_cb (ParcoursMinimap *self)
{
  gtk_widget_set_opacity (GTK_WIDGET (self), has_steps (self) ? 1 : 0);
  gtk_widget_set_can_target (GTK_WIDGET (self), has_steps (self));
  if (self->paint_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->paint_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), paint_cb, NULL, NULL);
}

static void
parcours_minimap_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (parcours_minimap_parent_class)->map (widget);
  content_changed_cb (PARCOURS_MINIMAP (widget));
}

static void
go_to (ParcoursMinimap *self,
       double           x,
       double           y)
{
  ParcoursPoint origin;
  ParcoursBox box;
  double scale;

  if (self->canvas == NULL || parcours_far_view_get_overview (self->canvas->far_view, &box) == NULL)
    return;
  scale = place_picture (self, &box, &origin);
  parcours_canvas_centre_on (self->canvas, (x - origin.x) / scale, (y - origin.y) / scale);
}

static void
drag_begin_cb (GtkGestureDrag  *gesture,
               double           x,
               double           y,
               ParcoursMinimap *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  go_to (self, x, y);
}

static void
drag_update_cb (GtkGestureDrag  *gesture,
                double           dx,
                double           dy,
                ParcoursMinimap *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  go_to (self, x + dx, y + dy);
}

static void
parcours_minimap_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  if (prop_id == PROP_CANVAS)
    g_value_set_object (value, PARCOURS_MINIMAP (object)->canvas);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
parcours_minimap_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  if (prop_id == PROP_CANVAS)
    parcours_minimap_set_canvas (PARCOURS_MINIMAP (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
release_canvas (ParcoursMinimap *self)
{
  if (self->canvas == NULL)
    return;
  g_clear_signal_handler (&self->view_changed_id, self->canvas);
  g_clear_signal_handler (&self->content_changed_id, self->canvas);
  g_clear_object (&self->canvas);
}

static void
parcours_minimap_dispose (GObject *object)
{
  ParcoursMinimap *self = PARCOURS_MINIMAP (object);

  if (self->paint_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->paint_id);
  self->paint_id = 0;
  release_canvas (self);

  G_OBJECT_CLASS (parcours_minimap_parent_class)->dispose (object);
}

static void
parcours_minimap_class_init (ParcoursMinimapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = parcours_minimap_dispose;
  object_class->get_property = parcours_minimap_get_property;
  object_class->set_property = parcours_minimap_set_property;
  widget_class->snapshot = parcours_minimap_snapshot;
  widget_class->map = parcours_minimap_map;

  properties[PROP_CANVAS] =
    g_param_spec_object ("canvas", NULL, NULL, PARCOURS_TYPE_CANVAS,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_css_name (widget_class, "minimap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
parcours_minimap_init (ParcoursMinimap *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Overview of all steps"), -1);
}

/**
 * parcours_minimap_new:
 * @canvas: (nullable) (transfer none): the canvas that it shows
 *
 * Returns: (transfer floating): a map
 */
GtkWidget *
parcours_minimap_new (ParcoursCanvas *canvas)
{
  return g_object_new (PARCOURS_TYPE_MINIMAP, "canvas", canvas, NULL);
}

/**
 * parcours_minimap_get_canvas:
 * @self: a map
 *
 * Returns: (transfer none) (nullable): the canvas that it shows
 */
ParcoursCanvas *
parcours_minimap_get_canvas (ParcoursMinimap *self)
{
  g_return_val_if_fail (PARCOURS_IS_MINIMAP (self), NULL);

  return self->canvas;
}

/**
 * parcours_minimap_set_canvas:
 * @self: a map
 * @canvas: (nullable) (transfer none): the canvas to show
 */
void
parcours_minimap_set_canvas (ParcoursMinimap *self,
                             ParcoursCanvas  *canvas)
{
  g_return_if_fail (PARCOURS_IS_MINIMAP (self));
  g_return_if_fail (canvas == NULL || PARCOURS_IS_CANVAS (canvas));

  if (canvas == self->canvas)
    return;
  release_canvas (self);
  if (canvas != NULL)
    {
      self->canvas = g_object_ref (canvas);
      self->view_changed_id =
        g_signal_connect_swapped (canvas, "view-changed", G_CALLBACK (gtk_widget_queue_draw), self);
      self->content_changed_id = g_signal_connect_swapped (canvas, "content-changed", G_CALLBACK (content_changed_cb), self);
    }
  content_changed_cb (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CANVAS]);
}
