/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "parcours-figure.h"
#include "parcours-palette-row.h"
#include "parcours-row-value.h"
#include "parcours-tile.h"

struct _ParcoursPaletteRow
{
  AdwBin parent_instance;

  const ParcoursRow *row; /* (nullable) NULL of a category */

  GtkTreeExpander *expander;
  ParcoursTile *tile;
  GtkLabel *label;
  GtkLabel *count;
  GtkWidget *missing;
  GtkWidget *handle;
  GtkDragSource *source;
};

G_DEFINE_FINAL_TYPE (ParcoursPaletteRow, parcours_palette_row, ADW_TYPE_BIN)

static GdkContentProvider *
prepare_cb (GtkDragSource      *source,
            double              x,
            double              y,
            ParcoursPaletteRow *self)
{
  return self->row != NULL ? gdk_content_provider_new_typed (PARCOURS_TYPE_ROW, self->row) : NULL;
}

/* Under the pointer hangs what the step will look like. */
static void
drag_begin_cb (GtkDragSource      *source,
               GdkDrag            *drag,
               ParcoursPaletteRow *self)
{
  GtkWidget *icon = gtk_drag_icon_get_for_drag (drag);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *tile = parcours_tile_new (self->row->type->kind, NULL);

  parcours_tile_set_type (PARCOURS_TILE (tile), self->row->type);
  gtk_box_append (GTK_BOX (box), tile);
  gtk_box_append (GTK_BOX (box), gtk_label_new (parcours_row_label (self->row)));
  gtk_widget_add_css_class (box, "dragged-row");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (icon), box);
}

/* What the step does, and what was decided where its platform leaves something open. */
static void
set_tooltip (ParcoursPaletteRow *self)
{
  g_autofree char *notes = parcours_row_dup_notes (self->row);
  g_autofree char *text = g_strjoin ("\n\n", parcours_row_help (self->row), notes, NULL);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
}

static void
parcours_palette_row_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PARCOURS_TYPE_PALETTE_ROW);
  G_OBJECT_CLASS (parcours_palette_row_parent_class)->dispose (object);
}

static void
parcours_palette_row_class_init (ParcoursPaletteRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_palette_row_dispose;

  g_type_ensure (PARCOURS_TYPE_TILE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/parcours/Parcours/palette/palette-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ParcoursPaletteRow, expander);
  gtk_widget_class_bind_template_child (widget_class, ParcoursPaletteRow, tile);
  gtk_widget_class_bind_template_child (widget_class, ParcoursPaletteRow, label);
  gtk_widget_class_bind_template_child (widget_class, ParcoursPaletteRow, count);
  gtk_widget_class_bind_template_child (widget_class, ParcoursPaletteRow, missing);
  gtk_widget_class_bind_template_child (widget_class, ParcoursPaletteRow, handle);
  gtk_widget_class_bind_template_child (widget_class, ParcoursPaletteRow, source);
  gtk_widget_class_bind_template_callback (widget_class, prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
}

static void
parcours_palette_row_init (ParcoursPaletteRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * parcours_palette_row_new:
 *
 * Returns: (transfer floating): a line that shows nothing yet
 */
GtkWidget *
parcours_palette_row_new (void)
{
  return g_object_new (PARCOURS_TYPE_PALETTE_ROW, NULL);
}

/**
 * parcours_palette_row_set_list_row:
 * @self: a line
 * @list_row: (nullable): a row whose item is a #ParcoursPaletteItem
 * @n_steps: how many steps a category has
 */
void
parcours_palette_row_set_list_row (ParcoursPaletteRow *self,
                                   GtkTreeListRow     *list_row,
                                   guint               n_steps)
{
  g_autoptr (ParcoursPaletteItem) item = list_row != NULL ? gtk_tree_list_row_get_item (list_row) : NULL;
  g_autofree char *count = parcours_count_to_words (n_steps);

  gtk_tree_expander_set_list_row (self->expander, list_row);
  self->row = item != NULL ? parcours_palette_item_row (item) : NULL;
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->source),
                                              self->row != NULL ? GTK_PHASE_BUBBLE : GTK_PHASE_NONE);
  if (item == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->tile), self->row != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->count), self->row == NULL);
  gtk_widget_set_visible (self->handle, self->row != NULL);
  gtk_label_set_label (self->label, parcours_palette_item_label (item));
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (self->missing, parcours_palette_item_is_missing (item));
  if (parcours_palette_item_is_missing (item))
    gtk_widget_add_css_class (GTK_WIDGET (self->label), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->label), "dim-label");
  if (self->row != NULL)
    {
      parcours_tile_set_type (self->tile, self->row->type);
      gtk_widget_remove_css_class (GTK_WIDGET (self->label), "caption-heading");
      set_tooltip (self);
    }
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption-heading");
      gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
    }
}
