/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "parcours-contact-table.h"
#include "parcours-contact-words.h"
#include "parcours-text.h"

#define SCROLL_DELAY 100
#define MAX_TAGS 2

struct _ParcoursContactTable
{
  GtkWidget parent_instance;

  ParcoursContactList *list;      /* (owned) */
  GtkSelectionModel *selection;   /* (owned) */
  GtkWidget *scrolled;
  GtkWidget *view;
  const char *asked;              /* (nullable) the column whose sorter was asked last */
  guint scroll_id;
};

enum
{
  ACTIVATE,
  SELECTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursContactTable, parcours_contact_table, GTK_TYPE_WIDGET)

/* Shows a contact in a cell; not called before it is loaded. */
typedef void (*FillFunc) (ParcoursContactTable *self,
                          GtkWidget            *cell,
                          ParcoursContactItem  *item);

/* A column: what its cells are and how they are filled. */
typedef struct
{
  const char *title;
  const char *sort;    /* (nullable) */
  int width;           /* or -1 */
  gboolean expand;
  GtkWidget *(*create) (void);
  FillFunc fill;
} Column;

static GtkWidget *
create_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);

  return label;
}

static GtkWidget *
create_dim (void)
{
  GtkWidget *label = create_label ();

  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

static GtkWidget *
create_figure (void)
{
  GtkWidget *label = create_label ();

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");

  return label;
}

static GtkWidget *
create_name (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  gtk_box_append (GTK_BOX (box), adw_avatar_new (26, NULL, TRUE));
  gtk_box_append (GTK_BOX (box), create_label ());

  return box;
}

static GtkWidget *
create_status (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), create_label ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (box)), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);

  return box;
}

static GtkWidget *
create_tags (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_widget_set_overflow (box, GTK_OVERFLOW_HIDDEN);

  return box;
}

static void
fill_name (ParcoursContactTable *self,
           GtkWidget            *cell,
           ParcoursContactItem  *item)
{
  g_autofree char *name = parcours_contact_item_name (item);
  GtkWidget *avatar = gtk_widget_get_first_child (cell);

  adw_avatar_set_text (ADW_AVATAR (avatar), name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (avatar)), name);
}

static void
fill_email (ParcoursContactTable *self,
            GtkWidget            *cell,
            ParcoursContactItem  *item)
{
  const char *email = parcours_contact_field (parcours_contact_item_contact (item), "email");

  gtk_label_set_label (GTK_LABEL (cell), email != NULL ? email : "");
}

static void
fill_status (ParcoursContactTable *self,
             GtkWidget            *cell,
             ParcoursContactItem  *item)
{
  ParcoursConsent consent = parcours_contact_item_contact (item)->channels[PARCOURS_CHANNEL_EMAIL];
  GtkWidget *image = gtk_widget_get_first_child (cell);
  const char *const active[] = { "success", NULL }, *const bounced[] = { "error", NULL }, *const other[] = { "dim-label", NULL };

  gtk_image_set_from_icon_name (GTK_IMAGE (image), parcours_status_icon (parcours_consent_as_status (consent)));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (image)),
                       consent != PARCOURS_CONSENT_NONE ? parcours_consent_to_words (consent) : "");
  gtk_widget_set_css_classes (cell, (const char **) (consent == PARCOURS_CONSENT_SUBSCRIBED ? active
                                                     : consent >= PARCOURS_CONSENT_BOUNCED  ? bounced
                                                                                            : other));
}

static int
compare_since (gconstpointer a,
               gconstpointer b,
               gpointer      tags)
{
  gint64 one = *(gint64 *) g_hash_table_lookup (tags, *(char **) a);
  gint64 other = *(gint64 *) g_hash_table_lookup (tags, *(char **) b);

  return one > other ? -1 : one < other;
}

static void
append_tag (GtkWidget  *cell,
            const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), MIN ((int) g_utf8_strlen (text, -1), 3));
  gtk_widget_add_css_class (label, "contact-tag");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (cell), label);
}

