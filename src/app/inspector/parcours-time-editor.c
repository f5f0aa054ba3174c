/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-text.h"
#include "parcours-time-entry.h"
#include "parcours-value-editors.h"

/* ParcoursTimeEditor: a time of day. */
struct _ParcoursTimeEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *entry; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (ParcoursTimeEditor, parcours_time_editor, PARCOURS_TYPE_VALUE_EDITOR)

static void
changed_cb (ParcoursTimeEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *written = NULL;
  int seconds;

  if (parcours_text_is_blank (text))
    {
      parcours_value_editor_take (editor, NULL);
      return;
    }
  if (!parcours_time_read (text, &seconds))
    {
      parcours_value_editor_complain (editor, _("A time is written such as 9:30"));
      return;
    }
  written = parcours_time_write (seconds);
  parcours_value_editor_take (editor, parcours_json_new_string (written));
}

static void
parcours_time_editor_build (ParcoursValueEditor *editor)
{
  ParcoursTimeEditor *self = PARCOURS_TIME_EDITOR (editor);

  self->entry = parcours_time_entry_new ();
  parcours_value_editor_append (editor, self->entry);
  parcours_value_editor_set_target (editor, self->entry);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  parcours_value_editor_settle_after (editor, self->entry);
}

static gboolean
parcours_time_editor_show (ParcoursValueEditor *editor,
                           JsonNode            *value,
                           JsonObject          *scope)
{
  ParcoursTimeEditor *self = PARCOURS_TIME_EDITOR (editor);
  const char *text = parcours_json_string (value);
  int seconds, shown;
  gboolean is_time = text != NULL && parcours_time_of_day_parse (text, &seconds);
  gboolean has_time = parcours_time_read (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &shown);

  /* "9" is on its way to "9:30", and stays. */
  if (!is_time || parcours_value_editor_is_settling (editor) || !has_time || shown != seconds)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), is_time ? text : "");

  return value == NULL || is_time;
}

static void
parcours_time_editor_class_init (ParcoursTimeEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_time_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_time_editor_show;
}

static void
parcours_time_editor_init (ParcoursTimeEditor *self)
{
}
