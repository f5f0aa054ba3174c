/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a simulation is set to, and what becomes of it when the library changes. */

#include "config.h"

#include <adwaita.h>

#include "parcours-json.h"
#include "parcours-run-form.h"
#include "shop.h"

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  *(char **) user_data = parcours_project_add_entity_finish (PARCOURS_PROJECT (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_there (gpointer user_data)
{
  return *(char **) user_data != NULL;
}

static gboolean
is_some (gpointer user_data)
{
  return *(guint *) user_data > 0;
}

static void
count_cb (ParcoursRunForm *form,
          guint           *n)
{
  (*n)++;
}

static void
assert_behaviour (ParcoursRunForm *form,
                  const char      *expected)
{
  g_autoptr (ParcoursRunOptions) options = parcours_run_form_dup_options (form);

  g_assert_cmpstr (options->behaviour, ==, expected);
}

/* The behaviour that was chosen is deleted: the usual one of the workspace takes its place, and whoever simulates hears of it. */
static void
test_behaviour_deleted (void)
{
  Shop shop = { NULL };
  g_autoptr (JsonNode) behaviour = parcours_json_parse ("{\"format\": \"parcours-behaviour/1\"}", -1, NULL);
  g_autoptr (ParcoursRunOptions) options = NULL;
  ParcoursRunForm *form = g_object_ref_sink (g_object_new (PARCOURS_TYPE_RUN_FORM, NULL));
  g_autofree char *slug = NULL;
  guint n_changes = 0;

  shop_open (&shop, 100);
  parcours_project_add_entity_async (shop.project, "behaviour", "Rainy days", json_node_get_object (behaviour), added_cb,
                                     &slug);
  shop_wait (is_there, &slug, "the behaviour");
  options = parcours_run_options_new (parcours_project_zone (shop.project));
  options->behaviour = g_strdup (slug);
  parcours_run_form_set_project (form, shop.project, options);
  g_signal_connect (form, "changed", G_CALLBACK (count_cb), &n_changes);
  assert_behaviour (form, slug);

  parcours_project_delete_entity_async (shop.project, "behaviour", slug, NULL, NULL);
  shop_wait (is_some, &n_changes, "the behaviour to go");
  assert_behaviour (form, NULL);
  g_assert_cmpuint (n_changes, ==, 1);

  g_object_unref (form);
  shop_close (&shop);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/run-form/behaviour-deleted", test_behaviour_deleted);

  return g_test_run ();
}