static void
fill_tags (ParcoursContactTable *self,
           GtkWidget            *cell,
           ParcoursContactItem  *item)
{
  ParcoursLibrary *library = parcours_project_library (parcours_contact_list_project (self->list));
  GHashTable *tags = parcours_contact_item_contact (item)->sets[PARCOURS_SET_TAGS];
  g_autofree char **slugs = (char **) g_hash_table_get_keys_as_array (tags, NULL);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (cell)) != NULL)
    gtk_box_remove (GTK_BOX (cell), child);
  g_qsort_with_data (slugs, (int) g_hash_table_size (tags), sizeof *slugs, compare_since, tags);
  for (guint i = 0; slugs[i] != NULL && i < MAX_TAGS; i++)
    append_tag (cell, parcours_library_label (library, "tag", slugs[i]));
  if (g_hash_table_size (tags) > MAX_TAGS)
    {
      g_autofree char *more = g_strdup_printf ("+%u", g_hash_table_size (tags) - MAX_TAGS);

      append_tag (cell, more);
    }
}

static void
fill_event (ParcoursContactTable *self,
            GtkWidget            *cell,
            ParcoursContactItem  *item)
{
  const ParcoursStoredEvent *event = parcours_contact_item_last_event (item);
  g_autofree char *words =
    event != NULL ? parcours_stored_event_to_words (parcours_contact_list_project (self->list), event) : NULL;

  gtk_label_set_label (GTK_LABEL (cell), words != NULL ? words : "");
}

static void
fill_ago (ParcoursContactTable *self,
          GtkWidget            *cell,
          ParcoursContactItem  *item)
{
  const ParcoursStoredEvent *event = parcours_contact_item_last_event (item);
  g_autofree char *words = event != NULL ? parcours_ago_to_words (event->at, g_get_real_time () / G_USEC_PER_SEC) : NULL;

  gtk_label_set_label (GTK_LABEL (cell), words != NULL ? words : "");
}

static void
fill_spent (ParcoursContactTable *self,
            GtkWidget            *cell,
            ParcoursContactItem  *item)
{
  const char *value = parcours_contact_field (parcours_contact_item_contact (item), "total-spent");
  g_autofree char *words = NULL;
  double amount;

  if (value != NULL && parcours_number_parse (value, &amount) && amount != 0)
    words = parcours_field_value_to_words (parcours_contact_list_project (self->list), "total-spent", value);
  gtk_label_set_label (GTK_LABEL (cell), words != NULL ? words : "");
}

static const Column columns[] = {
  { N_("Name"), "name", 150, TRUE, create_name, fill_name },
  { N_("Email"), "email", 170, TRUE, create_dim, fill_email },
  { N_("Mailings"), NULL, 128, FALSE, create_status, fill_status },
  { N_("Tags"), NULL, 140, FALSE, create_tags, fill_tags },
  { N_("Spent"), "total-spent", 88, FALSE, create_figure, fill_spent },
  { N_("Last Event"), NULL, 140, TRUE, create_label, fill_event },
  { N_("Ago"), "last-activity-at", 60, FALSE, create_figure, fill_ago },
};

static void
refill (GtkListItem *list_item)
{
  const Column *column = g_object_get_data (G_OBJECT (list_item), "column");
  ParcoursContactItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *cell = gtk_list_item_get_child (list_item);
  ParcoursContactTable *self =
    PARCOURS_CONTACT_TABLE (gtk_widget_get_ancestor (cell, PARCOURS_TYPE_CONTACT_TABLE));
  gboolean loaded = item != NULL && parcours_contact_item_contact (item) != NULL;

  /* What was shown in the row before is not shown as somebody else's. */
  gtk_widget_set_opacity (cell, loaded ? 1 : 0);
  if (loaded && self != NULL)
    column->fill (self, cell, item);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          const Column             *column)
{
  g_object_set_data (G_OBJECT (list_item), "column", (gpointer) column);
  gtk_list_item_set_child (list_item, column->create ());
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         const Column             *column)
{
  g_signal_connect_swapped (gtk_list_item_get_item (list_item), "notify::contact", G_CALLBACK (refill), list_item);
  refill (list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item,
           const Column             *column)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), refill, list_item);
}

/* Rows are sorted in the workspace, not here: the sorters only tell which one of
 * them the view would ask, and which way round (GTK 4.8 has no other way to ask). */
typedef struct
{
  ParcoursContactTable *table;
  const Column *column;
} Asked;

static int
tell_column (gconstpointer a,
             gconstpointer b,
             gpointer      user_data)
{
  Asked *asked = user_data;

  asked->table->asked = asked->column->sort;

  return GTK_ORDERING_SMALLER;
}

