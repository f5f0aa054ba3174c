/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-canvas-private.h"
#include "parcours-clipboard.h"
#include "parcours-graph-edits.h"
#include "parcours-layout.h"
#include "parcours-note-popover.h"

static ParcoursCanvas *
canvas_of (GtkWidget *widget)
{
  return PARCOURS_CANVAS (widget);
}

static void
undo (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  parcours_document_undo (canvas_of (widget)->document);
}

static void
redo (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  parcours_document_redo (canvas_of (widget)->document);
}

/* Where the keyboard goes when its step is deleted: to what led there, else to what followed. */
static char *
find_neighbour (ParcoursCanvas *self)
{
  const ParcoursFlow *flow = parcours_drawing_flow (self->drawing);
  int cursor = parcours_canvas_find (self, self->cursor);
  guint step = (guint) cursor;

  if (cursor >= 0 && parcours_flow_n_in (flow, step) > 0)
    step = parcours_flow_edge (flow, parcours_flow_in (flow, step, 0))->from;
  else if (cursor >= 0 && parcours_flow_n_out (flow, step) > 0)
    step = parcours_flow_edge (flow, parcours_flow_out (flow, step, 0))->to;
  else
    return NULL;

  return g_strdup (parcours_canvas_nth_id (self, step));
}

static void
delete_steps (ParcoursCanvas *self)
{
  g_auto (GStrv) ids = parcours_canvas_get_selection (self);
  g_autofree char *neighbour = find_neighbour (self);
  ParcoursEdit *edit = parcours_graph_remove (parcours_canvas_automation (self), (const char * const *) ids);
  g_autofree char *label = g_strdup (parcours_edit_label (edit));
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean has_focus = root != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  parcours_canvas_apply (self, edit);
  if (parcours_canvas_find (self, neighbour) >= 0)
    {
      parcours_canvas_select (self, neighbour, FALSE);
      parcours_canvas_set_cursor (self, neighbour, has_focus);
    }
  else if (has_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  parcours_canvas_emit (self, PARCOURS_CANVAS_SIGNAL_MESSAGE, label, TRUE);
}

static void
delete (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  ParcoursCanvas *self = canvas_of (widget);

  if (self->link_from != NULL)
    parcours_canvas_apply (self, parcours_graph_unlink (parcours_canvas_automation (self), self->link_from, self->link_port));
  else
    delete_steps (self);
}

static void
copy (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  ParcoursCanvas *self = canvas_of (widget);
  g_auto (GStrv) ids = parcours_canvas_get_selection (self);
  g_autofree char *text = parcours_clipboard_copy (parcours_canvas_automation (self), (const char * const *) ids);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
cut (GtkWidget  *widget,
     const char *name,
     GVariant   *parameter)
{
  copy (widget, name, parameter);
  delete (widget, name, parameter);
}

static void
select_new (ParcoursCanvas *self,
            char          **ids)
{
  parcours_canvas_set_selection (self, (const char * const *) ids);
  if (ids[0] != NULL)
    parcours_canvas_set_cursor (self, ids[0], FALSE);
}

/* Steps are pasted at the pointer, or into the middle of the view. */
static void
paste_text (ParcoursCanvas *self,
            const char     *text)
{
  gboolean has_pointer = self->pointer_x >= 0;
  ParcoursPoint at = parcours_canvas_from_view (self,
                                                has_pointer ? self->pointer_x : gtk_widget_get_width (GTK_WIDGET (self)) / 2.,
                                                has_pointer ? self->pointer_y : gtk_widget_get_height (GTK_WIDGET (self)) / 2.);
  g_auto (GStrv) ids = NULL;
  g_autoptr (GError) error = NULL;
  ParcoursEdit *edit = parcours_clipboard_paste (parcours_canvas_automation (self), text, at.x, at.y, &ids, &error);

  if (edit == NULL)
    {
      parcours_canvas_say_error (self, error);
      return;
    }
  parcours_canvas_apply (self, edit);
  select_new (self, ids);
}

static void
clipboard_read_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (ParcoursCanvas) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->document == NULL || !self->editable)
    return;
  if (text != NULL)
    paste_text (self, text);
  else
    parcours_canvas_say (self, _("There is nothing to paste"));
}

