/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-text-table.h"
#include "parcours-wheel.h"

#define FIGURE_WIDTH 104

struct _ParcoursTextTable
{
  GtkWidget parent_instance;

  GtkWidget *frame;
  GtkColumnView *view;
  GListStore *rows; /* (owned) (element-type GtkStringList) */
};

enum
{
  ROW_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursTextTable, parcours_text_table, GTK_TYPE_WIDGET)

static void
setup_cell_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               gpointer                  column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), GPOINTER_TO_UINT (column) > 0 ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (GPOINTER_TO_UINT (column) > 0)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (list_item, label);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              gpointer                  column)
{
  GtkWidget *label = gtk_list_item_get_child (list_item);
  const char *text = gtk_string_list_get_string (gtk_list_item_get_item (list_item), GPOINTER_TO_UINT (column));

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, GPOINTER_TO_UINT (column) == 0 ? text : NULL);
}

static void
activate_cb (GtkColumnView     *view,
             guint              row,
             ParcoursTextTable *self)
{
  g_signal_emit (self, signals[ROW_ACTIVATED], 0, row);
}

static void
parcours_text_table_dispose (GObject *object)
{
  ParcoursTextTable *self = PARCOURS_TEXT_TABLE (object);

  g_clear_pointer (&self->frame, gtk_widget_unparent);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (parcours_text_table_parent_class)->dispose (object);
}

static void
parcours_text_table_class_init (ParcoursTextTableClass *class)
{
  G_OBJECT_CLASS (class)->dispose = parcours_text_table_dispose;

  signals[ROW_ACTIVATED] = g_signal_new ("row-activated", PARCOURS_TYPE_TEXT_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
parcours_text_table_init (ParcoursTextTable *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkNoSelection *selection;

  self->rows = g_list_store_new (GTK_TYPE_STRING_LIST);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (selection)));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  parcours_wheel_set_taken (scrolled, FALSE);
  self->frame = gtk_frame_new (NULL);
  gtk_frame_set_child (GTK_FRAME (self->frame), scrolled);
  gtk_widget_set_parent (self->frame, GTK_WIDGET (self));
}

/* Figures stand at the end of their column, and so does its title. */
static void
align_title (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    {
      gtk_widget_set_hexpand (widget, TRUE);
      gtk_label_set_xalign (GTK_LABEL (widget), 1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    align_title (child);
}

/**
 * parcours_text_table_new:
 * @titles: (array zero-terminated=1): the titles of the columns, in the user's language
 * @label: what the table is, for those who do not see it
 *
 * Returns: (transfer floating): an empty table
 */
GtkWidget *
parcours_text_table_new (const char *const *titles,
                         const char        *label)
{
  ParcoursTextTable *self = g_object_new (PARCOURS_TYPE_TEXT_TABLE, NULL);
  GtkWidget *title;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  for (guint i = 0; titles[i] != NULL; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), GUINT_TO_POINTER (i));
      column = gtk_column_view_column_new (titles[i], factory);
      gtk_column_view_column_set_expand (column, i == 0);
      if (i > 0)
        gtk_column_view_column_set_fixed_width (column, FIGURE_WIDTH);
      gtk_column_view_append_column (self->view, column);
    }
  title = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (self->view)));
  for (title = gtk_widget_get_next_sibling (title); title != NULL; title = gtk_widget_get_next_sibling (title))
    align_title (title);

  return GTK_WIDGET (self);
}

/**
 * parcours_text_table_add:
 * @self: a table
 * @cells: (transfer full) (array zero-terminated=1): a text for each column
 */
void
parcours_text_table_add (ParcoursTextTable *self,
                         char             **cells)
{
  g_auto (GStrv) owned = cells;
  g_autoptr (GtkStringList) row = gtk_string_list_new ((const char *const *) owned);

  g_list_store_append (self->rows, row);
}

/**
 * parcours_text_table_n:
 * @self: a table
 *
 * Returns: how many rows it has
 */
guint
parcours_text_table_n (ParcoursTextTable *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

/**
 * parcours_text_table_cell:
 * @self: a table
 * @row: a number below parcours_text_table_n()
 * @column: a number below that of the titles
 *
 * Returns: (transfer none): what stands there
 */
const char *
parcours_text_table_cell (ParcoursTextTable *self,
                          guint              row,
                          guint              column)
{
  g_autoptr (GtkStringList) cells = g_list_model_get_item (G_LIST_MODEL (self->rows), row);

  return gtk_string_list_get_string (cells, column);
}
