/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "parcours-catalog.h"

static void
test_loads (void)
{
  const ParcoursCatalog *catalog = parcours_catalog_get ();
  const ParcoursRow *row = parcours_catalog_row (catalog, "ac.subscribes-to-list");

  g_assert_nonnull (row);
  g_assert_cmpstr (row->type->name, ==, "trigger.list-subscribed");
  g_assert_true (parcours_catalog_topic (catalog, "tag.added")->state);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalog/loads", test_loads);

  return g_test_run ();
}
