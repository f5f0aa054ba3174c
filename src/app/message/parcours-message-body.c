/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-message-body.h"
#include "parcours-message-render.h"
#include "parcours-personalise.h"
#include "parcours-phrase.h"
#include "parcours-template.h"

struct _ParcoursMessageBody
{
  GtkWidget parent_instance;

  ParcoursForm *form;   /* (owned) */
  gboolean is_html;
  gboolean filling;
  GtkWidget *bar;
  GtkWidget *tools;     /* what writes Markdown */
  GtkWidget *view;
};

static guint changed_signal;

/* What is in colour, in Markdown and in HTML. */
static const struct
{
  const char *tag;
  const char *pattern;
  gboolean of_html;
  gboolean of_markdown;
} highlights[] = {
  { "heading", "^#{1,6} .*$", FALSE, TRUE },
  { "bold", "\\*\\*[^*\\n]+\\*\\*", FALSE, TRUE },
  { "italic", "(?<![*\\w])[*_][^*_\\n]+[*_](?![*\\w])", FALSE, TRUE },
  { "link", "!?\\[[^\\]\\n]*\\]\\([^)\\n]*\\)", FALSE, TRUE },
  { "mark", "<[^>]*>", TRUE, FALSE },
};

G_DEFINE_FINAL_TYPE (ParcoursMessageBody, parcours_message_body, GTK_TYPE_WIDGET)

static GtkTextBuffer *
buffer_of (ParcoursMessageBody *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static void
tag_range (GtkTextBuffer *buffer,
           const char    *tag,
           const char    *text,
           int            from,
           int            to)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) g_utf8_pointer_to_offset (text, text + from));
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) g_utf8_pointer_to_offset (text, text + to));
  gtk_text_buffer_apply_tag_by_name (buffer, tag, &start, &end);
}

static void
tag_matches (GtkTextBuffer *buffer,
             const char    *tag,
             const char    *pattern,
             const char    *text)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) info = NULL;

  for (g_regex_match (regex, text, 0, &info); g_match_info_matches (info); g_match_info_next (info, NULL))
    {
      int from, to;

      g_match_info_fetch_pos (info, 0, &from, &to);
      tag_range (buffer, tag, text, from, to);
    }
}

static void
tag_holes (ParcoursMessageBody *self,
           GtkTextBuffer       *buffer,
           const char          *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\{\\{\\s*([^}\\s]*)\\s*\\}\\}", 0, 0, NULL);
  g_autoptr (GMatchInfo) info = NULL;

  for (g_regex_match (regex, text, 0, &info); g_match_info_matches (info); g_match_info_next (info, NULL))
    {
      g_autofree char *name = g_match_info_fetch (info, 1);
      int from, to;

      g_match_info_fetch_pos (info, 0, &from, &to);
      tag_range (buffer, parcours_message_hole_is_known (parcours_form_library (self->form), name) ? "hole" : "unknown", text,
                 from, to);
    }
}

static void
highlight (ParcoursMessageBody *self)
{
  GtkTextBuffer *buffer = buffer_of (self);
  g_autofree char *text = parcours_message_body_get_text (self);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_all_tags (buffer, &start, &end);
  for (guint i = 0; i < G_N_ELEMENTS (highlights); i++)
    {
      if (self->is_html ? highlights[i].of_html : highlights[i].of_markdown)
        tag_matches (buffer, highlights[i].tag, highlights[i].pattern, text);
    }
  tag_holes (self, buffer, text);
}

static void
changed_cb (ParcoursMessageBody *self)
{
  highlight (self);
  if (!self->filling)
    g_signal_emit (self, changed_signal, 0);
}

/* Puts signs around what is selected. */
static void
wrap (ParcoursMessageBody *self,
      const char          *before,
      const char          *after)
{
  GtkTextBuffer *buffer = buffer_of (self);
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autofree char *wrapped = NULL;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  wrapped = g_strconcat (before, text, after, NULL);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, wrapped, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_widget_grab_focus (self->view);
}

static void
bold_cb (ParcoursMessageBody *self)
{
  wrap (self, "**", "**");
}

static void
italic_cb (ParcoursMessageBody *self)
{
  wrap (self, "_", "_");
}

static void
link_cb (ParcoursMessageBody *self)
{
  wrap (self, "[", "](https://)");
}

static void
hole_cb (ParcoursMessageBody *self,
         const char          *hole)
{
  gtk_text_buffer_insert_at_cursor (buffer_of (self), hole, -1);
  gtk_widget_grab_focus (self->view);
}

static void
add_tool (ParcoursMessageBody *self,
          const char          *markup,
          const char          *words,
          GCallback            callback)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (self->tools), button);
  g_signal_connect_swapped (button, "clicked", callback, self);
}

