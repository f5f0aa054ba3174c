/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-palette-item.h"
#include "parcours-text.h"

/* The palette finds a step by what any of the platforms calls it, in either language, on all of them. */

static guint
count_fitting (GListModel *categories,
               gboolean (*fits) (ParcoursPaletteItem *, char **),
               const char *text,
               const char *type)
{
  g_autofree char *plain = parcours_text_plain (text);
  g_auto (GStrv) words = g_strsplit_set (g_strstrip (plain), " ", -1);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (categories); i++)
    {
      g_autoptr (ParcoursPaletteItem) category = g_list_model_get_item (categories, i);
      GListModel *items = parcours_palette_item_children (category);

      for (guint j = 0; j < g_list_model_get_n_items (items); j++)
        {
          g_autoptr (ParcoursPaletteItem) item = g_list_model_get_item (items, j);
          const ParcoursRow *row = parcours_palette_item_row (item);

          n += fits (item, words) && parcours_row_for_type (row, type) != NULL;
        }
    }

  return n;
}

static guint
count_found (GListModel *categories,
             const char *text,
             const char *type)
{
  return count_fitting (categories, parcours_palette_item_matches, text, type);
}

static void
test_names (void)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();

  for (ParcoursPlatform here = 0; here < PARCOURS_N_PLATFORMS; here++)
    {
      g_autoptr (GListModel) categories = parcours_palette_items_new (here);

      for (ParcoursPlatform other = PARCOURS_PLATFORM_ACTIVECAMPAIGN; other < PARCOURS_N_PLATFORMS; other++)
        {
          for (guint i = 0; i < parcours_catalog_n_rows (catalog, other); i++)
            {
              const ParcoursRow *row = parcours_catalog_nth_row (catalog, other, i);

              if (count_found (categories, row->label, row->type->name) == 0 ||
                  count_found (categories, row->label_fr, row->type->name) == 0)
                g_error ("%s is not found on %s", row->id, parcours_platform_name (here));
            }
        }
    }
}

static void
test_words (void)
{
  g_autoptr (GListModel) categories = parcours_palette_items_new (PARCOURS_PLATFORM_ACTIVECAMPAIGN);

  g_assert_cmpuint (count_found (categories, "panier abandonné", "trigger.cart-abandoned"), >, 0);
  g_assert_cmpuint (count_found (categories, "CART aband", "trigger.cart-abandoned"), >, 0);
  g_assert_cmpuint (count_found (categories, "panier nonsense", "trigger.cart-abandoned"), ==, 0);
  /* Who types quickly leaves accents out. */
  g_assert_cmpuint (count_found (categories, "delai", "wait.duration"), >, 0);
  g_assert_cmpuint (count_found (categories, "désabonnement", "trigger.list-unsubscribed"), >, 0);
  g_assert_cmpuint (count_found (categories, "desabonnement", "trigger.list-unsubscribed"), >, 0);
}

static void
test_near (void)
{
  static const struct
  {
    const char *typed, *type;
  } typos[] = {
    { "abandonned cart", "trigger.cart-abandoned" }, { "panier abandone", "trigger.cart-abandoned" },
    { "Brithday", "trigger.date" }, { "unsuscribe", "action.unsubscribe" }, { "condtional splt", "split.if-else" },
    { "envoyer emil", "action.send-email" },
  };
  g_autoptr (GListModel) categories = parcours_palette_items_new (PARCOURS_PLATFORM_ACTIVECAMPAIGN);

  for (guint i = 0; i < G_N_ELEMENTS (typos); i++)
    {
      if (count_fitting (categories, parcours_palette_item_is_near, typos[i].typed, typos[i].type) == 0)
        g_error ("“%s” is not understood", typos[i].typed);
    }
  g_assert_cmpuint (count_fitting (categories, parcours_palette_item_is_near, "xyzzy", "trigger.cart-abandoned"), ==, 0);
  g_assert_cmpuint (count_fitting (categories, parcours_palette_item_is_near, "cat", "trigger.cart-abandoned"), ==, 0);
}

static ParcoursPaletteItem *
find_item (GListModel *categories,
           const char *label)
{
  for (guint i = 0; i < g_list_model_get_n_items (categories); i++)
    {
      g_autoptr (ParcoursPaletteItem) category = g_list_model_get_item (categories, i);
      GListModel *items = parcours_palette_item_children (category);

      for (guint j = 0; j < g_list_model_get_n_items (items); j++)
        {
          g_autoptr (ParcoursPaletteItem) item = g_list_model_get_item (items, j);

          if (g_str_equal (parcours_palette_item_label (item), label))
            return g_steal_pointer (&item);
        }
    }
  g_error ("There is no “%s”", label);
}

/* Both are found by the word; the one that is called so stands before the one whose help speaks of it. */
static void
test_called (void)
{
  g_autoptr (GListModel) categories = parcours_palette_items_new (PARCOURS_PLATFORM_ACTIVECAMPAIGN);
  g_autoptr (ParcoursPaletteItem) purchase = find_item (categories, "Makes a purchase");
  g_autoptr (ParcoursPaletteItem) visit = find_item (categories, "Web page is visited");
  char *words[] = { (char *) "purchase", NULL };

  g_assert_true (parcours_palette_item_matches (purchase, words));
  g_assert_true (parcours_palette_item_matches (visit, words));
  g_assert_cmpint (parcours_palette_item_fit (purchase, words), ==, PARCOURS_PALETTE_FIT_IN_NAME);
  g_assert_cmpint (parcours_palette_item_fit (visit, words), ==, PARCOURS_PALETTE_FIT_OTHER);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/palette/names", test_names);
  g_test_add_func ("/palette/words", test_words);
  g_test_add_func ("/palette/near", test_near);
  g_test_add_func ("/palette/called", test_called);

  return g_test_run ();
}