static void
paste (GtkWidget  *widget,
       const char *name,
       GVariant   *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, clipboard_read_cb, g_object_ref (widget));
}

static void
duplicate (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  ParcoursCanvas *self = canvas_of (widget);
  g_auto (GStrv) ids = parcours_canvas_get_selection (self);
  g_auto (GStrv) copies = NULL;

  parcours_canvas_apply (self, parcours_clipboard_duplicate (parcours_canvas_automation (self), (const char * const *) ids,
                                                             &copies));
  select_new (self, copies);
}

static void
select_all (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  ParcoursCanvas *self = canvas_of (widget);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < parcours_drawing_n_steps (self->drawing); i++)
    g_ptr_array_add (ids, (gpointer) parcours_canvas_nth_id (self, i));
  g_ptr_array_add (ids, NULL);
  parcours_canvas_set_selection (self, (const char * const *) ids->pdata);
}

static void
tidy (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  ParcoursCanvas *self = canvas_of (widget);
  ParcoursEdit *edit = parcours_layout_tidy (parcours_canvas_automation (self));

  if (parcours_edit_is_empty (edit))
    parcours_canvas_say (self, _("Everything stands in its place"));
  parcours_canvas_apply (self, edit);
}

static void
zoom_in (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  parcours_canvas_zoom_by (canvas_of (widget), 1);
}

static void
zoom_out (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  parcours_canvas_zoom_by (canvas_of (widget), -1);
}

static void
zoom_reset (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  parcours_canvas_zoom_at (canvas_of (widget), 1, gtk_widget_get_width (widget) / 2., gtk_widget_get_height (widget) / 2.,
                           TRUE);
}

static void
zoom_fit (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  parcours_canvas_zoom_to_fit (canvas_of (widget));
}

/* Asks which step shall stand behind the port; it points to where that would be. */
void
parcours_canvas_request_step (ParcoursCanvas *self,
                              const char     *from,
                              const char     *port,
                              double          x,
                              double          y)
{
  if (self->editable)
    parcours_canvas_emit (self, PARCOURS_CANVAS_SIGNAL_ADD_REQUESTED, from, port, x, y);
}

/* The first port of the step that leads nowhere, else the first; %NULL where it has none. */
static const char *
choose_port (ParcoursCanvas *self,
             const char     *id)
{
  const ParcoursStep *step = parcours_canvas_step (self, id);
  const char *first = NULL;

  for (guint i = 0; i < parcours_step_n_ports (step); i++)
    {
      const char *port = parcours_step_nth_port (step, i);

      if (!parcours_graph_offers_port (parcours_canvas_automation (self), id, port))
        continue;
      if (parcours_automation_link (parcours_canvas_automation (self), id, port) == NULL)
        return port;
      if (first == NULL)
        first = port;
    }

  return first;
}

static void
add_after (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  ParcoursCanvas *self = canvas_of (widget);
  const char *id = self->link_from != NULL ? self->link_from : parcours_canvas_get_selected (self);
  const char *port = self->link_from != NULL ? self->link_port : choose_port (self, id);
  const ParcoursBox *box = parcours_drawing_box (self->drawing, (guint) parcours_canvas_find (self, id));
  ParcoursPoint at = parcours_canvas_to_view (self, box->x + box->width / 2, box->y + box->height);

  if (port != NULL)
    parcours_canvas_request_step (self, id, port, at.x, at.y);
  else
    parcours_canvas_say (self, _("Nothing can follow this step"));
}

static void
add_trigger (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  parcours_canvas_request_step (canvas_of (widget), NULL, NULL, gtk_widget_get_width (widget) / 2.,
                                gtk_widget_get_height (widget) / 2.);
}

