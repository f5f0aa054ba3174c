/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-canvas-private.h"

/* So much of the drawing stays in view when it is pushed aside, in pixels. */
#define KEPT_IN_VIEW 96
/* Between the drawing and the edge where all of it is shown. */
#define MARGIN 48
/* Above and below what is scrolled to, clear of the bars in the corners. */
#define BAR_MARGIN 64
/* The days stand beside the outermost cards. */
#define SIDE_MARGIN 72
/* A drawing that would be smaller is shown from its beginning instead. */
#define READABLE_ZOOM 0.75
/* The size of text on a usual desktop, in pixels; larger text makes all larger. */
#define USUAL_TEXT (11. * 96 / 72)
#define LARGER_TEXT 1.1

static const double zoom_steps[] = { .1, .15, .25, .5, .75, 1, 1.25, 1.5, 2, 3, 4 };

/* How many pixels a canvas unit has. */
double
parcours_canvas_scale (ParcoursCanvas *self)
{
  return self->zoom * self->text_scale;
}

static double
offset_of (ParcoursCanvas *self,
           GtkOrientation  orientation)
{
  return round (gtk_adjustment_get_value (self->adjustments[orientation]));
}

/* From canvas units to pixels of the view. */
ParcoursPoint
parcours_canvas_to_view (ParcoursCanvas *self,
                         double          x,
                         double          y)
{
  double scale = parcours_canvas_scale (self);

  return (ParcoursPoint) { x * scale - offset_of (self, GTK_ORIENTATION_HORIZONTAL),
                           y * scale - offset_of (self, GTK_ORIENTATION_VERTICAL) };
}

/* From pixels of the view to canvas units. */
ParcoursPoint
parcours_canvas_from_view (ParcoursCanvas *self,
                           double          x,
                           double          y)
{
  double scale = parcours_canvas_scale (self);

  return (ParcoursPoint) { (x + offset_of (self, GTK_ORIENTATION_HORIZONTAL)) / scale,
                           (y + offset_of (self, GTK_ORIENTATION_VERTICAL)) / scale };
}

gboolean
parcours_canvas_is_near (ParcoursCanvas *self)
{
  return self->zoom >= PARCOURS_NEAR_ZOOM;
}

static void
view_moved (ParcoursCanvas *self)
{
  parcours_canvas_queue_update (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  parcours_canvas_emit (self, PARCOURS_CANVAS_SIGNAL_VIEW_CHANGED);
}

static void
adjustment_moved_cb (GtkAdjustment  *adjustment,
                     ParcoursCanvas *self)
{
  view_moved (self);
}

/* The pixels between which the view can be moved: so far that a little of the drawing stays in it. */
static void
configure_adjustment (ParcoursCanvas *self,
                      GtkOrientation  orientation,
                      double          start,
                      double          length,
                      double          page)
{
  double scale = parcours_canvas_scale (self);
  double kept = MIN (KEPT_IN_VIEW, page / 2);
  double lower = start * scale - page + kept;
  double upper = (start + length) * scale + page - kept;
  GtkAdjustment *adjustment = self->adjustments[orientation];

  /* Where there is nothing to see there is nowhere to go. */
  if (self->drawing == NULL || parcours_drawing_n_steps (self->drawing) == 0)
    {
      lower = -page / 2;
      upper = page / 2;
    }
  gtk_adjustment_configure (adjustment, gtk_adjustment_get_value (adjustment), lower, MAX (upper, lower + page),
                            page / 10, page * .9, page);
}

/* Lets the adjustments follow the size of the view and of the drawing. */
void
parcours_canvas_configure_view (ParcoursCanvas *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (width <= 0 || height <= 0)
    return;
  configure_adjustment (self, GTK_ORIENTATION_HORIZONTAL, self->bounds.x, self->bounds.width, width);
  configure_adjustment (self, GTK_ORIENTATION_VERTICAL, self->bounds.y, self->bounds.height, height);
}

void
parcours_canvas_set_adjustment (ParcoursCanvas *self,
                                GtkOrientation  orientation,
                                GtkAdjustment  *adjustment)
{
  GtkAdjustment *old = self->adjustments[orientation];

  if (adjustment != NULL && adjustment == old)
    return;
  if (old != NULL)
    g_signal_handlers_disconnect_by_func (old, adjustment_moved_cb, self);
  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    {
      g_clear_object (&self->adjustments[orientation]);
      return;
    }
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  self->adjustments[orientation] = g_object_ref_sink (adjustment);
  g_clear_object (&old);
  parcours_canvas_configure_view (self);
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (adjustment_moved_cb), self);
  g_object_notify (G_OBJECT (self), orientation == GTK_ORIENTATION_HORIZONTAL ? "hadjustment" : "vadjustment");
}

