/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-time-entry.h"
#include "parcours-typed.h"

/**
 * parcours_time_entry_new:
 *
 * Returns: (transfer full): an entry for a time of day
 */
GtkWidget *
parcours_time_entry_new (void)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 8);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), C_("time of day", "Any time"));
  gtk_widget_set_halign (entry, GTK_ALIGN_START);
  gtk_widget_add_css_class (entry, "numeric");

  return entry;
}

static void
day_selected_cb (GtkCalendar *calendar,
                 GtkEditable *entry)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER);

  if (g_strcmp0 (gtk_editable_get_text (entry), text) == 0)
    return;
  gtk_editable_set_text (entry, text);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

/* The calendar opens on the day that stands in the entry. */
static void
popover_show_cb (GtkPopover  *popover,
                 GtkEditable *entry)
{
  GtkWidget *calendar = gtk_popover_get_child (popover);
  g_autoptr (GDateTime) date = NULL;
  int year, month, day_of_month;
  gint32 day;

  if (!parcours_day_read (gtk_editable_get_text (entry), &day))
    return;
  parcours_day_to_civil (day, &year, &month, &day_of_month);
  date = g_date_time_new_utc (year, month, day_of_month, 0, 0, 0.);
  if (date != NULL)
    gtk_calendar_select_day (GTK_CALENDAR (calendar), date);
}

/**
 * parcours_day_entry_new:
 * @entry: (out) (transfer none): the entry, which holds a day such as `2026-03-02`
 *
 * Returns: (transfer full): an entry with a calendar beside it
 */
GtkWidget *
parcours_day_entry_new (GtkWidget **entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();

  *entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (*entry), 10);
  gtk_entry_set_placeholder_text (GTK_ENTRY (*entry), _("YYYY-MM-DD"));
  gtk_widget_add_css_class (*entry, "numeric");
  gtk_widget_set_hexpand (*entry, TRUE);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _("Calendar"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Calendar"), -1);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), *entry);
  gtk_box_append (GTK_BOX (box), button);
  g_signal_connect (popover, "show", G_CALLBACK (popover_show_cb), *entry);
  g_signal_connect (calendar, "day-selected", G_CALLBACK (day_selected_cb), *entry);

  return box;
}
