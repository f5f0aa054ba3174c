/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-contacts-sidebar.h"
#include "parcours-figure.h"

struct _ParcoursContactsSidebar
{
  GtkWidget parent_instance;

  ParcoursProject *project; /* (owned) */
  GtkWidget *scrolled;
  GtkWidget *list;
  char *kind;               /* (owned) (nullable) of the row that is selected */
  char *slug;               /* (owned) (nullable) */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *kind;
  const char *title;
  const char *icon;
} sections[] = {
  { "list", N_("Lists"), "parcours-people-symbolic" },
  { "segment", N_("Segments"), "edit-find-symbolic" },
  { "tag", N_("Tags"), "parcours-tag-symbolic" },
};

G_DEFINE_FINAL_TYPE (ParcoursContactsSidebar, parcours_contacts_sidebar, GTK_TYPE_WIDGET)

static GtkListBoxRow *
add_row (ParcoursContactsSidebar *self,
         const char              *icon,
         const char              *title,
         const char              *kind,
         const char              *slug)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (row), "kind", g_strdup (kind), g_free);
  g_object_set_data_full (G_OBJECT (row), "slug", g_strdup (slug), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  if (g_strcmp0 (kind, self->kind) == 0 && g_strcmp0 (slug, self->slug) == 0)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));

  return GTK_LIST_BOX_ROW (row);
}

static void
add_total (ParcoursContactsSidebar *self)
{
  GtkListBoxRow *row = add_row (self, "system-users-symbolic", _("All Contacts"), NULL, NULL);
  g_autofree char *total = parcours_count_to_words ((guint64) parcours_project_n_contacts (self->project));
  GtkWidget *label = gtk_label_new (total);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (gtk_list_box_row_get_child (row)), label);
}

static void
fill (ParcoursContactsSidebar *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  add_total (self);
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autoptr (GPtrArray) entities =
        parcours_library_list (parcours_project_library (self->project), sections[i].kind);

      for (guint j = 0; j < entities->len; j++)
        {
          const ParcoursEntity *entity = g_ptr_array_index (entities, j);

          add_row (self, sections[i].icon, entity->label, sections[i].kind, entity->slug);
        }
    }
}

static void
add_header (GtkListBoxRow *row,
            GtkListBoxRow *before,
            gpointer       user_data)
{
  const char *kind = g_object_get_data (G_OBJECT (row), "kind");
  const char *above = before != NULL ? g_object_get_data (G_OBJECT (before), "kind") : NULL;
  GtkWidget *label = NULL;

  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (sections); i++)
    {
      if (g_str_equal (kind, sections[i].kind) && g_strcmp0 (kind, above) != 0)
        label = gtk_label_new (_(sections[i].title));
    }
  if (label != NULL)
    {
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "heading");
      gtk_widget_add_css_class (label, "contacts-section");
    }
  gtk_list_box_row_set_header (row, label);
}

static void
on_row_activated (ParcoursContactsSidebar *self,
                  GtkListBoxRow           *row)
{
  const char *kind = g_object_get_data (G_OBJECT (row), "kind");
  const char *slug = g_object_get_data (G_OBJECT (row), "slug");

  g_free (self->kind);
  g_free (self->slug);
  self->kind = g_strdup (kind);
  self->slug = g_strdup (slug);
  g_signal_emit (self, signals[CHOSEN], 0, kind, slug);
}

static void
parcours_contacts_sidebar_dispose (GObject *object)
{
  ParcoursContactsSidebar *self = PARCOURS_CONTACTS_SIDEBAR (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->project);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->slug, g_free);
  G_OBJECT_CLASS (parcours_contacts_sidebar_parent_class)->dispose (object);
}

static void
parcours_contacts_sidebar_class_init (ParcoursContactsSidebarClass *class)
{
  G_OBJECT_CLASS (class)->dispose = parcours_contacts_sidebar_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "contactssidebar");
}

static void
parcours_contacts_sidebar_init (ParcoursContactsSidebar *self)
{
  self->scrolled = gtk_scrolled_window_new ();
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), add_header, NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Lists, segments and tags"),
                                  -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->list);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
}

/**
 * parcours_contacts_sidebar_new:
 * @project: a project
 *
 * Returns: (transfer floating): its lists, segments and tags; all contacts are chosen
 */
GtkWidget *
parcours_contacts_sidebar_new (ParcoursProject *project)
{
  ParcoursContactsSidebar *self = g_object_new (PARCOURS_TYPE_CONTACTS_SIDEBAR, NULL);

  self->project = g_object_ref (project);
  g_signal_connect_object (project, "notify::n-contacts", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);

  return GTK_WIDGET (self);
}

/**
 * parcours_contacts_sidebar_select:
 * @self: a sidebar
 * @kind: (nullable): `list`, `segment` or `tag`
 * @slug: (nullable): which
 *
 * Shows what is chosen, without a signal.
 */
void
parcours_contacts_sidebar_select (ParcoursContactsSidebar *self,
                                  const char              *kind,
                                  const char              *slug)
{
  g_free (self->kind);
  g_free (self->slug);
  self->kind = g_strdup (kind);
  self->slug = g_strdup (slug);
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      if (GTK_IS_LIST_BOX_ROW (row) && g_strcmp0 (g_object_get_data (G_OBJECT (row), "kind"), kind) == 0 &&
          g_strcmp0 (g_object_get_data (G_OBJECT (row), "slug"), slug) == 0)
        gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
    }
}