static void
connect_step (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  ParcoursCanvas *self = canvas_of (widget);
  g_autofree char *id = g_strdup (parcours_canvas_get_selected (self));
  const char *port = choose_port (self, id);

  if (port == NULL)
    {
      parcours_canvas_say (self, _("Nothing can follow this step"));
      return;
    }
  parcours_canvas_start_linking (self, id, port);
  self->links_by_keyboard = TRUE;
  parcours_canvas_set_cursor (self, id, TRUE);
  parcours_canvas_say (self, _("Choose where it leads with the arrow keys or a letter, then press Enter"));
}

static void
activate (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  ParcoursCanvas *self = canvas_of (widget);

  parcours_canvas_emit (self, PARCOURS_CANVAS_SIGNAL_STEP_ACTIVATED, parcours_canvas_get_selected (self));
}

static void
edit_note (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  ParcoursCanvas *self = canvas_of (widget);
  const char *id = parcours_canvas_get_selected (self);

  parcours_note_popover_show (self->document, id, parcours_canvas_card (self, id));
}

static void
next_problem (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  ParcoursCanvas *self = canvas_of (widget);
  const ParcoursStepProblem *present = g_hash_table_lookup (self->problems, self->cursor != NULL ? self->cursor : "");
  const ParcoursStepProblem *first = NULL, *next = NULL;
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->problems);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const ParcoursStepProblem *problem = data;

      if (first == NULL || problem->number < first->number)
        first = problem;
      if (present != NULL && problem->number > present->number && (next == NULL || problem->number < next->number))
        next = problem;
    }
  next = next != NULL ? next : first;
  if (next == NULL)
    {
      parcours_canvas_say (self, _("No problems"));
      return;
    }
  parcours_canvas_select (self, next->step, FALSE);
  parcours_canvas_set_cursor (self, next->step, TRUE);
}

static void
show_menu (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  ParcoursCanvas *self = canvas_of (widget);
  int step = parcours_canvas_find (self, self->cursor);
  ParcoursPoint at = { gtk_widget_get_width (widget) / 2., gtk_widget_get_height (widget) / 2. };

  if (step >= 0)
    {
      ParcoursPoint middle = parcours_box_centre (parcours_drawing_box (self->drawing, (guint) step));

      at = parcours_canvas_to_view (self, middle.x, middle.y);
    }
  parcours_canvas_popup_menu (self, at.x, at.y);
}

