/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-canvas-private.h"
#include "parcours-step-edits.h"
#include "parcours-step-words.h"

/* How far a card goes with one key. */
#define NUDGE PARCOURS_SNAP

static int
first_step (ParcoursCanvas *self)
{
  return parcours_drawing_n_steps (self->drawing) > 0 ? (int) parcours_flow_nth (parcours_drawing_flow (self->drawing), 0) : -1;
}

static double
distance (ParcoursCanvas *self,
          guint           a,
          guint           b)
{
  ParcoursPoint from = parcours_box_centre (parcours_drawing_box (self->drawing, a));
  ParcoursPoint to = parcours_box_centre (parcours_drawing_box (self->drawing, b));

  return ABS (from.x - to.x) + 3 * ABS (from.y - to.y);
}

/* Up and down follow the links, the first port or the first that leads here. */
static int
step_along (ParcoursCanvas *self,
            guint           step,
            int             direction)
{
  const ParcoursFlow *flow = parcours_drawing_flow (self->drawing);

  if (direction > 0 && parcours_flow_n_out (flow, step) > 0)
    return (int) parcours_flow_edge (flow, parcours_flow_out (flow, step, 0))->to;
  if (direction < 0 && parcours_flow_n_in (flow, step) > 0)
    return (int) parcours_flow_edge (flow, parcours_flow_in (flow, step, 0))->from;

  return -1;
}

/* Left and right go to the nearest step on that side, rather at the same height. */
static int
step_aside (ParcoursCanvas *self,
            guint           step,
            int             direction)
{
  double x = parcours_box_centre (parcours_drawing_box (self->drawing, step)).x;
  int nearest = -1;

  for (guint i = 0; i < parcours_drawing_n_steps (self->drawing); i++)
    {
      double other = parcours_box_centre (parcours_drawing_box (self->drawing, i)).x;

      if (i == step || (direction > 0 ? other <= x : other >= x))
        continue;
      if (nearest < 0 || distance (self, step, i) < distance (self, step, (guint) nearest))
        nearest = (int) i;
    }

  return nearest;
}

