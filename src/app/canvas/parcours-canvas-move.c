/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-canvas-private.h"
#include "parcours-step-edits.h"

/* While a drag comes this near to the edge the view follows, so many pixels a time. */
#define EDGE 24
#define EDGE_STEP 12

static void
move_begin_cb (GtkGestureDrag *gesture,
               double          x,
               double          y,
               ParcoursCanvas *self)
{
  ParcoursCanvasHit hit = parcours_canvas_hit (self, x, y);

  if (!self->editable || self->space_held || hit.kind != PARCOURS_HIT_STEP)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->grabbed = parcours_canvas_from_view (self, x, y);
  self->drop_hit = hit;
}

/* Takes a step up; the selected ones come along, if it is one of them. */
void
parcours_canvas_start_moving (ParcoursCanvas *self,
                              const char     *id)
{
  GHashTableIter iter;
  gpointer key;

  if (!g_hash_table_contains (self->selection, id))
    parcours_canvas_select (self, id, FALSE);
  self->is_moving = TRUE;
  self->shift = (ParcoursPoint) { 0, 0 };
  self->moved = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, self->selection);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      int step = parcours_canvas_find (self, key);

      if (step >= 0)
        g_hash_table_add (self->moved, GINT_TO_POINTER (step));
    }
  parcours_far_view_set_hidden (self->far_view, self->moved);
  parcours_canvas_restyle_cards (self);
}

/* Puts the dragged steps where they stood in the document, moved by @shift. */
void
parcours_canvas_place_moved (ParcoursCanvas      *self,
                             const ParcoursPoint *shift)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->moved);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint number = GPOINTER_TO_UINT (key);
      const ParcoursStep *step = parcours_drawing_step (self->drawing, number);

      parcours_drawing_place (self->drawing, number, step->x + shift->x, step->y + shift->y);
    }
  parcours_drawing_reroute (self->drawing, NULL);
  self->shift = *shift;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* A little to the side is meant as not at all, so that a card stays in line with others that are off the grid. */
static double
snap_along (double from,
            double by)
{
  return ABS (by) < PARCOURS_SNAP / 2. ? 0 : parcours_snap (from + by) - from;
}

/* The grabbed card rests on the grid; with Alt it is free. */
static ParcoursPoint
snapped_shift (ParcoursCanvas      *self,
               const ParcoursPoint *shift,
               gboolean             is_free)
{
  const ParcoursStep *step = parcours_drawing_step (self->drawing, self->drop_hit.step);

  if (is_free)
    return *shift;

  return (ParcoursPoint) { snap_along (step->x, shift->x), snap_along (step->y, shift->y) };
}

static void
follow_edge (ParcoursCanvas *self,
             double          x,
             double          y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  double dx = x < EDGE ? -EDGE_STEP : x > width - EDGE ? EDGE_STEP : 0;
  double dy = y < EDGE ? -EDGE_STEP : y > height - EDGE ? EDGE_STEP : 0;

  if (dx != 0 || dy != 0)
    parcours_canvas_scroll_by (self, dx, dy);
}

static void
move_update_cb (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                ParcoursCanvas *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  ParcoursPoint to, shift;
  double x, y;

  if (!self->is_moving)
    {
      if (!gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy))
        return;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      parcours_canvas_start_moving (self, parcours_canvas_nth_id (self, self->drop_hit.step));
    }
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  follow_edge (self, x + dx, y + dy);
  to = parcours_canvas_from_view (self, x + dx, y + dy);
  shift = (ParcoursPoint) { to.x - self->grabbed.x, to.y - self->grabbed.y };
  shift = snapped_shift (self, &shift, (state & GDK_ALT_MASK) != 0);
  if (shift.x != self->shift.x || shift.y != self->shift.y)
    parcours_canvas_place_moved (self, &shift);
}

/* Lets go of the dragged steps, wherever they are drawn now. */
void
parcours_canvas_stop_moving (ParcoursCanvas *self)
{
  self->is_moving = FALSE;
  self->drop_hit = (ParcoursCanvasHit) { PARCOURS_HIT_VOID, PARCOURS_NOTHING, 0, PARCOURS_NOTHING };
  g_clear_pointer (&self->moved, g_hash_table_unref);
  parcours_far_view_set_hidden (self->far_view, NULL);
  self->bounds = parcours_drawing_bounds (self->drawing);
  parcours_canvas_configure_view (self);
  parcours_canvas_restyle_cards (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
move_end_cb (GtkGestureDrag *gesture,
             double          dx,
             double          dy,
             ParcoursCanvas *self)
{
  g_auto (GStrv) ids = NULL;
  ParcoursPoint shift = self->shift;

  if (!self->is_moving)
    return;
  ids = parcours_canvas_get_selection (self);
  parcours_canvas_stop_moving (self);
  if (shift.x != 0 || shift.y != 0)
    parcours_canvas_apply (self, parcours_step_edit_move (parcours_canvas_automation (self), (const char * const *) ids,
                                                          shift.x, shift.y));
}

/* Escape, or another gesture that wins: everything goes back. */
static void
move_cancel_cb (GtkGesture       *gesture,
                GdkEventSequence *sequence,
                ParcoursCanvas   *self)
{
  if (!self->is_moving)
    return;
  parcours_canvas_place_moved (self, &(ParcoursPoint) { 0, 0 });
  parcours_canvas_stop_moving (self);
}

/* Lets a person drag steps. */
void
parcours_canvas_add_move (ParcoursCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (move_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (move_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (move_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (move_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}