/* Every action: its name, what it does, and up to two keys. */
static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc func;
  struct
  {
    guint keyval;
    GdkModifierType modifiers;
  } keys[3];
} actions[] = {
  { "canvas.undo", undo, { { GDK_KEY_z, GDK_CONTROL_MASK } } },
  { "canvas.redo", redo, { { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK }, { GDK_KEY_y, GDK_CONTROL_MASK } } },
  { "canvas.delete", delete, { { GDK_KEY_Delete, 0 }, { GDK_KEY_KP_Delete, 0 }, { GDK_KEY_BackSpace, 0 } } },
  { "canvas.cut", cut, { { GDK_KEY_x, GDK_CONTROL_MASK } } },
  { "canvas.copy", copy, { { GDK_KEY_c, GDK_CONTROL_MASK } } },
  { "canvas.paste", paste, { { GDK_KEY_v, GDK_CONTROL_MASK } } },
  { "canvas.duplicate", duplicate, { { GDK_KEY_d, GDK_CONTROL_MASK } } },
  { "canvas.select-all", select_all, { { GDK_KEY_a, GDK_CONTROL_MASK } } },
  { "canvas.tidy", tidy, { { GDK_KEY_l, GDK_CONTROL_MASK } } },
  { "canvas.zoom-in", zoom_in, { { GDK_KEY_plus, GDK_CONTROL_MASK }, { GDK_KEY_equal, GDK_CONTROL_MASK },
                                 { GDK_KEY_KP_Add, GDK_CONTROL_MASK } } },
  { "canvas.zoom-out", zoom_out, { { GDK_KEY_minus, GDK_CONTROL_MASK }, { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK } } },
  { "canvas.zoom-reset", zoom_reset, { { GDK_KEY_0, GDK_CONTROL_MASK }, { GDK_KEY_KP_0, GDK_CONTROL_MASK } } },
  { "canvas.zoom-fit", zoom_fit, { { GDK_KEY_9, GDK_CONTROL_MASK }, { GDK_KEY_KP_9, GDK_CONTROL_MASK } } },
  { "canvas.add-after", add_after, { { GDK_KEY_slash, 0 }, { GDK_KEY_KP_Divide, 0 }, { GDK_KEY_Insert, 0 } } },
  { "canvas.add-trigger", add_trigger, { { GDK_KEY_t, 0 } } },
  { "canvas.connect", connect_step, { { GDK_KEY_Return, GDK_SHIFT_MASK } } },
  { "canvas.activate", activate, { { GDK_KEY_Return, 0 }, { GDK_KEY_KP_Enter, 0 } } },
  { "canvas.edit-note", edit_note, { { GDK_KEY_F2, 0 } } },
  { "canvas.next-problem", next_problem, { { GDK_KEY_F8, 0 } } },
  { "canvas.menu", show_menu, { { GDK_KEY_Menu, 0 }, { GDK_KEY_F10, GDK_SHIFT_MASK } } },
};

void
parcours_canvas_install_actions (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].func);
      /* Menus show the key that was bound last, which has to be the usual one. */
      for (gsize k = G_N_ELEMENTS (actions[i].keys); k-- > 0;)
        {
          if (actions[i].keys[k].keyval != 0)
            gtk_widget_class_add_binding_action (widget_class, actions[i].keys[k].keyval, actions[i].keys[k].modifiers,
                                                 actions[i].name, NULL);
        }
    }
}

/* An action that would do nothing is off. */
void
parcours_canvas_update_actions (ParcoursCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_steps = self->drawing != NULL && parcours_drawing_n_steps (self->drawing) > 0;
  gboolean edits = self->document != NULL && self->editable;
  gboolean has_selection = g_hash_table_size (self->selection) > 0;
  gboolean has_one = parcours_canvas_get_selected (self) != NULL;
  gboolean has_link = self->link_from != NULL;

  gtk_widget_action_set_enabled (widget, "canvas.undo", edits && parcours_document_can_undo (self->document));
  gtk_widget_action_set_enabled (widget, "canvas.redo", edits && parcours_document_can_redo (self->document));
  gtk_widget_action_set_enabled (widget, "canvas.delete", edits && (has_selection || has_link));
  gtk_widget_action_set_enabled (widget, "canvas.cut", edits && has_selection);
  gtk_widget_action_set_enabled (widget, "canvas.copy", has_selection);
  gtk_widget_action_set_enabled (widget, "canvas.paste", edits);
  gtk_widget_action_set_enabled (widget, "canvas.duplicate", edits && has_selection);
  gtk_widget_action_set_enabled (widget, "canvas.select-all", has_steps);
  gtk_widget_action_set_enabled (widget, "canvas.tidy", edits && has_steps);
  gtk_widget_action_set_enabled (widget, "canvas.zoom-in", self->zoom < PARCOURS_CANVAS_MAX_ZOOM);
  gtk_widget_action_set_enabled (widget, "canvas.zoom-out", self->zoom > PARCOURS_CANVAS_MIN_ZOOM);
  gtk_widget_action_set_enabled (widget, "canvas.zoom-fit", has_steps);
  gtk_widget_action_set_enabled (widget, "canvas.add-after", edits && (has_one || has_link));
  gtk_widget_action_set_enabled (widget, "canvas.add-trigger", edits);
  gtk_widget_action_set_enabled (widget, "canvas.connect", edits && has_one);
  gtk_widget_action_set_enabled (widget, "canvas.activate", has_one);
  gtk_widget_action_set_enabled (widget, "canvas.edit-note", edits && has_one);
}