static void
arrive (ParcoursCanvas *self,
        int             step,
        gboolean        extend)
{
  g_autofree char *id = step >= 0 ? g_strdup (parcours_canvas_nth_id (self, (guint) step)) : NULL;

  if (id == NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  parcours_canvas_set_cursor (self, id, TRUE);
  if (!self->is_linking && !(extend && g_hash_table_contains (self->selection, id)))
    parcours_canvas_select (self, id, extend);
}

/* The target after the present one, in reading order. */
static int
next_target (ParcoursCanvas *self,
             int             direction)
{
  const ParcoursFlow *flow = parcours_drawing_flow (self->drawing);
  int n = (int) parcours_flow_n_steps (flow);
  int cursor = parcours_canvas_find (self, self->cursor);
  int place = cursor >= 0 ? (int) parcours_flow_place (flow, (guint) cursor) : -1;

  for (int i = 1; i <= n; i++)
    {
      guint step = parcours_flow_nth (flow, (guint) (((place + direction * i) % n + n) % n));

      if (g_hash_table_contains (self->targets, parcours_canvas_nth_id (self, step)))
        return (int) step;
    }

  return -1;
}

/* The target whose name begins with the letter, after the present one. */
static gboolean
find_target (ParcoursCanvas *self,
             gunichar        letter)
{
  const ParcoursFlow *flow = parcours_drawing_flow (self->drawing);
  guint n = parcours_flow_n_steps (flow);
  int cursor = parcours_canvas_find (self, self->cursor);
  guint place = cursor >= 0 ? parcours_flow_place (flow, (guint) cursor) : 0;

  for (guint i = 1; i <= n; i++)
    {
      guint number = parcours_flow_nth (flow, (place + i) % n);
      const ParcoursStep *step = parcours_drawing_step (self->drawing, number);
      g_autofree char *name = parcours_step_headline (step, parcours_canvas_automation (self), self->library);

      if (!g_hash_table_contains (self->targets, step->id) ||
          g_unichar_tolower (g_utf8_get_char (name)) != g_unichar_tolower (letter))
        continue;
      arrive (self, (int) number, FALSE);
      return TRUE;
    }

  return FALSE;
}

static gboolean
walk (ParcoursCanvas *self,
      guint           keyval,
      gboolean        extend)
{
  int cursor = parcours_canvas_find (self, self->cursor);
  int direction = keyval == GDK_KEY_Up || keyval == GDK_KEY_Left ? -1 : 1;
  int step;

  if (self->is_linking)
    step = next_target (self, direction);
  else if (cursor < 0)
    step = first_step (self);
  else if (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down)
    step = step_along (self, (guint) cursor, direction);
  else
    step = step_aside (self, (guint) cursor, direction);
  arrive (self, step, extend);

  return GDK_EVENT_STOP;
}

/* Steps that follow each other with the same key are one move. */
static gboolean
nudge (ParcoursCanvas *self,
       guint           keyval)
{
  g_auto (GStrv) ids = parcours_canvas_get_selection (self);
  double dx = keyval == GDK_KEY_Left ? -NUDGE : keyval == GDK_KEY_Right ? NUDGE : 0;
  double dy = keyval == GDK_KEY_Up ? -NUDGE : keyval == GDK_KEY_Down ? NUDGE : 0;
  g_autofree char *key = NULL;
  ParcoursEdit *edit;

  if (!self->editable || ids[0] == NULL)
    return GDK_EVENT_PROPAGATE;
  key = g_strjoinv (" ", ids);
  edit = parcours_step_edit_move (parcours_canvas_automation (self), (const char * const *) ids, dx, dy);
  parcours_edit_set_merge_key (edit, key);
  parcours_canvas_apply (self, edit);

  return GDK_EVENT_STOP;
}

static gboolean
is_arrow (guint keyval)
{
  return keyval == GDK_KEY_Up || keyval == GDK_KEY_Down || keyval == GDK_KEY_Left || keyval == GDK_KEY_Right;
}

/* What ends a link that is being drawn by keyboard. */
static gboolean
link_key (ParcoursCanvas *self,
          guint           keyval)
{
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    {
      g_autofree char *to = g_strdup (self->cursor);

      parcours_canvas_finish_linking (self, to);
      return GDK_EVENT_STOP;
    }

  return g_unichar_isalnum (gdk_keyval_to_unicode (keyval)) && find_target (self, gdk_keyval_to_unicode (keyval));
}

static gboolean
escape (ParcoursCanvas *self)
{
  if (self->is_linking)
    parcours_canvas_stop_linking (self);
  else if (g_hash_table_size (self->selection) > 0 || self->link_from != NULL)
    parcours_canvas_select (self, NULL, FALSE);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                ParcoursCanvas        *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (self->drawing == NULL || parcours_drawing_n_steps (self->drawing) == 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Escape && modifiers == 0)
    return escape (self);
  if (self->is_linking && self->links_by_keyboard && modifiers == 0 && link_key (self, keyval))
    return GDK_EVENT_STOP;
  if (is_arrow (keyval) && modifiers == GDK_ALT_MASK)
    return nudge (self, keyval);
  if (is_arrow (keyval) && (modifiers == 0 || modifiers == GDK_SHIFT_MASK))
    return walk (self, keyval, modifiers != 0);
  if (keyval == GDK_KEY_Home && modifiers == 0)
    arrive (self, first_step (self), FALSE);
  else if (keyval == GDK_KEY_End && modifiers == 0)
    arrive (self, (int) parcours_flow_nth (parcours_drawing_flow (self->drawing), parcours_drawing_n_steps (self->drawing) - 1),
            FALSE);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

/* Lets a person walk from step to step with the keyboard, and move them. */
void
parcours_canvas_add_keys (ParcoursCanvas *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}

/* Enters the canvas where the keyboard was last; Tab leaves it again, since arrows move inside. */
gboolean
parcours_canvas_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  ParcoursCanvas *self = PARCOURS_CANVAS (widget);
  GtkWidget *focus = gtk_widget_get_focus_child (widget);
  g_autofree char *id = NULL;
  int step;

  if (focus != NULL || gtk_widget_is_focus (widget))
    return FALSE;
  step = parcours_canvas_find (self, self->cursor);
  if (step < 0 && self->drawing != NULL)
    step = first_step (self);
  if (step < 0)
    return parcours_canvas_focus_empty (self) || gtk_widget_grab_focus (widget);
  id = g_strdup (parcours_canvas_nth_id (self, (guint) step));
  parcours_canvas_set_cursor (self, id, TRUE);

  return TRUE;
}
