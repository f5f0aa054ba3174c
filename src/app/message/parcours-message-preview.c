/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-contact-chooser.h"
#include "parcours-message-preview.h"
#include "parcours-message-render.h"
#include "parcours-rich-text.h"

struct _ParcoursMessagePreview
{
  GtkWidget parent_instance;

  ParcoursMessageRender *render; /* (owned) */
  GCancellable *cancellable;     /* (owned) (nullable) of the filling */
  char *texts[4];                /* (owned) (nullable) subject, preheader and body, and the end */
  gboolean is_html;
  GtkWidget *chooser;
  GtkWidget *sender;
  GtkWidget *subject;
  GtkWidget *preheader;
  GtkWidget *view;
};

G_DEFINE_FINAL_TYPE (ParcoursMessagePreview, parcours_message_preview, GTK_TYPE_WIDGET)

static void
add_tags (GtkTextBuffer *buffer)
{
  static const double sizes[] = { 1.6, 1.35, 1.2, 1.1, 1.05, 1. };

  gtk_text_buffer_create_tag (buffer, "bold", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "italic", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "code", "family", "monospace", NULL);
  gtk_text_buffer_create_tag (buffer, "quote", "left-margin", 24, "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "image", "scale", 0.9, NULL);
  gtk_text_buffer_create_tag (buffer, "link", "underline", PANGO_UNDERLINE_SINGLE, NULL);
  gtk_text_buffer_create_tag (buffer, "list", "left-margin", 24, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *name = g_strdup_printf ("h%u", i + 1);

      gtk_text_buffer_create_tag (buffer, name, "scale", sizes[i], "weight", PANGO_WEIGHT_BOLD, NULL);
    }
}

static void
apply_tags (GtkTextBuffer           *buffer,
            const ParcoursRichPiece *piece,
            int                      offset)
{
  static const struct
  {
    guint style;
    const char *tag;
  } tags[] = { { PARCOURS_RICH_BOLD, "bold" }, { PARCOURS_RICH_ITALIC, "italic" }, { PARCOURS_RICH_CODE, "code" },
               { PARCOURS_RICH_QUOTE, "quote" }, { PARCOURS_RICH_IMAGE, "image" } };
  g_autofree char *heading = piece->heading > 0 ? g_strdup_printf ("h%u", piece->heading) : NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  gtk_text_buffer_get_end_iter (buffer, &end);
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      if ((piece->style & tags[i].style) != 0)
        gtk_text_buffer_apply_tag_by_name (buffer, tags[i].tag, &start, &end);
    }
  if (piece->url != NULL)
    gtk_text_buffer_apply_tag_by_name (buffer, "link", &start, &end);
  if (piece->indent > 0)
    gtk_text_buffer_apply_tag_by_name (buffer, "list", &start, &end);
  if (heading != NULL)
    gtk_text_buffer_apply_tag_by_name (buffer, heading, &start, &end);
}

static void
show_body (ParcoursMessagePreview *self,
           const char             *body)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  g_autoptr (GPtrArray) pieces = self->is_html ? parcours_rich_text_from_html (body) : parcours_rich_text_from_markdown (body);

  gtk_text_buffer_set_text (buffer, "", -1);
  for (guint i = 0; i < pieces->len; i++)
    {
      const ParcoursRichPiece *piece = g_ptr_array_index (pieces, i);
      GtkTextIter end;
      int offset;

      gtk_text_buffer_get_end_iter (buffer, &end);
      offset = gtk_text_iter_get_offset (&end);
      gtk_text_buffer_insert (buffer, &end, piece->text, -1);
      apply_tags (buffer, piece, offset);
    }
}

static void
show_line (GtkWidget  *label,
           const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, *text != '\0');
}

static void
rendered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (ParcoursMessagePreview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) texts = parcours_message_render_finish (PARCOURS_MESSAGE_RENDER (source), result, &error);

  if (self->view == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (texts == NULL)
    {
      show_line (self->preheader, error->message);
      return;
    }
  show_line (self->subject, texts[0]);
  show_line (self->preheader, texts[1]);
  show_body (self, texts[2]);
}

static void
fill (ParcoursMessagePreview *self)
{
  if (self->texts[0] == NULL)
    return;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  parcours_message_render_async (self->render, parcours_contact_chooser_get_id (PARCOURS_CONTACT_CHOOSER (self->chooser)),
                                 (const char *const *) self->texts, self->cancellable, rendered_cb, g_object_ref (self));
}

static void
parcours_message_preview_dispose (GObject *object)
{
  ParcoursMessagePreview *self = PARCOURS_MESSAGE_PREVIEW (object);
  GtkWidget *child;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->view = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_clear_pointer (&self->texts[i], g_free);
  g_clear_object (&self->render);
  G_OBJECT_CLASS (parcours_message_preview_parent_class)->dispose (object);
}

static void
parcours_message_preview_class_init (ParcoursMessagePreviewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = parcours_message_preview_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_widget_add_css_class (label, style);
  gtk_widget_set_visible (label, FALSE);

  return label;
}

static void
parcours_message_preview_init (ParcoursMessagePreview *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 9);
  self->sender = new_label ("dim-label");
  self->subject = new_label ("title-3");
  self->preheader = new_label ("dim-label");
  self->view = gtk_text_view_new ();
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Preview"), -1);
  gtk_widget_set_vexpand (self->view, TRUE);
  add_tags (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)));
}

static void
build (ParcoursMessagePreview *self,
       ParcoursProject        *project)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->chooser = parcours_contact_chooser_new (project);
  gtk_box_append (GTK_BOX (line), gtk_label_new (_("Preview for")));
  gtk_box_append (GTK_BOX (line), self->chooser);
  gtk_box_append (GTK_BOX (card), self->sender);
  gtk_box_append (GTK_BOX (card), self->subject);
  gtk_box_append (GTK_BOX (card), self->preheader);
  gtk_box_append (GTK_BOX (card), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (card), self->view);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "message-preview");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), card);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_parent (line, GTK_WIDGET (self));
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
  g_signal_connect_swapped (self->chooser, "chosen", G_CALLBACK (fill), self);
}

/**
 * parcours_message_preview_new:
 * @project: a project
 *
 * Returns: (transfer floating): a preview of no message yet
 */
GtkWidget *
parcours_message_preview_new (ParcoursProject *project)
{
  ParcoursMessagePreview *self = g_object_new (PARCOURS_TYPE_MESSAGE_PREVIEW, NULL);

  self->render = parcours_message_render_new (project);
  build (self, project);

  return GTK_WIDGET (self);
}

/**
 * parcours_message_preview_show:
 * @self: a preview
 * @sender: (nullable): from whom it comes, for people
 * @subject: (nullable): a template
 * @preheader: (nullable): a template
 * @body: (nullable): a template, in Markdown or HTML
 * @is_html: whether @body is HTML
 *
 * Shows a message once it is filled for the chosen contact.
 */
void
parcours_message_preview_show (ParcoursMessagePreview *self,
                               const char             *sender,
                               const char             *subject,
                               const char             *preheader,
                               const char             *body,
                               gboolean                is_html)
{
  const char *texts[] = { subject, preheader, body };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_free (self->texts[i]);
      self->texts[i] = g_strdup (texts[i] != NULL ? texts[i] : "");
    }
  self->is_html = is_html;
  show_line (self->sender, sender != NULL ? sender : "");
  fill (self);
}
