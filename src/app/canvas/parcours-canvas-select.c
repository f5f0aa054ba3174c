/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-canvas-private.h"
#include "parcours-graph-edits.h"

static void
forget_link (ParcoursCanvas *self)
{
  g_clear_pointer (&self->link_from, g_free);
  g_clear_pointer (&self->link_port, g_free);
}

static void
selection_changed (ParcoursCanvas *self)
{
  parcours_canvas_restyle_cards (self);
  parcours_canvas_update_actions (self);
  if (self->document != NULL)
    parcours_document_end_burst (self->document);
  parcours_canvas_emit (self, PARCOURS_CANVAS_SIGNAL_SELECTION_CHANGED);
}

/* Selects one step, or adds it to what is selected, or takes it away again; %NULL selects nothing. */
void
parcours_canvas_select (ParcoursCanvas *self,
                        const char     *id,
                        gboolean        extend)
{
  gboolean was_selected = id != NULL && g_hash_table_contains (self->selection, id);

  if (was_selected && !extend && g_hash_table_size (self->selection) == 1)
    return;
  if (id == NULL && g_hash_table_size (self->selection) == 0 && self->link_from == NULL)
    return;
  forget_link (self);
  if (!extend)
    g_hash_table_remove_all (self->selection);
  if (id != NULL && extend && was_selected)
    g_hash_table_remove (self->selection, id);
  else if (id != NULL)
    g_hash_table_add (self->selection, g_strdup (id));
  selection_changed (self);
}

void
parcours_canvas_select_link (ParcoursCanvas *self,
                             guint           link)
{
  const ParcoursDrawnLink *drawn = parcours_drawing_link (self->drawing, link);

  g_hash_table_remove_all (self->selection);
  forget_link (self);
  self->link_from = g_strdup (drawn->link->from);
  self->link_port = g_strdup (drawn->link->port);
  selection_changed (self);
}

static gboolean
is_gone (gpointer key,
         gpointer value,
         gpointer user_data)
{
  return parcours_canvas_find (user_data, key) < 0;
}

/* Drops from the selection what is no longer there. */
void
parcours_canvas_prune_selection (ParcoursCanvas *self)
{
  gboolean changed = g_hash_table_foreach_remove (self->selection, is_gone, self) > 0;

  if (parcours_canvas_find (self, self->cursor) < 0)
    g_clear_pointer (&self->cursor, g_free);
  if (self->link_from != NULL &&
      (self->drawing == NULL ||
       parcours_drawing_find_link (self->drawing, self->link_from, self->link_port) == PARCOURS_NOTHING))
    {
      forget_link (self);
      changed = TRUE;
    }
  if (changed)
    selection_changed (self);
}

