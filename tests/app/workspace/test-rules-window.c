/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window that names what a platform can do across its steps: each capability of the catalogue has its line. */

#include "config.h"

#include <adwaita.h>

#include "parcours-catalog.h"
#include "parcours-rules-window.h"

static guint
count_rows (GtkWidget  *widget,
            const char *title)
{
  guint n = ADW_IS_ACTION_ROW (widget) &&
            g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0 &&
            *adw_action_row_get_subtitle (ADW_ACTION_ROW (widget)) != '\0';

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_rows (child, title);

  return n;
}

static void
test_lines (void)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  guint n = 0;

  for (ParcoursPlatform platform = PARCOURS_PLATFORM_ANY + 1; platform < PARCOURS_N_PLATFORMS; platform++)
    {
      GtkWidget *window = parcours_rules_window_new (NULL, platform);

      for (guint i = 0; i < parcours_catalog_n_capabilities (catalog); i++)
        {
          const ParcoursCapability *capability = parcours_catalog_nth_capability (catalog, i);
          g_autofree char *title = g_markup_escape_text (parcours_capability_label (capability), -1);

          if (capability->platform != platform)
            continue;
          g_test_message ("%s", capability->id);
          g_assert_cmpuint (count_rows (window, title), ==, 1);
          n++;
        }
      gtk_window_destroy (GTK_WINDOW (window));
    }
  g_assert_cmpuint (n, ==, 48);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/rules-window/lines", test_lines);

  return g_test_run ();
}
