/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "parcours-catalog.h"
#include "parcours-rules-window.h"

#define WIDTH 560
#define HEIGHT 640

/* Where it is found, and below it what was decided. */
static char *
new_subtitle (const ParcoursCapability *capability)
{
  GString *text = g_string_new (_(capability->where));
  char *escaped;

  for (guint i = 0; capability->notes[i] != NULL; i++)
    g_string_append_printf (text, "\n%s", _(capability->notes[i]));
  escaped = g_markup_escape_text (text->str, -1);
  g_string_free (text, TRUE);

  return escaped;
}

static GtkWidget *
new_row (const ParcoursCapability *capability)
{
  g_autofree char *title = g_markup_escape_text (parcours_capability_label (capability), -1);
  g_autofree char *subtitle = new_subtitle (capability);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);

  return row;
}

/* A group for each category, in the order of the catalogue. */
static void
fill (AdwPreferencesPage *page,
      ParcoursPlatform    platform)
{
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  const ParcoursCatalog *catalog = parcours_catalog_get ();

  for (guint i = 0; i < parcours_catalog_n_capabilities (catalog); i++)
    {
      const ParcoursCapability *capability = parcours_catalog_nth_capability (catalog, i);
      const char *category = parcours_capability_category (capability);
      AdwPreferencesGroup *group = g_hash_table_lookup (groups, category);

      if (capability->platform != platform)
        continue;
      if (group == NULL)
        {
          g_autofree char *title = g_markup_escape_text (category, -1);

          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, title);
          adw_preferences_page_add (page, group);
          g_hash_table_insert (groups, (char *) category, group);
        }
      adw_preferences_group_add (group, new_row (capability));
    }
}

/**
 * parcours_rules_window_new:
 * @parent: over which window
 * @platform: a platform
 *
 * Returns: (transfer none): a window that names what @platform can do across its steps, and where it is found here
 */
GtkWidget *
parcours_rules_window_new (GtkWindow        *parent,
                           ParcoursPlatform  platform)
{
  g_autofree char *title = g_strdup_printf (_("Rules of %s"), parcours_platform_label (platform));
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, "modal", TRUE,
                                    "title", title, "default-width", WIDTH, "default-height", HEIGHT, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, shortcuts);
  fill (ADW_PREFERENCES_PAGE (page), platform);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (window), box);

  return window;
}
