/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-canvas-private.h"
#include "parcours-tile.h"

/* No line of its text is longer, in pixels. */
#define WIDTH 460

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
new_sign (void)
{
  GtkWidget *frame = g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *tile = parcours_tile_new (PARCOURS_STEP_TRIGGER, "parcours-bolt-symbolic");

  gtk_widget_add_css_class (tile, "large");
  gtk_widget_add_css_class (frame, "sign");
  gtk_widget_set_halign (frame, GTK_ALIGN_CENTER);
  adw_bin_set_child (ADW_BIN (frame), tile);

  return frame;
}

/*
 * What an automation without steps shows. It is a child of the canvas, so that a
 * row of the palette can be dropped on it like anywhere else.
 */
void
parcours_canvas_add_empty (ParcoursCanvas *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("Add _Trigger"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "canvas.add-trigger");
  /* GTK 4.8 would make the underscore a part of the name. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add Trigger"), -1);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  self->empty = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->empty, "empty");
  gtk_box_append (GTK_BOX (self->empty), new_sign ());
  gtk_box_append (GTK_BOX (self->empty), new_label (_("Drag a Trigger Here"), "title-1"));
  gtk_box_append (GTK_BOX (self->empty),
                  new_label (_("A trigger says who enters: somebody joins a list, fills in a form, has a birthday. "
                               "Drag one from the list of steps, or press T."), "description"));
  gtk_box_append (GTK_BOX (self->empty), button);
  gtk_widget_set_parent (self->empty, GTK_WIDGET (self));
  parcours_canvas_update_empty (self);
}

/* Shows it where there are no steps and somebody may add one. */
void
parcours_canvas_update_empty (ParcoursCanvas *self)
{
  gboolean is_empty = self->editable && self->drawing != NULL && parcours_drawing_n_steps (self->drawing) == 0;

  if (is_empty == gtk_widget_get_child_visible (self->empty) && is_empty == gtk_widget_get_visible (self->empty))
    return;
  gtk_widget_set_visible (self->empty, is_empty);
  gtk_widget_set_child_visible (self->empty, is_empty);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
parcours_canvas_allocate_empty (ParcoursCanvas *self,
                                int             width,
                                int             height)
{
  int own_width, own_height, minimum;

  if (!gtk_widget_get_child_visible (self->empty))
    return;
  gtk_widget_measure (self->empty, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  own_width = MAX (minimum, MIN (width, WIDTH));
  gtk_widget_measure (self->empty, GTK_ORIENTATION_VERTICAL, own_width, NULL, &own_height, NULL, NULL);
  gtk_widget_size_allocate (self->empty, &(GtkAllocation) { (width - own_width) / 2, MAX (0, (height - own_height) / 2),
                                                            own_width, own_height }, -1);
}

/* Gives the keyboard to its button; whether there is one. */
gboolean
parcours_canvas_focus_empty (ParcoursCanvas *self)
{
  return gtk_widget_get_child_visible (self->empty) && gtk_widget_grab_focus (gtk_widget_get_last_child (self->empty));
}
