/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "parcours-html-page.h"
#include "parcours-json.h"
#include "parcours-kind.h"
#include "parcours-merge-tags.h"
#include "parcours-message-body.h"
#include "parcours-message-editor.h"
#include "parcours-message-preview.h"
#include "parcours-personalise.h"
#include "parcours-phrase.h"
#include "parcours-rich-text.h"
#include "parcours-sms.h"
#include "parcours-text.h"

/* How long somebody who types pauses before it is written. */
#define PAUSE_MS 400
#define MAX_HTML (2 * 1024 * 1024)

struct _ParcoursMessageEditor
{
  GtkWidget parent_instance;

  ParcoursProject *project;   /* (owned) */
  ParcoursForm *form;         /* (owned) */
  const ParcoursKind *kind;   /* (unowned) */
  char *slug;                 /* (owned) */
  JsonObject *columns;        /* (owned) as a person sees them, perhaps not written yet */
  guint pause;
  guint n_writing;
  gboolean filling;
  GtkWidget *subject;         /* (nullable) AdwEntryRow */
  GtkWidget *preheader;       /* (nullable) AdwEntryRow */
  GtkWidget *body;
  GtkWidget *unknown;
  GtkWidget *length;
  GtkWidget *links;           /* GtkListBox */
  GtkWidget *links_title;
  GtkWidget *preview;
};

static guint message_signal;

G_DEFINE_FINAL_TYPE (ParcoursMessageEditor, parcours_message_editor, GTK_TYPE_WIDGET)

static void show (ParcoursMessageEditor *self);

static const char *
text_of (ParcoursMessageEditor *self,
         const char            *column)
{
  const char *text = parcours_json_member_string (self->columns, column);

  return text != NULL ? text : "";
}

static gboolean
is_html (ParcoursMessageEditor *self)
{
  return g_str_equal (text_of (self, "format"), "html");
}

static void
say (ParcoursMessageEditor *self,
     const char            *text)
{
  g_signal_emit (self, message_signal, 0, text);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ParcoursMessageEditor) self = user_data;
  g_autoptr (GError) error = NULL;

  self->n_writing--;
  if (!parcours_project_entity_finish (PARCOURS_PROJECT (source), result, &error))
    say (self, error->message);
}

/* The text itself, without what a contact would be called. */
static GPtrArray *
read_body (ParcoursMessageEditor *self)
{
  return is_html (self) ? parcours_rich_text_from_html (text_of (self, "body"))
                        : parcours_rich_text_from_markdown (text_of (self, "body"));
}

static const char *
name_of_link (JsonObject *links,
              const char *url)
{
  g_autoptr (GList) names = links != NULL ? json_object_get_members (links) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (g_strcmp0 (parcours_json_member_string (links, l->data), url) == 0)
        return l->data;
    }

  return NULL;
}

static gboolean
is_taken (const char *name,
          gpointer    links)
{
  return json_object_has_member (links, name);
}

/* Links keep their names, by which behaviours know them; new ones are called by the end of their address. */
static void
name_links (ParcoursMessageEditor *self)
{
  g_autoptr (GPtrArray) pieces = read_body (self);
  g_auto (GStrv) urls = parcours_rich_text_links (pieces);
  JsonObject *old = parcours_json_member_object (self->columns, "links");
  JsonObject *links = json_object_new ();

  for (char **url = urls; *url != NULL; url++)
    {
      const char *name = name_of_link (old, *url);

      if (name != NULL)
        json_object_set_string_member (links, name, *url);
    }
  for (char **url = urls; *url != NULL; url++)
    {
      g_autofree char *end = g_path_get_basename (*url);
      g_autofree char *wish = parcours_slug_from_label (end, "link");
      g_autofree char *name = parcours_slug_make_unique (wish, is_taken, links);

      if (name_of_link (links, *url) == NULL)
        json_object_set_string_member (links, name, *url);
    }
  if (urls[0] != NULL)
    json_object_set_object_member (self->columns, "links", links);
  else
    {
      json_object_remove_member (self->columns, "links");
      json_object_unref (links);
    }
}

static void
write_columns (ParcoursMessageEditor *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  name_links (self);
  self->n_writing++;
  parcours_project_set_entity_async (self->project, self->kind->name, self->slug, NULL, self->columns, written_cb,
                                     g_object_ref (self));
}

