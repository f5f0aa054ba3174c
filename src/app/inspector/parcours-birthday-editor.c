/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-figure.h"
#include "parcours-json.h"
#include "parcours-time.h"
#include "parcours-value-editors.h"

#define N_DAYS 31
#define N_MONTHS 12

/* ParcoursBirthdayEditor: a day of a month, of no year. */
struct _ParcoursBirthdayEditor
{
  ParcoursValueEditor parent_instance;

  GtkWidget *day;   /* (unowned) the first of each says none */
  GtkWidget *month; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (ParcoursBirthdayEditor, parcours_birthday_editor, PARCOURS_TYPE_VALUE_EDITOR)

static void
selected_cb (ParcoursBirthdayEditor *self)
{
  ParcoursValueEditor *editor = PARCOURS_VALUE_EDITOR (self);
  guint day = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->day));
  guint month = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->month));
  g_autofree char *text = g_strdup_printf ("%02u-%02u", month, day);
  int checked_month, checked_day;

  if (day == 0 && month == 0)
    parcours_value_editor_take (editor, NULL);
  else if (day == 0 || month == 0)
    parcours_value_editor_complain (editor, _("Choose a day and a month"));
  else if (!parcours_birthday_parse (text, &checked_month, &checked_day))
    parcours_value_editor_complain (editor, _("This month is shorter"));
  else
    parcours_value_editor_take (editor, parcours_json_new_string (text));
}

static GtkWidget *
add_drop_down (ParcoursBirthdayEditor *self,
               GtkWidget              *box,
               GStrvBuilder           *labels,
               const char             *title)
{
  g_auto (GStrv) strings = g_strv_builder_end (labels);
  GtkWidget *drop_down = parcours_new_drop_down ((const char *const *) strings, title);

  gtk_box_append (GTK_BOX (box), drop_down);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (selected_cb), self);

  return drop_down;
}

static void
parcours_birthday_editor_build (ParcoursValueEditor *editor)
{
  ParcoursBirthdayEditor *self = PARCOURS_BIRTHDAY_EDITOR (editor);
  g_autoptr (GStrvBuilder) days = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) months = g_strv_builder_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  g_strv_builder_add (days, "–");
  for (int day = 1; day <= N_DAYS; day++)
    {
      g_autofree char *label = parcours_count_to_words (day);

      g_strv_builder_add (days, label);
    }
  g_strv_builder_add (months, "–");
  for (int month = 1; month <= N_MONTHS; month++)
    g_strv_builder_add (months, parcours_month_name (month));
  self->day = add_drop_down (self, box, days, _("Day"));
  self->month = add_drop_down (self, box, months, _("Month"));
  gtk_widget_set_hexpand (self->month, TRUE);
  parcours_value_editor_append (editor, box);
  parcours_value_editor_set_target (editor, self->day);
}

static gboolean
parcours_birthday_editor_show (ParcoursValueEditor *editor,
                               JsonNode            *value,
                               JsonObject          *scope)
{
  ParcoursBirthdayEditor *self = PARCOURS_BIRTHDAY_EDITOR (editor);
  const char *text = parcours_json_string (value);
  int month = 0, day = 0;
  gboolean is_birthday = text != NULL && parcours_birthday_parse (text, &month, &day);

  /* One of both is chosen: the other is still to come. */
  if (!is_birthday && parcours_value_editor_complaint (editor) != NULL)
    return value == NULL;
  parcours_select_quietly (GTK_DROP_DOWN (self->day), is_birthday ? (guint) day : 0);
  parcours_select_quietly (GTK_DROP_DOWN (self->month), is_birthday ? (guint) month : 0);

  return value == NULL || is_birthday;
}

static void
parcours_birthday_editor_class_init (ParcoursBirthdayEditorClass *klass)
{
  PARCOURS_VALUE_EDITOR_CLASS (klass)->build = parcours_birthday_editor_build;
  PARCOURS_VALUE_EDITOR_CLASS (klass)->show = parcours_birthday_editor_show;
}

static void
parcours_birthday_editor_init (ParcoursBirthdayEditor *self)
{
}
