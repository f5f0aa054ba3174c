/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "parcours-canvas-private.h"
#include "parcours-card.h"
#include "parcours-link-spots.h"

/* How near the pointer has to be, in pixels. */
#define PLUS_REACH 12
#define PORT_REACH 9
#define LINK_REACH 6

static gboolean
is_near_point (const ParcoursPoint *point,
               double               x,
               double               y,
               double               reach)
{
  return hypot (point->x - x, point->y - y) <= reach;
}

/* The handles of the step that shows them. */
static gboolean
hit_handle (ParcoursCanvas *self,
            double          x,
            double          y,
            double          reach,
            ParcoursCanvasHit    *hit)
{
  guint step = self->hover.step;
  const ParcoursBox *box;
  guint n_ports;

  if (!self->editable || step == PARCOURS_NOTHING ||
      (self->hover.kind != PARCOURS_HIT_STEP && self->hover.kind != PARCOURS_HIT_PORT))
    return FALSE;
  box = parcours_drawing_box (self->drawing, step);
  n_ports = parcours_step_n_ports (parcours_drawing_step (self->drawing, step));
  for (guint port = 0; port < n_ports; port++)
    {
      ParcoursPoint handle = parcours_port_handle (box, port, n_ports);

      if (!is_near_point (&handle, x, y, reach) || !parcours_canvas_offers_port (self, step, port))
        continue;
      *hit = (ParcoursCanvasHit) { PARCOURS_HIT_PORT, step, port, PARCOURS_NOTHING };
      return TRUE;
    }

  return FALSE;
}

static gboolean
hit_plus (ParcoursCanvas *self,
          double          x,
          double          y,
          double          reach,
          ParcoursCanvasHit    *hit)
{
  ParcoursBox around = { x - 4 * reach, y - 4 * reach, 8 * reach, 8 * reach };
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (guint));

  parcours_drawing_links_in (self->drawing, &around, links);
  for (guint i = 0; i < links->len; i++)
    {
      guint number = g_array_index (links, guint, i);
      const ParcoursDrawnLink *link = parcours_drawing_link (self->drawing, number);
      ParcoursLinkSpots spots;

      if (link->is_jump || link->route.n < 2)
        continue;
      spots = parcours_link_spots (self->drawing, number);
      if (!spots.has_plus || !is_near_point (&spots.plus, x, y, reach))
        continue;
      *hit = (ParcoursCanvasHit) { PARCOURS_HIT_PLUS, link->from, link->port, number };
      return TRUE;
    }

  return FALSE;
}

static gboolean
hit_open_plus_of (ParcoursCanvas *self,
                  guint           step,
                  double          x,
                  double          y,
                  double          reach,
                  ParcoursCanvasHit    *hit)
{
  const ParcoursStep *what = parcours_drawing_step (self->drawing, step);
  guint n_ports = parcours_step_n_ports (what);

  for (guint port = 0; port < n_ports; port++)
    {
      ParcoursRoute route = parcours_open_port_route (parcours_drawing_box (self->drawing, step), port, n_ports);

      if (!is_near_point (&route.points[route.n - 1], x, y, reach) ||
          parcours_automation_link (parcours_canvas_automation (self), what->id, parcours_step_nth_port (what, port)) != NULL ||
          !parcours_canvas_offers_port (self, step, port))
        continue;
      *hit = (ParcoursCanvasHit) { PARCOURS_HIT_OPEN_PLUS, step, port, PARCOURS_NOTHING };
      return TRUE;
    }

  return FALSE;
}

/* The button of an open port stands below its card, so only cards just above the pointer are looked at. */
static gboolean
hit_open_plus (ParcoursCanvas *self,
               double          x,
               double          y,
               double          reach,
               ParcoursCanvasHit    *hit)
{
  ParcoursBox above = { x - 90, y - 70, 180, 70 };
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (guint));

  parcours_drawing_steps_in (self->drawing, &above, steps);
  for (guint i = 0; i < steps->len; i++)
    {
      if (hit_open_plus_of (self, g_array_index (steps, guint, i), x, y, reach, hit))
        return TRUE;
    }

  return FALSE;
}