static void
on_sorter_changed (GtkSorter            *sorter,
                   GtkSorterChange       change,
                   ParcoursContactTable *self)
{
  GtkOrdering order;

  self->asked = NULL;
  order = gtk_sorter_compare (sorter, self->list, self->list);
  parcours_contact_list_set_sort (self->list, self->asked, self->asked == NULL || order == GTK_ORDERING_LARGER);
}

static void
add_column (ParcoursContactTable *self,
            const Column         *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;
  Asked *asked;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), (gpointer) column);
  view_column = gtk_column_view_column_new (_(column->title), factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column, column->expand);
  gtk_column_view_column_set_fixed_width (view_column, column->width);
  if (column->sort != NULL)
    {
      g_autoptr (GtkSorter) sorter = NULL;

      asked = g_new (Asked, 1);
      *asked = (Asked) { self, column };
      sorter = GTK_SORTER (gtk_custom_sorter_new (tell_column, asked, g_free));
      gtk_column_view_column_set_sorter (view_column, sorter);
    }
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), view_column);
}

static void
on_selection_changed (ParcoursContactTable *self)
{
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
parcours_contact_table_dispose (GObject *object)
{
  ParcoursContactTable *self = PARCOURS_CONTACT_TABLE (object);

  g_clear_handle_id (&self->scroll_id, g_source_remove);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)), self);
  self->view = NULL;
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (parcours_contact_table_parent_class)->dispose (object);
}

static void
on_activate (ParcoursContactTable *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
parcours_contact_table_class_init (ParcoursContactTableClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = parcours_contact_table_dispose;

  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                    0);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "contacttable");
}

static void
parcours_contact_table_init (ParcoursContactTable *self)
{
  self->scrolled = gtk_scrolled_window_new ();
  self->view = gtk_column_view_new (NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->view);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Contacts"), -1);
}

/**
 * parcours_contact_table_new:
 * @list: the contacts
 *
 * Returns: (transfer floating): a table of them
 */
GtkWidget *
parcours_contact_table_new (ParcoursContactList *list)
{
  ParcoursContactTable *self = g_object_new (PARCOURS_TYPE_CONTACT_TABLE, NULL);

  self->list = g_object_ref (list);
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (list))));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_column (self, &columns[i]);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), self->selection);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect_swapped (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)), "changed", G_CALLBACK (on_sorter_changed), self);

  return GTK_WIDGET (self);
}

/**
 * parcours_contact_table_n_selected:
 * @self: a table
 *
 * Returns: how many contacts are selected
 */
guint
parcours_contact_table_n_selected (ParcoursContactTable *self)
{
  g_autoptr (GtkBitset) rows = gtk_selection_model_get_selection (self->selection);

  return (guint) gtk_bitset_get_size (rows);
}

/**
 * parcours_contact_table_selected:
 * @self: a table
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the contacts that are selected
 */
GArray *
parcours_contact_table_selected (ParcoursContactTable *self)
{
  g_autoptr (GtkBitset) rows = gtk_selection_model_get_selection (self->selection);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint row;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, rows, &row); more; more = gtk_bitset_iter_next (&iter, &row))
    {
      gint64 id = parcours_contact_list_nth_id (self->list, row);

      g_array_append_val (ids, id);
    }

  return ids;
}

static gboolean
scroll_to_selected (gpointer data)
{
  ParcoursContactTable *self = data;
  g_autoptr (GtkBitset) rows = gtk_selection_model_get_selection (self->selection);

  self->scroll_id = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (self->view); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_LIST_VIEW (child) && !gtk_bitset_is_empty (rows))
        gtk_widget_activate_action (child, "list.scroll-to-item", "u", gtk_bitset_get_minimum (rows));
    }

  return G_SOURCE_REMOVE;
}

/**
 * parcours_contact_table_select:
 * @self: a table
 * @id: the number of a contact
 *
 * Selects that contact alone, if it is in the list, and scrolls to it.
 */
void
parcours_contact_table_select (ParcoursContactTable *self,
                               gint64                id)
{
  guint row = parcours_contact_list_find (self->list, id);

  if (row == G_MAXUINT)
    return;
  gtk_selection_model_select_item (self->selection, row, TRUE);
  /* Once the rows have their places. */
  g_clear_handle_id (&self->scroll_id, g_source_remove);
  self->scroll_id = g_timeout_add (SCROLL_DELAY, scroll_to_selected, self);
}