static gboolean
pause_cb (gpointer user_data)
{
  ParcoursMessageEditor *self = user_data;

  self->pause = 0;
  write_columns (self);

  return G_SOURCE_REMOVE;
}

static void
show_links (ParcoursMessageEditor *self)
{
  g_autoptr (GPtrArray) pieces = read_body (self);
  g_auto (GStrv) urls = parcours_rich_text_links (pieces);
  gboolean tracks = parcours_json_member_boolean (self->columns, "track-links", TRUE);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->links)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->links), child);
  for (char **url = urls; *url != NULL; url++)
    {
      GtkWidget *label = gtk_label_new (*url);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
      gtk_widget_set_tooltip_text (label, *url);
      gtk_list_box_append (GTK_LIST_BOX (self->links), label);
    }
  gtk_label_set_label (GTK_LABEL (self->links_title), tracks ? _("Tracked Links") : _("Links, Not Tracked"));
  gtk_widget_set_visible (self->links, urls[0] != NULL);
  gtk_widget_set_visible (self->links_title, urls[0] != NULL);
}

static void
show_unknown (ParcoursMessageEditor *self)
{
  g_autofree char *all = g_strconcat (text_of (self, "subject"), text_of (self, "preheader"), text_of (self, "body"), NULL);
  g_autofree char *names = parcours_message_unknown_names (parcours_project_library (self->project), all);
  g_autofree char *words = names != NULL
                             ? parcours_phrase_fill (_("Nobody knows {names}: nothing will stand there."), "names", names, NULL)
                             : NULL;

  gtk_label_set_label (GTK_LABEL (self->unknown), words != NULL ? words : "");
  gtk_widget_set_visible (self->unknown, words != NULL);
}

/* Values of contacts may be longer than the places for them, so this is said as it is. */
static void
show_length (ParcoursMessageEditor *self)
{
  ParcoursSmsLength length = parcours_sms_measure (text_of (self, "body"));
  g_autofree char *units = g_strdup_printf (ngettext ("%u character", "%u characters", length.n_units), length.n_units);
  g_autofree char *segments = g_strdup_printf (ngettext ("%u message", "%u messages", length.n_segments), length.n_segments);
  g_autofree char *left = g_strdup_printf ("%u", length.n_left);
  g_autofree char *words =
    parcours_phrase_fill (length.is_unicode
                            ? _("{units}, {segments} · {left} left · special characters make messages shorter")
                            : _("{units}, {segments} · {left} left"),
                          "units", units, "segments", segments, "left", left, NULL);

  gtk_label_set_label (GTK_LABEL (self->length), words);
}

/* All that follows from the text. */
static void
update (ParcoursMessageEditor *self)
{
  ParcoursLibrary *library = parcours_project_library (self->project);
  const char *sender = parcours_json_member_string (self->columns, "sender");

  show_unknown (self);
  show_links (self);
  if (g_str_equal (self->kind->name, "sms"))
    show_length (self);
  parcours_message_preview_show (PARCOURS_MESSAGE_PREVIEW (self->preview),
                                 sender != NULL ? parcours_library_label (library, "sender", sender) : NULL,
                                 text_of (self, "subject"), text_of (self, "preheader"), text_of (self, "body"), is_html (self));
}

static void
set_text (ParcoursMessageEditor *self,
          const char            *column,
          const char            *text)
{
  if (g_str_equal (text_of (self, column), text))
    return;
  if (*text != '\0')
    json_object_set_string_member (self->columns, column, text);
  else
    json_object_remove_member (self->columns, column);
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, pause_cb, self);
  update (self);
}

static void
entry_changed_cb (GtkEditable           *entry,
                  ParcoursMessageEditor *self)
{
  if (!self->filling)
    set_text (self, GTK_WIDGET (entry) == self->subject ? "subject" : "preheader", gtk_editable_get_text (entry));
}

static void
body_changed_cb (ParcoursMessageEditor *self)
{
  g_autofree char *text = parcours_message_body_get_text (PARCOURS_MESSAGE_BODY (self->body));

  set_text (self, "body", text);
}

static void
hole_cb (GtkEditable *entry,
         const char  *hole)
{
  int position = gtk_editable_get_position (entry);

  gtk_editable_insert_text (entry, hole, -1, &position);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  gtk_editable_set_position (entry, position);
}

