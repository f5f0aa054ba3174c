/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-contact-chooser.h"

struct _ParcoursContactChooser
{
  GtkWidget parent_instance;

  ParcoursContactList *list; /* (owned) */
  gint64 id;                 /* 0 for nobody */
  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *popover;
  GtkWidget *entry;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (ParcoursContactChooser, parcours_contact_chooser, GTK_TYPE_WIDGET)

static void
choose (ParcoursContactChooser *self,
        ParcoursContactItem    *item)
{
  g_autofree char *name = parcours_contact_item_name (item);

  self->id = parcours_contact_item_id (item);
  gtk_label_set_label (GTK_LABEL (self->label), name);
  g_signal_emit (self, chosen_signal, 0);
}

static void
activated_cb (ParcoursContactChooser *self,
              guint                   position)
{
  g_autoptr (ParcoursContactItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (item == NULL)
    return;
  choose (self, item);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* The one that comes first has its data a moment after it is there. */
static void
first_cb (ParcoursContactItem    *item,
          GParamSpec             *pspec,
          ParcoursContactChooser *self)
{
  if (self->id == parcours_contact_item_id (item) && parcours_contact_item_contact (item) != NULL)
    choose (self, item);
}

static void
items_changed_cb (ParcoursContactChooser *self)
{
  g_autoptr (ParcoursContactItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), 0);

  if (self->id != 0 || item == NULL)
    return;
  self->id = parcours_contact_item_id (item);
  g_signal_connect_object (item, "notify::contact", G_CALLBACK (first_cb), self, 0);
  g_object_set_data_full (G_OBJECT (self), "first", g_object_ref (item), g_object_unref);
  first_cb (item, NULL, self);
}

static void
search_cb (ParcoursContactChooser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  parcours_contact_list_set_search (self->list, *text != '\0' ? text : NULL);
}

/* Enter takes whoever is found first. */
static void
entered_cb (ParcoursContactChooser *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    activated_cb (self, 0);
}

static void
name_cb (ParcoursContactItem *item,
         GParamSpec          *pspec,
         GtkWidget           *label)
{
  g_autofree char *name = parcours_contact_item_contact (item) != NULL ? parcours_contact_item_name (item) : g_strdup ("…");

  gtk_label_set_label (GTK_LABEL (label), name);
}

static void
setup_item (GtkListItemFactory *factory,
            GtkListItem        *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_item (GtkListItemFactory *factory,
           GtkListItem        *list_item)
{
  ParcoursContactItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_list_item_get_child (list_item);

  g_signal_connect_object (item, "notify::contact", G_CALLBACK (name_cb), label, 0);
  name_cb (item, NULL, label);
}

static void
unbind_item (GtkListItemFactory *factory,
             GtkListItem        *list_item)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (list_item), gtk_list_item_get_child (list_item));
}

static GtkWidget *
new_view (ParcoursContactChooser *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_item), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_item), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_item), NULL);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->list)))), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  g_signal_connect_swapped (view, "activate", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 240);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);

  return scrolled;
}

static void
build (ParcoursContactChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->label = gtk_label_new (_("Nobody"));
  self->entry = gtk_search_entry_new ();
  self->popover = gtk_popover_new ();
  self->button = gtk_menu_button_new ();
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("contact-new-symbolic"));
  gtk_box_append (GTK_BOX (content), self->label);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), content);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Preview for"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search Contacts"), -1);
  gtk_widget_set_size_request (box, 260, -1);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), new_view (self));
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (search_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entered_cb), self);
}

static void
parcours_contact_chooser_dispose (GObject *object)
{
  ParcoursContactChooser *self = PARCOURS_CONTACT_CHOOSER (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (parcours_contact_chooser_parent_class)->dispose (object);
}

static void
parcours_contact_chooser_class_init (ParcoursContactChooserClass *class)
{
  G_OBJECT_CLASS (class)->dispose = parcours_contact_chooser_dispose;

  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
parcours_contact_chooser_init (ParcoursContactChooser *self)
{
}

/**
 * parcours_contact_chooser_new:
 * @project: a project
 *
 * Returns: (transfer floating): a chooser among its contacts
 */
GtkWidget *
parcours_contact_chooser_new (ParcoursProject *project)
{
  ParcoursContactChooser *self = g_object_new (PARCOURS_TYPE_CONTACT_CHOOSER, NULL);

  self->list = parcours_contact_list_new (project);
  build (self);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self);

  return GTK_WIDGET (self);
}

/**
 * parcours_contact_chooser_get_id:
 * @self: a chooser
 *
 * Returns: the number of the chosen contact, 0 where there is none
 */
gint64
parcours_contact_chooser_get_id (ParcoursContactChooser *self)
{
  return self->id;
}
