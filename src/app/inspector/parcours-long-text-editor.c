/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-personalise.h"
#include "parcours-text.h"
#include "parcours-value-editors.h"

/* ParcoursLongTextEditor: several lines of text, into which details of the contact may go. */

struct _ParcoursLongTextEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *view; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (ParcoursLongTextEditor, parcours_long_text_editor, PARCOURS_TYPE_VALUE_EDITOR)

static char *
text_of (ParcoursLongTextEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
changed_cb (ParcoursLongTextEditor *self)
{
  g_autofree char *text = text_of (self);

  parcours_value_editor_take (PARCOURS_VALUE_EDITOR (self),
                              parcours_text_is_blank (text) ? NULL : parcours_json_new_string (text));
}

static void
inserted_cb (ParcoursLongTextEditor *self,
             const char             *hole)
{
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), hole, -1);
  gtk_widget_grab_focus (self->view);
}

static void
parcours_long_text_editor_build (ParcoursValueEditor *editor)
{
  ParcoursLongTextEditor *self = PARCOURS_LONG_TEXT_EDITOR (editor);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *picker;

  self->view = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_widget_add_css_class (scrolled, "long-text");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 72);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 240);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->view);
  parcours_value_editor_append (editor, scrolled);
  parcours_value_editor_set_target (editor, self->view);
  parcours_value_editor_settle_after (editor, self->view);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (parcours_value_editor_param (editor)->type != PARCOURS_PARAM_TEMPLATE)
    return;
  picker = parcours_personalise_new (parcours_value_editor_form (editor));
  gtk_widget_set_halign (picker, GTK_ALIGN_START);
  g_signal_connect_swapped (picker, "picked", G_CALLBACK (inserted_cb), self);
  parcours_value_editor_append (editor, picker);
}

static gboolean
parcours_long_text_editor_show (ParcoursValueEditor *editor,
                                JsonNode            *value,
                                JsonObject          *scope)
{
  ParcoursLongTextEditor *self = PARCOURS_LONG_TEXT_EDITOR (editor);
  const char *text = parcours_json_string (value);
  g_autofree char *shown = text_of (self);

  if (g_strcmp0 (shown, text != NULL ? text : "") != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), text != NULL ? text : "", -1);

  return value == NULL || text != NULL;
}

static void
parcours_long_text_editor_class_init (ParcoursLongTextEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_long_text_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_long_text_editor_show;
}

static void
parcours_long_text_editor_init (ParcoursLongTextEditor *self)
{
}
