/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-canvas-private.h"
#include "parcours-graph-edits.h"
#include "parcours-row-value.h"

static const ParcoursCanvasHit nothing = { PARCOURS_HIT_VOID, PARCOURS_NOTHING, 0, PARCOURS_NOTHING };

/* Behind a card a row takes the first port that leads nowhere, else the first. */
static guint
choose_port (ParcoursCanvas *self,
             guint           step)
{
  const ParcoursStep *what = parcours_drawing_step (self->drawing, step);

  for (guint port = 0; port < parcours_step_n_ports (what); port++)
    {
      if (parcours_canvas_offers_port (self, step, port) &&
          parcours_automation_link (parcours_canvas_automation (self), what->id, parcours_step_nth_port (what, port)) == NULL)
        return port;
    }

  return 0;
}

/* Where the row could go from here; the void where it does not fit. */
static ParcoursCanvasHit
hit_for_row (ParcoursCanvas    *self,
             const ParcoursRow *row,
             double             x,
             double             y)
{
  ParcoursCanvasHit hit = parcours_canvas_hit (self, x, y);

  if (hit.kind == PARCOURS_HIT_VOID || row == NULL)
    return hit;
  if (hit.kind == PARCOURS_HIT_STEP)
    {
      if (parcours_step_n_ports (parcours_drawing_step (self->drawing, hit.step)) == 0)
        return nothing;
      hit.port = choose_port (self, hit.step);
    }
  if (!parcours_graph_can_insert (parcours_canvas_automation (self), row, parcours_canvas_nth_id (self, hit.step),
                                  parcours_canvas_port_name (self, hit.step, hit.port), NULL))
    return nothing;

  return hit;
}

static GdkDragAction
motion_cb (GtkDropTarget  *target,
           double          x,
           double          y,
           ParcoursCanvas *self)
{
  const GValue *value = gtk_drop_target_get_value (target);

  if (!self->editable || self->drawing == NULL)
    return 0;
  self->has_drop = TRUE;
  self->drop_row = value != NULL ? g_value_get_boxed (value) : NULL;
  self->drop_hit = hit_for_row (self, self->drop_row, x, y);
  self->drop_at = parcours_canvas_from_view (self, x, y);
  self->drop_at = (ParcoursPoint) { parcours_snap (self->drop_at.x),
                                    parcours_snap (self->drop_at.y - PARCOURS_CARD_HEIGHT / 2.) };
  gtk_widget_set_state_flags (self->empty, GTK_STATE_FLAG_DROP_ACTIVE, FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return GDK_ACTION_COPY;
}

static void
leave_cb (GtkDropTarget  *target,
          ParcoursCanvas *self)
{
  self->has_drop = FALSE;
  self->drop_row = NULL;
  self->drop_hit = nothing;
  gtk_widget_unset_state_flags (self->empty, GTK_STATE_FLAG_DROP_ACTIVE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Onto a link or behind a port it is linked, into the void it stays loose. */
static gboolean
drop_cb (GtkDropTarget  *target,
         const GValue   *value,
         double          x,
         double          y,
         ParcoursCanvas *self)
{
  const ParcoursRow *row = g_value_get_boxed (value);
  g_autofree char *id = NULL;
  ParcoursEdit *edit;
  ParcoursCanvasHit hit;
  ParcoursPoint at;

  if (!self->editable || self->drawing == NULL || row == NULL)
    return FALSE;
  motion_cb (target, x, y, self);
  hit = hit_for_row (self, row, x, y);
  at = self->drop_at;
  leave_cb (target, self);
  if (hit.kind == PARCOURS_HIT_VOID)
    edit = parcours_graph_add (parcours_canvas_automation (self), row, at.x, at.y, &id);
  else
    edit = parcours_graph_insert (parcours_canvas_automation (self), row, parcours_canvas_nth_id (self, hit.step),
                                  parcours_canvas_port_name (self, hit.step, hit.port), &id, NULL);
  parcours_canvas_apply (self, edit);
  parcours_canvas_show_step (self, id);

  return TRUE;
}

/* Takes rows of the palette that are dropped. */
void
parcours_canvas_add_drop (ParcoursCanvas *self)
{
  GtkDropTarget *target = gtk_drop_target_new (PARCOURS_TYPE_ROW, GDK_ACTION_COPY);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