/* What is at a place of the view, in pixels: handles above buttons, buttons above cards, cards above links. */
ParcoursCanvasHit
parcours_canvas_hit (ParcoursCanvas *self,
                     double          x,
                     double          y)
{
  ParcoursPoint at = parcours_canvas_from_view (self, x, y);
  double scale = parcours_canvas_scale (self);
  gboolean is_full = self->editable && self->zoom >= PARCOURS_FULL_ZOOM;
  ParcoursCanvasHit hit = { PARCOURS_HIT_VOID, PARCOURS_NOTHING, 0, PARCOURS_NOTHING };

  if (self->drawing == NULL)
    return hit;
  if (parcours_canvas_is_near (self) && hit_handle (self, at.x, at.y, PORT_REACH / MIN (scale, 1), &hit))
    return hit;
  if (is_full && (hit_plus (self, at.x, at.y, PLUS_REACH, &hit) || hit_open_plus (self, at.x, at.y, PLUS_REACH, &hit)))
    return hit;
  hit.step = parcours_drawing_step_at (self->drawing, at.x, at.y);
  if (hit.step != PARCOURS_NOTHING)
    {
      hit.kind = PARCOURS_HIT_STEP;
      return hit;
    }
  hit.link = parcours_drawing_link_at (self->drawing, at.x, at.y, LINK_REACH / scale);
  if (hit.link == PARCOURS_NOTHING)
    return hit;

  return (ParcoursCanvasHit) { PARCOURS_HIT_LINK, parcours_drawing_link (self->drawing, hit.link)->from,
                         parcours_drawing_link (self->drawing, hit.link)->port, hit.link };
}

static const char *
cursor_for (ParcoursCanvas    *self,
            const ParcoursCanvasHit *hit)
{
  if (self->space_held)
    return "grab";
  if (hit->kind == PARCOURS_HIT_PLUS || hit->kind == PARCOURS_HIT_OPEN_PLUS)
    return "pointer";
  if (hit->kind == PARCOURS_HIT_PORT)
    return "crosshair";

  return NULL;
}

void
parcours_canvas_set_hover (ParcoursCanvas    *self,
                           const ParcoursCanvasHit *hit)
{
  if (hit->kind == self->hover.kind && hit->step == self->hover.step && hit->port == self->hover.port &&
      hit->link == self->hover.link)
    return;
  self->hover = *hit;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor_for (self, hit));
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           ParcoursCanvas           *self)
{
  ParcoursCanvasHit hit;

  self->pointer_x = x;
  self->pointer_y = y;
  if (self->is_moving || self->is_linking || self->has_band)
    return;
  hit = parcours_canvas_hit (self, x, y);
  parcours_canvas_set_hover (self, &hit);
}

static void
leave_cb (GtkEventControllerMotion *controller,
          ParcoursCanvas           *self)
{
  ParcoursCanvasHit nothing = { PARCOURS_HIT_VOID, PARCOURS_NOTHING, 0, PARCOURS_NOTHING };

  self->pointer_x = self->pointer_y = -1;
  parcours_canvas_set_hover (self, &nothing);
}

/* A tip that repeats the card would only lie over its handles. */
static gboolean
needs_tip (ParcoursCanvas *self,
           guint           step)
{
  const ParcoursStep *what = parcours_drawing_step (self->drawing, step);

  return what->note != NULL || !parcours_canvas_is_near (self) ||
         parcours_card_is_cut (PARCOURS_CARD (parcours_canvas_card (self, what->id)));
}

static gboolean
query_tooltip_cb (GtkWidget  *widget,
                  int         x,
                  int         y,
                  gboolean    by_keyboard,
                  GtkTooltip *tooltip,
                  gpointer    user_data)
{
  ParcoursCanvas *self = PARCOURS_CANVAS (widget);
  g_autofree char *text = NULL;
  guint step = PARCOURS_NOTHING;

  if (self->drawing == NULL || self->is_moving || self->is_linking)
    return FALSE;
  if (by_keyboard)
    step = (guint) parcours_canvas_find (self, self->cursor);
  else if (self->hover.kind == PARCOURS_HIT_STEP)
    step = self->hover.step;
  else if (self->hover.kind == PARCOURS_HIT_PORT)
    text = g_strdup (parcours_canvas_port_label (self, self->hover.step, self->hover.port));
  if (step < parcours_drawing_n_steps (self->drawing) && needs_tip (self, step))
    text = parcours_canvas_tooltip (self, parcours_drawing_step (self->drawing, step));
  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

/* Lets the canvas follow the pointer. */
void
parcours_canvas_add_hover (ParcoursCanvas *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}
