/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is typed into the palette, and what Enter then takes. */

#include "config.h"

#include <adwaita.h>

#include "parcours-palette.h"

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);

  return found;
}

static void
activated_cb (ParcoursPalette   *palette,
              const ParcoursRow *row,
              const char       **label)
{
  *label = parcours_row_label (row);
}

static void
search (GtkWidget  *palette,
        const char *text)
{
  GtkWidget *entry = find_type (palette, GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
}

static void
assert_taken (GtkWidget  *palette,
              const char *text,
              const char *expected)
{
  const char *label = NULL;
  gulong id = g_signal_connect (palette, "row-activated", G_CALLBACK (activated_cb), &label);

  search (palette, text);
  g_signal_emit_by_name (find_type (palette, GTK_TYPE_SEARCH_ENTRY), "activate");
  g_signal_handler_disconnect (palette, id);
  g_assert_cmpstr (label, ==, expected);
}

/* Whatever was marked before, Enter takes the first that is found. */
static void
test_first (void)
{
  g_autoptr (GtkWidget) palette = g_object_ref_sink (parcours_palette_new ());
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (find_type (palette, GTK_TYPE_LIST_VIEW)));

  parcours_palette_set_platform (PARCOURS_PALETTE (palette), PARCOURS_PLATFORM_MAILCHIMP);
  assert_taken (palette, "order confirmation", "Order confirmation");
  search (palette, "confirmation");
  gtk_selection_model_select_item (model, g_list_model_get_n_items (G_LIST_MODEL (model)) - 1, TRUE);
  assert_taken (palette, "order confirmation", "Order confirmation");
  search (palette, "");
  gtk_selection_model_select_item (model, g_list_model_get_n_items (G_LIST_MODEL (model)) - 1, TRUE);
  assert_taken (palette, "order confirmation", "Order confirmation");
}

/* What is called just so comes before what only has the words in its name. */
static void
test_name (void)
{
  g_autoptr (GtkWidget) palette = g_object_ref_sink (parcours_palette_new ());

  parcours_palette_set_platform (PARCOURS_PALETTE (palette), PARCOURS_PLATFORM_ACTIVECAMPAIGN);
  assert_taken (palette, "Goal", "Goal");
  assert_taken (palette, "goal is", "Goal is achieved");
}

/* What the platform offers comes before what only other ones have, but for what is called just so. */
static void
test_offered (void)
{
  g_autoptr (GtkWidget) palette = g_object_ref_sink (parcours_palette_new ());

  parcours_palette_set_platform (PARCOURS_PALETTE (palette), PARCOURS_PLATFORM_MAILCHIMP);
  assert_taken (palette, "conversation", "Chat finished");
  assert_taken (palette, "goal", "Goal");
}

/* What was looked for among triggers is not what is looked for among the steps that follow. */
static void
test_forgotten (void)
{
  g_autoptr (GtkWidget) palette = g_object_ref_sink (parcours_palette_new ());
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (find_type (palette, GTK_TYPE_LIST_VIEW)));

  parcours_palette_set_platform (PARCOURS_PALETTE (palette), PARCOURS_PLATFORM_MAILCHIMP);
  parcours_palette_set_scope (PARCOURS_PALETTE (palette), PARCOURS_PALETTE_TRIGGERS);
  search (palette, "abandoned cart");
  parcours_palette_clear_search (PARCOURS_PALETTE (palette));
  parcours_palette_set_scope (PARCOURS_PALETTE (palette), PARCOURS_PALETTE_FOLLOWING);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), >, 0);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/palette-search/first", test_first);
  g_test_add_func ("/palette-search/name", test_name);
  g_test_add_func ("/palette-search/offered", test_offered);
  g_test_add_func ("/palette-search/forgotten", test_forgotten);

  return g_test_run ();
}