static GtkWidget *
add_entry (ParcoursMessageEditor *self,
           GtkWidget             *group,
           const char            *column)
{
  const ParcoursKindColumn *known = parcours_kind_column (self->kind, column);
  GtkWidget *row, *picker;

  if (known == NULL)
    return NULL;
  row = adw_entry_row_new ();
  picker = parcours_personalise_new (self->form);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(known->param->label));
  gtk_widget_set_valign (picker, GTK_ALIGN_CENTER);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), picker);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_signal_connect_swapped (picker, "picked", G_CALLBACK (hole_cb), row);
  g_signal_connect (row, "changed", G_CALLBACK (entry_changed_cb), self);

  return row;
}

static void
show_entry (GtkWidget  *entry,
            const char *text)
{
  if (entry != NULL && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), text))
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* Shows the message as it is in the library, unless something newer is on its way there. */
static void
show (ParcoursMessageEditor *self)
{
  const ParcoursEntity *entity =
    parcours_library_lookup (parcours_project_library (self->project), self->kind->name, self->slug);

  gtk_widget_set_sensitive (GTK_WIDGET (self), entity != NULL);
  if (entity == NULL || self->n_writing > 0 || self->pause != 0)
    return;
  g_clear_pointer (&self->columns, json_object_unref);
  self->columns = parcours_json_copy_object (entity->attributes);
  self->filling = TRUE;
  show_entry (self->subject, text_of (self, "subject"));
  show_entry (self->preheader, text_of (self, "preheader"));
  parcours_message_body_set_text (PARCOURS_MESSAGE_BODY (self->body), text_of (self, "body"), is_html (self));
  self->filling = FALSE;
  update (self);
}

static void
parcours_message_editor_dispose (GObject *object)
{
  ParcoursMessageEditor *self = PARCOURS_MESSAGE_EDITOR (object);
  GtkWidget *child;

  g_clear_handle_id (&self->pause, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->columns, json_object_unref);
  g_clear_pointer (&self->slug, g_free);
  g_clear_object (&self->form);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (parcours_message_editor_parent_class)->dispose (object);
}

/* The last words are written though the window is closed right after them. */
static void
parcours_message_editor_unroot (GtkWidget *widget)
{
  parcours_message_editor_flush (PARCOURS_MESSAGE_EDITOR (widget));
  GTK_WIDGET_CLASS (parcours_message_editor_parent_class)->unroot (widget);
}

static void
parcours_message_editor_class_init (ParcoursMessageEditorClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = parcours_message_editor_dispose;
  widget_class->unroot = parcours_message_editor_unroot;
  message_signal = g_signal_new ("message", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "messageeditor");
}

static void
parcours_message_editor_init (ParcoursMessageEditor *self)
{
  self->columns = json_object_new ();
  self->links_title = gtk_label_new (NULL);
  self->links = gtk_list_box_new ();
  self->unknown = gtk_label_new (NULL);
  self->length = gtk_label_new (NULL);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->links), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->links, "boxed-list");
  gtk_widget_add_css_class (self->links, "message-links");
  gtk_widget_add_css_class (self->links_title, "heading");
  gtk_widget_add_css_class (self->unknown, "warning");
  gtk_widget_add_css_class (self->length, "dim-label");
  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *label = i == 0 ? self->links_title : i == 1 ? self->unknown : self->length;

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    }
}

static GtkWidget *
new_column (ParcoursMessageEditor *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->subject = add_entry (self, group, "subject");
  self->preheader = add_entry (self, group, "preheader");
  gtk_widget_set_visible (group, self->subject != NULL);
  gtk_widget_set_visible (self->length, g_str_equal (self->kind->name, "sms"));
  self->body = parcours_message_body_new (self->form);
  gtk_widget_set_vexpand (self->body, TRUE);
  gtk_box_append (GTK_BOX (column), group);
  gtk_box_append (GTK_BOX (column), self->body);
  gtk_box_append (GTK_BOX (column), self->length);
  gtk_box_append (GTK_BOX (column), self->unknown);
  gtk_box_append (GTK_BOX (column), self->links_title);
  gtk_box_append (GTK_BOX (column), self->links);
  gtk_widget_add_css_class (column, "message-column");
  g_signal_connect_swapped (self->body, "changed", G_CALLBACK (body_changed_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), column);

  return scrolled;
}

/**
 * parcours_message_editor_new:
 * @project: a project
 * @kind: a kind of messages, such as `email`
 * @slug: the slug of a message
 *
 * Returns: (transfer floating): an editor of the message
 */
