/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-buttons.h"

/* What a person sees under the pointer, a screen reader says. */
static void
name_button (GtkWidget  *button,
             const char *words)
{
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/**
 * parcours_icon_button_new:
 * @icon: the name of an icon
 * @action: the action that it activates
 * @words: what it does, in the user's language
 *
 * Returns: (transfer floating): a button that shows an icon alone
 */
GtkWidget *
parcours_icon_button_new (const char *icon,
                          const char *action,
                          const char *words)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  name_button (button, words);

  return button;
}

/**
 * parcours_more_button_new:
 * @menu: what else can be done
 * @words: what it is about, in the user's language
 *
 * Returns: (transfer floating): a button with three dots that opens @menu
 */
GtkWidget *
parcours_more_button_new (GMenuModel *menu,
                          const char *words)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  name_button (button, words);

  return button;
}
