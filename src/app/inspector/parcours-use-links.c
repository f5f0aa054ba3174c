/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-blueprints.h"
#include "parcours-use-links.h"

static GtkWidget *
new_link (const ParcoursBlueprint *blueprint)
{
  GtkWidget *button = gtk_button_new_with_label (blueprint->title);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, blueprint->description);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.new-from-template");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", blueprint->name);

  return button;
}

/**
 * parcours_use_links_new:
 * @row: a row of the catalogue
 *
 * Returns: (transfer floating) (nullable): what people use the row for, as ways to the templates of its platform;
 *   %NULL where there is none
 */
GtkWidget *
parcours_use_links_new (const ParcoursRow *row)
{
  GtkWidget *box = NULL;

  for (guint i = 0; row->uses[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat (parcours_platform_name (row->platform), "/", row->uses[i], NULL);
      g_autoptr (ParcoursBlueprint) blueprint = parcours_blueprints_find (name, NULL);
      GtkWidget *heading;

      if (blueprint == NULL)
        continue;
      if (box == NULL)
        {
          heading = gtk_label_new (_("Templates with this step"));
          gtk_label_set_xalign (GTK_LABEL (heading), 0);
          gtk_widget_add_css_class (heading, "heading");
          box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
          gtk_box_append (GTK_BOX (box), heading);
        }
      gtk_box_append (GTK_BOX (box), new_link (blueprint));
    }

  return box;
}
