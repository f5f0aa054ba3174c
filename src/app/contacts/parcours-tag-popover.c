/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-phrase.h"
#include "parcours-tag-popover.h"
#include "parcours-text.h"

struct _ParcoursTagPopover
{
  GtkPopover parent_instance;

  ParcoursProject *project; /* (owned) */
  GtkWidget *entry;
  GtkWidget *list;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ParcoursTagPopover, parcours_tag_popover, GTK_TYPE_POPOVER)

static void
add_row (ParcoursTagPopover *self,
         const char         *slug,
         const char         *label,
         const char         *new_label)
{
  GtkWidget *child = gtk_label_new (label);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (child), 0);
  gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  g_object_set_data_full (G_OBJECT (row), "slug", g_strdup (slug), g_free);
  g_object_set_data_full (G_OBJECT (row), "new", g_strdup (new_label), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
fill (ParcoursTagPopover *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autofree char *plain = parcours_text_plain (text);
  g_autoptr (GPtrArray) tags = parcours_library_list (parcours_project_library (self->project), "tag");
  gboolean exact = FALSE;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < tags->len; i++)
    {
      const ParcoursEntity *tag = g_ptr_array_index (tags, i);
      g_autofree char *label = parcours_text_plain (tag->label);

      exact |= g_str_equal (label, plain);
      if (strstr (label, plain) != NULL)
        add_row (self, tag->slug, tag->label, NULL);
    }
  if (*text != '\0' && !exact)
    {
      /* Translators: makes a new tag of that name. */
      g_autofree char *label = parcours_phrase_fill (_("New tag “{tag}”"), "tag", text, NULL);

      add_row (self, NULL, label, text);
    }
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
}

static void
on_made (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (ParcoursTagPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *slug = parcours_project_add_entity_finish (PARCOURS_PROJECT (source), result, &error);

  if (slug != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, slug);
}

static void
choose (ParcoursTagPopover *self,
        GtkListBoxRow      *row)
{
  const char *new_label;

  if (row == NULL)
    return;
  new_label = g_object_get_data (G_OBJECT (row), "new");
  if (new_label != NULL)
    parcours_project_add_entity_async (self->project, "tag", new_label, NULL, on_made, g_object_ref (self));
  else
    g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (row), "slug"));
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
on_entry_activated (ParcoursTagPopover *self)
{
  choose (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));
}

static void
on_show (ParcoursTagPopover *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  fill (self);
  gtk_widget_grab_focus (self->entry);
}

static void
parcours_tag_popover_dispose (GObject *object)
{
  g_clear_object (&PARCOURS_TAG_POPOVER (object)->project);
  G_OBJECT_CLASS (parcours_tag_popover_parent_class)->dispose (object);
}

static void
parcours_tag_popover_class_init (ParcoursTagPopoverClass *class)
{
  G_OBJECT_CLASS (class)->dispose = parcours_tag_popover_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
parcours_tag_popover_init (ParcoursTagPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->entry = gtk_search_entry_new ();
  self->list = gtk_list_box_new ();
  g_object_set (self->entry, "placeholder-text", _("Find or make a tag"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find or make a tag"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Tags"), -1);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 300);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_widget_set_size_request (scrolled, 220, -1);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (fill), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_entry_activated), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (choose), self);
  g_signal_connect (self, "show", G_CALLBACK (on_show), NULL);
}

/**
 * parcours_tag_popover_new:
 * @project: a project
 *
 * Returns: (transfer floating): a popover that chooses one of its tags
 */
GtkWidget *
parcours_tag_popover_new (ParcoursProject *project)
{
  ParcoursTagPopover *self = g_object_new (PARCOURS_TYPE_TAG_POPOVER, NULL);

  self->project = g_object_ref (project);

  return GTK_WIDGET (self);
}