static void
set_viewport (ParcoursCanvas         *self,
              const ParcoursViewport *viewport)
{
  gboolean zooms = viewport->zoom != self->zoom;
  gboolean was_near = parcours_canvas_is_near (self);
  gboolean was_full = self->zoom >= PARCOURS_FULL_ZOOM;

  self->zoom = viewport->zoom;
  parcours_canvas_configure_view (self);
  gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_HORIZONTAL], viewport->x);
  gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_VERTICAL], viewport->y);
  if (!zooms)
    return;
  if (was_near != parcours_canvas_is_near (self) || was_full != (self->zoom >= PARCOURS_FULL_ZOOM))
    parcours_canvas_restyle_cards (self);
  parcours_canvas_update_actions (self);
  view_moved (self);
  g_object_notify (G_OBJECT (self), "zoom");
}

static ParcoursViewport
current_viewport (ParcoursCanvas *self)
{
  return (ParcoursViewport) { self->zoom, gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_HORIZONTAL]),
                              gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_VERTICAL]) };
}

/* On the way from one scale to another one point of the canvas stands still; without zooming it is a straight line. */
static double
between (double from,
         double to,
         double scale_from,
         double scale_to,
         double scale,
         double part)
{
  double still;

  if (fabs (scale_to - scale_from) < 1e-6)
    return from + (to - from) * part;
  still = (to - from) / (scale_to - scale_from);

  return from + still * (scale - scale_from);
}

static void
motion_cb (double          part,
           ParcoursCanvas *self)
{
  const ParcoursViewport *from = &self->motion_from;
  const ParcoursViewport *to = &self->motion_to;
  ParcoursViewport viewport;

  viewport.zoom = part >= 1 ? to->zoom : from->zoom * pow (to->zoom / from->zoom, part);
  viewport.x = between (from->x, to->x, from->zoom, to->zoom, viewport.zoom, part);
  viewport.y = between (from->y, to->y, from->zoom, to->zoom, viewport.zoom, part);
  set_viewport (self, &viewport);
}

/* Goes there, smoothly where the person has not turned motion off. */
static void
go_to (ParcoursCanvas         *self,
       const ParcoursViewport *viewport,
       gboolean                animate)
{
  if (self->motion != NULL)
    adw_animation_pause (self->motion);
  if (!animate || !gtk_widget_get_mapped (GTK_WIDGET (self)) || !adw_get_enable_animations (GTK_WIDGET (self)))
    {
      set_viewport (self, viewport);
      return;
    }
  self->motion_from = current_viewport (self);
  self->motion_to = *viewport;
  if (self->motion == NULL)
    {
      AdwAnimationTarget *target = adw_callback_animation_target_new ((AdwAnimationTargetFunc) motion_cb, self, NULL);

      self->motion = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, PARCOURS_MOTION_MS, target);
      adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->motion), ADW_EASE_OUT_CUBIC);
    }
  /* Begins again from where the view stands now. */
  adw_animation_reset (self->motion);
  adw_animation_play (self->motion);
}

/* Zooms while the point at @x and @y of the view stays where it is. */
void
parcours_canvas_zoom_at (ParcoursCanvas *self,
                         double          zoom,
                         double          x,
                         double          y,
                         gboolean        animate)
{
  ParcoursViewport viewport = current_viewport (self);
  double ratio;

  zoom = CLAMP (zoom, PARCOURS_CANVAS_MIN_ZOOM, PARCOURS_CANVAS_MAX_ZOOM);
  ratio = zoom / self->zoom;
  viewport.zoom = zoom;
  viewport.x = (viewport.x + x) * ratio - x;
  viewport.y = (viewport.y + y) * ratio - y;
  go_to (self, &viewport, animate);
}

