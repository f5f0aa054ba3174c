/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-canvas-private.h"
#include "parcours-graph-edits.h"

/* Where the link may lead, so that the person sees it before letting go. */
static GHashTable *
find_targets (ParcoursCanvas *self,
              const char     *from,
              const char     *port)
{
  GHashTable *targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ParcoursAutomation *automation = parcours_canvas_automation (self);
  g_autoptr (GHashTable) above = g_hash_table_new (NULL, NULL);
  const ParcoursFlow *flow = parcours_drawing_flow (self->drawing);
  g_autoptr (GArray) pending = g_array_new (FALSE, FALSE, sizeof (guint));
  guint start = (guint) parcours_canvas_find (self, from);

  /* All that leads to @from, found once; asking each step for itself would take too long. */
  g_array_append_val (pending, start);
  while (pending->len > 0)
    {
      guint step = g_array_index (pending, guint, pending->len - 1);

      g_array_set_size (pending, pending->len - 1);
      if (!g_hash_table_add (above, GUINT_TO_POINTER (step)))
        continue;
      for (guint i = 0; i < parcours_flow_n_in (flow, step); i++)
        g_array_append_val (pending, parcours_flow_edge (flow, parcours_flow_in (flow, step, i))->from);
    }
  for (guint i = 0; i < parcours_automation_n_steps (automation); i++)
    {
      const ParcoursStep *step = parcours_automation_nth_step (automation, i);

      if (!g_hash_table_contains (above, GUINT_TO_POINTER (i)) &&
          (step->type == NULL || step->type->kind != PARCOURS_STEP_TRIGGER))
        g_hash_table_add (targets, g_strdup (step->id));
    }

  return targets;
}

/* Begins to draw a link; its end follows the pointer or the keyboard. */
void
parcours_canvas_start_linking (ParcoursCanvas *self,
                               const char     *from,
                               const char     *port)
{
  parcours_canvas_stop_linking (self);
  self->is_linking = TRUE;
  self->linking_from = g_strdup (from);
  self->linking_port = g_strdup (port);
  self->targets = find_targets (self, from, port);
  parcours_canvas_restyle_cards (self);
}

void
parcours_canvas_stop_linking (ParcoursCanvas *self)
{
  if (!self->is_linking)
    return;
  self->is_linking = FALSE;
  self->links_by_keyboard = FALSE;
  g_clear_pointer (&self->linking_from, g_free);
  g_clear_pointer (&self->linking_port, g_free);
  g_clear_pointer (&self->targets, g_hash_table_unref);
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  parcours_canvas_restyle_cards (self);
}

/* Ends the link at @to; a step further up is reached by a jump. Whether it could be done. */
gboolean
parcours_canvas_finish_linking (ParcoursCanvas *self,
                                const char     *to)
{
  ParcoursAutomation *automation = parcours_canvas_automation (self);
  g_autofree char *from = g_steal_pointer (&self->linking_from);
  g_autofree char *port = g_steal_pointer (&self->linking_port);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) no_jump = NULL;
  ParcoursEdit *edit;

  parcours_canvas_stop_linking (self);
  edit = parcours_graph_link (automation, from, port, to, &error);
  if (edit == NULL && !g_str_equal (from, to) && parcours_automation_reaches (automation, to, from))
    {
      edit = parcours_graph_jump (automation, from, port, to, NULL, &no_jump);
      if (edit != NULL)
        parcours_canvas_emit (self, PARCOURS_CANVAS_SIGNAL_MESSAGE,
                              _("A link cannot lead back, so “Go to” leads there"), TRUE);
    }
  if (edit == NULL)
    {
      parcours_canvas_say_error (self, error);
      return FALSE;
    }
  parcours_canvas_apply (self, edit);

  return TRUE;
}

static void
connect_begin_cb (GtkGestureDrag *gesture,
                  double          x,
                  double          y,
                  ParcoursCanvas *self)
{
  ParcoursCanvasHit hit = parcours_canvas_hit (self, x, y);

  if (!self->editable || self->space_held || hit.kind != PARCOURS_HIT_PORT)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->linking_at = parcours_canvas_from_view (self, x, y);
  parcours_canvas_start_linking (self, parcours_canvas_nth_id (self, hit.step),
                                 parcours_canvas_port_name (self, hit.step, hit.port));
}

static void
connect_update_cb (GtkGestureDrag *gesture,
                   double          dx,
                   double          dy,
                   ParcoursCanvas *self)
{
  gboolean is_refused;
  double x, y;
  guint step;

  if (!self->is_linking)
    return;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  self->linking_at = parcours_canvas_from_view (self, x + dx, y + dy);
  step = parcours_drawing_step_at (self->drawing, self->linking_at.x, self->linking_at.y);
  is_refused = step != PARCOURS_NOTHING && !g_hash_table_contains (self->targets, parcours_canvas_nth_id (self, step));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), is_refused ? "not-allowed" : "crosshair");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* On a card it links; in the void it asks which step shall be there; where it began it does nothing. */
static void
connect_end_cb (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                ParcoursCanvas *self)
{
  g_autofree char *from = NULL;
  g_autofree char *port = NULL;
  double x, y;
  guint step;

  if (!self->is_linking)
    return;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  step = parcours_drawing_step_at (self->drawing, self->linking_at.x, self->linking_at.y);
  if (step != PARCOURS_NOTHING && g_strcmp0 (parcours_canvas_nth_id (self, step), self->linking_from) != 0)
    {
      parcours_canvas_finish_linking (self, parcours_canvas_nth_id (self, step));
      return;
    }
  from = g_strdup (self->linking_from);
  port = g_strdup (self->linking_port);
  parcours_canvas_stop_linking (self);
  if (step == PARCOURS_NOTHING && gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy))
    parcours_canvas_request_step (self, from, port, x + dx, y + dy);
}

static void
connect_cancel_cb (GtkGesture       *gesture,
                   GdkEventSequence *sequence,
                   ParcoursCanvas   *self)
{
  parcours_canvas_stop_linking (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Lets a person draw links from ports. */
void
parcours_canvas_add_connect (ParcoursCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (connect_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (connect_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (connect_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (connect_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}
