/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-json.h"
#include "parcours-text.h"
#include "parcours-time-entry.h"
#include "parcours-value-editors.h"

/* ParcoursInstantEditor: a day, or a day and a time. */
struct _ParcoursInstantEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *day;  /* (unowned) */
  GtkWidget *time; /* (unowned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ParcoursInstantEditor, parcours_instant_editor, PARCOURS_TYPE_VALUE_EDITOR)

static void
changed_cb (ParcoursInstantEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  const char *day_text = gtk_editable_get_text (GTK_EDITABLE (self->day));
  const char *time_text = self->time != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->time)) : "";
  g_autofree char *text = NULL;
  gint32 day;
  int seconds = 0;

  if (parcours_text_is_blank (day_text) && parcours_text_is_blank (time_text))
    {
      parcours_value_editor_take (editor, NULL);
      return;
    }
  if (parcours_text_is_blank (day_text))
    {
      parcours_value_editor_complain (editor, _("A time needs a day beside it"));
      return;
    }
  if (!parcours_day_read (day_text, &day))
    {
      parcours_value_editor_complain (editor, _("A date is written such as 2026-03-02"));
      return;
    }
  if (!parcours_text_is_blank (time_text) && !parcours_time_read (time_text, &seconds))
    {
      parcours_value_editor_complain (editor, _("A time is written such as 9:30"));
      return;
    }
  text = self->time != NULL ? parcours_local_format ((gint64) day * PARCOURS_DAY + seconds) : parcours_day_format (day);
  parcours_value_editor_take (editor, parcours_json_new_string (text));
}

static void
parcours_instant_editor_build (ParcoursValueEditor *editor)
{
  ParcoursInstantEditor *self = PARCOURS_INSTANT_EDITOR (editor);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *day = parcours_day_entry_new (&self->day);

  gtk_widget_set_hexpand (day, TRUE);
  gtk_box_append (GTK_BOX (box), day);
  g_signal_connect_swapped (self->day, "changed", G_CALLBACK (changed_cb), self);
  parcours_value_editor_settle_after (editor, self->day);
  if ((guint) parcours_value_editor_param (editor)->type != PARCOURS_FORM_DATE)
    {
      self->time = parcours_time_entry_new ();
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->time), "00:00");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->time), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Time"), -1);
      gtk_box_append (GTK_BOX (box), self->time);
      g_signal_connect_swapped (self->time, "changed", G_CALLBACK (changed_cb), self);
      parcours_value_editor_settle_after (editor, self->time);
    }
  parcours_value_editor_append (editor, box);
  parcours_value_editor_set_target (editor, self->day);
}

/* What @text says on the clock; an instant keeps its own offset, so it is shown only as it is. */
static gboolean
read_local (ParcoursInstantEditor *self,
            const char            *text,
            gint64                *local)
{
  gint32 day;

  if (text != NULL && parcours_day_parse (text, &day))
    {
      *local = (gint64) day * PARCOURS_DAY;
      return TRUE;
    }

  return self->time != NULL && text != NULL && (parcours_local_parse (text, local) || parcours_instant_parse (text, local));
}

static void
set_text (GtkWidget  *entry,
          const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* Whether day and time say it already, perhaps in other words. */
static gboolean
says (ParcoursInstantEditor *self,
      gint64                 local)
{
  const char *time = self->time != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->time)) : "";
  int seconds = 0;
  gint32 day;

  return parcours_day_read (gtk_editable_get_text (GTK_EDITABLE (self->day)), &day) && day == parcours_local_day (local) &&
         (parcours_text_is_blank (time) || parcours_time_read (time, &seconds)) && seconds == parcours_local_seconds (local);
}

static gboolean
parcours_instant_editor_show (ParcoursValueEditor *editor,
                              JsonNode            *value,
                              JsonObject          *scope)
{
  ParcoursInstantEditor *self = PARCOURS_INSTANT_EDITOR (editor);
  const char *text = parcours_json_string (value);
  gint64 local = 0;
  gboolean is_time = read_local (self, text, &local);
  g_autofree char *day = is_time ? parcours_day_format (parcours_local_day (local)) : g_strdup ("");
  g_autofree char *time = is_time ? parcours_time_write (parcours_local_seconds (local)) : g_strdup ("");

  if (is_time && !parcours_value_editor_is_settling (editor) && says (self, local))
    return TRUE;
  set_text (self->day, day);
  if (self->time != NULL)
    set_text (self->time, is_time && parcours_local_seconds (local) == 0 ? "" : time);

  return value == NULL || is_time;
}

static void
parcours_instant_editor_class_init (ParcoursInstantEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_instant_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_instant_editor_show;
}

static void
parcours_instant_editor_init (ParcoursInstantEditor *self)
{
}
