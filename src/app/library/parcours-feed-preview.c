/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "parcours-feed-preview.h"
#include "parcours-feed.h"
#include "parcours-figure.h"
#include "parcours-time.h"

#define MAX_ITEMS 20

struct _ParcoursFeedPreview
{
  GtkWidget parent_instance;

  char *url;                 /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) of the fetching */
  GtkWidget *button;
  GtkWidget *spinner;
  GtkWidget *words;
  GtkWidget *items;
};

G_DEFINE_FINAL_TYPE (ParcoursFeedPreview, parcours_feed_preview, GTK_TYPE_WIDGET)

static void
update (ParcoursFeedPreview *self)
{
  gboolean fetches = self->cancellable != NULL;

  gtk_button_set_label (GTK_BUTTON (self->button), fetches ? _("_Cancel") : _("_Fetch a Preview"));
  gtk_widget_set_sensitive (self->button, fetches || self->url != NULL);
  gtk_widget_set_visible (self->spinner, fetches);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), fetches);
}

static void
say (ParcoursFeedPreview *self,
     const char          *words,
     gboolean             is_error)
{
  gtk_label_set_label (GTK_LABEL (self->words), words);
  gtk_widget_set_visible (self->words, *words != '\0');
  if (is_error)
    gtk_widget_add_css_class (self->words, "error");
  else
    gtk_widget_remove_css_class (self->words, "error");
}

static void
clear (ParcoursFeedPreview *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->items)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->items), child);
  gtk_widget_set_visible (self->items, FALSE);
  say (self, "", FALSE);
}

static void
add_item (ParcoursFeedPreview    *self,
          const ParcoursFeedItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  gint64 local = item->published;
  g_autofree char *day = item->published != 0 ? parcours_day_to_words (parcours_local_day (local)) : NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item->title != NULL ? item->title : item->url != NULL ? item->url : "");
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), day != NULL ? day : _("without a date"));
  gtk_list_box_append (GTK_LIST_BOX (self->items), row);
}

static void
show_feed (ParcoursFeedPreview *self,
           const ParcoursFeed  *feed)
{
  g_autofree char *words =
    g_strdup_printf (ngettext ("%u item", "%u items", feed->items->len), feed->items->len);
  /* Translators: the title of a feed and how many items it holds. */
  g_autofree char *line = feed->title != NULL ? g_strdup_printf (_("%s: %s"), feed->title, words) : g_strdup (words);

  say (self, line, FALSE);
  for (guint i = 0; i < MIN (feed->items->len, MAX_ITEMS); i++)
    add_item (self, g_ptr_array_index (feed->items, i));
  gtk_widget_set_visible (self->items, feed->items->len > 0);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ParcoursFeedPreview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursFeed) feed = parcours_feed_fetch_finish (result, &error);

  /* Whoever has cancelled does not wait for it any more. */
  if (self->items == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  update (self);
  if (feed != NULL)
    show_feed (self, feed);
  else
    say (self, error->message, TRUE);
}

static void
stop (ParcoursFeedPreview *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
clicked_cb (ParcoursFeedPreview *self)
{
  gboolean fetches = self->cancellable != NULL;

  stop (self);
  clear (self);
  if (!fetches && self->url != NULL)
    {
      self->cancellable = g_cancellable_new ();
      parcours_feed_fetch_async (self->url, self->cancellable, fetched_cb, g_object_ref (self));
    }
  update (self);
}

static void
parcours_feed_preview_dispose (GObject *object)
{
  ParcoursFeedPreview *self = PARCOURS_FEED_PREVIEW (object);
  GtkWidget *child;

  stop (self);
  self->items = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->url, g_free);
  G_OBJECT_CLASS (parcours_feed_preview_parent_class)->dispose (object);
}

static void
parcours_feed_preview_class_init (ParcoursFeedPreviewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = parcours_feed_preview_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
parcours_feed_preview_init (ParcoursFeedPreview *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 9);
  self->button = gtk_button_new_with_mnemonic ("");
  self->spinner = gtk_spinner_new ();
  self->words = gtk_label_new (NULL);
  self->items = gtk_list_box_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->button), TRUE);
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->items), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->items, "boxed-list");
  gtk_box_append (GTK_BOX (line), self->button);
  gtk_box_append (GTK_BOX (line), self->spinner);
  gtk_widget_set_parent (line, GTK_WIDGET (self));
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
  gtk_widget_set_parent (self->items, GTK_WIDGET (self));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  clear (self);
  update (self);
}

/**
 * parcours_feed_preview_new:
 *
 * Returns: (transfer floating): a preview of no feed yet
 */
GtkWidget *
parcours_feed_preview_new (void)
{
  return g_object_new (PARCOURS_TYPE_FEED_PREVIEW, NULL);
}

/**
 * parcours_feed_preview_set_url:
 * @self: a preview
 * @url: (nullable): where the feed is
 */
void
parcours_feed_preview_set_url (ParcoursFeedPreview *self,
                               const char          *url)
{
  g_autofree char *copy = NULL;

  if (g_strcmp0 (self->url, url) == 0)
    return;
  copy = g_strdup (url);
  g_free (self->url);
  self->url = g_steal_pointer (&copy);
  stop (self);
  clear (self);
  update (self);
}