GtkWidget *
parcours_message_editor_new (ParcoursProject *project,
                             const char      *kind,
                             const char      *slug)
{
  ParcoursMessageEditor *self = g_object_new (PARCOURS_TYPE_MESSAGE_EDITOR, NULL);
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *column;

  self->project = g_object_ref (project);
  self->kind = parcours_kind_find (kind);
  self->slug = g_strdup (slug);
  self->form = parcours_form_new ();
  parcours_form_set_project (self->form, project);
  column = new_column (self);
  gtk_widget_set_sensitive (column, !parcours_project_is_read_only (project));
  self->preview = parcours_message_preview_new (project);
  gtk_widget_add_css_class (self->preview, "message-column");
  gtk_paned_set_start_child (GTK_PANED (paned), column);
  gtk_paned_set_end_child (GTK_PANED (paned), self->preview);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_position (GTK_PANED (paned), 520);
  gtk_widget_set_parent (paned, GTK_WIDGET (self));
  g_signal_connect_object (project, "notify::library", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  parcours_library_history_end_burst (parcours_project_history (project));
  show (self);

  return GTK_WIDGET (self);
}

/**
 * parcours_message_editor_flush:
 * @self: an editor
 *
 * Writes what was typed now, not in a moment.
 */
void
parcours_message_editor_flush (ParcoursMessageEditor *self)
{
  if (self->pause != 0)
    write_columns (self);
}

static void
replace_body (ParcoursMessageEditor *self,
              const char            *text,
              const char            *format)
{
  parcours_message_editor_flush (self);
  parcours_library_history_end_burst (parcours_project_history (self->project));
  json_object_set_string_member (self->columns, "body", text);
  if (format != NULL)
    json_object_set_string_member (self->columns, "format", format);
  else
    json_object_remove_member (self->columns, "format");
  write_columns (self);
  parcours_message_body_set_text (PARCOURS_MESSAGE_BODY (self->body), text, is_html (self));
  update (self);
}

/**
 * parcours_message_editor_import_html:
 * @self: an editor
 * @data: a page, or a part of one
 * @length: how many bytes
 *
 * Makes that the text of the message, whatever encoding it is in; what other platforms call the names and addresses of
 * contacts becomes ours. What is no HTML is refused, with words.
 */
void
parcours_message_editor_import_html (ParcoursMessageEditor *self,
                                     const char            *data,
                                     gsize                  length)
{
  g_autofree char *text = NULL;
  g_autofree char *page = NULL;

  if (length > MAX_HTML)
    say (self, _("This HTML is longer than 2 MB, more than any mail program shows. The message stays as it was."));
  else if ((text = parcours_html_page_to_utf8 (data, length)) == NULL || strchr (text, '<') == NULL ||
           strchr (text, '>') == NULL)
    say (self, _("There is no HTML in it. The message stays as it was."));
  else
    {
      page = parcours_merge_tags_convert (text);
      replace_body (self, page, "html");
    }
}

/* Of what is too long no more is read than shows that it is. */
static gboolean
read_more_cb (const char *data,
              goffset     length,
              gpointer    user_data)
{
  return length <= MAX_HTML;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (ParcoursMessageEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize length;

  if (self->project == NULL)
    return;
  if (!g_file_load_partial_contents_finish (G_FILE (source), result, &data, &length, NULL, &error))
    say (self, error->message);
  else
    parcours_message_editor_import_html (self, data, length);
}

/**
 * parcours_message_editor_import_file:
 * @self: an editor
 * @file: a file with HTML
 *
 * Makes what stands in the file the text of the message.
 */
void
parcours_message_editor_import_file (ParcoursMessageEditor *self,
                                     GFile                 *file)
{
  g_file_load_partial_contents_async (file, NULL, read_more_cb, loaded_cb, g_object_ref (self));
}

/**
 * parcours_message_editor_to_text:
 * @self: an editor
 *
 * Makes the words of a message in HTML its text. Of one in Markdown nothing is changed.
 */
void
parcours_message_editor_to_text (ParcoursMessageEditor *self)
{
  g_autoptr (GPtrArray) pieces = read_body (self);
  g_autofree char *plain = parcours_rich_text_to_plain (pieces);

  if (is_html (self))
    replace_body (self, plain, NULL);
}