static void
add_tags (GtkTextBuffer *buffer)
{
  gtk_text_buffer_create_tag (buffer, "heading", "weight", PANGO_WEIGHT_BOLD, "scale", 1.15, NULL);
  gtk_text_buffer_create_tag (buffer, "bold", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "italic", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "link", "foreground", "#3584e4", NULL);
  gtk_text_buffer_create_tag (buffer, "mark", "foreground", "#77777d", NULL);
  gtk_text_buffer_create_tag (buffer, "hole", "background-rgba", &(GdkRGBA) { .21f, .52f, .89f, .22f }, NULL);
  gtk_text_buffer_create_tag (buffer, "unknown", "background-rgba", &(GdkRGBA) { .88f, .11f, .14f, .2f }, "underline",
                              PANGO_UNDERLINE_ERROR, NULL);
}

static void
parcours_message_body_dispose (GObject *object)
{
  ParcoursMessageBody *self = PARCOURS_MESSAGE_BODY (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->form);
  G_OBJECT_CLASS (parcours_message_body_parent_class)->dispose (object);
}

static gboolean
parcours_message_body_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (PARCOURS_MESSAGE_BODY (widget)->view);
}

static void
parcours_message_body_class_init (ParcoursMessageBodyClass *class)
{
  G_OBJECT_CLASS (class)->dispose = parcours_message_body_dispose;
  GTK_WIDGET_CLASS (class)->grab_focus = parcours_message_body_grab_focus;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
parcours_message_body_init (ParcoursMessageBody *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *title = gtk_label_new (_("Text"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  self->tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  self->view = gtk_text_view_new ();
  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  add_tool (self, "<b>B</b>", _("Bold"), G_CALLBACK (bold_cb));
  add_tool (self, "<i>I</i>", _("Italic"), G_CALLBACK (italic_cb));
  add_tool (self, "<u>a</u>", _("Link"), G_CALLBACK (link_cb));
  gtk_box_append (GTK_BOX (self->bar), title);
  gtk_box_append (GTK_BOX (self->bar), self->tools);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Text"), -1);
  add_tags (buffer_of (self));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 180);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "message-text");
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
  g_signal_connect_object (buffer_of (self), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * parcours_message_body_new:
 * @form: what the editors share
 *
 * Returns: (transfer floating): an empty text
 */
GtkWidget *
parcours_message_body_new (ParcoursForm *form)
{
  ParcoursMessageBody *self = g_object_new (PARCOURS_TYPE_MESSAGE_BODY, NULL);
  GtkWidget *picker = parcours_personalise_new (form);

  self->form = g_object_ref (form);
  g_signal_connect_swapped (picker, "picked", G_CALLBACK (hole_cb), self);
  gtk_box_append (GTK_BOX (self->bar), picker);

  return GTK_WIDGET (self);
}

/**
 * parcours_message_body_set_text:
 * @self: a text
 * @text: what it says now
 * @is_html: whether that is HTML
 *
 * Nothing is emitted.
 */
void
parcours_message_body_set_text (ParcoursMessageBody *self,
                                const char          *text,
                                gboolean             is_html)
{
  g_autofree char *shown = parcours_message_body_get_text (self);

  if (g_str_equal (shown, text) && self->is_html == is_html)
    return;
  self->is_html = is_html;
  self->filling = TRUE;
  gtk_widget_set_visible (self->tools, !is_html);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (self->view), is_html);
  gtk_text_buffer_set_text (buffer_of (self), text, -1);
  self->filling = FALSE;
}

/**
 * parcours_message_body_get_text:
 * @self: a text
 *
 * Returns: (transfer full): what it says
 */
char *
parcours_message_body_get_text (ParcoursMessageBody *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer_of (self), &start, &end);

  return gtk_text_buffer_get_text (buffer_of (self), &start, &end, FALSE);
}

/**
 * parcours_message_unknown_names:
 * @library: the library of a workspace
 * @text: a template
 *
 * Returns: (transfer full) (nullable): the names of values in it that nobody knows, for people
 */
char *
parcours_message_unknown_names (ParcoursLibrary *library,
                                const char      *text)
{
  g_autoptr (ParcoursTemplate) template = parcours_template_new (text);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < parcours_template_n_holes (template); i++)
    {
      const char *hole = parcours_template_nth_hole (template, i);

      if (!parcours_message_hole_is_known (library, hole) &&
          !g_ptr_array_find_with_equal_func (names, hole, g_str_equal, NULL))
        g_ptr_array_add (names, (gpointer) hole);
    }

  return names->len > 0 ? parcours_phrase_join (names, PARCOURS_JOIN_AND) : NULL;
}
