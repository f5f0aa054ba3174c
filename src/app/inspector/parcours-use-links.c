/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "parcours-blueprints.h"
#include "parcours-use-links.h"
#include "parcours-value-editors.h"

/* The likeliest are enough; the gallery has them all. */
#define MAX_LINKS 3

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

static GtkWidget *
new_links (GPtrArray *blueprints)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; i < blueprints->len; i++)
    gtk_box_append (GTK_BOX (box), new_link (g_ptr_array_index (blueprints, i)));

  return box;
}

/* To read all templates takes longer than to make the rest of a form. */
static void
expanded_cb (GtkExpander       *expander,
             GParamSpec        *pspec,
             const ParcoursRow *row)
{
  g_autoptr (GPtrArray) blueprints = NULL;

  if (gtk_expander_get_child (expander) != NULL)
    return;
  blueprints = parcours_blueprints_with (row, MAX_LINKS);
  gtk_expander_set_child (expander, new_links (blueprints));
}

static gboolean
has_links (const ParcoursRow *row)
{
  g_autoptr (GPtrArray) blueprints = NULL;

  if (row->uses != NULL && row->uses[0] != NULL)
    return TRUE;
  blueprints = parcours_blueprints_with (row, 1);

  return blueprints->len > 0;
}

/**
 * parcours_use_links_new:
 * @row: a row of the catalogue
 *
 * Returns: (transfer floating) (nullable): ways to the templates of its platform that show what the row is good for;
 *   %NULL where there is none
 */
GtkWidget *
parcours_use_links_new (const ParcoursRow *row)
{
  GtkWidget *expander;

  if (!has_links (row))
    return NULL;
  /* Folded, so that no form scrolls because of them. */
  expander = parcours_new_expander (_("Templates that show its use"));
  gtk_widget_add_css_class (expander, "folded");
  g_signal_connect (expander, "notify::expanded", G_CALLBACK (expanded_cb), (gpointer) row);

  return expander;
}