void
parcours_canvas_scroll_by (ParcoursCanvas *self,
                           double          dx,
                           double          dy)
{
  ParcoursViewport viewport = current_viewport (self);

  viewport.x += dx;
  viewport.y += dy;
  go_to (self, &viewport, FALSE);
}

/* Moves the view as little as shows @box whole. */
void
parcours_canvas_scroll_to_box (ParcoursCanvas    *self,
                               const ParcoursBox *box)
{
  ParcoursViewport viewport = current_viewport (self);
  double scale = parcours_canvas_scale (self);
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double left = box->x * scale - MARGIN, right = (box->x + box->width) * scale + MARGIN;
  double top = box->y * scale - BAR_MARGIN, bottom = (box->y + box->height) * scale + BAR_MARGIN;

  if (viewport.x > left || right - left > width)
    viewport.x = left;
  else if (viewport.x + width < right)
    viewport.x = right - width;
  if (viewport.y > top || bottom - top > height)
    viewport.y = top;
  else if (viewport.y + height < bottom)
    viewport.y = bottom - height;
  if (viewport.x != current_viewport (self).x || viewport.y != current_viewport (self).y)
    go_to (self, &viewport, TRUE);
}

static ParcoursViewport
viewport_around (ParcoursCanvas *self,
                 double          zoom,
                 double          x,
                 double          y)
{
  double scale = zoom * self->text_scale;

  return (ParcoursViewport) { zoom, x * scale - gtk_widget_get_width (GTK_WIDGET (self)) / 2.,
                              y * scale - gtk_widget_get_height (GTK_WIDGET (self)) / 2. };
}

/* The scale at which all of the drawing can be seen, at most 100 %. */
static double
fitting_zoom (ParcoursCanvas *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * SIDE_MARGIN;
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - 2 * MARGIN;
  double zoom = 1;

  if (self->bounds.width > 0)
    zoom = MIN (zoom, width / self->bounds.width / self->text_scale);
  if (self->bounds.height > 0)
    zoom = MIN (zoom, height / self->bounds.height / self->text_scale);

  return CLAMP (zoom, PARCOURS_CANVAS_MIN_ZOOM, 1);
}

/* The first view of a document: all of it where that can be read, else its beginning. */
void
parcours_canvas_choose_view (ParcoursCanvas *self)
{
  ParcoursPoint centre = parcours_box_centre (&self->bounds);
  double zoom = fitting_zoom (self);
  ParcoursViewport viewport;

  self->has_view = TRUE;
  if (zoom >= READABLE_ZOOM || parcours_drawing_n_steps (self->drawing) == 0)
    viewport = viewport_around (self, MAX (zoom, READABLE_ZOOM), centre.x, centre.y);
  else
    {
      guint first = parcours_flow_nth (parcours_drawing_flow (self->drawing), 0);
      const ParcoursBox *box = parcours_drawing_box (self->drawing, first);

      viewport = viewport_around (self, 1, parcours_box_centre (box).x, 0);
      viewport.y = box->y * self->text_scale - MARGIN;
    }
  self->zoom = viewport.zoom;
  parcours_canvas_configure_view (self);
  gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_HORIZONTAL], viewport.x);
  gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_VERTICAL], viewport.y);
  parcours_canvas_restyle_cards (self);
  g_object_notify (G_OBJECT (self), "zoom");
}

/* Cards are as large as their text; where people have larger text, all is. */
void
parcours_canvas_read_text_scale (ParcoursCanvas *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  double dpi = pango_cairo_context_get_resolution (context);
  double scale;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= (dpi > 0 ? dpi : 96) / 72;
  scale = size / USUAL_TEXT;
  if (scale < LARGER_TEXT)
    scale = 1;
  if (fabs (scale - self->text_scale) < .01)
    return;
  self->text_scale = scale;
  parcours_canvas_configure_view (self);
  view_moved (self);
}