/* Moves the keyboard to a step, and with @grab the focus of the window too. */
void
parcours_canvas_set_cursor (ParcoursCanvas *self,
                            const char     *id,
                            gboolean        grab)
{
  int step = parcours_canvas_find (self, id);
  GtkWidget *card;

  g_free (self->cursor);
  self->cursor = step >= 0 ? g_strdup (id) : NULL;
  if (step < 0)
    return;
  parcours_canvas_scroll_to_box (self, parcours_drawing_box (self->drawing, (guint) step));
  card = parcours_canvas_card (self, id);
  gtk_widget_set_child_visible (card, TRUE);
  parcours_canvas_queue_update (self);
  if (grab && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (card);
}

static gboolean
extends (GtkEventController *controller)
{
  return (gtk_event_controller_get_current_event_state (controller) & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;
}

static void
press_button (ParcoursCanvas    *self,
              const ParcoursCanvasHit *hit,
              double             x,
              double             y)
{
  parcours_canvas_request_step (self, parcours_canvas_nth_id (self, hit->step),
                                parcours_canvas_port_name (self, hit->step, hit->port), x, y);
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            ParcoursCanvas  *self)
{
  ParcoursCanvasHit hit = parcours_canvas_hit (self, x, y);
  gboolean extend = extends (GTK_EVENT_CONTROLLER (gesture));

  if (self->drawing == NULL || self->space_held)
    return;
  switch (hit.kind)
    {
    case PARCOURS_HIT_STEP:
      parcours_canvas_set_cursor (self, parcours_canvas_nth_id (self, hit.step), TRUE);
      if (extend || !g_hash_table_contains (self->selection, parcours_canvas_nth_id (self, hit.step)))
        parcours_canvas_select (self, parcours_canvas_nth_id (self, hit.step), extend);
      if (n_press == 2)
        parcours_canvas_emit (self, PARCOURS_CANVAS_SIGNAL_STEP_ACTIVATED, parcours_canvas_nth_id (self, hit.step));
      break;
    case PARCOURS_HIT_LINK:
      parcours_canvas_select_link (self, hit.link);
      gtk_widget_grab_focus (GTK_WIDGET (self));
      break;
    case PARCOURS_HIT_VOID:
      gtk_widget_grab_focus (GTK_WIDGET (self));
      if (!extend)
        parcours_canvas_select (self, NULL, FALSE);
      break;
    case PARCOURS_HIT_PORT:
    case PARCOURS_HIT_PLUS:
    case PARCOURS_HIT_OPEN_PLUS:
    default:
      break;
    }
}

/* A click on one of several that are selected means that one; after a drag no release comes here. */
static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             ParcoursCanvas  *self)
{
  ParcoursCanvasHit hit = parcours_canvas_hit (self, x, y);

  if (self->drawing == NULL || self->space_held)
    return;
  if (hit.kind == PARCOURS_HIT_STEP && !extends (GTK_EVENT_CONTROLLER (gesture)))
    parcours_canvas_select (self, parcours_canvas_nth_id (self, hit.step), FALSE);
  if (self->editable && (hit.kind == PARCOURS_HIT_PLUS || hit.kind == PARCOURS_HIT_OPEN_PLUS))
    press_button (self, &hit, x, y);
}

static void
open_menu (ParcoursCanvas *self,
           double          x,
           double          y)
{
  ParcoursCanvasHit hit = parcours_canvas_hit (self, x, y);

  if (hit.kind == PARCOURS_HIT_STEP && !g_hash_table_contains (self->selection, parcours_canvas_nth_id (self, hit.step)))
    parcours_canvas_select (self, parcours_canvas_nth_id (self, hit.step), FALSE);
  else if (hit.kind == PARCOURS_HIT_LINK)
    parcours_canvas_select_link (self, hit.link);
  parcours_canvas_popup_menu (self, x, y);
}

static void
secondary_cb (GtkGestureClick *gesture,
              int              n_press,
              double           x,
              double           y,
              ParcoursCanvas  *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  open_menu (self, x, y);
}

static void
long_press_cb (GtkGestureLongPress *gesture,
               double               x,
               double               y,
               ParcoursCanvas      *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  open_menu (self, x, y);
}

/* Takes into the selection what lies in the band, beside what was selected before. */
static void
select_band (ParcoursCanvas *self)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer id;

  parcours_drawing_steps_in (self->drawing, &self->band, steps);
  g_hash_table_remove_all (self->selection);
  g_hash_table_iter_init (&iter, self->band_base);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (self->selection, g_strdup (id));
  for (guint i = 0; i < steps->len; i++)
    g_hash_table_add (self->selection, g_strdup (parcours_canvas_nth_id (self, g_array_index (steps, guint, i))));
  forget_link (self);
  selection_changed (self);
}

static void
band_begin_cb (GtkGestureDrag *gesture,
               double          x,
               double          y,
               ParcoursCanvas *self)
{
  GHashTableIter iter;
  gpointer id;

  if (self->drawing == NULL || self->space_held || parcours_canvas_hit (self, x, y).kind != PARCOURS_HIT_VOID)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->grabbed = parcours_canvas_from_view (self, x, y);
  self->band_base = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, self->selection);
  while (extends (GTK_EVENT_CONTROLLER (gesture)) && g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (self->band_base, g_strdup (id));
}

