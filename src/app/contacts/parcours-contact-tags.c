/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-contact-tags.h"
#include "parcours-phrase.h"
#include "parcours-tag-popover.h"

struct _ParcoursContactTags
{
  GtkWidget parent_instance;

  ParcoursProject *project; /* (owned) */
  GHashTable *has;          /* (owned) (element-type utf8) as a set */
  GtkWidget *flow;          /* GtkFlowBox */
  GtkWidget *adder;         /* (nullable) where something may be changed */
};

enum
{
  SET_TAG,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursContactTags, parcours_contact_tags, GTK_TYPE_WIDGET)

static void
on_remove (GtkButton           *button,
           ParcoursContactTags *self)
{
  g_signal_emit (self, signals[SET_TAG], 0, g_object_get_data (G_OBJECT (button), "slug"), FALSE);
}

static void
on_chosen (ParcoursTagPopover  *popover,
           const char          *slug,
           ParcoursContactTags *self)
{
  g_signal_emit (self, signals[SET_TAG], 0, slug, TRUE);
}

static GtkWidget *
make_chip (ParcoursContactTags *self,
           const char          *slug)
{
  const char *label = parcours_library_label (parcours_project_library (self->project), "tag", slug);
  /* Translators: takes a tag from a contact. */
  g_autofree char *tooltip = parcours_phrase_fill (_("Remove the tag {tag}"), "tag", label, NULL);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("parcours-cross-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "contact-chip");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  g_object_set_data_full (G_OBJECT (button), "slug", g_strdup (slug), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_remove), self);

  return button;
}

static GtkWidget *
make_adder (ParcoursContactTags *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = parcours_tag_popover_new (self->project);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "list-add-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_tooltip_text (button, _("Add a tag"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a tag"), -1);
  gtk_widget_add_css_class (button, "contact-adder");
  g_signal_connect (popover, "chosen", G_CALLBACK (on_chosen), self);

  return button;
}

static void
append (ParcoursContactTags *self,
        GtkWidget           *widget)
{
  gtk_widget_set_halign (widget, GTK_ALIGN_START);
  gtk_flow_box_append (GTK_FLOW_BOX (self->flow), widget);
  gtk_widget_set_focusable (gtk_widget_get_parent (widget), FALSE);
}

static int
compare_text (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
is_same (ParcoursContactTags *self,
         GHashTable          *has)
{
  GHashTableIter iter;
  gpointer slug;

  if (self->has == NULL || g_hash_table_size (self->has) != g_hash_table_size (has))
    return FALSE;
  g_hash_table_iter_init (&iter, has);
  while (g_hash_table_iter_next (&iter, &slug, NULL))
    {
      if (!g_hash_table_contains (self->has, slug))
        return FALSE;
    }

  return TRUE;
}

static void
parcours_contact_tags_dispose (GObject *object)
{
  ParcoursContactTags *self = PARCOURS_CONTACT_TAGS (object);

  g_clear_pointer (&self->flow, gtk_widget_unparent);
  g_clear_pointer (&self->adder, gtk_widget_unparent);
  g_clear_pointer (&self->has, g_hash_table_unref);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_contact_tags_parent_class)->dispose (object);
}

static void
parcours_contact_tags_class_init (ParcoursContactTagsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = parcours_contact_tags_dispose;

  signals[SET_TAG] = g_signal_new ("set-tag", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
parcours_contact_tags_init (ParcoursContactTags *self)
{
  self->flow = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->flow), 3);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->flow), 2);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->flow), 2);
  gtk_widget_set_hexpand (self->flow, TRUE);
  gtk_widget_set_parent (self->flow, GTK_WIDGET (self));
}

/**
 * parcours_contact_tags_new:
 * @project: a project
 *
 * Returns: (transfer floating): no tags yet
 */
GtkWidget *
parcours_contact_tags_new (ParcoursProject *project)
{
  ParcoursContactTags *self = g_object_new (PARCOURS_TYPE_CONTACT_TAGS, NULL);

  self->project = g_object_ref (project);
  if (!parcours_project_is_read_only (project))
    {
      self->adder = make_adder (self);
      gtk_widget_set_valign (self->adder, GTK_ALIGN_START);
      gtk_widget_set_parent (self->adder, GTK_WIDGET (self));
    }

  return GTK_WIDGET (self);
}

/**
 * parcours_contact_tags_set:
 * @self: the tags
 * @has: (element-type utf8): the slugs of those that the contact has, as keys
 */
void
parcours_contact_tags_set (ParcoursContactTags *self,
                           GHashTable          *has)
{
  g_autoptr (GPtrArray) slugs = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer slug;
  GtkWidget *child;

  if (is_same (self, has))
    return;
  g_clear_pointer (&self->has, g_hash_table_unref);
  self->has = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while ((child = gtk_widget_get_first_child (self->flow)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->flow), child);
  g_hash_table_iter_init (&iter, has);
  while (g_hash_table_iter_next (&iter, &slug, NULL))
    {
      g_hash_table_add (self->has, g_strdup (slug));
      g_ptr_array_add (slugs, slug);
    }
  g_ptr_array_sort (slugs, compare_text);
  for (guint i = 0; i < slugs->len; i++)
    append (self, make_chip (self, slugs->pdata[i]));
}