/**
 * parcours_canvas_get_zoom:
 * @self: a canvas
 *
 * Returns: the scale, 1 for 100 %
 */
double
parcours_canvas_get_zoom (ParcoursCanvas *self)
{
  g_return_val_if_fail (PARCOURS_IS_CANVAS (self), 1);

  return self->zoom;
}

/**
 * parcours_canvas_set_zoom:
 * @self: a canvas
 * @zoom: the scale, from %PARCOURS_CANVAS_MIN_ZOOM to %PARCOURS_CANVAS_MAX_ZOOM
 *
 * Zooms at once; the middle of the view stays where it is.
 */
void
parcours_canvas_set_zoom (ParcoursCanvas *self,
                          double          zoom)
{
  g_return_if_fail (PARCOURS_IS_CANVAS (self));

  parcours_canvas_zoom_at (self, zoom, gtk_widget_get_width (GTK_WIDGET (self)) / 2.,
                           gtk_widget_get_height (GTK_WIDGET (self)) / 2., FALSE);
}

/* The next step of the scale after @zoom in one direction. */
static double
next_zoom (double zoom,
           int    direction)
{
  guint n = G_N_ELEMENTS (zoom_steps);

  for (guint i = 0; i < n; i++)
    {
      double step = zoom_steps[direction > 0 ? i : n - 1 - i];

      if (direction > 0 ? step > zoom * 1.01 : step < zoom * .99)
        return step;
    }

  return direction > 0 ? PARCOURS_CANVAS_MAX_ZOOM : PARCOURS_CANVAS_MIN_ZOOM;
}

/**
 * parcours_canvas_zoom_by:
 * @self: a canvas
 * @steps: how many steps of the scale, negative to see more
 */
void
parcours_canvas_zoom_by (ParcoursCanvas *self,
                         int             steps)
{
  double zoom;

  g_return_if_fail (PARCOURS_IS_CANVAS (self));

  zoom = self->motion != NULL && adw_animation_get_state (self->motion) == ADW_ANIMATION_PLAYING ? self->motion_to.zoom
                                                                                                 : self->zoom;
  for (int i = 0; i < ABS (steps); i++)
    zoom = next_zoom (zoom, steps);
  parcours_canvas_zoom_at (self, zoom, gtk_widget_get_width (GTK_WIDGET (self)) / 2.,
                           gtk_widget_get_height (GTK_WIDGET (self)) / 2., TRUE);
}

/**
 * parcours_canvas_zoom_to_fit:
 * @self: a canvas
 *
 * Shows all of the drawing, no larger than at 100 %.
 */
void
parcours_canvas_zoom_to_fit (ParcoursCanvas *self)
{
  ParcoursPoint centre;
  ParcoursViewport viewport;

  g_return_if_fail (PARCOURS_IS_CANVAS (self));

  centre = parcours_box_centre (&self->bounds);
  viewport = viewport_around (self, fitting_zoom (self), centre.x, centre.y);
  go_to (self, &viewport, TRUE);
}

/**
 * parcours_canvas_get_view:
 * @self: a canvas
 *
 * Returns: the part of the canvas that can be seen, in canvas units
 */
ParcoursBox
parcours_canvas_get_view (ParcoursCanvas *self)
{
  ParcoursPoint corner = parcours_canvas_from_view (self, 0, 0);
  double scale = parcours_canvas_scale (self);

  return (ParcoursBox) { corner.x, corner.y, gtk_widget_get_width (GTK_WIDGET (self)) / scale,
                         gtk_widget_get_height (GTK_WIDGET (self)) / scale };
}

/**
 * parcours_canvas_centre_on:
 * @self: a canvas
 * @x: a place, in canvas units
 * @y: a place
 *
 * Brings the place into the middle of the view at once, as far as the drawing reaches.
 */
void
parcours_canvas_centre_on (ParcoursCanvas *self,
                           double          x,
                           double          y)
{
  ParcoursViewport viewport;

  g_return_if_fail (PARCOURS_IS_CANVAS (self));

  viewport = viewport_around (self, self->zoom, x, y);
  go_to (self, &viewport, FALSE);
}