static void
band_update_cb (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                ParcoursCanvas *self)
{
  ParcoursPoint to;
  double x, y;

  if (!self->has_band && !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  to = parcours_canvas_from_view (self, x + dx, y + dy);
  self->has_band = TRUE;
  self->band = (ParcoursBox) { MIN (self->grabbed.x, to.x), MIN (self->grabbed.y, to.y),
                               ABS (self->grabbed.x - to.x), ABS (self->grabbed.y - to.y) };
  select_band (self);
}

static void
band_end_cb (GtkGestureDrag *gesture,
             double          dx,
             double          dy,
             ParcoursCanvas *self)
{
  self->has_band = FALSE;
  g_clear_pointer (&self->band_base, g_hash_table_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Lets a person select: by click, by a band, and for the menu. */
void
parcours_canvas_add_select (ParcoursCanvas *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();
  GtkGesture *band = gtk_gesture_drag_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "pressed", G_CALLBACK (secondary_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect (long_press, "pressed", G_CALLBACK (long_press_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (long_press));
  g_signal_connect (band, "drag-begin", G_CALLBACK (band_begin_cb), self);
  g_signal_connect (band, "drag-update", G_CALLBACK (band_update_cb), self);
  g_signal_connect (band, "drag-end", G_CALLBACK (band_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (band));
}

/**
 * parcours_canvas_get_selected:
 * @self: a canvas
 *
 * Returns: (transfer none) (nullable): the id of the selected step, if it is one alone
 */
const char *
parcours_canvas_get_selected (ParcoursCanvas *self)
{
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (PARCOURS_IS_CANVAS (self), NULL);

  if (g_hash_table_size (self->selection) != 1)
    return NULL;
  g_hash_table_iter_init (&iter, self->selection);
  g_hash_table_iter_next (&iter, &id, NULL);

  return id;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return g_strcmp0 (*(char **) a, *(char **) b);
}

/**
 * parcours_canvas_get_selection:
 * @self: a canvas
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of the selected steps, sorted
 */
char **
parcours_canvas_get_selection (ParcoursCanvas *self)
{
  g_autoptr (GPtrArray) ids = NULL;
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (PARCOURS_IS_CANVAS (self), NULL);

  ids = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->selection);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, g_strdup (id));
  g_ptr_array_sort (ids, compare_ids);
  g_ptr_array_add (ids, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

static gboolean
is_selection (ParcoursCanvas     *self,
              const char * const *ids)
{
  guint n = 0;

  for (; ids != NULL && ids[n] != NULL; n++)
    {
      if (!g_hash_table_contains (self->selection, ids[n]))
        return FALSE;
    }

  return n == g_hash_table_size (self->selection) && self->link_from == NULL;
}

/**
 * parcours_canvas_set_selection:
 * @self: a canvas
 * @ids: (nullable) (array zero-terminated=1): the ids of steps; those that do not exist are left out
 */
void
parcours_canvas_set_selection (ParcoursCanvas     *self,
                               const char * const *ids)
{
  g_return_if_fail (PARCOURS_IS_CANVAS (self));

  if (is_selection (self, ids))
    return;
  forget_link (self);
  g_hash_table_remove_all (self->selection);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      if (parcours_canvas_step (self, ids[i]) != NULL)
        g_hash_table_add (self->selection, g_strdup (ids[i]));
    }
  selection_changed (self);
}

/**
 * parcours_canvas_show_step:
 * @self: a canvas
 * @id: the id of a step
 *
 * Selects the step and brings it into view.
 */
void
parcours_canvas_show_step (ParcoursCanvas *self,
                           const char     *id)
{
  g_return_if_fail (PARCOURS_IS_CANVAS (self));

  if (parcours_canvas_find (self, id) < 0)
    return;
  parcours_canvas_select (self, id, FALSE);
  parcours_canvas_set_cursor (self, id, FALSE);
}
