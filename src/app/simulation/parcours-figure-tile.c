/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-figure-tile.h"

/* A longer caption is cut off sooner than tiles go into another row. */
#define MAX_CHARS 14

struct _ParcoursFigureTile
{
  GtkWidget parent_instance;

  GtkLabel *title;
  GtkLabel *figure;
  GtkLabel *caption;
};

G_DEFINE_FINAL_TYPE (ParcoursFigureTile, parcours_figure_tile, GTK_TYPE_WIDGET)

static void
parcours_figure_tile_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (parcours_figure_tile_parent_class)->dispose (object);
}

static void
parcours_figure_tile_class_init (ParcoursFigureTileClass *class)
{
  G_OBJECT_CLASS (class)->dispose = parcours_figure_tile_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
add_label (GtkWidget  *to,
           const char *first_class,
           const char *second_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, first_class);
  gtk_widget_add_css_class (label, second_class);
  gtk_widget_set_parent (label, to);

  return GTK_LABEL (label);
}

static void
parcours_figure_tile_init (ParcoursFigureTile *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (widget)), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (widget, "card");
  gtk_widget_add_css_class (widget, "figure");
}

/**
 * parcours_figure_tile_new:
 * @icon_name: a symbol
 * @title: what the figure is
 *
 * Returns: (transfer floating): a tile without a figure
 */
GtkWidget *
parcours_figure_tile_new (const char *icon_name,
                          const char *title)
{
  ParcoursFigureTile *self = g_object_new (PARCOURS_TYPE_FIGURE_TILE, NULL);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "pixel-size", 14, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (title);

  gtk_widget_add_css_class (image, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (head), image);
  gtk_box_append (GTK_BOX (head), label);
  gtk_widget_set_parent (head, GTK_WIDGET (self));
  self->title = GTK_LABEL (label);
  self->figure = add_label (GTK_WIDGET (self), "title-1", "numeric");
  self->caption = add_label (GTK_WIDGET (self), "caption", "dim-label");
  gtk_label_set_max_width_chars (self->caption, MAX_CHARS);

  return GTK_WIDGET (self);
}

/**
 * parcours_figure_tile_set:
 * @self: a tile
 * @figure: the figure, in words
 * @caption: what it means
 */
void
parcours_figure_tile_set (ParcoursFigureTile *self,
                          const char         *figure,
                          const char         *caption)
{
  g_autofree char *text = g_strdup_printf ("%s %s, %s", gtk_label_get_label (self->title), figure, caption);

  gtk_label_set_label (self->figure, figure);
  gtk_label_set_label (self->caption, caption);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->caption), caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}
