/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-figure.h"
#include "parcours-moment.h"
#include "parcours-phrase.h"
#include "parcours-text.h"
#include "parcours-time-entry.h"
#include "parcours-value-editors.h"

/*
 * ParcoursMomentEditor: a day of the calendar, or days that come again, and a
 * time of day; each part may be any.
 */
struct _ParcoursMomentEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *mode;        /* (unowned) any day, days that come again, one day */
  GtkWidget *recurring;   /* (unowned) */
  GtkWidget *date_box;    /* (unowned) */
  GtkWidget *date;        /* (unowned) */
  GtkWidget *month;       /* (unowned) */
  GtkWidget *day;         /* (unowned) */
  GtkWidget *weekdays[7]; /* (unowned) from Monday */
  GtkWidget *hour;        /* (unowned) */
  GtkWidget *minute;      /* (unowned) */
};

enum
{
  MODE_NONE,
  MODE_RECURRING,
  MODE_DATE,
};

G_DEFINE_FINAL_TYPE (ParcoursMomentEditor, parcours_moment_editor, PARCOURS_TYPE_VALUE_EDITOR)

static gboolean
read_moment (ParcoursMomentEditor *self,
             ParcoursMoment       *moment)
{
  guint mode = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->mode));

  *moment = (ParcoursMoment){ .date = PARCOURS_DAY_MISSING };
  moment->hour = (gint8) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->hour)) - 1;
  moment->minute = (gint8) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->minute)) - 1;
  if (mode == MODE_DATE)
    return parcours_day_read (gtk_editable_get_text (GTK_EDITABLE (self->date)), &moment->date);
  moment->month = (gint8) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->month));
  moment->day = (gint8) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->day));
  for (int i = 0; i < 7; i++)
    {
      if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->weekdays[i])))
        moment->weekdays |= (guint8) (1 << (i + 1));
    }

  return TRUE;
}

static void
update_mode (ParcoursMomentEditor *self)
{
  guint mode = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->mode));

  gtk_widget_set_visible (self->recurring, mode == MODE_RECURRING);
  gtk_widget_set_visible (self->date_box, mode == MODE_DATE);
  gtk_widget_set_visible (gtk_widget_get_parent (self->hour), mode != MODE_NONE);
}

static void
changed_cb (ParcoursMomentEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  ParcoursMoment moment;

  update_mode (self);
  if (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->mode)) == MODE_NONE)
    parcours_value_editor_take (editor, NULL);
  else if (!read_moment (self, &moment))
    parcours_value_editor_complain (editor, _("A date is written such as 2026-03-02"));
  else
    parcours_value_editor_take (editor, parcours_moment_to_json (&moment));
}

static GtkWidget *
new_numbers (const char *any,
             int         from,
             int         to,
             const char *format,
             const char *title)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (labels, g_strdup (any));
  for (int i = from; i <= to; i++)
    g_ptr_array_add (labels, g_strdup_printf ("%0*d", *format == '2' ? 2 : 1, i));
  g_ptr_array_add (labels, NULL);

  return parcours_new_drop_down ((const char *const *) labels->pdata, title);
}

static GtkWidget *
new_months (void)
{
  const char *labels[14] = { _("Every month") };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (int i = 1; i <= 12; i++)
    {
      g_ptr_array_add (names, parcours_phrase_capitalize (parcours_month_name (i)));
      labels[i] = g_ptr_array_index (names, i - 1);
    }

  return parcours_new_drop_down (labels, _("Month"));
}

static GtkWidget *
new_weekdays (ParcoursMomentEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "weekdays");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (int i = 0; i < 7; i++)
    {
      const char *name = parcours_weekday_name (i + 1);
      g_autofree char *start = g_utf8_substring (name, 0, 2);
      g_autofree char *label = parcours_phrase_capitalize (start);

      self->weekdays[i] = gtk_toggle_button_new_with_label (label);
      gtk_widget_set_tooltip_text (self->weekdays[i], name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->weekdays[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_signal_connect_swapped (self->weekdays[i], "toggled", G_CALLBACK (changed_cb), self);
      gtk_box_append (GTK_BOX (box), self->weekdays[i]);
    }

  return box;
}

static GtkWidget *
pair (GtkWidget *first,
      GtkWidget *second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);

  return box;
}