static GMenu *
menu_for_steps (ParcoursCanvas *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) one = g_menu_new ();
  g_autoptr (GMenu) all = g_menu_new ();

  if (parcours_canvas_get_selected (self) != NULL)
    {
      g_menu_append (one, _("_Edit"), "canvas.activate");
      g_menu_append (one, _("Add Step _After…"), "canvas.add-after");
      g_menu_append (one, _("_Link To…"), "canvas.connect");
      g_menu_append (one, _("Name and _Note…"), "canvas.edit-note");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (one));
    }
  g_menu_append (all, _("Cu_t"), "canvas.cut");
  g_menu_append (all, _("_Copy"), "canvas.copy");
  g_menu_append (all, _("D_uplicate"), "canvas.duplicate");
  g_menu_append (all, _("_Delete"), "canvas.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));

  return menu;
}

static GMenu *
menu_for_void (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) edit = g_menu_new ();
  g_autoptr (GMenu) view = g_menu_new ();

  g_menu_append (edit, _("Add _Trigger…"), "canvas.add-trigger");
  g_menu_append (edit, _("_Paste"), "canvas.paste");
  g_menu_append (edit, _("Select _All"), "canvas.select-all");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
  g_menu_append (view, _("T_idy Up"), "canvas.tidy");
  g_menu_append (view, _("_Fit in View"), "canvas.zoom-fit");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (view));

  return menu;
}

static GMenu *
menu_for_link (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("_Insert Step…"), "canvas.add-after");
  g_menu_append (menu, _("_Delete Link"), "canvas.delete");

  return menu;
}

/* The menu of what is selected, at a place of the view. */
void
parcours_canvas_popup_menu (ParcoursCanvas *self,
                            double          x,
                            double          y)
{
  g_autoptr (GMenu) menu = NULL;

  if (self->link_from != NULL)
    menu = menu_for_link ();
  else if (g_hash_table_size (self->selection) > 0)
    menu = menu_for_steps (self);
  else
    menu = menu_for_void ();
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/**
 * parcours_canvas_add_step:
 * @self: a canvas
 * @row: what to add
 * @from: (nullable): the id of the step behind which it shall stand
 * @port: (nullable): the port of @from
 *
 * Adds the step and selects it: behind a port, before what follows there; a trigger beside the others; without
 * @from near the middle of the view where there is room, linked with nothing.
 *
 * Returns: whether it could be added
 */
gboolean
parcours_canvas_add_step (ParcoursCanvas    *self,
                          const ParcoursRow *row,
                          const char        *from,
                          const char        *port)
{
  ParcoursAutomation *automation;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  ParcoursEdit *edit;

  g_return_val_if_fail (PARCOURS_IS_CANVAS (self), FALSE);
  g_return_val_if_fail (self->document != NULL, FALSE);

  automation = parcours_canvas_automation (self);
  if (row->type->kind == PARCOURS_STEP_TRIGGER)
    edit = parcours_graph_add_trigger (automation, row, &id);
  else if (from != NULL)
    edit = parcours_graph_insert (automation, row, from, port, &id, &error);
  else
    {
      ParcoursBox view = parcours_canvas_get_view (self);
      ParcoursPoint middle = parcours_box_centre (&view);
      ParcoursPoint room = parcours_graph_find_room (automation, parcours_snap (middle.x), parcours_snap (middle.y));

      edit = parcours_graph_add (automation, row, room.x, room.y, &id);
    }
  if (edit == NULL)
    {
      parcours_canvas_say_error (self, error);
      return FALSE;
    }
  parcours_canvas_apply (self, edit);
  parcours_canvas_show_step (self, id);

  return TRUE;
}
