/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-canvas-private.h"

#define MAX_DOTS 60
#define DOT_SIZE 7
/* In canvas units a second. */
#define SPEED 90

static gboolean
play_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  gtk_widget_queue_draw (widget);

  return G_SOURCE_CONTINUE;
}

void
parcours_canvas_stop_playing (ParcoursCanvas *self)
{
  if (self->play_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->play_id);
  self->play_id = 0;
}

/**
 * parcours_canvas_set_playing:
 * @self: a canvas
 * @playing: whether the clock runs
 *
 * While it runs, dots travel the links, more of them where more contacts do; none where motion is turned off.
 */
void
parcours_canvas_set_playing (ParcoursCanvas *self,
                             gboolean        playing)
{
  g_return_if_fail (PARCOURS_IS_CANVAS (self));

  playing = !!playing;
  if (playing == self->is_playing)
    return;
  self->is_playing = playing;
  parcours_canvas_stop_playing (self);
  if (playing && adw_get_enable_animations (GTK_WIDGET (self)))
    self->play_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), play_cb, NULL, NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static guint64
passed (ParcoursCanvas *self,
        guint           number)
{
  const ParcoursDrawnLink *link = parcours_drawing_link (self->drawing, number);
  const ParcoursStepCount *count;

  if (link->is_jump || link->port >= PARCOURS_MAX_PORTS)
    return 0;
  count = parcours_step_counts_get (self->counts, parcours_canvas_nth_id (self, link->from));

  return count != NULL ? count->out[link->port] : 0;
}

/* Dots of a link are evenly spread over it and move at one pace. */
static void
draw_link_dots (ParcoursCanvas *self,
                GtkSnapshot    *snapshot,
                guint           number,
                guint           n_dots,
                double          seconds)
{
  const GdkRGBA *color = &parcours_painter_colors (self->painter)->select;
  const ParcoursRoute *route = &parcours_drawing_link (self->drawing, number)->route;
  double length = parcours_route_length (route);

  for (guint i = 0; i < n_dots; i++)
    {
      ParcoursPoint at = parcours_route_at (route, fmod (seconds * SPEED + number * 29 + i * length / n_dots, MAX (length, 1)));
      graphene_rect_t bounds = GRAPHENE_RECT_INIT (at.x - DOT_SIZE / 2., at.y - DOT_SIZE / 2., DOT_SIZE, DOT_SIZE);
      GskRoundedRect shape;

      gsk_rounded_rect_init_from_rect (&shape, &bounds, DOT_SIZE / 2.);
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, color, &bounds);
      gtk_snapshot_pop (snapshot);
    }
}

/* Draws the dots, in canvas units. */
void
parcours_canvas_draw_dots (ParcoursCanvas *self,
                           GtkSnapshot    *snapshot)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));
  guint64 all = 0;

  if (self->play_id == 0 || clock == NULL || self->counts == NULL || !parcours_canvas_is_near (self))
    return;
  for (guint i = 0; i < self->links->len; i++)
    all += passed (self, g_array_index (self->links, guint, i));
  for (guint i = 0; all > 0 && i < self->links->len; i++)
    {
      guint number = g_array_index (self->links, guint, i);
      guint n_dots = (guint) (MAX_DOTS * passed (self, number) / all);

      draw_link_dots (self, snapshot, number, n_dots, (double) gdk_frame_clock_get_frame_time (clock) / G_USEC_PER_SEC);
    }
}
