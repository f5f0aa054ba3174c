/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "parcours-store-contacts.h"
#include "parcours-store-library.h"
#include "people.h"

static const char *const first_names[] = { "Ada", "Éloïse", "Bo", "Zoé", "eloi" };
static const char *const last_names[] = { "Moreau", "Lefèvre", "Abadie", "Zola" };

static void
add_library (ParcoursStore *store)
{
  static const char *const entities[][2] = {
    { "list", "Newsletter" }, { "list", "Club" }, { "tag", "VIP" }, { "tag", "Press" }, { "score", "Lead" },
    { "field", "City" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      g_autoptr (GError) error = NULL;

      g_free (parcours_store_add_entity (store, entities[i][0], NULL, entities[i][1], NULL, &error));
      g_assert_no_error (error);
    }
}

static void
add_contact (ParcoursStore *store,
             guint          i)
{
  g_autofree char *email = g_strdup_printf ("person%03u@example.org", i);
  g_autoptr (ParcoursContact) contact = parcours_contact_new (email);
  g_autoptr (GError) error = NULL;

  if (i % 7 != 0)
    parcours_contact_set_field (contact, "first-name", first_names[i % G_N_ELEMENTS (first_names)]);
  if (i % 7 != 1)
    parcours_contact_set_field (contact, "last-name", last_names[i % G_N_ELEMENTS (last_names)]);
  if (i % 3 != 0)
    parcours_contact_set_field (contact, "city", i % 2 ? "Paris" : "lyon");
  if (i % 4 != 0)
    parcours_contact_set_score (contact, "lead", i % 10);
  if (i % 5 == 0)
    parcours_contact_add_member (contact, PARCOURS_SET_TAGS, "vip", 0);
  if (i % 2 == 0)
    parcours_contact_set_list (contact, "newsletter", i % 6 == 0 ? PARCOURS_LIST_UNSUBSCRIBED : PARCOURS_LIST_ACTIVE, 1000,
                               NULL);
  g_assert_cmpint (parcours_store_add_contact (store, contact, &error), >, 0);
  g_assert_no_error (error);
}

void
people_set_up (People        *people,
               gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursStore) store = NULL;

  people->folder = g_dir_make_tmp ("parcours-people-XXXXXX", NULL);
  people->path = people_file (people, "people.parcours");
  store = parcours_store_open (people->path, PARCOURS_STORE_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (parcours_store_begin (store, &error));
  add_library (store);
  for (guint i = 0; i < N_PEOPLE; i++)
    add_contact (store, i);
  g_assert_true (parcours_store_end (store, TRUE, &error));
  g_clear_pointer (&store, parcours_store_close);
  people_reopen (people, PARCOURS_STORE_WRITE);
}

static void
close_project (People *people)
{
  if (people->project == NULL)
    return;
  parcours_project_close (people->project);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&people->project));
}

void
people_reopen (People            *people,
               ParcoursStoreMode  mode)
{
  g_autoptr (GError) error = NULL;

  close_project (people);
  people->project = parcours_project_open (people->path, mode, &error);
  g_assert_no_error (error);
}

void
people_tear_down (People        *people,
                  gconstpointer  unused)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  close_project (people);
  folder = g_dir_open (people->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = people_file (people, name);

      g_assert_cmpint (g_remove (file), ==, 0);
    }
  g_assert_cmpint (g_rmdir (people->folder), ==, 0);
  g_free (people->folder);
  g_free (people->path);
}

char *
people_file (People     *people,
             const char *name)
{
  return g_build_filename (people->folder, name, NULL);
}

/* Looked up beside the project, as another process would. */
gint64
people_find (People     *people,
             const char *email)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ParcoursStore) store = parcours_store_open (people->path, PARCOURS_STORE_READ, &error);
  gint64 id;

  g_assert_no_error (error);
  id = parcours_store_find_contact (store, email, &error);
  g_assert_no_error (error);

  return id;
}

void
people_keep_result (GObject      *source,
                    GAsyncResult *result,
                    gpointer      place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

GAsyncResult *
people_wait (GAsyncResult **place)
{
  while (*place == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *place;
}