static void
parcours_moment_editor_build (ParcoursValueEditor *editor)
{
  ParcoursMomentEditor *self = PARCOURS_MOMENT_EDITOR (editor);
  const char *const modes[] = { _("Not set"), _("Days that come again"), _("One day"), NULL };

  self->mode = parcours_new_drop_down (modes, NULL);
  self->recurring = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->month = new_months ();
  self->day = new_numbers (_("Every day"), 1, 31, "1", _("Day of the month"));
  gtk_box_append (GTK_BOX (self->recurring), pair (self->month, self->day));
  gtk_box_append (GTK_BOX (self->recurring), new_weekdays (self));
  self->date_box = parcours_day_entry_new (&self->date);
  self->hour = new_numbers (_("Any hour"), 0, 23, "2", _("Hour"));
  self->minute = new_numbers (_("Any minute"), 0, 59, "2", _("Minute"));
  parcours_value_editor_append (editor, self->mode);
  parcours_value_editor_append (editor, self->recurring);
  parcours_value_editor_append (editor, self->date_box);
  parcours_value_editor_append (editor, pair (self->hour, self->minute));
  parcours_value_editor_set_target (editor, self->mode);
  g_signal_connect_swapped (self->mode, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->month, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->day, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->hour, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->minute, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->date, "changed", G_CALLBACK (changed_cb), self);
  parcours_value_editor_settle_after (editor, self->date);
}

static void
show_moment (ParcoursMomentEditor *self,
             const ParcoursMoment *moment)
{
  g_autofree char *date = moment->date != PARCOURS_DAY_MISSING ? parcours_day_format (moment->date) : NULL;
  gint32 shown;

  parcours_select_quietly (GTK_DROP_DOWN (self->mode), date != NULL ? MODE_DATE : MODE_RECURRING);
  parcours_select_quietly (GTK_DROP_DOWN (self->month), (guint) moment->month);
  parcours_select_quietly (GTK_DROP_DOWN (self->day), (guint) moment->day);
  parcours_select_quietly (GTK_DROP_DOWN (self->hour), (guint) (moment->hour + 1));
  parcours_select_quietly (GTK_DROP_DOWN (self->minute), (guint) (moment->minute + 1));
  for (int i = 0; i < 7; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->weekdays[i]), (moment->weekdays & (1 << (i + 1))) != 0);
  if (date != NULL && (parcours_value_editor_is_settling (PARCOURS_VALUE_EDITOR (self)) ||
                       !parcours_day_read (gtk_editable_get_text (GTK_EDITABLE (self->date)), &shown) || shown != moment->date))
    gtk_editable_set_text (GTK_EDITABLE (self->date), date);
}

static gboolean
parcours_moment_editor_show (ParcoursValueEditor *editor,
                             JsonNode            *value,
                             JsonObject          *scope)
{
  ParcoursMomentEditor *self = PARCOURS_MOMENT_EDITOR (editor);
  ParcoursMoment moment;
  gboolean is_moment = value != NULL && parcours_moment_parse (value, &moment, NULL);

  /* Whoever just chose "One day" has not said yet which. */
  if (is_moment && parcours_value_editor_complaint (editor) == NULL)
    show_moment (self, &moment);
  else if (!is_moment && parcours_value_editor_complaint (editor) == NULL)
    parcours_select_quietly (GTK_DROP_DOWN (self->mode), MODE_NONE);
  update_mode (self);

  return value == NULL || is_moment;
}

static void
parcours_moment_editor_class_init (ParcoursMomentEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_moment_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_moment_editor_show;
}

static void
parcours_moment_editor_init (ParcoursMomentEditor *self)
{
}
